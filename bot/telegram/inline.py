"""Inline mode: "@bot aktif ikamet 2023" in any chat offers figures with their source."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.replies.reply import Reply
from bot.replies.splitting import split_html
from bot.telegram.engine import EngineError
from bot.telegram.sending import LIMIT
from bot.telegram.services import Context

OFFERED = 10
CACHE_SECONDS = 60
TITLE, DESCRIPTION = 120, 200


async def offered(update: Update, context: Context) -> None:
    """Answers an inline query, with nothing where nothing is meant by it."""
    query = update.inline_query
    if query is None:
        return
    services, user = context.services, query.from_user.id
    try:
        replies = (
            await services.knowledge.engine.search(
                query.query, OFFERED, charge=lambda seconds: services.limits.charge(user, seconds)
            )
            if query.query.strip()
            else []
        )
    except EngineError:
        replies = []
    # Telegram drops a query that has become old: the person has typed on, and nobody waits for this answer.
    with suppress(TelegramError):
        await query.answer([article(reply) for reply in replies], cache_time=CACHE_SECONDS, is_personal=True)


def article(reply: Reply) -> InlineQueryResultArticle:
    """A reply as one result: its first line as the title, its source below."""
    first, _, rest = reply.text.partition("\n")
    source = next((line for line in reversed(rest.splitlines()) if line.startswith("Kaynak:")), "")
    return InlineQueryResultArticle(
        id=hashlib.sha256(reply.text.encode()).hexdigest()[:32],
        title=first[:TITLE],
        description=(source or rest)[:DESCRIPTION] or None,
        input_message_content=InputTextMessageContent(
            split_html(reply.html, LIMIT)[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
