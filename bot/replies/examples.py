"""Questions that a knowledge base can answer, as examples for whoever begins: made from its own names."""

from __future__ import annotations

from knowledge.base import Entity, KnowledgeBase

LONGEST = 40
"""Letters of a name that still reads well in an example."""
COUNTS = " sayısı"
"""The end of an indicator's name that nobody needs to say."""


def examples(base: KnowledgeBase) -> tuple[str, ...]:
    """Up to six questions, each about another part of the programme."""
    year = base.programme.year
    indicators = _short([one for one in base.of_kind("indicator") if base.facts(one.id)])
    found = [f"{_spoken(one)} {year} hedefi" for one in indicators[:1]]
    found += [f"{_spoken(one)} {year - 2}" for one in indicators[1:2]]
    activities = [one for one in base.of_kind("activity") if base.facts(one.id)]
    found += [f"{one.name} bütçesi" for one in _short(activities, first=True)[:1]]
    councils = [one for one in base.of_kind("council") if _has(base, one, "members")]
    found += [f"{one.name} kimlerden oluşur?" for one in councils[:1]]
    if len(activities) > 1:
        found.append("En yüksek bütçeli faaliyet hangisi?")
    owned = [one for one in activities if base.sources(one.id, "responsible")]
    found += [f"{one.name} kimin sorumluluğunda?" for one in _short(owned)[:1]]
    return tuple(found)


def first(base: KnowledgeBase) -> str:
    """One question, for where only one has room."""
    return next(iter(examples(base)), f"{base.programme.year} bütçesi")


def _short(entities: list[Entity], first: bool = False) -> list[Entity]:
    """Those with short names, the shortest first, or in the document's order."""
    short = [one for one in entities if len(one.name) <= LONGEST] or entities
    return short if first else sorted(short, key=lambda one: (len(one.name), one.position, one.id))


def _spoken(indicator: Entity) -> str:
    name = indicator.name
    return name.removesuffix(COUNTS) if len(name.removesuffix(COUNTS).split()) > 1 else name


def _has(base: KnowledgeBase, entity: Entity, kind: str) -> bool:
    return any(row.kind == kind for row in base.attributes(entity.id))
