"""How much the whole bot carries: a real process, real HTTP, the questions of tests/questions.

    make bench

The server, the people and this measuring run in one process, the bot in another, all on this machine's cores.
"""

from __future__ import annotations

import itertools
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.question_sets import SETS, load
from tests.telegram.account import Sent
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi

CHATS = 64
"""Each has one message under way at a time, when the bot is to be kept as busy as it can be."""
FIRST, CACHED, LAST = 1_000, 5_000, 10_000
"""Messages after which memory is read."""
SHIPPED = 600
"""Chats, and messages, with the limits as they ship: no person asks more often than one may."""
CALM_RATE = 100
"""Messages a second while the time to a reply is measured, well below what the bot can carry."""
CALM_SECONDS = 10
_PATIENCE = 300.0


class Load:
    """Messages on their way, and when each was answered."""

    def __init__(self, server: BotApi, people: int) -> None:
        self.server = server
        self.people = [Person(server.account, 10_000 + number, f"Kişi {number}") for number in range(people)]
        self.by_id = {person.id: person for person in self.people}
        self.questions = self._shuffled()
        self.asked: dict[int, float] = {}
        self.waits: list[float] = []
        self.left = 0
        self.done = threading.Event()
        server.account.on_sent = self._sent

    def _shuffled(self) -> Iterator[str]:
        questions = [q.turns[0] for path in sorted(SETS.glob("*.jsonl")) for q in load(path)]
        random.Random(1).shuffle(questions)
        return itertools.cycle(questions)

    def _ask(self, person: Person) -> None:
        self.asked[person.id] = time.monotonic()
        person.says(next(self.questions))

    def _sent(self, sent: Sent) -> None:
        asked = self.asked.pop(sent.chat.id, None)
        if asked is None:
            return  # the further parts of a long reply
        self.waits.append(sent.at - asked)
        if self.left > 0:
            self.left -= 1
            self._ask(self.by_id[sent.chat.id])
        elif not self.asked:
            self.done.set()

    def run_busy(self, messages: int) -> float:
        """Keeps every chat busy until so many messages are answered; the seconds that it took."""
        self.done.clear()
        self.waits.clear()
        started = time.monotonic()
        with self.server.account.changed:
            self.left = messages - len(self.people)
            for person in self.people:
                self._ask(person)
        assert self.done.wait(_PATIENCE), self.unanswered()
        return time.monotonic() - started

    def unanswered(self) -> str:
        """Whose message has no reply, and what the server refused: whatever the reason, one of the two tells it."""
        refused = [f"{name}: {refusal.description}" for name, refusal, _ in self.server.account.refusals]
        return f"no reply in the chats {sorted(self.asked)}; refused: {refused}"

    def run_calm(self, rate: float, seconds: float) -> list[float]:
        """Asks at a steady rate, whether or not answers come; the seconds from each update to its reply."""
        self.done.clear()
        self.waits.clear()
        self.left = 0
        started = time.monotonic()
        for number, person in zip(range(int(rate * seconds)), itertools.cycle(self.people), strict=False):
            time.sleep(max(0.0, started + number / rate - time.monotonic()))
            with self.server.account.changed:
                if person.id not in self.asked:
                    self._ask(person)
        assert not self.asked or self.done.wait(_PATIENCE), self.unanswered()
        return list(self.waits)


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Measures and prints."""
    server = BotApi()
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(server, Path(folder), **OPEN_WIDE)
        try:
            bot.start()
            load = Load(server, CHATS)
            load.run_busy(FIRST)
            early = bot.memory()
            seconds = load.run_busy(CACHED - FIRST)
            between = bot.memory()
            seconds += load.run_busy(LAST - CACHED)
            late = bot.memory()
            print(
                f"the whole bot over Telegram               {(LAST - FIRST) / seconds:8.0f} messages/s, {CHATS} chats"
            )
            waits = load.run_calm(CALM_RATE, CALM_SECONDS)
            print(
                f"from update to sendMessage                p50 {percentile(waits, 0.5) * 1000:8.1f} ms   "
                f"p99 {percentile(waits, 0.99) * 1000:8.1f} ms   at {CALM_RATE} messages/s"
            )
            print(
                f"memory of the bot                         {early:8.1f} MB after {FIRST} messages, "
                f"{between:.1f} MB after {CACHED}, {late:.1f} MB after {LAST}: "
                f"{(late / early - 1) * 100:+.1f} % from {FIRST} to {LAST}"
            )
        finally:
            bot.end()
            server.stop()
    assert not server.account.refusals, server.account.refusals[:3]
    as_shipped()


def as_shipped() -> None:
    """Measures and prints the same with the limits that the bot ships with: as many people, one message each."""
    server = BotApi()
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(server, Path(folder), access="open")
        try:
            bot.start()
            seconds = Load(server, SHIPPED).run_busy(SHIPPED)
            print(
                f"the same with the shipped limits          {SHIPPED / seconds:8.0f} messages/s, {SHIPPED} chats "
                "(Telegram takes thirty)"
            )
        finally:
            bot.end()
            server.stop()
    assert not server.account.refusals, server.account.refusals[:3]


OPEN_WIDE = {
    "access": "open",
    "rate_limiter": "off",
    "user_burst": 10**6,
    "user_per_minute": 10**6,
    "user_cpu_per_minute": 10**6,
}
"""No limits of the bot's own, so that what is measured is the bot."""


if __name__ == "__main__":
    main()
