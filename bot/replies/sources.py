"""Where a result stands in the programmes, and the line that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.answering import queries as q
from bot.answering.queries import Result
from bot.replies.reply import Source
from knowledge.base import KnowledgeBase

MOST = 6
"""Sources that a reply names."""
MOST_TEXTS = 12
"""Texts of a reply whose places are looked up."""
_RESPONSIBLE = ("who", "responsible", "monitor")
"""Aspects of a relation that any relation to a unit answers."""


class Sources:
    """Finds the places that a result is from."""

    def __init__(self, base: KnowledgeBase, several: bool = False) -> None:
        """`several`: whether other agencies' programmes are loaded too, so that the line says whose one is."""
        self.base = base
        self.several = several

    def of(self, result: Result) -> tuple[Source, ...]:
        """The tables and sections that hold a result, the most telling first."""
        found = ((self.base.programme_of(programme), place) for programme, place in self._places(result) if place)
        unique = dict.fromkeys((programme.title, place, programme.year) for programme, place in found)
        return tuple(Source(title, place, year) for title, place, year in unique)[:MOST]

    def stated(self, sources: Sequence[Source]) -> str:
        """The line that names the tables of each programme, the newest programme first."""
        named = []
        for year in sorted({source.year for source in sources}, reverse=True):
            tables = ", ".join(dict.fromkeys(source.table for source in sources if source.year == year))
            named.append(f"{tables} · {self._owned(year)}")
        return f"Kaynak: {'; '.join(named)}"

    def _places(self, result: Result) -> Iterator[tuple[str, str]]:
        """(programme, table or section), of a printed figure only the first place."""
        for figure in (*result.figures, *result.operands):
            for place, _ in figure.places[: None if figure.computed else 1]:
                yield figure.programme, place
        for row in (self.base.attribute(id) for id in result.attributes[:MOST_TEXTS]):
            yield row.programme, row.place
        if not result.figures and not result.attributes:
            yield from self._of_entities(result, result.entities)

    def _of_entities(self, result: Result, entities: Iterable[str]) -> Iterator[tuple[str, str]]:
        for id in entities:
            entity = self.base.entity(id)
            yield entity.programme, self._of_relation(result, id) or entity.place

    def _of_relation(self, result: Result, entity: str) -> str:
        """Where it is said that an entity is related to the one asked about; empty where nothing says so."""
        query = result.query
        if query.operation != q.RELATION or not query.entities:
            return ""
        for kind in ("monitors", "responsible", "data_source"):
            place = self.base.relation_place(entity, kind, query.entities[0])
            if place and (kind.startswith(query.aspect[:7]) or query.aspect in _RESPONSIBLE):
                return place
        return ""

    def _owned(self, year: int) -> str:
        """A programme as a source line names it, with its agency where several are loaded."""
        owner = f"{self.base.programme.agency} " if self.several else ""
        return f"{owner}{year} Performans Programı"
