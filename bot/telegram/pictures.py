"""Charts and spreadsheets of an answer: made off the event loop, charts kept on disk by what they show."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from telegram import InputFile, InputMediaPhoto, Message, Update
from telegram.constants import ChatAction

from bot.answering.queries import Query, Result
from bot.questions.asked import asked
from bot.replies import chart, sheet
from bot.replies.chart import STYLE, Chart
from bot.replies.reply import ANSWER
from bot.telegram import keyboards, presenting
from bot.telegram.answers import Answered, chat_key
from bot.telegram.conversations import actions_json, conversation_json, queries_json
from bot.telegram.knowledge import Knowledge
from bot.telegram.sending import Target, Undeliverable, patiently, typing
from bot.telegram.services import Context, thread_of
from bot.telegram.state import answers, conversations, inbox, links
from bot.telegram.state.store import Connection, Work
from knowledge.language.letters import fold

T = TypeVar("T")

SHOWN = "shown"
"""The status under which a chart is kept: it is an answer that was asked for before."""
OLD = "Bu yanıt eskidi. Sorunuzu yeniden yazar mısınız?"
FOLDER = "charts"
KEPT = 500
CAPTION = 1024
NO_CHART = "Bu yanıtta grafiği çizilecek sayılar yok."
NO_SHEET = "Bu yanıtta tabloya konacak bir sayı yok."
_log = logging.getLogger(__name__)


async def show_chart(
    context: Context, update: Update, message: Message, found: Answered, *, again: bool = False
) -> None:
    """Draws an answer below it; the picture bears the answer's buttons.

    Taps in a row bring one picture; who asks in words gets it `again`.
    """
    knowledge = context.services.knowledge
    if not found.queries:
        await context.say(update, OLD)
        return
    if context.services.drawn.lately((message.chat_id, "chart", found.stored.conversation)) and not again:
        return
    drawing = await _chart(knowledge, found.queries)
    if drawing is None:
        await context.say(update, NO_CHART)
        return
    actions = keyboards.under_photo(found.actions)
    token = f"{update.update_id:x}"
    stored = replace(found.stored, token=token, actions=actions_json(actions), status=SHOWN, asked=0)
    async with typing(context.bot, message.chat_id, ChatAction.UPLOAD_PHOTO):
        photo = await _photo(context, drawing)

        async def send(file: InputFile | str) -> Message:
            async def put(to: Target) -> Message:
                sent: Message = await context.bot.send_photo(
                    to.chat_id,
                    file,
                    captioned(drawing.caption),
                    message_thread_id=to.thread,
                    reply_markup=keyboards.markup(token, actions, context.bot),
                )
                return sent

            sent, _ = await Target(message.chat_id, thread_of(message)).reached(put)
            return sent

        def noting(sent: Message) -> Work[None]:
            def write(connection: Connection) -> None:
                inbox.done(connection, update.update_id)
                answers.save(connection, replace(stored, chat_id=sent.chat_id, message_id=sent.message_id))

            return write

        sent = await context.services.handover.hand_over(lambda: photo.send(send), noting)
        await asyncio.to_thread(photo.remember, sent)


async def turn_chart(context: Context, update: Update, message: Message, found: Answered, year: int) -> None:
    """Shows another year in a chart that stands there: the same picture with that year in the strong colour."""
    services = context.services
    knowledge = services.knowledge
    reply, after = await knowledge.engine.respond(f"peki {year}?", found.conversation)
    queries = tuple(result.query for result in reply.results)
    drawing = await _chart(knowledge, queries)
    if reply.status != ANSWER or drawing is None:
        await context.say(update, NO_CHART)
        return
    key = links.key_of(knowledge.fingerprint, queries_json(reply.results))
    actions = keyboards.under_photo(keyboards.actions_of(reply, knowledge, key))
    keyboard = keyboards.markup(found.stored.token, actions, context.bot)
    photo = await _photo(context, drawing)

    async def edit(file: InputFile | str) -> Message | bool:
        media = InputMediaPhoto(file, captioned(drawing.caption))
        shown: Message | bool = await context.bot.edit_message_media(
            media, message.chat_id, message.message_id, reply_markup=keyboard
        )
        return shown

    stored = replace(
        found.stored,
        conversation=(kept := conversation_json(after)),
        queries=queries_json(reply.results),
        actions=actions_json(actions),
        knowledge=knowledge.fingerprint,
    )

    def write(connection: Connection) -> None:
        inbox.done(connection, update.update_id)
        conversations.save(connection, chat_key(message), knowledge.fingerprint, kept)
        answers.save(connection, stored)
        links.keep(connection, key, knowledge.fingerprint, stored.queries)

    try:
        shown = await services.handover.hand_over(
            lambda: photo.send(lambda file: patiently(lambda: edit(file))), lambda _: write
        )
    except Undeliverable as error:
        _log.info("a chart stays as it is", extra={"reason": str(error)})
        return
    if isinstance(shown, Message):
        await asyncio.to_thread(photo.remember, shown)


async def show_sheet(
    context: Context, update: Update, message: Message, found: Answered, *, again: bool = False
) -> None:
    """Sends an answer's figures as a spreadsheet, as `show_chart`; a word where there are none.

    It is called by what it is of: "peki 2025" says nothing to who finds the file a week later.
    """
    services = context.services
    knowledge = services.knowledge
    if not found.queries:
        await context.say(update, OLD)
        return
    if services.drawn.lately((message.chat_id, "sheet", found.stored.conversation)) and not again:
        return
    reply = await knowledge.engine.answer(found.queries)
    async with typing(context.bot, message.chat_id, ChatAction.UPLOAD_DOCUMENT):
        loop = asyncio.get_running_loop()
        view = knowledge.view(reply.results)
        title = "; ".join(dict.fromkeys(asked(view, query) for query in found.queries))
        base = knowledge.workshop_view(view.agencies[0])
        book = await loop.run_in_executor(services.workshop, lambda: sheet.answer(base, title, reply.results))
        if book is None:
            await context.say(update, NO_SHEET)
            return
        source = next((line for line in reply.text.split("\n")[::-1] if line.startswith(presenting.SOURCE)), "")
        await _send_book(context, update, message, book, f"{slug(title)}.xlsx", captioned(f"{title}\n{source}"))


async def _chart(knowledge: Knowledge, queries: Sequence[Query]) -> Chart | None:
    """What is drawn of some queries; None where there is nothing to draw."""
    if not queries:
        return None
    reply = await knowledge.engine.answer(tuple(queries))
    view = knowledge.view(reply.results)
    return next(filter(None, (chart.chart_of(view, result) for result in reply.results)), None)


@dataclass(frozen=True, slots=True)
class Photo:
    """A chart as a file on disk, and how Telegram knows it once it was sent."""

    path: Path

    @property
    def _known(self) -> Path:
        return self.path.with_suffix(".id")

    @property
    def file_id(self) -> str:
        """How Telegram knows the file; "" where it was never sent."""
        try:
            return self._known.read_text()
        except OSError:
            return ""

    async def send(self, request: Callable[[InputFile | str], Awaitable[T]]) -> T:
        """Sends or edits, by a patient request, with what Telegram has already, else with the picture itself."""
        name = self.file_id
        if name:
            try:
                return await request(name)
            except Undeliverable as error:
                if "file" not in str(error).lower():
                    raise
                self._known.unlink(missing_ok=True)
        picture = self.path.read_bytes()
        return await request(InputFile(picture, "grafik.png", attach=True))

    def remember(self, sent: Message) -> None:
        """Keeps the name that Telegram gave to the file, so that it is not uploaded again."""
        if sent.photo:
            self._known.write_text(sent.photo[-1].file_id)


async def known(context: Context, knowledge: Knowledge, results: Sequence[Result]) -> tuple[str, str] | None:
    """(file_id, caption) of an answer's chart where it was sent before; None else: an inline query cannot upload."""
    view = knowledge.view(results)
    drawing = next(filter(None, (chart.chart_of(view, result) for result in results)), None)
    if drawing is None:
        return None
    file = Photo(_path(drawing, context.services.settings.data_dir / FOLDER))
    return (file.file_id, captioned(drawing.caption)) if file.file_id else None


