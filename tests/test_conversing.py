"""A message of one question is answered whole, one of several in parts; what is not sure is offered."""

from __future__ import annotations

import pytest

from bot.answering.queries import LIST
from bot.assistant import Assistant
from bot.completing import completed
from bot.conversing import MOST_PARTS, converse
from bot.engine import Engine
from bot.outcomes import INSTEAD, PERHAPS, WHICH, outcome
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER
from bot.understanding.frame import Conversation
from bot.verdict import SAY
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word, split

PERMITS = "aktif ikamet izni sayısı 2023 hedefi"
DEPORTED = "sınır dışı edilen yabancı sayısı 2023 hedefi"


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


def words(text: str) -> tuple[Word, ...]:
    return tuple(split(text))


def test_one_question_is_answered(engine: Engine) -> None:
    reply, after = converse(engine, words(f"{PERMITS} nedir?"), Conversation())
    assert reply.status == ANSWER
    assert reply.figures[0].value == 1_280_000
    assert after.last is not None


@pytest.mark.parametrize("joint", ["? ", " nedir? ", "; ", " nedir, "])
def test_two_questions_are_both_answered(engine: Engine, joint: str) -> None:
    first = converse(engine, words(PERMITS), Conversation())[0].figures[0].value
    second = converse(engine, words(DEPORTED), Conversation())[0].figures[0].value
    reply, _ = converse(engine, words(f"{PERMITS}{joint}{DEPORTED} nedir?"), Conversation())
    assert {first, second} <= {figure.value for figure in reply.figures}


def test_a_courtesy_asks_nothing(engine: Engine) -> None:
    found = outcome(engine, words("teşekkür ederim"), Conversation())
    assert found.idle
    assert found.reply.status == NO_ANSWER
    assert found.after == Conversation()


def test_too_many_questions_still_get_a_reply(engine: Engine) -> None:
    reply, _ = converse(engine, words(f"{PERMITS}? " * (2 * MOST_PARTS + 1)), Conversation())
    assert reply.text.strip()


@pytest.mark.parametrize("text", ["ikamet", "merkez", "uyum", "eğitim sayısı", "kapasite"])
def test_what_is_not_sure_is_offered_with_its_choices(engine: Engine, text: str) -> None:
    reply, after = converse(engine, words(text), Conversation())
    assert tuple(label for label, _ in after.choices) == reply.choices
    if reply.status == CLARIFY:
        assert reply.choices
    if reply.text.startswith((WHICH, PERHAPS)) or INSTEAD in reply.text:
        assert reply.text.splitlines()[-1] == f"{len(reply.choices)}. {reply.choices[-1]}"


def test_what_is_said_is_what_the_verdict_holds(engine: Engine) -> None:
    found = outcome(engine, words(PERMITS), Conversation())
    assert found.verdict.kind == SAY
    assert tuple(result.query for result in found.reply.results) == found.verdict.queries


def test_a_letter_s_question_is_answered_not_its_other_sentences(engine: Engine) -> None:
    text = f"Depoların yeterliliğine bakıyorum, sayıları da not aldım. {PERMITS} kaçtır? İyi çalışmalar dilerim."
    reply, _ = converse(engine, words(text), Conversation())
    assert [figure.value for figure in reply.figures[:1]] == [1_280_000]
    assert "Depo" not in reply.text


def test_a_part_that_points_at_what_was_not_understood_gets_no_figure_of_its_own(engine: Engine) -> None:
    text = "Genel destek tarafında tuhaf bir zımbırtı gördüm. Bu faaliyetin 2023 yılı sermaye gideri ne kadardır?"
    reply, _ = converse(engine, words(text), Conversation())
    assert 235_000_000 not in [figure.value for figure in reply.figures], "that is the agency's total"


def test_what_asks_for_one_figure_of_several_things_is_not_answered_thing_by_thing(engine: Engine) -> None:
    reply, _ = converse(
        engine, words("masaüstü bilgisayar, dizüstü bilgisayar ve tarayıcı toplamı kaç"), Conversation()
    )
    assert reply.status != ANSWER or len(reply.results) == 1


