"""The first word and the help."""

from __future__ import annotations

import html

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatMemberStatus

from bot.replies.examples import examples, first
from bot.telegram import presenting
from bot.telegram.access import ALONE, notice
from bot.telegram.addressing import command_of
from bot.telegram.answers import shared
from bot.telegram.keyboards import LINKED
from bot.telegram.menus import mark
from bot.telegram.presses import acknowledge
from bot.telegram.profile import ADMIN, GROUP, PRIVATE
from bot.telegram.replying import Place, answer, open_query
from bot.telegram.sending import send_html
from bot.telegram.services import Context
from bot.understanding.frame import Conversation

HELLO = (
    "Merhaba! {agency} {year} Performans Programı'ndaki göstergeleri, hedefleri, bütçeyi, birimleri ve kurulları "
    "bana sorabilirsiniz. Her yanıtta kaynağını da gösteririm; programda olmayanı söylemem."
)
IN_GROUPS = "Grupta bana @{bot} ile seslenin, bir yanıtımı yanıtlayın ya da /sor yazın: <i>/sor {example}</i>"
JOINED = "Merhaba! {agency} {year} Performans Programı üzerine soruları yanıtlarım."
SHARED = "Paylaşılan yanıt"
OLD_LINK = "Bu bağlantı eskidi. Sorunuzu yazar mısınız?"
ASK = "Sorunuzu yazın ya da bir örnek seçin:"
NO_COMMAND = "Bu komutu bilmiyorum. Komutlar için /yardim yazın ya da sorunuzu doğrudan sorun."
GONE = "Bu düğme artık geçerli değil. Sorunuzu yazar mısınız?"


async def start(update: Update, context: Context) -> None:
    """/start: who I am, six examples as buttons; behind a link the answer that it opens."""
    message = update.message
    if message is None:
        return
    parameter = (message.text or "").partition(" ")[2].strip()
    if parameter.startswith(LINKED):
        await _open(update, context, message, parameter.removeprefix(LINKED))
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


async def _open(update: Update, context: Context, message: Message, key: str) -> None:
    """Shows the answer that a link leads to, as it is now."""
    knowledge = context.services.knowledge
    queries = await shared(context, key)
    user = update.effective_user
    if not queries or user is None:
        await context.say(update, OLD_LINK)
        return
    if len(queries) > 1:
        await context.say(update, presenting.html_of(await knowledge.engine.answer(queries)))
        return
    place = Place(message, user, update.update_id, asked=message.message_id)
    await open_query(context, knowledge, place, SHARED, queries[0], Conversation())


async def help_(update: Update, context: Context) -> None:
    """/yardim: what can be asked, and the commands."""
    message = update.message
    if message is None:
        return
    reply, _ = await context.services.knowledge.engine.respond("ne sorabilirim", Conversation())
    year = str(context.services.knowledge.programme.year)
    user = update.effective_user
    private = message.chat.type == message.chat.PRIVATE
    admin = user is not None and user.id in context.services.settings.admins
    rows = (ADMIN if admin else PRIVATE) if private else GROUP
    commands = "\n".join(f"/{name} {meaning.replace('2023', year)}" for name, meaning in rows)
    how = "" if private else f"\n\n{in_groups(context)}"
    await context.say(update, f"{reply.html}{how}\n\n{commands}")


async def added(update: Update, context: Context) -> None:
    """The bot was put into a group: how it is asked there."""
    change = update.my_chat_member
    if change is None or change.chat.type == change.chat.PRIVATE:
        return
    inside = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
    if change.old_chat_member.status in inside or change.new_chat_member.status not in inside:
        return
    programme = context.services.knowledge.programme
    words = JOINED.format(agency=html.escape(programme.agency, quote=False), year=programme.year)
    await context.end(
        update,
        lambda: send_html(context.bot, change.chat.id, f"{words}\n{in_groups(context)}"),
    )


async def only_alone(update: Update, context: Context) -> None:
    """A command about one person or for admins, written in a group."""
    if update.message is not None:
        await context.say(update, ALONE, reply_to=update.message.message_id)


async def unknown_command(update: Update, context: Context) -> None:
    """A command that does not exist; in a group only where it names this bot: others may know it."""
    message = update.message
    if message is None:
        return
    private = message.chat.type == message.chat.PRIVATE
    if private or command_of(message, context.bot.username)[1]:
        await context.say(update, NO_COMMAND, reply_to=None if private else message.message_id)


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
    place = Place(query.message, query.from_user, update.update_id)
    await answer(context, knowledge, place, asked[int(number)], Conversation())


def in_groups(context: Context) -> str:
    """How the bot is asked in a group."""
    example = html.escape(first(context.services.knowledge.home), quote=False)
    return IN_GROUPS.format(bot=context.bot.username, example=example)
