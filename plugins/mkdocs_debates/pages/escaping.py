"""Templates that escape what they output without making an object for each piece of it, and call without ado."""

from __future__ import annotations

import functools
import re
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from jinja2.utils import missing
from markupsafe import Markup, escape

from mkdocs_debates.theme import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from jinja2 import Template, nodes
    from jinja2.compiler import Frame, MacroRef
    from jinja2.runtime import Macro

    from mkdocs_debates.pages.translating import Translating

_has_special: Final = re.compile(r"""[&<>"']""").search


def escaped(value: object) -> str:
    """``value`` as HTML, as :func:`markupsafe.escape` has it, for use where pieces of a page are only joined.

    It may be a plain string: making the ``Markup`` takes most of the time of that function.
    """
    if type(value) is str:
        return escape(value) if _has_special(value) else value
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


marked: Final[Callable[[str], Markup]] = functools.partial(str.__new__, Markup)
"""``Markup`` of a text that is HTML, made without a look at the text."""


def quick(macro: Macro) -> Callable[..., str]:
    """``macro``, called with its arguments in their order, as nearly all are, without sorting them first.

    The last of them may be left out where they have defaults. It is asked for its name and the like as before.
    """
    count: int = macro._argument_count
    write: Callable[..., str] = macro._func
    if not macro._default_autoescape or macro.catch_kwargs or macro.catch_varargs or macro.caller:
        return macro

    def call(*values: Any, **named: Any) -> str:
        if len(values) != count or named:
            if named or len(values) > count:
                return macro(*values, **named)
            values += (missing,) * (count - len(values))
        written = write(*values)
        return written if type(written) is Markup else marked(written)

    vars(call).update({name: value for name, value in vars(macro).items() if not name.startswith("_")})
    return call


class _Compiler(CodeGenerator):
    @functools.cached_property
    def _is_ours(self) -> bool:
        """Whether the template comes with this program, so that it is known what it gets."""
        return self.filename is not None and TEMPLATES in Path(self.filename).parents

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped, has_special = environment.escaped, environment.has_special")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_escaped(frame, finalize):
            # Most of what is output is HTML, or text in which nothing is special.
            self.write("(_said if (_kind := type(_said := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_escaped(frame, finalize):
            self.write("))) is Markup or (_kind is str and not has_special(_said)) else escaped(_said))")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """Write a block as one piece; each of its pieces would go through all that stand around it."""
        if (frame.toplevel and self.extends_so_far) or node.scoped or node.required or frame.buffer is not None:
            super().visit_Block(node, frame)
        else:
            self.writeline(f"yield concat(context.blocks[{node.name!r}][0]({self.get_context_ref()}))", node)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Call what is called. Jinja would look first whether it wants the context, which nothing here does."""
        names = [each.key for each in node.kwargs]
        if forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None or any(map(iskeyword, names)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Take an attribute; what a site's template finds none of may be in a mapping, and Jinja knows what to do."""
        if self._is_ours:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
            return
        self.write("(_value if (_value := getattr(_of := (")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(_of, {node.attr!r}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.quick(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        if force_unescaped or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().return_buffer_contents(frame, force_unescaped)
        else:
            self.writeline(f"return environment.marked(concat({frame.buffer}))")


def _is_escaped(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    """Whether what is output needs nothing but to be escaped."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None


class EscapingEnvironment(Environment):
    """An environment with autoescape, as any other; only quicker. Site templates are compiled by it as well.

    It looks for a template once: what it has found is not looked at again.
    """

    code_generator_class = _Compiler
    escaped = staticmethod(escaped)
    has_special = staticmethod(_has_special)
    marked = staticmethod(marked)
    quick = staticmethod(quick)
    translating: Translating | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def get_template(self, name: str | Template, parent: str | None = None, *own: Any, **named: Any) -> Template:
        """A template by its name; with globals of its own (``own``, ``named``) it is another one each time."""
        if own or named or not isinstance(name, str):
            return super().get_template(name, parent, *own, **named)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        if self.translating:
            self.translating.visit(template)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template finds beside what it gets. A dict, since each rendering copies it."""
        return {**self.globals, **(d or {})}
