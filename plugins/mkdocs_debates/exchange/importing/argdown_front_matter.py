"""The front matter of Argdown: what of its YAML a debate has a place for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.editing.naming import Naming
from mkdocs_debates.exchange.importing import ORIGIN, WHOLE, Remark
from mkdocs_debates.exchange.importing.texts import sound
from mkdocs_debates.model import Debate, Person
from mkdocs_debates.reading.nodes import Mapping, Scalar, Sequence, read_nodes
from mkdocs_debates.reading.sources import Source, shortened
from mkdocs_debates.reading.values import date_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATE: Final = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")


@dataclass(slots=True)
class Matter:
    """What the front matter says: a debate with its title and the like, and whether contraries are meant strictly."""

    frame: Debate
    strict: bool = False
    remarks: list[Remark] = field(default_factory=list)


def front_matter(text: str) -> Matter:
    """What the YAML between the lines of ``===`` says; "" says nothing."""
    source = Source("front matter", "front matter", text)
    reading = read_nodes(source)
    matter = Matter(Debate())
    fields: dict[str, Any] = {}
    if isinstance(reading.root, Mapping):
        fields = {key: value for key, (_, value) in reading.root.pairs.items()}
    for problem in reading.problems:
        place = f"line {problem.span.line + 1}"
        matter.remarks.append(
            Remark("lost", place, f"the front matter is not read to its end: {problem.message}", (WHOLE,))
        )
    texts = {key: " ".join(value.value.split()) for key, value in fields.items() if isinstance(value, Scalar)}
    people = dict(_authors(fields.get("author")))
    date = _date(texts.get("date", ""))
    summary, wrong = sound("\n\n".join(filter(None, (texts.get("subTitle"), texts.get("abstract")))))
    if wrong:
        matter.remarks.append(
            Remark("lost", "line 1", f"markup in the text is shown as it is written: {wrong}", (WHOLE,))
        )
    matter.frame = Debate(
        title=texts.get("title", ""),
        summary=summary,
        updated=date or None,
        people=people,
    )
    if people:
        names = ", ".join(each.name for each in people.values())
        message = f"among the people, since they wrote the source: {names}"
        matter.remarks.append(Remark("guessed", "line 1", message, (WHOLE,)))
    if texts.get("date"):
        message = f'the date "{texts["date"]}" is taken for {date}' if date else f'the date "{texts["date"]}"'
        matter.remarks.append(Remark("guessed" if date else "lost", "line 1", message, (WHOLE,)))
    matter.strict = _setting(fields.get("model"), "mode") == "strict"
    syntax = _setting(fields.get("parser"), "syntax")
    if syntax not in ("", "argdown"):
        message = f"this is {shortened(syntax)}: relations that Argdown does not have are read as text"
        matter.remarks.append(Remark("open", "line 1", message, (WHOLE,)))
    others = [key for key in fields if key not in ("title", "subTitle", "abstract", "author", "date")]
    if others:
        words = f"settings for Argdown's own program: {', '.join(map(shortened, others))}"
        matter.remarks.append(Remark("lost", "line 1", words, (WHOLE,)))
    return matter


def _setting(node: object, name: str) -> str:
    """A value among the settings of a part of Argdown's own program; "" where it is not given."""
    value = node.pairs.get(name) if isinstance(node, Mapping) else None
    return value[1].value.strip() if value and isinstance(value[1], Scalar) else ""


def _authors(node: object) -> Iterator[tuple[str, Person]]:
    """The person that the front matter names as author, or each of several."""
    naming = Naming()
    for each in node.items if isinstance(node, Sequence) else [node]:
        name = " ".join(each.value.split()) if isinstance(each, Scalar) else ""
        if name:
            person_id = naming.id_for(name, "author")
            yield person_id, Person(id=person_id, name=name, role="wrote the source", extensions={ORIGIN: name})


def _date(text: str) -> str:
    """``22/10/2018`` or ``2018-10-22`` as ``2018-10-22``; "" where it is no date."""
    found = _DATE.fullmatch(text)
    if not found:
        given = date_of(text)
        return given if isinstance(given, str) else ""
    first, month, last = found.groups()
    year, day = (first, last) if len(first) == 4 else (last, first)
    if len(year) != 4 or len(day) > 2:
        return ""
    date = date_of(f"{year}-{month:0>2}-{day:0>2}")
    return date if isinstance(date, str) else ""
