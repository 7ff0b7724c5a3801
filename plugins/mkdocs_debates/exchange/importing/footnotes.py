"""Footnotes of HTML, as ForumMagnum's editors and programs for Markdown write them.

A mark is a link to an item in a list of notes, and a note mostly has a link back to its mark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bs4.element import NavigableString

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bs4 import BeautifulSoup, Tag

MARK: Final = "footnote-mark"
"""The name that the element of a mark gets. Its ``number`` is that of the note."""
NOTE: Final = "footnote-note"
"""The name that the element of a note gets, with its ``number``."""

_LISTS: Final = ["footnotes", "footnotes-list", "footnote-section"]
_LINE: Final = "footnotes-sep"
_MARKS: Final = ["footnote-ref", "footnote-reference"]
_WORDS_OF_MARK: Final = re.compile(r"[\[(]?[\w*†‡:]{1,6}[\])]?")
_WORDS_BACK: Final = re.compile("[↩↑⤴^][\ufe0e\ufe0f]?")
_AROUND_LINK: Final = ("sup", "span", "strong", "b")


def find_footnotes(soup: BeautifulSoup) -> list[str]:
    """Name the marks and the notes in ``soup`` as such, and empty the links back; returns what is lost, in words.

    A quotation keeps no marks, since the notes are those of whoever is quoted. A note that no mark leads to stays an
    item of its list.
    """
    lists = soup.find_all(class_=_LISTS)
    notes = _notes_in(soup, lists)
    lost: list[str] = []
    cited = _cite(_marks_in(soup, notes, lost))
    for key, number in cited.items():
        notes[key].name = NOTE
        notes[key]["number"] = str(number)
    if cited:
        for line in [*soup.find_all("hr", class_=_LINE), *(line for each in lists for line in each.find_all("hr"))]:
            line.name = MARK
    if len(cited) < len(notes):
        lost.append("footnotes that no mark leads to: they stand in a list")
    return lost


def text_after(mark: Tag) -> str:
    """The text that follows a mark without a gap, "" where something else does."""
    last = mark
    while last.next_sibling is None and last.parent is not None and last.parent.name in _AROUND_LINK:
        last = last.parent
    return str(last.next_sibling) if isinstance(last.next_sibling, NavigableString) else ""


def _notes_in(soup: BeautifulSoup, lists: list[Tag]) -> dict[str, Tag]:
    """The notes by their anchors, without their links back: items of the ``lists``, or with such a link."""
    listed = {id(item) for each in lists for item in each.find_all("li", id=True)}
    notes: dict[str, Tag] = {}
    for item in soup.find_all("li", id=True):
        ways_back = [each for each in item.find_all("a", href=True) if _WORDS_BACK.fullmatch(each.get_text().strip())]
        for link in ways_back:
            _whole(link).clear()
        if (ways_back or id(item) in listed) and item.get_text().strip():
            notes.setdefault(f"#{item['id']}", item)
    return notes


def _marks_in(soup: BeautifulSoup, notes: Mapping[str, Tag], lost: list[str]) -> dict[str, list[tuple[Tag, str]]]:
    """By the note in which they stand, "" for the text itself: marks, and the notes that they lead to."""
    keys = {id(note): key for key, note in notes.items()}
    marks: defaultdict[str, list[tuple[Tag, str]]] = defaultdict(list)
    for link in soup.find_all("a", href=True):
        key, words, whole = str(link["href"]), link.get_text().strip(), _whole(link)
        is_mark = bool(_WORDS_OF_MARK.fullmatch(words)) and key in notes
        if not is_mark and not any(each in _MARKS for each in _classes(link, whole)):
            continue
        if link.find_parent("blockquote"):
            whole.clear()
            lost.append(f'the mark "{words[:20]}" of a footnote in a quotation')
        elif is_mark:
            inside = next((keys[id(each)] for each in link.parents if id(each) in keys), "")
            marks[inside].append((whole, key))
        else:
            lost.append(f'the footnote "{words[:20]}", which is not there')
    return marks


def _cite(marks: Mapping[str, list[tuple[Tag, str]]]) -> dict[str, int]:
    """Number the marks that the text leads to, through notes too; returns the numbers of their notes."""
    numbers: dict[str, int] = {}
    waiting = [""]
    while waiting:
        for mark, key in marks.get(waiting.pop(), ()):
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                waiting.append(key)
            mark.name = MARK
            mark["number"] = str(numbers[key])
    return numbers


def _whole(link: Tag) -> Tag:
    """The link with what stands around it alone."""
    whole = link
    while whole.parent is not None and whole.parent.name in _AROUND_LINK and len(whole.parent.contents) == 1:
        whole = whole.parent
    return whole


def _classes(*tags: Tag) -> Iterator[str]:
    return (each for tag in tags for each in tag.get_attribute_list("class"))
