"""Answers with tables as rich messages (Bot API 10.1), where the server has them; elsewhere presenting.py's HTML."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest, EndPointNotFound

from bot.answering.queries import Result
from bot.replies.reply import ANSWER, Reply
from bot.telegram import presenting
from bot.telegram.sending import Target

METHOD = "sendRichMessage"
LONGEST = 32_768
"""Characters of a rich message."""
_log = logging.getLogger(__name__)

Rows = Sequence[tuple[str, str]]


class Rich:
    """Sends rich messages until the server says that it has none."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted

    async def send(
        self,
        bot: Bot,
        reply: Reply,
        chat_id: int,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> Message | None:
        """The message; None where it needs none or the server does not take it: it goes out as plain HTML then."""
        html = html_of(reply) if self.wanted else ""
        if not html:
            return None

        async def send(to: Target) -> Message | None:
            given: dict[str, Any] = {
                "chat_id": to.chat_id,
                "rich_message": {"html": html, "skip_entity_detection": True},
                "message_thread_id": to.thread,
                "reply_parameters": (
                    ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to else None
                ),
                "reply_markup": keyboard,
            }
            present = {name: value for name, value in given.items() if value is not None}
            try:
                sent: Message = await bot.do_api_request(METHOD, present, Message)
            except EndPointNotFound:
                self.wanted = False
                _log.info("this server has no rich messages")
                return None
            except BadRequest as error:
                if "thread not found" in error.message:
                    raise
                _log.warning("a rich message is refused", extra={"reason": error.message})
                return None
            return sent

        sent, _ = await Target(chat_id, thread, reply_to).reached(send)
        return sent


def html_of(reply: Reply) -> str:
    """A reply with its lists of figures as tables; "" where it has none and needs no more than plain HTML."""
    if reply.status != ANSWER:
        return ""
    blocks = []
    tables = 0
    for kind, run in presenting.runs(reply.markup.split("\n")):
        table = _table(run, reply.results) if kind == presenting.ITEM else ""
        tables += bool(table)
        blocks.append(table or _block(kind, run))
    html = "".join(blocks)
    return html if tables and len(html) <= LONGEST else ""


def _table(run: Sequence[str], results: Sequence[Result]) -> str:
    """The lines of a list as a table; "" where they are no figures."""
    rows: Rows = next(filter(None, (presenting.rows_of(run, result) for result in results)), ())
    head = ""
    if not rows:
        head, rows = presenting.column_of(run)
    if not rows:
        return ""
    lines = [f'<tr><td>{_inline(name)}</td><td align="right">{_inline(value)}</td></tr>' for name, value in rows]
    above = f"<p>{_inline(head)}</p>" if head else ""
    return f"{above}<table bordered striped>{''.join(lines)}</table>"


def _block(kind: str, run: Sequence[str]) -> str:
    if kind == presenting.NOTE:
        summary, notes = presenting.NOTE_HEAD, [line.removeprefix(f"{presenting.NOTE_HEAD}: ") for line in run]
        return f"<details><summary>{summary}</summary>{''.join(f'<p>{_inline(note)}</p>' for note in notes)}</details>"
    if kind == presenting.ITEM and len(run) > presenting.LONG_LIST:
        lines = "".join(f"<p>{_inline(line)}</p>" for line in run[1:])
        return f"<details><summary>{_inline(run[0])}</summary>{lines}</details>"
    return "".join(f"<p>{_inline(line)}</p>" for line in run if line)


def _inline(text: str) -> str:
    return Reply("", text).html
