"""Kialo's text export becomes a debate."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.exchange.importing import NotReadableError
from mkdocs_debates.exchange.importing.kialo import read
from tests.exchange.importing.judging import assert_linear, assert_valid, depth_of, edges_of, relations_of, said

BRIDGES = """\
Discussion Title: Should the old bridge be torn down?

1. The old bridge should be torn down.
1.1. Pro: It costs more to keep than a new one \\(see [the report](https://example.org/report_\\(2\\))\\).
1.1.1. Con: The report counts the scaffolding twice.
It says so itself:

> The scaffolding is counted with each span.

1. This line begins with a number.
1.1.2. Pro: -> See 1.2.1.1.
1.2. Con: It is the last of its kind.
1.2.1. Con: There is one in the next valley.
1.2.1.1. Pro: It was opened in 1911.
"""


def test_a_thesis_is_a_position_and_what_stands_below_it_a_claim() -> None:
    imported = read(BRIDGES)
    debate = assert_valid(imported)
    assert debate.title == "Should the old bridge be torn down?"
    assert [(each.title, each.summary) for each in debate.positions.values()] == [
        ("The old bridge should be torn down.", "")
    ]
    assert edges_of(debate) == {
        ("1.1", "supports", "1"),
        ("1.1.1", "opposes", "1.1"),
        ("1.2", "opposes", "1"),
        ("1.2.1", "opposes", "1.2"),
        ("1.2.1.1", "supports", "1.2.1"),
        ("1.2.1.1", "supports", "1.1"),
    }
    assert depth_of(debate) == 2
    assert imported.remarks == ()


def test_ids_are_made_of_what_the_claims_say() -> None:
    assert list(read(BRIDGES).debate.claims) == [
        "costs-more-keep-new-one",
        "report-counts-scaffolding-twice",
        "last-kind",
        "one-next-valley",
        "opened-1911",
    ]


def test_links_escapes_and_further_lines_are_kept() -> None:
    claims = read(BRIDGES).debate.claims
    first, second, *_ = claims.values()
    assert first.text.endswith(r"\(see [the report](https://example.org/report_\(2\))\).")
    assert second.text == (
        "The report counts the scaffolding twice.\nIt says so itself:\n\n"
        "> The scaffolding is counted with each span.\n\n1. This line begins with a number."
    )


def test_a_link_that_may_not_stand_leaves_the_rest_as_it_is_written() -> None:
    text = r"a \(b\) *c* [d](javascript:e\(1\)) [f](https://g.org)"
    (claim,) = assert_valid(read(f"Discussion Title: T\n\n1. T\n1.1. Pro: {text}\n")).claims.values()
    assert claim.text == text.replace("](java", r"]\(java")


def test_several_theses_are_several_positions() -> None:
    text = (
        "Discussion Title: Which?\n\n1. Red. It is warm.\n1.1. Pro: a\n2. Blue\n2.1. Con: b\n2.1.1. Con: -> See 1.1.\n"
    )
    debate = assert_valid(read(text))
    assert [(each.title, each.summary) for each in debate.positions.values()] == [
        ("Red.", "Red. It is warm."),
        ("Blue", ""),
    ]
    assert edges_of(debate) == {("1.1", "supports", "1"), ("2.1", "opposes", "2"), ("1.1", "opposes", "2.1")}


def test_theses_below_a_question_are_positions_and_the_question_is_none() -> None:
    theses = "1. Which colour?\n1.1. Thesis: Red\n1.1.1. Pro: a\n1.2. Thesis: Blue\n"
    text = f"Discussion Title: Which?\n\nSome background.\n\n{theses}"
    debate = assert_valid(read(text))
    assert [each.title for each in debate.positions.values()] == ["Red", "Blue"]
    assert debate.summary == "Some background.\n\nWhich colour?"
    assert edges_of(debate) == {("1.1.1", "supports", "1.1")}
    assert not assert_valid(read("Discussion Title: Which?\n\n1. Which?\n1.1. Thesis: Red\n")).summary


def test_a_place_that_refers_to_a_place_that_refers_is_the_claim_itself() -> None:
    text = "Discussion Title: T\n\n1. T\n1.1. Pro: -> See 1.2.\n1.2. Con: -> See 1.3.\n1.3. Pro: a\n1.3.1. Con: b\n"
    debate = assert_valid(read(text))
    assert edges_of(debate) == {("1.3", "supports", "1"), ("1.3.1", "opposes", "1.3")}


@pytest.mark.parametrize(
    ("lines", "kind", "remark"),
    [
        ("1.1. Pro: -> See 4.2.", "lost", 'line 4: "-> See 4.2." leads nowhere'),
        ("1.1. Pro: -> See 1.2.\n1.2. Pro: -> See 1.1.", "lost", 'line 4: "-> See 1.2." leads nowhere'),
        ("1.1. a", "open", "line 4: 1.1 is neither for nor against 1: choose its relation"),
        (
            "1.1.1. Pro: a",
            "guessed",
            "line 4: there is no claim 1.1; what stands below it stands below 1",
        ),
        ("1.1. Pro: a\n1.1. Con: b", "guessed", "line 5: a second claim is numbered 1.1"),
        ("1.1. Pro:", "open", 'line 4: "1.1" has no text'),
        ("1.1. Pro: a [b](ftp://c.d)", "lost", "line 4: markup in the text is shown as it is written"),
        ("2. Pro: a", "guessed", 'line 4: "Pro" has nothing above it; it is taken for a thesis'),
        ("1.1. Pro: \x07a", "lost", "line 1: characters that cannot be seen, left out: 1"),
        ("1.1. Pro: a\n1.2. Con: -> See 1.1.", "lost", 'line 5: "1.1" opposes "1", and it supports it already'),
        (
            "1.1. Pro: a\n1.1.1. Pro: b\n1.1.1.1. Con: -> See 1.1.1.",
            "lost",
            'line 6: "1.1.1" opposes "1.1.1", and nothing bears on itself',
        ),
    ],
)
def test_what_does_not_map_is_said(lines: str, kind: str, remark: str) -> None:
    imported = read(f"Discussion Title: T\n\n1. T\n{lines}\n")
    assert_valid(imported)
    assert any(each.startswith(remark) for each in said(imported, kind)), imported.remarks


def test_what_is_neither_for_nor_against_is_left_to_the_editor() -> None:
    imported = read("Discussion Title: T\n\n1. T\n1.1. Pro: a\n1.1.1. b\n1.2. c\n")
    assert edges_of(assert_valid(imported)) == {("1.1", "supports", "1"), ("1.1.1", "comments", "1.1")}
    assert said(imported, "open") == [
        "line 5: 1.1.1 is neither for nor against 1.1: choose its relation",
        "line 6: 1.2 is neither for nor against 1: choose its relation",
    ]
    assert said(imported, "lost") == ['line 6: "1.2" comments "1", and nothing replies to a position']


def test_claims_that_support_each_other_in_a_circle_are_kept() -> None:
    text = "Discussion Title: T\n\n1. T\n1.1. Pro: a\n1.1.1. Pro: b\n1.1.1.1. Pro: -> See 1.1.\n"
    assert edges_of(assert_valid(read(text))) == {
        ("1.1", "supports", "1"),
        ("1.1.1", "supports", "1.1"),
        ("1.1", "supports", "1.1.1"),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 'begins with "Discussion Title: …"'),
        ("[A]: b\n  + <C>\n", 'this begins with "[A]: b"'),
        ("Discussion Title: T\n\nNothing.\n", "a title is there, but no claim"),
    ],
)
def test_what_is_no_export_is_refused_with_what_was_expected(text: str, words: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(text)
    assert words in str(refused.value)


def _outline(levels: int) -> str:
    """A chain of claims, each below the one before."""
    number = "1"
    found = ["Discussion Title: T", "", "1. T"]
    for level in range(levels):
        number += ".1"
        found.append(f"{number}. {'Con' if level % 2 else 'Pro'}: Level {level}")
    return "\n".join(found)


def test_nineteen_levels_stand_below_each_other_and_no_chain_is_too_deep() -> None:
    assert depth_of(assert_valid(read(_outline(19)))) == 18
    deep = read(_outline(300))
    debate = assert_valid(deep)
    assert relations_of(debate)[:2] == (150, 150)
    assert depth_of(debate) == 100
    assert len(said(deep, "guessed")) == 2


def test_a_thousand_claims_of_one_name() -> None:
    text = "Discussion Title: T\n\n1. T\n" + "".join(f"1.{n}. Pro: Again.\n" for n in range(1, 1001))
    debate = assert_valid(read(text))
    assert list(debate.claims)[-1] == "again-1000"


def test_more_claims_than_the_limit_are_refused() -> None:
    text = "Discussion Title: T\n\n1. T\n" + "".join(f"1.{n}. Pro: a\n" for n in range(1, 20_001))
    with pytest.raises(NotReadableError, match="more than 20,000 claims"):
        read(text)


LINES = st.one_of(
    st.sampled_from(
        ["Discussion Title: T", "1. a", "2. b", "1.1. Pro: c", "1.1.1. Con: -> See 1.2.", "1.2. Con: d", ""]
    ),
    st.sampled_from(["1.1. Thesis: e", "1.2. Con: -> See 1.1.", "1.2.1. f", "9.9. Pro: [x](claim:y) ![z](z.png)"]),
    st.text(max_size=12),
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_any_text_is_a_debate_or_is_refused(text: str) -> None:
    with suppress(NotReadableError):
        assert_valid(read(text))
    with suppress(NotReadableError):
        assert_valid(read(f"Discussion Title: T\n1. a\n{text}"))


@pytest.mark.parametrize(
    "line",
    ["1.{n}. Pro: a {n}\n", "1.{n}. Pro: Again.\n", "1.{n}. Pro: -> See 1.{m}.\n", "text {n}\n", "1.{n}.1.1. Pro: a\n"],
)
def test_the_work_grows_as_the_text_does(line: str) -> None:
    def export(size: int) -> str:
        lines = (line.format(n=n, m=(n + 1) % size) for n in range(1, size + 1))
        return "Discussion Title: T\n\n1. T\n" + "".join(lines)

    assert_linear(lambda size: read(export(size)))
