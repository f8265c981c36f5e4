"""What handlers work with, handed to them as `context.services`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import Application, CallbackContext

from bot.telegram.knowledge import Knowledge
from bot.telegram.limits import Limits
from bot.telegram.logs import Pseudonyms
from bot.telegram.metrics import Metrics
from bot.telegram.notices import Notices
from bot.telegram.sending import OneByOne
from bot.telegram.settings import Settings
from bot.telegram.state.store import Store


@dataclass(eq=False)
class Services:
    """One running bot."""

    settings: Settings
    store: Store
    """All state: `await store.write(lambda connection: users.approve(connection, …))`, `await store.read(…)`."""
    knowledge: Knowledge
    """The knowledge base in use. Take it once at the beginning of a handler: it may be swapped meanwhile."""
    limits: Limits
    metrics: Metrics
    notices: Notices
    """Tells the admins: `await notices.tell("key", "Türkçe metin")`."""
    pseudonyms: Pseudonyms
    """Users in logs."""
    workshop: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="workshop")
    )
    """Where charts and sheets are made, off the event loop."""
    handover: OneByOne = field(default_factory=OneByOne)
    """`async with services.handover.turn():` around sending a reply and writing that it was sent."""
    reload: Any = None
    """`await services.reload()`: the knowledge base opened anew, with the aliases as they are now in the state."""


class Context(CallbackContext[Any, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What python-telegram-bot hands to a handler, and the services."""

    @property
    def services(self) -> Services:
        """The running bot."""
        services: Services = self.bot_data["services"]
        return services


App = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
