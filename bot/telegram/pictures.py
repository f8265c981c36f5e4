"""Charts and spreadsheets of an answer: made off the event loop, charts kept on disk by what they show."""

from __future__ import annotations

import asyncio
import hashlib
import re
from pathlib import Path

from telegram import InputFile, Message, Update
from telegram.constants import ChatAction

from bot.replies import chart, sheet
from bot.replies.chart import Chart
from bot.replies.reply import Reply
from bot.telegram.knowledge import Knowledge
from bot.telegram.sending import patiently, typing
from bot.telegram.services import Context, thread_of
from knowledge.language.letters import fold

FOLDER = "charts"
KEPT = 500
CAPTION = 1024
NO_CHART = "Bu yanıtın çizilecek bir serisi yok."
NO_SHEET = "Bu yanıtta tabloya konacak bir sayı yok."


async def send_chart(context: Context, update: Update, knowledge: Knowledge, message: Message, reply: Reply) -> None:
    """Draws an answer below a message; a word where there is nothing to draw."""
    view = knowledge.view(reply.results)
    found = next(filter(None, (chart.chart_of(view, result) for result in reply.results)), None)
    if found is None:
        await context.say(update, NO_CHART)
        return
    services = context.services
    folder = services.settings.data_dir / FOLDER
    async with typing(context.bot, message.chat_id, ChatAction.UPLOAD_PHOTO):
        loop = asyncio.get_running_loop()
        png = await loop.run_in_executor(services.workshop, drawn, found, folder)
        await context.end(
            update,
            lambda: patiently(
                lambda: context.bot.send_photo(
                    message.chat_id,
                    InputFile(png, "grafik.png"),
                    captioned(found.caption),
                    message_thread_id=thread_of(message),
                )
            ),
        )


async def send_sheet(
    context: Context, update: Update, knowledge: Knowledge, message: Message, question: str, reply: Reply
) -> None:
    """Sends an answer's figures as a spreadsheet; a word where there are none."""
    services = context.services
    async with typing(context.bot, message.chat_id, ChatAction.UPLOAD_DOCUMENT):
        loop = asyncio.get_running_loop()
        base = knowledge.workshop_view(knowledge.view(reply.results).agencies[0])
        book = await loop.run_in_executor(services.workshop, lambda: sheet.answer(base, question, reply.results))
        if book is None:
            await context.say(update, NO_SHEET)
            return
        await _send_book(context, update, message, book, f"{slug(question)}.xlsx", captioned(question))


async def send_table(
    context: Context, update: Update, knowledge: Knowledge, message: Message, menu: str, agency: int
) -> None:
    """Sends the whole table of a menu: all indicators of an agency, or its whole budget."""
    services = context.services
    make = sheet.indicators if menu == "gostergeler" else sheet.budget
    async with typing(context.bot, message.chat_id, ChatAction.UPLOAD_DOCUMENT):
        loop = asyncio.get_running_loop()
        base = knowledge.workshop_view(agency)
        book = await loop.run_in_executor(services.workshop, lambda: make(base))
        await _send_book(context, update, message, book, f"{menu}.xlsx", knowledge.of(agency).programme.title)


async def _send_book(context: Context, update: Update, message: Message, book: bytes, name: str, caption: str) -> None:
    await context.end(
        update,
        lambda: patiently(
            lambda: context.bot.send_document(
                message.chat_id, InputFile(book, name), caption, message_thread_id=thread_of(message)
            )
        ),
    )


def captioned(text: str) -> str:
    """A text as a caption: its last line, the source, stays where the rest is too long.

    Telegram counts UTF-16 units, two for most emoji.

    >>> captioned("a" * 2000 + "\\nKaynak: Tablo 8")[-18:]
    'a…\\nKaynak: Tablo 8'
    """
    if _units(text) <= CAPTION:
        return text
    rest, _, last = text.rpartition("\n")
    if not rest or _units(last) > CAPTION // 2:
        rest, end = text, "…"
    else:
        end = f"…\n{last}"
    room = (CAPTION - _units(end)) * 2
    return rest.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def drawn(one: Chart, folder: Path) -> bytes:
    """A chart as PNG, from the disk where the same was drawn before; old ones make room for it."""
    path = folder / f"{hashlib.sha256(repr(one).encode()).hexdigest()[:32]}.png"
    try:
        return path.read_bytes()
    except OSError:
        pass
    png = one.png()
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(png)
    part.replace(path)
    known = sorted(folder.glob("*.png"), key=lambda file: file.stat().st_mtime)
    for old in known[:-KEPT]:
        old.unlink(missing_ok=True)
    return png


def slug(text: str) -> str:
    """A file name of a question.

    >>> slug("Aktif ikamet izni 2023 hedefi?")
    'aktif-ikamet-izni-2023-hedefi'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:50] or "yanit"
