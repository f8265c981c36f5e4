"""A message answered by two readers: the whole of it, or each question that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.quoting import quotable
from bot.replies.reply import NO_ANSWER, Reply
from bot.understanding.frame import Conversation
from bot.understanding.second.features import QUESTION_WORDS
from bot.understanding.second.model import limit
from bot.understanding.second.signals import POINTING
from bot.verdict import OFFER, OFFERED, RULES_ALONE, SAY, Verdict, decide
from knowledge.language.words import Word

if TYPE_CHECKING:
    from bot.engine import Engine

MOST_PARTS = 6
"""Questions of one message."""
WHICH = "Hangisini soruyorsunuz?"
PERHAPS = "Bunu anlayamadım. Şunlardan birini mi sordunuz?"
INSTEAD = "Şunları sorabilirsiniz:"
ENDS = frozenset("?.;!\n")
"""Marks after which a new question may begin."""
JOINING = frozenset({"ve", "ayrica", "birde"})
"""Words between two questions, folded."""


@dataclass(slots=True)
class Outcome:
    """What comes of a message, or of a part of it."""

    reply: Reply
    after: Conversation
    verdict: Verdict
    idle: bool = False
    """Whether nothing is asked."""


def converse(engine: Engine, words: tuple[Word, ...], state: Conversation) -> tuple[Reply, Conversation]:
    """The reply to a message and the conversation afterwards."""
    whole = outcome(engine, words, state)
    if whole.idle or (whole.verdict.kind == SAY and whole.verdict.sure >= limit("whole") and not _marked(words)):
        return whole.reply, whole.after
    for cuts, every in ((_sentences(words), False), (_joints(words), True)):
        parts = _parts(engine, words, cuts, state, every) if cuts else None
        if parts is not None and _better(parts, whole):
            replies = [part.reply for part in parts]
            return (replies[0] if len(replies) == 1 else engine.wording.joined(replies)), parts[-1].after
    return whole.reply, whole.after


def outcome(engine: Engine, words: tuple[Word, ...], state: Conversation) -> Outcome:
    """What both readers make of some words; a claim that is asked back is kept for the choice."""
    found = _read(engine, words, state)
    if found.after.choices and not found.idle:
        found.after = replace(found.after, claim=engine.claims.kept(words))
    return found


def _read(engine: Engine, words: tuple[Word, ...], state: Conversation) -> Outcome:
    opinion, after = engine.by_rules(words, state)
    reply, queries = opinion.reply, opinion.queries
    if opinion.idle:
        return Outcome(reply, after, Verdict(SAY), True)
    if any(result.query.operation in RULES_ALONE for result in reply.results):
        return Outcome(reply, after, Verdict(SAY, queries, sure=1.0))
    lattice = engine.reader.vocabulary.read(words)
    verdict = decide(engine.answering, opinion, engine.second.read(lattice, state))
    if verdict.kind == SAY:
        if verdict.queries != queries:
            reply, after = engine.say(verdict.queries, state)
        reply = engine.claims.counted(engine.claims.told(reply, lattice, state), lattice)
        return Outcome(reply, after, verdict)
    choices = verdict.choices
    if len(choices) < OFFERED and verdict.sure < limit("nothing"):
        choices = (*choices, *quotable(engine.base, lattice))[:OFFERED]
    if verdict.kind == OFFER:
        if choices == opinion.choices:
            return Outcome(reply, after, verdict)
        return Outcome(*engine.offer(WHICH, choices, state), verdict)
    if not choices:
        return Outcome(reply if reply.status == NO_ANSWER else _unknown(), state, verdict)
    denied = reply.status == NO_ANSWER and verdict.sure >= limit("deny")
    text = f"{reply.markup}\n{INSTEAD}" if denied else PERHAPS
    return Outcome(*engine.offer(text, choices, state, NO_ANSWER), verdict)


def _unknown() -> Reply:
    return Reply(NO_ANSWER, "Bunu anlayamadım. Başka türlü sorar mısınız?")


def _parts(
    engine: Engine, words: tuple[Word, ...], cuts: Sequence[int], state: Conversation, every: bool
) -> list[Outcome] | None:
    """What comes of each question between some cuts, without parts that ask nothing; None where too many.

    None also where a part points at one that is not understood, and where `every` part must be understood but is not.
    """
    bounds = [0, *cuts, len(words)]
    if len(bounds) > 2 * MOST_PARTS:
        return None
    found: list[Outcome] = []
    current, lost = state, False
    marked = _marked(words)
    for start, end in pairwise(bounds):
        part = words[start:end]
        if len(part) > 1 and part[0].folded in JOINING:
            part = part[1:]
        one = outcome(engine, part, current) if part else None
        if one is None or one.idle:
            continue
        if one.verdict.kind not in (SAY, OFFER):
            if every:
                return None
            lost = True
            continue
        if lost and any(word.folded in POINTING for word in part):
            return None
        current = one.after
        if marked and not every and not _asks(words, start, end):
            continue  # what it tells of is what the questions are about
        found.append(one)
    return found if len(found) <= MOST_PARTS else None


def _asks(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a part of a message with question marks is a question: it has one, or a word that asks."""
    marked = end < len(words) and "?" in words[end].gap
    return marked or any(word.folded in QUESTION_WORDS for word in words[start:end])


def _better(parts: list[Outcome], whole: Outcome) -> bool:
    """Whether the parts of a message answer it better than the whole does."""
    said = [part for part in parts if part.verdict.kind == SAY]
    if not said or len({part.verdict.queries for part in said}) < len(said):
        return False
    sure = min(part.verdict.sure for part in said)
    if sure < limit("part") or len(parts) - len(said) > 1:
        return False
    if whole.verdict.kind != SAY:
        return len(said) == len(parts) or len(said) > 1
    return len(said) == len(parts) > 1 and sure > whole.verdict.sure


def _marked(words: Sequence[Word]) -> bool:
    """Whether a message holds more than one question mark, or one inside it."""
    return any("?" in word.gap for word in words[1:])


def _sentences(words: Sequence[Word]) -> list[int]:
    return [index for index, word in enumerate(words) if index and set(word.gap) & ENDS]


def _joints(words: Sequence[Word]) -> list[int]:
    return list(_joining(words))


def _joining(words: Sequence[Word]) -> Iterator[int]:
    for index, word in enumerate(words):
        if 1 < index < len(words) - 1 and (word.folded in JOINING or set(word.gap) & {",", "?"}):
            yield index
