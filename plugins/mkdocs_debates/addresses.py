"""Which addresses a debate may link to, and how they are shown: one rule, for the fields and for the links in prose."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SPACE_OR_CONTROL: Final = re.compile(
    r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\ud800-\udfff]"
)
_HOST: Final = re.compile(r"[^\s!\"#$%&'()*+,/:;<=>?@\[\\\]^`{|}~]+")
_HOST_IN_BRACKETS: Final = re.compile(r"\[[0-9A-Fa-f:.]+\]")
_MAIL: Final = re.compile(r"[A-Za-z0-9.!#$&'*+/=^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_SHOWN_HOST: Final = re.compile(r"(?i)\s*(?:https?:/*|/*(?=www\.))(?:[^\s/?#]*@)?(?P<host>\[[^\]]*\]|[^\s/?#:]*)")
_NAMED_HOST: Final = re.compile(
    r"(?i)(?:https?:/*|(?<![^\W_])(?=www\.))(?:[^\s/?#@]{0,100}@)*(?P<host>\[[^\]\s]{0,100}\]|[^\s/?#:@]*)\S*"
)
_HOST_ALONE: Final = re.compile(
    r"(?i)(?:mailto:)?(?P<user>[^\s@/]{1,100}@)?"
    r"(?P<host>(?:[^\W_][\w-]*[.\u3002\uff0e\uff61])+[^\W\d_]{2,63})(?::\d*)?(?:[/?#]\S*)?"
)
_AROUND_WORDS: Final = " \t\r\n\"'“”„‘’‚«»‹›()[]{}<>.,;:!?…*_/\\|-–—"
_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")
_MARK: Final = re.compile(r"[!-,./:-@\[-`{-~]")
_EXPECTED: Final = "an address starts with https://, http:// or mailto:"


def flaw_of_url(url: str) -> str:
    """What keeps ``url`` from being linked to, in words that follow the address; nothing when it is fine.

    Allowed are http and https with a host, without user or password, and mailto with one plain address (its
    headers, such as ``?subject=``, could prepare a mail in the reader's name).
    """
    if _SPACE_OR_CONTROL.search(url):
        return "holds white space or characters that cannot be seen: take them out"
    scheme = _SCHEME.match(url)
    if not scheme:
        return f"does not say how to get there: {_EXPECTED}"
    match scheme[0].lower():
        case "http:" | "https:":
            return _flaw_of_web_address(url[scheme.end() :])
        case "mailto:":
            plain = _MAIL.fullmatch(url, scheme.end())
            return "" if plain else "is not mailto: and one plain address, without headers"
        case _:
            return f'starts with "{scheme[0][:30]}": {_EXPECTED}'


def _flaw_of_web_address(rest: str) -> str:
    if not rest.startswith("//") or "\\" in rest:
        return "is not written like https://example.org/page"
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    if "@" in authority:
        return "holds a user name or password: take it out"
    host, colon, port = _host_and_port(authority)
    if not (_HOST.fullmatch(host) or _HOST_IN_BRACKETS.fullmatch(host)) or host.strip(".") == "":
        return "names no host: write it like https://example.org/page"
    if colon and not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) <= 65535):
        return "has a port that is not a number from 1 to 65535"
    return _flaw_of_split(rest)


def _host_and_port(authority: str) -> tuple[str, str, str]:
    if authority.startswith("["):
        inside, bracket, after = authority.partition("]")
        return inside + bracket, after[:1], after[1:]
    return authority.partition(":")


def _flaw_of_split(rest: str) -> str:
    # The standard library rejects some hosts (bad IPv6, letters that turn into "/" under NFKC) by raising.
    try:
        host = urlsplit("https:" + rest).hostname
    except ValueError:
        return "names no valid host"
    if any(not each.isascii() and _hides_a_mark(each) for each in _DOTS.sub("", host or "")):
        return "names no valid host"
    return "" if host else "names no host"


def _hides_a_mark(character: str) -> bool:
    """Whether a letter of a host stands for a dot, say: browsers refuse it, and a reader takes it for one."""
    return _MARK.search(unicodedata.normalize("NFKC", character)) is not None


def shown_address(url: str) -> str:
    """``url`` as words on a page: each part of its host that is not ASCII stands there as punycode, ``xn--…``.

    Letters of many scripts look like others, so that a host in its own letters may look like one that readers trust.
    Which letters mislead depends on the font and on the reader, so none are shown.
    """
    if url.isascii():
        return url
    found = _SHOWN_HOST.match(url)
    return url if not found else f"{url[: found.start('host')]}{_as_ascii(found['host'])}{url[found.end('host') :]}"


def shown_host(url: str) -> str:
    """The host of a web address as a page shows it, "" where it has none; see :func:`shown_address`."""
    found = _SHOWN_HOST.match(url)
    return _as_ascii(found["host"]).lower() if found else ""


def other_host(words: str, url: str) -> str:
    """Where ``url`` leads, a host or a mail address, if ``words``, on which a link to it stands, name another host.

    They do where an address stands in them, or where they are nothing but the name of a host, or a mail address.
    """
    alone = _HOST_ALONE.fullmatch(words.strip(_AROUND_WORDS))
    mail = url[len("mailto:") :] if url.lower().startswith("mailto:") else ""
    if mail and alone and alone["user"]:
        return mail if f"{alone['user']}{alone['host']}".lower() != mail.lower() else ""
    target = shown_host(url) or mail
    own = target.rpartition("@")[2].lower().removeprefix("www.")
    named = [found["host"] for found in (*_NAMED_HOST.finditer(words), *filter(None, [alone]))]
    return target if any(host.lower().removeprefix("www.") != own for host in named) else ""


def _as_ascii(host: str) -> str:
    # Browsers read a host so before they look it up: compatible forms of letters are one, and some signs are dots.
    plain = host if host.isascii() else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", host).lower())
    return ".".join(map(_label_as_ascii, _DOTS.split(plain)))


def _label_as_ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
