"""Text in XML documents."""

from __future__ import annotations

import re
from typing import Final

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def of_xml(text: str) -> str:
    """``text`` without the few characters that no XML document can hold."""
    return _NOT_IN_XML.sub("", text)
