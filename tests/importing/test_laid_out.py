"""Text that keeps the columns of a page by blanks: the lines of one row are put together, and nothing is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.laid_out import joined_rows

LIGHTS = """\
                                          Ölçü       2022      2023   2023 YS Gerç.   2024
Performans Göstergesi                     Birimi    Gerç.  Planlanan   Tahmini      Hedef
1- Fenerlerin kesintisiz çalışma oranı    Oran       98,2        99        98,7         99
Açıklama            : Sorumluluk sahasındaki fenerlerin ışık verdiği sürenin oranını gösterir.

2- Güneş enerjisine dönüştürülen fener    Sayı        142       180         171        210
sayısı
Açıklama            : Güneş paneline geçirilen fenerlerin toplamıdır."""
COSTS = """\
EKONOMİK KOD                                 2023 Bütçe 2023 Harcama   2024 Bütçe
                                                           (Haziran)
Personel Giderleri                          182.400.000   97.318.442  301.560.000
Sosyal Güvenlik Kurumuna Devlet Primi        34.650.000   18.204.117   57.296.000
Giderleri
TOPLAM                                      217.050.000  115.522.559  358.856.000"""


def rows(text: str) -> list[str]:
    return [row for row in joined_rows(text.split("\n"))[0] if row]


def test_a_head_of_two_lines_is_one_column_after_column() -> None:
    head = "Performans Göstergesi  Ölçü Birimi  2022 Gerç.  2023 Planlanan  2023 YS Gerç. Tahmini  2024 Hedef"
    assert rows(LIGHTS)[0] == head
    assert rows(COSTS)[0] == "EKONOMİK KOD  2023 Bütçe  2023 Harcama (Haziran)  2024 Bütçe"


def test_the_end_of_a_name_that_did_not_fit_comes_back_to_its_row() -> None:
    assert "2- Güneş enerjisine dönüştürülen fener sayısı  Sayı  142  180  171  210" in rows(LIGHTS)
    costs = "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri  34.650.000  18.204.117  57.296.000"
    assert costs in rows(COSTS)


def test_what_stands_in_brackets_belongs_to_the_title_above_it() -> None:
    text = (
        "FENER                  KADIN     YÜKSEKLİK     PERSONEL\n"
        "                                 (m)\n"
        "Kuzey Feneri               596           753           693"
    )
    assert rows(text)[0] == "FENER  KADIN  YÜKSEKLİK (m)  PERSONEL"


def test_titles_over_some_columns_leave_the_lines_of_a_head_apart() -> None:
    two = (
        "                      KADIN               ERKEK\n"
        "BİRİM               MEMUR     İŞÇİ      MEMUR     İŞÇİ\n"
        "Kuzey Bölgesi         12        5         20       9"
    )
    shifted = (
        "                     MEMUR          SÖZLEŞMELİ\n"
        "BİRİM                SAYISI    TOPLAM     SAYISI\n"
        "Kuzey Bölgesi           12        32          20"
    )
    left = (
        "FENER                  ARIZA     KADIN     YÜKSEKLİK     PERSONEL\n"
        "                       SAYISI              (m)           SAYISI\n"
        "Kuzey Feneri                465       596           753           693"
    )
    assert joined_rows(left.split("\n")) == (left.split("\n"), {0, 1})
    assert rows(two) == two.split("\n")
    assert rows(shifted) == shifted.split("\n")


def test_what_begins_the_next_row_ends_no_name() -> None:
    text = (
        "TESİS                          ODA SAYISI   YATAK SAYISI\n"
        "Kuzey Sahili Dinlenme Tesisi       120           400\n"
        "Güneydoğu Sahili Gençlik\n"
        "Dinlenme Kampı                      80           600\n"
        "Kiralanan Tesisler\n"
        "Doğu Tesisi                         60           500"
    )
    assert rows(text) == text.split("\n")


def test_a_caption_in_the_middle_is_no_head() -> None:
    text = (
        "                                  Tablo 91. Depoların Dökümü\n"
        "                                  {}\n"
        "DEPO                          RAF SAYISI     PALET SAYISI\n"
        "Kuzey Deposu                         120              4\n"
        "Güney Deposu                          80              6"
    )
    for line in ("", "(Yıl sonu itibarıyla)", "Tablo 91"):
        told = text.format(line).split("\n")
        assert joined_rows(told) == (told, set())


def test_a_line_that_would_have_fitted_is_one_of_its_own() -> None:
    text = "Bakım                    12     14\nOnarım\nYenileme                  3      4"
    assert rows(text) == text.split("\n")


def test_a_programme_above_the_next_rows_ends_no_name() -> None:
    text = "Güneş enerjisine dönüştürülen fener    142       180\nKIYI PROGRAMI\nYenilenen şamandıra    34   40"
    assert "KIYI PROGRAMI" in rows(text)


def test_figures_close_behind_a_name_leave_its_lines_apart() -> None:
    text = "Personel 1.200 300 - Sosyal Güvenlik        1.500      1.600\nPrimler 20 3 -       23    26"
    assert rows(text) == text.split("\n")


def test_text_without_columns_stays() -> None:
    text = "Fenerler 1864 yılından beri hizmet verir.\nBakım 12 bölgede yapılır.\n\nToplam 12 14"
    assert joined_rows(text.split("\n")) == (text.split("\n"), set())


@given(st.lists(st.text(alphabet="ab Şı9.-:() ", max_size=60), max_size=12))
def test_no_word_is_lost(lines: list[str]) -> None:
    found, _ = joined_rows(lines)
    assert len(found) == len(lines)
    assert Counter(" ".join(row for row in found if row).split()) == Counter(" ".join(lines).split())
