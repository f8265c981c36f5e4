"""What handlers work with, handed to them as `context.services`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage, Message, Update
from telegram.ext import Application, CallbackContext

from bot.telegram.bell import Bell
from bot.telegram.contact import Contact
from bot.telegram.knowledge import Knowledge
from bot.telegram.lately import Lately
from bot.telegram.limits import Limits
from bot.telegram.logs import Pseudonyms
from bot.telegram.membership import Membership
from bot.telegram.metrics import Metrics
from bot.telegram.notices import Notices
from bot.telegram.rich import Rich
from bot.telegram.sending import OneByOne, send_html
from bot.telegram.settings import Settings
from bot.telegram.state import inbox
from bot.telegram.state.store import Store

T = TypeVar("T")


@dataclass(eq=False)
class Services:
    """One running bot."""

    settings: Settings
    store: Store
    """All state: `await store.write(lambda connection: users.approve(connection, …))`, `await store.read(…)`."""
    knowledge: Knowledge
    """The knowledge base in use. Take it once at the beginning of a handler: it may be swapped meanwhile."""
    contact: Contact
    """With Telegram."""
    limits: Limits
    metrics: Metrics
    notices: Notices
    """Tells the admins: `await notices.tell("key", "Türkçe metin")`."""
    pseudonyms: Pseudonyms
    """Users in logs."""
    handover: OneByOne
    """Every reply goes out through it: `services.handover.hand_over(send, noting)`, or `context.end(update, send)`."""
    workshop: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="workshop")
    )
    """Where charts and sheets are made, off the event loop."""
    drawn: Lately = field(default_factory=Lately)
    """Charts and sheets that were just asked for: a second tap brings no second one."""
    rich: Rich = field(default_factory=lambda: Rich(wanted=False))
    """Tables as rich messages, where the server has them."""
    albums: Lately = field(default_factory=Lately)
    """Albums of which a part was answered."""
    bell: Bell = field(default_factory=Bell)
    """How often strangers' requests ring."""
    news: list[str] = field(default_factory=list)
    """What the admins are told once the bot is up."""
    membership: Membership | None = None
    """This process as one of several replicas; None where it is the only one."""
    behind: int = 0
    """The published version of the knowledge base that this replica could not get; 0 where it is up to date."""
    _beside: set[asyncio.Task[Any]] = field(default_factory=set)
    reload: Any = None
    """`await services.reload()`: the knowledge base opened anew, with the aliases as they are now in the state."""

    def beside(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Begins something that no update waits for; it ends with the run."""
        task = asyncio.create_task(work, name=name)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)


class Context(CallbackContext[Any, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What python-telegram-bot hands to a handler, and the services."""

    @property
    def services(self) -> Services:
        """The running bot."""
        services: Services = self.bot_data["services"]
        return services

    async def end(self, update: Update, send: Callable[[], Awaitable[T]]) -> T:
        """Sends what ends the handling of an update, and marks it as done: a kill repeats one of them at most."""
        return await self.services.handover.hand_over(
            send, lambda _: lambda connection: inbox.done(connection, update.update_id)
        )

    async def say(
        self, update: Update, html: str, *, reply_to: int | None = None, keyboard: InlineKeyboardMarkup | None = None
    ) -> Message:
        """Ends the handling of an update with a text in its chat."""
        message = update.effective_message
        assert message is not None
        return await self.end(
            update,
            lambda: send_html(
                self.bot,
                message.chat_id,
                html,
                reply_to=reply_to,
                thread=thread_of(message),
                keyboard=keyboard,
            ),
        )


def thread_of(message: MaybeInaccessibleMessage) -> int | None:
    """The topic of a forum that a message stands in."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


App = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
