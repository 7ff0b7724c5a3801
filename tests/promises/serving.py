"""Edits debates at random under a running ``mkdocs serve``, and looks whether the disk is what is served.

::

    python -m tests.promises.serving --edits 200 --seed 1

After each edit, every debate's page has to show what its files say now, or what is wrong with them; what is wrong
with files that make no debate has to be told where the server runs. Figures go to standard output.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs_debates.project import load
from tests.sites.test_serving import _address, _free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 60
"""Seconds until an edit has to be seen: a busy machine takes long for a build."""

_NAMES: Final = ("bikes", "cars", "sundays", "trains", "walks")
_SETTINGS: Final = "site_name: Test\ntheme: {name: material, font: false}\nplugins: [search, debates]\n"
_PNG: Final = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"


@dataclass
class Editor:
    """Somebody whose every save is another surprise."""

    folder: Path
    random: random.Random
    saved: int = 0

    def edit(self, kind: str) -> str:
        """Make an edit of a kind; its name with the debate's."""
        name = self.random.choice(_NAMES)
        getattr(self, f"_{kind}")(name)
        return f"{kind} {name}"

    @classmethod
    def kinds(cls) -> list[str]:
        """The kinds of edits."""
        return [name[1:] for name in vars(cls) if name.startswith("_") and not name.startswith(("__", "_own"))]

    def _own_text(self, name: str) -> str:
        self.saved += 1
        others = "".join(f" [](debate:{each})" for each in _NAMES[:1] if (self.folder / f"{each}.yaml").is_file())
        return (
            f"title: Marked {name} {self.saved}\npositions:\n  yes: {{title: Yes}}\nclaims:\n"
            f"  one: {{text: 'One.{others}', supports: yes}}\n  two: {{text: Two., reply_to: one, relation: opposes}}\n"
        )

    def _own_clear(self, name: str) -> Path:
        """Nothing is called like the debate any more; the file that may be written."""
        for path in (self.folder / f"{name}.yaml", self.folder / name):
            if path.is_dir() and not path.is_symlink():
                has_files = any(each.is_file() for each in path.rglob("*"))
                shutil.rmtree(path)
                if not has_files:
                    self._own_save_of_a_page()
            else:
                path.unlink(missing_ok=True)
        return self.folder / f"{name}.yaml"

    def _own_save_of_a_page(self) -> None:
        """What a watch sees, beside what it does not: dead links, folders without files, a file in their place."""
        self.saved += 1
        (self.folder.parent / "docs/index.md").write_text(f"# Home {self.saved}\n")

    def _mend(self, name: str) -> None:
        self._own_clear(name).write_text(self._own_text(name))

    def _mend_again(self, name: str) -> None:
        self._mend(name)

    def _folder(self, name: str) -> None:
        self._own_clear(name)
        (self.folder / name / "deeper").mkdir(parents=True)
        (self.folder / name / "debate.yaml").write_text(self._own_text(name))
        (self.folder / name / "deeper/more.yaml").write_text("claims:\n  three: {text: Three., supports: yes}\n")

    def _break_reference(self, name: str) -> None:
        self._own_clear(name).write_text(self._own_text(name).replace("supports: yes", "supports: yess"))

    def _break_syntax(self, name: str) -> None:
        self._own_clear(name).write_text(
            self._own_text(name) + self.random.choice(["claims: [\n", "<<<<<<< a\n", "\tx"])
        )

    def _break_kind(self, name: str) -> None:
        self._own_clear(name).write_text(self.random.choice(["- a\n- b\n", "text\n", "title: {a: [b]}\n", "&a [*a]\n"]))

    def _empty(self, name: str) -> None:
        self._own_clear(name).write_text("")

    def _junk(self, name: str) -> None:
        self._own_clear(name).write_bytes(self.random.randbytes(self.random.choice([7, 500, 70_000])))

    def _too_large(self, name: str) -> None:
        self._own_clear(name).write_bytes(b"# comment\n" * 500_001)

    def _delete(self, name: str) -> None:
        self._own_clear(name)

    def _move(self, name: str) -> None:
        other = self.random.choice(_NAMES)
        if other != name and (self.folder / f"{name}.yaml").is_file():
            (self.folder / f"{name}.yaml").replace(self._own_clear(other))

    def _link_lost(self, name: str) -> None:
        self._own_clear(name).symlink_to("nowhere.yaml")
        self._own_save_of_a_page()

    def _link_to_itself(self, name: str) -> None:
        self._own_clear(name).symlink_to(f"{name}.yaml")
        self._own_save_of_a_page()

    def _link_out(self, name: str) -> None:
        self._own_clear(name).symlink_to("/etc/passwd")

    def _link_up(self, name: str) -> None:
        self._folder(name)
        (self.folder / name / "deeper/again").symlink_to("..")

    def _fifo(self, name: str) -> None:
        os.mkfifo(self._own_clear(name))

    def _folder_like_a_file(self, name: str) -> None:
        self._own_clear(name).mkdir()
        self._own_save_of_a_page()

    def _folder_without_a_debate(self, name: str) -> None:
        self._own_clear(name)
        (self.folder / name).mkdir()
        (self.folder / name / "part.yaml").write_text("claims: {}\n")

    def _twice(self, name: str) -> None:
        self._folder(name)
        (self.folder / f"{name}.yaml").write_text(self._own_text(name))

    def _draft(self, name: str) -> None:
        self._own_clear(name).write_text(self._own_text(name) + "status: draft\n")

    def _image(self, name: str) -> None:
        (self.folder / f"{name}.png").write_bytes(_PNG)
        text = self._own_text(name).replace("Two.", f"'![A map]({name}.png)'")
        self._own_clear(name).write_text(text)

    def _image_lost(self, name: str) -> None:
        (self.folder / f"{name}.png").unlink(missing_ok=True)

    def _strange_name(self, name: str) -> None:
        (self.folder / f"{name.upper()} {self.saved}.yaml").write_text("title: No id\n")

    def _strange_names_gone(self, name: str) -> None:
        for file in self.folder.glob("* *.yaml"):
            file.unlink()

    def _all_gone_and_back(self, name: str) -> None:
        shutil.rmtree(self.folder)
        time.sleep(self.random.choice([0, 2.5]))
        self.folder.mkdir()
        self._mend(name)
        self._own_save_of_a_page()


