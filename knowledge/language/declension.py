"""Puts Turkish cases on what the bot says: "2023'te", "13'ü", "YİMER'in", "Göç Kurulu'nda"."""

from __future__ import annotations

import re

from knowledge.language.letters import lower

_VOWELS = "aıoueiöüâîû"
_HIGH = dict(zip(_VOWELS, "ııuuiiüüıiu", strict=True))
"""The high vowel that follows each vowel."""
_VOICELESS = "fstkçşhp"
_HIGH_FRONT = {"ı": "i", "u": "ü"}

_UNITS = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_POWERS = ("yüz", "bin", "milyon", "milyar", "trilyon")

# Back vowels in writing, front ones in the suffix.
_FRONT_WORDS = frozenset(
    str.split(
        """saat kabul kontrol rol hal dikkat seyahat usul mahsul sembol petrol harf ithal ihtimal istikbal
        ziraat sürat şefkat hayal ihmal ihlal istiklal festival terminal meşgul protokol futbol alkol
        gol iptal misal sual ideal"""
    )
)
# k, p and ç that stay hard before a vowel.
_HARD_WORDS = frozenset(
    str.split(
        """hukuk ahlak evrak iştirak tip ekip prensip sap cop suç maç saç iç üç hiç kaç grup sendik tank
        bark park bank link"""
    )
)
_GEMINATED = {
    "hak": "hakk", "hat": "hatt", "his": "hiss", "had": "hadd", "tıp": "tıbb", "ret": "redd", "şık": "şıkk",
}  # fmt: skip
_DROPPED = {
    "izin": "izn", "isim": "ism", "kısım": "kısm", "şehir": "şehr", "nehir": "nehr", "vakit": "vakt",
    "kayıp": "kayb", "emir": "emr", "resim": "resm", "hüküm": "hükm", "akıl": "akl", "fikir": "fikr",
    "metin": "metn", "hacim": "hacm", "cisim": "cism", "ömür": "ömr", "oğul": "oğl", "ağız": "ağz",
    "burun": "burn", "nesil": "nesl", "asıl": "asl", "fasıl": "fasl", "şekil": "şekl", "devir": "devr",
    "zihin": "zihn", "kabir": "kabr",
}  # fmt: skip
_SOFT = {"p": "b", "ç": "c", "k": "ğ"}
# Words that end like a possessive but are none.
_BARE = frozenset(
    str.split(
        """bilgi kişi konu yapı altyapı yazı yetki etki vergi sergi belgi görevli ilgili yetkili yabancı
        öğrenci geçici sürekli düzenli kamu mali idari hukuki resmi iki yedi altı yirmi elli bütçeli
        işçi yönetici sayılı tarihli özgü ordu soru sanayi tüketici gezi sığınmacı mülteci hizmetli
        zorunlu gönüllü dolu kadrolu sözleşmeli güvenli sorumlu uyumlu"""
    )
)

_CASES = {"nom", "acc", "dat", "loc", "abl", "gen", "ins", "poss"}
_LETTER_BACK = "HK"
"""Letters named "ha" and "ka": KHK'nın, SGK'nın; the rest are named with e."""
_WORD_END = re.compile(r"[\w%]+(?=[^\w%]*$)")
_ASIDE = re.compile(r"(.*\w)(\s*\([^()]*\)\W*)", re.DOTALL)
_LEGAL_CODA = re.compile(r"(?:[rlny][tkpçs]|[ns]k|st|rd|rs|ft|ks|[^bcçdfgğhjklmnpqrsştvwxyz].|^.)$")
_SHORTEST_READ = 3
"""Letters of an acronym that may be read as a word."""


def with_case(name: str, case: str, possessive_compound: bool | None = None, apostrophe: bool | None = None) -> str:
    """The name in a case: "nom", "acc", "dat", "loc", "abl", "gen", "ins", "poss" (third person).

    `possessive_compound` tells whether the name ends in a possessive ("Göç Kurulu"), which takes an n before
    its case; None lets the form of the name decide. `apostrophe` None puts one after figures, codes, acronyms
    and capitalised names. Raises ValueError for an unknown case.

    >>> with_case("2023", "loc"), with_case("YİMER", "gen"), with_case("Göç Kurulu", "loc")
    ("2023'te", "YİMER'in", "Göç Kurulu'nda")
    >>> with_case("geri gönderme merkezleri", "gen"), with_case("ödenek", "acc"), with_case("%13", "poss")
    ('geri gönderme merkezlerinin', 'ödeneği', "%13'ü")
    """
    if case not in _CASES:
        raise ValueError(f"Unknown case {case!r}: one of {', '.join(sorted(_CASES))}.")
    aside = _ASIDE.fullmatch(name)
    if aside:
        # The ending goes before a name's bracket: "Vize Kurulu'nun (VİK)".
        return with_case(aside[1], case, possessive_compound, apostrophe) + aside[2]
    found = _WORD_END.search(name)
    if case == "nom" or not found:
        return name
    last = found[0]
    spoken, spelled = _spoken(last, name[: found.start()])
    mark = spelled or last[:1].isupper() if apostrophe is None else apostrophe
    pronominal = False
    if not spelled:
        pronominal = _is_possessive(name, last) if possessive_compound is None else possessive_compound
    elif possessive_compound:
        pronominal = spoken[-1] in _VOWELS
    if case == "poss" and pronominal:
        return name
    ending = _ending(spoken, case, pronominal)
    if mark:
        return f"{name[: found.end()]}'{ending}{name[found.end() :]}"
    head = name[: found.end()]
    if ending[0] in _VOWELS and not pronominal:
        head = head[: -len(last)] + _before_vowel(last)
    return head + ending + name[found.end() :]


