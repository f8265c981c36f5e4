"""What the bot says carries the right Turkish endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.declension import spoken_number, with_case
from knowledge.language.suffixes import ending_case
from knowledge.language.words import split

CASES = ("acc", "dat", "loc", "abl", "gen", "ins", "poss")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("2020", "2020'yi 2020'ye 2020'de 2020'den 2020'nin 2020'yle 2020'si"),
        ("2021", "2021'i 2021'e 2021'de 2021'den 2021'in 2021'le 2021'i"),
        ("2022", "2022'yi 2022'ye 2022'de 2022'den 2022'nin 2022'yle 2022'si"),
        ("2023", "2023'ü 2023'e 2023'te 2023'ten 2023'ün 2023'le 2023'ü"),
        ("2024", "2024'ü 2024'e 2024'te 2024'ten 2024'ün 2024'le 2024'ü"),
        ("2025", "2025'i 2025'e 2025'te 2025'ten 2025'in 2025'le 2025'i"),
        ("2026", "2026'yı 2026'ya 2026'da 2026'dan 2026'nın 2026'yla 2026'sı"),
        ("0", "0'ı 0'a 0'da 0'dan 0'ın 0'la 0'ı"),
        ("6", "6'yı 6'ya 6'da 6'dan 6'nın 6'yla 6'sı"),
        ("9", "9'u 9'a 9'da 9'dan 9'un 9'la 9'u"),
        ("10", "10'u 10'a 10'da 10'dan 10'un 10'la 10'u"),
        ("40", "40'ı 40'a 40'ta 40'tan 40'ın 40'la 40'ı"),
        ("%13", "%13'ü %13'e %13'te %13'ten %13'ün %13'le %13'ü"),
        ("%62,18", "%62,18'i %62,18'e %62,18'de %62,18'den %62,18'in %62,18'le %62,18'i"),
        (
            "1.000.000",
            "1.000.000'u 1.000.000'a 1.000.000'da 1.000.000'dan 1.000.000'un 1.000.000'la 1.000.000'u",
        ),
        ("5 TL", "5 TL'yi|5 TL'ye|5 TL'de|5 TL'den|5 TL'nin|5 TL'yle|5 TL'si"),
        (
            "3,2 milyar",
            "3,2 milyarı|3,2 milyara|3,2 milyarda|3,2 milyardan|3,2 milyarın|3,2 milyarla|3,2 milyarı",
        ),
        ("YİMER", "YİMER'i YİMER'e YİMER'de YİMER'den YİMER'in YİMER'le YİMER'i"),
        ("TÜİK", "TÜİK'i TÜİK'e TÜİK'te TÜİK'ten TÜİK'in TÜİK'le TÜİK'i"),
        ("İŞKUR", "İŞKUR'u İŞKUR'a İŞKUR'da İŞKUR'dan İŞKUR'un İŞKUR'la İŞKUR'u"),
        ("SGK", "SGK'yı SGK'ya SGK'da SGK'dan SGK'nın SGK'yla SGK'sı"),
        ("KBÖ", "KBÖ'yü KBÖ'ye KBÖ'de KBÖ'den KBÖ'nün KBÖ'yle KBÖ'sü"),
        ("A5H2", "A5H2'yi A5H2'ye A5H2'de A5H2'den A5H2'nin A5H2'yle A5H2'si"),
        ("164/B", "164/B'yi 164/B'ye 164/B'de 164/B'den 164/B'nin 164/B'yle 164/B'si"),
        ("Ankara", "Ankara'yı Ankara'ya Ankara'da Ankara'dan Ankara'nın Ankara'yla Ankara'sı"),
        ("GöçNet", "GöçNet'i GöçNet'e GöçNet'te GöçNet'ten GöçNet'in GöçNet'le GöçNet'i"),
        ("saat", "saati saate saatte saatten saatin saatle saati"),
        ("ödenek", "ödeneği ödeneğe ödenekte ödenekten ödeneğin ödenekle ödeneği"),
        ("izin", "izni izne izinde izinden iznin izinle izni"),
        ("renk", "rengi renge renkte renkten rengin renkle rengi"),
        ("hukuk", "hukuku hukuka hukukta hukuktan hukukun hukukla hukuku"),
        ("bütçe", "bütçeyi bütçeye bütçede bütçeden bütçenin bütçeyle bütçesi"),
        ("hizmet", "hizmeti hizmete hizmette hizmetten hizmetin hizmetle hizmeti"),
    ],
)
def test_simple_names(name: str, forms: str) -> None:
    assert [with_case(name, case) for case in CASES] == (forms.split("|") if "|" in forms else forms.split())


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("Genel Müdürlüğü", "gen", "Genel Müdürlüğü'nün"),
        ("Genel Müdürlüğü", "ins", "Genel Müdürlüğü'yle"),
        ("Göç Kurulu", "loc", "Göç Kurulu'nda"),
        ("Göç Kurulu", "poss", "Göç Kurulu"),
        ("Vize Dairesi Başkanlığı", "dat", "Vize Dairesi Başkanlığı'na"),
        ("Başkanlığı", "abl", "Başkanlığı'ndan"),
        ("Göç Yönetimi", "acc", "Göç Yönetimi'ni"),
        ("Düzensiz Göç", "gen", "Düzensiz Göç'ün"),
        ("geri gönderme merkezleri", "gen", "geri gönderme merkezlerinin"),
        ("geri gönderme merkezleri", "loc", "geri gönderme merkezlerinde"),
        ("2023 hedefi", "dat", "2023 hedefine"),
        ("2022 yıl sonu gerçekleşme tahmini", "abl", "2022 yıl sonu gerçekleşme tahmininden"),
        ("2022 bütçesi", "gen", "2022 bütçesinin"),
        ("düzensiz göçmen yabancı", "dat", "düzensiz göçmen yabancıya"),
        ("Vize Kurulu (VİK)", "gen", "Vize Kurulu'nun (VİK)"),
        ("2022 harcaması (Haziran)", "dat", "2022 harcamasına (Haziran)"),
        ("1.029 m²", "gen", "1.029 m²'nin"),
        ("KHK", "gen", "KHK'nın"),
        ("PTT", "gen", "PTT'nin"),
        ("ABD", "gen", "ABD'nin"),
        ("AB", "dat", "AB'ye"),
        ("GÖÇ YÖNETİMİ", "gen", "GÖÇ YÖNETİMİ'nin"),
        ("", "gen", ""),
        ("?!", "gen", "?!"),
    ],
)
def test_names(name: str, case: str, expected: str) -> None:
    assert with_case(name, case) == expected


def test_arguments_overrule_the_guess() -> None:
    assert with_case("bilgi", "gen", possessive_compound=True) == "bilginin"
    assert with_case("Ağrı Valisi", "dat", possessive_compound=False) == "Ağrı Valisi'ye"
    assert with_case("Müdürlüğü", "dat", apostrophe=False) == "Müdürlüğüne"


def test_unknown_case() -> None:
    with pytest.raises(ValueError, match="Unknown case 'voc'"):
        with_case("2023", "voc")


@pytest.mark.parametrize(
    ("figure", "word"),
    [
        ("3", "üç"), ("13", "üç"), ("20", "yirmi"), ("30", "otuz"), ("60", "altmış"), ("70", "yetmiş"),
        ("80", "seksen"),
        ("90", "doksan"), ("100", "yüz"), ("200", "yüz"), ("1.000", "bin"), ("10.000", "bin"), ("100.000", "bin"),
        ("1.000.000", "milyon"), ("3.000.000.000", "milyar"), ("22,82", "iki"), ("22.82", "iki"), ("2,50", "elli"),
        ("0", "sıfır"), ("0,05", "beş"), ("1.280.000", "bin"), ("13.219", "dokuz"), ("2000", "bin"),
    ],
)  # fmt: skip
def test_spoken_number(figure: str, word: str) -> None:
    assert spoken_number(figure) == word


@given(st.text(max_size=40), st.sampled_from(CASES), st.sampled_from((None, True, False)))
def test_any_name(name: str, case: str, flag: bool | None) -> None:
    assert len(with_case(name, case, flag, flag)) >= len(name)


@given(st.integers(0, 10**12), st.sampled_from(("acc", "dat", "loc", "abl", "gen", "ins")))
def test_figures_come_back(value: int, case: str) -> None:
    (word,) = split(with_case(str(value), case))
    assert word.stem == str(value)
    assert ending_case(word.ending) == case
