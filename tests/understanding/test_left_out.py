"""What is left out is taken from the whole that holds it, and changes nothing of what does not hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Engine
from bot.replies.reply import ANSWER, NO_ANSWER
from bot.understanding.frame import Conversation
from bot.understanding.left_out import excluding, left_out
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

ENGINE = Engine(KnowledgeBase())


def _out(text: str) -> str:
    lattice = ENGINE.reader.vocabulary.read(split(text))
    mask = left_out(lattice)
    return " ".join(word.text for at, word in enumerate(lattice.words) if mask >> at & 1)


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("yabancılar genel müdürlüğünde şube müdürlüğü hariç kaç daire var", "şube müdürlüğü hariç"),
        ("genel müdürlükte, idari ve mali işler şubesi dışında kaç daire var", "idari ve mali işler şubesi dışında"),
        ("merkezde olanlar kaç kişi taşradakiler hariç", "taşradakiler hariç"),
        ("kaç personelimiz var taşrasız", "taşrasız"),
        ("yanıtsız çağrı sayısı 2022", ""),
        ("göç kurulundan başka hangi kurullar var", "göç kurulundan başka"),
        ("faizi saymazsak bütçe ne kadar", "faizi saymazsak"),
        ("personel dışında", "personel dışında"),
        ("merkezde kaç kişi var, işçileri saymayın", "işçileri saymayın"),
        ("2023 bütçesi ne, prim giderlerini bu tutara katmayınız", "prim giderlerini bu tutara katmayınız"),
        ("kaç kişi katılacak, planı sormuyorum", "planı sormuyorum"),
        ("bunu sormak istiyorum", ""),
        ("personel giderlerini hesaplamada 2023 bütçesi ne kadar", ""),
        ("katma değer", ""),
        ("toplam personelden hizmet alımını çıkar", "hizmet alımını çıkar"),
        ("vergi çıkar mı", ""),
        ("göstergeleri sayar mısın", ""),
        ("yurt dışında kaç birim var", ""),
        ("program dışında", ""),
        ("başka gösterge", ""),
        ("hudut harici edilenler", ""),
        ("vatansız kişiler", ""),
        ("düznsiz göçle mücadele bütçesi", ""),
        ("karşılıksız yapılan cari transferler", ""),
    ],
)
def test_what_is_left_out_is_found(text: str, out: str) -> None:
    assert _out(text) == out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("taşra hariç kaç personel var", 612),
        ("merkez dışındakiler kaç kişi", 12607),
        ("hizmet alımı hariç merkez personeli", 512),
        ("kaç personelimiz var taşrasız", 612),
        ("personel gidersiz bütçe 2023", 9_508_170_000 - 2_109_980_000),
        ("personel giderleri hariç veri alt yapısı bütçesi 2023", 3_198_642_000 - 2_109_980_000),
        ("yabancılar genel müdürlüğünde şube müdürlüğü hariç kaç daire başkanlığı var", 4),
        ("uyum ve iletişim genel müdürlüğünün altında şube hariç kaç daire başkanlığı var", 5),
    ],
)
def test_it_is_taken_from_what_holds_it_and_else_left_aside(text: str, value: float) -> None:
    reply, _ = ENGINE.respond(text, Conversation())
    assert reply.status == ANSWER
    assert reply.figures[0].value == value


@pytest.mark.parametrize(
    "text",
    [
        "2021 hariç aktif ikamet izni",
        "düzensiz göç hariç personel giderleri 2023",
        "transfersiz bütçe ne kadar",  # of several kinds of transfers
        "lisanssız personel sayısı",
    ],
)
def test_what_cannot_be_taken_out_is_neither_told_nor_denied(text: str) -> None:
    reply, _ = ENGINE.respond(text, Conversation())
    assert reply.status != ANSWER
    assert reply.choices
    assert "yok" not in reply.text


@given(st.text(alphabet="abcçdeğışüu hariçdışında,", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert excluding(ENGINE.reader.vocabulary.read(split(text))) in (True, False)


def test_what_is_not_to_be_counted_is_no_figure_of_its_own() -> None:
    def first(text: str) -> list[float]:
        return [figure.value for figure in ENGINE.respond(text, Conversation())[0].figures][:1]

    assert first("merkezde lisans mezunu kaç kişi, yüksek lisansı katma") == [387]
    assert first("toplam personel kaç, taşrayı sayma") == [612]
    assert first("merkezde kadrolu memur kaç kişi, işçileri sayma") == [323]


@pytest.mark.parametrize(
    "text",
    [
        "yanıtsız çağrı sayısı 2022",
        "yimere gelen çağrıların kaçı cevapsız kalmış 2021de",
        "sonuçsuz kalan uluslararası koruma başvurusu 2021",
    ],
)
def test_what_a_word_says_to_be_without_something_is_not_told_of_all(text: str) -> None:
    reply = ENGINE.respond(text, Conversation())[0]
    assert (reply.status, reply.figures) == (NO_ANSWER, ())
    assert reply.choices


@pytest.mark.parametrize(
    ("text", "deprived"), [("sonuçsuz kalan başvurular", ["sonuçsuz"]), ("düzensiz göç", []), ("taşrasız", [])]
)
def test_a_word_that_is_without_something_is_none_of_its_slips(text: str, deprived: list[str]) -> None:
    lattice = ENGINE.reader.vocabulary.read(split(text))
    assert [lattice.words[at].text for at in sorted(lattice.deprived)] == deprived
