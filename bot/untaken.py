"""What a message goes on from that takes none of the choices offered before it.

Nobody knows which of the things offered it follows up, if any: it is read after each of them. Where that makes no
difference it is answered, where it does, what it comes to is offered; nothing is assumed to have been chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.conversing import converse
from bot.remembering import remembered
from bot.replies.reply import ANSWER, CLARIFY, Reply
from bot.understanding.budget import TooCostly
from bot.understanding.decision import WHETHER, WHICH
from bot.understanding.dialogue import stands_for_another, with_asked
from bot.understanding.frame import Conversation
from bot.understanding.inherited import OF_ALL
from bot.understanding.pointing import pointed_at, told_beside
from knowledge.language.words import Word

if TYPE_CHECKING:
    from bot.engine import Engine

FOLLOWED = 4
"""Things offered that a message is read after, and what is offered of them again."""
NAMING, AT_LENGTH = 5, 9
"""Words from which a message that names something is a question of its own, and any message."""
WHETHER_THERE = frozenset({"exists", "yesno"})
"""Features that ask whether something is there."""
Said = tuple[Reply, Conversation]


def follow(engine: Engine, words: tuple[Word, ...], state: Conversation) -> Said:
    """The reply to a message that takes none of the choices of a conversation, and the conversation afterwards.

    What was offered stands until something else is answered or offered.
    """
    reply, after = _said(engine, words, state)
    told = reply.status == CLARIFY or reply.choices or _queries(reply)
    return reply, after if told or not state.choices else state


def _said(engine: Engine, words: tuple[Word, ...], state: Conversation) -> Said:
    before = replace(state, choices=(), claim="")
    if not state.choices:
        return converse(engine, words, before)
    after_each = _of_several(engine, words, before, spoken(engine, state)[:FOLLOWED])
    if len(after_each) == 1:
        return converse(engine, words, after_each[0])
    alone = converse(engine, words, before)
    if not after_each or _whether_only(engine, words, before) or _complete(engine, words, before):
        return alone
    try:
        first = converse(engine, words, after_each[0])
        # What was spoken of already is offered beside what is named now: "mülakat sayısında?", then "2021'i?".
        alike = {one.last.operation for one in after_each[:2] if one.last is not None}
        spoken_before = after_each[0].focus[:1] == before.focus[:1] and len(alike) == 1
        if _same(alone[0], first[0]) and not pointed_at(words) and not spoken_before:
            return alone
        others = [converse(engine, words, one) for one in after_each[1:]]
    except TooCostly:
        return alone  # who says so much asks in words of their own
    return _together(engine, words, before, [first, *others])


def _of_several(
    engine: Engine, words: tuple[Word, ...], before: Conversation, after_each: list[Conversation]
) -> list[Conversation]:
    """The conversations that a message may go on from: one that asks something of several things, after such only.

    So many as it points at may be of more than one answer.
    """
    heard = engine.reader.read_words(words, before)
    if heard.named or pointed_at(words) or not heard.features & OF_ALL:
        return after_each
    return [one for one in after_each if told_beside(one) or len(one.told) > 1] or after_each


def _whether_only(engine: Engine, words: tuple[Word, ...], state: Conversation) -> bool:
    """Whether a message names nothing and asks only if there is such a thing: "pdf var mı" is about nothing offered."""
    heard = engine.reader.read_words(words, state)
    return bool(heard.features) and heard.features <= WHETHER_THERE and not (heard.years or heard.named)


def _complete(engine: Engine, words: tuple[Word, ...], state: Conversation) -> bool:
    """Whether a message says all that it asks: nobody who goes on from a thing names another, or says so much."""
    if len(words) < NAMING or stands_for_another(words, ()):
        return False
    return len(words) >= AT_LENGTH or bool(engine.reader.read_words(words, state).named)


def spoken(engine: Engine, state: Conversation) -> list[Conversation]:
    """A conversation after each thing offered, likeliest first, as if it had been chosen."""
    found: dict[object, Conversation] = {}
    for _, query in state.choices:
        if query.operation == q.AGENCY:
            continue
        result = engine.answering.answer(query)
        if result.absence is None:
            after = replace(remembered(engine.base, result, state), choices=(), claim="")
            found.setdefault(query.cells or _things(engine, query), after)
    return list(found.values())


def _things(engine: Engine, query: Query) -> tuple[object, ...]:
    """What a query is about, whatever it asks of it."""
    owners = tuple(engine.base.attribute(row).entity for row in query.attributes)
    cells = tuple(dict.fromkeys(id for cell in query.cells for id in (cell.subject, cell.item) if id))
    return tuple(dict.fromkeys((*cells, *query.entities, *owners))) or (query,)


def _together(engine: Engine, words: tuple[Word, ...], before: Conversation, each: Sequence[Said]) -> Said:
    """What is said where it makes a difference after which thing a message is read."""
    first = each[0]
    answered = [one for one in each if one[0].status == ANSWER and _queries(one[0])]
    if first in answered and all(_same(one[0], first[0]) for one in answered):
        return first[0], _told_only(first, before)  # after the others nobody would know what to answer
    if not answered:
        return first[0], replace(before, choices=first[1].choices, claim=first[1].claim)
    queries = [query for reply, _ in answered for query in _queries(reply)]
    queries += [query for _, query in first[1].choices]
    offered = tuple(dict.fromkeys(queries))[:FOLLOWED]
    reply, after = engine.offer(WHICH if len(offered) > 1 else WHETHER, offered, before)
    return reply, replace(after, claim=engine.claims.kept(words))


def _told_only(said: Said, before: Conversation) -> Conversation:
    """The conversation after a reply, without what was only offered before it."""
    reply, after = said
    told = {cell for query in _queries(reply) for cell in query.cells} | {*before.trail}
    trail = tuple(cell for cell in after.trail if cell in told)
    asked = before.asked
    for query in _queries(reply):
        asked = with_asked(asked, query)
    return replace(after, trail=trail, asked=asked)


def _queries(reply: Reply) -> tuple[Query, ...]:
    return tuple(result.query for result in reply.results if result.query.operation not in (q.HELP, q.GREETING))


def _same(one: Reply, other: Reply) -> bool:
    """Whether two replies say or offer the same."""
    return (one.status, one.markup, one.choices) == (other.status, other.markup, other.choices)
