"""What comes of one question, read by both readers: said, quoted, asked back, offered or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.completing import completed
from bot.offers import OFFERED
from bot.opinion import Opinion
from bot.quoting import FEW, Quote, quotable
from bot.replies.kinds import class_word
from bot.replies.reply import ANSWER, NO_ANSWER, Reply
from bot.stating import stated
from bot.unanswered import NOT_UNDERSTOOD
from bot.understanding.again import asked_again, says_same, without_same
from bot.understanding.bands import by_age
from bot.understanding.constraints import REACHED_BY
from bot.understanding.decision import WHETHER, WHICH
from bot.understanding.frame import Conversation
from bot.understanding.lattice import Lattice
from bot.understanding.second.model import limit
from bot.understanding.unit_classes import of_another_level
from bot.unnamed import class_asked_of, class_of_none_named, members, told_of_few
from bot.verdict import OFFER, REFUSE, RULES_ALONE, SAY, Verdict, certain, decide, taught, unrivalled, unweighed
from knowledge.language.declension import with_case
from knowledge.language.words import Word

if TYPE_CHECKING:
    from bot.engine import Engine

PERHAPS, PERHAPS_THIS = "Bunu anlayamadım. Şunlardan birini mi sordunuz?", "Bunu anlayamadım. Şunu mu sordunuz?"
BY_ACTIVITY = "Bütçe programda faaliyetlere göre veriliyor. Hangisini soruyorsunuz?"
NONE_OF_IT = "feature:nil"
"""Sense of words that say there is none."""
INSTEAD = "Şunları sorabilirsiniz:"


@dataclass(slots=True)
class Outcome:
    """What comes of a message, or of a part of it."""

    reply: Reply
    after: Conversation
    verdict: Verdict
    idle: bool = False
    """Whether nothing is asked."""


def outcome(engine: Engine, words: tuple[Word, ...], state: Conversation, compared: bool = True) -> Outcome:
    """What both readers make of some words; what is asked back is kept for the choice.

    `compared`: whether it counts how sure the verdict is, beside that of the whole message or of its parts.
    """
    found = _read(engine, words, state, compared)
    if found.after.choices and not found.idle:
        found.after = replace(found.after, claim=engine.claims.kept(words))
    return found


def _again(engine: Engine, words: tuple[Word, ...], state: Conversation) -> Outcome | None:
    """What comes of asking the same of another thing; None where a message does not."""
    lattice = engine.reader.vocabulary.read(words)
    queries = asked_again(engine.reader.figures, lattice, engine.reader.linker.mentions(lattice), state)
    held = [query for query in queries if engine.answering.answer(query).absence is None]
    if len(held) > 1:
        return Outcome(*engine.offer(WHICH, held, state), Verdict(OFFER, choices=tuple(held), sure=1.0))
    if not queries or (not held and any(query.operation != q.VALUE for query in queries)):
        return None
    reply, after = engine.say(held or queries[:1], state)
    return Outcome(reply, after if held else state, Verdict(SAY if held else REFUSE, tuple(held), sure=1.0))


def _by_age(engine: Engine, words: tuple[Word, ...], state: Conversation) -> Outcome | None:
    """What comes of asking for the persons of several ages; None where a message does not."""
    lattice = engine.reader.vocabulary.read(words)
    query = by_age(engine.base, lattice, engine.reader.linker.mentions(lattice), state)
    if query is None:
        return None
    reply, after = engine.say((query,), state)
    return Outcome(engine.claims.told(reply, lattice, state), after, Verdict(SAY, (query,), sure=1.0))


def _read(engine: Engine, words: tuple[Word, ...], state: Conversation, compared: bool) -> Outcome:
    again = _again(engine, words, state)
    if again is not None:
        return again
    of_ages = _by_age(engine, words, state)
    if of_ages is not None:
        return of_ages
    if state.last is not None and says_same(words) and len(words) > 1:
        words = without_same(words)
    opinion, after = engine.by_rules(words, state)
    reply, queries = opinion.reply, opinion.queries
    if opinion.idle:
        return Outcome(reply, after, Verdict(SAY), True)
    if any(result.query.operation in RULES_ALONE for result in reply.results):
        return Outcome(reply, after, Verdict(SAY, queries, sure=1.0))
    lattice = engine.reader.vocabulary.read(words)
    if not compared and (certain(opinion, taught(engine.answering)) or unrivalled(opinion)):
        verdict = unweighed(opinion)  # the second reader takes as long as all else
    else:
        verdict = decide(engine.answering, opinion, engine.second.read(lattice, state))
    if verdict.kind == SAY:
        if verdict.queries != queries:
            reply, after = engine.say(verdict.queries, state)
        said = _said_or_told(engine, opinion, Outcome(reply, after, verdict), lattice, state)
        return _none_named(engine, said, lattice, state) or _completed(engine, said, lattice, state)
    told = _settled(engine, verdict.claimed, lattice, state) or _stated(engine, lattice, state)
    if told is not None:
        return _none_named(engine, told, lattice, state) or told
    which = None if state.last is not None or opinion.undated else _which_of_them(engine, lattice, state)
    return which or _unsaid(engine, opinion, Outcome(reply, after, verdict), lattice, state)


def _completed(engine: Engine, said: Outcome, lattice: Lattice, state: Conversation) -> Outcome:
    """What is said, with what else is asked of the thing whose text it tells."""
    queries = said.verdict.queries
    if len(queries) != 1 or said.reply != engine.answer(queries):
        return said
    whole = completed(engine.base, lattice, engine.reader.linker.mentions(lattice), queries[0])
    if whole.attributes == queries[0].attributes:
        return said
    return Outcome(*engine.say((whole,), state), replace(said.verdict, queries=(whole,)))


def _none_named(engine: Engine, said: Outcome, lattice: Lattice, state: Conversation) -> Outcome | None:
    """What is asked back where a first message names a class alone, and one of several is told of; None elsewhere."""
    results = said.reply.results
    if state.last is not None or said.reply.status != ANSWER or len(results) != 1:
        return None
    mentions = engine.reader.linker.mentions(lattice)
    kind = class_of_none_named(engine.base, lattice, mentions, results[0].query)
    return _asked_back(engine, kind, members(engine.base, kind, lattice), state) if kind else None


def _unsaid(engine: Engine, opinion: Opinion, by_rules: Outcome, lattice: Lattice, state: Conversation) -> Outcome:
    """What is offered or refused; `by_rules`: the rules' reply, under the verdict of both readers."""
    reply, verdict = by_rules.reply, by_rules.verdict
    quotes = quotable(engine.base, lattice, engine.reader.linker.mentions(lattice), verdict)
    choices = _with_quotes(verdict.choices, quotes)
    if verdict.kind == REFUSE and len(choices) <= FEW:
        choices = tuple(dict.fromkeys((*choices, *told_of_few(engine.base, lattice))))[:OFFERED]
    # A short message may be about the programme for all that one of its words is unknown: "zorgulama kapasitesi".
    known = opinion.lacking or opinion.undated or opinion.short
    if verdict.kind == REFUSE and verdict.sure > limit("nothing") and not known:
        choices = tuple(one.query for one in quotes if one.likely >= limit("quoted"))
        # "Bahçede şahin buldum, hangi numara": whoever asks so may mean the agency by words that it does not have.
        choices = choices or told_of_few(engine.base, lattice, REACHED_BY)
        if not choices:
            return Outcome(replace(_refusal(reply), outside=True), state, verdict)
    if verdict.kind == OFFER:
        if choices == opinion.choices:
            return by_rules
        return Outcome(*engine.offer(WHICH if len(choices) > 1 else WHETHER, choices, state), verdict)
    if not choices:
        return Outcome(_refusal(reply), state, verdict)
    denied = reply.status == NO_ANSWER and (verdict.sure >= limit("deny") or opinion.undated)
    denied = denied and (opinion.outside or not any(one.query in choices for one in quotes))  # the prose tells of it
    perhaps = PERHAPS if len(choices) > 1 else PERHAPS_THIS
    text = f"{reply.markup}\n{INSTEAD}" if denied else perhaps
    return Outcome(*engine.offer(text, choices, state, NO_ANSWER), verdict)


