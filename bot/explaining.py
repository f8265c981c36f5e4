"""Why a message was understood as it was: which word became what, and which other readings there were."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.queries import Column, Query
from bot.answering.terms import Held, MembersHeld, Number, Passed, Place, Ranked, RankedByMembers, RatioHeld
from bot.questions.labels import ROLES, of_feature, of_operation
from bot.replies.figures import column_words, number, ordinal, subject
from bot.replies.kinds import class_word
from bot.replies.limits import held
from bot.understanding.frame import Reading
from bot.understanding.linking import Mention
from bot.understanding.reading import Understanding
from bot.understanding.second.candidates import NONE
from bot.understanding.segments import Segment
from knowledge.base import KnowledgeBase

READINGS = 3
"""Readings that are shown: the best, and those that came nearest."""
NAMED = 3
"""Things that a reading's line names before it only counts them."""
LEAST = 0.01
"""The least probability that is shown."""
NOTHING = "programda olmayan bir şey"
TEXT = 70
"""Letters of a text that are shown."""

_NO_READING = {
    False: "Sözcüklerin hepsini birden açıklayan bir okuma yok.",
    True: "Soru yok: yalnızca sohbet sözleri var.",
}
_PLACES = {role: place for place, role in enumerate(str.split("measure feature kind aspect smalltalk"))}


def explain(base: KnowledgeBase, understanding: Understanding) -> str:
    """The words of a message with what each became, then the best readings with their costs, in Turkish."""
    lines = ["Sözcükler:", *_words(base, understanding)]
    readings = understanding.readings[:READINGS]
    if not readings:
        return "\n".join([*lines, _NO_READING[bool(understanding.smalltalk)], *_second(base, understanding)])
    lines.append("Kurallara göre okumalar (maliyeti en az olan öndedir):")
    for place, reading in enumerate(readings, 1):
        margin = f", fark {_cost(reading.cost - readings[0].cost)}" if place > 1 else ""
        lines.append(f"  {place}. {meaning(base, reading.query)} ({_cost(reading.cost)}{margin})")
    if len(understanding.readings) > READINGS:
        lines.append(f"  … ve {len(understanding.readings) - READINGS} okuma daha")
    return "\n".join([*lines, *_second(base, understanding)])


def _second(base: KnowledgeBase, understanding: Understanding) -> Iterator[str]:
    """What the second reader takes the message for, with its probabilities."""
    likely = [(query, chance) for query, chance in understanding.second[:READINGS] if chance >= LEAST]
    if likely:
        yield "Öğrenilmiş ağırlıklara göre okumalar (olasılığıyla):"
    for place, (query, chance) in enumerate(likely, 1):
        told = NOTHING if query.operation == NONE.query.operation else meaning(base, query)
        yield f"  {place}. {told} (%{round(100 * chance)})"


def meaning(base: KnowledgeBase, query: Query) -> str:
    """A query in short Turkish: "değer: Aktif ikamet izni sayısı, 2023 hedefi"."""
    things = list(dict.fromkeys(_things(base, query)))
    named = "; ".join(things[:NAMED]) + (f"; +{len(things) - NAMED}" if len(things) > NAMED else "")
    operation = of_operation(query.operation)
    return f"{operation}: {named}" if named else operation


def _things(base: KnowledgeBase, query: Query) -> Iterator[str]:
    for cell in query.cells:
        yield f"{subject(base, cell.subject, cell.item)}, {column_words(cell.column)}"
    for id in query.entities:
        yield base.entity(id).name if ":" in id else id
    for row in query.attributes:
        text = base.attribute(row).text
        yield text if len(text) <= TEXT else text[:TEXT].rsplit(" ", 1)[0] + " …"
    if query.kind:
        first = next(iter(base.of_kind(query.kind)), None)
        yield f"{len(base.of_kind(query.kind))} kayıt ({first.name}, …)" if first else class_word(query.kind)
    for column in query.columns:
        yield column_words(column)
    yield from _condition(query)


def _condition(query: Query) -> Iterator[str]:
    """How figures are held against a number, and how many are asked for."""
    match query.terms:
        case Held(side, float(bound)) | RatioHeld(side, bound) | MembersHeld(_, side, bound) | Passed(side, bound):
            yield held(side, bound, "")
        case Number(value):
            yield number(value, "")
        case Ranked(Place(first, nth)) | RankedByMembers(_, Place(first, nth)):
            if nth:
                yield f"{ordinal(nth)} sıradaki"
            elif first > 1:
                yield number(first, "")


def _words(base: KnowledgeBase, understanding: Understanding) -> Iterator[str]:
    """A line for each mention and each segment of the best reading, in the order said, and for the words left."""
    best = understanding.readings[0] if understanding.readings else Reading(Query(""), 0.0)
    mentions = best.mentions if understanding.readings else _apart(understanding.mentions)
    lines: list[tuple[int, str]] = []
    taken = 0
    for mention in mentions:
        taken |= mention.mask
        lines.append((mention.start, f"{_said(understanding, mention.mask)} → {_mention(base, mention)}"))
    for segment in best.segments:
        taken |= segment.mask
        lines.append((segment.start, f"{_said(understanding, segment.mask)} → {_segment(segment)}"))
    for position, word in enumerate(understanding.words):
        if not taken >> position & 1:
            lines.append((position, f"{word.text} → {_left(understanding, best, word.text)}"))
    return (f"  {line}" for _, line in sorted(lines, key=lambda line: line[0]))


def _apart(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The full names that share no word: what a message without a reading seems to speak of."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.whole and not any(mention.mask & other.mask for other in found):
            found.append(mention)
    return tuple(found)


def _said(understanding: Understanding, mask: int) -> str:
    return " ".join(word.text for position, word in enumerate(understanding.words) if mask >> position & 1)


def _mention(base: KnowledgeBase, mention: Mention) -> str:
    notes = [_cost(mention.cost)]
    if mention.slip:
        notes.append("yazım hatası düzeltildi")
    if not mention.whole:
        notes.append(f"adın %{round(mention.coverage * 100)} kadarı")
    return f"{base.entity(mention.entity).name} ({', '.join(notes)})"


def _segment(segment: Segment) -> str:
    if segment.years:
        return "yıl " + ", ".join(map(str, segment.years))
    if segment.number is not None:
        return "sayı " + number(segment.number, "")
    senses = sorted(segment.senses, key=lambda sense: (_PLACES.get(sense.partition(":")[0], len(_PLACES)), sense))
    return " / ".join(dict.fromkeys(_sense(sense) for sense in senses))


def _sense(sense: str) -> str:
    role, _, value = sense.partition(":")
    if role == "measure":
        return f"{column_words(Column(value))} sütunu"
    if role == "feature":
        return f"“{of_feature(value)}” sorusu"
    return ROLES.get(role, role)


def _left(understanding: Understanding, best: Reading, word: str) -> str:
    if word in understanding.unexplained and not understanding.smalltalk:
        return "açıklanamadı"
    if not understanding.readings:
        return ROLES["smalltalk"] if understanding.smalltalk else "bilinen söz"
    return "yanıt metninde geçiyor" if best.query.attributes else "soruya katılmadı"


def _cost(value: float) -> str:
    return f"{value:.2f}".replace(".", ",").replace("-0,00", "0,00")
