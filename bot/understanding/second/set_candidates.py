"""Candidates for questions about classes of things: listed, counted, ranked, filtered, added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from bot.answering import queries as q
from bot.answering.classes import RESTRICTIONS
from bot.answering.columns import COST, INDICATOR
from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, UP_TO
from bot.answering.figures import domain_of
from bot.answering.queries import Cell, Column, Query
from bot.understanding.second.candidates import DEFAULT, SAID, SPOKEN, Candidate
from bot.understanding.second.columns import ColumnSets
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold

RESTRICTING = 5
"""Mentions that may restrict a class."""
COUNTED = frozenset({"activity", "indicator", "unit", "goal", "council", "institution"})
"""Classes whose members other things have."""
BY_COUNT = {"unit": ("indicator", "activity", "unit"), "aim": ("goal",), "sub_programme": ("indicator", "activity")}
"""For each class what its members may be ranked or filtered by the number of."""
BY_TEXT = ("series", "measure_unit")
"""Kinds of text by what which indicators are told apart."""
BY_RELATION = ("exchanges_data", "gives_data", "receives_data")
RANKING = frozenset(["max", "min", "order", "more", "less", "second", "above", "below", "up", "down"])
FILTERING = frozenset(
    str.split(
        "above below nil up down more less reach same exists exceed remain"
    )
)
BOUNDS = frozenset({"reach", "min", "max"})
"""Features that may say that a bound is met by its own number: "en az 50", "50'ye ulaşan"."""
BY_TWO = frozenset(
    str.split("up down change difference more less percent spent_share above realisation share reach")
)
"""Features of which a ranking by two figures shows one."""
NUMBERED = 20
"""The most things that a ranking is cut to."""


class SetCandidates:
    """Makes the candidates of one message."""

    def __init__(self, base: KnowledgeBase, said: Signals, columns: ColumnSets, mentions: Sequence[Named]) -> None:
        self.base = base
        self.said = said
        self.columns = columns
        self.mentions = mentions
        self.shown = set(said.features())

    def all(self) -> Iterator[Candidate]:
        """Every candidate."""
        for kind, source, mask in self._classes():
            base_kind = kind.partition(":")[0]
            for about in self._restrictions(base_kind):
                entities = tuple(one.entity for one in about)
                yield from self._members(kind, source, mask, about, entities)
                if self.shown & RANKING:
                    yield from self._ranked(kind, base_kind, source, mask, about, entities)
                if self.shown & FILTERING or self.said.numbers:
                    yield from self._filtered(kind, base_kind, source, mask, about, entities)
                if self.shown & {"sum", "average", "median", "together", "add"}:
                    yield from self._added(kind, base_kind, source, mask, about, entities)
        yield from self._memberships()

    def _classes(self) -> Iterator[tuple[str, str, int]]:
        """The classes that may be meant: those said, that of the last answer, and those of figures where none is."""
        said = [(s[5:], m) for s, m in sorted(self.said.senses.items()) if s.startswith("kind:") and s != "kind:year"]
        found = set()
        for kind, mask in said:
            if kind == "staff":
                continue
            found.add(kind)
            yield kind, SAID, mask
        last = self.said.state.last
        if last is not None and last.kind and last.kind not in found:
            found.add(last.kind)
            yield last.kind, SPOKEN, 0
        if not said and self.shown & (RANKING | FILTERING):
            for kind in ("activity", "indicator"):
                if kind not in found:
                    yield kind, DEFAULT, 0

    def _restrictions(self, kind: str) -> Iterator[tuple[Named, ...]]:
        yield ()
        for mention in self.mentions[:14]:
            if RESTRICTIONS.get((kind, mention.kind), "*") != "*":
                yield (mention,)
        last = self.said.state
        for entity in last.focus[:2]:
            other = entity.partition(":")[0]
            if RESTRICTIONS.get((kind, other), "*") != "*":
                yield (Named(entity, other, 0.0, 0.0, 0, 0.0, False, False, 0, 0),)

    def _members(
        self, kind: str, source: str, mask: int, about: tuple[Named, ...], entities: tuple[str, ...]
    ) -> Iterator[Candidate]:
        for operation in (q.LIST, q.COUNT):
            yield self._one(Query(operation, kind=kind, entities=entities), operation, kind, source, mask, about)
        if kind == "indicator":
            yield from self._by_text(kind, source, mask, about, entities)
        if kind == "institution":
            for relation in BY_RELATION:
                for operation in (q.LIST, q.COUNT):
                    query = Query(operation, kind=kind, entities=entities, aspect=f"relation:{relation}")
                    yield self._one(query, f"{operation}/{relation}", kind, source, mask, about)

    def _by_text(
        self, kind: str, source: str, mask: int, about: tuple[Named, ...], entities: tuple[str, ...]
    ) -> Iterator[Candidate]:
        words = {word.stem for word in self.said.words}
        for text in BY_TEXT:
            values = {fold(row.answer) for e in self.base.of_kind(kind) for row in self.base.attributes(e.id)
                      if row.kind == text}
            for value in sorted(values):
                first = value.split()[0] if value else ""
                if not first or not any(word.startswith(first[:5]) for word in words):
                    continue
                for number in (None, 1.0):
                    query = Query(q.FILTER, kind=kind, entities=entities, aspect=f"{text}:{value}", direction="text",
                                  number=number)  # fmt: skip
                    shape = f"filter/text{'#' if number else ''}"
                    yield self._one(query, shape, kind, source, mask, about)

    def _column_choices(self, kind: str) -> tuple[Column, ...]:
        domain = self._domain(kind)
        return self.columns.likely(domain) if domain in (INDICATOR, COST) else ()

    def _domain(self, kind: str) -> str:
        return COST if kind == "unit" else domain_of(kind)

    def _pairs(self, kind: str) -> list[tuple[Column, Column]]:
        """Two columns that are held against each other: the named, or those of one year, or a year and the next."""
        domain = self._domain(kind)
        if domain not in (INDICATOR, COST):
            return []
        named = self.columns.named(domain)
        years = set(self.said.years)
        every = self.columns.every(domain)
        pool = [c for c in every if c in named or c.year in years] if named or years else list(every)
        if len(pool) < 2 or len(years) == 1:
            pool = list(every)
        return list(permutations(pool, 2))[:30]

    def _ranked(
        self, kind: str, base_kind: str, source: str, mask: int, about: tuple[Named, ...], entities: tuple[str, ...]
    ) -> Iterator[Candidate]:
        numbers: list[float | None] = [None]
        numbers += [n.value for n in self.said.numbers if 1 < n.value <= NUMBERED and n.value == int(n.value)][:1]
        numbers += [-n.value for n in self.said.numbers if n.is_ordinal and n.value <= NUMBERED][:1]
        if "second" in self.shown:
            numbers.append(-2)
        for operation in (q.HIGHEST, q.LOWEST):
            for number in dict.fromkeys(numbers):
                mark = "" if number is None else "#" if number > 0 else "nth"
                for column in self._column_choices(base_kind):
                    query = Query(operation, kind=kind, entities=entities, columns=(column,), number=number)
                    yield self._one(query, f"{operation}/of{mark}", kind, source, mask, about, (column,))
                if not self._column_choices(base_kind) and base_kind not in ("aim", "unit"):
                    query = Query(operation, kind=kind, entities=entities, number=number)
                    yield self._one(query, f"{operation}/of{mark}", kind, source, mask, about)
                for other in BY_COUNT.get(base_kind, ()):
                    query = Query(operation, kind=kind, entities=entities, aspect=f"count:{other}", number=number)
                    said = self.said.said(f"kind:{other}")
                    yield self._one(query, f"{operation}/count{mark}", kind, source, mask | said, about)
                if self.shown & BY_TWO:
                    yield from self._ranked_by_two(operation, number, mark, kind, base_kind, source, mask, about)

    def _ranked_by_two(
        self,
        operation: str,
        number: float | None,
        mark: str,
        kind: str,
        base_kind: str,
        source: str,
        mask: int,
        about: tuple[Named, ...],
    ) -> Iterator[Candidate]:
        entities = tuple(one.entity for one in about)
        for new, old in self._pairs(base_kind):
            if (new.year or 0, new.measure == "estimate") < (old.year or 0, old.measure == "estimate"):
                continue
            for aspect in ("", "percent", "ratio"):
                for direction in ("up", "down") if aspect != "ratio" else ("",):
                    query = Query(operation, kind=kind, entities=entities, columns=(new, old), aspect=aspect,
                                  direction=direction, number=number)  # fmt: skip
                    shape = f"{operation}/two{aspect}{direction}{mark}"
                    yield self._one(query, shape, kind, source, mask, about, (new, old))

    def _filtered(
        self, kind: str, base_kind: str, source: str, mask: int, about: tuple[Named, ...], entities: tuple[str, ...]
    ) -> Iterator[Candidate]:
        counts = ("", "count") if "count" in self.shown else ("",)
        for column in self._column_choices(base_kind):
            for count in counts:
                for direction in (ABOVE, BELOW, UP_TO, DOWN_TO) if self.shown & BOUNDS else (ABOVE, BELOW):
                    for number in [n.value for n in self.said.numbers[:2]]:
                        query = Query(q.FILTER, kind=kind, entities=entities, columns=(column,), direction=direction,
                                      number=number, aspect=count)  # fmt: skip
                        shape = f"filter/{direction}#{count}"
                        yield self._one(query, shape, kind, source, mask, about, (column,))
                if self.shown & {"nil", "exists"}:
                    of_item = base_kind == "activity" and any(one.kind == "expense" for one in about)
                    for direction in ("nil", "above") if of_item else ("nil",):
                        query = Query(q.FILTER, kind=kind, entities=entities, columns=(column,), direction=direction,
                                      number=0.0 if direction == "above" else None, aspect=count)  # fmt: skip
                        yield self._one(query, f"filter/{direction}{count}", kind, source, mask, about, (column,))
        if base_kind == "indicator" and self.shown & {"reach", "below"}:
            yield from self._attained(kind, source, mask, about, entities, counts)
        for first, second in self._pairs(base_kind):
            for direction in ("above", "below", "same"):
                if direction == "same" and "same" not in self.shown:
                    continue
                for count in counts:
                    query = Query(q.FILTER, kind=kind, entities=entities, columns=(first, second), direction=direction,
                                  aspect=count)  # fmt: skip
                    shape = f"filter/two{direction}{count}"
                    yield self._one(query, shape, kind, source, mask, about, (first, second))
        for other in BY_COUNT.get(base_kind, ()):
            said = self.said.said(f"kind:{other}")
            for value in [n.value for n in self.said.numbers[:2]]:
                for direction in ("above", "below", "same"):
                    query = Query(q.FILTER, kind=kind, entities=entities, aspect=f"count:{other}", direction=direction,
                                  number=value)  # fmt: skip
                    yield self._one(query, f"filter/count{direction}", kind, source, mask | said, about)

    def _attained(
        self,
        kind: str,
        source: str,
        mask: int,
        about: tuple[Named, ...],
        entities: tuple[str, ...],
        counts: tuple[str, ...],
    ) -> Iterator[Candidate]:
        """Indicators that reached what was planned, or did not, for the year before the budget year."""
        year = int(self.said.calendar) - 1
        pair = (Column("estimate", year), Column("planned", year))
        for direction in (UP_TO, BELOW):
            for count in counts:
                query = Query(q.ATTAINED, kind=kind, entities=entities, columns=pair, direction=direction, aspect=count)
                yield self._one(query, f"attained/{direction}{count}", kind, source, mask, about, pair)

    def _added(
        self, kind: str, base_kind: str, source: str, mask: int, about: tuple[Named, ...], entities: tuple[str, ...]
    ) -> Iterator[Candidate]:
        if base_kind not in ("activity", "indicator") or not about:
            return
        relation = RESTRICTIONS.get((base_kind, about[0].kind), "")
        found = [e.id for e in self.base.of_kind(kind)]
        if relation == "":
            below = {e.id for e in self.base.descendants(entities[0], kind)}
            found = [id for id in found if id in below]
        elif relation in ("responsible", "monitors"):
            own = set(self.base.targets(entities[0], relation))
            found = [id for id in found if id in own]
        else:
            return
        if not 1 < len(found) <= 24:
            return
        for column in self._column_choices(base_kind):
            cells = tuple(Cell(id, None, column) for id in found)
            for operation in (q.SUM, q.AVERAGE, q.MEDIAN):
                yield self._one(Query(operation, cells=cells), f"{operation}/of", kind, source, mask, about, (column,))

    def _memberships(self) -> Iterator[Candidate]:
        """Whether one thing is a part or a member of another, or of a class."""
        if not self.shown & {"yesno", "exists"}:
            return
        some = self.mentions[:8]
        for one, other in permutations(some, 2):
            if not (one.mask & ~other.mask and other.mask & ~one.mask):
                continue
            aspect = _belonging(one.kind, other.kind)
            if aspect:
                query = Query(q.MEMBER, entities=(one.entity, other.entity), aspect=aspect)
                mask = one.mask | other.mask
                yield Candidate(query, f"member/{aspect}", about=(one, other), aspect=aspect, mask=mask)
        for sense, mask in sorted(self.said.senses.items()):
            if sense.startswith("kind:"):
                for one in some:
                    if one.kind == sense[5:].partition(":")[0]:
                        query = Query(q.MEMBER, entities=(one.entity,), kind=one.kind)
                        yield Candidate(query, "member/kind", about=(one,), kind=one.kind, mask=one.mask | mask)

    def _one(
        self,
        query: Query,
        shape: str,
        kind: str,
        source: str,
        mask: int,
        about: tuple[Named, ...],
        columns: tuple[Column, ...] = (),
    ) -> Candidate:
        for one in about:
            mask |= one.mask
        numbered = query.number not in (None, 0.0) and query.direction != "text"
        return Candidate(
            query, shape, columns=columns, kind=kind, about=about, numbered=numbered, source=source, mask=mask
        )


def _belonging(one: str, other: str) -> str:
    """By which relation a thing of one kind belongs to one of another; empty where by none."""
    if (one, other) == ("institution", "council"):
        return "member"
    if (one, other) == ("unit", "staff"):
        return "place"
    if one == "unit" and other in ("indicator", "activity"):
        return ""
    if (one, other) in {("unit", "unit"), ("indicator", "sub_programme"), ("activity", "sub_programme"),
                        ("goal", "aim"), ("sub_programme", "programme"), ("indicator", "programme"),
                        ("activity", "programme")}:  # fmt: skip
        return "parent"
    return {("indicator", "unit"): "monitors", ("activity", "unit"): "responsible"}.get((one, other), "")
