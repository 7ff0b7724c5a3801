"""The words of the interface: every language has all of them, and no word stands outside a catalogue."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, nodes
from markdown_it import MarkdownIt

from mkdocs_debates.comparing import compare
from mkdocs_debates.exchange.exporting import to_markdown
from mkdocs_debates.exchange.llms import as_list
from mkdocs_debates.pages.assembly import pages_of, site_of
from mkdocs_debates.pages.marking import Changes
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import load
from mkdocs_debates.publishing.printing import printing_of
from mkdocs_debates.theme import TEMPLATES
from mkdocs_debates.theme.words import LANGUAGES, Words, catalogue_in, flaws_of_own_words, name_of, words_of
from tests.docs.examples import examples_of
from tests.theme.marked import DEBATE, MESSAGES, ROOT, mark_all, outside_marks, own, translations

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_debates.pages.site import Site

NAMES = {message if isinstance(message, str) else message[0]: message for message in MESSAGES}
CATALOGUES = sorted(LANGUAGES.glob("*.po"))


def fields(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_each_catalogue_has_every_message_and_no_other(path: Path) -> None:
    assert {name_of(message) for message in catalogue_in(path) if message.id} == set(NAMES)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_each_message_is_translated_with_its_values_and_without_markup(path: Path) -> None:
    catalogue = catalogue_in(path)
    for message in catalogue:
        if not message.id:
            continue
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        wanted = 1 if isinstance(message.id, str) else catalogue.num_plurals
        assert len(forms) == wanted, message.id
        assert not message.fuzzy, message.id
        for form in forms:
            assert form.strip(), message.id
            assert not re.search(r"[<>]|&\w+;", form), form
            if isinstance(message.id, str):
                assert fields(form) == fields(message.id), message.id
            else:
                # A form that is for one number alone may say it in a word.
                assert fields(form) + Counter(n=1) == fields(message.id[1]) + Counter(n=form.count("{n}") or 1) or (
                    fields(form) - Counter("n") == fields(message.id[1]) - Counter("n")
                ), message.id


def test_the_catalogues_are_written_as_the_command_writes_them() -> None:
    commands = translations()
    for path in CATALOGUES:
        assert commands.as_file(commands.updated(catalogue_in(path), MESSAGES)) == path.read_bytes(), path.name


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_no_word_stands_in_a_template_outside_a_message(template: Path) -> None:
    parts = [
        "".join(piece.data if isinstance(piece, nodes.TemplateData) else "\0" for piece in output.nodes)
        for output in Environment().parse(template.read_text(encoding="utf-8")).find_all(nodes.Output)
    ]
    text = "\0".join(parts)
    seen = re.sub(r"<(style|svg|defs)\b.*?</\1>", "", text, flags=re.DOTALL)
    attributes = re.findall(r'(?:aria-label|title|placeholder)="([^"\0]*[A-Za-z]{2}[^"\0]*)"', seen)
    assert [each for each in attributes if each != "https://"] == []
    if template.stem not in ("cite", "drawing"):  # the forms of a citation; paths of a drawing
        between = re.sub(r"<[^<>]*>", "\0", seen)
        assert re.findall(r"[A-Za-z]{2,}", re.sub(r'[\w-]+="[^"]*"?|[\w/.-]*[.#=/][\w/.-]*', "", between)) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "لا ردود"), (1, "رد واحد"), (2, "ردان"), (3, "3 ردود"), (11, "11 ردًا"), (100, "100 رد"), (103, "103 ردود")],
)
def test_arabic_has_six_forms_for_numbers(number: int, said: str) -> None:
    assert Words("ar").plural("{n} reply", "{n} replies", number) == said


@pytest.mark.parametrize(
    ("language", "date", "words"),
    [
        ("en", "2025-02-03", "3 February 2025"),
        ("de", "2025-02-03", "3. Februar 2025"),
        ("de", "2025-02", "Februar 2025"),
        ("fr", "2025-02-01", "1 février 2025"),
        ("es", "2025", "2025"),
        ("ar", "2025-02", "فبراير 2025"),
        ("de", "2025-02-30", "2025-02-30"),
        ("de", "0000-01-01", "0000-01-01"),
        ("de", "soon", "soon"),
        ("de", "", ""),
    ],
)
def test_dates_are_in_the_language(language: str, date: str, words: str) -> None:
    assert Words(language).date(date).striptags() == words


@pytest.mark.parametrize(("language", "said"), [("en", "12.5%"), ("de", "12,5\xa0%"), ("es", "12,5\xa0%")])
def test_percentages_are_in_the_language(language: str, said: str) -> None:
    assert Words(language).percent(12.5) == said


@pytest.mark.parametrize(
    ("language", "found"),
    [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("pt-BR", "en"), ("tlh", "en"), ("", "en"), ("../de", "en")],
)
def test_a_language_without_a_catalogue_has_the_nearest(language: str, found: str) -> None:
    assert words_of(language).language == found


def test_a_site_has_words_of_its_own_in_any_language(tmp_path: Path) -> None:
    own(tmp_path, "en", 'msgid "Crux"\nmsgstr "Hinge"\n')
    own(tmp_path, "de", 'msgid "Crux"\nmsgstr "Angelpunkt"\n')
    own(tmp_path, "nl", 'msgid "Crux"\nmsgstr "Kernpunt"\n')
    said = [words_of(language, [tmp_path])("Crux") for language in ("en", "de", "nl-BE")]
    assert said == ["Hinge", "Angelpunkt", "Kernpunt"]
    assert words_of("de", [tmp_path])("Cruxes") == "Knackpunkte"


def test_words_that_the_interface_has_not_are_named_with_the_nearest(tmp_path: Path) -> None:
    own(tmp_path, "de", 'msgid "Unanswered objection"\nmsgstr "x"\n\nmsgid "Mine"\nmsgstr "y"\n')
    (tmp_path / "debates" / "crux.html").write_text('{{ _("Mine") }}', encoding="utf-8")
    [message] = flaws_of_own_words(words_of("de", [tmp_path]))
    assert message.endswith(
        'no message of the interface is "Unanswered objection"; did you mean "Unanswered objections"?'
    )


def test_the_example_of_the_documentation_renames_cruxes(tmp_path: Path) -> None:
    [example] = [each for each in examples_of(ROOT / "docs" / "customising.md") if each.language == "po"]
    assert example.title == "overrides/debates/languages/de.po"
    words = words_of("de", [own(tmp_path, "de", example.text)])
    assert list(flaws_of_own_words(words)) == []
    assert words.plural("{n} crux", "{n} cruxes", 2) == "2 Angelpunkte"
    assert words("Cruxes") == "Knackpunkte"


# --- Rendered pages in a language in which each word is marked ------------------------------------------------------


class _Seen(HTMLParser):
    """The texts of a page, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in ("aria-label", "title", "placeholder")]


