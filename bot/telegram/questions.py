"""A question and its answer: in a private chat, and in a group where the bot is meant."""

from __future__ import annotations

import html
import logging
import time
from dataclasses import dataclass, replace

from telegram import Message, MessageEntity, Update, User

from bot.answering.queries import GREETING, HELP, Query, Result
from bot.replies.examples import first
from bot.replies.reply import NO_ANSWER, Reply
from bot.telegram import keyboards
from bot.telegram.conversations import (
    ACTIONS,
    CONVERSATION,
    QUERIES,
    Action,
    actions_json,
    carried,
    conversation_json,
    queries_json,
)
from bot.telegram.engine import EngineError, EngineTooLong
from bot.telegram.knowledge import Knowledge
from bot.telegram.sending import Undeliverable, send_html, typing
from bot.telegram.services import Context, thread_of
from bot.telegram.state import answers, conversations, inbox
from bot.telegram.state.answers import StoredAnswer
from bot.telegram.state.store import Connection
from bot.understanding.frame import Conversation

FAILED = Reply(NO_ANSWER, "Bu soruyu yanıtlarken bir hata oluştu. Başka türlü sorar mısınız?")
COSTLY = Reply(NO_ANSWER, "Bu mesajı çözümlemek çok uzun sürdü. Daha kısa sorar mısınız?")
NO_TEXT = "Yalnızca yazılı soruları yanıtlayabiliyorum. Sorunuzu yazar mısınız?"
TOO_LONG = "Mesajınız çok uzun: en çok {limit} karakter okuyabiliyorum. Sorunuzu kısaltıp yeniden yazar mısınız?"
NOTHING_ASKED = "Sorunuzu da yazar mısınız? Örneğin: {example}"
TALK = "talk"
"""The status under which a greeting or a thank-you is kept: nobody failed to answer it."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that stands in a chat, as a press of its buttons finds it."""

    stored: StoredAnswer
    conversation: Conversation
    queries: tuple[Query, ...]
    """Empty where the knowledge base was swapped since and they no longer fit it."""
    actions: tuple[Action, ...]


async def question(update: Update, context: Context) -> None:
    """A message in a private chat."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    if not message.text:
        await _say(context, update, message, NO_TEXT)
        return
    await ask(context, update, message, message.from_user, message.text)


async def group_question(update: Update, context: Context) -> None:
    """A message in a group: answered where it mentions the bot or replies to it."""
    message = update.effective_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return
    text = meant_for(message, context.bot.username, context.bot.id)
    if text is None:
        return
    if not text:
        await _say(context, update, message, _nothing_asked(context))
        return
    await ask(context, update, message, message.from_user, text)


async def asked_by_command(update: Update, context: Context) -> None:
    """/sor with the question behind it."""
    message = update.effective_message
    if message is None or message.from_user is None or message.text is None:
        return
    _, _, text = message.text.partition(" ")
    if not text.strip():
        await _say(context, update, message, _nothing_asked(context))
        return
    await ask(context, update, message, message.from_user, text.strip())


async def ask(context: Context, update: Update, message: Message, user: User, text: str) -> None:
    """Answers a text that a person wrote; the conversation is the chat's, or that of the answer replied to."""
    services = context.services
    limit = services.settings.message_length
    if len(text) > limit:
        await _say(context, update, message, TOO_LONG.format(limit=limit))
        return
    knowledge = services.knowledge
    async with typing(context.bot, message.chat_id):
        state = await state_of(context, knowledge, message)
        await answer(context, knowledge, message, user, text, state, update.update_id)


