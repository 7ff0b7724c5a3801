"""What is done with any bytes, and what holds of the outcome. A check that fails raises ``AssertionError``."""

from __future__ import annotations

import re
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from mkdocs_debates.comparing import compare, permalink_problems
from mkdocs_debates.editing.comments import comment_texts
from mkdocs_debates.editing.layout import laid_out
from mkdocs_debates.exchange.importing import NotReadableError
from mkdocs_debates.exchange.importing.formats import FORMATS, read
from mkdocs_debates.exchange.importing.placing import PlacingError, place
from mkdocs_debates.project import Project, load
from mkdocs_debates.prose import convert
from mkdocs_debates.prose.rewriting import Around, rewritten
from mkdocs_debates.reading.decoding import decode
from mkdocs_debates.reading.images import size_in
from mkdocs_debates.reading.nodes import read_nodes
from mkdocs_debates.reports.changes.data import render_json
from mkdocs_debates.reports.changes.html import render_html
from mkdocs_debates.reports.changes.markdown import render_markdown
from mkdocs_debates.reports.changes.text import render_text
from mkdocs_debates.reports.problems.text import render_problems
from tests.prose.harmlessness import assert_harmless, assert_same_words, assert_within_itself, shown
from tests.reading.soundness import assert_no_controls, assert_problems_have_places, assert_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PARTING: Final = b"\n=-=\n"
"""What stands between the two versions of a debate in an input of ``comparing``."""

_SECONDS: Final = 2.0
_SECONDS_PER_BYTE: Final = 0.001
"""What an input may take, generously, since the machine may be busy and the fuzzer counts what runs."""
_SHOWN_AS: Final = "debates/labs.yaml"


def reader(data: bytes) -> None:
    """A file is read and checked: problems have places, and each entry stands where it is said to stand."""
    with _projects(data) as (project,):
        (subject,) = project.debates.values()
        assert_sound(subject.document)
        assert_problems_have_places(project.problems, {_SHOWN_AS: data})
        assert_no_controls(render_problems(project.problems))


def prose(data: bytes) -> None:
    """A text becomes HTML that is harmless and well-formed, whose words are those of the text."""
    source = data.decode("utf-8", "replace")
    converted = convert(source)
    html = shown(converted)
    assert_harmless(html)
    assert_within_itself(html)
    assert_same_words(source, converted)
    for flaw in converted.flaws:
        assert flaw.written in source
    if not converted.flaws:
        rewritten(source, Around(lambda _: None, lambda path: path, 0, "c"))


def layout(data: bytes) -> None:
    """A file that reads as YAML is laid out once and for all, and says the same with the same comments."""
    once = laid_out(data, "debate.yaml", "debate.yaml")
    if isinstance(once, list):
        assert once
        assert_problems_have_places(once, {"debate.yaml": data})
        return
    assert laid_out(once, "debate.yaml", "debate.yaml") == once
    before, after = (_with_plain_line_ends(each) for each in (data, once))
    # A file that is empty but for a mark holds an empty text for YAML, and one without the mark nothing.
    assert (yaml.load(after, yaml.CBaseLoader) or "") == (yaml.load(before, yaml.CBaseLoader) or "")
    assert _comments(after) == _comments(before)


def comparing(data: bytes) -> None:
    """Two versions are compared and each form of the report is written; a version has not changed from itself."""
    old, _, new = data.partition(PARTING)
    with _projects(old, new) as (earlier, project):
        before, after = earlier.debates, project.debates
        difference = compare(before, after)
        assert_no_controls(render_text(difference))
        for render in (render_json, render_markdown, render_html):
            render(difference)
        problems = permalink_problems(difference, before, after, "debates")
        assert_problems_have_places(problems, {_SHOWN_AS: new})
        # Where two entries have one id, either may be taken for the other.
        assert project.broken or not compare(after, after).total


def images(data: bytes) -> None:
    """An image has a size, or none."""
    size = size_in(data)
    assert size is None or min(size) > 0


def imported(form: str, data: bytes) -> None:
    """A file of another program is refused in words, or becomes a debate without a flaw that is known again."""
    with tempfile.TemporaryDirectory(dir=_memory()) as name:
        folder = Path(name)
        try:
            made = read(data, form)
            placed = place(folder, made, form)
        except (NotReadableError, PlacingError):
            return
        for file, content in placed.contents.items():
            file.write_bytes(content)
        project = load(folder, shown_as="debates")
        # A debate's own JSON says what it says, with its flaws, and the command tells these.
        assert form == "json" or all(each.severity == "advice" for each in project.problems), project.problems[:3]
        files = {f"debates/{file.relative_to(folder)}": content for file, content in placed.contents.items()}
        assert_problems_have_places(project.problems, files)
        # What has errors has to be mended before anything is added to it.
        assert project.broken or not place(folder, made, form).contents


def in_time(check: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """``check`` within a time that grows with the input."""

    def run(data: bytes) -> None:
        started = time.process_time()
        check(data)
        taken = time.process_time() - started
        assert taken < _SECONDS + _SECONDS_PER_BYTE * len(data), f"{taken:.1f} s for {len(data)} bytes"

    return run


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "reader": reader,
    "prose": prose,
    "layout": layout,
    "comparing": comparing,
    "images": images,
    **{form: partial(imported, form) for form in FORMATS},
}
"""By name: what is done with an input."""


@contextmanager
def _projects(*versions: bytes) -> Iterator[list[Project]]:
    """The debate of a file that holds one version or another, which no disk sees."""
    with tempfile.TemporaryDirectory(dir=_memory()) as name:
        folder = Path(name)
        (folder / "labs.yaml").touch()
        yield [load(folder, shown_as="debates", text_of=lambda _, data=data: data) for data in versions]  # type: ignore[misc]


def _memory() -> str | None:
    """A folder that is kept in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _with_plain_line_ends(data: bytes) -> str:
    return re.sub(r"\r\n?", "\n", data.decode("utf-8-sig"))


def _comments(text: str) -> list[str]:
    source, _ = decode(text.encode(), "debate.yaml", "debate.yaml")
    return comment_texts(text, read_nodes(source).root)
