"""How a dossier numbers claims, and how it falls into parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.pages.numbering import DEEPEST_NUMBER, edition_of, numbers_of, part_at, part_page
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.graph import Graph


def graph(folder: Path, text: str) -> Graph:
    (folder / "d.yaml").write_text(f"title: D\n{text}", encoding="utf-8")
    return load(folder).debates["d"].graph


def test_claims_are_numbered_in_the_order_of_reading(tmp_path: Path) -> None:
    claims = """claims:
  a:
    text: A
    replies:
      b: {relation: asks, text: B, replies: {c: {relation: answers, text: C}}}
      d: {relation: opposes, text: D}
  e: {text: E, replies: {f: {relation: opposes, text: F}}}
"""
    assert numbers_of(graph(tmp_path, claims)) == {"a": "1", "b": "1.1", "c": "1.1.1", "d": "1.2", "e": "2", "f": "2.1"}


def test_numbers_of_the_deepest_claims_are_told_apart_and_stay_short(tmp_path: Path) -> None:
    depth = 2_000
    chain = "".join(f"  c-{n}: {{text: C, relation: opposes, reply_to: c-{n - 1}}}\n" for n in range(1, depth))
    numbers = numbers_of(graph(tmp_path, f"claims:\n  c-0: {{text: C}}\n{chain}"))
    assert len(set(numbers.values())) == depth
    assert max(number.count(".") for number in numbers.values()) == DEEPEST_NUMBER - 1
    assert numbers[f"c-{depth - 1}"].endswith(f".{depth - DEEPEST_NUMBER + 1}")


def test_parts_hold_everything_once_and_none_holds_too_much(tmp_path: Path) -> None:
    claims = "".join(f"  c-{n}: {{text: {'word ' * 40}}}\n" for n in range(300))
    edition = edition_of(graph(tmp_path, f"people:\n  ann: {{}}\nclaims:\n{claims}"), 50_000)
    assert len(edition.parts) > 5
    assert [claim for part in edition.parts for claim in part.get("claims", ())] == [f"c-{n}" for n in range(300)]
    assert edition.part_of["people", "ann"] == len(edition.parts) - 1
    assert len({len(part.get("claims", ())) for part in edition.parts[:-1]}) <= 2


def test_a_debate_without_anything_has_one_part(tmp_path: Path) -> None:
    assert edition_of(graph(tmp_path, ""), 500_000).parts == ({},)


def test_a_part_is_known_by_its_page() -> None:
    assert [part_at(part_page("dossier", part)) for part in (0, 1, 11)] == [0, 1, 11]
