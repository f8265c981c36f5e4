"""The forms of questions about figures, and what a message has to show for each."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from bot.answering import queries as q
from bot.answering.columns import PLAIN
from bot.answering.queries import Column, Query
from bot.answering.terms import Number, Passed
from bot.questions.registry import OF_EVERY, OPERATIONS, TOGETHER, features_of
from bot.understanding.second.candidates import FORMS, Form, Forms

SENSES_OF_TWO = frozenset(
    str.split(
        """
        difference change up down more less above below compare percent share times reach remain
        spent_share realisation same max min sum add together exists to_what compound
        """
    )
)
"""Features of which one is shown by every question that computes with two figures."""
EACH_TOGETHER = tuple(id for id in OPERATIONS if id in TOGETHER)
EVERY = tuple(id for id in OPERATIONS if id in OF_EVERY)
"""Operations that take figures together, and those of them that are asked of all there are, in their order."""
OVER_COLUMNS = {
    q.SUM: frozenset({"sum", "add", "together"}),
    **{id: features_of({id}) for id in EVERY},
    q.HIGHEST: frozenset({"max", "order"}),
    q.LOWEST: frozenset({"min", "order"}),
    q.SAME: frozenset({"same", "change"}),
}
"""Operations over several columns of one thing, each with the features of which it needs one."""
PAIRS = (q.DIFFERENCE, q.CHANGE, q.GROWTH, q.TIMES, q.SHARE, q.REMAINDER, q.REACHED, q.COMPARE)
TOLD_OF_TWO = (q.VALUE, q.SUM, q.AVERAGE, q.DIFFERENCE, q.COMPARE)
TURNED = (q.SHARE, q.TIMES, q.CHANGE)
"""Operations over two things, and those of them that come to something else if these change places."""
DIRECTIONS = {
    "above": ("above", "more", "up", "reach", "max"),
    "below": ("below", "less", "down", "min"),
    "up to": ("reach", "up", "to_what", "above"),
    "equal": ("same", "yesno", "exists", "what", "which", ""),
}
OF_TWO: dict[str, frozenset[str]] = {
    q.DIFFERENCE: frozenset(
        str.split(
            """
            difference more less up down change above below compare remain to_what
            """
        )
    ),
    q.CHANGE: frozenset(["percent", "share"]),
    q.GROWTH: frozenset({"compound"}),
    q.TIMES: frozenset({"times"}),
    q.SHARE: frozenset(["share", "percent", "realisation", "spent_share"]),
    q.REMAINDER: frozenset({"remain", "difference"}),
    q.REACHED: frozenset(["reach", "above", "below", "more", "less", "exists", "spent_share", "up", "down", "remain"]),
    q.COMPARE: frozenset(["compare", "more", "less", "up", "down", "max", "min", "same", "above", "below", "which"]),
}
HELD = frozenset({"exists", "up", "down"}).union(*OF_TWO.values())
"""Features that tell how two columns are held against each other."""
SHOWN = 128
"""Sets of them, with columns, of which the forms are kept."""


@lru_cache(SHOWN)
def one_column(domain: str, columns: tuple[Column, ...], exists: bool) -> Forms:
    """The forms of one figure, or of all of a thing without years; `exists`: also of whether there is one."""
    found = []
    for column in columns:
        found.append(form_of(q.VALUE, 1, (column,), domain))
        if exists:
            found.append(form_of(q.EXISTS, 1, (column,), domain))
    if domain == PLAIN and len(columns) > 1:
        found.append(form_of(q.VALUE, 1, columns, domain))
    return Forms(tuple(found))


@lru_cache(SHOWN)
def several_columns(domain: str, sets: tuple[tuple[Column, ...], ...], over: tuple[str, ...]) -> Forms:
    """The forms of several years of one thing; `over`: the operations over them that a message may ask for."""
    found = []
    for columns in sets:
        found.append(form_of(q.VALUE if len(columns) == 2 else q.SERIES, 1, columns, domain))
        found += [form_of(operation, 1, columns, domain) for operation in over]
    return Forms(tuple(found))


@lru_cache(SHOWN)
def of_two(domain: str, columns: tuple[Column, ...], operations: tuple[str, ...], variant: str) -> Forms:
    """The forms of what is asked of two things in the same column."""
    return Forms(
        tuple([form_of(one, 2, (column,), domain, variant=variant) for column in columns for one in operations])
    )


@lru_cache(SHOWN)
def two_columns(domain: str, columns: tuple[Column, ...], shown: frozenset[str]) -> Forms:
    """The forms that hold two columns of one thing against each other; `shown`: those of HELD that a message shows."""
    found = []
    for old, new in combinations(columns, 2):
        for operation in PAIRS:
            if not OF_TWO[operation] & shown:
                continue
            first, second = (new, old)
            if operation in (q.SHARE, q.REMAINDER) and old.year == new.year:
                # Of a year's plan, budget first in the table: what came true of it, what is left of it.
                first, second = (old, new) if operation == q.REMAINDER else (new, old)
            directions = [""]
            if operation == q.DIFFERENCE and "exists" in shown and shown & {"up", "down"}:
                directions += [direction for direction in ("up", "down") if direction in shown]
            found += [form_of(operation, 1, (first, second), domain, direction=one) for one in directions]
    return Forms(tuple(found))


@lru_cache(FORMS, typed=True)
def form_of(
    operation: str,
    things: int,
    columns: tuple[Column, ...],
    domain: str,
    *,
    direction: str = "",
    terms: Passed | Number | None = None,
    variant: str = "",
) -> Form:
    """The form of an operation over some columns of so many things.

    `direction`: the way they are said to move; of a share in what the whole is to its part.
    """
    shape = f"{operation}/{min(things, 3)}s{min(len(columns), 3)}c{variant}"
    if isinstance(terms, Passed):
        shape += f"/{terms.side}{'?' if terms.claimed else ''}"
    elif direction and operation != q.SHARE:
        shape += f"/{direction}"
    query = Query(operation, terms=terms)
    return Form(query, shape, columns, domain, numbered=terms is not None, direction=direction)
