"""Where a message is cut into sentences and joined questions, and which of them ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.understanding.pointing import asks_part
from knowledge.language import numbers as number_words
from knowledge.language.asking import HOW_MANY, OF_PEOPLE, PARTICLES, QUESTION_WORDS
from knowledge.language.cases import likely_case
from knowledge.language.letters import VOWELS
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word

ENDS = frozenset("?.;!:\n")
"""Marks after which a new sentence begins."""
JOINING = frozenset({"ve", "ayrica", "birde", "bide"})
"""Words between two questions, folded."""
BRIEF = 5
"""Words of a last part that is a question though no mark of it is seen."""
FIRST_PERSON = re.compile(r"(?:yor|[ae]ca[gk]|[ae]ce[gk]|m[iu]s|m[ae]l[iy]+)[iu][mz]$")
"""How a finite verb in the first person ends, folded; not the past, which nouns end like: "eğitim"."""
ROUND = frozenset("ou")
"""Vowels, folded, after which the particle is "mu"."""
DICTATED = {"virgul": ",", "noktali virgul": ";", "soru isareti": "?", "iki nokta": ":"}
"""Words that say a mark, folded; "nokta" alone is a place as well."""
RANGE = frozenset({"ile", "ve"})
"""Words between the ends of a range, folded: "36 ile 50 yaş"."""
AMONG = ("aras", "icinde")
"""How words begin, folded, behind a class of which something is asked: "arasında", "içinden"."""
LARGEST = 1_000
"""From here on a number is a year, or of no class."""
EXCEEDING = ("fazla", "cok", "az", "buyuk", "kucuk", "yukari", "asagi", "eksik", "uzun", "kisa")
"""How words begin, folded, before which a number is one that is passed: "iki göstergeden fazla"."""
COUNTED_OFF = frozenset(str.split("ilk son en bu su o ayni adi gecen bunlardan onlardan bunlarin onlarin"))
"""Words before a number, folded, that say how many of a class are meant."""
NEAR = 3
"""Words before it among which such a one stands: "en yüksek bütçeli iki"."""
FEWEST = 2
"""Members of the smallest class of which one is asked for."""
MONTHS = frozenset(str.split("ocak subat mart nisan mayis temmuz agustos eylul ekim kasim aralik"))
"""Months but for June, folded."""
LAST_DAY = 31
FOR = "icin"
OCCASION = 2
"""Words that say at most for what a message is needed on a day: "8 Mart etkinliği için"."""
STATING = 3
"""Words of the shortest part that says something."""
TENSES = frozenset({"past", "reported", "present", "future"})
LIKELY = 0.25
"""The most that the endings of a finite verb cost; costlier ones are what a noun happens to end in."""
LISTING = frozenset(";\n")
"""Marks between the questions of a list."""
NUMBERING = frozenset(").-")
"""Marks after the number of a question in a list."""
MIN_LISTED = 2
"""Questions of the shortest list."""


def sentence_starts(words: Sequence[Word]) -> list[int]:
    """The positions at which a new sentence begins, but for the first."""
    return [index for index, word in enumerate(words) if index and set(word.gap) & ENDS]


def joints(words: Sequence[Word]) -> list[int]:
    """The positions at which another question may be joined on: after a comma, at "ve", where another counts."""
    inner = range(2, len(words) - 1)
    found = [at for at in inner if words[at].folded in JOINING or _also(words, at) or set(words[at].gap) & {",", "?"}]
    if found:
        return found
    counting = _counting(words)
    if counting and counting[-1] == len(words) - 1:  # each question ends in what asks: "taşrada kaç merkezde kaç"
        return [at + 1 for at in counting[:-1] if at + 1 in inner]
    return [at for at in counting[1:] if at in inner]


def _also(words: Sequence[Word], at: int) -> bool:
    """Whether "bir de" joins another question on."""
    return words[at].folded in ("bir", "bi") and words[at + 1].folded == "de"


def _counting(words: Sequence[Word]) -> list[int]:
    """The positions of the words that count: "kaç amaç kaç hedef", "kaç kişi var kaçı kadın"."""
    return [at for at, word in enumerate(words) if word.folded == HOW_MANY or asks_part(word)]


def marked(words: Sequence[Word]) -> bool:
    """Whether a message holds more than one question mark, or one inside it."""
    return any("?" in word.gap for word in words[1:])


def several(words: Sequence[Word]) -> bool:
    """Whether a message shows that it holds more than one question."""
    return marked(words) or len(_counting(words)) > 1 or _joined(words)


def _joined(words: Sequence[Word]) -> bool:
    """Whether what asks stands on both sides of a joint: "kim başkanlık ediyor ve ne sıklıkla toplanıyor".

    "…, öğrenebilir miyim" only begs for the answer.
    """
    asking = [at for at, word in enumerate(words) if word.folded not in OF_PEOPLE and _asks(words, at)]
    return bool(asking) and any(asking[0] < at <= asking[-1] for at in joints(words))


def questions_among(words: Sequence[Word], pieces: Sequence[tuple[int, int]]) -> list[bool]:
    """Which parts of a message count as questions: where any asks, none that only tells what it is about."""
    asks = [is_question(words, start, end) for start, end in pieces]
    if not any(asks):
        return [True] * len(pieces)
    if not marked(words):
        return [one or _listed(words, *piece) for one, piece in zip(asks, pieces, strict=True)]
    if pieces[-1][1] - pieces[-1][0] <= BRIEF and not _tells_of_oneself(words[pieces[-1][0] :]):
        asks[-1] = True  # no word follows that would bear its mark
    return asks


def is_question(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a part of a message has a question mark, or a word that asks."""
    marked = end < len(words) and "?" in words[end].gap
    return marked or any(_asks(words, at) for at in range(start, end))


