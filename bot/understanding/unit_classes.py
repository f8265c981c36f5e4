"""Sorts of units of which the programme counts the staff too: "kaç fakülte var" asks for no persons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.queries import Query
from bot.understanding.linking import Mention
from bot.understanding.vocabulary import Lattice
from knowledge.base import KnowledgeBase
from knowledge.language.asking import PERSON, WHICH
from knowledge.schema import ROW

SORTS = ("kind:unit:", f"kind:{ROW}:")
STAFF = "kind:staff"
"""Senses of words for a sort of units, or of what a table has a row for, and for those who work there."""
UNIT, LEVEL = "unit:", "kind:unit:"
"""How the ids of units begin, and the senses of words for units of one level."""
GROUP = "staff_group"
"""Kind of the groups of persons that the staff is told apart by."""
SURELY = 0.3
"""The most that a word may cost to be for a sort of units."""
SEVERAL = 2
"""Units that a sort has at least: "merkez" is the name of one."""


def staff_unasked(base: KnowledgeBase, lattice: Lattice, mentions: tuple[Mention, ...]) -> frozenset[str]:
    """The parts of the staff that only words for a sort of units name, in a message that counts no persons."""
    sorts = 0
    for span in lattice.spans:
        if STAFF in span.senses:
            return frozenset()
        for sense in span.senses if span.cost < SURELY else ():
            if sense.startswith(SORTS) and len(base.of_kind(sense.removeprefix("kind:"))) >= SEVERAL:
                sorts |= span.mask
    # "merkezde kadınların oranı": the group stands behind the place.
    of_persons = any(one.kind == GROUP and one.whole and one.mask > sorts for one in mentions)
    if not sorts or of_persons or any(word.folded.startswith(PERSON) for word in lattice.words):
        return frozenset()
    return frozenset(one.entity for one in mentions if one.kind == "staff" and not one.mask & ~sorts)


def of_staff(query: Query, staff: frozenset[str]) -> bool:
    """Whether a query asks for the figure of one of some parts of the staff, whoever works there."""
    return any(cell.item is None and cell.subject in staff for cell in query.cells)


def of_another_level(base: KnowledgeBase, lattice: Lattice, told: Sequence[str], text: str) -> bool:
    """Whether a message asks which unit of a level, "hangi daire", and none of that level is told.

    `told`: ids of what the reply relates; `text`: the reply, which may name one beside it.
    """
    asked = set()
    for span in lattice.spans:
        if span.cost < SURELY and span.start and lattice.words[span.start - 1].folded.startswith(WHICH):
            asked |= {sense.removeprefix(LEVEL) for sense in span.own if sense.startswith(LEVEL)}
    if not asked or not any(id.startswith(UNIT) for id in told):
        return False
    units = [unit for level in asked for unit in base.of_kind(f"{UNIT}{level}")]
    return bool(units) and not any(unit.name in text for unit in units)
