"""Changes as text for a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_debates.reports.changes.sentences import breakages_of, counts_of, sections_of, state_of
from mkdocs_debates.reports.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.comparing.changes import DebateDifference, Difference
    from mkdocs_debates.reports.changes.sentences import Segment, Sentence

NOTHING = "Nothing has changed in the debates."


def render_text(difference: Difference) -> str:
    """The changes, debate by debate. Whatever a file holds, no line holds a control character."""
    lines = [line for debate in difference.debates for line in _debate(debate)]
    return "\n".join(lines or [NOTHING]) + "\n"


def _debate(difference: DebateDifference) -> Iterator[str]:
    yield f"{difference.debate}: {escaped(difference.title)}"
    if state_of(difference):
        yield f"  {state_of(difference)}"
    if difference.changes:
        yield f"  {counts_of(difference)}"
    for warning in breakages_of(difference):
        yield f"  ! {escaped(warning.subject)} ({escaped(warning.title)}) {warning.words}; {escaped(warning.fix)}"
    for redirected in difference.redirected:
        yield f"  > {escaped(redirected.key)} leads to {escaped(redirected.now)}"
    for section in sections_of(difference):
        yield f"  {section.heading}"
        for sentence in section.sentences:
            yield from _sentence(sentence)
    yield ""


def _sentence(sentence: Sentence) -> Iterator[str]:
    named = " ".join(
        filter(None, (f'"{sentence.title}"' if sentence.title else "", f"({sentence.entry})" if sentence.entry else ""))
    )
    yield f"    {sentence.sign} {escaped(f'{sentence.noun} {named}'.rstrip())}: {sentence.said}"
    for detail in sentence.details:
        words = "".join(map(_segment, detail.segments))
        yield f"        {detail.label}: {words}"


def _segment(segment: Segment) -> str:
    text = escaped(re.sub(r"\s*\n\s*", " ", segment.text))
    match segment.kind:
        case "deleted":
            return f"[-{text}-]"
        case "inserted":
            return f"{{+{text}+}}"
        case _:
            return text
