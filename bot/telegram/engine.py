"""The engine, asked from the event loop: one process beside this one answers a question at a time.

A process, since questions and Telegram's HTTP together are more than one interpreter carries at 300 messages a
second; one, since two cores are there and the other is busy with HTTP.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot
from bot.answering.queries import Query
from bot.answers import AnswersLater
from bot.config import PREFIX
from bot.replies.reply import Reply
from bot.telegram.failures import TOO_LONG, Failed
from bot.understanding.frame import Conversation
from knowledge.base import Programme

START_SECONDS = 60.0
HEARTBEAT_SECONDS = 4.0
"""A process that is asked nothing is asked so often whether it is there."""
SICK_SECONDS = 5.0
"""A process that owes an answer for so long is reported."""
PATIENCE_SECONDS = 10.0
"""A process that owes an answer for longer hangs, since it gives up by itself (engine_worker): it is replaced."""
ATTEMPTS = 2
"""A question that was in work when the process died is asked again; one that kills it twice is given up."""
REMEMBERED = 2048
"""Replies to messages that began a conversation: many people ask the same first thing. Each is kept as a pickle, a
kilobyte instead of four."""


Charge = Callable[[float], None]
"""Told the seconds of CPU that a request cost."""


def _nobody(seconds: float) -> None:
    """Pays for what the bot asks for itself."""


class EngineError(Exception):
    """A question that could not be answered: the error's type and place, nothing that a person wrote."""


class EngineTooLong(EngineError):
    """A question that costs more than any may."""


class KnowledgeRefused(Exception):
    """A knowledge base file that cannot be used, and why."""


@dataclass(eq=False, slots=True)
class _Request:
    """What was asked and is not answered."""

    frame: bytes
    future: asyncio.Future[tuple[float, Any]]
    attempts: int = 0
    """How often the process died at it."""


