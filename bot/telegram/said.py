"""Commands that people say in words: "grafik", "excel olarak gönder", "menü", "yardım", 👍 on the last answer."""

from __future__ import annotations

import html
import re

from telegram import InlineKeyboardMarkup, Message, Update

from bot.telegram import keyboards, menus, pictures, start
from bot.telegram.answers import Answered, answered_at, last_answered, state_of
from bot.telegram.services import Context
from bot.telegram.state import feedback
from knowledge.language.letters import fold

FIRST_ASK = "Önce bir soru sorun; yanıtın {what} sonra isteyebilirsiniz."
THANKS = {1: "Teşekkürler, not ettim.", -1: "Teşekkürler, not ettim; yanıtı gözden geçireceğiz."}
FIRST_CHOOSE = "Önce birini seçin; yanıtın {what} sonra isteyebilirsiniz:"
OTHER_FILES = "Yanıtı yalnızca Excel ya da grafik olarak gönderebiliyorum; “excel” ya da “grafik” yazın."
NUMBERED = "1 ile {last} arasında bir sayı yazın ya da birini seçin:"
_COMMANDS = {
    "chart": re.compile(r"grafik\w*|grafig\w*"),
    "sheet": re.compile(r"excel\w*|eksel\w*|xlsx?"),
    "other": re.compile(r"pdf\w*|docx?|csv|powerpoint|pptx?"),
    "menu": re.compile(r"menu\w*"),
    "help": re.compile(r"yardim|komutlar"),
}
"""What a command's own word looks like, folded."""
_AROUND = re.compile(
    r"lutfen|bunu\w*|bunun|bana|bir|de|da|olarak|icin|tablo\w*|dosya\w*|ciz\w*|goster\w*|gonder\w*|at\w{0,4}|ver\w*|yap\w*|"
    r"var|mi|ac\w{0,4}|indir\w*|ise?te\w*|misin\w*|musun\w*|alabilir|miyim|istiyorum|haline|getir\w*|cevir\w*|et\w{0,2}"
)
"""What may stand around it without making it a question of its own."""
_THUMBS = {"👍": 1, "👎": -1}
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\\s]")


def command_of(text: str) -> str:
    """The command that a text is and nothing more, "" for all else.

    >>> command_of("Grafiğini çizer misin?"), command_of("excel var mı"), command_of("grafik tasarımcısı kaç kişi")
    ('chart', 'sheet', '')
    """
    tokens = re.findall(r"\w+", fold(text))
    own = [name for name, pattern in _COMMANDS.items() if sum(map(bool, map(pattern.fullmatch, tokens))) == 1]
    if len(own) != 1:
        return ""
    rest = [token for token in tokens if not _COMMANDS[own[0]].fullmatch(token)]
    return own[0] if all(_AROUND.fullmatch(token) for token in rest) else ""


async def obeyed(update: Update, context: Context, message: Message, text: str) -> bool:
    """Does what a text commands; whether it was a command."""
    thumb = _THUMBS.get(_SKIN.sub("", text))
    if thumb:
        return await _rated(update, context, message, thumb)
    if text.isdecimal():
        return await _beyond(update, context, message, int(text))
    command = command_of(text)
    if command == "menu":
        words, keyboard = menus.overview(context.services.knowledge)
        await context.say(update, words, keyboard=keyboard)
    elif command == "other":
        await context.say(update, OTHER_FILES)
    elif command == "help":
        await start.help_(update, context)
    elif command:
        await _pictured(update, context, message, command)
    return bool(command)


async def _pictured(update: Update, context: Context, message: Message, command: str) -> None:
    found = await _last(context, message)
    if found is None or not found.queries:
        what = "grafiğini" if command == "chart" else "Excel dosyasını"
        offered = _choices(context, found)
        await context.say(update, (FIRST_CHOOSE if offered else FIRST_ASK).format(what=what), keyboard=offered)
    elif command == "chart":
        await pictures.show_chart(context, update, message, found, again=True)
    else:
        await pictures.show_sheet(context, update, message, found, again=True)


async def _last(context: Context, message: Message) -> Answered | None:
    """The answer that a message speaks of: the one it replies to, else the newest of the chat."""
    replied = message.reply_to_message
    found = await answered_at(context, message.chat_id, replied.message_id) if replied else None
    return found or await last_answered(context, message.chat_id)


def _choices(context: Context, found: Answered | None) -> InlineKeyboardMarkup | None:
    """The buttons of what an answer offers to choose from; None where it offers nothing."""
    if found is None or not any(action.kind == keyboards.CHOICE for action in found.actions):
        return None
    return keyboards.markup(found.stored.token, found.actions, context.bot)


async def _rated(update: Update, context: Context, message: Message, value: int) -> bool:
    found = await _last(context, message)
    user = update.effective_user
    if found is None or user is None:
        return False
    token = found.stored.token
    await context.services.store.write(lambda connection: feedback.note(connection, token, user.id, value))
    await context.say(update, THANKS[value])
    return True


async def _beyond(update: Update, context: Context, message: Message, number: int) -> bool:
    """A number for which there is no choice: the choices once more, whatever a number means elsewhere."""
    state = await state_of(context, context.services.knowledge, message)
    if not state.choices or 1 <= number <= len(state.choices) or number > 99:
        return False
    lines = [f"{place}. {html.escape(label, quote=False)}" for place, (label, _) in enumerate(state.choices, 1)]
    words = "\n".join([NUMBERED.format(last=len(lines)), *lines])
    await context.say(update, words, keyboard=_choices(context, await last_answered(context, message.chat_id)))
    return True
