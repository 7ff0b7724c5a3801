"""While serving, only a debate that would come out the same is passed over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from mkdocs_debates.host.building import Build, Others
from mkdocs_debates.host.parts import Part
from mkdocs_debates.host.standing import Packed, Stand, Standing
from mkdocs_debates.publishing.packs import EMPTY_PACK


def unchanged(before: str, now: str, **other: Any) -> frozenset[str]:
    build = {
        "others": Others(see_bodies=False, see_output=False),
        "part": Part(),
        "last_site": SimpleNamespace(kept=True),
        "stand": Stand("settings", "theme"),
        "before": Stand("settings", "theme", {"d": Standing.of(before, EMPTY_PACK)}),
        "site": SimpleNamespace(subjects={"d": None}),
        "key": lambda _: now,
    }
    return Build.unchanged(SimpleNamespace(**{**build, **other}))  # type: ignore[arg-type]


def test_what_is_the_same_is_passed_over() -> None:
    assert unchanged("a", "a") == {"d"}


@pytest.mark.parametrize(
    ("before", "now", "other"),
    [
        ("a", "b", {}),
        ("", "", {}),  # a preview, whose marks depend on another version
        ("a", "a", {"stand": Stand("settings", "another theme")}),
        ("a", "a", {"last_site": SimpleNamespace(kept=False)}),
        ("a", "a", {"others": Others(see_bodies=True, see_output=False)}),
    ],
)
def test_all_else_is_written(before: str, now: str, other: dict[str, Any]) -> None:
    assert unchanged(before, now, **other) == frozenset()


def test_words_of_any_kind_are_packed() -> None:
    found = {"a": [("b", Markup("<b>"))]}
    opened = Packed(found).opened()
    assert opened == found
    assert type(opened["a"][0][1]) is Markup
