"""Members of a class ranked: by a figure, by how it grew, by how much of a plan came true."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.queries import Column, Query
from bot.answering.tables import counts_itself
from bot.answering.terms import FIGURE, MOVED, PERCENT, RATIO, Place, Ranked, RatioHeld
from bot.understanding.frame import Accepts, Frame, Reading
from bot.understanding.limits import bound_of
from bot.understanding.members import ASKED, MONEY, Members
from bot.understanding.named import Named
from bot.understanding.weights import weight
from knowledge.language import numbers as number_words
from knowledge.language.fractions import find as fractions
from knowledge.language.places import order, pointed_number
from knowledge.language.proportions import COMPARING
from knowledge.language.suffixes import analyses
from knowledge.schema import ROW

PLANS = ({"budget", "spent"}, {"planned", "estimate"})
"""Measures of which one says what became of the other."""
RATIOS = {cols.COST: ("spent", "budget"), cols.INDICATOR: ("estimate", "planned")}
"""For each domain (part, whole): how much of a plan came true."""
FAST = frozenset({"hizli", "hizla", "hizda"})
"""Words that rank growth by its rate, folded."""
MOST_RANKED, MOST_NAMED = 50, 10
"""The most members of a class that a ranking may ask for; the most by a number."""
POSSESSED = 0.2
"""The most that the ending of "bütçesini" may cost."""
UNNAMED = weight("rankings.unnamed")
"""Cost of ranking a class that is not named."""
PLACED = weight("rankings.placed")
"""Gain of a ranking of which it is said which are meant: "en büyük ikisi"."""
RATIO_BOUND = weight("rankings.ratio_bound")
"""Gain of a bound on how much of a plan came true."""
EXTREMES = Accepts(ASKED | {"max", "min", "more", "less", "sum"}, years=True, numbers=True)
"""What may be said in a ranking that names no class, beside measures."""


def ranked(of: Members) -> Iterator[tuple[Query, float]]:
    """The highest, the lowest, or all in their order."""
    columns, numbers = of.columns, of.frame.numbers
    if any(number > MOST_RANKED for number in numbers):
        return  # "en az 1 milyon" is a bound
    pair = ratio(of)
    if {c.measure for c in columns} == MONEY:
        # "bütçesini en çok kullanan" is about shares, "en çok bütçe kullanan" about amounts.
        shares = bool(pair) and {c.year for c in columns} == {of.frame.year - 1}
        if any(name.years for name in of.named) and not shares:
            return
        if _own_budget(of.frame):
            pair = (Column("spent", of.frame.year - 1), Column("budget", of.frame.year - 1))
        columns = tuple(column for column in columns if column.measure == "budget")
    if pair:
        yield of.query(pair, Ranked(place_of(of.frame), RATIO)), 0.0
    elif not said_ratio(of.frame):
        yield from _by_figure(of, columns)


def place_of(frame: Frame) -> Place:
    """Which of a ranking are asked for: as many as said, or the one in a place, or the first."""
    taken = sum({1 << at for at in frame.message.dated})
    for mention in frame.mentions:
        taken |= mention.mask
    said = order(frame.words, taken)
    return Place(nth=said.nth) if said.nth else Place(said.count if 1 < said.count <= MOST_NAMED else 1)


def _by_figure(of: Members, columns: tuple[Column, ...]) -> Iterator[tuple[Query, float]]:
    """Ranked by a figure, or by how it grew or passes another."""
    frame = of.frame
    columns, way = _ranking_columns(of, columns)
    if not columns and of.domain != cols.PLAIN:
        columns = (of.default(),)
    if not way and len(columns) > 1:
        return
    place = place_of(frame)
    if of.base_kind == ROW and not of.within and not counts_itself(of.base, of.kind):
        return  # by which column is not said
    if not frame.features & {"max", "min"} and place == Place():
        # "faaliyetlerin sıralaması": all of them
        if of.domain == cols.PLAIN or not of.plural:
            return
        place = Place(len(of.base.of_kind(of.kind)))
    percent = bool(frame.features & {"percent", "share"}) or any(w.folded in FAST for w in frame.words)
    by = (PERCENT if percent else MOVED) if way else FIGURE
    query = of.query(columns, Ranked(place, by, falling=way == "down"))
    gain = PLACED if _placed(of, place) else 0.0
    yield query.but(assumed=() if of.named or of.domain == cols.PLAIN else ("year",)), gain


def _placed(of: Members, place: Place) -> bool:
    """Whether it is said which of the ranking are meant, and by what: "en büyük ikisi", "kalemlerden ilk üçü".

    "İlk üç faaliyet" may as well be the first of a list.
    """
    frame = of.frame
    if place == Place() or any(s.number is not None and bound_of(frame, s) for s in frame.segments):
        return False  # "en fazla 4 olan" is a bound
    among = of.segment.end - 1 in frame.ablative and any(pointed_number(word.folded) for word in frame.words)
    return bool(frame.features & {"max", "min"} or of.named or among)


def _ranking_columns(of: Members, columns: tuple[Column, ...]) -> tuple[tuple[Column, ...], str]:
    """The columns of a ranking, and which way it goes where two are set against each other."""
    features, domain = of.frame.features, of.domain
    if features & {"change", "up", "down"} and domain != cols.PLAIN:
        direction = "down" if "down" in features and "up" not in features else "up"
        dated = dict.fromkeys(c for name in of.named if name.years for c in name.columns)
        columns = tuple(sorted(dated, key=lambda c: -(c.year or 0)))
        if len(columns) > 2 and any(name.kind == "range" for name in of.named):
            columns = (columns[0], columns[-1])
        return (columns if len(columns) > 1 else change_columns(of, columns)), direction
    direction = "down" if "below" in features else "up"
    if domain == cols.INDICATOR and features & {"above", "below"} and {c.measure for c in columns} <= {"planned"}:
        # "planlananı en çok aşan"
        return tuple(Column(measure, of.frame.year - 1) for measure in RATIOS[domain]), direction
    if len(columns) == 2 and features & {"above", "below", "difference"} and domain != cols.PLAIN:
        return exceeding(of, columns), direction  # "tahmini planını en çok aşan"
    return columns, ""


def change_columns(of: Members, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """(new, old) for a question about growth: the year named, or the budget year, and the one before."""
    new = columns[0] if columns else of.default()
    series = cols.series_of(of.domain, of.frame.year)
    return (new, next((c for c in series if new.year and c.year == new.year - 1), series[0]))


def exceeding(of: Members, columns: tuple[Column, ...]) -> tuple[Column, Column]:
    """(what lies above or below, what it is measured against) of two columns."""
    new, old = columns
    named = of.named
    if len(named) == 2 and _is_base(of.frame, named[0]) and not _is_base(of.frame, named[1]):
        new, old = old, new  # "2021'e göre 2023 hedefi düşük olan"
    if {new.measure, old.measure} in PLANS and new.year == old.year:
        new, old = sorted(columns, key=lambda c: c.measure in ("budget", "planned"))
    return new, old


def _is_base(frame: Frame, name: Named) -> bool:
    """Whether a column is what another is compared with: "2021'den", "2021 gerçekleşmesine göre"."""
    after = frame.words[name.end].folded if name.end < len(frame.words) else ""
    return name.case in ("dat", "abl") or after in COMPARING


def ratio(of: Members) -> tuple[Column, ...]:
    """(part, whole) where members are told apart by how much of a plan came true: "harcama oranı en düşük"."""
    frame = of.frame
    if pair := _part_of_plan(of):
        return pair
    phrases = frozenset().union(*(s.own for s in frame.segments if s.end - s.start > 1))
    if not (frame.features & {"percent", "share", "realisation"} or "feature:spent_share" in phrases):
        return ()
    if of.domain not in RATIOS or not frame.features & {"spent_share", "realisation"}:
        return ()
    pair = tuple(Column(measure, frame.year - 1) for measure in RATIOS[of.domain])
    return pair if set(of.columns) <= set(pair) else ()


def _part_of_plan(of: Members) -> tuple[Column, ...]:
    """(part, whole) where a part of the plan is said that they pass: "ödeneğinin yarısından fazlasını harcayan"."""
    frame = of.frame
    if of.operation != q.FILTER or of.domain not in RATIOS or not parts_said(frame):
        return ()
    pair = tuple(Column(measure, frame.year - 1) for measure in RATIOS[of.domain])
    dated = {column.year for name in of.named if name.years for column in name.columns}
    measures = {column.measure for column in of.columns}
    # "yüzde 50'nin üzerinde harcadı" is of the budget, whether it is named or not
    measured = measures in ({pair[0].measure}, {column.measure for column in pair})
    return pair if measured and dated <= {frame.year - 1} else ()


def parts_said(frame: Frame) -> list[float]:
    """The parts of a whole that are said, in percent: "yarısı", "dörtte üçü", "yüzde 40'ı"."""
    percents = [number.value for number in number_words.find(frame.words) if number.is_percent]
    return percents or [one.percent for one in fractions(frame.words)]


def bounded_ratio(of: Members, pair: tuple[Column, ...]) -> Iterator[tuple[Query, float]]:
    """Members by a bound on how much of a plan came true: "harcama oranı yüzde 50'nin altında olanlar"."""
    features, numbers = of.frame.features, bounds(of, pair)
    side = "below" if features & {"below", "less"} and "above" not in features else "above"
    yield of.query(pair, RatioHeld(side, numbers[0])), RATIO_BOUND


def bounds(of: Members, pair: tuple[Column, ...]) -> tuple[float, ...]:
    """The numbers by which members are told apart; a half is one of a ratio."""
    parts = parts_said(of.frame) if pair and not of.frame.numbers else []
    return (parts[0],) if parts else of.frame.numbers


def said_ratio(frame: Frame) -> bool:
    """Whether how much of a plan came true is asked for, and not by a word that may be a measure."""
    return any(
        s.values("feature") & {"spent_share", "realisation"} and not (s.free or s.values("measure"))
        for s in frame.segments
    )


def _own_budget(frame: Frame) -> bool:
    """Whether the budget is said to be somebody's: "bütçesini"."""
    return any(
        "budget" in segment.values("measure")
        and any(a.possessive == "3s" and a.cost < POSSESSED for a in analyses(frame.words[segment.end - 1].stem)[:4])
        for segment in frame.segments
    )


def unnamed(frame: Frame) -> Iterator[Reading]:
    """A ranking that names no class: "en yüksek üç 2023 hedefi" ranks the indicators."""
    classes = [segment for segment, _ in frame.classes if not segment.values("measure")]
    if classes or frame.mentions or not frame.features & {"max", "min"} or frame.followup:
        return
    if any(not segment.values("measure") for segment in frame.rest(EXTREMES)):
        return
    named, columns = frame.named(cols.INDICATOR), frame.columns(cols.INDICATOR)
    if len(columns) != 1 or not columns[0].measure or not any(name.measure for name in named):
        return
    operation = q.HIGHEST if "max" in frame.features else q.LOWEST
    query = Query(operation, kind="indicator", columns=columns, terms=Ranked(place_of(frame)))
    yield frame.reading(query, UNNAMED)
