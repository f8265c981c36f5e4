"""Where in a message the figures of an answer are named, and which of two the other is held against."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.queries import Figure
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from knowledge.language.proportions import COMPARING
from knowledge.language.suffixes import analyses, ending_case
from knowledge.language.words import Word

_HELD_AGAINST = frozenset({"abl", "acc", "dat", "ins"})
"""Cases of what something is held against: "2024'ten fazla", "2021'i yakalıyor", "planla aynı"."""


def named_at(said: Signals, mentions: Sequence[Named], figures: Sequence[Figure]) -> list[int]:
    """The position of the last word that names what tells each figure from the other; -1 for none."""
    if len(figures) != 2:
        return []
    one, other = figures
    if (one.subject, one.item) != (other.subject, other.item):
        return [_last(_mentioned(mentions, figure)) for figure in figures]
    if one.year != other.year:
        return [_last(_of_year(said, figure.year)) for figure in figures]
    return [_last(said.said(f"measure:{figure.measure}")) for figure in figures]


def _mentioned(mentions: Sequence[Named], figure: Figure) -> int:
    wanted = figure.item or figure.subject
    return next((one.mask for one in mentions if one.entity == wanted), 0)


def _of_year(said: Signals, year: int | None) -> int:
    mask = 0
    for span in said.spans:
        if tuple(span.years) == (year,):
            mask |= (1 << span.end) - (1 << span.start)
    return mask


def _last(mask: int) -> int:
    return mask.bit_length() - 1 if mask else -1


def reference_of(said: Signals, mentions: Sequence[Named], figures: Sequence[Figure], at: int) -> int | None:
    """Which of two figures the other is held against: the one named last before a word, in a case that says so.

    None where that is not seen.
    """
    places = named_at(said, mentions, figures)
    before = [place for place in places if 0 <= place < at]
    if len(places) != 2 or min(places) < 0 or places[0] == places[1] or not before:
        return None
    gore = next((index for index, word in enumerate(said.words) if word.folded in COMPARING), None)
    if gore is not None:
        before = [place for place in places if place < gore] or before
    last = max(before)
    return places.index(last) if _held_against(said.words, last, at) else None


def _held_against(words: Sequence[Word], place: int, at: int) -> bool:
    """Whether what is named at a place, up to a word, stands in a case in which something is held against it."""
    for word in words[place:at]:
        if word.folded in COMPARING:
            return True
        if word.ending and ending_case(word.ending) in _HELD_AGAINST:
            return True
        if not word.ending and any(a.case in _HELD_AGAINST for a in analyses(word.stem)[:4]):
            return True
    return False
