"""Debates are read below their folder and written below the site's; no program here uses the network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from mkdocs_debates.project import load
from mkdocs_debates.reading import image_size
from mkdocs_debates.reading.opening import open_within, read_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET: Final = "title: A secret of the machine\n"
PNG: Final = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x40\0\0\0\xc8\x08\2\0\0\0"
WATCHED: Final = Path(__file__).with_name("watched.py")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="says where open folders are as Linux does")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of debates, with a secret beside it."""
    (tmp_path / "secret.yaml").write_text(SECRET)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/debate.yaml").write_text(SECRET)
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "debates"
    folder.mkdir()
    (folder / "a.yaml").write_text("title: Words\n")
    return folder


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))


def chain(path: Path, hop: Path, end: str) -> None:
    hop.symlink_to(end)
    path.symlink_to(hop.name)


MISPLACED: Final[dict[str, Callable[[Path], object]]] = {
    "a link out": lambda path: path.symlink_to("../secret.yaml"),
    "an absolute link out": lambda path: path.symlink_to(path.parent.parent / "secret.yaml"),
    "a link to a link out": lambda path: chain(path, path.with_name(".hop"), "../secret.yaml"),
    "a link out and back in through it": lambda path: path.symlink_to("../secret/../secret.yaml"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nothing.yaml"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to the terminal": lambda path: path.symlink_to("/dev/tty"),
    "a link to the process": lambda path: path.symlink_to("/proc/self/environ"),
    "a pipe": os.mkfifo,
    "a socket": bind,
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("place", MISPLACED.values(), ids=MISPLACED)
def test_what_is_no_file_of_the_folder_is_not_read(folder: Path, place: Callable[[Path], object]) -> None:
    place(folder / "b.yaml")
    project = load(folder, shown_as="debates")
    assert set(project.debates) == {"a"}
    assert [(each.rule, each.span.path) for each in project.problems] == [("unreadable-file", "debates/b.yaml")]
    with pytest.raises(OSError, match=r"."):
        read_within(folder, folder / "b.yaml")


@pytest.mark.parametrize("link", ["b", "a-folder/b", "a-folder/debate.yaml"])
def test_a_folder_elsewhere_is_not_read(folder: Path, link: str) -> None:
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(folder.parent / ("secret.yaml" if link.endswith("yaml") else "secret"))
    project = load(folder, shown_as="debates")
    assert not any("secret" in subject.debate.title for subject in project.debates.values())
    assert [each.rule for each in project.problems] == ["unreadable-file"]


@pytest.mark.parametrize("place", MISPLACED.values(), ids=MISPLACED)
def test_an_image_is_a_file_of_the_folder(folder: Path, place: Callable[[Path], object]) -> None:
    (folder / "a.yaml").write_text("title: Words\nsummary: '![words](b.png)'\n")
    place(folder / "b.png")
    project = load(folder, shown_as="debates")
    assert [each.rule for each in project.problems] == ["unknown-reference"]
    assert image_size(folder, folder / "b.png") is None


def test_links_inside_the_folder_are_followed(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("a.yaml")
    (folder / ".parts").mkdir()
    (folder / ".parts/debate.yaml").write_text("title: Words\n")
    (folder / "c").symlink_to(".parts")
    project = load(folder)
    assert set(project.debates) == {"a", "b", "c"}
    assert not project.problems


def test_a_folder_that_is_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(folder)
    assert set(load(tmp_path / "linked").debates) == {"a"}


@contextmanager
def swapping(file: Path, others: list[Callable[[Path], object]]) -> Iterator[None]:
    """While this goes on, another thread puts one thing after another in the place of ``file``."""
    ended = threading.Event()

    def swap() -> None:
        while not ended.is_set():
            for number, other in enumerate(others):
                waiting = file.with_name(f".{number}")
                with suppress(FileNotFoundError):
                    waiting.unlink()
                other(waiting)
                os.replace(waiting, file)
                ended.wait(0.0005)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_a_file_that_becomes_a_link_while_it_is_read_gives_nothing_away(folder: Path) -> None:
    file = folder / "b.yaml"
    words = "title: Words that may be read\n"
    out = file.parent.parent / "secret.yaml"
    read, refused, end = 0, 0, time.monotonic() + 60
    with swapping(file, [lambda path: path.write_text(words), lambda path: path.symlink_to(out), os.mkfifo]):
        while min(read, refused) < 100:
            assert time.monotonic() < end, f"read {read} times, refused {refused} times"
            try:
                with open_within(folder, file) as stream:
                    assert stream.read() in (b"", words.encode())
                    read += 1
            except OSError:
                refused += 1
        titles = [load(folder).debates.get("b") for _ in range(40)]
    assert all(each is None or each.debate.title in ("", "Words that may be read") for each in titles)


COMMANDS: Final = {
    "check": ["check", "--format", "json"],
    "format": ["format", "debates"],
    "diff": ["diff", "HEAD", "--format", "html"],
    "export": ["export", "d", "--to", "csv", "--out", "site/csv"],
    "new": ["new", "claim", "d", "second", "--text", "More words."],
    "rename": ["rename", "d", "first", "earlier"],
    "pages": ["pages", "--out", "site/pages"],
    "mkdocs": ["build"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site under version control, with links of its debates that lead out."""
    site = tmp_path_factory.mktemp("site")
    (site / "docs").mkdir()
    (site / "docs/index.md").write_text("# Home\n")
    (site / "mkdocs.yml").write_text(
        "site_name: Test\ntheme: {name: material, font: false}\n"
        "plugins: [search, {debates: {on_error: show, search: site}}]\n"
    )
    (site / "secret.yaml").write_text(SECRET)
    debates = site / "debates"
    debates.mkdir()
    (debates / "d.yaml").write_text(
        "title: Words\nsummary: |\n  ![words](d.png) and $x^2$ and <https://example.org>\n"
        "claims:\n  first: {text: Words., links: [there]}\nlinks:\n  there: {title: There, url: 'https://example.org'}\n"
    )
    (debates / "d.png").write_bytes(PNG)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=site, check=True)
    return site


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_stays_in_its_folders_and_off_the_network(site: Path, tmp_path: Path, name: str) -> None:
    if name == "mkdocs":
        (site / "debates/out.yaml").symlink_to(site / "secret.yaml")
        (site / "debates/out.png").symlink_to(site / "secret.yaml")
    home = tmp_path / "home"
    home.mkdir()
    told = subprocess.run(
        [sys.executable, str(WATCHED), *(["mkdocs"] if name == "mkdocs" else ["mkdocs_debates"]), *COMMANDS[name]],
        cwd=site,
        env={**os.environ, "HOME": str(home), "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(home), "SITE": str(site)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    complaints = [line for line in told.stderr.splitlines() if line.startswith("watched:")]
    assert complaints == []
    assert "Traceback" not in told.stderr
    assert told.returncode in (0, 1), told.stderr
    if name == "mkdocs":
        assert not any(b"secret of the machine" in each.read_bytes() for each in site.glob("site/**/*.*"))


@pytest.mark.parametrize(
    ("deed", "complaint"),
    [
        ("open('secret.yaml').read()", "read"),
        ("open('docs/x.md', 'w')", "written"),
        ("import os; os.mkdir('docs/x')", "written"),
        ("import os; os.rename('docs/index.md', 'docs/x.md')", "written"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "network"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "network"),
    ],
)
def test_the_watch_sees_what_it_looks_for(site: Path, tmp_path: Path, deed: str, complaint: str) -> None:
    (tmp_path / "deed.py").write_text(deed)
    told = subprocess.run(
        [sys.executable, str(WATCHED), "deed"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "SITE": str(site), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert f"watched: {complaint}" in told.stderr
