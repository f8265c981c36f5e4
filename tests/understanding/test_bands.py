"""Persons of several bands of age together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.engine import Engine
from bot.replies.reply import ANSWER
from bot.understanding.bands import by_age
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.folder import import_file
from knowledge.language.words import split

TEXT = Path(__file__).parent.parent / "questions" / "other" / "town_university.txt"
TEACHERS, OTHERS, BOTH = (
    "staff:akademik-personel",
    "staff:idari-personel",
    "staff:akademik-personel-ve-idari-personel",
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("ages") / "town"
    import_file(TEXT, folder)
    build([folder], folder.with_suffix(".sqlite"))
    return Engine(KnowledgeBase(folder.with_suffix(".sqlite")))


def asked(engine: Engine, text: str, state: Conversation | None = None) -> Query | None:
    lattice = engine.reader.vocabulary.read(tuple(split(text)))
    return by_age(engine.base, lattice, engine.reader.linker.mentions(lattice), state or Conversation())


@pytest.mark.parametrize(
    ("text", "subject", "bands"),
    [
        ("41 yaş ve üzeri kaç personel var", BOTH, ["41-50-yas", "51-yas-ve-uzeri"]),
        ("akademik personelin kaçı 40 yaşın üstünde", TEACHERS, ["41-50-yas", "51-yas-ve-uzeri"]),
        ("kırk bir yaşında ve daha büyük idari personel", OTHERS, ["41-50-yas", "51-yas-ve-uzeri"]),
        ("30 yaşını geçmemiş akademik personel", TEACHERS, ["21-25-yas", "26-30-yas"]),
        ("31 yaşından küçük kaç kişi çalışıyor", BOTH, ["21-25-yas", "26-30-yas"]),
        ("25 yaş altı idari personel", OTHERS, ["21-25-yas"]),
        ("36 ile 50 yaş arası idari personel", OTHERS, ["36-40-yas", "41-50-yas"]),
        ("51 yaş üstü personel", BOTH, ["51-yas-ve-uzeri"]),
        ("40 yaş üstü ve hâlen çalışan idari personel", OTHERS, ["41-50-yas", "51-yas-ve-uzeri"]),
        ("yaşı 40'ın üstünde olan akademik personel", TEACHERS, ["41-50-yas", "51-yas-ve-uzeri"]),
    ],
)
def test_bands_that_make_up_what_is_asked(engine: Engine, text: str, subject: str, bands: list[str]) -> None:
    found = asked(engine, text)
    assert found is not None
    assert [(cell.subject, cell.item) for cell in found.cells] == [(subject, f"staff_group:{band}") for band in bands]
    assert found.operation == (q.SUM if len(bands) > 1 else q.VALUE)


@pytest.mark.parametrize(
    "text",
    [
        "33 yaş üstü kaç kişi",  # inside a band
        "51 yaşından büyük personel",  # the band holds those of 51 too
        "41 yaş ve üzeri kadın personel",  # no table crosses both
        "personelin yüzde kaçı 41 yaş ve üzeri",
        "41 yaş ve üzeri hariç kaç personel var",
        "sözleşmeli personelden 41 yaş ve üzeri olanlar",  # not told apart by age
        "ortalama yaş kaç",
        "41 kişiden fazla personel",
        "Üniversite Yönetim Kurulu üyeleri ve 41 yaş ve üzeri personel sayısı",
        "yasal süresi 30 günü geçmiş personel",
        "yaşayan 41 ve üzeri personel",
        "yaşı sorulan personelden izni 31 günü aşan kaç kişi",
    ],
)
def test_nothing_where_bands_do_not_make_it_up_or_it_is_not_asked(engine: Engine, text: str) -> None:
    assert asked(engine, text) is None


def test_the_sum_is_told_and_what_was_spoken_of_stays_the_subject(engine: Engine) -> None:
    first, state = engine.respond("idari personelden 41 yaş ve üzeri kaç kişi", Conversation())
    assert first.status == ANSWER
    assert first.figures[0].value == 152 + 62
    second, _ = engine.respond("peki 30 yaş ve altı", state)
    assert [figure.value for figure in second.figures[:1]] == [14 + 68]
    third, _ = engine.respond("buna 31-35 yaş grubunu da kat", engine.respond("peki 30 yaş ve altı", state)[1])
    assert [figure.value for figure in third.figures[:1]] == [14 + 68 + 97]


@given(text=st.text(max_size=60), age=st.integers(0, 200))
def test_any_text_around_an_age(engine: Engine, text: str, age: int) -> None:
    found = asked(engine, f"{text} {age} yaş ve üzeri personel")
    assert found is None or all(engine.base.facts_of(cell.subject, cell.item) for cell in found.cells)
