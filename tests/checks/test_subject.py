"""What the entries of a debate are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.project import load

if TYPE_CHECKING:
    from pathlib import Path


def test_a_claim_that_begins_with_a_quotation_is_called_by_its_own_words(tmp_path: Path) -> None:
    text = '{"title": "D", "claims": {"a": {"text": "> Theirs.\\n\\nOurs. Two."}}}'
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path).debates["d"].title("a") == "Ours."
