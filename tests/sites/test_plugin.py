"""What a publisher sees of the plugin: options, errors, navigation, references, edit links."""

from __future__ import annotations

import errno
import json
import os
import threading
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from mkdocs_debates.host import last_site
from mkdocs_debates.processes import PROCESSES
from tests.site_walk import dead_links, walk_site
from tests.sites.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

BIKES = """\
title: Should the city close its centre to cars?
summary: Who may drive in.
positions:
  close-it: {title: Close it, summary: Air., held_by: ann}
  keep-it: {title: Keep it open}
people:
  ann: {name: Ann, role: cycles}
cruxes:
  trade:
    question: Does trade suffer?
    answers:
      suffers: {label: It suffers, supports: keep-it}
      thrives: {label: It thrives, supports: close-it}
claims:
  shops-thrive:
    by: ann
    date: 2025-02-03
    title: Shops thrive
    text: More people on foot.
    supports: close-it
    cruxes: [trade.thrives]
    replies:
      not-all:
        relation: opposes
        text: Not the furniture shops.
"""
BROKEN = "title: Broken\nclaims:\n  a:\n    text: A\n    supports: [nowhere]\n"


def test_a_debate_becomes_pages_without_a_warning(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES})
    assert built.log == ()
    pages = walk_site(built.folder)
    for page in ("", "positions/close-it/", "cruxes/trade/", "people/", "links/", "open/", "claims/not-all/"):
        assert f"debates/bikes/{page}index.html" in pages
    assert list(dead_links(built.folder, pages)) == []


def test_a_debate_with_errors_fails_the_build_with_every_problem(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    more = BROKEN.replace("text: A", "txt: A")
    with pytest.raises(Abort):
        build_site(tmp_path, {"debates/bikes.yaml": BIKES, "debates/broken.yaml": more})
    assert "debates/broken.yaml:4:5: error unknown-field" in caplog.text
    assert "debates/broken.yaml:5:16: error unknown-reference" in caplog.text


@pytest.mark.parametrize("processes", ["1", "2"])
@pytest.mark.parametrize("name", ["claims/not-all/index.html", "close-it/index.html", "permalinks.json", "llms.txt"])
def test_a_full_disk_fails_the_build_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, processes: str, name: str
) -> None:
    write_new = last_site._write_new

    def full(path: str, data: bytes) -> None:
        if path.endswith(name):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_new(path, data)

    monkeypatch.setattr(last_site, "_write_new", full)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.setenv(PROCESSES, processes)
    with pytest.raises(Abort):
        build_site(tmp_path, {"debates/bikes.yaml": BIKES, "debates/more.yaml": BIKES})
    assert f"{name} cannot be written: {os.strerror(errno.ENOSPC)}" in caplog.text
    assert "Traceback" not in caplog.text


def test_on_error_show_puts_the_problems_in_place_of_the_debate(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES, "debates/broken.yaml": BROKEN}, {"on_error": "show"})
    assert "nowhere" in built.read("debates/broken/index.html")
    assert "broken.yaml:5:16" in built.read("debates/broken/index.html")
    assert "Shops thrive" in built.read("debates/bikes/positions/close-it/index.html")
    assert any("unknown-reference" in message for message in built.log)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sorce": "debates"}, 'did you mean "source"?'),
        ({"unfold": "two"}, "unfold"),
        ({"unfold": -1}, "0 or more"),
        ({"on_error": "ignore"}, "on_error"),
        ({"path": "../up"}, "a folder below"),
    ],
)
def test_unknown_and_wrong_options_stop_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, options: dict[str, object], words: str
) -> None:
    with pytest.raises(Abort):
        build_site(tmp_path, {"debates/bikes.yaml": BIKES}, options)
    assert words in caplog.text


def test_a_missing_folder_is_a_warning_with_what_to_do(tmp_path: Path) -> None:
    built = build_site(tmp_path, {})
    assert len(built.log) == 1
    assert "found no debate" in built.log[0]
    assert "Write one there" in built.log[0]


def test_pages_of_the_site_are_never_overwritten(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        build_site(tmp_path, {"debates/bikes.yaml": BIKES, "docs/debates/bikes/index.md": "# Mine"})
    assert "debates/bikes/index.md" in caplog.text
    assert 'set the plugin\'s "path"' in caplog.text


def test_a_nav_that_names_the_debates_lists_them(tmp_path: Path) -> None:
    nav = ["index.md", {"Debates": ["debates/"]}]
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, nav=nav)
    home = built.read("index.html")
    assert 'href="debates/bikes/"' in home
    assert "All debates" in home
    assert built.log == ()


