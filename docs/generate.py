"""Writes what the documentation says of fields, rules and formats, the JSON Schemas, and the workflows, from the code.

``python docs/generate.py`` writes; with ``--check`` it only says what is stale, and exits with 1 if anything is.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import mkdocs_debates
from mkdocs_debates.exchange.exporting import FORMATS, writer_of
from mkdocs_debates.exchange.exporting.carried import FEATURES
from mkdocs_debates.model import (
    REPLIES,
    Answer,
    Citation,
    Claim,
    Crux,
    Debate,
    Link,
    Note,
    Person,
    Position,
    Resolution,
    Shift,
    View,
)
from mkdocs_debates.rules import RULES
from mkdocs_debates.schema import debate_schema, part_schema
from mkdocs_debates.shapes import (
    Choice,
    Credence,
    Date,
    FormerId,
    Keyed,
    Language,
    ListOf,
    Prose,
    Record,
    Reference,
    Text,
    Url,
    fields_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_debates.diagnostics import Severity
    from mkdocs_debates.rules import Rule
    from mkdocs_debates.shapes import Entry, FieldSpec, Shape, Target

DOCS: Final = Path(__file__).parent
SITE_FILES: Final = Path(mkdocs_debates.__file__).parent / "editing" / "scaffold" / "site"

# Each entry with the field in which it stands.
ENTRIES: Final[Mapping[type[Entry], str]] = {
    Debate: "the file itself, or `debate.yaml` in a folder",
    Person: "`people`, under its id",
    Link: "`links`, under its id",
    Position: "`positions`, under its id",
    Crux: "`cruxes`, under its id",
    Answer: "`answers` of a crux, under its id",
    View: "`views` of a crux, an item of the list",
    Resolution: "`resolution` of a crux",
    Claim: "`claims`, or `replies` of a claim, under its id",
    Citation: "`links` of a claim, an item of the list",
    Note: "`notes` of a claim, an item of the list",
    Shift: "`shifts`, an item of the list",
}

# Each severity with its heading, and what it means.
SEVERITIES: Final[Mapping[Severity, tuple[str, str]]] = {
    "error": ("Errors", "Errors stop a build and fail `debates check`."),
    "warning": ("Warnings", "Warnings are shown; they fail `mkdocs build --strict` and `debates check --strict`."),
    "advice": ("Advice", "Advice is for the editor's eye. `debates check` shows it, and it never fails anything."),
}


def generated() -> Iterator[tuple[Path, str]]:
    """Each file with generated content, and how it should read."""
    yield _with_part(DOCS / "format.md", "fields", fields_reference())
    yield _with_part(DOCS / "rules.md", "rules", rules_reference())
    yield _with_part(DOCS / "exporting.md", "carried", carried_table())
    yield DOCS / "debate.schema.json", _as_json(debate_schema())
    yield DOCS / "debate-part.schema.json", _as_json(part_schema())
    yield from _workflows()


def stale() -> list[Path]:
    """The files whose generated content is not what the code says."""
    return [path for path, content in generated() if not path.exists() or _read(path) != content]


# --- Fields -------------------------------------------------------------------------------------------------------


def fields_reference() -> str:
    """A table of fields for each entry."""
    return "\n\n".join(_entry_section(entry, stands_in) for entry, stands_in in ENTRIES.items())


def _entry_section(entry: type[Entry], stands_in: str) -> str:
    specs = list(fields_of(entry).values()) + ([REPLIES] if entry is Claim else [])
    name = entry.__name__
    meaning = " ".join((entry.__doc__ or "").replace("``", "`").split())
    return "\n".join(
        [
            f"### {name} {{ #{_anchor(entry)} }}",
            "",
            f"{meaning} Stands in {stands_in}.",
            "",
            "| Field | Takes | Meaning |",
            "|---|---|---|",
            *(_field_row(spec) for spec in specs),
        ]
    )


def _field_row(spec: FieldSpec) -> str:
    name = f"`{spec.name}`" + ("<br>**required**" if spec.required else "")
    example = f"`{spec.name}: {spec.example}`"
    return _row(name, takes(spec.shape), f"{spec.meaning}<br>{example}")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def takes(shape: Shape) -> str:
    """What may stand in a field, as a phrase in Markdown."""
    match shape:
        case Text():
            return "plain text"
        case Prose():
            return "[Markdown](#prose)"
        case Date():
            return "a date: `2025`, `2025-02` or `2025-02-03`"
        case Credence():
            return "a number from 0 to 100 with `%`"
        case Language():
            return "a language tag such as `en` or `pt-BR`"
        case Url(or_link=or_link):
            address = "an `https://`, `http://` or `mailto:` address"
            return f"{address}, or the id of a link" if or_link else address
        case Choice(words=words):
            return _either(f"`{word}`" for word in words)
        case Reference(targets=targets):
            return _either(_TARGETS[target][0] for target in targets)
        case FormerId():
            return "`old-id` or `other-debate/old-id`"
        case Record(entry=entry):
            return f"[{entry.__name__.lower()} fields](#{_anchor(entry)})"
        case ListOf(item=item):
            return f"a list {_items(item)}"
        case Keyed(entry=entry, at_least=at_least):
            ids = f"{at_least} or more ids" if at_least else "ids"
            return f"{ids}, each with [{entry.__name__.lower()} fields](#{_anchor(entry)})"


def _items(shape: Shape) -> str:
    match shape:
        case Text():
            return "of plain texts"
        case FormerId():
            return f"of old ids: {takes(shape)}"
        case Reference(targets=targets):
            return f"of {_either(_TARGETS[target][1] for target in targets)}"
        case Record(shorthand=None):
            return f"whose items have {takes(shape)}"
        case Record(shorthand=shorthand):
            return f"of {shorthand} ids, or of items with {takes(shape)}"
    raise TypeError(f"no words for a list of {shape}")


# One, and several.
_TARGETS: Final[Mapping[Target, tuple[str, str]]] = {
    "people": ("the id of a person", "ids of people"),
    "links": ("the id of a link", "ids of links"),
    "positions": ("the id of a position", "ids of positions"),
    "cruxes": ("the id of a crux", "ids of cruxes"),
    "claims": ("the id of a claim", "ids of claims"),
    "answers": ("an answer as `crux.answer`", "answers as `crux.answer`"),
    "own answers": ("the id of an answer of this crux", "ids of answers of this crux"),
}


def _either(options: Iterable[str]) -> str:
    *others, last = options
    return f"{', '.join(others)} or {last}" if others else last


def _anchor(entry: type[Entry]) -> str:
    return f"{entry.__name__.lower()}-fields"


# --- Rules --------------------------------------------------------------------------------------------------------


def rules_reference() -> str:
    """A section for each rule, by severity, each in the order of the catalogue."""
    return "\n\n".join(
        "\n\n".join([f"## {heading}", meaning, *map(_rule_section, _rules_of(severity))])
        for severity, (heading, meaning) in SEVERITIES.items()
    )


def _rules_of(severity: Severity) -> Iterator[Rule]:
    return (rule for rule in RULES.values() if rule.severity == severity)


def _rule_section(rule: Rule) -> str:
    return "\n\n".join(
        [
            f"### {rule.slug} {{ #{rule.slug} }}",
            f"**{rule.summary}** {rule.why}",
            *(f"{heading}:\n\n{_yaml(example)}" for heading, example in rule.examples),
        ]
    )


_LONG_LINE: Final = 400


def _yaml(text: str) -> str:
    lines = (line if len(line) <= _LONG_LINE else f"{line[:_LONG_LINE]}…" for line in text.splitlines())
    return "\n".join(["```yaml", *lines, "```"])


# --- What formats carry -------------------------------------------------------------------------------------------


def carried_table() -> str:
    """A row for each feature of a debate, a column for each format."""
    rows = [
        _row(feature.about, *("yes" if name in writer_of(form).CARRIES else "" for form in FORMATS))
        for name, feature in FEATURES.items()
    ]
    return "\n".join([_row("", *(f"`{form}`" for form in FORMATS)), _row(*(["---"] * (len(FORMATS) + 1))), *rows])


# --- The repository's own workflows ------------------------------------------------------------------------------


def _workflows() -> Iterator[tuple[Path, str]]:
    """This repository works on its debates as a new site does: by the same workflows and the same forms."""
    for file in sorted(SITE_FILES.rglob("*")):
        # Which packages are kept up to date, and how, is each repository's own matter.
        if file.is_file() and ".github" in file.parts and file.name != "dependabot.yml":
            yield DOCS.parent / file.relative_to(SITE_FILES), _read(file)


# --- Files --------------------------------------------------------------------------------------------------------


def _with_part(path: Path, name: str, content: str) -> tuple[Path, str]:
    """The file with ``content`` between its ``<!-- generated: name -->`` and ``<!-- end of generated -->``."""
    part = re.compile(rf"(?<=<!-- generated: {name} -->\n).*?(?=<!-- end of generated -->)", re.DOTALL)
    text, found = part.subn(lambda _: f"\n{content}\n\n", _read(path))
    if found != 1:
        raise ValueError(f"{path} needs one pair of marks for the generated part {name!r}, and has {found}")
    return path, text


def _as_json(schema: Mapping[str, object]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with ``--check`` name the stale ones; the exit status."""
    check = list(arguments) == ["--check"]
    if arguments and not check:
        print(f"usage: python docs/generate.py [--check], not {' '.join(arguments)}", file=sys.stderr)
        return 2
    if check:
        for path in stale():
            print(f"{path} is stale: run python docs/generate.py", file=sys.stderr)
        return int(bool(stale()))
    for path, content in generated():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
