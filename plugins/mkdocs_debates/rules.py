"""The rule catalogue: what each problem means, why it matters, and how wrong and right look.

The documentation and the reports take their words from here. The examples are whole debate
files wherever one file can show the flaw; the tests read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from mkdocs_debates.diagnostics import Severity


class Rule(NamedTuple):
    """One kind of flaw. ``summary``, ``why`` are Markdown; ``wrong`` and ``right`` are YAML.

    ``before`` is the file as it stood, for a rule on what a change may do to it, else "".
    """

    slug: str
    severity: Severity
    summary: str
    why: str
    wrong: str
    right: str
    before: str = ""

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """Each example with its heading, in the order in which they are shown."""
        before = (("Before", self.before),) if self.before else ()
        return (*before, ("Wrong", self.wrong), ("Right", self.right))


_CATALOGUE: Final = (
    # --- The file as YAML ---------------------------------------------------------------------------------------
    Rule(
        slug="yaml-syntax",
        severity="error",
        summary="The file is not valid YAML, so it could not be read past this place.",
        why=(
            "A debate is written in YAML: `name: value`, one to a line, and lines that belong to the line above are "
            "indented by spaces. The usual slips are a value that holds `: ` (put it in quotes), a quote or bracket "
            "that is never closed, a line that is indented too little or too far, and a tab used for indentation. "
            "The rest of the file is checked once this is mended."
        ),
        wrong="title: Open labs: help or harm?\n",
        right='title: "Open labs: help or harm?"\n',
    ),
    Rule(
        slug="yaml-feature",
        severity="error",
        summary="The file uses a feature of YAML that debates do without.",
        why=(
            "Anchors (`&name`), aliases (`*name`), merges (`<<:`), tags (`!name`), directives (`%YAML`) and several "
            "documents in one file make it mean something other than what a reader sees, and can make a small file "
            "huge. A value that starts with `&`, `*`, `!` or `%` and is meant as text goes into quotes."
        ),
        wrong="title: *Should* we stop?\n",
        right='title: "*Should* we stop?"\n',
    ),
    Rule(
        slug="conflict-marker",
        severity="error",
        summary="The file holds the marks of a merge that was not finished.",
        why=(
            "When two people change the same lines, Git writes both versions between `<<<<<<<`, `=======` and "
            "`>>>>>>>`. Decide what should stay, delete the other version and the three marks."
        ),
        wrong="<<<<<<< HEAD\ntitle: Should we pause?\n=======\ntitle: Should we stop?\n>>>>>>> reword\n",
        right="title: Should we stop?\n",
    ),
    Rule(
        slug="duplicate-key",
        severity="error",
        summary="A key stands twice in one place.",
        why=(
            "Only one of the two can count, and nobody can tell which was meant. Delete one, or join the two, or give "
            "the second an id of its own."
        ),
        wrong="title: Should we pause?\nstatus: open\nstatus: draft\n",
        right="title: Should we pause?\nstatus: draft\n",
    ),
    Rule(
        slug="too-deep",
        severity="error",
        summary="The file is nested deeper than 100 levels.",
        why=(
            "Each reply below a reply takes two levels. A chain that goes deeper is hard to read for people, too: "
            "write the deep reply at the top of `claims` and name its parent with `reply_to`. The rest of the file "
            "is checked once this is mended."
        ),
        wrong="title: Should we pause?\nsummary: " + "[" * 101 + "\n",
        right="title: Should we pause?\nsummary: What it is about.\n",
    ),
    Rule(
        slug="too-large",
        severity="error",
        summary="A file or a debate is larger than the limit.",
        why=(
            "A file may hold 5 MB and 250,000 values, and a debate 21,000 ids, so that a build ends in good time "
            "whatever is sent in. After 1,000 problems the others are not listed. "
            "A long debate can be a folder: `debate.yaml` with its own fields, and further files beside it."
        ),
        wrong="# debates/labs.yaml, a file of 8 MB\n",
        right="# debates/labs/debate.yaml and debates/labs/claims.yaml, 4 MB each\n",
    ),
    Rule(
        slug="unreadable-file",
        severity="error",
        summary="A file cannot be read, or does not belong where it is.",
        why=(
            "Debates are read from plain UTF-8 text files below the folder of debates. A link that leads out of the "
            "folder, a file without read permission, a folder named like a file, another encoding or control "
            "characters in the text are refused. A folder is a debate only if it holds a `debate.yaml`, and a debate "
            "is either a file or a folder."
        ),
        wrong="# debates/labs/claims.yaml, without a debates/labs/debate.yaml\n",
        right="# debates/labs/claims.yaml, with a debates/labs/debate.yaml beside it\n",
    ),
    # --- Fields and values --------------------------------------------------------------------------------------
    Rule(
        slug="unknown-field",
        severity="error",
        summary="A field has a name that the format does not know here.",
        why=(
            "A misspelt field would silently do nothing. Fields for your own use start with `x-`; they are kept and "
            "ignored."
        ),
        wrong="titel: Should we pause?\ntitle: Should we pause?\n",
        right="title: Should we pause?\nx-checked-by: editor-a\n",
    ),
    Rule(
        slug="missing-field",
        severity="error",
        summary="A field that is needed is not there, or has nothing after it.",
        why="Without it the entry cannot be shown. A key with nothing after the colon counts as left out.",
        wrong="title: Should we pause?\nclaims:\n  no-time:\n    date: 2025-02\n",
        right="title: Should we pause?\nclaims:\n  no-time:\n    date: 2025-02\n    text: There is no time.\n",
    ),
    Rule(
        slug="wrong-type",
        severity="error",
        summary="A value has the wrong form: text where fields are needed, say, or a list where one value is.",
        why=(
            "There are three forms in YAML: a value (`status: open`), a list (`[one, two]`, or a line with `- ` for "
            "each item) and fields (lines of `name: value`, indented below their entry)."
        ),
        wrong="title: Should we pause?\npositions:\n  stop: Stop now\n",
        right="title: Should we pause?\npositions:\n  stop:\n    title: Stop now\n",
    ),
    Rule(
        slug="bad-value",
        severity="error",
        summary="A value is not one that this field can have.",
        why=(
            "Some fields take one of a few words, some a date (`2025`, `2025-02` or `2025-02-28`), some a probability "
            "(`60%`). Sorting, filtering and counting rely on them."
        ),
        wrong="title: Should we pause?\nstarted: 2026-02-30\n",
        right="title: Should we pause?\nstarted: 2026-02-28\n",
    ),
    Rule(
        slug="bad-formula",
        severity="error",
        summary="A formula in a text cannot be read.",
        why=(
            "What stands between two `$` in a text is a formula in TeX, up to 1,000 characters. This one lacks an "
            "argument or a closing brace, or uses what is not known. A `$` with a space behind it, or two sums such as "
            "`$5 and $10`, begin no formula; where one is taken for a formula all the same, write `\\$`."
        ),
        wrong="title: Should we pause?\nsummary: A ratio of $\\frac{1}{$ to one.\n",
        right="title: Should we pause?\nsummary: A ratio of $\\frac{1}{2}$ to one.\n",
    ),
    Rule(
        slug="bad-id",
        severity="error",
        summary="An id is not made of small letters, digits and hyphens.",
        why=(
            "Ids become web addresses and file names that work everywhere and never change, so they are words in "
            "`a-z` and `0-9` joined by single hyphens, start with a letter and have at most 80 characters. A good id "
            "says in two to five words what the entry says."
        ),
        wrong="title: Should we pause?\nclaims:\n  No time!:\n    text: There is no time.\n",
        right="title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n",
    ),
    Rule(
        slug="duplicate-id",
        severity="error",
        summary="Two things in a debate, or two debates, have the same id.",
        why=(
            "Every id is a permalink and must lead to one place, so an id is used once in its debate, whatever the "
            "section, the ids under `formerly` included. Give one of the two another id."
        ),
        wrong=(
            "title: Should we pause?\npositions:\n  pause:\n    title: Pause\nclaims:\n  pause:\n    text: We should.\n"
        ),
        right=(
            "title: Should we pause?\npositions:\n  pause:\n    title: Pause\n"
            "claims:\n  we-should:\n    text: We should.\n"
        ),
    ),
    Rule(
        slug="reserved-id",
        severity="error",
        summary="An id is needed for something else.",
        why=(
            "The page `cruxes/` lists the cruxes of all debates, and `search/` searches them, so no debate can have "
            "one of these ids."
        ),
        wrong="# debates/cruxes.yaml\n",
        right="# debates/cruxes-of-safety.yaml\n",
    ),
    Rule(
        slug="missing-relation",
        severity="error",
        summary="A reply does not say what it does to its parent.",
        why=(
            "Whether a reply supports, opposes or merely asks decides how it is shown and what it counts for. Say so "
            "with `relation`: `supports`, `opposes`, `undercuts` (the step from the parent to what it supports or "
            "opposes does not hold), `qualifies`, `concedes`, `asks`, `answers`, `clarifies` or `comments`."
        ),
        wrong=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n    replies:\n"
            "      there-is:\n        text: There is.\n"
        ),
        right=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n    replies:\n"
            "      there-is:\n        relation: opposes\n        text: There is.\n"
        ),
    ),
    Rule(
        slug="unsafe-url",
        severity="error",
        summary="An address is not one that a page may link to.",
        why=(
            "Links are `https://`, `http://` or `mailto:` and name a host, so that a reader sees where a click leads "
            "and no debate can smuggle in a script, a password or a prepared mail."
        ),
        wrong="title: Should we pause?\nsource: javascript:alert(1)\n",
        right="title: Should we pause?\nsource: https://example.org/thread\n",
    ),
    Rule(
        slug="lost-text",
        severity="warning",
        summary="The text after ` #` is lost, because YAML takes it for a comment.",
        why=(
            "In a value without quotes, a `#` after a space starts a comment. If it is part of the text, put the whole "
            "value in quotes; if it is a comment beside a text, put two spaces before the `#` and one after it."
        ),
        wrong="title: Should we sign petition #7?\n",
        right='title: "Should we sign petition #7?"\n',
    ),
    # --- The debate as a whole ----------------------------------------------------------------------------------
    Rule(
        slug="unknown-reference",
        severity="error",
        summary="A field or a link in the text names an id that does not exist.",
        why=(
            "The link would lead nowhere. Mostly it is a slip of spelling, or the entry was renamed or deleted. Fields "
            "name ids of their own debate only; an answer is written `crux.answer`."
        ),
        wrong=(
            "title: Should we pause?\npeople:\n  optimist: {role: hopes}\nclaims:\n  no-time:\n    by: optimsit\n"
            "    text: There is no time.\n"
        ),
        right=(
            "title: Should we pause?\npeople:\n  optimist: {role: hopes}\nclaims:\n  no-time:\n    by: optimist\n"
            "    text: There is no time.\n"
        ),
    ),
    Rule(
        slug="wrong-reference-kind",
        severity="error",
        summary="A field names something that exists, but is not of the kind that the field can name.",
        why="A claim is made by people, cites links and bears on cruxes; anything else there would mean nothing.",
        wrong=(
            "title: Should we pause?\npositions:\n  pause: {title: Pause}\nclaims:\n  no-time:\n    by: pause\n"
            "    text: There is no time.\n"
        ),
        right=(
            "title: Should we pause?\npositions:\n  pause: {title: Pause}\nclaims:\n  no-time:\n    supports: pause\n"
            "    text: There is no time.\n"
        ),
    ),
    Rule(
        slug="reference-cycle",
        severity="error",
        summary="Replies, or cruxes that depend on each other, run in a circle.",
        why=(
            "A reply needs a parent that was there before it, and a crux that depends on itself can never be settled. "
            "Arguments may run in a circle: use `supports` or `opposes` for that."
        ),
        wrong=(
            "title: Should we pause?\nclaims:\n  no-time:\n    reply_to: no-time\n    relation: supports\n"
            "    text: There is no time.\n"
        ),
        right="title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n",
    ),
    Rule(
        slug="quote-not-found",
        severity="error",
        summary="Quoted words do not stand in the text that they are said to come from.",
        why=(
            "`quotes` takes words of the claim that is replied to, `passage` words of the claim's own text. They are "
            "compared with the text as it reads, without its markup; they must lie within one paragraph, and small and "
            "capital letters count. A text that was reworded leaves its old quotes behind."
        ),
        wrong=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is little time.\n    notes:\n"
            "      - {passage: no time, text: Until when?}\n"
        ),
        right=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is little time.\n    notes:\n"
            "      - {passage: little time, text: Until when?}\n"
        ),
    ),
    Rule(
        slug="permalink-taken",
        severity="error",
        summary="An old id is claimed twice, or is in use again for something else.",
        why=(
            "A former id must lead to one place. An id that once named one thing cannot name another, or old links "
            "would lead readers to words that nobody meant to link."
        ),
        wrong=(
            "# debates/labs.yaml, while debates/pause.yaml still has a claim no-time\ntitle: Should we work there?\n"
            "claims:\n  little-time:\n    text: There is little time.\n    formerly: pause/no-time\n"
        ),
        right=(
            "# debates/labs.yaml, once no-time has left debates/pause.yaml\ntitle: Should we work there?\n"
            "claims:\n  little-time:\n    text: There is little time.\n    formerly: pause/no-time\n"
        ),
    ),
    # --- A change, against an earlier version -------------------------------------------------------------------
    Rule(
        slug="permalink-lost",
        severity="error",
        summary="An id that was published is gone, so links to it would lead nowhere.",
        why=(
            "Every id is a permalink: people have linked to it from places that nobody knows. If the entry was "
            "renamed or something else took its place, list the old id there under `formerly`; `debates rename` does "
            "so by itself. A claim that has to go is kept with `status: removed`: its text and author may be left "
            "out, its address and its replies stay. Found by `debates check --against`."
        ),
        before="title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n",
        wrong="title: Should we pause?\nclaims:\n  little-time:\n    text: There is little time.\n",
        right=(
            "title: Should we pause?\nclaims:\n  little-time:\n    text: There is little time.\n"
            "    formerly: [no-time]\n"
        ),
    ),
    Rule(
        slug="orphaned-reply",
        severity="warning",
        summary="A reply has lost its parent and stands alone now.",
        why=(
            "A reply is written to be read below what it replies to. If the parent was deleted, keep it with "
            "`status: removed` instead; if the reply belongs elsewhere, put it there or name its new parent with "
            "`reply_to`. Found by `debates check --against`."
        ),
        before=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n    replies:\n"
            "      ten-years:\n        relation: opposes\n        text: There are ten years.\n"
        ),
        wrong="title: Should we pause?\nclaims:\n  ten-years:\n    text: There are ten years.\n",
        right=(
            "title: Should we pause?\nclaims:\n  no-time:\n    status: removed\n    replies:\n"
            "      ten-years:\n        relation: opposes\n        text: There are ten years.\n"
        ),
    ),
    # --- Advice -------------------------------------------------------------------------------------------------
    Rule(
        slug="unattached-claim",
        severity="advice",
        summary="A claim that replies to nothing names no position and no crux.",
        why=(
            "It is shown in the general discussion, where few look for it. If it speaks for or against a position or "
            "bears on a crux, name that."
        ),
        wrong="title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n",
        right=(
            "title: Should we pause?\npositions:\n  pause: {title: Pause}\nclaims:\n  no-time:\n    supports: pause\n"
            "    text: There is no time.\n"
        ),
    ),
    Rule(
        slug="unused-link",
        severity="advice",
        summary="A source is listed that nothing cites.",
        why="A reader of the sources cannot see what it is there for. Cite it, or delete it.",
        wrong="title: Should we pause?\nlinks:\n  appeal: {title: An appeal}\n",
        right=(
            "title: Should we pause?\nlinks:\n  appeal: {title: An appeal}\nclaims:\n  no-time:\n    links: appeal\n"
            "    text: There is no time.\n"
        ),
    ),
    Rule(
        slug="unsupported-position",
        severity="advice",
        summary="No claim speaks for a position.",
        why="Its page is empty on one side. Its holders surely have a reason: add the best one.",
        wrong="title: Should we pause?\npositions:\n  pause: {title: Pause}\n",
        right=(
            "title: Should we pause?\npositions:\n  pause: {title: Pause}\nclaims:\n  no-time:\n    supports: pause\n"
            "    text: There is no time.\n"
        ),
    ),
    Rule(
        slug="one-sided-crux",
        severity="advice",
        summary="Only one answer to a crux has claims that argue for it.",
        why="A crux is where people part, so there is something to say for each of two answers at least.",
        wrong=(
            "title: Should we pause?\ncruxes:\n  time-left:\n    question: Is there time?\n    answers:\n"
            "      some: {label: Some}\n      none: {label: None}\n"
            "claims:\n  no-time:\n    cruxes: time-left.none\n    text: There is no time.\n"
        ),
        right=(
            "title: Should we pause?\ncruxes:\n  time-left:\n    question: Is there time?\n    answers:\n"
            "      some: {label: Some}\n      none: {label: None}\n"
            "claims:\n  no-time:\n    cruxes: time-left.none\n    text: There is no time.\n"
            "  ten-years:\n    cruxes: time-left.some\n    text: Ten years are enough.\n"
        ),
    ),
    Rule(
        slug="unanswered-objection",
        severity="advice",
        summary="An objection to a claim has no reply.",
        why="Readers will want to know what those who hold the claim say to it. It is listed among the open ends.",
        wrong=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n    replies:\n"
            "      ten-years:\n        relation: opposes\n        text: There are ten years.\n"
        ),
        right=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n    replies:\n"
            "      ten-years:\n        relation: opposes\n        text: There are ten years.\n        replies:\n"
            "          too-few:\n            relation: concedes\n            text: True, but they are too few.\n"
        ),
    ),
    Rule(
        slug="unanswered-question",
        severity="advice",
        summary="A question that was asked of a claim has no answer.",
        why="It is listed among the open ends of the debate, for whoever can answer it.",
        wrong=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n    replies:\n"
            "      until-when:\n        relation: asks\n        text: Until when?\n"
        ),
        right=(
            "title: Should we pause?\nclaims:\n  no-time:\n    text: There is no time.\n    replies:\n"
            "      until-when:\n        relation: asks\n        text: Until when?\n        replies:\n"
            "          spring:\n            relation: answers\n            text: Until spring.\n"
        ),
    ),
)

RULES: Final[dict[str, Rule]] = {rule.slug: rule for rule in _CATALOGUE}
"""Every rule by its slug, in the order of the documentation."""