@dataclass
class Server:
    """A running server."""

    root: Path
    address: str
    process: subprocess.Popen[bytes]
    log: Path
    memory: list[int] = field(default_factory=list)

    def difference(self) -> str:
        """What is served otherwise than it stands on the disk; "" for nothing."""
        if self.process.poll() is not None:
            return f"the server has ended with status {self.process.returncode}"
        project = load(self.root / "debates", shown_as="debates")
        for name in _NAMES:
            page, subject = self.get(f"debates/{name}/"), project.debates.get(name)
            if subject is None:
                wanted = ["404"] if not (self.root / "debates" / name).exists() else []
            elif name in project.broken:
                errors = [each for each in project.problems_of[name] if each.severity == "error"]
                wanted = [each for error in errors for each in (error.rule, str(error.span))]
            else:
                wanted = [escape(subject.debate.title)]
            missing = [words for words in wanted if words not in page]
            if missing:
                return f"{name} lacks {missing[:2]}: {page[:100]}"
        build = self.log.read_text(errors="replace").rpartition("Building documentation")[2]
        lost = [each.message for each in project.problems_of.get("", ()) if each.message not in build]
        return f"no word of {lost} in the log" if lost else ""

    def get(self, path: str) -> str:
        """A page, or the status in its place."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as response:
                text: bytes = response.read()
                return text.decode()
        except (urllib.error.URLError, OSError) as error:
            return str(error)

    def settle(self) -> str:
        """Wait until the disk is what is served; what still differs after all patience, "" for nothing."""
        until = time.monotonic() + PATIENCE
        while (found := self.difference()) and time.monotonic() < until and self.process.poll() is None:
            time.sleep(0.1)
        self.memory.append(_resident(self.process.pid))
        return found

    def tracebacks(self) -> list[str]:
        """Errors in the log that are bugs."""
        return [part[-1500:] for part in self.log.read_text(errors="replace").split("Traceback")[1:]]


def _resident(process: int) -> int:
    """The memory of a process and its children, in bytes."""
    try:
        own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0
    return own + sum(_resident(int(child)) for child in children)


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    """A site with one debate, served."""
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Home\n")
    (root / "mkdocs.yml").write_text(_SETTINGS)
    (root / "debates").mkdir()
    (root / "debates/bikes.yaml").write_text("title: First\n")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "-f",
        str(root / "mkdocs.yml"),
        "-a",
        f"127.0.0.1:{_free_port()}",
    ]
    log = root / "serve.log"
    with log.open("w") as output, subprocess.Popen(command, stderr=output, stdout=output) as process:
        try:
            yield Server(root, _address(log, process), process, log)
        finally:
            process.kill()
            process.wait()


def edits(seed: int, number: int) -> Iterator[str]:
    """Kinds of edits at random, all of them before any comes again."""
    chosen = random.Random(seed)
    while number > 0:
        kinds = Editor.kinds()
        yield from chosen.sample(kinds, min(number, len(kinds)))
        number -= len(kinds)


def survive(root: Path, seed: int, number: int, say: object = None) -> tuple[Server, list[str]]:
    """Edit at random; what was served wrongly."""
    wrong: list[str] = []
    with serving(root) as server:
        editor = Editor(root / "debates", random.Random(seed))
        wrong += filter(None, [server.settle()])
        for index, kind in enumerate(edits(seed, number)):
            begin = time.monotonic()
            done = editor.edit(kind)
            found = server.settle()
            if callable(say):
                say(f"{index} {done}: {time.monotonic() - begin:.1f} s, {server.memory[-1] >> 20} MB {found}")
            if found:
                wrong.append(f"after edit {index}, {done}: {found}")
            if server.process.poll() is not None:
                break
        wrong += server.tracebacks()
    return server, wrong


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begin = time.monotonic()
        server, wrong = survive(
            Path(folder), given.seed, given.edits, lambda line: print(line, file=sys.stderr, flush=True)
        )
    warm, last = server.memory[min(30, len(server.memory) - 1)] >> 20, server.memory[-1] >> 20
    print(
        f"{len(server.memory) - 1} edits in {time.monotonic() - begin:.0f} s; "
        f"memory {warm} MB after 30, {last} MB at the end"
    )
    print(f"{len(wrong)} wrong", *wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    _main()
