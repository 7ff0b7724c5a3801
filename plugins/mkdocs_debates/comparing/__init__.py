"""Two versions of the debates, and what changed between them in what they say."""

from mkdocs_debates.comparing.debates import compare

__all__ = ["compare"]
