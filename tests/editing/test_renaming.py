"""Ids renamed everywhere, and nothing else touched."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_debates.editing.adding import EditError
from mkdocs_debates.editing.renaming import rename
from mkdocs_debates.project import load
from tests.random_debates import debates, ids_of

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.model import Debate

DEBATE = """\
# about trade and trade-offs
title: Does trade suffer?
summary: |
  See [it](crux:trade), [less](crux:trade.less), `crux:trade`, [](claim:sundays/cars) and trade.
people:
  "baker": {name: trade}
positions:
  close:
    title: Close it
    held_by: [baker]   # baker
    steelman: cars
cruxes:
  trade:
    question: Does trade suffer?
    answers:
      less: {label: Less, supports: [close]}
      more: {label: More}
    views:
      - {by: baker, answer: less, because: [cars]}
    depends_on: []
claims:
  cars:
    by: baker
    text: |
      Most come by car.
    cruxes: [trade.less, "trade"]
    replies:
      buses:
        relation: opposes
        text: "There are buses."
        formerly: [old-buses]
  later:
    reply_to: cars
    relation: asks
    text: When?
shifts:
  - {by: baker, to: close, because: cars}
"""
OTHER = "title: Other\nsummary: |\n  [a](claim:sundays/cars) [b](claim:cars)\nclaims:\n  cars: {text: Ours.}\n"
PAGE = """\
# Page

[a](claim:sundays/cars), [b](claim:cars), `[c](claim:sundays/cars)`, [d][ref]

```
[e](claim:sundays/cars)
```

[ref]: crux:sundays/trade.less
"""


def _rename(folder: Path, old: str, new: str, **files: str) -> dict[str, str]:
    """The files that change, with their new text."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "debates").mkdir(exist_ok=True)
    for name, text in ({"debates/sundays.yaml": DEBATE, "debates/other.yaml": OTHER} | files).items():
        (folder / name).write_bytes(text.encode())
    done = rename(folder / "debates", folder / "docs", "sundays", old, new)
    return {file.relative_to(folder).as_posix(): content.decode() for file, content in done.contents.items()}


def _differing(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_a_claim(tmp_path: Path) -> None:
    changed = _rename(tmp_path, "cars", "by-car", **{"docs/page.md": PAGE})
    assert _differing(DEBATE, changed["debates/sundays.yaml"]) == [
        "  See [it](crux:trade), [less](crux:trade.less), `crux:trade`, [](claim:sundays/by-car) and trade.",
        "    steelman: by-car",
        "      - {by: baker, answer: less, because: [by-car]}",
        "  by-car:",
        "    formerly: [cars]",
        "    reply_to: by-car",
        "  - {by: baker, to: close, because: by-car}",
    ]
    assert changed["debates/other.yaml"] == OTHER.replace("sundays/cars", "sundays/by-car")
    assert changed["docs/page.md"] == PAGE.replace("[a](claim:sundays/cars)", "[a](claim:sundays/by-car)")


def test_a_crux_with_its_answers(tmp_path: Path) -> None:
    changed = _rename(tmp_path, "trade", "sales", **{"docs/page.md": PAGE})
    assert set(changed) == {"debates/sundays.yaml", "docs/page.md"}
    assert _differing(DEBATE, changed["debates/sundays.yaml"]) == [
        "  See [it](crux:sales), [less](crux:sales.less), `crux:trade`, [](claim:sundays/cars) and trade.",
        "  sales:",
        "    formerly: [trade]",
        '    cruxes: [sales.less, "sales"]',
    ]
    assert changed["docs/page.md"] == PAGE.replace("trade.less", "sales.less")


def test_an_answer(tmp_path: Path) -> None:
    changed = _rename(tmp_path, "trade.less", "trade.fewer", **{"docs/page.md": PAGE})
    assert _differing(DEBATE, changed["debates/sundays.yaml"]) == [
        "  See [it](crux:trade), [less](crux:trade.fewer), `crux:trade`, [](claim:sundays/cars) and trade.",
        "      fewer: {label: Less, supports: [close]}",
        "      - {by: baker, answer: fewer, because: [cars]}",
        '    cruxes: [trade.fewer, "trade"]',
    ]
    assert changed["docs/page.md"] == PAGE.replace("trade.less", "trade.fewer")


def test_a_key_in_quotes_and_an_entry_in_braces(tmp_path: Path) -> None:
    changed = _rename(tmp_path, "baker", "miller")
    assert _differing(DEBATE, changed["debates/sundays.yaml"]) == [
        '  "miller": {name: trade, formerly: [baker]}',
        "    held_by: [miller]   # baker",
        "      - {by: miller, answer: less, because: [cars]}",
        "    by: miller",
        "  - {by: miller, to: close, because: cars}",
    ]


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("formerly: [old-buses]", "formerly: [old-buses, buses]"),
        ("formerly: old-buses", "formerly: [old-buses, buses]"),
        ("formerly: [new-buses, old-buses]", "formerly: [old-buses, buses]"),
        ("formerly:", "formerly: [buses]"),
        ("formerly: []", "formerly: [buses]"),
        ("formerly:\n          - old-buses", "formerly:\n          - old-buses\n          - buses"),
        ("formerly:\n        - new-buses # x\n        - old-buses", "formerly:\n        - old-buses\n        - buses"),
    ],
)
def test_former_ids_are_kept_in_the_form_they_have(tmp_path: Path, written: str, after: str) -> None:
    before = DEBATE.replace("formerly: [old-buses]", written)
    changed = _rename(tmp_path, "buses", "new-buses", **{"debates/sundays.yaml": before})
    assert changed["debates/sundays.yaml"] == before.replace("      buses:", "      new-buses:").replace(written, after)


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    before = "\ufeff" + DEBATE.replace("\n", "\r\n")
    changed = _rename(tmp_path, "cars", "by-car", **{"debates/sundays.yaml": before})["debates/sundays.yaml"]
    assert changed.startswith("\ufeff# about")
    assert changed.count("\r\n") == changed.count("\n") == DEBATE.count("\n") + 1


