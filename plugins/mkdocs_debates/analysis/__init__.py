"""What the structure of a debate tells by itself: what is open, what stands unanswered, where positions part."""

from mkdocs_debates.analysis.answering import Flip, Stances, balances, flips, leading, next_crux
from mkdocs_debates.analysis.cruxes import Cell, Row, crux_matrix, parting_of
from mkdocs_debates.analysis.open_ends import OneSided, OpenEnds, open_ends_of
from mkdocs_debates.analysis.standing import LABELS, Label, Standing, standings_of
from mkdocs_debates.analysis.strength import strongest

__all__ = [
    "LABELS",
    "Cell",
    "Flip",
    "Label",
    "OneSided",
    "OpenEnds",
    "Row",
    "Stances",
    "Standing",
    "balances",
    "crux_matrix",
    "flips",
    "leading",
    "next_crux",
    "open_ends_of",
    "parting_of",
    "standings_of",
    "strongest",
]
