"""Lists of units: what stands above what, told by bullets, numbers or their lack, in one column or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from knowledge.importing.lines import Line, Word
from knowledge.importing.pdf import read_pdf
from knowledge.importing.units import doubtful, listed_units, loose_units

from .as_pdf import FONT, _font

MUSEUMS = {
    "Müzeler Genel Müdürlüğü": ["Müze Yönetimi Daire Başkanlığı", "Ören Yerlerinin İşletilmesi Daire Başkanlığı"],
    "Kazılar Genel Müdürlüğü": ["Koruma Daire Başkanlığı"],
    "Hukuk Müşavirliği": [],
}
WAYS = {
    "main units behind a bullet": ("• {}", "{}"),
    "sub-units behind a bullet": ("{}", "• {}"),
    "two kinds of bullets": ("➢ {}", "- {}"),
    "an outline of numbers": ("{main}. {}", "{main}.{part}. {}"),
    "numbers and letters": ("{main}) {}", "a) {}"),
}


def lines(texts: Sequence[str]) -> list[Line]:
    return [Line(number, tuple(map(Word, text.split()))) for number, text in enumerate(texts, 1)]


def printed(way: tuple[str, str]) -> list[str]:
    found = []
    for main, (name, parts) in enumerate(MUSEUMS.items(), 1):
        found.append(way[0].format(name, main=main))
        found += [way[1].format(part, main=main, part=index) for index, part in enumerate(parts, 1)]
    return found


def tree(found: Sequence[Line]) -> dict[str, list[str]]:
    units = listed_units(found)
    mains = {unit.name: [u.name for u in units if u.parent == i] for i, unit in enumerate(units) if unit.parent is None}
    assert len(units) == len(mains) + sum(map(len, mains.values()))
    return mains


@pytest.mark.parametrize("way", WAYS)
def test_parts_of_units_are_told(way: str) -> None:
    found = lines(["Merkez hizmet birimleri şunlardır:", *printed(WAYS[way]), "Taşra Teşkilatı"])
    assert tree(found) == MUSEUMS
    assert not doubtful(listed_units(found))


def test_three_levels_of_units() -> None:
    found = listed_units(
        lines(
            [
                "1. Yollar Genel Müdürlüğü",
                "1.1. Köprüler Daire Başkanlığı",
                "1.1.1. Bakım Şube Müdürlüğü",
                "1.2. Tüneller Daire Başkanlığı",
                "2. Limanlar Genel Müdürlüğü",
            ]
        )
    )
    assert [unit.parent for unit in found] == [None, 0, 1, 0, None]


def test_a_unit_under_a_lower_one_is_doubted() -> None:
    found = listed_units(lines(["➢ Köprüler Daire Başkanlığı", "Yollar Genel Müdürlüğü"]))
    assert [unit.name for unit in doubtful(found)] == ["Yollar Genel Müdürlüğü"]


def columns_pdf(
    path: Path, columns: Sequence[Sequence[str]], lead: float = 0.0, step: int = 10, boxes: bool = False
) -> list[Line]:
    _font()
    canvas = Canvas(str(path), pagesize=(600, 800), invariant=1)
    canvas.setFont(FONT, 7)
    canvas.drawString(
        40, 760, "Başkanlığın merkez hizmet birimleri aşağıda belirtilmiştir ve hepsi sayılmıştır bu yerde:"
    )
    for number, texts in enumerate(columns):
        if boxes:
            canvas.rect(35 + number * 500 / len(columns), 680, 500 / len(columns), 70)
        for row, text in enumerate(texts):
            canvas.drawString(40 + number * 500 / len(columns), 740 - row * step - number * lead, text)
    canvas.drawString(40, 600, "Taşra Teşkilatı")
    canvas.save()
    return list(read_pdf(path).lines)


@pytest.mark.parametrize("lead", [0.0, 4.0])
@pytest.mark.parametrize("way", ["main units behind a bullet", "sub-units behind a bullet"])
def test_two_columns_of_units_are_read_one_after_the_other(way: str, lead: float, tmp_path: Path) -> None:
    texts = printed(WAYS[way])
    texts[2:3] = [texts[2].removesuffix(" Başkanlığı"), "Başkanlığı"]
    found = columns_pdf(tmp_path / "a.pdf", (texts[:4], texts[4:]), lead)
    assert tree(found) == MUSEUMS
    assert found[-1].text == "Taşra Teşkilatı"


def test_three_columns_of_units(tmp_path: Path) -> None:
    texts = ["• A Genel Müdürlüğü", "B Daire Başkanlığı", "• C Genel Müdürlüğü", "D Daire Başkanlığı"]
    texts += ["E Daire Başkanlığı", "• Hukuk Müşavirliği"]
    found = columns_pdf(tmp_path / "a.pdf", (texts[:2], texts[2:4], texts[4:]))
    assert [line.text for line in found[1:-1]] == texts


def test_tables_of_units_stay_row_by_row(tmp_path: Path) -> None:
    names = ["Müze gezilerinin düzenlenmesi", "Yolların bakımının yapılması", "Eserlerin onarımı"]
    units = ["A Daire Başkanlığı", "B Daire Başkanlığı", "C Genel Müdürlüğü"]
    found = columns_pdf(tmp_path / "a.pdf", (names, units), step=16)
    assert [line.text for line in found[1:-1]] == [" ".join(row) for row in zip(names, units, strict=True)]
    counts = ["A Daire Başkanlığı 12", "B Daire Başkanlığı 7", "C Genel Müdürlüğü 40"]
    found = columns_pdf(tmp_path / "b.pdf", (counts, units), step=16)
    assert [line.text for line in found[1:-1]] == [" ".join(row) for row in zip(counts, units, strict=True)]


def test_columns_in_boxes_and_narrow_ones(tmp_path: Path) -> None:
    texts = ["• A Genel Müdürlüğü", "- Bilgi Sistemleri", "Daire Başkanlığı", "- C Daire", "Başkanlığı"]
    more = ["• Hukuk", "Müşavirliği", "- Denetim", "Daire Başkanlığı", "• İç Denetim Birimi"]
    found = columns_pdf(tmp_path / "a.pdf", (texts, more, more[2:]))
    assert [line.text for line in found[1:-1]] == [*texts, *more, *more[2:]]
    boxed = columns_pdf(tmp_path / "b.pdf", (texts, more), boxes=True)
    assert [line.text for line in boxed[1:-1]] == [*texts, *more]


def test_blank_lines_tell_what_stands_above_what_where_no_bullet_does() -> None:
    found = loose_units(parted(in_blocks()))
    above = {unit.name: unit.parent is not None and found[unit.parent].name for unit in found}
    assert above["Su Şube Müdürlüğü"] == "Kaynaklar Daire Başkanlığı"
    assert above["Kaynaklar Daire Başkanlığı"] is False
    assert above["Hukuk Müşavirliği"] is False


def test_a_list_without_blank_lines_tells_nothing() -> None:
    found = loose_units(lines([text for text in in_blocks() if text]))
    assert all(unit.parent is None for unit in found)


def test_a_unit_that_is_named_twice_leaves_no_sure_blocks() -> None:
    again = [*in_blocks(), "", "Kaynaklar Daire Başkanlığı", "Gözlem Daire Başkanlığı"]
    assert all(unit.parent is None for unit in loose_units(parted(again)))


def parted(texts: Sequence[str]) -> list[Line]:
    """The lines of a text that have words, each with whether a blank one stands before it."""
    found = lines(texts)
    before = [Line(0, ()), *found]
    return [
        replace(line, after_blank=not above.words) for above, line in zip(before, found, strict=False) if line.words
    ]


def in_blocks() -> list[str]:
    """A list of units whose bullets are lost: a blank line before each main unit."""
    first = ["Gözlem Daire Başkanlığı", "Uydu Şube Müdürlüğü", "Radar Şube Müdürlüğü", ""]
    return [*first, "Kaynaklar Daire Başkanlığı", "Su Şube Müdürlüğü", "", "Hukuk Müşavirliği"]


def test_a_line_that_names_a_sort_of_units_is_no_part_of_the_first_of_them() -> None:
    texts = ["\uf0d8 Fakülteler", "Deniz Bilimleri Fakültesi", "Veteriner Fakültesi"]
    texts += ["\uf0d8 Enstitü", "Su Ürünleri Enstitüsü"]
    texts += ["\uf0d8 Bağlı Birimler", "Kıyı Araştırmaları Merkezi (KIYIMER)", "Rıhtım Müdürlüğü"]
    found = lines(texts)
    names = [unit.name for unit in listed_units(found) or loose_units(found)]
    assert names == [
        "Deniz Bilimleri Fakültesi",
        "Veteriner Fakültesi",
        "Su Ürünleri Enstitüsü",
        "Kıyı Araştırmaları Merkezi",
        "Rıhtım Müdürlüğü",
    ]


def test_a_name_that_begins_with_a_sort_of_units_goes_on_over_the_line() -> None:
    found = listed_units(lines(["• Bölge Müdürlükleri", "Koordinasyon Dairesi Başkanlığı", "• Hukuk Müşavirliği"]))
    assert [unit.name for unit in found] == ["Bölge Müdürlükleri Koordinasyon Dairesi Başkanlığı", "Hukuk Müşavirliği"]


def test_a_line_that_names_only_a_sort_stands_over_units_of_the_agency() -> None:
    texts = [
        "• Fen Fakültesi",
        "Fizik Bölümü",
        "• Enstitüler",
        "Su Enstitüsü",
        "Enerji ve İklim Enstitüsü",
        "• Yabancı Diller Yüksekokulu",
        "Hazırlık Birimi",
        "• Meslek Yüksekokulları",
        "Havran Meslek Yüksekokulu",
        "• Rektörlüğe Bağlı Bölümler",
        "Türk Dili Bölümü",
    ]
    assert tree(lines(texts)) == {
        "Fen Fakültesi": ["Fizik Bölümü"],
        "Su Enstitüsü": [],
        "Enerji ve İklim Enstitüsü": [],
        "Yabancı Diller Yüksekokulu": ["Hazırlık Birimi"],
        "Havran Meslek Yüksekokulu": [],
        "Türk Dili Bölümü": [],
    }
    assert {unit.name: unit.level for unit in listed_units(lines(texts))} == {
        "Fen Fakültesi": "fakülte",
        "Fizik Bölümü": "bölüm",
        "Su Enstitüsü": "enstitü",
        "Enerji ve İklim Enstitüsü": "enstitü",
        "Yabancı Diller Yüksekokulu": "yüksekokul",
        "Hazırlık Birimi": "birim",
        "Havran Meslek Yüksekokulu": "meslek yüksekokulu",
        "Türk Dili Bölümü": "bölüm",
    }


def test_a_hospital_is_a_unit_of_one_word_with_parts() -> None:
    texts = ["• Tıp Fakültesi", "• Hastane", "Başhekimlik", "Hastane Başmüdürlüğü", "• Hukuk Müşavirliği"]
    assert tree(lines(texts)) == {
        "Tıp Fakültesi": [],
        "Hastane": ["Başhekimlik", "Hastane Başmüdürlüğü"],
        "Hukuk Müşavirliği": [],
    }


def test_an_acronym_on_the_next_line_belongs_to_the_unit_before_it() -> None:
    texts = [
        "• Uygulama Merkezleri",
        "Göl Araştırma Merkezi",
        "(GÖLMER)",
        "Kariyer Merkezi (KUM)",
    ]
    assert list(tree(lines(texts))) == ["Göl Araştırma Merkezi", "Kariyer Merkezi"]


def test_a_line_of_several_units_is_no_beginning_of_the_next_one_where_that_had_room() -> None:
    alone = [
        "• İlçe İşleri Dairesi Başkanlığı",
        "İlçe Müdürlükleri",
        "Köy Suları Şube Müdürlüğü",
        "• Hukuk Müşavirliği",
    ]
    assert tree(lines(alone))["İlçe İşleri Dairesi Başkanlığı"] == ["Köy Suları Şube Müdürlüğü"]
    wrapped = ["• İşler Dairesi Başkanlığı", "Bölge ve İlçe Müdürlükleri", "Koordinasyonu Şube Müdürlüğü"]
    assert tree(lines(wrapped)) == {
        "İşler Dairesi Başkanlığı": ["Bölge ve İlçe Müdürlükleri Koordinasyonu Şube Müdürlüğü"]
    }
    boxes = ["Gençlik Merkezleri", "Daire Başkanlığı", "", "Gençlik Etkinlikleri ve Kampları Daire Başkanlığı"]
    assert [unit.name for unit in loose_units(lines([box for box in boxes if box]))] == [
        "Gençlik Merkezleri Daire Başkanlığı",
        "Gençlik Etkinlikleri ve Kampları Daire Başkanlığı",
    ]