def marked_site(folder: Path) -> Site:
    mark_all(folder / "overrides")
    words = words_of("en", [folder / "overrides"])
    (folder / "d.yaml").write_text(DEBATE, encoding="utf-8")
    project = load(folder)
    assert not [problem for problem in project.problems if problem.severity == "error"]
    options = Options(words=words, site_name="000", site_url="https://000.000/", feeds=True, search_page=True)
    return site_of(project.debates, frozenset(), options)


def words_outside_marks(html: str) -> str:
    seen = _Seen()
    seen.feed(html)
    return " | ".join(outside_marks(seen.texts))


def test_no_word_of_a_page_is_outside_the_catalogues(tmp_path: Path) -> None:
    site = marked_site(tmp_path)
    pack = printing_of(site, "d", Renderer(words=site.words)).held()
    pages = {path: page.body for path, page in pack.pages.items()}
    pages |= {path: text for path, text in pack.files.items() if path.endswith(".html") and "/embed/" in path}
    outside = {path: words_outside_marks(html) for path, html in pages.items()}
    assert {path: words for path, words in outside.items() if words} == {}


def test_neither_is_one_of_a_preview(tmp_path: Path) -> None:
    now = marked_site(tmp_path)
    (tmp_path / "d.yaml").write_text(_before(), encoding="utf-8")
    changes = Changes("029", compare(load(tmp_path).debates, now.subjects), now.words)
    site = replace(now, changes=changes)
    pages = {page.path: page.build() for page in pages_of(site, Renderer(words=site.words), {})}
    kinds = {kind for debate in changes.difference.debates for change in debate.changes for kind in change.kinds}
    assert kinds >= {"added", "removed", "moved", "relation", "reworded", "status", "answer", "credence", "bearing"}
    outside: dict[str, str] = {}
    for path, page in pages.items():
        # What stands in the debate's own letters: ids, and its words before and after.
        html = re.sub(r"<(code|ins|del)>.*?</\1>", "", Renderer(words=site.words).page(page), flags=re.DOTALL)
        if words := words_outside_marks(html):
            outside[path] = words
    assert outside == {}


