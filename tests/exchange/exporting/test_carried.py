"""What a format carries stands in what is exported, and what it does not carry is told."""

from __future__ import annotations

import re

import pytest

from mkdocs_debates.exchange.exporting import FORMATS, writer_of
from mkdocs_debates.exchange.exporting.carried import FEATURES
from tests.exchange.exporting.sites import FULL, site_with

# Each feature with how it shows in a debate that holds something of everything.
SIGNS = {
    "cruxes": r"Crux-question\?",
    "whys": r"Why-words(?s:.*)Settled-words",
    "ties": r"(?s)[Rr]aised?.*([Hh]angs on|rests on|depends_on)|depends_on",
    "views": r"87%",
    "resolutions": r"Resolution-words",
    "shifts": r"Shift-words",
    "holders": r"held_by|held by",
    "remarks": r"[Cc]oncedes",
    "authors": r'Ann Author|"by":\["ann"\]|,ann,2024',
    "dates": r"2024-05-06(?s:.*)https://e\.org/said|https://e\.org/said(?s:.*)2024-05-06",
    "standing": r"\b61\b(?s:.*)withdrawn",
    "quotes": r"Quoted words(?s:.*)Quoted words",
    "citations": r"Cited-words",
    "sources": r"Source-title",
    "people": r"Role-words",
    "notes": r"Note-words",
    "itself": r"(?s)Summary-words.*tag-words|tag-words.*Summary-words",
    "formatting": r"\*so\*",
    "former": r"former-claim",
    "extensions": r"Own-words",
    "removed": r"Removed-words",
}


def test_each_feature_has_a_sign() -> None:
    assert SIGNS.keys() == FEATURES.keys()
    assert all(feature.count(site_with(FULL).subjects["d"]) for feature in FEATURES.values())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", FEATURES)
def test_what_is_carried_is_there_and_what_is_not_is_told(form: str, name: str) -> None:
    site = site_with(FULL)
    writer = writer_of(form)
    exported = writer.write(site, "d")
    feature = FEATURES[name]
    number = feature.count(site.subjects["d"])
    words = feature.one if number == 1 else feature.many.format(number=number)
    if name in writer.CARRIES:
        assert re.search(SIGNS[name], exported.text)
        assert words not in exported.lost
    else:
        assert words in exported.lost


@pytest.mark.parametrize("form", FORMATS)
def test_a_bare_debate_loses_nothing(form: str) -> None:
    debate = {"title": "T", "positions": {"p": {"title": "P"}}, "claims": {"a": {"text": "A.", "supports": ["p"]}}}
    assert writer_of(form).write(site_with(debate), "d").lost == ()


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_a_removed_claim_are_not_exported(form: str) -> None:
    assert "Removed-words" not in writer_of(form).write(site_with(FULL), "d").text


@pytest.mark.parametrize("form", FORMATS)
def test_a_debate_without_anything_is_exported(form: str) -> None:
    assert writer_of(form).write(site_with({"title": "T"}), "d").text.endswith("\n")


@pytest.mark.parametrize("form", FORMATS)
def test_the_size_grows_with_the_debate_however_deep_its_threads_are(form: str) -> None:
    def size(threads: int) -> int:
        claims = {f"c{each}-0": {"text": "T"} for each in range(threads)}
        for each in range(threads):
            for level in range(1, 100):
                reply_to = f"c{each}-{level - 1}"
                claims[f"c{each}-{level}"] = {"text": "T", "reply_to": reply_to, "relation": "opposes"}
        return len(writer_of(form).write(site_with({"title": "T", "claims": claims}), "d").text)

    assert size(10) < 2.3 * size(5)
