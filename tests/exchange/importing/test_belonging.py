"""Sources that are taken for the one that a debate was made of, and those that only call themselves alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_debates.exchange.importing.formats import read
from mkdocs_debates.exchange.importing.placing import Placed, PlacingError, place
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from pathlib import Path


def _placed(folder: Path, form: str, text: str, **options: str) -> Placed:
    placed = place(folder, read(text.encode(), form), form, **options)
    for file, content in placed.contents.items():
        file.write_bytes(content)
    return placed


def _files(folder: Path) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in sorted(folder.iterdir())}


def _texts(folder: Path, debate_id: str) -> list[str]:
    return [claim.text for claim in load(folder).debates[debate_id].debate.claims.values()]


def _thread(*comments: tuple[str, str], title: str = "") -> str:
    post = {"post": {"title": title}} if title else {}
    user = {"displayName": "A", "slug": "a"}
    return json.dumps([{"_id": key, "contents": text, "user": user, **post} for key, text in comments])


def _aif(claims: dict[str, str]) -> str:
    nodes: list[dict[str, Any]] = [{"nodeID": key, "type": "I", "text": text} for key, text in claims.items()]
    edges = [{"fromID": "2", "toID": "3"}, {"fromID": "3", "toID": "1"}]
    return json.dumps({"nodes": [*nodes, {"nodeID": "3", "type": "RA"}], "edges": edges})


def _argumend(claims: dict[str, str]) -> str:
    claim = {"type": "claim", "attributedTo": ["Ann"]}
    return json.dumps({"nodes": [{**claim, "id": key, "statement": text} for key, text in claims.items()]})


def _json(claims: dict[str, str], **fields: str) -> str:
    entries = {key: {"text": text, "by": ["ann"]} for key, text in claims.items()}
    return json.dumps({"version": 2, "title": "Who?", "people": {"ann": {}}, "claims": entries, **fields})


UNTITLED = {
    "forum": ("forum-thread", _thread(("m1", "Cats purr loudly.")), _thread(("n1", "Dogs bark loudly."))),
    "aif": (
        "argument-map",
        _aif({"1": "Cats are nice", "2": "They purr"}),
        _aif({"1": "Dogs are nice", "2": "They bark", "4": "Roads jam"}),
    ),
    "argdown": (
        "debate",
        "[A]: Trams are good.\n  + <Fast>: Trams go fast.\n",
        "[B]: Cats are good.\n  + <Fast>: Cats run fast.\n  - <Loud>: They meow.\n",
    ),
    "argumend": (
        "argument-map",
        _argumend({"a": "Cats are nice.", "b": "They purr."}),
        _argumend({"a": "Trams stop often.", "b": "Roads jam in the morning.", "c": "They purr."}),
    ),
    "kialo": (
        "discussion",
        "Discussion Title:\n\n1. Cats are nice.\n1.1. Pro: They purr.\n",
        "Discussion Title:\n\n1. Trams stop far too often.\n1.1. Con: Roads jam in the morning.\n",
    ),
}


@pytest.mark.parametrize("form", UNTITLED)
def test_sources_without_a_title_become_debates_of_their_own(tmp_path: Path, form: str) -> None:
    made_id, first, second = UNTITLED[form]
    _placed(tmp_path, form, first)
    before = _files(tmp_path)
    with pytest.raises(PlacingError, match=f'"{made_id}" is there already, and came from elsewhere; .* --id'):
        _placed(tmp_path, form, second, debate_id=made_id)
    placed = _placed(tmp_path, form, second)
    assert (placed.debate_id, placed.was_there) == (f"{made_id}-2", False)
    told = f'"{made_id}" is of another source, and this one has no title: it became "{made_id}-2"'
    assert told in [each.message for each in placed.remarks]
    assert _files(tmp_path)[made_id] == before[made_id]
    for text, debate_id in ((first, made_id), (second, f"{made_id}-2")):
        again = _placed(tmp_path, form, text)
        assert (again.debate_id, again.contents) == (debate_id, {})


TITLED = {
    "forum": (_thread(("m1", "Cats purr."), title="Who?"), _thread(("n1", "Dogs bark."), title="Who?")),
    "kialo": tuple(text.replace("Title:", "Title: Who?") for text in UNTITLED["kialo"][1:]),
    "argdown": tuple(f"===\ntitle: Who?\n===\n\n{text}" for text in UNTITLED["argdown"][1:]),
    "json": (_json({"a": "Cats purr."}), _json({"a": "Trams stop far too often.", "b": "Cats purr."})),
    "json with an id": (_json({"a": "Cats purr."}, id="who"), _json({"a": "Trams stop far too often."}, id="who")),
}


@pytest.mark.parametrize("name", TITLED)
def test_a_title_is_not_enough(tmp_path: Path, name: str) -> None:
    form = name.partition(" ")[0]
    first, second = TITLED[name]
    _placed(tmp_path, form, first)
    before = _files(tmp_path)
    with pytest.raises(PlacingError, match=r"who.yaml is there already; give the debate another id with --id"):
        _placed(tmp_path, form, second)
    assert _files(tmp_path) == before
    _placed(tmp_path, form, second, debate_id="others")
    assert _placed(tmp_path, form, second).debate_id == "others"
    assert _placed(tmp_path, form, first).contents == {}


def test_a_forum_gives_each_comment_an_id_that_no_other_has(tmp_path: Path) -> None:
    _placed(tmp_path, "forum", _thread(("m1", "Cats purr."), ("m2", "So they do.")))
    file = tmp_path / "forum-thread.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Cats purr.", "Felines").replace("So they do.", "Yes"))
    grown = _thread(("m9", "Dogs bark."), ("m1", "Cats purr."), ("m8", "Hens do not."))
    assert _placed(tmp_path, "forum", grown).debate_id == "forum-thread"
    assert _texts(tmp_path, "forum-thread") == ["Felines", "Yes", "Dogs bark.", "Hens do not."]


def test_comments_that_are_left_out_tell_the_thread(tmp_path: Path) -> None:
    mark = 'title: Who?\nx-origin: "forum: Who?"\nx-left-out: [m1]\n'
    (tmp_path / "who.yaml").write_text(mark, encoding="utf-8")
    _placed(tmp_path, "forum", _thread(("m1", "Buy this."), ("m2", "Cats purr."), title="Who?"))
    assert _texts(tmp_path, "who") == ["Cats purr."]


@pytest.mark.parametrize("key", ["", "1"])
def test_comments_that_are_but_numbered_are_known_by_their_words(tmp_path: Path, key: str) -> None:
    def thread(text: str) -> str:
        return json.dumps([{"_id": key, "contents": text}])

    _placed(tmp_path, "forum", thread("Cats purr."))
    assert _placed(tmp_path, "forum", thread("Dogs bark loudly.")).debate_id == "forum-thread-2"
    assert _placed(tmp_path, "forum", thread("Cats purr.")).contents == {}


CATS = {"1": "Cats are nice animals.", "2": "They purr all day.", "4": "Dogs bark at night.", "5": "Hens lay eggs."}
EDITED = [("Cats are nice animals.", "Felines delight us."), ("They purr all day.", "Purring never ends.")]


def _edited(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def test_a_source_is_known_after_edits_and_much_growth(tmp_path: Path) -> None:
    _placed(tmp_path, "aif", _aif(CATS))
    renamed = [("cats-nice-animals:", "felines:"), ("purr-all-day:", "purring:")]
    _edited(tmp_path / "argument-map.yaml", *EDITED, *renamed, ("title: Argument map", "title: Which pet?"))
    (tmp_path / "argument-map.yaml").rename(tmp_path / "pets.yaml")
    grown = _aif({**CATS, **{str(number): f"Word of number {number}." for number in range(10, 60)}})
    assert _placed(tmp_path, "aif", grown).debate_id == "pets"
    assert len(_texts(tmp_path, "pets")) == 54


def test_a_source_is_known_by_ids_that_its_words_made_once_all_is_worded_anew(tmp_path: Path) -> None:
    _placed(tmp_path, "aif", _aif(CATS))
    more = [("Dogs bark at night.", "Hunde."), ("Hens lay eggs.", "Huehner.")]
    formerly = ("cats-nice-animals:", "felines:\n    formerly: [cats-nice-animals]")
    _edited(tmp_path / "argument-map.yaml", *EDITED, *more, formerly)
    assert _placed(tmp_path, "aif", _aif(CATS)).debate_id == "argument-map"
    assert list(_files(tmp_path)) == ["argument-map"]


def test_a_statement_without_a_label_is_known_by_what_it_said(tmp_path: Path) -> None:
    source = "市電は速い。\n  + 本当に速い。\n"
    _placed(tmp_path, "argdown", source)
    _edited(tmp_path / "debate.yaml", ("title: 市電は速い。", "title: Fast"), ("  本当に速い。", "  So they are."))
    assert _placed(tmp_path, "argdown", source).contents == {}


def test_what_says_nothing_tells_nothing(tmp_path: Path) -> None:
    removed = {key: {"status": "removed"} for key in "abc"}
    source = json.dumps({"version": 2, "title": "Who?", "claims": {**removed, "d": {"text": "Cats purr."}}})
    _placed(tmp_path, "json", source)
    assert _placed(tmp_path, "json", source).contents == {}


def test_a_source_is_no_second_debate_under_another_id(tmp_path: Path) -> None:
    thread = _thread(("m1", "Cats purr."))
    _placed(tmp_path, "forum", thread)
    (tmp_path / "cats.yaml").write_text("title: Cats?\n", encoding="utf-8")
    for other in ("dogs", "cats"):
        with pytest.raises(PlacingError, match='"forum-thread" was made of this source; leave out --id to let it grow'):
            _placed(tmp_path, "forum", thread, debate_id=other)
    assert list(_files(tmp_path)) == ["cats", "forum-thread"]
    assert _placed(tmp_path, "forum", thread, debate_id="forum-thread").was_there


def test_no_second_debate_is_made_beside_one_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "forum-thread.yaml").write_text("title: [\n", encoding="utf-8")
    with pytest.raises(PlacingError, match='"forum-thread" has errors, so that it cannot be known again; mend them'):
        _placed(tmp_path, "forum", _thread(("m1", "Cats purr.")))
    assert list(_files(tmp_path)) == ["forum-thread"]


def test_a_title_that_was_given_is_no_reason_for_a_number(tmp_path: Path) -> None:
    _placed(tmp_path, "forum", _thread(("m1", "Cats purr.")), title="Cats")
    with pytest.raises(PlacingError, match=r"cats.yaml is there already; give the debate another id with --id"):
        _placed(tmp_path, "forum", _thread(("n1", "Dogs bark.")), title="Cats")


KIALO = "Discussion Title:{}\n\n1. Cats are nice.\n1.1. Pro: They purr.\n"


@pytest.mark.parametrize(
    ("form", "untitled", "titled"),
    [
        ("forum", _thread(("m1", "Cats purr.")), _thread(("m1", "Cats purr."), title="Who?")),
        ("kialo", KIALO.format(""), KIALO.format(" Who?")),
    ],
)
def test_a_source_may_get_a_title_and_lose_it(tmp_path: Path, form: str, untitled: str, titled: str) -> None:
    for first, second in ((untitled, titled), (titled, untitled)):
        made = _placed(tmp_path, form, first)
        again = _placed(tmp_path, form, second)
        assert (again.debate_id, again.contents) == (made.debate_id, {})
        for file in made.contents:
            file.unlink()


def test_the_debate_that_has_the_id_grows_before_its_copy(tmp_path: Path) -> None:
    claims = {"a": "Cats purr.", "b": "Dogs bark."}
    _placed(tmp_path, "json", _json(claims, id="who"))
    _placed(tmp_path, "json", _json(claims, id="who"), debate_id="a-copy")
    assert _placed(tmp_path, "json", _json({**claims, "c": "Hens lay."}, id="who")).debate_id == "who"
    with pytest.raises(PlacingError, match='"a-copy" was made of this source'):
        _placed(tmp_path, "json", _json(claims, id="who"), debate_id="another")
