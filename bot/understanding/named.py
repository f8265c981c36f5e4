"""Which columns a division of a message names: years and measures, paired where they stand together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering import columns as cols
from bot.answering.figures import domain_at
from bot.answering.queries import Column
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.language.suffixes import analyses

if TYPE_CHECKING:
    from bot.understanding.frame import Frame

DEFAULTED = weight("named.defaulted")
"""Cost of a slot that the message does not name."""

OTHER_MEASURE = weight("named.other_measure")
"""Gain of the other measure of the year spoken of, where nothing else is said: "2022 planlanan", then "tahmini"."""
BESIDE = frozenset({("planned", "estimate"), ("estimate", "planned"), ("budget", "spent")})
"""(measure told, measure asked for then) that a year has beside each other."""

MEASURES = {
    cols.INDICATOR: frozenset({"realised", "planned", "estimate", "target", "forecast"}),
    cols.COST: frozenset({"budget", "spent", "planned", "target", "forecast", "realised"}),
    cols.PLAIN: frozenset({"count", "capacity", "area"}),
}
"""Measures that each domain's figures have, or that people use for one of them."""

JOINED = 1
"""Words that may stand between two years, or a year and its measure, that belong together: "2024 ve 2025"."""
LOOSE_MEASURES = frozenset({"forecast", "target", "planned"})
"""Measures that also say how another one came about: "öngörülen bütçe", "hedeflenen plan"."""


Event = tuple[str, Segment, str]
"""A year or a measure where it is said: which of both, its words, and which measure."""


SIDE_BY_SIDE = frozenset({"plan", "hedef", "tahmin", "gerceklesme", "gercek"})
"""Nouns for columns, folded, of which two without endings are two columns: "22 plan gerçekleşme"."""


@dataclass(frozen=True, slots=True)
class Named:
    """Columns as named in one place of the message."""

    columns: tuple[Column, ...]
    start: int
    end: int
    case: str
    years: tuple[int, ...] = ()
    measure: str = ""
    kind: str = ""
    relative: bool = False


def columns_of(named: Iterable[Named]) -> tuple[Column, ...]:
    """The columns of what is named, each once."""
    return tuple(dict.fromkeys(column for name in named for column in name.columns))


def named_columns(frame: Frame, domain: str) -> tuple[Named, ...]:
    """The columns that the message names, in order; a year and the measure beside it are one."""
    events: list[Event] = []
    for segment in frame.segments:
        measures = segment.values("measure") & MEASURES[domain]
        if segment.years or segment.year_kind:
            events.append(("year", segment, ""))
        elif measures and not (segment.free and not measures):
            measure = _preferred(measures, domain)
            if measure == "spent" and _ahead(frame, segment):
                measure = "budget"  # "ödenecek"
            events.append(("measure", segment, measure))
    events = _without_modifiers(frame, _without_domain(frame, domain, events))
    found: list[Named] = []
    waiting: list[Segment] = []
    index = 0
    while index < len(events):
        role, segment, measure = events[index]
        following = events[index + 1] if index + 1 < len(events) else None
        if role == "year":
            if waiting and segment.start - waiting[-1].end > JOINED:
                found += [_name(frame, domain, "", year) for year in waiting]
                waiting = []
            waiting.append(segment)
            if following is None:
                found += [_name(frame, domain, "", year) for year in waiting]
        elif waiting:
            for year in waiting:
                paired = _name(frame, domain, measure, year, segment)
                far = segment.start - year.end > JOINED and len(waiting) > 1
                bare = _name(frame, domain, "", year)
                fits = all(column.measure for column in paired.columns)
                loose = measure in LOOSE_MEASURES and year.year_kind in ("range", "all")
                # "2021'den 2023 hedefine": the measure is that of the second year.
                base = len(waiting) > 1 and year.case == "abl"
                unfit = (far or loose or base) and not fits and all(c.measure for c in bare.columns)
                found.append(bare if unfit else paired)
            waiting = []
        else:
            after = events[index + 2][0] if index + 2 < len(events) else ""
            if following and following[0] == "year" and following[1].start - segment.end <= 1 and after != "measure":
                found.append(_name(frame, domain, measure, following[1], segment))
                index += 1
            else:
                found.append(_name(frame, domain, measure, None, segment))
        index += 1
    merged: list[Named] = []
    for name in found:
        if name.columns and any(set(name.columns) <= set(other.columns) for other in merged):
            continue
        if name.columns and not name.years and any(other.measure == name.measure and other.years for other in found):
            continue
        merged.append(name)
    return tuple(merged)


def _ahead(frame: Frame, segment: Segment) -> bool:
    """Whether a word speaks of what is still to come: "ödenecek"."""
    return any(a.pos == "v" and a.tense == "future" for a in analyses(frame.words[segment.end - 1].stem)[:3])


def _without_domain(frame: Frame, domain: str, events: list[Event]) -> list[Event]:
    """The events without a word for money right before another column of its own year: "toplam bütçe 2024 tahmini"."""
    kept = []
    for event, year, measure in zip(events, [*events[1:], None], [*events[2:], None, None], strict=False):
        dated = year is not None and measure is not None and year[0] == "year" and measure[0] == "measure"
        if domain == cols.COST and event[2] == "budget" and dated and year and measure and measure[2] != "budget":
            apart = frame.words[year[1].start].gap or event[1].end - 1 in frame.joints or event[1].case
            if year[1].start == event[1].end and not apart:
                continue
        kept.append(event)
    return kept


