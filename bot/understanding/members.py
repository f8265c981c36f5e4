"""One way to take a class word as a question about its members, and what all such questions look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.classes import RESTRICTIONS
from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Column, Query
from bot.answering.terms import Terms
from bot.understanding.dialogue import BRIEFER, POINTING
from bot.understanding.frame import COST_SCOPES, NAMING, NEUTRAL, Frame
from bot.understanding.linking import Mention
from bot.understanding.named import MEASURES, Named, columns_of
from bot.understanding.rules import REFUSED
from bot.understanding.segments import INNER, Segment
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.suffixes import analyses

ASKED = frozenset({"count", "which", "list", "who", "how_much", "what"})
"""Features that only say that something is asked."""
MONEY = frozenset({"budget", "spent"})
PEOPLE = ("kisi", "yabanci", "insan", "gocmen")
"""How words for people begin that are counted, folded."""
PASSIVE = ("nen", "nan", "len", "lan")
"""Ends of participles that say nothing of who does it, folded: "izlenen gösterge"."""
POSSESSED = 0.2
"""The most that the ending of "göstergeleri" may cost."""
CLASS = weight("members.class")
"""Cost of another class word in a question about a set."""

Builder = Iterator[tuple[Query, float]]


@dataclass(frozen=True)
class Members:
    """The members of a class, restricted by some entities, of which an operation asks."""

    figures: Figures
    frame: Frame
    segment: Segment
    """The class word."""
    kind: str
    """The class, such as "indicator" or "unit:daire başkanlığı"."""
    within: tuple[str, ...]
    operation: str

    @property
    def base(self) -> KnowledgeBase:
        """The programmes asked of."""
        return self.figures.base

    @property
    def base_kind(self) -> str:
        """The kind of the members."""
        return self.kind.partition(":")[0]

    @cached_property
    def domain(self) -> str:
        """Where the members' figures stand; units are ranked by what their activities cost."""
        ranked = self.base_kind == "unit" and self.operation in (q.HIGHEST, q.LOWEST)
        return cols.COST if ranked and self.frame.measures & MONEY else domain_of(self.base_kind)

    @property
    def plural(self) -> bool:
        """Whether the class word is in the plural."""
        return self.segment.end - 1 in self.frame.plural

    @property
    def named(self) -> tuple[Named, ...]:
        """The columns named, where each is said; none of figures without years."""
        return self.frame.named(self.domain) if self.domain in (cols.COST, cols.INDICATOR) else ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns named, each once."""
        return columns_of(self.named)

    def default(self) -> Column:
        """The column meant where none is named."""
        return cols.default(self.domain, self.frame.year)

    def query(self, columns: tuple[Column, ...] = (), terms: Terms | None = None, counted: bool = False) -> Query:
        """The question about them."""
        return Query(
            self.operation, entities=self.within, kind=self.kind, columns=columns, terms=terms, counted=counted
        )


def restrictions(base: KnowledgeBase, frame: Frame, kind: str, segment: Segment) -> Iterator[tuple[str, ...]]:
    """The entities that restrict a class; nothing where one of them cannot.

    A class word in the singular ("genel müdürlüğün daireleri") restricts by one member that is not said
    which: each of them is a meaning.
    """
    if not base.of_kind(kind):
        return
    found = []
    one = "which" in frame.features and segment.end - 1 not in frame.plural
    for mention in frame.mentions:
        if (kind.partition(":")[0], mention.kind) not in RESTRICTIONS and mention.kind in NEUTRAL and not one:
            continue
        if not _restricts(base, frame, kind, mention):
            return
        found.append(mention.entity)
    others = _by_class(base, frame, kind, segment, bool(found))
    if others is None:
        return
    if others.each:
        for entity in others.entities:
            yield (entity,)
        return
    found += others.entities
    if not found and (spoken := _spoken(frame, kind, segment)):
        found = [spoken]
    yield tuple(found)


def _restricts(base: KnowledgeBase, frame: Frame, kind: str, mention: Mention) -> bool:
    """Whether an entity restricts a class."""
    base_kind, _, code = kind.partition(":")
    relation = RESTRICTIONS.get((base_kind, mention.kind))
    if relation is None or (relational(frame) and mention.kind in ("sub_programme", "programme", "table")):
        return False
    if base_kind == "unit" and mention.kind == "staff" and base.entity(mention.entity).parent is None:
        return False
    if mention.kind == "agency" and (mention.slip or not mention.whole):
        return False
    if base_kind == mention.kind == "unit" and not base.descendants(mention.entity, kind):
        return False
    if relation in ("responsible", "monitors"):
        return bool(base.targets(mention.entity, relation))
    if relation.startswith("~") and code:
        return any(base.entity(id).code == code for id in base.sources(mention.entity, relation[1:]))
    return True


@dataclass(frozen=True)
class _Others:
    """The members of another class by which a class is restricted; `each`: by one of them that is not said which."""

    entities: tuple[str, ...] = ()
    each: bool = False


def _by_class(base: KnowledgeBase, frame: Frame, kind: str, segment: Segment, named: bool) -> _Others | None:
    """By which units another class word restricts a class; None where it cannot.

    `named`: whether an entity restricts it already.
    """
    base_kind = kind.partition(":")[0]
    whole = "sum" in frame.features or bool(frame.numbers)
    found: list[str] = []
    for other, kinds in frame.classes:
        coded = next((k for k in sorted(kinds, reverse=True) if k.startswith("unit")), "")
        if other is segment or not coded or coded == kind or (base_kind, "unit") not in RESTRICTIONS:
            continue
        if segment.start < other.start and "which" in frame.features:
            return None
        candidates = [
            entity.id
            for entity in base.of_kind(coded if ":" in coded else "unit:genel müdürlük")
            if base_kind != "unit" or base.descendants(entity.id, kind)
        ]
        spoken = [e for e in frame.state.focus if e in candidates]
        if frame.followup and spoken:
            return _Others((spoken[0],), True)
        if whole or other.end - 1 in frame.plural:
            found += candidates
        elif not found and not named:
            return _Others(tuple(candidates), True)
    return _Others(tuple(found))


def _spoken(frame: Frame, kind: str, segment: Segment) -> str:
    """What was spoken of before that restricts a class; empty for nothing."""
    if not frame.followup and not _possessed(frame, segment):
        return ""
    for focus in frame.state.focus:
        relation = RESTRICTIONS.get((kind.partition(":")[0], focus.partition(":")[0]))
        if relation is not None and relation not in ("*", "item"):
            return focus
    return ""


def _possessed(frame: Frame, own: Segment) -> bool:
    """Whether a short message tells that the members are somebody's: "göstergeleri neler"."""
    if len(frame.words) > BRIEFER or frame.mentions:
        return False
    peeled = analyses(frame.words[own.end - 1].stem)[:6]
    return any(a.possessive == "3s" and a.cost < POSSESSED for a in peeled)


