"""What is published as packages: the wheel holds all that a site needs, and the source builds the wheel again."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "plugins" / "mkdocs_debates"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    _run([sys.executable, "-m", "hatchling", "build", "--directory", str(folder)], ROOT)
    return folder


def _run(command: list[str], folder: Path) -> str:
    # Nothing of this clone is in the way of what was installed.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _wheel(packages: Path) -> Path:
    return packages / f"mkdocs_debates-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_each_file_of_the_program_and_nothing_else(packages: Path) -> None:
    with zipfile.ZipFile(_wheel(packages)) as wheel:
        held = {name.removeprefix("mkdocs_debates/") for name in wheel.namelist() if ".dist-info/" not in name}
    tracked = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert held == tracked


def test_the_source_holds_what_it_takes_to_build_and_test(packages: Path) -> None:
    with tarfile.open(packages / f"mkdocs_debates-{__version__}.tar.gz") as source:
        held = {name.partition("/")[2] for name in source.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "mkdocs.yml", "docs/format.md", "docs/CHANGELOG.md"} <= held
    assert {"tests/conftest.py", "plugins/mkdocs_debates/theme/templates/debates/claim.html"} <= held


def test_a_site_is_built_with_the_wheel_alone(packages: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True)
    binaries = environment / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(binaries / "python")
    _run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
          str(_wheel(packages))], tmp_path)  # fmt: skip
    installed = Path(_run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], tmp_path).strip())
    # What the wheel needs is taken from this environment, after what is installed there. An editable installation of
    # this clone is not: Python reads the files that name one in folders of its own only.
    (installed / "needed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    where = _run([python, "-c", "import mkdocs_debates; print(mkdocs_debates.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(installed)

    debates = str(binaries / "debates")
    assert __version__ in _run([debates, "--version"], tmp_path)
    _run([debates, "init", "new"], tmp_path)
    _run([debates, "check"], tmp_path / "new")
    _run([python, "-m", "mkdocs", "build", "--strict", "--quiet"], tmp_path / "new")
    pages = list((tmp_path / "new" / "site" / "debates").rglob("index.html"))
    assert any('<article class="debate-claim"' in page.read_text(encoding="utf-8") for page in pages)


def test_what_the_program_imports_comes_with_it_or_with_an_extra() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *about["dependencies"],
        *(each for name in ("import", "pagefind") for each in about["optional-dependencies"][name]),
    ]
    named = {re.split(r"[^\w.-]", each, maxsplit=1)[0].lower().replace("_", "-") for each in wanted}
    known = packages_distributions()
    for file in PACKAGE.rglob("*.py"):
        for module in _imported(ast.parse(file.read_text(encoding="utf-8"))):
            if module not in (*sys.stdlib_module_names, "mkdocs_debates"):
                assert {each.lower().replace("_", "-") for each in known[module]} & named, f"{file} imports {module}"


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_the_changelog_begins_with_what_is_to_come_or_with_this_version() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "docs" / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0].startswith(f"{__version__} ")
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ — \d{4}-\d{2}-\d{2}", each) for each in headings[1:])
