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
from contextlib import suppress
from pathlib import Path
from typing import Any

import bot
from bot.answering.queries import Query
from bot.answers import AnswersLater
from bot.config import PREFIX
from bot.replies.reply import Reply
from bot.telegram.failures import Failed
from bot.understanding.frame import Conversation
from knowledge.base import Programme

START_SECONDS = 60.0
PATIENCE_SECONDS = 20.0
"""A question that takes longer than this hangs: its process is ended and the others are asked anew."""
REMEMBERED = 2048
"""Replies to messages that began a conversation: many people ask the same first thing."""


class EngineError(Exception):
    """A question that could not be answered: the error's type and place, nothing that a person wrote."""


class KnowledgeRefused(Exception):
    """A knowledge base file that cannot be used, and why."""


class EngineClient:
    """One worker process over one knowledge base file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.programme: Programme | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._asked: deque[tuple[bytes, asyncio.Future[Any]]] = deque()
        self._begun = 0.0
        self._known: OrderedDict[str, tuple[Reply, Conversation]] = OrderedDict()
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

    async def respond(self, text: str, state: Conversation, *, foreign: bool = False) -> tuple[Reply, Conversation]:
        """The reply to a message and the conversation afterwards; EngineError where that failed.

        `foreign`: the conversation was led over another knowledge base.
        """
        fresh = state == _NEW
        if fresh and text in self._known:
            self._known.move_to_end(text)
            return self._known[text]
        outcome: tuple[Reply, Conversation] = await self._ask("respond", text, state, foreign)
        if fresh:
            self._known[text] = outcome
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

    async def search(self, text: str, limit: int = 10) -> list[Reply]:
        """Answers that a half-typed message may mean, the likeliest first."""
        replies: list[Reply] = await self._ask("search", text, limit)
        return replies

    async def close(self, patience: float = PATIENCE_SECONDS) -> None:
        """Lets it answer what it was asked, for some seconds at most, then ends the process."""
        self._closed = True
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._asked:
                    await asyncio.sleep(0.02)
        if self._reading is not None:
            self._reading.cancel()
        if self._process is not None:
            await _end(self._process)

    @property
    def waiting(self) -> int:
        """Questions that are not answered yet."""
        return len(self._asked)

    async def _ask(self, name: str, *arguments: object) -> Any:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        frame = _frame((name, arguments))
        if not self._asked:
            self._begun = asyncio.get_running_loop().time()
        self._asked.append((frame, future))
        if self._process is not None:
            _send(self._process, frame)
        outcome = await future
        if isinstance(outcome, Failed):
            raise EngineError(f"{outcome.kind} at {outcome.where}")
        return outcome

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Hands replies to whom they belong; a process that dies or hangs is replaced, its question given up."""
        loop = asyncio.get_running_loop()
        watch = asyncio.create_task(self._watch(process), name="engine watch")
        try:
            while True:
                outcome = await _receive(process)
                self._begun = loop.time()
                _, future = self._asked.popleft()
                if not future.done():
                    future.set_result(outcome)
        except (asyncio.IncompleteReadError, OSError):
            await self._replace(process)
        finally:
            watch.cancel()

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Kills a process that hangs, upon which its output ends."""
        loop = asyncio.get_running_loop()
        while not self._asked or loop.time() - self._begun < PATIENCE_SECONDS:
            await asyncio.sleep(1.0)
        process.kill()

    async def _replace(self, process: asyncio.subprocess.Process) -> None:
        self._process = None
        await _end(process)
        if self._asked:
            _, future = self._asked.popleft()
            if not future.done():
                future.set_result(Failed("EngineLost", "the process ended or hung"))
        pause = 0.1
        while not self._closed:
            try:
                await self.start()
                break
            except KnowledgeRefused:
                pause = min(pause * 2, 30.0)
                await asyncio.sleep(pause)
        if self._process is not None:
            self._begun = asyncio.get_running_loop().time()
            for frame, _ in self._asked:
                _send(self._process, frame)


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
