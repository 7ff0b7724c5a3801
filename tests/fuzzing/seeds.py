"""Where a fuzzer starts from: the golden cases, the examples of the documentation, and words that mean something."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mkdocs_debates.exchange.debate_json import as_data
from mkdocs_debates.model import RELATIONS, Answer, Claim, Crux, Debate, Link, Person, Position, View
from mkdocs_debates.project import load
from mkdocs_debates.shapes import fields_of
from tests.building import claim, debate
from tests.docs.examples import DOCS, ROOT, examples_of
from tests.docs.test_importing_formats import READERS
from tests.fuzzing.targets import PARTING
from tests.prose.test_any_text import PIECES
from tests.reading.cases import cases_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_THREAD: Final = (
    {
        "_id": "a",
        "user": {"slug": "ann-a", "displayName": "Ann Avery", "pageUrl": "https://e.org/ann"},
        "postedAt": "2025-02-03T23:59:59.000Z",
        "contents": {"markdown": "Buses are *late*. [Often](/posts/1)."},
        "pageUrl": "https://e.org/posts/p/who-should-pay?commentId=a",
        "post": {"_id": "p", "title": "Who should pay?", "htmlBody": "<p>So?</p>"},
        "title": "Late buses",
        "retracted": True,
    },
    {
        "_id": "b",
        "parentCommentId": "a",
        "author": "Bo",
        "postedAt": {"$date": "2025-02-04"},
        "htmlBody": "<blockquote><p>Often.</p></blockquote><ul><li>No.</li></ul><img src='x' alt='y'>",
    },
    {"_id": "c", "parentCommentId": "b", "deleted": True, "postedAt": 1738627199000},
)
_IMAGES: Final = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x40\0\0\0\xc8",
    b"GIF89a\x40\1\xc8\0",
    b"\xff\xd8\xff\xe0\0\4JF\xff\xc0\0\x0b\x08\0\xc8\1\x40\3",
    b"RIFF\0\0\0\0WEBPVP8X\0\0\0\x0a\0\0\0\0\x3f\1\0\xc7\0\0",
    b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x3f\1\x32\0",
    b"\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\x38meta\0\0\0\0\0\0\0\x2ciprp\0\0\0\x24ipco\0\0\0\x14ispe\0\0\0\0\0\0\1\x40\0\0\0\xc8",
)
_MARKS_OF_MAPS: Final = (
    "Discussion Title: ", "Thesis: ", "1.1. Pro: ", "1.2. Con: ", "-> See 1.1.", "===\n", "[A]: ", "<B>: ", "\n    + ",
    "\n    - ", "\n  <+ ", "\n  ->", "\n  _> ", "\n  ><", "(1) ", "\n----\n", "\n-- by ", "@[A]", "#(two words)", "/*",
    "*/", "//", "<!--", "-->", "{data: 1}", "@include(x)", "title: ",
)  # fmt: skip
_MARKS_OF_YAML: Final = (
    ": ", "- ", "\n  ", " #", "|\n", "|2-\n", ">+\n", "? ", "<<: ", "&a ", "*a ", "!!str ", "%YAML 1.1\n", "---\n",
    "...\n", "{a: b}", "[a, b]", "\\u202e", "\r\n", "<<<<<<< ", "=======", ">>>>>>> ", "crux:", "claim:a", "x-a: ",
)  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """Inputs for a target that reach into it."""
    match target:
        case "reader" | "layout":
            yield from _yaml_files()
        case "comparing":
            for one, other in pairwise(sorted(_yaml_files(), key=len)):
                yield one + PARTING + other
                yield one + PARTING + one.replace(b"text", b"title", 1)
        case "prose":
            yield from (piece.encode("utf-8", "replace") for piece in PIECES)
            for subject in load(ROOT / "debates").debates.values():
                yield from (each.text.encode() for each in subject.debate.claims.values())
        case "images":
            yield from _IMAGES
        case "forum":
            yield json.dumps({"data": {"comments": {"results": _THREAD}}}).encode()
            yield json.dumps(_THREAD).encode()
        case "json":
            yield _debate_as_json()
        case _:
            name = next(name for name, form in READERS.items() if form == target)
            yield from (each.text.encode() for each in examples_of(DOCS / "importing-formats.md") if each.title == name)


def words(target: str) -> tuple[str, ...]:
    """What a target takes notice of."""
    match target:
        case "reader" | "layout" | "comparing":
            entries = (Debate, Person, Link, Position, Crux, Answer, View, Claim)
            fields = {f"{name}: " for entry in entries for name in fields_of(entry)}
            return (*sorted(fields), "replies:\n", *RELATIONS, *_MARKS_OF_YAML)
        case "images":
            return ("IHDR", "VP8X", "VP8 ", "VP8L", "ftyp", "avif", "meta", "iprp", "ipco", "ispe", "irot", "Exif")
        case "prose":
            return (*PIECES, "\\sqrt{", "\\left(", "\\begin{matrix}", "\\text{", "}^{")
        case _:
            return (*PIECES, *_MARKS_OF_MAPS, *_json_names())


def _yaml_files() -> Iterator[bytes]:
    for file in sorted((ROOT / "tests" / "cases").glob("*/*.md")):
        if file.parent.name in ("reading", "checks"):
            yield from (data for case in cases_in(file) for _, data in case.files)
        else:
            yield from (each.text.encode() for each in examples_of(file))
    yield from (each.text.encode() for each in examples_of(DOCS / "first-debate.md") if each.language == "yaml")


def _debate_as_json() -> bytes:
    made = debate(claim("one", by=("ann",), supports=("yes",)), claim("two", "one", cruxes=("why.a",)))
    return json.dumps(as_data(made, {"": "d/", **{entry.id: f"d/#{entry.id}" for _, entry in made.entries()}})).encode()


def _json_names() -> Iterator[str]:
    names = {"nodes", "edges", "nodeID", "fromID", "toID", "type", "text", "locutions", "participants"}
    names |= {"id", "from", "to", "note", "polarity", "summary", "statement", "label", "warrant", "finding", "topicId"}
    names |= {"_id", "parentCommentId", "contents", "markdown", "html", "htmlBody", "postedAt", "deleted", "retracted"}
    names |= {name for entry in (Debate, Person, Link, Crux, Claim) for name in fields_of(entry)}
    yield from (f'"{name}": ' for name in sorted(names))
