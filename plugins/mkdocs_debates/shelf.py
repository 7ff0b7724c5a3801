"""What is worked out of a debate when it is asked for, and how much of that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Value = TypeVar("Value")
Made = TypeVar("Made")

FEW: Final = 3
"""Room for a debate, and for one or two that are looked into meanwhile."""


class Shelf(Mapping[str, Value]):
    """Something of each debate by its id, worked out when it is asked for.

    With ``room``, only so many are kept, those that were asked for last; others are worked out anew.
    """

    def __init__(self, debates: Iterable[str], work_out: Callable[[str], Value], room: int | None = None) -> None:
        self.room = room
        self._debates = dict.fromkeys(debates)
        self._work_out = work_out
        self._kept: dict[str, Value] = {}
        self._last = ""

    @property
    def kept(self) -> dict[str, Value]:
        """Those that were worked out and are still there."""
        return dict(self._kept)

    def __getitem__(self, debate_id: str) -> Value:
        if debate_id == self._last:  # nearly always
            return self._kept[debate_id]
        if debate_id not in self._debates:
            raise KeyError(debate_id)
        if debate_id in self._kept:
            value = self._kept[debate_id]
            if self.room is not None:
                self._kept[debate_id] = self._kept.pop(debate_id)
        else:
            value = self._work_out(debate_id)
            self._kept[debate_id] = value
            if self.room is not None and len(self._kept) > self.room:
                del self._kept[next(iter(self._kept))]
        self._last = debate_id
        return value

    def __contains__(self, debate_id: object) -> bool:
        return debate_id in self._debates

    def __iter__(self) -> Iterator[str]:
        return iter(self._debates)

    def __len__(self) -> int:
        return len(self._debates)

    @classmethod
    def of(cls, values: Mapping[str, Made], make: Callable[[Made], Value], without: Iterable[str] = ()) -> Shelf[Value]:
        """What ``make`` makes of each of ``values`` but for those of the debates ``without``, with as much room."""
        left_out = frozenset(without)
        debates = (each for each in values if each not in left_out)
        return cls(debates, lambda each: make(values[each]), values.room if isinstance(values, Shelf) else None)
