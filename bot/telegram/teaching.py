"""Admins teach words: "deportasyon aslında sınır dışı edilen yabancı sayısı demek".

A taught word is another name of something in the programme. It works at once, outlives new knowledge base files,
and can be taken back.
"""

from __future__ import annotations

import html
import logging
import re

from rapidfuzz import fuzz, process
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.telegram.access import ADMINS_ONLY, is_admin
from bot.telegram.engine import EngineError, KnowledgeRefused
from bot.telegram.keyboards import choice_labels, cut
from bot.telegram.knowledge import Knowledge
from bot.telegram.presses import acknowledge, edit
from bot.telegram.sending import send_html
from bot.telegram.services import Context
from bot.telegram.state import aliases, questions
from knowledge.language.letters import fold

TAUGHT = re.compile(r"^\s*(?P<phrase>.{2,60}?)\s+aslında\s+(?P<name>.{2,120}?)\s+demek(?:tir)?[.!]?\s*$", re.I | re.S)
PRESS = re.compile(r"t:(\d{1,12}):(x|\d)")
KINDS = ("indicator", "unit", "activity", "programme", "sub_programme", "council", "expense", "institution", "law")
"""Kinds of things that may be given another name."""
CANDIDATES = 6
PHRASES = 3
"""Unknown phrases of one question that are asked about at once."""
LIKENESS = 60.0
"""Names less like what was written (rapidfuzz WRatio over folded names) are not offered."""
LISTED = 40
HOW = (
    "Bir sözcük öğretmek için şöyle yazın:\n<i>deportasyon aslında sınır dışı edilen yabancı sayısı demek</i>\n"
    "Öğretilenler: /takmaadlar"
)
NOT_FOUND = "Programda “{name}” adına benzeyen bir şey bulamadım."
WHICH = "“{phrase}” aşağıdakilerden hangisinin adı?"
UNLIKE = "“{phrase}” neyin adı?"
OWN_WORDS = "Başka bir şeyse şöyle yazın: <i>{phrase} aslında … demek</i>"
ALL_KNOWN = "“{question}” sorusundaki bütün sözcükleri biliyorum; öğretilecek yeni bir ad yok."
LEARNING = "⏳ “{phrase}”…"
LEARNED = "✅ Öğrendim: “{phrase}”, {name} demek."
FORGOTTEN = "🗑 Unuttum: “{phrase}”."
NONE = "Öğretilmiş bir söz yok."
LIST = "<b>Öğretilen sözler</b> (geri almak için düğmesine basın)"
GONE = "Bu kayıt artık yok."
NO_NAME = "“{phrase}” sözünün zaten bir anlamı var; başka bir ad olarak öğretilemez."
FAILED = "Bu söz şu anda kullanıma alınamadı; ayrıntılar günlükte."
_log = logging.getLogger(__name__)


async def taught(update: Update, context: Context) -> None:
    """An admin's "… aslında … demek": offers what may be meant."""
    message, user = update.message, update.effective_user
    match = TAUGHT.match(message.text or "") if message is not None else None
    if message is None or user is None or match is None:
        return
    phrase = " ".join(match["phrase"].strip(" \"“”'").split())
    knowledge = context.services.knowledge
    if not await knowledge.engine.teachable(phrase):
        # Another meaning for words that questions are made of would change the answers of everybody.
        await context.say(update, NO_NAME.format(phrase=_escaped(phrase)))
        return
    found = candidates(knowledge, match["name"])
    if not found:
        await context.say(update, NOT_FOUND.format(name=_escaped(match["name"])))
        return
    await _offer(context, message.chat_id, user.id, phrase, found)


def candidates(knowledge: Knowledge, name: str) -> list[tuple[str, str]]:
    """(id, name) of what a name may mean, the likest first."""
    entities = [entity for kind in KINDS for entity in knowledge.base.of_kind(kind)]
    names = [fold(entity.name) for entity in entities]
    hits = process.extract(fold(name), names, scorer=fuzz.WRatio, limit=CANDIDATES, score_cutoff=LIKENESS)
    return [(entities[index].id, entities[index].name) for _, _, index in hits]


