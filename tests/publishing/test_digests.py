"""What things are told apart by does not depend on how files are laid out, nor on the process that looks."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from mkdocs_debates.cli import main
from mkdocs_debates.project import load
from mkdocs_debates.publishing.digests import digest, digest_of

FLAGSHIP = next(Path(__file__).parents[2].glob("debates/*.yaml"))


def test_a_debate_has_one_name_however_it_is_laid_out(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(FLAGSHIP.read_text(encoding="utf-8"), encoding="utf-8")
    first = digest_of(load(tmp_path).debates["d"].debate)
    file.write_text("# A word ahead.\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    subject = load(tmp_path).debates["d"]
    assert digest_of(subject.debate) == first
    assert digest_of(pickle.loads(pickle.dumps(subject.document)).debate) == first
    code = (
        "import sys, pathlib; from mkdocs_debates.project import load; from mkdocs_debates.publishing.digests "
        "import digest_of; print(digest_of(load(pathlib.Path(sys.argv[1])).debates['d'].debate))"
    )
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == first
    file.write_text(file.read_text(encoding="utf-8").replace("title:", "title: Not", 1), encoding="utf-8")
    assert digest_of(load(tmp_path).debates["d"].debate) != first


def test_a_debate_that_was_formatted_keeps_its_name(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    text = 'title: "A"\nclaims: {a: {by: [ann, bob], text: "One.\\n\\nTwo."}}\npeople: {ann: , bob: }\n'
    file.write_text(text)
    first = digest_of(load(tmp_path).debates["d"].debate)
    assert CliRunner().invoke(main, ["format", str(tmp_path)]).exit_code == 0
    assert file.read_text() != text
    assert digest_of(load(tmp_path).debates["d"].debate) == first
    claim = "  a:\n    text: |-\n      One.\n\n      Two.\n    by:\n      - ann\n      - bob\n"
    file.write_text(f"people:\n  ann:\n  'bob':\ntitle: A\nclaims:\n{claim}")
    assert digest_of(load(tmp_path).debates["d"].debate) == first


def test_a_reply_may_stand_inside_its_parent_or_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(
        "title: A\nclaims:\n  abcd:\n    text: One\n    replies:\n      efgh: {relation: opposes, text: Two}\n"
    )
    inside = digest_of(load(tmp_path).debates["d"].debate)
    file.write_text(
        "title: A\nclaims:\n  abcd:\n    text: One\n  efgh: {reply_to: abcd, relation: opposes, text: Two}\n"
    )
    assert digest_of(load(tmp_path).debates["d"].debate) == inside


def test_parts_are_told_apart() -> None:
    assert len({digest("a", "b"), digest("ab"), digest("ab", ""), digest("", "ab"), digest("a:b"), digest()}) == 6
