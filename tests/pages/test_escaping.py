"""What templates output is escaped as anywhere else."""

from __future__ import annotations

import pytest
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from mkdocs_debates.pages.escaping import EscapingEnvironment, escaped


class Finished:
    """Not a string, and knows its HTML."""

    def __repr__(self) -> str:
        return "Finished()"

    def __html__(self) -> str:
        return "<b>"


class Words(str):
    """A string of another type, which is no HTML."""


VALUES = ("plain", "", "<b>&'\"", Words("<b>"), Markup("<b>"), Finished(), 7, 7.5, True, None, ["<"])

ENVIRONMENT = EscapingEnvironment(autoescape=True, undefined=StrictUndefined)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_escaped_as_by_markupsafe(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))
    assert ENVIRONMENT.from_string("{{ value }}").render(value=value) == str(escape(value))


def test_what_a_macro_or_a_block_made_is_not_escaped_again() -> None:
    template = ENVIRONMENT.from_string(
        "{% macro bold(words) %}<b>{{ words }}{{ caller() }}</b>{% endmacro %}"
        "{% set part %}<i>{{ value }}</i>{% endset %}"
        "{% call bold(value) %}<u>{% endcall %}{{ part }}{{ part ~ value }}"
    )
    assert template.render(value="<") == "<b>&lt;<u></b><i>&lt;</i><i>&lt;</i>&lt;"


def test_a_part_without_escaping_stays_so() -> None:
    assert ENVIRONMENT.from_string("{% autoescape false %}{{ value }}{% endautoescape %}").render(value="<") == "<"
    switched = ENVIRONMENT.from_string("{% autoescape on %}{{ value }}{% endautoescape %}")
    assert (switched.render(value="<", on=True), switched.render(value="<", on=False)) == ("&lt;", "<")


def test_a_name_that_is_not_there_raises() -> None:
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ nothing }}").render()


def test_a_template_that_sets_a_global_leaves_the_others_alone() -> None:
    ENVIRONMENT.from_string("", globals={"own": 1})
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ own }}").render()
