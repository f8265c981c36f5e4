"""Parting the head of a table into the titles of its columns where no rules do.

Words that only end a title ("SAYISI", "(km)"), titles of one word that are part of no longer one ("KADIN", "TOPLAM"),
the endings of the others, and which words the document's prose says together ("92 gezici ekip"); where two ways to
part a head are as good, it is not parted.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from knowledge.importing.document import Placed
from knowledge.importing.lines import Line
from knowledge.importing.names import joined
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses
from knowledge.passages import beginning

_WORDS = tomllib.loads((Path(__file__).parents[1] / "data" / "column_titles.toml").read_text("utf-8"))
_ENDS = frozenset(map(fold, _WORDS["ends"].split()))
"""Words that end a title, folded."""
_COMPOUND = tuple(one for one in sorted(_ENDS) if len(one) > 5)
"""The longer of them, with which other words are made: "EŞDEĞERİ"."""
_ALONE = frozenset(map(fold, _WORDS["alone"].split()))
"""Words that are a title by themselves, folded; with another word only where that title is known."""
_OVER_WORDS = frozenset(map(fold, _WORDS["words"].split()))
"""Those of them that may stand over words, folded: "MEMUR" and all known titles stand over figures."""
_KNOWN = frozenset(fold(title).replace(".", "") for title in _WORDS["known"])
"""Titles of several words in which one stands that might be a title by itself, folded, without points."""
_YEAR = re.compile(
    r"(?:\S+ )?\S+[dt][iu]gi (?:yil|tarih)|(?:\S+ ){1,3}\S+[ae]n (?:yil|tarih)|\S+ (?:yili|tarihi)"
    r"|yil|yili|tarih|tarihi"
)
"""A title of a column of years: "HİZMETE GİRDİĞİ YIL", "İLK ISI VERİLEN YIL", "YAPIM YILI", folded."""
_UNENDING = re.compile(r".*(?:[dt][iu]g[iu]|[dt][ae]ki)")
"""A word that ends no title: "GİRDİĞİ", "ÜRETİMDEKİ", folded."""
_PARTICIPLE = re.compile(r".*[dt][iu]g[iu]")
"""One that is no title of figures by itself either, folded."""
_TELLING = frozenset(("bagli", "ait"))
"""Words that stand before what a title counts, folded: "BAĞLI İL SAYISI"."""
_OWNED = re.compile(r".*l[iu]g[iu]")
"""A word that is no title without the one before it: "MÜDÜRLÜĞÜ", folded."""
_WHERE = "bulundugu"
"""What begins the title of where something is, folded."""
_POSSESSED = re.compile(r"(?!kisi$).*(?:[sg][iu]|lari|leri)")
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
_PLACED = frozenset(("merkezi", "ili", "ilcesi", "yeri"))
"""What stands in brackets behind the title of names with their places, "Bölge Müdürlüğü (Merkezi)", folded."""
_AREAS = frozenset(("alan", "alani"))
"""Words for an area that is measured, or one that is named, folded."""
_OF_YEARS = frozenset(("yil", "yili", "tarih", "tarihi"))
"""Words that end a title over years, folded."""
_LISTING = ("/", "-", "–", "ve", "veya")
"""What joins two words of one title."""
MOST_WORDS, USUAL_WORDS = 6, 4
"""Words of a title at most, and up to which it is no longer than others."""
MOST_TEXTS = 3
"""Columns of words before those of figures at most."""
UNKNOWN, TORN, BARE, PARTED, FURTHER, LONGER = 1.0, 1.0, 0.5, 0.5, 0.3, -0.2
"""What parts of a way to part a head cost: a title that nothing tells, a name that goes on behind its end, "SAYISI" or
a possessive of nothing, words apart that prose says together, each word of a long title; what each further word of a
known title gains."""
EVEN = 0.05
"""Difference from which one way is better than another."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles over a table's columns: of those of words, the rows' names first, and of those of figures."""

    texts: tuple[str, ...]
    figures: tuple[str, ...]


