"""Generated documentation is what the code says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import jsonschema
import pytest
import yaml
from docs.generate import ENTRIES, SEVERITIES, main, stale, takes

from mkdocs_debates import model
from mkdocs_debates.diagnostics import Severity
from mkdocs_debates.model import REPLIES
from mkdocs_debates.rules import RULES
from mkdocs_debates.shapes import Choice, Entry, ListOf, Shape, fields_of
from tests.docs.examples import DOCS, ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_stale() -> None:
    assert stale() == []
    assert main(["--check"]) == 0


def test_wrong_use_is_told_apart_from_stale_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--chekc"]) == 2
    assert "usage" in capsys.readouterr().err


def test_every_entry_of_the_model_has_a_section() -> None:
    entries = {each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Entry)}
    assert set(ENTRIES) == entries - {Entry, model.Named}
    assert set(SEVERITIES) == set(get_args(Severity))


def test_every_field_is_described_with_its_meaning_and_an_example() -> None:
    page = (DOCS / "format.md").read_text(encoding="utf-8")
    for entry in ENTRIES:
        section = page.partition(f"### {entry.__name__} {{")[2].partition("\n### ")[0]
        for spec in [*fields_of(entry).values(), *([REPLIES] if entry is model.Claim else [])]:
            assert spec.meaning, f"{entry.__name__}.{spec.name}"
            assert spec.example, f"{entry.__name__}.{spec.name}"
            assert f"| `{spec.name}`{'<br>**required**' if spec.required else ''} |" in section
            assert spec.meaning in section
            assert f"`{spec.name}: {spec.example}`" in section


@pytest.mark.parametrize(
    "word",
    [
        word
        for entry in (model.Crux, model.Note, model.Debate, model.Claim)
        for spec in fields_of(entry).values()
        if isinstance(spec.shape, Choice)
        for word in spec.shape.words
    ],
)
def test_each_word_with_a_meaning_of_its_own_is_explained_by_hand(word: str) -> None:
    written = (DOCS / "format.md").read_text(encoding="utf-8").partition("<!-- generated: fields -->")[0]
    assert f"`{word}`" in written or f"`status: {word}`" in written


def test_each_shape_has_words() -> None:
    for shape in get_args(Shape):
        assert shape in {type(each) for each in _shapes()}
    assert all(takes(shape) for shape in _shapes())


def _shapes() -> list[Shape]:
    direct = [spec.shape for entry in ENTRIES for spec in fields_of(entry).values()]
    return [*direct, *(shape.item for shape in direct if isinstance(shape, ListOf))]


def test_programs_beside_the_pages_are_not_published() -> None:
    left_out = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("exclude_docs: |\n")[2].partition("\n\n")[0]
    assert {file.name for file in DOCS.glob("*.py")} <= set(left_out.split())


def test_every_rule_is_described() -> None:
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        section = page.partition(f"### {rule.slug} {{")[2].partition("\n### ")[0]
        assert rule.summary in section
        assert rule.why in section
        assert section.count("```yaml\n") == len(rule.examples)


@pytest.mark.parametrize("debate", sorted((ROOT / "debates").glob("*.yaml")), ids=lambda file: file.name)
def test_the_published_schema_accepts_the_debates_of_this_site(debate: Path) -> None:
    jsonschema.validate(_as_written(debate), _schema("debate.schema.json"))


@pytest.mark.parametrize("name", ["debate.schema.json", "debate-part.schema.json"])
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(_schema(name))


def _schema(name: str) -> Any:
    return json.loads((DOCS / name).read_text(encoding="utf-8"))


def _as_written(file: Path) -> Any:
    """The file with every value as the characters it is written with, as the format reads it."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
