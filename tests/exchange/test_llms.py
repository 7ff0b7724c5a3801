"""The list of debates for programs that read."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_debates.exchange.llms import as_list
from mkdocs_debates.pages.site import Options
from tests.exchange.exporting.sites import site_with

SITE = site_with({"title": "A [question] <b>?", "positions": {"p": {"title": "P"}}, "claims": {"a": {"text": "A."}}})


def with_options(options: Options) -> str:
    return as_list(replace(SITE, options=options))


def test_it_has_the_parts_of_the_convention_in_their_order() -> None:
    lines = with_options(Options(site_name="Our *debates*", site_url="https://e.org/s/")).split("\n")
    assert lines[0] == r"# Our \*debates\*"
    assert lines[2] == "> 1 debate · 1 claim"
    assert [line for line in lines if line.startswith("#")][1:] == ["## Debates", "## Optional"]
    assert lines[lines.index("## Debates") + 2] == (
        r"- [A \[question\] \<b>?](https://e.org/s/debates/d/debate.md): open · 1 position · 0 cruxes · 1 claim"
    )
    assert lines[lines.index("## Optional") + 2].endswith("(https://e.org/s/debates/d/debate.json)")


def test_without_an_address_its_links_are_relative_to_where_it_stands() -> None:
    options = Options(root="talk/")
    assert "](talk/d/debate.md)" in with_options(options)
    assert "](d/debate.md)" in as_list(replace(SITE, options=options), "talk/")


def test_a_site_without_debates_has_a_list_without_any() -> None:
    text = as_list(replace(SITE, subjects={}))
    assert text.startswith("# Debates\n\n> 0 debates · 0 claims")
    assert "##" not in text
