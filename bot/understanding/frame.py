"""One way of dividing a message's words into entities and segments, and what a reader can ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.answering.queries import Column, Query
from bot.understanding.dialogue import Conversation
from bot.understanding.linking import Mention
from bot.understanding.message import Message
from bot.understanding.named import MEASURES, Named, columns_of, named_columns
from bot.understanding.segments import Segment, bits
from bot.understanding.standing import Standing
from bot.understanding.weights import weight
from knowledge.base import Calendar
from knowledge.language.suffixes import analyses
from knowledge.schema import COLUMN

COST_SCOPES = frozenset({"agency", "programme", "sub_programme", "activity"})
STAFF = frozenset({"staff", "staff_group"})
NAMING = frozenset({"title", "code", "content"})
"""Kinds of text whose words only ask for a name: "… genel müdürlüğün adı"."""
NEUTRAL = frozenset({"table"})
"""Kinds that may be named beside a figure without changing it: "tablo 1'e göre"."""

AGREES = weight("frame.agrees")
"""Gain of a class word that names the kind of the mention beside it ("… alt programı")."""
NAMESAKE = weight("frame.namesake")
"""Cost of one that names the kind of another thing of that name: "X stratejik amacı" is not the activity X."""
OTHER_LEVEL = weight("frame.other_level")
"""Cost of something else right before the word for a unit: "vize dairesi" names no visa."""
DISAGREES = weight("frame.disagrees")
"""Cost of one that names another kind ("… faaliyeti" beside a programme)."""


DIGITS = 9
"""Of prices: sums of the same weights in another order are the same price."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a message and how far-fetched it is."""

    query: Query
    cost: float
    mentions: tuple[Mention, ...] = ()
    segments: tuple[Segment, ...] = ()
    absent: tuple[Column, ...] = ()
    """Columns asked for that the programme does not have; such a reading gives no figure."""
    sure: bool = False
    """Whether the words themselves say how its figures relate: "hedefinin kaç katı", "A ile B toplam"."""

    def nearer_than(self, margin: float, best: Reading) -> bool:
        """Whether it costs less than so much more than the best reading."""
        return round(self.cost - best.cost, DIGITS) < margin


@dataclass(frozen=True, slots=True)
class Accepts:
    """The segments that may stand in a kind of question."""

    features: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    kinds: bool = False
    """Any class word."""
    years: bool = False
    """Any year, or all of them."""
    numbers: bool = False
    apposed: bool = False
    """A class word that only repeats what kind the mention beside it is."""

    def takes(self, segment: Segment) -> bool:
        """Whether a segment is one of them whatever stands beside it."""
        return bool(
            segment.values("feature") & self.features
            or segment.values("aspect") & self.aspects
            or segment.values("measure") & self.measures
            or (self.kinds and segment.values("kind"))
            or (self.years and (segment.years or segment.year_kind))
            or (self.numbers and segment.number is not None)
        )


@dataclass(frozen=True, slots=True)
class Division:
    """One way to divide a message's words into entities and segments."""

    mentions: tuple[Mention, ...]
    segments: tuple[Segment, ...]
    cost: float
    """Of its mentions and segments."""
    repeats: tuple[Mention, ...] = ()
    """Mentions that name an entity a second time."""


