"""Nobody writes the bot, or Telegram, to a standstill, and nobody's message vanishes without a word."""

from __future__ import annotations

import asyncio
import re

import pytest
from prometheus_client import CollectorRegistry, Counter
from telegram import Bot, Update

from bot.telegram import doorkeeper
from bot.telegram.doorkeeper import Doorkeeper
from bot.telegram.limits import Limits
from bot.telegram.updates import UpdateQueue
from tests.telegram.conftest import LAST, LAST_WORD
from tests.telegram.people import Group, Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi, FloodControl

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"


def test_too_much_at_once_is_answered_in_turn_while_others_are_answered_at_once(
    server: BotApi, bot: BotProcess
) -> None:
    bot.settings |= {"USER_BURST": 5, "USER_PER_MINUTE": 120}
    bot.start()
    eager, calm = Person(server.account, 5, "Hevesli"), Person(server.account, 6, "Sakin")
    for _ in range(13):
        eager.says(QUESTION)
    eager.says(LAST)
    assert FIGURE in calm.asks(QUESTION).text
    assert LAST_WORD not in [sent.text for sent in eager.unheard()][-1], "the eager one still waits"
    server.account.wait(lambda: LAST_WORD in server.account.by_chat[eager.id][-1].text, "the last reply")
    heard = [sent.text for sent in server.account.by_chat[eager.id]]
    assert sum(FIGURE in text for text in heard) == 13
    assert len(heard) == 15, "a word about the wait, once"


def test_what_is_far_too_much_is_not_read_and_counted(server: BotApi, bot: BotProcess) -> None:
    bot.settings |= {"USER_BURST": 5, "USER_PER_MINUTE": 1, "MESSAGE_LENGTH": 200}
    bot.start()
    eager, calm = Person(server.account, 5, "Hevesli"), Person(server.account, 6, "Sakin")
    for _ in range(30):
        eager.says(QUESTION)
    assert FIGURE in calm.asks(QUESTION).text
    heard = [eager.hears() for _ in range(6)]
    assert [FIGURE in sent.text for sent in heard] == [True] * 5 + [False]
    assert "25 mesaj" in heard[-1].text
    assert eager.unheard() == [], "one word about it, not twenty-five"
    assert "en çok 200 karakter" in calm.asks(QUESTION + " " * 200).text
    assert FIGURE in calm.asks(QUESTION).text


def test_what_was_not_read_is_not_forgotten_in_a_kill(server: BotApi, bot: BotProcess) -> None:
    bot.settings |= {"USER_BURST": 5, "USER_PER_MINUTE": 1}
    bot.start()
    eager = Person(server.account, 5, "Hevesli")
    for _ in range(12):
        eager.says(QUESTION)
    for _ in range(5):
        assert FIGURE in eager.hears().text
    bot.kill()
    bot.start()
    for _ in range(5):
        assert FIGURE in eager.hears().text
    # The last reply before the kill may come again: nobody can know that it had arrived.
    assert re.search("[23] mesaj", eager.hears().text)


def test_presses_searches_and_groups_have_their_word_too(server: BotApi, bot: BotProcess) -> None:
    bot.settings |= {"USER_BURST": 3, "USER_PER_MINUTE": 1}
    bot.start()
    ayse, ali = Person(server.account, 5, "Ayşe"), Person(server.account, 6, "Ali")
    group = Group(server.account, -1_001_000_000_009, "Birim")
    mention = f"@{server.account.user['username']} "
    heard = ayse.asks(QUESTION)
    for _ in range(2):
        ayse.says(mention + QUESTION, to=group)
        assert FIGURE in group.hears().text
    assert "saniye sonra" in ayse.presses(heard, "2024").notice
    search = ayse.searches("aktif ikamet")
    assert search.results == []
    assert search.answer is not None
    assert "sonra" in search.answer.text("button")
    number = ayse.says(mention + QUESTION, to=group)
    ali.says(mention + QUESTION, to=group)
    assert FIGURE in group.hears().text, "nobody else in the group waits"
    told = group.hears()
    assert "okuyamadım" in told.text
    assert told.reply_to == number


def test_what_was_not_read_is_done_whatever_keeps_it_from_being_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a replica would hold it as being at work for as long as it lives."""
    monkeypatch.setattr(doorkeeper, "QUIET_SECONDS", 0.0)
    finished: list[int] = []

    class Queue(UpdateQueue):
        def __init__(self) -> None:
            asyncio.Queue.__init__(self)

        async def finish(self, number: int) -> None:
            finished.append(number)

    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError("gizli")

    async def scenario() -> None:
        bot = Bot("1:x")
        person = {"id": 5, "is_bot": False, "first_name": "A"}
        message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": person, "text": "a"}
        refused = Counter("refused", "", registry=CollectorRegistry())
        door = Doorkeeper(bot, Queue(), Limits(1, 1, 60, lambda: 0.0), (), refused)
        for number in (1, 2, 3):
            await door.admit(Update.de_json({"update_id": number, "message": message}, bot))
        await asyncio.gather(*door._tasks)

    monkeypatch.setattr(doorkeeper, "send_html", fails)
    asyncio.run(scenario())
    assert finished == [2, 3]


def test_strangers_stand_before_the_same_door(server: BotApi, bot: BotProcess) -> None:
    bot.settings |= {"ACCESS": "approval", "USER_BURST": 5, "USER_PER_MINUTE": 1}
    bot.start()
    stranger = Person(server.account, 66, "Yabancı")
    for _ in range(100):
        stranger.says(QUESTION)
    heard = [stranger.hears().text for _ in range(6)]
    assert "95 mesaj" in heard[-1]
    assert stranger.unheard() == []


def test_a_burst_is_let_through_then_a_steady_rate() -> None:
    now = 0.0
    limits = Limits(burst=3, per_minute=60, cpu_per_minute=60.0, clock=lambda: now)
    assert [limits.reserve(5) for _ in range(3)] == [(True, 0.0)] * 3
    assert limits.reserve(5) == (False, pytest.approx(1.0))
    assert limits.reserve(6) == (True, 0.0), "another user has their own"
    now = 1.0
    assert limits.reserve(5) == (True, 0.0)
    assert limits.reserve(5)[0] is False


def test_a_user_pays_for_what_messages_cost() -> None:
    now = 0.0
    limits = Limits(burst=100, per_minute=6000, cpu_per_minute=6.0, clock=lambda: now)
    for _ in range(50):
        assert limits.reserve(1) == (True, 0.0)
        limits.charge(1, 0.01)
    limits.charge(1, 6.5)
    assert limits.owed(1) == pytest.approx(10.0)
    assert limits.reserve(1)[0] is False
    assert limits.reserve(1, longest=30.0) == (True, pytest.approx(10.0))
    assert limits.reserve(2) == (True, 0.0), "nobody else pays"
    now = 11.0
    assert limits.reserve(1) == (True, 0.0)


def test_telegram_has_no_reason_to_complain(server: BotApi, bot: BotProcess) -> None:
    """Thirty messages a second go out, whatever comes in; the server refuses what goes beyond."""
    bot.settings["RATE_LIMITER"] = None
    bot.start()
    server.flood = FloodControl(rate=30, burst=40)
    people = [Person(server.account, 100 + number, "Kişi") for number in range(55)]
    for person in people:
        person.says(QUESTION)
    for person in people:
        assert FIGURE in person.hears().text
