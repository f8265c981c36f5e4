"""What a programme says against itself is reported, and kept as the document prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import checks
from knowledge.importing.folder import import_file

from .as_text import as_text
from .invented import forestry
from .tables import Style


def amount(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def reported(text: str, tmp_path: Path) -> tuple[list[str], list[str]]:
    """The contradictions that the import tells, and the failures that `check` finds unexplained."""
    file = tmp_path / "programme.txt"
    file.write_text(text, "utf-8")
    report = import_file(file, tmp_path / "forest-2025")
    return [note.text for note in report.of("contradiction")], [
        finding.text for finding in checks.check([tmp_path / "forest-2025"]).unexplained
    ]


@pytest.fixture
def text() -> str:
    return as_text(forestry(), Style())


def test_the_programme_as_made_has_one(text: str, tmp_path: Path) -> None:
    told, failing = reported(text, tmp_path)
    assert len(told) == len(failing) == 1
    assert "verinin kaynağı olan birim ile sorumlu birim farklı" in told[0]


def test_a_code_that_its_total_does_not_bear_out(text: str, tmp_path: Path) -> None:
    programme = forestry()
    own = programme.activities[0].costs["Personel Giderleri"]
    wrong = [*own[:2], own[2] + 7000, *own[3:]]
    before, after = (" ".join(amount(value) for value in values) for values in (own, wrong))
    told, failing = reported(text.replace(f"Personel Giderleri {before}", f"Personel Giderleri {after}"), tmp_path)
    assert any("Orman Yangınlarıyla Mücadele" in note and "2025 bütçe" in note for note in told)
    assert any(f"{own[2] + 7000:,}".replace(",", " ") in line or "sum to" in line for line in failing)


def test_a_total_of_programmes_that_is_off(text: str, tmp_path: Path) -> None:
    programme = forestry()
    total = amount(sum(sub.total[2] for sub in programme.services))
    wrong = f"ORMANLARIN KORUNMASI VE \n\nGELİŞTİRİLMESİ {total}"
    assert wrong in text
    told, _ = reported(text.replace(wrong, wrong[:-3] + "999"), tmp_path)
    assert any("Ormanların Korunması ve Geliştirilmesi" in note and "999" in note for note in told)


def test_an_indicator_by_another_name(text: str, tmp_path: Path) -> None:
    changed = text.replace("Gözetleme kulesi sayısı ORMAN", "Gözetleme kuleleri sayısı ORMAN")
    told, _ = reported(changed, tmp_path)
    assert any("Gözetleme kuleleri sayısı" in note and "farklı yazılmıştır" in note for note in told)


def test_another_year_in_its_own_name(text: str, tmp_path: Path) -> None:
    told, _ = reported(text.replace("Kurumu 2025 yılı Performans", "Kurumu 2024 yılı Performans"), tmp_path)
    assert any("2024 yılı" in note for note in told)


def test_columns_of_other_years(text: str, tmp_path: Path) -> None:
    head = "Birimi 2023 2024\nPlanlanan\n\n2024 YS"
    assert head in text
    file = tmp_path / "programme.txt"
    file.write_text(text.replace(head, head.replace("2023 2024", "2019 2020"), 1), "utf-8")
    told = [note.text for note in import_file(file, tmp_path / "forest-2025").of("head")]
    assert any("2019" in note and "budget year 2025" in note for note in told)


def test_a_cumulative_series_that_falls(text: str, tmp_path: Path) -> None:
    told, _ = reported(text.replace("776 800 790 825 850", "776 800 790 825 650"), tmp_path)
    assert any("kümülatif" in note and "650" in note for note in told)


def test_a_total_in_prose_that_its_parts_do_not_give(text: str, tmp_path: Path) -> None:
    prose = "Kurumda 4.330 kadrolu, 314 sözleşmeli ve 1.080 işçi olmak üzere toplam 5.742 personel çalışır."
    told, _ = reported(text.replace(" D. PERFORMANS BİLGİSİ", f"\n{prose}\n\n D. PERFORMANS BİLGİSİ"), tmp_path)
    assert any("5.742" in note for note in told)


def test_a_unit_of_measure_that_the_name_denies(text: str, tmp_path: Path) -> None:
    told, _ = reported(text.replace("kulesi sayısı Sayı", "kulesi sayısı Oran"), tmp_path)
    assert any("ölçü birimi" in note for note in told)


def test_another_answerable_agency(text: str, tmp_path: Path) -> None:
    agency = "YEŞİL VADİ ORMAN KURUMU"
    told, _ = reported(text.replace(f"Sorumlu İdare:\t {agency}", "Sorumlu İdare:\t KUZEY ORMAN KURUMU", 1), tmp_path)
    assert any("sorumlu idarenin adı farklı" in note for note in told)


def test_reviewed_contradictions_are_not_told_again(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "forest-2025"
    first, _ = reported(text, tmp_path)
    (folder / "contradictions_found.toml").rename(folder / "contradictions.toml")
    again, failing = reported(text, tmp_path)
    assert (len(first), again, failing) == (1, [], [])
    assert not (folder / "contradictions_found.toml").exists()


def test_the_agency_by_its_abbreviation_is_no_other(tmp_path: Path) -> None:
    programme = forestry()
    programme.abbreviations["YVOK"] = f"{programme.agency} Genel Müdürlüğü"
    text = as_text(programme, Style())
    short = text.replace("Sorumlu İdare:\t YEŞİL VADİ ORMAN KURUMU", "Sorumlu İdare:\t YVOK")
    assert short != text
    told, _ = reported(short, tmp_path)
    assert not any("sorumlu idarenin adı farklı" in note for note in told)
