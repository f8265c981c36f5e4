"""Members told apart by a part of a plan, and the figures of all of a class."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import RatioHeld
from bot.engine import Engine
from bot.replies.reply import ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


def reply(engine: Engine, text: str) -> Reply:
    return engine.respond(text, Conversation())[0]


def first(engine: Engine, text: str) -> Query:
    return engine.read(text).readings[0].query


@pytest.mark.parametrize(
    ("text", "side", "bound"),
    [
        ("haziran sonunda ödeneğinin yarısından fazlasını harcayan faaliyetler", "above", 50),
        ("harcaması bütçesinin yarısını aşan faaliyetler hangileri", "above", 50),
        ("bütçesinin yüzde 40'ından fazlasını harcayan faaliyetler", "above", 40),
        ("hangi faaliyetler yüzde 50'nin üzerinde harcadı", "above", 50),
        ("bütçesinin dörtte birinden azını harcayan faaliyetler", "below", 25),
    ],
)
def test_by_how_much_of_it_was_spent(engine: Engine, text: str, side: str, bound: float) -> None:
    query = first(engine, text)
    assert query.operation == q.FILTER
    assert query.terms == RatioHeld(side, bound)


def test_the_answer_tells_the_shares(engine: Engine) -> None:
    told = reply(engine, "haziran sonunda ödeneğinin yarısından fazlasını harcayan faaliyetler")
    assert told.status == ANSWER
    assert "%160,95" in told.text
    assert "%54,12" in told.text
    assert "Uyum" not in told.text  # 46,78 percent


@pytest.mark.parametrize(
    "text", ["planın yarısına ulaşamayan göstergeler", "bütçesi yüzde 50'den fazla artan faaliyetler"]
)
def test_no_part_is_taken_for_all_of_it_or_for_money(engine: Engine, text: str) -> None:
    assert reply(engine, text).status != ANSWER


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("yabancılar genel müdürlüğünün göstergelerinin 2023 hedefleri", [1_280_000, 50_000]),
        ("düzensiz göç alt programının göstergelerinin 2023 hedefleri", [7_500, 95]),
        ("alt programların 2023 bütçeleri", [9_140_344_000, 351_403_000]),
    ],
)
def test_the_figures_of_each(engine: Engine, text: str, values: list[float]) -> None:
    told = reply(engine, text)
    assert told.status == ANSWER, told.text
    assert [figure.value for figure in told.figures][: len(values)] == values


def test_a_number_before_a_class_counts_it(engine: Engine) -> None:
    told = reply(engine, "Uluslararası Koruma GM iki faaliyetten sorumlu; bunların 2023 bütçeleri birlikte kaç?")
    assert "2 TL" not in told.text


def test_what_lies_on_a_unit_is_not_above_its_plan(engine: Engine) -> None:
    reply, _ = engine.respond("Yabancılar Genel Müdürlüğünün üzerinde kaç performans göstergesi var", Conversation())
    assert reply.figures[0].value == 3


def test_a_set_within_a_unit_is_told_as_one(engine: Engine) -> None:
    reply, _ = engine.respond("Yabancılar Genel Müdürlüğünün planın üzerinde kaç göstergesi var", Conversation())
    assert reply.text.startswith("Yabancılar Genel Müdürlüğü: 2022 yıl sonu gerçekleşme tahmini")
    assert reply.figures[0].value == 1


def test_how_many_and_which_is_told_by_how_many_first(engine: Engine) -> None:
    text = "göstergelerden kaç tanesinin 2022 tahmini planlananın gerisinde kalmış, hangileri"
    assert engine.respond(text, Conversation())[0].figures[0].value == 3
    one = "2024 tahmini 2023 bütçesinin altına inen bir tek tane faaliyet var galiba, hangisi"
    reply, _ = engine.respond(one, Conversation())
    assert [figure.unit for figure in reply.figures] != ["adet"]
