"""Pages as Markdown files: no parser and no template takes their HTML for something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import tostring

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markdown import Markdown
from markdown_it import MarkdownIt

from mkdocs_debates.generators.markdown import html_block, markdown_page
from mkdocs_debates.generators.publication import publication_of
from mkdocs_debates.pages.views import SearchEntry
from mkdocs_debates.publishing.packs import PrintedPage
from mkdocs_debates.settings import settings_in

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

# The extensions that Zensical starts with, and one that includes files.
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "toc", "pymdownx.arithmatex",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight",
    "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.smartsymbols",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde", "pymdownx.critic",
    "pymdownx.snippets",
]  # fmt: skip


def by_python_markdown(text: str) -> str:
    return Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.snippets": {"check_paths": True}}).convert(text)


def by_commonmark(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).render(text))


def by_template(text: str) -> str:
    return Environment().from_string(text).render()


READERS: list[Callable[[str], str]] = [by_python_markdown, by_commonmark, by_template]

HOSTILE = [
    "plain",
    "one\n\ntwo",
    "```\ncode\n```",
    "~~~ python\ncode\n~~~",
    "    indented\n\ttab",
    "- list\n\n1. list\n\n# heading\n\n===\n\n> quote\n\n| a |\n|---|",
    "*a* _b_ `c` **d** ~~e~~ ==f== ^^g^^ :smile: [x](y) ![i](j) (c) ++ctrl++ $x$",
    "{{ config }} {% raw %} {# remark #} {++ critic ++} {: #id .class }",
    '!!! note\n    text\n\n=== "tab"\n\n    text\n\n??? more\n    text',
    '--8<-- "/etc/passwd"\n\n-8<-\n/etc/passwd\n-8<-',
    "[^1]: footnote\n\n*[HTML]: words\n\n[ref]: https://example.org",
    "line separator, next line\x85 form\x0cfeed",
    "</div>\n\n# out",
]


def page(body: str, **fields: Any) -> PrintedPage:
    usual = {
        "description": "",
        "outline": (),
        "anchors": (),
        "edit": None,
        "search": (SearchEntry("", "", "", "crux"),),
    }
    return PrintedPage(**(usual | fields), body=body, linked_data="")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def around(text: str) -> str:
    """A text in each sort of place that a page has."""
    words = escaped(text)
    return (
        f'<div class="debate" title="{words}">\n<p>{words}</p>\n{words}\n<pre><code>{words}\n<span>\n{words}</span>'
        f"</code></pre>\n<ul>\n  <li>{words}\n\n</li>\n</ul>\n<svg><title>{words}</title></svg>\n</div>\n"
    )


def document(html: str) -> bytes:
    return tostring(html5lib.parseFragment(html.strip(), namespaceHTMLElements=False))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("read", READERS)
def test_what_reads_the_file_leaves_the_html_as_it_is(text: str, read: Callable[[str], str]) -> None:
    block = html_block(around(text))
    assert read(block).strip() == block.strip()


@given(st.text(st.sampled_from("ab \n\t`~#*-_=>|[](){}%:!\\<&;\"'1."), max_size=60))
def test_a_browser_makes_the_same_document_of_it(text: str) -> None:
    html = around(text)
    block = html_block(html)
    assert document(block) == document(html)
    lines = block.splitlines()
    assert all(line.startswith("<") for line in lines)
    assert "{" not in block


def test_all_pages_of_this_site_stay_as_they_are() -> None:
    publication = publication_of(settings_in(ROOT / "mkdocs.yml"))
    try:
        texts = {path: data.decode() for path, data in publication.files() if path.endswith(".md")}
    finally:
        publication.close()
    assert len(texts) > 50
    for path, text in texts.items():
        _, matter, body = text.split("---\n", 2)
        assert yaml.safe_load(matter)["title"], path
        for read in (by_commonmark, by_template):
            assert read(body).strip() == body.strip(), path


def test_scripts_keep_their_meaning_and_remarks_go() -> None:
    data = {"name": "{{ config }} {% x %}", "of": [{"a": {}}]}
    html = (
        "<div><!-- {{ x }}\n\n- list -->"
        f'<script type="application/ld+json">{json.dumps(data, indent=1)}\n\n</script>'
        "<style>@media print{#a{b:c}}\n\n</style></div>"
    )
    block = html_block(html)
    script = block.partition('ld+json">')[2].partition("</script>")[0]
    assert json.loads(script) == data
    assert by_template(block).strip() == block.strip()
    assert "list" not in block
    assert all(line.strip() for line in block.splitlines())
    assert "@media print{ #a{b:c}}" in block


@pytest.mark.parametrize(
    "title",
    [
        "</title><script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "' onmouseover='alert(1)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "{{ config }} {% include 'x' %} {# y #}",
        '0;url=https://example.org" http-equiv="refresh',
        "one\n---\ntwo: three",
        "yes",
        "# no remark",
        "!!python/object:os.system",
    ],
)
def test_front_matter_does_no_harm_in_a_template_that_escapes_nothing(title: str) -> None:
    text = markdown_page(title, page("<div></div>", description=title), "<div></div>", wide=False)
    _, matter, _ = text.split("---\n", 2)
    found = yaml.safe_load(matter)
    assert found["title"] == found["description"]
    shown = f"<title>{found['title']}</title><meta content=\"{found['title']}\"><a aria-label='{found['title']}'>x</a>"
    elements = {each.tag: each for each in html5lib.parse(shown, namespaceHTMLElements=False).iter()}
    assert set(elements) == {"html", "head", "body", "title", "meta", "a"}
    assert (set(elements["meta"].attrib), set(elements["a"].attrib)) == ({"content"}, {"aria-label"})
    assert by_template(found["title"]) == found["title"]
    assert elements["title"].text == found["title"]
    assert found["title"].replace("\u2060", "").translate(str.maketrans("“”’", '""\'')) == " ".join(title.split())


def test_a_wide_page_asks_for_room_and_one_with_nothing_of_its_own_for_no_search() -> None:
    wide = yaml.safe_load(markdown_page("Map", page("", search=()), "<div></div>", wide=True).split("---\n")[1])
    usual = yaml.safe_load(markdown_page("Crux", page(""), "<div></div>", wide=False).split("---\n")[1])
    assert wide == {"title": "Map", "hide": ["navigation", "toc"], "search": {"exclude": True}}
    assert usual == {"title": "Crux", "hide": ["toc"]}


def test_searches_pass_over_claims_that_are_at_home_elsewhere_and_over_buttons() -> None:
    body = (
        '<div class="debate"><nav class="debate-crumbs">x</nav><h3 id="here_title">a</h3><h3 id="there_title">b</h3>'
        '<p class="debate-actions">c</p><h2 id="_map">d</h2></div>'
    )
    search = (SearchEntry("", "", "", "crux"), SearchEntry("here", "", "", "claim"))
    text = markdown_page("Crux", page("", search=search), body, wide=False)
    marked = [line for line in text.replace("<", "\n<").splitlines() if "data-search-exclude" in line]
    assert marked == [
        '<nav class="debate-crumbs" data-search-exclude>x',
        '<h3 id="there_title" data-search-exclude>b',
        '<p class="debate-actions" data-search-exclude>c',
    ]
