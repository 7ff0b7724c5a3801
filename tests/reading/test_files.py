"""Files that are not what they seem, and limits."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.diagnostics import MAX_PROBLEMS
from mkdocs_debates.processes import PROCESSES
from mkdocs_debates.reading import read_folder
from mkdocs_debates.reading.building import MAX_IDS
from mkdocs_debates.reading.files import MAX_BYTES
from mkdocs_debates.reading.nodes import MAX_VALUES

if TYPE_CHECKING:
    from mkdocs_debates.reading import Reading

DEBATES = Path(__file__).parent.parent.parent / "debates"
TITLE = "title: Should we pause?\n"


def places(reading: Reading) -> list[str]:
    return [f"{problem.span} {problem.rule}" for problem in reading.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "debates").mkdir()
    return tmp_path / "debates"


def test_paths_begin_as_the_folder_was_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "labs.yaml").write_text("titel: x\n")
    monkeypatch.chdir(folder.parent)
    assert places(read_folder(folder.relative_to(folder.parent))) == ["debates/labs.yaml:1:1 unknown-field"]
    assert places(read_folder(folder, shown_as="other")) == ["other/labs.yaml:1:1 unknown-field"]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_debates_read_in_several_processes_are_those_read_in_one(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    shutil.copytree(DEBATES, folder, dirs_exist_ok=True)
    (folder / "broken.yaml").write_text("title: [Should we pause?\n")
    (folder / "slips.yaml").write_text("title: Should we pause?\nclaims:\n  a: {titel: x}\n")
    alone = read_folder(folder)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.setenv(PROCESSES, "3")
    shared = read_folder(folder)
    assert shared.problems == alone.problems
    assert len(alone.problems) >= 2
    for one, other in zip(shared.documents, alone.documents, strict=True):
        assert (one.debate, one.files, one.readable, one.stamp) == (
            other.debate,
            other.files,
            other.readable,
            other.stamp,
        )
        entries = [entry.id for _, entry in one.debate.entries()]
        assert [one.line_of(entry) for entry in entries] == [other.line_of(entry) for entry in entries]
        assert [one.span(entry) for entry in entries] == [other.span(entry) for entry in entries]


def test_a_folder_that_does_not_exist_has_no_debates(tmp_path: Path) -> None:
    reading = read_folder(tmp_path / "nowhere")
    assert (reading.documents, reading.problems) == ((), ())


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "debates"
    file.write_text(TITLE)
    assert places(read_folder(file, shown_as="debates")) == ["debates:1:1 unreadable-file"]


def test_links_that_lead_out_are_not_followed(folder: Path) -> None:
    secret = folder.parent / "secret.yaml"
    secret.write_text(TITLE)
    (folder.parent / "outside").mkdir()
    (folder.parent / "outside" / "debate.yaml").write_text(TITLE)
    (folder / "a.yaml").symlink_to(secret)
    (folder / "b").symlink_to(folder.parent / "outside")
    (folder / "c.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "d.yaml").symlink_to(folder / "d.yaml")
    reading = read_folder(folder, shown_as="debates")
    assert places(reading) == [
        "debates/a.yaml:1:1 unreadable-file",
        "debates/b:1:1 unreadable-file",
        "debates/c.yaml:1:1 unreadable-file",
        "debates/d.yaml:1:1 unreadable-file",
    ]
    assert reading.documents == ()


def test_links_within_the_folder_are_followed_but_not_in_circles(folder: Path) -> None:
    (folder / "labs" / "parts").mkdir(parents=True)
    (folder / "labs" / "debate.yaml").write_text(TITLE)
    (folder / "labs" / "parts" / "round").symlink_to(folder / "labs")
    (folder / "again.yaml").symlink_to(folder / "labs" / "debate.yaml")
    reading = read_folder(folder, shown_as="debates")
    assert [document.debate.id for document in reading.documents] == ["again", "labs"]
    assert places(reading) == ["debates/labs/parts/round:1:1 unreadable-file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "labs.yaml")
    assert places(read_folder(folder, shown_as="debates")) == ["debates/labs.yaml:1:1 unreadable-file"]


def test_folders_that_are_named_like_files(folder: Path) -> None:
    (folder / "x.yaml").mkdir()
    (folder / "labs" / "y.yml").mkdir(parents=True)
    (folder / "labs" / "debate.yaml").write_text(TITLE)
    assert places(read_folder(folder, shown_as="debates")) == [
        "debates/labs/y.yml:1:1 unreadable-file",
        "debates/x.yaml:1:1 unreadable-file",
    ]


def test_a_file_that_may_not_be_read_is_a_debate_all_the_same(folder: Path) -> None:
    (folder / "labs.yaml").write_text(TITLE)

    def deny(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    reading = read_folder(folder, shown_as="debates", text_of=deny)
    assert places(reading) == ["debates/labs.yaml:1:1 unreadable-file"]
    (document,) = reading.documents
    assert document.debate.id == "labs"
    assert not document.readable
    assert str(document.span("some-claim", "text")) == "debates/labs.yaml:1:1"
    assert document.line_of("") == ("labs.yaml", 1)


def test_a_change_can_be_read_before_it_is_written(folder: Path) -> None:
    (folder / "labs.yaml").write_text(TITLE)
    reading = read_folder(folder, text_of=lambda file: file.read_bytes().replace(b"pause", b"stop"))
    assert reading.documents[0].debate.title == "Should we stop?"


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_not_utf_8_can_be_printed(folder: Path) -> None:
    name = os.path.join(os.fsencode(folder), b"l\xe4bs.yaml")
    try:
        with open(name, "wb") as file:
            file.write(TITLE.encode())
    except OSError:
        pytest.skip("names must be UTF-8 here")
    reading = read_folder(folder, shown_as="debates")
    assert [problem.rule for problem in reading.problems] == ["bad-id"]
    assert "".join(map(str, reading.problems)).encode()
    assert reading.documents[0].debate.title == "Should we pause?"


def test_a_file_over_the_limit_is_not_read(folder: Path) -> None:
    with open(folder / "labs.yaml", "wb") as file:
        file.truncate(2 * MAX_BYTES)
    (problem,) = read_folder(folder).problems
    assert problem.rule == "too-large"
    assert f"{MAX_BYTES:,}" in problem.message


@pytest.mark.parametrize("value", ["a,", "[],"])
def test_values_over_the_limit(folder: Path, value: str) -> None:
    (folder / "labs.yaml").write_text(f"{TITLE}x-many: [{value * MAX_VALUES}]\n")
    (problem,) = read_folder(folder).problems
    assert problem.rule == "too-large"
    assert f"{MAX_VALUES:,}" in problem.message


@pytest.mark.parametrize(("character", "most"), [("$", 10_000), ("`", 100_000), ("/", 600_000 - 2)])
def test_characters_over_the_limit(folder: Path, character: str, most: int) -> None:
    (folder / "labs.yaml").write_text(f"{TITLE}x-a: 'a{character * most}\n  {character}'\n")
    reading = read_folder(folder, shown_as="debates")
    assert places(reading) == ["debates/labs.yaml:3:3 too-large"]
    assert "which is the limit" in reading.problems[0].message
    (folder / "labs.yaml").write_text(f"{TITLE}x-a: 'a{character * most}'\n")
    assert places(read_folder(folder, shown_as="debates")) == []


@pytest.mark.parametrize("text", ["a: b\n", "<<<<<<<\n", 'a: "\\0"\n'])
def test_a_file_of_problems_ends_in_good_time(folder: Path, text: str) -> None:
    (folder / "labs.yaml").write_text(text * 50_000)
    assert MAX_PROBLEMS <= len(read_folder(folder).problems) <= MAX_PROBLEMS + 3


def test_ids_over_the_limit(folder: Path) -> None:
    claims = "".join(f"  c{number}: {{text: A.}}\n" for number in range(MAX_IDS + 2))
    (folder / "labs.yaml").write_text(f"{TITLE}claims:\n{claims}")
    reading = read_folder(folder, shown_as="debates")
    assert places(reading) == [f"debates/labs.yaml:{MAX_IDS + 3}:3 too-large"]
    assert len(reading.documents[0].debate.claims) == MAX_IDS
    assert not reading.documents[0].readable


def test_problems_over_the_limit(folder: Path) -> None:
    fields = "".join(f"field{number}: x\n" for number in range(20_000))
    (folder / "labs.yaml").write_text(f"{TITLE}{fields}")
    problems = read_folder(folder).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].rule == "too-large"


def _chain(length: int) -> str:
    """A claim with ``length`` replies, each below the one before."""
    lines = ["claims:"]
    for number in range(length + 1):
        space = "  " * (2 * number + 1)
        lines += [f"{space}c{number}:", f"{space}  relation: asks"] if number else [f"{space}c{number}:"]
        lines += [f"{space}  text: A.", f"{space}  replies:"]
    return "\n".join([TITLE.strip(), *lines]) + "\n"


def test_replies_as_deep_as_they_may_be(folder: Path) -> None:
    (folder / "labs.yaml").write_text(_chain(48))
    reading = read_folder(folder)
    assert reading.problems == ()
    assert reading.documents[0].debate.claims["c48"].reply_to == "c47"


def test_replies_nested_too_deep_name_the_limit(folder: Path) -> None:
    (folder / "labs.yaml").write_text(_chain(60))
    (problem,) = read_folder(folder).problems
    assert problem.rule == "too-deep"
    assert "100 levels" in problem.message


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, "- " * 100_000, "? " * 100_000, "[{a: " * 50_000])
def test_a_hundred_thousand_brackets_stop_at_the_limit(folder: Path, text: str) -> None:
    (folder / "labs.yaml").write_text(f"x-deep:\n  {text}")
    (problem,) = read_folder(folder).problems
    assert problem.rule == "too-deep"


def test_a_number_of_many_digits(folder: Path) -> None:
    digits = "9" * 5000
    (folder / "labs.yaml").write_text(f"title: {digits}\nstarted: {digits}\n")
    reading = read_folder(folder, shown_as="debates")
    assert places(reading) == ["debates/labs.yaml:2:10 bad-value"]
    assert reading.documents[0].debate.title == digits
