"""Handing things over to Telegram: patient with its faults, obedient to its flood control."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.replies.splitting import split_html
from bot.telegram.state.store import Store, Work

T = TypeVar("T")

LIMIT = 4096
"""UTF-16 units of a message after its entities are taken out."""
TURN = 1 / 30
"""Seconds that a reply on its way may keep the next one waiting: Telegram takes thirty messages a second."""
FIRST_PAUSE, LONGEST_PAUSE = 0.3, 30.0
TYPING_AFTER, TYPING_AGAIN = 0.5, 4.5
"""Seconds: a reply that takes longer shows that it is being written; Telegram shows it for five."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_log = logging.getLogger(__name__)


class OneByOne:
    """Lets one reply at a time be on its way between Telegram and the state.

    A reply that a kill strikes there goes out again, since nobody can know whether it had arrived: with one under way,
    a kill costs at most one repeat. Where Telegram takes longer than TURN the next begins all the same, so that a
    slow or failing message holds up nobody; that is no slower than Telegram lets a bot send.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = asyncio.Lock()

    async def hand_over(self, send: Callable[[], Awaitable[T]], noting: Callable[[T], Work[Any]]) -> T:
        """Sends, then writes what `noting` makes of Telegram's answer, however long the state takes; returns that.

        Begins when the reply before is noted, or TURN after that one began if Telegram has not yet taken it.
        """
        await self._lock.acquire()
        held = [None]

        def let_go() -> None:
            if held:
                held.clear()
                self._lock.release()

        timer = asyncio.get_running_loop().call_later(TURN, let_go)
        try:
            sent = await send()
            timer.cancel()
            await self._store.insist(self._guarded(noting(sent)))
            return sent
        finally:
            timer.cancel()
            let_go()

    def _guarded(self, work: Work[Any]) -> Work[Any]:
        """What is written, with what it depends on."""
        return work


class Undeliverable(Exception):
    """Telegram will never take this: the chat is gone, or the request makes no sense to it."""


class Moved(Undeliverable):
    """The group became a supergroup, which is another chat."""

    def __init__(self, chat_id: int) -> None:
        super().__init__("the group became a supergroup")
        self.chat_id = chat_id


async def patiently(request: Callable[[], Awaitable[T]]) -> T:
    """What a request returns, made again until Telegram takes it.

    A pause that Telegram asks for is kept; faults of the network or of Telegram are waited out. Undeliverable where
    trying again cannot help.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            return await request()
        except RetryAfter as error:
            wait = error.retry_after
            await asyncio.sleep(wait if isinstance(wait, int) else wait.total_seconds())
        except ChatMigrated as error:
            raise Moved(error.new_chat_id) from error
        except (BadRequest, Forbidden) as error:
            raise Undeliverable(error.message) from error
        except NetworkError as error:
            _log.warning("telegram unreachable", extra={"fault": type(error).__name__, "pause": pause})
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        except TelegramError as error:
            raise Undeliverable(error.message) from error


async def send_html(
    bot: Bot,
    chat_id: int,
    html: str,
    *,
    reply_to: int | None = None,
    thread: int | None = None,
    keyboard: InlineKeyboardMarkup | None = None,
) -> Message:
    """Sends a text of any length; returns the last message of it, which bears the keyboard."""
    place = Target(chat_id, thread, reply_to)
    parts = split_html(html, LIMIT)
    for number, part in enumerate(parts, 1):
        last = number == len(parts)

        async def send(to: Target, part: str = part, last: bool = last, first: bool = number == 1) -> Message:
            return await bot.send_message(
                to.chat_id,
                part,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                message_thread_id=to.thread,
                reply_parameters=(
                    ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to and first else None
                ),
                reply_markup=keyboard if last else None,
            )

        message, place = await place.reached(send)
    return message


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a chat, as far as it is known: groups move, topics are deleted."""

    chat_id: int
    thread: int | None = None
    reply_to: int | None = None

    async def reached(self, send: Callable[[Target], Awaitable[T]]) -> tuple[T, Target]:
        """What a request made, and where: in the chat that a group has become, in the chat where its topic is gone."""
        try:
            return await patiently(lambda: send(self)), self
        except Moved as moved:
            return await Target(moved.chat_id).reached(send)
        except Undeliverable as error:
            if self.thread is None or "thread not found" not in str(error):
                raise
            return await Target(self.chat_id, None, self.reply_to).reached(send)


async def edit_html(
    bot: Bot, chat_id: int, message_id: int, html: str, keyboard: InlineKeyboardMarkup | None = None
) -> bool:
    """Puts a text in place of one that the bot sent; whether it stands there now.

    False where it is too long for one message, or the message cannot be changed any more.
    """
    if len(split_html(html, LIMIT)) > 1:
        return False

    async def edit() -> Message | bool:
        return await bot.edit_message_text(
            html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard,
        )

    try:
        await patiently(edit)
    except Undeliverable as error:
        return "not modified" in str(error)
    return True


@asynccontextmanager
async def typing(bot: Bot, chat_id: int, action: str = ChatAction.TYPING) -> AsyncIterator[None]:
    """Shows in the chat that a reply is being made where that takes over half a second."""
    shown: list[asyncio.Task[None]] = []

    def begin() -> None:
        shown.append(asyncio.create_task(_show(bot, chat_id, action), name="typing"))

    timer = asyncio.get_running_loop().call_later(TYPING_AFTER, begin)
    try:
        yield
    finally:
        timer.cancel()
        for task in shown:
            task.cancel()


async def _show(bot: Bot, chat_id: int, action: str) -> None:
    while True:
        # It is a courtesy: where Telegram does not take it, the reply comes all the same.
        with suppress(TelegramError):
            await bot.send_chat_action(chat_id, action)
        await asyncio.sleep(TYPING_AGAIN)
