"""Nobody writes the bot, or Telegram, to a standstill."""

from __future__ import annotations

from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.server import BotApi, FloodControl

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
FIGURE = "50.000"


def test_too_much_at_once_is_put_off_and_too_long_is_not_read(server: BotApi, bot: BotProcess) -> None:
    bot.settings |= {"USER_BURST": 5, "USER_PER_MINUTE": 1, "MESSAGE_LENGTH": 200}
    bot.start()
    eager, calm = Person(server.account, 5, "Hevesli"), Person(server.account, 6, "Sakin")
    for _ in range(30):
        eager.says(QUESTION)
    assert FIGURE in calm.asks(QUESTION).text
    heard = [eager.hears() for _ in range(6)]
    assert [FIGURE in sent.text for sent in heard] == [True] * 5 + [False]
    assert FIGURE in calm.asks(QUESTION).text
    assert eager.unheard() == [], "one word about it, not twenty-five"
    assert "en çok 200 karakter" in calm.asks(QUESTION + " " * 200).text
    assert FIGURE in calm.asks(QUESTION).text


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