def test_pages_that_are_not_listed_belong_to_the_section_of_the_debates(tmp_path: Path) -> None:
    nav = ["index.md", {"Debates": ["debates/"]}]
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, nav=nav)
    page = built.read("debates/bikes/positions/close-it/index.html")
    assert "md-nav__item--active md-nav__item--nested" in " ".join(page.split()).replace(
        "md-nav__item--active md-nav__item--section md-nav__item--nested", "md-nav__item--active md-nav__item--nested"
    )


def test_without_a_nav_the_debates_join_the_one_mkdocs_makes(tmp_path: Path) -> None:
    home = build_site(tmp_path, {"debates/bikes.yaml": BIKES}).read("index.html")
    assert 'href="debates/bikes/"' in home
    assert "Bikes" not in home  # the folder's name as a section around the one page


def test_there_their_section_has_a_name_in_the_language(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "language": "de"}
    home = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, theme=theme).read("index.html")
    assert "Debatten" in home
    assert "Debates" not in home


def test_a_name_of_the_sites_own_stays(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "language": "de"}
    nav = ["index.md", {"Debates": ["debates/"]}]
    home = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, nav=nav, theme=theme).read("index.html")
    assert "Debates" in home


def test_nav_off_leaves_the_navigation_alone(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, {"nav": False})
    assert 'href="debates/bikes/"' not in built.read("index.html")


def test_drafts_are_not_published(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES + "status: draft\n"})
    assert not (built.folder / "debates/bikes").exists()


def test_pages_of_the_site_refer_to_debates(tmp_path: Path) -> None:
    page = (
        "---\ndebate: bikes\n---\n[words](crux:trade) [](claim:bikes/not-all) [](debate:bikes) "
        "[answer](crux:trade.thrives)\n"
    )
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES, "docs/deep/page.md": page})
    html = built.read("deep/page/index.html")
    assert '<a href="../../debates/bikes/cruxes/trade/">words</a>' in html
    assert '<a href="../../debates/bikes/positions/close-it/#not-all">Not the furniture shops.</a>' in html
    assert '<a href="../../debates/bikes/">Should the city close its centre to cars?</a>' in html
    assert '<a href="../../debates/bikes/cruxes/trade/#answer_thrives">answer</a>' in html
    assert built.log == ()


def test_a_reference_from_a_page_that_leads_nowhere_is_a_warning(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES, "docs/page.md": "[words](crux:bikes/trad)"})
    assert len(built.log) == 1
    assert 'no crux "trad"' in built.log[0]
    assert 'did you mean "trade"?' in built.log[0]
    assert "page.md" in built.log[0]


def test_claims_link_to_their_line_in_the_repository(tmp_path: Path) -> None:
    built = build_site(
        tmp_path, {"debates/bikes.yaml": BIKES}, repo_url="https://github.com/o/r", edit_uri="edit/main/docs/"
    )
    line = 1 + BIKES.splitlines().index("      not-all:")
    page = built.read("debates/bikes/positions/close-it/index.html")
    assert f'href="https://github.com/o/r/edit/main/debates/bikes.yaml#L{line}"' in page
    plain = build_site(tmp_path / "plain", {"debates/bikes.yaml": BIKES}).read(
        "debates/bikes/positions/close-it/index.html"
    )
    assert "#L" not in plain


def test_titles_are_escaped_everywhere(tmp_path: Path) -> None:
    evil = BIKES.replace("Should the city close its centre to cars?", "</title><script>x</script> & <b>")
    built = build_site(tmp_path, {"debates/bikes.yaml": evil}, nav=["index.md", "debates/"])
    for file in built.folder.rglob("*.html"):
        assert "<script>x" not in file.read_text(encoding="utf-8"), file
    assert "<script>" not in built.read("search/search_index.json")


def test_the_debate_as_data_names_every_entry_with_its_url(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES})
    data = json.loads(built.read("debates/bikes/debate.json"))
    assert data["version"] == 2
    assert data["claims"]["not-all"]["reply_to"] == "shops-thrive"
    assert data["claims"]["not-all"]["url"] == "debates/bikes/positions/close-it/#not-all"
    assert data["cruxes"]["trade"]["answers"]["suffers"]["label"] == "It suffers"


