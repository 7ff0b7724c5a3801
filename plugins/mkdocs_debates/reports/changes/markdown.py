"""Changes as Markdown, for a comment in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.reports.changes.sentences import breakages_of, counts_of, preview_path, sections_of, state_of
from mkdocs_debates.reports.changes.text import NOTHING
from mkdocs_debates.reports.escaping import inert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.comparing.changes import DebateDifference, Difference
    from mkdocs_debates.reports.changes.sentences import Segment, Sentence

MARK: Final = "<!-- debates: changes -->"
"""The first line, by which a workflow finds its own comment again."""

_FOLDED_ABOVE: Final = 30
# GitHub takes 65,536 characters of a comment, and a workflow may add a line.
_MOST_CHARACTERS: Final = 60_000


def render_markdown(difference: Difference, preview: str = "", *, claim_pages: bool = True) -> str:
    """The changes as a comment. ``preview`` is the address below which the debates' pages stand, "" for none.

    Past 30 changes they are folded, and what would be too long is cut, which a last line says. No word of a debate
    is markup, a mention or a reference.
    """
    lines = [MARK, "### Changes in the debates", ""]
    if not difference.debates:
        return "\n".join([*lines, NOTHING, ""])
    lines += _warnings(difference)
    fold = difference.total > _FOLDED_ABOVE
    tail = ["", "</details>"] if fold else []
    if fold:
        lines += [f"<details><summary>{counts_of(difference)}</summary>", ""]
    body = [line for debate in difference.debates for line in _debate(debate, preview, claim_pages)]
    lines += _cut(body, _MOST_CHARACTERS - sum(len(line) + 1 for line in lines))
    return "\n".join([*lines, *tail, ""])


def _cut(lines: list[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 200:
            return [*kept, "", "… and more, which is too long for a comment: see the report, or run `debates diff`."]
        kept.append(line)
    return kept


def _warnings(difference: Difference) -> Iterator[str]:
    warnings = [warning for debate in difference.debates for warning in breakages_of(debate)]
    if not warnings:
        return
    yield "> [!WARNING]"
    for warning in warnings[:50]:
        title = f" “{inert(warning.title)}”" if warning.title else ""
        yield f"> - {_code(warning.subject)}{title}: {inert(warning.words)}; {inert(warning.fix)}"
    if len(warnings) > 50:
        yield f"> - and {len(warnings) - 50} more"
    yield ""


def _debate(difference: DebateDifference, preview: str, claim_pages: bool) -> Iterator[str]:
    yield f"#### {inert(difference.title or difference.debate)}"
    yield ""
    if state_of(difference):
        yield inert(state_of(difference))
        yield ""
    if difference.changes:
        yield f"{counts_of(difference)}"
        yield ""
    for redirected in difference.redirected:
        yield f"- {_code(redirected.key)} leads to {_code(redirected.now)}"
    for section in sections_of(difference):
        yield ""
        yield f"**{section.heading}**"
        yield ""
        for sentence in section.sentences:
            yield from _sentence(sentence, preview, claim_pages)
    yield ""


def _sentence(sentence: Sentence, preview: str, claim_pages: bool) -> Iterator[str]:
    title = f" “{inert(sentence.title)}”" if sentence.title else ""
    entry = f" {_code(sentence.entry)}" if sentence.entry else ""
    path = preview_path(sentence.change, claim_pages) if preview else None
    link = f" ([preview]({preview}{path}))" if path else ""
    yield f"- **{sentence.said}**: {inert(sentence.noun)}{title}{entry}{link}"
    for detail in sentence.details:
        yield f"  - {detail.label}: {''.join(map(_segment, detail.segments))}"


def _code(name: str) -> str:
    """An id, or what stands in the place of one, as code."""
    return f"<code>{inert(name)}</code>"


def _segment(segment: Segment) -> str:
    # White space at the ends belongs to the sentence around.
    lead = " " if segment.text[:1].isspace() else ""
    trail = " " if segment.text.strip() and segment.text[-1:].isspace() else ""
    words = inert(segment.text)
    match segment.kind:
        case "plain" | "cut":
            return segment.text
        case "id":
            return _code(segment.text)
        case "deleted":
            return f"{lead}<del>{words}</del>{trail}"
        case "inserted":
            return f"{lead}<ins>{words}</ins>{trail}"
        case "same":
            return f"{lead}{words}{trail}"
