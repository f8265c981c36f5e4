"""What is made of the readings of a message: the best of them, or which of several is asked back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.choices import label_of, placed, things
from bot.understanding.frame import Reading
from knowledge.base import KnowledgeBase

LIMIT = 2.7
"""A reading that costs more is too far-fetched to answer."""
LIMIT_ALONE, LIMIT_MORE = 0.9, 0.25
"""The same for short messages: so much, and so much more for each word. Every word of a message may hold a slip."""
MARGIN = 0.1
"""Two meanings nearer than this are asked back: less than a half-said name differs from a fully said one."""
HALF_SAID = 0.25
"""The same for things of one kind that are named by the same few words: which of them was meant is not said."""
FULLER = 0.5
"""How much more a reading with a value may cost than one without, where it explains more by one name."""
DESCRIBED = 0.6
"""The same where a thing is only described: "mağdurlara ilişkin gösterge"."""
GUESS = 0.45
"""Share of a name below which the bot asks whether it was meant."""
GUESS_COUNTED = 0.62
"""The same where nothing else is said than that it is counted: "kaç telefon var"."""
COUNTING = frozenset({"count", "how_much", "exists", "list", "which"})
SHARED = 0.5
"""The same for a bare name that things of several kinds bear: nothing says which kind is meant."""
UNSHARED = frozenset({"abbreviation", "table", "person"})
"""Kinds that only repeat what another bearer of a name is."""
WHICH, WHETHER = "Hangisini soruyorsunuz?", "Şunu mu soruyorsunuz?"


@dataclass(frozen=True, slots=True)
class Decision:
    """A query to answer; or, where it has a question, what it asks back and from what to choose."""

    query: Query | None
    question: str = ""
    choices: tuple[tuple[str, Query], ...] = ()


def far_fetched(readings: Sequence[Reading], words: int) -> bool:
    """Whether even the best reading of a message of some words costs too much to be answered, or there is none."""
    return not readings or readings[0].cost > min(LIMIT, LIMIT_ALONE + LIMIT_MORE * words)


def decide(base: KnowledgeBase, readings: Sequence[Reading], fresh: bool, with_kind: Callable[[str], str]) -> Decision:
    """What is made of some readings, the cheapest first.

    `fresh`: whether nothing was answered before; `with_kind`: the name of an entity with what it is.
    """
    best = readings[0]
    shared = _shared(readings) if fresh else {}
    if len(shared) > 1:
        return Decision(None, WHICH, tuple((with_kind(entity), query) for entity, query in shared.items()))
    if best.absent and (fuller := _fuller(readings)) is not None:
        best, readings = fuller, [reading for reading in readings if not reading.absent]
    if best.absent:
        return Decision(best.query)  # the programme holds it of none of them
    labels = _labels(base, best, [reading for reading in readings if _rivals(base, reading, best)])
    if len(labels) > 1:
        return Decision(None, WHICH, tuple(labels.items()))
    if best.query.cells and _guessed(best):
        return Decision(None, WHETHER, ((label_of(base, best.query, best.query), best.query),))
    return Decision(best.query)


def _rivals(base: KnowledgeBase, reading: Reading, best: Reading) -> bool:
    """Whether a reading, maybe the best itself, may as well be meant."""
    return (
        (reading.nearer_than(MARGIN, best) or _half_said(reading, best))
        and reading.query.operation == best.query.operation
        and _shape(reading.query) == _shape(best.query)
        and not _says_less(reading, best)
        and not _contains(base, reading, best)
        and bool(reading.mentions) >= bool(best.mentions)
    )


def _labels(base: KnowledgeBase, best: Reading, rivals: Sequence[Reading]) -> dict[str, Query]:
    """What tells some readings apart, and what each of them asks."""
    labels: dict[str, Query] = {}
    for reading in rivals:
        label = label_of(base, reading.query, best.query)
        if label in labels and things(base, labels[label]) != things(base, reading.query):
            first = labels.pop(label)
            labels[placed(base, first, label)] = first
            label = placed(base, reading.query, label)
        labels.setdefault(label, reading.query)
    return labels


def _shared(readings: Sequence[Reading]) -> dict[str, Query]:
    """The things of several kinds that a bare name is the name of; empty for others."""
    best = readings[0]
    if len(best.mentions) != 1 or any(not segment.free for segment in best.segments):
        return {}
    own = best.mentions[0]
    meant: dict[str, Query] = {}
    for reading in readings:
        if len(reading.mentions) != 1 or reading.cost > best.cost + SHARED:
            continue
        other = reading.mentions[0]
        if other.mask == own.mask and other.whole and other.kind not in UNSHARED:
            meant.setdefault(other.entity, reading.query)
    if not own.whole or own.kind in UNSHARED or len({entity.partition(":")[0] for entity in meant}) < 2:
        return {}
    return meant


def _contains(base: KnowledgeBase, rival: Reading, best: Reading) -> bool:
    """Whether a rival is about the whole that the thing named in full is a part of."""
    return any(
        m.entity in {entity.id for entity in base.ancestors(own.entity)} and (not m.whole or own.mask & ~m.mask == 0)
        for own in best.mentions
        if own.whole
        for m in rival.mentions
    )


def _shape(query: Query) -> tuple[object, ...]:
    """What two meanings must share for a choice between them to make sense."""
    return (query.operation, query.kind, len(query.cells) if query.operation != q.SUM else 0)


def _fuller(readings: Sequence[Reading]) -> Reading | None:
    """The reading that has a value and names one thing with the words of several, where the best has no value."""
    first = readings[0]
    named = 0
    for mention in first.mentions:
        named |= mention.mask
    for reading in readings[1:] if named else ():
        if reading.cost > first.cost + FULLER:
            return None
        if not reading.absent and reading.query.cells and len(reading.mentions) == 1:
            mask = reading.mentions[0].mask
            if mask & named == named and mask != named:
                return reading
    return None


def _half_said(rival: Reading, best: Reading) -> bool:
    """Whether the same words, part of two names, name the best reading's thing and another of its kind."""
    described = _described(best)
    if rival.cost > best.cost + (DESCRIBED if described else HALF_SAID) or len(rival.mentions) != len(best.mentions):
        return False
    pairs = list(zip(rival.mentions, best.mentions, strict=True))
    return all(
        other.kind == own.kind and (other.entity == own.entity or described or not (other.whole or own.whole))
        for other, own in pairs
    ) and any(other.mask & own.mask for other, own in pairs)


