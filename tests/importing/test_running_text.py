"""Tables in running text whose rows hold more than a name and figures, and what tables say of their amounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from .layouts import COVER, Grid, Item, facts, imported, told

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])
BODY = [*COVER, "Alt Program Adı: YOLLAR"]


def values(items: list[Item], form: str, folder: Path) -> dict[tuple[str, str], float]:
    """Figures by name and measure."""
    return {(at[0], at[2]): value for at, (value, _) in facts(imported(items, form, folder)).items()}


def test_numbers_before_names_are_none_of_them_and_a_name_may_begin_with_one(tmp_path: Path) -> None:
    head = ["Performans Göstergeleri", "Ölçü Birimi", "2022 Gerçekleşme", "2023 Tahmin", "2024 Hedef"]
    rows = [
        ["1 Hat uzunluğu (kümülatif)", "km", "27,4", "28", "33,9"],
        ["2 65 yaş üstü yolcu", "Kişi", "40", "41", "42"],
    ]
    found = values([*BODY, Grid([head], rows)], "text", tmp_path)
    assert {name for name, _ in found} == {"Hat uzunluğu (kümülatif)", "65 yaş üstü yolcu"}
    assert found["65 yaş üstü yolcu", "target"] == 42


def test_a_share_before_the_unit_and_a_term_behind_the_figures_are_no_figures(tmp_path: Path) -> None:
    head = ["Gösterge Kodu", "Performans Göstergesi", "Hedefe Etkisi (%)", "Ölçü Birimi", "2023 Gerçekleşme"]
    head += ["2024 Hedef", "İzleme Sıklığı"]
    rows = [
        ["PG1.1", "Bakım alan kişi", "40", "Kişi", "1.120", "1.350", "6 ay"],
        ["PG1.2", "Memnuniyet düzeyi", "60", "%", "82,5", "85", "Yıllık"],
        ["PG1.3", "Kurulan merkez", "10", "Adet", "-", "2", "3 ay"],
    ]
    assert values([*BODY, Grid([head], rows)], "text", tmp_path) == {
        ("Bakım alan kişi", "realised"): 1120,
        ("Bakım alan kişi", "target"): 1350,
        ("Memnuniyet düzeyi", "realised"): 82.5,
        ("Memnuniyet düzeyi", "target"): 85,
        ("Kurulan merkez", "target"): 2,
    }


def test_a_unit_between_a_name_and_its_figures_is_no_part_of_the_name(tmp_path: Path) -> None:
    head = ["Faaliyet", "Sorumlu Müdürlük", "2023 Bütçe", "2024 Bütçe"]
    rows = [
        ["Yol bakımı ve onarımı", "Fen İşleri Müdürlüğü", "1.200.000", "1.500.000"],
        ["Kar Mücadelesi", "Ekipler", "7", "8"],
    ]
    draft = imported([*BODY, Grid([head], rows)], "text", tmp_path)
    assert {at[0] for at in facts(draft)} == {"Yol bakımı ve onarımı"}
    assert any("Kar Mücadelesi" in note for note in told(draft, "open"))
    assert [r.source for r in draft.relations] == ["unit:fen-isleri-mudurlugu"]


@FORMS
def test_a_table_that_says_tl_is_in_tl_whatever_another_one_counts(form: str, tmp_path: Path) -> None:
    head = ["Faaliyetler", "2023 Bütçe", "2024 Bütçe"]
    items: list[Item] = [
        *BODY,
        "Tablo 1. Faaliyet Maliyetleri (TL)",
        Grid([head], [["Yol bakımı", "1.234.500", "1.600.700"]]),
    ]
    items += ["Alt Program Adı: KÖPRÜLER", "Tablo 2. Faaliyet Maliyetleri (Bin TL)"]
    items += [Grid([head], [["Köprü bakımı", "2.400", "3.100"]]), "Tablo 3. Notlar"]
    found = values([*items], form, tmp_path)
    assert found["Köprü bakımı", "budget"] == 3_100_000
    assert found["Yol bakımı", "budget"] == 1_600_700


@FORMS
def test_what_units_spend_is_theirs_and_the_total_the_agency_s(form: str, tmp_path: Path) -> None:
    head = ["Harcama Birimi", "2023 Harcama", "2024 Bütçe", "2023-2024 Artış (%)"]
    rows = [["Yol Dairesi Başkanlığı", "71.240", "109.815", "54,1"], ["GENEL TOPLAM", "71.240", "109.815", "54,1"]]
    items: list[Item] = [*BODY, *_any(), "Tablo 1. Birim Giderleri (Bin TL)", Grid([head], rows)]
    assert values(items, form, tmp_path) == {
        ("Denetim sayısı", "target"): 30,
        ("Yol Dairesi Başkanlığı", "expended"): 71_240_000,
        ("Yol Dairesi Başkanlığı", "budget"): 109_815_000,
        ("Çınarlı Kurumu", "expended"): 71_240_000,
        ("Çınarlı Kurumu", "budget"): 109_815_000,
    }


@FORMS
def test_a_bound_is_told_as_prose_and_is_no_figure(form: str, tmp_path: Path) -> None:
    head = ["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2024 Hedef"]
    draft = imported([*BODY, Grid([head], [["Memnuniyet oranı", "Yüzde", "71", "≥78"]])], form, tmp_path)
    assert {at[2] for at in facts(draft)} == {"realised"}
    assert any("“≥78”, yani en az 78" in passage.text for passage in draft.passages)


@pytest.mark.parametrize(
    "said",
    [
        "31.12.2023 tarihi itibarıyla merkezde 84, taşrada 67 olmak üzere toplam 151 personel görev yapmaktadır.",
        "Dolu kadro sayısı 151'dir; dolu kadro sayısı 151 olan kurumda personelin 84'ü merkezde, 67'si taşradadır.",
        "Memur: 84\nKadrolu işçi: 67\nToplam: 151",
    ],
)
def test_staff_that_places_or_kinds_prove(said: str, tmp_path: Path) -> None:
    draft = imported(
        [*COVER, "Personel Durumu", "", said, "", "Tablo 1. Göstergeler", *BODY[-1:], *_any()], "text", tmp_path
    )
    assert [f.value for f in draft.figures if f.cell.subject == "staff:toplam" and not f.cell.item] == [151]
    assert told(draft, "contradiction") == []


def test_dates_and_years_are_no_parts_of_a_sum(tmp_path: Path) -> None:
    said = (
        "1.5. İnsan Kaynakları 2023 yılı sonunda 31.12.2023 tarihi itibarıyla 84 memur ve 67 işçi olmak üzere toplam "
    )
    wrong = imported([*COVER, f"{said}152 personel çalışmaktadır.", "", *_any()], "text", tmp_path)
    assert any("84 + 67 = 152" in note for note in told(wrong, "contradiction"))
    right = imported([*COVER, f"{said}151 personel çalışmaktadır.", "", *_any()], "text", tmp_path)
    assert told(right, "contradiction") == []


def _any() -> list[Item]:
    return [Grid([["Performans Göstergesi", "Ölçü Birimi", "2024 Hedef"]], [["Denetim sayısı", "Adet", "30"]])]
