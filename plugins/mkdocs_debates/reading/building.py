"""Nodes to a debate: the files of one debate joined, its ids each once, its claims flat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mkdocs_debates.diagnostics import Related
from mkdocs_debates.model import SECTIONS, Claim, Crux, Debate, Link, Named, Person, Position
from mkdocs_debates.reading.fields import check_id, mapping_of_entries, plain, read_fields
from mkdocs_debates.reading.findings import Findings
from mkdocs_debates.reading.nodes import Mapping, Node, Scalar, Sequence
from mkdocs_debates.reading.scalars import form_of
from mkdocs_debates.reading.sources import Stretch, quoted

if TYPE_CHECKING:
    from mkdocs_debates.model import Section
    from mkdocs_debates.reading.sources import Source

MAX_IDS: Final = 21_000

_START: Final = Scalar("", True, 0, 0)
_FLAT_SECTIONS: Final[dict[Section, type[Named]]] = {
    "people": Person,
    "links": Link,
    "positions": Position,
    "cruxes": Crux,
}
_TITLE_HINT: Final = "start with a line like `title: Should we …?`"
_RELATIONS_HINT: Final = "say what it does to its parent, `relation: opposes` for example"


class EntryNodes(NamedTuple):
    """The nodes of an entry: its file, its key there and what stands below the key."""

    source: Source
    key: Scalar
    value: Node


class DebateBuilder:
    """Takes the files of one debate, the main file first, and makes the debate of them.

    ``keys`` are the places of the entries' keys by id, ``answers`` those of the cruxes' answers. ``nodes`` are the
    entries' nodes where ``keeps_nodes`` asks for them: they take more room than all that is made of them.
    """

    def __init__(self, debate_id: str, *, keeps_nodes: bool = False) -> None:
        self.findings = Findings()
        self.keys: dict[str, Stretch] = {}
        self.answers: dict[str, Stretch] = {}
        self.nodes: dict[str, EntryNodes] = {}
        self._keeps_nodes = keeps_nodes
        self._id = debate_id
        self._own_fields: dict[str, Any] = {}
        self._sections: dict[str, Any] = {section: {} for section in _FLAT_SECTIONS}
        self._claims_in_place: dict[str, Claim] = {}
        self._claims_elsewhere: dict[str, Claim] = {}
        self._former: dict[str, Stretch] = {}
        self._has_too_many = False

    def add_main_file(self, source: Source, root: Node, broken_at: int | None) -> None:
        """Take ``debate.yaml``, or the one file of a debate."""
        self.findings.open(source, broken_at)
        if type(root) is not Mapping:
            self._refuse_root(root, _TITLE_HINT)
            return
        self._own_fields = read_fields(self.findings, root, Debate, _START, "a debate", SECTIONS)
        self._add_sections(root)

    def add_part(self, source: Source, root: Node, broken_at: int | None) -> None:
        """Take another file of a folder, which holds sections only."""
        self.findings.open(source, broken_at)
        if type(root) is not Mapping:
            self._refuse_root(root, "start with a section, for example a line `claims:`")
            return
        for name, (key, value) in root.pairs.items():
            if name.startswith("x-"):
                self._own_fields.setdefault("extensions", {}).setdefault(name, plain(value))
            elif name not in SECTIONS:
                self._refuse_in_part(key, value)
        self._add_sections(root)

    def note_empty_file(self, source: Source) -> None:
        """Note that the main file holds nothing."""
        self.findings.open(source, None)
        message = "the file is empty: a debate needs a title"
        self.findings.report("missing-field", _START, message, _TITLE_HINT)

    def build(self) -> Debate:
        """The debate of all that was taken."""
        claims = {**self._claims_in_place, **self._claims_elsewhere}
        return Debate(id=self._id, **self._own_fields, **self._sections, claims=claims)

    def _refuse_root(self, root: Node, hint: str) -> None:
        self.findings.lost_entries = True
        message = f"a file of a debate holds fields (`name: value`), and this one holds {form_of(root)}"
        self.findings.report("wrong-type", root, message, hint)

    def _refuse_in_part(self, key: Scalar, value: Node) -> None:
        self.findings.lost_entries |= type(value) is Mapping
        hint = f"here stand {', '.join(SECTIONS)} only; a debate's own fields belong in debate.yaml"
        self.findings.report("unknown-field", key, f"{quoted(key.value)} cannot stand in this file", hint)

    def _add_sections(self, root: Mapping) -> None:
        for section in SECTIONS:
            pair = root.pairs.get(section)
            if pair is None:
                continue
            if section == "claims":
                self._add_claims(pair[1], section, None, self._claims_in_place)
            else:
                self._add_entries(pair[1], section, _FLAT_SECTIONS[section])

    def _add_entries(self, node: Node, section: Section, entry: type[Named]) -> None:
        entries = mapping_of_entries(self.findings, node, section, entry)
        if entries is None:
            return
        called = "the person" if entry is Person else f"the {entry.__name__.lower()}"
        into = self._sections[section]
        for entry_id, (key, value) in entries.pairs.items():
            if not self._take_id(key, value):
                return
            fields = read_fields(self.findings, value, entry, key, f'{called} "{entry_id}"')
            self._take_former_ids(value, fields)
            if "answers" in fields and type(value) is Mapping:
                self.answers.setdefault(entry_id, self._place_of(value.pairs["answers"][1]))
            into.setdefault(entry_id, entry(id=entry_id, **fields))

    # --- Claims ---------------------------------------------------------------------------------------------------

    def _add_claims(self, node: Node, name: str, parent: str | None, into: dict[str, Claim]) -> None:
        """Take claims and, below each, its replies. ``into`` keeps those written in place from the others."""
        entries = mapping_of_entries(self.findings, node, name, Claim)
        if entries is None:
            return
        for claim_id, (key, value) in entries.pairs.items():
            if not self._take_id(key, value):
                return
            fields = read_fields(self.findings, value, Claim, key, f'the claim "{claim_id}"', ("replies",))
            self._take_former_ids(value, fields)
            pairs = value.pairs if type(value) is Mapping else {}
            names_parent = _is_given(pairs, "reply_to")
            self._check_relation(key, value, nested=parent is not None, names_parent=names_parent)
            if parent is not None:
                fields["reply_to"] = parent
            chosen = self._claims_elsewhere if parent is None and names_parent else into
            if claim_id not in self._claims_in_place and claim_id not in self._claims_elsewhere:
                chosen[claim_id] = Claim(id=claim_id, **fields)
            replies = pairs.get("replies")
            if replies:
                self._add_claims(replies[1], "replies", claim_id, chosen)

    def _check_relation(self, key: Scalar, value: Node, *, nested: bool, names_parent: bool) -> None:
        if type(value) is not Mapping:
            return
        has_relation = _is_given(value.pairs, "relation")
        if nested and names_parent:
            hint = "delete it, or move the reply to the top of `claims`"
            message = "reply_to: this reply stands below its parent already"
            self.findings.report("bad-value", value.pairs["reply_to"][1], message, hint)
        if (nested or names_parent) and not has_relation and value.end >= 0 and not value.spoiled:
            message = f'the reply "{key.value}" needs the field "relation"'
            self.findings.report("missing-relation", key, message, _RELATIONS_HINT)
        if not nested and not names_parent and has_relation:
            hint = "delete it, put the claim under `replies` of its parent, or name the parent with `reply_to`"
            message = "relation: this claim replies to nothing, so it has no relation"
            self.findings.report("bad-value", value.pairs["relation"][1], message, hint)

    # --- Ids ------------------------------------------------------------------------------------------------------

    def _take_id(self, key: Scalar, value: Node) -> bool:
        """Note an id and what is wrong with it. False when the debate has too many."""
        if len(self.keys) == MAX_IDS and key.value not in self.keys:
            self._refuse_more(key)
            return False
        if self._keeps_nodes:
            self.nodes.setdefault(key.value, EntryNodes(self.findings.source, key, value))
        place = self._place_of(key)
        earlier = self.keys.setdefault(key.value, place)
        former = self._former.get(key.value)
        if earlier is not place:
            self._refuse_twice(key, earlier, "the id is taken already", "the first one")
        elif former:
            self._refuse_twice(key, former, "the id once belonged to another entry", "given as a former id")
        else:
            check_id(self.findings, key)
        return True

    def _take_former_ids(self, entry: Node, fields: dict[str, Any]) -> None:
        if "formerly" not in fields or type(entry) is not Mapping:
            return
        given = entry.pairs["formerly"][1]
        nodes = given.items if type(given) is Sequence else [given]
        for node, former_id in zip(nodes, fields["formerly"], strict=False):
            own = former_id.removeprefix(f"{self._id}/")
            if type(node) is Scalar and "/" not in own:
                self._take_former_id(own, node)

    def _take_former_id(self, former_id: str, node: Scalar) -> None:
        place = self._place_of(node)
        earlier = self._former.setdefault(former_id, place)
        current = self.keys.get(former_id)
        if current:
            self._refuse_twice(node, current, f'formerly: "{former_id}" is in use', "here")
        elif earlier is not place:
            self._refuse_twice(node, earlier, f'formerly: "{former_id}" is given already', "the first one")

    def _place_of(self, node: Node) -> Stretch:
        return Stretch(self.findings.source, node.start, node.end)

    def _refuse_twice(self, node: Scalar, other: Stretch, message: str, label: str) -> None:
        related = Related(other.source.span(other.start, other.end), label)
        words = message if message.startswith("formerly") else f"{quoted(node.value)}: {message}"
        hint = "every id is used once in its debate: choose another"
        self.findings.report("duplicate-id", node, words, hint, related=(related,))

    def _refuse_more(self, key: Scalar) -> None:
        if not self._has_too_many:
            message = f"this debate has more than {MAX_IDS:,} ids, which is the limit"
            self.findings.report("too-large", key, message, "divide it into several debates")
        self._has_too_many = self.findings.lost_entries = True


def _is_given(pairs: dict[str, tuple[Scalar, Node]], name: str) -> bool:
    pair = pairs.get(name)
    return pair is not None and not (type(pair[1]) is Scalar and pair[1].left_out)
