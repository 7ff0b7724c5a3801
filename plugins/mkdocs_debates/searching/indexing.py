"""Entries become indexes: one for each language of each part of a site.

::

    _search/parts.json               ["all"]
    _search/all/languages.json       [{"language": "en", "common": ["the"]}]
    _search/all/en/                  what Pagefind writes

A browser searches all parts that ``parts.json`` names, and shows what they find as one.
"""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64decode
from collections import Counter, defaultdict
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.searching.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from mkdocs_debates.searching.entries import Entry

RECORD_CHARACTERS: Final = 4_000
"""The text of a record. A browser loads 7 bytes for each record of a site before its first query, and for each
result the record that it stands in: both together are least between 4,000 and 8,000."""

COMMON: Final = 20_000
"""How often a word is said that fills a file of the index by itself. A query that has others goes without it."""

_NOT_NEEDED: Final = ("pagefind-*.css", "pagefind-*.js")
"""Interfaces of Pagefind: ours is the page of the search."""
_ENDS_OF_TITLES: Final = ("…", "。", "！", "？")
"""Where a title ends with one of these, the text may go on without a space."""
_WORD: Final = re.compile(r"\w+")
# Where Pagefind finds one, it takes it for the mark between words of a language that is written without spaces.
_WITHOUT_MARKS: Final = str.maketrans("", "", "\u200b")


def write_parts(folder: Path, parts: Sequence[str]) -> None:
    """Name in ``folder`` the parts that a browser searches."""
    _write_json(folder / "parts.json", list(parts))


def write_indexes(folder: Path, part: str, entries: Iterable[Entry]) -> None:
    """Write the indexes of a part below ``folder``. Raises :class:`PagefindError` where that fails.

    The same entries give the same files, in whatever order their pages come.
    """
    shutil.rmtree(folder / part, ignore_errors=True)
    by_language: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.url.partition("#")[0]):
        by_language[entry.language.lower()].append(entry)
    languages = []
    for language, spoken in sorted(by_language.items()):
        _write_index(folder / part / language, language, spoken)
        languages.append({"language": language, "common": common_words(spoken)})
    _write_json(folder / part / "languages.json", languages)


def records_of(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Neighbours of one debate, together as long as their text stays below a limit.

    The number of records, not of entries, is what a browser pays for before it can search at all.
    """
    record: list[Entry] = []
    size = 0
    for entry in entries:
        length = len(entry.title) + len(entry.text)
        if record and (size + length > RECORD_CHARACTERS or entry.debate != record[0].debate):
            yield tuple(record)
            record, size = [], 0
        record.append(entry)
        size += length
    if record:
        yield tuple(record)


def as_html(record: Sequence[Entry], language: str) -> str:
    """A record as Pagefind reads it. The id of each heading is the kind and the address of an entry.

    Pagefind keeps no white space in an id, and no address of a page has a comma.
    """
    sections = (
        f'<h2 id="{escape(f"{each.kind},{each.url}")}">{_shown(each.title)}</h2><p>{_shown(_beyond_title(each))}</p>'
        for each in record
    )
    return f'<html lang="{escape(language)}"><body>{"".join(sections)}</body></html>'


def common_words(entries: Iterable[Entry]) -> list[str]:
    """The words that are said so often that a browser had better not load where; sorted."""
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(_WORD.findall(f"{entry.title} {entry.text}".lower()))
    return sorted(word for word, count in counts.items() if count >= COMMON)


def _beyond_title(entry: Entry) -> str:
    """The text, without its beginning where that is the title: a claim without a title is called by its beginning."""
    beginning = entry.title.removesuffix("…").rstrip(" .")
    rest = entry.text.removeprefix(beginning)
    goes_on = rest[:1].isalnum() and not entry.title.endswith(_ENDS_OF_TITLES)
    return entry.text if rest == entry.text or goes_on else rest.lstrip(" .")


def _shown(text: str) -> str:
    return escape(text.translate(_WITHOUT_MARKS), quote=False)


def _write_index(folder: Path, language: str, entries: Iterable[Entry]) -> None:
    with Service() as service:
        index = service.ask("NewIndex", config={})["index_id"]
        for number, record in enumerate(records_of(entries)):
            # The address of a record is ours to choose, and needs only be another for each: it says the debate.
            url = f"{number} {record[0].debate}"
            html = as_html(record, language)
            service.ask("AddFile", index_id=index, url=url, file_path=None, file_contents=html)
        # Where Pagefind is asked to write the files itself, it answers while it still writes them.
        files = service.ask("GetFiles", index_id=index)["files"]
    for file in files:
        path = PurePosixPath(file["path"])
        if not any(map(path.match, _NOT_NEEDED)):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b64decode(file["content"]))


def _write_json(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{json.dumps(data, ensure_ascii=False)}\n", encoding="utf-8", newline="\n")
