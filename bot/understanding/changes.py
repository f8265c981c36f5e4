"""Two figures set against each other: difference, change, how many times, what remains, whether it was reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.queries import Column, Query
from bot.understanding.asked import GROWTH, Asked, asks_amount, asks_how_much, chronological, proposed
from bot.understanding.dialogue import ANAPHORA
from bot.understanding.fitting import WEAK
from bot.understanding.frame import Frame
from bot.understanding.named import DEFAULTED, Named, columns_of
from bot.understanding.rules import REFUSED
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.language.proportions import COMPARED

PAIRING = frozenset({"difference", "change", "up", "down", "above", "below", "times", "percent", "share"})
"""Features that ask for a comparison even where only one side of it is said."""
CHANGING = frozenset({"difference", "change", "up", "down"})
"""Features that ask only how far something moved, or that it did."""
SINCE = weight("changes.since")
"""Gain of what was told as compared with the year that is named: "2021'den artış"."""
DIFFERING = frozenset(str.split("difference more less up down change above below"))
"""Features that ask for a difference by themselves."""
PERCENTAGE = "yuzdes"
"""How a word begins, folded, that asks for a percentage of its own: "yüzdesi ne"."""
REACHED = weight("changes.reached")
"""Gain of the question whether a plan was reached that is asked for a yes or a no."""


class Pair(NamedTuple):
    """Two columns of one thing: (what changed, what it is measured against), what is assumed of them, the price."""

    new: Column
    old: Column
    assumed: tuple[str, ...] = ()
    cost: float = 0.0


def pair(asked: Asked) -> Iterator[tuple[Query, float]]:
    """Cells (what changed, what it is measured against)."""
    frame, columns = asked.frame, asked.columns
    alone = "reach" in frame.features and not frame.features & DIFFERING
    if asked.operation == q.DIFFERENCE and alone and not asks_amount(frame):
        return  # "tuttu mu" alone asks for a yes or a no
    if asked.spanned and len(columns) > 2:
        columns = (columns[0], columns[-1])
    based = any(name.case in ("abl", "dat") for name in asked.named) or frame.followup or frame.state.last
    pairing = PAIRING | ({"reach"} if asks_amount(frame) else set())
    if not frame.features & pairing and len(columns) < 2 and len(asked.operands) < 2 and not based:
        return  # "çok" alone compares nothing
    extra = first_asked(asked)
    if extra == REFUSED:
        return
    columns = _of_spending(asked, columns)
    dated = asked.columns or len(asked.operands) > 1
    said = proposed(frame) if dated and asked.operation in (q.DIFFERENCE, q.CHANGE) else ""
    if len(asked.operands) == 2:
        for query, cost in _of_two(asked, columns, said):
            yield query, cost + extra
    elif len(asked.operands) == 1 and len(columns) == 1 and not columns[0].measure:
        yield asked.query(asked.of_one(columns[0], columns[0])), 0.0
    elif len(asked.operands) == 1 and (found := _of_one(asked, columns)) is not None:
        both = _both(asked)
        extra += SINCE if _since(asked) else 0.0
        yield asked.query(asked.of_one(found.new, found.old), found.assumed, said, both), found.cost + extra


def first_asked(asked: Asked) -> float:
    """What the amount costs where a percentage is asked for, and the percentage where the amount is asked first.

    Either tells the other too: "kaç TL arttı, yüzde kaç", "yüzde kaç arttı, kaç TL".
    """
    frame = asked.frame
    percent = [s for s in frame.segments if s.values("feature") & {"percent", "share"}]
    if not percent or asked.operation not in (q.DIFFERENCE, q.CHANGE):
        return 0.0
    first = any(_amount_before(frame, one, percent[0]) for one in frame.segments if one.start < percent[0].start)
    if asked.operation == q.CHANGE:
        return WEAK if first else 0.0
    return 0.0 if first else REFUSED


def _both(asked: Asked) -> bool:
    """Whether the amount and the percentage of a change are asked for; a rate's own percentage is none."""
    frame = asked.frame
    percent = [s for s in frame.segments if s.values("feature") & {"percent", "share"}]
    if not percent or asked.rates:
        return False
    return any(_of_the_change(frame, s) for s in frame.segments if s not in percent)


