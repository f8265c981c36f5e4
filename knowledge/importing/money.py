"""The tables of money as read, and whether their amounts are TL or thousands of TL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.importing.costs import MoneyTable
from knowledge.importing.document import Placed
from knowledge.importing.notes import Told, tell
from knowledge.importing.outline import Branch
from knowledge.importing.scale import UNKNOWN
from knowledge.importing.values import is_figure
from knowledge.printed import number

SMALL_AMOUNT = 100
"""Amounts below this one say nothing of a table's scale."""
ODD_SHARE = 0.5
"""Share of amounts that are no multiples of a thousand from which they are thousands themselves."""
_NAMED = (1, 1000, 1_000_000, 1_000_000_000)
"""Scales that have a name."""
FEW_AMOUNTS = 3
"""Amounts that must agree for a scale that is nowhere stated."""


@dataclass
class Part:
    """One table of money with the place that its facts give."""

    place: str
    table: MoneyTable
    year: int
    branch: Branch | None = None
    """The sub-programme or activity that it is of."""
    lira: bool = False
    """Whether it says itself that its amounts are in TL."""
    title: str = ""
    """Its own title right above it, where that says what its amounts count."""
    said: bool = False
    """Whether what its amounts count is said right above it or in it, and not for several tables at once."""
    projects: bool = False
    """Whether it is of projects alone: their total is no other's, and what their amounts count is said of them only."""

    @property
    def scale(self) -> int:
        """What its amounts are multiplied with."""
        return self.table.scale


@dataclass
class Money:
    """All tables of money of a programme."""

    costs: list[Part] = field(default_factory=list)
    activities: list[Part] = field(default_factory=list)
    economic: list[Part] = field(default_factory=list)
    programmes: list[Part] = field(default_factory=list)
    units: list[Part] = field(default_factory=list)
    """Tables whose rows are units."""
    variants: list[tuple[str, str, Placed, str]] = field(default_factory=list)
    """(id, spelling, first word, place) of names that a table spells otherwise."""

    def agree_on_scale(self, said: int) -> list[Told]:
        """Finds out for every table what its amounts count; gives what a person should know of it.

        Tables that print the same amounts have the same scale; those whose amounts are a thousand times those of
        another one are in TL. `said` is what the document says anywhere but over projects that it counts in: 1 where
        nowhere.
        """
        every = [*self.costs, *self.activities, *self.programmes, *self.economic, *self.units]
        parts = [part for part in every if not part.lira and not (part.projects and part.scale != 1)]
        settled = [part for part in parts if part.scale != 1]
        if not settled:
            settled = _counted_in_thousands(*([p for p in own if p in parts] for own in (self.costs, self.activities)))
            for part in settled:
                part.table = replace(part.table, scale=1000)
        if not settled and said > 1:
            settled = [part for part in parts if _odd_share(part) > ODD_SHARE]
            for part in settled:
                part.table = replace(part.table, scale=said)
        if not settled and said > 1 and parts:
            return [tell("scale_unheeded", scale=_named(said))]
        scales = {part.scale for part in settled} - {UNKNOWN}
        if len(scales) == 1:
            _spread(parts, settled, scales.pop(), said > 1)
        _not_inherited(every)
        if all(part.scale == 1 for part in every):
            return []
        return [
            tell("amounts_taken", place=place, scale=_named(scale))
            for place, scale in {part.place: part.scale for part in reversed(every)}.items()
            if scale != UNKNOWN
        ]


def _named(scale: int) -> Told:
    return tell(f"scale_{scale}") if scale in _NAMED else tell("scale", number=scale)


def _spread(parts: Sequence[Part], settled: Sequence[Part], scale: int, said: bool) -> None:
    """Gives the tables that print the same amounts as settled ones the same scale."""
    amounts = set().union(*(_amounts(part) for part in settled))
    for part in parts:
        if part in settled:
            continue
        own = _amounts(part)
        same, larger = len(own & amounts), len(own & {scale * amount for amount in amounts})
        if same > larger or (said and same == larger):
            part.table = replace(part.table, scale=scale)
            amounts |= own


def _not_inherited(parts: Sequence[Part]) -> None:
    """Takes a scale that a table has from a caption over several from it where its amounts are those of others in TL.

    A table that says nothing itself, under a caption in thousands, prints the total of another one to the lira.
    """
    for part in parts:
        if part.said or part.scale in (1, UNKNOWN):
            continue
        own = _amounts(part)
        others = {other.scale * amount for other in parts if other is not part for amount in _amounts(other)}
        if own & others and not {part.scale * amount for amount in own} & others:
            part.table = replace(part.table, scale=1)


def _amounts(part: Part) -> set[int | float]:
    """The larger amounts of a table as printed; small ones meet by chance."""
    cells = (cell.text for row in part.table.rows for cell in row.cells)
    return {number(text) for text in cells if is_figure(text) and number(text) >= SMALL_AMOUNT}


def _odd_share(part: Part) -> float:
    """The share of a table's amounts that are no multiples of a thousand, as budgets in TL are."""
    amounts = [amount for amount in _amounts(part) if amount >= 1000]
    return sum(amount % 1000 != 0 for amount in amounts) / len(amounts) if amounts else 0.0


def _counted_in_thousands(some: Sequence[Part], others: Sequence[Part]) -> list[Part]:
    """The tables of one kind whose amounts are throughout a thousandth of those of the other kind."""
    one = set().union(*(_amounts(part) for part in some)) if some else set()
    other = set().union(*(_amounts(part) for part in others)) if others else set()
    if one & other:
        return []
    if len({1000 * amount for amount in one} & other) >= FEW_AMOUNTS:
        return list(some)
    if len({1000 * amount for amount in other} & one) >= FEW_AMOUNTS:
        return list(others)
    return []
