"""Images beside a debate, on a built site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.test_images import png
from tests.sites.building import build_site

if TYPE_CHECKING:
    from pathlib import Path

DEBATE = """\
title: Should the city close its centre to cars?
positions:
  close-it: {title: Close it}
claims:
  shops-thrive: {text: "Not the furniture shops.", supports: close-it}
"""


@pytest.mark.parametrize(("data", "size"), [(png(32, 20), ' width="32" height="20"'), (b"no image", "")])
def test_images_take_their_room(tmp_path: Path, data: bytes, size: str) -> None:
    (tmp_path / "debates").mkdir()
    (tmp_path / "debates/chart.png").write_bytes(data)
    text = DEBATE.replace("Not the furniture shops.", "![A chart](chart.png)")
    built = build_site(tmp_path, {"debates/d.yaml": text})
    assert built.log == ()
    shown = f'<img src="../../media/chart.png" alt="A chart"{size} loading="lazy" decoding="async">'
    assert shown in built.read("debates/d/positions/close-it/index.html")


def test_an_image_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "debates").mkdir()
    (tmp_path / "secret.png").write_bytes(png(32, 20))
    (tmp_path / "debates/chart.png").symlink_to(tmp_path / "secret.png")
    text = DEBATE.replace("Not the furniture shops.", "![A chart](chart.png)")
    built = build_site(tmp_path, {"debates/d.yaml": text}, {"on_error": "show"})
    assert "no image file" in built.log[0]
