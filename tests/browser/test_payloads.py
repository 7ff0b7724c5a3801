"""Nothing that a debate holds runs, loads or leads elsewhere in a browser, though no content policy forbids it.

The hooks that notice it are held against careless pages with the same payloads, where they do notice it.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pytest
from jinja2 import Environment
from markdown_it import MarkdownIt

from mkdocs_debates.project import load
from tests.promises import programs
from tests.promises.everywhere import filled_fields, text_fields
from tests.promises.payloads import FAMILIES
from tests.promises.site_of_payloads import EVERY, PLAIN, TRIED, hostile_files, kind_of, pages_of, together
from tests.sites.building import build_site

from .serving import Site, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

    from tests.promises.payloads import Family

HOOKS: Final = """
for (const name of ["alert", "confirm", "prompt", "print", "msgbox"])
  window[name] = () => console.log("fired: " + name);
"""

POKE: Final = """page => {
  // A frame may lead elsewhere by now.
  for (const element of page.querySelectorAll("body *")) {
    element.focus?.();
    for (const type of ["mouseover", "mouseenter", "pointerenter"])
      element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
    element.click?.();
  }
}"""

INSPECT: Final = """() => {
  const counted = new Set(("script style form iframe frame object embed applet meta link base input button select "
    + "textarea template noscript portal audio video source track image set animate foreignObject title").split(" "));
  const counts = {}, kinds = new Set(), addresses = new Set();
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (counted.has(name)) counts[name] = (counts[name] ?? 0) + 1;
    kinds.add(name);
    for (const { name: attribute, value } of element.attributes) {
      kinds.add(`${name} ${attribute}`);
      if (!/^(xlink:)?href$|^src(set)?$|^(form)?action$|^(poster|data|background|ping)$/.test(attribute)) continue;
      if (!URL.canParse(value, document.baseURI)) {
        addresses.add(`${name} ${attribute} that is none: ${value}`);
        continue;
      }
      const { protocol, origin } = new URL(value, document.baseURI);
      addresses.add(`${name} ${attribute} ${origin === location.origin ? "here" : protocol}`);
    }
  }
  return { counts, kinds: [...kinds], addresses: [...addresses], ends: document.querySelectorAll("[data-end]").length };
}"""

ATTRIBUTES: Final = {
    "a": "href rel title class aria-label", "div": "class role aria-label tabindex", "ol": "start", "span": "class",
    "sup": "id", "section": "class", "td": "align", "th": "align", "li": "id", "math": "display", "mspace": "width",
    "mo": "stretchy fence form lspace rspace accent movablelimits separator", "mi": "mathvariant",
    "mstyle": "displaystyle", "mtable": "columnalign", "mover": "accent", "munder": "accent",
    "mpadded": "width lspace", "mfrac": "linethickness",
}  # fmt: skip
"""What Markdown may give to its elements."""
PLAIN_ELEMENTS: Final = (
    "blockquote br code del em h2 h3 h4 h5 h6 hr p pre strong table tbody thead tr ul mn mrow mtext msqrt mroot msub "
    "msup msubsup munderover mtr mtd mphantom mmultiscripts mprescripts"
)
OF_PROSE: Final = frozenset(
    (
        *PLAIN_ELEMENTS.split(),
        *ATTRIBUTES,
        *(f"{element} {attribute}" for element, attributes in ATTRIBUTES.items() for attribute in attributes.split()),
    )
)
"""Elements, and attributes of elements, that Markdown may make."""


@dataclass
class Noticed:
    """What happened in the pages of a session that should not."""

    site: str
    fired: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(HOOKS)
        context.on("console", lambda message: self._say(message.text))
        context.on("dialog", self._dismiss)
        context.route(re.compile(rf"^(?!{re.escape(self.site)}|data:|blob:|about:)"), self._refuse)
        context.route_web_socket(re.compile("."), lambda socket: self.asked.append(socket.url))

    def nothing(self) -> bool:
        return not (self.fired or self.asked or self.dialogs)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _say(self, text: str) -> None:
        if text.startswith("fired: "):
            self.fired.append(text)

    def _refuse(self, route: Any) -> None:
        self.asked.append(route.request.url)
        route.abort()


@contextmanager
def watched_page(browser: Browser, site: str) -> Iterator[tuple[Page, Noticed]]:
    """A page without a content policy, and what is noticed in it."""
    with browser.new_context(service_workers="block", viewport={"width": 1280, "height": 800}) as context:
        noticed = Noticed(site)
        noticed.over(context)
        yield context.new_page(), noticed


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Debates with each payload in every text field, and debates with it in every other field, too."""
    folder = tmp_path_factory.mktemp("payloads")
    with served(folder / "site", "/sub/") as base:
        options = {"on_error": "show", "search": "pagefind", "nav": False}
        build_site(folder, hostile_files(TRIED), options, site_url=base)
        yield Site(folder / "site", base)


