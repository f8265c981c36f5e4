"""A text becomes words with their set-off endings, however it is typed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.words import split


@pytest.mark.parametrize(
    ("text", "stem", "ending"),
    [
        ("2023'ün", "2023", "un"),
        ("2023’ün", "2023", "un"),
        ("2023ün", "2023", "un"),
        ("2023un", "2023", "un"),
        ("2023te", "2023", "te"),
        ("2023de", "2023", "de"),
        ("2023ten", "2023", "ten"),
        ("2021den", "2021", "den"),
        ("2025e", "2025", "e"),
        ("2022nin", "2022", "nin"),
        ("2023'teki", "2023", "teki"),
        ("2023tekinden", "2023", "tekinden"),
        ("1.280.000", "1.280.000", ""),
        ("1.280.000'den", "1.280.000", "den"),
        ("7.500", "7.500", ""),
        ("7.500'ü", "7.500", "u"),
        ("3,5", "3,5", ""),
        ("22.82", "22.82", ""),
        ("A5H2", "a5h2", ""),
        ("a5h2'nin", "a5h2", "nin"),
        ("A5H2nin", "a5h2", "nin"),
        ("A5", "a5", ""),
        ("a5in", "a5", "in"),
        ("164/B", "164/b", ""),
        ("164/b", "164/b", ""),
        ("164/A'nın", "164/a", "nin"),
        ("164/anın", "164/a", "nin"),
        ("e-İkamet", "eikamet", ""),
        ("E-ikamet'in", "eikamet", "in"),
        ("m²", "m2", ""),
        ("YİMER'e", "yimer", "e"),
        ("Yimer`in", "yimer", "in"),
        ("Altyapısı'nın", "altyapisi", "nin"),
        ("Kurulu'ndaki", "kurulu", "ndaki"),
        ("Kur'an", "kuran", ""),
        ("2nci", "2", "nci"),
        ("3'üncü", "3", "uncu"),
        ("18.10.2018", "18.10.2018", ""),
        ("11/04/2014", "11.04.2014", ""),
        ("www.goc.gov.tr", "www.goc.gov.tr", ""),
        ("https://www.goc.gov.tr/a?b=1", "https://www.goc.gov.tr/a?b=1", ""),
        ("bilgi@goc.gov.tr", "bilgi@goc.gov.tr", ""),
        ("Baş-\nkanlığı", "baskanligi", ""),
        ("göç\u00adnet", "gocnet", ""),
        ("i̇çişleri", "icisleri", ""),
        ("YİMER\u02bcin", "yimer", "in"),
        ("YİMER\u02bbin", "yimer", "in"),
        ("2023\u02bcteki", "2023", "teki"),
        ("2️⃣0️⃣2️⃣3️⃣", "2023", ""),
        ("٢٠٢١'de", "2021", "de"),
        ("2O21", "2021", ""),
        ("2o22de", "2022", "de"),
        ("202l", "2021", ""),
        ("sýnýr", "sinir", ""),
        ("GÖÇÜÞ", "gocus", ""),
        ("daðýlým", "dagilim", ""),
    ],
)
def test_one_word(text: str, stem: str, ending: str) -> None:
    (word,) = split(text)
    assert (word.stem, word.ending, word.text) == (stem, ending, text)
    assert word.folded == stem + ending


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("1,5 milyar", ["1,5", "milyar"]),
        ("3milyon", ["3", "milyon"]),
        ("2023yılı", ["2023", "yili"]),
        ("3.198.642.000TL", ["3.198.642.000", "tl"]),
        ("tablo1de", ["tablo", "1"]),
        ("tablo8", ["tablo", "8"]),
        ("2021,2022", ["2021", "2022"]),
        ("2021/2022", ["2021", "2022"]),
        ("ve/veya", ["ve", "veya"]),
        ("5₺", ["5", "tl"]),
        ("**kalın** _ince_ <b>x</b>", ["kalin", "ince", "b", "x", "b"]),
        ("göç😀kurulu", ["goc", "kurulu"]),
        ("bakınız: goc.gov.tr.", ["bakiniz", "goc.gov.tr"]),
        ("kaç % arttı", ["kac", "yuzde", "artti"]),
        ("", []),
        ("... ?!", []),
    ],
)
def test_several_words(text: str, stems: list[str]) -> None:
    assert [word.stem for word in split(text)] == stems


@pytest.mark.parametrize(
    ("text", "stem", "ending"),
    [
        ("%13", "13", ""),
        ("% 13", "13", ""),
        ("%13'lük", "13", "luk"),
        ("13%", "13", ""),
        ("13%'ü", "13", "u"),
        ("%22,82'si", "22,82", "si"),
    ],
)
def test_percent_sign(text: str, stem: str, ending: str) -> None:
    (word,) = split(text)
    assert word.percent
    assert (word.stem, word.ending) == (stem, ending)


def test_quotes_are_no_apostrophes() -> None:
    words = split("'Güçlü Kurumsal Kapasite' amacının \"hedefi\" ‘Uyum’un")
    assert [(w.folded, w.ending) for w in words] == [
        ("guclu", ""), ("kurumsal", ""), ("kapasite", ""), ("amacinin", ""), ("hedefi", ""), ("uyumun", "un"),
    ]  # fmt: skip


@pytest.mark.parametrize("smiley", [":D", ":)", ":-)", "xD", ":P", ";)", "<3", "^^", ":d", "=)", "🙏", "😂😂"])
def test_smileys_are_no_words(smiley: str) -> None:
    words = split(f"ikamet 2023 {smiley}")
    assert [(word.stem, word.gap) for word in words] == [("ikamet", ""), ("2023", "")]
    assert [word.stem for word in split(f"{smiley} ikamet")][-1] == "ikamet"


def test_a_colon_is_no_smiley() -> None:
    assert [word.stem for word in split("birim:Daire, saat 10:00 (a:b) <3'ten az")] == [
        "birim", "daire", "saat", "10", "00", "a", "b", "3", "az",
    ]  # fmt: skip


def test_gap_is_what_stands_between() -> None:
    words = split("2021-2025, 1., 2. ve (3)\nsatır")
    assert [word.gap for word in words] == ["", "-", ",", ".,", ".", "(", ")\n"]


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    position = 0
    for word in split(text):
        assert position <= word.start < word.end <= len(text)
        assert word.folded
        assert word.stem
        position = word.end


@given(st.text(alphabet="2019%.,/'’-eEtaşB \n@₺", max_size=60))
def test_figures_and_signs(text: str) -> None:
    ends = [0]
    for word in split(text):
        assert ends[-1] <= word.start < word.end
        ends.append(word.end)


@pytest.mark.parametrize("unit", ["a", "a-\n", "1.", "a.", "%", "'", "2023'te ", "a@", "http://", "e-", "1/a", "ab1"])
def test_long_texts_take_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    started = time.process_time()
    split(text)
    assert time.process_time() - started < 3
