"""Each field of the format with each wrong thing in it: the answer is a debate, or problems with their places."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest

from mkdocs_debates.model import REPLIES, Claim, Debate
from mkdocs_debates.project import load
from mkdocs_debates.reports.problems.text import render_problems
from mkdocs_debates.shapes import Keyed, ListOf, Record, fields_of
from tests.promises.site_of_payloads import EVERY
from tests.reading.soundness import assert_no_controls, assert_problems_have_places, assert_sound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs_debates.shapes import Entry

Steps = tuple[str | int, ...]

DEBATE: Final[dict[str, Any]] = {
    "title": "T",
    "people": {"ann": {}},
    "links": {"book": {"title": "B"}},
    "positions": {"pos": {"title": "P"}},
    "cruxes": {
        "why": {
            "question": "Q",
            "answers": {"a": {"label": "A"}, "b": {"label": "B"}},
            "views": [{"by": "ann", "answer": "a"}],
            "resolution": {"answer": "a"},
        }
    },
    "claims": {
        "one": {
            "text": "Words.",
            "links": [{"link": "book"}],
            "notes": [{"passage": "Words", "text": "N"}],
            "replies": {"two": {"relation": "asks", "text": "R"}},
        }
    },
    "shifts": [{"by": "ann", "to": "pos"}],
}
"""A debate with one of each kind of entry, and no more than these need."""

SLIGHT: Final[dict[str, str]] = {
    "nothing": "",
    "null": "null",
    "an empty text": '""',
    "a truth value": "true",
    "a number": "012",
    "a list": "[a, b]",
    "an empty mapping": "{}",
    "a long text": "words " * 2_000,
    "a long list": f"[{'a, ' * 50}]",
}
"""What some fields may hold, as YAML."""
WRONG: Final[dict[str, str]] = {
    "lists in lists": "[[a], [[b]]]",
    "a mapping": "{zzz: a}",
    "a deep mapping": "{a: " * 40 + "b" + "}" * 40,
    "names that are none": "{'': a, 'A b': {}, \"\\e[1m\": {}, id: a, x-own: a}",
    "control characters": '"a\\e[1m\\u202e\\u2028\\0b"',
}
"""What no field may hold."""
if EVERY:
    SLIGHT.update(
        {
            "a mark for null": "~",
            "white space": '" \\t\\n "',
            "no": "no",
            "more than any number": "-1e999",
            "a time": "1:30",
            "no date": "2026-02-30",
            "a list of nothing": "[, ~]",
            "an empty list": "[]",
            "a long word": "w" * 20_000,
            "links": '"[](claim:one) [](crux:why.z) ![](x.png) <javascript:x>"',
        }
    )
    WRONG.update(
        {
            "mappings in a list": "[{zzz: a}, {zzz: [a]}]",
            "a mapping of mappings": "{zzz: {zzz: a}}",
            "too deep a mapping": "{a: " * 120 + "b" + "}" * 120,
            "a deep list": "[" * 40 + "a" + "]" * 40,
            "a list as a name": "{[a]: b}",
            "a name twice": "{zzz: a, zzz: b}",
            "half a character": '"\\ud800"',
            "an anchor": "&a a",
            "a tag": "!!int 3",
            "an alias": "*a",
            "another document": "\n--- a",
            "no end": "[a, {b: ",
        }
    )

_MARK: Final = "\ue000"
_SOME: Final = "some"
"""In place of an id: any entry that is there."""


def places() -> Iterator[Steps]:
    """Where each field of the format stands in a debate, as the model has it, in an entry that is there or made up."""
    waiting: list[tuple[type[Entry], Steps]] = [(Debate, ())]
    seen: set[type[Entry]] = set()
    while waiting:
        entry, steps = waiting.pop()
        if entry in seen:
            continue
        seen.add(entry)
        specs = {**fields_of(entry), **({REPLIES.name: REPLIES} if entry is Claim else {})}
        for name, spec in specs.items():
            yield (*steps, name)
            match spec.shape:
                case Keyed(entry=below):
                    waiting.append((below, (*steps, name, _SOME)))
                case ListOf(item=Record(entry=below)):
                    waiting.append((below, (*steps, name, 0)))
                case Record(entry=below):
                    waiting.append((below, (*steps, name)))


PLACES: Final = tuple(places())


def debate_with(value: str, steps: Steps) -> bytes:
    """The debate with ``value``, YAML, at a place."""
    data = deepcopy(DEBATE)
    holder: Any = data
    for step, then in pairwise(steps):
        if step == _SOME and holder:
            holder = next(iter(holder.values()))
        elif step == 0:
            holder[:] = holder or [{}]
            holder = holder[0]
        else:
            holder = holder.setdefault(step, [] if then == 0 else {})
    holder[steps[-1]] = _MARK
    return json.dumps(data, ensure_ascii=False, indent=1).replace(f'"{_MARK}"', value).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A debate for each place, whose files no test writes."""
    folder = tmp_path_factory.mktemp("shapes")
    for number in range(len(PLACES)):
        (folder / f"d-{number}.yaml").touch()
    return folder


def test_the_debate_is_one_without_errors(folder: Path) -> None:
    project = load(folder, text_of=lambda _: json.dumps(DEBATE).encode())
    assert {each.severity for each in project.problems} == {"advice"}


@pytest.mark.parametrize(
    ("value", "is_wrong"), [*((each, False) for each in SLIGHT), *((each, True) for each in WRONG)]
)
def test_a_field_holds_it_or_says_why_not(folder: Path, value: str, is_wrong: bool) -> None:
    written = {**SLIGHT, **WRONG}[value]
    files = {f"d-{number}.yaml": debate_with(written, steps) for number, steps in enumerate(PLACES)}
    project = load(folder, shown_as="debates", text_of=lambda file: files[file.name])
    assert_no_controls(render_problems(project.problems))
    for (name, data), steps in zip(files.items(), PLACES, strict=True):
        debate_id = name.removesuffix(".yaml")
        subject, problems = project.debates[debate_id], project.problems_of.get(debate_id, ())
        assert_sound(subject.document)
        assert_problems_have_places(problems, {f"debates/{name}": data})
        if is_wrong:
            assert any(each.severity == "error" for each in problems), steps
