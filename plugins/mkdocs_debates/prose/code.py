"""Code in a text, coloured by its language in the classes that the site's stylesheet knows."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from markupsafe import escape

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

# Pygments knows hundreds of languages, many with patterns that take quadratic time or more on hostile input. These were
# measured: the worst of them takes some 50 ms for the longest block that is coloured.
_LANGUAGES: Final = {
    "bash": "bash", "sh": "bash", "shell": "bash", "css": "css", "diff": "diff", "go": "go", "html": "html",
    "ini": "ini", "javascript": "javascript", "js": "javascript", "json": "json", "python": "python", "py": "python",
    "r": "r", "rust": "rust", "sql": "sql", "toml": "toml", "xml": "xml", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip
_LONGEST_COLOURED: Final = 2000


def code_block(code: str, info: str = "") -> str:
    """A block of code as HTML; ``info`` is what stands after the opening fence, its first word the language."""
    language = _LANGUAGES.get(info.strip().partition(" ")[0].lower(), "")
    classes = f"language-{language} highlight" if language else "highlight"
    inside = _coloured(code, language) if language and len(code) <= _LONGEST_COLOURED else escape(code)
    return f'<div class="{classes}"><pre><span></span><code>{inside}</code></pre></div>\n'


def _coloured(code: str, language: str) -> str:
    # Imported where it is used: most debates hold no code.
    from pygments import highlight

    return highlight(code, _lexer(language), _formatter())


@functools.cache
def _lexer(language: str) -> Lexer:
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False)


@functools.cache
def _formatter() -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)
