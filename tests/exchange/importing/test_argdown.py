"""Argdown becomes a debate."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.exchange.importing import NotReadableError
from mkdocs_debates.exchange.importing.argdown import read
from mkdocs_debates.reading.sources import shortened
from tests.exchange.importing.judging import (
    Relations,
    assert_linear,
    assert_valid,
    depth_of,
    edges_of,
    relations_of,
    said,
    sample,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.model import Debate

BRIDGE = """\
===
title: The old bridge
subTitle: Keep it or not
author: [Ada Example, Ben Example]
date: 22/10/2018
model:
  mode: loose
===

// what it is about
[Tear down]: The old bridge should be
torn down. #thesis
    + <Costs>: It costs more to keep
      than a new one. #money #(long term)
        - [Scaffolding]: The report counts the scaffolding
          twice; see @<Costs> and [the report](https://example.org/a).
            _> <Trust>
    <- <Last one>: It is the last of its kind. {certainty: 0.9}
        <_ <Trust>: Nobody has counted. // not even we
"""


def test_a_list_of_pros_and_cons_becomes_claims_on_a_position() -> None:
    debate = assert_valid(read(BRIDGE))
    assert (debate.title, debate.summary, debate.updated) == ("The old bridge", "Keep it or not", "2018-10-22")
    (position,) = debate.positions.values()
    assert (position.title, position.summary) == ("Tear down", "The old bridge should be\ntorn down.")
    assert edges_of(debate) == {
        ("<Costs>", "supports", "[Tear down]"),
        ("[Scaffolding]", "opposes", "<Costs>"),
        ("[Scaffolding]", "undercuts", "<Trust>"),
        ("<Last one>", "opposes", "[Tear down]"),
        ("<Trust>", "undercuts", "<Last one>"),
    }
    assert [person.name for person in debate.people.values()] == ["Ada Example", "Ben Example"]
    assert list(debate.claims) == ["costs", "scaffolding", "last-one", "trust"]


def test_texts_tags_and_mentions_are_kept() -> None:
    debate = read(BRIDGE).debate
    costs, scaffolding = debate.claims["costs"], debate.claims["scaffolding"]
    assert (costs.title, costs.text) == ("Costs", "It costs more to keep\nthan a new one.")
    assert costs.extensions == {"x-origin": "<Costs>", "x-tags": ["money", "long term"]}
    assert scaffolding.text.endswith("twice; see [Costs](claim:costs) and [the report](https://example.org/a).")


def test_what_is_lost_or_guessed_is_said_with_its_line() -> None:
    imported = read(BRIDGE)
    assert said(imported, "lost") == [
        "line 1: settings for Argdown's own program: model",
        "line 10, 19: 2 comments left out",
        "line 11, 13: tags are kept under x-tags, which no page shows",
        "line 18: data that no field holds: {certainty: 0.9}",
    ]
    assert said(imported, "guessed") == [
        "line 1: among the people, since they wrote the source: Ada Example, Ben Example",
        'line 1: the date "22/10/2018" is taken for 2018-10-22',
        "line 11: [Tear down] is taken for a position: claims bear on it, and it bears on nothing",
    ]
    assert said(imported, "open") == []


@pytest.mark.parametrize(
    ("symbol", "edges"),
    [
        ("+", {("[B]", "supports", "[A]")}),
        ("<+", {("[B]", "supports", "[A]")}),
        ("+>", {("[A]", "supports", "[B]")}),
        ("-", {("[B]", "opposes", "[A]")}),
        ("<-", {("[B]", "opposes", "[A]")}),
        ("->", {("[A]", "opposes", "[B]")}),
        ("_", {("[B]", "undercuts", "[A]")}),
        ("<_", {("[B]", "undercuts", "[A]")}),
        ("_>", {("[A]", "undercuts", "[B]")}),
        ("><", {("[B]", "opposes", "[A]"), ("[A]", "opposes", "[B]")}),
    ],
)
def test_a_symbol_says_which_of_the_two_bears_on_the_other(symbol: str, edges: set[tuple[str, str, str]]) -> None:
    # <C> makes a claim of both, so that none is a position.
    text = f"[A]: a\n  {symbol} [B]: b\n\n[A]\n  +> <C>\n\n[B]\n  +> <C>: c\n"
    found = edges_of(assert_valid(read(text)))
    assert found - {("[A]", "supports", "<C>"), ("[B]", "supports", "<C>")} == edges


def test_indentation_says_what_bears_on_what() -> None:
    text = "[A]: a\n  + <B>\n\t\t\t- <C>\n       + <D>\n  - <E>\n   + <F>\n"
    assert edges_of(assert_valid(read(text))) == {
        ("<B>", "supports", "[A]"),
        ("<C>", "opposes", "<B>"),
        ("<D>", "supports", "<C>"),
        ("<E>", "opposes", "[A]"),
        ("<F>", "supports", "<E>"),
    }


def test_flat_lists_say_the_same_as_nested_ones() -> None:
    nested = read("[A]: a\n  + <B>: b\n    - <C>: c\n")
    flat = read("[A]: a\n  + <B>\n\n<B>: b\n  - <C>\n\n<C>: c\n")
    assert edges_of(assert_valid(flat)) == edges_of(nested.debate)
    assert flat.debate == nested.debate


def test_a_relation_that_is_said_twice_stands_once() -> None:
    debate = assert_valid(read("[A]: a\n  + <B>: b\n\n<B>\n  +> [A]\n"))
    assert relations_of(debate) == Relations(1, 0, 0)


def test_strictly_meant_contraries_oppose_each_other() -> None:
    text = "===\nmodel: {mode: strict}\n===\n\n[A]: a\n  - [B]: b\n  - <C>: c\n"
    assert edges_of(assert_valid(read(text))) == {
        ("[B]", "opposes", "[A]"),
        ("<C>", "opposes", "[A]"),
    }
    lost = 'line 6: "[A]" opposes "[B]", and a position bears on nothing'
    assert lost in said(read(text), "lost")
    hypotheses = assert_valid(read(text + "\n[A]\n  +> <C>\n"))
    assert {("[A]", "opposes", "[B]"), ("[B]", "opposes", "[A]")} <= edges_of(hypotheses)


RECONSTRUCTED = """\
# Bridges #old

<Costs>: What costs more should go.

  (1) [Dear]: It costs more. #fact
      - <Scaffolding>: Counted twice.
  (2) What costs more should go.
  --
  Modus ponens, by cases
  {uses: [1, 2]}
  --
  (3) [Go]: It should go.
  (4) What should go is torn down.
  -----
      <_ <Protected>: The law protects it.
  (5) [Tear down]
      +> [Build]: Build a new one.
"""


def test_premises_support_their_argument_and_it_supports_its_conclusion() -> None:
    imported = read(RECONSTRUCTED)
    assert edges_of(assert_valid(imported)) == {
        ("<Scaffolding>", "opposes", "[Dear]"),
        ("[Dear]", "supports", "[Go]"),
        ("What costs more should go.", "supports", "[Go]"),
        ("[Go]", "supports", "<Costs>"),
        ("What should go is torn down.", "supports", "<Costs>"),
        ("<Protected>", "undercuts", "<Costs>"),
        ("<Costs>", "supports", "[Tear down]"),
        ("[Tear down]", "supports", "[Build]"),
    }
    assert said(imported, "lost") == [
        "line 3, 5, 6, 7, 12, 13, 15, 16 …: headings are kept under x-group, which no page shows",
        "line 5: tags are kept under x-tags, which no page shows",
        "line 8: 2 premises give [Go] together; here each supports it by itself",
        "line 8: data that no field holds: {uses: [1, 2]}",
        "line 8: the rule of the inference: Modus ponens, by cases",
        "line 14: 2 premises give [Tear down] together; here each supports it by itself",
    ]
    assert imported.debate.title == "Bridges"
    assert imported.debate.claims["tear-down"].text == "Tear down"
    assert 'line 16: "[Tear down]" has no text' in said(imported, "open")


def test_an_argument_without_a_name_is_its_premises() -> None:
    text = "[C]: c\n\n(1) [P]: p\n(2) [Q]: q\n-- Rule --\n(3) [C]\n  _ <U>: u\n  + <S>: s\n"
    imported = read(text)
    assert edges_of(assert_valid(imported)) == {
        ("[P]", "supports", "[C]"),
        ("[Q]", "supports", "[C]"),
        ("<U>", "undercuts", "[P]"),
        ("<U>", "undercuts", "[Q]"),
        ("<S>", "supports", "[C]"),
    }
    assert "line 5: the rule of the inference: Rule" in said(imported, "lost")


def test_a_premise_that_stands_for_itself_stays_there() -> None:
    debate = assert_valid(read("[P]: p\n\n<A>: a\n\n(1) [P]\n(2) q\n----\n(3) c\n"))
    assert debate.claims["p"].reply_to is None
    assert debate.claims["p"].supports == ("a",)
    assert debate.claims["q"].reply_to == "a"


def test_premises_without_a_conclusion_support_the_argument_all_the_same() -> None:
    imported = read("<A>: a\n\n(1) [P]: p\n(2) [Q]: q\n")
    assert edges_of(assert_valid(imported)) == {("[P]", "supports", "<A>"), ("[Q]", "supports", "<A>")}
    assert said(imported, "guessed") == ["line 3: premises without a conclusion: none stands below a line of hyphens"]


@pytest.mark.parametrize("end", ["-- Rule --\n  _ <U>: u\n", "-- Rule --\n----\n  _ <U>: u\n"])
def test_an_inference_without_a_conclusion_loses_nothing(end: str) -> None:
    imported = read(f"<A>: a\n\n(1) [P]: p\n{end}")
    assert edges_of(assert_valid(imported)) == {("[P]", "supports", "<A>"), ("<U>", "undercuts", "<A>")}
    assert any("the rule of the inference: Rule" in each for each in said(imported, "lost"))
    assert len(assert_valid(read(f"(1) [P]: p\n{end}")).claims) == 2


def test_a_statement_without_a_title_is_called_by_its_text() -> None:
    debate = assert_valid(read("We should go.\n  + It is late.\n  + It is late.\n"))
    assert [each.extensions["x-origin"] for each in debate.claims.values()] == ["It is late.", "It is late. (2)"]
    assert [each.title for each in debate.positions.values()] == ["We should go."]


def test_further_texts_of_one_statement_follow_the_first() -> None:
    imported = read("[A]: One.\n\n[A]: Two.\n\n[A]: One.\n")
    assert assert_valid(imported).claims["a"].text == "One.\n\nTwo."
    assert said(imported, "guessed") == ["line 3: [A] has another text here; it follows the first"]


def test_headings_lists_and_comments() -> None:
    text = """\
# Main
  street

* [A]: a <!-- no -->
* b /* not

[X]: this */
1. [C]: c // d https://example.org
## Sub @[A] {isGroup: false}

<D>: see http://example.org/x // gone
// gone
on <!-- not closed
"""
    debate = assert_valid(read(text))
    assert {claim.text: claim.extensions.get("x-group") for claim in debate.claims.values()} == {
        "a": "Main street",
        "b": "Main street",
        "c\n\\## Sub [A](claim:a)": "Main street",
        "see http://example.org/x\non <!-- not closed": "Main street",
    }


def test_what_stands_after_a_backslash_is_no_mark() -> None:
    imported = read("# \\[Bridges\\] \\@home\n\n[A]: see \\@[A] and \\#this \\{or that\\}\n  + <B>\n")
    debate = assert_valid(imported)
    (position,) = debate.positions.values()
    assert position.summary == r"see \@[A] and \#this \{or that\}"
    assert position.extensions == {"x-origin": "[A]", "x-group": "[Bridges] @home"}
    assert debate.title == "[Bridges] @home"


def test_a_sentence_that_begins_with_a_bracket_is_no_title() -> None:
    text = "[A] is true.\n\n[the report](https://example.org/a) says so.\n  + <B>\n"
    debate = assert_valid(read(text))
    assert [claim.text for claim in debate.claims.values()] == [r"[A] is true.", "B"]
    assert [each.title for each in debate.positions.values()] == ["the report says so."]


def test_lines_of_a_text_start_no_markdown_block() -> None:
    debate = assert_valid(read("[A]: It is\n> 5 and\n# not a heading\n1) nor a list\n"))
    assert debate.claims["a"].text == "It is\n\\> 5 and\n\\# not a heading\n1\\) nor a list"


@pytest.mark.parametrize(
    ("text", "kind", "remark"),
    [
        ("[A]: see @<Z>", "lost", "line 1: <Z> is mentioned and stands nowhere"),
        ("[A]: a\n+ <B>", "guessed", 'line 2: "+" is not indented; it is taken to stand below [A]'),
        ("[A]: [b](javascript:c)", "lost", "line 1: markup in the text is shown as it is written"),
        ("[A]: a @include(b.argdown)", "lost", "line 1: @include(b.argdown) names another file, which is not read"),
        ("[A]: a\n  + [A]", "lost", 'line 2: "[A]" supports "[A]", and nothing bears on itself'),
        ("[A]: a\n  + <B>\n  - <B>", "lost", 'line 3: "<B>" opposes "[A]", and it supports it already'),
        ("[A]: a\n  _ <B>", "guessed", 'line 2: "<B>" undercuts the position "[A]"; it is taken to oppose it'),
        ("===\ntitle: [\n===\n\n[A]: a", "lost", "line 2: the front matter is not read to its end"),
        ("===\ndate: soon\n===\n\n[A]: a", "lost", 'line 1: the date "soon"'),
        ("[A]: a", "open", "line 1: neither a title nor a heading: give the debate a title"),
        ("<A>: a\n\n(1) p\n----\n  - <B>\n(2) c", "guessed", 'line 5: "-" below an inference is an undercut'),
        ("[A]: a\x07", "lost", "line 1: characters that cannot be seen, left out: 1"),
        ("===\nparser: {syntax: argdown+}\n===\n\n[A]: a", "open", "line 1: this is argdown+"),
    ],
)
def test_what_does_not_map_is_said(text: str, kind: str, remark: str) -> None:
    imported = read(text)
    assert_valid(imported)
    assert any(each.startswith(remark) for each in said(imported, kind)), imported.remarks


def test_an_undercut_of_a_step_without_a_name_hits_at_most_twenty_premises() -> None:
    premises = "".join(f"({n}) p{n}\n" for n in range(1, 31))
    imported = read(f"{premises}----\n  _ <U>: u\n(31) [C]: c\n")
    assert relations_of(assert_valid(imported)) == Relations(30, 0, 20)
    assert "line 32: the step has 30 premises; the undercut names the first 20" in said(imported, "lost")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no [statement], no <argument>"),
        ("Some words.\n\nAnd more.", "no [statement], no <argument>"),
        ('{"nodes": []}', "no [statement], no <argument>"),
    ],
)
def test_what_is_no_argdown_is_refused_with_what_was_expected(text: str, words: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(text)
    assert words in str(refused.value)


MARKS = ["[A]", "[B]: ", "<C>", "<D>: ", "  + ", "    - ", "      _> ", "  >< ", "(1) ", "(2) ", "----\n", "--\n", "* "]
OTHERS = [
    "\n",
    "\n\n",
    "#tag ",
    "#(a b)",
    "{x: 1}",
    "@[A]",
    "@<Z>",
    "// c\n",
    "/*",
    "*/",
    "<!--",
    "===\n",
    "t: T\n",
    "# ",
]
PARTS = st.sampled_from([*MARKS, *OTHERS, "\n", "a ", "_", "===\nmodel: {mode: strict}\n===\n\n"])


@given(st.lists(PARTS, max_size=25).map("".join))
def test_any_text_of_its_marks_is_a_debate_or_is_refused(text: str) -> None:
    with suppress(NotReadableError):
        assert_valid(read(text))


@given(st.text(max_size=40))
def test_any_text_is_a_debate_or_is_refused(text: str) -> None:
    with suppress(NotReadableError):
        assert_valid(read(f"[A]: a\n  + {text}"))


@pytest.mark.parametrize(
    "repeated",
    [
        "[A{n}]: a\n  + <B{n}>: b\n\n",
        "  + Again.\n",
        "  - <B>: text {n}\n",
        "[A]: text {n}\n\n",
        "#tag{n} ",
        "{{x: {n}}} ",
        "/* ",
        "<!-- ",
        "@[A ",
        "{{",
        "(1) p\n",
        "(1) p\n----\n",
        "(1) p\n----\n  _ <U{n}>\n",
        "  _ <U{n}>\n  + <V{n}>\n",
        "a\n",
        "// a\n",
        "[",
        "<A",
        "===\n",
    ],
)
def test_the_work_grows_as_the_text_does(repeated: str) -> None:
    def text(size: int) -> str:
        return "[A]: a\n" + "".join(repeated.format(n=n) for n in range(size))

    assert_linear(lambda size: read(text(size)))


def test_a_deep_list_is_read_without_end_of_the_stack() -> None:
    text = "[A]: a\n" + "".join(f"{' ' * n}+ <B{n}>\n" for n in range(1, 2001))
    debate = assert_valid(read(text))
    assert relations_of(debate).supports == 2000
    assert depth_of(debate) == 100


STRICT = """\
===
model:
    mode: strict
===

[A]: a
    >< [B]: b
    - [C]: c
        -> <D>: d
    +> <D>

[B]
    +> [E]: e
        <_ <F>: f
"""


# --- Argdown's own program as a witness -------------------------------------------------------------------------------


def _by_the_program(text: str, folder: Path) -> set[tuple[str, str, str]]:
    """The relations that Argdown's own program, which DEBATES_ARGDOWN names, finds in ``text``."""
    program = os.environ.get("DEBATES_ARGDOWN") or shutil.which("argdown")
    if not program:
        pytest.skip("DEBATES_ARGDOWN does not name Argdown's own program")
    (folder / "a.argdown").write_text(text, encoding="utf-8")
    command = [program, "json", "a.argdown", "--stdout"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    data, _ = json.JSONDecoder().raw_decode(done.stdout)
    arguments, statements = data["arguments"], data["statements"]

    def key(title: str, kind: str) -> str:
        if kind in ("argument", "inference"):
            return f"<{title}>"
        named = statements[title]["members"] and title.startswith("Untitled ")
        return shortened(statements[title]["members"][0]["text"].strip()) if named else f"[{title}]"

    meanings = {"support": "supports", "attack": "opposes", "undercut": "undercuts", "entails": "supports"}
    found = set()
    for each in data["relations"]:
        source, target = key(each["from"], each["fromType"]), key(each["to"], each["toType"])
        found.add((source, meanings.get(each["relationType"], "opposes"), target))
        if each["relationType"] in ("contrary", "contradictory"):
            found.add((target, "opposes", source))
    for title, argument in arguments.items():
        premises: list[str] = []
        last = len(argument.get("pcs", ())) - 1
        for number, part in enumerate(argument.get("pcs", ())):
            here = key(part["title"], "statement")
            if part["role"] != "premise":
                goal = f"<{title}>" if number == last else here
                found |= {(each, "supports", goal) for each in premises}
                found |= {(f"<{title}>", "supports", here)} if number == last else set()
                premises = []
            premises.append(here)
    return found


@pytest.mark.parametrize("name", ["legalisation-softdrugs.argdown", "semmelweis_betz.argdown"])
def test_the_program_finds_the_same_relations_in_files_of_other_people(name: str, tmp_path: Path) -> None:
    text = sample(name)
    # The program calls texts that begin alike by their number.
    ours = {(_unnumbered(source), relation, target) for source, relation, target in edges_of(read(text).debate)}
    assert ours == _by_the_program(text, tmp_path)


def _unnumbered(origin: str) -> str:
    return re.sub(r"… \(\d\)$", "…", origin)


@pytest.mark.parametrize("text", [BRIDGE, RECONSTRUCTED, STRICT])
def test_the_program_finds_the_same_relations(text: str, tmp_path: Path) -> None:
    assert edges_of(assert_valid(read(text))) == _by_the_program(text, tmp_path)


# --- Files of other people's ------------------------------------------------------------------------------------------


def _origins(debate: Debate, brackets: str) -> set[str]:
    entries = [*debate.claims.values(), *debate.positions.values()]
    return {each.extensions["x-origin"] for each in entries if each.extensions["x-origin"][0] == brackets}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_debate_on_soft_drugs_holds_what_its_source_holds() -> None:
    source = sample("legalisation-softdrugs.argdown")
    debate = assert_valid(read(source))
    body = re.sub(r"/\*.*?\*/|//[^\n]*", "", source.split("===")[2], flags=re.DOTALL)
    assert _origins(debate, "<") == set(re.findall(r"<[^<>_-][^<>]*>(?=:)", body))
    assert len(_origins(debate, "<")) == 17
    symbols = re.findall(r"^ +(\+|->|-|<_) ", body, flags=re.MULTILINE)
    attacks = sum(each in ("-", "->") for each in symbols)
    assert relations_of(debate) == Relations(symbols.count("+"), attacks, symbols.count("<_")) == (9, 8, 2)
    assert depth_of(debate) == 1
    assert [each.title for each in debate.positions.values()] == ["Legalisation of Soft Drugs"]
    texts = [each.text for each in debate.claims.values()] + [each.summary for each in debate.positions.values()]
    without = re.sub(r"^ +(?:\+|->|-|<_) |[\[<][^\[\]<>]+[\]>]:?|#\w+", "", body, flags=re.MULTILINE)
    assert sorted(_words(" ".join(texts))) == sorted(_words(without))


def test_the_debate_on_childbed_fever_holds_what_its_source_holds() -> None:
    source = sample("semmelweis_betz.argdown")
    debate = assert_valid(read(source))
    body = re.sub(r"/\*.*?\*/|//[^\n]*", "", source.split("===", 2)[2], flags=re.DOTALL)
    assert _origins(debate, "<") == set(re.findall(r"^<[^<>]+>(?=:)", body, flags=re.MULTILINE))
    assert _origins(debate, "[") == set(re.findall(r"(?<!@)\[[^\[\]]+\]", body))
    arguments, statements = len(_origins(debate, "<")), len(_origins(debate, "["))
    numbered = re.findall(r"^ +\(\d+\) (\[)?", body, flags=re.MULTILINE)
    untitled = sum(not each for each in numbered)
    assert (arguments, statements, untitled) == (10, 12, 20)
    assert len(debate.claims) == arguments + statements + untitled
    # Each numbered line is a premise of its argument or what that concludes; contraries, strictly, are mutual.
    assert relations_of(debate) == Relations(len(numbered), 2 * 6, 0)
    assert len(numbered) == 41
    assert depth_of(debate) == 5
    assert debate.claims["no-variations"].text.split() == _paragraph(body, "[No Variations]:")


def _paragraph(text: str, start: str) -> list[str]:
    return text.partition(start)[2].partition("\n\n")[0].split()
