"""References in prose: how they are read, and what a page makes of them."""

from __future__ import annotations

import pytest

from mkdocs_debates.prose import Reference, convert, parse_reference


def resolve(reference: Reference) -> tuple[str, str] | None:
    return None if reference.id == "gone" else (f"../{reference.id}/", "Title & more")


def html(source: str) -> str:
    return convert(source).html(resolve=resolve, image=lambda path: path)


@pytest.mark.parametrize(
    ("destination", "kind", "debate", "entry", "answer"),
    [
        ("crux:value-drift", "crux", "", "value-drift", ""),
        ("crux:value-drift.drift", "crux", "", "value-drift", "drift"),
        ("crux:other/value-drift.drift", "crux", "other", "value-drift", "drift"),
        ("claim:other/first", "claim", "other", "first", ""),
        ("position:stay-out", "position", "", "stay-out", ""),
        ("link:paris", "link", "", "paris", ""),
        ("person:writer", "person", "", "writer", ""),
        ("debate:other", "debate", "", "other", ""),
    ],
)
def test_a_reference_is_taken_apart(destination: str, kind: str, debate: str, entry: str, answer: str) -> None:
    reference = parse_reference(destination)
    assert reference is not None
    assert (reference.kind, reference.debate, reference.id, reference.answer) == (kind, debate, entry, answer)
    assert reference.written == destination


@pytest.mark.parametrize("destination", ["Crux:a", "CRUX:a", "cruxes:a", "crux", "https://x.org", "", " crux:a"])
def test_other_destinations_are_no_references(destination: str) -> None:
    assert parse_reference(destination) is None


@pytest.mark.parametrize(
    "destination", ["crux:a.", "crux:/a", "crux:a/", "crux:a/b/c", "claim:a.b", "crux:a.b.c", "debate:a/b", "link:"]
)
def test_a_malformed_reference_names_nothing_that_exists(destination: str) -> None:
    reference = parse_reference(destination)
    assert reference is not None
    well_formed = {"a", "b", "c"}
    assert {reference.id, reference.answer or "a", reference.debate or "a"} - well_formed


def test_a_reference_leads_to_its_target() -> None:
    assert html("[some *words*](crux:drift)") == '<p><a href="../drift/">some <em>words</em></a></p>\n'


@pytest.mark.parametrize("source", ["[](crux:drift)", "[ ](crux:drift)", "<crux:drift>"])
def test_a_reference_without_words_takes_the_title(source: str) -> None:
    assert html(source) == '<p><a href="../drift/">Title &amp; more</a></p>\n'


def test_a_long_title_is_shortened() -> None:
    prose = convert("[](crux:drift)")
    page = prose.html(resolve=lambda _: ("x/", "word " * 1000), image=lambda path: path)
    assert len(page) < 300
    assert "…" in page


def test_a_lost_reference_shows_its_words_without_a_link() -> None:
    assert html("[words](claim:gone)") == '<p><span class="debate-lost">words</span></p>\n'
    assert html("[](claim:gone)") == '<p><span class="debate-lost">claim:gone</span></p>\n'


def test_addresses_from_the_page_are_escaped() -> None:
    page = convert("[a](crux:b)").html(resolve=lambda _: ('"><script>', ""), image=lambda path: path)
    assert page == '<p><a href="&#34;&gt;&lt;script&gt;">a</a></p>\n'


def test_references_are_counted_as_they_are_written_in_the_source() -> None:
    source = "[a](crux:x) [note][^1] [b](crux:x-y) [c](crux:x)\n\n[^1]: [d](crux:x)\n\n[e](crux:x)"
    found = [(reference.written, reference.occurrence) for reference in convert(source).references]
    assert found == [("crux:x", 0), ("crux:x-y", 0), ("crux:x", 1), ("crux:x", 3), ("crux:x", 2)]


def test_two_links_by_one_label_are_one_reference_at_the_label() -> None:
    prose = convert("[a][1] [b](crux:x) [c][1]\n\n[1]: crux:x")
    assert [reference.occurrence for reference in prose.references] == [1, 0]


def test_code_holds_no_references() -> None:
    assert not convert("`[a](crux:b)`\n\n    [a](crux:b)\n\n```\n[a](crux:b)\n```").references


def test_an_image_can_be_the_words_of_a_reference() -> None:
    assert html("[![alt](a.png)](crux:b)") == (
        '<p><a href="../b/"><img src="a.png" alt="alt" loading="lazy" decoding="async"></a></p>\n'
    )


def test_a_page_that_numbers_claims_says_so_after_their_words() -> None:
    page = convert("[so](claim:a) [](claim:b) [else](crux:c)").html(
        resolve=lambda reference: (f"#{reference.id}", "A title"),
        image=lambda path: path,
        number=lambda reference: {"a": "1.2", "b": "<3>"}.get(reference.id, ""),
    )
    assert '<a href="#a">so [1.2]</a>' in page
    assert '<a href="#b">A title [&lt;3&gt;]</a>' in page
    assert '<a href="#c">else</a>' in page