def _asks(words: Sequence[Word], at: int) -> bool:
    """Whether a word asks; a particle sounds like the word before it: "genel müdür" is none."""
    folded = words[at].folded
    if folded in PARTICLES:
        vowels = [letter for letter in words[at - 1].folded if letter in VOWELS] if at else []
        return not folded.startswith("mu") or not vowels or vowels[-1] in ROUND
    return folded in QUESTION_WORDS or folded.startswith(HOW_MANY)


def _listed(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a part is one of a list, and nobody tells of himself in it: "rapor hazırlıyorum"."""
    beside = words[start].gap + (words[end].gap if end < len(words) else "")
    return bool(LISTING & set(beside)) and not _tells_of_oneself(words[start:end]) and not states(words[start:end])


def states(words: Sequence[Word]) -> bool:
    """Whether a part ends in a finite verb and so says something: "Raporun bir satırı eksik kaldı" asks for nothing.

    >>> from knowledge.language.words import split
    >>> [states(split(text)) for text in ("kadın personel bilgisi isteniyor", "bir satırı eksik kaldı", "kadın sayısı")]
    [True, True, False]
    >>> [states(split(text)) for text in ("bütçesini ver", "hedefin adı", "kaç kişi var")]
    [False, False, False]
    """
    last = words[-1]
    tensed = [a for a in analyses(last.stem) if a.tense in TENSES] if len(words) >= STATING else []
    least = min((a.cost for a in tensed), default=0.0)  # "sorumluydu" is a noun that was
    return any(a.pos == "v" and len(a.stem) > 2 and a.cost <= min(least, LIKELY) for a in tensed)


def _tells_of_oneself(words: Sequence[Word]) -> bool:
    """Whether a verb is in the first person: "Cevabı aynen nota geçireceğim." asks nothing."""
    return any(FIRST_PERSON.search(word.folded) for word in words)


def punctuated(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A dictated message with marks for the words that say them: "kaç kişi virgül", "kaç lira soru işareti".

    >>> from knowledge.language.words import split
    >>> [word.gap + word.text for word in punctuated(tuple(split("merkezde kaç virgül taşrada kaç soru işareti")))]
    ['merkezde', 'kaç', ',taşrada', 'kaç']
    """
    found: list[Word] = []
    mark, at = "", 0
    while at < len(words):
        one = words[at].folded
        pair = f"{one} {words[at + 1].folded}" if at + 1 < len(words) else one
        if pair in DICTATED or one in DICTATED:
            mark, at = DICTATED.get(pair) or DICTATED[one], at + 1 + (pair in DICTATED)
            continue
        found.append(replace(words[at], gap=mark) if mark and found else words[at])
        mark, at = "", at + 1
    return tuple(found) or words


def without_occasions(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A message without the days for which it is needed: "8 Mart etkinliği için"; no programme tells of days.

    A day that the question itself is about stays.

    >>> from knowledge.language.words import split
    >>> [word.text for word in without_occasions(tuple(split("8 Mart bülteni için kaç kadın")))]
    ['bülteni', 'için', 'kaç', 'kadın']
    >>> [len(without_occasions(tuple(split(text)))) for text in ("30 Eylül harcaması", "15 Mart'a kadar harcanan")]
    [3, 4]
    """
    days: set[int] = set()
    for at, (day, month) in enumerate(pairwise(words)):
        dated = day.stem.isdigit() and 1 <= int(day.stem) <= LAST_DAY and month.stem in MONTHS
        if dated and any(word.folded == FOR for word in words[at + 3 : at + 3 + OCCASION]):
            days |= {at, at + 1}
    return tuple(word for at, word in enumerate(words) if at not in days)


def without_sizes(words: tuple[Word, ...], classes: int, told: int = 0) -> tuple[Word, ...]:
    """A message without the numbers that only say how large a class is.

    `classes`: the words of classes, as bits; `told`: how many things the last answer told beside each other. "On
    faaliyetten hangisi" asks for one of all, not for ten; "en yüksek on faaliyetten" is of ten.

    >>> from knowledge.language.words import split
    >>> def said(text, at, told=0):
    ...     return " ".join(word.text for word in without_sizes(tuple(split(text)), 1 << at, told))
    >>> said("on faaliyetten hangisi", 1), said("on bir faaliyet arasında en düşük", 2)
    ('faaliyetten hangisi', 'faaliyet arasında en düşük')
    >>> said("ilk on faaliyetten", 2), said("iki göstergeden fazla izleyen", 1), said("üç faaliyet sırala", 1)
    ('ilk on faaliyetten', 'iki göstergeden fazla izleyen', 'üç faaliyet sırala')
    >>> said("36 ile 50 yaş arası", 3)
    '36 ile 50 yaş arası'
    >>> said("bütçesi en yüksek iki faaliyet arasındaki fark", 4), said("iki faaliyetten hangisi daha yüksek", 1, 2)
    ('bütçesi en yüksek iki faaliyet arasındaki fark', 'iki faaliyetten hangisi daha yüksek')
    """
    sizes: set[int] = set()
    numbers = number_words.find(words)
    ranges = {one.end + 1 for one in numbers if words[one.end : one.end + 1] and words[one.end].folded in RANGE}
    for number in numbers:
        at = number.end
        if number.start in ranges:
            continue
        sized = FEWEST <= number.value < LARGEST and not number.is_percent and not number.is_ordinal
        sized = sized and number.value != told and words[at - 1].text.isalnum()  # "Tablo 8'deki göstergelerden"
        if not classes >> at & 1 or not sized or any(one.plural for one in analyses(words[at].stem)[:1]):
            continue
        before = {word.folded for word in words[max(number.start - NEAR, 0) : number.start]}
        after = words[at + 1].folded if at + 1 < len(words) else ""
        of_all = after.startswith(AMONG) or (likely_case(words[at]) == "abl" and not after.startswith(EXCEEDING))
        if of_all and before.isdisjoint(COUNTED_OFF):
            sizes |= set(range(number.start, number.end))
    return tuple(word for at, word in enumerate(words) if at not in sizes)


def unnumbered(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A message without the numbers of a list of questions, each of which begins a sentence: "1) … 2) …"."""
    numbers: list[int] = []
    for at, (word, following) in enumerate(pairwise(words)):
        if word.stem == str(len(numbers) + 1) and following.gap[:1] in NUMBERING and following.gap:
            numbers.append(at)
    if len(numbers) < MIN_LISTED or numbers[0] > 0:
        return words
    begins = {at + 1 for at in numbers}
    return tuple(replace(w, gap="\n") if at in begins else w for at, w in enumerate(words) if at not in numbers)
