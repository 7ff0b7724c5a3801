"""What the last build wrote stays while it is right, and goes when nobody wants it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mkdocs.utils import clean_directory

from mkdocs_debates.host.last_site import LastSite

if TYPE_CHECKING:
    from pathlib import Path

OLD = 1_000_000_000.0


def built(site: Path, files: dict[str, str], others: tuple[str, ...] = ()) -> None:
    last = LastSite(site, "debates")
    last.set_aside()
    if site.exists():
        clean_directory(str(site))
    last.bring_back()
    for path, text in files.items():
        last.write(path, text)
    last.remove_stale(others, OLD + 1)


def age(site: Path) -> None:
    for file in site.rglob("*"):
        os.utime(file, (OLD, OLD))


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    built(tmp_path, {"a/claims/x/index.html": "x", "a/index.html": "one", "gone/index.html": "gone"})
    age(tmp_path)
    built(tmp_path, {"a/claims/x/index.html": "x", "a/index.html": "two"})
    files = {file.relative_to(tmp_path).as_posix(): file for file in tmp_path.rglob("*") if file.is_file()}
    assert sorted(files) == ["debates/a/claims/x/index.html", "debates/a/index.html"]
    assert files["debates/a/index.html"].read_text() == "two"
    assert files["debates/a/claims/x/index.html"].stat().st_mtime == OLD
    assert not (tmp_path / "debates/gone").exists()


def test_what_others_wrote_now_stays(tmp_path: Path) -> None:
    built(tmp_path, {"a/index.html": "one"})
    age(tmp_path)
    (tmp_path / "debates/a/page.html").write_text("of MkDocs")
    os.utime(tmp_path / "debates/a/page.html", (OLD, OLD))
    (tmp_path / "debates/a/new.html").write_text("of another plugin")
    built(tmp_path, {"a/index.html": "one"}, ("debates/a/page.html",))
    assert sorted(file.name for file in (tmp_path / "debates/a").iterdir()) == ["index.html", "new.html", "page.html"]


def test_debates_that_are_kept_stay_as_they_are(tmp_path: Path) -> None:
    built(tmp_path, {"a/claims/x/index.html": "x", "b/claims/y/index.html": "y"})
    age(tmp_path)
    last = LastSite(tmp_path, "debates")
    last.set_aside()
    clean_directory(str(tmp_path))
    last.bring_back()
    last.keep(["a"], ["a/claims/x/index.html"])
    last.remove_stale((), OLD + 1)
    assert [file.name for file in (tmp_path / "debates").iterdir()] == ["a"]
    assert (tmp_path / "debates/a/claims/x/index.html").read_text() == "x"


def test_a_file_of_a_debate_stays_and_goes_with_it_wherever_it_stands(tmp_path: Path) -> None:
    names = (
        "a/index.html",
        "a/claims/of-b/index.html",
        "a/claims/of-c/index.html",
        "once-a/index.html",
        "c/index.html",
    )
    built(tmp_path, {name: name for name in names})
    age(tmp_path)
    last = LastSite(tmp_path, "debates")
    last.set_aside()
    clean_directory(str(tmp_path))
    last.bring_back()
    last.keep(["a"], ["a/index.html", "a/claims/of-b/index.html", "once-a/index.html"])
    last.write("c/index.html", "new")
    last.remove_stale((), OLD + 1, ["a/claims/of-c/index.html"])
    left = {file.relative_to(tmp_path / "debates").as_posix() for file in tmp_path.rglob("*.html")}
    assert left == {*names} - {"a/claims/of-c/index.html"}
    assert not (tmp_path / "debates/a/claims/of-c").exists()


def test_nothing_is_deleted_behind_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.html").write_text("precious")
    age(tmp_path)
    site = tmp_path / "site"
    built(site, {"a/index.html": "one"})
    (site / "debates/linked").symlink_to(outside)
    built(site, {"a/index.html": "one"})
    assert (outside / "precious.html").read_text() == "precious"


def test_a_build_that_broke_off_is_in_nobodys_way(tmp_path: Path) -> None:
    built(tmp_path, {"a/index.html": "one"})
    LastSite(tmp_path, "debates").set_aside()
    built(tmp_path, {"b/index.html": "two"})
    age(tmp_path)
    LastSite(tmp_path, "debates").set_aside()
    (tmp_path / "debates").mkdir()
    built(tmp_path, {"b/index.html": "two"})
    assert [file.name for file in tmp_path.iterdir()] == ["debates"]
