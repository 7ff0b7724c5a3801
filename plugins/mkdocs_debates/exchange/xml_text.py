"""Text in XML documents."""

from __future__ import annotations

import re
from typing import Final

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def of_xml(text: str) -> str:
    """``text`` without the few characters that no XML document can hold."""
    return _NOT_IN_XML.sub("", text)
