"""Packs come back from their bytes as they were, and nothing else is taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.exchange.feeds import Item
from mkdocs_debates.host.standing import Standing
from mkdocs_debates.pages.slots import edit_slot
from mkdocs_debates.pages.views import Outline, SearchEntry
from mkdocs_debates.publishing.packs import NoPackError, Pack, PrintedPage, from_bytes, in_bytes

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
PACKS = st.builds(
    Pack,
    pages=st.dictionaries(WORDS, PAGES, max_size=3),
    files=st.dictionaries(WORDS, WORDS, max_size=3),
    news=st.lists(ITEMS, max_size=3).map(tuple),
    permalinks=st.dictionaries(WORDS, WORDS, max_size=3),
    inventory=WORDS,
)


@given(PACKS)
def test_a_pack_comes_back_as_it_was(pack: Pack) -> None:
    assert from_bytes(b"".join(in_bytes(pack))) == pack


@given(PACKS)
def test_what_others_want_to_know_of_it_stands(pack: Pack) -> None:
    standing = Standing.of("key", pack)
    assert {path: tuple(found) for path, found in standing.search().items()} == {
        path: page.search for path, page in pack.pages.items()
    }
    assert standing.anchors() == {path: page.anchors for path, page in pack.pages.items()}
    assert standing.files() == tuple(pack.files)
    assert tuple(standing.news()) == pack.news
    assert standing.permalinks() == pack.permalinks
    assert standing.inventory() == pack.inventory


@given(PACKS, st.data())
def test_a_part_of_a_pack_is_none(pack: Pack, data: st.DataObject) -> None:
    whole = b"".join(in_bytes(pack))
    length = data.draw(st.integers(0, len(whole) - 2))
    with pytest.raises(NoPackError):
        from_bytes(whole[:length])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\n[]",
        b"\n{}",
        b"\nnull",
        b'\n{"pages":[],"files":[],"news":[],"permalinks":{},"sizes":[0]}',
        b'\n{"pages":{},"files":{},"news":[],"permalinks":[],"sizes":[0]}',
        b'\n{"pages":{},"files":{},"news":[],"permalinks":{},"sizes":[1]}',
        b"\n\xff",
    ],
)
def test_other_bytes_are_no_pack(data: bytes) -> None:
    with pytest.raises(NoPackError):
        from_bytes(data)


def test_a_pack_with_too_few_texts_is_none() -> None:
    page = PrintedPage("", (), (), None, (SearchEntry("a", "A", "Text."),), "body", "")
    texts, _, head = b"".join(in_bytes(Pack({"d/": page}, {}, (), {}, "inventory"))).rpartition(b"\n")
    for sizes in ([len(texts)], [1, 1, len(texts) - 2], [1, len(texts) - 1]):
        damaged = json.loads(head) | {"sizes": sizes}
        with pytest.raises(NoPackError):
            from_bytes(texts + b"\n" + json.dumps(damaged).encode())