class EngineClient:
    """One worker process over one knowledge base file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.programme: Programme | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._heart: asyncio.Task[None] | None = None
        self._asked: deque[_Request] = deque()
        self._begun = 0.0
        self.losses = 0
        """How often a process died or hung."""
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._closed = False

    async def start(self) -> None:
        """Starts the process; KnowledgeRefused where the file is no good."""
        root = str(Path(bot.__file__).resolve().parent.parent)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environment["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [environment.get("PYTHONPATH")])])
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.telegram.engine_worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment,
        )
        try:
            _send(process, _frame((self.path,)))
            opened = await asyncio.wait_for(_receive(process), START_SECONDS)
        except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
            await _end(process)
            raise KnowledgeRefused("the engine did not start with it") from error
        except BaseException:
            await _end(process)
            raise
        if isinstance(opened, Failed):
            await _end(process)
            raise KnowledgeRefused(opened.where or opened.kind)
        self.programme = opened
        self._process = process
        self._reading = asyncio.create_task(self._read(process), name="engine replies")
        if self._heart is None:
            self._heart = asyncio.create_task(self._beat(), name="engine heartbeat")

    async def respond(
        self, text: str, state: Conversation, *, foreign: bool = False, charge: Charge = _nobody
    ) -> tuple[Reply, Conversation]:
        """The reply to a message and the conversation afterwards; EngineError where that failed.

        `foreign`: the conversation was led over another knowledge base. `charge` is told what it cost.
        """
        fresh = state == _NEW
        if fresh and text in self._known:
            self._known.move_to_end(text)
            known: tuple[Reply, Conversation] = pickle.loads(self._known[text])
            return known
        outcome: tuple[Reply, Conversation] = await self._ask("respond", text, state, foreign, charge=charge)
        if fresh:
            self._known[text] = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return outcome

    async def answer(self, queries: tuple[Query, ...]) -> Reply:
        """The reply to queries, with their results, whatever was said."""
        reply: Reply = await self._ask("answer", queries)
        return reply

    async def gaps(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The phrases of a message that nothing explains, and the entities that it may mean, likeliest first."""
        phrases, entities = await self._ask("gaps", text)
        return phrases, entities

    async def teachable(self, phrase: str) -> bool:
        """Whether a phrase may become a name: it has an unknown word, or its known ones together mean nothing."""
        return bool(await self._ask("teachable", phrase))

    async def names(self, phrase: str, entity: str) -> bool:
        """Whether a phrase is understood as the name of an entity."""
        return bool(await self._ask("names", phrase, entity))

    async def reopen(self, path: Path) -> None:
        """Goes on with another copy of the file, which takes a moment; EngineError where it is no good."""
        await self._ask("reopen", path)
        self.path = path
        self._known.clear()

    async def search(self, text: str, limit: int = 10, *, charge: Charge = _nobody) -> list[Reply]:
        """Answers that a half-typed message may mean, the likeliest first."""
        replies: list[Reply] = await self._ask("search", text, limit, charge=charge)
        return replies

    async def close(self, patience: float = PATIENCE_SECONDS) -> None:
        """Lets it answer what it was asked, for some seconds at most, then ends the process."""
        self._closed = True
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._asked:
                    await asyncio.sleep(0.02)
        for task in (self._reading, self._heart):
            if task is not None:
                task.cancel()
        if self._process is not None:
            await _end(self._process)

    @property
    def waiting(self) -> int:
        """Questions that are not answered yet."""
        return len(self._asked)

    @property
    def responsive(self) -> bool:
        """Whether there is a process, and it does not owe an answer for longer than any takes."""
        if self._process is None:
            return self._closed
        return not self._asked or asyncio.get_running_loop().time() - self._begun < SICK_SECONDS

    async def _ask(self, name: str, *arguments: object, charge: Charge = _nobody) -> Any:
        loop = asyncio.get_running_loop()
        request = _Request(_frame((name, arguments)), loop.create_future())
        if not self._asked and self._process is not None:
            self._begun = loop.time()
        self._asked.append(request)
        if self._process is not None:
            _send(self._process, request.frame)
        seconds, outcome = await request.future
        charge(seconds)
        if isinstance(outcome, Failed):
            raise (EngineTooLong if outcome.kind == TOO_LONG else EngineError)(f"{outcome.kind} at {outcome.where}")
        return outcome

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Hands replies to whom they belong; a process that dies or hangs is replaced."""
        loop = asyncio.get_running_loop()
        watch = asyncio.create_task(self._watch(process), name="engine watch")
        try:
            while True:
                outcome = await _receive(process)
                self._begun = loop.time()
                request = self._asked.popleft()
                if not request.future.done():
                    request.future.set_result(outcome)
        except (asyncio.IncompleteReadError, OSError):
            await self._replace(process)
        finally:
            watch.cancel()

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Kills a process that hangs, upon which its output ends."""
        loop = asyncio.get_running_loop()
        while not self._asked or loop.time() - self._begun < PATIENCE_SECONDS:
            await asyncio.sleep(min(1.0, PATIENCE_SECONDS))
        process.kill()

    async def _beat(self) -> None:
        """Asks for a sign of life where nobody asks anything, so that a process that hangs is found out."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            if not self._asked and self._process is not None:
                with suppress(EngineError):
                    await self._ask("ping")

    async def _replace(self, process: asyncio.subprocess.Process) -> None:
        self._process = None
        self.losses += 1
        await _end(process)
        if self._asked:
            self._asked[0].attempts += 1
            if self._asked[0].attempts >= ATTEMPTS:
                future = self._asked.popleft().future
                if not future.done():
                    future.set_result((0.0, Failed("EngineLost", "the process ended or hung")))
        pause = 0.1
        while not self._closed:
            try:
                await self.start()
                break
            except (KnowledgeRefused, OSError):
                pause = min(pause * 2, 30.0)
                await asyncio.sleep(pause)
        if self._process is not None:
            self._begun = asyncio.get_running_loop().time()
            for request in self._asked:
                _send(self._process, request.frame)


_NEW = Conversation()
_ANSWERS: type[AnswersLater] = EngineClient
"""Checked by mypy: a process of its own answers like what it holds."""


def _frame(value: object) -> bytes:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(4, "big") + body


def _send(process: asyncio.subprocess.Process, frame: bytes) -> None:
    if process.stdin is not None and not process.stdin.is_closing():
        process.stdin.write(frame)


async def _receive(process: asyncio.subprocess.Process) -> Any:
    assert process.stdout is not None
    head = await process.stdout.readexactly(4)
    return pickle.loads(await process.stdout.readexactly(int.from_bytes(head, "big")))


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), 1.0)
    except TimeoutError:
        process.kill()
        await process.wait()