def test_every_payload_stands_in_every_text_field(site: Site) -> None:
    debates = load(site.folder.parent / "debates").debates
    assert len(TRIED) > 300
    plain = debates[f"p-{len(TRIED) - 1}"].debate
    assert filled_fields(plain, lambda words: "plain" in words) == text_fields()
    for number, payload in enumerate(TRIED):
        words = re.findall(r"\w+", payload)
        if f"p-{number}" in debates and words:
            held = filled_fields(debates[f"p-{number}"].debate, lambda text, word=words[0]: word in text)  # type: ignore[misc]
            assert held == text_fields(), payload


@pytest.mark.parametrize("form", programs.READERS)
def test_programs_read_the_words_that_were_put_in(site: Site, form: str) -> None:
    debates = programs.debates_of(site.folder)
    step = 1 if EVERY else 24 if form == "twin" else 8
    assert differences_in(site.folder, programs.READERS[form], TRIED, debates[::step]) == {}


def differences_in(
    folder: Path, read: Callable[[Path, str], Any], payloads: Sequence[str], debates: Iterable[str]
) -> dict[str, list[str]]:
    """By payload, what differs in more than words from what stands of plain words, those of the last debate."""
    plain = f"p-{len(payloads) - 1}"
    of_plain = read(folder, plain)
    assert PLAIN in str(of_plain) or plain in str(of_plain)
    by_payload = {payloads[int(debate.removeprefix("p-"))]: debate for debate in debates}
    found = {
        payload: [*programs.differences(payload, (debate, plain), read(folder, debate), of_plain)]
        for payload, debate in by_payload.items()
    }
    return {payload: each for payload, each in found.items() if each}


@pytest.mark.parametrize(
    "read",
    [
        [{"title": "<b>"}],
        [{"title": "&lt;b>"}, "p-1/"],
        [{"title": ""}, "p-1/"],
        [{"title": "<b>", "other": "<b>"}, "p-1/"],
        [{"title": "<b>"}, "p-2/"],
        [{"title": "<b>"}, "p-1/", "<b>"],
    ],
)
def test_what_programs_read_otherwise_is_noticed(read: Any) -> None:
    of_plain = [{"title": PLAIN}, "p-2/"]
    assert [*programs.differences("<b>", ("p-1", "p-2"), [{"title": "<b>"}, "p-1/"], of_plain)] == []
    assert [*programs.differences("<b>", ("p-1", "p-2"), read, of_plain)]
    assert [*programs.differences("<b>", ("p-1", "p-2"), programs.Indexed("<b>. <b> b"), "")]


def test_nothing_in_a_page_runs_loads_or_is_markup(browser: Browser, site: Site) -> None:
    pages = pages_of(site.folder)
    plain = sorted({kind_of(page) for page in pages} & set(pages))
    assert len({kind_of(page) for page in pages}) == len(plain), "a page that plain words do not have"
    kinds, addresses = set(OF_PROSE), {"a href http:", "a href https:", "a href mailto:"}
    expected: dict[str, Counter[str]] = {}
    with watched_page(browser, site.base) as (page, noticed):
        for path, (kind,) in together(site.folder, plain, 1):
            page.goto(site.url(path))
            found = page.evaluate(INSPECT)
            kinds |= set(found["kinds"])
            addresses |= {each for each in found["addresses"] if each.endswith(" here")}
            expected[kind] = Counter(found["counts"])
        assert not any(" on" in kind for kind in kinds)
        for path, some in together(site.folder, pages):
            page.goto(site.url(path))
            found = page.evaluate(INSPECT)
            assert found["ends"] == len(some), some
            assert set(found["kinds"]) - kinds == set(), some
            assert set(found["addresses"]) - addresses == set(), some
            # A debate that is refused has a page with less on it.
            assert Counter(found["counts"]) <= sum((expected[kind_of(each)] for each in some), Counter()), some
    assert noticed.nothing(), noticed