async def chosen(update: Update, context: Context) -> None:
    """A press beside an unanswered question: offers what its unknown words may mean."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return
    services = context.services
    if query.from_user.id not in services.settings.admins:
        await acknowledge(query, ADMINS_ONLY, alert=True)
        return
    token = (query.data or "").partition(":")[2]
    question = await services.store.read(lambda connection: questions.asked(connection, token))
    if not question:
        await acknowledge(query, GONE, alert=True)
        return
    await acknowledge(query)
    chat, by = query.message.chat_id, query.from_user.id
    phrases, near = await services.knowledge.engine.gaps(question)
    if not phrases:
        await context.say(update, f"{ALL_KNOWN.format(question=_escaped(question))}\n\n{HOW}")
        return
    for phrase in phrases[:PHRASES]:
        likely = [*near, *(id for id, _ in candidates(services.knowledge, phrase))]
        named = [(id, _name(services.knowledge, id)) for id in dict.fromkeys(likely) if id.partition(":")[0] in KINDS]
        await _offer(context, chat, by, phrase, named[:CANDIDATES], own_words=True)


async def _offer(
    context: Context, chat: int, by: int, phrase: str, found: list[tuple[str, str]], *, own_words: bool = False
) -> None:
    """Asks which of some things a phrase means; `own_words`: or says how to name another one."""
    number = await context.services.store.write(
        lambda connection: aliases.propose(connection, phrase, [id for id, _ in found], by)
    )
    rows = [
        [InlineKeyboardButton(label, callback_data=f"t:{number}:{position}")]
        for position, label in enumerate(choice_labels([name for _, name in found]))
    ]
    text = WHICH.format(phrase=_escaped(phrase)) if found else UNLIKE.format(phrase=_escaped(phrase))
    if any(label != name for (label, (_, name)) in zip(choice_labels([n for _, n in found]), found, strict=True)):
        text += "".join(f"\n{number}. {_escaped(name)}" for number, (_, name) in enumerate(found, 1))
    if own_words:
        text += f"\n{OWN_WORDS.format(phrase=_escaped(phrase))}"
    await send_html(context.bot, chat, text, keyboard=InlineKeyboardMarkup(rows) if rows else None)


async def listed(update: Update, context: Context) -> None:
    """/takmaadlar: what was taught, each with a button to take it back."""
    message = update.message
    if message is None or not await is_admin(update, context):
        return
    known = await context.services.store.read(aliases.listed)
    if not known:
        await context.say(update, f"{NONE}\n\n{HOW}")
        return
    base = context.services.knowledge
    lines, rows = [LIST], []
    for one in known[:LISTED]:
        lines.append(f"• “{_escaped(one.phrase)}”: {_escaped(_name(base, one.entity))}")
        rows.append([InlineKeyboardButton(cut(f"🗑 {one.phrase}"), callback_data=f"t:{one.id}:x")])
    await context.say(update, "\n".join(lines), keyboard=InlineKeyboardMarkup(rows))


async def pressed(update: Update, context: Context) -> None:
    """A press of a candidate, or of the button that takes a word back."""
    query = update.callback_query
    if query is None:
        return
    services = context.services
    if query.from_user.id not in services.settings.admins:
        await acknowledge(query, ADMINS_ONLY, alert=True)
        return
    match = PRESS.fullmatch(query.data or "")
    number = int(match[1]) if match else 0
    one = await services.store.read(lambda connection: aliases.one(connection, number))
    if match is None or one is None or (match[2] != "x" and int(match[2]) >= len(one.candidates)):
        await acknowledge(query, GONE, alert=True)
        return
    await acknowledge(query)
    if isinstance(query.message, Message):
        await edit(query, LEARNING.format(phrase=_escaped(one.phrase)))
    by, entity = query.from_user.id, ""
    if match[2] == "x":
        await services.store.write(lambda connection: aliases.take_back(connection, number))
        words = FORGOTTEN.format(phrase=_escaped(one.phrase))
    else:
        entity = one.candidates[int(match[2])]
        await services.store.write(lambda connection: aliases.choose(connection, number, entity, by))
        words = LEARNED.format(phrase=_escaped(one.phrase), name=_escaped(_name(services.knowledge, entity)))
    try:
        await services.reload()
        if match[2] != "x" and not await services.knowledge.engine.names(one.phrase, entity):
            await services.store.write(lambda connection: aliases.take_back(connection, number))
            await services.reload()
            words = NO_NAME.format(phrase=_escaped(one.phrase))
    except (KnowledgeRefused, EngineError) as error:
        _log.error("a taught word cannot be used", extra={"reason": str(error)})
        words = FAILED
    _log.info("alias changed", extra={"by": services.pseudonyms.of(by), "taken_back": match[2] == "x"})
    if isinstance(query.message, Message):
        await edit(query, words)


def _name(knowledge: Knowledge, entity: str) -> str:
    try:
        return knowledge.base.entity(entity).name
    except KeyError:
        return "bu programda yok"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
