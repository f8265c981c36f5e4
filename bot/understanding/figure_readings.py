"""Readings of a message as a question about figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.conditions import EQUAL
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Cell, Column, Query
from bot.understanding.frame import STAFF, Frame, Reading
from bot.understanding.limits import limit_of, passing, step_of
from bot.understanding.linking import Mention
from bot.understanding.named import MEASURES, Named, chosen_columns, named_columns
from bot.understanding.operands import DEFAULTED, Operand, OperandReader
from bot.understanding.operations import FIGURES, Operation
from bot.understanding.slots import INNER, PARTICLES, Segment
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses

MONEY = frozenset({"budget", "spent"})
GROWTH = frozenset({"up", "down", "change"})
PEOPLE = ("kisi", "insan")
"""How words for people begin that "kaç" counts, folded."""
COUNTED_BY_PEOPLE = (
    *("kisi", "yabanci", "gocmen", "multeci", "magdur", "personel", "calisan", "isci", "memur", "uzman", "sahibi"),
    *("ogrenci", "vatandas", "katilimci", "uye", "hasta", "ciftci", "kursiyer", "ziyaretci", "sporcu", "aile"),
    *("izni", "vize", "basvuru", "mulakat", "cagri", "kapasite", "donus"),
)
"""What stands in the names of indicators that count people, or what each person has one of, folded."""
HOLDING = ("staff", "agency:", "room:")
"""Kinds of things without years that people are counted in."""
GROWING = -0.3
"""Gain of asking a rate of growth for what it says: "personel sayısı 2024te yüzde kaç artar"."""
PROPOSING = ("kisi", "adet", "tane", "tl", "lira", "puan", "kez", "kitap", "metrekare", "m2", "ol", "degil", "dogru")
"""How words begin that may stand between a number that is proposed and "mi", folded."""
DEFINED = 0.4
"""Cost of taking "… nedir" of a thing alone, without a year or a measure, for a question about its figure."""
COMPUTED = frozenset({q.TIMES, q.DIFFERENCE, q.CHANGE, q.GROWTH, q.SHARE, q.COMPARE})
"""Operations on two figures."""
HALF_NAMED = 0.4
"""Cost of a mention from which little of a name was said."""
WEAK = 0.3
"""Cost of a word that fits an operation badly."""
CLASS = 0.05
"""Cost of a class word in a question about figures: "bütün faaliyetlerin bütçesi"."""
PAIRING = frozenset({"difference", "change", "up", "down", "above", "below", "times", "percent", "share"})
"""Features that ask for a comparison even where only one side of it is said."""
CLASSLESS = frozenset({q.HIGHEST, q.LOWEST, q.COMPARE, q.DIFFERENCE, q.CHANGE, q.GROWTH, q.REACHED, q.TIMES})
"""Operations whose class word would name a set that is ranked, filtered or counted instead."""
NUMBERED = 0.05
"""Cost of a number that a question about figures proposes: "2023 hedefi 50.000 mi"."""
_NUMBERED = frozenset({q.VALUE, q.SUM, q.HIGHEST, q.LOWEST, q.COMPARE})
MEANS = frozenset({q.AVERAGE, q.MEDIAN})
"""Operations that tell what lies in the middle of several figures."""
LOOSE = 0.4
"""Cost of two subjects said side by side, one of them by a part of its name, with no "ve" or comma between."""
YEARED = 0.45
"""Cost of a year beside what has no years: "özel kalem 2023" is the activity, not the rooms."""
ABSENT = 0.3
"""Cost of a reading that asks for a column which the programme does not have."""


class Asked(NamedTuple):
    """One way to take a division as a question about figures."""

    frame: Frame
    operation: str
    domain: str
    operands: tuple[Operand, ...]
    named: tuple[Named, ...]


class FigureReader:
    """Reads divisions of a message as questions about figures."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base
        self.operands = OperandReader(figures.base)

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every declared question about figures that a division can be."""
        tables = {self.base.entity(mention.entity).code for mention in frame.of_kinds({"table"})}
        for domain, operands, cost in self.operands.operands(frame):
            named = named_columns(frame, domain)
            if frame.excluding:
                yield from self._without(frame, domain, operands, named, cost)
                continue
            rates = domain == cols.INDICATOR and all(self._is_rate(o.subject) for o in operands)
            for query, extra in passing(frame, domain, operands, named, rates):
                if not tables:
                    yield Reading(query, frame.cost + cost + extra, frame.mentions, frame.segments)
            for operation in FIGURES:
                fit = self._fit(frame, operation, domain, operands)
                if fit is None:
                    continue
                for query, extra in self._build(Asked(frame, operation.id, domain, operands, named)):
                    if tables and not self._printed(query, tables):
                        continue
                    total = frame.cost + cost + operation.cost + fit + extra
                    absent = tuple(cell.column for cell in query.cells if cell.column.measure == "")
                    yield Reading(query, total + (ABSENT if absent else 0), frame.mentions, frame.segments, absent)

    def _without(
        self, frame: Frame, domain: str, operands: tuple[Operand, ...], named: tuple[Named, ...], cost: float
    ) -> Iterator[Reading]:
        """What is left of a whole without one of its parts: "personel giderleri hariç bütçe"."""
        columns, assumed, more = chosen_columns(frame, domain, named)
        if domain != cols.COST or len(operands) != 1 or len(columns) != 1 or not columns[0].measure:
            return
        one = operands[0]
        whole = one.subject if one.item else self.base.agency.id
        if not any(s.values("measure") & {"budget", "spent", "forecast"} for s in frame.segments):
            return
        known = {"how_much", "sum", "which", "what", "exists", "list"}
        others = (s for s in frame.segments if not (s.free or s.years or s.values("measure") or s.values("kind")))
        if (
            one.start < 0
            or (whole, None) == (one.subject, one.item)
            or any(s.values("feature") - known for s in others)
        ):
            return
        cells = (Cell(whole, None, columns[0]), Cell(one.subject, one.item, columns[0]))
        yield Reading(
            Query(q.DIFFERENCE, cells, assumed=assumed), frame.cost + cost + more, frame.mentions, frame.segments
        )

    def _printed(self, query: Query, tables: set[str]) -> bool:
        """Whether the tables that a message names print every figure asked for: "tablo 9'un bütçesi" is none."""
        for cell in query.cells:
            figure = self.figures.at(cell) if cell.column.measure else None
            if (
                figure is None
                or figure.computed
                or not tables
                & {
                    *(place for place, _ in figure.places),
                    *(place for _, place, _ in figure.others),
                }
            ):
                return False
        return True

    def _fit(self, frame: Frame, operation: Operation, domain: str, operands: tuple[Operand, ...]) -> float | None:
        """What an operation costs given what the message says, or None where a word does not belong to it."""
        if not operation.fits(frame.features):
            return None
        if "other" in frame.features and frame.classes and any(o.start < 0 for o in operands):
            return None  # "öbür faaliyetin" is not the one spoken of
        shared = operation.id == q.SHARE and all(mention.whole for mention in frame.mentions)
        cost = LOOSE if self._loose(frame) and not shared else 0.0
        if (
            operation.id in (q.VALUE, q.EXISTS, q.SUM, *MEANS, q.SERIES)
            and self._several(operands)
            and not frame.joined()
        ):
            return None
        rates = domain == cols.INDICATOR and all(self._is_rate(o.subject) for o in operands)
        if rates and {"up", "percent"} <= frame.features and all(self._grows(o.subject) for o in operands):
            # "yüzde kaç artar" asks for a rate of growth itself
            cost += GROWING if operation.id == q.VALUE else 0.0
        if any(o.item for o in operands) and domain == cols.PLAIN and self._among_others(frame):
            return None  # "mülakat içinde kadın olanlar" asks for no staff
        if operation.id == q.EXISTS and domain == cols.PLAIN and not all(m.whole for m in frame.mentions):
            return None  # "makam aracı var mı" asks for neither a room nor any vehicle
        computed = domain == cols.PLAIN and operation.id in COMPUTED
        if computed and any(not m.whole and m.cost > HALF_NAMED for m in frame.mentions):
            return None  # what is computed must be named
        if domain == cols.PLAIN and any(word.folded.startswith("olmayan") for word in frame.words):
            return None  # "kadrolu olmayan personel"
        if operation.id == q.VALUE and self._defining(frame):
            cost += DEFINED
        for segment in frame.segments:
            if segment.free or segment.years or segment.year_kind:
                continue
            taken = self._takes(frame, operation, domain, operands, segment, rates)
            if taken is None:
                return None
            cost += taken + (INNER if segment.told else 0.0)
        return cost

    def _takes(
        self,
        frame: Frame,
        operation: Operation,
        domain: str,
        operands: tuple[Operand, ...],
        segment: Segment,
        rates: bool,
    ) -> float | None:
        """What it costs to read a segment as part of an operation, or None where it is none."""
        features, kinds = segment.values("feature"), segment.values("kind")
        people = "count" in features and frame.words[segment.end - 1].folded.startswith(PEOPLE)
        if people and domain != cols.COST and not all(self._of_people(o.subject) for o in operands):
            return None  # "sığınma evlerinde kaç kişi" counts no houses
        if segment.values("measure") & MEASURES[domain]:
            return 0.0
        if segment.end - segment.start > 1 and "meaning" in segment.values("aspect"):
            return None  # "ne demek" asks for no figure
        if domain == cols.INDICATOR and segment.values("measure") & MONEY:
            return None  # an indicator costs nothing
        if operation.id == q.CHANGE and "share" in features and "percent" not in features:
            return None  # "payı arttı mı" asks for the change of a share
        if domain == cols.PLAIN and features & GROWTH and len(operands) < 2:
            return None  # such figures have no years: nothing grows
        if "staff" in kinds and domain != cols.INDICATOR and not operands[0].subject.startswith(("staff", "agency:")):
            return None  # nobody counts who works in a library
        at_home = (
            frame.apposed(segment)
            or ("staff" in kinds and any(m.kind == "expense" and m.start == segment.end for m in frame.mentions))
            or "year" in kinds
            or ("staff" in kinds and operands[0].subject.startswith("staff:"))
            or (domain == cols.COST and bool(kinds & {"activity", "expense", "programme"}))
        )
        own = any(sense.startswith("feature:") for sense in segment.own)
        if "staff" in kinds and domain == cols.INDICATOR:
            working = any(a.pos == "v" and a.tense for a in analyses(frame.words[segment.end - 1].stem)[:3])
            return WEAK if all(mention.whole for mention in frame.mentions) and not working else None
        if kinds and not at_home and not own:
            return WEAK if "unit" in kinds and "responsible" in features else None
        if features & operation.takes or any(features & group for group in operation.needs):
            return 0.0
        if "contradiction" in features and "yesno" in frame.features:
            return WEAK  # "tutuyor mu" asks for no figure
        if domain == cols.COST and "count" in features and segment.end - segment.start > 1:
            return None  # "kaç kişi" counts no money
        if features & {"responsible", "monitor"} and operation.id == q.VALUE and segment.end - 1 in frame.joints:
            return 0.0  # the reply tells who is responsible
        if features & {"how_much", "which", "what", "together", "contradiction"}:
            return 0.0
        if "count" in features and domain != cols.COST:
            uncounted = domain == cols.INDICATOR and not all(self._counts(o.subject) for o in operands)
            return None if uncounted else 0.0
        if segment.number is not None:
            years = {year for other in frame.segments for year in other.years}
            if segment.number in (len(years), len(operands)) and segment.number > 1:
                return 0.0  # "üç yıllık (2023-2025)"
            if "contradiction" in frame.features and segment.number == 2:
                return 0.0  # "iki farklı rakam var"
            if any("table" in s.values("kind") and s.end == segment.start for s in frame.segments):
                return None  # "tablo 9" is no figure
            if limit_of(frame, segment) not in ("", EQUAL):
                return None
            limit = frame.features & {"above", "below", "more", "less"} and "yesno" not in frame.features
            if not self._proposes(frame, segment) or (self._percentage(frame, segment) and not rates):
                return None  # "ilk iki faaliyet", "üç yıllık": no figure is proposed
            return NUMBERED if operation.id in _NUMBERED and not limit else None
        inherited = all(o.start < 0 for o in operands) and operation.id == q.VALUE
        if features & {"percent", "share"} and not rates and inherited and not features & {"how_much"}:
            return None  # "oranı ne" asks no figure again
        if "percent" in features and rates:
            return 0.0
        if "up" in features and operation.id == q.VALUE and rates and all(self._grows(o.subject) for o in operands):
            return 0.0
        if "capacity" in segment.values("measure") and domain == cols.INDICATOR:
            return 0.0 if all("kapasite" in fold(self.base.entity(o.subject).name) for o in operands) else None
        if "count" in segment.values("measure") and domain == cols.INDICATOR:
            return 0.0 if all(self._counts(o.subject) for o in operands) else None
        if kinds and at_home:
            if domain == cols.COST and not frame.apposed(segment) and _asked_for(frame, segment):
                return None
            if "programme" in kinds and frame.grand_total and not frame.mentions:
                return 0.0  # the document itself: "programın genel toplamı"
            several = frame.ends_plural and segment.end - 1 in frame.plural
            unpriced = not any(s.values("measure") or s.years for s in frame.segments)
            if domain == cols.COST and several and (unpriced or not frame.apposed(segment)):
                return None  # "faaliyetlerin bütçeleri" are those of each
            if operation.id in CLASSLESS and not (frame.apposed(segment) or "year" in kinds or "staff" in kinds):
                return None
            return CLASS if domain == cols.COST and not frame.apposed(segment) else 0.0
        if operation.id in (q.HIGHEST, q.LOWEST) and segment.values("aspect") <= {"date"} and segment.values("aspect"):
            return 0.0  # "en yüksek ne zaman"
        beside = [s for s in frame.segments if s.start == segment.end and frame.apposed(s)]
        if domain == cols.COST and "responsible" in features and beside:
            return 0.0  # "protokol işlerini yürüten faaliyet"
        if features & operation.weak or ("list" in features and operation.id != q.EXISTS):
            return WEAK
        if domain == cols.COST and features & {"responsible", "children"} and frame.of_kinds({"unit"}):
            return 0.0
        return None

    def _proposes(self, frame: Frame, number: Segment) -> bool:
        """Whether a question proposes a number: "50.000 mi", "330 kişi miydi"."""
        for at in range(number.end, min(number.end + 3, len(frame.words))):
            word = frame.words[at]
            if word.folded in PARTICLES:
                return True
            if word.gap or not word.folded.startswith(PROPOSING):
                return False
        return False

    def _percentage(self, frame: Frame, number: Segment) -> bool:
        """Whether a number is said to be a percentage."""
        words = frame.words[number.start : number.end]
        return words[0].folded == "yuzde" or any(word.percent for word in words)

    def _loose(self, frame: Frame) -> bool:
        """Whether two subjects of one kind stand side by side though one of them is only half said."""
        ordered = sorted(frame.mentions, key=lambda m: m.start)
        return any(
            a.kind == b.kind and b.start <= a.end and (not (a.whole and b.whole) or not self._set_apart(frame, a, b))
            for a, b in pairwise(ordered)
        )

    def _set_apart(self, frame: Frame, a: Mention, b: Mention) -> bool:
        """Whether the words themselves tell two names apart: "A ile B", "A'dan B", "A, B"."""
        return a.end - 1 in frame.ablative or any(a.end - 1 <= joint <= b.start for joint in frame.joints)

    def _counts(self, subject: str) -> bool:
        """Whether an indicator counts what it is named for: its name says "sayısı"."""
        return "sayisi" in fold(self.base.entity(subject).name)

    def _of_people(self, subject: str) -> bool:
        """Whether what is counted is people, or something that each of them has one of."""
        if domain_of(subject.partition(":")[0]) == cols.PLAIN:
            return subject.startswith(HOLDING)
        name = fold(self.base.entity(subject).name)
        return any(word in name for word in COUNTED_BY_PEOPLE)

    def _grows(self, subject: str) -> bool:
        """Whether an indicator is itself a growth: its name says "artış"."""
        return "artis" in fold(self.base.entity(subject).name)

    def _among_others(self, frame: Frame) -> bool:
        """Whether a group is looked for within something else than the staff: "özel ihtiyaç sahibi içinde erkek"."""
        staff = 0
        for mention in frame.of_kinds(STAFF):
            staff |= mention.mask
        for segment in frame.segments:
            staff |= segment.mask if "staff" in segment.values("kind") else 0
        inside = (at for at, word in enumerate(frame.words) if at and word.folded.startswith(("icinde", "arasinda")))
        return any(
            not (staff >> (at - 1) & 1 or frame.words[at - 1].folded.startswith(("toplam", "genel", "hep")))
            for at in inside
        )

    def _defining(self, frame: Frame) -> bool:
        """Whether it is only asked what a thing is: "geçici koruma nedir"."""
        said = [s for s in frame.segments if not s.free]
        return (
            len(said) == 1
            and bool(frame.mentions)
            and said[0].end - said[0].start == 1
            and frame.words[said[0].start].folded in ("nedir", "kimdir", "nelerdir")
        )

    def _several(self, operands: tuple[Operand, ...]) -> bool:
        """Whether the operands are things said apart, not one thing broken down by another."""
        return len({(o.start, o.end) for o in operands}) > 1

    def _is_rate(self, subject: str) -> bool:
        facts = self.base.facts(subject)
        return bool(facts) and facts[0].unit == "oran"

    def _build(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        frame, operation, domain, operands, named = asked
        if domain == cols.PLAIN:
            yield from self._build_plain(frame, operation, operands, named)
            return
        builders = {
            q.VALUE: self._value,
            q.EXISTS: self._value,
            q.SERIES: self._series,
            q.SAME: self._series,
            q.DIFFERENCE: self._pair,
            q.REMAINDER: self._remainder,
            q.CHANGE: self._pair,
            q.TIMES: self._pair,
            q.SHARE: self._share,
            q.SUM: self._many,
            q.GROWTH: self._growth,
            q.AVERAGE: self._many,
            q.MEDIAN: self._many,
            q.HIGHEST: self._many,
            q.LOWEST: self._many,
            q.COMPARE: self._many,
            q.REACHED: self._reached,
        }
        yield from builders[operation](asked)

    def _value(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        frame, operation, domain, operands, named = asked
        chosen, assumed, cost = chosen_columns(frame, domain, named, _joined(operands))
        cells = _cells(operands, named, chosen)
        units = frame.of_kinds({"unit"})
        if len(cells) > 1 and units and domain == cols.COST and len(chosen) == 1:
            yield Query(q.SUM, cells, assumed=assumed), cost
            return
        if operation == q.EXISTS and (domain != cols.COST or frame.features & {"how_much", "count"}):
            return
        if len(cells) == 1 and "each" in frame.features:
            return  # "ayrı ayrı" asks for several
        times = sum(any(w.folded.startswith("kac") for w in frame.words[s.start : s.end]) for s in frame.segments)
        if len(operands) > 1 and times > len(cells):
            return  # "2021'de kaçtı, 2025'te kaç olacak, danışma merkezi kaç" asks for three
        numbers = [s for s in frame.segments if s.number is not None]
        number = numbers[0].number if len(numbers) == 1 else None
        if "contradiction" in frame.features and number == 2:
            number = None
        if operation == q.EXISTS and (number is not None or frame.features & {"more", "less"}):
            return
        if len(cells) <= 12:
            spanned = any(name.kind in ("range", "all") for name in named)
            yield (
                Query(
                    q.SERIES if spanned and len(operands) == 1 else operation,
                    cells,
                    assumed=assumed,
                    number=number,
                    step=0.0 if number is None else step_of(frame, numbers[0]),
                ),
                cost,
            )

    def _series(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        frame, operation, domain, operands, named = asked
        if operation == q.SAME and len(operands) > 1:
            return
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        series = cols.series_of(domain, frame.year)
        ranged = any(name.kind in ("range", "all") for name in named)
        if "all_values" in frame.features:
            columns = cols.columns_of(domain, frame.year)
        elif len(columns) == 2 and not ranged and all(c.year for c in columns):
            low, high = sorted(c.year for c in columns if c.year)
            both = any(name.end < len(frame.words) and frame.words[name.end].folded == "ve" for name in named)
            if high - low > 1 and not both:
                inner = [c for c in series if c.year and low < c.year < high]
                first, last = sorted(columns, key=lambda c: c.year or 0)
                columns = (first, *inner, last)
        elif len(columns) > 2 and not ranged and "series" in frame.features:
            years = [c.year for c in columns if c.year]
            missing = [c for c in series if c.year and min(years) < c.year < max(years) and c.year not in years]
            columns = tuple(sorted((*columns, *missing), key=_chronological))
        elif len(columns) < 2:
            if columns and columns[0].measure == "":
                yield Query(operation, _cells(operands, named, columns)), 0.0
                return
            rest = [c for c in cols.columns_of(domain, frame.year) if c not in series]
            columns = (*series, *rest)
        if frame.year.earlier:
            # A thing need not stand in every programme.
            columns = tuple(
                c for c in columns if any(self.figures.at(Cell(o.subject, o.item, c)) is not None for o in operands)
            )
        yield Query(operation, _cells(operands, (), columns)), 0.0

    def _pair(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        """Cells (what changed, what it is measured against)."""
        frame, operation, domain, operands, named = asked
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        dated = columns or len(operands) > 1
        said = _proposed(frame) if dated and operation in (q.DIFFERENCE, q.CHANGE) else ""
        ranged = any(name.kind in ("range", "all") for name in named)
        if ranged and len(columns) > 2:
            columns = (columns[0], columns[-1])
        based = any(name.case in ("abl", "dat") for name in named) or frame.followup or frame.state.last
        if not frame.features & PAIRING and len(columns) < 2 and len(operands) < 2 and not based:
            return  # "çok" alone compares nothing
        if len(operands) == 2:
            first, second = operands
            if domain != cols.PLAIN and frame.told & GROWTH and len(columns) < 2:
                return  # "hangisi daha çok artmış" asks for the change of each
            if len(named) >= 2 and len(columns) <= 2:
                pairs = _cells(operands, named, columns)
                if len(pairs) != 2:
                    return
                yield Query(operation, pairs, aspect=said), 0.0
                return
            chosen, assumed, cost = chosen_columns(frame, domain, named, _joined(operands))
            if len(chosen) != 1:
                return
            if first.base and not second.base:
                first, second = second, first
            yield (
                Query(
                    operation,
                    (
                        Cell(first.subject, first.item, chosen[0]),
                        Cell(second.subject, second.item, chosen[0]),
                    ),
                    aspect=said,
                    assumed=assumed,
                ),
                cost,
            )
            return
        if len(operands) != 1:
            return
        one = operands[0]
        cost = 0.0
        assumed = ()
        if len(columns) == 2:
            new, old = _ordered(columns, named, domain)
        elif len(columns) > 2:
            return
        elif not columns:
            trail = [
                c.column
                for c in frame.state.trail
                if (c.subject, c.item) == (one.subject, one.item) and c.column.measure
            ]
            trail = list(dict.fromkeys(trail))
            if len(trail) >= 2 and one.start < 0:
                old, new = sorted(trail[-2:], key=_chronological)
                assumed, cost = ("context",), 0.0
            elif trail and one.start < 0:
                new = trail[-1]
                before = self._before(domain, new, frame.year)
                if before is None:
                    return
                old, assumed = before, ("base",)
            else:
                new = cols.default(domain, frame.year)
                before = self._before(domain, new, frame.year)
                if before is None:
                    return
                old, assumed, cost = before, ("year", "base"), DEFAULTED
        else:
            only = columns[0]
            if only.measure == "":
                yield (
                    Query(operation, (Cell(one.subject, one.item, only), Cell(one.subject, one.item, only))),
                    0.0,
                )
                return
            partner = self._partner(frame, domain, only, named[0], one)
            if partner is None:
                return
            new, old, assumed = *_ordered((only, partner), named, domain), ("base",)
            # "2022'de ne çıkacak" need not ask for a rise
            cost = DEFAULTED if frame.told & PAIRING else WEAK
        yield (
            Query(
                operation,
                (Cell(one.subject, one.item, new), Cell(one.subject, one.item, old)),
                aspect=said,
                assumed=assumed,
            ),
            cost,
        )

    def _growth(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        """Cells (last, first) of one thing: the years named, else the first or the last that it has."""
        frame, operation, domain, operands, named = asked
        if len(operands) != 1:
            return
        one = operands[0]
        series = cols.series_of(domain, frame.year)
        dated = [name for name in named if name.years]
        said = sorted(dict.fromkeys(c for name in dated for c in name.columns if c.year), key=_chronological)
        if len(said) == 1:
            since = dated[0].case == "abl" or (said[0].year or 0) < frame.year
            said = [said[0], series[-1]] if since else [series[0], said[0]]
        first, last = (said[0], said[-1]) if said else (series[0], series[-1])
        cells = (Cell(one.subject, one.item, last), Cell(one.subject, one.item, first))
        yield Query(operation, cells, assumed=() if dated else ("base",)), 0.0

    def _remainder(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        """Cells (budget, spent) of the year before the budget year, the only one with spending."""
        frame, operation, domain, operands, named = asked
        columns = {c for name in named for c in name.columns}
        year = frame.year - 1
        if domain != cols.COST or len(operands) != 1 or not columns <= {Column("budget", year), Column("spent", year)}:
            return
        if not columns and operands[0].start >= 0:
            return
        one = operands[0]
        cells = (
            Cell(one.subject, one.item, Column("budget", year)),
            Cell(one.subject, one.item, Column("spent", year)),
        )
        yield Query(operation, cells, assumed=() if columns else ("context",)), 0.0

    def _partner(self, frame: Frame, domain: str, only: Column, named: Named, operand: Operand) -> Column | None:
        """What a single named column is compared with."""
        if only.measure == "planned":
            return Column("estimate", only.year)
        if only.measure == "spent":
            return Column("budget", only.year)
        trail = [c.column for c in frame.state.trail if (c.subject, c.item) == (operand.subject, operand.item)]
        if operand.start < 0 and trail and trail[-1] != only and trail[-1].measure:
            return trail[-1]
        target = cols.default(domain, frame.year)
        if (named.relative or named.case == "dat") and target != only:
            return target
        if named.case == "abl" and only.year and only.year < frame.year:
            return target
        return self._before(domain, only, frame.year)

    def _before(self, domain: str, column: Column, year: int) -> Column | None:
        """The column of the year before."""
        return next((c for c in cols.series_of(domain, year) if column.year and c.year == column.year - 1), None)

    def _share(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        """Cells (parts …, whole)."""
        frame, operation, domain, operands, named = asked
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        measures = {column.measure for column in columns}
        if len(operands) == 1 and len(columns) <= 2:
            one = operands[0]
            past = [c.column for c in frame.state.trail[-2:] if (c.subject, c.item) == (one.subject, one.item)]
            spent = domain == cols.COST and not columns and one.start < 0
            spent = spent and past[-1:] == [Column("spent", frame.year - 1)]
            spent = spent or bool(frame.features & {"spent_share", "realisation"} or "spent" in measures)
            if domain == cols.COST and spent and measures <= {"budget", "spent"}:
                year = next((c.year for c in columns if c.year), frame.year - 1)
                dated = (column for name in named if name.years for column in name.columns)
                other = next((c for c in dated if c.measure == "budget" and c.year != frame.year - 1), None)
                if other is not None and "spent" in measures:
                    # "haziran harcaması 2023 bütçesinin yüzde kaçı"
                    spending = Cell(one.subject, one.item, Column("spent", frame.year - 1))
                    yield Query(operation, (spending, Cell(one.subject, one.item, other))), 0.0
                    return
                if year == frame.year - 1 or "spent" in measures:
                    yield (
                        Query(
                            operation,
                            (
                                Cell(one.subject, one.item, Column("spent", frame.year - 1)),
                                Cell(one.subject, one.item, Column("budget", frame.year - 1)),
                            ),
                        ),
                        -0.1,
                    )
                    return
                yield Query(operation, (Cell(one.subject, one.item, Column("", year)),) * 2), 0.0
                return
            if domain == cols.INDICATOR and self._is_rate(one.subject) and "realisation" not in frame.features:
                return  # a rate's own percent: "artış oranının planı, beklentisi"
            if domain == cols.INDICATOR and (
                measures & {"planned", "estimate"} or "realisation" in frame.features or len(columns) == 2
            ):
                if len(columns) == 2 and measures != {"planned", "estimate"}:
                    yield Query(operation, tuple(Cell(one.subject, one.item, c) for c in columns)), 0.0
                    return
                year = next((c.year for c in columns if c.year), frame.year - 1)
                if year == frame.year - 1:
                    yield (
                        Query(
                            operation,
                            (
                                Cell(one.subject, None, Column("estimate", year)),
                                Cell(one.subject, None, Column("planned", year)),
                            ),
                        ),
                        0.0,
                    )
                return
        if domain == cols.INDICATOR:
            if any(word.folded.startswith("icinde") for word in frame.words):
                return  # no programme tells what share of one thing is another
            if len(operands) == 2 and not any(self._is_rate(o.subject) for o in operands):
                chosen, assumed, cost = chosen_columns(frame, domain, named, _joined(operands))
                cells = _cells(operands, named, chosen)
                if len(cells) == 2:
                    yield Query(operation, cells, assumed=assumed), cost
            return
        chosen, assumed, cost = chosen_columns(frame, domain, named, _joined(operands))
        if len(chosen) != 1:
            return
        parts, whole = self.operands.part_and_whole(frame, operands)
        root = self.base.agency.id
        if frame.grand_total and len(operands) > 1 and all(o.subject != root and not o.item for o in operands):
            parts, whole = tuple((o.subject, None) for o in operands), (root, None)
        if whole is not None:
            cells = tuple(Cell(s, i, chosen[0]) for s, i in (*parts, whole))
            yield Query(operation, cells, assumed=assumed), cost

    def _many(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        frame, operation, domain, operands, named = asked
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        assumed: tuple[str, ...] = ()
        cost = 0.0
        if len(operands) == 1 and operation in (q.HIGHEST, q.LOWEST, *MEANS) and len(columns) < 2:
            if (columns and columns[0].measure == "") or any(name.years for name in named):
                return  # of one figure there is no average
            if "yesno" in frame.features and frame.classes:
                return  # "en yüksek bütçeli faaliyet X mi" ranks the activities
            columns = cols.columns_of(domain, frame.year)
            if domain == cols.COST or operation in MEANS:
                columns = cols.series_of(domain, frame.year)
        elif not columns:
            columns, assumed, cost = chosen_columns(frame, domain, named, _joined(operands))
        if len(columns) == 2 and len(operands) == 1 and operation in (q.SUM, *MEANS, q.HIGHEST, q.LOWEST):
            low, high = sorted((c.year or 0) for c in columns)
            cases = {name.case for name in named}
            if high - low > 1 and "abl" in cases:
                inner = [c for c in cols.series_of(domain, frame.year) if c.year and low < c.year < high]
                columns = (columns[0], *inner, columns[-1])
        cells = _cells(operands, named, columns)
        said = [s for s in frame.segments if s.values("feature") & {"sum", "add"}]
        if operation == q.SUM and said and all("measure:budget" in s.own for s in said) and len(operands) == 1:
            return  # "genel toplamı 2023, 2024 ve 2025 için": the total of each year
        together = operation == q.SUM and not said
        if together and not frame.features & {"how_much", "count"}:
            return  # "birlikte paylaşın" asks for both, "birlikte ne kadar" for their sum
        several = len({(cell.subject, cell.item) for cell in cells}) > 1
        if operation == q.COMPARE and several and frame.told & GROWTH and len(columns) < 2:
            return  # "hangisi daha çok artmış" asks for the change of each
        if len(cells) >= 2:
            yield Query(operation, cells, assumed=assumed), cost

    def _reached(self, asked: Asked) -> Iterator[tuple[Query, float]]:
        """Cells (estimate, planned) or (spent, budget) of one subject."""
        frame, operation, domain, operands, named = asked
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        if len(operands) != 1 or len(columns) > 2:
            return
        one = operands[0]
        pair = (Column("estimate", frame.year - 1), Column("planned", frame.year - 1))
        if domain == cols.COST:
            pair = (Column("spent", frame.year - 1), Column("budget", frame.year - 1))
        strong = "reach" in frame.features or (bool(frame.features & {"above", "below"}) and bool(columns))
        undated = not any(name.years for name in named) and {c.measure for c in columns} == {"target"}
        if set(columns) == set(pair) or (strong and (set(columns) <= set(pair) or undated)):
            gain = -0.1 if frame.features & {"exists", "yesno"} else 0.0
            yield Query(operation, tuple(Cell(one.subject, one.item, c) for c in pair)), gain
        elif (
            strong
            and len(columns) == 1
            and columns[0].year
            and columns[0].measure in ("target", "")
            and ("reach" in frame.features)
        ):
            yield Query(operation, (Cell(one.subject, one.item, Column("", columns[0].year)),) * 2), 0.0
        elif len(columns) == 2 and frame.features & {"above", "below", "more", "less"}:
            yield Query(operation, tuple(Cell(one.subject, one.item, c) for c in columns)), 0.0

    def _build_plain(
        self, frame: Frame, operation: str, operands: tuple[Operand, ...], named: tuple[Named, ...]
    ) -> Iterator[tuple[Query, float]]:
        """Figures without years: staff, buildings, equipment."""
        compared = "yesno" in frame.features and frame.features & {"more", "less"}
        if operation in (q.EXISTS, q.VALUE) and compared:
            return  # "merkezde taşradan çok mu" compares
        outside = [c for name in named for c in name.columns]
        measures = [name.measure for name in named if name.measure]
        said = 0
        for mention in (*frame.mentions, *frame.repeats):
            said |= mention.mask
        measures += [m for m in ("area", "capacity") if frame.measured.get(m, 0) & said]
        measure = next((m for m in measures if m != "count"), measures[0] if measures else "")
        if outside:
            yield Query(operation, tuple(Cell(o.subject, o.item, outside[0]) for o in operands)), 0.0
            return
        staffed = all(o.subject.startswith("staff:") for o in operands)
        cost = YEARED if any(segment.years for segment in frame.segments) and not staffed else 0.0
        pairs: list[tuple[str, str | None]] = [(o.subject, o.item) for o in operands]
        if operation == q.SHARE:
            if frame.of_kinds(STAFF) or len(operands) == 1:
                parts, whole = self.operands.part_and_whole(frame, operands)
                if whole is None and len(operands) == 1:
                    parent = self.base.entity(operands[0].subject).parent
                    parts, whole = (
                        ((operands[0].subject, operands[0].item),),
                        (parent, None) if parent else None,
                    )
                if whole is None:
                    return
                pairs = [*parts, whole]
            elif len(operands) == 2:
                pairs = self._part_of(frame, operands)
        elif operation in (q.DIFFERENCE, q.CHANGE, q.TIMES):
            if len(pairs) != 2:
                return
            if operands[0].base and not operands[1].base:
                pairs.reverse()
        elif operation in (q.SERIES, q.SAME, q.REACHED, q.REMAINDER, q.GROWTH) or (
            operation in (q.SUM, *MEANS, q.HIGHEST, q.LOWEST, q.COMPARE) and len(pairs) < 2
        ):
            return
        people = any(
            "count" in s.values("feature") and frame.words[s.end - 1].folded.startswith(PEOPLE) for s in frame.segments
        )
        if people and measure in ("", "count") and all(subject.startswith("room:") for subject, _ in pairs):
            measure = "capacity"
        if operation == q.VALUE and len(pairs) == 1 and "each" in frame.features:
            # "merkez, taşra ve toplam ayrı ayrı": the parts, then the whole.
            subject, item = pairs[0]
            pairs = [*((part.id, item) for part in self.base.children(subject)), (subject, item)]
            if len(pairs) == 1 or not all(self.figures.columns(*pair) for pair in pairs):
                return
        twice = sum(word.folded.startswith("kac") for word in frame.words) > 1
        joined = operation == q.VALUE and len(pairs) == 1 and (bool(frame.joints) or twice)
        both = list(dict.fromkeys(measures)) if joined else []
        if len(both) == 2 and all(self._plain_column(*pairs[0], one) == Column(one) for one in both):
            # "kaç depo var, kaç metrekare": two figures of one thing.
            yield Query(operation, tuple(Cell(*pairs[0], Column(one)) for one in both)), cost
            return
        cells = []
        for subject, item in pairs:
            column = self._plain_column(subject, item, measure)
            if column is None:
                cells.append(Cell(subject, item, Column("", None)))
            else:
                cells.append(Cell(subject, item, column))
        way = _proposed(frame) if operation in (q.DIFFERENCE, q.CHANGE) else ""
        yield Query(operation, tuple(cells), aspect=way), cost

    def _part_of(self, frame: Frame, operands: tuple[Operand, ...]) -> list[tuple[str, str | None]]:
        """(part, whole) of two things: the one that holds the other, else what "yüzde kaçı" follows, is the whole."""
        first, second = operands
        above = {entity.id for entity in self.base.ancestors(second.subject)}
        asked = [s.start for s in frame.segments if s.values("feature") & {"share", "percent"}]
        between = any(first.end <= at < second.start for at in asked)
        if first.subject in above or (between and second.subject not in self._above(first.subject)):
            first, second = second, first
        return [(first.subject, first.item), (second.subject, second.item)]

    def _above(self, subject: str) -> frozenset[str]:
        return frozenset(entity.id for entity in self.base.ancestors(subject))

    def _plain_column(self, subject: str, item: str | None, measure: str) -> Column | None:
        """The column asked for: by its measure, or the subject's first."""
        found = self.figures.columns(subject, item)
        if not found:
            column = Column(measure or "count", None)
            return column if self.figures.at(Cell(subject, item, column)) else None
        if not measure or (measure == "count" and all(c.measure != "count" for c in found) and len(found) == 1):
            return found[0]
        return next((c for c in found if c.measure == measure), None)


