"""Entries added to debates: at their place, with their words, and with no other byte changed."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mkdocs_debates.editing.adding import Addition, EditError, add_entries, add_entry, levels_of_replies
from mkdocs_debates.editing.whole import written_fields, yaml_of
from mkdocs_debates.graph import graph_of
from mkdocs_debates.project import load
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS
from mkdocs_debates.shapes import Reference
from mkdocs_debates.walking import walk
from tests.random_debates import debates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs_debates.model import Claim, Debate

DEBATE = """\
# A comment.
title: Should it close?
people:
  baker: {name: Baker}
positions:
  close:
    title: Close it

  open:
    title: Keep it open
    # A comment below.

# Before the claims.
claims:
    one:
        text: |
            One.

        supports: [close]   # why
    two:
        text: "Two."
        replies:
            three:
                relation: opposes
                text: Three.
"""


def _with(folder: Path, text: str = DEBATE, name: str = "sundays.yaml") -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode())
    return folder


def _added(folder: Path, section: str, entry: str, fields: dict[str, object], **more: object) -> str:
    edit = add_entry(folder, "sundays", section, entry, fields, comments=False, **more)  # type: ignore[arg-type]
    return edit.content.decode()


def test_a_position_after_the_last_one_and_its_comment(tmp_path: Path) -> None:
    text = _added(_with(tmp_path), "positions", "toll", {"title": "Ask for a toll", "held_by": ("baker",)})
    put = "\n\n  toll:\n    title: Ask for a toll\n    held_by: [baker]"
    assert text == DEBATE.replace("    # A comment below.", f"    # A comment below.{put}")


def test_a_claim_at_the_indent_of_its_siblings(tmp_path: Path) -> None:
    text = _added(_with(tmp_path), "claims", "four", {"text": "Four:\n- a\n- b"})
    assert text == f"{DEBATE}    four:\n      text: |\n        Four:\n        - a\n        - b\n"


@pytest.mark.parametrize(
    ("parent", "after", "indent", "is_first"),
    [("one", "[close]   # why", 8, True), ("two", "text: Three.", 12, False), ("three", "text: Three.", 16, True)],
)
def test_a_reply_below_its_parent(tmp_path: Path, parent: str, after: str, indent: int, is_first: bool) -> None:
    text = _added(_with(tmp_path), "claims", "new", {"relation": "asks", "text": "Why?"}, parent=parent)
    lines = ["replies:"] if is_first else []
    inner = "  " if is_first else ""
    lines += [f"{inner}{each}" for each in ("new:", "  relation: asks", "  text: |", "    Why?")]
    assert text == DEBATE.replace(after, "\n".join([after, *(f"{' ' * indent}{line}" for line in lines)]))


def test_a_section_that_is_not_there_yet(tmp_path: Path) -> None:
    text = _added(_with(tmp_path), "links", "survey", {"title": "A survey"})
    assert text == f"{DEBATE}\nlinks:\n  survey:\n    title: A survey\n"


@pytest.mark.parametrize("written", ["links:", "links: {}", "links:  # none yet", "links: {} # none yet"])
def test_a_section_without_entries(tmp_path: Path, written: str) -> None:
    _with(tmp_path, f"title: T\n{written}\nclaims:\n  one: {{text: One.}}\n")
    text = _added(tmp_path, "links", "survey", {"title": "A survey"})
    assert "links: \n" not in text
    assert "links:" in text
    assert text.endswith("\n  survey:\n    title: A survey\nclaims:\n  one: {text: One.}\n")


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    before = ("\ufeff" + DEBATE).replace("\n", "\r\n")
    (tmp_path / "sundays.yaml").write_bytes(before.encode())
    edit = add_entry(tmp_path, "sundays", "claims", "four", {"text": "Four."}, comments=False)
    put = "    four:\r\n      text: |\r\n        Four.\r\n"
    assert edit.content == (before + put).encode()


def test_a_file_without_a_last_line_end(tmp_path: Path) -> None:
    _with(tmp_path, "title: T\nclaims:\n  one:\n    text: One.")
    text = _added(tmp_path, "claims", "two", {"text": "Two."})
    assert text == "title: T\nclaims:\n  one:\n    text: One.\n  two:\n    text: |\n      Two."


def test_a_debate_of_several_files_takes_it_where_the_section_is(tmp_path: Path) -> None:
    _with(tmp_path, "title: T\n", "sundays/debate.yaml")
    _with(tmp_path, "claims:\n  one: {text: One.}\n", "sundays/a/claims.yaml")
    assert add_entry(tmp_path, "sundays", "claims", "two", {"text": "Two."}).file.name == "claims.yaml"
    assert add_entry(tmp_path, "sundays", "people", "baker", {"name": "B"}).file.name == "debate.yaml"
    edit = add_entry(tmp_path, "sundays", "people", "baker", {"name": "B"}, file="sundays/a/claims.yaml")
    assert edit.file.name == "claims.yaml"


@pytest.mark.parametrize("section", ["people", "links", "positions", "cruxes", "claims"])
def test_a_stub_with_comments_is_valid_and_shows_each_field(tmp_path: Path, section: str) -> None:
    given: dict[str, dict[str, object]] = {
        "people": {},
        "links": {"title": "T"},
        "positions": {"title": "T"},
        "cruxes": {"question": "Q?", "answers": {"yes": {"label": "Yes"}, "no": {"label": "No"}}},
        "claims": {"text": "T."},
    }
    edit = add_entry(_with(tmp_path), "sundays", section, "new", given[section])  # type: ignore[arg-type]
    edit.file.write_bytes(edit.content)
    assert [each for each in load(tmp_path).problems if each.severity == "error"] == []
    assert "# url: https://example.org" in edit.content.decode() or section not in ("people", "links")


@pytest.mark.parametrize(
    ("section", "entry", "fields", "more", "words"),
    [
        ("claims", "one", {"text": "T."}, {}, '"one" is taken already, in claims'),
        ("claims", "Not an id", {"text": "T."}, {}, "is not an id"),
        ("claims", "new", {"text": "T.", "by": ("bakr",)}, {}, 'did you mean "baker"?'),
        ("claims", "new", {"text": "T.", "supports": ("one-and-all",)}, {}, 'there is no "one-and-all"'),
        ("claims", "new", {"text": "T.", "relation": "asks"}, {"parent": "on"}, 'no claim "on"'),
        ("claims", "new", {"text": "T."}, {"file": "other.yaml"}, "is no file of this debate"),
        ("links", "new", {"title": "T", "url": "javascript:x"}, {}, "that would be wrong"),
        ("claims", "new", {"text": "T.", "date": "2026-02-30"}, {}, "the calendar does not have"),
        ("claims", "new", {"text": "T\x1b[31m"}, {}, "text holds the character U+001B"),
        ("claims", "new", {"text": "T", "title": "\udcff"}, {}, "title holds the character U+DCFF"),
        ("people", "new", {"name": "A\u2028B"}, {}, "name holds the character U+2028"),
        ("cruxes", "new", {"question": "Q", "answers": {"a": {"label": "\x07"}}}, {}, "answers.a.label holds"),
        ("cruxes", "new", {"question": "Q", "answers": {"A b": {"label": "A"}, "c": {"label": "C"}}}, {}, "not an id"),
    ],
)
def test_what_cannot_be_added(
    tmp_path: Path, section: str, entry: str, fields: dict[str, object], more: dict[str, str], words: str
) -> None:
    with pytest.raises(EditError) as refused:
        _added(_with(tmp_path), section, entry, fields, **more)
    assert words in str(refused.value)


def test_line_ends_of_other_systems_in_a_text(tmp_path: Path) -> None:
    text = _added(_with(tmp_path, "title: T\n"), "claims", "new", {"text": "One.\r\n\r\nTwo.\rThree."})
    assert text.endswith("    text: |\n      One.\n\n      Two.\n      Three.\n")


def test_a_comment_between_braces_is_not_lost(tmp_path: Path) -> None:
    _with(tmp_path, "title: T\nlinks: {\n  # none yet\n}\n")
    with pytest.raises(EditError, match="with a comment"):
        _added(tmp_path, "links", "survey", {"title": "A survey"})


def test_blank_lines_between_entries_are_kept_up(tmp_path: Path) -> None:
    apart = "title: T\nclaims:\n  one:\n    text: One.\n  \n  two:\n    text: Two.\n"
    together = apart.replace("  \n", "")
    new = "  new:\n    text: |\n      New.\n"
    assert _added(_with(tmp_path, apart), "claims", "new", {"text": "New."}) == f"{apart}\n{new}"
    assert _added(_with(tmp_path, together), "claims", "new", {"text": "New."}) == f"{together}{new}"


def test_a_debate_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EditError, match='did you mean "sundays"'):
        add_entry(_with(tmp_path), "sunday", "claims", "new", {"text": "T."})


@pytest.mark.parametrize("written", ["claims: {one: {text: One.}}", "claims:\n  one: {text: One.}"])
def test_what_stands_between_braces_is_left_to_people(tmp_path: Path, written: str) -> None:
    _with(tmp_path, f"title: T\n{written}\n")
    with pytest.raises(EditError, match="between braces"):
        add_entry(tmp_path, "sundays", "claims", "two", {"relation": "asks", "text": "Two."}, parent="one")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=200).filter(
    lambda text: text.strip() and not REFUSED_CHARACTERS.search(text)
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, title=TEXTS)
def test_any_words_come_back_as_they_were_given(tmp_path: Path, text: str, title: str) -> None:
    _with(tmp_path)
    edit = add_entry(tmp_path, "sundays", "claims", "new", {"text": text, "title": " ".join(title.split())})
    edit.file.write_bytes(edit.content)
    claim = load(tmp_path).debates["sundays"].debate.claims["new"]
    assert claim.text == text.strip("\n")
    assert claim.title.split() == title.split()


# --- Several at once ----------------------------------------------------------------------------------------------


def test_several_entries_that_stand_below_each_other(tmp_path: Path) -> None:
    text = (
        "title: T\nclaims:\n  one:\n    text: One.\n    replies:\n      two:\n        relation: asks\n        text: Two"
    )
    additions = [
        Addition("claims", "root", {"text": "Root.", "by": ("ann",)}),
        Addition("claims", "b", {"relation": "asks", "text": "B."}, "one"),
        Addition("claims", "a", {"relation": "asks", "text": "A.", "x-origin": "7"}, "two"),
        Addition("claims", "c", {"relation": "asks", "text": "C."}, "b"),
        Addition("people", "ann", {"name": "Ann"}),
        Addition("links", "survey", {"title": "A survey"}),
    ]
    (edit,) = add_entries(_with(tmp_path, text), "sundays", additions)
    assert (
        edit.content.decode()
        == f"""\
{text}
        replies:
          a:
            relation: asks
            text: |
              A.
            x-origin: 7
      b:
        relation: asks
        text: |
          B.
        replies:
          c:
            relation: asks
            text: |
              C.
  root:
    by: [ann]
    text: |
      Root.