async def _photo(context: Context, drawing: Chart) -> Photo:
    services = context.services
    folder = services.settings.data_dir / FOLDER
    loop = asyncio.get_running_loop()
    return Photo(await loop.run_in_executor(services.workshop, drawn, drawing, folder))


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
    async def put(to: Target) -> Message:
        file = InputFile(book, name)
        sent: Message = await context.bot.send_document(to.chat_id, file, caption, message_thread_id=to.thread)
        return sent

    await context.end(update, lambda: Target(message.chat_id, thread_of(message)).reached(put))


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


def drawn(one: Chart, folder: Path) -> Path:
    """The file of a chart as PNG, the one on disk where the same was drawn before; old ones make room for it."""
    path = _path(one, folder)
    if path.exists():
        return path
    png = one.png()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(png)
    part.replace(path)
    known = sorted(folder.glob("*.png"), key=lambda file: file.stat().st_mtime)
    for old in known[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".id").unlink(missing_ok=True)
    return path


def _path(one: Chart, folder: Path) -> Path:
    return folder / f"{hashlib.sha256(repr((STYLE, one)).encode()).hexdigest()[:32]}.png"


def slug(text: str) -> str:
    """A file name of a question.

    >>> slug("Aktif ikamet izni 2023 hedefi?")
    'aktif-ikamet-izni-2023-hedefi'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:50] or "yanit"
