"""Two versions of the debates, and what changed in what they say."""

from mkdocs_debates.comparing.debates import compare
from mkdocs_debates.comparing.guard import permalink_problems

__all__ = ["compare", "permalink_problems"]