def _proposed(frame: Frame) -> str:
    """Which way a yes-or-no question says that a figure goes: "düştü mü"; empty where it asks for no yes or no."""
    if "yesno" not in frame.features or frame.features & {"how_much", "count", "percent", "share"}:
        return ""
    if sum(word.folded in PARTICLES for word in frame.words) > 1:
        return ""  # "A mı B mi fazla" asks for no yes or no
    ways = {"up": {"up", "more", "above"}, "down": {"down", "less", "below"}}
    found = [way for way, features in ways.items() if frame.features & features]
    return found[0] if len(found) == 1 else ""


def _chronological(column: Column) -> tuple[int, int]:
    """Orders columns in time; within a year the plan or budget comes before what became of it."""
    return (column.year or 0, 1 if column.measure in ("estimate", "spent") else 0)


def _ordered(columns: tuple[Column, ...], named: tuple[Named, ...], domain: str) -> tuple[Column, Column]:
    """(new, old) of two columns: what stands in the ablative, or is older, is what is compared with."""
    first, second = columns
    cases = {c: name.case for name in named for c in name.columns}
    if cases.get(first) == "abl" and cases.get(second) != "abl":
        return second, first
    if cases.get(second) == "abl" and cases.get(first) != "abl":
        return first, second
    old, new = sorted(columns, key=_chronological)
    return new, old


def _cells(operands: tuple[Operand, ...], named: tuple[Named, ...], columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """Operands × columns; as many columns as operands, said in turn, pair up."""
    flat = [(c, name.start) for name in named for c in name.columns]
    placed = sorted([(o.start, True) for o in operands] + [(start, False) for _, start in flat])
    turns = all(a[1] != b[1] for a, b in pairwise(placed))
    if turns and len(operands) == len(flat) > 1 and len(flat) >= len(columns) and all(o.start >= 0 for o in operands):
        ordered = sorted(flat, key=lambda item: item[1])
        return tuple(Cell(o.subject, o.item, column) for o, (column, _) in zip(operands, ordered, strict=True))
    return tuple(Cell(o.subject, o.item, column) for o in operands for column in columns)


def _asked_for(frame: Frame, segment: Segment) -> bool:
    """Whether "hangi" stands before a class word: a member of the class is asked for, not a figure."""
    return any("which" in other.values("feature") and other.end == segment.start for other in frame.segments)


def _joined(operands: tuple[Operand, ...]) -> bool:
    """Whether a thing that the message names stands beside one of the conversation."""
    return len({operand.start < 0 for operand in operands}) == 2
