"""Which institutions give and get data, and the agency's information system, as the prose of programmes says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing.draft import Draft
from knowledge.importing.folder import import_file, read_source
from knowledge.importing.prose_partners import _names
from knowledge.importing.reading import read
from tests.importing.test_prose import PROSE

LISTS = """Teknolojik Kaynaklar

Kurumun iş ve işlemlerinde kullanılmak üzere 2017 yılı içerisinde analizlerine başlanan LimanNet Kurumsal Bilişim
Projesi 4.10.2019 tarihinde uygulamaya alınmıştır.

Veri alınan kurum ve kuruluşlar; Seyir, Hidrografi ve Oşinografi Dairesi (SHOD), Türkiye Odalar ve Borsalar Birliği ile
Kültür ve Turizm Bakanlığı’dır.

Veri paylaşılan kurum ve kuruluşlar; AFAD, Türksat Uydu Haberleşme Kablo TV ve İşletme A.Ş. (e-devlet çalışmaları)’dır.

Hem veri alınıp aynı zamanda veri paylaşılan kurum ve kuruluşlar ise Yükseköğretim Kuruludur.

LimanNet sisteminde sefer ve denetim başta olmak üzere 27 modül bulunmaktadır.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    path = tmp_path / "programme.txt"
    path.write_text(PROSE.replace("Teknolojik Kaynaklar\n", LISTS, 1), "utf-8")
    return read(read_source(path)).draft


def test_institutions_by_the_way_of_their_data(draft: Draft) -> None:
    names = draft.names("institution")
    found = {
        kind: [names[r.source] for r in draft.relations if r.kind == kind]
        for kind in ("gives_data", "receives_data", "exchanges_data")
    }
    assert found == {
        "gives_data": [
            "Seyir, Hidrografi ve Oşinografi Dairesi (SHOD)",
            "Türkiye Odalar ve Borsalar Birliği",
            "Kültür ve Turizm Bakanlığı",
        ],
        "receives_data": ["AFAD", "Türksat Uydu Haberleşme Kablo TV ve İşletme A.Ş."],
        "exchanges_data": ["Yükseköğretim Kurulu"],
    }
    told = {names[s.entity]: s.answer for s in draft.sentences if s.kind == "data_direction"}
    assert told["AFAD"] == "Veri paylaşılan (kuruma)"
    assert len(told) == 6


def test_the_agency_s_own_system(draft: Draft) -> None:
    (id,) = [id for id, name in draft.names("system").items() if name == "LimanNet Kurumsal Bilişim Projesi"]
    said = {s.kind: s.answer for s in draft.sentences if s.entity == id}
    assert (said["start"], said["go_live"], said["module_count"]) == ("2017", "4.10.2019", "27")


def test_what_people_have_entered_is_not_written_again(tmp_path: Path) -> None:
    path, folder = tmp_path / "programme.txt", tmp_path / "cinarli-2024"
    path.write_text(PROSE.replace("Teknolojik Kaynaklar\n", LISTS, 1), "utf-8")
    import_file(path, folder)
    assert "Yükseköğretim" in (folder / "entities" / "institution.csv").read_text("utf-8")
    (folder / "by_hand" / "entities").mkdir(parents=True)
    (folder / "by_hand" / "entities" / "institution.csv").write_text(
        "id,name,code,parent,table,line\ninstitution:yok,Yükseköğretim Kurulu,,,,\n", "utf-8"
    )
    import_file(path, folder)
    made = (folder / "entities" / "institution.csv").read_text("utf-8")
    assert "Yükseköğretim" not in made
    assert "AFAD" in made


@pytest.mark.parametrize("listed", ["", "…", "bazı kurumlar", "birçok kuruluş ve diğerleri."])
def test_what_names_no_institution_gives_none(listed: str) -> None:
    assert list(_names(listed)) == []
