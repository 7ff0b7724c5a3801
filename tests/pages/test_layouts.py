"""A layout holds as long as its debate and the size of pages are the same."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.pages.assembly import site_of
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import Project, load
from mkdocs_debates.publishing import digests, examining
from mkdocs_debates.publishing.cache import Cache
from mkdocs_debates.publishing.examining import Examiner
from mkdocs_debates.publishing.press import Press

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.model import Debate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("labs", "parks"):
        (tmp_path / f"{name}.yaml").write_text(f"title: Should {name} grow?\nclaims:\n  a: {{text: A.}}\n")
    return tmp_path


def edit(folder: Path) -> None:
    (folder / "parks.yaml").write_text("title: Should parks grow?\nclaims:\n  b: {text: A.}\n")


def test_a_layout_is_kept_for_a_debate_that_is_the_same(folder: Path) -> None:
    before = load(folder)
    site = site_of(before.debates, frozenset(), Options())
    assert all("a" in site.addresses[name] for name in ("labs", "parks"))
    edit(folder)
    after = load(folder, earlier=before)
    later = site_of(after.debates, frozenset(), Options(), earlier=site)
    assert later.layouts["labs"] is site.layouts["labs"]
    assert "b" in later.addresses["parks"]
    assert "a" not in later.addresses["parks"]


def test_a_site_holds_none_of_those_before_it(folder: Path) -> None:
    debates = load(folder).debates
    first = site_of(debates, frozenset(), Options())
    second = site_of(debates, frozenset(), Options(), earlier=first)
    assert second.addresses.keys() == {"labs", "parks"}
    known = weakref.ref(first)
    del first
    gc.collect()
    assert known() is None


def test_a_layout_is_made_anew_for_pages_of_another_size(folder: Path) -> None:
    debates = load(folder).debates
    site = site_of(debates, frozenset(), Options())
    later = site_of(debates, frozenset(), Options(page_bytes=50_000), earlier=site)
    assert later.layouts["labs"].page_bytes == 50_000


def pressed(project: Project, earlier: Press | None = None) -> Press:
    """A press that has taken all debates."""
    own = Press(project, Renderer(), Examiner(Cache(None)), earlier=earlier)
    own.examine(tuple(project.debates))
    own.take(site_of(project.debates, frozenset(), Options()), tuple(project.debates))
    own.close()
    return own


def test_only_what_changed_is_told_apart_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load(folder)
    first = pressed(before)
    edit(folder)
    looked_at: list[str] = []
    digest_of = digests.digest_of

    def note(debate: Debate) -> str:
        looked_at.append(debate.id)
        return digest_of(debate)

    monkeypatch.setattr(examining, "digest_of", note)
    after = load(folder, earlier=before)
    second = pressed(after, first)
    assert looked_at == ["parks"]
    assert second.key("labs") == first.key("labs")
    assert second.key("parks") != first.key("parks")
