"""Several processes print a site's debates together, each once, and what they print is the same."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates import project
from mkdocs_debates.pages.assembly import site_of
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.processes import PROCESSES
from mkdocs_debates.project import load, load_packed
from mkdocs_debates.publishing import examining, printing
from mkdocs_debates.publishing import press as press_module
from mkdocs_debates.publishing.cache import Cache
from mkdocs_debates.publishing.examining import Examiner
from mkdocs_debates.publishing.press import Press
from mkdocs_debates.reading import DebateFolder
from mkdocs_debates.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs_debates.publishing.packs import Pack

NAMES = tuple(f"debate-{number}" for number in range(9))


@pytest.fixture
def debates(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES):
        (tmp_path / f"{name}.yaml").write_text(f"title: Debate {number}\nclaims:\n  a:\n    text: A of {number}.\n")
    return tmp_path


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to which each process adds a line for each debate that it prints."""
    log, printing_of = tmp_path / "printed.txt", printing.printing_of

    def note(site, debate_id, renderer):  # type: ignore[no-untyped-def]
        with log.open("a") as file:
            file.write(f"{debate_id}\n")
        return printing_of(site, debate_id, renderer)

    monkeypatch.setattr(press_module, "printing_of", note)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    return log


@contextmanager
def press_of(debates: Path, cache: Path | None) -> Iterator[Press]:
    """A press that has taken all debates of a folder."""
    project = load(debates)
    press = Press(project, Renderer(), Examiner(Cache(cache)))
    try:
        examined = press.examine(NAMES)
        site = site_of(
            project.debates, frozenset(), Options(), None, {name: examined[name].references for name in NAMES}
        )
        press.take(site, NAMES)
        yield press
    finally:
        press.close()


def packs(debates: Path, cache: Path | None, *, ahead: bool = True) -> dict[str, Pack]:
    with press_of(debates, cache) as press:
        if ahead:
            press.print_ahead()
            return {name: read(press.pack(name)) for name in NAMES}
        return dict(press.each(NAMES, lambda _, pack: read(pack), alone=False))


def read(pack: Pack) -> Pack:
    """The pack, with all at hand that may stand in a file."""
    return pack._replace(pages=dict(pack.pages), heads=dict(pack.heads), files=dict(pack.files))


