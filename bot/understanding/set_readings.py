"""Readings of a message as a question about a set: count, list, rank or filter the members of a class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Query
from bot.answering.terms import FIGURE, Place, Ranked, RankedByMembers
from bot.questions.registry import TOGETHER
from bot.understanding.dialogue import POINTING
from bot.understanding.filters import attained, bounds, by_text, filtered
from bot.understanding.frame import Accepts, Frame, Reading
from bot.understanding.lists import counted_or_listed, distribution, together
from bot.understanding.members import ASKED, MONEY, Members, fitting, relational, restrictions
from bot.understanding.named import MEASURES
from bot.understanding.operations import SETS, Operation
from bot.understanding.rankings import bounded_ratio, place_of, ranked, ratio, unnamed
from bot.understanding.related import having, most_members, namesakes, partners
from bot.understanding.rules import REFUSED
from bot.understanding.segments import Segment
from bot.understanding.vocabulary import Span
from bot.understanding.weights import weight

FOLLOWED = frozenset({q.HIGHEST, q.LOWEST, q.COUNT, q.LIST})
"""Questions about sets that a message may go on from."""
SAME_SET = weight("set_readings.same_set")
"""Cost of going on with the set asked for before: less than to take up a figure of it."""
UNRESTRICTED = weight("set_readings.unrestricted")
"""Cost of taking a class without anything that restricts it."""
PART = "kalem"
"""How the word begins, folded, for a part of any whole."""
SURELY = 0.3
"""The most that a word for a sort of things may cost that are left out."""
UNSET = frozenset({"year", "staff"})
"""Class words that name no set."""


class SetReader:
    """Reads divisions of a message as questions about sets."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every declared question about a set that a division can be."""
        out = frame.message.left_out
        if out and not frame.whole:
            return  # no set is told without some of its members
        yield from by_text(self.base, frame)
        yield from unnamed(frame)
        yield from followed(frame)
        yield from namesakes(self.base, frame)
        yield from having(self.base, frame)
        yield from partners(frame)
        yield from most_members(frame)
        for segment, kinds in frame.classes:
            if segment.start and frame.words[segment.start - 1].folded in POINTING and frame.followup:
                continue  # "o genel müdürlük" is the one spoken of
            for kind in sorted(self._kinds(frame, segment, kinds) - UNSET):
                if out and not self._apart(frame, kind):
                    continue
                for within in restrictions(self.base, frame, kind, segment):
                    for operation in SETS:
                        yield from self._of(
                            Members(self.figures, frame, segment, kind, within, operation.id), operation
                        )

    def _kinds(self, frame: Frame, segment: Segment, kinds: frozenset[str]) -> frozenset[str]:
        """The classes that a word may mean; that of the parts of what is named: "envanterin kalemleri"."""
        if segment.end - segment.start > 1 or not frame.words[segment.start].folded.startswith(PART):
            return kinds
        plain = [m for m in frame.mentions if domain_of(m.kind) == cols.PLAIN]
        parts = {part.kind for m in plain for part in self.base.children(m.entity) if part.kind == m.kind}
        return frozenset(parts) or kinds

    def _apart(self, frame: Frame, kind: str) -> bool:
        """Whether what is left out is of another sort than the things asked for."""
        out = frame.message.left_out
        sorts = {f"{one.kind}:{one.code}" for one in map(self.base.entity, frame.message.parts_left_out)}
        said = [s for s in frame.message.lattice.spans if not s.mask & ~out and s.cost < SURELY and _sorts(s)]
        for span in said:
            if not any(other.mask != span.mask and other.mask & span.mask == span.mask for other in said):
                sorts |= _sorts(span)
        return bool(sorts) and ":" in kind and all(":" in sort and sort not in (kind, f"{kind}:") for sort in sorts)

    def _of(self, of: Members, operation: Operation) -> Iterator[Reading]:
        """The questions that an operation asks of the members."""
        frame = of.frame
        if not operation.pattern.fits(frame.features) and not _named_only(of):
            return
        ranks = of.operation not in (q.COUNT, q.LIST)
        if not of.within and not (ranks and of.kind.startswith("unit")) and relational(frame):
            return
        fit = fitting(self.base, frame, of.segment, operation.pattern.takes, of.kind, ranks)
        if fit == REFUSED:
            return
        for query, extra in _build(of):
            yield frame.reading(query, operation.cost + fit + extra + (0.0 if of.within else UNRESTRICTED))


