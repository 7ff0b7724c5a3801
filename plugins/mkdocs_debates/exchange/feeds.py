"""What is new in debates, as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mkdocs_debates.exchange.xml_text import of_xml
from mkdocs_debates.prose import EMPTY
from mkdocs_debates.theme.words import IN_ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.theme.words import Words

MOST_ITEMS: Final = 50
_ATOM: Final = "http://www.w3.org/2005/Atom"
_JSON_FEED: Final = "https://jsonfeed.org/version/1.1"


class Item(NamedTuple):
    """Something new: a claim, a change of mind, a resolution. ``date`` is YYYY, YYYY-MM or YYYY-MM-DD.

    ``id`` stays when the item moves to another page, to which ``url`` then leads (RFC 4287, 4.2.6).
    """

    id: str
    url: str
    title: str
    text: str
    date: str
    authors: tuple[str, ...]

    @property
    def moment(self) -> str:
        """The date as a time (RFC 3339): the beginning of the day, the month or the year, in UTC."""
        return f"{self.date}{'-01-01'[len(self.date) - 4 :] if len(self.date) < len('YYYY-MM-DD') else ''}T00:00:00Z"


class Feed(NamedTuple):
    """A feed: the page whose news it tells, its own address without the ending, and the items, the newest first.

    All addresses are absolute.
    """

    title: str
    home: str
    url: str
    language: str
    items: tuple[Item, ...]


def feed_of(subject: Subject, urls: Mapping[str, str], page: str, url: str, words: Words = IN_ENGLISH) -> Feed:
    """The feed of a debate. ``urls`` lead to what stands in it, by id, ``page`` to itself; all are absolute."""
    base = url.removesuffix("feed")
    items = (
        *_claims(subject, urls, base),
        *_shifts(subject, page, base, words),
        *_resolutions(subject, urls, base, words),
    )
    return Feed(subject.title(""), page, url, subject.debate.language, _newest(items))


def feed_of_all(items: Iterable[Item], title: str, page: str, url: str) -> Feed:
    """The feed of a site: what is newest of what the feeds of its debates tell."""
    return Feed(title, page, url, "", _newest(items))


def as_atom(feed: Feed) -> str:
    """``feed`` as an Atom document."""
    language = f' xml:lang="{escape(feed.language)}"' if feed.language else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_ATOM}"{language}>',
        f"  <title>{escape(feed.title, quote=False)}</title>",
        f"  <id>{escape(feed.home, quote=False)}</id>",
        f"  <updated>{feed.items[0].moment if feed.items else '1970-01-01T00:00:00Z'}</updated>",
        f'  <link rel="self" type="application/atom+xml" href="{escape(feed.url)}.xml" />',
        f'  <link rel="alternate" type="text/html" href="{escape(feed.home)}" />',
    ]
    for item in feed.items:
        moment = item.moment
        lines += (
            "  <entry>",
            f"    <title>{escape(item.title, quote=False)}</title>",
            f"    <id>{escape(item.id, quote=False)}</id>",
            f'    <link rel="alternate" type="text/html" href="{escape(item.url)}" />',
            f"    <published>{moment}</published>",
            f"    <updated>{moment}</updated>",
        )
        for name in item.authors or (feed.title,):
            lines += ("    <author>", f"      <name>{escape(name, quote=False)}</name>", "    </author>")
        summary = '    <summary type="text"'
        lines.append(f"{summary}>{escape(item.text, quote=False)}</summary>" if item.text else f"{summary} />")
        lines.append("  </entry>")
    return of_xml("\n".join((*lines, "</feed>", "")))


def as_json_feed(feed: Feed) -> dict[str, Any]:
    """``feed`` as the data of a JSON feed."""
    return {
        "version": _JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.url}.json",
        **({"language": feed.language} if feed.language else {}),
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "content_text": item.text,
                "date_published": item.moment,
                **({"authors": [{"name": name} for name in item.authors]} if item.authors else {}),
            }
            for item in feed.items
        ],
    }


def _newest(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(nlargest(MOST_ITEMS, items, key=lambda item: (item.moment, item.id)))


def _names(subject: Subject, people: Iterable[str]) -> tuple[str, ...]:
    return tuple(subject.debate.people[person].title for person in people)


def _text(subject: Subject, entry: str, *steps: str | int) -> str:
    return subject.prose.get((entry, steps), EMPTY).text


def _claims(subject: Subject, urls: Mapping[str, str], base: str) -> Iterator[Item]:
    for claim in subject.debate.claims.values():
        if claim.date and claim.status != "removed":
            text = _text(subject, claim.id, "text")
            permalink = f"{base}claims/{claim.id}/"
            yield Item(permalink, urls[claim.id], subject.title(claim.id), text, claim.date, _names(subject, claim.by))


def _shifts(subject: Subject, page: str, base: str, words: Words) -> Iterator[Item]:
    seen: Counter[str] = Counter()
    for index, shift in enumerate(subject.debate.shifts):
        if shift.date:
            name = subject.debate.people[shift.by].title
            to = subject.title(shift.to)
            title = (
                words("{person} moved from “{origin}” to “{target}”", person=name, origin=origin, target=to)
                if (origin := shift.origin and subject.title(shift.origin))
                else words("{person} moved to “{target}”", person=name, target=to)
            )
            name_of = f"{base}shifts/{shift.by}/{shift.origin or ''}/{shift.to}/"
            seen[name_of] += 1
            shift_id = name_of if seen[name_of] == 1 else f"{name_of}{seen[name_of]}/"
            yield Item(
                shift_id, f"{page}#_shifts", title, _text(subject, "", "shifts", index, "text"), shift.date, (name,)
            )


def _resolutions(subject: Subject, urls: Mapping[str, str], base: str, words: Words) -> Iterator[Item]:
    for crux in subject.debate.cruxes.values():
        if crux.resolution and crux.resolution.date:
            answer = f"{crux.question} {crux.answers[crux.resolution.answer].label}"
            title = words("Resolved: {answer}", answer=answer)
            text = _text(subject, crux.id, "resolution", "text")
            yield Item(
                f"{base}cruxes/{crux.id}/#_resolution",
                f"{urls[crux.id]}#_resolution",
                title,
                text,
                crux.resolution.date,
                (),
            )