def test_an_offer_that_nobody_takes_counts_as_spoken_of(engine: Engine) -> None:
    first = engine.answering.answer(engine.respond(PERMITS, Conversation())[1].last)  # type: ignore[arg-type]
    _, after = engine.offer(WHICH, (first.query,), Conversation())
    reply, _ = engine.respond("peki 2024?", after)
    assert reply.status == ANSWER
    assert reply.figures[0].year == 2024
    assert reply.figures[0].subject == "Aktif ikamet izni sayısı"


def test_the_number_of_a_text_that_is_asked_for_is_a_figure(engine: Engine) -> None:
    reply, _ = engine.respond("iskân kanunu kaç sayılı", Conversation())
    assert reply.status == ANSWER
    assert 5543 in [figure.value for figure in reply.figures]


TALKS = (
    (("merkezde lisans mezunu", "merkezde yüksek lisans mezunu", "doktora"), "bu üçü birlikte kaç kişi", 3),
    (("personel giderleri 2023 toplam", "sosyal güvenlik primi"), "bu ikisi 2023 genel toplamının yüzde kaçı", 3),
    (("göç kurulu toplantı sayısı 2021", "2023"), "ikisinin farkı", 2),
)


@pytest.mark.parametrize(("before", "question", "cells"), TALKS)
def test_what_is_told_is_of_as_many_things_as_are_pointed_at(
    engine: Engine, before: tuple[str, ...], question: str, cells: int
) -> None:
    state = Conversation()
    for text in before:
        _, state = engine.respond(text, state)
    reply, _ = engine.respond(question, state)
    assert all(len(result.query.cells) >= cells for result in reply.results)


@pytest.mark.parametrize("text", ["merkezde lise ve altı kaç kişi", "merkezde yüksek lisans ve üzeri kaç kişi"])
def test_what_lies_beyond_a_name_is_not_told_as_the_name_s(engine: Engine, text: str) -> None:
    assert engine.respond(text, Conversation())[0].status != ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "yimer 2023? sınır dışı 2022?",
        "1) yimer 2023 2) sınır dışı 2022",
        "1. yimer 2023\n2. sınır dışı 2022",
        "1- yimer 2023\n2- sınır dışı 2022",
    ],
)
def test_questions_in_a_row_or_a_list_are_each_answered(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert [(figure.value, figure.year) for figure in reply.figures[:1]] == [(3_100_000, 2023)]
    assert 90_000 in [figure.value for figure in reply.figures]


def test_of_several_questions_what_has_no_answer_is_said(engine: Engine) -> None:
    reply, _ = engine.respond("Sığınma evi 2024 kaç? Uzaylı sayısı kaç? Aktif ikamet 2023 kaç?", Conversation())
    assert reply.figures[0].value == 5
    assert "zaylı" in reply.text


def test_of_a_letter_what_only_tells_gets_no_answer(engine: Engine) -> None:
    text = "Merhaba, bir dava dilekçesi hazırlıyorum; 2022 yılında açılan dava sayısını bildirebilir misiniz?"
    reply, _ = engine.respond(text, Conversation())
    assert reply.status != ANSWER


@pytest.mark.parametrize("text", ["aktif ikamet izni yıllara göre", PERMITS, "göç kurulunun başkanı kim"])
def test_what_is_asked_again_gets_the_same_answer(engine: Engine, text: str) -> None:
    reply, state = engine.respond(text, Conversation())
    assert reply.status == ANSWER
    assert engine.respond(text, state)[0].text == reply.text


def test_what_only_goes_on_is_not_what_was_asked_before(engine: Engine) -> None:
    _, state = engine.respond("gönüllü ve güvenli geri dönüşlerdeki artış 2022 planlanan", Conversation())
    reply, state = engine.respond("gerçekleşme tahmini", state)
    assert reply.status == ANSWER
    assert engine.respond("kaç puan yukarıda kalmış", state)[0].text != reply.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("vize izleme kurulu ne sıklıkla toplanıyor ve başkanı kim", ["6 ayda bir", "Bakan Yardımcısı"]),
        ("merkezde kaç kişi var kaçı kadın", ["612 kişi", "284 kişi"]),
        ("kaç tarayıcı var bir de projeksiyon sayısı", ["900 adet", "109 adet"]),
    ],
)
def test_what_asks_on_both_sides_of_a_joint_is_two_questions(engine: Engine, text: str, told: list[str]) -> None:
    reply, _ = converse(engine, words(text), Conversation())
    assert reply.status == ANSWER
    assert [one for one in told if one.lower() not in reply.text.lower()] == []


