"""Browsing by buttons: indicators, units, budget, councils; pages turn and entries open in place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.answering.figures import Figures
from bot.answering.queries import OVERVIEW, VALUE, Cell, Column, Query
from bot.telegram import pictures
from bot.telegram.answers import state_of
from bot.telegram.conversations import Action
from bot.telegram.keyboards import BACK
from bot.telegram.knowledge import Knowledge
from bot.telegram.presses import acknowledge, edit
from bot.telegram.replying import Place, open_query
from bot.telegram.services import Context
from knowledge.base import Entity, KnowledgeBase

PAGE, ROW = 8, 5
"""Entries of a page; buttons of a row at most."""
LABEL = 60
TABLES = ("gostergeler", "butce")
"""Menus whose whole table can be had."""
PRESS = re.compile(r"m:([a-z]+):([0-9a-f]{6}):(\d{1,5})(p|i|x|g)(\d{1,4})")
"""Menu, the knowledge base that it was made from, agency, then page, entry, Excel or page of agencies, and number."""
OUTER = ("taşra", "yurt dışı")
"""Codes of units outside the headquarters."""
ALL_MENUS = "Neye bakmak istersiniz?"
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
    agency = agencies[0] if len(agencies) == 1 else (await state_of(context, knowledge, message)).agency
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
        await _open(update, context, query, query.message, filled, number)
        return
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
    """Text and buttons of a page: the names in full, numbered, and a button for each number."""
    first = number * PAGE
    entries = shown.entries[first : first + PAGE]
    numbers = [
        InlineKeyboardButton(f"{first + offset + 1}", callback_data=f"{shown.stem}i{first + offset}")
        for offset in range(len(entries))
    ]
    half = -(-len(numbers) // 2) if len(numbers) > ROW else len(numbers)
    rows = [row for row in (numbers[:half], numbers[half:]) if row]
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
    names = (html.escape(_named(shown, one), quote=False) for one in entries)
    listed = [f"{place}. {name}" for place, name in enumerate(names, first + 1)]
    lines = [f"<b>{heading}</b> ({_counted(shown)}){where}", *listed, "", "Ayrıntı için numarasına basın:"]
    return "\n".join(lines), InlineKeyboardMarkup(rows)


def _named(shown: Shelf, entity: Entity) -> str:
    """A name, with what it is a part of where others bear it too."""
    alike = [one for one in shown.entries if one.name == entity.name]
    parent = shown.base.entity(entity.parent).name if len(alike) > 1 and entity.parent else ""
    return f"{entity.name} ({parent})" if parent else entity.name


def _counted(shown: Shelf) -> str:
    """How many entries there are; of units how many of them lists and counts of "birim" mean."""
    outer = sum(one.kind == "unit" and one.code in OUTER for one in shown.entries)
    count = len(shown.entries)
    return f"{count - outer} merkez, {outer} taşra ve yurt dışı" if outer else f"{count}"


def overview(knowledge: Knowledge) -> tuple[str, InlineKeyboardMarkup]:
    """All menus, to choose one."""
    agencies = knowledge.base.agencies
    where = f":{agencies[0]}p0" if len(agencies) == 1 else ":0g0"
    year = knowledge.programme.year
    rows = [
        [InlineKeyboardButton(menu.heading.format(year=year), callback_data=f"{_stem(menu, knowledge)}{where}")]
        for menu in MENUS.values()
    ]
    return ALL_MENUS, InlineKeyboardMarkup(rows)


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


async def _open(
    update: Update, context: Context, query: CallbackQuery, message: Message, shown: Shelf, number: int
) -> None:
    """Shows an entry in place: it is what the chat speaks of now, with an answer's buttons and a way back."""
    entity = shown.entries[number]
    asked = shown.menu.query(entity.id, shown.base.programme.year)
    place = Place(message, query.from_user, update.update_id, standing=message.message_id)
    back = Action(BACK, f"{shown.stem}p{number // PAGE}")
    state = await state_of(context, shown.knowledge, message)
    await open_query(context, shown.knowledge, place, entity.name, asked, state, back=back)


def _short(name: str) -> str:
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"