def test_without_claim_pages_permalinks_are_anchors_in_the_list(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, {"claim_pages": False})
    assert not (built.folder / "debates/bikes/claims/not-all").exists()
    assert 'href="../../claims/#not-all"' in built.read("debates/bikes/positions/close-it/index.html")


@pytest.mark.parametrize(("directory_urls", "ending"), [(True, ""), (False, "index.html")])
def test_a_permalink_page_names_the_address_that_its_target_has(
    tmp_path: Path, directory_urls: bool, ending: str
) -> None:
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES}, use_directory_urls=directory_urls)
    target = f"https://example.org/sub/debates/bikes/positions/close-it/{ending}"
    assert f'<link rel="canonical" href="{target}#not-all">' in built.read("debates/bikes/claims/not-all/index.html")
    assert f'<link rel="canonical" href="{target}">' in built.read("debates/bikes/positions/close-it/index.html")


def test_a_long_thread_moves_to_pages_that_fit(tmp_path: Path) -> None:
    reply = "      {}:\n        relation: comments\n        text: " + "word " * 60 + "\n        replies:\n"
    below = "          {}:\n            relation: comments\n            text: " + "word " * 60 + "\n"
    names = [(f"reply-{n}", [f"below-{n}-{m}" for m in range(10)]) for n in range(12)]
    replies = "".join(reply.format(name) + "".join(map(below.format, under)) for name, under in names)
    built = build_site(tmp_path, {"debates/bikes.yaml": BIKES + replies}, {"page_bytes": 50_000})
    links = json.loads(built.read("debates/permalinks.json"))
    assert any("/threads/" in url for url in links.values())
    pages = walk_site(built.folder)
    assert list(dead_links(built.folder, pages)) == []
    home = pages["debates/bikes/positions/close-it/index.html"]
    assert {each for name, under in names for each in (name, *under)} < set(home.ids)
    for file in (built.folder / "debates").rglob("*.html"):
        body = file.read_text(encoding="utf-8").partition('<div class="debate ')[2].partition("</article>\n  </div>")[0]
        assert len(body) < 2 * 50_000 or "claims/index" in file.as_posix()


def test_nothing_of_a_removed_claim_is_published(tmp_path: Path) -> None:
    removed = BIKES.replace("    title: Shops thrive\n", "    title: Secret title\n    status: removed\n").replace(
        "More people on foot.", "Secret text."
    )
    removed = removed.replace("relation: opposes\n", "relation: opposes\n        quotes: Secret text\n")
    built = build_site(tmp_path, {"debates/bikes.yaml": removed})
    for file in built.folder.rglob("*"):
        if file.suffix in (".html", ".json", ".xml"):
            assert "Secret" not in file.read_text(encoding="utf-8"), file
    assert "Not the furniture shops" in built.read("debates/bikes/positions/close-it/index.html")
    assert json.loads(built.read("debates/permalinks.json"))["bikes/shops-thrive"].endswith("#shops-thrive")


@pytest.mark.parametrize(
    "file", ["debates/permalinks.json", "debates/bikes/debate.json", "debates/bikes/claims/not-all.md"]
)
def test_files_beside_the_pages_are_not_overwritten_either(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, file: str
) -> None:
    with pytest.raises(Abort):
        build_site(tmp_path, {"debates/bikes.yaml": BIKES, f"docs/{file}": "x"})
    assert file in caplog.text


def test_a_reference_to_a_draft_is_a_warning(tmp_path: Path) -> None:
    summary = BIKES.replace(
        "summary: Who may drive in.", "summary: See [it](debate:draft) and [that](claim:draft/one)."
    )
    draft = "title: Draft\nstatus: draft\nclaims: {one: {text: One.}}\n"
    built = build_site(tmp_path, {"debates/bikes.yaml": summary, "debates/draft.yaml": draft})
    assert len(built.log) == 2
    assert "debates/bikes.yaml:2:19: debate:draft leads to a draft" in built.log[0]
    assert "debate-lost" in built.read("debates/bikes/index.html")


def test_a_broken_draft_does_not_hold_up_the_site(tmp_path: Path) -> None:
    draft = "title: Draft\nstatus: draft\nnonsense: 1\n"
    assert build_site(tmp_path, {"debates/bikes.yaml": BIKES, "debates/draft.yaml": draft}).log == ()


def test_a_site_of_drafts_alone_is_a_warning(tmp_path: Path) -> None:
    built = build_site(tmp_path, {"debates/draft.yaml": "title: Draft\nstatus: draft\n"})
    assert len(built.log) == 1
    assert "no debate but drafts (draft)" in built.log[0]
