"""A bot's life: from its settings to its end."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import signal
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from tornado.httpserver import HTTPServer

from bot.telegram import application, knowledge, logs, profile, subscribing, webhook
from bot.telegram import health as health_door
from bot.telegram.engine import KnowledgeRefused
from bot.telegram.housekeeping import give_back, keep_house
from bot.telegram.limits import Limits
from bot.telegram.metrics import Metrics
from bot.telegram.notices import Notices
from bot.telegram.sending import Undeliverable, patiently
from bot.telegram.services import App, Services
from bot.telegram.settings import Settings, SettingsError, load
from bot.telegram.state import aliases
from bot.telegram.state.secrets import secret
from bot.telegram.state.store import Store, StoreError
from bot.telegram.updates import UpdateQueue
from bot.telegram.watching import FOLDER, Watch

STOPPED, UNUSABLE = 0, 2
"""Exit codes: ended by a signal; cannot run with these settings, this data or this token."""
FINISHING_SECONDS = 5.0
"""How long what was begun may take to finish once the bot is told to stop."""
SWITCH_SECONDS = 0.0005
"""The event loop and the thread that writes the state take turns for every reply; Python's five milliseconds are too
long for one to keep the other waiting."""
LOCK = "lock"
_log = logging.getLogger(__name__)


class CannotRun(Exception):
    """Why the bot cannot run, in one line for a person."""


def run() -> int:
    """Runs the bot until it is told to stop; returns the exit code."""
    try:
        settings = load()
        with _alone(settings.data_dir):
            logs.begin(settings.log_level, settings.secrets)
            sys.setswitchinterval(SWITCH_SECONDS)
            asyncio.run(_live(settings))
    except (SettingsError, StoreError, CannotRun) as error:
        print(f"gocbot: {error}", file=sys.stderr)
        return UNUSABLE
    return STOPPED


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holds the data folder; CannotRun where another process does, or nothing can be written there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotRun(f"GOCBOT_DATA_DIR: {folder} cannot be written to ({error.strerror}).") from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise CannotRun(
            f"Another gocbot runs on {folder}. Stop it, or give this one its own GOCBOT_DATA_DIR."
        ) from None
    try:
        yield
    finally:
        os.close(file)


async def _live(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    store = Store(settings.database)
    try:
        used = await knowledge.opened(settings.knowledge, settings.data_dir / FOLDER, await store.read(aliases.overlay))
    except KnowledgeRefused as refused:
        store.close()
        raise CannotRun(f"GOCBOT_KNOWLEDGE: {settings.knowledge}: {refused}") from None
    queue = UpdateQueue(store)
    app = application.build(settings, queue)
    services = Services(
        settings=settings,
        store=store,
        knowledge=used,
        limits=Limits(settings.user_burst, settings.user_per_minute),
        metrics=Metrics(),
        notices=Notices(app.bot, settings.admins),
        pseudonyms=logs.Pseudonyms(await store.write(lambda connection: secret(connection, "pseudonyms"))),
    )
    app.bot_data["services"] = services
    try:
        if await _introduced(app, stop):
            await _serve(app, queue, services, stop)
    finally:
        services.workshop.shutdown(wait=False, cancel_futures=True)
        await services.knowledge.engine.close(0.5)
        store.close()
    _log.info("stopped")


async def _introduced(app: App, stop: asyncio.Event) -> bool:
    """Whether Telegram knows the bot; waits for a network that is not there yet, unless told to stop."""
    pause = 0.5
    while not stop.is_set():
        try:
            await app.initialize()
            return True
        except InvalidToken:
            raise CannotRun("Telegram does not know GOCBOT_TOKEN. Copy it anew from @BotFather.") from None
        except (RetryAfter, NetworkError) as error:
            _log.warning("telegram cannot be reached yet", extra={"fault": type(error).__name__})
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, 30.0)
        except TelegramError as error:
            raise CannotRun(f"Telegram refuses the bot: {type(error).__name__}.") from None
    return False


async def _serve(app: App, queue: UpdateQueue, services: Services, stop: asyncio.Event) -> None:
    """Answers until told to stop, then finishes what was begun; what takes too long is left to the next run."""
    beside: set[asyncio.Task[None]] = set()

    def begin(work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        beside.add(task)
        task.add_done_callback(beside.discard)

    def taken() -> None:
        begin(profile.show(app.bot, services), "profile")
        begin(subscribing.tell(app.bot, services), "subscribers")

    watch = Watch(services, taken)
    services.reload = watch.reload
    try:
        health = health_door.listen(services)
        waiting = await queue.feed_back(app.bot)
        await app.start()
        hook = await _begin_listening(app, queue, services, stop)
    except OSError as error:
        raise CannotRun(f"A port that is set cannot be opened: {error.strerror}.") from None
    begin(watch.run(), "knowledge watch")
    begin(profile.show(app.bot, services), "profile")
    begin(keep_house(services), "housekeeping")
    begin(give_back(), "free memory")
    _log.info("started", extra={"fed_back": waiting, "knowledge": services.knowledge.fingerprint})
    await stop.wait()
    _log.info("stopping")
    for task in beside:
        task.cancel()
    for server in (hook, health):
        if server is not None:
            server.stop()
    assert app.updater is not None
    if app.updater.running:
        with suppress(TimeoutError, TelegramError):
            await asyncio.wait_for(app.updater.stop(), 1.5)
    queue.close()
    try:
        await asyncio.wait_for(app.stop(), FINISHING_SECONDS)
    except TimeoutError:
        _log.warning("not everything could be finished; the next run will")
    with suppress(TimeoutError, TelegramError, RuntimeError):
        await asyncio.wait_for(app.shutdown(), 1.0)


async def _begin_listening(app: App, queue: UpdateQueue, services: Services, stop: asyncio.Event) -> HTTPServer | None:
    """Begins to poll, or opens the webhook's door and tells Telegram where it is."""
    settings = services.settings
    assert app.updater is not None
    if not settings.webhook_url:
        # Telegram may hold this up: the first thing it does is to end webhook mode.
        begun = asyncio.create_task(
            app.updater.start_polling(
                poll_interval=0.0,
                timeout=settings.poll_seconds,
                bootstrap_retries=-1,
                allowed_updates=application.ALLOWED_UPDATES,
                drop_pending_updates=False,
                error_callback=_not_fetched,
            )
        )
        await _first((begun, stop))
        return None
    server = webhook.listen(settings, app.bot, queue)
    told = asyncio.create_task(
        patiently(
            lambda: app.bot.set_webhook(
                settings.webhook_url,
                secret_token=settings.webhook_secret.get_secret_value(),
                allowed_updates=application.ALLOWED_UPDATES,
                drop_pending_updates=False,
            )
        )
    )
    try:
        await _first((told, stop))
    except Undeliverable as error:
        raise CannotRun(f"Telegram refuses GOCBOT_WEBHOOK_URL: {error}.") from None
    return server


async def _first(either: tuple[asyncio.Task[Any], asyncio.Event]) -> None:
    """Waits for a task, or for the event, in which case the task is given up."""
    task, event = either
    told = asyncio.create_task(event.wait())
    await asyncio.wait((task, told), return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if task.done():
        task.result()
    else:
        task.cancel()


def _not_fetched(error: TelegramError) -> None:
    _log.warning("updates cannot be fetched", extra={"fault": type(error).__name__})
