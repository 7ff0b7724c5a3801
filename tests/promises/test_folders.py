"""Debates are read below their folder and written below the site's; no program here uses the network."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

from mkdocs_debates.cli import main
from mkdocs_debates.project import load
from mkdocs_debates.reading import image_size
from mkdocs_debates.reading.opening import open_within, read_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

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


SWAPPED: Final = {name: place for name, place in MISPLACED.items() if name != "a link to a device"}
"""Without the look at what is open, a device would be read until memory is full."""


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """End what waits for a pipe."""

    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def swap_after(name: str, file: Path, place: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something else stand in the place of ``file`` once the function ``name`` of the package has been called."""
    name = f"mkdocs_debates.{name}"
    deed = resolve_name(name)

    def do(*arguments: Any, **named: Any) -> Any:
        done = deed(*arguments, **named)
        file.unlink(missing_ok=True)
        place(file)
        return done

    monkeypatch.setattr(name, do)


def run(*arguments: str | Path) -> Result:
    with no_longer_than(3):
        return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


OUT_OF_ORDER: Final = "status:   open\ntitle: Words\n"


@pytest.mark.parametrize("place", SWAPPED.values(), ids=SWAPPED)
def test_format_looks_at_a_file_once_it_is_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], object]
) -> None:
    (folder / "b.yaml").write_text(OUT_OF_ORDER)
    swap_after("cli.format.find_debates", folder / "b.yaml", place, monkeypatch)
    done = run("format", "--diff", folder)
    assert done.exit_code == 2
    assert "secret of the machine" not in done.output
    assert f"{folder / 'b.yaml'}: " in done.stderr


def test_format_follows_no_link_out_that_is_named(folder: Path) -> None:
    (folder / "b.yaml").symlink_to("../secret.yaml")
    done = run("format", "--diff", folder / "b.yaml")
    assert done.exit_code == 2
    assert done.stderr.endswith("b.yaml: It leads out of its folder\n")


@pytest.mark.parametrize("place", ["a link out", "an absolute link out", "a link to a link out"])
def test_format_writes_over_no_file_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    (folder / "b.yaml").write_text(OUT_OF_ORDER)
    swap_after("cli.format.laid_out", folder / "b.yaml", MISPLACED[place], monkeypatch)
    assert run("format", folder / "b.yaml").exit_code == 2
    assert (folder.parent / "secret.yaml").read_text() == SECRET
    assert not list(folder.parent.rglob("*.new"))


NAMING: Final = "title: Words\nclaims:\n  one: {text: One.}\n"
PAGE: Final = "[words](claim:b/one)\n"


@pytest.fixture
def named(folder: Path) -> Path:
    """The folder, with an id that pages name as well."""
    (folder / "b.yaml").write_text(NAMING)
    (folder.parent / "docs").mkdir()
    for name in ("first.md", "second.md"):
        (folder.parent / "docs" / name).write_text(PAGE)
    return folder


def rename(folder: Path) -> Result:
    return run("rename", "--source", folder, "--docs", folder.parent / "docs", "b", "one", "other")


@pytest.mark.parametrize("place", SWAPPED.values(), ids=SWAPPED)
def test_rename_looks_at_a_debate_once_it_is_open(
    named: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], object]
) -> None:
    swap_after("editing.renaming.load", named / "b.yaml", place, monkeypatch)
    done = rename(named)
    assert done.exit_code == 2
    assert f"{named / 'b.yaml'}: " in done.stderr
    assert (named.parent / "docs/first.md").read_text() == PAGE


@pytest.mark.parametrize("place", SWAPPED.values(), ids=SWAPPED)
def test_rename_looks_at_a_page_once_it_is_open(
    named: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], object]
) -> None:
    page = named.parent / "docs/second.md"
    swap_after("editing.renaming._in_page", page, place, monkeypatch)  # of the first page
    done = rename(named)
    assert done.exit_code == 2
    assert f"{page}: " in done.stderr
    assert (named / "b.yaml").read_text() == NAMING


def test_rename_writes_over_no_file_elsewhere(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = named.parent / "docs/second.md"
    (named.parent / "out.md").write_text(PAGE)
    swap_after("cli.rename.rename", page, lambda path: path.symlink_to("../out.md"), monkeypatch)
    assert rename(named).exit_code == 2
    assert (named.parent / "out.md").read_text() == PAGE
    assert (named / "b.yaml").read_text() == NAMING


def test_rename_leaves_a_page_alone_that_is_a_link_out(named: Path) -> None:
    (named.parent / "out.md").write_text(PAGE)
    (named.parent / "docs/third.md").symlink_to("../out.md")
    assert rename(named).exit_code == 0
    assert (named.parent / "out.md").read_text() == PAGE
    assert (named.parent / "docs/second.md").read_text() == PAGE.replace("one", "other")


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
        ("open('/etc/passwd').read()", "read"),
        ("open('docs/x.md', 'w')", "written"),
        ("import os; os.mkdir('docs/x')", "written"),
        ("import os; os.rename('docs/index.md', 'docs/x.md')", "written"),
        ("import socket; socket.socket()", "network"),
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