def _guessed(reading: Reading) -> bool:
    """Whether little of a name is all that names a figure's subject: "kabul" of "geri kabul başvuruları …"."""
    said = [segment for segment in reading.segments if not segment.free]
    bare = all(segment.values("feature") <= COUNTING and not segment.years for segment in said)
    least = GUESS_COUNTED if said and bare else GUESS
    return bool(reading.mentions) and all(
        not mention.whole and mention.coverage < least for mention in reading.mentions
    )


def _described(reading: Reading) -> bool:
    """Whether a thing is only described by a word: "mağdurlara ilişkin gösterge"."""
    if len(reading.mentions) != 1:
        return False
    mention = reading.mentions[0]
    lone = not mention.official and mention.mask & (mention.mask - 1) == 0
    return lone and any(mention.kind in s.values("kind") and s.start > mention.end for s in reading.segments)


def _says_less(rival: Reading, best: Reading) -> bool:
    """Whether a rival names its thing with only some of the words that name the best reading's."""
    return any(
        own.mask & ~(other.mask | _class_words(rival))
        and own.mask & other.mask == other.mask
        and own.cost <= other.cost + MARGIN
        for other in rival.mentions
        if other not in best.mentions
        for own in best.mentions
    )


def _class_words(reading: Reading) -> int:
    """The words that name the kind of a thing ("faaliyetinin"), as bits."""
    return sum({segment.mask for segment in reading.segments if segment.values("kind")})