def _of_the_change(frame: Frame, one: Segment) -> bool:
    """Whether a word asks by how much: "kaç TL arttı", "…, kaç kişi"; "2025'te kaç olacak" asks for a figure."""
    if not asks_how_much(frame, one):
        return False
    starts = [at for at, word in enumerate(frame.words) if not at or word.gap or word.folded == "ve"]
    start = max(at for at in starts if at <= one.start)
    end = min((at for at in starts if at > one.start), default=len(frame.words))
    clause = [s for s in frame.segments if start <= s.start < end and s is not one]
    figures = any(s.years or s.values("measure") - {"count"} for s in clause)
    return not figures or any(s.values("feature") & DIFFERING for s in clause)


def _amount_before(frame: Frame, one: Segment, percent: Segment) -> bool:
    """Whether a word asks how much something grew before, and apart from, a percentage: "kaç TL arttı, yüzdesi de".

    Not "ne kadar arttı yüzde olarak", which asks for the percentage alone, nor "kaç olacak, artış yüzde kaç".
    """
    if not asks_how_much(frame, one) and "difference" not in one.values("feature"):
        return False
    gaps = [at for at in range(one.end, percent.start + 1) if frame.words[at].gap or frame.words[at].folded == "ve"]
    apart = gaps[0] if gaps else percent.start
    after = frame.words[percent.end].folded if percent.end < len(frame.words) else ""
    grown = any(s.values("feature") & DIFFERING and s.start < apart for s in frame.segments)
    own = frame.words[percent.start].folded.startswith(PERCENTAGE)
    return grown and bool(gaps or own or after in ("de", "da"))


