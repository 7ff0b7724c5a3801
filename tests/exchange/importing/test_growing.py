"""Sources that are imported again: what is new is added, and nothing that is there changes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_debates.exchange.importing import ORIGIN, Imported, Remark
from mkdocs_debates.exchange.importing.formats import read as read_any
from mkdocs_debates.exchange.importing.forum import read
from mkdocs_debates.exchange.importing.kialo import read as read_kialo
from mkdocs_debates.exchange.importing.other_ids import renamed
from mkdocs_debates.exchange.importing.placing import Placed, PlacingError, place
from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Citation, Claim, Crux, Debate, Person, View
from mkdocs_debates.project import load
from tests.building import claim, debate

if TYPE_CHECKING:
    from pathlib import Path

ANN = {"displayName": "Ann", "slug": "ann"}
BO = {"displayName": "Bo", "slug": "bo"}


def _comment(key: str, parent: str | None, text: str, user: dict[str, str]) -> dict[str, Any]:
    return {
        "_id": key,
        "parentCommentId": parent,
        "contents": text,
        "user": user,
        "post": {"title": "Who?", "_id": "p"},
    }


FIRST = [_comment("a", None, "Buses are late.", ANN), _comment("b", "a", "> late\n\nTrains too.", BO)]
LATER = [
    _comment("c", "b", "> Trains too\n\nCars too.", ANN),
    _comment("d", None, "Bikes never.", {"displayName": "Cy"}),
]


def _thread(comments: list[dict[str, Any]]) -> Imported:
    return read(json.dumps(comments))


def _placed(folder: Path, comments: list[dict[str, Any]], **options: str) -> Placed:
    placed = place(folder, _thread(comments), "forum", **options)
    for file, content in placed.contents.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return placed


def _debate(folder: Path, debate_id: str = "who") -> Debate:
    project = load(folder)
    assert [each for each in project.problems if each.severity == "error"] == []
    return project.debates[debate_id].debate


def _edit(file: Path, *changes: tuple[str, str]) -> str:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return text


def test_a_new_debate_is_named_after_its_title(tmp_path: Path) -> None:
    placed = _placed(tmp_path / "debates", FIRST)
    assert list(placed.contents) == [tmp_path / "debates" / "who.yaml"]
    made = _debate(tmp_path / "debates")
    assert (made.title, made.extensions) == ("Who?", {ORIGIN: "forum: p"})
    assert list(made.claims) == ["buses-late", "trains-too"]


def test_a_debate_can_be_given_an_id_and_a_title(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST, debate_id="transport", title="What is late?")
    assert _debate(tmp_path, "transport").title == "What is late?"


def test_an_import_of_the_same_changes_nothing(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    again = _placed(tmp_path, FIRST)
    assert (again.debate_id, again.contents) == ("who", {})
    assert not [each for each in again.remarks if each.place in ("a", "b")]


def test_what_is_new_is_added_below_its_parent_and_nothing_else_changes(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    before = _edit(
        tmp_path / "who.yaml",
        ("title: Who?", "title: Who is late?  # by the editor"),
        ("buses-late:", "late-buses:\n    formerly: [buses-late]\n    title: Buses"),
        ("relation: comments", "relation: supports"),
        ("  bo:\n", "  robert:\n"),
        ("by: [bo]", "by: [robert]"),
        ("Trains too.", "Trains, too, are late."),
    )
    placed = _placed(tmp_path, [*FIRST, *LATER])
    made = _debate(tmp_path)
    assert made.claims["late-buses"].title == "Buses"
    assert (made.claims["cars-too"].reply_to, made.claims["cars-too"].by) == ("trains-too", ("ann",))
    assert made.claims["bikes-never"].by == ("cy",)
    assert graph_of(made).order == ("late-buses", "trains-too", "cars-too", "bikes-never")
    after = iter((tmp_path / "who.yaml").read_text(encoding="utf-8").splitlines())
    assert all(line in after for line in before.splitlines())
    # The quoted words were rewritten, so that the quotation stands where it does no harm.
    assert (made.claims["cars-too"].quotes, made.claims["cars-too"].text) == ((), "> Trains too\n\nCars too.")
    told = {each.place: (each.kind, each.message) for each in placed.remarks}
    assert told["c"] == (
        "guessed",
        '"cars-too" quotes words that "trains-too" no longer has; the quotation stands in its text',
    )
    assert told["b"] == ("open", '"trains-too" reads differently in the source; its text stays as it is here')


def test_what_an_editor_moved_stays_where_it_is(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    text = (tmp_path / "who.yaml").read_text(encoding="utf-8")
    mark = f'{ORIGIN}: "forum: p"\n'
    head, _, claims = text.replace(mark, "").partition("\nclaims:\n")
    (tmp_path / "who").mkdir()
    (tmp_path / "who" / "debate.yaml").write_text(f"{head}\n{mark}", encoding="utf-8")
    (tmp_path / "who" / "claims.yaml").write_text(f"claims:\n{claims}", encoding="utf-8")
    (tmp_path / "who.yaml").unlink()
    placed = _placed(tmp_path, [*FIRST, *LATER])
    assert {file.name for file in placed.contents} == {"debate.yaml", "claims.yaml"}
    assert len(_debate(tmp_path).claims) == 4


def test_a_debate_is_known_under_another_id(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    (tmp_path / "who.yaml").rename(tmp_path / "lateness.yaml")
    assert _placed(tmp_path, [*FIRST, *LATER]).debate_id == "lateness"
    assert not (tmp_path / "who.yaml").exists()


def test_what_is_gone_from_the_source_stays_and_is_told(tmp_path: Path) -> None:
    _placed(tmp_path, [*FIRST, *LATER])
    placed = _placed(tmp_path, FIRST)
    assert placed.contents == {}
    assert Remark("open", "d", '"bikes-never" is no longer in the source; it stays here') in placed.remarks


def test_an_entry_that_stands_for_several_keeps_them_from_coming_back(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    _edit(tmp_path / "who.yaml", (f"{ORIGIN}: a\n", f"{ORIGIN}: [a, d]\n"))
    _placed(tmp_path, [*FIRST, *LATER])
    assert list(_debate(tmp_path).claims) == ["buses-late", "trains-too", "cars-too"]


KIALO = """\
Discussion Title: Who?

