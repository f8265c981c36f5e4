"""Holds what a yes/no question says of a thing against the text that answers: its numbers, its telling words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.claims.cues import UNIVERSAL, Cue
from bot.claims.rates import rates
from bot.claims.told import DATE, LIGHT, SHORTEST, YEARS, Text, forms, read_text
from bot.claims.weighing import NO, YES
from bot.understanding.second.signals import Signals
from knowledge.language.words import Word, split

OF_A_RATE = 2
"""Numbers by which it is said how often: "altı ayda bir"."""
_TELEPHONE = re.compile(r"\+?\d[\d ()-]{6,}")
_PARTS = re.compile(r"[,;]\s|\s(?:ve|ile|veya)\s")
"""What stands between the parts of an enumeration."""
_HEADS = tuple(
    str.split("bakan baskan mudur vali kaymakam musavir atase uzman yardimci sekreter temsilci"),
)
"""How words of offices begin or end, folded."""


def weigh_rows(said: Signals, cue: Cue, rows: Sequence[tuple[str, str]], named: int) -> str | None:
    """Whether texts, each with its short answer, bear out a message: YES, NO, or None where that is not sure.

    `named`: the words as bits that name what the texts are of. Texts that say both settle nothing.
    """
    found = {_weigh_row(said, cue, text, answer, named) for text, answer in rows} - {None}
    return found.pop() if len(found) == 1 else None


def _weigh_row(said: Signals, cue: Cue, text: str, answer: str, named: int) -> str | None:
    """A text tells more than was asked; what its short answer says otherwise, it does not bear out."""
    verdict = weigh_text(said, cue, f"{text}\n{answer}", named)
    if verdict != YES or not answer:
        return verdict
    if _TELEPHONE.fullmatch(answer):
        dialled = _dialled(said.words)
        return verdict if not dialled else YES if dialled in re.sub(r"\D", "", answer) else NO
    dates, told = ({one[0] for one in DATE.finditer(each)} for each in (_typed(said.words), answer))
    if dates and told:
        return YES if dates <= told else NO if len(told) == 1 else None
    claimed = {value for value, *_ in _claimed(said, named)}
    numbers = set(read_text(answer).numbers)
    if not claimed or not numbers:
        return _in_answer(said, cue, answer) if not claimed else verdict
    if claimed <= numbers:
        return YES
    other = numbers - claimed
    alike = len(claimed) == len(other) == 1 and {value in YEARS for value in claimed | other} != {True, False}
    return NO if alike and len(numbers) == 1 else None


def _in_answer(said: Signals, cue: Cue, answer: str) -> str | None:
    """YES where the word of which is asked stands in a short answer that lists several, else None."""
    listed = len(_PARTS.split(answer)) > 1
    return YES if not listed or cue.before < 0 or _within(said.words[cue.before], read_text(answer)) else None


def _dialled(words: Sequence[Word]) -> str:
    """The longest row of digits in some words, whatever stands between them: "0312 422 05 00"."""
    typed = re.finditer(r"\d[\d ()-]*", _typed(words))
    return max((re.sub(r"\D", "", one[0]) for one in typed), key=len, default="")


def _typed(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def weigh_text(said: Signals, cue: Cue, text: str, named: int) -> str | None:
    """Whether a text bears out a message: YES, NO, or None where that is not sure.

    `named`: the words as bits that name what the text is of.
    """
    words = said.words
    read = read_text(text)
    if read.denies or any(word.folded in UNIVERSAL for word in words):
        return None
    claimed, told = rates(words), rates(split(text))
    if claimed and told and not claimed <= told:
        return NO if len(_claimed(said, named)) <= OF_A_RATE else None  # other numbers may be what is asked
    verdict = _numbers(said, cue, read, named)
    if verdict is not None or _has_numbers(said, named):
        return verdict
    return _words(said, cue, read, named)


def _claimed(said: Signals, named: int) -> list[tuple[float, int, int]]:
    """The numbers that are claimed: (value, first word, end), years among them."""
    found = [(n.value, n.start, n.end) for n in said.numbers if not named >> n.start & 1]
    for span in said.spans:
        if not span.relative and len(span.years) == 1 and not named >> span.start & 1:
            found.append((float(span.years[0]), span.start, span.end))
    return sorted(found, key=lambda one: one[1])


def _has_numbers(said: Signals, named: int) -> bool:
    return bool(_claimed(said, named))


def _numbers(said: Signals, cue: Cue, read: Text, named: int) -> str | None:
    """By the numbers of a message: all in the text, or another of the same kind there."""
    claimed = _claimed(said, named)
    if not claimed:
        return None
    missing = [one for one in claimed if one[0] not in read.numbers]
    if not missing:
        return YES if not _untold(said, cue, read, named) else None
    if len(missing) > 1 or len(claimed) > 1:
        return None
    value, start, end = missing[0]
    counted = _counted(said.words, end, cue)
    if counted is None:
        return None
    others = [number for number, after in read.numbers.items() if after & counted]
    asked = cue.before in range(start, end + 1) or cue.tag
    return NO if len(others) == 1 and asked and others[0] != value else None


def _counted(words: Sequence[Word], at: int, cue: Cue) -> frozenset[str] | None:
    """The stems of what a number counts: the word after it."""
    while at < len(words) and at in cue.asking:
        at += 1
    return forms(words[at]) if at < len(words) and not words[at].gap else None


def _telling(said: Signals, cue: Cue, named: int) -> list[int]:
    """The positions of the words that say something of the thing beyond its name."""
    return [
        at
        for at, word in enumerate(said.words)
        if not (named | said.number_mask | said.year_mask) >> at & 1
        and at not in cue.asking
        and word.folded not in LIGHT
        and len(word.folded) >= SHORTEST
    ]


def _untold(said: Signals, cue: Cue, read: Text, named: int) -> list[int]:
    """The telling words that a text does not have, but for those of small talk and those that ask."""
    idle = said.small | said.cues
    return [at for at in _telling(said, cue, named) if not _within(said.words[at], read) and not idle >> at & 1]


def _within(word: Word, read: Text) -> bool:
    return bool(forms(word) & read.stems)


def _words(said: Signals, cue: Cue, read: Text, named: int) -> str | None:
    """By the telling words of a message: all in the text, or another office than the text has."""
    telling = _telling(said, cue, named)
    held = [at for at in telling if _within(said.words[at], read)]
    asked = cue.before
    if asked in telling and asked not in held and _is_office(said.words[asked]):
        return NO if any(stem.endswith(_HEADS) for stem in read.stems) else None
    if asked in held and _is_office(said.words[asked]):
        return _office(said, read, asked, telling)
    if _untold(said, cue, read, named) or not held:
        return None
    solid = [at for at in held if not (said.cues | said.small) >> at & 1]
    return YES if solid and (asked in held or asked not in telling) else None


def _is_office(word: Word) -> bool:
    return any(stem.endswith(_HEADS) for stem in forms(word))


def _office(said: Signals, read: Text, at: int, telling: Sequence[int]) -> str | None:
    """An office that a text has: the same one where also what tells it from others is there."""
    if any(stem.startswith("yardimci") for stem in read.stems) and not any(
        word.folded.startswith("yardimci") for word in said.words
    ):
        return None
    before = at - 1
    if before not in telling:
        return None
    return YES if _within(said.words[before], read) else NO if before == at - 1 else None
