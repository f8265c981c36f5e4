"""The kinds of question there are: what each needs, what it takes besides, and nothing else.

A question that holds a word of a feature which its operation does not list is not that operation's; a
combination that no row declares is never answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.answering import queries as q


@dataclass(frozen=True, slots=True)
class Operation:
    """One kind of question about figures."""

    id: str
    needs: tuple[frozenset[str], ...] = ()
    """Features of which one of each group must be there."""
    takes: frozenset[str] = frozenset()
    """Features that may be there besides."""
    cost: float = 0.0
    weak: frozenset[str] = field(default_factory=frozenset)
    """Features that may be there at a cost: the operation fits them badly."""

    def fits(self, features: frozenset[str]) -> bool:
        """Whether every group it needs is among the features shown."""
        return all(group & features for group in self.needs)


def _row(id: str, *needs: str, takes: str = "", weak: str = "", cost: float = 0.0) -> Operation:
    return Operation(
        id,
        tuple(frozenset(group.split("|")) for group in needs),
        frozenset(takes.split()),
        cost,
        frozenset(weak.split()),
    )


FIGURES: tuple[Operation, ...] = (
    _row(
        q.VALUE, takes="add sum together exists yesno to_what", weak="up down reach percent spent_share parent children"
    ),
    _row(q.EXISTS, "exists|nil|yesno", takes="sum nil yesno exists", cost=-0.05),
    _row(
        q.SERIES,
        "series|all_values",
        takes="all_values to_what series change up down same distribution sum percent compare difference how list",
        cost=-0.05,
    ),
    _row(q.SAME, "same", takes="yesno series change exists percent up down", cost=-0.1),
    _row(
        q.DIFFERENCE,
        "difference|more|less|up|down|change|above|below",
        takes="difference more less up down change above below compare sum reach exists exceed",
        weak="max min spent_share",
        cost=-0.1,
    ),
    _row(q.REMAINDER, "remain", takes="remain exists difference", cost=-0.25),
    _row(
        q.CHANGE,
        "percent|share",
        "up|down|change|more|less|difference|above|below",
        takes="percent share sum series compare up down change more less difference exists above below",
        cost=-0.15,
    ),
    _row(q.TIMES, "times", takes="sum up down more compare above exists", cost=-0.2),
    _row(
        q.SHARE,
        "share|percent|realisation",
        takes="compare share percent sum spent_share realisation reach parent children above up exists",
        cost=-0.02,
    ),
    _row(q.SUM, "sum|add|together", takes="sum add together difference exists", cost=-0.05),
    _row(q.AVERAGE, "average", takes="average sum series", cost=-0.2),
    _row(q.MEDIAN, "median", takes="median average sum series", cost=-0.25),
    _row(
        q.GROWTH,
        "compound",
        takes="compound average percent share up down change series sum compare",
        cost=-0.3,
    ),
    _row(
        q.HIGHEST,
        "max",
        takes="all_values max more less series sum compare difference parent children up",
        cost=-0.2,
    ),
    _row(
        q.LOWEST,
        "min",
        takes="all_values min more less series sum compare difference parent children down",
        cost=-0.2,
    ),
    _row(
        q.COMPARE,
        "compare|more|less|up|down|max|min|same",
        takes="yesno compare more less up down above below max min exists difference change same",
        cost=-0.05,
    ),
    _row(
        q.REACHED,
        "reach|above|below|more|less|exists",
        takes="yesno reach above below more less compare exists same up down spent_share",
        cost=-0.05,
    ),
)

SETS: tuple[Operation, ...] = (
    _row(q.COUNT, "count", takes="count sum children parent responsible monitor exists list"),
    _row(
        q.LIST,
        "list|which|who|what|distribution",
        takes="list what how children parent responsible monitor who sum distribution exists",
    ),
    _row(q.SUM, "sum", takes="sum children parent together"),
    _row(q.AVERAGE, "average", takes="average children parent", cost=-0.2),
    _row(q.MEDIAN, "median", takes="median average sum children parent", cost=-0.2),
    _row(
        q.HIGHEST,
        "max|order",
        takes="all_values max more children parent responsible monitor sum up above where to_what "
        "down change percent difference list second order compare share spent_share realisation",
    ),
    _row(
        q.LOWEST,
        "min",
        takes="min less children parent responsible monitor sum up below where to_what "
        "down change percent difference list second order compare share spent_share realisation",
    ),
    _row(
        q.FILTER,
        "above|below|nil|up|down|more|less|reach|same|exists|min|max",
        takes="yesno above below nil up down more less min max children sum "
        "parent responsible monitor list reach same change difference exists compare percent share spent_share "
        "realisation",
    ),
    _row(
        q.ATTAINED,
        "reach|below",
        takes="yesno reach below exists compare sum children parent responsible monitor realisation",
        cost=-0.15,
    ),
)
