"""Which addresses prose may link to, and what becomes of the others."""

from __future__ import annotations

import pytest

from mkdocs_debates.prose import convert


def html(source: str) -> str:
    return convert(source).html(resolve=lambda _: None, image=lambda path: path)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1&c=2#d", "http://example.org", "mailto:writer@example.org", "HTTPS://EXAMPLE.org"],
)
def test_web_and_mail_addresses_are_linked(address: str) -> None:
    prose = convert(f"[words]({address})")
    assert not prose.flaws
    href = address.replace("&", "&amp;")
    assert html(f"[words]({address})") == f'<p><a href="{href}" rel="noopener nofollow ugc">words</a></p>\n'


@pytest.mark.parametrize(
    "destination",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "<java\tscript:alert(1)>",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "<  javascript:alert(1)>",
        "\x01javascript:alert(1)",
        "<&#1;javascript:alert(1)>",
        "javascript\\:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "foo.md",
        "../foo/",
        "/foo",
        "#anchor",
        "?query",
        "//example.org",
        "https:///path",
        "https://user:password@example.org",
        "https://example.org:99999",
        "https:\\\\example.org",
        "mailto:a@example.org?subject=x",
        "Crux:a",
        "",
    ],
)
def test_other_addresses_are_words_and_a_flaw(destination: str) -> None:
    source = f"[words]({destination})"
    prose = convert(source)
    assert "<a" not in html(source)
    if "<p>words</p>" in html(source):
        assert [flaw.rule for flaw in prose.flaws] == ["unsafe-url"]
        assert "crux:" in prose.flaws[0].hint
        assert prose.flaws[0].written in source
    else:  # No link in Markdown: text, as on a code host.
        assert "\x01" in destination


def test_the_flaw_of_a_hidden_address_points_at_the_whole_text() -> None:
    assert convert("[a](java&#115;cript:x)").flaws[0].written == ""


def test_labels_and_angle_brackets_are_judged_alike() -> None:
    source = "[a][1] and <javascript:x> and <ftp://example.org>\n\n[1]: javascript:y"
    assert "<a" not in html(source)
    assert [flaw.written for flaw in convert(source).flaws] == ["javascript:y", "javascript:x", "ftp://example.org"]


@pytest.mark.parametrize(
    ("source", "address", "rest"),
    [
        ("see https://example.org/a.", "https://example.org/a", "."),
        ("(https://example.org/a)", "https://example.org/a", ")"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)", ""),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)", ")"),
        ("“https://example.org”", "https://example.org", "”"),
        ("见https://example.org/a。", "https://example.org/a", "。"),
        ("*https://example.org/a*", "https://example.org/a", ""),
        ("**https://example.org/a**", "https://example.org/a", ""),
        ("https://example.org/a_b_c", "https://example.org/a_b_c", ""),
        ("HTTP://example.org", "HTTP://example.org", ""),
        ("https://example.org/a?!, b", "https://example.org/a", "?!, b"),
    ],
)
def test_bare_addresses_become_links(source: str, address: str, rest: str) -> None:
    link = f'<a href="{address}" rel="noopener nofollow ugc">{address}</a>'
    assert f"{link}{rest}" in html(source).replace("</em>", "").replace("</strong>", "")
    assert not convert(source).flaws


@pytest.mark.parametrize(
    "source",
    ["example.org", "www.example.org", "a@example.org", "xhttps://example.org", "https://", "ftp://example.org"],
)
def test_other_words_do_not(source: str) -> None:
    assert html(source) == f"<p>{source}</p>\n"


def test_a_link_without_words_shows_its_address() -> None:
    assert ">https://example.org</a>" in html("[](https://example.org)")


def test_links_never_nest() -> None:
    page = html("[a <https://b.example> ![c](https://c.example/c.png) https://d.example](https://e.example)")
    assert page.count("<a ") == page.count("</a>")
    assert "<a" not in page.split("<a ", 1)[1].split("</a>", maxsplit=1)[0]


def test_a_tooltip_is_kept_and_escaped() -> None:
    assert 'title="&quot;&lt;b&gt;"' in html("""[a](https://example.org '"<b>')""")


def test_an_image_is_a_file_beside_the_debate() -> None:
    prose = convert('![*some* words](./charts/a.PNG "more") ![](charts/./b.webp)')
    assert [image.written for image in prose.images] == ["charts/a.PNG", "charts/b.webp"]
    page = prose.html(resolve=lambda _: None, image=lambda path: f"../media/{path}" if "a" in path[-5:] else None)
    assert '<img src="../media/charts/a.PNG" alt="some words" title="more" loading="lazy" decoding="async">' in page
    assert '<span class="debate-lost">charts/b.webp</span>' in page


def test_a_remote_image_becomes_a_link() -> None:
    assert html("![words](https://example.org/a.png)") == (
        '<p><a href="https://example.org/a.png" rel="noopener nofollow ugc">words</a></p>\n'
    )


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("../a.png", "unsafe-url"),
        ("a/../../b.png", "unsafe-url"),
        ("%2e%2e/a.png", "unsafe-url"),
        ("/a.png", "unsafe-url"),
        ("//example.org/a.png", "unsafe-url"),
        ("C:\\a.png", "unsafe-url"),
        ("data:image/png;base64,AAAA", "unsafe-url"),
        ("javascript:a.png", "unsafe-url"),
        ("a.png?x=.png", "unsafe-url"),
        ("a.svg", "bad-value"),
        ("a", "bad-value"),
        ("", "unsafe-url"),
    ],
)
def test_other_images_are_words_and_a_flaw(path: str, rule: str) -> None:
    prose = convert(f"![words]({path})")
    assert [flaw.rule for flaw in prose.flaws] == [rule]
    assert not prose.images
    assert html(f"![words]({path})") == "<p>words</p>\n"


def test_an_image_takes_its_room_before_it_is_loaded() -> None:
    page = convert("![a](a.png) ![b](b.png)").html(
        resolve=lambda _: None, image=lambda path: path, image_size=lambda path: (32, 20) if path == "a.png" else None
    )
    assert '<img src="a.png" alt="a" width="32" height="20" loading="lazy" decoding="async">' in page
    assert '<img src="b.png" alt="b" loading="lazy" decoding="async">' in page