async def answer(
    context: Context,
    knowledge: Knowledge,
    message: Message,
    user: User,
    text: str,
    state: Conversation,
    update_id: int,
) -> Reply:
    """Puts a text to the engine and sends the reply below a message; all that follows from it is one write.

    The token of its buttons is the update's number: where a kill makes it go out twice, both bear the same buttons.
    """
    services = context.services
    started = time.perf_counter()
    try:
        reply, after = await knowledge.engine.respond(
            text, state, charge=lambda seconds: services.limits.charge(user.id, seconds)
        )
    except EngineTooLong:
        reply, after = COSTLY, state
        _log.warning("a question costs too much", extra={"update": update_id})
    except EngineError as error:
        reply, after = FAILED, state
        _log.error("the engine failed", extra={"error": str(error), "update": update_id})
        services.metrics.errors.labels("EngineError").inc()
        await services.notices.tell(f"engine {error}", "⚠ Bir soru yanıtlanırken hata oluştu. Ayrıntılar günlükte.")
    token = f"{update_id:x}"
    actions = keyboards.actions_of(reply, knowledge)
    keyboard = keyboards.markup(token, actions)
    private = message.chat.type == message.chat.PRIVATE
    kept = conversation_json(after)
    stored = StoredAnswer(
        token=token,
        chat_id=message.chat_id,
        message_id=0,
        user_id=user.id,
        question=text,
        knowledge=knowledge.fingerprint,
        conversation=kept,
        queries=queries_json(_single(reply)),
        actions=actions_json(actions),
        status=TALK if _courteous(reply) else reply.status,
        milliseconds=(elapsed := time.perf_counter() - started) * 1000,
    )

    async def send() -> Message:
        return await send_html(
            context.bot,
            message.chat_id,
            reply.html,
            reply_to=None if private else message.message_id,
            thread=thread_of(message),
            keyboard=keyboard,
        )

    async def note(sent: Message) -> None:
        standing = replace(stored, message_id=sent.message_id)

        def write(connection: Connection) -> None:
            inbox.done(connection, update_id)
            conversations.save(connection, chat_key(message), knowledge.fingerprint, kept)
            answers.save(connection, standing)

        await services.store.insist(write)

    try:
        await services.handover.hand_over(send, note)
    except Undeliverable as error:
        _log.warning("a reply cannot be delivered", extra={"reason": str(error), "update": update_id})
        return reply
    services.metrics.replies.labels(reply.status).inc()
    services.metrics.seconds.observe(elapsed)
    return reply


def _courteous(reply: Reply) -> bool:
    """Whether a reply only returns a greeting or says what can be asked."""
    return bool(reply.results) and all(r.query.operation in (GREETING, HELP) for r in reply.results)


async def answered(context: Context, token: str, chat_id: int) -> Answered | None:
    """What stands under a token in a chat; None for a forged or forgotten one."""
    stored = await context.services.store.read(lambda connection: answers.by_token(connection, token, chat_id))
    return _read(stored, context.services.knowledge) if stored else None


def chat_key(message: Message) -> str:
    """Whose conversation a message belongs to: the chat's, in a forum the topic's.

    In a group all share it: "peki 2024?" goes on from what everybody has read.
    """
    if message.is_topic_message and message.message_thread_id:
        return f"{message.chat_id}/{message.message_thread_id}"
    return str(message.chat_id)


def meant_for(message: Message, username: str, bot_id: int) -> str | None:
    """What a group message says to the bot, without the mention; None where it is not meant."""
    text = message.text or ""
    mentioned = False
    for entity, written in message.parse_entities([MessageEntity.MENTION]).items():
        if written.lower() == f"@{username}".lower():
            mentioned = True
            text = text.replace(written, " ", 1)
        elif entity.offset == 0:
            return None
    replied = message.reply_to_message
    to_us = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    if not mentioned and not to_us:
        return None
    return " ".join(text.split()) if mentioned else text.strip()


async def state_of(context: Context, knowledge: Knowledge, message: Message) -> Conversation:
    """The conversation that a message goes on from."""
    store = context.services.store
    replied = message.reply_to_message
    if replied is not None:
        stored = await store.read(
            lambda connection: answers.by_message(connection, message.chat_id, replied.message_id)
        )
        if stored is not None:
            return _read(stored, knowledge).conversation
    key = chat_key(message)
    kept = await store.read(lambda connection: conversations.load(connection, key))
    if kept is None:
        return Conversation()
    fingerprint, body = kept
    conversation = CONVERSATION.validate_json(body)
    return conversation if fingerprint == knowledge.fingerprint else carried(conversation, knowledge.base)


def _read(stored: StoredAnswer, knowledge: Knowledge) -> Answered:
    conversation = CONVERSATION.validate_json(stored.conversation)
    queries = QUERIES.validate_json(stored.queries)
    if stored.knowledge != knowledge.fingerprint:
        conversation = carried(conversation, knowledge.base)
        queries = tuple(query for query in queries if carried(Conversation(last=query), knowledge.base).last)
    return Answered(stored, conversation, queries, ACTIONS.validate_json(stored.actions))


def _single(reply: Reply) -> tuple[Result, ...]:
    """The results of the questions that a message held."""
    return tuple(part for result in reply.results for part in (result.parts or (result,)))


def _nothing_asked(context: Context) -> str:
    return NOTHING_ASKED.format(example=html.escape(first(context.services.knowledge.home), quote=False))


async def _say(context: Context, update: Update, message: Message, text: str) -> None:
    private = message.chat.type == message.chat.PRIVATE
    await context.say(update, text, reply_to=None if private else message.message_id)
