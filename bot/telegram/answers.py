"""Answers that stand in chats, and the conversation that a message goes on from."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message

from bot.answering.queries import Query
from bot.telegram.carrying import carried
from bot.telegram.conversations import ACTIONS, Action, conversation_of, queries_of
from bot.telegram.knowledge import Knowledge
from bot.telegram.services import Context
from bot.telegram.state import answers, conversations, links
from bot.telegram.state.answers import StoredAnswer
from bot.understanding.frame import Conversation


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that stands in a chat, as a press of its buttons finds it."""

    stored: StoredAnswer
    conversation: Conversation
    queries: tuple[Query, ...]
    """Empty where the knowledge base was swapped since and they no longer fit it."""
    actions: tuple[Action, ...]


async def answered(context: Context, token: str, chat_id: int) -> Answered | None:
    """What stands under a token in a chat; None for a forged or forgotten one."""
    stored = await context.services.store.read(lambda connection: answers.by_token(connection, token, chat_id))
    return _read(stored, context.services.knowledge) if stored else None


async def answered_to(context: Context, message: Message) -> Answered | None:
    """The answer to a person's message; None where it was not answered."""
    stored = await context.services.store.read(
        lambda connection: answers.to_message(connection, message.chat_id, message.message_id)
    )
    return _read(stored, context.services.knowledge) if stored else None


async def answered_at(context: Context, chat_id: int, message_id: int) -> Answered | None:
    """The answer that stands in one of the bot's messages; None where it is none."""
    stored = await context.services.store.read(lambda connection: answers.by_message(connection, chat_id, message_id))
    return _read(stored, context.services.knowledge) if stored else None


async def last_answered(context: Context, chat_id: int) -> Answered | None:
    """The newest answer that stands in a chat."""
    stored = await context.services.store.read(lambda connection: answers.last(connection, chat_id))
    return _read(stored, context.services.knowledge) if stored else None


async def shared(context: Context, key: str) -> tuple[Query, ...]:
    """The queries that a link opens; none where it is unknown, or the knowledge base in use does not hold them."""
    found = await context.services.store.read(lambda connection: links.by_key(connection, key))
    if found is None:
        return ()
    fingerprint, body = found
    queries = queries_of(body)
    base = context.services.knowledge.base
    if fingerprint != context.services.knowledge.fingerprint:
        queries = tuple(query for query in queries if carried(Conversation(last=query), base).last)
    return queries


def chat_key(message: Message, chat_id: int = 0) -> str:
    """Whose conversation a message belongs to: the chat's (`chat_id` where it has moved), in a forum the topic's.

    In a group all share it: "peki 2024?" goes on from what everybody has read.
    """
    chat = chat_id or message.chat_id
    if message.is_topic_message and message.message_thread_id:
        return f"{chat}/{message.message_thread_id}"
    return str(chat)


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
    conversation = conversation_of(body)
    return conversation if fingerprint == knowledge.fingerprint else carried(conversation, knowledge.base)


async def state_before(context: Context, knowledge: Knowledge, message: Message, given: Answered) -> Conversation:
    """What a message that was answered before went on from: the answer that it replied to, else the one before it."""
    if message.reply_to_message is not None:
        return await state_of(context, knowledge, message)
    if message.is_topic_message:
        return Conversation()
    earlier = await context.services.store.read(
        lambda connection: answers.last(connection, message.chat_id, given.stored.message_id)
    )
    return _read(earlier, knowledge).conversation if earlier else Conversation()


def _read(stored: StoredAnswer, knowledge: Knowledge) -> Answered:
    conversation = conversation_of(stored.conversation)
    queries = queries_of(stored.queries)
    if stored.knowledge != knowledge.fingerprint:
        conversation = carried(conversation, knowledge.base)
        queries = tuple(query for query in queries if carried(Conversation(last=query), knowledge.base).last)
    return Answered(stored, conversation, queries, ACTIONS.validate_json(stored.actions))
