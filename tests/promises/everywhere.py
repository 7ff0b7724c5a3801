"""A payload in every text field of the format, as debates that can be published and debates that can't.

Which fields there are is read from the model, so that a new one is filled without a word here; what is
written here is which entries stand where, and how they hang together.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.model import REPLIES, Debate
from mkdocs_debates.prose import convert
from mkdocs_debates.reading.decoding import REFUSED_CHARACTERS
from mkdocs_debates.shapes import Keyed, ListOf, Prose, Record, Text, Url, attribute_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs_debates.shapes import Entry

Data = dict[str, Any]
TextField = tuple[str, str]
"""An entry of the model and the name that its field has in files: ``("Claim", "title")``."""

_FENCE: Final = "~" * 20
_ADDRESS: Final = "https://address.invalid/"
_NOT_IN_AN_ADDRESS: Final = re.compile(
    r"[\s\\\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\ud800-\udfff]"
)


def text_fields() -> set[TextField]:
    """Every field of the format that takes words of a writer's own: text, Markdown, an address."""
    found: set[TextField] = set()
    waiting: list[type[Entry]] = [Debate]
    seen: set[type[Entry]] = set()
    while waiting:
        entry = waiting.pop()
        seen.add(entry)
        for name, spec in fields_of(entry).items():
            shape = spec.shape.item if isinstance(spec.shape, ListOf) else spec.shape
            if isinstance(shape, Text | Prose | Url):
                found.add((entry.__name__, name))
            elif isinstance(shape, Record | Keyed) and shape.entry not in seen:
                waiting.append(shape.entry)
    return found


def filled_fields(debate: Debate, words: Callable[[str], bool]) -> set[TextField]:
    """The fields of ``debate`` with a value that ``words`` accepts."""
    return set(_filled(debate, words))


def _filled(entry: Entry, words: Callable[[str], bool]) -> Iterator[TextField]:
    for name, spec in fields_of(type(entry)).items():
        value = getattr(entry, attribute_of(type(entry), name))
        shape = spec.shape.item if isinstance(spec.shape, ListOf) else spec.shape
        values = (
            value.values() if isinstance(spec.shape, Keyed) else value if isinstance(spec.shape, ListOf) else [value]
        )
        for each in filter(None, values):
            if isinstance(shape, Record | Keyed):
                yield from _filled(each, words)
            elif isinstance(shape, Text | Prose | Url) and words(each):
                yield type(entry).__name__, name


def may_stand(payload: str) -> bool:
    """Whether a file may hold ``payload``, which has none of the characters that are refused anywhere."""
    return not REFUSED_CHARACTERS.search(payload) and "\r" not in payload


def publishable(payload: str) -> Data:
    """A debate with ``payload`` in every field that may hold it; in prose as code, where a link in it is refused."""
    prose = payload if not convert(payload).flaws else _as_code(payload)
    return _everywhere(payload, prose, _as_address(payload))


def refused(payload: str) -> Data:
    """A debate with ``payload`` in every field whatsoever, though dates, ids and addresses may not hold it."""
    data = _everywhere(payload, payload, payload)
    for entry in (data, *(each for section in data.values() if isinstance(section, dict) for each in section.values())):
        entry |= {"formerly": payload, payload: payload}
    data |= {"language": payload, "status": payload, "started": payload}
    data["claims"]["main"] |= {"date": payload, "credence": payload, "supports": payload, "by": payload}
    return data


def as_yaml(data: Data) -> str:
    """``data`` as a file: JSON, which is YAML, with escapes for characters that a file may not hold."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return REFUSED_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _everywhere(text: str, prose: str, address: str) -> Data:
    code = _as_code(text)
    passage = next(iter(convert(code).blocks), "words")
    bearing = {"by": "ann", "date": "2025-02-03", "supports": "yes", "cruxes": "why.a", "quotes": None}
    debate: Data = {
        "started": "2025-02",
        "people": {"ann": {}},
        "links": {"source": {"kind": "paper"}},
        "positions": {"yes": {"held_by": "ann", "steelman": "main"}, "no": {}},
        "cruxes": {
            "why": {
                "answers": {"a": {"supports": "yes"}, "b": {"supports": "no"}},
                "views": [{"by": "ann", "answer": "a", "credence": "90%", "because": "main"}],
                "resolution": {"answer": "a", "date": "2025-03", "because": "main"},
            },
            "what": {"answers": {"a": {"supports": "yes"}, "b": {"supports": "no"}}},
        },
        "claims": {
            "main": {**bearing, "links": [{"link": "source"}], "x-note": text},
            # What a note is on, and what a reply takes up, has to stand in a text.
            "quoted": {
                **bearing,
                "text": code or "words",
                "notes": [{"passage": passage, "kind": "context"}],
                "replies": {"reply": {"relation": "opposes", "by": "ann", "quotes": [passage]}},
            },
        },
        "shifts": [{"by": "ann", "date": "2025-02", "to": "yes", "because": "main"}],
        "x-note": text,
    }
    words = {Text: " ".join(text.split()) or "words", Prose: prose if prose.strip() else "words", Url: address}
    _fill(debate, Debate, words)
    return debate


def _fill(data: Data, entry: type[Entry], words: Mapping[type[object], str]) -> None:
    """Give ``data``, the fields of ``entry``, its words wherever it gives none; None leaves a field out."""
    fields = {name: spec.shape for name, spec in fields_of(entry).items()}
    for name, shape in fields.items():
        item = shape.item if isinstance(shape, ListOf) else shape
        if type(item) in words and name not in data:
            data[name] = [words[type(item)]] if isinstance(shape, ListOf) else words[type(item)]
        elif isinstance(shape, Keyed):
            for each in data.get(name, {}).values():
                _fill(each, shape.entry, words)
        elif isinstance(item, Record):
            for each in data.get(name, []) if isinstance(shape, ListOf) else filter(None, [data.get(name)]):
                _fill(each, item.entry, words)
    for each in data.get(REPLIES.name, {}).values():
        _fill(each, entry, words)
    for name in [name for name, value in data.items() if value is None]:
        del data[name]


def _as_code(text: str) -> str:
    return f"{_FENCE}\n{text}\n{_FENCE}" if text.strip() else "words"


def _as_address(text: str) -> str:
    """``text`` where it is an address that a debate may link to, else an address that ends in it."""
    if not flaw_of_url(text):
        return text
    return f"{_ADDRESS}?{_NOT_IN_AN_ADDRESS.sub(lambda found: quote(found[0]), text)}"
