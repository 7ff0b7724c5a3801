from __future__ import annotations

from mkdocs_debates.analysis import OneSided, open_ends_of
from mkdocs_debates.graph import graph_of
from tests.building import claim, debate


def test_an_objection_is_open_until_a_claim_that_counts_answers_it() -> None:
    met = graph_of(debate(claim("root"), claim("no", "root", "opposes"), claim("reply", "no", "opposes")))
    assert open_ends_of(met).objections == ("reply",)
    withdrawn = graph_of(
        debate(claim("root"), claim("no", "root", "opposes"), claim("reply", "no", "opposes", status="withdrawn"))
    )
    assert open_ends_of(withdrawn).objections == ("no",)


def test_an_objection_from_elsewhere_is_open_as_well() -> None:
    graph = graph_of(
        debate(
            claim("root"),
            claim("far", opposes=("root",)),
            claim("step", undercuts=("root",)),
            claim("aside", "root", "qualifies", opposes=("far",)),
            claim("position", opposes=("yes",)),
        )
    )
    assert open_ends_of(graph).objections == ("aside", "step")


def test_an_answer_given_elsewhere_counts() -> None:
    graph = graph_of(debate(claim("root"), claim("no", "root", "undercuts"), claim("far", opposes=("no",))))
    assert open_ends_of(graph).objections == ("far",)


def test_questions_without_any_reply_are_open() -> None:
    graph = graph_of(debate(claim("root"), claim("q", "root", "asks"), claim("q2", "root", "asks"), claim("a", "q2")))
    assert open_ends_of(graph).questions == ("q",)


def test_a_root_under_attack_with_nothing_that_backs_it_is_unsupported() -> None:
    attacked = claim("root", supports=("yes",)), claim("no", "root", "opposes")
    assert open_ends_of(graph_of(debate(*attacked))).unsupported == ("root",)
    backed = open_ends_of(graph_of(debate(*attacked, claim("aye", "root", "supports"))))
    assert backed.unsupported == ()


def test_a_crux_with_arguments_for_some_answers_only_is_one_sided() -> None:
    graph = graph_of(debate(claim("x", cruxes=("why.a",))))
    assert open_ends_of(graph).one_sided == (OneSided("why", ("b",)),)
    assert open_ends_of(graph_of(debate(claim("x", cruxes=("why",))))).one_sided == ()
