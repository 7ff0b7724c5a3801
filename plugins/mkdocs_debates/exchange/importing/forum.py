"""A forum thread: the comments of ForumMagnum, the program of several forums, as the JSON of its API.

A comment becomes a claim, and a reply stands below what it answers. What it does to its parent, the forum does not say.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.checks.structure import MAX_REPLY_DEPTH
from mkdocs_debates.editing.naming import Naming
from mkdocs_debates.exchange.importing import ORIGIN, WHOLE, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.formats import NO_ID, UNTITLED
from mkdocs_debates.exchange.importing.json_text import names_in, values_of, word_of
from mkdocs_debates.exchange.importing.quoting import passages_of, quoted_apart, with_quotations_by_hand
from mkdocs_debates.exchange.importing.settling import (
    NO_TEXT,
    bears_on_something,
    has_author,
    has_other_title,
    has_relation,
    has_text,
)
from mkdocs_debates.exchange.importing.texts import cleaned, sound
from mkdocs_debates.exchange.importing.thread_links import with_references
from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Claim, Debate, Person, words_of_id
from mkdocs_debates.prose import convert, first_own_sentence
from mkdocs_debates.reading.building import MAX_IDS
from mkdocs_debates.reading.values import date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MOST: Final = MAX_IDS // 2
"""Comments of a thread: each may bring a person as well."""
_HOLDERS: Final = ("data", "comments", "results", "result")
_TEXTS: Final = ("contents", "htmlBody")
_READ: Final = frozenset({
    "_id", "parentCommentId", "user", "author", "postedAt", "title", *_TEXTS, "pageUrl", "link", "deleted", "retracted",
    "post", "postId", "__typename",
})  # fmt: skip
_RELATIVE: Final = re.compile(r"(?<=\]\()(?:/(?!/)|#)[^\s()<>]*")
_MILLISECONDS: Final = re.compile(r"-?[0-9]{1,13}")
_POST: Final = re.compile(r"/posts/[^/]+/(?P<slug>[a-z0-9-]+)")
_UNTITLED: Final = UNTITLED["forum"]

_Fields = dict[str, Any]


def read(text: str) -> Imported:
    """The thread as a debate, its roots in the general discussion.

    Raises :class:`NotReadableError` where no comment is in it.
    """
    data = values_of(text)
    thread = _Thread(_post_in(data))
    thread.take(_comments_in(data))
    return Imported(thread.debate(), tuple(thread.remarks))


def _comments_in(data: Any) -> list[Any]:
    found = data
    while isinstance(found, dict):
        found = next((found[name] for name in _HOLDERS if name in found), None)
    if not isinstance(found, list):
        raise NotReadableError('a forum thread is a list of comments, by itself or under "data", and here is none')
    if not any(isinstance(each, dict) and _is_comment(each) for each in found):
        raise NotReadableError('a comment has an "_id" and a "htmlBody" or "contents", and nothing here has')
    if len(found) > _MOST:
        raise NotReadableError(f"the thread has {len(found):,} comments, and {_MOST:,} is the limit")
    return found


def _is_comment(fields: _Fields) -> bool:
    return not fields.keys().isdisjoint(("_id", "parentCommentId", *_TEXTS))


def _post_in(data: Any) -> _Fields:
    """What the file says of the post that was commented on."""
    while isinstance(data, dict):
        post = data.get("post")
        if isinstance(post, dict):
            return post["result"] if isinstance(post.get("result"), dict) else post
        data = data.get("data")
    return {}


@dataclass(eq=False)
class _Comment:
    """A comment as it was given, what it stands below, and its text as prose."""

    key: str
    given: _Fields
    parent: _Comment | None = None
    level: int = 0
    id: str = ""
    text: str = ""
    quotes: tuple[str, ...] = ()

    @property
    def is_deleted(self) -> bool:
        """Whether the author or a moderator took it away: then nothing of it is kept but its place."""
        return self.given.get("deleted") == "true"

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The text as the replies' quotations are looked for in it."""
        return passages_of(self.text)


