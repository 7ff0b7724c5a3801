"""How the pages of a built site are cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib

from tests.sites.building import build_site
from tests.sites.test_dossier import DEBATE

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element


def cited(html: str) -> dict[str, str]:
    """What a reader sees of each form."""
    block = html[html.index('<details class="debate-cite debate-quiet-fold"') :].partition("</details>")[0]
    root = html5lib.parseFragment(block, namespaceHTMLElements=False)
    return {str(form.get("data-form")): _shown(form) for form in root.iter("pre")}


def _shown(element: Element) -> str:
    if "hidden" in element.attrib:
        return element.tail or ""
    below = "".join(map(_shown, element))
    return f"{element.text or ''}{below}{'' if element.tag == 'pre' else element.tail or ''}"


def test_pages_say_how_they_are_cited(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE})
    url = "https://example.org/sub/debates/d/positions/close-it/"
    forms = cited(built.read("debates/d/positions/close-it/index.html"))
    assert forms == {
        "text": f"“Close it”, in “Should the city close its centre to cars?”, Test, 2025-03, {url}",
        "markdown": f"[Close it](<{url}>), in “Should the city close its centre to cars?”, Test, 2025-03",
        "bibtex": (
            "@misc{d:close-it,\n  title = {{Close it}},\n  note = {In: {Should the city close its centre to cars?}},\n"
            f"  howpublished = {{{{Test}}}},\n  year = {{2025}},\n  date = {{2025-03}},\n  url = {{{url}}},\n}}"
        ),
    }
    assert cited(built.read("debates/d/index.html"))["text"] == (
        "“Should the city close its centre to cars?”, Test, 2025-03, https://example.org/sub/debates/d/"
    )
    assert "debate-cite" in built.read("debates/d/cruxes/trade/index.html")
    assert "debate-cite" not in built.read("debates/d/people/index.html")


def test_a_thread_is_cited_by_its_claim(tmp_path: Path) -> None:
    long = DEBATE.replace("More people on foot.", f"More people on foot. {'word ' * 3_000}")
    built = build_site(tmp_path, {"debates/d.yaml": long}, {"page_bytes": 10_000})
    forms = cited(built.read("debates/d/threads/shops-thrive/index.html"))
    assert forms["text"].startswith("Ann: “Shops thrive”, in “Should the city")
    assert forms["text"].endswith(", 2025-02-03, https://example.org/sub/debates/d/claims/shops-thrive/")
    assert "  author = {{Ann}},\n" in forms["bibtex"]


def test_a_relative_address_is_no_part_of_a_citation(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE}, site_url="")
    forms = cited(built.read("debates/d/positions/close-it/index.html"))
    assert forms["markdown"].startswith("[Close it], in “")
    assert "url" not in forms["bibtex"]


def test_titles_are_quoted_as_the_language_quotes(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "language": "de"}
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE}, theme=theme)
    forms = cited(built.read("debates/d/positions/close-it/index.html"))
    assert forms["text"].startswith("„Close it“, in „Should the city close its centre to cars?“, Test, 2025-03, ")