def _with_quotes(choices: Sequence[Query], quotes: Sequence[Quote]) -> tuple[Query, ...]:
    """What is offered: sentences too, before the unlikeliest choices where they are likely themselves."""
    kept = OFFERED - sum(one.likely >= limit("quoted_first") for one in quotes)
    return (*choices[:kept], *(one.query for one in quotes), *choices[kept:])[:OFFERED]


def _which_of_them(engine: Engine, lattice: Lattice, state: Conversation) -> Outcome | None:
    """What comes of a first message that names only a class: which of it is meant is asked back."""
    kind = class_asked_of(engine.base, lattice)
    return _asked_back(engine, kind, members(engine.base, kind, lattice), state) if kind else None


def _asked_back(engine: Engine, kind: str, offered: tuple[Query, ...], state: Conversation) -> Outcome | None:
    """Which member of a class is meant; None where none has what is asked."""
    if not offered:
        return None
    one = class_word(kind).replace(" ve ", " veya ")
    head = f"Hangi {with_case(one, 'acc')} soruyorsunuz?"
    if kind.startswith("unit:") and any(cell.subject.startswith("activity:") for cell in offered[0].cells):
        head = BY_ACTIVITY
    return Outcome(*engine.offer(head, offered, state), Verdict(OFFER, choices=offered, sure=1.0))


