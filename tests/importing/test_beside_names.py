"""What stands beside names and figures of running text: units, shares, words, rows of other tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from .layouts import COVER, Grid, Item, facts, imported, told

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])
PLACE = ("Program Adı: YOLLAR", "Alt Program Adı: KÖY YOLLARI", "")
UNITS = ("Yol Yapım Dairesi Başkanlığı", "Bakım ve Onarım Dairesi Başkanlığı")


def named(
    items: list[Item], form: str, folder: Path, *, report: bool = False
) -> dict[str, dict[tuple[str, int | None], float]]:
    cover = [line.replace("PERFORMANS PROGRAMI", "İDARE FAALİYET RAPORU") for line in COVER] if report else COVER
    found: dict[str, dict[tuple[str, int | None], float]] = {}
    for (name, item, measure, year), (value, _) in facts(imported([*cover, *PLACE, *items], form, folder)).items():
        if not item:
            found.setdefault(name, {})[measure, year] = value
    return found


@FORMS
@pytest.mark.parametrize("unit_first", [True, False])
def test_a_unit_between_an_indicator_and_its_figures(form: str, unit_first: bool, tmp_path: Path) -> None:
    head, rows = ["Sorumlu Birim", "Ölçü Birimi"], [[UNITS[0], "km"], [UNITS[1], "adet"]]
    if not unit_first:
        head, rows = head[::-1], [row[::-1] for row in rows]
    table = Grid(
        [["Sıra", "Performans Göstergesi", *head, "2023 Gerçekleşme", "2024 Hedef"]],
        [["1", "Yapılan köy yolu", *rows[0], "120", "140"], ["2", "Onarılan köprü sayısı", *rows[1], "7", "9"]],
        widths=[40, 160, 160, 160, 100, 100],
    )
    listed = ["Hizmet birimleri:", *(f"- {unit}" for unit in UNITS), ""]
    found = named([*listed, "Performans Göstergeleri", table], form, tmp_path)
    assert found["Yapılan köy yolu"] == {("realised", 2023): 120, ("target", 2024): 140}
    assert found["Onarılan köprü sayısı"] == {("realised", 2023): 7, ("target", 2024): 9}
    assert len(found) == 2


@FORMS
@pytest.mark.parametrize("unit", ["Bin Kişi", "kişi", "%", "Bin Ton"])
def test_a_share_before_the_unit(form: str, unit: str, tmp_path: Path) -> None:
    table = Grid(
        [["Kod", "Performans Göstergesi", "Hedefe Etkisi (%)", "Ölçü Birimi", "2023 Gerçekleşme", "2024 Hedef"]],
        [
            ["PG1.1", "Taşınan yolcu", "30", unit, "41.850", "43.200"],
            ["PG1.2", "Yenilenen durak", "70", "Adet", "12", "20"],
        ],
        widths=[50, 200, 90, 90, 90, 90],
    )
    found = named(["Performans Göstergeleri", table], form, tmp_path)
    assert found["Taşınan yolcu"] == {("realised", 2023): 41850, ("target", 2024): 43200}
    assert found["Yenilenen durak"] == {("realised", 2023): 12, ("target", 2024): 20}


@FORMS
def test_words_among_the_figures_of_a_report(form: str, tmp_path: Path) -> None:
    table = Grid(
        [
            [
                "Gösterge",
                "Birim",
                "2024 Planlanan",
                "2024 Gerçekleşen",
                "Sapma",
                "Sapma Nedeni",
                "Önceki Yıl (2023) Gerçekleşen",
            ]
        ],
        [
            ["Tamamlanan tesis sayısı", "Adet", "95", "91", "-4", "Yüklenicinin işi bırakması", "86"],
            ["Tesislerin doluluk oranı", "Yüzde", "70", "72,5", "+2,5", "-", "64,3"],
            ["Onarılan tesis sayısı", "Adet", "12", "14", "+2", "Ek ödenek", "9"],
        ],
    )
    found = named(["Performans Göstergeleri", table], form, tmp_path, report=True)
    own = [("planned", 2024), ("realised", 2024), ("realised", 2023)]
    assert found["Tamamlanan tesis sayısı"] == dict(zip(own, (95, 91, 86), strict=True))
    assert found["Tesislerin doluluk oranı"] == dict(zip(own, (70, 72.5, 64.3), strict=True))


def test_a_line_that_does_not_fit_its_head_loses_the_table_and_tells_it(tmp_path: Path) -> None:
    lines = [
        "Gösterge Birim 2024 Planlanan 2024 Gerçekleşen Sapma Nedeni 2023 Gerçekleşen",
        "Tamamlanan tesis sayısı Adet 95 91 -4 Yüklenicinin işi bırakması 86",
        "Onarılan tesis sayısı Adet 12 14 +2 Ek ödenek 9",
    ]
    draft = imported([*COVER, *PLACE, "Performans Göstergeleri", *lines], "text", tmp_path)
    assert facts(draft) == {}
    assert any("95 91" in note for note in told(draft, "unplaced", "unread", "open"))


@FORMS
def test_activities_that_only_the_table_of_programmes_names(form: str, tmp_path: Path) -> None:
    table = Grid(
        [["Alt Program / Faaliyet", "2024 Bütçe", "2025 Tahmin"]],
        [
            ["KÖY YOLLARI", "300.000", "330.000"],
            ["Köy Yollarının Yapımı", "200.000", "220.000"],
            ["Köy Yollarının Bakımı", "100.000", "110.000"],
            ["GENEL TOPLAM", "300.000", "330.000"],
        ],
    )
    found = named(["Faaliyet Maliyetleri", table, *_indicators()], form, tmp_path)
    assert found["Köy Yollarının Yapımı"] == {("budget", 2024): 200_000, ("forecast", 2025): 220_000}
    assert found["Köy Yolları"] == {("budget", 2024): 300_000, ("forecast", 2025): 330_000}
    assert found["Çınarlı Kurumu"] == {("budget", 2024): 300_000, ("forecast", 2025): 330_000}


def _indicators() -> list[Item]:
    head = [["Performans Göstergesi", "Ölçü Birimi", "2023 Gerçekleşme", "2024 Hedef"]]
    return ["", "Alt Program Adı: KÖY YOLLARI", Grid(head, [["Yapılan yol", "km", "10", "20"]])]


def test_a_head_that_is_not_known_gives_its_rows_to_no_table_above(tmp_path: Path) -> None:
    head = "Performans Göstergesi Ölçü Birimi 2022 Gerçekleşme 2023 Tahmin 2024 Hedef"
    lines = [
        head,
        "Yapılan yol km 10 15 20",
        "Onarılan köprü adet 3 4 5",
        "Performans Hedefi 1.1 Kaynak İhtiyacı",
        "Sıra Faaliyetler İlave Kaynak İhtiyacı (2024) (TL)",
        "Bütçe Bütçe Dışı Toplam",
        "1 Yol Yapımı 210.500.000 96.000.000 306.500.000",
        "2 Yol Bakımı 684.300.000 1.000.000 685.300.000",
    ]
    draft = imported([*COVER, *PLACE, "Performans Göstergeleri", *lines], "text", tmp_path)
    assert {name for name, *_ in facts(draft)} <= {"Yapılan yol", "Onarılan köprü"}
    assert {value for value, _ in facts(draft).values()} <= {10, 15, 20, 3, 4, 5}


@FORMS
def test_signed_figures_in_a_column_that_the_head_does_not_name(form: str, tmp_path: Path) -> None:
    table = Grid(
        [["Gösterge", "Birim", "2024 Planlanan", "2024 Gerçekleşen"]],
        [["Tamamlanan tesis", "Adet", "95", "91"], ["Doluluk oranı", "Yüzde", "640", "+12,5"]],
    )
    found = named(["Performans Göstergeleri", table], form, tmp_path, report=True)
    assert found["Tamamlanan tesis"] == {("planned", 2024): 95, ("realised", 2024): 91}
    assert ("realised", 2024) not in found.get("Doluluk oranı", {})