def accusative(name: str) -> str:
    """The name as object: "2023'ü"."""
    return with_case(name, "acc")


def dative(name: str) -> str:
    """The name as goal: "2023'e"."""
    return with_case(name, "dat")


def locative(name: str) -> str:
    """The name as place or time: "2023'te"."""
    return with_case(name, "loc")


def ablative(name: str) -> str:
    """The name as start: "2023'ten"."""
    return with_case(name, "abl")


def genitive(name: str) -> str:
    """The name as owner: "2023'ün"."""
    return with_case(name, "gen")


def instrumental(name: str) -> str:
    """The name as means or company: "2023'le"."""
    return with_case(name, "ins")


def spoken_number(figure: str) -> str:
    """The last word of a figure read aloud, on which its ending depends.

    >>> spoken_number("1.280.000"), spoken_number("22,82"), spoken_number("2040")
    ('bin', 'iki', 'kırk')
    """
    digits = re.sub(r"\D", "", figure.rpartition(",")[2] if "," in figure else _integer(figure))
    if not digits.strip("0"):
        return _UNITS[0]
    bare = digits.rstrip("0")
    zeros = len(digits) - len(bare)
    if zeros == 0:
        return _UNITS[int(bare[-1])]
    if zeros == 1:
        return _TENS[int(bare[-1])]
    return _POWERS[min(zeros // 3, len(_POWERS) - 1)]


def _integer(figure: str) -> str:
    """The part of a figure without comma that is read last: "22.82" has a decimal point, "1.000" none."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figure):
        return figure
    return figure.rpartition(".")[2]


def _spoken(last: str, before: str) -> tuple[str, bool]:
    """How the last word sounds, and whether it is a figure, code or acronym, which take an apostrophe."""
    if last in ("m²", "km²", "m2", "km2"):
        return "metrekare", True
    if last[-1].isdigit():
        figure = re.search(r"[0-9.,]+$", before + last)
        return spoken_number(figure[0].lstrip(".,") if figure else last), True
    if last == "%":
        return spoken_number(re.sub(r"[^\d.,]", "", before) or "0"), True
    if any(letter.isdigit() for letter in last) or (len(last) == 1 and before.endswith("/")):
        return _letter(last[-1].upper()), True
    letters = [letter for letter in last if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        # A name wholly in capitals is no acronym.
        shouted = before.isupper() and len(last) > 5
        return (lower(last) if shouted or _read_as_word(last) else _letter(last[-1])), True
    return lower(last), False


def _letter(letter: str) -> str:
    """The name of a letter: "be", "ka"."""
    small = lower(letter)
    if small in _VOWELS:
        return small
    return small + ("a" if letter in _LETTER_BACK else "e")


def _read_as_word(acronym: str) -> bool:
    """Whether an acronym is said as a word (YİMER) and not letter by letter (PTT, ABD)."""
    small = lower(acronym)
    if len(small) < _SHORTEST_READ or not any(letter in _VOWELS for letter in small):
        return False
    shape = "".join("V" if letter in _VOWELS else "C" for letter in small)
    if shape.startswith("CC") or "CCC" in shape:
        return False
    return not shape.endswith("CC") or bool(_LEGAL_CODA.search(small[-2:]))


def _is_possessive(name: str, last: str) -> bool:
    """Whether a name looks like a possessive compound: "Göç Kurulu", "merkezleri"."""
    small = lower(last)
    if small in _BARE or small[-1] not in "ıiuü":
        return False
    if re.search(r"(?:l[ae]r|l[ıiuü]ğ)[ıiuü]$", small):
        return True
    return bool(re.search(r"\w\W+\w+\W*$", name)) and not small.endswith(("î", "cı", "ci", "çı", "çi"))


def _ending(spoken: str, case: str, pronominal: bool) -> str:
    last = spoken[-1]
    after_vowel = last in _VOWELS
    vowel = next((letter for letter in reversed(spoken) if letter in _VOWELS), "e")
    high = _HIGH[vowel]
    if spoken in _FRONT_WORDS:
        high = _HIGH_FRONT.get(high, high)
    low = "a" if high in "ıu" else "e"
    if case == "gen":
        return f"n{high}n" if after_vowel else f"{high}n"
    if case == "poss":
        return f"s{high}" if after_vowel else high
    if case == "ins":
        return f"yl{low}" if after_vowel else f"l{low}"
    if case in ("acc", "dat"):
        buffer = ("n" if pronominal else "y") if after_vowel else ""
        return buffer + (high if case == "acc" else low)
    stop = "t" if last in _VOICELESS else "d"
    return ("n" if pronominal else "") + stop + low + ("n" if case == "abl" else "")


def _before_vowel(word: str) -> str:
    """A common noun as it stands before a vowel: "ödeneğ", "izn", "hakk"."""
    small = lower(word)
    for table in (_DROPPED, _GEMINATED):
        if small in table:
            return word[: len(word) - len(small)] + table[small]
    if small in _HARD_WORDS or sum(letter in _VOWELS for letter in small) < 2:
        return {"renk": "reng", "çok": "çoğ", "gök": "göğ"}.get(small, word)
    if small.endswith("nk"):
        return word[:-1] + "g"
    return word[:-1] + _SOFT.get(small[-1], word[-1])
