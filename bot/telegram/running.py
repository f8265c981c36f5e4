"""A bot's life: from its settings to its end."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from tornado.httpserver import HTTPServer

from bot.telegram import application, knowledge, logs, profile, subscribing, webhook
from bot.telegram import health as health_door
from bot.telegram.access import tell_of_waiting
from bot.telegram.contact import Contact
from bot.telegram.engine import KnowledgeRefused
from bot.telegram.footing import Footing, stand
from bot.telegram.housekeeping import give_back, keep_house
from bot.telegram.limits import Limits
from bot.telegram.metrics import Metrics
from bot.telegram.notices import Notices
from bot.telegram.polling import Polling
from bot.telegram.rich import Rich
from bot.telegram.sending import Undeliverable
from bot.telegram.services import App, Services
from bot.telegram.settings import Settings, SettingsError, load
from bot.telegram.state import users
from bot.telegram.state.safekeeping import DAMAGED_DAYS
from bot.telegram.state.secrets import secret
from bot.telegram.state.shared import StateAway
from bot.telegram.state.store import DiskFull, StoreError
from bot.telegram.state.trouble import DatabaseError
from bot.telegram.supervision import RESTORED, Supervision
from bot.telegram.updates import Unreadable
from bot.telegram.watching import FOLDER, Watch

STOPPED, UNUSABLE, NOT_YET = 0, 2, os.EX_TEMPFAIL
"""Exit codes: ended by a signal; cannot run with these settings, this data or this token; no room, or no database."""
PRIVATE = 0o077
"""The umask: what people write is for the bot's own user alone."""
FINISHING_SECONDS = 5.0
"""How long what was begun may take to finish once the bot is told to stop."""
SWITCH_SECONDS = 0.0005
"""The event loop and the thread that writes the state take turns for every reply; Python's five milliseconds are too
long for one to keep the other waiting."""
LOCK = "lock"
UNREADABLE = (
    "⚠ Telegram'dan okunamayan bir güncelleme geldi ve atlandı (türü: {kind}). Öbür mesajlar yanıtlanıyor; "
    "ayrıntılar günlükte."
)
LESS = (
    "⚠ Öğretilen sözler ya da yayımlanan bilgi tabanı kullanıma alınamadı; onlarsız yanıt veriyorum. Nedeni günlükte."
)
_log = logging.getLogger(__name__)


class CannotRun(Exception):
    """Why the bot cannot run, in one line for a person."""


def run() -> int:
    """Runs the bot until it is told to stop; returns the exit code."""
    os.umask(PRIVATE)
    try:
        settings = load()
        with alone(settings.data_dir):
            logs.begin(settings.log_level, settings.secrets)
            sys.setswitchinterval(SWITCH_SECONDS)
            while asyncio.run(_live(settings)):
                _log.warning("beginning anew")
    except (DiskFull, knowledge.DiskFull, StateAway) as error:
        print(f"gocbot: {error}", file=sys.stderr)
        return NOT_YET
    except (SettingsError, StoreError, CannotRun) as error:
        print(f"gocbot: {error}", file=sys.stderr)
        return UNUSABLE
    except DatabaseError as error:
        reason = str(error.orig or error).strip().partition("\n")[0].rstrip(".")
        if settings.state_url.get_secret_value():
            where, then = "GOCBOT_STATE_URL", "Its owner may have changed what gocbot made there; its log says more."
        else:
            where, then = str(settings.database), "Restore it from a backup."
        print(f"gocbot: {where} cannot be used ({reason}). {then}", file=sys.stderr)
        return UNUSABLE
    return STOPPED


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the data folder; CannotRun where another process does, or nothing can be written there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(f"GOCBOT_DATA_DIR: the disk of {folder} is full. Make room on it.") from None
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


async def _live(settings: Settings) -> bool:
    """One life, from the state on disk to a signal; whether another one is to follow."""
    stop, anew = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    footing = stand(settings)
    store = footing.store
    try:
        used, without = await footing.knowledge()
    except KnowledgeRefused as refused:
        store.close()
        if isinstance(refused, knowledge.DiskFull):
            raise
        raise CannotRun(f"GOCBOT_KNOWLEDGE: {settings.knowledge}: {refused}") from None
    knowledge.tidy(settings.data_dir / FOLDER, used, starting=True)
    limits = Limits(settings.user_burst, settings.user_per_minute, settings.user_cpu_per_minute)
    metrics = Metrics()
    app = application.build(settings, footing.queue, limits, metrics, footing.pace)
    services = Services(
        settings=settings,
        store=store,
        knowledge=used,
        contact=Contact(settings.poll_seconds),
        limits=limits,
        metrics=metrics,
        rich=Rich(settings.rich),
        notices=Notices(app.bot, settings.admins, ours=footing.ours),
        pseudonyms=logs.Pseudonyms(await store.write(lambda connection: secret(connection, "pseudonyms"))),
        handover=footing.handover,
        membership=footing.membership,
    )
    app.bot_data["services"] = services
    del used  # whoever holds one that was swapped out keeps its engine running
    if footing.restored:
        services.news.append(RESTORED.format(days=DAMAGED_DAYS))
    if without:
        _log.error("begun with less knowledge", extra={"reason": without})
        services.news.append(LESS)

    def begin_anew() -> None:
        anew.set()
        stop.set()

    try:
        if await _introduced(app, stop):
            await footing.belong()  # not before: a token that was copied wrongly is no bot's
            await _serve(app, footing, services, Supervision(services, begin_anew), stop)
    finally:
        services.workshop.shutdown(wait=False, cancel_futures=True)
        await services.knowledge.engine.close(0.5)
        store.close()
    _log.info("stopped")
    return anew.is_set()


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