@pytest.mark.parametrize(
    ("front", "is_renamed"), [("---\ndebate: sundays\n---\n", True), ("---\ndebate: other\n---\n", False), ("", False)]
)
def test_a_page_may_name_its_debate_in_its_front_matter(tmp_path: Path, front: str, is_renamed: bool) -> None:
    changed = _rename(tmp_path, "cars", "by-car", **{"docs/page.md": f"{front}[a](claim:cars)\n"})
    assert changed.get("docs/page.md") == (f"{front}[a](claim:by-car)\n" if is_renamed else None)


def test_a_debate_of_several_files(tmp_path: Path) -> None:
    (tmp_path / "debates/sundays").mkdir(parents=True)
    (tmp_path / "debates/sundays/debate.yaml").write_text("title: T\nclaims:\n  one: {text: One.}\n")
    (tmp_path / "debates/sundays/more.yaml").write_text(
        "claims:\n  two: {reply_to: one, relation: asks, text: '[x](claim:one)'}\n"
    )
    done = rename(tmp_path / "debates", tmp_path / "docs", "sundays", "one", "first")
    assert {file.name: content.decode() for file, content in done.contents.items()} == {
        "debate.yaml": "title: T\nclaims:\n  first: {text: One., formerly: [one]}\n",
        "more.yaml": "claims:\n  two: {reply_to: first, relation: asks, text: '[x](claim:first)'}\n",
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("car", "by-car", 'did you mean "cars"?'),
        ("old-buses", "x", 'it is now called "buses"'),
        ("cars", "Not an id", "is not an id"),
        ("cars", "later", '"later" is taken already, in claims'),
        ("cars", "old-buses", 'once belonged to "buses"'),
        ("trade.les", "trade.x", 'did you mean "trade.less"?'),
        ("trade.less", "more", 'has an answer "more" already'),
        ("sundays", "mondays", "rename its file and add `formerly: [sundays]`"),
    ],
)
def test_what_cannot_be_renamed(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(EditError) as refused:
        _rename(tmp_path, old, new)
    assert words in str(refused.value)


def test_nothing_is_renamed_where_a_debate_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(EditError, match='"other" cannot be read whole'):
        _rename(tmp_path, "cars", "by-car", **{"debates/other.yaml": "title: [\n"})


def _without_former_ids(debate: Debate) -> Debate:
    sections = {
        section: {key: replace(each, formerly=()) for key, each in getattr(debate, section).items()}
        for section in ("people", "links", "positions", "cruxes", "claims")
    }
    return replace(debate, **sections)  # type: ignore[arg-type]  # the sections are those of a debate


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=debates(), draw=st.data(), flow=st.sampled_from([True, False, None]))
def test_there_and_back_is_the_same_debate_but_for_its_former_ids(
    tmp_path: Path, data: dict[str, Any], draw: st.DataObject, flow: bool | None
) -> None:
    ids = ids_of(data)
    if not ids:
        return
    old = draw.draw(st.sampled_from(ids))
    folder = tmp_path / "debates"
    folder.mkdir(exist_ok=True)
    file = folder / "random.yaml"
    unshared = json.loads(json.dumps(data))
    text = yaml.dump(unshared, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    file.write_text(text, encoding="utf-8")
    assert not [each for each in load(folder).problems if each.severity == "error"]
    before = load(folder).debates["random"].debate
    for one, other in ((old, "renamed"), ("renamed", old)):
        for path, content in rename(folder, tmp_path / "docs", "random", one, other).contents.items():
            path.write_bytes(content)
        assert not [each for each in load(folder).problems if each.severity == "error"]
    after = load(folder).debates["random"].debate
    assert _without_former_ids(after) == _without_former_ids(before)
    (entry,) = [entry for _, entry in after.entries() if entry.id == old]
    assert entry == replace(entry, formerly=("renamed",))  # type: ignore[call-arg]  # each kind of entry has them
