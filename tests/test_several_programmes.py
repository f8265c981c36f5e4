"""Several programmes in one file: years of one agency, several agencies, what is meant and what is asked back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.folder import DataError, read
from knowledge.renames import proposed
from tests.programmes import SHIPPED, derived

PERMITS = "indicator:aktif-ikamet-izni-sayisi"
OLD, NEW = "indicator:sinir-disi-edilen-yabanci-sayisi", "indicator:sinir-disi-islemi-yapilan-yabanci-sayisi"
FORESTS = {"Göçmen": "Üretici", "göçmen": "üretici", "Göç": "Orman", "göç": "orman", "Aktif ikamet": "Etkin sulama"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("programmes")
    later = derived(
        root / "goc-2024",
        "goc-2024",
        1,
        renamed={OLD: (NEW, "Sınır dışı işlemi yapılan yabancı sayısı")},
        figures={(PERMITS, "realised", 2022): "1.354.094", (PERMITS, "forecast", 2025): "1.111.111"},
    )
    (later / "by_hand" / "renamed.toml").write_text(f'[[renamed]]\nid = "{NEW}"\nwas = "{OLD}"\n', "utf-8")
    other = derived(root / "orman-2023", "orman-2023", agency="Orman İşleri Kurumu", words=FORESTS)
    return {"later": later, "other": other}


@pytest.fixture(scope="module")
def years(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Two programmes of one agency."""
    file = tmp_path_factory.mktemp("years") / "years.sqlite"
    build([SHIPPED, folders["later"]], file)
    base = KnowledgeBase(file)
    yield Assistant(base)
    base.close()


