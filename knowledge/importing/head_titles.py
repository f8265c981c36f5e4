"""Parting the head of a table into the titles of its columns where no rules do.

Words that only end a title ("SAYISI", "(km)"), titles of one word that are part of no longer one ("KADIN", "TOPLAM"),
and the endings of the others tell; where two ways to part a head are as good, it is not parted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from knowledge.importing.document import Placed
from knowledge.importing.names import joined
from knowledge.language.letters import fold

_WORDS = tomllib.loads((Path(__file__).parents[1] / "data" / "column_titles.toml").read_text("utf-8"))
_ENDS = frozenset(map(fold, _WORDS["ends"].split()))
"""Words that end a title, folded."""
_COMPOUND = tuple(one for one in sorted(_ENDS) if len(one) > 5)
"""The longer of them, with which other words are made: "EŞDEĞERİ"."""
_ALONE = frozenset(map(fold, _WORDS["alone"].split()))
"""Words that are a title by themselves, folded; with another word only where that title is known."""
_KNOWN = frozenset(fold(title).replace(".", "") for title in _WORDS["known"])
"""Titles of several words in which one stands that might be a title by itself, folded, without points."""
_YEAR = re.compile(
    r"(?:\S+ )?\S+[dt][iu]gi (?:yil|tarih)|(?:\S+ ){1,3}\S+[ae]n (?:yil|tarih)|\S+ (?:yili|tarihi)"
    r"|yil|yili|tarih|tarihi"
)
"""A title of a column of years: "HİZMETE GİRDİĞİ YIL", "İLK ISI VERİLEN YIL", "YAPIM YILI", folded."""
_UNENDING = re.compile(r".*(?:[dt][iu]gi|[dt][ae]ki)")
"""A word that ends no title: "GİRDİĞİ", "ÜRETİMDEKİ", folded."""
_PARTICIPLE = re.compile(r".*[dt][iu]gi")
"""One that is no title of figures by itself either, folded."""
_POSSESSED = re.compile(r".*(?:[sg][iu]|lari|leri)")
"""A word that belongs to the one before it and ends a name: "MÜDÜRLÜĞÜ", "ŞEBEKESİ", folded."""
_OF_FIGURES = frozenset(
    str.split(
        "sayisi sayilari adedi adeti adet sayi toplam miktari miktar kapasitesi kapasite uzunlugu orani tutari puani "
        "yasi alan alani hacim hacmi nufus yuzde m2 km"
    )
)
"""Words that end a title over figures, folded: no column of words has one."""
_OF_OTHERS = frozenset(("adi", "kodu"))
"""Words that are the title of no column of words by themselves, folded."""
_AREAS = frozenset(("alan", "alani"))
"""Words for an area that is measured, or one that is named, folded."""
_OF_YEARS = frozenset(("yil", "yili", "tarih", "tarihi"))
"""Words that end a title over years, folded."""
_LISTING = ("/", "-", "–", "ve", "veya")
"""What joins two words of one title."""
MOST_WORDS = 6
"""Words of a title at most."""
MOST_TEXTS = 3
"""Columns of words before those of figures at most."""
UNKNOWN, TORN, BARE, LONGER = 1.0, 1.0, 0.5, -0.2
"""What parts of a way to part a head cost: a title that nothing tells, a name that goes on behind its end, "SAYISI" of
nothing; what each further word of a known title gains."""
EVEN = 0.05
"""Difference from which one way is better than another."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles over a table's columns: of those of words, the rows' names first, and of those of figures."""

    texts: tuple[str, ...]
    figures: tuple[str, ...]


