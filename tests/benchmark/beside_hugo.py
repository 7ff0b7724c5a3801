"""A cold build of the plugin beside one by Hugo: ``python -m tests.benchmark.beside_hugo --debates 500``.

Hugo gets the pages of the hand-made site, and templates that put the least around them that a reader could use: the
debates in the navigation, a list of contents, and a search index. It has to be installed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmark.cases import BUILD
from tests.benchmark.debates import debates
from tests.benchmark.hand_made import home_page_of, pages_of
from tests.benchmark.measuring import measure
from tests.benchmark.sites import LISTED_IN_NAV, Size, put_away, write_site

if TYPE_CHECKING:
    from collections.abc import Iterable

_HUGO: Final = ("hugo", "--quiet", "--noTimes", "--destination", "site")

_SETTINGS: Final = """\
baseURL = "https://example.org/"
title = "Debates"
disableKinds = ["taxonomy", "term"]
[outputs]
home = ["HTML", "JSON"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_PAGE: Final = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/style.css"></head>
<body><nav><a href="/">{{ site.Title }}</a><ul>{{ range first LISTED (where site.RegularPages "Params.debate" true) }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>
<aside>{{ .TableOfContents }}</aside><main>{{ .Content }}</main></body></html>
"""
_INDEX: Final = """\
[{{ range $number, $page := site.RegularPages }}{{ if $number }},{{ end }}
{{ dict "title" .Title "url" .RelPermalink "text" .Plain | jsonify }}{{ end }}]
"""


def write_hugo_site(folder: Path, size: Size) -> None:
    """Write the sources of the same site as pages for Hugo into ``folder``."""
    titles: list[tuple[str, str]] = []
    for debate in debates(size.debates, size.claims, size.seed):
        titles.append((debate.id, debate.title))
        # A page whose name is ``index`` would take the others of its folder for its own.
        _write(folder, ((f"content/{path.replace('/index.md', '/start.md')}", text) for path, text in pages_of(debate)))
    home = home_page_of(titles)
    layouts = {
        "config.toml": _SETTINGS,
        "content/_index.md": home,
        **{f"layouts/_default/{kind}.html": _PAGE for kind in ("single", "list")},
        "layouts/index.html": _PAGE,
        "layouts/index.json": _INDEX,
        "static/style.css": "body { font-family: sans-serif; }\n",
    }
    _write(folder, ((path, text.replace("LISTED", str(LISTED_IN_NAV))) for path, text in layouts.items()))


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_with_title(path, text) if path.startswith("content/") else text, encoding="utf-8")


def _with_title(path: str, text: str) -> str:
    """A page with its title in front of it, where Hugo looks for it."""
    title = text.partition("\n")[0].removeprefix("# ")
    return f"---\ntitle: {json.dumps(title)}\ndebate: {json.dumps(path.endswith('start.md'))}\n---\n{text}"


def main() -> None:
    """Print what both took, round by round in turn, and the ratio of the plugin to Hugo."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.beside_hugo", description="Measure beside Hugo.")
    parser.add_argument("--debates", type=int, default=50)
    parser.add_argument("--claims", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    size = Size(options.debates, options.claims, 1)
    with tempfile.TemporaryDirectory(prefix="beside-hugo-") as temporary:
        plugin, hugo = Path(temporary, "plugin"), Path(temporary, "hugo")
        write_site(plugin, "plugin", size)
        write_hugo_site(hugo, size)
        ratios = []
        for number in range(options.rounds + 1):
            put_away(hugo, "site")
            by_hugo = measure(_HUGO, hugo)
            put_away(plugin, "site")
            put_away(plugin, ".cache")
            ours = measure(BUILD, plugin)
            if number:
                ratios.append(ours.wall_seconds / by_hugo.wall_seconds)
                print(
                    f"hugo {by_hugo.wall_seconds:.2f} s, {by_hugo.cpu_seconds:.2f} s of CPU, "
                    f"{by_hugo.peak_bytes / 1e6:.0f} MB; plugin {ours.wall_seconds:.2f} s, {ours.cpu_seconds:.2f} s of "
                    f"CPU, {ours.peak_bytes / 1e6:.0f} MB",
                    flush=True,
                )
        pages = len(list((hugo / "site").rglob("*.html")))
    print(f"hugo wrote {pages:,} pages; the plugin took {statistics.median(ratios):.2f} times as long")


if __name__ == "__main__":
    main()
