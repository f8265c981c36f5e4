"""A question and its answer: in a private chat, in a group where the bot is meant, written anew by an edit."""

from __future__ import annotations

import asyncio
import html

from telegram import Message, Update, User

from bot.replies.examples import first
from bot.telegram.addressing import behind_command, meant_for
from bot.telegram.answers import answered_to, state_before, state_of
from bot.telegram.replying import Place, answer
from bot.telegram.said import obeyed
from bot.telegram.sending import typing
from bot.telegram.services import Context

ALBUM_SECONDS = 2.0
"""How long the parts of an album may come apart."""
NO_TEXT = "Yalnızca yazılı soruları yanıtlayabiliyorum. Sorunuzu yazar mısınız?"
TOO_LONG = "Mesajınız çok uzun: en çok {limit} karakter okuyabiliyorum. Sorunuzu kısaltıp yeniden yazar mısınız?"
NOTHING_ASKED = "Sorunuzu da yazar mısınız? Örneğin: {example}"


async def question(update: Update, context: Context) -> None:
    """A message in a private chat; of an album only what is written under it."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    text = message.text or message.caption or ""
    if message.media_group_id and not await _speaks(context, update, message, text.strip()):
        return
    if not text.strip():
        await _say(context, update, message, NO_TEXT)
        return
    if message.text and await obeyed(update, context, message, text.strip()):
        return
    await ask(context, update, message, message.from_user, text)


async def _speaks(context: Context, update: Update, message: Message, text: str) -> bool:
    """Whether a part of an album is answered: the first that something is written under, and no other."""
    albums, album = context.services.albums, (message.chat_id, message.media_group_id)
    if text:
        return not albums.lately(album)
    if not albums.lately((*album, "bare")):

        async def tell() -> None:
            await asyncio.sleep(ALBUM_SECONDS)
            if not albums.lately(album):
                await _say(context, update, message, NO_TEXT)

        context.application.create_task(tell(), update, name="album")
    return False


async def group_question(update: Update, context: Context) -> None:
    """A message in a group: answered where it mentions the bot or replies to it."""
    message = update.effective_message
    if message is None or message.from_user is None or message.is_automatic_forward:
        return
    text = meant_for(message, context.bot.username, context.bot.id)
    if text is None:
        return
    if not text:
        await _say(context, update, message, _nothing_asked(context))
        return
    if await obeyed(update, context, message, text):
        return
    await ask(context, update, message, message.from_user, text)


async def asked_by_command(update: Update, context: Context) -> None:
    """/sor with the question behind it, in the same line or below."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    text = behind_command(message.text or "")
    if not text:
        await _say(context, update, message, _nothing_asked(context))
        return
    await ask(context, update, message, message.from_user, text)


async def edited(update: Update, context: Context) -> None:
    """A message that was changed: its answer changes with it, in place."""
    message = update.edited_message
    if message is None or message.from_user is None:
        return
    private = message.chat.type == message.chat.PRIVATE
    written = (message.text or message.caption or "").strip()
    text = behind_command(written) if written.startswith("/sor") else written
    if not private and not written.startswith("/sor"):
        text = meant_for(message, context.bot.username, context.bot.id) or ""
    found = await answered_to(context, message)
    if not text or (text.startswith("/") and not found) or (found and found.stored.question == text):
        # Telegram also calls it an edit where a link gets its preview.
        return
    await ask(context, update, message, message.from_user, text)


async def ask(context: Context, update: Update, message: Message, user: User, text: str) -> None:
    """Answers a text that a person wrote; the conversation is the chat's, or that of the answer replied to.

    Where the message was answered before, the answer changes in place and goes on from what came before it.
    """
    services = context.services
    limit = services.settings.message_length
    if len(text) > limit:
        await _say(context, update, message, TOO_LONG.format(limit=limit))
        return
    knowledge = services.knowledge
    before = await answered_to(context, message) if message.edit_date else None
    async with typing(context.bot, message.chat_id):
        if before is None:
            state = await state_of(context, knowledge, message)
            place = Place(message, user, update.update_id, asked=message.message_id)
        else:
            state = await state_before(context, knowledge, message, before)
            standing, token = before.stored.message_id, before.stored.token
            place = Place(message, user, update.update_id, standing, token, message.message_id)
        await answer(context, knowledge, place, text, state)


def _nothing_asked(context: Context) -> str:
    return NOTHING_ASKED.format(example=html.escape(first(context.services.knowledge.home), quote=False))


async def _say(context: Context, update: Update, message: Message, text: str) -> None:
    private = message.chat.type == message.chat.PRIVATE
    await context.say(update, text, reply_to=None if private else message.message_id)
