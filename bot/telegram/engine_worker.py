"""The engine in a process of its own: reads requests on standard input, writes what comes of them to standard output.

A frame is its length in four bytes and a pickle. The parent is the only one who ever writes to this process. It ends
when its parent does: then standard input is at its end.
"""

from __future__ import annotations

import gc
import pickle
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from bot.answering.figures import Figures
from bot.answering.queries import VALUE, Cell, Column, Query
from bot.answers import AnswersNow
from bot.library import opened
from bot.replies.reply import ANSWER, NO_ANSWER, Reply
from bot.telegram.carrying import carried
from bot.telegram.failures import TOO_LONG, Failed, place_of
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase

COLLECTED = (20_000, 20, 20)
"""After how many new objects the young are looked through, and so on: a message makes thousands, hardly any a cycle."""
DEADLINE_SECONDS = 1.0
"""CPU that a request may take. Questions take thousandths, the slowest over 500 agencies a tenth."""


class Desk:
    """What can be asked of the engine; each public method is a request."""

    def __init__(self, path: Path) -> None:
        base = KnowledgeBase(path)
        damage = base.connection.execute("pragma integrity_check(1)").fetchone()[0]
        if damage != "ok":
            raise ValueError("the file is damaged")
        self._use(base)

    def reopen(self, path: Path) -> None:
        """Goes on with another copy of the file, which differs by some names."""
        self._use(KnowledgeBase(path))

    def _use(self, base: KnowledgeBase) -> None:
        engine = opened(base)
        engine.respond("bütçe", Conversation())
        self.base, self.engine = base, engine
        # What is loaded stays: a collection that looks through it holds up a message for a tenth of a second.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTED)

    def ping(self) -> None:
        """Says that it is there."""

    def respond(self, text: str, state: Conversation, foreign: bool = False) -> tuple[Reply, Conversation]:
        """The reply to a message; `foreign`: the conversation comes from another knowledge base."""
        return self.engine.respond(text, carried(state, self.base) if foreign else state)

    def answer(self, queries: tuple[Query, ...]) -> Reply:
        """The reply to queries, whatever was said."""
        return self.engine.answer(queries)

    def gaps(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a message that nothing explains, side by side as one phrase, and the things it may mean."""
        understood = self.engine.read(text)
        left = set(understood.unexplained)
        phrases: list[str] = []
        beside = False
        for word in understood.words:
            if word.text in left:
                phrases = [*phrases[:-1], f"{phrases[-1]} {word.text}"] if beside else [*phrases, word.text]
            beside = word.text in left
        return tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(m.entity for m in understood.mentions))

    def teachable(self, phrase: str) -> bool:
        """Whether a phrase may become a name: a word in it is unknown, or its known words together mean nothing.

        Words that alone or together mean something keep their meaning: the answers of everybody hang on them.
        """
        understood = self.engine.read(phrase)
        if understood.unexplained:
            return True
        reply, _ = self.engine.respond(phrase, Conversation())
        return len(understood.words) > 1 and reply.status == NO_ANSWER and not understood.smalltalk

    def names(self, phrase: str, entity: str) -> bool:
        """Whether a phrase is understood as the name of an entity."""
        understood = self.engine.read(phrase)
        said = [m for reading in understood.readings for m in reading.mentions] + list(understood.mentions)
        return any(mention.entity == entity and mention.whole for mention in said)

    def search(self, text: str, limit: int) -> list[Reply]:
        """Answers that a half-typed message may mean, the likeliest first: its reply or those of its choices."""
        reply, state = self.engine.respond(text, Conversation())
        if reply.status != ANSWER and state.choices:
            found = [self.answer((query,)) for _, query in state.choices[:limit]]
        elif reply.status == ANSWER:
            found = [reply, *self._neighbours(reply, limit - 1)]
        else:
            found = []
        return [one for one in found if one.status == ANSWER]

    def _neighbours(self, reply: Reply, limit: int) -> list[Reply]:
        """The same subject's other figures."""
        if len(reply.results) != 1 or reply.results[0].query.operation != VALUE:
            return []
        query = reply.results[0].query
        if len(query.cells) != 1:
            return []
        (cell,) = query.cells
        columns = Figures(self.engine.view((query,))).columns(cell.subject, cell.item)
        others = [column for column in columns if column != cell.column][:limit]
        return [self.answer((query.but(cells=(_moved(cell, column),), assumed=()),)) for column in others]


_ANSWERS: type[AnswersNow] = Desk
"""Checked by mypy: the desk answers like what it has open."""


def _moved(cell: Cell, column: Column) -> Cell:
    return Cell(cell.subject, cell.item, column)


class TooLong(BaseException):
    """A request has used up its time. No Exception: nothing on the way may take it for a fault of its own."""


class Deadline:
    """Ends a request that takes more than some seconds of CPU: everybody else waits for it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running = False
        signal.signal(signal.SIGPROF, self._over)

    def __enter__(self) -> None:
        self._running = True
        signal.setitimer(signal.ITIMER_PROF, self._seconds)

    def __exit__(self, *error: object) -> None:
        self._running = False
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _over(self, number: int, frame: object) -> None:
        if self._running:
            self._running = False
            raise TooLong


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Opens the desk that the first frame names, then answers frames in order until the parent is gone.

    An answer is the CPU seconds that it took and what came of the request.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        # The parent decides when it is over: it finishes what it has begun first.
        signal.signal(number, signal.SIG_IGN)
    first = _read(requests)
    if first is None:
        return
    try:
        desk = Desk(*first)
    except Exception as error:
        _write(replies, Failed(type(error).__name__, str(error)))
        return
    _write(replies, desk.base.programme)
    deadline = Deadline(DEADLINE_SECONDS)
    while (request := _read(requests)) is not None:
        name, arguments = request
        begun = time.process_time()
        outcome = _outcome(getattr(desk, name), arguments, deadline)
        _write(replies, (time.process_time() - begun, outcome))


def _outcome(work: Callable[..., Any], arguments: tuple[Any, ...], deadline: Deadline) -> Any:
    try:
        with deadline:
            return work(*arguments)
    except TooLong as error:
        return Failed(TOO_LONG, place_of(error))
    except Exception as error:
        return Failed(type(error).__name__, place_of(error))


def _read(stream: BinaryIO) -> Any:
    head = stream.read(4)
    if len(head) < 4:
        return None
    body = stream.read(int.from_bytes(head, "big"))
    return pickle.loads(body)


def _write(stream: BinaryIO, value: Any) -> None:
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(body).to_bytes(4, "big") + body)
    stream.flush()


def main() -> None:
    """Serves; whatever else is printed goes to standard error."""
    replies, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        serve(sys.stdin.buffer, replies)
    except BrokenPipeError:
        return


if __name__ == "__main__":
    main()
