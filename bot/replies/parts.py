"""The parts that the sentences of several questions share: names, lists of figures, who is responsible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answering.queries import Figure
from bot.replies import figures as words
from bot.replies.kinds import KINDS
from knowledge.base import KnowledgeBase

WHOLES = frozenset({"agency", "staff"})
"""Kinds of which one is all there is, not one of several."""
MOST_WITHIN = 3
"""Entities within which a set is that its title names."""


class Parts:
    """Words what stands in one knowledge base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def name(self, figure: Figure) -> str:
        """What a figure is of: "Yönetilebilir Düzenli Göç, Cari Transferler"."""
        return words.subject(self.base, figure.subject, figure.item)

    def entity(self, id: str) -> str:
        """An entity's name."""
        return self.base.entity(id).name

    def entities(self, ids: Iterable[str]) -> list[str]:
        """Entities as the lines of a list."""
        return [f"• {self.entity(id)}" for id in ids]

    def listed(self, figures: Iterable[Figure]) -> list[str]:
        """Figures as the lines of a list, each with what it is of and its column."""
        return [f"• {self.name(figure)}: {words.stated(figure, bold=False)}" for figure in figures]

    def responsible(self, entity: str) -> str:
        """ "Sorumlu: …" of an indicator or activity; empty where nobody is named."""
        kind = "monitors" if entity.startswith("indicator:") else "responsible"
        units = self.base.sources(entity, kind)
        return "Sorumlu: " + ", ".join(self.entity(unit) for unit in units) if units else ""

    def tail(self, figures: Iterable[Figure]) -> list[str]:
        """The responsible unit where the subjects of all figures share it."""
        return self.tail_of([figure.subject for figure in figures])

    def tail_of(self, subjects: Sequence[str]) -> list[str]:
        """The responsible unit where all subjects share it."""
        found = list(dict.fromkeys(self.responsible(subject) for subject in dict.fromkeys(subjects)))
        return [line for line in found if line] if len(found) == 1 else []

    def with_kind(self, id: str) -> str:
        """A name with its kind: "Yönetilebilir Düzenli Göç (faaliyet)"."""
        entity = self.base.entity(id)
        return f"{entity.name} ({'genel' if entity.kind in WHOLES else KINDS[entity.kind]})"

    def within(self, entities: Sequence[str]) -> str:
        """What restricts a set, where that is short, before its title: "Göç Yönetimi"."""
        named = [one for one in entities if not one.startswith("agency:")]
        return ", ".join(map(self.entity, named)) if len(named) <= MOST_WITHIN else ""

    def told_apart(self, ids: Sequence[str]) -> list[str]:
        """Names, with what they belong to where several things share one."""
        names = [self.coded(id) for id in ids]
        parents = [self.base.entity(id).parent for id in ids]
        return [
            f"{name} ({self.entity(parent)})" if parent and names.count(name) > 1 else name
            for name, parent in zip(names, parents, strict=True)
        ]

    def coded(self, id: str) -> str:
        """A name, a goal's with its code: "H1.1: …"."""
        entity = self.base.entity(id)
        return f"{entity.code}: {entity.name}" if entity.kind == "goal" and entity.code else entity.name


def same_thing(figures: Iterable[Figure]) -> bool:
    """Whether figures are all of one thing, so that only their columns differ."""
    return len({(figure.subject, figure.item) for figure in figures}) == 1


def as_asked(way: str, change: float) -> str:
    """The answer to whether a figure goes "up" or "down"; empty where that was not asked."""
    if not way:
        return ""
    return "Evet. " if (change > 0 and way == "up") or (change < 0 and way == "down") else "Hayır. "