def _of_spending(asked: Asked, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The budget that spending is held against is its own year's where no year is said: "haziranda bütçe aşıldı mı"."""
    spent = next((c for c in columns if c.measure == "spent"), None)
    if spent is None or any(name.years for name in asked.named if name.measure != "spent"):
        return columns
    return tuple(Column("budget", spent.year) if c.measure == "budget" else c for c in columns)


def _since(asked: Asked) -> bool:
    """Whether a message says nothing but from which year on what was told rose or fell: "2021'den artış"."""
    told = asked.trail()
    said = [s for s in asked.frame.segments if not s.free and not s.years and not s.values("feature") & CHANGING]
    dated = len(asked.named) == 1 and asked.named[0].case in ("abl", "dat")
    fresh = bool(told) and asked.named[:1] != () and told[-1] not in asked.named[0].columns
    return asked.operands[0].start < 0 and dated and fresh and not said


def _of_two(asked: Asked, columns: tuple[Column, ...], said: str) -> Iterator[tuple[Query, float]]:
    """Two things by one column, or each by its own."""
    first, second = asked.operands
    if asked.domain != cols.PLAIN and asked.frame.told & GROWTH and len(columns) < 2:
        return  # "hangisi daha çok artmış" asks for the change of each
    if len(asked.named) >= 2 and len(columns) <= 2:
        cells = asked.cells(columns)
        if len(cells) == 2:
            yield asked.query(cells, way=said), 0.0
        return
    chosen, assumed, cost = asked.chosen()
    if len(chosen) == 1:
        if first.base and not second.base:
            first, second = second, first
        cells = (first.cell(chosen[0]), second.cell(chosen[0]))
        yield asked.query(cells, assumed, said), cost


def _of_one(asked: Asked, columns: tuple[Column, ...]) -> Pair | None:
    """One thing by two columns, of which the message may name only one, or none."""
    if len(columns) == 2:
        return Pair(*_ordered((columns[0], columns[1]), asked.named))
    if len(columns) > 2:
        return None
    if not columns:
        return _unnamed(asked)
    only = columns[0]
    partner = _partner(asked, only, asked.named[0])
    if partner is None:
        return None
    if any(one.kind == COMPARED and one.base == asked.named[0].end - 1 for one in asked.frame.message.proportions):
        return Pair(*_ordered((only, partner), asked.named), ("base",))  # "2022'ye göre": now, against 2022
    # "2022'de ne çıkacak" need not ask for a rise
    return Pair(
        *_ordered((only, partner), asked.named),
        ("base",),
        DEFAULTED if asked.frame.told & (PAIRING | {"reach"}) else WEAK,
    )


def _unnamed(asked: Asked) -> Pair | None:
    """The columns told before, the last of them and the one before it, or the budget year's and the one before."""
    inherited = asked.operands[0].start < 0
    trail = list(dict.fromkeys(column for column in asked.trail() if column.measure))
    if len(trail) >= 2 and inherited:
        old, new = sorted(trail[-2:], key=chronological)
        return Pair(new, old, ("context",))
    told = bool(trail) and inherited
    new = trail[-1] if told else cols.default(asked.domain, asked.frame.year)
    before = asked.before(new)
    if before is None:
        return None
    return Pair(new, before, ("base",)) if told else Pair(new, before, ("year", "base"), DEFAULTED)


def _partner(asked: Asked, only: Column, named: Named) -> Column | None:
    """What a single named column is compared with."""
    trail = asked.trail()
    pointing = any(word.folded in ANAPHORA for word in asked.frame.words)
    if only.measure == "planned" and pointing and asked.operands[0].start < 0 and trail and trail[-1].year:
        return trail[-1]  # "bunun 2022 planına göre farkı", after a target: that of the target
    if only.measure in ("planned", "spent"):
        return Column("estimate" if only.measure == "planned" else "budget", only.year)
    if asked.operands[0].start < 0 and trail and trail[-1] != only and trail[-1].measure:
        return trail[-1]
    target = cols.default(asked.domain, asked.frame.year)
    if (named.relative or named.case == "dat") and target != only:
        return target
    if named.case == "abl" and only.year and only.year < asked.frame.year:
        return target
    return asked.before(only)


def _ordered(columns: tuple[Column, Column], named: tuple[Named, ...]) -> tuple[Column, Column]:
    """(new, old) of two columns: what stands in the ablative, or is older, is what is compared with."""
    first, second = columns
    cases = {c: name.case for name in named for c in name.columns}
    if cases.get(first) == "abl" and cases.get(second) != "abl":
        return second, first
    if cases.get(second) == "abl" and cases.get(first) != "abl":
        return first, second
    old, new = sorted(columns, key=chronological)
    return new, old


def growth(asked: Asked) -> Iterator[tuple[Query, float]]:
    """Cells (last, first) of one thing: the years named, else the first or the last that it has."""
    if len(asked.operands) != 1:
        return
    series, dated = asked.series, [name for name in asked.named if name.years]
    said = sorted((c for c in columns_of(dated) if c.year), key=chronological)
    if len(said) == 1:
        since = dated[0].case == "abl" or (said[0].year or 0) < asked.frame.year
        said = [said[0], series[-1]] if since else [series[0], said[0]]
    first, last = (said[0], said[-1]) if said else (series[0], series[-1])
    yield asked.query(asked.of_one(last, first), () if dated else ("base",)), 0.0


def remainder(asked: Asked) -> Iterator[tuple[Query, float]]:
    """Cells (budget, spent) of the year before the budget year, the only one with spending."""
    year = asked.frame.year - 1
    pair = (Column("budget", year), Column("spent", year))
    columns = asked.columns
    if asked.domain != cols.COST or len(asked.operands) != 1 or not set(columns) <= set(pair):
        return
    if columns or asked.operands[0].start < 0:
        later = first_of(asked.frame, {"percent", "share"}) < first_of(asked.frame, {"remain"})
        both = bool(asked.frame.features & {"percent", "share"})
        # "harcama, kalan, yüzde": the share that was spent tells all three
        spent = any(s.values("measure") == {"spent"} and s.end - s.start == 1 for s in asked.frame.segments)
        cost = WEAK if both and (later or spent) else 0.0
        yield asked.query(asked.of_one(*pair), () if columns else ("context",), both=both), cost


def first_of(frame: Frame, features: set[str]) -> int:
    """Where one of some features is first said, behind every word where none is."""
    return min((s.start for s in frame.segments if s.values("feature") & features), default=len(frame.words))


def reached(asked: Asked) -> Iterator[tuple[Query, float]]:
    """Cells (estimate, planned) or (spent, budget) of one subject."""
    frame, columns = asked.frame, asked.columns
    if len(asked.operands) != 1 or len(columns) > 2 or asks_amount(frame):
        return  # "planı aştı mı, ne kadar" asks for the difference
    year = frame.year - 1
    measures = ("spent", "budget") if asked.domain == cols.COST else ("estimate", "planned")
    pair = tuple(Column(measure, year) for measure in measures)
    strong = "reach" in frame.features or (bool(frame.features & {"above", "below"}) and bool(columns))
    undated = not any(name.years for name in asked.named) and asked.measures == {"target"}
    if set(columns) == set(pair) or (strong and (set(columns) <= set(pair) or undated)):
        way = proposed(frame)
        yield asked.query(asked.of_one(*pair), way=way), REACHED if frame.features & {"exists", "yesno"} else 0.0
    elif strong and len(columns) == 1 and columns[0].year and columns[0].measure in ("target", ""):
        if "reach" in frame.features:
            yield asked.query(asked.of_one(Column("", columns[0].year)) * 2), 0.0
    elif len(columns) == 2 and frame.features & {"above", "below", "more", "less"}:
        yield asked.query(asked.of_one(*columns), way=proposed(frame)), 0.0
