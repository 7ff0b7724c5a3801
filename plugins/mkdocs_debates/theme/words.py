"""The words of the interface in the language of the site, from catalogues of GNU gettext.

English stands in the templates and in the code, and is the ``msgid`` of each message. What other languages have for
it stands in ``languages/<language>.po``. A site has words of its own, for any language, in files of the same name in
``debates/languages`` below its overrides.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from difflib import get_close_matches
from gettext import c2py
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from babel.messages.catalog import Catalog, Message

LANGUAGES: Final = Path(__file__).parent / "languages"
"""The folder of the catalogues."""

OWN_LANGUAGES: Final = Path("debates", "languages")
"""Where a site's own catalogues stand, below its overrides."""

ENGLISH: Final = "en"

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATE: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


class Messages(NamedTuple):
    """What a language has for messages: by ``msgid`` one form or several, and which form a number takes."""

    forms: Mapping[str, str | tuple[str, ...]]
    form_of: Callable[[int], int]


@dataclass(frozen=True)
class Words:
    """The words of a site. ``language`` has a catalogue or is English; ``folders`` hold catalogues of the site's own.

    Small and hashable; catalogues are read when the first word is wanted.
    """

    language: str = ENGLISH
    folders: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.language)

    @functools.cached_property
    def messages(self) -> Messages:
        """All that is not as in the code."""
        return _messages(self)

    def __call__(self, message: str, **values: object) -> str:
        """``message`` in the language, with ``values`` in its braces."""
        found = self.messages.forms.get(message, message)
        text = found if isinstance(found, str) else found[min(self.messages.form_of(1), len(found) - 1)]
        return text.format_map(values) if values else text

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """The form of a message that ``number`` takes, with the number in its braces as ``n``.

        HTML among ``values`` stays HTML, and the result is.
        """
        forms = self.messages.forms.get(one)
        if isinstance(forms, tuple):
            text = forms[min(self.messages.form_of(number), len(forms) - 1)]
        else:
            text = one if number == 1 else many
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(text).format(n=number, **values)
        return text.format(n=number, **values)

    def date(self, date: str) -> Markup:
        """A date as people write it, in a ``time`` element: ``2025-02`` as "February 2025"; "" stays empty.

        What is no date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) is shown as it is.
        """
        return _date(self.language, date)

    def percent(self, number: float) -> str:
        """A number from 0 to 100 as a percentage, ``90%`` in English."""
        return _percent(self.language, number)


IN_ENGLISH: Final = Words()
"""The words as they stand in the code."""


def words_of(language: str, templates: Sequence[Path] = ()) -> Words:
    """The words for a theme's language, or for the nearest that there is: for ``pt-BR``, ``pt``; else English.

    ``templates`` are folders with templates of the site's own.
    """
    folders = tuple(str(folder / OWN_LANGUAGES) for folder in templates)
    for candidate in _candidates(language):
        if any((Path(folder) / f"{candidate}.po").is_file() for folder in (str(LANGUAGES), *folders)):
            return Words(candidate, folders)
    return Words(ENGLISH, folders)


def flaws_of_own_words(words: Words) -> Iterator[str]:
    """A warning for each message of the site's own catalogues that comes to nothing.

    Either neither the interface nor a template of the site has it, and the one that is nearest is named; or it has
    braces in which no value can stand, and is not used.
    """
    for folder in map(Path, words.folders):
        path = folder / f"{words.language}.po"
        if path.is_file():
            known = [name_of(message) for message in catalogue_in(LANGUAGES / "de.po")]  # each of ours has them all
            templates = [file.read_text(encoding="utf-8") for file in folder.parent.rglob("*.html")]
            for message in catalogue_in(path):
                name = name_of(message)
                if name and name not in known and not any(name in template for template in templates):
                    nearest = get_close_matches(name, known, n=1, cutoff=0.5)
                    hint = f'; did you mean "{nearest[0]}"?' if nearest else ""
                    yield f'{path}:{message.lineno or 1}: no message of the interface is "{name}"{hint}'
                elif not _fits(message):
                    places = ", ".join(f"{{{each}}}" for each in sorted(_places(message))) or "no braces"
                    yield f'{path}:{message.lineno or 1}: not used, since "{name}" can have {places}, and no others'


def _candidates(language: str) -> Iterator[str]:
    parts = re.split(r"[-_]", language)
    for length in range(len(parts), 0, -1):
        code = "_".join((parts[0].lower(), *parts[1:length]))
        if re.fullmatch(r"[A-Za-z0-9_]+", code):
            yield code.replace("_", "-")
            yield code


