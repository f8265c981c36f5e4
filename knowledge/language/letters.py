"""Turkish letters: one folding for knowledge and questions alike, and casing that knows two kinds of i."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\u20e3"
"""Also the key around a digit, which is the digit."""
_DOT_ABOVE = "\u0307"
_APOSTROPHES = "’‘ʼʻʽˈ′`´ʹ‛＇"
_DASHES = "‐‑‒–—−"
VOWELS = frozenset("aeiou")
"""The folded vowels."""

_FOLD: dict[int, str | None] = {
    **{ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **dict(zip(map(ord, "ıİşŞğĞüÜöÖçÇâÂîÎûÛêÊôÔ"), "iissgguuooccaaiiuueeoo", strict=True)),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _INVISIBLE + _DOT_ABOVE)),
    0xA0: " ",
}
# The acute and other marks that look like apostrophes; before NFKC, which would turn them into marks.
_MARKS = {**dict.fromkeys(map(ord, _APOSTROPHES), "'"), **dict.fromkeys(map(ord, _INVISIBLE))}
_LOWER = str.maketrans("Iİ", "ıi")
_UPPER = str.maketrans("iı", "İI")
_MISREAD = dict(zip(map(ord, "ýÝþÞðÐ"), "ıİşŞğĞ", strict=True))
"""Turkish letters of Windows and Latin-5 that were read as Latin-1."""
_AS_MEANT = str.maketrans({**_MISREAD, **dict.fromkeys(map(ord, _APOSTROPHES), "'")})
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# After all words that go on with the plain letter, before the next one.
_SORTED = str.maketrans(
    {"ç": "c~", "ğ": "g~", "ı": "h~", "ö": "o~", "ş": "s~", "ü": "u~", "â": "a", "î": "i", "û": "u"}
)
_NUMBER = re.compile(r"[0-9]+")
_PADDED = 6
_ROUNDS = 4
"""Foldings after which the rarest compositions of Unicode have come to rest."""


def fold(text: str) -> str:
    """Lower-case ASCII of a Turkish text; what has no ASCII form stays, without its marks.

    >>> fold("İÇİŞLERİ"), fold("ısı"), fold("kâğıt"), fold("2023’ün"), fold("m²")
    ('icisleri', 'isi', 'kagit', "2023'un", 'm2')
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_FOLD)
    if folded.isascii():
        return folded
    for _ in range(_ROUNDS):
        plain = "".join(
            letter for letter in unicodedata.normalize("NFKD", folded.lower()) if not unicodedata.combining(letter)
        )
        plain = unicodedata.normalize("NFKC", plain.translate(_MARKS)).translate(_FOLD)
        if plain == folded:
            break
        folded = plain
    return folded


def sort_key(text: str) -> str:
    """What sorts as the name does in Turkish where bytes are compared: ç after c, ı before i, 9 before 10.

    >>> sorted(["Şube", "İl", "Çağrı", "Ilıca", "Sınır", "Cari", "Tablo 10", "Tablo 9"], key=sort_key)
    ['Cari', 'Çağrı', 'Ilıca', 'İl', 'Sınır', 'Şube', 'Tablo 9', 'Tablo 10']
    """
    return _NUMBER.sub(lambda digits: digits[0].zfill(_PADDED), lower(text).translate(_SORTED))


def as_meant(text: str) -> str:
    """The text with each letter that a phone, a PDF or a wrong encoding put in as the one that was meant.

    Letter for letter: what stands where in the text stays so.

    >>> as_meant("YİMERʼin sýnýr dýþý ٢٠٢١")
    "YİMER'in sınır dışı 2021"
    """
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text.translate(_AS_MEANT))


def lower(text: str) -> str:
    """Turkish lower case.

    >>> lower("IĞDIR İLİ")
    'ığdır ili'
    """
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Turkish upper case.

    >>> upper("ığdır ili")
    'IĞDIR İLİ'
    """
    return text.translate(_UPPER).upper()


def capital(text: str) -> str:
    """The text with its first letter in Turkish upper case, the rest as it is.

    >>> capital("il ve ilçe"), capital("")
    ('İl ve ilçe', '')
    """
    return upper(text[:1]) + text[1:]