def _without_modifiers(frame: Frame, events: list[Event]) -> list[Event]:
    """The events without a loose measure right before a firm one: "öngörülen planı" is the plan."""
    kept = []
    for index, event in enumerate(events):
        following = events[index + 1] if index + 1 < len(events) else None
        loose = event[0] == "measure" and event[2] in LOOSE_MEASURES
        if loose and following and following[0] == "measure" and following[1].start <= event[1].end:
            # "plan-tahmin" are two, and what something is compared with is another.
            apart = frame.words[following[1].start].gap or following[1].case == "abl"
            apart = apart or event[1].end - 1 in frame.joints  # "planlanan rakamla beklenen"
            apart = apart or {frame.words[one[1].end - 1].folded for one in (event, following)} <= SIDE_BY_SIDE
            if not apart:
                continue
        kept.append(event)
    return kept


def chosen_columns(
    frame: Frame, domain: str, named: tuple[Named, ...], joined: bool = False
) -> tuple[tuple[Column, ...], tuple[str, ...], float]:
    """The columns named, else those of the conversation, else the default; what was assumed; the cost.

    `joined`: whether one of the things asked about comes from the conversation.
    """
    last = frame.state.last
    inherits = (
        last is not None and bool(last.cells) and (frame.followup or joined or not frame.asked or not frame.mentions)
    )
    past = tuple(dict.fromkeys(cell.column for cell in last.cells)) if inherits and last else ()
    past_domain = domain_at(frame.base, last.cells[0].subject) if past and last else ""
    if named:
        columns = columns_of(named)
        bare = [name for name in named if not name.years and name.measure]
        if past and len(bare) == len(named) == 1 and len(past) == 1 and past[0].year:
            kept = cols.resolve(domain, named[0].measure, past[0].year, frame.year)
            if kept:
                other = not frame.mentions and _other_measure(frame, past[0], kept)
                return kept, ("context",), OTHER_MEASURE if other else 0.0
        unmeasured = [name for name in named if name.years and not name.measure]
        if past and len(unmeasured) == len(named) == 1 and len(past) == 1 and past_domain == domain:
            measure = past[0].measure
            kept = tuple(c for y in named[0].years for c in cols.resolve(domain, measure, y, frame.year))
            if kept and len(kept) == len(named[0].years) and measure in ("planned", "spent"):
                return kept, ("context",), 0.0
        assumed = ("measure",) if unmeasured else ()
        return columns, assumed, 0.0
    if past:
        kept = tuple(
            dict.fromkeys(
                column if past_domain == domain else (cols.resolve(domain, "", column.year, frame.year) or (column,))[0]
                for column in past
                if column.year
            )
        )
        if kept:
            return kept, ("context",), 0.0
    return (cols.default(domain, frame.year),), ("year",), DEFAULTED


def _name(frame: Frame, domain: str, measure: str, year: Segment | None, word: Segment | None = None) -> Named:
    start = min(s.start for s in (year, word) if s)
    end = max(s.end for s in (year, word) if s)
    case = word.case if word and word.case else (year.case if year else "")
    if domain == cols.PLAIN:
        years = year.years if year else ()
        outside = any(y != frame.year for y in years)
        return Named((Column("", years[0]),) if outside else (), start, end, case, years, measure)
    if year is None and measure:
        near = [s for s in frame.segments if len(s.years) == 1 and s.year_kind == "single"]
        before = [s for s in near if s.start < start]
        near = [s for s in near if s.start < start or not _measured(frame, domain, s)]
        if measure == "planned" and any("target" in s.values("measure") and s is not word for s in frame.segments):
            before, near = [], []  # "2023 hedefi planlanandan yüksek": what was planned for the year before
        for segment in (*before[::-1], *near):
            kept = cols.resolve(domain, measure, segment.years[0], frame.year)
            if kept:
                return Named(kept, start, end, case, (), measure)
    if year is None:
        return Named(
            cols.resolve(domain, measure, None, frame.year) or (Column("", None),),
            start,
            end,
            case,
            (),
            measure,
        )
    years = year.years
    if year.year_kind == "same":
        earlier = [s.years[0] for s in frame.segments if len(s.years) == 1 and s.year_kind != "same"]
        past = [c.column.year for c in frame.state.trail if c.column.year]
        years = tuple(earlier[:1] or past[-1:])
    if year.year_kind == "all":
        return Named(cols.series_of(domain, frame.year), start, end, case, years, measure, "all")
    if year.relative and year.year_kind == "range":
        # "2023'ten önce" means the years that there are.
        years = tuple(one for one in years if cols.resolve(domain, measure, one, frame.year)) or years
    found: list[Column] = []
    for one in years:
        found += cols.resolve(domain, measure, one, frame.year) or (Column("", one),)
    return Named(tuple(found), start, end, case, years, measure, year.year_kind, year.relative)


def _other_measure(frame: Frame, past: Column, kept: tuple[Column, ...]) -> bool:
    """Whether a message says nothing but the other measure of the year spoken of: the estimate beside the plan."""
    said = [segment for segment in frame.segments if not segment.free]
    return len(said) == len(kept) == 1 and (past.measure, kept[0].measure) in BESIDE and kept[0].year == past.year


def _measured(frame: Frame, domain: str, year: Segment) -> bool:
    """Whether a year stands right before a measure of its own: "hedefi 2022 planlananın kaç katı"."""
    return any(s.start == year.end and s.values("measure") & MEASURES[domain] for s in frame.segments)


def _preferred(measures: frozenset[str], domain: str) -> str:
    order: tuple[str, ...] = (
        "spent",
        "estimate",
        "planned",
        "realised",
        "target",
        "budget",
        "forecast",
        "area",
        "capacity",
        "count",
    )
    if domain == cols.COST:
        order = ("spent", "budget", "forecast", "planned", "target", "realised")
    return next(m for m in order if m in measures)
