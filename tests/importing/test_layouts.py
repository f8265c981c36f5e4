"""Tables as people print them: many rows under one head, units in columns, municipalities, reports of a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing.draft import Draft
from knowledge.importing.lines import ImportRefused

from .layouts import COVER, Grid, facts, imported, told

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])
HEAD = ["2022 Gerçekleşme", "2023 Gerçekleşme", "2024 Hedef"]
ROWS = [["Denetim sayısı", "Adet", "10", "20", "30"], ["Yayın sayısı", "Adet", "1", "2", "3"]]


def links(draft: Draft) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in draft.entities.values()}
    return {(names[r.source], r.kind, names[r.target]) for r in draft.relations}


@FORMS
@pytest.mark.parametrize(
    "titles",
    [
        ["Performans Göstergesi", "Birim"],
        ["Gösterge", "Ölçü Birimi"],
        ["Performans Göstergesi (PG)", "Ölçü Birimi"],
        ["Gösterge Adı", "Birimi"],
        ["Performans Göstergeleri", "Ölçü Birimi"],
    ],
)
def test_one_head_over_many_rows(titles: list[str], form: str, tmp_path: Path) -> None:
    draft = imported([*COVER, Grid([[*titles, *HEAD]], ROWS)], form, tmp_path)
    assert [value for value, _ in facts(draft).values()] == [10, 20, 30, 1, 2, 3]
    assert [entity.name for entity in draft.of_kind("indicator")] == ["Denetim sayısı", "Yayın sayısı"]


def test_a_head_that_is_repeated_on_each_page(tmp_path: Path) -> None:
    rows = [[f"Denetim sayısı, {number}. bölge", "Adet", str(number), str(number + 1), "9"] for number in range(1, 91)]
    draft = imported([*COVER, Grid([["Performans Göstergesi", "Ölçü Birimi", *HEAD]], rows)], "pdf", tmp_path)
    assert len(draft.of_kind("indicator")) == 90
    assert len(facts(draft)) == 270


def test_names_over_several_lines_of_a_text(tmp_path: Path) -> None:
    items = [
        *COVER,
        "Performans Göstergesi Ölçü Birimi 2022 Gerçekleşme 2023 Gerçekleşme 2024 Hedef",
        "Limanlarda denetlenen ve kurallara",
        "uygun bulunan gemi sayısı Adet 10 20 30",
        "Yayın sayısı Adet 1 2 3",
    ]
    draft = imported(items, "text", tmp_path)
    names = [entity.name for entity in draft.of_kind("indicator")]
    assert names == ["Limanlarda denetlenen ve kurallara uygun bulunan gemi sayısı", "Yayın sayısı"]


def test_what_stands_below_a_table_is_not_added_to_it(tmp_path: Path) -> None:
    items = [
        *COVER,
        Grid([["Performans Göstergesi", "Ölçü Birimi", *HEAD]], ROWS),
        "1 Yıl sonu verileri geçicidir.",
        "",
        "İletişim",
        "Tel: 0324 111 22 33 Faks: 0324 111 22 44",
    ]
    draft = imported(items, "text", tmp_path)
    assert [value for value, _ in facts(draft).values()] == [10, 20, 30, 1, 2, 3]
    assert any("0324 111 22 33" in passage.text for passage in draft.passages)


@FORMS
def test_heads_over_several_columns(form: str, tmp_path: Path) -> None:
    head = [
        ["Performans Göstergesi", "Ölçü Birimi", "Gerçekleşme", "", "Hedef", ""],
        ["", "", "2022", "2023", "2024", "2025"],
    ]
    spans = [(0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 3, 0), (4, 0, 5, 0)]
    grid = Grid(head, [["Denetim sayısı", "Adet", "10", "20", "30", "40"]], spans)
    draft = imported([*COVER, grid], form, tmp_path)
    read = {(at[2], at[3]): value for at, (value, _) in facts(draft).items()}
    if form == "pdf":
        assert read == {("realised", 2022): 10, ("realised", 2023): 20, ("target", 2024): 30, ("target", 2025): 40}
    else:
        # Which title stands over 2023 is lost in the text; nothing is realised of 2024, nor forecast for what is over.
        assert read == {("realised", 2022): 10, ("target", 2024): 30, ("target", 2025): 40}
        assert told(draft, "unread")


@FORMS
def test_units_in_a_column_of_their_own(form: str, tmp_path: Path) -> None:
    indicators = Grid(
        [["Performans Göstergesi", "Ölçü Birimi", *HEAD, "Sorumlu Birim"]],
        [
            ["Denetim sayısı", "Adet", "10", "20", "30", "Teftiş Kurulu Başkanlığı"],
            ["Yayın sayısı", "Adet", "1", "2", "3", "Basın Müşavirliği"],
        ],
    )
    costs = Grid(
        [["Faaliyetler", "2024 Bütçe", "2025 Tahmin", "Sorumlu Birim"]],
        [
            ["Yol bakımı", "100", "200", "Yol Dairesi Başkanlığı"],
            ["Köprü yapımı", "300", "400", "Köprü Dairesi Başkanlığı"],
        ],
    )
    draft = imported([*COVER, indicators, costs], form, tmp_path)
    found = links(draft)
    assert ("Teftiş Kurulu Başkanlığı", "monitors", "Denetim sayısı") in found
    assert ("Basın Müşavirliği", "monitors", "Yayın sayısı") in found
    if form == "pdf":
        assert ("Yol Dairesi Başkanlığı", "responsible", "Yol bakımı") in found
    assert len(facts(draft)) == 10
    assert not any("no monitoring unit is printed" in note for note in told(draft, "remark"))


@FORMS
def test_units_in_small_letters(form: str, tmp_path: Path) -> None:
    costs = Grid(
        [["Faaliyetler", "2024 Bütçe", "2025 Tahmin"]], [["Yol bakımı", "100", "200"], ["Köprü yapımı", "300", "400"]]
    )
    units = Grid(
        [["Program", "Alt Program", "Faaliyet", "Sorumlu Harcama Birimi"]],
        [
            ["Ulaşım", "Yollar", "Yol bakımı", "Fen İşleri Müdürlüğü"],
            ["Ulaşım", "Yollar", "Köprü yapımı", "Yapı Kontrol Müdürlüğü"],
        ],
        widths=[120, 120, 240, 240],
    )
    draft = imported([*COVER, costs, "Tablo 2. Faaliyetlerden Sorumlu Harcama Birimleri", units], form, tmp_path)
    if form == "pdf":
        assert links(draft) == {
            ("Fen İşleri Müdürlüğü", "responsible", "Yol bakımı"),
            ("Yapı Kontrol Müdürlüğü", "responsible", "Köprü yapımı"),
        }
    else:
        assert ("Fen İşleri Müdürlüğü", "responsible", "Yol bakımı") in links(draft)


MUNICIPALITY = (
    "T.C.",
    "ÇINARLI BELEDİYESİ",
    "2024 YILI PERFORMANS PROGRAMI",
    "",
    "Performans Hedefi: Yolların iyileştirilmesi",
    "",
    Grid(
        [["Performans Göstergeleri", "Ölçü Birimi", "2022 Gerçekleşme", "2024 Hedef"]],
        [["Asfalt miktarı", "Ton", "100", "120"]],
    ),
    "Faaliyet Adı: Asfalt yapımı",
    "Sorumlu Harcama Birimi: Fen İşleri Müdürlüğü",
    Grid(
        [["Kodu", "Açıklama", "Ödenek"]],
        [
            ["01", "Personel Giderleri", "100.000"],
            ["02", "SGK Devlet Primi Giderleri", "20.000"],
            ["03", "Mal ve Hizmet Alım Giderleri", "300.000"],
            ["06", "Sermaye Giderleri", "1.000.000"],
            ["", "Toplam", "1.420.000"],
        ],
        widths=[60, 300, 200],
    ),
    "Tablo 3. Faaliyet Maliyetleri",
    Grid(
        [["Faaliyetler", "Bütçe", "Bütçe Dışı", "Toplam"]],
        [["Asfalt yapımı", "1.420.000", "80.000", "1.500.000"], ["Genel Toplam", "1.420.000", "80.000", "1.500.000"]],
    ),
)


@FORMS
def test_a_municipality(form: str, tmp_path: Path) -> None:
    draft = imported(MUNICIPALITY, form, tmp_path)
    found = facts(draft)
    assert draft.agency.name == "Çınarlı Belediyesi"
    assert found["Asfalt yapımı", "Sermaye Giderleri", "budget", 2024] == (1_000_000, "TL")
    assert found["Asfalt yapımı", "Bütçe Dışı Toplam Kaynak", "budget", 2024] == (80_000, "TL")
    assert found["Asfalt miktarı", "", "target", 2024] == (120, "ton")
    assert found["Çınarlı Belediyesi", "", "budget", 2024] == (1_500_000, "TL")
    goal = next(iter(draft.of_kind("goal")))
    assert next(iter(draft.of_kind("indicator"))).parent == goal.id
    assert ("Fen İşleri Müdürlüğü", "responsible", "Asfalt yapımı") in links(draft)


@FORMS
def test_the_report_of_a_year(form: str, tmp_path: Path) -> None:
    items = [
        "T.C.",
        "ÇINARLI KURUMU",
        "2023 YILI İDARE FAALİYET RAPORU",
        "",
        Grid(
            [["Performans Göstergesi", "Ölçü Birimi", "Hedef", "Gerçekleşme", "Gerçekleşme Oranı (%)", "Sapma Nedeni"]],
            [["Denetim sayısı", "Adet", "900", "874", "97,1", "Personel yetersizliği"]],
            widths=[180, 70, 70, 90, 110, 200],
        ),
    ]
    draft = imported(items, form, tmp_path)
    assert draft.year == 2023
    assert facts(draft) == {
        ("Denetim sayısı", "", "target", 2023): (900, "adet"),
        ("Denetim sayısı", "", "realised", 2023): (874, "adet"),
    }
    reasons = [s.text for s in draft.sentences if s.kind == "deviation"]
    assert reasons == ["Denetim sayısı göstergesinde sapma nedeni: Personel yetersizliği"]


def test_the_cover_names_the_agency_and_an_option_does(tmp_path: Path) -> None:
    grid = Grid([["Performans Göstergesi", "Ölçü Birimi", *HEAD]], ROWS)
    cover = ["T.C.", "KARAAĞAÇ ÜNİVERSİTESİ", "2024 YILI PERFORMANS PROGRAMI", ""]
    assert imported([*cover, grid], "text", tmp_path).agency.name == "Karaağaç Üniversitesi"
    ministry = ["T.C.", "ULAŞIM BAKANLIĞI", "LİMANLAR GENEL MÜDÜRLÜĞÜ", "2024 YILI PERFORMANS PROGRAMI", ""]
    assert imported([*ministry, grid], "text", tmp_path).agency.name == "Limanlar Genel Müdürlüğü"
    with pytest.raises(ImportRefused, match="--agency"):
        imported(["2024 YILI PERFORMANS PROGRAMI", "", grid], "text", tmp_path)