def _before() -> str:
    """The debate as it was before much of it changed."""
    before = DEBATE
    for now, then in (
        ('title: "001"', 'title: "901"'),
        ('summary: "007", held_by: [ann]', 'summary: "907"'),
        ("answer: yes, credence: 80%", "answer: no, credence: 60%"),
        ("kind: empirical", "kind: normative"),
        ("status: converging", "status: irreducible"),
        ("by: bob, relation: opposes", "by: bob, relation: comments"),
        (', replies: {three: {relation: asks, text: "026"}}', ""),
        ('text: "028"', 'text: "928"'),
        ("      four: {relation: undercuts, status: withdrawn, text: ", "  four: {text: "),
        (
            "  gone: {status: removed}",
            '  gone: {text: "029"}\n  lost: {text: "030", replies: {next: {relation: asks, text: "031"}}}',
        ),
        ('links: {src: {title: "004", kind: paper', 'links: {src: {title: "004", kind: book'),
    ):
        assert now in before
        before = before.replace(now, then)
    return before


def test_neither_is_one_of_what_is_written_for_programs(tmp_path: Path) -> None:
    site = marked_site(tmp_path)
    in_html = MarkdownIt("commonmark").render
    assert words_outside_marks(in_html(to_markdown.text_of(site, "d"))) == ""
    assert words_outside_marks(in_html(as_list(site))) == "Optional"  # which the convention has in English


def test_lists_are_joined_as_the_language_joins_them(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(
        'title: "1"\npeople: {ann: {name: A}, bob: {name: B}}\n'
        'positions: {in: {title: "2", held_by: [ann, bob]}, out: {title: "3"}}\n'
        'cruxes: {q: {question: "4", answers: {yes: {label: "5", supports: [in, out]}, no: {label: "6"}}, '
        "raised_in: [one, two]}}\n"
        'claims: {one: {by: [ann, bob], text: "7"}, two: {text: "8", supports: [out, q.yes]}}\n',
        encoding="utf-8",
    )
    project = load(tmp_path)
    words = Words("ar")
    site = site_of(project.debates, frozenset(), Options(words=words))
    pack = printing_of(site, "d", Renderer(words=words)).held()
    pages = [page.body for page in pack.pages.values()] + [text for path, text in pack.files.items() if "embed" in path]
    seen = _Seen()
    seen.feed(" ".join(re.sub(r"<pre.*?</pre>|<head>.*?</head>", "", html, flags=re.DOTALL) for html in pages))
    assert [text for text in seen.texts if re.search("[,;]", text)] == []
    assert {text for text in seen.texts if re.fullmatch(r"[،؛]\s", text)} == {"، ", "؛ "}
    assert "[A](#ann)، [B](#bob)" in pack.files["d/debate.md"]


def test_french_marks_stay_with_their_words(tmp_path: Path) -> None:
    strings = [message.string for message in catalogue_in(LANGUAGES / "fr.po") if message.id]
    said = [each for string in strings for each in ([string] if isinstance(string, str) else string or ())]
    assert [each for each in said if re.search(r" [:;?!»]|« ", each)] == []
    site = replace(marked_site(tmp_path), options=Options(words=Words("fr")))
    pages = printing_of(site, "d", Renderer(words=site.words)).held().pages.values()
    texts = " ".join(re.sub(r"<pre.*?</pre>|<[^<>]*>", "", page.body, flags=re.DOTALL) for page in pages)
    assert re.search(r"mars 2025\xa0: ", texts)
    assert re.findall(r"[^\xa0][:;](?=\s)", texts) == []


@pytest.mark.parametrize("said", ["{m} Antworten", "{n", "{n:x}", "{n!r}", "{} Antworten", "{n.__class__}"])
def test_words_with_braces_for_which_there_is_no_value_are_named_and_not_used(tmp_path: Path, said: str) -> None:
    own(tmp_path, "de", f'msgid "{{n}} reply"\nmsgid_plural "{{n}} replies"\nmsgstr[0] "eine"\nmsgstr[1] "{said}"\n')
    words = words_of("de", [tmp_path])
    [flaw] = flaws_of_own_words(words)
    assert flaw.endswith('not used, since "{n} reply" can have {n}, and no others')
    assert words.plural("{n} reply", "{n} replies", 2) == "2 Antworten"