def test_nothing_runs_while_a_reader_uses_a_page(browser: Browser, site: Site) -> None:
    shown = [number for number in range(len(TRIED) - 1) if (site.folder / f"debates/p-{number}").is_dir()]
    with watched_page(browser, site.base) as (page, noticed):
        for number in shown if EVERY else shown[:: len(shown) // 3]:
            paths = [f"debates/p-{number}/{path}" for path in ("", "positions/yes/", "stand/")]
            for path in paths if (site.folder / paths[-1]).is_dir() else paths[:1]:  # one that is refused has one page
                page.goto(site.url(path))
                page.locator(".debate[data-scripts]").wait_for(state="attached", timeout=30_000)
                page.evaluate(USE)
                page.wait_for_timeout(100)
    assert noticed.nothing(), noticed


USE: Final = """async () => {
  const soon = () => new Promise((resolve) => setTimeout(resolve, 20));
  for (const fold of document.querySelectorAll(".debate details")) fold.open = true;
  await soon();
  for (const element of document.querySelectorAll(".debate :is(a, button, select, input, [tabindex], mark, article)")) {
    for (const type of ["pointerover", "pointerenter", "mouseover", "mouseenter"])
      element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: "mouse" }));
    element.focus();
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const button of document.querySelectorAll(".debate :is(button, a.debate-focus, [role=button], input)")) {
    button.click();
    await soon();
  }
  for (const choice of document.querySelectorAll(".debate select")) {
    choice.selectedIndex = choice.options.length - 1;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    await soon();
  }
}"""


FOUND: Final = ".debate-search li:not([data-earlier])"
EARLIER: Final = "for (const each of document.querySelectorAll('.debate-search li')) each.dataset.earlier = ''"
"""Marks what was found for other words, which stays until there is something else."""


def test_nothing_runs_in_the_results_of_the_search(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as (page, noticed):
        page.set_default_timeout(6000)
        page.goto(site.url("debates/search/"))
        for words in ("alert", "words", "img", "invalid"):
            page.evaluate(EARLIER)
            page.get_by_label("Words to look for").fill(words)
            found = page.locator(FOUND)
            found.first.wait_for()
            for _ in range(3):
                more = page.get_by_role("button", name="More results")
                if more.is_visible():
                    shown = found.count()
                    more.click()
                    page.wait_for_function(f"shown => document.querySelectorAll({FOUND!r}).length > shown", arg=shown)
            assert found.count() >= 10
            assert page.locator(".debate-search li :not(a, mark, p, span, h2, h3, div, ul, ol, li)").count() == 0
    assert noticed.nothing(), noticed


def test_nothing_runs_in_the_results_of_the_themes_search(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("searched")
    with served(folder / "site", "/sub/") as base:
        tried = TRIED if EVERY else (*TRIED[:-1:8], PLAIN)
        build_site(folder, hostile_files(tried), {"on_error": "show", "nav": False}, site_url=base)
        found = programs.debates_of(folder / "site")
        assert differences_in(folder / "site", programs.search, tried, found) == {}
        with watched_page(browser, base) as (page, noticed):
            page.set_default_timeout(6000)
            for words in ("words", "script", "img"):
                page.goto(base)
                page.locator("[data-md-component=search-query]").first.click()
                page.keyboard.type(words)
                if words == "words":
                    page.locator(".md-search-result__item").first.wait_for(timeout=20_000)
                page.evaluate(
                    "for (const fold of document.querySelectorAll('.md-search-result details')) fold.open = true"
                )
                page.locator(".md-search__scrollwrap").evaluate("box => box.scrollTo(0, box.scrollHeight)")
                page.wait_for_timeout(300)
                assert page.locator(".md-search-result :is(img, script, svg[onload], iframe, style, form)").count() == 0
        assert noticed.nothing(), noticed


def careless(family: Family, payload: str) -> str:
    """A page that takes ``payload`` for what it would like to be."""
    match family.sink:
        case "attribute":
            return "".join(f"<div title={mark}{payload}{mark}>words</div>" for mark in ('"', "'", ""))
        case "address":
            return f'<a href="{payload}">words</a><img src="{payload}">'
        case "markdown":
            markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
            markdown.validateLink = lambda url: True  # type: ignore[method-assign]
            return str(markdown.render(payload))
        case "template":
            return Environment().from_string(payload).render()
        case "script":
            return f"<script>const words = \"{payload}\"; const others = '{payload}'; const more = `{payload}`</script>"
        case _:
            return payload


@pytest.mark.parametrize("family", [each for each in FAMILIES if each.sink != "text"], ids=lambda family: family.name)
def test_a_careless_page_is_noticed(browser: Browser, site: Site, family: Family) -> None:
    with watched_page(browser, site.base) as (page, noticed):
        frames = (f'<iframe srcdoc="{escape("<!doctype html><body>" + careless(family, each))}"></iframe>'
                  for each in (*family.payloads[:6], *family.payloads[-6:]))  # fmt: skip
        holder = "<!doctype html><title>x</title>" + "".join(frames)
        page.route(site.url("careless"), lambda route: route.fulfill(body=holder, content_type="text/html"))
        page.goto(site.url("careless"))
        page.eval_on_selector_all(
            "iframe", f"all => {{ for (const {{ contentDocument: each }} of all) if (each) ({POKE})(each) }}"
        )
        page.wait_for_timeout(100)
    assert not noticed.nothing()
