"""What a yes/no question proposes of figures: a number, a share, a multiple, digits, more or less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.conditions import ABOVE, BELOW, DOWN_TO, EQUAL, UP_TO
from bot.claims.cues import Cue
from bot.understanding.limits import says_by_how_much
from knowledge.language.asking import PERSON
from knowledge.language.fractions import NUMERATORS
from knowledge.language.fractions import find as fractions
from knowledge.language.numbers import Number
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word

NUMBER, SHARE, TIMES, DIGITS, ORDER = "number", "share", "times", "digits", "order"
"""A figure; a percentage of another; how many times another; how many digits; more, less or the same."""

_MORE = ("ustu", "uzer", "fazla", "cok", "buyuk", "yuksek", "yukari")
_LESS = ("altin", "dusuk", "kucuk", "asagi", "eksik")
_LITTLE = frozenset({"az", "azi", "azdir", "azdi", "azmi", "alti"})
_VERBS = {
    ABOVE: frozenset({"gec", "as", "asil", "gecil"}),
    UP_TO: frozenset({"ulas", "bul", "var", "dayan", "eris", "yakala", "yet", "yetis", "vur", "gor"}),
}
"""Verbs by what they say of the number before them, folded."""
_THERE = frozenset({"var", "vardi", "varmis", "vardir"})
"""What is "there is" rather than "gets to", where no number in the dative stands before it, folded."""
_RISING = frozenset({"cik", "yuksel", "tirman", "art", "buyu", "cogal", "coksel"})
_FALLING = frozenset({"in", "dus", "gerile", "azal", "kuculs", "kucul", "indiril"})
_TOWARD = frozenset({"cik", "yuksel", "tirman", "in", "dus", "gerile"})
"""Of these those after which a number is where something goes: "12'ye çıkıyor"."""
_SAME = ("ayni", "esit", "sabit")
_UNITS = frozenset(
    str.split(
        """
        kisi kisiyi kisidir kisiye kisilik kisiden adet adedi adettir adetmi tane taneyi tl lira lirayi liraya liradan
        liralik puan kez defa kere metrekare metrekareyi m2 daha hane haneye haneli kadar kisimi
        """
    )
)
"""What may stand between a number and the word that holds something against it, folded."""
_MONEY = ("tl", "lira")
_AS = frozenset({"olarak", "diye", "oldugu", "oldugunu", "olmus", "oluyor"})
"""Words after a number by which it is put forward, folded."""
_ABOUT = frozenset({"yaklasik", "civari", "civarinda", "yakin", "kadar", "takriben", "dolayinda", "asagi", "kusur"})
_AT_LEAST, _AT_MOST = ("az", "dusuk"), ("fazla", "cok", "yuksek")
_TIMES = re.compile(r"kat(?:i(?:n[iae]|nin|ndan|dir|yd[iu]|mi)?|tan|ina)?")
_FOLDED = re.compile(r"katla.*")
_TWOFOLD = 2.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, and how it is to be held against a figure."""

    kind: str
    limit: str
    """Over it, under it, at least, at most, the same: one of bot/answering/conditions.py."""
    value: float = 0.0
    step: float = 0.0
    """The last place said."""
    percent: bool = False
    exact: bool = False
    """Whether "tam" is said."""
    about: bool = False
    """Whether "yaklaşık" is said."""
    bound: bool = False
    """Whether it is what is asked about, so that another figure denies it."""
    unit: str = ""
    """"kişi" or "TL" where that is said."""
    way: str = ""
    """"up" or "down" where a rise or a fall is said."""
    toward: bool = False
    """Whether the number is where something is said to go."""
    start: int = 0
    end: int = 0
    apart: bool = False
    """Whether it is by how much one figure is said to be more, or less, than another: "50 fazla"."""


def proposal_of(words: Sequence[Word], cue: Cue, numbers: Sequence[Number], taken: int) -> Proposal | None:
    """What a message proposes of figures; None where nothing, or more than one thing.

    `numbers`: those that are no years; `taken`: words as bits that name what is asked about.
    """
    found = [*_shares(words), *_multiples(words, numbers), *_digits(words, numbers)]
    covered = {at for one in found for at in range(one[2], one[3])}
    for number in numbers:
        inside = covered & set(range(number.start, number.end))
        if number.is_ordinal or inside or taken >> number.start & 1 or _numbered(words, number):
            continue
        found.append((NUMBER, number.value, number.start, number.end, number.step, number.is_percent))
    if len(found) > 1:
        return None
    if not found:
        return _ordered(words, cue)
    kind, value, start, end, step, percent = found[0]
    return _held(words, cue, Proposal(kind, EQUAL, value, step, percent, start=start, end=end))


_Found = tuple[str, float, int, int, float, bool]


def _shares(words: Sequence[Word]) -> list[_Found]:
    """Fractions in words, as percentages: "yarısı", "dörtte biri"."""
    return [(SHARE, one.percent, one.start, one.end, 0.0, True) for one in fractions(words)]


def _multiples(words: Sequence[Word], numbers: Sequence[Number]) -> list[_Found]:
    """How many times: "üç katı", "ikiye katlanmış"."""
    found: list[_Found] = []
    for index, word in enumerate(words):
        if not (_TIMES.fullmatch(word.folded) or _FOLDED.fullmatch(word.folded)):
            continue
        number = next((n for n in numbers if n.end == index), None)
        if number is not None:
            found.append((TIMES, number.value, number.start, index + 1, number.step, False))
        elif _FOLDED.fullmatch(word.folded):
            said = words[index - 1].folded if index else ""
            spelled = next(
                (n for n, name in enumerate(NUMERATORS, 1) if n > 1 and said in (name + "ye", name + "e")), 0
            )
            found.append((TIMES, float(spelled or _TWOFOLD), index - bool(spelled), index + 1, 1.0, False))
        elif index and words[index - 1].folded in NUMERATORS[1:]:
            value = float(NUMERATORS.index(words[index - 1].folded) + 1)
            found.append((TIMES, value, index - 1, index + 1, 1.0, False))
    return found


