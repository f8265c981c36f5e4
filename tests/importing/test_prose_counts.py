"""What sentences count that no table does, the areas that they give, and the acts and titles of the agency."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing.draft import Draft

from .layouts import COVER, Grid, imported

TABLE = Grid([["Performans Göstergesi", "Ölçü Birimi", "2024 Hedef"]], [["Denetim sayısı", "Adet", "30"]])


def read(said: str, folder: Path) -> Draft:
    return imported([*COVER, "Taşra Teşkilatı", "", said, "", TABLE], "text", folder)


def counted(draft: Draft, kind: str) -> dict[str, float]:
    return {
        draft.entities[f.cell.subject].name: f.value for f in draft.figures if f.cell.subject.startswith(f"{kind}:")
    }


def test_things_of_a_sentence_that_states_what_there_is(tmp_path: Path) -> None:
    said = (
        "Taşra teşkilatı 8 bölge müdürlüğü, bunlara bağlı 46 kurtarma istasyonu, 5 gemi trafik hizmetleri merkezi ve "
        "1 kıyı izleme laboratuvarından oluşmaktadır. Merkez personelinin 118’i hava mühendisi, 64’ü tahmincidir. "
        "Yabancı uyruklu öğretim elemanı sayısı 23’tür."
    )
    assert counted(read(said, tmp_path), "facility") == {
        "Bölge müdürlüğü": 8,
        "Kurtarma istasyonu": 46,
        "Gemi trafik hizmetleri merkezi": 5,
        "Kıyı izleme laboratuvarı": 1,
        "Hava mühendisi": 118,
        "Tahminci": 64,
        "Yabancı uyruklu öğretim elemanı sayısı": 23,
    }


@pytest.mark.parametrize(
    "said",
    [
        "2024 yılında 12 eğitim merkezi hizmet verecektir.",
        "Dönem sonunda 12 eğitim merkezi kurulması hedeflenmektedir.",
        "Kurul 9 üyeden oluşur ve yılda 4 kez toplanır.",
        "Kurumda 412 memur ve 96 sözleşmeli personel bulunmaktadır.",
        "Hattı arayanlara 24 saat hizmet verilmektedir.",
    ],
)
def test_plans_members_and_staff_are_none(said: str, tmp_path: Path) -> None:
    assert counted(read(said, tmp_path), "facility") == {}


def test_the_areas_of_buildings(tmp_path: Path) -> None:
    said = (
        "Ana hizmet binasının 9.490 m², ek hizmet binasının 2.340 m² olmak üzere toplamda 11.830 m² kullanım alanı "
        "bulunmaktadır."
    )
    assert counted(read(said, tmp_path), "area") == {
        "Ana hizmet binası": 9490,
        "Ek hizmet binası": 2340,
        "Toplam kullanım alanı": 11830,
    }


def test_a_law_s_day_is_not_the_agency_s(tmp_path: Path) -> None:
    said = (
        "Bu kapsamda 7.6.2017 tarihli ve 7031 sayılı Hava Hizmetleri Kanunu ile oluşturulan Başkanlığımız büyümüştür."
    )
    told = {s.kind: s.answer for s in read(said, tmp_path).sentences if s.entity.startswith("agency:")}
    assert told.get("legal_basis") == "7031 sayılı Hava Hizmetleri Kanunu"
    assert "founding" not in told