@pytest.mark.parametrize("processes", ["1", "2", "12"])
def test_each_pack_is_worked_at_where_it_is_printed(
    debates: Path, printed: Path, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    monkeypatch.setenv(PROCESSES, "1")
    alone = packs(debates, None)
    printed.unlink()
    monkeypatch.setenv(PROCESSES, processes)
    assert packs(debates, debates / "cache", ahead=False) == alone
    assert sorted(printed.read_text().split()) == list(NAMES)
    printed.unlink()
    assert packs(debates, debates / "cache", ahead=False) == alone
    assert not printed.exists()


def test_what_others_print_ahead_is_of_use_to_all(
    debates: Path, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROCESSES, "2")
    with press_of(debates, debates / "cache") as press:
        press.print_ahead()
        limit = time.monotonic() + 60
        while len(list((debates / "cache").glob("pack-*"))) < len(NAMES) and time.monotonic() < limit:
            time.sleep(0.01)
        assert dict(press.each(NAMES, lambda name, _: name, alone=False)) == {name: name for name in NAMES}
    assert printed.read_text().split() == list(NAMES)


@pytest.mark.parametrize("processes", ["2", "3", "12"])
def test_each_debate_is_printed_by_one_process(
    debates: Path, printed: Path, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    monkeypatch.setenv(PROCESSES, "1")
    alone = packs(debates, None)
    assert printed.read_text().split() == list(NAMES)
    printed.unlink()
    monkeypatch.setenv(PROCESSES, processes)
    assert packs(debates, debates / "cache") == alone
    # At most those are printed twice at which two processes arrive at the same time.
    by = printed.read_text().split()
    assert set(by) == set(NAMES)
    assert len(by) < 2 * len(NAMES)
    printed.unlink()
    assert packs(debates, debates / "cache") == alone
    assert not printed.exists()


def test_what_cannot_be_kept_is_printed_where_it_is_wanted(
    debates: Path, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROCESSES, "2")
    (debates / "cache").write_text("no folder")
    assert list(packs(debates, debates / "cache")) == list(NAMES)
    assert set(printed.read_text().split()) == set(NAMES)


@pytest.mark.parametrize(
    ("before", "after", "looked_at"),
    [
        ("text: A of 0.", "text: Another.", {"debate-0"}),  # what any debate has is as it was
        ("  a:", "  b:", set(NAMES)),  # another may have named it
        ("title: Debate 0", "title: Another", {"debate-0"}),
    ],
)
def test_what_was_found_holds_while_no_debate_has_anything_else(
    debates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, looked_at: set[str]
) -> None:
    examiner = Examiner(Cache(tmp_path / "cache"))
    first = load(debates)
    press = Press(first, Renderer(), examiner)
    examined = press.examine(NAMES)
    press.close()
    file = debates / "debate-0.yaml"
    file.write_text(file.read_text().replace(before, after))
    looked: set[str] = set()
    still_valid, examine = examining.still_valid, examining.examine

    def note_valid(data, subject, around):  # type: ignore[no-untyped-def]
        looked.add(subject.debate.id)
        return still_valid(data, subject, around)

    def note_examined(subject, around):  # type: ignore[no-untyped-def]
        looked.add(subject.debate.id)
        return examine(subject, around)

    monkeypatch.setattr(examining, "still_valid", note_valid)
    monkeypatch.setattr(examining, "examine", note_examined)
    press = Press(load(debates, earlier=first), Renderer(), examiner, earlier=press)
    again = press.examine(NAMES)
    press.close()
    assert looked == looked_at
    assert {name: each.references for name, each in again.items()} == {
        name: each.references for name, each in examined.items()
    }


@pytest.mark.parametrize("cached", [True, False])
def test_what_was_looked_at_is_not_looked_at_again(
    debates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cached: bool
) -> None:
    examiner = Examiner(Cache(tmp_path / "cache" if cached else None))
    done = list[str]()
    project, looked_at = load_packed(DebateFolder(debates), examiner.look_at, lambda: done.append("loaded"))
    assert [*looked_at] == list(NAMES)
    expected = {name: found.examined for name, found in looked_at.items()}

    def look_at(*_: object) -> None:
        raise AssertionError("it was looked at already")

    monkeypatch.setattr(examiner, "look_at", look_at)
    press = Press(project, Renderer(), examiner, looked_at)
    assert press.examine(NAMES, lambda: done.append("examined")) == expected
    press.finish(whole=True)
    assert done == ["loaded"] * len(NAMES)
    kept = {file.name for file in (tmp_path / "cache").iterdir()} if cached else set()
    assert kept == {examiner.key(name, looked_at[name].content) for name in NAMES if cached}


def test_a_damaged_pack_is_printed_again_and_kept(
    debates: Path, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROCESSES, "1")
    cache = debates / "cache"
    alone = packs(debates, cache)
    file = next(file for file in cache.glob("pack-*") if b"A of 0." in file.read_bytes())
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole.replace(b"<", b"\xff", 1)):
        file.write_bytes(damaged)
        printed.unlink()
        assert packs(debates, cache) == alone
        assert printed.read_text().split() == ["debate-0"]
        assert file.read_bytes() == whole


def test_a_debate_that_others_name_is_looked_into_once_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "FEW", 1)
    names = [f"d-{number}" for number in range(8)]
    for at, name in enumerate(names):
        claims = "".join(
            f"  c-{of}:\n    text: See [](claim:{names[(at + of) % 8]}/c-{of % 7 + 1}).\n" for of in range(1, 8)
        )
        (tmp_path / f"{name}.yaml").write_text(f"title: {name}\nclaims:\n{claims}", encoding="utf-8")
    examiner = Examiner(Cache(None))
    loaded, looked_at = load_packed(DebateFolder(tmp_path), examiner.look_at)
    press = Press(loaded, Renderer(), examiner, looked_at)
    references = {name: found.references for name, found in press.examine(names).items()}
    opened, debates = list[str](), loaded.debates
    assert isinstance(debates, Shelf)
    open_again = debates._work_out

    def noted(name: str) -> object:
        opened.append(name)
        return open_again(name)

    monkeypatch.setattr(debates, "_work_out", noted)
    press.take(site_of(debates, frozenset(), Options(), None, references), names)
    assert sorted(opened) == names
    for name in names:
        opened.clear()
        pages = press.pack(name).pages
        assert {*opened} == {name}
        assert len(opened) <= 2
        assert any("See <a" in page.body for page in pages.values())
    press.close()


@pytest.mark.parametrize("processes", ["1", "2"])
def test_other_work_is_done_meanwhile(
    debates: Path, printed: Path, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    monkeypatch.setenv(PROCESSES, processes)
    with press_of(debates, None) as press:
        process = press.meanwhile(os.getpid)()
        assert (process == os.getpid()) == (processes == "1")


def test_work_that_is_not_asked_about_ends_with_the_press(
    debates: Path, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROCESSES, "2")
    process = debates / "process.txt"

    def work() -> None:
        process.write_text(f"{os.getpid()}\n")
        time.sleep(60)

    with press_of(debates, None) as press:
        press.meanwhile(work)
        limit = time.monotonic() + 60
        while not (process.exists() and process.read_text().endswith("\n")) and time.monotonic() < limit:
            time.sleep(0.01)
        os.kill(int(process.read_text()), 0)
    with pytest.raises(ProcessLookupError):
        os.kill(int(process.read_text()), 0)
