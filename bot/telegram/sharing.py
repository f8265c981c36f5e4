"""The way of an update where replicas share the inbox: kept by one, handled by any, in order within its chat."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram import Bot, Update

from bot.telegram.http import last_word
from bot.telegram.membership import Membership
from bot.telegram.sending import OneByOne
from bot.telegram.state import claims
from bot.telegram.state.claims import Claimed
from bot.telegram.state.shared import SharedStore
from bot.telegram.state.store import Connection, Work
from bot.telegram.updates import AT_ONCE, Unreadable, UpdateQueue, handled, read, unpacked

T = TypeVar("T")
BITE = 16
"""Updates that a replica claims at once, less what its engine has yet to answer: the others take the rest."""
LOOK_SECONDS = 0.2
"""How often a replica looks for what others have kept, or left behind."""
TIDY_SECONDS = 5.0
LEAVING_SECONDS = 2.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AtWork:
    """Monotonic times of an update that is handled here."""

    claimed: float
    """When it was surely this replica's."""
    kept: float
    """When it was kept, by whatever replica."""


class SharedQueue(UpdateQueue):
    """The application's update queue, fed from the inbox of all replicas."""

    def __init__(self, store: SharedStore, membership: Membership, engine_waiting: Callable[[], int]) -> None:
        """`engine_waiting`: how many questions the engine has yet to answer."""
        super().__init__(store)
        self._me = membership
        self._engine_waiting = engine_waiting
        self._woken = asyncio.Event()
        self._unnoted: list[int] = []
        self._at_work: dict[int, AtWork] = {}
        """What is handled here."""
        self._tidied = 0.0
        self.taken_over: Callable[[], None] = lambda: None
        """Told of every update that somebody had begun before."""

    async def queue(self, updates: Sequence[Update]) -> None:
        """What was kept may be claimed, here or elsewhere."""
        self._woken.set()

    async def feed_back(self, bot: Bot) -> int:
        """What an earlier run did not finish is claimed like everything else."""
        return 0

    async def finish(self, number: int) -> None:
        """Marks an update as done with the next claim; so are those that a reply was sent to, when it was."""
        self._unnoted.append(number)
        self._begun.discard(number)
        self._at_work.pop(number, None)
        self._woken.set()

    def over(self, number: int) -> None:
        """The handling of an update has ended, finished or not."""
        self._at_work.pop(number, None)
        self._woken.set()

    def doubtful(self, number: int) -> bool:
        """Whether another replica may have handled an update as well: it had it before, or may have taken it over."""
        one = self._at_work.get(number)
        return self.begun_before(number) or (one is not None and one.claimed < self._me.since)

    def waited(self, number: int) -> float:
        """See UpdateQueue: a chat's next update is claimed when the one before is done, here or elsewhere.

        What it waited while this replica, or the database, was away is not its sender's doing and does not count.
        """
        one = self._at_work.get(number)
        return max(0.0, time.monotonic() - max(one.kept, self._me.since)) if one is not None else 0.0

    async def refuse(self, number: int) -> bool:
        """See UpdateQueue."""
        await self.finish(number)
        return True

    async def run(self, bot: Bot) -> None:
        """Claims and queues until cancelled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
            self._woken.clear()
            room = min(BITE - self._engine_waiting(), AT_ONCE - len(self._at_work))
            begun = time.monotonic()
            try:
                claimed = await self._turn(max(0, room))
            except Exception as error:
                _log.error("nothing can be claimed", extra={"error": type(error).__name__})
                await asyncio.sleep(LOOK_SECONDS)
                continue
            for one in claimed:
                await self._queue_claimed(one, bot, begun)
            if len(claimed) == room > 0:
                self._woken.set()

    def close(self) -> None:
        """Lets go of what is not begun; `give_back` tells the others."""
        self._closed = True
        while not self.empty():
            update = self.get_nowait()
            self.task_done()
            if isinstance(update, Update):
                self._at_work.pop(update.update_id, None)

    async def give_back(self) -> None:
        """Lets the others have what was claimed and is not begun."""
        me, begun = self._me, frozenset(self._at_work)
        with suppress(Exception):
            write = self._store.offer(lambda connection: claims.release(connection, me.id, but=begun))
            await asyncio.wait_for(write, LEAVING_SECONDS)

    async def leave(self) -> None:
        """Notes what is finished and gives the rest to the others."""
        me, finished = self._me, self._unnoted

        def write(connection: Connection) -> None:
            claims.finish(connection, me.id, finished)
            claims.release(connection, me.id)

        with suppress(Exception):
            await asyncio.wait_for(self._store.offer(write), LEAVING_SECONDS)

    async def _turn(self, room: int) -> list[Claimed]:
        """Notes what is finished, and claims as much as there is room for."""
        me = self._me
        room = room if me.sure and not self._closed else 0
        if not room and not self._unnoted:
            return []
        finished, self._unnoted = self._unnoted, []
        kept = self._lost_and_found()

        def write(connection: Connection) -> list[Claimed]:
            claims.finish(connection, me.id, finished)
            if kept is not None:
                claims.release(connection, me.id, but=kept)
            # Asked when the database is there: the write may have waited for it, and was away as long as others.
            return claims.claim(connection, me.id, room, take_over=me.may_take_over) if room and me.sure else []

        try:
            return await self._store.write(write)
        except BaseException:
            self._unnoted = finished + self._unnoted
            raise

    def _lost_and_found(self) -> frozenset[int] | None:
        """Now and then what is at work here: what else is claimed for this replica was lost on its way here."""
        now = asyncio.get_running_loop().time()
        if now - self._tidied < TIDY_SECONDS:
            return None
        self._tidied = now
        return frozenset(self._at_work)

    async def _queue_claimed(self, one: Claimed, bot: Bot, at: float) -> None:
        if self._closed:
            return
        try:
            update, _ = read(unpacked(one.body), bot)
        except Unreadable as error:
            self.unreadable(Unreadable(one.number, error.kind, error.error))
            await self.finish(one.number)
            return
        if one.tries:
            self.taken_over()
            self._begun.add(one.number)
        self._at_work[one.number] = AtWork(at, at - one.waited)
        await self.put(update)


class InTouch(OneByOne):
    """Hands over only while the others surely know that this replica lives, and nothing that is no longer its own."""

    def __init__(self, store: SharedStore, membership: Membership, queue: SharedQueue) -> None:
        super().__init__(store)
        self._membership = membership
        self._queue = queue

    async def hand_over(self, send: Callable[[], Awaitable[T]], noting: Callable[[T], Work[Any]]) -> T:
        """As its parent's; ends the handling of an update that another replica has taken over, or finished before.

        That is asked before each request, when it has waited for its turn, for its place and after a fault: so what
        stood still goes on with nothing but what Telegram was being told just then.
        """
        number = handled.get()

        async def still_mine() -> None:
            if not await self._is_mine(number):
                raise asyncio.CancelledError

        async def send_if_mine() -> T:
            await still_mine()
            before = last_word.set(still_mine)
            try:
                return await send()
            finally:
                last_word.reset(before)

        sent = await super().hand_over(send_if_mine, noting)
        handled.set(0)  # it is noted: what else is sent for it is nobody else's
        return sent

    def _guarded(self, work: Work[Any]) -> Work[Any]:
        """Who was cut off, or stood still while it sent, must not put the chat back to where it was then.

        Looked at in the transaction itself, every time it is begun: it may have waited out an outage in which another
        replica went on with the chat.
        """
        number, me = handled.get(), self._membership.id

        def write(connection: Connection) -> Any:
            if number and not claims.took(connection, me, number):
                _taken_over(number)
                return None
            return work(connection)

        return write

    async def _is_mine(self, number: int) -> bool:
        """Whether an update is this replica's, once the others know that it lives; asked of the state in doubt only."""
        me = self._membership
        await me.be_sure()
        if not number or not self._queue.doubtful(number):
            return True
        mine = await self._store.read(lambda connection: claims.holds(connection, me.id, number))
        if not mine:
            _taken_over(number)
        return mine


def _taken_over(number: int) -> None:
    _log.warning("an update was taken over by another replica", extra={"update": number})
