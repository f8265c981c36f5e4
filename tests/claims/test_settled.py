"""A claim is settled where the answer says yes or no, however it is put; what it does not settle is asked back."""

from __future__ import annotations

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


def reply(engine: Engine, text: str) -> Reply:
    return engine.respond(text, Conversation())[0]


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Doktoralı sayısı ondan fazla mı merkezde?", "Hayır", 9),
        ("tarayıcı bini bulmuş mu", "Hayır", 900),
        ("Arşivin klasör kapasitesi 60 bini buluyor mu?", "Evet", 64_080),
        (
            "Uyum faaliyetinin haziran sonu harcaması ödeneğin yüzde ellisini bulmuş mudur?",
            "Hayır",
            46.782682,
        ),
        ("Düzensiz Göç alt programı 2023'te genel toplamın yüzde beşini buluyor mu?", "Hayır", 3.695801),
        ("kütüphane 10 bin kitap alıyor diyorlar, öyle mi?", "Hayır", 7_500),
        ("sığınma evi sayısı 2023 hedefi 3'ten fazla mı", "Evet", 4),
    ],
)
def test_yes_or_no_with_the_figure(engine: Engine, text: str, word: str, value: float) -> None:
    told = reply(engine, text)
    assert told.status == ANSWER, told.text
    assert word in told.text
    assert told.figures[0].value == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["Temel değerler arasında tarafsızlık sayılmış mıdır?", "temel değerlerde çevreye duyarlılık da var mıydı?"]
)
def test_no_list_settles_what_an_unknown_word_is(engine: Engine, text: str) -> None:
    assert reply(engine, text).status != ANSWER


def test_how_many_there_are_it_does(engine: Engine) -> None:
    assert reply(engine, "insan ticareti amacında 3 hedef mi var").text.startswith("Evet")
    assert reply(engine, "insan ticareti amacında 4 hedef mi var").text.startswith("Hayır")
    assert not reply(engine, "yonetim hizmetlerinde 5 daire mi var").text.startswith("Hayır")


def test_a_request_claims_nothing(engine: Engine) -> None:
    told = reply(engine, "Teknoloji envanterinde adedi 500'den fazla olan kalemleri çoktan aza sıralar mısın?")
    assert "Evet" not in told.text


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("faks 0312 422 05 00 mı", "Hayır"),
        ("faks 0312 422 09 00 mı", "Evet"),
        ("telefon 422 05 00 mı", "Evet"),
        ("telefon 422 09 00 mı", "Hayır"),
        ("göçnet 2013 te mi devreye alındı", "Hayır"),
        ("göçnet 2015 te mi devreye alındı", "Evet"),
        ("komisyonda göç uzmanı 1 yıl mı kalır", "Hayır"),
        ("6458 11.4.2013 tarihli mi", "Hayır"),
        ("6458 4.4.2013 tarihli mi", "Evet"),
        ("karşılıklı uyum amacında 3 hedef mi var", "Hayır"),
        ("uluslararası koruma gm de idari mali işler şubesi var mı", "Evet"),
    ],
)
def test_a_claim_is_held_against_what_was_asked_not_against_all_that_is_told(
    engine: Engine, text: str, head: str
) -> None:
    assert reply(engine, text).text.startswith(head)


def test_an_enumeration_does_not_say_which_goes_with_which(engine: Engine) -> None:
    assert "Evet" not in reply(engine, "göç ataşesi büyükelçilikte mi çalışır").text


@pytest.mark.parametrize("text", ["telefon numaramız var mı", "2023 programındaki faks numarası 0312 422 09 00 mı"])
def test_a_number_is_denied_only_by_another_number(engine: Engine, text: str) -> None:
    assert not reply(engine, text).text.startswith("Hayır")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("vize izleme ve değerlendirme kurulu altı ayda bir mi toplanıyor", "Evet"),
        ("vize izleme ve değerlendirme kurulu yılda iki kez mi toplanıyor", "Evet"),
        # "6 ayda bir" holds "ayda bir", but is not that often.
        ("vize izleme ve değerlendirme kurulu ayda bir mi toplanıyor", "Hayır"),
        ("vize izleme ve değerlendirme kurulu yılda bir mi toplanıyor", "Hayır"),
        ("vize izleme ve değerlendirme kurulu yılda üç kez mi toplanıyor", "Hayır"),
    ],
)
def test_how_often_something_happens(engine: Engine, text: str, word: str) -> None:
    assert reply(engine, text).text.startswith(word)
