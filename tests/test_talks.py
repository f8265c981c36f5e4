"""Talks: going back, ranking what was told, changing whose figure it is, arithmetic on what was spoken of, corrections.

Each talk ends as if its last message had been asked in full by somebody else; of the shipped programme and of an
agency invented by somebody who had not read the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.folder import import_file

OFF_BUDGET = {
    # A total holds what lies outside the budget, whether that is said or not.
    "bütçe dışı dahil 2024 toplamı": "toplam 2024 bütçesi",
    "2024 için genel toplam kaynak ihtiyacımız ne kadar": "toplam 2024 bütçesi",
    "bütçe içi ve dışı kaynak toplamı 2025": "toplam 2025 tahmini",
    "2024 için genel toplam kaynak ihtiyacımız ne kadar / 2025 tahmini bundan ne kadar fazla": (
        "toplam 2024 bütçesi / 2025 tahmini bundan ne kadar fazla"
    ),
}
MUSEUMS = Path(__file__).with_name("questions") / "other" / "museums.txt"


def last(assistant: Assistant, messages: str) -> Reply:
    """The reply to the last message of a talk, whose messages are parted by " / "."""
    return [assistant.reply(f"talk {messages}", text) for text in messages.split(" / ")][-1]


def figures(reply: Reply) -> Sequence[tuple[float, str, str | None, int | None]]:
    told = [figure for result in reply.results for figure in result.figures]
    return [(figure.value, figure.subject, figure.item, figure.year) for figure in told]


SAME = {
    # Things asked one a message have their places, as those of one answer have.
    "aktif ikamet 2023 hedefi / ön izne tabi vize 2023 / ilk sorduğumun 2024'ü": "aktif ikamet 2024",
    "aktif ikamet 2023 hedefi / ön izne tabi vize 2023 / ilkinin 2025i": "aktif ikamet 2025",
    "aktif ikamet 2023 / ön izne tabi vize 2023 / ilk sorduğuma dönersek 2021 rakamı": "aktif ikamet 2021",
    "aktif ikamet 2023 / sınır dışı edilen yabancı 2023 / mülakat sayısı 2023 / ikincisinin 2025'i": (
        "sınır dışı edilen yabancı 2025"
    ),
    "aktif ikamet 2023 / sınır dışı edilen yabancı 2023 / 2025'te ilki kaç": "aktif ikamet 2025",
    "aktif ikamet 2021 / 2023'ü / 2025'i / ilk sorduğum yıla dönelim rakam neydi": "aktif ikamet 2021",
    "aktif ikamet 2023 / sınır dışı edilen yabancı 2023 / en baştaki sorumun 2025'i": "aktif ikamet 2025",
    "insan ticareti mağduru 2023 hedefi / ilkinin 2025'i": "tanımlanan insan ticareti mağduru 2025",
    "aktif ikamet 2023 / insan ticareti mağduru 2023 hedefi / ilk sorduğumun 2025'i": "aktif ikamet 2025",
    # "X'e dönelim" sets the thing and keeps the rest.
    "sığınma evi 2023 / gelen çağrı 2023 / sığınma evine dönelim 2025": "sığınma evi 2025",
    "sığınma evi 2023 / gelen çağrı 2023 / birincisine dön 2022 tahmini": "sığınma evi 2022 tahmini",
    "aktif ikamet 2023 / sınır dışı edilen yabancı 2024 / aktif ikamete dönelim": "aktif ikamet 2024",
    "aktif ikamet 2023 / sınır dışı edilen yabancı 2024 / ikamet iznine gelince 2025 ne": "aktif ikamet 2025",
    "merkez işçi kaç / taşra? / merkeze dön sözleşmeli": "merkez sözleşmeli personel kaç",
    "taşra personeli kaç / işçi / merkeze gelelim": "merkez kadrolu işçi kaç",
    "özel kalem 2023 bütçesi / kamuoyu ilişkileri / özel kaleme dönersek personel gideri": (
        "özel kalem hizmetleri personel gideri 2023"
    ),
    "kamuoyu ilişkileri 2024 / 2023'e dönelim / sgk primi": "kamuoyu ilişkileri sgk primi 2023",
    # The one that was found is spoken of, not all among which it was.
    "özel kalem 2023 / kamuoyu ilişkileri / en büyüğü hangisi / onun 2024'ü": "özel kalem hizmetleri 2024 tahmini",
    "özel kalem 2023 / kamuoyu ilişkileri / aradaki fark / ikincisinin 2024'ü": "kamuoyu ilişkileri 2024 tahmini",
    "sığınma evi 2021 / 2022 / 2023 / ilkine dönelim": "sığınma evi 2021",
    "uyum ve iletişim genel müdürlüğünün göstergeleri / aktif ikamet 2023 / ilk sorduğuma dönelim": (
        "uyum ve iletişim genel müdürlüğünün göstergeleri"
    ),
    "aktif ikamet 2023 / sınır dışı edilen yabancı 2023 / ikisinin de 2025'i": (
        "2025'te aktif ikamet izni ile sınır dışı edilen yabancı sayısı"
    ),
    "aktif ikamet 2023 / sınır dışı edilen yabancı 2023 / ikisini kim izliyor": (
        "aktif ikamet izni sayısı ile sınır dışı edilen yabancı sayısını kim izliyor"
    ),
    # Whose figure it is changes, what it is of stays.
    "taşra personeli toplam / sözleşmeli / merkezde kaç": "merkez sözleşmeli personel kaç",
    "uyum ve iletişim 2022 bütçesi / yok ben veri alt yapısını soracaktım, aynı yıl": "veri alt yapısı 2022 bütçesi",
    "Genel Destek Hizmetlerinin 2023 bütçesi / sermaye gideri kısmı / 2022'de neydi o": (
        "genel destek hizmetleri sermaye gideri 2022"
    ),
    "düzensiz göç alt programının 2023 toplamı / içinde insan ticaretininki": (
        "insan ticaretiyle mücadele ve mağdurların korunması 2023 bütçesi"
    ),
    "aktif ikamet 2022 planlanan / tahmini": "aktif ikamet 2022 tahmini",
    # After a text or a relation of another thing that thing is spoken of.
    "sınır dışı edilen yabancı 2023 hedefi / ikamet izni göstergesini kim izliyor / 2022 planı": (
        "aktif ikamet 2022 planlanan"
    ),
    "sınır dışı edilen yabancı 2023 / sorumlusu kim / 2022 planı": "sınır dışı edilen yabancı 2022 planlanan",
    # What is taken back does not count.
    "sığınma evi 2023 hedefi / 2023 değil 2025": "sığınma evi 2025",
    "sığınma evi 2025 hedefi / yok onun değil mülakatınki 2025": "mülakat sayısı 2025",
    "sığınma evi iki bin yirmi üç pardon iki bin yirmi iki": "sığınma evi 2022",
    "sığınma evi yirmi üç pardon yirmi üç değil yirmi dört": "sığınma evi 2024",
    "sığınma evi 2023 yok 2024 hedefi": "sığınma evi 2024",
    "taşra yani merkez personeli kaç": "merkez personeli kaç",
    "taşra işçi pardon sözleşmeli kaç": "taşra sözleşmeli kaç",
    "uyum ve iletişim personel gideri 2023 / personel değil mal ve hizmet": "uyum ve iletişim mal ve hizmet 2023",
    "aktif ikamet 2023 / yanlış oldu 2024 olacak": "aktif ikamet 2024",
    "aktif ikamet 2022 planlanan / plan değil tahmin": "aktif ikamet 2022 tahmini",
}


@pytest.mark.parametrize(("talk", "whole"), SAME.items())
def test_a_talk_comes_to_what_its_last_message_asks_in_full(assistant: Assistant, talk: str, whole: str) -> None:
    reply, asked = last(assistant, talk), last(assistant, whole)
    assert (reply.status, asked.status) == (ANSWER, ANSWER)
    assert figures(reply) == figures(asked)
    assert [result.entities for result in reply.results] == [result.entities for result in asked.results]


COMPUTED = {
    # What was just told is the set.
    "merkez personeli öğrenim durumuna göre nasıl dağılıyor / en kalabalık grup hangisi": 387,
    "merkez teşkilatı cinsiyete göre dağılım / bunların en yükseği": 328,
    "veri alt yapısında hangi gider kalemleri var 2023 / en büyüğü hangisi": 2_109_980_000,
    "bilgi teknolojileri envanteri kalemleri / en az olan": 26,
    "aktif ikamet, sığınma evi ve mülakat 2023 / en düşük olanı": 4,
    "özel kalem 2023 / kamuoyu ilişkileri / veri alt yapısı / en büyüğü hangisi": 3_198_642_000,
    "2023'te en yüksek bütçeli üç faaliyet / en düşüğü hangisi bunların": 349_384_000,
    "aktif ikametin yıllara göre değerleri / en yükseği hangi yıl": 1_400_000,
    "sığınma evi 2021 / 2022 / 2023 / üçünün ortalaması": 3.33,
    "merkez teşkilatı cinsiyete göre dağılım / en yükseği / onun payı": 53.59,
    # Figures spoken of are computed with.
    "özel kalem 2023 / kamuoyu ilişkileri / ikisinin arasında ne kadar fark var": 70_000,
    "özel kalem 2023 / kamuoyu ilişkileri / veri alt yapısı / üçünü topla": 3_198_872_000,
    "merkezde kadın ve erkek kaç kişi / bunların toplamı": 612,
    "dizüstü kaç / tarayıcı kaç / projeksiyon kaç / hepsini topla": 1_709,
    "dizüstü kaç / tarayıcı kaç / projeksiyon kaç / ilk ikisinin toplamı": 1_600,
    "dizüstü kaç / tarayıcı kaç / projeksiyon kaç / ilkiyle sonuncusunun toplamı": 809,
    "dizüstü sayısı / tarayıcı / projeksiyon / ilkine dönelim envanterin yüzde kaçı": 9.66,
    "dizüstü kaç / envanterdeki payı": 9.66,
    "cari transferlerin 2023 toplamı / uluslararası korumanınki / toplamın yüzde kaçı buradan geliyor": 99.38,
    "düzensiz göç alt programının 2023 toplamı / içinde insan ticaretininki / payı yüzde kaç": 0.57,
    "uluslararası koruma cari transfer haziran harcaması / 2022 bütçe / yüzdesi": 41.06,
    "aktif ikamet 2023 / 2021'den artış": 35_221,
}


@pytest.mark.parametrize(("talk", "value"), COMPUTED.items())
def test_what_was_told_is_ranked_and_computed_with(assistant: Assistant, talk: str, value: float) -> None:
    reply = last(assistant, talk)
    assert reply.status == ANSWER
    assert round(abs(reply.figures[0].value), 2) == value


@pytest.mark.parametrize(
    ("talk", "said"),
    [
        ("merkezde kaç kadın var / taşrada kaç", "bu ayrım yalnızca Merkez Teşkilatı için veriliyor"),
        ("merkezde kaç kadın var / ya taşra", "bu ayrım yalnızca Merkez Teşkilatı için veriliyor"),
        ("merkezde doktoralı kaç kişi / kaçı kadın", "Doktora – Kadın: programda bu iki ayrım birlikte verilmiyor"),
        ("taşrada sözleşmeli kaç / kaçı kadın", "bu iki ayrım birlikte verilmiyor"),
    ],
)
def test_what_is_not_told_of_another_is_said_to_be_so_and_no_total_instead(
    assistant: Assistant, talk: str, said: str
) -> None:
    reply = last(assistant, talk)
    assert (reply.status, reply.figures) == (NO_ANSWER, ())
    assert said in reply.text
    assert reply.choices


@pytest.mark.parametrize("total", ["kurumun toplam bütçesi", "2023 toplam bütçe", "toplam kaç faaliyet var"])
def test_a_total_of_all_there_is_is_not_that_of_what_was_spoken_of(assistant: Assistant, total: str) -> None:
    reply = last(assistant, f"özel kalem 2023 / kamuoyu ilişkileri / {total}")
    assert 230_000 not in [figure.value for figure in reply.figures]


@pytest.mark.parametrize(
    ("talk", "whole"),
    [
        ("aktif ikametin 2023 hedefi 1.280.000 değil mi", "aktif ikamet 2023"),
        ("aktif ikamet 2023 / 2024'te kaça gelecek", "aktif ikamet 2024"),
        ("merkez personeli kaç / kaçı kadın", "merkez kadın kaç"),
        ("merkezde doktoralı kaç kişi / yüksek lisans", "merkez yüksek lisans kaç"),
        ("merkez kadın ve erkek sayısı / en kalabalık birim hangisi", "en kalabalık birim hangisi"),
        (
            "özel kalem, kamuoyu ilişkileri ve veri alt yapısı 2023 bütçesi / 2023 bütçesi en yüksek faaliyet hangisi",
            "2023 bütçesi en yüksek faaliyet hangisi",
        ),
    ],
)
def test_what_only_looks_like_it_is_read_as_before(assistant: Assistant, talk: str, whole: str) -> None:
    assert figures(last(assistant, talk))[:1] == figures(last(assistant, whole))[:1]


def test_two_figures_asked_in_turn_are_not_held_against_all_years(assistant: Assistant) -> None:
    reply = last(assistant, "uyum kurslarının 2025 tahmini? / 2024? / bu ikisi aynı mı yani")
    assert reply.status != ANSWER or reply.text.startswith("Evet")


def test_what_was_only_offered_is_not_spoken_of(assistant: Assistant) -> None:
    """A follow-up that is the same after each thing offered leaves none of them behind."""
    talk = "insan ticareti mağduru 2023 hedefi / aktif ikamet 2023 / ilk sorduğumun 2025'i"
    assert figures(last(assistant, talk))[0][1:] == ("indicator:aktif-ikamet-izni-sayisi", None, 2025)


@pytest.fixture(scope="module")
def museums(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("museums")
    import_file(MUSEUMS, folder / "data")
    return Assistant(KnowledgeBase(build([folder / "data"], folder / "knowledge.sqlite").output))


@pytest.mark.parametrize(
    ("talk", "whole"),
    [
        ("ziyarete açık müze sayısı 2024 / satılan mirakart sayısı 2024 / ilkinin 2025'i", "ziyarete açık müze 2025"),
        ("ziyarete açık müze sayısı 2024 / satılan mirakart 2024 / müzeye dönelim 2026", "ziyarete açık müze 2026"),
        ("satılan mirakart sayısı 2024 pardon 2025", "satılan mirakart sayısı 2025"),
        ("satılan mirakart sayısı yirmi dört pardon yirmi beş", "satılan mirakart sayısı 2025"),
        ("ziyarete açık müze sayısı pardon satılan mirakart sayısı 2024", "satılan mirakart sayısı 2024"),
        ("taşra yani merkez personeli kaç", "merkez personeli kaç"),
        ("taşra personeli toplam / sözleşmeli / merkezde kaç", "merkez sözleşmeli personel kaç"),
        (
            "restorasyon ve konservasyon 2024 / 2023'e dönelim / personel gideri",
            "restorasyon ve konservasyon personel gideri 2023",
        ),
        (
            "restorasyon ve konservasyon 2024 bütçesi / sermaye gideri kısmı / 2025'te neydi o",
            "restorasyon ve konservasyon sermaye gideri 2025",
        ),
    ],
)
def test_another_agency_is_talked_about_alike(museums: Assistant, talk: str, whole: str) -> None:
    reply, asked = last(museums, talk), last(museums, whole)
    assert (reply.status, asked.status) == (ANSWER, ANSWER)
    assert figures(reply) == figures(asked)


@pytest.mark.parametrize(
    ("talk", "value"),
    [
        (
            "restorasyon ve konservasyon 2024 bütçesi / sualtı araştırmaları / müze işletmeciliği / üçünü topla",
            2.16514e9,
        ),
        ("kıyı mirasının korunması alt programı 2024 / sualtı araştırmaları ve kazıları / payı yüzde kaç", 28.27),
        ("merkez personeli öğrenim durumuna göre nasıl dağılıyor / en kalabalık grup hangisi", 284),
        ("bilgi teknolojileri envanteri kalemleri / en az olan", 18),
        ("minibüs sayısı kaç / eser nakil kamyonu / zodyak bot / hepsini topla", 16),
    ],
)
def test_another_agency_is_computed_with_alike(museums: Assistant, talk: str, value: float) -> None:
    assert round(last(museums, talk).figures[0].value, 2) == value


def test_another_agency_does_not_tell_everything_of_every_place_either(museums: Assistant) -> None:
    reply = last(museums, "merkezde kaç kadın var / taşrada kaç")
    assert (reply.status, reply.figures) == (NO_ANSWER, ())
    assert "yalnızca Merkez Teşkilatı" in reply.text


@pytest.mark.parametrize(("talk", "whole"), OFF_BUDGET.items())
def test_a_total_is_of_all_resources(museums: Assistant, talk: str, whole: str) -> None:
    reply, asked = last(museums, talk), last(museums, whole)
    assert (reply.status, asked.status) == (ANSWER, ANSWER)
    assert figures(reply) == figures(asked)
    assert all(item is None for _, _, item, _ in figures(reply))


def test_what_lies_outside_the_budget_is_told_where_it_is_asked(museums: Assistant) -> None:
    assert last(museums, "bütçe dışı toplam kaynak 2024").figures[0].value == 56_000_000


def test_two_groups_thumbed_without_a_joint_are_added_up_by_one_press(assistant: Assistant) -> None:
    talk = "merkezde kadin erkek kac / bunlarin toplami"
    assert last(assistant, talk).choices[0] == "Merkez Teşkilatı, kadın / Merkez Teşkilatı, erkek: toplamı"
    assert last(assistant, f"{talk} / 1").figures[0].value == 612


def test_everyday_words_that_name_another_thing_go_on(assistant: Assistant) -> None:
    reply = last(assistant, "muhtemel mağdur mülakatı 2024 / tanımlanan")
    assert "Tanımlanan insan ticareti mağduru sayısı, 2024 tahmini" in reply.choices
    assert last(assistant, "muhtemel mağdur mülakatı 2024 / tamam anladım").status == NO_ANSWER


ELSEWHERE = [
    "uyum faaliyetleri dairesi nereye bağlı / orada kaç kişi çalışıyor",
    "geri gönderme merkezi kapasitesi / orada kaç tarayıcı var",
]


@pytest.mark.parametrize("talk", ELSEWHERE)
def test_what_is_counted_everywhere_is_not_told_of_one_place(assistant: Assistant, talk: str) -> None:
    reply = last(assistant, talk)
    assert reply.status != ANSWER
    assert reply.choices


@pytest.mark.parametrize("asked", ["diğeri", "öbürü ne", "peki öbürü", "ya diğerleri"])
def test_what_was_told_is_not_told_again_for_another(assistant: Assistant, asked: str) -> None:
    assert last(assistant, f"aktif ikamet izni 2023 / {asked}").status == CLARIFY


def test_how_many_places_there_are_is_no_number_of_people(assistant: Assistant) -> None:
    asked = "sınır dışı edilmeyi bekleyenlerin tutulduğu merkezlerde 2023'te kaç kişilik yer olması hedefleniyor"
    assert last(assistant, asked).status != ANSWER
    assert figures(last(assistant, "geri gönderme merkezleri kaç kişilik 2023"))[0][0] == 22140


def test_what_is_at_the_place_spoken_of_is_told(assistant: Assistant) -> None:
    assert figures(last(assistant, "merkezde kaç personel var / orada kaç kadın çalışıyor"))[0][0] == 284
