"""Questions that have a figure in hand are read as such, and no others."""

import pytest

from bot.answering import queries as q
from bot.assistant import Assistant
from bot.replies.reply import ANSWER, NO_ANSWER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.280.000 hangi göstergenin hedefi", ["Aktif ikamet izni sayısı", "2023 hedefi"]),
        ("hedefi 1280000 olan gösterge hangisi", ["Aktif ikamet izni sayısı", "2023 hedefi"]),
        ("bütçesi 349.384.000 olan faaliyet", ["Düzensiz Göçle Mücadele", "2023 bütçesi"]),
        ("349.384.000 TL hangi faaliyetin bütçesi", ["Düzensiz Göçle Mücadele", "2023 bütçesi"]),
        ("1,28 milyon hangi gösterge", ["Aktif ikamet izni sayısı", "1.280.000"]),
        ("1 280 000 neyin hedefi", ["Aktif ikamet izni sayısı", "2023 hedefi"]),
        ("42,9 milyon hangi faaliyetin bütçesi", ["42.911.000"]),
        ("42.900.000 nedir", ["tam 42.900.000", "42.911.000"]),
        ("1.280.000", ["Aktif ikamet izni sayısı"]),
    ],
)
def test_figure_in_hand(assistant: Assistant, text: str, said: list[str]) -> None:
    reply = assistant.reply(None, text)
    assert reply.status == ANSWER
    assert reply.results[0].query.operation == q.BEARER
    assert all(word in reply.text for word in said)


def test_no_bearer_is_said_so(assistant: Assistant) -> None:
    reply = assistant.reply(None, "1.234.567 neyin hedefi")
    assert (reply.status, reply.figures) == (NO_ANSWER, ())
    assert "1.234.567" in reply.text


@pytest.mark.parametrize(
    "text",
    ["3 hedefi olan amaç", "bütçesi 100 milyonun üstünde olan faaliyetler", "aktif ikamet 2023 1.280.000 mi", "5018"],
)
def test_other_numbers(assistant: Assistant, text: str) -> None:
    reply = assistant.reply(None, text)
    assert all(result.query.operation != q.BEARER for result in reply.results)
