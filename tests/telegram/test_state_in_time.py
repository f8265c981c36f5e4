"""What the state promises of places, replicas and notices in time, whichever database it lies in and its clock says."""

from __future__ import annotations

import pytest

from bot.telegram.state import buckets, notices, replicas
from bot.telegram.state.store import Connection


def put_clock_back(connection: Connection, table: str, column: str, seconds: float) -> None:
    """What was kept by the database's clock before it was put back lies that much later than it is now."""
    connection.exec_driver_sql(f"update {table} set {column} = {column} + {seconds}")


def test_messages_go_one_after_the_other(connection: Connection) -> None:
    waits = [buckets.take(connection).wait for _ in range(30)]
    assert waits[0] == 0
    assert waits == sorted(waits)
    assert waits[-1] <= 29 / buckets.PER_SECOND
    assert buckets.forget(connection) == 0
    connection.exec_driver_sql("update buckets set due = due - 1000")
    assert buckets.forget(connection) == 1


def test_a_place_lies_no_further_ahead_than_a_few_seconds(connection: Connection) -> None:
    ahead = int(buckets.AHEAD_SECONDS * buckets.PER_SECOND)
    places = [buckets.take(connection) for _ in range(2 * ahead)]
    taken = [place.wait for place in places if place.taken]
    assert len(taken) < 2 * ahead, "on a machine that needs no more than a second for thirty"
    assert max(place.wait for place in places) <= buckets.AHEAD_SECONDS
    assert len(taken) >= ahead - 1


def test_a_group_gets_its_places_and_no_more(connection: Connection) -> None:
    places = [buckets.take(connection, "-5") for _ in range(buckets.IN_GROUP + 3)]
    assert [place.taken for place in places] == [True] * buckets.IN_GROUP + [False] * 3
    assert all(0 < place.wait <= buckets.GROUP_SECONDS + 1 for place in places[-3:])
    assert buckets.take(connection, "-6").taken, "another one has its own"
    assert buckets.take(connection).taken
    connection.exec_driver_sql(f"update buckets set due = due - {buckets.GROUP_SECONDS + 2}")
    assert buckets.take(connection, "-5").taken


@pytest.mark.parametrize("back", [40, 3600, 10 * 86_400])
def test_a_clock_that_is_put_back_holds_up_messages_no_longer_than_a_full_minute(
    connection: Connection, back: int
) -> None:
    for _ in range(buckets.IN_GROUP):
        buckets.take(connection, "-5")
    put_clock_back(connection, "buckets", "due", back)
    for group, most in (("", buckets.AHEAD_SECONDS), ("-5", buckets.AHEAD_SECONDS + buckets.GROUP_SECONDS)):
        waited = 0.0
        while not (place := buckets.take(connection, group)).taken:
            waited += place.wait
            connection.exec_driver_sql(f"update buckets set due = due - {place.wait}")
            assert waited <= most
        assert waited + place.wait <= most


def test_a_clock_that_is_put_back_keeps_no_dead_replica_alive(connection: Connection) -> None:
    for id in ("dead", "living"):
        replicas.beat(connection, id, id, "")
    put_clock_back(connection, "replicas", "seen", 3600)
    replicas.beat(connection, "other", "other", "")
    assert {one.id for one in replicas.living(connection)} == {"dead", "living", "other"}, "who lives can still say so"
    connection.exec_driver_sql(f"update replicas set seen = seen - {replicas.DEAD_SECONDS + 1}")
    for id in ("living", "other"):
        replicas.beat(connection, id, id, "")
    assert {one.id for one in replicas.living(connection)} == {"living", "other"}


def test_a_clock_that_is_put_back_keeps_no_notice_from_being_told(connection: Connection) -> None:
    assert notices.claim(connection, "taken", 600)
    put_clock_back(connection, "notices", "told", 3600)
    assert notices.claim(connection, "taken", 600)
    assert not notices.claim(connection, "taken", 600)
