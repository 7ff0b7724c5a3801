"""A debate as the YAML that people would write."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.benchmark.debates import Claim, Crux, Debate

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.?%/-]*(:[A-Za-z0-9/][A-Za-z0-9/.-]*)?")

MOST_IN_A_FILE: Final = 4_000
"""Claims of a debate that is one file; a larger one is a folder, since a file may have 5 MB and no more."""


def files_of(debate: Debate) -> Iterator[tuple[str, str]]:
    """The debate's files, each as its path in the folder of debates and its text."""
    if len(debate.claims) <= MOST_IN_A_FILE:
        yield f"{debate.id}.yaml", yaml_of(debate)
        return
    data = _data(debate)
    threads = data.pop("claims")
    yield f"{debate.id}/debate.yaml", _written(data)
    numbers = {claim.id: number for number, claim in enumerate(debate.claims)}
    files: dict[int, dict[str, Any]] = {}
    for root, thread in threads.items():
        files.setdefault(numbers[root] // MOST_IN_A_FILE, {})[root] = thread
    for number, claims in files.items():
        yield f"{debate.id}/claims-{number + 1:03}.yaml", _written({"claims": claims})


def yaml_of(debate: Debate) -> str:
    """The debate as a single file."""
    return _written(_data(debate))


def _written(data: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _data(debate: Debate) -> dict[str, Any]:
    return {
        "title": debate.title,
        "summary": f"{debate.summary.markdown}\n",
        "started": debate.claims[0].date,
        "people": {each.id: {"name": each.name, "about": f"{each.about.markdown}\n"} for each in debate.people},
        "links": {
            each.id: {
                "title": each.title,
                "url": each.url,
                "kind": "article",
                "authors": [each.author],
                "published": each.published,
                "note": f"{each.note.markdown}\n",
            }
            for each in debate.links
        },
        "positions": {
            each.id: {
                "title": each.title,
                "summary": f"{each.summary.markdown}\n",
                "held_by": list(each.held_by),
                "steelman": each.steelman,
            }
            for each in debate.positions
        },
        "cruxes": {each.id: _crux(each) for each in debate.cruxes},
        "claims": _threads(debate),
    }


def _crux(crux: Crux) -> dict[str, Any]:
    return {
        "question": crux.question,
        "why": f"{crux.why.markdown}\n",
        "kind": "empirical",
        "answers": {
            each.id: _given(label=each.label, supports=list(each.supports), opposes=list(each.opposes))
            for each in crux.answers
        },
        "views": [
            {"by": each.by, "answer": each.answer, "credence": f"{each.credence}%", "because": [each.because]}
            for each in crux.views
        ],
        "settled_by": f"{crux.settled_by.markdown}\n",
    }


def _threads(debate: Debate) -> dict[str, Any]:
    """The roots by id, each with its replies inside it."""
    written: dict[str, dict[str, Any]] = {}
    roots: dict[str, Any] = {}
    for claim in debate.claims:
        written[claim.id] = _claim(claim)
        siblings = written[claim.parent].setdefault("replies", {}) if claim.parent else roots
        siblings[claim.id] = written[claim.id]
    return roots


def _claim(claim: Claim) -> dict[str, Any]:
    return _given(
        by=claim.by,
        date=claim.date,
        title=claim.title,
        relation=claim.relation,
        quotes=claim.quote,
        text=f"{claim.text.markdown}\n",
        supports=list(claim.supports),
        opposes=list(claim.opposes),
        cruxes=list(claim.cruxes),
        links=list(claim.links),
    )


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _lines(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for item in value:
                first, *others = _lines(item, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from others
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(map(_quoted, value))}]"
        elif value.endswith("\n"):
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}" if line else "" for line in value.splitlines())
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _quoted(text: str) -> str:
    """A scalar between brackets, where a comma would end it."""
    return text if _PLAIN.fullmatch(text) and "," not in text else json.dumps(text, ensure_ascii=False)
