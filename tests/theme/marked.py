"""A language in which every word of the interface is marked, and a debate without a word of its own."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

ROOT: Final = Path(__file__).parents[2]


def translations() -> ModuleType:
    """``docs/translations.py``, which knows all messages."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "docs" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MESSAGES: Final = translations().messages()

DEBATE: Final = """
title: "001"
people: {ann: {name: "002", role: "003"}, bob: {name: "002"}}
links: {src: {title: "004", kind: paper, accessed: 2025-01-02, note: "005"}}
positions:
  in: {title: "006", summary: "007", held_by: [ann], steelman: one}
  out: {title: "008"}
cruxes:
  safe:
    question: "009"
    kind: empirical
    status: converging
    why: "010"
    raised_in: [one]
    answers: {yes: {label: "011", supports: [in]}, no: {label: "012", supports: [out], opposes: [in]}}
    views: [{by: ann, answer: yes, credence: 80%, because: [one]}]
    settled_by: "013"
  done:
    question: "014"
    answers: {yes: {label: "015"}, no: {label: "016"}}
    resolution: {answer: yes, date: 2025-02, text: "017", because: [one]}
    depends_on: [safe]
claims:
  one:
    by: ann
    date: 2025-02-03
    title: "018"
    text: "019 020"
    supports: [in, safe.yes]
    links: [{link: src, quote: "021", at: "022"}]
    notes: [{passage: "019", kind: correction, by: "023", text: "024"}]
    replies:
      two: {by: bob, relation: opposes, quotes: "020", text: "025", replies: {three: {relation: asks, text: "026"}}}
      four: {relation: undercuts, status: withdrawn, text: "027"}
  gone: {status: removed}
shifts: [{by: bob, date: 2025-03, from: out, to: in, because: [one], text: "028"}]
"""


def own(folder: Path, language: str, text: str) -> Path:
    """Give a site words of its own; its folder of overrides."""
    path = folder / "debates" / "languages" / f"{language}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def mark_all(overrides: Path) -> None:
    """Put each message of the interface into marks, as a site's own English."""
    marked = []
    for message in MESSAGES:
        if isinstance(message, str):
            marked.append(f"msgid {_quoted(message)}\nmsgstr {_quoted(f'⟦{message}⟧')}\n")
        else:
            one, many = message
            forms = f"msgstr[0] {_quoted(f'⟦{one}⟧')}\nmsgstr[1] {_quoted(f'⟦{many}⟧')}\n"
            marked.append(f"msgid {_quoted(one)}\nmsgid_plural {_quoted(many)}\n{forms}")
    own(overrides, "en", "\n".join(marked))


def outside_marks(texts: list[str]) -> list[str]:
    """The texts with words that stand outside marks and are words of a language."""
    joined = "\x1f".join(texts)
    while joined != (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", joined)):
        joined = shorter
    return [text for text in joined.split("\x1f") if re.search(r"[A-Za-z]{2}", text) and not _is_of_no_language(text)]


_OF_NO_LANGUAGE = re.compile(
    r"(\d+ )?(January|February|March) 2025|BibTeX|Markdown|Atom|JSON Feed|https://.*"
    # The forms of a citation, which programs read and a script fills, and the address of the debate.
    r"|(@misc\{|author = \{|title = \{|note = \{In:|<iframe |, in “|howpublished = \{|year = \{|date = \{|url = \{).*"
    r"|d(:\w+)?",
    re.DOTALL,
)


def _is_of_no_language(text: str) -> bool:
    return bool(_OF_NO_LANGUAGE.fullmatch(text.strip()))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
