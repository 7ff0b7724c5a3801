"""Brings the catalogues of the interface's words up to date: ``python docs/translations.py``.

New messages enter each catalogue without a translation, and what is said no more leaves it. A language is begun by
its name: ``python docs/translations.py nl``.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2 import Environment, nodes

from mkdocs_debates.theme import TEMPLATES
from mkdocs_debates.theme.words import LANGUAGES, catalogue_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PACKAGE = TEMPLATES.parent.parent
_NAMES = frozenset({"_", "N_", "words"})
MessageId = str | tuple[str, str]


def messages() -> tuple[MessageId, ...]:
    """Every message of the templates and of the code, each once; one with a number as a pair."""
    found: dict[MessageId, None] = {}
    for template in sorted(TEMPLATES.rglob("*.html")):
        found |= dict.fromkeys(_in_template(template.read_text(encoding="utf-8")))
    for module in sorted(PACKAGE.rglob("*.py")):
        found |= dict.fromkeys(_in_code(module.read_text(encoding="utf-8")))
    with_number = {message[0] for message in found if isinstance(message, tuple)}
    return tuple(message for message in found if message not in with_number)


def _in_template(source: str) -> Iterator[MessageId]:
    for call in Environment().parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            constants = [each.value for each in call.args if isinstance(each, nodes.Const)]
            yield from _message(call.node.name, constants)


def _in_code(source: str) -> Iterator[MessageId]:
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name = str(getattr(call.func, "id", "") or getattr(call.func, "attr", ""))
            yield from _message(name, [each.value for each in call.args if isinstance(each, ast.Constant)])


def _message(name: str, constants: Sequence[object]) -> Iterator[MessageId]:
    if name in _NAMES and constants and isinstance(constants[0], str):
        yield constants[0]
    elif name == "plural" and len(constants) >= 2:
        yield str(constants[0]), str(constants[1])


def updated(catalogue: Catalog, wanted: Iterable[MessageId]) -> Catalog:
    """A catalogue of what is wanted, with the translations of ``catalogue`` and the order of their plurals."""
    fresh = Catalog(locale=catalogue.locale, project="mkdocs-debates", fuzzy=False)
    # Babel's own order may change from version to version, and what is translated stands in that of the file.
    fresh.mime_headers = [("Plural-Forms", catalogue.plural_forms)]
    for message in wanted:
        known = catalogue.get(message)
        fresh.add(message, known.string if known else "")
    return fresh


def as_file(catalogue: Catalog) -> bytes:
    """A catalogue as it stands in its file, without dates."""
    written = io.BytesIO()
    write_po(written, catalogue, width=110, omit_header=True, sort_output=True)
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def main(new: Sequence[str]) -> None:
    """Write every catalogue anew, and those of ``new`` languages."""
    wanted = messages()
    for path in sorted({*LANGUAGES.glob("*.po"), *(LANGUAGES / f"{language}.po" for language in new)}):
        before = catalogue_in(path) if path.is_file() else Catalog(locale=Path(path).stem.replace("-", "_"))
        path.write_bytes(as_file(updated(before, wanted)))
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
