"""The documentation describes each option, command, template, hook and module that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import mkdocs_debates
from mkdocs_debates.cli import COMMANDS, main
from mkdocs_debates.config import DebatesConfig
from mkdocs_debates.model import RELATIONS
from tests.docs.examples import DOCS

PACKAGE = Path(mkdocs_debates.__file__).parent
THEME = PACKAGE / "theme"
SCHEMA: dict[str, Any] = dict(DebatesConfig._schema)


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _sections(page: str, under: str) -> dict[str, str]:
    part = page.partition(f"\n## {under}\n")[2].partition("\n## ")[0]
    sections = re.split(r"^### ", part, flags=re.MULTILINE)[1:]
    return {each.partition(" ")[0].strip(): each for each in sections}


def test_the_options_are_those_of_the_plugin_in_their_order() -> None:
    assert list(_sections(_page("configuration.md"), "Options")) == list(SCHEMA)


@pytest.mark.parametrize("option", SCHEMA)
def test_an_option_has_its_default_and_an_example(option: str) -> None:
    section = _sections(_page("configuration.md"), "Options")[option]
    default = SCHEMA[option].default
    written = str(default).lower() if isinstance(default, bool) else str(default)
    assert f"\nDefault: `{written}`\n" in section
    assert f"\n      {option}: " in section


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_described_with_its_options(command: str) -> None:
    page = _page("commands.md")
    assert f"\n## {command}\n" in page
    assert f"| `debates {command}" in page
    known = main.get_command(click.Context(main), command)
    assert known is not None
    options = [name for each in known.params if isinstance(each, click.Option) for name in each.opts]
    assert all(f"`debates {command} {option}" in page for option in options if option.startswith("--"))


def test_what_can_be_added_is_described_with_its_options() -> None:
    section = _page("commands.md").partition("\n## new\n")[2].partition("\n## ")[0]
    group = main.get_command(click.Context(main), "new")
    assert isinstance(group, click.Group)
    for name, command in group.commands.items():
        assert f"| `debates new {name} " in section
        options = [option for each in command.params if isinstance(each, click.Option) for option in each.opts]
        assert [option for option in options if f"{option}`" not in section and f"{option} " not in section] == []


def test_the_help_names_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(name in shown and meaning.split()[0] in shown for name, meaning in COMMANDS.items())


@pytest.mark.parametrize("relation", RELATIONS)
def test_each_relation_is_explained(relation: str) -> None:
    written = _page("format.md").partition("<!-- generated: fields -->")[0]
    assert f"\n| `{relation}` | " in written


def test_the_templates_are_those_of_the_theme() -> None:
    described = set(re.findall(r"^\| `([a-z]+\.html)` ", _page("customising.md"), re.MULTILINE))
    assert described == {file.name for file in (THEME / "templates" / "debates").glob("*.html")}


def test_the_hooks_are_in_the_templates() -> None:
    templates = "\n".join(file.read_text(encoding="utf-8") for file in THEME.rglob("*.html"))
    page = _page("customising.md")
    hooks = set(re.findall(r"^\| `(?:[a-z]+)?\.(debate[a-z-]*)", page, re.MULTILINE))
    assert {"debate", "debate-claim", "debate-replies", "debate-position", "debate-crux", "debate-answer"} <= hooks
    classes = {name for value in re.findall(r'class="([^"]*)"', templates) for name in value.split()}
    assert hooks <= classes
    for attribute in set(re.findall(r"`(data-[a-z]+)`", page)):
        assert f"{attribute}" in templates


def test_the_custom_properties_are_in_the_styles() -> None:
    styles = "\n".join(file.read_text(encoding="utf-8") for file in THEME.rglob("*.css"))
    described = set(re.findall(r"`(--debate-[a-z-]+)`", _page("customising.md")))
    assert described
    assert {name for name in described if f"{name}:" not in styles} == set()


def test_the_architecture_names_every_module() -> None:
    modules = {file.stem for file in PACKAGE.glob("*.py")}
    folders = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    described = set(re.findall(r"`([a-z_]+)(?:\.py|/)`", _page("architecture.md")))
    assert (modules | folders) - {"__init__", "__main__"} <= described
