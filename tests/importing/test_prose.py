"""The prose of a programme: every paragraph under its heading, found by its words, and what it surely says."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.understanding.vocabulary import Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.draft import Draft
from knowledge.importing.folder import import_file, read_source
from knowledge.importing.reading import read

PROSE = """T.C.
ÇINARLI KURUMU
2024 YILI PERFORMANS PROGRAMI

BAŞKAN SUNUŞU

Kurumumuz 2024 yılı Performans Programı kaynakların etkili kullanılması için hazırlanmıştır.

Ayşe KAYA
Başkan

B. ORGANİZASYON YAPISI

Kurum; merkez ve taşra teşkilatından oluşur. Taşra teşkilatı 12 bölge müdürlüğünden meydana gelir.

Kıyı Danışma Kurulu
Kıyı Danışma Kurulu 2016 yılında 6587 sayılı Kıyı Kanunu uyarınca kurulmuştur. Kurul, Başkanın başkanlığında dokuz
üyeden oluşur. Kurul yılda dört kez toplanır. Kurulun sekretaryasını Strateji Dairesi Başkanlığı yürütür.

Deniz Etik Komisyonu
Komisyonun başkanı Genel Sekreterdir. Komisyon üyeleri: Hukuk Müşaviri, Personel Dairesi Başkanı ve iki uzmandır.
Komisyon üç ayda bir toplanır. Komisyon kararlarını salt çoğunlukla alır.

Teknolojik Kaynaklar

Liman Takip Sistemi (LTS) 2019 yılından beri kullanılmaktadır. LTS 14 modülden oluşur.

Tablo 1. Performans Göstergeleri
Performans Göstergesi Ölçü Birimi 2022 Gerçekleşme 2024 Hedef
Denetlenen liman sayısı Adet 12 16
Kabul edilen gemi sayısı Adet 1.250 1.600

İletişim
Adres: Sahil Mahallesi Deniz Caddesi No: 5 Mersin
Tel: 0324 111 22 33 Faks: 0324 111 22 44
e-posta: bilgi@cinarli.gov.tr Web: www.cinarli.gov.tr

Bu program Strateji Dairesi Başkanlığı tarafından hazırlanmıştır.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "programme.txt"
    path.write_text(PROSE, "utf-8")
    return path


@pytest.fixture
def draft(file: Path) -> Draft:
    return read(read_source(file)).draft


def answers(draft: Draft, entity: str) -> dict[str, str]:
    return {s.kind: s.answer for s in draft.sentences if s.entity == entity}


def test_councils(draft: Draft) -> None:
    assert answers(draft, "council:kiyi-danisma-kurulu") == {
        "founding": "2016",
        "legal_basis": "6587 sayılı Kıyı Kanunu",
        "chair": "Başkan",
        "members": "dokuz üye",
        "frequency": "yılda dört kez",
        "secretariat": "Strateji Dairesi Başkanlığı",
    }
    found = answers(draft, "council:deniz-etik-komisyonu")
    assert found["chair"] == "Genel Sekreter"
    assert found["members"] == "Hukuk Müşaviri, Personel Dairesi Başkanı ve iki uzman"
    assert found["frequency"] == "üç ayda bir"
    assert found["decisions"].startswith("salt çoğunlu")


def test_what_is_said_of_another_council_is_not_taken(file: Path) -> None:
    other = "Kurul, 2022 yılında Bakanın başkanlığında toplanan Göç Kurulunda kurulmuştur."
    file.write_text(PROSE.replace("Komisyonun başkanı Genel Sekreterdir.", f"Bu yapı mülga. {other}"), "utf-8")
    found = answers(read(read_source(file)).draft, "council:deniz-etik-komisyonu")
    assert "chair" not in found or found["chair"] != "Göç Kurulu"


def test_systems_president_contact_and_who_prepared_it(draft: Draft) -> None:
    system = answers(draft, "system:liman-takip-sistemi")
    assert (system["start"], system["module_count"]) == ("2019", "14")
    agency = answers(draft, "agency:cinarli-kurumu")
    assert agency["president"] == "Ayşe KAYA"
    assert agency["address"] == "Sahil Mahallesi Deniz Caddesi No: 5 Mersin"
    assert agency["phone"] == "0324 111 22 33"
    assert agency["fax"] == "0324 111 22 44"
    assert agency["email"] == "bilgi@cinarli.gov.tr"
    assert agency["web"] == "www.cinarli.gov.tr"
    assert agency["prepared_by"] == "Strateji Dairesi Başkanlığı"


def test_every_paragraph_stands_under_its_heading(draft: Draft) -> None:
    headings = {passage.heading for passage in draft.passages}
    assert {"Başkan Sunuşu", "Organizasyon Yapısı", "Kıyı Danışma Kurulu", "Deniz Etik Komisyonu"} <= headings
    assert {"Teknolojik Kaynaklar", "İletişim"} <= headings
    whole = " ".join(passage.text for passage in draft.passages)
    for sentence in ("12 bölge müdürlüğünden", "LTS 14 modülden oluşur", "bilgi@cinarli.gov.tr"):
        assert sentence in whole
    assert "1.250 1.600" not in whole


def test_passages_are_found_by_the_beginnings_of_words(file: Path, tmp_path: Path) -> None:
    import_file(file, tmp_path / "cinarli-2024")
    one, two = (build([tmp_path / "cinarli-2024"], tmp_path / name, words=False).output for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    build([tmp_path / "cinarli-2024"], tmp_path / "k.sqlite")
    with closing(KnowledgeBase(tmp_path / "k.sqlite")) as base:
        (first, weight), *_ = base.passages_about(["bolge", "mudurlug"])
        assert first.heading == "Organizasyon Yapısı"
        assert first.place == "Organizasyon Yapısı"
        assert weight > 0
        assert base.passages_about(["uzaylı"]) == ()
        assert len(base.passages) == len({passage.id for passage in base.passages}) > 5
        words = Vocabulary(base.connection)
        assert [words.standing.told(stem) for stem in ("bolgeler", "uzaylilar", "mud")] == [True, False, False]
        assert not words.scoped(99).told("bolgeler"), "another agency's prose"


def test_every_spelling_of_a_name_is_a_name(tmp_path: Path) -> None:
    file = tmp_path / "programme.txt"
    head = "Performans Göstergesi Ölçü Birimi 2022 Gerçekleşme 2024 Hedef"
    rows = f"{head}\nVeri Alt Yapısı puanı Puan 12 16\nYayın sayısı Adet 1 2\n"
    prose = "Kurum için Veri Altyapısı puanı önemlidir.\n\n" * 4
    file.write_text(f"T.C.\nÇINARLI KURUMU\n2024 YILI PERFORMANS PROGRAMI\n\n{rows}\n{prose}", "utf-8")
    draft = read(read_source(file)).draft
    assert draft.of_kind("indicator")[0].name == "Veri Altyapısı puanı"
    assert draft.spellings == [(draft.of_kind("indicator")[0].id, "Veri Alt Yapısı puanı")]
