"""Readings of a message as a question about a set: count, list, rank or filter the members of a class."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.classes import RESTRICTIONS
from bot.answering.conditions import BELOW, UP_TO
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Cell, Column, Query
from bot.understanding.figure_readings import MEANS
from bot.understanding.frame import NAMING, NEUTRAL, Frame, Reading
from bot.understanding.limits import bound_of
from bot.understanding.named import MEASURES, Named, named_columns
from bot.understanding.operations import SETS
from bot.understanding.slots import INNER, Segment
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses

TEXT_FILTERS = frozenset({"series", "measure_unit"})
"""Kinds of text by which indicators are told apart."""
ASKED = frozenset({"count", "which", "list", "who", "how_much", "what"})
COMPARING = frozenset({"gore", "nazaran", "kiyasla", "oranla", "karsin"})
"""Words before which stands what something is compared with, folded."""
FOLLOWED = frozenset({q.HIGHEST, q.LOWEST, q.COUNT, q.LIST})
"""Questions about sets that a message may go on from."""
SAME_SET = -0.25
"""Cost of going on with the set asked for before: less than to take up a figure of it."""
PARTNERS = {"data_from": "gives_data", "data_to": "receives_data", "data_both": "exchanges_data"}
"""Which way data goes, as asked → the relation of the institution to the agency."""
PARTNER_TEXTS = frozenset({"data_partners", "data_direction"})
PEOPLE = ("kisi", "yabanci", "insan", "gocmen")
"""How words for people begin that are counted, folded."""
OWNING = frozenset(
    {
        *("max", "min", "more", "less", "above", "below", "several", "nil"),
        *("children", "parent", "responsible", "monitor", "exists", "count", "sum"),
    }
)
"""Features of a question about how many of something members of a class have."""
PLANS = ({"budget", "spent"}, {"planned", "estimate"})
"""Measures of which one says what became of the other."""
SIDES = frozenset({"above", "below", "nil", "up", "down", "more", "less", "reach", "same", "exists"})
"""Features that say on which side of a number or a column the members lie that are looked for."""
POINTING = frozenset({"o", "bu", "ayni", "su", "bahsi"})
"""Words before a class word that name one spoken of before, folded."""
BRIEF = 3
"""Words of a message that can only go on from the one before."""
HELD = frozenset({"olan", "olanlar", "bulunan", "var"})
"""Words that ask only for those that have something, folded."""
MOST_RANKED = 50
"""The most members of a class that a ranking may ask for."""
FAST = frozenset({"hizli", "hizla", "hizda"})
"""Words that rank growth by its rate, folded."""
HALF = ("yarisi", "yaridan")
"""How words for a half begin, folded."""
PASSIVE = ("nen", "nan", "len", "lan")
"""Ends of participles that say nothing of who does it, folded: "izlenen gösterge"."""
UNNAMED = 0.2
"""Cost of ranking a class that is not named."""
UNRESTRICTED = 0.15
"""Cost of taking a class without anything that restricts it."""


class SetReader:
    """Reads divisions of a message as questions about sets."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.base = figures.base

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every declared question about a set that a division can be."""
        if frame.excluding:
            return  # no set is told without some of its members
        yield from self.by_text(frame)
        yield from self.unnamed(frame)
        yield from self.followed(frame)
        yield from self.namesakes(frame)
        yield from self.having(frame)
        yield from self.partners(frame)
        yield from self.most_members(frame)
        for segment, kinds in frame.classes:
            if segment.start and frame.words[segment.start - 1].folded in POINTING and frame.followup:
                continue  # "o genel müdürlük" is the one spoken of
            for kind in sorted(kinds):
                if kind in ("year", "staff"):
                    continue
                for within in self._within(frame, kind, segment):
                    for operation in SETS:
                        bare = not any(s is not segment and not s.free for s in frame.segments)
                        spends = {"budget", "spent"} & {m for s in frame.segments for m in s.values("measure")}
                        listed = bool(spends) and frame.ends_plural
                        plural = (
                            (within or bare or listed) and operation.id == q.LIST and segment.end - 1 in frame.plural
                        )
                        if not operation.fits(frame.features) and not plural:
                            continue
                        ranked = operation.id not in (q.COUNT, q.LIST)
                        if not within and self._relational(frame) and not (ranked and kind.startswith("unit")):
                            continue
                        fit = self._fit(frame, segment, operation.takes, kind, ranked)
                        if fit is None:
                            continue
                        for query, extra in self._build(frame, operation.id, kind, within, segment):
                            yield Reading(
                                query,
                                frame.cost + operation.cost + fit + extra + (0 if within else UNRESTRICTED),
                                frame.mentions,
                                frame.segments,
                            )

    def _relational(self, frame: Frame) -> bool:
        """Whether a word of the question relates the class to something ("sorumlu") that must then be named."""
        classes = {segment.start for segment, _ in frame.classes}
        return any(
            segment.values("feature") & {"responsible", "monitor"}
            and not segment.free
            and not (segment.end in classes and frame.words[segment.end - 1].folded.endswith(PASSIVE))
            for segment in frame.segments
        )

    def _within(self, frame: Frame, kind: str, segment: Segment) -> Iterator[tuple[str, ...]]:
        """The entities that restrict a class; nothing where one of them cannot.

        A class word in the singular ("genel müdürlüğün daireleri") restricts by one member that is not said
        which: each of them is a meaning.
        """
        base_kind = kind.partition(":")[0]
        if not self.base.of_kind(kind):
            return
        found = []
        for mention in frame.mentions:
            if (base_kind, mention.kind) not in RESTRICTIONS:
                one = "which" in frame.features and segment.end - 1 not in frame.plural
                if mention.kind in NEUTRAL and not one:
                    continue
                return
            if self._relational(frame) and mention.kind in ("sub_programme", "programme", "table"):
                return
            if base_kind == "unit" and mention.kind == "staff" and self.base.entity(mention.entity).parent is None:
                return
            if mention.kind == "agency" and (mention.slip or not mention.whole):
                return
            if base_kind == mention.kind == "unit" and not self.base.descendants(mention.entity, kind):
                return
            inverse = RESTRICTIONS[base_kind, mention.kind]
            if inverse in ("responsible", "monitors") and not self.base.targets(mention.entity, inverse):
                return
            if inverse.startswith("~") and ":" in kind:
                related = self.base.sources(mention.entity, inverse[1:])
                if not any(self.base.entity(id).code == kind.partition(":")[2] for id in related):
                    return
            found.append(mention.entity)
        whole = "sum" in frame.features or any(s.number is not None for s in frame.segments)
        for other, kinds in frame.classes:
            coded = next((k for k in sorted(kinds, reverse=True) if k.startswith("unit")), "")
            if other is segment or not coded or coded == kind or (base_kind, "unit") not in RESTRICTIONS:
                continue
            if segment.start < other.start and "which" in frame.features:
                return
            candidates = [
                entity
                for entity in self.base.of_kind(coded if ":" in coded else "unit:genel müdürlük")
                if base_kind != "unit" or self.base.descendants(entity.id, kind)
            ]
            spoken = [e for e in frame.state.focus if e in {candidate.id for candidate in candidates}]
            if frame.followup and spoken:
                yield (spoken[0],)
                return
            if whole or other.end - 1 in frame.plural:
                found += [entity.id for entity in candidates]
            elif not found:
                for entity in candidates:
                    yield (entity.id,)
                return
        if not found and frame.state.focus and (frame.followup or self._possessed(frame, segment)):
            for focus in frame.state.focus:
                relation = RESTRICTIONS.get((base_kind, focus.partition(":")[0]))
                if relation is not None and relation not in ("*", "item"):
                    yield (focus,)
                    return
        yield tuple(found)

    def _possessed(self, frame: Frame, own: Segment) -> bool:
        """Whether a short message tells that the members are somebody's: "göstergeleri neler"."""
        if len(frame.words) > BRIEF or frame.mentions:
            return False
        return any(a.possessive == "3s" and a.cost < 0.2 for a in analyses(frame.words[own.end - 1].stem)[:6])

    def _fit(self, frame: Frame, own: Segment, takes: frozenset[str], kind: str, ranked: bool) -> float | None:
        cost = 0.0
        domain = cols.COST if kind in ("expense", "activity", "sub_programme", "programme") else cols.INDICATOR
        if ranked and kind.partition(":")[0] == "unit":
            domain = cols.COST  # ranked by what their activities cost
        if kind.startswith("staff_group") or domain_of(kind.partition(":")[0]) == cols.PLAIN:
            domain = cols.PLAIN
        for segment in frame.segments:
            cost += INNER if segment.told else 0.0
            if segment is own or segment.free:
                continue
            if segment.years or segment.year_kind:
                if (
                    not (domain_of(kind.partition(":")[0]) or (ranked and domain == cols.COST))
                    or domain == cols.PLAIN
                    or not set(segment.years) <= set(cols.years_of(domain, frame.year))
                ):
                    return None
                continue
            if segment.values("measure") & MEASURES[domain]:
                continue
            phrase = "count" in segment.values("feature") and segment.end - segment.start > 1
            if phrase and domain != cols.PLAIN and frame.words[segment.end - 1].folded.startswith(PEOPLE):
                return None  # "kaç kişi" counts no units
            if segment.values("feature") & (takes | {"how_much", "count", "which", "list", "what"}):
                continue
            if segment.end - segment.start == 1 and frame.followup and frame.words[segment.start].folded in POINTING:
                continue
            if frame.apposed(segment) or (segment.number is not None and ranked):
                continue
            if segment.number is not None:
                counted = [ks for other, ks in frame.classes if other.start == segment.end]
                if any(segment.number == count for ks in counted for k in ks for count in self._sizes(frame, k)):
                    continue
                return None
            if segment.values("kind"):
                cost += 0.05
                continue
            if segment.values("aspect") & NAMING:
                continue  # "hedefleri kodlarıyla", "adları neler"
            return None
        return cost

    def _sizes(self, frame: Frame, kind: str) -> Iterator[int]:
        """How many members a class has: in all, and below each entity that the message names."""
        yield len(self.base.of_kind(kind))
        for mention in frame.mentions:
            yield len(self.base.descendants(mention.entity, kind))

    def _build(
        self, frame: Frame, operation: str, kind: str, within: tuple[str, ...], segment: Segment
    ) -> Iterator[tuple[Query, float]]:
        base_kind = kind.partition(":")[0]
        domain = domain_of(base_kind)
        if operation == q.LIST and "distribution" in frame.features:
            yield from self._distribution(frame, kind, within, domain)
            return
        if operation == q.ATTAINED:
            yield from self._attained(frame, kind, within, segment)
            return
        if operation in (q.SUM, *MEANS):
            restricted = within or operation in MEANS
            if domain == cols.COST and restricted and not frame.features & {"count", "list", "which"}:
                for query, extra in self._distribution(frame, kind, within, domain):
                    if len(query.cells) > 1:
                        yield query.but(operation=operation), extra
            return
        if operation in (q.COUNT, q.LIST):
            if operation == q.COUNT and "list" in frame.features and "count" not in frame.features:
                return
            named = named_columns(frame, domain) if domain in (cols.COST, cols.INDICATOR) else ()
            listed = "list" in frame.features or segment.end - 1 in frame.plural
            if named and operation == q.LIST and domain == cols.COST and listed:
                yield from self._distribution(frame, kind, within, domain)
            if base_kind == "expense" and "which" in frame.features and len(within) == 1 and named:
                yield from self._with_money(frame, operation, kind, within, named)
            if named and not (base_kind == "activity" and any(e.startswith("expense:") for e in within)):
                return
            if base_kind == "activity" and any(e.startswith("expense:") for e in within):
                yield from self._with_money(frame, operation, kind, within, named)
                return
            if len(frame.classes) > 1 and not self._asked_for(frame, segment):
                return
            if sum(word.folded == "kac" for word in frame.words) > 1:
                return  # "kaç amaç kaç hedef var" asks for two
            asks_list = frame.features & {"list", "which", "who"}
            extra = 0.0
            if operation == q.LIST and "count" in frame.features and not frame.features & {"list"}:
                extra = 0.3
            if operation == q.LIST and not asks_list:
                extra += 0.1
            if (
                operation == q.LIST
                and "which" in frame.features
                and not (frame.features & {"list"} or segment.end - 1 in frame.plural or within)
            ):
                extra += 0.25
            if operation == q.COUNT and base_kind in ("staff_group", "room", "it", "vehicle"):
                extra += 0.3
            yield Query(operation, kind=kind, entities=within), extra
            return
        spends = any(s.values("measure") & {"budget", "spent"} for s in frame.segments)
        if base_kind == "unit" and operation in (q.HIGHEST, q.LOWEST) and spends:
            domain = cols.COST
        if not domain or base_kind == "staff":
            return
        named = named_columns(frame, domain)
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        if any(column.measure == "" and domain != cols.PLAIN for column in columns):
            return
        numbers = [s.number for s in frame.segments if s.number is not None]
        if operation in (q.HIGHEST, q.LOWEST) and any(number > MOST_RANKED for number in numbers):
            return  # "en az 1 milyon" is a bound
        ratio = self._ratio(frame, domain, columns)
        if ratio and not numbers and any(word.folded.startswith(HALF) for word in frame.words):
            numbers = [50.0]
        if operation in (q.HIGHEST, q.LOWEST) and {c.measure for c in columns} == {"budget", "spent"}:
            # "bütçesini en çok kullanan" is about shares, "en çok bütçe kullanan" about amounts.
            shares = bool(ratio) and {c.year for c in columns} == {frame.year - 1}
            if any(name.years for name in named) and not shares:
                return
            if self._own_budget(frame):
                ratio = (Column("spent", frame.year - 1), Column("budget", frame.year - 1))
            columns = tuple(column for column in columns if column.measure == "budget")
        if ratio and operation in (q.HIGHEST, q.LOWEST):
            number = next((n for n in numbers if 1 < n <= 10), -2 if "second" in frame.features else None)
            yield Query(operation, kind=kind, entities=within, columns=ratio, aspect="ratio", number=number), 0.0
            return
        if ratio and operation == q.FILTER and len(numbers) == 1:
            side = "below" if frame.features & {"below", "less"} and "above" not in frame.features else "above"
            yield (
                Query(operation, kind=kind, entities=within, columns=ratio, aspect="ratio", direction=side).but(
                    number=numbers[0]
                ),
                -0.1,
            )
            return
        if any(
            s.values("feature") & {"spent_share", "realisation"} and not (s.free or s.values("measure"))
            for s in frame.segments
        ):
            return
        if operation in (q.HIGHEST, q.LOWEST):
            direction = ""
            if frame.features & {"change", "up", "down"} and domain != cols.PLAIN:
                direction = "down" if "down" in frame.features and "up" not in frame.features else "up"
                columns = tuple(c for name in named if name.years for c in name.columns)
                columns = tuple(sorted(dict.fromkeys(columns), key=lambda c: -(c.year or 0)))
                if len(columns) > 2 and any(name.kind == "range" for name in named):
                    columns = (columns[0], columns[-1])
                if len(columns) < 2:
                    columns = self._change_columns(domain, frame, columns)
            elif (
                domain == cols.INDICATOR
                and frame.features & {"above", "below"}
                and {c.measure for c in columns} <= {"planned"}
            ):
                # "planlananı en çok aşan"
                columns = tuple(Column(measure, frame.year - 1) for measure in ("estimate", "planned"))
                direction = "down" if "below" in frame.features else "up"
            elif len(columns) == 2 and frame.features & {"above", "below", "difference"} and domain != cols.PLAIN:
                # "tahmini planını en çok aşan": by how much one column is above the other
                new, old = self._exceeding(frame, domain, columns)
                columns, direction = (new, old), "down" if "below" in frame.features else "up"
            elif not columns and domain != cols.PLAIN:
                columns = (cols.default(domain, frame.year),)
            if direction == "" and len(columns) > 1:
                return
            percent = bool(frame.features & {"percent", "share"}) or any(w.folded in FAST for w in frame.words)
            count = next((n for n in numbers if n is not None and 1 < n <= 10), None)
            second = "second" in frame.features
            if not frame.features & {"max", "min"}:
                # "faaliyetlerin sıralaması": all of them
                if not domain or domain == cols.PLAIN or segment.end - 1 not in frame.plural:
                    return
                count = len(self.base.of_kind(kind))
            yield (
                Query(
                    operation,
                    kind=kind,
                    entities=within,
                    columns=columns,
                    direction=direction,
                    number=count or (-2 if second else None),
                    aspect="percent" if percent and direction else "",
                    assumed=() if named or domain == cols.PLAIN else ("year",),
                ),
                0.0,
            )
            return
        yield from self._filter(frame, kind, within, segment, columns, numbers)

    def _ratio(self, frame: Frame, domain: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """(part, whole) where members are told apart by how much of a plan came true: "harcama oranı en düşük"."""
        phrases = frozenset().union(*(s.own for s in frame.segments if s.end - s.start > 1))
        if not (frame.features & {"percent", "share", "realisation"} or "feature:spent_share" in phrases):
            return ()
        pairs = {cols.COST: ("spent", "budget"), cols.INDICATOR: ("estimate", "planned")}
        if domain not in pairs or not frame.features & {"spent_share", "realisation"}:
            return ()
        pair = tuple(Column(measure, frame.year - 1) for measure in pairs[domain])
        return pair if set(columns) <= set(pair) else ()

    def _own_budget(self, frame: Frame) -> bool:
        """Whether the budget is said to be somebody's: "bütçesini"."""
        return any(
            "budget" in segment.values("measure")
            and any(a.possessive == "3s" and a.cost < 0.2 for a in analyses(frame.words[segment.end - 1].stem)[:4])
            for segment in frame.segments
        )

    def _with_money(
        self, frame: Frame, operation: str, kind: str, within: tuple[str, ...], named: tuple[Named, ...]
    ) -> Iterator[tuple[Query, float]]:
        """The activities that have something under an expense item, or items of an activity: "hangi kalemden"."""
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        if len(columns) > 1:
            return
        yield (
            Query(
                q.FILTER,
                kind=kind,
                entities=within,
                columns=columns or (cols.default(cols.COST, frame.year),),
                direction="above",
                number=0,
                aspect="count" if operation == q.COUNT else "",
                assumed=() if columns else ("year",),
            ),
            0.0,
        )

    def _filter(
        self,
        frame: Frame,
        kind: str,
        within: tuple[str, ...],
        segment: Segment,
        columns: tuple[Column, ...],
        numbers: list[float],
    ) -> Iterator[tuple[Query, float]]:
        """Members whose figure is nil, above or below a threshold or another column, or stays the same."""
        domain = domain_of(kind.partition(":")[0])
        features = frame.features
        several = any(word.folded.endswith(("enler", "anlar", "enleri", "anlari")) for word in frame.words)
        alone = segment.end == len(frame.words) and segment.end - segment.start == 1 and features & {"up", "down"}
        asked = features & {"which", "who", "list", "exists", "count"} or segment.end - 1 in frame.plural
        if not asked and not alone and not several:
            return  # "programın toplamı … fazla" is about one thing, not about those that are more
        counted = "count" if "count" in features and self._counted(frame, segment) else ""
        query = Query(q.FILTER, kind=kind, entities=within, aspect=counted)
        default = () if domain == cols.PLAIN else (cols.default(domain, frame.year),)
        assumed = () if columns else ("year",)
        segments = [s for s in frame.segments if s.number is not None]
        bound = bound_of(frame, segments[0]) if len(segments) == 1 else ""
        said = [segment.values("feature") for segment in frame.segments if not segment.free]
        if not bound and any(one & {"min", "max"} and not one & SIDES for one in said):
            return  # "en az" alone ranks
        reached = UP_TO if "reach" in features and len(columns) == 2 else "above"
        direction = "below" if features & {"below", "less", "down"} and "above" not in features else reached
        direction = bound or direction
        same = [s for s in frame.segments if "same" in s.values("feature")]
        beside = {other.start for other, _ in frame.classes} | {segment.start}
        if same and all(s.end in beside and frame.words[s.start].folded in POINTING for s in same):
            return  # "aynı göstergeler" are those spoken of
        if same:
            direction = "same"
        if "nil" in features and any(entity.startswith("unit:") for entity in within):
            return  # "sorumlusu X olmayan" is not nil
        if len(numbers) > 1:
            return  # between two bounds
        nonzero = any(word.folded.startswith("sifirdan") for word in frame.words) and features & {
            "above",
            "more",
            "max",
        }
        if ({"nil", "above"} <= features or nonzero) and len(columns) <= 1:
            yield query.but(columns=columns or default, direction="above", number=0, assumed=assumed), -0.1
        elif "nil" in features and direction != "same" and len(columns) <= 1:
            yield query.but(columns=columns or default, direction="nil", assumed=assumed), -0.1
        elif numbers and len(columns) <= 1:
            yield query.but(columns=columns or default, direction=direction, number=numbers[0], assumed=assumed), -0.1
        elif direction == "same" and len(columns) > 2:
            yield query.but(columns=columns, direction=direction), -0.1
        elif len(columns) == 2:
            new, old = self._exceeding(frame, domain, columns)
            planned = {new.measure, old.measure} in PLANS and new.year == old.year
            if not planned and direction != "same" and features & {"up", "down"} and not features & {"above", "below"}:
                new, old = max(columns, key=lambda c: c.year or 0), min(columns, key=lambda c: c.year or 0)
            yield query.but(columns=(new, old), direction=direction), -0.1
        elif features & {"up", "down", "same"} and domain != cols.PLAIN:
            pair = self._change_columns(domain, frame, columns)
            if direction == "same" and not columns:
                pair = cols.columns_of(domain, frame.year)
            yield query.but(columns=pair, direction=direction, assumed=("base",)), 0.0
        elif (
            features & {"reach", "above", "below"}
            and domain == cols.INDICATOR
            and (not columns or columns[0].measure == "planned")
        ):
            pair = (Column("estimate", frame.year - 1), Column("planned", frame.year - 1))
            yield query.but(columns=pair, direction=direction), 0.0

    def _attained(
        self, frame: Frame, kind: str, within: tuple[str, ...], segment: Segment
    ) -> Iterator[tuple[Query, float]]:
        """Indicators whose estimate reaches what was planned for the year, the only one that has both."""
        if kind != "indicator" or "above" in frame.features:
            return
        missed = "below" in frame.features
        named = named_columns(frame, cols.INDICATOR)
        pair: tuple[Column, ...] = (Column("estimate", frame.year - 1), Column("planned", frame.year - 1))
        columns = {column for name in named for column in name.columns if name.years or name.measure != "target"}
        told = any(name.measure in ("target", "planned") for name in named)
        if any(s.number is not None for s in frame.segments) or not (told or not missed):
            return
        if not columns <= set(pair):
            # "2023 hedefine ulaşan": no programme says yet what came of its own year
            if len(columns) > 1 or not all(name.years for name in named):
                return
            pair = (Column("", max(columns).year), *columns)
        counted = "count" if "count" in frame.features and self._counted(frame, segment) else ""
        direction = BELOW if missed else UP_TO
        yield Query(q.ATTAINED, kind=kind, entities=within, columns=pair, direction=direction, aspect=counted), 0.0

    def _exceeding(self, frame: Frame, domain: str, columns: tuple[Column, ...]) -> tuple[Column, Column]:
        """(what lies above or below, what it is measured against) of two columns."""
        new, old = columns
        named = named_columns(frame, domain)
        if len(named) == 2 and _is_base(frame, named[0]) and not _is_base(frame, named[1]):
            new, old = old, new  # "2021'e göre 2023 hedefi düşük olan"
        if {new.measure, old.measure} in PLANS and new.year == old.year:
            new, old = sorted(columns, key=lambda c: c.measure in ("budget", "planned"))
        return new, old

    def by_text(self, frame: Frame) -> Iterator[Reading]:
        """Members of a class by what a text says of each: "kümülatif göstergeler", "birimi oran olanlar"."""
        for segment, kinds in frame.classes:
            if "indicator" not in kinds:
                continue
            asked = frame.aspects & TEXT_FILTERS
            rates = "percent" in frame.features and not frame.features & {"max", "min", "up", "down", "above", "below"}
            if any(
                s.start and frame.words[s.start - 1].folded in POINTING and "measure_unit" in s.values("aspect")
                for s in frame.segments
            ):
                continue  # "o birimin göstergeleri" asks of a unit spoken of
            for aspect in sorted(asked or ({"measure_unit"} if rates else set())):
                value = self._text_value(frame, aspect)
                others = [
                    s
                    for s in frame.segments
                    if s is not segment
                    and not s.free
                    and not s.values("aspect") & TEXT_FILTERS
                    and not s.values("feature") & (ASKED | {"percent", "exists", "children", "nil"})
                ]
                if not value or others:
                    continue
                for within in self._within(frame, "indicator", segment):
                    counted = 1.0 if "count" in frame.features and not frame.features & {"list", "which"} else None
                    yield Reading(
                        Query(
                            q.FILTER,
                            kind="indicator",
                            entities=within,
                            aspect=f"{aspect}:{value}",
                            direction="not text" if "nil" in frame.features else "text",
                            number=counted,
                        ),
                        frame.cost - 0.1,
                        frame.mentions,
                        frame.segments,
                    )

    def _text_value(self, frame: Frame, aspect: str) -> str:
        """Which answer of a kind of text the message names: "kumulatif"; empty for none."""
        answers = {
            fold(row.answer)
            for indicator in self.base.of_kind("indicator")
            for row in self.base.attributes(indicator.id)
            if row.kind == aspect
        }
        for word in frame.words:
            for answer in sorted(answers):
                if len(word.stem) > 3 and (word.stem[:5] == answer[:5] or word.stem == answer):
                    return answer
        return ""

    def unnamed(self, frame: Frame) -> Iterator[Reading]:
        """A ranking that names no class: "en yüksek üç 2023 hedefi" ranks the indicators."""
        classes = [segment for segment, _ in frame.classes if not segment.values("measure")]
        if classes or frame.mentions or not frame.features & {"max", "min"} or frame.followup:
            return
        for segment in frame.segments:
            rest = segment.values("feature") & (ASKED | {"max", "min", "more", "less", "sum"})
            if not (segment.free or rest or segment.years or segment.number is not None or segment.values("measure")):
                return
        named = named_columns(frame, cols.INDICATOR)
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        if len(columns) != 1 or not columns[0].measure or not any(name.measure for name in named):
            return
        numbers = [s.number for s in frame.segments if s.number is not None and 1 < s.number <= 10]
        operation = q.HIGHEST if "max" in frame.features else q.LOWEST
        yield Reading(
            Query(operation, kind="indicator", columns=columns, number=numbers[0] if numbers else None),
            frame.cost + UNNAMED,
            frame.mentions,
            frame.segments,
        )

    def namesakes(self, frame: Frame) -> Iterator[Reading]:
        """How many things have one name: "kaç tane idari ve mali işler şube müdürlüğü var"."""
        if len(frame.mentions) != 1 or "count" not in frame.features:
            return
        mention = frame.mentions[0]
        entity = self.base.entity(mention.entity)
        same = [other for other in self.base.of_kind(entity.kind) if other.name == entity.name]
        others = (s for s in frame.segments if not (s.free or frame.apposed(s) or s.values("feature") & ASKED))
        if len(same) > 1 and mention.official and mention.whole and same[0].id == entity.id and not any(others):
            yield Reading(
                Query(q.COUNT, kind=entity.kind, aspect=f"name:{entity.name}"),
                frame.cost,
                frame.mentions,
                frame.segments,
            )

    def having(self, frame: Frame) -> Iterator[Reading]:
        """The units of a class that have, or lack, a part of some name: "destek birimi olmayan genel müdürlük"."""
        if len(frame.mentions) != 1 or len(frame.classes) != 1 or "nil" not in frame.features:
            return
        (segment, kinds), mention = frame.classes[0], frame.mentions[0]
        kind = next((kind for kind in sorted(kinds) if kind.startswith("unit:")), "")
        name = self.base.entity(mention.entity).name
        asked = frame.features & {"which", "list", "who", "what"} or segment.end - 1 in frame.plural
        asked = asked or segment.end == len(frame.words)
        if not kind or mention.kind != "unit" or not asked or not mention.official:
            return
        known = ASKED | {"nil", "exists", "children", "parent"}
        if all(s is segment or s.free or s.values("feature") & known for s in frame.segments) and any(
            part.name == name for member in self.base.of_kind(kind) for part in self.base.descendants(member.id, "unit")
        ):
            yield Reading(
                Query(q.FILTER, kind=kind, aspect=f"has:{name}", direction="nil"),
                frame.cost - 0.2,
                frame.mentions,
                frame.segments,
            )

    def partners(self, frame: Frame) -> Iterator[Reading]:
        """The institutions by the way their data goes: "veri alınan kaç kurum var"."""
        if any(mention.kind not in ("system", "agency") for mention in frame.mentions):
            return
        # "kurum" names the agency as well as the class.
        classes = [kinds for _, kinds in frame.classes if "institution" in kinds]
        if not classes and not any(mention.kind == "agency" for mention in frame.mentions):
            return
        ways = {way for way in PARTNERS if way in frame.features}
        if "data_both" in ways or ways == {"data_from", "data_to"}:
            ways = {"data_both"}
        for segment in frame.segments:
            asks = segment.values("feature") & (ASKED | {"exists", "sum", *PARTNERS})
            if not (segment.free or asks or segment.values("kind") or segment.values("aspect") & PARTNER_TEXTS):
                return
        if len(ways) != 1 or not frame.features & ASKED:
            return
        counted = bool(frame.features & {"count", "how_much"}) and not frame.features & {"list"}
        yield Reading(
            Query(q.COUNT if counted else q.LIST, kind="institution", aspect="relation:" + PARTNERS[ways.pop()]),
            frame.cost - 0.1,
            frame.mentions,
            frame.segments,
        )

    def most_members(self, frame: Frame) -> Iterator[Reading]:
        """Members of a class by how many of another they have: "en çok dairesi olan", "birden fazla faaliyeti olan"."""
        if frame.mentions or len(frame.classes) != 2:
            return
        wanted = self._by_members(frame)
        if wanted is None:
            return
        first, second = sorted(frame.classes, key=lambda c: c[0].start)
        asked = "which" in first[0].values("feature") or any(
            "which" in s.values("feature") and s.end == first[0].start for s in frame.segments
        )
        for (counted, inner), (ranked, outer) in [(second, first) if asked else (first, second)]:
            for kind in sorted(outer):
                for part in sorted(inner):
                    pair = (part.partition(":")[0], kind.partition(":")[0])
                    if RESTRICTIONS.get(pair, "*")[:1] in ("*", "i", "c", "~") or RESTRICTIONS[pair] == "place":
                        continue
                    if any(
                        not (
                            s.free
                            or s in (counted, ranked)
                            or s.number == wanted.number is not None
                            or s.values("feature") & (ASKED | OWNING)
                        )
                        for s in frame.segments
                    ):
                        continue
                    yield Reading(
                        wanted.but(kind=kind, aspect=f"count:{part}"), frame.cost, frame.mentions, frame.segments
                    )

    def _by_members(self, frame: Frame) -> Query | None:
        """What is asked of how many there are: the most, the fewest, more or fewer than a number, none."""
        features = frame.features
        extremes = features & {"max", "min"}
        if extremes:
            return Query(q.HIGHEST if "max" in features else q.LOWEST) if len(extremes) == 1 else None
        if "several" in features:
            return Query(q.FILTER, direction="above", number=1)
        if "nil" in features and "which" in features:
            return Query(q.FILTER, direction="nil", number=0)
        numbers = [s.number for s in frame.segments if s.number is not None]
        if len(numbers) != 1 or not features & {"which", "list", "who", "more", "above", "less", "below"}:
            return None
        direction = "above" if features & {"more", "above"} else "below" if features & {"less", "below"} else "same"
        return Query(q.FILTER, direction=direction, number=numbers[0])

    def followed(self, frame: Frame) -> Iterator[Reading]:
        """The set asked for before, ranked, counted or listed otherwise, or by another year: "peki en az?"."""
        last = frame.state.last
        if last is None or last.operation not in FOLLOWED or not last.kind or frame.mentions:
            return
        if any(not segment.values("measure") for segment, _ in frame.classes):
            return
        domain = domain_of(last.kind.partition(":")[0])
        measures = MEASURES.get(domain, frozenset())
        for segment in frame.segments:
            asks = segment.values("feature") & (ASKED | {"max", "min", "more", "less", "second"})
            counts = segment.number is not None or segment.years
            if not (segment.free or asks or counts or segment.values("measure") & measures):
                return
        features = frame.features
        named = named_columns(frame, domain) if domain in (cols.COST, cols.INDICATOR) else ()
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        numbers = [s.number for s in frame.segments if s.number is not None and 1 < s.number <= 10]
        query = last.but(assumed=("context",))
        if last.operation in (q.COUNT, q.LIST) and features & {"max", "min"} and domain in (cols.COST, cols.INDICATOR):
            # Those just listed are ranked: "en yüksek hedeflisi hangisi".
            if len(columns) > 1 or last.aspect:
                return
            operation = q.HIGHEST if "max" in features else q.LOWEST
            query = Query(operation, kind=last.kind, entities=last.entities, assumed=("context",)).but(
                columns=columns or (cols.default(domain, frame.year),), number=numbers[0] if numbers else None
            )
        elif last.operation in (q.HIGHEST, q.LOWEST):
            if features & {"max", "min"}:
                query = query.but(operation=q.HIGHEST if "max" in features else q.LOWEST, number=None)
            if len(columns) == 1 and columns[0].measure and not last.direction:
                query = query.but(columns=columns)
            if numbers or "second" in features:
                query = query.but(number=-2 if "second" in features or self._ordinal(frame) else numbers[0])
        elif features & {"count", "how_much"} and last.operation == q.LIST:
            query = query.but(operation=q.COUNT)
        elif features & {"list", "which", "who", "what"} and last.operation == q.COUNT:
            query = query.but(operation=q.LIST)
        if query != last and not any(not c.measure for c in columns):
            yield Reading(query, frame.cost + SAME_SET, frame.mentions, frame.segments)

    def _ordinal(self, frame: Frame) -> bool:
        """Whether the second alone is asked for: "ikincisi"."""
        return any(s.number == 2 and frame.words[s.end - 1].folded.startswith("ikinci") for s in frame.segments)

    def _counted(self, frame: Frame, own: Segment) -> bool:
        """Whether members are counted, not listed: "kaç gösterge", or nothing asks for a list."""
        counting = any("count" in s.values("feature") and s.end == own.start for s in frame.segments)
        return counting or not frame.features & {"which", "list"}

    def _asked_for(self, frame: Frame, own: Segment) -> bool:
        """Whether a class word, not another one, is what "kaç", "hangi" or "sayısı" belongs to."""
        near = {
            segment.start: segment
            for segment in frame.segments
            if segment.values("feature") & {"count", "which", "list", "how_much", "who"}
        }
        if any(segment.end == own.start for segment in near.values()) or own.end in near:
            return True
        return all(own.start >= other.start for other, _ in frame.classes)

    def _distribution(
        self, frame: Frame, kind: str, within: tuple[str, ...], domain: str
    ) -> Iterator[tuple[Query, float]]:
        """The figures of every member of a class: "öğrenim durumuna göre dağılımı"."""
        base_kind = kind.partition(":")[0]
        members = [e for e in self.base.of_kind(kind) if base_kind != "expense" or e.parent]
        named = named_columns(frame, domain) if domain in (cols.COST, cols.INDICATOR) else ()
        columns = tuple(dict.fromkeys(c for name in named for c in name.columns))
        if base_kind == "staff_group":
            scope = next((e for e in within if e.startswith("staff:")), "")
            if not scope:
                first = members[0].id
                scope = next(
                    (e.id for e in self.base.of_kind("staff") if self.base.facts_of(e.id, first)),
                    self.base.workforce,
                )
            cells = tuple(Cell(scope, member.id, Column("count")) for member in members)
        elif domain == cols.COST and len(columns) <= 1:
            column = columns[0] if columns else cols.default(cols.COST, frame.year)
            scope = next((e for e in within if not e.startswith("expense:")), self.base.agency.id)
            item = next((e for e in within if e.startswith("expense:")), None)
            if base_kind == "expense":
                below = [Cell(scope, member.id, column) for member in members if member.parent]
                cells = tuple(cell for cell in below if (figure := self.figures.at(cell)) and figure.value)
            else:
                parts = {e.id for e in self.base.descendants(scope, base_kind)}
                cells = tuple(Cell(member.id, item, column) for member in members if member.id in parts)
                if item and any(word.folded in HELD for word in frame.words):
                    cells = tuple(cell for cell in cells if (held := self.figures.at(cell)) and held.value)
        else:
            return
        if cells:
            yield Query(q.VALUE, cells, assumed=() if columns or domain == cols.PLAIN else ("year",)), -0.1

    def _change_columns(self, domain: str, frame: Frame, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """(new, old) for a question about growth: the year named, or the budget year, and the one before."""
        new = columns[0] if columns else cols.default(domain, frame.year)
        series = cols.series_of(domain, frame.year)
        old = next((c for c in series if new.year and c.year == new.year - 1), series[0])
        return (new, old)


def _is_base(frame: Frame, name: Named) -> bool:
    """Whether a column is what another is compared with: "2021'den", "2021 gerçekleşmesine göre"."""
    after = frame.words[name.end].folded if name.end < len(frame.words) else ""
    return name.case in ("dat", "abl") or after in COMPARING
