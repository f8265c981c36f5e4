"""Which things of a message may be told or computed with together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_

from bot.understanding.second.candidates import SPOKEN, Operand
from bot.understanding.second.name_features import kind_of


def apart(a: Operand, b: Operand) -> bool:
    """Whether each of two things is named by a word that the other is not named by."""
    if (a.subject, a.item) == (b.subject, b.item):
        return False
    return bool(a.mask & ~b.mask and b.mask & ~a.mask) or (a.source == SPOKEN) != (b.source == SPOKEN)


def apart_all(operands: Sequence[Operand], whole: int = 0) -> list[Operand]:
    """The things that no others' words name, those best named first; `whole`: words that name all of them."""
    chosen: list[Operand] = []
    used = 0
    for operand in sorted(operands, key=lambda o: -sum(n.said for n in o.named)):
        own = operand.mask & ~whole
        if own and not own & used:
            chosen.append(operand)
            used |= own
    return chosen


def alike(operands: Sequence[Operand]) -> Iterable[tuple[Operand, ...]]:
    """Three things or more that may be told together: all that are named apart, those of a kind, parts of a whole."""
    sorts: dict[tuple[str, str], list[Operand]] = defaultdict(list)
    for operand in operands:
        if operand.mask:
            sorts["", ""].append(operand)
            sorts["kind", kind_of(operand)].append(operand)
            if operand.item and len(operand.named) > 1:
                sorts["whole", operand.subject].append(operand)
    found: dict[tuple[Operand, ...], None] = {}
    for (sort, _), own in sorts.items():
        together = apart_all(own, reduce(and_, [one.mask for one in own]) if sort == "whole" else 0)
        if len(together) > 2:
            found[tuple(sorted(together, key=place))] = None
    return found


def place(operand: Operand) -> tuple[int, int]:
    """Where a thing is named; what was spoken of before comes first."""
    return (operand.mask & -operand.mask, operand.mask)
