"""Code in a text, coloured by its language in the classes that the site's stylesheet knows."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from markupsafe import escape

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

# Languages that a debate may quote. Pygments knows hundreds more, some with patterns that hang on hostile input.
_LANGUAGES: Final = {
    "bash": "bash", "sh": "bash", "shell": "bash", "c": "c", "cpp": "cpp", "c++": "cpp", "css": "css",
    "diff": "diff", "go": "go", "html": "html", "ini": "ini", "java": "java", "javascript": "javascript",
    "js": "javascript", "json": "json", "julia": "julia", "python": "python", "py": "python", "r": "r",
    "rust": "rust", "sql": "sql", "toml": "toml", "typescript": "typescript", "ts": "typescript",
    "xml": "xml", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip
_LONGEST_COLOURED: Final = 10_000


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
