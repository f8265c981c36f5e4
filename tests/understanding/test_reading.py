"""What messages mean: the cheapest reading, and where there is none."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Column
from bot.answering.terms import Attained, Held, Terms
from bot.engine import Engine
from bot.understanding.frame import Conversation
from bot.understanding.reading import MAX_WORDS, Reader
from knowledge.base import KnowledgeBase


@pytest.fixture(scope="module")
def reader(base: KnowledgeBase) -> Reader:
    return Reader(base)


def query_of(reader: Reader, text: str, state: Conversation | None = None) -> q.Query:
    return reader.read(text, state).readings[0].query


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("sığınma evi sayısı 2023 hedefi", q.VALUE),
        ("sığınma evi sayısı yıl yıl", q.SERIES),
        ("sınır dışı edilen yabancı 2023'te 2022'ye göre yüzde kaç azalmış", q.CHANGE),
        ("göç kurulu toplantı sayısı 2022'de tuttu mu", q.REACHED),
        ("personel gideri genel toplamın yüzde kaçı", q.SHARE),
        ("en çok bütçesi olan faaliyet hangisi", q.HIGHEST),
        ("2023 hedefi 2022 tahmininin altında olan göstergeler hangileri", q.FILTER),
        ("yabancılar genel müdürlüğünün kaç dairesi var", q.COUNT),
        ("sığınma evi sayısını hangi birim izliyor", q.RELATION),
        ("göç kuruluna kim başkanlık eder", q.TEXT),
        ("sağlık bakanlığı vize izleme kurulunun üyesi mi", q.MEMBER),
        ("veri altyapısının 2022 bütçesinden ne kadar kalmış", q.REMAINDER),
    ],
)
def test_each_kind_of_question_is_told_by_its_words(reader: Reader, text: str, operation: str) -> None:
    assert query_of(reader, text).operation == operation


def test_word_order_does_not_matter(reader: Reader) -> None:
    first = query_of(reader, "2024 sığınma evi sayısı tahmini")
    assert query_of(reader, "sığınma evi sayısı tahmini 2024") == first
    assert query_of(reader, "tahmini 2024 sığınma evi sayısı") == first


@pytest.mark.parametrize("word", ["Konya'da", "Suriyeli", "mart ayında", "hangi ülkede"])
def test_a_word_that_stays_unexplained_leaves_no_reading(reader: Reader, word: str) -> None:
    read = reader.read(f"{word} sınır dışı edilen yabancı sayısı 2023 hedefi")
    assert not read.readings
    assert read.unexplained


def test_what_is_denied_is_not_asked(reader: Reader) -> None:
    query = query_of(reader, "sığınma evi sayısının hedefi değil 2024 tahmini")
    assert [cell.column for cell in query.cells] == [Column("forecast", 2024)]


def test_a_question_that_stands_on_its_own_inherits_nothing(base: KnowledgeBase) -> None:
    engine = Engine(base)
    _, state = engine.respond("sığınma evi sayısı 2025 tahmini", Conversation())
    alone = engine.reader.read("aktif ikamet izni sayısı kaç").readings[0].query
    assert engine.reader.read("aktif ikamet izni sayısı kaç", state).readings[0].query == alone


def test_a_follow_up_changes_only_what_it_names(base: KnowledgeBase) -> None:
    engine = Engine(base)
    _, state = engine.respond("sığınma evi sayısı 2025 tahmini", Conversation())
    cells = engine.reader.read("peki 2024?", state).readings[0].query.cells
    assert [(cell.subject, cell.column.year) for cell in cells] == [("indicator:siginma-evi-sayisi", 2024)]


def test_a_letter_is_no_question(reader: Reader) -> None:
    assert reader.read("bütçe " * (MAX_WORDS + 1)).readings == ()


def test_readings_come_cheapest_first_and_once(reader: Reader) -> None:
    readings = reader.read("ikamet izni 2023").readings
    assert [r.cost for r in readings] == sorted(r.cost for r in readings)
    assert len({r.query for r in readings}) == len(readings)


@pytest.mark.parametrize("text", ["teşekkürler", "merhaba", "sağ olun", "çok teşekkür ederim", "iyi günler"])
def test_courtesy_repeats_no_answer(base: KnowledgeBase, text: str) -> None:
    engine = Engine(base)
    _, state = engine.respond("sığınma evi sayısı 2025 tahmini", Conversation())
    reply, _ = engine.respond(text, state)
    assert not reply.figures


@pytest.mark.parametrize("text", ["gnl mudur kim", "selam başkan yardımcısı kim", "merhaba kaç depo var"])
def test_a_question_beside_courtesy_gets_no_greeting(base: KnowledgeBase, text: str) -> None:
    reply, _ = Engine(base).respond(text, Conversation())
    assert not reply.text.startswith("Merhaba")


@pytest.mark.parametrize("text", ["merhaba nasılsınız", "selam ne haber", "kolay gelsin nasıl gidiyor"])
def test_courtesy_that_asks_is_greeted(base: KnowledgeBase, text: str) -> None:
    reply, _ = Engine(base).respond(text, Conversation())
    assert reply.text.startswith("Merhaba")


@pytest.mark.parametrize(
    ("text", "columns", "terms"),
    [
        (
            "hangi göstergelerin hedefi 2022 tahmininin altında",
            (Column("target", 2023), Column("estimate", 2022)),
            Held("below"),
        ),
        (
            "2022 tahmini planlananın altında kalan göstergeler",
            (Column("estimate", 2022), Column("planned", 2022)),
            Attained(missed=True),
        ),
    ],
)
def test_what_is_named_last_is_what_something_lies_below(
    reader: Reader, text: str, columns: tuple[Column, ...], terms: Terms
) -> None:
    query = query_of(reader, text)
    assert (query.columns, query.terms) == (columns, terms)


def test_what_only_asks_is_not_told_as_unknown(reader: Reader) -> None:
    assert reader.read("yimer kaç dilde").unexplained == ("dilde",)


@pytest.mark.parametrize(
    "text",
    [
        "bot musun",
        "pdf var mı",
        "bu yanlış",
        "emin misin",
        "yardım eder misin",
        "iyi",
        "peki",
        "anlamadım",
        "ne yapabilirsin",
    ],
)
def test_what_asks_nothing_repeats_no_figure(base: KnowledgeBase, text: str) -> None:
    engine = Engine(base)
    _, state = engine.respond("sığınma evi sayısı 2025 tahmini", Conversation())
    assert not engine.respond(text, state)[0].figures


@pytest.mark.parametrize("text", ["kaç personel var", "personel sayısı", "toplam bütçe", "2023 bütçesi ne kadar"])
def test_what_the_rules_read_whole_is_never_not_understood(base: KnowledgeBase, text: str) -> None:
    assert Engine(base).respond(text, Conversation())[0].status != "no_answer"
