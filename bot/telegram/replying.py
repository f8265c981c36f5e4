"""A reply on its way: put to the engine, sent or edited in place, kept in one write with all that follows from it."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Message, User

from bot.answering.queries import GREETING, HELP, Query, Result
from bot.replies.reply import ANSWER, NO_ANSWER, Reply
from bot.telegram import keyboards, presenting
from bot.telegram.answers import chat_key
from bot.telegram.conversations import Action, actions_json, conversation_json, queries_json
from bot.telegram.engine import EngineError, EngineTooLong
from bot.telegram.knowledge import Knowledge
from bot.telegram.sending import Undeliverable, edit_html, send_html
from bot.telegram.services import Context, thread_of
from bot.telegram.state import answers, conversations, inbox, links
from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.store import Connection, Work
from bot.understanding.frame import Conversation

FAILED = Reply(NO_ANSWER, "Bu soruyu yanıtlarken bir hata oluştu. Başka türlü sorar mısınız?")
COSTLY = Reply(NO_ANSWER, "Bu mesajı çözümlemek çok uzun sürdü. Daha kısa sorar mısınız?")
TALK = "talk"
"""The status under which a greeting or a thank-you is kept: nobody failed to answer it."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: below a message, or in place of an earlier one of the bot."""

    message: Message
    """What was written or pressed; its chat and topic are the reply's."""
    user: User
    update_id: int
    standing: int = 0
    """The bot's message that is edited; 0: a new one is sent."""
    token: str = ""
    """The one that the edited message's buttons bear."""
    asked: int = 0
    """The person's message that is answered, by which an edit of it finds the answer; 0 where a button asked."""

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return self.message.chat.type == self.message.chat.PRIVATE


async def answer(
    context: Context,
    knowledge: Knowledge,
    place: Place,
    text: str,
    state: Conversation,
    *,
    kept_as: str = "",
    back: Action | None = None,
) -> Reply:
    """Puts a text to the engine and shows what it says.

    `kept_as`: the question by which it is remembered; `back`: one more button, for a way back to a list.
    """
    limits, user = context.services.limits, place.user.id

    def work() -> Awaitable[tuple[Reply, Conversation]]:
        return knowledge.engine.respond(text, state, charge=lambda seconds: limits.charge(user, seconds))

    return await _shown(context, knowledge, place, kept_as or text, state, work, back)


async def open_query(
    context: Context,
    knowledge: Knowledge,
    place: Place,
    title: str,
    query: Query,
    state: Conversation,
    *,
    back: Action | None = None,
) -> Reply:
    """Shows what a query says, as if it had been asked: it is what the chat speaks of from now on.

    `back`: as of `answer`.
    """
    spoken = next((one for one in (*(c.subject for c in query.cells), *query.entities) if ":" in one), "")
    agency = knowledge.base.agency_of(spoken) if spoken and len(knowledge.base.agencies) > 1 else state.agency
    offered = replace(state, choices=((title, query),), agency=agency)
    return await _shown(context, knowledge, place, title, state, lambda: knowledge.engine.respond("1", offered), back)


async def _shown(
    context: Context,
    knowledge: Knowledge,
    place: Place,
    text: str,
    before: Conversation,
    work: Callable[[], Awaitable[tuple[Reply, Conversation]]],
    back: Action | None = None,
) -> Reply:
    """The token of the buttons is the update's number: where a kill makes a reply go out twice, both bear the same."""
    services = context.services
    started = time.perf_counter()
    try:
        reply, after = await work()
    except EngineTooLong:
        reply, after = COSTLY, before
        _log.warning("a question costs too much", extra={"update": place.update_id})
    except EngineError as error:
        reply, after = FAILED, before
        _log.error("the engine failed", extra={"error": str(error), "update": place.update_id})
        services.metrics.errors.labels("EngineError").inc()
        await services.notices.tell(f"engine {error}", "⚠ Bir soru yanıtlanırken hata oluştu. Ayrıntılar günlükte.")
    token = place.token or f"{place.update_id:x}"
    queries = queries_json(_single(reply))
    key = links.key_of(knowledge.fingerprint, queries) if reply.status == ANSWER and reply.sources else ""
    actions = (*keyboards.actions_of(reply, knowledge, key), *((back,) if back else ()))
    stored = StoredAnswer(
        token=token,
        chat_id=place.message.chat_id,
        message_id=place.standing,
        user_id=place.user.id,
        question=text,
        knowledge=knowledge.fingerprint,
        conversation=(kept := conversation_json(after)),
        queries=queries,
        actions=actions_json(actions),
        status=TALK if _courteous(reply) else reply.status,
        milliseconds=(elapsed := time.perf_counter() - started) * 1000,
        asked=place.asked,
    )
    html = presenting.html_of(reply)
    keyboard = keyboards.markup(token, actions, context.bot)

    async def send() -> tuple[int, int]:
        if place.standing and await edit_html(context.bot, place.message.chat_id, place.standing, html, keyboard):
            return place.message.chat_id, place.standing
        chat, thread = place.message.chat_id, thread_of(place.message)
        below = None if place.private else place.asked or place.message.message_id
        sent = await services.rich.send(context.bot, reply, chat, reply_to=below, thread=thread, keyboard=keyboard)
        if sent is None:
            sent = await send_html(context.bot, chat, html, reply_to=below, thread=thread, keyboard=keyboard)
        return sent.chat_id, sent.message_id

    def noting(sent: tuple[int, int]) -> Work[None]:
        chat, number = sent
        standing = replace(stored, chat_id=chat, message_id=number)

        def write(connection: Connection) -> None:
            inbox.done(connection, place.update_id)
            conversations.save(connection, chat_key(place.message, chat), knowledge.fingerprint, kept)
            answers.save(connection, standing)
            if key:
                links.keep(connection, key, knowledge.fingerprint, queries)

        return write

    try:
        await services.handover.hand_over(send, noting)
    except Undeliverable as error:
        _log.warning("a reply cannot be delivered", extra={"reason": str(error), "update": place.update_id})
        return reply
    services.metrics.replies.labels(reply.status).inc()
    services.metrics.seconds.observe(elapsed)
    return reply


def _courteous(reply: Reply) -> bool:
    """Whether a reply only returns a greeting or says what can be asked."""
    return bool(reply.results) and all(r.query.operation in (GREETING, HELP) for r in reply.results)


def _single(reply: Reply) -> tuple[Result, ...]:
    """The results of the questions that a message held."""
    return tuple(part for result in reply.results for part in (result.parts or (result,)))