1. Buses are late.
1.1. Con: They are rarely late on Sundays.
1.2. Pro: Everyone says so at the stop.
"""


def test_claims_that_are_numbered_anew_are_known_by_their_words(tmp_path: Path) -> None:
    def imported(text: str) -> Debate:
        placed = place(tmp_path, read_kialo(text), "kialo")
        for file, content in placed.contents.items():
            file.write_bytes(content)
        return _debate(tmp_path)

    before = imported(KIALO)
    _edit(tmp_path / "who.yaml", ("Everyone says so at the stop.", "Everyone says so at every stop."))
    grown = KIALO.replace("1.2. Pro", "1.2. Con: Trains are later.\n1.3. Pro").replace(
        "1.1. Con", "1.1. Pro: A\n1.2. Con"
    )
    after = imported(grown.replace("1.3. Pro", "1.4. Pro").replace("1.2. Con: Tr", "1.3. Con: Tr"))
    assert len(after.claims) == len(before.claims) + 3  # one was reworded here and numbered anew there
    assert sum(claim.text == "They are rarely late on Sundays." for claim in after.claims.values()) == 1
    assert {"A", "Trains are later."} <= {claim.text for claim in after.claims.values()}


def test_a_claim_that_kept_its_number_may_be_reworded(tmp_path: Path) -> None:
    for text in (KIALO, f"{KIALO}1.3. Con: Trains are later.\n"):
        for file, content in place(tmp_path, read_kialo(text), "kialo").contents.items():
            file.write_bytes(content)
        if text == KIALO:
            _edit(tmp_path / "who.yaml", ("Everyone says so at the stop.", "Nobody denies it."))
    assert len(_debate(tmp_path).claims) == 3


def test_ids_that_an_editor_gave_are_not_taken(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    _edit(tmp_path / "who.yaml", ("trains-too:", "cars-too:\n        formerly: [bikes-never, cy]"))
    _placed(tmp_path, [*FIRST, *LATER])
    made = _debate(tmp_path)
    assert list(made.claims) == ["buses-late", "cars-too", "cars-too-2", "bikes-never-2"]
    assert made.claims["bikes-never-2"].by == ("cy-2",)


def test_a_reply_to_what_stands_between_braces_names_its_parent(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST[:1])
    text = _edit(tmp_path / "who.yaml", (f"    text: |\n      Buses are late.\n    {ORIGIN}: a\n", ""))
    text = text.replace("buses-late:\n    by: [ann]", f"buses-late: {{by: [ann], text: Buses are late., {ORIGIN}: a}}")
    (tmp_path / "who.yaml").write_text(text, encoding="utf-8")
    _placed(tmp_path, FIRST)
    assert "reply_to: buses-late" in (tmp_path / "who.yaml").read_text(encoding="utf-8")
    assert _debate(tmp_path).claims["trains-too"].quotes == ("late",)


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        ("title: Who?\n", {}, "who.yaml is there already; give the debate another id with --id"),
        ("title: Who?\n", {"debate_id": "who"}, "came from elsewhere; give the debate another id with --id"),
        (f"title: Who?\n{ORIGIN}: 'forum: p'\nclaims: {{x: {{text: X., {ORIGIN}: x}}}}\n", {}, "is there already"),
        (f"title: Who?\n{ORIGIN}: 'kialo: p'\nclaims: {{x: {{text: X., {ORIGIN}: a}}}}\n", {}, "is there already"),
        ("title: [\n", {}, "is there already"),
        ("title: T\n", {"debate_id": "No id"}, "is not an id"),
        ("title: T\n", {"debate_id": "cruxes"}, "no debate can be called"),
    ],
)
def test_a_debate_from_elsewhere_is_not_touched(tmp_path: Path, text: str, options: dict[str, str], words: str) -> None:
    (tmp_path / "who.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PlacingError) as refused:
        _placed(tmp_path, FIRST, **options)
    assert words in str(refused.value)
    assert [file.name for file in tmp_path.iterdir()] == ["who.yaml"]


def test_a_file_that_nothing_can_be_added_to_is_told(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    claims = f"{{buses-late: {{text: Buses are late., {ORIGIN}: a}}}}"
    (tmp_path / "who.yaml").write_text(f"title: Who?\n{ORIGIN}: 'forum: p'\nclaims: {claims}\n", encoding="utf-8")
    with pytest.raises(PlacingError, match="between braces"):
        _placed(tmp_path, [*FIRST, *LATER])


def test_a_debate_that_no_file_can_hold_is_refused(tmp_path: Path) -> None:
    comments = [_comment(str(n), None, f"{n} {'word ' * 1000}", ANN) for n in range(1100)]
    with pytest.raises(PlacingError, match="the limit is 5,000,000"):
        _placed(tmp_path, comments)


def test_a_debate_with_an_id_of_its_own_is_known_by_it(tmp_path: Path) -> None:
    given = replace(debate(claim("one")), id="d")
    for imported, name in ((Imported(given), ""), (Imported(given), "e")):
        placed = place(tmp_path, imported, "json", debate_id=name)
        for file, content in placed.contents.items():
            file.write_bytes(content)
    assert _debate(tmp_path, "d") == given
    assert _debate(tmp_path, "e").extensions == {ORIGIN: "json: d"}
    grown = Imported(replace(given, claims={**given.claims, "two": claim("two", "one", supports=("yes", "why.a"))}))
    for name in ("", "e"):
        (edit,) = place(tmp_path, grown, "json", debate_id=name).contents.items()
        edit[0].write_bytes(edit[1])
    assert _debate(tmp_path, "d") == grown.debate
    assert _debate(tmp_path, "e").claims == grown.debate.claims


def test_what_a_known_claim_newly_bears_on_is_left_to_the_editor(tmp_path: Path) -> None:
    given = replace(debate(claim("one"), claim("two", "one", opposes=("why.a",))), id="d")
    for file, content in place(tmp_path, Imported(given), "json").contents.items():
        file.write_bytes(content)
    two = replace(given.claims["two"], supports=("yes", "why.a"), undercuts=("three",), opposes=("one",))
    grown = replace(given, claims={**given.claims, "two": two, "three": claim("three")})
    placed = place(tmp_path, Imported(grown), "json")
    assert [each.message for each in placed.remarks] == [
        '"two" supports "yes" in the source, and not here; add it if it should',
        '"two" undercuts "three" in the source, and not here; add it if it should',
    ]


def test_everything_an_entry_names_gets_the_other_ids() -> None:
    names = {"a": "b", "ann": "bo", "why": "how", "one": "two", "yes": "no", "src": "link"}
    crux = Crux(id="why", question="?", views=(View(by="ann", answer="a", because=("one",)),), depends_on=("why",))
    before = Claim(
        id="one",
        by=("ann",),
        text="[](claim:one) [x](crux:why.a) [](claim:other/one) [y](claim:one-more) claim:one",
        supports=("yes", "why.a"),
        source="src",
        links=(Citation(link="src"),),
    )
    assert renamed(before, names) == Claim(
        id="two",
        by=("bo",),
        text="[](claim:two) [x](crux:how.a) [](claim:other/one) [y](claim:one-more) claim:one",
        supports=("no", "how.a"),
        source="link",
        links=(Citation(link="link"),),
    )
    assert renamed(crux, names).views == (View(by="bo", answer="a", because=("two",)),)
    assert renamed(crux, names).depends_on == ("how",)
    assert renamed(Person(id="x", url="https://a"), names) == Person(id="x", url="https://a")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=st.lists(st.integers(-1, 8), min_size=1, max_size=10), seed=st.integers(0, 2**32))
def test_a_thread_in_pieces_becomes_what_it_becomes_at_once(tmp_path: Path, parents: list[int], seed: int) -> None:
    comments = [
        _comment(f"k{n}", f"k{parent}" if 0 <= parent < n else None, f"Text of number {n}.", ANN)
        for n, parent in enumerate(parents)
    ]
    cut = Random(seed).randint(1, len(comments))
    for name, pieces in (("pieces", [comments[:cut], comments]), ("whole", [comments])):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
        for piece in pieces:
            _placed(tmp_path / name, piece)
    assert _by_origin(_debate(tmp_path / "pieces")) == _by_origin(_debate(tmp_path / "whole"))


def _by_origin(made: Debate) -> dict[str, tuple[str, str]]:
    """The text of each claim, and of what it answers."""
    return {
        str(each.extensions[ORIGIN]): (each.text, made.claims[each.reply_to].text if each.reply_to else "")
        for each in made.claims.values()
    }


def test_what_an_editor_deleted_for_good_stays_out_with_what_answers_it(tmp_path: Path) -> None:
    dee = {"displayName": "Dee"}
    spam = [_comment("s", "a", "Buy buses.", dee), _comment("t", "s", "No.", dee), _comment("u", "s", "Yes.", ANN)]
    _placed(tmp_path, [*FIRST, *spam])
    assert "Buy buses." in (tmp_path / "who.yaml").read_text(encoding="utf-8")
    shutil.rmtree(tmp_path)
    _placed(tmp_path, FIRST)
    _edit(tmp_path / "who.yaml", ("title: Who?", "title: Who?\nx-left-out: s"))
    placed = _placed(tmp_path, [*FIRST, *spam, *LATER])
    made = _debate(tmp_path)
    assert list(made.claims) == ["buses-late", "trains-too", "cars-too", "bikes-never"]
    assert "dee" not in made.people
    assert not [each for each in placed.remarks if {"s", "t", "u"} & {each.place, *each.about}]
    assert {each.place for each in placed.remarks} == {"2 of 7 comments"}
    assert _placed(tmp_path, [*FIRST, *spam, *LATER]).contents == {}


PAGE = "https://forum.example.org/posts/p/who"
LINKED = _comment("e", None, f'See [her]({PAGE}?commentId=b "b").', ANN)


def test_a_link_to_a_comment_that_has_another_id_now_reads_the_same(tmp_path: Path) -> None:
    linked = [{**each, "pageUrl": PAGE} for each in [*FIRST, LINKED]]
    _placed(tmp_path, linked)
    _edit(tmp_path / "who.yaml", ("trains-too", "trains"))
    assert "(claim:trains " in _debate(tmp_path).claims["see"].text
    placed = _placed(tmp_path, linked)
    assert placed.contents == {}
    assert not [each for each in placed.remarks if "differently" in each.message]


@pytest.mark.parametrize(
    ("given", "text"), [({"link": f"{PAGE}(2)"}, f'See [her]({PAGE}%282%29 "b").'), ({}, "See her.")]
)
def test_a_link_to_what_stays_out_leads_to_no_claim(tmp_path: Path, given: dict[str, str], text: str) -> None:
    _placed(tmp_path, FIRST[:1])
    _edit(tmp_path / "who.yaml", ("title: Who?", "title: Who?\nx-left-out: b"))
    _placed(tmp_path, [FIRST[0], {**FIRST[1], **given}, {**LINKED, "pageUrl": PAGE}])
    assert _debate(tmp_path).claims["see"].text == text


def test_a_reply_that_an_editor_moved_from_below_what_was_deleted_stays(tmp_path: Path) -> None:
    _placed(tmp_path, [*FIRST, LATER[0]])
    file = tmp_path / "who.yaml"
    file.write_text(
        'title: Who?\nx-origin: "forum: p"\nx-left-out: [b]\npeople:\n  ann: {x-origin: ann}\nclaims:\n'
        "  buses-late:\n    x-origin: a\n    text: Buses are late.\n    replies:\n"
        "      cars-too: {x-origin: c, relation: comments, text: Cars too.}\n",
        encoding="utf-8",
    )
    assert _placed(tmp_path, [*FIRST, LATER[0]]).contents == {}
    assert list(_debate(tmp_path).claims) == ["buses-late", "cars-too"]


def _messages(placed: Placed) -> list[str]:
    return [f"{each.place}: {each.message}" for each in placed.remarks]


RELATION = "the relation to what they answer, which the forum does not say, is `comments`: choose a better one"
BEARING = "what they bear on: name positions or cruxes that they argue for or against"


def test_what_an_editor_has_settled_is_not_told_again(tmp_path: Path) -> None:
    assert _messages(_placed(tmp_path, FIRST)) == [f"1 of 2 comments: {RELATION}", f"1 of 2 comments: {BEARING}"]
    assert _messages(_placed(tmp_path, FIRST)) == [f"1 of 2 comments: {RELATION}", f"1 of 2 comments: {BEARING}"]
    _edit(
        tmp_path / "who.yaml",
        ("relation: comments", "relation: supports"),
        (f"{ORIGIN}: a\n", f"{ORIGIN}: a\n    opposes: [drive]\n"),
        ("claims:\n", "positions: {drive: {title: Drive}}\nclaims:\n"),
    )
    assert _messages(_placed(tmp_path, FIRST)) == []
    assert _messages(_placed(tmp_path, [*FIRST, *LATER])) == [
        f"1 of 4 comments: {RELATION}",
        f"1 of 4 comments: {BEARING}",
    ]


def test_what_a_debate_lists_as_settled_is_not_told(tmp_path: Path) -> None:
    _placed(tmp_path, FIRST)
    _edit(
        tmp_path / "who.yaml",
        ("Trains too.", "Trains, too, are late."),
        ("title: Who?", "title: Who?\nx-settled: [a, b, bo]"),
    )
    assert _messages(_placed(tmp_path, FIRST)) == []
    assert _messages(_placed(tmp_path, FIRST[:1])) == []
    _edit(tmp_path / "who.yaml", ("x-settled: [a, b, bo]", "x-settled: a"))
    assert _messages(_placed(tmp_path, FIRST)) == [
        f"1 of 2 comments: {RELATION}",
        'b: "trains-too" reads differently in the source; its text stays as it is here',
    ]


def test_what_was_lost_is_told_once(tmp_path: Path) -> None:
    lossy: list[Any] = [_comment("a", None, "Buses [are](ftp://x) late.", ANN), "no comment"]
    first = _messages(_placed(tmp_path, lossy))
    assert [each for each in first if "ftp:" in each or "no comment" in each] == [
        "item 2: this is no comment",
        next(each for each in first if each.startswith("a: markup is shown as it is written")),
    ]
    assert not [each for each in _messages(_placed(tmp_path, lossy)) if "ftp:" in each or "no comment" in each]
    later = _messages(_placed(tmp_path, [*lossy, *LATER]))
    assert [each for each in later if "ftp:" in each or "no comment" in each] == ["item 2: this is no comment"]


LOSSY = {
    "aif": {
        "nodes": [
            {"nodeID": "1", "type": "I", "text": "Buses are late."},
            {"nodeID": "2", "type": "I", "text": "They are not."},
            {"nodeID": "3", "type": "MA"},
            {"nodeID": "4", "type": "L", "text": "Hm."},
        ],
        "edges": [{"fromID": "1", "toID": "3"}, {"fromID": "3", "toID": "2"}],
    },
    "json": {
        "version": 2,
        "title": "Who?",
        "started": "soon",
        "claims": {"late": {"text": "Buses are late.", "date": "soon"}, "none": {"date": "soon"}},
    },
}


@pytest.mark.parametrize("form", LOSSY)
def test_nothing_that_was_lost_or_guessed_is_told_where_nothing_is_new(tmp_path: Path, form: str) -> None:
    told = []
    for _ in range(2):
        placed = place(tmp_path, read_any(json.dumps(LOSSY[form]).encode(), form), form, debate_id="who")
        for file, content in placed.contents.items():
            file.write_bytes(content)
        told.append([each.message for each in placed.remarks if each.kind != "open"])
    assert len(told[0]) > 1
    assert told[1] == []


AIF = json.dumps({"nodes": [{"nodeID": "1", "type": "I", "text": "Buses are late."}], "edges": []})
ARGUMEND = json.dumps(
    {
        "nodes": [
            {"type": "position", "id": "p", "statement": "Run them.", "constituency": "Drivers"},
            {"type": "claim", "id": "a", "statement": "Buses are late.", "summary": "Are they?"},
            {"type": "evidence", "id": "e", "statement": "Late at noon."},
        ],
        "edges": [{"from": "e", "to": "a", "type": "shows"}],
    }
)


@pytest.mark.parametrize(
    ("form", "text", "open_until", "edits"),
    [
        (
            "aif",
            AIF,
            [
                "AIF has no title: give the debate one",
                "AIF has no positions: make one of each answer to the debate's question",
            ],
            [("title: Argument map", "title: Who?\npositions: {drive: {title: Drive}}")],
        ),
        (
            "argdown",
            "[A]: Late.\n\n[B]: Not.\n",
            [
                "no statement is taken for a position: make one of each answer to the debate's question",
                "neither a title nor a heading: give the debate a title",
            ],
            [("title: Debate", "title: Who?\npositions: {drive: {title: Drive}}")],
        ),
        (
            "kialo",
            "Discussion Title:\n\n1. Run them.\n1.1. Pro: They are late.\n1.1.1. Why?\n1.2. So?\n",
            [
                "the discussion has no title: give the debate one",
                "1.1.1 is neither for nor against 1.1: choose its relation",
                "1.2 is neither for nor against 1: choose its relation",
            ],
            [
                ("title: Discussion", "title: Who?"),
                ("relation: comments", "relation: asks"),
                (f"{ORIGIN}: 1.2\n", f"{ORIGIN}: 1.2\n    opposes: [run]\n"),
            ],
        ),
        (
            "argumend",
            ARGUMEND,
            [
                '"e" shows "a", which says nothing here: choose its relation',
                "this is evidence, and names no source",
                "no node is a question: give the debate a title",
                "who holds the positions is kept under x-constituency: name people in held_by",
                "questions on which positions part are kept under x-question: make cruxes of them",
            ],
            [
                (
                    "title: Argument map\n",
                    "title: Who?\npeople: {ann: {}}\nlinks: {l: {title: L}}\n"
                    "cruxes: {late: {question: Are they?, answers: {yes: {label: Yes}, no: {label: No}}}}\n",
                ),
                ("x-constituency: Drivers", "held_by: [ann]"),
                ("relation: comments", "relation: supports\n        links: [l]"),
            ],
        ),
    ],
)
def test_what_is_open_is_told_until_it_is_settled(
    tmp_path: Path, form: str, text: str, open_until: list[str], edits: list[tuple[str, str]]
) -> None:
    def told() -> list[str]:
        placed = place(tmp_path, read_any(text.encode(), form), form, debate_id="who")
        for file, content in placed.contents.items():
            file.write_bytes(content)
        return [each.message for each in placed.remarks if each.kind == "open" or (tmp_path / "again").exists()]

    assert told() == open_until
    (tmp_path / "again").touch()
    assert told() == open_until
    _edit(tmp_path / "who.yaml", *edits)
    assert told() == []
    _debate(tmp_path)
