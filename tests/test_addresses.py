"""Addresses are shown as what they are."""

from __future__ import annotations

import pytest

from mkdocs_debates.addresses import flaw_of_url, other_host, shown_address, shown_host
from mkdocs_debates.prose import convert


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("https://\u0430pple.com/", "https://xn--pple-43d.com/"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("HTTPS://B\u00dcCHER.example:80/ü", "HTTPS://xn--bcher-kva.EXAMPLE:80/ü".replace("EXAMPLE", "example")),
        ("https://faß.example", "https://xn--fa-hia.example"),
        ("https://例え.example/", "https://xn--r8jz45g.example/"),
        ("https://example。org/", "https://example.org/"),
        ("https://example.org․other.example/", "https://example.org.other.example/"),
        ("https://[2001:db8::1]:80/ü", "https://[2001:db8::1]:80/ü"),
        ("https://example.org/пример", "https://example.org/пример"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_host_is_shown_in_ascii(url: str, shown: str) -> None:
    assert shown_address(url) == shown


def test_a_letter_that_stands_for_a_dot_is_in_no_host() -> None:
    assert flaw_of_url("https://example.org․other.example/") == "names no valid host"
    assert not flaw_of_url("https://example。org/")


def test_the_host_of_what_has_none_is_empty() -> None:
    assert [shown_host(each) for each in ("", "mailto:a@example.org", "HTTPS://Example.ORG:80/x")] == [
        "",
        "",
        "example.org",
    ]


@pytest.mark.parametrize(
    ("words", "host"),
    [
        ("https://example.org/", "other.example"),
        ("http:example.org", "other.example"),
        ("www.example.org", "other.example"),
        (" https://user@Example.org:80", "other.example"),
        ("https://other.example@example.org", "other.example"),
        ("https://OTHER.example/else", ""),
        ("example.org", "other.example"),
        ("Example.org/login?a=b", "other.example"),
        ("“example.org:443”", "other.example"),
        ("//example.org", "other.example"),
        ("see https://example.org", "other.example"),
        ("as www.example.org has it", "other.example"),
        ("ex\u0430mple.org", "other.example"),
        ("example\uff0eorg", "other.example"),
        ("me@example.org", "other.example"),
        ("https://other.example/web/https://example.org/", ""),
        ("www.other.example", ""),
        ("other.example/page", ""),
        ("example.org says so", ""),
        ("version 1.2, p. 3", ""),
        ("words", ""),
    ],
)
def test_words_that_are_an_address_have_the_host_of_theirs(words: str, host: str) -> None:
    assert other_host(words, "https://other.example/page") == host


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("me@example.org", "x@other.example"),
        ("mailto:me@example.org", "x@other.example"),
        ("y@other.example", "x@other.example"),
        ("xx@other.example", "x@other.example"),
        ("x@other.example", ""),
        ("mailto:X@Other.example", ""),
        ("https://example.org", "x@other.example"),
        ("write to her", ""),
    ],
)
def test_words_that_are_an_address_have_the_mail_address_of_theirs(words: str, shown: str) -> None:
    assert other_host(words, "mailto:x@other.example") == shown


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("see https://аpple.com/x.", "see https://xn--pple-43d.com/x."),
        ("<https://аpple.com/x>", "https://xn--pple-43d.com/x"),
        ("[](https://аpple.com/x)", "https://xn--pple-43d.com/x"),
        ("![](https://аpple.com/x.png)", "https://xn--pple-43d.com/x.png"),
        ("[https://аpple.com](https://аpple.com)", "https://аpple.com (xn--pple-43d.com)"),
        ("[https://example.org](https://other.example/)", "https://example.org (other.example)"),
        ("[**https://example.org**](https://other.example/)", "https://example.org (other.example)"),
        ("![https://example.org](https://other.example/x.png)", "https://example.org (other.example)"),
        ("[https://example.org/a](https://example.org/b)", "https://example.org/a"),
        ("[ex**amp**le.org](https://other.example/)", "example.org (other.example)"),
    ],
)
def test_prose_shows_where_its_links_lead(source: str, words: str) -> None:
    prose = convert(source)
    assert not prose.flaws
    shown = prose.html(resolve=lambda _: None, image=lambda _: None).striptags()
    assert shown == words
    if "!" not in source:  # an image reads as its description
        assert prose.text == words
