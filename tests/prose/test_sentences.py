"""The first sentence of a text, which is the title of a claim without one."""

from __future__ import annotations

import pytest

from mkdocs_debates.prose import EMPTY, convert, first_own_sentence, first_sentence


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("One. Two.", "One."),
        ("One\nline. Two.", "One line."),
        ("No point at all", "No point at all"),
        ("Is it? Yes.", "Is it?"),
        ("Stop! Now.", "Stop!"),
        ("Some labs, e.g. the large ones, hire. Others do not.", "Some labs, e.g. the large ones, hire."),
        ("Some labs, e.g. Anthropic's rivals, hire. No.", "Some labs, e.g. Anthropic's rivals, hire."),
        ("In the U.S. Congress they vote. No.", "In the U.S. Congress they vote."),
        ("In the U.S. they vote. No.", "In the U.S. they vote."),
        ("It costs 3.5 billion. No.", "It costs 3.5 billion."),
        ("Dr. Smith says so. No.", "Dr. Smith says so."),
        ("J. K. Smith says so. No.", "J. K. Smith says so."),
        ("See No. 5 there. No.", "See No. 5 there."),
        ("They said no. Then yes.", "They said no."),
        ("Smith et al. (2020) found it. No.", "Smith et al. (2020) found it."),
        ('He said "no." Then he left.', 'He said "no."'),
        ("(It is so.) And more.", "(It is so.)"),
        ("So … it goes. On.", "So … it goes."),
        ("Wait... What?", "Wait..."),
        ("Really?! Yes.", "Really?!"),
        ("“Why?” she asked. No.", "“Why?” she asked."),
        ("他们留下。其他人离开。", "他们留下。"),
        ("本当ですか？はい。", "本当ですか？"),
        ("هل هذا صحيح؟ نعم.", "هل هذا صحيح؟"),
        ("See example.org for it. No.", "See example.org for it."),
        ("**Bold.** And more.", "Bold."),
        ("# A heading\n\nText.", "A heading"),
        ("- item one. more\n- item two", "item one. more"),
        ("", ""),
    ],
)
def test_first_sentence(source: str, sentence: str) -> None:
    assert first_sentence(convert(source)) == sentence


def test_a_long_sentence_is_cut_at_a_word() -> None:
    sentence = first_sentence(convert("word " * 40), limit=22)
    assert sentence == "word word word word…"


def test_a_sentence_of_the_limit_is_whole() -> None:
    assert first_sentence(convert("a" * 89 + ". More."), limit=90) == "a" * 89 + "."


@pytest.mark.parametrize("source", ["字" * 200, "a" * 200, "short " + "a" * 200, "a, " * 100, "e.g. " * 100])
@pytest.mark.parametrize("limit", [10, 90])
def test_never_longer_than_the_limit(source: str, limit: int) -> None:
    sentence = first_sentence(convert(source), limit)
    assert limit // 2 < len(sentence) <= limit
    assert sentence.endswith("…")


def test_the_empty_text_has_none() -> None:
    assert first_sentence(EMPTY) == ""


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("> Theirs.\n\nOurs. Two.", "Ours."),
        ("\n > Theirs\ngoes on.\n\n> More.\n\n- Ours\n", "Ours"),
        ("> Theirs.", "Theirs."),
        ("Ours.\n\n> Theirs.", "Ours."),
        ("```\n> code\n```", "> code"),
        ("", ""),
    ],
)
def test_a_sentence_of_ones_own_comes_before_quotations(source: str, sentence: str) -> None:
    assert first_own_sentence(source, convert(source)) == sentence
