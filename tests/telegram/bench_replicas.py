"""How much one, two and three replicas over PostgreSQL carry beside one bot over SQLite, and how fast they recover.

    make bench-replicas      # under two minutes; a part of make bench

Everything runs on this machine: the replicas, PostgreSQL (which waits for the disk here), the Bot API server and this
measuring. What the figures show is the cost of a message, and that replicas share the work; more machines carry more.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import LiteralString

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import psycopg

from tests.telegram.bench import CHATS, OPEN_WIDE, Load, percentile
from tests.telegram.postgres import Postgres, programs
from tests.telegram.process import BotProcess
from tests.telegram.replicas import Replicas
from tests.telegram.server import BotApi
from tests.telegram.sizing import Costs, printed

WARM, MESSAGES = 300, 900
CALM_RATE, CALM_SECONDS = 30, 6
"""Messages a second, what Telegram lets one bot send."""
QUIET = 1.0
"""A load of the machine above which the figures say little of the bot."""


class Measured:
    """The figures of one line, and what they rest on."""

    def __init__(self, load: Load, bots: list[BotProcess]) -> None:
        load.run_busy(WARM)
        before = processor_seconds(bots)
        seconds = load.run_busy(MESSAGES)
        self.rate = MESSAGES / seconds
        self.milliseconds = (processor_seconds(bots) - before) * 1000 / MESSAGES
        self.waits = load.run_calm(CALM_RATE, CALM_SECONDS)
        self.memory = sum(bot.memory() for bot in bots) / len(bots)

    def line(self, name: str, more: str = "") -> str:
        """As it is printed."""
        return (
            f"{name:26} {self.rate:6.0f} messages/s   p50 {percentile(self.waits, 0.5) * 1000:6.1f} ms   "
            f"p99 {percentile(self.waits, 0.99) * 1000:7.1f} ms at {CALM_RATE}/s   "
            f"{self.milliseconds:4.1f} ms CPU a message   {self.memory:4.0f} MB a replica{more}"
        )


def processor_seconds(bots: list[BotProcess]) -> float:
    """CPU time of the bots and their engines so far."""
    total = 0
    for bot in bots:
        assert bot.process is not None
        for pid in [bot.process.pid, *bot.children()]:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / 100


def recovery(load: Load, replicas: Replicas) -> float:
    """Seconds from the kill of a replica with work in hand to the last reply to all that was asked by then."""
    load.done.clear()
    load.left = 0
    already = len(load.server.account.sent)
    with load.server.account.changed:
        for person in load.people:
            load._ask(person)
    load.server.account.wait(lambda: len(load.server.account.sent) > already + CHATS // 8, "the first replies", 60)
    replicas.bots[-1].kill()
    killed = time.monotonic()
    load.server.behind.pop()
    assert load.done.wait(60), load.unanswered()
    return time.monotonic() - killed


def left_open(url: str) -> str:
    """What is not done: number, chat, who has it, how often it was begun, for how many seconds it waits."""
    query: LiteralString = (
        "select update_id, chat, replica, tries, round(extract(epoch from now()) - received) "
        "from inbox where done is null order by update_id"
    )
    with psycopg.connect(url) as connection:
        return "\n".join(map(str, connection.execute(query).fetchall())) or "nothing is open in the inbox"


def _number(url: str, query: LiteralString) -> float:
    with psycopg.connect(url) as connection:
        return float((connection.execute(query).fetchone() or (0,))[0])


def kept(url: str) -> float:
    """Bytes of a database."""
    return _number(url, "select pg_database_size(current_database())")


def written(url: str) -> float:
    """Bytes of write-ahead log so far."""
    return _number(url, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")


def answered(url: str) -> float:
    """Answers that are kept."""
    return max(1.0, _number(url, "select count(*) from answers"))


def on_sqlite() -> None:
    """One bot over its SQLite file."""
    server = BotApi()
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(server, Path(folder), **OPEN_WIDE)
        try:
            bot.start()
            print(Measured(Load(server, CHATS), [bot]).line("SQLite"), flush=True)
        finally:
            bot.end()
            server.stop()


def on_postgres(postgres: Postgres, count: int) -> Costs:
    """So many replicas over an empty database."""
    server = BotApi()
    server.start()
    url = postgres.database()
    with tempfile.TemporaryDirectory() as folder:
        replicas = Replicas(server, Path(folder), count, url, **OPEN_WIDE)
        try:
            replicas.start()
            load = Load(server, CHATS)
            size, log, busy = kept(url), written(url), postgres.processor_seconds()
            measured = Measured(load, replicas.bots)
            answers = answered(url)
            used = (postgres.processor_seconds() - busy) * 1000 / answers
            grown, logged = (kept(url) - size) / answers / 1024, (written(url) - log) / answers / 1024
            more = f"\n{'':26} the database: {used:.1f} ms CPU, {grown:.1f} kB kept, {logged:.1f} kB of log a message"
            if count > 1:
                more += f"; {recovery(load, replicas):.1f} s from a kill to the last reply"
            print(measured.line(f"PostgreSQL, {count} replica{'s' * (count > 1)}", more), flush=True)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{left_open(url)}\n" + "\n".join(bot.log for bot in replicas.bots)) from None
        finally:
            replicas.end()
            server.stop()
    return Costs(measured.milliseconds, used, grown, logged, measured.memory)


def main() -> None:
    """Measures and prints, last the costs as docs/scale.md has them, of two replicas."""
    if (load := os.getloadavg()[0]) > QUIET:
        print(f"the machine is busy (load {load:.1f}): messages a second and waits say little")
    on_sqlite()
    folder = programs()
    if isinstance(folder, str):
        print(f"replicas are not measured: {folder}")
        return
    postgres = Postgres(folder, durable=True)
    try:
        postgres.start()
        costs = [on_postgres(postgres, count) for count in (1, 2, 3)]
    finally:
        postgres.end()
    print(f"\n{printed(costs[1].rows())}")


if __name__ == "__main__":
    main()
