"""Fields that hold one value: text, Markdown, and values that are typed by their field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence
from mkdocs_debates.reading.sources import quoted
from mkdocs_debates.reading.values import Flaw

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_debates.reading.findings import Findings

    Read = Callable[[Findings, Node, str], Any]
    """Reads the value of a field, whose name is for the messages. None where there is nothing, or nothing valid."""

_LOST: Final = re.compile(r"[ \t]+(#[^\s][^\r\n]*)")
_LOST_OF_SENTENCE: Final = re.compile(r" (#[ \t]+[^\s][^\r\n]*)")
_BEFORE_COMMENT: Final = frozenset(" \t")
_SPACE: Final = re.compile(r"[ \t\n]+")
_FORMS: Final = {Scalar: "a text", Sequence: "a list", Mapping: "fields"}


def form_of(node: Node) -> str:
    """The form of a node in words."""
    return _FORMS[type(node)]


def read_text(findings: Findings, node: Node, name: str) -> str | None:
    value = _text_of(findings, node, name)
    if value is None:
        return None
    if "\n" in value or "\t" in value:
        value = _SPACE.sub(" ", value)
    return value.strip(" ") or None


def read_prose(findings: Findings, node: Node, name: str) -> str | None:
    value = _text_of(findings, node, name)
    return None if value is None or not value.strip() else value.strip("\n")


def _text_of(findings: Findings, node: Node, name: str) -> str | None:
    if type(node) is not Scalar:
        refuse_form(findings, node, name, "a text")
        return None
    if node.plain:
        text, end = findings.source.text, node.end
        if text[end : end + 1] in _BEFORE_COMMENT:
            warn_of_lost_text(findings, node)
    return node.value


def lost_text(findings: Findings, node: Scalar) -> Scalar | None:
    """The text after a value that seems to have been meant as part of it, though it is a comment."""
    lost = _LOST.match(findings.source.text, node.end)
    if not lost and node.value:
        lost = _LOST_OF_SENTENCE.match(findings.source.text, node.end)
    return Scalar(lost[1].rstrip(), True, lost.start(1), lost.end(1)) if lost else None


def warn_of_lost_text(findings: Findings, node: Scalar) -> None:
    lost = lost_text(findings, node)
    if lost:
        findings.report(
            "lost-text",
            lost,
            f"{quoted(lost.value)} is not part of the text: a # after a space starts a comment",
            "put the whole value in quotes, or, if it is a comment, put two spaces before the # and one after it",
        )


def refuse_form(findings: Findings, node: Node, name: str, expected: str) -> None:
    if type(node) is Mapping and node.spoiled:
        return
    hint = "if the brackets belong to the text, put the whole value in quotes" if _is_flow(findings, node) else ""
    findings.report("wrong-type", node, f"{name} takes {expected}, not {form_of(node)}", hint)


def _is_flow(findings: Findings, node: Node) -> bool:
    return type(node) is not Scalar and findings.source.text[node.start : node.start + 1] in {"[", "{"}


def scalar_reader(convert: Callable[[str], Any]) -> Read:
    def read(findings: Findings, node: Node, name: str) -> Any:
        if type(node) is not Scalar:
            refuse_form(findings, node, name, "a single value")
            return None
        value = convert(node.value.strip())
        if type(value) is Flaw:
            findings.report_flaw(node, name, quoted(node.value), value)
            return None
        return value

    return read
