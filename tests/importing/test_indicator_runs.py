"""Several indicators below one head, each with its texts below its row."""

from __future__ import annotations

from pathlib import Path

from knowledge.importing.draft import Draft

from .layouts import COVER, facts, imported

TABLE = [
    "Tablo 12. Performans Göstergeleri",
    "Performans Göstergesi Ölçü Birimi 2022 Gerçekleşme 2023 Planlanan 2024 Hedef",
    "1- Bakımı yapılan fener sayısı Sayı 386 410 415",
    "Açıklama : Bakımı tamamlanan fenerleri gösterir. Yıl bazlı veridir.",
    "Hesaplama Yöntemi : Tutanakların sayılması",
    "Verinin Kaynağı : FENERLER DAİRESİ BAŞKANLIĞI",
    "2- Yenilenen şamandıra sayısı Sayı 34 40 42",
    "Açıklama : 2022 yılında başlayan 3 yıllık planda değiştirilenlerin sayısıdır.",
    "Verinin Kaynağı : FENERLER DAİRESİ BAŞKANLIĞI",
]


def read(tmp_path: Path) -> Draft:
    return imported([*COVER, *TABLE], "text", tmp_path)


def test_each_row_below_a_head_is_an_indicator_with_its_figures(tmp_path: Path) -> None:
    found = {(at[0], at[3]): value for at, (value, _) in facts(read(tmp_path)).items()}
    assert len(found) == 6
    assert [value for (_, year), value in found.items() if year == 2024] == [415, 42]


def test_each_has_the_texts_below_its_own_row(tmp_path: Path) -> None:
    draft = read(tmp_path)
    told = {(s.entity, s.kind): s.text for s in draft.sentences if s.entity.startswith("indicator:")}
    names = [entity.id for entity in draft.of_kind("indicator")]
    definitions = [told[name, "definition"] for name in names]
    assert "Bakımı tamamlanan" in definitions[0]
    assert "3 yıllık planda" in definitions[1]
