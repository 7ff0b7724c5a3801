"""What a value may be, field by field: characters to a value of the model, or what is wrong with them."""

from __future__ import annotations

import datetime
import re
import sys
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.diagnostics import did_you_mean
from mkdocs_debates.shapes import CREDENCE_PATTERN, DATE_PATTERN, ID_PATTERN, MAX_ID_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable


class Flaw(NamedTuple):
    """What is wrong with a value, in words that follow it: ``"2026-02-30" is not a day of the calendar``."""

    rule: str
    message: str
    hint: str = ""


_ID: Final = re.compile(ID_PATTERN)
_DATE: Final = re.compile(DATE_PATTERN)
_CREDENCE: Final = re.compile(CREDENCE_PATTERN)
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}")
_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")


def flaw_of_id(entry_id: str) -> Flaw | None:
    """What keeps ``entry_id`` from being an id."""
    if len(entry_id) > MAX_ID_LENGTH:
        message = f"has {len(entry_id)} characters, and an id has at most {MAX_ID_LENGTH}"
        return Flaw("bad-id", message, "say it in two to five words")
    if _ID.fullmatch(entry_id):
        return None
    message = "is not an id: small letters and digits in words joined by hyphens, a letter first"
    plain = unicodedata.normalize("NFKD", entry_id).encode("ascii", "ignore").decode("ascii").lower()
    like = _NOT_IN_ID.sub("-", plain).strip("-")
    return Flaw("bad-id", message, f"for example {like}" if _ID.fullmatch(like) else "")


def date_of(text: str) -> str | Flaw:
    """A year, a month or a day, if there is such a one."""
    if not _DATE.fullmatch(text):
        return Flaw("bad-value", "is not a date", "write 2025, 2025-02 or 2025-02-28")
    hint = "write one that there is, or leave out the day, or the month as well"
    return _in_calendar(text) or Flaw("bad-value", "is a date that the calendar does not have", hint)


@lru_cache(maxsize=4096)
def _in_calendar(date: str) -> str:
    """``date``, the same object for each that is written so; "" where the calendar does not have it."""
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3]
    try:
        datetime.date(year, month, day)
    except ValueError:
        return ""
    return date


def credence_of(text: str) -> float | Flaw:
    """Per cent as a number from 0 to 100."""
    if _CREDENCE.fullmatch(text):
        return float(text[:-1])
    message = "is not a number from 0 to 100 with a percent sign"
    if _NUMBER.fullmatch(text) and 0 <= float(text) <= 100:
        share = float(text)
        meant = share * 100 if share < 1 and "." in text else share
        return Flaw("bad-value", message, f"did you mean {meant:.6g}%?")
    return Flaw("bad-value", message, "write 60%, for example")


def language_of(text: str) -> str | Flaw:
    """A language tag in the form of BCP 47."""
    if _LANGUAGE.fullmatch(text):
        return text
    return Flaw("bad-value", "is not a language tag", "write en, de or pt-BR, for example")


def url_of(text: str) -> str | Flaw:
    """An address that a page may link to."""
    flaw = flaw_of_url(text)
    return Flaw("unsafe-url", flaw) if flaw else text


def url_or_link_of(text: str) -> str | Flaw:
    """An address that a page may link to, or the id of a link."""
    if not flaw_of_id(text):
        return text
    if ":" not in text and "/" not in text:
        return Flaw("unsafe-url", "is neither an address nor the id of a link", "write https://… or an id of `links`")
    return url_of(text)


def reference_of(text: str) -> str | Flaw:
    """An id; whether there is such a one is for the checks to say."""
    # The same ids are named again and again: one string will do for all.
    return sys.intern(text) or Flaw("bad-value", "is empty", "name an id, or delete the field")


def former_id_of(text: str) -> str | Flaw:
    """``old-id`` or ``other-debate/old-id``."""
    for part in text.split("/", maxsplit=1):
        flaw = flaw_of_id(part)
        if flaw:
            message = "is neither old-id nor other-debate/old-id, in the letters of an id"
            return Flaw("bad-id", message, "write it as it stood before, or delete it")
    return text


def choice_of(words: tuple[str, ...]) -> Callable[[str], str | Flaw]:
    """A reader for one of ``words``."""
    one_of = "is not one of " + ", ".join(words)

    def choose(text: str) -> str | Flaw:
        return text if text in words else Flaw("bad-value", one_of, did_you_mean(text, words))

    return choose
