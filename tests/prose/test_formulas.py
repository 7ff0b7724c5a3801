from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.prose import Prose, convert


def shown(prose: Prose) -> str:
    return str(prose.html(resolve=lambda reference: None, image=lambda path: None))


def test_a_formula_becomes_mathml_and_reads_as_its_tex() -> None:
    prose = convert(r"A ratio of $\frac{1}{2}$.")
    assert (
        '<math display="inline"><mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></mrow></math>'
        in shown(prose)
    )
    assert prose.blocks == (r"A ratio of \frac{1}{2}.",)


def test_two_dollar_signs_set_it_apart() -> None:
    assert '<math display="block">' in shown(convert("$$\nx^2\n$$"))


@pytest.mark.parametrize("text", ["It costs $5 and $10 a day.", "US$5, CA$6", "a $ b $ c", r"\$x\$", "`$x$`", "$5"])
def test_sums_of_money_are_no_formulas(text: str) -> None:
    prose = convert(text)
    assert "<math" not in shown(prose)
    assert not prose.flaws


@pytest.mark.parametrize("tex", [r"\frac{1}{", "^", "x" * 1001, "{" * 30 + "x" + "}" * 30, r"\left("])
def test_what_cannot_be_read_is_shown_and_said(tex: str) -> None:
    prose = convert(f"So ${tex}$ it is.")
    assert [flaw.rule for flaw in prose.flaws] == ["bad-formula"]
    assert f"<code>{tex}</code>" in shown(prose)


@pytest.mark.parametrize(
    "tex",
    [r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\class{md-header}{x}", r"\text{<script>a</script>}",
     r"\text{&lt;script>a}", r"\rule{999em}{999em}", r"\color{red}x", r"\hspace{999em}"],
)  # fmt: skip
def test_a_formula_brings_nothing_but_itself(tex: str) -> None:
    root = html5lib.parseFragment(shown(convert(f"${tex}$")), namespaceHTMLElements=False)
    for element in root.iter():
        assert "script" not in str(element.tag)
        assert set(element.attrib) <= {"display", "stretchy", "form", "fence"}


PIECES = [
    "\\", "{", "}", "^", "_", "&", "\\\\", "\\frac", "\\sqrt", "\\left(", "\\right)", "\\begin{matrix}",
    "\\end{matrix}", "\\text{", "x", "1", "<", "\\href", "\\begin{", "\\over", "\\overline", "\\limits", "\\sum", " ",
    "é", "\\mathbb", "'",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=200).map("".join))
def test_any_formula_ends_well(tex: str) -> None:
    html = shown(convert(f"a $x{tex}x$ b"))
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    root = parser.parseFragment(html)
    assert [child.tag for child in root] == ["p"]