@pytest.mark.parametrize(
    "text", ["2023 bütçesi en yüksek faaliyet hangisi, kaç lira", "en yüksek bütçeli faaliyet hangisi ve kaç lira"]
)
def test_what_the_whole_tells_is_not_told_in_parts(engine: Engine, text: str) -> None:
    reply, _ = converse(engine, words(text), Conversation())
    assert reply.status == ANSWER
    assert len(reply.results) == 1


@pytest.mark.parametrize("text", ["kurul ne sıklıkla toplanıyor", "ne sıklıkla toplanıyor"])
def test_a_text_of_another_board_than_the_one_spoken_of_is_at_most_offered(engine: Engine, text: str) -> None:
    state = engine.respond("göç kuruluna kim başkanlık ediyor", Conversation())[1]
    assert engine.respond(text, state)[0].status != ANSWER
    state = engine.respond("vize izleme kuruluna kim başkanlık ediyor", Conversation())[1]
    assert engine.respond(text, state)[0].status == ANSWER


FIRST = {
    # What stands before a name makes it another: "yüksek lisans" is no "lisans".
    "merkezde çalışanların yüzde kaçı yüksek lisans ya da doktora mezunu": [16.34],
    "merkezde yüksek lisans veya doktoralı sayısı": [91, 9],
    # What is the whole stands in the genitive, or in the locative.
    "geçici personelde taşra payı yüzde doksanı geçiyor mu": [95.51],
    # A whole in the locative only says where its parts are.
    "akıllı tahta ve projeksiyon cihazı için envanterde kaçar adet var": [26, 109],
    "envanterde kaç tarayıcı var": [900],
    # No word of one name is one of another of its kind.
    "personel giderleri ile sgk devlet primi giderlerinin 2023 toplamı": [2_538_565_000],
    # Two nouns for columns are two columns.
    "hizmet içi eğitim 22 plan ve gerçek": [15, 20],
    "sınır dışı 2021 gerçek": [46_845],
    # Two digits in words, apart or run together, are a year before a case, a column, or another year.
    "sınır dışı yirmiiki yılsonu tahmini": [90_000],
    "yimer çağrıları yirmibirden yirmiüç hedefine yüzde kaç düşüyor": [-22.98],
    "özel ihtiyaç sahiplerinde yirmiüç yirmidört ve yirmibeşin toplamı kaç oluyor": [310_000],
    # What is said to grow goes with time.
    "ggm kapasitesi iki bin yirmi birde on altı bindi yirmi üç hedefine göre yüzde kaç artmış": [38.38],
    # The number by which a document is cited.
    "iskan kanunu no": [5543],
    "85 sayılı kararnamenin yayımlandığı resmi gazetenin sayısı": [31_643],
}


@pytest.mark.parametrize("text", FIRST)
def test_what_the_grammar_tells_no_weight_decides(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert [round(figure.value, 2) for figure in reply.figures][: len(FIRST[text])] == FIRST[text]


@pytest.mark.parametrize("text", ["göç ataşeleri hangi ülkelerde görev yapıyor", "göç müşavirleri hangi şehirlerde"])
def test_no_text_tells_of_places_that_the_programme_does_not_tell_apart(engine: Engine, text: str) -> None:
    assert engine.respond(text, Conversation())[0].status == NO_ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "kadrolu işçi ve hizmet alımı hariç toplam personel",
        "göçmenlere yönelik hizmetlerde yönetilebilir düzenli göç hariç 2023 bütçesi",
        "personel giderleri ve sgk primi hariç 2023 bütçesi",
    ],
)
def test_what_is_left_of_a_whole_is_of_the_one_named_without_all_that_is_left_out(engine: Engine, text: str) -> None:
    assert engine.respond(text, Conversation())[0].status != ANSWER


