"""The published schema against the golden cases, as a second opinion on what has the form of a debate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from mkdocs_debates.reading import read_folder
from mkdocs_debates.schema import debate_schema, part_schema
from tests.reading.cases import Case, cases_in, write

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = [
    pytest.param(case, id=f"{file.stem}: {case.title}")
    for file in sorted((Path(__file__).parent / "cases").glob("*/*.md"))
    if file.parent.name in ("reading", "checks")
    for case in cases_in(file)
]
# What is wrong with the form of a file, not with what its values mean.
STRUCTURAL = frozenset({"unknown-field", "missing-field", "wrong-type", "missing-relation"})


class _Loader(yaml.BaseLoader):
    """Every value as its characters, as the format reads it; what was left out as null."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None:
            return None
        return super().construct_object(node, deep)


def _opinions(folder: Path) -> Iterator[bool]:
    """Whether the schema accepts each file that can be read as YAML at all."""
    for file in sorted(folder.rglob("*.y*ml")):
        part = file.parent != folder and file.stem != "debate"
        try:
            data = yaml.load(file.read_text(encoding="utf-8-sig"), _Loader)
        except (yaml.YAMLError, UnicodeDecodeError, TypeError):
            continue
        yield jsonschema.Draft202012Validator(part_schema() if part else debate_schema()).is_valid(data)


@pytest.mark.parametrize("case", CASES)
def test_the_schema_is_of_one_mind_with_the_reader(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    rules = {problem.rule for problem in read_folder(tmp_path).problems if problem.severity == "error"}
    if not rules:
        assert all(_opinions(tmp_path))
    elif rules <= STRUCTURAL:
        opinions = list(_opinions(tmp_path))
        # A list as a key is no data that a schema could look at.
        assert not opinions or not all(opinions)


def test_both_kinds_of_cases_are_there(tmp_path: Path) -> None:
    found = {"fine": 0, "wrong": 0}
    for number, case in enumerate(each.values[0] for each in CASES):
        folder = tmp_path / str(number)
        write(case, folder)  # type: ignore[arg-type]  # each case is one
        rules = {problem.rule for problem in read_folder(folder).problems if problem.severity == "error"}
        found["fine"] += not rules
        found["wrong"] += bool(rules) and rules <= STRUCTURAL
    assert found["fine"] > 10
    assert found["wrong"] > 10


@pytest.mark.parametrize("value", ["no", "012", "1:30", "~", "1.5", "true", "2024-02-03"])
def test_any_scalar_is_taken_where_the_format_takes_text(value: str) -> None:
    for loaded in (value, yaml.safe_load(value)):
        data = {"title": loaded, "claims": {"a": {"text": loaded}}}
        # An editor makes text of dates, and null of nothing.
        if isinstance(loaded, str | int | float | bool):
            jsonschema.validate(data, debate_schema())


def test_every_property_says_what_it_means() -> None:
    waiting: list[Any] = [debate_schema(), part_schema()]
    seen = 0
    while waiting:
        schema = waiting.pop()
        if isinstance(schema, dict):
            for about in schema.get("properties", {}).values():
                if "const" not in about:
                    assert len(about["description"]) > 10
                    seen += 1
            waiting += schema.values()
        elif isinstance(schema, list):
            waiting += schema
    assert seen > 100
