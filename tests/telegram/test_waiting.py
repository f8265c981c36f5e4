"""👀 on what has to wait for its answer, and on nothing else."""

from __future__ import annotations

import itertools

import pytest

from tests.telegram.conftest import LAST, LAST_WORD, People
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess

QUESTION = "aktif ikamet izni 2023 hedefi"
SLOW = 4.0
_groups = itertools.count(1)


def put(person: Person, chat: int, number: int, emoji: str) -> None:
    """Waits until the bot has put a reaction to a message; none: taken it away."""
    account = person.account
    account.wait(lambda: (chat, number, emoji) in account.reactions, f"the reaction {emoji!r}")


def test_a_message_behind_a_slow_one_shows_that_it_was_seen(running: BotProcess, people: People) -> None:
    ayse = people("Ayşe")
    running.server.dawdle("sendMessage", times=1, seconds=SLOW, when=lambda given: given.number("chat_id") == ayse.id)
    numbers = [ayse.says(text) for text in (QUESTION, LAST)]
    for number in numbers:
        put(ayse, ayse.id, number, "👀")
    assert "1.280.000" in ayse.hears().text
    assert LAST_WORD in ayse.hears().text
    for number in numbers:
        put(ayse, ayse.id, number, "")


@pytest.mark.parametrize("called", [True, False])
def test_in_a_group_only_what_is_for_the_bot_is_marked(running: BotProcess, people: People, called: bool) -> None:
    ayse, name = people("Ayşe"), running.server.account.user["username"]
    group = Group(running.server.account, -1_004_000_000_000 - next(_groups), "Birim", privacy=False)
    running.server.dawdle("sendMessage", times=1, seconds=SLOW, when=lambda given: given.number("chat_id") == group.id)
    ayse.says(f"/sor {QUESTION}", to=group)
    number = ayse.says(f"@{name} {LAST}" if called else "kendi aramızda konuşuyoruz", to=group)
    other = ayse.says(f"/butce@{name}", to=group)
    put(ayse, group.id, other, "👀")
    marked = {message for chat, message, _ in ayse.account.reactions if chat == group.id}
    assert (number in marked) == called


def test_what_is_answered_at_once_is_not_marked(people: People) -> None:
    ayse = people("Ayşe")
    ayse.asks(QUESTION)
    ayse.asks(LAST)
    assert not [one for one in ayse.account.reactions if one[0] == ayse.id]


def test_a_sign_does_not_outlive_a_kill(running: BotProcess, people: People) -> None:
    ayse = people("Ayşe")
    fault = running.server.dawdle_always("sendMessage", seconds=60.0)
    number = ayse.says(QUESTION)
    put(ayse, ayse.id, number, "👀")
    running.kill()
    fault.times = 0
    running.start()
    assert "1.280.000" in ayse.hears().text
    put(ayse, ayse.id, number, "")