def relational(frame: Frame) -> bool:
    """Whether a word of the question relates the class to something ("sorumlu") that must then be named."""
    classes = {segment.start for segment, _ in frame.classes}
    return any(
        segment.values("feature") & {"responsible", "monitor"}
        and not segment.free
        and not (segment.end in classes and frame.words[segment.end - 1].folded.endswith(PASSIVE))
        for segment in frame.segments
    )


def fitting(base: KnowledgeBase, frame: Frame, own: Segment, takes: frozenset[str], kind: str, ranked: bool) -> float:
    """What the words of a message cost as a question about a class; REFUSED where one does not belong to it.

    `takes`: the features that the operation takes; `ranked`: whether figures of the members are looked at.
    """
    cost = 0.0
    if any(_tells(kind, other) for other, _ in frame.classes if other.start < own.start):
        return REFUSED  # "öğrenim durumu en az olan grup"
    domain = _figures_of(kind, ranked)
    for segment in frame.segments:
        cost += INNER if segment.told else 0.0
        if segment is own or segment.free:
            continue
        if segment.years or segment.year_kind:
            held = domain_of(kind.partition(":")[0]) or (ranked and domain == cols.COST)
            if not held or domain == cols.PLAIN or not set(segment.years) <= set(cols.years_of(domain, frame.year)):
                return REFUSED
        elif not segment.values("measure") & MEASURES[domain]:
            price = _taken(base, frame, segment, takes, domain, ranked)
            if price == REFUSED:
                return REFUSED
            cost += price
    return cost


def _tells(kind: str, other: Segment) -> bool:
    """Whether a class word said before tells which sort of groups the general word for one is for."""
    base, _, code = kind.partition(":")
    return bool(code) and base != "unit" and any(k.startswith(f"{base}:") and k != kind for k in other.values("kind"))


def _figures_of(kind: str, ranked: bool) -> str:
    """The domain of the figures that a class is asked for."""
    base_kind = kind.partition(":")[0]
    if kind.startswith("staff_group") or domain_of(base_kind) == cols.PLAIN:
        return cols.PLAIN
    if kind in COST_SCOPES | {"expense"} and kind != "agency":
        return cols.COST
    return cols.COST if ranked and base_kind == "unit" else cols.INDICATOR


def _taken(
    base: KnowledgeBase, frame: Frame, segment: Segment, takes: frozenset[str], domain: str, ranked: bool
) -> float:
    """What a segment that names no figure costs in a question about a class."""
    features = segment.values("feature")
    phrase = "count" in features and segment.end - segment.start > 1
    if phrase and domain != cols.PLAIN and frame.words[segment.end - 1].folded.startswith(PEOPLE):
        return REFUSED  # "kaç kişi" counts no units
    if features & (takes | {"how_much", "count", "which", "list", "what"}):
        return 0.0
    if segment.end - segment.start == 1 and frame.followup and frame.words[segment.start].folded in POINTING:
        return 0.0
    if frame.apposed(segment) or (segment.number is not None and ranked):
        return 0.0
    if segment.number is not None:
        counted = [ks for other, ks in frame.classes if other.start == segment.end]
        sizes = {count for ks in counted for k in ks for count in _sizes(base, frame, k)}
        return 0.0 if segment.number in sizes else REFUSED
    if segment.values("kind"):
        return CLASS
    return 0.0 if segment.values("aspect") & NAMING else REFUSED  # "hedefleri kodlarıyla", "adları neler"


def _sizes(base: KnowledgeBase, frame: Frame, kind: str) -> Iterator[int]:
    """How many members a class has: in all, and below each entity that the message names."""
    yield len(base.of_kind(kind))
    for mention in frame.mentions:
        yield len(base.descendants(mention.entity, kind))