class Usage:
    """Which words a document says, and which its prose one behind the other."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self._pairs: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._words: set[str] = set()
        for line in lines:
            words = [fold(word.text).strip(_MARKS) for word in line.words]
            self._words.update(words)
            if not any(word.text.islower() and len(word.text) > _SMALL for word in line.words):
                continue  # a title, a row or the head of another table
            for one, other in pairwise(map(_begins, words)):
                self._pairs[one, other].add(line.number)

    def together(self, one: Placed, other: Placed) -> bool:
        """Whether two words stand together on a line of prose that is none of theirs."""
        pair = _begins(fold(one.text).strip(_MARKS)), _begins(fold(other.text).strip(_MARKS))
        return bool(self._pairs.get(pair, set()) - {one.line, other.line})

    def possessed(self, word: str) -> bool:
        """Whether a folded word belongs to the one before it: "laboratuvari" where there is a "laboratuvar"."""
        named = (one.stem for one in analyses(word) if one.possessive == _THEIR and not one.case)
        return any(stem in self._words and len(stem) > _SMALL for stem in named)


_SMALL = 3
"""Letters of words that are small in titles too."""
_THEIR = "3s"
"""The possessive of the third person."""
_MARKS = ".,;:()“”\"'’"


def _begins(folded: str) -> str:
    return beginning(folded) or folded


NOTHING_SAID = Usage()


def part_head(head: Sequence[Placed], years: Sequence[bool | None], usage: Usage = NOTHING_SAID) -> Titles | None:
    """The titles of a head over as many columns as `years`, which tells those of years, and by None those of words.

    The fewest columns of words before them that the head allows are taken. None if in doubt.
    """
    tokens = _tokens(head)
    if len(tokens) <= len(years):
        return None
    for texts in range(1, MOST_TEXTS + 1):
        ways = sorted(_ways(tokens, texts, years, usage), key=lambda way: way[0])
        if not ways:
            continue
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


def _ways(
    tokens: Sequence[Token], texts: int, years: Sequence[bool | None], usage: Usage
) -> list[tuple[float, list[Sequence[Token]]]]:
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
                price = _price(tokens[start:end], year, usage)
                if price is not None and (left or end == len(tokens)):
                    torn = PARTED if left and usage.together(tokens[end - 1][-1], tokens[end][0]) else 0.0
                    longer.append((cost + price + torn, [*titles, tokens[start:end]]))
                    behind.append(end)
        found, ends = longer, behind
    return found


def _price(title: Sequence[Token], year: bool | None, usage: Usage) -> float | None:
    """What some tokens cost as a title, over years or not; None where they cannot be one."""
    words = [fold(token[0].text).strip("().") for token in title]
    text = " ".join(words)
    if year is not None and (_YEAR.fullmatch(text) is not None) != year:
        return None
    unending = _UNENDING.fullmatch(words[-1]) if len(words) > 1 or year is None else _PARTICIPLE.fullmatch(words[-1])
    if unending or any(token[0].text[0].isdigit() for token in title[1:]) or (year is None and text in _OF_OTHERS):
        return None
    if (year is None and not _of_words(title, words)) or _OWNED.fullmatch(words[0]):
        return None
    if year is None and text in (_ALONE | _KNOWN) - _OVER_WORDS:
        return None
    if text in _KNOWN or text in _ALONE:
        return LONGER * (len(words) - 1)
    if text in _ENDS:
        return BARE
    said = [usage.together(one[-1], other[0]) for one, other in pairwise(title)]
    if any(_closes(token) for token in title[:-1]) or (len(words) > 1 and not _ALONE.isdisjoint(_bare(words, said))):
        return None
    if year:
        return LONGER * (len(words) - 1)
    owned = [_POSSESSED.fullmatch(word) is not None or usage.possessed(word) for word in words]
    torn = sum(
        one and not other and word not in _ENDS for (one, other), word in zip(pairwise(owned), words[1:], strict=True)
    )
    torn += _WHERE in words[1:]
    told = _closes(title[-1]) or owned[-1] or title[0][0].text[0].isdigit() or (bool(said) and all(said))
    alone = TORN if len(words) == 1 and owned[0] else 0.0
    long = FURTHER * max(len(words) - USUAL_WORDS, 0)
    return TORN * torn + alone + long + (0.0 if told else UNKNOWN)


def _bare(words: Sequence[str], said: Sequence[bool]) -> Sequence[str]:
    """The words of a title without those that may be titles by themselves but belong here: "İL SAYISI", "BULUNDUĞU İL".

    `said`: whether the document says each with the next one, "Merkez Referans Laboratuvarı".
    """
    rest = [word for word, with_next in zip(words, [*said, False], strict=True) if not with_next]
    if words[-1] in _ENDS and (len(words) == 2 or _PARTICIPLE.fullmatch(words[-3]) or words[-3] in _TELLING):
        return [word for word in rest if word != words[-2]]
    return [word for word in rest if word != words[-1]] if _PARTICIPLE.fullmatch(words[-2]) else rest


def _of_words(title: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether some tokens may be the title of a column of words: "SOSYAL ALAN", but no "ALAN" by itself."""
    areas = len(words) > 1 and words[-1] in _AREAS
    measured = title[-1][-1].text.endswith(")") and fold(title[-1][-1].text).strip("()") not in _PLACED
    return not measured and (areas or words[-1] not in _OF_FIGURES | _OF_YEARS)


def _closes(token: Token) -> bool:
    """Whether a token ends a title: what it counts stands in brackets, or it is a word that ends one."""
    word = fold(token[0].text)
    return token[-1].text.endswith(")") or word in _ENDS or word.endswith(_COMPOUND)