def test_a_low_figure_is_compared_as_it_is(engine: Engine) -> None:
    reply, _ = engine.respond("aktif ikamet izni 2022 tahmini 2023 hedefine göre ne kadar düşük", Conversation())
    assert "fazla" in reply.text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("vize izleme kurulu ne sıklıkla toplanıyor, başkanı kim", ["6 ay", "başkanlık"]),
        ("kurumun misyonu ne, vizyonu ne", ["Misyon", "Vizyon"]),
        ("kurumun internet adresi ile telefonunu yazar mısınız", ["www.goc.gov.tr", "0312 422 05 00"]),
    ],
)
def test_all_that_is_asked_of_one_thing_is_told(engine: Engine, text: str, parts: list[str]) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert reply.status == ANSWER
    assert all(part in reply.text for part in parts), reply.text


def test_a_text_that_a_thing_does_not_have_is_not_told_with_another(engine: Engine) -> None:
    chair = engine.respond("göç kurulunun başkanı kim", Conversation())[0].results[0].query
    for text in ("göç kurulunun başkanı kim, ne sıklıkla toplanıyor", "göç kurulunun başkanı kim"):
        lattice = engine.reader.vocabulary.read(tuple(split(text)))
        assert completed(engine.base, lattice, engine.reader.linker.mentions(lattice), chair) == chair


@pytest.mark.parametrize("text", ["aktif ikamet iznini hangi daire izliyor", "mülakat sayısını hangi daire izliyor"])
def test_a_unit_of_another_level_than_the_one_asked_for_is_offered(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert (reply.status, len(reply.choices) > 0) == (CLARIFY, True)
    of_any, _ = engine.respond(text.replace("hangi daire", "hangi birim"), Conversation())
    assert of_any.status == ANSWER


def test_a_unit_of_the_level_asked_for_is_told(engine: Engine) -> None:
    for text in ("aktif ikamet iznini hangi genel müdürlük izliyor", "tamamlanan proje verisi hangi daireden geliyor"):
        assert engine.respond(text, Conversation())[0].status == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "düzenli göç faaliyetinin bütçe dışı dahil 2023 bütçesi",
        "düzenli göç faaliyetinin döner sermaye dahil 2023 bütçesi",
        "düzenli göç faaliyetinin bütçe içi ve bütçe dışı kaynaklar birlikte 2023 bütçesi",
    ],
)
def test_what_a_total_holds_anyway_is_no_part_that_is_asked_for(engine: Engine, text: str) -> None:
    plain, _ = engine.respond("düzenli göç faaliyetinin 2023 bütçesi", Conversation())
    reply, _ = engine.respond(text, Conversation())
    assert plain.status == ANSWER
    assert reply.figures == plain.figures


def test_a_word_that_belongs_to_another_asks_for_no_text(engine: Engine) -> None:
    text = "uluslararası koruma değerlendirme komisyonunun üyeleri kimler görev süreleri ne kadar"
    reply, _ = engine.respond(text, Conversation())
    duty = engine.respond("uluslararası koruma değerlendirme komisyonunun görevi ne", Conversation())[0]
    assert duty.status == ANSWER
    assert not any(line in reply.text for line in duty.text.split("\n") if line.startswith("•"))


def test_nothing_is_denied_of_a_word_that_the_prose_has(engine: Engine) -> None:
    reply, _ = engine.respond("bavulumu ülkemizde nereye bırakabilirim", Conversation())
    assert reply.status != ANSWER
    assert "“ülkemizde”" not in reply.text


def test_what_is_left_of_a_place_is_without_the_group_that_is_left_out(engine: Engine) -> None:
    reply, _ = engine.respond("taşrada kadrolu işçi hariç toplam", Conversation())
    assert (reply.status, reply.figures[0].value) == (ANSWER, 12_607 - 7_558)


@pytest.mark.parametrize("text", ["2023 bütçesine göre ilk üç faaliyet hangileri", "ilk üç faaliyet hangisi"])
def test_not_all_are_listed_where_the_first_few_are_asked_for(assistant: Assistant, text: str) -> None:
    reply = assistant.reply(f"first {text}", text)
    assert not any(result.query.operation == LIST for result in reply.results)
    assert any("en yüksek 3 faaliyet" in choice for choice in reply.choices) or reply.status == ANSWER
