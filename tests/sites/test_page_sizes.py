"""No page grows with its debate: what does not fit goes on elsewhere, and everything can be reached.

Sizes are those of the finished pages, with the theme around them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.site_walk import dead_links, walk_site

from .building import build_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE_BYTES: Final = 50_000
FRAME_BYTES: Final = 20_000
"""What Material puts around a page of this site, with its contents list."""
CLAIMS: Final = 250
BARE: Final = """\
title: Should the city close its centre to cars?
people:
  ann: {name: Ann}
  bob: {name: Bob}
links:
  count: {title: The count, url: https://example.org/count}
positions:
  close-it: {title: Close it}
  open-it: {title: Keep it open}
cruxes:
  trade:
    question: Does trade suffer?
    answers:
      suffers: {label: It suffers, supports: open-it}
      thrives: {label: It thrives, supports: close-it}
"""

Shape = dict[str, list[str]]
"""By claim: the lines of its fields."""


def _claims(fields: Callable[[int], list[str]]) -> Shape:
    return {f"claim-{number}": fields(number) for number in range(CLAIMS)}


def _reply(to: int, relation: str = "opposes") -> list[str]:
    return [f"reply_to: claim-{to}", f"relation: {relation}"]


SHAPES: Final[dict[str, Shape]] = {
    "roots for one position": _claims(lambda _: ["supports: close-it"]),
    "roots for and against": _claims(lambda n: ["opposes: close-it" if n % 3 else "supports: close-it"]),
    "roots on one answer": _claims(lambda _: ["cruxes: trade.suffers"]),
    "roots on a crux": _claims(lambda _: ["cruxes: trade"]),
    "roots on nothing": _claims(lambda _: []),
    "replies to one root": _claims(lambda n: _reply(0, "asks") if n else ["supports: close-it"]),
    "a chain of replies": _claims(lambda n: _reply(n - 1) if n % 90 else ["supports: close-it"]),
    "a tree of replies": _claims(lambda n: _reply((n - 1) // 3) if n else ["cruxes: trade.thrives"]),
    "one author and one source": _claims(lambda n: ["by: ann", "links: count", *(_reply(n - 1) if n % 3 else [])]),
    "homes elsewhere": _claims(lambda _: ["supports: [close-it, open-it]", "cruxes: trade.thrives"]),
    "all name one claim and one source": _claims(
        lambda n: (
            ["supports: close-it", "notes: [{passage: This, text: 'See [](claim:claim-0) and [](link:count).'}]"]
            if n
            else ["cruxes: trade"]
        )
    ),
    "one day": _claims(lambda n: ["by: bob", "date: 2025-02-03", *(_reply(n - 1) if n % 3 else [])]),
    "a day each": _claims(lambda n: [f"date: {1700 + n}-02-03", "formerly: old-" + str(n)]),
}


def _debate(shape: Shape) -> str:
    written = [BARE, "claims:\n"]
    for number, (claim_id, fields) in enumerate(shape.items()):
        text = f"This is what is said in claim {number}, with a few words more."
        written.append(f"  {claim_id}:\n    text: {text}\n" + "".join(f"    {field}\n" for field in fields))
    return "".join(written)


@pytest.mark.parametrize("name", SHAPES)
def test_no_page_holds_much_more_than_it_may_and_everything_is_reached(tmp_path: Path, name: str) -> None:
    debate = _debate(SHAPES[name])
    built = build_site(tmp_path, {"debates/d.yaml": debate}, {"page_bytes": PAGE_BYTES, "map": False})
    assert built.log == ()
    sizes = {file.relative_to(built.folder).as_posix(): file.stat().st_size for file in built.folder.rglob("*.html")}
    assert {path: size for path, size in sizes.items() if size > PAGE_BYTES + FRAME_BYTES} == {}
    pages = walk_site(built.folder)
    assert list(dead_links(built.folder, pages)) == []
    for page in pages.values():
        assert len(set(page.ids)) == len(page.ids)
    for url in json.loads(built.read("debates/permalinks.json")).values():
        path, _, anchor = url.partition("#")
        assert not anchor or anchor in pages[f"{path}index.html"].ids
    # Few pages are nearly empty: beside the permalinks there are not many more than the claims fill.
    assert len([path for path in pages if not re.search("/claims/claim-|/old-", path)]) < 120


def test_the_list_of_all_claims_names_each_once_over_its_pages(tmp_path: Path) -> None:
    debate = _debate(SHAPES["a tree of replies"])
    built = build_site(tmp_path, {"debates/d.yaml": debate}, {"page_bytes": PAGE_BYTES})
    numbered = sorted((built.folder / "debates/d/claims").glob("[0-9]*/index.html"))
    texts = [built.read("debates/d/claims/index.html"), *(file.read_text(encoding="utf-8") for file in numbered)]
    named = [each for text in texts for each in re.findall(r'<li class="debate-line" id="([^"]+)"', text)]
    assert sorted(named) == sorted(SHAPES["a tree of replies"])
    assert f"<p>Page 1 of {len(texts)}</p>" in texts[0]
    assert '<a href="2/" aria-label="Page 2">2</a>' in texts[0]
    assert '<a rel="next" href="2/">Next</a>' in texts[0]
    assert '<a href="./" aria-label="Page 2" aria-current="page">2</a>' in texts[1]
    assert "<title>All claims, page 2 - Test</title>" in texts[1]


def test_a_first_page_shows_both_sides_and_leads_to_the_rest_of_each(tmp_path: Path) -> None:
    debate = _debate(SHAPES["roots for and against"])
    built = build_site(tmp_path, {"debates/d.yaml": debate}, {"page_bytes": PAGE_BYTES})
    first = built.read("debates/d/positions/close-it/index.html")
    for heading, anchor, count in (("Claims for it", "claims_for", 84), ("Claims against it", "claims_against", 166)):
        assert f'<h2 id="{anchor}">{heading} <span class="debate-count">{count}</span></h2>' in first
        more, page = next(iter(re.findall(rf'href="(\d+)/#{anchor}">\d+ more, on page (\d+)</a>', first)))
        assert more == page
        rest = built.read(f"debates/d/positions/close-it/{page}/index.html")
        assert f'{heading} <span class="debate-count">{count}, continued</span></h2>' in rest
    permalinks = json.loads(built.read("debates/permalinks.json"))
    assert permalinks["d/claim-249"].startswith("debates/d/positions/close-it/")


def test_replies_go_on_below_a_link_to_what_they_answer(tmp_path: Path) -> None:
    debate = _debate(SHAPES["replies to one root"])
    built = build_site(tmp_path, {"debates/d.yaml": debate}, {"page_bytes": PAGE_BYTES})
    first = built.read("debates/d/threads/claim-0/index.html")
    assert f"<summary><span>{CLAIMS - 1} replies</span></summary>" in first
    assert re.search(r'href="2/#_replies">\d+ more replies, on page 2</a>', first)
    second = built.read("debates/d/threads/claim-0/2/index.html")
    assert '<p class="debate-parent">In reply to <a href="../#claim-0">' in second


def test_a_debate_that_fits_has_no_numbered_pages(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": _debate(SHAPES["a tree of replies"])}, {"page_bytes": 5_000_000})
    assert [file for file in (built.folder / "debates/d").rglob("[0-9]*") if file.is_dir()] == []
    assert "debate-pages" not in "".join(file.read_text("utf-8") for file in built.folder.rglob("*.html"))