@functools.cache
def _messages(words: Words) -> Messages:
    forms: dict[str, str | tuple[str, ...]] = {}
    form_of: Callable[[int], int] = _as_in_english
    for folder in (str(LANGUAGES), *words.folders):
        path = Path(folder) / f"{words.language}.po"
        if path.is_file():
            catalogue = catalogue_in(path)
            form_of = c2py(catalogue.plural_expr)
            for message in catalogue:
                said = message.string or ""
                if message.id and not message.fuzzy and said and all(said) and _fits(message):
                    forms[name_of(message)] = said if isinstance(said, str) else tuple(said)
    return Messages(forms, form_of)


def catalogue_in(path: Path) -> Catalog:
    """A catalogue from its file."""
    # Imported where it is used: most of what the command does needs no word of it.
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"))


def name_of(message: Message) -> str:
    """The name by which a message is found; of one with a number, its form for one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _fits(message: Message) -> bool:
    """Whether each brace in what a language has for a message is one of the message's own, so that it gets a value."""
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    try:
        pieces = [piece for form in said for piece in Formatter().parse(str(form))]
    except ValueError:  # one that is not closed
        return False
    known = _places(message)
    return all(name is None or (name in known and not kind and not how) for _, name, kind, how in pieces)


def _places(message: Message) -> frozenset[str]:
    """The names in the braces of a message."""
    forms = (message.id,) if isinstance(message.id, str) else message.id
    return frozenset(name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None)


def _as_in_english(number: int) -> int:
    return int(number != 1)


@functools.lru_cache(maxsize=1000)
def _date(language: str, date: str) -> Markup:
    parts = _DATE.fullmatch(date)
    if parts is None:
        return escape(date)
    year, month, day = parts.groups()
    if language == ENGLISH:
        words = " ".join(filter(None, (day and str(int(day)), month and _MONTHS[int(month) - 1], year)))
    else:
        words = _date_in(language, int(year), int(month or 1), int(day or 1), _SKELETONS[bool(month) + bool(day)])
    return Markup('<time datetime="{}">{}</time>').format(date, words)


_SKELETONS: Final = ("y", "yMMMM", "")


def _date_in(language: str, year: int, month: int, day: int, skeleton: str) -> str:
    import datetime

    from babel.dates import format_date, format_skeleton

    try:
        date = datetime.date(year, month, day)
    except ValueError:  # a day that the calendar has not
        return f"{year:04}-{month:02}-{day:02}"
    locale = _locale(language)
    return format_skeleton(skeleton, date, locale=locale) if skeleton else format_date(date, "long", locale=locale)


@functools.lru_cache(maxsize=1000)
def _percent(language: str, number: float) -> str:
    if language == ENGLISH:
        return f"{number:g}%"
    from babel.numbers import format_decimal, format_percent

    locale = _locale(language)
    return format_percent(0.5, locale=locale).replace(
        format_decimal(50, locale=locale), format_decimal(round(number, 6), locale=locale)
    )


@functools.cache
def _locale(language: str) -> str:
    """The locale for dates and numbers: the language's, or English where Babel knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return ENGLISH


def N_(message: str) -> str:  # noqa: N802  # as gettext calls it
    """``message``, so that it enters the catalogues: it is translated elsewhere."""
    return message


SAID_OF_ENTRIES: Final = (
    N_("supports"), N_("opposes"), N_("undercuts"), N_("qualifies"), N_("concedes"), N_("asks"), N_("answers"),
    N_("clarifies"), N_("comments"), N_("bears on"), N_("decides on"), N_("hangs on"),
    N_("draft"), N_("open"), N_("closed"), N_("converging"), N_("irreducible"), N_("resolved"),
    N_("withdrawn"), N_("removed"),
    N_("answered"), N_("unanswered"), N_("undecided"), N_("conceded"),
    N_("context"), N_("correction"), N_("definition"), N_("note"),
    N_("article"), N_("book"), N_("comment"), N_("dataset"), N_("event"), N_("organisation"), N_("paper"), N_("post"),
    N_("video"),
    N_("position"), N_("crux"), N_("claim"),
)  # fmt: skip
"""Words of the format and of the analysis that pages show as they are, by the filter ``word``."""

QUESTIONS: Final[Mapping[str, str]] = {
    "empirical": N_("a question of fact"),
    "predictive": N_("a forecast"),
    "normative": N_("a question of values"),
    "definitional": N_("a question of words"),
    "procedural": N_("a question of procedure"),
}
"""The kinds of cruxes, in words for those who are new to them."""