def _digits(words: Sequence[Word], numbers: Sequence[Number]) -> list[_Found]:
    """How many digits: "tek haneli"."""
    found: list[_Found] = []
    for index, word in enumerate(words):
        if index and word.folded.startswith(("hane", "basamak")):
            before = words[index - 1].folded
            number = next((n for n in numbers if n.end == index), None)
            if before == "tek" or number is not None:
                value, start = (1.0, index - 1) if number is None else (number.value, number.start)
                found.append((DIGITS, value, start, index + 1, 0.0, False))
    return found


def _numbered(words: Sequence[Word], number: Number) -> bool:
    """Whether a number only names something: "tablo 3", "6458 sayılı", "1. madde"."""
    before = words[number.start - 1].folded if number.start else ""
    after = words[number.end].folded if number.end < len(words) else ""
    return before.startswith(("tablo", "madde", "sayfa", "ilk", "son")) or after.startswith(
        ("sayil", "nolu", "numara", "madde", "haziran", "aralik", "ocak", "aylik")
    )


def _held(words: Sequence[Word], cue: Cue, found: Proposal) -> Proposal | None:
    """The proposal with how its number is held against a figure."""
    at, particle = found.end, False
    start = found.start
    unit = ""
    about = bool(start) and words[start - 1].folded in _ABOUT
    while at < len(words) and not words[at].gap:
        form = words[at].folded
        if form in _ABOUT:
            about = True
        if form.startswith(PERSON):
            unit = "kişi"
        elif form in _MONEY or form.startswith("lira"):
            unit = "TL"
        if at == cue.at and cue.glued and (form in _UNITS or form.startswith(PERSON)):
            particle = True
        if at == cue.at and not cue.glued:
            particle = True
        elif form not in _UNITS and form not in _ABOUT and not form.startswith("metrekare"):
            break
        at += 1
    limit, way, toward = _limit(words, at)
    by = limit in (ABOVE, BELOW) and found.kind == NUMBER and says_by_how_much(words, found.end, at)
    way = ("up" if limit == ABOVE else "down") if by else way
    before = words[start - 1].folded if start else ""
    if start > 1 and words[start - 2].folded == "en":
        limit = UP_TO if before in _AT_LEAST else DOWN_TO if before in _AT_MOST else limit
    exact = before == "tam" or (start > 1 and words[start - 2].folded == "tam")
    if by:
        at_least = limit if limit in (UP_TO, DOWN_TO) else EQUAL
        return replace(found, limit=at_least, exact=exact, about=about, bound=True, unit=unit, way=way, apart=True)
    bound = (
        particle
        or bool(limit)
        or (cue.tag and (at >= len(words) or at in cue.asking or bool(words[at].gap) or words[at].folded in _AS))
    )
    if cue.glued and cue.at is not None and found.start <= cue.at < found.end:
        bound = True
    return Proposal(
        found.kind, limit or EQUAL, found.value, found.step, found.percent, exact, about, bound, unit, way, toward,
        found.start, found.end,
    )  # fmt: skip


def _limit(words: Sequence[Word], at: int) -> tuple[str, str, bool]:
    """What the word at a position says of the number before it: (limit, way, whether it goes there)."""
    if at >= len(words) or words[at].gap:
        return "", "", False
    form = words[at].folded
    if form.startswith(_MORE):
        return ABOVE, "", False
    if form in _LITTLE or form.startswith(_LESS):
        return BELOW, "", False
    stems = _verbs(words[at])
    if form in _THERE and not _dative(words[at - 1] if at else words[at]):
        return "", "", False
    for limit, verbs in _VERBS.items():
        if stems & verbs:
            return limit, "", False
    if stems & _RISING:
        return (UP_TO, "up", True) if stems & _TOWARD else ("", "up", False)
    if stems & _FALLING:
        return (DOWN_TO, "down", True) if stems & _TOWARD else ("", "down", False)
    return "", "", False


def _verbs(word: Word) -> frozenset[str]:
    """The verbs that a word can be a form of, without a glued particle."""
    form = re.sub(r"(?<=yo)m[iu]$|(?<=yor)m[iu]$|(?<=[mt][iu]s)m[iu]$", "", word.stem)
    form = form + "r" if form.endswith(("iyo", "uyo")) else form
    return frozenset(a.stem for a in analyses(form)[:12] if a.pos == "v" and a.cost < 0.5)


def _dative(word: Word) -> bool:
    return (word.ending or word.stem).endswith(("e", "a"))


def _ordered(words: Sequence[Word], cue: Cue) -> Proposal | None:
    """More, less or the same as another figure, by the word of which is asked."""
    places = [at for at in (cue.before, cue.before + 2, cue.before + 1) if 0 <= at < len(words)] if cue.at else []
    for at in places:
        form = words[at].folded
        if form.startswith(_SAME):
            return Proposal(ORDER, EQUAL, bound=True, start=at, end=at + 1)
        limit, way, _ = _limit_of_word(words[at])
        if limit or way:
            return Proposal(
                ORDER, limit or (ABOVE if way == "up" else BELOW), bound=True, way=way, start=at, end=at + 1
            )
    return None


def _limit_of_word(word: Word) -> tuple[str, str, bool]:
    """The same of a word that stands alone."""
    limit, way, toward = _limit((replace(word, gap=""),), 0)
    return ("", way, toward) if way else (limit, way, toward)
