"""The theme's list of a page's contents, put together from shells; its template is rendered for each entry anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink

from mkdocs_debates.pages.shells import Rendering, Shell, shell_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Contents(NamedTuple):
    """Shells of the list, of an entry and of one with entries below it; and what stands between two entries of each."""

    whole: Shell
    entry: Shell
    group: Shell
    between: str
    between_below: str

    def filled(self, links: Iterable[AnchorLink]) -> str:
        """The list of ``links``."""
        return self.whole.filled({"entries": self.between.join(map(self._entry, links))})

    def _entry(self, link: AnchorLink) -> str:
        if not link.children:
            return self.entry.filled(_values(link))
        return self.group.filled({"entries": self.between_below.join(map(self._entry, link.children)), **_values(link)})


def learned(of_list: Callable[[Sequence[AnchorLink]], str], of_entry: Callable[[AnchorLink], str]) -> Contents | None:
    """The contents as the theme writes them, None where it does more with an entry than to show it.

    ``of_list`` and ``of_entry`` are what its templates write of links, and of one.
    """
    samples, proofs = ([_link(words, number) for number in range(2)] for words in _SAMPLES)
    entry = shell_of(*[Rendering(of_entry(first), _values(first)) for first, _ in (samples, proofs)])
    if entry is None:
        return None
    written = [[entry.filled(_values(link)) for link in links] for links in (samples, proofs)]
    groups = [_link(words, 2, links) for words, links in zip(_SAMPLES, (samples, proofs), strict=True)]
    below, among = [of_entry(group) for group in groups], [of_list(links) for links in (samples, proofs)]
    between, between_below = _between(among[0], *written[0]), _between(below[0], *written[0])
    if between is None or between_below is None:
        return None
    whole = shell_of(
        *[Rendering(text, {"entries": between.join(links)}) for text, links in zip(among, written, strict=True)]
    )
    group = shell_of(
        *[
            Rendering(text, {"entries": between_below.join(links), **_values(link)})
            for text, links, link in zip(below, written, groups, strict=True)
        ]
    )
    if whole is None or group is None:
        return None
    found = Contents(whole, entry, group, between, between_below)
    # All that can stand beside and below another.
    proof = [*proofs, _link(_SAMPLES[1], 3, [proofs[0], groups[1], groups[1], proofs[1]]), groups[1], proofs[0]]
    return found if found.filled(proof) == of_list(proof) else None


_SAMPLES: Final = ("Sample of an entry", 'Proof\u00a0&  its <b>"entry"</b>')
"""Words that no theme holds, and words that tell whether a template writes them as they are, and their spaces."""


def _link(words: str, number: int, below: Sequence[AnchorLink] = ()) -> AnchorLink:
    link = AnchorLink(Markup(escape(f"{words} number {number}")), f"{words.split()[0].lower()}-anchor-{number}", 2)
    link.children = list(below)
    return link


def _values(link: AnchorLink) -> Mapping[str, str]:
    return {"title": str(link.title), "url": link.url}


def _between(text: str, first: str, second: str) -> str | None:
    """What stands in a text between the first and the second of its parts, None where they do not stand there."""
    _, found, rest = text.partition(first)
    between, also_found, _ = rest.partition(second)
    return between if found and also_found else None
