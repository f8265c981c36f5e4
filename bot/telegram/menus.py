"""Browsing by buttons: indicators, units, budget, councils; pages turn and entries open in place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.answering.figures import Figures
from bot.answering.queries import OVERVIEW, VALUE, Cell, Column, Query
from bot.replies.splitting import split_html
from bot.telegram import pictures, questions
from bot.telegram.engine import EngineError
from bot.telegram.knowledge import Knowledge
from bot.telegram.presses import acknowledge, edit
from bot.telegram.sending import LIMIT
from bot.telegram.services import Context
from knowledge.base import Entity, KnowledgeBase

PAGE = 8
LABEL = 60
TABLES = ("gostergeler", "butce")
"""Menus whose whole table can be had."""
PRESS = re.compile(r"m:([a-z]+):([0-9a-f]{6}):(\d{1,5})(p|i|x|g)(\d{1,4})")
"""Menu, the knowledge base that it was made from, agency, then page, entry, Excel or page of agencies, and number."""
OUTDATED = "Bu liste eskidi. Menüyü yeniden açar mısınız?"


@dataclass(frozen=True, slots=True)
class Menu:
    """One list: its command, its heading, what is in it and what an entry shows."""

    command: str
    heading: str
    kinds: tuple[str, ...]
    query: Callable[[str, int], Query]


def _overview(entity: str, year: int) -> Query:
    return Query(OVERVIEW, entities=(entity,))


def _target(entity: str, year: int) -> Query:
    return Query(VALUE, cells=(Cell(entity, None, Column("target", year)),))


def _budget(entity: str, year: int) -> Query:
    return Query(VALUE, cells=(Cell(entity, None, Column("budget", year)),))


MENUS = {
    menu.command: menu
    for menu in (
        Menu("gostergeler", "Performans göstergeleri", ("indicator",), _target),
        Menu("birimler", "Birimler", ("unit",), _overview),
        Menu("butce", "{year} bütçesi", ("agency", "programme", "sub_programme", "activity"), _budget),
        Menu("kurullar", "Kurullar ve komisyonlar", ("council",), _overview),
    )
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A menu filled with what one agency's programmes hold."""

    menu: Menu
    knowledge: Knowledge
    agency: int
    base: KnowledgeBase
    entries: tuple[Entity, ...]
    """What it lists, in the programme's order."""

    @property
    def pages(self) -> int:
        """How many pages it has, one at least."""
        return max(1, -(-len(self.entries) // PAGE))

    @property
    def several(self) -> bool:
        """Whether there are other agencies to look at."""
        return len(self.knowledge.base.agencies) > 1

    @property
    def stem(self) -> str:
        """How the data of its buttons begins."""
        return f"{_stem(self.menu, self.knowledge)}:{self.agency}"


async def opened(update: Update, context: Context) -> None:
    """/gostergeler, /birimler, /butce, /kurullar: the first page, of the agency spoken of; else asks which."""
    message = update.message
    if message is None or message.text is None:
        return
    menu = MENUS[re.split(r"[\s@]", message.text[1:], maxsplit=1)[0].lower()]
    knowledge = context.services.knowledge
    agencies = knowledge.base.agencies
    agency = agencies[0] if len(agencies) == 1 else (await questions.state_of(context, knowledge, message)).agency
    if agency in agencies:
        text, keyboard = page(shelf(menu, knowledge, agency), 0)
    else:
        text, keyboard = agencies_page(menu, knowledge, 0)
    await context.say(update, text, keyboard=keyboard)


async def pressed(update: Update, context: Context) -> None:
    """A press in a menu: another page, an entry, another agency, the whole table."""
    query = update.callback_query
    if query is None:
        return
    knowledge = context.services.knowledge
    match = PRESS.fullmatch(query.data or "")
    menu = MENUS.get(match[1]) if match else None
    if match is None or menu is None or not isinstance(query.message, Message) or match[2] != mark(knowledge):
        await acknowledge(query, OUTDATED, alert=True)
        return
    agency, verb, number = int(match[3]), match[4], int(match[5])
    filled = shelf(menu, knowledge, agency) if agency in knowledge.base.agencies else None
    if verb == "g":
        count = -(-len(knowledge.base.agencies) // PAGE)
    else:
        count = 0 if filled is None else len(filled.entries) if verb == "i" else filled.pages
    if number >= count:
        await acknowledge(query, OUTDATED, alert=True)
        return
    await acknowledge(query)
    if verb == "g" or filled is None:
        text, keyboard = agencies_page(menu, knowledge, number)
    elif verb == "x":
        await pictures.send_table(context, update, knowledge, query.message, menu.command, agency)
        return
    elif verb == "p":
        text, keyboard = page(filled, number)
    else:
        text, keyboard = await _entry(filled, number)
    await edit(query, text, keyboard)


def shelf(menu: Menu, knowledge: Knowledge, agency: int) -> Shelf:
    """A menu with what it lists of an agency."""
    base = knowledge.of(agency)
    found = [entity for kind in menu.kinds for entity in base.of_kind(kind)]
    if menu.query is not _overview:
        figures, year = Figures(base), base.programme.year
        found = [one for one in found if figures.at(menu.query(one.id, year).cells[0]) is not None]
    return Shelf(menu, knowledge, agency, base, tuple(found))


def mark(knowledge: Knowledge) -> str:
    """The knowledge base in a button: positions mean something else in another one."""
    return knowledge.fingerprint[:6]


def _stem(menu: Menu, knowledge: Knowledge) -> str:
    return f"m:{menu.command}:{mark(knowledge)}"


def page(shown: Shelf, number: int) -> tuple[str, InlineKeyboardMarkup]:
    """Text and buttons of a page."""
    first = number * PAGE
    rows = [
        [InlineKeyboardButton(_short(entity.name), callback_data=f"{shown.stem}i{first + offset}")]
        for offset, entity in enumerate(shown.entries[first : first + PAGE])
    ]
    rows += _turning(f"{shown.stem}p", number, shown.pages)
    if shown.menu.command in TABLES:
        rows.append([InlineKeyboardButton("📄 Tümü Excel olarak", callback_data=f"{shown.stem}x0")])
    if shown.several:
        back = f"{_stem(shown.menu, shown.knowledge)}:0g{shown.knowledge.base.agencies.index(shown.agency) // PAGE}"
        rows.append([InlineKeyboardButton("‹ Kurumlar", callback_data=back)])
    heading = html.escape(shown.menu.heading.format(year=shown.base.programme.year), quote=False)
    if shown.several:
        heading = f"{html.escape(shown.base.programme.agency, quote=False)}: {heading}"
    where = f" · sayfa {number + 1}/{shown.pages}" if shown.pages > 1 else ""
    text = f"<b>{heading}</b> ({len(shown.entries)}){where}\nAyrıntı için birini seçin:"
    return text, InlineKeyboardMarkup(rows)


def agencies_page(menu: Menu, knowledge: Knowledge, number: int) -> tuple[str, InlineKeyboardMarkup]:
    """Asks whose list is meant."""
    agencies = knowledge.base.agencies
    stem = _stem(menu, knowledge)
    rows = [
        [InlineKeyboardButton(_short(knowledge.of(one).programme.agency), callback_data=f"{stem}:{one}p0")]
        for one in agencies[number * PAGE : (number + 1) * PAGE]
    ]
    pages = -(-len(agencies) // PAGE)
    where = f" (sayfa {number + 1}/{pages})" if pages > 1 else ""
    return f"Hangi kurumu görmek istersiniz?{where}", InlineKeyboardMarkup(
        [*rows, *_turning(f"{stem}:0g", number, pages)]
    )


def _turning(stem: str, number: int, pages: int) -> list[list[InlineKeyboardButton]]:
    """The row that turns pages, where there is one to turn to."""
    row = []
    if number:
        row.append(InlineKeyboardButton("‹ Önceki", callback_data=f"{stem}{number - 1}"))
    if number + 1 < pages:
        row.append(InlineKeyboardButton("Sonraki ›", callback_data=f"{stem}{number + 1}"))
    return [row] if row else []


async def _entry(shown: Shelf, number: int) -> tuple[str, InlineKeyboardMarkup]:
    back = InlineKeyboardButton("‹ Listeye dön", callback_data=f"{shown.stem}p{number // PAGE}")
    query = shown.menu.query(shown.entries[number].id, shown.base.programme.year)
    try:
        reply = await shown.knowledge.engine.answer((query,))
        text = split_html(reply.html, LIMIT)[0]
    except EngineError:
        text = "Bu kayıt şu anda gösterilemiyor."
    return text, InlineKeyboardMarkup([[back]])


def _short(name: str) -> str:
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"
