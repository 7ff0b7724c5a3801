"""Every type of page fits: no phone scrolls sideways, no wide screen either, and nothing stands where none can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sites.building import build_site

from .flagship import PAGES
from .looking import assert_fits, open_everything
from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .watching import OpenPage

NARROW = (320, 640)
RIGHT_TO_LEFT = """\
title: هل يجب أن تغلق المدينة وسطها أمام السيارات؟
language: ar
summary: من يدخل وسط المدينة، وكيف.
positions:
  close-it: {title: نعم، للمشاة وحدهم}
  keep-it: {title: لا، يبقى مفتوحا}
cruxes:
  trade:
    question: هل تخسر المتاجر؟
    answers:
      suffers: {label: تخسر, supports: keep-it}
      thrives: {label: تزدهر, supports: close-it}
claims:
  shops-thrive:
    text: المشاة يشترون أكثر، انظر https://example.org/a-very-long-address-that-nobody-could-ever-break-in-two/
    supports: close-it
    cruxes: [trade.thrives]
    replies:
      not-all:
        relation: opposes
        text: ليس متاجر الأثاث.
        replies:
          deliveries:
            relation: opposes
            text: للأثاث من يوصله.
            replies:
              cost:
                relation: asks
                text: ومن يدفع؟
                replies:
                  buyers:
                    relation: answers
                    text: المشتري، كما اليوم.
                    replies:
                      dear:
                        relation: qualifies
                        text: إلا أنه يصير أغلى.
                        replies:
                          little:
                            relation: opposes
                            text: قليلا.
"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_fits_narrow_and_wide(open_page: OpenPage, flagship_site: Site, path: str) -> None:
    page = open_page(flagship_site.url(path), viewport=NARROW)
    assert_fits(page)
    open_everything(page)
    assert_fits(page)
    page.set_viewport_size({"width": 1600, "height": 900})
    assert_fits(page)


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("arabic")
    with served(folder / "site", "/sub/") as base:
        yield Site(build_site(folder, {"debates/cars.yaml": RIGHT_TO_LEFT}, site_url=base).folder, base)


@pytest.mark.parametrize("path", ["", "positions/close-it/", "cruxes/trade/", "open/", "claims/"])
def test_debate_written_from_right_to_left_fits(open_page: OpenPage, arabic_site: Site, path: str) -> None:
    page = open_page(arabic_site.url(f"debates/cars/{path}"), viewport=NARROW)
    assert page.locator(".debate").get_attribute("dir") == "rtl"
    assert page.locator(".debate").get_attribute("lang") == "en"
    assert page.locator(".debate [lang=ar]").count()
    open_everything(page)
    assert_fits(page)
