"""What templates output is escaped as anywhere else."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateRuntimeError, UndefinedError
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


@pytest.mark.parametrize(
    ("call", "written"),
    [
        ("pair('&')", "&amp; and b"),
        ("pair('<', '>')", "&lt; and &gt;"),
        ("pair(two='2', one='1')", "1 and 2"),
        ("pair(*['1', '2'])", "1 and 2"),
        ("pair(**{'one': '1', 'if': '2'})", "takes no keyword argument 'if'"),
        ("pair('1', '2', '3')", "takes not more than 2 argument"),
        ("pair()", "one"),
        ("many('1', '2', a='3')", "1 2 3"),
        ("nothing('1')", "nothing"),
        ("value.upper()", "&lt;A&gt;"),
        ("range(1, 3) | join", "12"),
    ],
)
def test_calls_are_as_in_other_templates(call: str, written: str) -> None:
    source = (
        "{% macro pair(one, two='b') %}{{ one }} and {{ two }}{% endmacro %}"
        "{% macro many(first) %}{{ first }} {{ varargs | join }} {{ kwargs.a }}{% endmacro %}"
        "{% autoescape false %}{% macro raw(one) %}<{{ one }}{% endmacro %}{{ raw(value) }}{% endautoescape %}"
        "{{ " + call + " }}"
    )
    outcomes = []
    for environment in (ENVIRONMENT, Environment(autoescape=True, undefined=StrictUndefined)):
        try:
            outcomes.append(environment.from_string(source).render(value="<a>"))
        except (UndefinedError, TypeError) as error:
            outcomes.append(str(error))
    assert written in outcomes[0]
    assert outcomes[0] == outcomes[1]


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


_LAYOUT = (
    "{% block top %}<{{ value }}>{% endblock %}{% if value %}{% block inside %}[{{ value }}]{% endblock %}{% endif %}"
    "{% for one in many %}{% block each scoped %}{{ one }};{% endblock %}{% endfor %}"
    "{% macro boxed() %}{{ caller() }}!{% endmacro %}{% call boxed() %}{{ self.top() }}{% endcall %}"
)
_CHILD = (
    "{% extends 'layout' %}{% block inside %}{{ super() }}({% block deeper %}{{ value | upper }}{% endblock %})"
    "{% endblock %}{% block each %}{{ loop is defined }}{{ one }},{% endblock %}"
)
_GRANDCHILD = "{% extends 'child' %}{% block deeper %}{{ super() }}{{ value }}{% endblock %}"
_REQUIRED = "{% block needed required %}{% endblock %}"


@pytest.mark.parametrize("name", ["layout", "child", "grandchild", "required"])
def test_blocks_are_as_in_other_templates(name: str) -> None:
    sources = {"layout": _LAYOUT, "child": _CHILD, "grandchild": _GRANDCHILD, "required": _REQUIRED}
    outcomes = []
    for kind in (EscapingEnvironment, Environment):
        environment = kind(autoescape=True, loader=DictLoader(sources))
        try:
            outcomes.append(environment.get_template(name).render(value="a&b", many=["1", "<"]))
        except TemplateRuntimeError as error:
            outcomes.append(str(error))
    assert outcomes[0]
    assert outcomes[0] == outcomes[1]


def test_a_template_of_the_site_finds_what_is_in_a_mapping() -> None:
    template = ENVIRONMENT.from_string("{{ value.words }} {{ value.items is callable }} {{ value.lost is defined }}")
    assert template.render(value={"words": "<b>"}) == "&lt;b&gt; True False"