def _said_or_told(engine: Engine, opinion: Opinion, said: Outcome, lattice: Lattice, state: Conversation) -> Outcome:
    """What is said with a yes or a no; what does so where it settles no claim.

    Where it does not tell how many, or which unit of a level asked for, what tells it; else whether it is meant.
    """
    related = [id for result in said.reply.results if result.query.operation == q.RELATION for id in result.entities]
    if engine.claims.uncited(said.reply, lattice) or of_another_level(engine.base, lattice, related, said.reply.markup):
        choices = said.verdict.queries
        offered = Outcome(*engine.offer(WHETHER, choices, state), Verdict(OFFER, choices=choices))
        return _stated(engine, lattice, state) or offered
    said.reply = engine.claims.counted(engine.claims.told(said.reply, lattice, state), lattice)
    if opinion.counting and not said.reply.figures and said.reply.status == ANSWER:
        return _stated(engine, lattice, state) or said
    if said.verdict.claimed is None or engine.claims.settled(said.reply):
        return said
    return _settled(engine, said.verdict.claimed, lattice, state) or said


def _stated(engine: Engine, lattice: Lattice, state: Conversation) -> Outcome | None:
    """What comes of quoting the sentence that states what is asked; None where none surely does."""
    told = stated(engine.base, lattice, engine.reader.linker.mentions(lattice), state)
    if told is None:
        return None
    reply, after = engine.say((told,), state)
    if engine.claims.uncited(reply, lattice):
        return None
    return Outcome(engine.claims.counted(reply, lattice), after, Verdict(SAY, (told,), sure=limit("answer")))


def _settled(engine: Engine, claimed: Query | None, lattice: Lattice, state: Conversation) -> Outcome | None:
    """What comes of a claim held against an answer; None where that says neither yes nor no."""
    if claimed is None or (claimed.operation in (q.VALUE, q.EXISTS) and lattice.saying((NONE_OF_IT,))):
        return None  # "kirada bir binamız yok, değil mi" is not settled by how large a building is
    reply, after = engine.say((claimed,), state)
    reply = engine.claims.told(reply, lattice, state)
    if not engine.claims.settled(reply):
        return None
    return Outcome(reply, after, Verdict(SAY, (claimed,), sure=limit("answer")))


def _refusal(reply: Reply) -> Reply:
    """What the rules say where they refuse; else that nothing is understood."""
    return reply if reply.status == NO_ANSWER else Reply(NO_ANSWER, NOT_UNDERSTOOD)
