"""How large an image is, from the first bytes of its file, which may be broken, huge, or not what its name says."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from mkdocs_debates.reading.opening import read_within

if TYPE_CHECKING:
    from pathlib import Path

Size = tuple[int, int]
"""Width and height in pixels, as browsers show the image."""

MOST_BYTES: Final = 1_000_000
"""What is read of a file. Photographs may keep a preview and a profile of colours before their size."""
MOST_PIXELS: Final = 65_535
"""The longest side that is believed: JPEG and GIF know no longer one."""

_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"GIF87a", b"GIF89a")


def image_size(folder: Path, file: Path) -> Size | None:
    """The size of a PNG, JPEG, WebP, AVIF or GIF file below ``folder``; None where it cannot be told."""
    try:
        head = read_within(folder, file, MOST_BYTES)
    except OSError:
        return None
    return size_in(head)


def size_in(head: bytes) -> Size | None:
    """The size of the image whose file begins with ``head``.

    The library takes bytes only, and only of the formats that a debate may show, since others make it read more.
    It swallows its own errors. The turn of an AVIF image is a property of its own; looking for another one, it
    follows tables that a file may make as long as it likes. So it does not look there, and a turned one has no size.
    """
    is_avif = head[4:8] == b"ftyp"
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    if not (is_avif or is_webp or head.startswith(_BEGINNINGS)) or (is_avif and b"irot" in head):
        return None
    # Imported where it is used: it brings the whole of HTTP along, a quarter of the start of a command.
    import imagesize

    width, height = imagesize.get(BytesIO(head), exif_rotation=not is_avif)
    return (width, height) if 0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS else None
