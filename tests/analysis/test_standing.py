from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.analysis import Standing, standings_of
from mkdocs_debates.graph import graph_of
from tests.building import claim, debate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Attacks = set[tuple[str, str]]


def labels(claims: str, attacks: Attacks) -> dict[str, str]:
    """How ``claims`` stand, a letter each, where the first of each pair opposes the second."""
    made = (claim(each, opposes=tuple(sorted(to for by, to in attacks if by == each))) for each in claims)
    return {each: standing.label for each, standing in standings_of(graph_of(debate(*made))).items()}


def pairs(*written: str) -> Attacks:
    return {(each[0], each[1]) for each in written}


# Each framework, and its grounded extension as the literature gives it.
EXAMPLES = [
    ("a claim nobody attacks stands", "a", pairs(), "a", ""),
    ("reinstatement: c defends a", "abc", pairs("ba", "cb"), "ac", "b"),
    ("Dung 1995, example 3: the Nixon diamond", "ab", pairs("ab", "ba"), "", ""),
    ("a loop of three", "abc", pairs("ab", "bc", "ca"), "", ""),
    ("floating acceptance: a and b attack each other and both attack c, which attacks d",
     "abcd", pairs("ab", "ba", "ac", "bc", "cd"), "", ""),
    ("a loop broken from outside", "abc", pairs("ab", "ba", "cb"), "ac", "b"),
    ("a defended twice over", "abcde", pairs("ba", "ca", "db", "dc", "ed"), "bce", "ad"),
    ("what hangs behind a loop of two but is attacked by what stands", "abcd", pairs("ab", "ba", "bc", "dc"), "d", "c"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "attacks", "accepted", "rejected"), [example[1:] for example in EXAMPLES],
                         ids=[example[0] for example in EXAMPLES])  # fmt: skip
def test_the_grounded_labelling_of_known_examples(claims: str, attacks: Attacks, accepted: str, rejected: str) -> None:
    found = labels(claims, attacks)
    assert {each for each in claims if found[each] == "unanswered"} == set(accepted)
    assert {each for each in claims if found[each] == "answered"} == set(rejected)
    assert {found[each] for each in set(claims) - {*accepted, *rejected}} <= {"undecided"}


@given(st.integers(1, 6).flatmap(lambda size: st.tuples(st.just("abcdef"[:size]), _attacks("abcdef"[:size]))))
def test_grounded_is_the_least_complete_extension(framework: tuple[str, Attacks]) -> None:
    claims, attacks = framework
    complete = [extension for extension in map(frozenset, _subsets(claims)) if _is_complete(extension, claims, attacks)]
    least = min(complete, key=len)
    assert all(least <= extension for extension in complete)
    found = labels(claims, attacks)
    assert {each for each in claims if found[each] == "unanswered"} == least
    attacked_by_it = {to for by, to in attacks if by in least}
    assert {each for each in claims if found[each] == "answered"} == attacked_by_it


def _attacks(claims: str) -> st.SearchStrategy[Attacks]:
    every = [(one, other) for one in claims for other in claims if one != other]
    return st.sets(st.sampled_from(every)) if every else st.just(set())


def _subsets(claims: str) -> Iterator[Iterable[str]]:
    return chain.from_iterable(combinations(claims, size) for size in range(len(claims) + 1))


def _is_complete(extension: frozenset[str], claims: str, attacks: Attacks) -> bool:
    """Without conflict, and exactly what it defends: Dung's definition, tried by hand."""
    free = not any((one, other) in attacks for one in extension for other in extension)

    def defended(each: str) -> bool:
        return all(any((ally, by) in attacks for ally in extension) for by, to in attacks if to == each)

    return free and extension == {each for each in claims if defended(each)}


def test_replies_and_undercuts_attack_and_the_reason_is_named() -> None:
    graph = graph_of(
        debate(
            claim("root"),
            claim("no", "root", "opposes"),
            claim("but", "no", "undercuts"),
            claim("far", undercuts=("root",)),
        )
    )
    assert standings_of(graph) == {
        "root": Standing("answered", ("far",)),
        "no": Standing("answered", ("but",)),
        "but": Standing("unanswered", ()),
        "far": Standing("unanswered", ()),
    }


def test_an_objection_that_is_met_is_the_reason_why_a_claim_stands() -> None:
    graph = graph_of(debate(claim("root"), claim("no", "root", "opposes"), claim("but", "no", "opposes")))
    assert standings_of(graph)["root"] == Standing("unanswered", ("no",))


def test_what_is_granted_is_conceded_whatever_is_said_against_it() -> None:
    granted = debate(claim("root"), claim("no", "root", "opposes"), claim("yes", "no", "concedes"))
    assert standings_of(graph_of(granted))["no"] == Standing("conceded", ("yes",))
    assert standings_of(graph_of(granted))["root"] == Standing("answered", ("no",))
    withdrawn = debate(claim("root"), claim("yes", "root", "concedes", status="withdrawn"))
    assert standings_of(graph_of(withdrawn))["root"].label == "unanswered"


@pytest.mark.parametrize("status", ["withdrawn", "removed"])
def test_what_does_not_count_neither_attacks_nor_stands(status: str) -> None:
    graph = graph_of(debate(claim("root"), claim("no", "root", "opposes", status=status)))
    assert standings_of(graph) == {"root": Standing("unanswered", ())}


@pytest.mark.parametrize("relation", ["asks", "comments", "clarifies", "concedes"])
def test_what_claims_nothing_has_no_standing(relation: str) -> None:
    assert "r" not in standings_of(graph_of(debate(claim("root"), claim("r", "root", relation))))


def test_a_chain_of_thousands_is_labelled() -> None:
    chain_of = [claim("c-0"), *(claim(f"c-{n}", f"c-{n - 1}", "opposes") for n in range(1, 5001))]
    found = standings_of(graph_of(debate(*chain_of)))
    assert found["c-5000"].label == found["c-0"].label == "unanswered"
    assert found["c-1"].label == "answered"
