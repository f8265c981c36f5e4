"""Numbers of staff and facts of systems in sentences: kept where they prove each other, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing.draft import Draft

from .layouts import COVER, Grid, imported

TABLE = Grid([["Performans Göstergesi", "Ölçü Birimi", "2024 Hedef"]], [["Denetim sayısı", "Adet", "30"]])


def staff(said: str, folder: Path) -> dict[str, float]:
    draft = imported([*COVER, "C. İNSAN KAYNAKLARI", "", said, "", TABLE], "text", folder)
    names = {entity.id: entity.name for entity in draft.entities.values()}
    return {names.get(f.cell.item, "Toplam"): f.value for f in draft.figures if f.cell.subject == "staff:toplam"}


def test_parts_that_add_up_to_the_total(tmp_path: Path) -> None:
    said = "Kurumda 412 memur, 96 sözleşmeli personel ve 1.204 işçi olmak üzere toplam 1.712 personel çalışmaktadır."
    assert staff(said, tmp_path) == {"Toplam": 1712, "Memur": 412, "Sözleşmeli personel": 96, "İşçi": 1204}


@pytest.mark.parametrize(
    "said",
    [
        "Kurumda 412 memur, 96 sözleşmeli personel ve 1.204 işçi olmak üzere toplam 1.713 personel çalışmaktadır.",
        "Taşra teşkilatında 12 memur ve 8 işçi olmak üzere toplam 20 personel çalışmaktadır.",
        "Kurumda toplam 20 personel çalışmaktadır.",
    ],
)
def test_what_nothing_proves_is_no_figure(said: str, tmp_path: Path) -> None:
    assert staff(said, tmp_path) == {}


def said_of(draft: Draft, kind: str) -> dict[str, str]:
    names = {entity.id: entity.name for entity in draft.entities.values()}
    return {names[s.entity]: s.answer for s in draft.sentences if s.kind == kind and s.entity.startswith("system:")}


def test_systems_that_a_sentence_names_behind_its_beginning(tmp_path: Path) -> None:
    said = (
        "Hizmetler için 2017 yılında analizlerine başlanan KıyıNet Bilgi Sistemi 4.9.2019 tarihinde uygulamaya "
        "alınmıştır. KıyıNet’te 27 modül bulunmaktadır."
    )
    draft = imported([*COVER, "Teknolojik Kaynaklar", "", said, "", TABLE], "text", tmp_path)
    assert said_of(draft, "start") == {"KıyıNet Bilgi Sistemi": "2017"}
    assert said_of(draft, "go_live") == {"KıyıNet Bilgi Sistemi": "4.9.2019"}
    assert said_of(draft, "module_count") == {"KıyıNet Bilgi Sistemi": "27"}
