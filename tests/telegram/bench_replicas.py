"""How much one, two and three replicas over PostgreSQL carry beside one bot over SQLite, and how fast they recover.

    make bench-replicas                       # some minutes; a part of make bench
    make bench-replicas REPLICAS=--write      # and writes docs/scale.md

Everything runs on this machine: the replicas, PostgreSQL (which waits for the disk here), the Bot API server and this
measuring. What the figures show is the cost of a message, and that replicas share the work; more machines carry more.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import LiteralString

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import httpx
import psycopg

from knowledge.base import SHIPPED
from tests.telegram.bench import CHATS, OPEN_WIDE, Load, percentile
from tests.telegram.postgres import Postgres, programs
from tests.telegram.process import BotProcess
from tests.telegram.replicas import Replicas, wait_for
from tests.telegram.server import BotApi
from tests.telegram.sizing import PAGE, Costs, costs_in, printed, renewed

KB, MB = 1e3, 1e6
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
        self.memory = sum(bot.memory() for bot in bots) / len(bots) * 2**20 / MB

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


def recovery(load: Load, bots: list[BotProcess]) -> float:
    """Seconds from the kill of a bot with work in hand to the last reply to all that was asked by then.

    Where there is another one it takes over, and Telegram brings it what comes then; the only one is started again at
    once, as systemd would.
    """
    load.done.clear()
    load.left = 0
    already = len(load.server.account.sent)
    with load.server.account.changed:
        for person in load.people:
            load._ask(person)
    load.server.account.wait(lambda: len(load.server.account.sent) > already + CHATS // 8, "the first replies", 60)
    bots[-1].kill()
    killed = time.monotonic()
    if len(bots) == 1:
        bots[0].start(wait=False)
    else:
        load.server.behind.pop()
    assert load.done.wait(60), load.unanswered()
    return time.monotonic() - killed


def polling_recovery(load: Load, bots: list[BotProcess], how: signal.Signals) -> float:
    """Seconds from the end of the bot that polls to the last reply: to what it had in hand, and to what is asked then.

    `how`: SIGKILL, which the database learns at once, or SIGSTOP: nothing tells it, as where a machine loses its power.
    """
    poller = next(bot for bot in bots if _polls(bot))
    load.done.clear()
    load.left = 0
    already = len(load.server.account.sent)
    for person in load.people[: CHATS // 2]:
        load._ask(person)
    load.server.account.wait(lambda: len(load.server.account.sent) > already + CHATS // 16, "the first replies", 60)
    assert poller.process is not None
    poller.process.send_signal(how)
    ended = time.monotonic()
    with load.server.account.changed:
        load.done.clear()
        for person in load.people[CHATS // 2 :]:
            load._ask(person)
    assert load.done.wait(60), load.unanswered()
    seconds = time.monotonic() - ended
    poller.kill()
    return seconds


def _polls(bot: BotProcess) -> bool:
    try:
        told = httpx.get(f"http://127.0.0.1:{bot.settings['HEALTH_PORT']}/health", timeout=10)
    except httpx.TransportError:
        return False
    return bool(told.json()["polling"])


def on_polling(postgres: Postgres, count: int) -> str:
    """How fast so many replicas recover of which one polls: by its kill, and by its halt."""
    found = []
    for how in (signal.SIGKILL, signal.SIGSTOP):
        server = BotApi()
        server.start()
        with tempfile.TemporaryDirectory() as folder:
            replicas = Replicas(server, Path(folder), count, postgres.database(), webhook=False, **OPEN_WIDE)
            try:
                replicas.start()
                wait_for(lambda replicas=replicas: any(map(_polls, replicas.bots)), "one to poll")  # type: ignore[misc]
                load = Load(server, CHATS)
                load.run_busy(WARM)
                found.append(polling_recovery(load, replicas.bots, how))
            finally:
                replicas.end()
                server.stop()
    return f"{found[0]:.1f} s from the kill of the one that polls to the last reply, {found[1]:.1f} s from its halt"


def _recovered(seconds: float) -> str:
    return f"{seconds:.1f} s from a kill to the last reply"


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


def on_sqlite() -> str:
    """The line of one bot over its SQLite file."""
    server = BotApi()
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(server, Path(folder), **OPEN_WIDE)
        try:
            bot.start()
            load = Load(server, CHATS)
            measured = Measured(load, [bot])
            return measured.line("SQLite", f"\n{'':26} {_recovered(recovery(load, [bot]))}")
        finally:
            bot.end()
            server.stop()


def on_postgres(postgres: Postgres, count: int) -> tuple[str, Costs]:
    """The line of so many replicas over an empty database, and the costs."""
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
            grown, logged = (kept(url) - size) / answers / KB, (written(url) - log) / answers / KB
            more = f"\n{'':26} the database: {used:.1f} ms CPU, {grown:.1f} kB kept, {logged:.1f} kB of log a message"
            more += f"\n{'':26} {_recovered(recovery(load, replicas.bots))}"
            line = measured.line(f"PostgreSQL, {count} replica{'s' * (count > 1)}", more)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{left_open(url)}\n" + "\n".join(bot.log for bot in replicas.bots)) from None
        finally:
            replicas.end()
            server.stop()
    page = costs_in(PAGE.read_text("utf-8"))  # what make bench-scale builds takes another measurement
    size = SHIPPED.stat().st_size / MB
    return line, Costs(measured.milliseconds, used, grown, logged, measured.memory, size, page.programmes)


def main() -> None:
    """Measures and prints, last the costs as docs/scale.md has them, of two replicas; --write puts them there."""
    lines = []

    def tell(line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    if (load := os.getloadavg()[0]) > QUIET:
        tell(f"the machine is busy (load {load:.1f}): messages a second and waits say little")
    tell(on_sqlite())
    folder = programs()
    if isinstance(folder, str):
        print(f"replicas are not measured: {folder}")
        return
    postgres = Postgres(folder, durable=True)
    costs = []
    try:
        postgres.start()
        for count in (1, 2, 3):
            line, cost = on_postgres(postgres, count)
            tell(line)
            costs.append(cost)
            if count > 1:
                tell(f"{'':26} polling: {on_polling(postgres, count)}")
    finally:
        postgres.end()
    print(f"\n{printed(costs[1].rows())}")
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(renewed(PAGE.read_text("utf-8"), costs[1], "\n".join(lines)), "utf-8")


if __name__ == "__main__":
    main()