people:
  ann:
    name: Ann

links:
  survey:
    title: A survey
"""
    )


def test_what_is_given_twice_is_refused(tmp_path: Path) -> None:
    twice = [Addition("claims", "new", {"text": "T."}), Addition("links", "new", {"title": "T"})]
    with pytest.raises(EditError, match="taken already, in claims"):
        add_entries(_with(tmp_path), "sundays", twice)


def test_where_replies_can_be_added(tmp_path: Path) -> None:
    text = "title: T\nclaims:\n  a:\n    text: A.\n    replies:\n      b:\n        relation: asks\n        text: B?\n"
    folder = _with(tmp_path, f"{text}  c: {{text: C.}}\n")
    assert levels_of_replies(folder, load(folder).debates["sundays"]) == {"a": 0, "b": 1}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=debates(), seed=st.integers(0, 2**32))
def test_what_is_taken_out_of_any_debate_can_be_added_again(tmp_path: Path, data: dict[str, Any], seed: int) -> None:
    random = Random(seed)
    whole = _loaded(tmp_path, json.dumps(data))
    graph = graph_of(whole)
    gone = {below for claim in whole.claims if random.random() < 0.3 for below in graph.branch(claim)}
    kept = {claim: value for claim, value in whole.claims.items() if claim not in gone}
    assume(gone and not any(named in gone for named in _named(replace(whole, claims=kept))))
    text = yaml_of(replace(whole, claims=kept))
    _loaded(tmp_path, text)
    additions = [_addition(whole.claims[claim]) for claim in graph.order if claim in gone]
    (edit,) = add_entries(tmp_path, "sundays", additions)
    edit.file.write_bytes(edit.content)
    assert load(tmp_path).debates["sundays"].debate == whole
    lines = iter(edit.content.decode().splitlines())
    assert all(line in lines for line in text.splitlines())  # in the same order


def _addition(claim: Claim) -> Addition:
    return Addition("claims", claim.id, written_fields(replace(claim, reply_to=None)), claim.reply_to or "")


def _named(debate: Debate) -> Iterator[str]:
    return (str(value.value) for value in walk(debate, Reference))


def _loaded(folder: Path, text: str) -> Debate:
    (folder / "sundays.yaml").write_bytes(text.encode())
    return load(folder).debates["sundays"].debate