def _sorts(span: Span) -> frozenset[str]:
    """The sorts of things that a word is for."""
    return frozenset(sense.removeprefix("kind:") for sense in span.senses if sense.startswith("kind:"))


def _named_only(of: Members) -> bool:
    """Whether a class in the plural is only named, so that its members are asked for: "uyum dairesinin birimleri"."""
    if of.operation != q.LIST or not of.plural:
        return False
    bare = not any(s is not of.segment and not s.free for s in of.frame.segments)
    return bool(of.within) or bare or (bool(of.frame.measures & MONEY) and of.frame.ends_plural)


def _build(of: Members) -> Iterator[tuple[Query, float]]:
    """The questions, each with its price, that an operation can be."""
    if of.operation == q.LIST and "distribution" in of.frame.features:
        yield from distribution(of)
    elif of.operation == q.ATTAINED:
        yield from attained(of)
    elif of.operation in TOGETHER:
        yield from together(of)
    elif of.operation in (q.COUNT, q.LIST):
        yield from counted_or_listed(of)
    elif of.domain and of.base_kind != "staff":
        yield from _by_figures(of)


def _by_figures(of: Members) -> Iterator[tuple[Query, float]]:
    """Members ranked or told apart by their figures."""
    if any(column.measure == "" for column in of.columns):
        return
    if of.operation in (q.HIGHEST, q.LOWEST):
        yield from ranked(of)
    if of.operation != q.FILTER:
        return
    pair = ratio(of)
    counted = {s.number for s in of.frame.segments if s.number is not None and s.end == of.segment.start}
    numbers = tuple(number for number in bounds(of, pair) if number not in counted)  # "iki faaliyetin" counts them
    if counted and len(of.columns) < 2 and not numbers:
        return
    if pair and len(numbers) == 1:
        yield from bounded_ratio(of, pair)
    else:
        yield from filtered(of, numbers)


def followed(frame: Frame) -> Iterator[Reading]:
    """The set asked for before, ranked, counted or listed otherwise, or by another year: "peki en az?"."""
    last = frame.state.last
    if last is None or last.operation not in FOLLOWED or not last.kind or frame.mentions:
        return
    domain = domain_of(last.kind.partition(":")[0])
    asking = Accepts(
        ASKED | {"max", "min", "more", "less", "second"},
        measures=MEASURES.get(domain, frozenset()),
        years=True,
        numbers=True,
    )
    if any(not segment.values("measure") for segment, _ in frame.classes) or frame.rest(asking):
        return
    query = _again(frame, last, domain)
    columns = frame.columns(domain) if domain != cols.PLAIN else ()
    if query is not None and query != last and not any(not c.measure for c in columns):
        yield frame.reading(query, SAME_SET)


def _again(frame: Frame, last: Query, domain: str) -> Query | None:
    """A question about a set as a message that goes on from it changes it; None where it cannot."""
    features = frame.features
    columns = frame.columns(domain) if domain != cols.PLAIN else ()
    place = place_of(frame)
    query = last.but(assumed=("context",))
    extreme = q.HIGHEST if "max" in features else q.LOWEST
    if last.operation in (q.COUNT, q.LIST) and features & {"max", "min"} and domain:
        # Those just listed are ranked: "en yüksek hedeflisi hangisi".
        if len(columns) > 1 or last.terms is not None:
            return None
        ranked_by = columns or ((cols.default(domain, frame.year),) if domain != cols.PLAIN else ())
        order = Ranked(place)
        return Query(extreme, (), last.entities, last.kind, columns=ranked_by, terms=order, assumed=("context",))
    if isinstance(last.terms, Ranked | RankedByMembers):
        if features & {"max", "min"}:
            query = query.but(operation=extreme, terms=replace(last.terms, place=Place()))
        if len(columns) == 1 and columns[0].measure and _by_one(last.terms):
            query = query.but(columns=columns)
        if place != Place():
            query = query.but(terms=replace(last.terms, place=place))
    elif features & {"count", "how_much"} and last.operation == q.LIST:
        query = query.but(operation=q.COUNT)
    elif features & {"list", "which", "who", "what"} and last.operation == q.COUNT:
        query = query.but(operation=q.LIST)
    return query


def _by_one(terms: Ranked | RankedByMembers) -> bool:
    """Whether a set is ranked by one figure of each, or how many each has: by no two figures."""
    return not isinstance(terms, Ranked) or terms.by == FIGURE


__all__ = ["Segment", "SetReader"]
