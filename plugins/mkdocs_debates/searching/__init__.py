"""The debates as Pagefind's indexes, from which a browser loads no more than what a query needs."""

from mkdocs_debates.searching.entries import Entry, entries_of
from mkdocs_debates.searching.indexing import write_indexes, write_parts
from mkdocs_debates.searching.service import PagefindError, knows_words_without_spaces, program

__all__ = [
    "Entry",
    "PagefindError",
    "entries_of",
    "knows_words_without_spaces",
    "program",
    "write_indexes",
    "write_parts",
]
