"""Of what something is said to be a share or a multiple, or how far from what: "hedefinin kaç katı", "planın altında".

In Turkish it stands in the genitive directly before the noun that says so, which is possessed (Göksel and Kerslake,
Turkish, 2005, 14.4), or in the dative before "göre": whatever else a sentence names, and in whichever order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from knowledge.language.asking import PARTICLES
from knowledge.language.fractions import find as fractions
from knowledge.language.numbers import KEPT
from knowledge.language.numbers import find as numbers
from knowledge.language.suffixes import analyses, ending_case
from knowledge.language.words import Word

TIMES, SHARE, DISTANCE, COMPARED = "times", "share", "distance", "compared"
"""What is said: how many times; what part; above or below; compared with what, in whatever way."""
COMPARING = frozenset({"gore", "nazaran", "kiyasla", "oranla", "nispetle", "gorece"})
"""Words before which what something is compared with stands in the dative, folded: "2022'ye göre"."""
GROWING = frozenset(str.split("art azal yuksel buyu kucul cogal gerile dus eksil"))
"""Verbs of growth, up or down, folded."""
_CASED, _POSSESSED = 0.15, 0.15
"""The most that such an ending may cost."""
_MULTIPLES = frozenset({"kat", "misil", "misl"})
_WAYS = {
    "up": frozenset({"ust", "uzer", "ileri", "fazla", "yukari"}),
    "down": frozenset({"alt", "geri", "eksik", "asagi"}),
}
_SPOKEN = frozenset(str.split("bunun onun bunlarin onlarin sunun buna ona bunlara onlara"))
_ASKED = frozenset({"kac", "kacta", "ne"})
_STAYING = ("kal", "ol")
"""How verbs begin by which a figure is held against another, folded: "planın altında kalan"."""
_ROUGHLY = frozenset({"tam", "tami", "tamina", "yaklasik", "takriben", "tahminen", "asagi", "toplam"})
"""Words that may stand between, folded."""
_UNITS = frozenset(str.split("kisi tl lira adet tane puan kadar"))


@dataclass(frozen=True, slots=True)
class Proportion:
    """A proportion said by the words start … end (exclusive), of what ends in the word at `base`."""

    kind: str
    base: int
    start: int
    end: int
    way: str = ""
    """"up" or "down" of a distance."""
    spoken: bool = False
    """Whether it is of what was spoken of: "bunun iki katı"."""
    growing: bool = False
    """Whether what is compared is said to grow or fall, which goes with time."""


def find(words: Sequence[Word]) -> list[Proportion]:
    """The proportions of which a message's words say what they are of, in order.

    >>> from knowledge.language.words import split
    >>> [(p.kind, p.base, p.start) for p in find(split("2022 tahmini 2023 hedefinin kaç katı"))]
    [('times', 3, 4)]
    >>> [p.kind for p in find(split("planın yüzde kaçı, hedefin yarısı mı, planın kaç gerisinde"))]
    ['share', 'share', 'distance']
    >>> find(split("2023 hedefinin kaç kat arttığı")), find(split("hedefin iki katına"))[0].start
    ([], 1)
    """
    return list(_found(tuple(words)))


@lru_cache(KEPT)
def _found(words: tuple[Word, ...]) -> tuple[Proportion, ...]:
    found: list[Proportion] = []
    parts = {one.start: one.end for one in fractions(words)}
    counted = {one.start: one.end for one in numbers(words)}
    for at in range(1, len(words)):
        said = _share(words, at, parts) or _multiple(words, at, counted) or _distance(words, at, counted)
        base = _genitive_before(words, at)
        if words[at].folded in COMPARING and not words[at].gap and is_dative(words[at - 1]):
            said, base = (COMPARED, at + 1), at - 1
        if said and base is not None and not (found and found[-1].end > at):
            way = _way(words[said[1] - 1]) if said[0] == DISTANCE else ""
            growing = said[0] == COMPARED and _grows(words, at)
            found.append(Proportion(said[0], base, at, said[1], way, words[base].folded in _SPOKEN, growing))
    return tuple(found)


def _grows(words: Sequence[Word], at: int) -> bool:
    """Whether the clause of a word says that something grows or falls, not that it is low or growing: "düşük"."""
    start = next((one for one in range(at, 0, -1) if words[one].gap), 0)
    clause = [*words[start : at + 1], *takewhile(lambda word: not word.gap, words[at + 1 :])]
    return any(
        a.pos == "v" and a.tense != "participle" and a.stem in GROWING for word in clause for a in analyses(word.stem)
    )


def _genitive_before(words: Sequence[Word], at: int) -> int | None:
    """The position of the genitive that a word follows; None where it follows none."""
    while at > 1 and words[at - 1].folded in _ROUGHLY and not words[at].gap:
        at -= 1
    return at - 1 if not words[at].gap and is_genitive(words[at - 1]) else None


def is_genitive(word: Word) -> bool:
    """Whether a word may stand in the genitive.

    >>> from knowledge.language.words import split
    >>> [is_genitive(word) for word in split("hedefinin 2022'nin plan")]
    [True, True, False]
    """
    return _stands_in(word, "gen")


def is_dative(word: Word) -> bool:
    """Whether a word may stand in the dative."""
    return _stands_in(word, "dat")


def _stands_in(word: Word, case: str) -> bool:
    """Whether a word's ending may be that of a case."""
    if word.ending:
        return ending_case(word.ending) == case
    return any(a.case == case and a.cost < _CASED for a in analyses(word.stem)[:6])


def possessed(word: Word, stems: frozenset[str] = frozenset()) -> bool:
    """Whether a word is a noun that somebody has, one of some where they are given: "toplamı", "üstünde"."""
    return any(
        a.possessive == "3s" and (not stems or a.stem in stems) and a.cost < _POSSESSED
        for a in analyses(word.stem)[:12]
    )


def _share(words: Sequence[Word], at: int, parts: dict[int, int]) -> tuple[str, int] | None:
    """A share that begins at a word: "yüzde kaçı", "kaçta kaçı", "üçte biri"; "ne kadarı" may ask for an amount."""
    if at in parts:
        return SHARE, parts[at]
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None:
        return None
    if words[at].folded in ("yuzde", "kacta") and possessed(following, frozenset({"kac"})):
        return SHARE, at + 2
    return None


def _multiple(words: Sequence[Word], at: int, counted: dict[int, int]) -> tuple[str, int] | None:
    """A multiple that begins at a word: "kaç katı", "iki katı"."""
    end = at + 1 if words[at].folded == "kac" else counted.get(at, 0)
    if 0 < end < len(words) and not words[end].gap and possessed(words[end], _MULTIPLES):
        return TIMES, end + 1
    return None


def _distance(words: Sequence[Word], at: int, counted: dict[int, int]) -> tuple[str, int] | None:
    """How far above or below, that begins at a word: "kaç gerisinde", "yüzde kaç üstünde", "altında"."""
    end = at
    while end < len(words) and (words[end].folded in _ASKED | _UNITS | {"yuzde"} or counted.get(end)):
        end = counted.get(end, end + 1)
    if end == len(words) or not _way(words[end]):
        return None
    following = words[end + 1].folded if end + 1 < len(words) else ""
    held = end > at or following in PARTICLES or following.startswith(_STAYING)
    return (DISTANCE, end + 1) if held else None  # "masanın üstünde duran" is held against nothing


def _way(word: Word) -> str:
    """Which way a distance goes: "üstünde" is up; empty for no distance."""
    return next((way for way, stems in _WAYS.items() if possessed(word, stems)), "")
