"""What a claim in full says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sites.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

DEBATE = """\
title: D
positions:
  in: {title: Go in}
cruxes:
  drift:
    question: Do they drift?
    answers: {keep: {label: They keep}, drift: {label: They drift}}
  access:
    question: Does access help?
    answers: {much: {label: Much}, little: {label: Little}}
claims:
  both:
    text: It is so.
    supports: [in, access.much]
    opposes: [drift.drift]
    cruxes: [drift, drift.keep]
  neither:
    text: It is not.
    supports: [in]
"""


def test_a_claim_names_each_crux_that_it_bears_on_once(tmp_path: Path) -> None:
    page = build_site(tmp_path, {"debates/d.yaml": DEBATE}).read("debates/d/positions/in/index.html")
    assert 'id="both" data-relation="" data-by="" data-cruxes="drift access" data-depth="0"' in page
    assert 'id="neither" data-relation="" data-by="" data-depth="0"' in page


def test_a_link_to_a_crux_or_its_answer_says_which_crux_that_is(tmp_path: Path) -> None:
    page = build_site(tmp_path, {"debates/d.yaml": DEBATE}).read("debates/d/positions/in/index.html")
    assert '<a href="../../cruxes/drift/" data-crux="drift">Do they drift?</a>' in page
    assert '#answer_much" data-crux="access" title="Does access help?">' in page
