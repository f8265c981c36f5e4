"""Telephone lines with a short number, from the list of abbreviations and from prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.draft import Draft, Entity, Sentence
from knowledge.importing.hotlines import PHONE, of_abbreviations, of_prose
from knowledge.importing.passages import Paragraph

from .test_unit_lists import lines

AGENCY = Entity("agency:orman-idaresi", "Orman İdaresi", "", "", "Giriş", 1)


def draft() -> Draft:
    found = Draft(2024, AGENCY)
    found.add(AGENCY)
    return found


def paragraph(text: str) -> Paragraph:
    return Paragraph("Teşkilat", "Teşkilat", tuple(lines([text])))


def numbers(found: Draft) -> list[tuple[str, str]]:
    return [(found.entities[said.entity].name, said.answer) for said in found.sentences if said.kind == PHONE]


def test_a_listed_line_has_its_number() -> None:
    found = draft()
    meant = {
        "ALO 177": "Orman Yangını İhbar Hattı",
        "DSİ": "Devlet Su İşleri",
        "TS 1234": "Türk Standardı",
        "ILO C 190": "Şiddet ve Taciz Sözleşmesi",
    }
    for name in meant:
        found.add(Entity(f"abbreviation:{name.lower()}", name, "", "", "Kısaltmalar", 3))
    meanings = [(f"abbreviation:{name.lower()}", meaning, 3) for name, meaning in meant.items()]
    of_abbreviations(found, meanings)
    assert numbers(found) == [("ALO 177", "177")]
    assert found.sentences[0].text == "Orman Yangını İhbar Hattı telefonu: 177."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Bildirimlerin iletildiği Tabiat Hattı 169, çağrı merkezinden hizmet verir.", ("Tabiat Hattı", "169")),
        ("Web: www.omkab.gov.tr • Obruk İhbar Hattı: 199", ("Obruk İhbar Hattı", "199")),
        ("Her gün ALO 183 Sosyal Destek Hattı aranabilir.", ("Sosyal Destek Hattı", "183")),
        ("Müze ve Varlık Danışma Hattı (ALO 198) açıktır.", ("Müze ve Varlık Danışma Hattı", "198")),
    ],
)
def test_a_line_is_read_from_prose(text: str, line: tuple[str, str]) -> None:
    found = draft()
    of_prose(found, [paragraph(text), paragraph(text)])
    assert numbers(found) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "Ankara Sivas Hattı 120 km uzunluğundadır.",
        "Yağmur Suyu Hattı 150 kilometre yenilenecektir.",
        "Kanal Hattı 1.250 metredir.",
        "Kanal Hattı 140,5 km yapıldı.",
        "Danışma Hattı 2.450 çağrı aldı.",
        "Enerji İletim Hattı 154 kV gerilimlidir.",
        "Metro Hattı 145 istasyon işletir.",
        "Tramvay Hattı: 110 yolcu taşır.",
        "Tren Hattı (140 adet vagon)",
        "Tren Hattı 150. kilometrede ayrılır.",
    ],
)
def test_a_length_is_no_number_to_call(text: str) -> None:
    found = draft()
    of_prose(found, [paragraph(text)])
    assert numbers(found) == []


def test_what_a_list_says_is_not_said_again_in_prose() -> None:
    found = draft()
    found.say(Sentence(AGENCY.id, PHONE, "Orman Yangını İhbar Hattı telefonu: 177.", "177", "Kısaltmalar", 3))
    of_prose(found, [paragraph("Orman Yangını İhbar Hattı (ALO 177)’nı işletmek")])
    assert len(numbers(found)) == 1


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = draft()
    of_prose(found, [paragraph(f"Bilgi Hattı {text}")])
    assert all(len(number) == 3 and number.isdigit() for _, number in numbers(found))