class Frame:
    """One division of a message: what is asked about its words by whoever reads it."""

    def __init__(self, message: Message, division: Division) -> None:
        self.message = message
        self.base = message.base
        self.words = message.words
        self.state = message.state
        self.mentions = division.mentions
        self.segments = division.segments
        self.repeats = division.repeats
        self._named: dict[str, tuple[Named, ...]] = {}
        self.cost = division.cost + self.agreement()
        """What the division itself costs."""

    @property
    def plural(self) -> frozenset[int]:
        """Positions of words in the plural."""
        return self.message.plural

    @property
    def ablative(self) -> frozenset[int]:
        """Positions of words in the ablative."""
        return self.message.ablative

    @property
    def joints(self) -> frozenset[int]:
        """Positions at which two things said are joined."""
        return self.message.joints

    @property
    def followup(self) -> bool:
        """Whether the message says that it goes on from the one before."""
        return self.message.followup

    @property
    def masks(self) -> Standing:
        """For each text the words that stand in it, as bits."""
        return self.message.masks

    @property
    def year(self) -> Calendar:
        """The budget year, with those of earlier programmes."""
        return self.base.calendar

    @cached_property
    def whole(self) -> bool:
        """Whether nothing is left out of what is asked, or what is left out is left aside: "şube hariç kaç daire"."""
        out = self.message.left_out
        return not any(m.mask & out for m in self.mentions) and not any(s.mask & out for s in self.segments)

    def reading(self, query: Query, cost: float = 0.0, absent: tuple[Column, ...] = (), sure: bool = False) -> Reading:
        """The division read as a query, which itself costs so much."""
        return Reading(query, round(self.cost + cost, DIGITS), self.mentions, self.segments, absent, sure)

    def named(self, domain: str) -> tuple[Named, ...]:
        """The columns named as a domain's, where each is said, in order; none where it has no columns."""
        if domain not in MEASURES:
            return ()
        if domain not in self._named:
            self._named[domain] = named_columns(self, domain)
        return self._named[domain]

    def columns(self, domain: str) -> tuple[Column, ...]:
        """The columns named as a domain's, each once."""
        return columns_of(self.named(domain))

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The numbers said that are no years."""
        return tuple(segment.number for segment in self.segments if segment.number is not None)

    @cached_property
    def measures(self) -> frozenset[str]:
        """Every measure that some segment may say."""
        return frozenset(value for segment in self.segments for value in segment.values("measure"))

    @cached_property
    def own(self) -> bool:
        """Whether the agency itself is meant: "kurumumuzun"."""
        return any("agency" in segment.values("smalltalk") for segment in self.segments)

    def rest(self, accepts: Accepts, *but: Segment) -> list[Segment]:
        """The segments, but for some, that neither are small talk nor are accepted: none, where all is explained."""
        return [
            segment
            for segment in self.segments
            if not (
                segment.free or segment in but or accepts.takes(segment) or (accepts.apposed and self.apposed(segment))
            )
        ]

    def joined(self) -> bool:
        """Whether mentions that follow each other are joined by a word or a comma, but for a whole and its item."""
        ordered = sorted(self.mentions, key=lambda m: m.start)
        return all(
            any(a.run - 1 <= joint <= b.start for joint in self.joints)
            for a, b in pairwise(ordered)
            if {a.kind, b.kind} != STAFF
            and COLUMN not in (a.kind, b.kind)
            and not ("expense" in (a.kind, b.kind) and {a.kind, b.kind} & COST_SCOPES)
        )

    @cached_property
    def features(self) -> frozenset[str]:
        """Every feature that some segment may show."""
        return frozenset(value for segment in self.segments for value in segment.values("feature"))

    @cached_property
    def asked_money(self) -> bool:
        """Whether a year, or a measure of any kind, is said."""
        return any(segment.years or segment.values("measure") for segment in self.segments)

    @cached_property
    def ends_plural(self) -> bool:
        """Whether the last word but for years is in the plural."""
        dated = {at for segment in self.segments if segment.years for at in range(segment.start, segment.end)}
        last = max((at for at in range(len(self.words)) if at not in dated), default=0)
        return last in self.plural

    @cached_property
    def told(self) -> frozenset[str]:
        """The features of segments that are no small talk."""
        return frozenset(value for s in self.segments if not s.free for value in s.values("feature"))

    @cached_property
    def aspects(self) -> frozenset[str]:
        """Every attribute kind that some segment may ask for."""
        return frozenset(value for segment in self.segments for value in segment.values("aspect"))

    @cached_property
    def grand_total(self) -> bool:
        """Whether the agency's total is said: "genel toplam"."""
        return any({"feature:sum", "measure:budget"} <= s.own and s.end - s.start > 1 for s in self.segments)

    @cached_property
    def asked(self) -> bool:
        """Whether anything besides entities and years is said."""
        return any(not segment.free for segment in self.segments)

    def of_kinds(self, kinds: Iterable[str]) -> list[Mention]:
        """The mentions of some kinds, in the order said."""
        wanted = frozenset(kinds)
        return sorted((m for m in self.mentions if m.kind in wanted), key=lambda m: (m.start, m.end))

    def apposed(self, segment: Segment) -> bool:
        """Whether a class word only repeats what kind the mention beside it is ("… faaliyetinin")."""
        kinds = segment.values("kind")
        if not kinds:
            return False
        for mention in self.mentions:
            near = (
                self._follows(segment, mention)
                or segment.end == mention.start
                or (mention.start <= segment.start < mention.end)
            )
            if not near:
                continue
            entity = self.base.entity(mention.entity)
            if kinds & {entity.kind, f"{entity.kind}:{entity.code}"}:
                return True
            if entity.kind in COST_SCOPES and kinds & COST_SCOPES:
                # "alt programın faaliyetleri" are those below it.
                return self.asked_money or segment.end - 1 not in self.plural
            if entity.kind == "staff_group" and any(kind.startswith("staff_group") for kind in kinds):
                return True
            coded = {kind for kind in kinds if ":" in kind}
            if entity.kind in ("unit", "council") and kinds & {"unit", "council"} and not coded:
                return True
        return False

    def _follows(self, segment: Segment, mention: Mention) -> bool:
        """Whether a class word follows a name, with nothing but small talk between: "X ile ilgili gösterge"."""
        if segment.start == mention.end:
            return True
        between = bits(mention.end, segment.start) if segment.start > mention.end else 0
        free = 0
        for other in self.segments:
            if other.free:
                free |= other.mask
        return bool(between) and not between & ~free

    def agreement(self) -> float:
        """What class words beside mentions cost: little where they name the mention's own kind."""
        cost = 0.0
        for segment in self.segments:
            kinds = segment.values("kind")
            if kinds and not segment.free and self.apposed(segment):
                beside = [m for m in self.mentions if segment.start == m.end or segment.end == m.start]
                own = any(kinds & {m.kind, f"{m.kind}:{self.base.entity(m.entity).code}"} for m in beside)
                cost += AGREES if own else DISAGREES
            elif kinds and not segment.free and any(self._another(m, segment) for m in self.mentions):
                cost += NAMESAKE
            elif any(kind.startswith("unit:") for kind in kinds) and not segment.free:
                # "sınır dışı genel müdürlüğü" is no daire of that name.
                cost += OTHER_LEVEL * sum(
                    m.end == segment.start and (m.kind != "unit" or not m.whole) for m in self.mentions
                )
        return cost

    def _another(self, mention: Mention, segment: Segment) -> bool:
        """Whether the class word after a name tells that another thing of that name is meant."""
        if segment.start != mention.end:
            return False
        kinds = {kind.partition(":")[0] for kind in segment.values("kind")}
        return bool(kinds & (self.message.namesakes.get(mention.mask, frozenset()) - {mention.kind}))

    def _verbal(self, segment: Segment) -> bool:
        """Whether a class word is rather a verb that asks for a text: "kuruldu" is no "kurul" with an ending."""
        word = self.words[segment.end - 1] if segment.end <= len(self.words) else None
        return (
            word is not None
            and bool(segment.values("aspect"))
            and any(
                a.pos == "v" and a.tense in ("past", "reported", "present", "future") for a in analyses(word.stem)[:5]
            )
        )

    def _beside(self, segment: Segment) -> bool:
        """Whether a word only says with what a thing is to be told: "hedefleri kodlarıyla"."""
        return segment.end - 1 in self.joints and bool(segment.values("aspect") & NAMING)

    @cached_property
    def classes(self) -> list[tuple[Segment, frozenset[str]]]:
        """Class words that name a set, not the kind of a mention, in the order said."""
        found = []
        for segment in self.segments:
            kinds = segment.values("kind")
            if kinds and not (self.apposed(segment) or self._verbal(segment) or self._beside(segment)):
                found.append((segment, kinds))
        return found


__all__ = ["COST_SCOPES", "NAMING", "NEUTRAL", "STAFF", "Accepts", "Conversation", "Division", "Frame", "Reading"]
