"""Views become HTML. A site overrides a template by a file of the same name in a folder of its own."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any, Final

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape

from mkdocs_debates.addresses import shown_address
from mkdocs_debates.pages import translating
from mkdocs_debates.pages.compiling import compiled_templates
from mkdocs_debates.pages.escaping import EscapingEnvironment, marked
from mkdocs_debates.pages.shells import Rendering, Shell, shell_of
from mkdocs_debates.pages.translating import Translating
from mkdocs_debates.theme import TEMPLATES
from mkdocs_debates.theme.words import IN_ENGLISH, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from mkdocs_debates.pages.views import Anchor, ClaimView, EmbedView, NoteView, PageView, PassageView, PermalinkView
    from mkdocs_debates.theme.words import Words

ORIGINAL: Final = "original"
"""Prefix under which an overriding template extends the one it replaces: ``original/debates/crux.html``."""

_PARTS: Final = 500
"""Results that are kept of each small part at most, which suffices for the pages of a debate as a rule."""


class Renderer:
    """Renders views by the templates in ``theme/templates``.

    ``overrides`` are folders in which templates are looked for first, each under its name here
    (``debates/position.html``). ``words`` are those of the interface.
    """

    def __init__(self, overrides: Sequence[Path] = (), words: Words = IN_ENGLISH) -> None:
        package = FileSystemLoader(TEMPLATES)
        site_first = FileSystemLoader([*overrides, TEMPLATES])
        self._environment = EscapingEnvironment(
            loader=ChoiceLoader([site_first, PrefixLoader({ORIGINAL: package})]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # A renderer lives for one build: nothing need ask for each page whether a template's file has changed.
            auto_reload=False,
            bytecode_cache=compiled_templates(EscapingEnvironment.code_generator_class, _said(words)),
        )
        self._environment.translating = Translating(words)
        self._environment.globals |= {"plural": words.plural, "language": words.language, "questions": QUESTIONS}
        self._kept: list[Callable[[], None]] = []
        self._environment.filters |= {
            "address": shown_address,
            "date": words.date,
            "word": words,
            "link": self._part("link"),
            "links": self._links(words(", ")),
            "line_item": self._part("line_item"),
            "box": self._part("box", "debates/drawing.html"),
        }
        self._permalinks: dict[tuple[object, ...], Shell | None] = {}
        self._claim = self._environment.get_template("debates/claim.html")
        self._note = self._environment.get_template("debates/note.html")
        self._passage = self._environment.get_template("debates/passage.html")

    def _part(self, macro: str, template: str = "debates/macros.html") -> Callable[..., Markup]:
        """A macro as a filter that keeps its results: values are hashable, and the same are shown again and again."""

        @functools.cache
        def part() -> Callable[..., Markup]:
            found: Callable[..., Markup] = getattr(self._environment.get_template(template).module, macro)
            return found

        @functools.lru_cache(maxsize=_PARTS)
        def rendered(*values: Any) -> Markup:
            return part()(*values)

        self._kept.append(rendered.cache_clear)
        return rendered

    def let_go(self) -> None:
        """Forget what is of use while the pages of one debate are rendered."""
        for forget in self._kept:
            forget()

    def _links(self, comma: str) -> Callable[..., Markup]:
        rendered = self._part("links")

        def links(anchors: Iterable[Anchor], between: str = comma) -> Markup:
            return rendered(tuple(anchors), between)

        return links

    def claim(self, view: ClaimView) -> Markup:
        """A claim in full, with the replies that ``view`` holds already rendered."""
        return marked(self._claim.render(claim=view))

    def note(self, view: NoteView) -> Markup:
        """An editor's note, as it stands beside the paragraph that it is about."""
        return marked(self._note.render(note=view))

    def passage(self, view: PassageView) -> Markup:
        """What follows a passage that a note or a reply is about."""
        return marked(self._passage.render(passage=view).strip())

    def page(self, view: PageView) -> Markup:
        """A page's body: one ``.debate`` container."""
        template = self._environment.get_template(f"debates/{view.template}.html")
        return marked(template.render(page=view, view=view.content))

    def embed(self, view: EmbedView) -> str:
        """A whole HTML document that sits in a frame."""
        return self._environment.get_template("debates/embed.html").render(view=view)

    def permalink(self, view: PermalinkView) -> str:
        """A whole HTML document that leads elsewhere."""
        # Each claim has one, and all are alike, so they are made of what two of them share.
        kind = (view.site, view.language, not view.title, not view.description, not view.target, not view.canonical)
        if kind not in self._permalinks:
            self._permalinks[kind] = shell_of(*(self._sample_permalink(view, words) for words in _SAMPLES))
        shell = self._permalinks[kind]
        return shell.filled(_values(view)) if shell else self._whole_permalink(view)

    def _whole_permalink(self, view: PermalinkView) -> str:
        return self._environment.get_template("debates/permalink.html").render(view=view)

    def _sample_permalink(self, view: PermalinkView, words: str) -> Rendering:
        sample = view._replace(**{name: f"{words} {name}" for name in _VARYING if getattr(view, name)})
        return Rendering(self._whole_permalink(sample), _values(sample))


_VARYING: Final = ("title", "description", "target", "canonical")
_SAMPLES: Final = ("Sample of words in", 'Proof <b>"&"</b> in')


def _values(view: PermalinkView) -> dict[str, str]:
    return {name: str(escape(getattr(view, name))) for name in _VARYING if getattr(view, name)}


def _said(words: Words) -> str:
    """What templates are compiled with, beside their own text."""
    return f"{inspect.getsource(translating)}{words.language}{sorted(words.messages.forms.items())}"
