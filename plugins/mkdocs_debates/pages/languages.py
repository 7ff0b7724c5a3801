"""The language of a debate beside that of the site: which parts of a page say that they are in another one."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})


def direction_of(language: str) -> str:
    """``rtl`` for a language that is written from right to left, ``ltr`` for another, "" for none."""
    if not language:
        return ""
    return "rtl" if _main(language) in _RIGHT_TO_LEFT else "ltr"


def lang_of(language: str, among: str) -> Markup:
    """The attribute of an element whose words are in ``language``, among words in another one.

    It is "" where both are the same but for their regions, or ``language`` is not known.
    """
    if not language or _main(language) == _main(among):
        return Markup("")
    return Markup(' lang="{}"').format(language)


def _main(language: str) -> str:
    return language.partition("-")[0].lower()
