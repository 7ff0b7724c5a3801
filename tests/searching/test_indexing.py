from __future__ import annotations

import gzip
import json
import sys
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from mkdocs_debates.searching import Entry, PagefindError, program, write_indexes, write_parts
from mkdocs_debates.searching.indexing import COMMON, RECORD_CHARACTERS, as_html, common_words, records_of
from mkdocs_debates.searching.service import Service

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.pages.views import Found

HOSTILE = '</h2></p><script>alert(1)</script> & "x"'


def entry(
    url: str,
    title: str = "A title",
    text: str = "A text.",
    language: str = "en",
    debate: str = "D",
    kind: Found = "claim",
) -> Entry:
    return Entry(url, title, text, language, debate, kind)


def content_of(index: Path) -> list[dict[str, Any]]:
    """The records of an index, by number."""
    found = [gzip.decompress(file.read_bytes()) for file in (index / "fragment").iterdir()]
    return sorted((json.loads(each.removeprefix(b"pagefind_dcd")) for each in found), key=lambda each: str(each["url"]))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }  # fmt: skip


def test_neighbours_share_a_record_while_there_is_room() -> None:
    entries = [entry(f"d/#c-{number}", "", "x" * (RECORD_CHARACTERS // 2)) for number in range(5)]
    assert list(map(len, records_of(entries))) == [2, 2, 1]


def test_an_entry_that_is_too_long_has_a_record_of_its_own() -> None:
    entries = [entry("d/#a"), entry("d/#b", text="x" * 2 * RECORD_CHARACTERS), entry("d/#c")]
    assert list(map(len, records_of(entries))) == [1, 1, 1]


def test_debates_share_no_record() -> None:
    assert list(map(len, records_of([entry("a/", debate="A"), entry("b/", debate="B")]))) == [1, 1]
    assert list(records_of([])) == []


def test_words_of_strangers_stay_text() -> None:
    html = as_html((entry("d/#a", HOSTILE, f"Words {HOSTILE}"),), "en")
    root = html5lib.parse(html, namespaceHTMLElements=False)
    assert [(each.tag, each.text) for each in root.iterfind("body/*")] == [("h2", HOSTILE), ("p", f"Words {HOSTILE}")]
    assert [each.get("id") for each in root.iterfind("body/h2")] == ["claim,d/#a"]


@pytest.mark.parametrize(
    ("title", "text", "left"),
    [
        ("It is not so.", "It is not so. They go on.", "They go on."),
        ("It is not so, because they …", "It is not so, because they go on.", "go on."),
        ("Shops thrive", "More people on foot.", "More people on foot."),
        ("It is not so.", "It is not so.", ""),
        ("", "Words.", "Words."),
        ("The", "There is a way.", "There is a way."),
        ("https://", "https://example.org", "https://example.org"),
        ("咖啡好。", "咖啡好。他们说。", "他们说。"),
    ],
)
def test_a_beginning_that_is_the_title_stands_once(title: str, text: str, left: str) -> None:
    assert f"<p>{left}</p>" in as_html((entry("d/#a", title, text),), "en")


def test_marks_between_words_are_not_taken_from_strangers() -> None:
    assert "\u200b" not in as_html((entry("d/#a", "One\u200btwo", "three\u200bfour"),), "en")


def test_only_words_that_fill_a_file_are_common() -> None:
    assert common_words([entry("d/#a", "rare", "The the " * (COMMON // 2))]) == ["the"]


def test_an_index_says_where_each_entry_stands(tmp_path: Path) -> None:
    entries = [
        entry("d/positions/p/", "P", kind="position"),
        entry("d/positions/p/#a", HOSTILE, HOSTILE, debate="D // d"),
    ]
    write_indexes(tmp_path, "all", entries)
    write_parts(tmp_path, ["all"])
    assert json.loads((tmp_path / "parts.json").read_text()) == ["all"]
    assert json.loads((tmp_path / "all/languages.json").read_text()) == [{"language": "en", "common": []}]
    first, second = content_of(tmp_path / "all/en")
    assert (first["url"], second["url"]) == ("0 D", "1 D // d")
    assert [anchor["id"] for anchor in first["anchors"]] == ["position,d/positions/p/"]
    assert [(anchor["id"], anchor["text"]) for anchor in second["anchors"]] == [("claim,d/positions/p/#a", HOSTILE)]
    assert second["meta"] == {}


def test_each_language_has_an_index(tmp_path: Path) -> None:
    write_indexes(tmp_path, "all", [entry("a/"), entry("b/", "Titel", "Ein Text.", "de-AT"), entry("c/")])
    languages = json.loads((tmp_path / "all/languages.json").read_text())
    assert [each["language"] for each in languages] == ["de-at", "en"]
    assert len(content_of(tmp_path / "all/de-at")) == 1
    assert all((tmp_path / "all" / each["language"] / "pagefind.js").is_file() for each in languages)


def test_the_same_debates_give_the_same_files(tmp_path: Path) -> None:
    pages = [[entry(f"{debate}/{page}/#{number}", f"{debate} {page} {number}", "Some words of it. " * 9, debate=debate)
              for number in range(9)] for debate in "abc" for page in "xyz"]  # fmt: skip
    write_indexes(tmp_path / "one", "all", [each for page in pages for each in page])
    write_indexes(tmp_path / "two", "all", [each for page in reversed(pages) for each in page])
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_what_an_earlier_build_wrote_goes(tmp_path: Path) -> None:
    write_indexes(tmp_path, "all", [entry("a/", language="de")])
    write_indexes(tmp_path, "all", [entry("a/")])
    assert [each.name for each in (tmp_path / "all").iterdir() if each.is_dir()] == ["en"]


def test_what_searches_is_kept_and_nothing_else(tmp_path: Path) -> None:
    write_indexes(tmp_path, "all", [entry("a/")])
    names = {file.partition(".")[0].partition("/")[0] for file in files_of(tmp_path / "all/en")}
    assert names == {"fragment", "index", "pagefind", "pagefind-entry", "wasm"}


def test_without_pagefind_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with pytest.raises(PagefindError, match=r"pip install 'mkdocs-debates\[pagefind\]'"):
        program()


def test_a_program_that_stops_is_no_silence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", sys.executable)
    with pytest.raises(PagefindError, match="stopped"):
        write_indexes(tmp_path, "all", [entry("a/")])


def test_what_pagefind_does_not_take_is_said() -> None:
    with Service() as service, pytest.raises(PagefindError, match="Pagefind says"):
        service.ask("AddFile", index_id=7, url="a", file_path=None, file_contents="<html></html>")


SLOW_PAGEFIND = """\
import base64, json, pathlib, sys, time
whole = b"import all of it"
buffer = b""
while read := sys.stdin.buffer.read1():
    buffer += read
    while b"," in buffer:
        message, _, buffer = buffer.partition(b",")
        question = json.loads(base64.b64decode(message))
        folder = question["payload"].get("output_path")
        if folder:
            pathlib.Path(folder).mkdir(parents=True)
            pathlib.Path(folder, "pagefind.js").write_bytes(whole[:-9])
        files = [{"path": "pagefind.js", "content": base64.b64encode(whole).decode()}]
        payload = {"type": "Done", "index_id": 1, "files": files}
        answer = {"message_id": question["message_id"], "payload": payload}
        sys.stdout.buffer.write(base64.b64encode(json.dumps(answer).encode()) + b",")
        sys.stdout.buffer.flush()
        if folder:
            time.sleep(0.3)
            pathlib.Path(folder, "pagefind.js").write_bytes(whole)
"""
"""It answers as Pagefind does: where it is asked to write files, before they are whole."""


def test_each_file_is_whole_once_the_index_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "pagefind"
    slow.write_text(f"#!{sys.executable}\n{SLOW_PAGEFIND}", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr("mkdocs_debates.searching.service.program", lambda: slow)
    write_indexes(tmp_path / "index", "all", [entry("d/#a")])
    assert files_of(tmp_path / "index/all/en") == {"pagefind.js": b"import all of it"}
