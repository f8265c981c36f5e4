"""Two replicas fetch, answer and mark as done, in every order of their steps."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from bot.telegram.state import claims, inbox, replicas
from bot.telegram.state.replicas import DEAD_SECONDS
from bot.telegram.state.shared import bring_up, engine_of, url_of
from bot.telegram.state.store import Connection, Store
from tests.telegram.postgres import Postgres

CHAT, OTHER = 5, 6
MESSAGES = {1: CHAT, 2: CHAT, 3: OTHER}
Step = Callable[[], object]


class Replica:
    """One that fetches a message at a time; what it sends goes to `sent`."""

    def __init__(self, name: str, connection: Connection, sent: list[tuple[str, int]]) -> None:
        self.name = name
        self.connection = connection
        self.sent = sent
        self.hand: list[int] = []
        self.takes_over = False

    def fetch(self) -> None:
        found = claims.claim(self.connection, self.name, 1, take_over=self.takes_over)
        self.hand += [one.number for one in found]

    def answer(self) -> None:
        """Sends what it holds still; lets go of what another one has taken over."""
        self.hand = [number for number in self.hand if claims.holds(self.connection, self.name, number)]
        self.sent += [(self.name, number) for number in self.hand]

    def mark_done(self) -> None:
        claims.finish(self.connection, self.name, self.hand)
        self.hand = []

    def round(self) -> list[Step]:
        return [self.fetch, self.answer, self.mark_done]


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A state in which every statement is a transaction of its own."""
    if request.param == "sqlite":
        path = tmp_path / "bot.sqlite"
        Store(path).close()
        engine = create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("pragma synchronous = off")
    else:
        engine = engine_of(url_of(request.getfixturevalue("postgres").database()), 2)
        bring_up(engine)
    yield engine
    engine.dispose()


def orders(first: int, second: int) -> Iterator[tuple[bool, ...]]:
    """Every way to mix so many steps of one with so many of another; True: it is the first's turn."""
    for places in itertools.combinations(range(first + second), first):
        yield tuple(number in places for number in range(first + second))


def begin(connection: Connection) -> tuple[Replica, Replica, list[tuple[str, int]]]:
    connection.exec_driver_sql("delete from inbox")
    inbox.keep(
        connection,
        [(number, f'{{"message": {{"chat": {{"id": {chat}}}}}}}') for number, chat in MESSAGES.items()],
    )
    sent: list[tuple[str, int]] = []
    for name in ("a", "b"):
        replicas.beat(connection, name, name, "k")
    return Replica("a", connection, sent), Replica("b", connection, sent), sent


def in_order(numbers: list[int]) -> bool:
    """Whether a chat's replies come in the order of its messages, one that came twice in a row counted once."""
    own = [number for number in numbers if MESSAGES[number] == CHAT]
    return [number for number, _ in itertools.groupby(own)] == sorted(set(own))


def test_while_both_live_each_message_is_answered_once_and_in_order(engine: Engine) -> None:
    with engine.connect() as connection:
        for order in orders(6, 3):
            a, b, sent = begin(connection)
            steps = {True: iter(a.round() + a.round()), False: iter(b.round())}
            for turn in order:
                next(steps[turn])()
            for replica in (a, b, a):
                for step in replica.round():
                    step()
            numbers = [number for _, number in sent]
            assert sorted(numbers) == list(MESSAGES), order
            assert in_order(numbers), order


def test_where_one_is_taken_for_dead_nothing_is_lost_and_only_what_it_had_sent_is_repeated(engine: Engine) -> None:
    with engine.connect() as connection:
        for death, order in itertools.product(range(4), orders(4, 3)):
            a, b, sent = begin(connection)

            def falls_silent() -> None:
                silence = f"update replicas set seen = seen - {DEAD_SECONDS + 1} where id = 'a'"
                connection.exec_driver_sql(silence)

            b.takes_over = True
            mine = a.round()
            mine.insert(death, falls_silent)
            steps = {True: iter(mine), False: iter(b.round())}
            for turn in order:
                next(steps[turn])()
            for _ in MESSAGES:
                for step in b.round():
                    step()
            numbers = [number for _, number in sent]
            assert set(numbers) == set(MESSAGES), (death, order)
            assert in_order(numbers), (death, order, sent)
            first_of_a = [number for name, number in sent if name == "a"]
            repeated = [number for number in MESSAGES if numbers.count(number) > 1]
            assert repeated in ([], first_of_a), (death, order, sent)


def test_transactions_that_overlap_never_wait_for_each_other_nor_share_a_message(postgres: Postgres) -> None:
    engine = engine_of(url_of(postgres.database()), 3, statement_timeout="2s")
    bring_up(engine)
    own = engine.execution_options(isolation_level="READ COMMITTED")
    with engine.connect() as plain, own.connect() as first, own.connect() as second:
        for order in orders(5, 5):
            _, _, sent = begin(plain)
            steps = {}
            for turn, (name, connection) in {True: ("a", first), False: ("b", second)}.items():
                replica = Replica(name, connection, sent)
                steps[turn] = iter(
                    [replica.fetch, connection.commit, replica.answer, replica.mark_done, connection.commit]
                )
            for turn in order:
                next(steps[turn])()
            first.commit()
            second.commit()
            numbers = [number for _, number in sent]
            assert len(numbers) == len(set(numbers)), (order, sent)
            assert in_order(numbers), (order, sent)
    engine.dispose()
