"""What a reply says beside the answer: what was assumed, what the programme contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Column, Figure, Result
from bot.replies import figures as words
from knowledge.base import Contradiction

MAX_CONTRADICTIONS = 2
"""Contradictions told under one answer; more would bury it."""


class Remarks:
    """Words remarks on results about one knowledge base."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base

    def assumed(self, result: Result) -> list[str]:
        """What the question did not say and was assumed."""
        query = result.query
        columns = [cell.column for cell in query.cells] or list(query.columns)
        if "year" in query.assumed and columns:
            return [f"(Yıl belirtmediğiniz için {columns[0].year} yılı alındı.)"]
        if "measure" in query.assumed and result.figures and query.operation == q.VALUE:
            return self._plan_beside(result)
        return []

    def _plan_beside(self, result: Result) -> list[str]:
        """The plan of the year before the budget year, where its estimate was taken."""
        first, previous = result.figures[0], self.base.programme.year - 1
        if first.measure != "estimate" or all(figure.year != previous for figure in result.figures):
            return []
        planned = self.figures.at(Cell(first.subject, first.item, Column("planned", first.year)))
        return [f"{previous} için planlanan: {words.number(planned.value, planned.unit)}"] if planned else []

    def contradicted(self, result: Result) -> list[str]:
        """Contradictions that bear on what is told, those of its own figures before others."""
        told = (*result.figures, *result.operands)
        lines = list(dict.fromkeys(line for figure in told for line in _other_readings(figure)))
        lines = lines or [f"⚠ Programda çelişki: {_warning(one)}" for one in self._concerning(result)]
        return lines[:MAX_CONTRADICTIONS]

    def _concerning(self, result: Result) -> Iterator[Contradiction]:
        told = (*result.figures, *result.operands)
        touched = [figure.subject for figure in told] + [figure.item for figure in told if figure.item]
        touched += [*result.query.entities, *result.entities]
        values = {figure.value for figure in told}
        seen = set()
        for entity in dict.fromkeys(touched):
            for one in self.base.contradictions(entity) if ":" in entity else ():
                if one.id not in seen and self._concerns(one, values, result):
                    seen.add(one.id)
                    yield one

    def _concerns(self, contradiction: Contradiction, values: set[float], result: Result) -> bool:
        """Whether a contradiction bears on what is answered: its value is told, or the texts it is about are."""
        if contradiction.kind == "A":
            return bool({reading[1] for reading in contradiction.readings if reading[1] is not None} & values)
        if contradiction.kind == "B":
            # What is said of a figure is belied by its years alone: it is told where they stand side by side.
            return contradiction.id == "B1" and result.query.operation == q.SERIES
        if contradiction.kind == "E":
            asked = result.query.entities[:1]
            return result.query.operation == q.RELATION and any(
                contradiction.id == other.id for entity in asked for other in self.base.contradictions(entity)
            )
        return False


def _other_readings(figure: Figure) -> Iterator[str]:
    """What other places of the programme give for a figure; one that is counted stands at no place."""
    if not figure.others:
        return
    said = f"{figure.places[0][0]}{' ve toplamlar' if figure.borne_out else ' ise'}"
    for value, place, _ in figure.others:
        yield (
            f"⚠ Programda çelişki: {place} bunu {words.number(value, figure.unit)} olarak veriyor; "
            f"{said} {words.number(figure.value, figure.unit)} diyor."
        )


def _warning(contradiction: Contradiction) -> str:
    """A contradiction in one line: its title, and its note where that gives the figures."""
    note = contradiction.note
    return f"{contradiction.title}. {note}" if any(map(str.isdigit, note)) else f"{contradiction.title}."
