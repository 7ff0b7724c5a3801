"""A reply that came as an issue: the form's text to the fields of a claim. Whatever it says is data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mkdocs_debates.editing.adding import EditError
from mkdocs_debates.model import RELATIONS
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS
from mkdocs_debates.reading.values import flaw_of_id

if TYPE_CHECKING:
    from mkdocs_debates.editing.yaml_text import Value

DEBATE: Final = "Debate"
CLAIM: Final = "Claim"
RELATION: Final = "What your reply does"
TITLE: Final = "Title"
SOURCE: Final = "Source"
TEXT: Final = "Your reply"
LABELS: Final = (DEBATE, CLAIM, RELATION, TITLE, SOURCE, TEXT)
"""The labels of the form's fields in their order; the text comes last, so that it may hold what looks like one."""

MOST_CHARACTERS: Final = 20_000
_LEFT_OUT: Final = "_No response_"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to the claim ``parent`` of ``debate``, with the fields of the new claim."""

    debate: str
    parent: str
    given: dict[str, Value]


def reply_of(text: str) -> Reply:
    """The reply in an issue: the body of the form, or the JSON of an event of GitHub that holds it.

    Raises :class:`EditError`, which names all that is missing.
    """
    body, url = _issue(text)
    answers = _answers(body.replace("\r\n", "\n").replace("\r", "\n"))
    flaws = [f'"{label}" is not filled in' for label in (DEBATE, CLAIM, RELATION, TEXT) if not answers[label]]
    flaws += [f'"{label}" is not an id' for label in (DEBATE, CLAIM) if answers[label] and flaw_of_id(answers[label])]
    relation = answers[RELATION].partition(":")[0].strip()
    if answers[RELATION] and relation not in RELATIONS:
        flaws.append(f'"{RELATION}" is none of {", ".join(RELATIONS)}')
    if len(body) > MOST_CHARACTERS:
        flaws.append(f"the reply has more than {MOST_CHARACTERS:,} characters")
    if REFUSED_CHARACTERS.search(body):
        flaws.append("the reply holds characters that cannot be shown")
    if flaws:
        raise EditError("; ".join(flaws))
    given: dict[str, Value] = {"relation": relation, "text": answers[TEXT]}
    given |= {"title": " ".join(answers[TITLE].split())} if answers[TITLE] else {}
    source = answers[SOURCE] or url
    given |= {"source": source} if source else {}
    return Reply(answers[DEBATE], answers[CLAIM], given)


def _issue(text: str) -> tuple[str, str]:
    """The body of an issue, and its address, "" where that is not known."""
    if not text.lstrip().startswith("{"):
        return text, ""
    try:
        issue = json.loads(text)["issue"]
        return str(issue["body"] or ""), str(issue.get("html_url", ""))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EditError("the file is neither the text of an issue nor the event that GitHub makes of one") from error


def _answers(body: str) -> dict[str, str]:
    """What was filled in, by label."""
    answers = dict.fromkeys(LABELS, "")
    rest = f"\n{body}"
    for label, following in zip(LABELS, (*LABELS[1:], None), strict=True):
        _, found, after = rest.partition(f"\n### {label}\n")
        if not found:
            continue
        answer, mark, later = after.partition(f"\n### {following}\n") if following else (after, "", "")
        answers[label] = "" if answer.strip() == _LEFT_OUT else answer.strip("\n").rstrip()
        rest = f"{mark}{later}"
    return {label: answer if label == TEXT else answer.strip() for label, answer in answers.items()}
