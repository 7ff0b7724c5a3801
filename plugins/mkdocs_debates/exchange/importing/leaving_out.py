"""Claims of a source that an editor deleted from the debate, and that are to stay out of it when it grows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.exchange.importing.recognising import origins_of
from mkdocs_debates.exchange.importing.texts import destination
from mkdocs_debates.graph import graph_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from mkdocs_debates.model import Claim, Debate

_LINK: Final = re.compile(r"\[(?P<words>(?:\\.|[^\[\]\\])*)\]\(claim:(?P<claim>[a-z0-9-]+)(?P<tooltip>[^()]*)\)")


def without_claims(source: Debate, known: Collection[str], origins: frozenset[str]) -> Debate:
    """``source`` without the claims of these ``origins`` and what answers them.

    What is ``known``, ids in the source, stays: it is in the debate still. People and links go which nothing names but
    claims that go.
    """
    gone = frozenset(_gone(source, known, origins))
    if not gone:
        return source
    left_out = {claim: source.claims[claim] for claim in gone}
    kept = [claim for claim in source.claims.values() if claim.id not in gone]
    unneeded = _named_by(source.claims[claim] for claim in gone) - _named_by(kept) - set(known)
    return replace(
        source,
        claims={claim.id: _without_edges(claim, left_out) for claim in kept},
        people={key: person for key, person in source.people.items() if key not in unneeded},
        links={key: link for key, link in source.links.items() if key not in unneeded},
    )


def _gone(source: Debate, known: Collection[str], origins: frozenset[str]) -> Iterator[str]:
    found: set[str] = set()
    for claim_id in graph_of(source).order:
        claim = source.claims[claim_id]
        named = not origins.isdisjoint(origins_of(claim))
        if claim_id not in known and (named or claim.reply_to in found):
            found.add(claim_id)
            yield claim_id


def _named_by(claims: Iterable[Claim]) -> set[str]:
    return {
        name
        for claim in claims
        for name in (*claim.by, *filter(None, [claim.source]), *(citation.link for citation in claim.links))
    }


def _without_edges(claim: Claim, gone: Mapping[str, Claim]) -> Claim:
    """A claim that names none of those that go, not even as what it answers, where an editor moved it from there.

    A link to one leads to where that was said, or is words alone.
    """

    def link(found: re.Match[str]) -> str:
        there = gone.get(found["claim"])
        if there is None:
            return found[0]
        source = there.source or ""
        return found["words"] if flaw_of_url(source) else f"[{found['words']}]({destination(source)}{found['tooltip']})"

    def left(targets: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in targets if each not in gone)

    is_moved = claim.reply_to in gone
    return replace(
        claim,
        reply_to=None if is_moved else claim.reply_to,
        relation=None if is_moved else claim.relation,
        supports=left(claim.supports),
        opposes=left(claim.opposes),
        undercuts=left(claim.undercuts),
        text=_LINK.sub(link, claim.text),
    )
