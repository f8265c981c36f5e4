"""What a table's rows and years are where the table alone does not say: parts of a row, goals, legends, some units."""

from __future__ import annotations

from pathlib import Path

import pytest

from .layouts import COVER, Grid, Item, facts, imported, told

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])
HEAD = ["Performans Göstergesi", "Ölçü Birimi", "2022 Gerçekleşme", "2023 Hedef", "2024 Hedef"]
MEALS = ["Yemek verilen kişi sayısı", "Kişi", "30", "40", "50"]


def indicators(*rows: list[str]) -> list[Item]:
    return [*COVER, "Program Adı: HİZMETLER", "", Grid([HEAD], [MEALS, *rows])]


@FORMS
@pytest.mark.parametrize(
    ("rows", "names"),
    [
        # One word, and no more than the row above.
        ([["Kadın", "Kişi", "11", "15", "20"]], ["Yemek verilen kişi sayısı: Kadın"]),
        # Parts that sum up to it.
        (
            [["Evine götürülen yaşlı", "Kişi", "10", "15", "20"], ["Yurtta kalan öğrenci", "Kişi", "20", "25", "30"]],
            [
                "Yemek verilen kişi sayısı: Evine götürülen yaşlı",
                "Yemek verilen kişi sayısı: Yurtta kalan öğrenci",
            ],
        ),
        # Neither: more than the row above, another measure, a name with its noun.
        ([["Gönüllü", "Kişi", "90", "95", "99"]], ["Gönüllü"]),
        ([["Mutfak", "Adet", "1", "2", "3"]], ["Mutfak"]),
        ([["Sulanan alan", "Kişi", "11", "15", "20"]], ["Sulanan alan"]),
    ],
)
def test_rows_that_part_the_one_above_are_named_after_it(
    rows: list[list[str]], names: list[str], form: str, tmp_path: Path
) -> None:
    draft = imported(indicators(*rows), form, tmp_path)
    assert [entity.name for entity in draft.of_kind("indicator")] == [MEALS[0], *names]


@FORMS
@pytest.mark.parametrize(
    ("said", "measures"),
    [
        (
            "Tablolarda 2022 sütunu gerçekleşen, 2023 sütunu yıl sonu tahmin edilen, 2024 sütunu hedeflenen değerdir.",
            ["estimate", "realised", "target"],
        ),
        # What only some of the years are is said, or what no programme can hold.
        ("Tablolarda 2022 sütunu gerçekleşen değerdir.", []),
        ("Tablolarda 2022 sütunu hedeflenen, 2023 sütunu tahmin, 2024 sütunu gerçekleşen değerdir.", []),
    ],
)
def test_years_alone_are_what_the_text_says(said: str, measures: list[str], form: str, tmp_path: Path) -> None:
    head = ["Performans Göstergesi", "Ölçü Birimi", "2022", "2023", "2024"]
    items: list[Item] = [*COVER, said, "", "Program Adı: HİZMETLER", "", Grid([head], [MEALS])]
    draft = imported(items, form, tmp_path)
    assert sorted(figure.cell.measure for figure in draft.figures) == measures
    assert measures or told(draft, "unread")


@FORMS
def test_a_goal_before_the_names_of_rows_is_no_target(form: str, tmp_path: Path) -> None:
    head = ["Hedef", "Faaliyet", "2024 Bütçe", "2025 Tahmin"]
    rows = [["1.1", "F 1.1.1 Park yapımı", "96.400", "98.000"], ["1.1", "F 1.1.2 Fidan üretimi", "18.250", "19.000"]]
    draft = imported([*COVER, "Program Adı: HİZMETLER", "", Grid([head], rows)], form, tmp_path)
    assert [entity.name for entity in draft.of_kind("activity")] == ["Park yapımı", "Fidan üretimi"]
    assert {figure.cell.measure for figure in draft.figures} == {"budget", "forecast"}


@FORMS
@pytest.mark.parametrize(
    ("note", "kept"), [("", True), ("Tabloda yalnızca faaliyet yürüten müdürlükler gösterilmiştir.", False)]
)
def test_the_total_of_some_units_is_not_the_agencys(note: str, kept: bool, form: str, tmp_path: Path) -> None:
    head = ["Müdürlük", "2023 Bütçe", "2024 Bütçe"]
    rows = [["Fen İşleri Müdürlüğü", "300.000", "400.000"], ["Park ve Bahçeler Müdürlüğü", "100.000", "200.000"]]
    table = Grid([head], [*rows, ["TOPLAM", "400.000", "600.000"]])
    draft = imported([*indicators(), "", table, note], form, tmp_path)
    total = (draft.agency.name, "", "budget", 2024)
    assert (total in facts(draft)) is kept
    assert facts(draft)["Fen İşleri Müdürlüğü", "", "budget", 2024] == (400_000, "TL")
