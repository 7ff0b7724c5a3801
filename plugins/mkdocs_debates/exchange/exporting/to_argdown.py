"""An argument map as text, in Argdown. https://argdown.org/syntax/"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import EVERYTHING, lost_without
from mkdocs_debates.exchange.exporting.statements import arguing_steps, names, statements_of
from mkdocs_debates.pages.faces import updated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.exchange.exporting.statements import Statement, Step
    from mkdocs_debates.pages.site import Site

CARRIES: Final = EVERYTHING - {
    "whys", "ties", "views", "resolutions", "shifts", "citations", "sources", "people", "notes", "itself",
    "formatting", "former", "extensions",
}  # fmt: skip

_SIGNS: Final = {"supports": "+", "opposes": "-", "undercuts": "_"}

# Whatever could begin markup: brackets, tags, mentions, emphasis, data, comments, the fence of front matter, special
# characters, which are words between two points or colons, and "@include(", which is looked for before all else.
_MARKUP: Final = re.compile(r"[\\\[\]<>#@*_{}/=]|[.:](?=\S)|(?<=include)\(")
_INCLUDE: Final = "@include("
# After an opening bracket, these would make a relation or a comment of it.
_NO_START: Final = re.compile(r"^(?:[-+_]|!(?=--))")
_STARTS: Final = {"-": "–", "+": "＋", "_": "＿", "!": "！"}
_BRACKETS: Final = str.maketrans("[]<>", "()‹›")


def write(site: Site, debate_id: str) -> Exported:
    """The debate as an Argdown document: positions and answers are statements, claims are arguments.

    Arguments, since these alone can be undercut. What the language has no sign for stands in the data after them.
    """
    subject = site.subjects[debate_id]
    statements = [each for each in statements_of(site, debate_id) if each.kind != "crux"]
    titles = _titles(statements)
    incoming: defaultdict[str, list[Step]] = defaultdict(list)
    for step in arguing_steps(subject):
        incoming[step.target].append(step)
    lines = [*_front_matter(subject), f"# {_escaped(subject.debate.title)}"]
    section = ""
    for statement in statements:
        heading = _heading(subject, statement)
        if heading != section:
            lines += "", f"## {_escaped(heading)}"
            section = heading
        lines += "", _definition(subject, statement, titles)
        lines += (f"  {_SIGNS[step.relation]} {titles[step.source]}" for step in incoming[statement.id])
    return Exported("\n".join([*lines, ""]), lost_without(subject, CARRIES))


def _front_matter(subject: Subject) -> Iterator[str]:
    debate = subject.debate
    fields = {"title": debate.title, "date": updated(debate)}
    yield "==="
    yield from (f"{name}: {_data(value)}" for name, value in fields.items() if value)
    yield "==="
    yield ""


def _heading(subject: Subject, statement: Statement) -> str:
    match statement.kind:
        case "position":
            return "Positions"
        case "answer":
            return subject.debate.cruxes[statement.id.partition(".")[0]].question
    return "Claims"


def _titles(statements: Iterable[Statement]) -> dict[str, str]:
    """By id: the title in its brackets, which nothing else in the document has.

    A title can hold no bracket, not even an escaped one, so others stand for them.
    """
    taken: set[str] = set()
    titles: dict[str, str] = {}
    for statement in statements:
        title = _safe_title(statement.title) or statement.id
        if title in taken:
            title = f"{title} ({statement.id})"
        taken.add(title)
        titles[statement.id] = f"<{title}>" if statement.kind == "claim" else f"[{title}]"
    return titles


def _safe_title(title: str) -> str:
    line = " ".join(title.translate(_BRACKETS).split()).replace(_INCLUDE, "@include (")
    return _NO_START.sub(lambda found: _STARTS[found[0]], line)


def _definition(subject: Subject, statement: Statement, titles: Mapping[str, str]) -> str:
    words = " ".join(statement.words.split()) or statement.title
    return f"{titles[statement.id]}: {_escaped(words)} {_data(dict(_details(subject, statement, titles)))}"


def _details(subject: Subject, statement: Statement, titles: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    debate = subject.debate
    yield "id", statement.id
    if statement.title != titles[statement.id][1:-1]:
        yield "title", statement.title
    if statement.kind == "position":
        position = debate.positions[statement.id]
        yield from _given(held_by=names(subject, position.held_by), steelman=position.steelman)
    elif statement.kind == "claim":
        claim = debate.claims[statement.id]
        credence = None if claim.credence is None else f"{claim.credence:g}%"
        yield from _given(
            by=names(subject, claim.by), date=claim.date, status=claim.status, credence=credence,
            reply_to=claim.reply_to, relation=claim.relation, quotes=claim.quotes, cruxes=claim.cruxes,
            source=claim.source,
        )  # fmt: skip
    yield from _given(url=statement.url)


def _given(**fields: Any) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in fields.items() if value)


def _data(value: Any) -> str:
    """``value`` as YAML that is JSON as well, on one line; in its texts no character ends the block around it."""
    text = json.dumps(value, ensure_ascii=False)
    inside = re.compile(r'"(?:[^"\\]|\\.)*"')
    return inside.sub(lambda found: re.sub(r"[{}=@]", lambda each: f"\\u{ord(each[0]):04x}", found[0]), text)


def _escaped(text: str) -> str:
    """``text``, one line, as it reads."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
