"""The guard on permalinks: what was lost, where it is mended, and by which line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.comparing import compare, permalink_problems
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """\
title: Should it close?
formerly: [streets]
people:
  neighbour: {}
positions:
  close: {title: Close it}
claims:
  trade:
    text: Trade suffers when nobody can come by car.
    formerly: [sales]
    replies:
      buses:
        relation: opposes
        text: There are buses.
        replies:
          rare:
            relation: opposes
            text: They are rare.
"""


def _told(folder: Path, before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Each problem as ``path:line rule: message; hint``."""
    versions = []
    for name, files in (("before", before), ("after", after)):
        (folder / name).mkdir()
        for debate, text in files.items():
            (folder / name / f"{debate}.yaml").write_text(text, encoding="utf-8")
        versions.append(load(folder / name, shown_as="debates").debates)
    then, now = versions
    problems = permalink_problems(compare(then, now), then, now, "debates")
    return [f"{each.span.path}:{each.span.line} {each.rule}: {each.message}; {each.hint}" for each in problems]


def test_nothing_lost(tmp_path: Path) -> None:
    assert _told(tmp_path, {"sundays": BEFORE}, {"sundays": BEFORE}) == []


def test_an_id_that_was_changed_by_hand_is_told_at_what_took_its_place(tmp_path: Path) -> None:
    after = BEFORE.replace("  trade:", "  trade-suffers:")
    assert _told(tmp_path, {"sundays": BEFORE}, {"sundays": after}) == [
        'debates/sundays.yaml:8 permalink-lost: "trade" ("Trade suffers when nobody can come by car.") is gone, and '
        'links to it would lead nowhere; add `formerly: [sales, trade]` to "trade-suffers" if that took its place',
    ]


def test_with_the_line_that_was_asked_for_all_is_well(tmp_path: Path) -> None:
    after = BEFORE.replace("  trade:", "  trade-suffers:").replace("[sales]", "[sales, trade]")
    assert _told(tmp_path, {"sundays": BEFORE}, {"sundays": after}) == []


def test_a_reply_that_was_deleted_is_told_at_its_parent(tmp_path: Path) -> None:
    after = BEFORE[: BEFORE.index("        replies:\n          rare")]
    assert _told(tmp_path, {"sundays": BEFORE}, {"sundays": after}) == [
        'debates/sundays.yaml:12 permalink-lost: the claim "rare" ("They are rare.") is gone, and links to it would '
        "lead nowhere; add `formerly: [rare]` to what takes its place, or put it back with `status: removed`",
    ]


def test_a_person_is_told_at_its_section(tmp_path: Path) -> None:
    after = BEFORE.replace("people:\n  neighbour: {}\n", "people:\n  baker: {name: Someone else altogether}\n")
    (told,) = _told(tmp_path, {"sundays": BEFORE}, {"sundays": after})
    assert told.startswith('debates/sundays.yaml:4 permalink-lost: the person "neighbour" ("Neighbour") is gone')
    assert told.endswith("or put it back as it was")


@pytest.mark.parametrize(
    ("taken_out", "told_at"),
    [
        ("    formerly: [sales]\n", '8 permalink-lost: "sales"'),
        ("formerly: [streets]\n", "1 permalink-lost: the debate"),
    ],
)
def test_a_former_id_counts_as_well(tmp_path: Path, taken_out: str, told_at: str) -> None:
    (told, *_) = _told(tmp_path, {"sundays": BEFORE}, {"sundays": BEFORE.replace(taken_out, "")})
    assert told.startswith(f"debates/sundays.yaml:{told_at}")


def test_a_debate_that_is_gone_is_told_once(tmp_path: Path) -> None:
    (told,) = _told(tmp_path, {"sundays": BEFORE, "other": "title: T\n"}, {"other": "title: T\n"})
    assert told == (
        'debates/sundays.yaml:1 permalink-lost: the debate "sundays" is gone, and links to it would lead nowhere; '
        "put the file back, or add `formerly: [sundays]` to the debate that takes its place"
    )


def test_a_renamed_debate_keeps_its_links(tmp_path: Path) -> None:
    after = BEFORE.replace("[streets]", "[streets, sundays]")
    assert _told(tmp_path, {"sundays": BEFORE}, {"main-street": after}) == []


def test_a_reply_that_became_a_root_is_orphaned(tmp_path: Path) -> None:
    after = BEFORE[: BEFORE.index("    replies:")] + "  rare:\n    text: They are rare.\n"
    lost, orphaned = _told(tmp_path, {"sundays": BEFORE}, {"sundays": after})
    assert lost.startswith('debates/sundays.yaml:8 permalink-lost: the claim "buses"')
    assert orphaned == (
        'debates/sundays.yaml:11 orphaned-reply: the claim "rare" replied to "buses", which is gone; '
        "say to whom it replies now, or give it words that stand alone"
    )


def test_a_reply_to_what_is_gone_is_one_error_of_its_own(tmp_path: Path) -> None:
    after = BEFORE[: BEFORE.index("    replies:")] + (
        "  rare:\n    reply_to: buses\n    relation: opposes\n    text: They are rare.\n"
    )
    (lost,) = _told(tmp_path, {"sundays": BEFORE}, {"sundays": after})
    assert "permalink-lost" in lost


def test_a_file_with_a_slip_in_it_is_not_said_to_have_lost_ids(tmp_path: Path) -> None:
    assert _told(tmp_path, {"sundays": BEFORE}, {"sundays": "title: [\n"}) == []
