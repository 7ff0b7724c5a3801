"""Shells give what the template gives, or there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup, escape

from mkdocs_debates.pages.shells import Rendering, shell_of

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = {"body": "<h1>Sample body</h1>", "title": "Sample title"}
PROOF = {"body": "<h1>Proof</h1>", "title": str(escape('A <b> & "b"'))}
PLAIN = "<title>{{ title | striptags }}</title><h2>{{ title }}</h2>{{ body }}<p>{{ title }}</p>"


def rendered(template: str, values: Mapping[str, str]) -> Rendering:
    marked = {name: Markup(value) for name, value in values.items()}
    return Rendering(Environment(autoescape=False).from_string(template).render(marked), values)


@given(st.text(), st.text())
def test_a_shell_gives_what_the_template_gives(title: str, body: str) -> None:
    shell = shell_of(rendered(PLAIN, WORDS), rendered(PLAIN, PROOF))
    values = {"body": str(escape(body)), "title": str(escape(title))}
    assert shell is not None
    assert shell.filled(values) == rendered(PLAIN, values).output


@pytest.mark.parametrize(
    "template",
    [
        "{{ title | upper }}{{ body }}",
        "{{ title | truncate(10) }}{{ body }}",
        "{{ title | length }}{{ body }}",
        "{% if 'Sample' in title %}sample{% endif %}{{ body }}",
        "{{ title | urlencode }}{{ body }}",
    ],
)
def test_a_template_that_does_more_with_a_value_has_no_shell(template: str) -> None:
    assert shell_of(rendered(template, WORDS), rendered(template, PROOF)) is None


def test_a_value_that_holds_another_counts_as_a_whole() -> None:
    words = {"list": "<li>Sample title</li>", "title": "Sample title"}
    proof = {"list": "<li>Other</li>", "title": "Proof"}
    template = "<ul>{{ list }}</ul>{{ title }}"
    shell = shell_of(rendered(template, words), rendered(template, proof))
    assert shell is not None
    assert shell.filled({"list": "<li>1</li>", "title": "2"}) == "<ul><li>1</li></ul>2"
