"""Inline mode: "@bot aktif ikamet 2023" in any chat offers figures with their source, a shared answer opens whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.replies.examples import examples
from bot.replies.reply import ANSWER, Reply
from bot.replies.splitting import split_html
from bot.telegram import pictures, presenting
from bot.telegram.answers import shared
from bot.telegram.conversations import queries_json
from bot.telegram.engine import EngineError
from bot.telegram.keyboards import SHARED, link_to
from bot.telegram.knowledge import Knowledge
from bot.telegram.sending import LIMIT
from bot.telegram.services import Context
from bot.telegram.state import links
from bot.telegram.state.store import Connection
from bot.understanding.frame import Conversation

OFFERED = 10
CACHE_SECONDS = 60
TITLE, DESCRIPTION = 120, 200
IN_BOT = "Botta aç"
ASK_ACCESS = "Erişim istemek için dokunun"
WANTS_ACCESS = "erisim"
"""The parameter of /start behind the button that asks for access."""

Result = InlineQueryResultArticle | InlineQueryResultCachedPhoto


async def offered(update: Update, context: Context) -> None:
    """Answers an inline query: with examples where it is empty, with nothing where nothing is meant by it."""
    query = update.inline_query
    if query is None:
        return
    knowledge = context.services.knowledge
    try:
        replies = await _replies(context, knowledge, query.query.strip(), query.from_user.id)
    except EngineError:
        replies = []
    results: list[Result] = []
    rows: list[tuple[str, str]] = []
    for reply in replies:
        body = queries_json(reply.results)
        key = links.key_of(knowledge.fingerprint, body)
        if key in (known for known, _ in rows):
            continue
        rows.append((key, body))
        results += await _results(context, knowledge, reply, key)

    def keep(connection: Connection) -> None:
        for key, body in rows:
            links.keep(connection, key, knowledge.fingerprint, body)

    if rows:
        await context.services.store.write(keep)
    # Telegram drops a query that has become old: the person has typed on, and nobody waits for this answer.
    with suppress(TelegramError):
        await query.answer(list({one.id: one for one in results}.values()), cache_time=CACHE_SECONDS, is_personal=True)


async def _replies(context: Context, knowledge: Knowledge, text: str, user: int) -> Sequence[Reply]:
    if text.startswith(SHARED):
        queries = await shared(context, text.removeprefix(SHARED))
        return [await knowledge.engine.answer(queries)] if queries else []
    if text:
        limits = context.services.limits
        return await knowledge.engine.search(text, OFFERED, charge=lambda seconds: limits.charge(user, seconds))
    asked = [await knowledge.engine.respond(one, Conversation()) for one in examples(knowledge.home)]
    return [reply for reply, _ in asked if reply.status == ANSWER]


async def _results(context: Context, knowledge: Knowledge, reply: Reply, key: str) -> list[Result]:
    """A reply as a text, and its chart where Telegram has that already."""
    button = InlineKeyboardButton(IN_BOT, url=link_to(context.bot.username, key))
    keyboard = InlineKeyboardMarkup([[button]])
    found: list[Result] = [article(reply, keyboard, context.services.settings.thumbnails_url)]
    known = await pictures.known(context, knowledge, reply.results)
    if known is not None:
        file_id, caption = known
        found.append(
            InlineQueryResultCachedPhoto(
                id=hashlib.sha256(f"{file_id} {caption}".encode()).hexdigest()[:32],
                photo_file_id=file_id,
                title=reply.text.partition("\n")[0][:TITLE],
                caption=caption,
                reply_markup=keyboard,
            )
        )
    return found


def article(
    reply: Reply, keyboard: InlineKeyboardMarkup | None = None, thumbnails: str = ""
) -> InlineQueryResultArticle:
    """A reply as one result: its first line as the title, its source below, a picture of `thumbnails` beside it."""
    first, _, rest = reply.text.partition("\n")
    source = next((line for line in reversed(rest.splitlines()) if line.startswith(presenting.SOURCE)), "")
    return InlineQueryResultArticle(
        id=hashlib.sha256(reply.text.encode()).hexdigest()[:32],
        title=first[:TITLE],
        description=(source or rest)[:DESCRIPTION] or None,
        reply_markup=keyboard,
        thumbnail_url=f"{thumbnails.rstrip('/')}/{thumbnail_of(reply)}" if thumbnails else None,
        input_message_content=InputTextMessageContent(
            split_html(presenting.html_of(reply), LIMIT)[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )


def thumbnail_of(reply: Reply) -> str:
    """The picture that tells what an answer is: a figure, a list of things, a text."""
    if reply.figures:
        return "figure.jpg"
    return "list.jpg" if any(len(result.entities) > 1 for result in reply.results) else "text.jpg"


def access_button() -> InlineQueryResultsButton:
    """What a person without access sees above the (empty) results."""
    return InlineQueryResultsButton(ASK_ACCESS, start_parameter=WANTS_ACCESS)