async def _serve(app: App, footing: Footing, services: Services, supervision: Supervision, stop: asyncio.Event) -> None:
    """Answers until told to stop, then finishes what was begun; what takes too long is left to the next run."""
    queue = footing.queue
    beside: set[asyncio.Task[None]] = set()

    def begin(work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name=name)
        beside.add(task)
        task.add_done_callback(beside.discard)
        return task

    def taken() -> None:
        begin(profile.show(app.bot, services), "profile")
        begin(subscribing.tell(app.bot, services), "subscribers")

    watch = Watch(services, taken)
    services.reload = watch.reload
    queue.unreadable = lambda error: _left_out(error, services, begin)
    polling = Polling(app.bot, queue, services.contact, services.settings.poll_seconds, application.ALLOWED_UPDATES)
    try:
        health = health_door.listen(services, supervision)
        waiting = await queue.feed_back(app.bot)
        footing.join(services)
        await app.start()
        for work, name in footing.works(app.bot):
            begin(work, name)
        hook, fetching = await _begin_listening(app, footing, services, polling, begin, stop)
    except OSError as error:
        raise CannotRun(f"A port that is set cannot be opened: {error.strerror}.") from None
    begin(supervision.run(), "supervision")
    begin(watch.run(), "knowledge watch")
    begin(profile.show(app.bot, services), "profile")
    begin(keep_house(services), "housekeeping")
    begin(give_back(), "free memory")
    begin(_tell_news(app, services), "news")
    _log.info("started", extra={"fed_back": waiting, "knowledge": services.knowledge.fingerprint})
    await _until(stop, fetching)
    _log.info("stopping")
    for task in beside:
        task.cancel()
    for server in (hook, health):
        if server is not None:
            server.stop()
    if footing.polls:
        await polling.say_goodbye()
    queue.close()
    await footing.give_back()
    try:
        await asyncio.wait_for(app.stop(), FINISHING_SECONDS)
    except TimeoutError:
        _log.warning("not everything could be finished; the next run will")
    await footing.leave()
    with suppress(TimeoutError, TelegramError, RuntimeError):
        await asyncio.wait_for(app.shutdown(), 1.0)


Begin = Callable[[Coroutine[Any, Any, None], str], "asyncio.Task[None]"]


async def _begin_listening(
    app: App, footing: Footing, services: Services, polling: Polling, begin: Begin, stop: asyncio.Event
) -> tuple[HTTPServer | None, asyncio.Task[None]]:
    """Begins to poll, or opens the webhook's door and tells Telegram where it is: the door, and what goes on."""
    settings = services.settings
    if not settings.webhook_url:
        return None, begin(footing.poll(polling, services.contact), "polling")
    server = webhook.listen(settings, app.bot, footing.queue)
    registration = webhook.Registration(settings, app.bot, services.contact, application.ALLOWED_UPDATES)
    await _until(stop, begin(registration.make(), "registration"))
    return server, begin(registration.watch(), "webhook watch")


async def _until(event: asyncio.Event, task: asyncio.Task[None]) -> None:
    """Waits for an event, or for a task that ends before; CannotRun where Telegram refused what it was for."""
    told = asyncio.create_task(event.wait())
    await asyncio.wait((task, told), return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if not task.done():
        return
    try:
        task.result()
    except Undeliverable as error:
        raise CannotRun(f"Telegram refuses to hand over messages: {error}.") from None


def _left_out(error: Unreadable, services: Services, begin: Begin) -> None:
    """An update that makes no sense: in the log and the metrics, and once to the admins."""
    _log.error("an update is left out", extra={"update": error.number, "kind": error.kind, "error": error.error})
    services.metrics.unreadable.labels(error.kind).inc()

    async def tell() -> None:
        await services.notices.tell("unreadable", UNREADABLE.format(kind=error.kind))

    begin(tell(), "notice")


async def _tell_news(app: App, services: Services) -> None:
    """What came of the start, and that people wait whose request may have struck a kill."""
    waiting, _ = await services.store.read(lambda connection: users.waiting(connection, 0, 1))
    if waiting:
        await tell_of_waiting(app.bot, services, waiting)
    for number, words in enumerate(services.news):
        await services.notices.tell(f"news {number}", words)
