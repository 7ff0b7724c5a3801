"""The list of a page's contents that is put together is the one that the theme's template writes, or there is none."""

from __future__ import annotations

from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink

from mkdocs_debates.host.contents import Contents, learned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MATERIAL = files("material") / "templates"
LIST, ENTRY = "partials/toc.html", "partials/toc-item.html"
WORDS = st.text(st.sampled_from("ab \u00a0\u202f<>&\"'{}…ß\n") | st.characters(codec="utf-8"), max_size=12)


def link(title: str, anchor: str, below: Sequence[AnchorLink] = ()) -> AnchorLink:
    made = AnchorLink(Markup(escape(title)), anchor, 2)
    made.children = list(below)
    return made


LINKS = st.recursive(
    st.lists(st.builds(link, WORDS, st.sampled_from(["a", "long-anchor", "_x"])), min_size=1, max_size=3),
    lambda below: st.lists(st.builds(link, WORDS, st.just("b"), below), min_size=1, max_size=3),
    max_leaves=8,
)


def theme_with(own: Mapping[str, str]) -> tuple[Callable[[Sequence[AnchorLink]], str], Callable[[AnchorLink], str]]:
    """What the theme's two templates write, or those that a site has of its ``own``."""
    environment = Environment(loader=ChoiceLoader([DictLoader(own), FileSystemLoader(str(MATERIAL))]), autoescape=False)
    given_to_all: dict[str, Any] = {
        "config": SimpleNamespace(mdx_configs=SimpleNamespace(toc=None)),
        "lang": SimpleNamespace(t=lambda _: "Table of contents"),
    }

    def of_list(links: Sequence[AnchorLink]) -> str:
        return environment.get_template(LIST).render(page=SimpleNamespace(toc=list(links)), **given_to_all)

    return of_list, lambda link: environment.get_template(ENTRY).render(toc_item=link, **given_to_all)


def contents_with(own: Mapping[str, str]) -> Contents | None:
    return learned(*theme_with(own))


OF_MATERIAL = contents_with({})


@given(LINKS)
def test_it_is_what_the_template_writes(links: list[AnchorLink]) -> None:
    assert OF_MATERIAL is not None
    assert OF_MATERIAL.filled(links) == theme_with({})[0](links)


@pytest.mark.parametrize(
    "own",
    [
        {LIST: "{% for toc_item in page.toc %}{{ loop.index }}{% include 'partials/toc-item.html' %}{% endfor %}"},
        {LIST: "{% for toc_item in page.toc[:3] %}{% include 'partials/toc-item.html' %}{% endfor %}"},
        {LIST: "Nothing of it"},
        {ENTRY: "<li>{{ toc_item.title | upper }}{{ toc_item.url }}</li>"},
        {ENTRY: "<li>{{ toc_item.title }}{{ toc_item.url }}{{ toc_item.children | length }}</li>"},
        {ENTRY: "<li>{{ toc_item.title }}{% for toc_item in toc_item.children %}{{ toc_item.title }}{% endfor %}</li>"},
    ],
)
def test_a_theme_that_does_more_with_an_entry_has_none(own: Mapping[str, str]) -> None:
    assert contents_with(own) is None
