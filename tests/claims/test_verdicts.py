"""Yes/no questions and claims are answered with a verdict first, and only where it is sure."""

from __future__ import annotations

import re

import pytest

from bot.claims.counted import counted
from bot.engine import Engine
from bot.replies.reply import CLARIFY
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

YES, ABOUT, NO, SILENT = "Evet", "Evet, yaklaşık", "Hayır", ""


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


def verdict(markup: str) -> str:
    """The verdict that a reply begins with."""
    found = re.match(r"\*\*(Evet, yaklaşık|Evet|Hayır)\.\*\*", markup)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("düzensiz göç alt programının 2023 bütçesindeki payı %5'in altında mı", YES),
        ("personel giderlerinin 2023 bütçesindeki payı yüzde 20'nin altında mı", NO),
        ("merkezde kadınların payı %46 mı", ABOUT),
        ("konferans salonunun kapasitesi 250 kişi midir", NO),
        ("konferans salonunun kapasitesi 200 kişi midir", YES),
        ("araç sayısı 35 mi", YES),
        ("projeksiyon 109 adetmi", YES),
        ("projeksiyon 110 adetmi", NO),
        ("merkezde doktoralı 10 kişi mi var", NO),
        ("düzensiz göçle mücadele bütçesi 2022'den 2023'e üç katına çıkıyor mu", YES),
        ("tanımlanan mağdur sayısında 2025 tahmini 2021'i yakalıyor mu", NO),
        ("personel giderlerinin 2023 toplamındaki payı dörtte biri geçiyor mu", NO),
        ("merkezdekilerin toplam personeldeki payı yüzde 5'i geçiyor mu", NO),
        ("merkezdekilerin toplam personeldeki payı yüzde 4'ü geçiyor mu", YES),
        ("GöçNet'te 30 modül mü var", NO),
        ("GöçNet'te 38 modül mü var", YES),
        ("göç kurulunun başkanı cumhurbaşkanı mı", NO),
        ("göç kurulunun başkanı içişleri bakanı mı", YES),
        ("vize kurulu yılda iki defa toplanıyor mu", YES),
        ("telefon 0312 422 05 00 doğru numara mı", YES),
        ("araç sayısı kaç", SILENT),
        ("araç sayısını söyler misiniz", SILENT),
        ("araç sayısını öğrenebilir miyim", SILENT),
    ],
)
def test_a_claim_is_held_against_the_answer(engine: Engine, question: str, expected: str) -> None:
    reply, state = engine.respond(question, Conversation())
    if reply.status == "clarify":  # the verdict comes with the choice
        reply, _ = engine.respond("1", state)
    assert reply.status == "answer"
    assert verdict(reply.markup) == expected


def test_the_figure_that_proves_it_comes_first(engine: Engine) -> None:
    reply, _ = engine.respond("araç sayısı 34 mü", Conversation())
    assert verdict(reply.markup) == NO
    assert reply.figures[0].value == 35


def test_no_verdict_is_said_twice(engine: Engine) -> None:
    for question in ("sığınma evi 2024'te 5 mi", "2024 genel toplamı 11 milyarı aşıyor mu"):
        reply, _ = engine.respond(question, Conversation())
        assert len(re.findall(r"Evet|Hayır", reply.markup)) == 1


def test_a_choice_answers_the_claim_that_was_asked_back(engine: Engine) -> None:
    asked = "Arşivimizin 64 bin klasörlük olduğunu söylemek istiyorum, kapasite bu kadar mı gerçekten"
    reply, state = engine.respond(asked, Conversation())
    for number, label in enumerate(reply.choices, 1):
        if label == "Arşiv, kapasite":
            chosen, after = engine.respond(str(number), state)
            assert verdict(chosen.markup) == ABOUT
            assert after.claim == ""


@pytest.mark.parametrize(
    ("text", "question", "numbers"),
    [
        ("Kurul üç ayda bir, yılda 4 kez toplanır.", "yılda kaç toplantı", (4.0,)),
        ("Hat 7 gün hizmet verir.", "kaç dilde hizmet veriyor", ()),
        ("Merkezde 3 oda vardır.", "merkezde kaç kişi var", ()),
        ("Birime 3 şube ve 2 büro bağlıdır.", "kaç personeli var", ()),
        ("Hat 7 gün hizmet verir.", "nasıl hizmet veriyor", ()),
    ],
)
def test_the_number_of_a_text_is_a_figure_where_it_is_asked_for(
    text: str, question: str, numbers: tuple[float, ...]
) -> None:
    assert counted(text, split(question)) == numbers


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("tarayıcı dizüstünden 200 fazla mı", "Evet. Fark"),
        ("tarayıcılar dizüstülerden 200 fazla, öyle değil mi", "Evet. Fark"),
        ("tarayıcı dizüstünden 300 fazla mı", "Hayır. Fark"),
        ("tarayıcı dizüstünden fazla mı", "Evet. Fark"),
        ("tarayıcı dizüstünden en az 100 fazla mı", "Evet. Fark"),
        ("2023 bütçesi 2022ye göre 5 milyar fazla mı", "Evet, yaklaşık. "),
        ("2023 hedefi 2022 tahmininden 40 bin az mı sınır dışı", "Evet. Sınır"),
    ],
)
def test_by_how_much_is_judged_too(engine: Engine, question: str, expected: str) -> None:
    assert engine.respond(question, Conversation())[0].markup.replace("*", "").startswith(expected)


def test_no_claim_is_settled_by_other_figures_than_the_other_reader_means(engine: Engine) -> None:
    reply, state = engine.respond("sınır dışı hedefi 2022 tahmininden 40 bin az mı", Conversation())
    assert reply.status == CLARIFY
    meant = "Sınır dışı edilen yabancı sayısı: 2022 yıl sonu gerçekleşme tahmininden 2023 hedefine fark"
    assert meant in reply.choices
    pressed, _ = engine.respond(str(reply.choices.index(meant) + 1), state)
    assert pressed.markup.replace("*", "").startswith("Evet. Sınır")
