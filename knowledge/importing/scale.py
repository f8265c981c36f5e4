"""What the amounts of a table count: TL, thousands or millions of TL, as its head, its caption or a note says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.importing.document import Placed
from knowledge.importing.names import Lexicon
from knowledge.language.letters import fold

_SCALES = {"bin": 1000, "milyon": 1_000_000, "milyar": 1_000_000_000}
_NUMBERS = {"1000": 1000, "000": 1000, "1000000": 1_000_000, "1000000000": 1_000_000_000, "1": 1}
_LIRA = r"(?:tl|turk lirasi|lira|₺)\b"
_SAID = re.compile(
    rf"(?:(?<![\d.,])(?P<amount>\d(?:[\d.,]*\d)?)\s+)?(?<![\w.,])(?P<scale>bin|milyon|milyar|1[.,]?000(?:[.,]?000){{0,2}}|000)\s*{_LIRA}"
)
"""A scale said: "bin TL", "1.000 TL"; an amount, "20 bin TL" or "20.000 TL", says none, a year before a scale may."""
_BRACKETED = re.compile(r"\(([^()]{1,40}?)\s*(?:tl|turk lirasi|lira|₺)\s*\)")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_LIRA_ALONE = re.compile(r"(?:\(|\([^()]{1,40},)\s*(?:tl|turk lirasi|lira|₺)\s*\)")
"""Nothing but TL, in brackets or there behind a comma: "(TL)", "(ekonomik düzeyde, TL)"."""
_HARMLESS = frozenset(
    ("yili", "yil", "tutar", "tutarlar", "birim", "birimi", "para", "odenek", "butce", "kdv", "dahil", "haric", "ve")
)
UNKNOWN = 0
FEW_WORDS = 4
"""Words of a line at most that says nothing but what amounts count."""


def scale_of(words: Iterable[Placed]) -> int:
    """What some words say that amounts are multiplied with; 1 where they say nothing, 0 where it is not understood.

    >>> [scale_of_text(text) for text in ("(Milyon TL)", "(1.000 TL)", "Tutarlar bin TL'dir", "(TL)", "(Yüz TL)")]
    [1000000, 1000, 1000, 1, 0]
    >>> [scale_of_text(text) for text in ("(ekonomik düzeyde, TL)", "(ekonomik düzeyde, bin TL)", "(ekonomik TL)")]
    [1, 1000, 0]
    >>> [scale_of_text(text) for text in ("20.000.000 TL tutarındaki kısmı", "20 bin TL ayrılmıştır", "2024 bin TL")]
    [1, 1, 1000]
    """
    return scale_of_text(" ".join(word.text for word in words))


def scale_of_text(text: str) -> int:
    """As `scale_of`."""
    folded = fold(text).replace("’", "'").replace("'", " ")
    found = {_value(match["scale"]) for match in _scales_said(folded)}
    if len(found) == 1:
        return found.pop()
    if found:
        return UNKNOWN
    for match in _BRACKETED.finditer(folded):
        said = match[1].rpartition(",")[2] if match[1].rstrip().endswith(",") else match[1]
        rest = [word for word in re.findall(r"[a-z]+|\d[\d.,]*", said) if word not in _HARMLESS]
        if any(not re.fullmatch(r"(?:19|20|21)\d\d|1", word) for word in rest):
            return UNKNOWN
    return 1


def says_lira(words: Iterable[Placed]) -> bool:
    """Whether some words say that amounts are in TL and nothing else: "(TL)"."""
    folded = fold(" ".join(word.text for word in words))
    return _LIRA_ALONE.search(folded) is not None and not _scales_said(folded)


def states_scale(line: Sequence[Placed]) -> bool:
    """Whether a line above a table says what its amounts count: in brackets, or in a few words of its own.

    >>> [_states(text) for text in ("GİDERLER (TL)", "(Bin TL)", "Tutarlar bin TL'dir.", "Bunun 20 bin TL’si")]
    [True, True, True, False]
    """
    return _states(" ".join(word.text for word in line))


def titles_with_scale(line: Sequence[Placed]) -> bool:
    """Whether a line is a title that ends with what the amounts below it count: "FAALİYET MALİYETLERİ (Bin TL)".

    >>> [_titles(text) for text in ("TABLO 5 GİDERLER (Bin TL)", "(Bin TL)", "Not: Tutarlar (bin TL)", "* Bin TL")]
    [True, False, False, False]
    """
    return _titles(" ".join(word.text for word in line))


def _titles(text: str) -> bool:
    folded = fold(text).replace("’", "'").replace("'", " ")
    said = _BRACKETED.search(folded) or _LIRA_ALONE.search(folded)
    if said is None or folded[said.end() :].strip(" .:"):
        return False
    before = folded[: said.start()].strip()
    return before[:1].isalnum() and not re.match(r"not\b|tutar|rakam", before)


def title_before_scale(line: Sequence[Placed], lexicon: Lexicon) -> str:
    """The title that stands before what amounts count, in small letters; "" where none does."""
    if not line or not titles_with_scale(line):
        return ""
    before = " ".join(word.text for word in line).rpartition("(")[0]
    return lexicon.titled(before.strip(" .:-–"))


def _states(text: str) -> bool:
    folded = fold(text).replace("’", "'").replace("'", " ")
    if _LIRA_ALONE.search(folded) or _BRACKETED.search(folded):
        return True
    return bool(_scales_said(folded)) and len(folded.split()) <= FEW_WORDS


def _scales_said(folded: str) -> list[re.Match[str]]:
    said = _SAID.finditer(folded)
    return [match for match in said if not match["amount"] or _YEAR.fullmatch(match["amount"])]


def _value(printed: str) -> int:
    return _SCALES.get(printed) or _NUMBERS.get(re.sub(r"[.,]", "", printed), UNKNOWN)
