"""The first word and the help."""

from __future__ import annotations

import html

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.replies.examples import examples
from bot.telegram import questions
from bot.telegram.access import notice
from bot.telegram.menus import mark
from bot.telegram.presses import acknowledge
from bot.telegram.profile import PRIVATE
from bot.telegram.services import Context
from bot.understanding.frame import Conversation

HELLO = (
    "Merhaba! {agency} {year} Performans Programı'ndaki göstergeleri, hedefleri, bütçeyi, birimleri ve kurulları "
    "bana sorabilirsiniz. Her yanıtta kaynağını da gösteririm; programda olmayanı söylemem."
)
ASK = "Sorunuzu yazın ya da bir örnek seçin:"
NO_COMMAND = "Bu komutu bilmiyorum. Komutlar için /yardim yazın ya da sorunuzu doğrudan sorun."
GONE = "Bu düğme artık geçerli değil. Sorunuzu yazar mısınız?"


async def start(update: Update, context: Context) -> None:
    """/start: who I am, six examples as buttons."""
    message = update.message
    if message is None:
        return
    knowledge = context.services.knowledge
    programme = knowledge.programme
    keyboard = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(text, callback_data=f"q:{mark(knowledge)}:{number}")]
            for number, text in enumerate(examples(knowledge.home))
        ]
    )
    hello = HELLO.format(agency=html.escape(programme.agency, quote=False), year=programme.year)
    text = f"{hello}\n\n{notice(context)}\n\n{ASK}"
    await context.say(update, text, keyboard=keyboard)


async def help_(update: Update, context: Context) -> None:
    """/yardim: what can be asked, and the commands."""
    message = update.message
    if message is None:
        return
    reply, _ = await context.services.knowledge.engine.respond("ne sorabilirim", Conversation())
    year = str(context.services.knowledge.programme.year)
    commands = "\n".join(f"/{name} {meaning.replace('2023', year)}" for name, meaning in PRIVATE)
    await context.say(update, f"{reply.html}\n\n{commands}")


async def unknown_command(update: Update, context: Context) -> None:
    """A command that does not exist."""
    if update.message is not None:
        await context.say(update, NO_COMMAND)


async def example(update: Update, context: Context) -> None:
    """A press of one of the examples."""
    query = update.callback_query
    if query is None:
        return
    knowledge = context.services.knowledge
    asked = examples(knowledge.home)
    _, made_from, number = (query.data or "").split(":")
    if not isinstance(query.message, Message) or made_from != mark(knowledge) or int(number) >= len(asked):
        await acknowledge(query, GONE, alert=True)
        return
    await acknowledge(query)
    await questions.answer(
        context,
        knowledge,
        query.message,
        query.from_user,
        asked[int(number)],
        Conversation(),
        update.update_id,
    )
