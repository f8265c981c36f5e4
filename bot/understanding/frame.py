"""What one way of dividing a message's words gives: its entities, its segments, what went before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from bot.answering.queries import Cell, Column, Query
from bot.understanding.linking import Mention
from bot.understanding.slots import Segment, bits
from bot.understanding.standing import Standing
from knowledge.base import Calendar, KnowledgeBase
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word

COST_SCOPES = frozenset({"agency", "programme", "sub_programme", "activity"})
STAFF = frozenset({"staff", "staff_group"})
NAMING = frozenset({"title", "code", "content"})
"""Kinds of text whose words only ask for a name: "… genel müdürlüğün adı"."""
NEUTRAL = frozenset({"table"})
"""Kinds that may be named beside a figure without changing it: "tablo 1'e göre"."""

AGREES = -0.05
"""Gain of a class word that names the kind of the mention beside it ("… alt programı")."""
NAMESAKE = 0.6
"""Cost of one that names the kind of another thing of that name: "X stratejik amacı" is not the activity X."""
OTHER_LEVEL = 0.4
"""Cost of something else right before the word for a unit: "vize dairesi" names no visa."""
DISAGREES = 0.15
"""Cost of one that names another kind ("… faaliyeti" beside a programme)."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a conversation has come to: a value, handed in with a message and back with its reply."""

    last: Query | None = None
    trail: tuple[Cell, ...] = ()
    """The figures of the last answers, the newest last."""
    focus: tuple[str, ...] = ()
    """Entities spoken of, the newest first."""
    told: tuple[str, ...] = ()
    """The things that the last answer listed or counted."""
    choices: tuple[tuple[str, Query], ...] = ()
    """What the bot offered when it asked back: label, meaning."""
    agency: int = 0
    """The number of the agency spoken of, where the programmes of several are loaded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a message and how far-fetched it is."""

    query: Query
    cost: float
    mentions: tuple[Mention, ...] = ()
    segments: tuple[Segment, ...] = ()
    absent: tuple[Column, ...] = ()
    """Columns asked for that the programme does not have; such a reading gives no figure."""


@dataclass
class Frame:
    """One division of a message's words into entities and segments."""

    base: KnowledgeBase
    mentions: tuple[Mention, ...]
    segments: tuple[Segment, ...]
    state: Conversation
    cost: float
    """What the division itself costs: of its mentions and segments."""
    count: int
    """Words in the message."""
    plural: frozenset[int] = frozenset()
    """Positions of words in the plural."""
    ablative: frozenset[int] = frozenset()
    joints: frozenset[int] = frozenset()
    """Positions at which two things said are joined: "ve", "ile", a comma."""
    followup: bool = False
    """Whether the message says that it goes on from the one before ("peki", "bunun")."""
    masks: Standing = field(default_factory=Standing)
    words: tuple[Word, ...] = ()
    measured: dict[str, int] = field(default_factory=dict)
    """For each measure the words that say it, also where a name has them ("arşiv alanı"), as bits."""
    repeats: tuple[Mention, ...] = ()
    """Mentions that name an entity a second time."""
    naming: dict[str, int] = field(default_factory=dict)
    """For each entity all words that may name it, as bits."""
    foreign: int = 0
    """The words for things outside the programme, as bits."""
    about: bool = False
    """Whether the message names something else than the agency in full."""
    excluding: bool = False
    """Whether something is left out: "personel giderleri hariç"."""
    namesakes: dict[int, frozenset[str]] = field(default_factory=dict)
    """For words as bits the kinds of all that they name in full."""

    @property
    def year(self) -> Calendar:
        """The budget year, with those of earlier programmes."""
        return self.base.calendar

    def joined(self) -> bool:
        """Whether mentions that follow each other are joined by a word or a comma, but for a whole and its item."""
        ordered = sorted(self.mentions, key=lambda m: m.start)
        return all(
            any(_run(a) - 1 <= joint <= b.start for joint in self.joints)
            for a, b in pairwise(ordered)
            if {a.kind, b.kind} != STAFF and not ("expense" in (a.kind, b.kind) and {a.kind, b.kind} & COST_SCOPES)
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
        return bool(kinds & (self.namesakes.get(mention.mask, frozenset()) - {mention.kind}))

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


def _run(mention: Mention) -> int:
    """Where the first words of a mention that stand side by side end."""
    above = mention.mask >> mention.start
    return mention.start + (~above & (above + 1)).bit_length() - 1
