"""A first message that asks something of one of a class, and names none, is asked back: which of them."""

from __future__ import annotations

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER
from bot.understanding.frame import Conversation
from bot.unnamed import class_asked_of
from knowledge.base import KnowledgeBase
from knowledge.language.words import split


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


@pytest.mark.parametrize(
    ("text", "head", "choice"),
    [
        ("2023 hedefi ne", "Hangi göstergeyi", "Aktif ikamet izni sayısı, 2023 hedefi"),
        ("bu göstergede 2023 hedefimiz kaç acaba?", "Hangi göstergeyi", "Aktif ikamet izni sayısı, 2023 hedefi"),
        ("2022 planı neydi", "Hangi göstergeyi", "2022 planlanan"),
        ("söz konusu faaliyetin haziran sonu harcaması ne kadar?", "Hangi faaliyeti", "2022 Haziran sonu harcaması"),
        (
            "genel müdürlüğümüzün 2023 ödeneği",
            "Bütçe programda faaliyetlere göre",
            "Düzensiz Göçle Mücadele, 2023 bütçesi",
        ),
        ("kurul ne sıklıkla toplanıyor", "Hangi kurul veya komisyonu", "Göç Kurulu"),
    ],
)
def test_which_one_is_asked_back(engine: Engine, text: str, head: str, choice: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert reply.status == CLARIFY
    assert reply.text.startswith(head)
    assert choice in reply.choices[0]


@pytest.mark.parametrize(
    "text", ["kaç gösterge var", "hangi faaliyetin bütçesi en yüksek", "2023 bütçesi ne", "ikamet izni 2023 hedefi"]
)
def test_what_is_of_all_or_of_one_that_is_named_is_answered(engine: Engine, text: str) -> None:
    assert engine.respond(text, Conversation())[0].status == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "2023'te en az kaynak alan faaliyet",  # one is told apart from the others
        "oran göstergesinin 2023 hedefi kaç",
        "bu kitabı hangi genel müdürlük hazırlamış",  # the class is what is asked for
        "taşra teşkilatında kaç bina var",  # a thing outside the programme
    ],
)
def test_no_class_is_asked_of(engine: Engine, text: str) -> None:
    assert class_asked_of(engine.base, engine.reader.vocabulary.read(tuple(split(text)))) == ""


def test_a_name_alone_then_is_asked_in_the_column_asked_before(engine: Engine) -> None:
    _, state = engine.respond("2023 hedefi ne", Conversation())
    reply, _ = engine.respond("aktif ikamet izni sayısı", state)
    assert reply.figures[0].value == 1_280_000


@pytest.mark.parametrize("text", ["2030 hedefi ne", "aktif ikamet izni 2028 hedefi ne kadar olacak"])
def test_a_year_that_no_programme_tells_is_refused(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert (reply.status, reply.figures) == (NO_ANSWER, ())
    assert "yıl yok" in reply.text or "yılı yok" in reply.text


def test_a_class_word_in_a_name_asks_nothing_back(engine: Engine) -> None:
    reply, _ = engine.respond("personel dairesinin personel sayısı", Conversation())
    assert reply.status == NO_ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "uyum faaliyetinin 15 Mart'a kadar harcaması ne kadar",
        "uyum faaliyetinin 30 Eylül harcaması",
        "10 Ekim kadın personel sayısı kaç",
        "31 Aralık personel sayısı kaçtı",
        "bütçesi artmayan faaliyet hangisi",
        "faaliyetin başkanı kim",
    ],
)
def test_no_figure_of_something_else_is_told(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert reply.status != ANSWER
    assert reply.figures == ()


@pytest.mark.parametrize(
    "talk",
    [
        "taşra personeli kaç / kadını kaç",
        "taşra personeli kaç / doktoralı kaç",
        "sınır dışı 2021 / peki 2022 planı ne kadardı / tuttu mu",
        "uyum kursu 2021 / 2023 hedefi / tutmuş mu",
    ],
)
def test_what_is_not_of_the_thing_spoken_of_is_only_offered(engine: Engine, talk: str) -> None:
    state = Conversation()
    for text in talk.split(" / "):
        reply, state = engine.respond(text, state)
    assert reply.status != ANSWER
    assert reply.choices


def test_a_value_that_the_sums_belie_is_not_said_to_be_theirs(engine: Engine) -> None:
    reply, _ = engine.respond("13.209 nedir", Conversation())
    assert "çelişki" in reply.text
    assert "toplamlar 13.209" not in reply.text


def test_a_law_is_known_by_its_number_alone(engine: Engine) -> None:
    reply, _ = engine.respond("5018 nedir", Conversation())
    assert "Kamu Mali Yönetimi ve Kontrol Kanunu" in reply.text


def test_a_number_that_no_table_prints_is_not_said_to_be_nowhere(engine: Engine) -> None:
    reply, _ = engine.respond("06370 nedir", Conversation())
    assert reply.status == NO_ANSWER
    assert "tablolarında" in reply.text


def test_a_text_that_few_things_have_is_offered_though_none_is_named(engine: Engine) -> None:
    reply, state = engine.respond("sınırda kayboldum kaç numarayı arayayım", Conversation())
    choice = "YİMER 157: telefonu ne"
    assert reply.choices == ("Göç İdaresi Başkanlığı: telefonu ne", choice)
    pressed, _ = engine.respond(str(reply.choices.index(choice) + 1), state)
    assert pressed.figures[0].value == 157


@pytest.mark.parametrize("text", ["Difficult Loves oyununu ara", "Pazar gününe kurulmuş kaç alarmım var"])
def test_it_is_not_where_a_verb_alone_sounds_like_it(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert not any("telefonu" in choice for choice in reply.choices)


@pytest.mark.parametrize(
    "text",
    [
        "yimer telefon numarası kaç",
        "YİMER 157 telefonu ne",
        "çağrı merkezinin numarası",
        "yabancılar iletişim merkezinin telefonu",
        "yabancılar hangi hattı arıyor",
    ],
)
def test_the_number_of_a_line_is_not_how_many_call_it(engine: Engine, text: str) -> None:
    reply, _ = engine.respond(text, Conversation())
    assert (reply.status, [figure.value for figure in reply.figures]) == (ANSWER, [157])
