"""The units in which indicators are measured, told from the words of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.document import Placed, key
from knowledge.importing.names import joined
from knowledge.importing.notes import Told, tell
from knowledge.language.letters import fold, lower

_UNITS = frozenset(
    [
        "sayi",
        "oran",
        "yuzde",
        "adet",
        "kisi",
        "tl",
        "bintl",
        "milyontl",
        "gun",
        "gunu",
        "saat",
        "dakika",
        "ay",
        "yil",
        "puan",
        "m2",
        "metrekare",
        "m3",
        "metrekup",
        "km",
        "km2",
        "kilometre",
        "metre",
        "ton",
        "kg",
        "hektar",
        "dekar",
        "ha",
        "litre",
        "kwh",
        "mwh",
        "mw",
        "gb",
        "tb",
        "dolar",
        "euro",
        "usd",
        "derece",
        "sira",
        "endeks",
        "skor",
        "binkisi",
        "milyon",
        "bin",
        "kat",
        "hane",
        "konut",
        "dosya",
        "proje",
        "ogrenci",
        "evethayir",
        "varyok",
        "birim",
        "set",
        "cift",
        "is",
    ]
)
_BEFORE_UNITS = frozenset(
    [
        "is",
        "bin",
        "milyon",
        "milyar",
        "kisi",
        "adet",
        "gun",
        "kumulatif",
        "toplam",
        "ortalama",
        "1000",
        "yillik",
        "aylik",
        "gunluk",
    ]
)
"""Words that stand before a unit and belong to it."""
_SCALES = ("Bin", "Milyon", "Milyar")
"""What counts a unit that nobody has heard of, where both begin with a capital: "Bin TEU"."""
_COMPOUND = re.compile(r"[^\W\d]{1,8}[²³23](?:/[^\W\d]+)?|[^\W\d]{1,12}\d?[²³]?/[^\W\d]{1,12}[²³23]?")
"""Units of a shape that names do not have: "m²", "kg/yıl", "TL/kişi"."""
_ENDS_OF_NAMES = frozenset(("sayisi", "miktari", "orani", "uzunlugu", "suresi", "tutari", "alani", "adedi"))
"""With what the names of indicators end, so that no word of them stands behind it unless it is a possessive too."""
_POSSESSIVES = ("i", "u")
"""How the key of a possessive ends: "artışı"."""
_RATES = frozenset(("yuzde", "oran"))
KINDS = frozenset(["girdi", "cikti", "sonuc", "etki", "verimlilik", "etkililik", "etkinlik", "kalite"])
"""What a column "Gösterge Türü" says."""
NO_UNIT = "unit_unprinted"
"""The sort of doubt of a unit that is only taken for granted."""
THOUSAND = re.compile(r"1\.?000")


def unit_of(words: Sequence[Placed]) -> str:
    """A unit as facts give it: "oran" for every rate, small letters, a thousand in words.

    "1000 Kişi" is "bin kişi": the figures count thousands.
    """
    printed = joined(words).strip("()[] ")
    if printed == "%" or key(printed) in _RATES:
        return "oran"
    if key(printed) == "tl":
        return "TL"
    return THOUSAND.sub("bin", lower(printed)).replace("tl", "TL")


def parted(before: Sequence[Placed]) -> tuple[list[Placed], str, Told | None]:
    """The name and the unit that stand before the figures of a row, and what is doubtful of the unit."""
    words = list(before)
    kinds = [word for word in words[-3:] if word.key in KINDS and word.text[:1].isupper()]
    if kinds and len(words) > 2 and words.index(kinds[-1]) >= len(words) - 2:
        words.remove(kinds[-1])
    bracketed = _bracketed(words)
    if bracketed:
        return words[:-bracketed], unit_of(words[-bracketed:]), None
    qualified = len(words) > 2 and words[-2].key in _BEFORE_UNITS and not words[-2].text.endswith(")")
    scaled = len(words) > 2 and (words[-2].text in _SCALES or THOUSAND.fullmatch(words[-2].text) is not None)
    size = 2 if (qualified and is_unit(words[-1])) or (scaled and words[-1].text[:1].isupper()) else 1
    if size == 2 and len(words) > 3 and words[-2].key in ("kisi", "adet") and words[-2].text[:1].islower():
        size = 1
    unit = words[-size:]
    if is_unit(unit[-1]) or key(joined(unit)) in _UNITS:
        return words[:-size], unit_of(unit), None
    printed = joined(unit)
    if _is_measured(words):
        return words[:-1], unit_of(unit), None
    if lower(printed) != printed and len(words) > 1:
        return words[:-size], unit_of(unit), tell("unit_guessed", unit=printed)
    guess = "oran" if fold(printed).startswith(("oran", "yuzde")) else "sayı"
    return words, guess, tell(NO_UNIT, unit=guess)


def _is_measured(words: Sequence[Placed]) -> bool:
    """Whether a word that nobody has heard of as a unit stands behind the end of a name: "aile sayısı aile"."""
    last = words[-1]
    plain = last.text.isalpha() and lower(last.text) == last.text and not last.key.endswith(_POSSESSIVES)
    return plain and len(words) > 2 and words[-2].key in _ENDS_OF_NAMES


def _bracketed(words: Sequence[Placed]) -> int:
    """How many words at the end are a unit in brackets, "(Adet)" or "(Bin Ton)"; 0 where there are none."""
    if not words or not words[-1].text.endswith(")"):
        return 0
    for size in (1, 2, 3):
        own = words[-size:]
        if len(words) > size and own[0].text.startswith("("):
            last = own[-1].text.strip("()")
            return size if key(last) in _UNITS or last == "%" or _COMPOUND.fullmatch(last) else 0
    return 0


def is_unit(word: Placed) -> bool:
    """Whether a word alone is a unit."""
    text = word.text.strip("()")
    return text == "%" or key(text) in _UNITS or _COMPOUND.fullmatch(text) is not None