def part_head(head: Sequence[Placed], years: Sequence[bool]) -> Titles | None:
    """The titles of a head over as many columns of figures as `years`, which tells those of years; None if in doubt.

    The fewest columns of words before them that the head allows are taken.
    """
    tokens = _tokens(head)
    if len(tokens) <= len(years):
        return None
    for texts in range(1, MOST_TEXTS + 1):
        ways = list(_ways(tokens, texts, years))
        if not ways:
            continue
        ways.sort(key=lambda way: way[0])
        if len(ways) > 1 and ways[1][0] - ways[0][0] < EVEN:
            return None
        titles = [" ".join(joined(token) for token in title) for title in ways[0][1]]
        return Titles(tuple(titles[:texts]), tuple(titles[texts:]))
    return None


Token = tuple[Placed, ...]
"""A word, with what stands in brackets behind it, or words that are joined."""


def _tokens(head: Sequence[Placed]) -> list[Token]:
    found: list[Token] = []
    bracket = False
    for word in head:
        text = word.text
        joins = bool(found) and fold(found[-1][-1].text) in _LISTING
        if found and (bracket or text.startswith("(") or fold(text) in _LISTING or joins):
            found[-1] = (*found[-1], word)
        elif word.key:
            found.append((word,))
        if text.startswith("("):
            bracket = True
        if text.endswith(")"):
            bracket = False
    return found


def _ways(tokens: Sequence[Token], texts: int, years: Sequence[bool]) -> list[tuple[float, list[Sequence[Token]]]]:
    """(cost, titles) of every way to part some tokens into so many titles."""
    wanted: list[bool | None] = [*[None] * texts, *years]
    found: list[tuple[float, list[Sequence[Token]]]] = [(0.0, [])]
    ends: list[int] = [0]
    for place, year in enumerate(wanted):
        left = len(wanted) - place - 1
        longer: list[tuple[float, list[Sequence[Token]]]] = []
        behind: list[int] = []
        for (cost, titles), start in zip(found, ends, strict=True):
            last = len(tokens) - left
            for end in range(start + 1, min(start + MOST_WORDS, last) + 1):
                price = _price(tokens[start:end], year)
                if price is not None and (left or end == len(tokens)):
                    longer.append((cost + price, [*titles, tokens[start:end]]))
                    behind.append(end)
        found, ends = longer, behind
    return found


def _price(title: Sequence[Token], year: bool | None) -> float | None:
    """What some tokens cost as a title, over years or not; None where they cannot be one."""
    words = [fold(token[0].text).strip("().") for token in title]
    text = " ".join(words)
    if year is not None and (_YEAR.fullmatch(text) is not None) != year:
        return None
    unending = _UNENDING.fullmatch(words[-1]) if len(words) > 1 or year is None else _PARTICIPLE.fullmatch(words[-1])
    if unending or any(token[0].text[0].isdigit() for token in title[1:]) or (year is None and text in _OF_OTHERS):
        return None
    if year is None and not _of_words(title, words):
        return None
    if text in _KNOWN or text in _ALONE:
        return LONGER * (len(words) - 1)
    if text in _ENDS:
        return BARE
    if any(_closes(token) for token in title[:-1]) or (len(words) > 1 and not _ALONE.isdisjoint(words)):
        return None
    if year:
        return LONGER * (len(words) - 1)
    torn = sum(
        _POSSESSED.fullmatch(one) is not None and _POSSESSED.fullmatch(other) is None and other not in _ENDS
        for one, other in pairwise(words)
    )
    told = _closes(title[-1]) or _POSSESSED.fullmatch(words[-1]) is not None or title[0][0].text[0].isdigit()
    return TORN * torn + (0.0 if told else UNKNOWN)


def _of_words(title: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether some tokens may be the title of a column of words: "SOSYAL ALAN", but no "ALAN" by itself."""
    areas = len(words) > 1 and words[-1] in _AREAS
    return not title[-1][-1].text.endswith(")") and (areas or words[-1] not in _OF_FIGURES | _OF_YEARS)


def _closes(token: Token) -> bool:
    """Whether a token ends a title: what it counts stands in brackets, or it is a word that ends one."""
    word = fold(token[0].text)
    return token[-1].text.endswith(")") or word in _ENDS or word.endswith(_COMPOUND)
