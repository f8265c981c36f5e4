"""Browsing by buttons: indicators, units, budget, councils; pages turn and entries open in place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.answering.queries import OVERVIEW, VALUE, Cell, Column, Query
from bot.replies.splitting import split_html
from bot.telegram import pictures
from bot.telegram.engine import EngineError
from bot.telegram.knowledge import Knowledge
from bot.telegram.presses import acknowledge, edit
from bot.telegram.sending import LIMIT
from bot.telegram.services import Context
from knowledge.base import Entity

PAGE = 8
LABEL = 60
TABLES = ("gostergeler", "butce")
"""Menus whose whole table can be had."""
PRESS = re.compile(r"m:([a-z]+):([0-9a-f]{6}):(p|i|x)(\d{1,4})")
"""Menu, the knowledge base that it was made from, page, entry or Excel, number."""
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


async def opened(update: Update, context: Context) -> None:
    """/gostergeler, /birimler, /butce, /kurullar: the first page."""
    message = update.message
    if message is None or message.text is None:
        return
    menu = MENUS[re.split(r"[\s@]", message.text[1:], maxsplit=1)[0].lower()]
    text, keyboard = page(menu, context.services.knowledge, 0)
    await context.say(update, text, keyboard=keyboard)


async def pressed(update: Update, context: Context) -> None:
    """A press in a menu: another page, or an entry."""
    query = update.callback_query
    if query is None:
        return
    knowledge = context.services.knowledge
    match = PRESS.fullmatch(query.data or "")
    menu = MENUS.get(match[1]) if match else None
    if match is None or menu is None or not isinstance(query.message, Message) or match[2] != mark(knowledge):
        await acknowledge(query, OUTDATED, alert=True)
        return
    number = int(match[4])
    entries = entries_of(menu, knowledge)
    if number >= (len(entries) if match[3] == "i" else pages(entries)):
        await acknowledge(query, OUTDATED, alert=True)
        return
    await acknowledge(query)
    if match[3] == "x":
        await pictures.send_table(context, update, knowledge, query.message, menu.command)
        return
    if match[3] == "p":
        text, keyboard = page(menu, knowledge, number)
    else:
        text, keyboard = await _entry(menu, knowledge, entries, number)
    await edit(query, text, keyboard)


def entries_of(menu: Menu, knowledge: Knowledge) -> list[Entity]:
    """What a menu lists, in the programme's order."""
    found = [entity for kind in menu.kinds for entity in knowledge.home.of_kind(kind)]
    if menu.query is _overview:
        return found
    year = knowledge.programme.year
    return [one for one in found if knowledge.figures.at(menu.query(one.id, year).cells[0]) is not None]


def pages(entries: list[Entity]) -> int:
    """How many pages a list has, one at least."""
    return max(1, -(-len(entries) // PAGE))


def mark(knowledge: Knowledge) -> str:
    """The knowledge base in a button: positions mean something else in another one."""
    return knowledge.fingerprint[:6]


def page(menu: Menu, knowledge: Knowledge, number: int) -> tuple[str, InlineKeyboardMarkup]:
    """Text and buttons of a page."""
    entries = entries_of(menu, knowledge)
    first = number * PAGE
    stem = f"m:{menu.command}:{mark(knowledge)}"
    rows = [
        [InlineKeyboardButton(_short(entity.name), callback_data=f"{stem}:i{first + offset}")]
        for offset, entity in enumerate(entries[first : first + PAGE])
    ]
    turning = []
    if number:
        turning.append(InlineKeyboardButton("‹ Önceki", callback_data=f"{stem}:p{number - 1}"))
    if number + 1 < pages(entries):
        turning.append(InlineKeyboardButton("Sonraki ›", callback_data=f"{stem}:p{number + 1}"))
    if turning:
        rows.append(turning)
    if menu.command in TABLES:
        rows.append([InlineKeyboardButton("📄 Tümü Excel olarak", callback_data=f"{stem}:x0")])
    heading = html.escape(menu.heading.format(year=knowledge.programme.year), quote=False)
    where = f" · sayfa {number + 1}/{pages(entries)}" if pages(entries) > 1 else ""
    return f"<b>{heading}</b> ({len(entries)}){where}\nAyrıntı için birini seçin:", InlineKeyboardMarkup(rows)


async def _entry(
    menu: Menu, knowledge: Knowledge, entries: list[Entity], number: int
) -> tuple[str, InlineKeyboardMarkup]:
    back = InlineKeyboardButton("‹ Listeye dön", callback_data=f"m:{menu.command}:{mark(knowledge)}:p{number // PAGE}")
    try:
        reply = await knowledge.engine.answer((menu.query(entries[number].id, knowledge.programme.year),))
        text = split_html(reply.html, LIMIT)[0]
    except EngineError:
        text = "Bu kayıt şu anda gösterilemiyor."
    return text, InlineKeyboardMarkup([[back]])


def _short(name: str) -> str:
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"
