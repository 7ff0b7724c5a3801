"""The dossier of a debate on a built site: all of it, numbered, in parts where it is long."""

from __future__ import annotations

import filecmp
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.site_walk import dead_links, walk_site
from tests.sites.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

DEBATE = """\
title: Should the city close its centre to cars?
summary: "Who may drive in: see [the shops](claim:shops-thrive)."
people:
  ann: {name: Ann, role: cycles, url: https://example.org/ann}
links:
  count: {title: A count of shops, url: https://example.org/count, authors: [A. Writer]}
positions:
  close-it: {title: Close it, held_by: ann, steelman: not-all}
  keep-it: {title: Keep it open}
cruxes:
  trade:
    question: Does trade suffer?
    raised_in: shops-thrive
    answers:
      suffers: {label: It suffers, supports: keep-it}
      thrives: {label: It thrives, supports: close-it}
    views: [{by: ann, answer: thrives, credence: 80%, because: shops-thrive}]
    settled_by: "A count.[^1]\\n\\n[^1]: Of shops."
    resolution: {answer: thrives, date: 2025-03, because: not-all, text: Counted.}
claims:
  shops-thrive:
    by: ann
    date: 2025-02-03
    title: Shops thrive
    text: "More people on foot.[^1]\\n\\n[^1]: Counted."
    supports: close-it
    cruxes: [trade.thrives]
    links: [{link: count, quote: more people, at: page 3}]
    notes: [{passage: on foot, kind: definition, text: "Walking.[^1]\\n\\n[^1]: With feet."}]
    replies:
      not-all: {relation: opposes, quotes: More people, text: "Not the furniture shops."}
  second: {text: As said, undercuts: not-all}
shifts:
  - {by: ann, from: keep-it, to: close-it, because: second, text: A walk.}
"""


def words(html: str) -> str:
    text = re.sub(r"<[^>]*>", " ", html[html.index('<div class="debate ') :])
    return " ".join(text.split()).replace(" ,", ",").replace(" .", ".").replace("( ", "(").replace(" )", ")")


def test_a_dossier_holds_all_of_a_debate_with_its_numbers(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE})
    assert built.log == ()
    page = built.read("debates/d/dossier/index.html")
    read = words(page)
    for said in (
        "see the shops [1].",
        "held by Ann best case 1.1 for it 1",
        "speaks for Close it held by Ann (80% sure, because of 1) claims for it 1",
        "What would settle it A count.",
        "Resolved: It thrives, March 2025 Counted.",
        "resolved because of 1.1 raised in 1",
        "1 Shops thrive Ann 3 February 2025",
        "1 on foot · definition Walking.",
        "supports Close it crux Does trade suffer? (It thrives) cites A count of shops : more people (page 3)",
        "opposes 1 More people Not the furniture shops.",
        "undercuts 1.1",
        "Ann moved from Keep it open to Close it (because of 2). A walk.",
        "cycles holds Close it claims 1 https://example.org/ann",
        "A. Writer https://example.org/count cited by 1",
        "Made from the debate at https://example.org/sub/debates/d/, last updated March 2025.",
    ):
        assert said in read
    assert read.index("Positions") < read.index("Cruxes") < read.index("Shops thrive") < read.index("Sources")


def test_ids_of_a_dossier_are_its_own_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE})
    pages = walk_site(built.folder)
    ids = pages["debates/d/dossier/index.html"].ids
    assert len(set(ids)) == len(ids)
    ours = [each for each in ids if not each.startswith("__")]
    assert [each for each in ours if re.fullmatch(r"[a-z][a-z0-9-]*", each)] == []
    assert {"claim_shops-thrive", "position_close-it", "crux_trade", "crux_trade_thrives", "person_ann"} <= set(ids)
    assert list(dead_links(built.folder, pages)) == []
    assert "dossier" not in built.read("search/search_index.json")


def test_a_long_dossier_goes_on_in_parts(tmp_path: Path) -> None:
    claims = "".join(f"  c-{n}: {{text: {'word ' * 60}, supports: close-it}}\n" for n in range(60))
    long = DEBATE.replace("shifts:\n", f"{claims}shifts:\n")
    built = build_site(tmp_path, {"debates/d.yaml": long}, {"page_bytes": 20_000})
    assert built.log == ()
    pages = walk_site(built.folder)
    assert list(dead_links(built.folder, pages)) == []
    first, second = (built.read(f"debates/d/dossier/{part}index.html") for part in ("", "2/"))
    assert "Dossier, part 1 of" in first
    assert 'Goes on in <a rel="next" href="2/">' in first
    assert 'href="../#crux_trade"' in built.read("debates/d/dossier/3/index.html") or "continued" in second
    parts = [path for path in pages if re.fullmatch(r"debates/d/dossier/(\d+/)?index.html", path)]
    numbers = [each for path in parts for each in pages[path].ids if re.fullmatch("claim_[^_]*", each)]
    assert len(numbers) == len(set(numbers)) == 63
    for path in parts:
        text = built.read(path)
        assert (
            len(text[text.index('<div class="debate ') : text.index('<nav class="debate-neighbours"')].encode())
            < 25_000
        )


def test_headings_leave_no_level_out_where_a_part_begins_in_a_thread(tmp_path: Path) -> None:
    chain = "".join(
        f"  c-{n}: {{text: {'word ' * 300}{f', reply_to: c-{n - 1}, relation: asks' if n % 5 else ''}}}\n"
        for n in range(40)
    )
    built = build_site(
        tmp_path, {"debates/d.yaml": DEBATE.replace("shifts:\n", f"{chain}shifts:\n")}, {"page_bytes": 10_000}
    )
    begun_below = 0
    for file in (built.folder / "debates/d/dossier").rglob("index.html"):
        text = file.read_text(encoding="utf-8")
        text = text[text.index("<h1") : text.index('<nav class="debate-neighbours"')]
        levels = [int(level) for level in re.findall(r"<h(\d)", text)]
        assert all(level <= before + 1 for before, level in pairwise(levels)), file
        depths = re.findall(r'data-depth="(\d)"', text)
        begun_below += depths[:1] > ["0"]
    assert begun_below > 5


def test_a_site_without_an_address_says_where_its_dossier_is_from_by_name(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/d.yaml": DEBATE}, site_url="")
    assert "Made from a debate on Test, last updated March 2025." in words(built.read("debates/d/dossier/index.html"))


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    one = build_site(tmp_path / "one", {"debates/d.yaml": DEBATE}, {"page_bytes": 10_000}).folder / "debates/d"
    two = build_site(tmp_path / "two", {"debates/d.yaml": DEBATE}, {"page_bytes": 10_000}).folder / "debates/d"
    pages = [file.relative_to(one).as_posix() for file in one.rglob("*.html")]
    assert filecmp.cmpfiles(one, two, pages, shallow=False)[1:] == ([], [])