@dataclass
class _Thread:
    """A thread on its way to a debate."""

    post: _Fields
    remarks: list[Remark] = field(default_factory=list)
    _comments: dict[str, _Comment] = field(default_factory=dict)
    _people: dict[str, Person] = field(default_factory=dict)
    _naming: Naming = field(default_factory=Naming)
    _ids: dict[str, str] = field(default_factory=dict)
    """The claims by how the forum calls the comments."""
    _left: Counter[str] = field(default_factory=Counter)
    """Fields that have no place in a debate, and how many comments have them."""

    def take(self, items: list[Any]) -> None:
        """Take the comments of the file in their order."""
        for number, item in enumerate(items, 1):
            if not isinstance(item, dict) or not _is_comment(item):
                self.remarks.append(Remark("lost", f"item {number}", "this is no comment"))
                continue
            key = word_of(item.get("_id")) or " ".join(filter(None, (word_of(item.get("postedAt")), _name_of(item))))
            comment = _Comment(key or f"{NO_ID} {number}", item)
            if self._comments.setdefault(comment.key, comment) is not comment:
                self._remark("lost", comment.key, "this comment is there twice; the first is kept")
        for comment in self._comments.values():
            self._place(comment)
        self._break_circles()
        for comment in self._from_the_top():
            self._set_level(comment)
            self._read_text(comment)

    def _remark(self, kind: Any, place: str, message: str, settled_by: Callable[[Any], bool] | None = None) -> None:
        """Note something of a comment, or of the debate where the place is none."""
        about = (place if place in self._comments else WHOLE,)
        self.remarks.append(Remark(kind, place, message, about, settled_by))

    # --- Who answers whom -----------------------------------------------------------------------------------------

    def _place(self, comment: _Comment) -> None:
        named = word_of(comment.given.get("parentCommentId"))
        comment.parent = self._comments.get(named)
        if named and comment.parent is None:
            self._remark("guessed", comment.key, f'its parent "{named}" is not in the file, so it starts a thread')

    def _break_circles(self) -> None:
        seen: dict[_Comment, _Comment] = {}
        for start in self._comments.values():
            comment: _Comment | None = start
            while comment is not None and comment not in seen:
                seen[comment] = start
                comment = comment.parent
            if comment is not None and seen[comment] is start:
                comment.parent = None
                self._remark("guessed", comment.key, "it answers itself through others, so it starts a thread")

    def _from_the_top(self) -> Iterator[_Comment]:
        """All comments, each after the one that it stands below."""
        below: defaultdict[_Comment | None, list[_Comment]] = defaultdict(list)
        for comment in self._comments.values():
            below[comment.parent].append(comment)
        waiting = list(below[None])
        while waiting:
            comment = waiting.pop()
            yield comment
            waiting += below[comment]

    def _set_level(self, comment: _Comment) -> None:
        if comment.parent is not None and comment.parent.level == MAX_REPLY_DEPTH:
            self._remark(
                "guessed", comment.key, f"below {MAX_REPLY_DEPTH} levels of replies it stands beside its parent"
            )
            comment.parent = comment.parent.parent
        comment.level = 0 if comment.parent is None else comment.parent.level + 1

    # --- Texts ----------------------------------------------------------------------------------------------------

    def _read_text(self, comment: _Comment) -> None:
        if comment.is_deleted:
            return
        text = self._markdown(comment.given, comment.key)
        if comment.parent is not None:
            text, comment.quotes = quoted_apart(text, comment.parent.passages)
        if not text:
            self._remark("open", comment.key, "the comment has no text", has_text)
        comment.text = self._sound(text, comment.key) or NO_TEXT

    def _markdown(self, given: _Fields, place: str) -> str:
        """The text of a comment or a post."""
        markdown, html = _bodies(given)
        if not markdown and html:
            from mkdocs_debates.exchange.importing.from_html import markdown_of

            converted, lost = markdown_of(html, self._base(given))
            for each in lost:
                self._remark("lost", place, each)
            markdown = with_quotations_by_hand(converted)
            if markdown != converted:
                self._remark("guessed", place, 'paragraphs that begin with ">" are taken for quotations')
        elif self._base(given):
            markdown = _RELATIVE.sub(lambda link: urljoin(self._base(given), link[0]), markdown)
        text, refused = cleaned(markdown)
        if refused:
            self._remark("lost", place, f"characters that cannot be shown: {refused:,}")
        return text.strip("\n").rstrip()

    def _base(self, given: _Fields) -> str:
        """What relative links in a text lead on from, "" where that is not said."""
        return self._url(given, "") or self._page

    def _sound(self, text: str, place: str) -> str:
        """A text as prose in which nothing is wrong."""
        text, wrong = sound(text)
        if wrong:
            self._remark("lost", place, f"markup is shown as it is written: {wrong}")
        return text.strip("\n")

    # --- The debate -----------------------------------------------------------------------------------------------

    def debate(self) -> Debate:
        """The debate that the comments make."""
        claims = self._claims()
        summary = self._sound(self._markdown(self.post, "the post"), "the post") if self.post else ""
        url = self._page
        summary = with_references(summary, url, self._ids)
        title, origin = self._title(url), self._given_of_post("_id") or word_of(self._first("postId")) or url
        self._summarise(list(claims.values()))
        if summary:
            self._remark("guessed", "the post", "its text is the summary of the debate: shorten it to the question")
        return Debate(
            title=title,
            summary=summary,
            started=self._date(self.post, "the post") if self.post.get("postedAt") else None,
            source=url or None,
            people={person.id: person for person in self._people.values()},
            claims=claims,
            extensions={ORIGIN: origin} if origin else {},
        )

    def _claims(self) -> dict[str, Claim]:
        """The claims in the order of reading; their ids go by the order of the file."""
        people = {comment: self._person(comment) for comment in self._comments.values()}
        for comment in self._comments.values():
            words = word_of(comment.given.get("title")) or first_own_sentence(comment.text, convert(comment.text))
            comment.id = self._naming.id_for("" if comment.is_deleted else words, "comment")
        self._ids = {comment.key: comment.id for comment in self._comments.values()}
        found = {comment.id: self._claim(comment, people[comment]) for comment in self._comments.values()}
        return {claim: found[claim] for claim in graph_of(Debate(claims=found)).order}

    def _claim(self, comment: _Comment, by: tuple[str, ...]) -> Claim:
        given = comment.given
        self._left.update(
            name for name, value in given.items() if name not in _READ and value not in (None, "", [], {})
        )
        return Claim(
            id=comment.id,
            by=by,
            date=self._date(given, comment.key),
            title="" if comment.is_deleted else word_of(given.get("title")),
            status="removed" if comment.is_deleted else "withdrawn" if given.get("retracted") == "true" else None,
            reply_to=comment.parent.id if comment.parent else None,
            relation="comments" if comment.parent else None,
            quotes=comment.quotes,
            text=with_references(comment.text, self._page, self._ids),
            source=self._url(given, comment.key) or None,
            extensions={ORIGIN: comment.key},
        )

    def _person(self, comment: _Comment) -> tuple[str, ...]:
        given = {} if comment.is_deleted else comment.given
        name = _name_of(given)
        user = given["user"] if isinstance(given.get("user"), dict) else {}
        slug = word_of(user.get("slug"))
        key = slug or name
        if not key:
            return ()
        if key not in self._people:
            site = urlsplit(self._url(given, "")) if slug else None
            page = word_of(user.get("pageUrl")) or (f"{site.scheme}://{site.netloc}/users/{slug}" if site else "")
            self._people[key] = Person(
                id=self._naming.id_for(name or slug, "person"),
                name=name or words_of_id(slug),
                url=page if not flaw_of_url(page) else None,
                extensions={ORIGIN: key},
            )
        return (self._people[key].id,)

    def _date(self, given: _Fields, place: str) -> str | None:
        written = given.get("postedAt")
        written = written.get("$date") if isinstance(written, dict) else written
        if not written:
            return None
        day = _day_of(word_of(written))
        if not day:
            self._remark("lost", place, f'"{word_of(written)[:40]}" is no date')
        return day or None

    def _url(self, given: _Fields, place: str) -> str:
        """Where it stands on the web, "" where that is not said; with ``place``, what is no address is noted."""
        url = word_of(given.get("pageUrl")) or word_of(given.get("link"))
        if url and flaw_of_url(url):
            if place:
                self._remark("lost", place, f'its address "{url[:80]}" {flaw_of_url(url)}')
            return ""
        return url

    # --- The post -------------------------------------------------------------------------------------------------

    def _first(self, name: str) -> Any:
        """What the first comment that has a field says there."""
        return next((each.given[name] for each in self._comments.values() if each.given.get(name)), None)

    def _given_of_post(self, name: str) -> str:
        of_comment = self._first("post")
        beside = of_comment.get(name) if isinstance(of_comment, dict) else None
        return word_of(self.post.get(name)) or word_of(beside)

    @cached_property
    def _page(self) -> str:
        """Where the post is, "" where that is not said."""
        url = self._given_of_post("pageUrl") or word_of(self._first("pageUrl")) or word_of(self._first("link"))
        page = re.split("[?#]", url, maxsplit=1)[0]
        return "" if flaw_of_url(page) else page

    def _title(self, url: str) -> str:
        title = self._given_of_post("title")
        if title:
            return title
        slug = _POST.search(urlsplit(url).path)
        if slug:
            title = words_of_id(slug["slug"])
            self._remark("guessed", "the debate", f'its title, "{title}", is made of the address of the post')
            return title
        message = "the file has no title for it: give the debate one"
        self._remark("open", "the debate", message, has_other_title(_UNTITLED))
        return _UNTITLED

    # --- What is said once ----------------------------------------------------------------------------------------

    def _summarise(self, claims: list[Claim]) -> None:
        relation = "the relation to what they answer, which the forum does not say, is `comments`: choose a better one"
        bearing = "what they bear on: name positions or cruxes that they argue for or against"
        deleted = "what was deleted, text and author; the places and the replies are kept"
        among = f"{len(claims):,} comments"

        def remark(kind: Any, settled_by: Callable[[Claim], bool] | None, message: str, found: list[Claim]) -> None:
            about = tuple(claim.extensions[ORIGIN] for claim in found)
            if about:
                place = f"{len(about):,} of {among}"
                self.remarks.append(Remark(kind, place, message, about, settled_by, among))

        remark("open", has_relation, relation, [claim for claim in claims if claim.reply_to])
        remark("open", bears_on_something, bearing, [claim for claim in claims if not claim.reply_to])
        remark(
            "open", has_author, "who wrote them is not in the file", [each for each in claims if not has_author(each)]
        )
        remark("lost", None, deleted, [claim for claim in claims if claim.status == "removed"])
        remark("lost", None, "the time of day; the date is kept", [claim for claim in claims if claim.date])
        if self._left:
            message = f"what has no place in a debate: {names_in(self._left)}"
            self.remarks.append(Remark("lost", "all comments", message))


def _name_of(given: _Fields) -> str:
    """The author's name, "" where there is none."""
    user = given.get("user")
    names = [user.get("displayName"), user.get("username")] if isinstance(user, dict) else [user]
    return next(filter(None, map(word_of, (*names, given.get("author")))), "")


def _bodies(given: _Fields) -> tuple[str, str]:
    """The text as Markdown and as HTML, "" for what is not there."""
    contents = given.get("contents")
    found: Mapping[str, Any] = contents if isinstance(contents, dict) else {"markdown": contents}
    texts = (found.get("markdown"), found.get("html") or given.get("htmlBody"))
    markdown, html = (each if isinstance(each, str) else "" for each in texts)
    return markdown, html


def _day_of(written: str) -> str:
    """The day of an ISO date with a time, or of milliseconds since 1970; "" for what is neither."""
    if _MILLISECONDS.fullmatch(written):
        start = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
        try:
            return (start + datetime.timedelta(milliseconds=int(written))).date().isoformat()
        except OverflowError:
            return ""
    day = date_of(re.split("[T ]", written, maxsplit=1)[0])
    return day if isinstance(day, str) else ""
