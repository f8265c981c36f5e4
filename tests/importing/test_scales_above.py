"""What the amounts of a table count is said nearest to it, and never by the table above or below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import folder
from knowledge.importing.folder import import_file

from .layouts import COVER, Grid, Item, as_lines, facts, imported, told

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])
WORKS = "Yol Yapımı", "Yol Bakımı"
PLACE = ("Program Adı: YOLLAR", "Alt Program Adı: KÖY YOLLARI", "")
OF_ACTIVITY = ("Alt Program Adı: KÖY YOLLARI", "Faaliyet Adı: Yol Yapımı")
BUDGET = "budget"


def costs(first: str, second: str, total: str, head: str = "2024 Bütçe") -> Grid:
    return Grid([["Faaliyetler", head]], [[WORKS[0], first], [WORKS[1], second], ["TOPLAM", total]])


def codes(staff: str, goods: str, total: str, head: str = "2024 Bütçe") -> Grid:
    rows = [
        ["Personel Giderleri", staff],
        ["Mal ve Hizmet Alım Giderleri", goods],
        ["FAALİYET MALİYETİ TOPLAMI", total],
    ]
    return Grid([["EKONOMİK KOD", head]], rows)


def values(items: list[Item], form: str, folder: Path) -> dict[tuple[str, str], float]:
    draft = imported([*COVER, *PLACE, *items], form, folder)
    return {(subject, item): value for (subject, item, _, _), (value, _) in facts(draft).items()}


CAPTIONS = ("Tablo 1: Faaliyet Maliyetleri", "Tablo 2: Giderler", "Tablo 3: Kaynaklar")
STAFF = "Yol Yapımı", "Personel Giderleri"


@FORMS
@pytest.mark.parametrize(
    ("above", "title", "staff"),
    [
        # A table in lira under the numbered caption of another one in thousands.
        ("Tablo 4: Faaliyet Maliyetleri (Bin TL)", "FAALİYET MALİYETLERİ TABLOSU (TL)", 150_000_000),
        ("Tablo 4: Faaliyet Maliyetleri (Milyon TL)", "FAALİYET MALİYETLERİ TABLOSU (₺)", 150_000_000),
        ("Tablo 4: Faaliyet Maliyetleri", "FAALİYET MALİYETLERİ TABLOSU (TL)", 150_000_000),
        ("(Bin TL)", "FAALİYET MALİYETLERİ TABLOSU (TL)", 150_000_000),
        ("Tablo 4: Faaliyet Maliyetleri (Bin TL)", "GİDERLER (Bin TL)", 150_000_000_000),
    ],
)
def test_the_nearest_title_counts(form: str, above: str, title: str, staff: float, tmp_path: Path) -> None:
    unit = 1_000_000 if "Milyon" in above else 1000 if "Bin" in above else 1
    whole = staff * 2 / unit
    printed = [f"{int(whole):,}".replace(",", "."), f"{int(whole // 2):,}".replace(",", ".")]
    total = f"{int(whole) + int(whole // 2):,}".replace(",", ".")
    shown = [f"{n:,}".replace(",", ".") for n in (150_000_000, 150_000_000, 300_000_000)]
    items: list[Item] = [above, costs(*printed, total), "", title, *OF_ACTIVITY, codes(*shown)]
    found = values(items, form, tmp_path)
    assert found.get((WORKS[0], "")) in (staff * 2, None)
    assert found.get(STAFF) in (staff, None)
    assert found.get((WORKS[1], "")) == staff
    assert STAFF in found


@FORMS
def test_the_head_of_a_table_outranks_its_caption(form: str, tmp_path: Path) -> None:
    items: list[Item] = [
        "Faaliyet Maliyetleri Tablosu (Bin TL)",
        costs("300.000", "150.000", "450.000"),
        *OF_ACTIVITY,
        codes("150.000.000", "150.000.000", "300.000.000", "2024 (TL)"),
    ]
    found = values(items, form, tmp_path)
    assert found[STAFF] == 150_000_000
    assert found[WORKS[1], ""] == 150_000_000


@FORMS
def test_a_caption_over_several_tables_counts_for_those_that_agree(form: str, tmp_path: Path) -> None:
    items: list[Item] = [
        "Faaliyet Maliyetleri Tablosu (Bin TL)",
        costs("300.000", "150.000", "450.000"),
        *OF_ACTIVITY,
        codes("100.000", "200.000", "300.000"),
    ]
    assert values(items, form, tmp_path)[STAFF] == 100_000_000


@FORMS
def test_a_title_below_a_table_says_nothing_of_it(form: str, tmp_path: Path) -> None:
    items: list[Item] = [
        "Faaliyet Maliyetleri Tablosu",
        costs("300.000.000", "150.000.000", "450.000.000"),
        "YOL YAPIMI FAALİYETİNİN GİDERLERİ (Bin TL)",
        *OF_ACTIVITY,
        codes("100.000", "200.000", "300.000"),
    ]
    found = values(items, form, tmp_path)
    assert found[WORKS[1], ""] == 150_000_000
    assert found.get(STAFF) in (100_000_000, None)


@FORMS
def test_lira_under_a_caption_in_thousands_that_it_does_not_take_back(form: str, tmp_path: Path) -> None:
    """The total of the activity is printed in both tables: it tells that only one of them counts thousands."""
    items: list[Item] = [
        "Faaliyet Maliyetleri Tablosu (Bin TL)",
        costs("300.000", "150.000", "450.000"),
        *OF_ACTIVITY,
        codes("100.000.000", "200.000.000", "300.000.000"),
    ]
    draft = imported([*COVER, *PLACE, *items], form, tmp_path)
    found = {at[:2]: value for at, (value, _) in facts(draft).items()}
    assert found[WORKS[1], ""] == 150_000_000
    assert found.get(STAFF) in (100_000_000, None)
    if STAFF not in found:
        assert told(draft, "unread")


@FORMS
def test_decimals_of_thousands_are_whole_lira(form: str, tmp_path: Path) -> None:
    items: list[Item] = ["Faaliyet Maliyetleri Tablosu (Bin TL)", costs("968.254,7", "102.256,7", "1.070.511,4")]
    found = values(items, form, tmp_path)
    assert (found[WORKS[0], ""], found[WORKS[1], ""]) == (968_254_700, 102_256_700)


def test_decimals_of_thousands_can_be_built(tmp_path: Path) -> None:
    lines = as_lines(
        [*COVER, *PLACE, "Faaliyet Maliyetleri Tablosu (Bin TL)", costs("968.254,7", "102.256,7", "1.070.511,4")]
    )
    file = tmp_path / "programme.txt"
    file.write_text(lines, "utf-8")
    import_file(file, tmp_path / "programme")
    values = {fact.value for fact in folder.read(tmp_path / "programme").facts}
    assert values == {968_254_700, 102_256_700, 1_070_511_400}


PROJECTS = Grid(
    [["PROJE NO", "PROJE ADI", "BAŞLAMA-BİTİŞ", "PROJE TUTARI", "2024 YILI ÖDENEĞİ"]],
    [
        ["2021H031140", "Köprü Yapımı", "2021-2024", "112.500", "41.000"],
        ["2023H030418", "Tünel Yapımı", "2023-2025", "14.500", "14.500"],
        ["Toplam", "", "", "127.000", "55.500"],
    ],
)


OF_ROWS = Grid(
    [["PROJE ADI", "2024 Bütçe"]], [["Köprü Yapımı", "41.000"], ["Tünel Yapımı", "14.500"], ["TOPLAM", "55.500"]]
)
UNSAID = [
    "Tablo 1: Faaliyet Maliyetleri",
    costs("300.125.417", "150.375.333", "450.500.750"),
    "Tablo 2: Faaliyet Maliyetleri Tablosu",
    *OF_ACTIVITY,
    codes("100.000.000", "200.125.417", "300.125.417"),
]


@FORMS
@pytest.mark.parametrize("projects", [PROJECTS, OF_ROWS], ids=["with codes", "plain"])
@pytest.mark.parametrize("first", [True, False], ids=["above", "below"])
def test_projects_in_thousands_say_nothing_of_budgets_and_are_no_cost_of_a_sub_programme(
    form: str, projects: Grid, first: bool, tmp_path: Path
) -> None:
    """Exact amounts in lira, which look like thousands: no multiples of a thousand."""
    stated: list[Item] = ["Tablo 3: 2024 Yılı Yatırım Projeleri (Bin TL)", projects]
    found = values([*stated, *UNSAID] if first else [*UNSAID, *stated], form, tmp_path)
    assert found[WORKS[1], ""] == 150_375_333
    assert found[STAFF] == 100_000_000
    assert 450_500_750 in found.values()
    assert 55_500_000 not in found.values()
    read = form == "pdf" or projects is OF_ROWS  # without rules the columns of words before the figures are none
    assert found.get(("Köprü Yapımı", "")) == (41_000_000 if read else None)


@FORMS
def test_round_amounts_in_a_document_in_thousands_are_thousands(form: str, tmp_path: Path) -> None:
    """Nothing but the caption of another table tells."""
    items: list[Item] = [
        "Tablo 1: Faaliyet Maliyetleri (Bin TL)",
        costs("300.125", "150.375", "450.500"),
        "Tablo 2: Faaliyet Maliyetleri Tablosu",
        *OF_ACTIVITY,
        codes("100.000", "200.000", "300.000"),
    ]
    found = values(items, form, tmp_path)
    assert found[STAFF] == 100_000_000


@FORMS
def test_projects_of_a_document_in_thousands_are_thousands(form: str, tmp_path: Path) -> None:
    items: list[Item] = [
        "Tablo 1: Faaliyet Maliyetleri (Bin TL)",
        costs("300.125", "150.375", "450.500"),
        "Tablo 2: 2024 Yılı Yatırım Projeleri",
        OF_ROWS,
    ]
    assert values(items, form, tmp_path)["Köprü Yapımı", ""] == 41_000_000
