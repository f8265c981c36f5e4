"""Questions that a knowledge base can answer, as examples for whoever begins: made from its own names."""

from __future__ import annotations

from knowledge.base import Entity, KnowledgeBase

LONGEST = 35
"""Letters of an example that a button shows whole."""
COUNTS = " sayısı"
"""The end of an indicator's name that nobody needs to say."""


def examples(base: KnowledgeBase) -> tuple[str, ...]:
    """Up to six questions, each about another part of the programme."""
    year = base.programme.year
    indicators = sorted(
        (one for one in base.of_kind("indicator") if base.facts(one.id)),
        key=lambda one: (len(one.name), one.position, one.id),
    )
    found = [f"{_spoken(one)} {year} hedefi" for one in indicators[:1]]
    found += [f"{_spoken(one)} {year - 2}" for one in indicators[1:2]]
    activities = [one for one in base.of_kind("activity") if base.facts(one.id)]
    found += _fitting([f"{one.name} bütçesi" for one in activities])
    councils = [one for one in base.of_kind("council") if _has(base, one, "members")]
    found += [f"{one.name} kimlerden oluşur?" for one in councils[:1]]
    if len(activities) > 1:
        found.append("En yüksek bütçeli faaliyet hangisi?")
    owned = [one for one in activities if base.sources(one.id, "responsible") and f"{one.name} bütçesi" not in found]
    found += _fitting([f"{one.name} sorumlusu" for one in owned])
    return tuple(found)


def _fitting(asked: list[str]) -> list[str]:
    """The first question that a button shows whole, else the shortest."""
    short = [one for one in asked if len(one) <= LONGEST]
    return short[:1] or sorted(asked, key=len)[:1]


def first(base: KnowledgeBase) -> str:
    """One question, for where only one has room."""
    return next(iter(examples(base)), f"{base.programme.year} bütçesi")


def _spoken(indicator: Entity) -> str:
    name = indicator.name
    return name.removesuffix(COUNTS) if len(name.removesuffix(COUNTS).split()) > 1 else name


def _has(base: KnowledgeBase, entity: Entity, kind: str) -> bool:
    return any(row.kind == kind for row in base.attributes(entity.id))