@pytest.fixture(scope="module")
def agencies(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Programmes of two agencies, one of them with two."""
    file = tmp_path_factory.mktemp("agencies") / "agencies.sqlite"
    build([SHIPPED, folders["later"], folders["other"]], file)
    base = KnowledgeBase(file)
    yield Assistant(base)
    base.close()


@pytest.mark.parametrize(
    ("question", "value", "year"),
    [
        ("aktif ikamet izni 2024 hedefi", 1_280_000, 2024),
        ("aktif ikamet izni hedefi", 1_280_000, 2024),
        ("aktif ikamet izni 2023 hedefi", 1_280_000, 2023),
        ("aktif ikamet izni 2022", 1_354_094, 2022),
        ("aktif ikamet izni 2022 gerçekleşmesi", 1_354_094, 2022),
        ("aktif ikamet izni 2022 yıl sonu tahmini", 1_300_000, 2022),
        ("aktif ikamet izni 2022 planlanan", 1_400_000, 2022),
        ("aktif ikamet izni 2021 gerçekleşmesi", 1_244_779, 2021),
        ("aktif ikamet izni 2025", 1_111_111, 2025),
        ("2023 programına göre aktif ikamet izni 2025 tahmini", 1_200_000, 2025),
        ("2023 yılı performans programında aktif ikamet izni 2022", 1_300_000, 2022),
        ("sınır dışı edilen yabancı 2021", 46_845, 2021),
        ("sınır dışı işlemi yapılan yabancı 2024 hedefi", 50_000, 2024),
        ("toplam bütçe 2024", 9_508_170_000, 2024),
        ("2022 toplam bütçe", 4_493_997_000, 2022),
    ],
)
def test_the_newest_programme_that_has_a_figure_gives_it(
    years: Assistant, question: str, value: float, year: int
) -> None:
    reply = years.reply(None, question)
    assert reply.status == ANSWER
    assert (reply.figures[0].value, reply.figures[0].year) == (value, year)


def test_a_reply_names_the_programme_of_its_figure(years: Assistant) -> None:
    assert "2024 Performans Programı" in years.reply(None, "aktif ikamet izni 2022 gerçekleşmesi").text
    assert "2023 Performans Programı" in years.reply(None, "aktif ikamet izni 2021").text
    assert "2024" not in years.reply(None, "2023 programında aktif ikamet izni 2022").text.rpartition("Kaynak")[2]


def test_a_revised_figure_tells_what_it_was(years: Assistant) -> None:
    assert "2023 programında 1.200.000" in years.reply(None, "aktif ikamet izni 2025").text
    assert "Önceki programda" not in years.reply(None, "2023 programına göre aktif ikamet izni 2025").text


def test_a_series_runs_over_all_programmes(years: Assistant) -> None:
    reply = years.reply(None, "aktif ikamet izni yıllara göre seyri")
    assert {figure.year for figure in reply.figures} == {2021, 2022, 2023, 2024, 2025, 2026}
    renamed = years.reply(None, "sınır dışı işlemi yapılan yabancı sayısı yıllara göre")
    assert 46_845 in {figure.value for figure in renamed.figures if figure.year == 2021}


def test_years_that_no_programme_has_are_refused(years: Assistant) -> None:
    for question in ("aktif ikamet izni 2020", "aktif ikamet izni 2027"):
        reply = years.reply(None, question)
        assert (reply.status, reply.figures) == (NO_ANSWER, ())


def test_a_named_agency_is_asked(agencies: Assistant) -> None:
    reply = agencies.reply(None, "Orman İşleri Kurumu 2023 bütçesi")
    assert reply.status == ANSWER
    assert "Orman İşleri Kurumu 2023 Performans Programı" in reply.text
    reply = agencies.reply(None, "göç idaresi başkanlığının 2023 personel giderleri")
    assert "Göç İdaresi Başkanlığı" in reply.text.rpartition("Kaynak")[2]


def test_what_only_one_agency_has_is_answered_at_once(agencies: Assistant) -> None:
    assert "Orman İşleri Kurumu" in agencies.reply(None, "etkin sulama izni 2023 hedefi").text
    assert "Göç İdaresi Başkanlığı" in agencies.reply(None, "aktif ikamet izni 2023 hedefi").text


def test_what_several_have_is_asked_back_and_the_choice_stays(agencies: Assistant) -> None:
    asked = agencies.reply("a", "personel giderleri 2023")
    assert asked.status == CLARIFY
    assert set(asked.choices) == {"Göç İdaresi Başkanlığı", "Orman İşleri Kurumu"}
    assert asked.figures == ()
    answered = agencies.reply("a", "orman işleri")
    assert answered.status == ANSWER
    assert "Orman İşleri Kurumu" in answered.text
    followed = agencies.reply("a", "peki sermaye giderleri?")
    assert followed.status == ANSWER
    assert "Orman İşleri Kurumu" in followed.text
    other = agencies.reply("a", "Göç İdaresi Başkanlığı personel giderleri 2023")
    assert "Göç İdaresi Başkanlığı" in other.text.rpartition("Kaynak")[2]


def test_another_agency_s_name_gets_no_figure_of_the_only_one_loaded(folders: dict[str, Path], tmp_path: Path) -> None:
    build([folders["other"]], tmp_path / "forests.sqlite")
    alone = Assistant(KnowledgeBase(tmp_path / "forests.sqlite"))
    for question in (
        "Göç İdaresi 2023 bütçesi",
        "göç idaresi başkanlığının toplam personeli",
        "göç idaresinin bütçesi",
    ):
        reply = alone.reply(None, question)
        assert (reply.status, reply.figures) == (NO_ANSWER, ()), reply.text
    assert alone.reply(None, "Orman İşleri Kurumu 2023 bütçesi").status == ANSWER
    assert alone.reply(None, "orman işlerinin 2023 bütçesi").status == ANSWER


def test_a_general_word_names_no_agency(agencies: Assistant) -> None:
    for question in ("kurum bütçesi 2023", "başkanlığın 2023 bütçesi", "toplam personel sayısı"):
        reply = agencies.reply(None, question)
        assert (reply.status, reply.figures) == (CLARIFY, ()), reply.text


def test_courtesies_need_no_agency(agencies: Assistant) -> None:
    assert "Rica ederim" in agencies.reply(None, "teşekkürler").text
    assert agencies.reply(None, "hava nasıl olacak").status == NO_ANSWER


def test_what_a_refusal_offers_can_be_picked_and_says_whose_it_is(agencies: Assistant) -> None:
    asked = agencies.reply("refused", "zorgulama kapasitesi")
    assert (asked.status, asked.figures) == (NO_ANSWER, ())
    assert [choice.partition(":")[0] for choice in asked.choices[:2]] == [
        "Göç İdaresi Başkanlığı",
        "Orman İşleri Kurumu",
    ]
    assert all(f"{number}. {choice}" in asked.text for number, choice in enumerate(asked.choices, 1))
    picked = agencies.reply("refused", "2")
    assert picked.figures[0].value == 22_140
    assert "Orman İşleri Kurumu" in picked.text.rpartition("Kaynak")[2]
    assert "Orman İşleri Kurumu" in agencies.reply("refused", "peki 2024?").text, "that one is spoken of now"


def test_a_refusal_of_one_agency_only_needs_no_name(agencies: Assistant) -> None:
    asked = agencies.reply("one", "etkin sulama suriyeli sayısı")
    assert asked.status == NO_ANSWER
    assert asked.choices[0] == "Etkin sulama izni sayısı, 2023 hedefi"
    assert "Orman İşleri Kurumu" in agencies.reply("one", "1").text


def test_a_refusal_after_a_question_back_is_not_picked_from_that(agencies: Assistant) -> None:
    agencies.reply("stale", "personel giderleri 2023")
    asked = agencies.reply("stale", "zorgulama kapasitesi")
    assert asked.choices
    assert "Personel" not in agencies.reply("stale", "1").text


@pytest.mark.parametrize("text", ["hepsi", "peki 2024?", "teşekkürler", "kaç kişi", "2"])
def test_what_is_offered_of_another_agency_confuses_none(agencies: Assistant, text: str) -> None:
    for first in ("personel giderleri 2023", "etkin sulama izni 2023 hedefi", "Orman İşleri Kurumu uyum"):
        for asked in ("zorgulama kapasitesi", "suriyeli sayısı", "Göç İdaresi Başkanlığı zorgulama sayısı"):
            chat = f"{first} {asked} {text}"
            replies = [agencies.reply(chat, one) for one in (first, asked, text)]
            assert all(reply.text.strip() for reply in replies)


def test_what_follows_a_question_back_goes_on_from_it(agencies: Assistant) -> None:
    agencies.reply("after", "personel giderleri 2023")
    again = agencies.reply("after", "peki 2024?")
    assert (again.status, again.figures) == (CLARIFY, ())
    answered = agencies.reply("after", "orman işleri")
    assert "Personel Giderleri (Orman İşleri Kurumu toplamı): 2024 tahmini" in answered.text


def test_renamed_things_are_proposed(folders: dict[str, Path]) -> None:
    assert [(pair.id, pair.was) for pair in proposed(read(SHIPPED), read(folders["later"]))] == [(NEW, OLD)]


@pytest.mark.parametrize(
    "mapping",
    [
        '[[renamed]]\nid = "indicator:yok"\nwas = "indicator:x"\n',
        f'[[renamed]]\nid = "{PERMITS}"\nwas = "unit:x"\n',
        f'[[renamed]]\nid = "{NEW}"\n',
        f'[[renamed]]\nid = "{NEW}"\nwas = "{PERMITS}"\n',
    ],
)
def test_a_wrong_mapping_is_refused(folders: dict[str, Path], tmp_path: Path, mapping: str) -> None:
    file = folders["later"] / "by_hand" / "renamed.toml"
    right = file.read_text("utf-8")
    file.write_text(mapping, "utf-8")
    try:
        with pytest.raises(DataError):
            build([SHIPPED, folders["later"]], tmp_path / "x.sqlite", words=False)
    finally:
        file.write_text(right, "utf-8")
    assert not (tmp_path / "x.sqlite").exists()
