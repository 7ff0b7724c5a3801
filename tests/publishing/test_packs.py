"""Packs come back from their bytes as they were, and nothing else is taken for one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.host.standing import Standing
from mkdocs_debates.pages.slots import edit_slot
from mkdocs_debates.pages.views import Outline, SearchEntry
from mkdocs_debates.publishing.cache import Cache, Stored
from mkdocs_debates.publishing.packs import NoPackError, Pack, PrintedPage, Printing, in_bytes, opened

WORDS = st.text(max_size=20)
OUTLINES = st.recursive(
    st.builds(Outline, WORDS, WORDS, st.just(())),
    lambda below: st.builds(Outline, WORDS, WORDS, st.lists(below, max_size=3).map(tuple)),
    max_leaves=5,
)
BODIES = st.lists(st.one_of(WORDS, st.just(edit_slot("a-claim")), st.just(edit_slot("")))).map("".join)
PAGES = st.builds(
    PrintedPage,
    description=WORDS,
    outline=st.lists(OUTLINES, max_size=3).map(tuple),
    anchors=st.lists(WORDS, max_size=3).map(tuple),
    edit=st.none() | st.sampled_from([edit_slot("a"), edit_slot("")]),
    search=st.lists(st.builds(SearchEntry, WORDS, WORDS, WORDS), max_size=3).map(tuple),
    body=BODIES,
    linked_data=WORDS,
)
ITEMS = st.builds(Item, WORDS, WORDS, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple))
PRINTINGS = st.builds(
    Printing,
    pages=st.dictionaries(WORDS.map("page {}/".format), PAGES, max_size=3).map(dict.items),
    files=st.dictionaries(WORDS.map("file {}".format), WORDS, max_size=3).map(dict.items),
    news=st.lists(ITEMS, max_size=3).map(tuple),
    permalinks=st.dictionaries(WORDS, WORDS, max_size=3),
    inventory=WORDS,
)


def in_file(data: bytes) -> Stored:
    """``data`` as it is kept."""
    with tempfile.TemporaryDirectory() as folder:
        Cache(Path(folder)).put("key", [data])
        stored = Cache(Path(folder)).open("key")
    assert stored is not None
    return stored


def unwanted() -> Pack:
    raise AssertionError("nothing is damaged, so nothing has to be printed again")


def stored(printing: Printing) -> bytes:
    return b"".join(in_bytes(printing))


@given(PRINTINGS)
def test_a_pack_comes_back_as_it_was(printing: Printing) -> None:
    held, pack = printing.held(), opened(in_file(stored(printing)), unwanted)
    assert dict(pack.pages) == held.pages == dict(printing.pages)
    assert pack.heads == held.heads
    assert {head.body for head in pack.heads.values()} <= {""}
    assert dict(pack.files) == held.files == dict(printing.files)
    assert pack[3:] == held[3:] == printing[2:]


@given(PRINTINGS)
def test_what_others_want_to_know_of_it_stands(printing: Printing) -> None:
    pack = printing.held()
    standing = Standing.of("key", pack)
    assert {path: tuple(found) for path, found in standing.search().items()} == {
        path: page.search for path, page in pack.pages.items()
    }
    assert standing.anchors() == {path: page.anchors for path, page in pack.pages.items()}
    assert standing.files() == tuple(pack.files)
    assert tuple(standing.news()) == pack.news
    assert standing.permalinks() == pack.permalinks
    assert standing.inventory() == pack.inventory


@given(PRINTINGS, st.data())
def test_a_part_of_a_pack_is_none(printing: Printing, data: st.DataObject) -> None:
    whole = stored(printing)
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, len(whole) - (begin == 0)))
    with pytest.raises(NoPackError):
        opened(in_file(whole[begin:end]), unwanted)


def with_end(head: bytes) -> bytes:
    return head + f"{len(head):012}".encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"000000000000",
        b"-00000000001",
        b"000000000001",
        b"999999999999",
        with_end(b"[]\n"),
        with_end(b"{}\n"),
        with_end(b"null\n"),
        with_end(b"\xff\n"),
        with_end(b'{"pages":[],"bodies":{},"files":{},"news":[],"permalinks":{},"said":[0]}\n'),
        with_end(b'{"pages":{},"bodies":{"":0},"files":{},"news":[],"permalinks":{},"said":[0]}\n'),
        with_end(b'{"pages":{},"bodies":{},"files":[],"news":[],"permalinks":{},"said":[0]}\n'),
        with_end(b'{"pages":{},"bodies":{},"files":{"":1},"news":[],"permalinks":{},"said":[0]}\n'),
        with_end(b'{"pages":{},"bodies":{},"files":{},"news":[],"permalinks":[],"said":[0]}\n'),
        with_end(b'{"pages":{},"bodies":{},"files":{},"news":[],"permalinks":{},"said":[1]}\n'),
        with_end(b'{"pages":{},"bodies":{},"files":{},"news":[],"permalinks":{},"said":[]}\n'),
    ],
)
def test_other_bytes_are_no_pack(data: bytes) -> None:
    with pytest.raises(NoPackError):
        opened(in_file(data), unwanted)


def test_what_is_damaged_in_a_pack_is_printed_again() -> None:
    page = PrintedPage("", (), (), None, (SearchEntry("a", "A", "Text."),), "body of it", "")
    pages, files = {"d/": page, "d/e/": page}, {"d/a": "a file", "d/b": "a file"}
    printing = Printing(pages.items(), files.items(), (), {}, "")
    printed = list[str]()

    def again() -> Pack:
        printed.append("again")
        return printing.held()

    for words, count in ((b"body of it", 1), (b"a file", 1), (b"Text.", 0)):
        damaged = stored(printing).replace(words, words[:-1] + b"\xff", 1)
        if not count:
            with pytest.raises(NoPackError):
                opened(in_file(damaged), again)
            continue
        printed.clear()
        pack = opened(in_file(damaged), again)
        assert (dict(pack.pages), dict(pack.files)) == (pages, files)
        assert len(printed) == count


@pytest.mark.parametrize("flaw", [OSError("a disk that fails"), b"bo"])
def test_what_cannot_be_read_of_a_pack_is_printed_again(monkeypatch: pytest.MonkeyPatch, flaw: OSError | bytes) -> None:
    page = PrintedPage("", (), (), None, (), "body of it", "")
    printing = Printing({"d/": page}.items(), {"d/a": "a file"}.items(), (), {}, "")
    pack = opened(in_file(stored(printing)), printing.held)

    def read(*_: object) -> bytes:
        if isinstance(flaw, OSError):
            raise flaw
        return flaw

    monkeypatch.setattr(Stored, "read", read)
    assert (dict(pack.pages), dict(pack.files)) == ({"d/": page}, {"d/a": "a file"})
