"""Candidates for questions about classes of things: listed, counted, ranked, filtered, added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations

from bot.answering import queries as q
from bot.answering.classes import RESTRICTIONS
from bot.answering.columns import COST, INDICATOR
from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, EQUAL, UP_TO
from bot.answering.figures import domain_of
from bot.answering.queries import Cell, Column, Query
from bot.answering.tables import counts_itself
from bot.answering.terms import (
    MOVED,
    PERCENT,
    RATIO,
    Attained,
    Held,
    MembersHeld,
    Nil,
    Place,
    Ranked,
    RankedByMembers,
    Related,
    Says,
    Terms,
    Unchanged,
)
from bot.questions.registry import features_of
from bot.understanding.second.candidates import (
    DEFAULT,
    FORMS,
    SAID,
    SPOKEN,
    Candidate,
    Filling,
    Form,
    Forms,
    Made,
    kept_forms,
)
from bot.understanding.second.columns import ColumnSets
from bot.understanding.second.figure_forms import EACH_TOGETHER, EVERY
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold
from knowledge.language.places import order
from knowledge.schema import COLUMN, ROW

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
FILTERING = frozenset(str.split("above below nil up down more less reach same exists exceed remain"))
BOUNDS = frozenset({"reach", "min", "max"})
"""Features that may say that a bound is met by its own number: "en az 50", "50'ye ulaşan"."""
BY_TWO = frozenset(str.split("up down change difference more less percent spent_share above realisation share reach"))
"""Features of which a ranking by two figures shows one."""
ADDED = features_of(EVERY) | {"sum", "together", "add"}
"""Features that make one figure of those of several members."""
COUNT = "count"
"""What tells the shape of a question that only counts."""
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

    def all(self) -> Iterator[Made]:
        """Every candidate."""
        for kind, source, mask in self._classes():
            base_kind = kind.partition(":")[0]
            forms: dict[str, Forms] = {}
            for about in self._restrictions(base_kind):
                by = self._by(base_kind, about)
                own = mask
                for one in about:
                    own |= one.mask
                if by not in forms:
                    found = list(self._forms(kind, by))
                    forms[by] = kept_forms(tuple([form for form, _ in found]), tuple([said for _, said in found]))
                yield Filling(forms[by], (), about, source, own)
                if self.shown & ADDED:
                    yield from self._added(kind, base_kind, source, own, about)
        yield from self._memberships()

    def _by(self, kind: str, about: Sequence[Named]) -> str:
        """The kind of a cost or of a column by which members of a class are looked at; "" for neither."""
        return next((one.kind for one in about if RESTRICTIONS.get((kind, one.kind)) == "item"), "")

    def _forms(self, kind: str, by: str) -> Iterator[tuple[Form, int]]:
        """(form, words that say it beside the class) of every question about a class by a kind of cost or a column."""
        base_kind = kind.partition(":")[0]
        if by != COLUMN:  # every row of a table has its columns
            yield from self._members(kind)
        if self.shown & RANKING and (by == COLUMN or base_kind != ROW or counts_itself(self.base, kind)):
            yield from self._ranked(kind, base_kind)
        if self.shown & FILTERING or self.said.numbers:
            yield from self._filtered(kind, base_kind, by == "expense")

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

    def _members(self, kind: str) -> Iterator[tuple[Form, int]]:
        for operation in (q.LIST, q.COUNT):
            yield set_form(operation, operation, kind), 0
        if kind == "indicator":
            yield from self._by_text(kind)
        if kind == "institution":
            for relation in BY_RELATION:
                for operation in (q.LIST, q.COUNT):
                    yield set_form(operation, f"{operation}/{relation}", kind, terms=Related(relation)), 0

    def _by_text(self, kind: str) -> Iterator[tuple[Form, int]]:
        words = {word.stem for word in self.said.words}
        for text in BY_TEXT:
            values = {
                fold(row.answer)
                for e in self.base.of_kind(kind)
                for row in self.base.attributes(e.id)
                if row.kind == text
            }
            for value in sorted(values):
                first = value.split()[0] if value else ""
                if not first or not any(word.startswith(first[:5]) for word in words):
                    continue
                for counted in (False, True):
                    shape = f"filter/text{'#' if counted else ''}"
                    yield set_form(q.FILTER, shape, kind, terms=Says(text, value), counted=counted), 0

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

    def _ranked(self, kind: str, base_kind: str) -> Iterator[tuple[Form, int]]:
        places = [Place()]
        places += [Place(int(n.value)) for n in self.said.numbers if 1 < n.value <= NUMBERED and n.value % 1 == 0][:1]
        places += [Place(nth=int(n.value)) for n in self.said.numbers if n.is_ordinal and n.value <= NUMBERED][:1]
        said = order(self.said.words, self.said.year_mask)
        places += [Place(nth=said.nth)] if said.nth else [Place(said.count)] if said.count else []
        for operation in (q.HIGHEST, q.LOWEST):
            for place in dict.fromkeys(places):
                mark, by_figure = _mark(place), Ranked(place)
                shape = f"{operation}/of{mark}"
                for column in self._column_choices(base_kind):
                    yield set_form(operation, shape, kind, (column,), by_figure), 0
                if not self._column_choices(base_kind) and base_kind not in ("aim", "unit"):
                    yield set_form(operation, shape, kind, terms=by_figure), 0
                for other in BY_COUNT.get(base_kind, ()):
                    form = set_form(operation, f"{operation}/count{mark}", kind, terms=RankedByMembers(other, place))
                    yield form, self.said.said(f"kind:{other}")
                if self.shown & BY_TWO:
                    for pair in self._pairs(base_kind):
                        for form in two_forms(operation, place, mark, kind, *pair):
                            yield form, 0

    def _filtered(self, kind: str, base_kind: str, of_item: bool) -> Iterator[tuple[Form, int]]:
        counts = (False, True) if "count" in self.shown else (False,)
        numbers = [n.value for n in self.said.numbers[:2]]
        sides = (ABOVE, BELOW, UP_TO, DOWN_TO) if self.shown & BOUNDS else (ABOVE, BELOW)
        limits = [(f"filter/{side}#", Held(side, number)) for side in sides for number in numbers]
        noughts: list[tuple[str, Nil | Held]] = [("filter/nil", Nil())] if self.shown & {"nil", "exists"} else []
        if noughts and of_item:
            noughts.append(("filter/above", Held(ABOVE, 0.0)))
        for column in self._column_choices(base_kind):
            for counted in counts:
                for shape, terms in (*limits, *noughts):
                    yield set_form(q.FILTER, shape + COUNT * counted, kind, (column,), terms, counted), 0
        if base_kind == "indicator" and self.shown & {"reach", "below"}:
            yield from self._attained(kind, counts)
        two: list[tuple[str, Held | Unchanged]] = [("above", Held(ABOVE)), ("below", Held(BELOW))]
        if "same" in self.shown:
            two.append(("same", Unchanged()))
        for pair in self._pairs(base_kind):
            for mark, held in two:
                for counted in counts:
                    yield set_form(q.FILTER, f"filter/two{mark}{COUNT * counted}", kind, pair, held, counted), 0
        for other in BY_COUNT.get(base_kind, ()):
            said = self.said.said(f"kind:{other}")
            for value in numbers:
                for mark, side in (("above", ABOVE), ("below", BELOW), ("same", EQUAL)):
                    yield set_form(q.FILTER, f"filter/count{mark}", kind, terms=MembersHeld(other, side, value)), said

    def _attained(self, kind: str, counts: tuple[bool, ...]) -> Iterator[tuple[Form, int]]:
        """Indicators that reached what was planned, or did not, for the year before the budget year."""
        year = int(self.said.calendar) - 1
        pair = (Column("estimate", year), Column("planned", year))
        for side in (UP_TO, BELOW):
            for counted in counts:
                shape = f"attained/{side}{COUNT * counted}"
                yield set_form(q.ATTAINED, shape, kind, pair, Attained(side == BELOW), counted), 0

    def _added(
        self, kind: str, base_kind: str, source: str, mask: int, about: tuple[Named, ...]
    ) -> Iterator[Candidate]:
        if base_kind not in ("activity", "indicator") or not about:
            return
        relation = RESTRICTIONS.get((base_kind, about[0].kind), "")
        found = [e.id for e in self.base.of_kind(kind)]
        if relation == "":
            below = {e.id for e in self.base.descendants(about[0].entity, kind)}
            found = [id for id in found if id in below]
        elif relation in ("responsible", "monitors"):
            own = set(self.base.targets(about[0].entity, relation))
            found = [id for id in found if id in own]
        else:
            return
        if not 1 < len(found) <= 24:
            return
        for column in self._column_choices(base_kind):
            cells = tuple(Cell(id, None, column) for id in found)
            for operation in EACH_TOGETHER:
                form = Form(Query(operation), f"{operation}/of", (column,), self._domain(base_kind), kind)
                yield Candidate(form, (), about, source, mask, 0, cells)

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
                form = Form(Query(q.MEMBER, aspect=aspect), f"member/{aspect}", aspect=aspect)
                yield Candidate(form, about=(one, other), mask=one.mask | other.mask)
        for sense, mask in sorted(self.said.senses.items()):
            if sense.startswith("kind:"):
                for one in some:
                    if one.kind == sense[5:].partition(":")[0]:
                        form = set_form(q.MEMBER, "member/kind", one.kind)
                        yield Candidate(form, about=(one,), mask=one.mask | mask)


@lru_cache(FORMS, typed=True)
def set_form(
    operation: str,
    shape: str,
    kind: str,
    columns: tuple[Column, ...] = (),
    terms: Terms | None = None,
    counted: bool = False,
) -> Form:
    """The form of a question about a class of things."""
    domain = COST if kind.startswith("unit") else domain_of(kind.partition(":")[0])
    query = Query(operation, kind=kind, columns=columns, terms=terms, counted=counted)
    return Form(query, shape, columns, domain, kind, numbered=_numbered(terms))


def _numbered(terms: Terms | None) -> bool:
    """Whether a number of the message is used; nought is said without one."""
    match terms:
        case Held(number=number) | MembersHeld(number=number):
            return bool(number)
        case Ranked(place=place) | RankedByMembers(place=place):
            return place != Place()
    return False


def _mark(place: Place) -> str:
    """What tells the shape of a ranking that is cut."""
    return "nth" if place.nth else "#" if place.first > 1 else ""


@lru_cache(FORMS // 3, typed=True)
def two_forms(operation: str, place: Place, mark: str, kind: str, new: Column, old: Column) -> tuple[Form, ...]:
    """The forms of a ranking by two columns: by how far they lie apart, in percent or not, and by their ratio."""
    if (new.year or 0, new.measure == "estimate") < (old.year or 0, old.measure == "estimate"):
        return ()
    orders = {
        "up": Ranked(place, MOVED),
        "down": Ranked(place, MOVED, falling=True),
        "percentup": Ranked(place, PERCENT),
        "percentdown": Ranked(place, PERCENT, falling=True),
        "ratio": Ranked(place, RATIO),
    }
    return tuple(
        set_form(operation, f"{operation}/two{way}{mark}", kind, (new, old), order) for way, order in orders.items()
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
