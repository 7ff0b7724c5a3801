"""A crux on a page of its own, which other sites show in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import html5lib
import pytest
from mkdocs.exceptions import Abort

from tests.docs.examples import DOCS, ROOT, examples_of
from tests.site_walk import walk_site

from .building import build_site
from .test_citing import cited
from .test_plugin import BIKES

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

EMBED = "debates/bikes/embed/trade/index.html"
CRUX = "debates/bikes/cruxes/trade/index.html"
VIEWS = """\
    views:
      - {by: ann, answer: thrives, credence: 80%, because: [shops-thrive]}
claims:
"""


def page(html: str) -> Element:
    return html5lib.parse(html, namespaceHTMLElements=False)


def words(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def test_it_says_what_the_question_is_what_the_answers_are_and_who_holds_them(tmp_path: Path) -> None:
    more = BIKES.replace("claims:\n", VIEWS) + "".join(
        f"  more-{n}: {{text: More {n}., cruxes: trade.thrives}}\n" for n in range(3)
    )
    more += "  not-so: {text: Not so., opposes: trade.thrives}\n"
    built = build_site(tmp_path, {"debates/bikes.yaml": more})
    assert built.log == ()
    embed = page(built.read(EMBED))
    assert words(embed.find("body/main/h1")) == "Does trade suffer?"
    suffers, thrives = embed.findall("body/main/ul/li")
    assert words(suffers) == "It suffers speaks for Keep it open Nobody has argued for it yet"
    assert words(thrives) == (
        "It thrives speaks for Close it held by Ann (80% sure) The strongest of 4 claims for it, 1 against it "
        "More 0. unanswered More 1. unanswered"
    )
    assert words(embed.find("body/footer")) == (
        "From Should the city close its centre to cars?, Test The whole crux, with 5 claims"
    )


def test_an_answer_may_speak_against_a_position(tmp_path: Path) -> None:
    against = BIKES.replace("It suffers, supports: keep-it", "It suffers, opposes: close-it")
    embed = page(build_site(tmp_path, {"debates/bikes.yaml": against}).read(EMBED))
    suffers = embed.find("body/main/ul/li")
    assert words(suffers) == "It suffers speaks against Close it Nobody has argued for it yet"


def test_of_many_who_hold_an_answer_the_first_are_named(tmp_path: Path) -> None:
    people = "".join(f"  p-{n}: {{name: P{n}}}\n" for n in range(10))
    views = "".join(f"      - {{by: p-{n}, answer: thrives}}\n" for n in range(10))
    crowd = BIKES.replace("people:\n", f"people:\n{people}").replace("claims:\n", f"    views:\n{views}claims:\n")
    html = build_site(tmp_path, {"debates/bikes.yaml": crowd}).read(EMBED)
    assert "held by P0, P1, P2, P3, P4, P5, P6, P7 and 2 more" in words(page(html))


def test_it_is_a_small_page_of_its_own_for_nobody_to_index(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES})
    html = built.read(EMBED)
    embed = page(html)
    assert [each.get("content") for each in embed.iter("meta") if each.get("name") == "robots"] == ["noindex"]
    assert [each.get("target") for each in embed.iter("base")] == ["_top"]
    rels = {each.get("rel"): each.get("href", "") for each in embed.iter("link")}
    assert rels["canonical"] == "https://example.org/sub/debates/bikes/cruxes/trade/"
    assert (built.folder / urljoin(EMBED, rels["stylesheet"])).is_file()
    assert not list(embed.iter("script"))
    assert "md-" not in html
    assert len(html) < 5_000


def test_the_crux_offers_the_html_that_shows_it(tmp_path: Path) -> None:
    nasty = BIKES.replace("question: Does trade suffer?", "question: 'Does \"><script>alert(1)</script> suffer?'")
    built = build_site(tmp_path, {"debates/bikes.yaml": nasty})
    written = cited(built.read(CRUX))["frame"]
    (frame,) = html5lib.parseFragment(written, namespaceHTMLElements=False)
    assert frame.tag == "iframe"
    assert frame.get("src") == "https://example.org/sub/debates/bikes/embed/trade/"
    assert frame.get("title") == 'Does "><script>alert(1)</script> suffer?'
    assert frame.get("loading") == "lazy"
    assert "frame" not in cited(built.read("debates/bikes/index.html"))


def test_the_documentation_shows_that_html(tmp_path: Path) -> None:
    (shown,) = [each.text for each in examples_of(DOCS / "on-the-web.md") if each.language == "html"]
    sundays = (ROOT / "debates/sundays.yaml").read_text(encoding="utf-8")
    built = build_site(tmp_path, {"debates/sundays.yaml": sundays}, site_url="https://example.org/")
    assert cited(built.read("debates/sundays/cruxes/trade/index.html"))["frame"] == shown.strip()


def test_without_an_address_of_the_site_there_is_no_html_to_offer(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, site_url="", use_directory_urls=False)
    assert "frame" not in cited(built.read(CRUX))
    assert 'href="../../cruxes/trade/index.html"' in built.read(EMBED)
    assert 'rel="canonical"' not in built.read(EMBED)


def test_it_can_be_left_out(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, {"embeds": False})
    assert not list(built.folder.glob("debates/*/embed"))
    assert "frame" not in cited(built.read(CRUX))


def test_frames_go_on_working_under_former_ids(tmp_path: Path) -> None:
    renamed = BIKES.replace("  trade:\n", "  trade:\n    formerly: [shops, elsewhere/turnover]\n")
    built = build_site(tmp_path, {"debates/bikes.yaml": f"formerly: [cycling]\n{renamed}"})
    pages = walk_site(built.folder)
    for former in ("bikes/embed/shops", "cycling/embed/shops", "elsewhere/embed/turnover", "cycling/embed/trade"):
        target = next(link for link in pages[f"debates/{former}/index.html"].links if "://" not in link)
        assert urljoin(f"debates/{former}/", target) == "debates/bikes/embed/trade/"
    assert 'url=../#_cruxes"' in built.read("debates/bikes/embed/index.html")


def test_a_page_of_the_site_is_not_overwritten(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    files = {"debates/bikes.yaml": BIKES, "docs/debates/bikes/embed/trade/index.md": "# Mine"}
    with pytest.raises(Abort):
        build_site(tmp_path, files)
    assert "debates/bikes/embed/trade/index.md and a crux in a frame would both be" in caplog.text


def test_one_block_can_be_replaced(tmp_path: Path) -> None:
    styles = '{% block styles %}<link rel="stylesheet" href="/mine.css">{% endblock %}'
    override = f'{{% extends "original/debates/embed.html" %}}{styles}'
    files = {"debates/bikes.yaml": BIKES, "overrides/debates/embed.html": override}
    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "overrides")}
    html = build_site(tmp_path, files, theme=theme).read(EMBED)
    assert "/mine.css" in html
    assert "embed.css" not in html
