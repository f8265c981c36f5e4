"""Going back in a conversation: "sığınma evine dönelim 2025", "ilkine dönersek", "2023'e gelelim"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answering.figures import Figures
from bot.answering.queries import HIGHEST, LOWEST, VALUE, Cell, Query
from bot.understanding.choices import alike
from bot.understanding.corrections import Corrections
from bot.understanding.dialogue import Conversation
from bot.understanding.inherited import ONE_OF
from bot.understanding.linking import Mention
from bot.understanding.ordinals import BARE, PRONOUNS, alone, pronoun, question_pronoun, singled_out, stand_in
from bot.understanding.pointing import SEVERAL, asked_in_turn, columns_in_turn, pointed_at
from bot.understanding.segments import bits
from bot.understanding.vocabulary import Lattice
from knowledge.language import years as year_words
from knowledge.language.suffixes import ending_case
from knowledge.language.words import Word, split

RETURNING = re.compile(r"(?:don|gel|gec)(?:e(?:lim|yim|bilir)|erse[mk]|irse[mk]|se[mk]|[ui]yoru[mz]|[iu]nce|ecek|up)?")
"""A verb that goes back or over to what stands before it in the dative, folded: "dönelim", "gelince", "geçersek"."""
HELPING = frozenset({"olursak", "olursam", "miyiz", "miyim", "mi"})
"""What may stand behind such a verb, folded: "dönecek olursak", "dönebilir miyiz"."""
HELPED = ("ecek", "ebilir")
"""Ends of such a verb that is none without it, folded: "kaça gelecek"."""
AGAIN = frozenset(str.split("geri tekrar yeniden yine simdi bi bir daha peki hadi tamam o zaman"))
"""What may stand before or between, folded: "peki şimdi merkeze geri dönelim"."""
ONE = frozenset(str.split("o onun onu ona onda ondan bunun bunu buna bunda bundan"))
"""Words that point at one thing, folded."""
SAME_AS = "ayni"
SAME = frozenset({SAME_AS, "peki", "donem", "donemde", "donemki", "yil", "yilda", "yilki", "sey", "icin", "de", "da"})
"""What a message may hold that asks the same of another thing, folded: "ilkinde aynı dönem"."""
ASKING = ("kac", "nere", "neye")
"""How words begin that ask, folded: "kaça gelir"."""


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A message as both readers are to read it, and the conversation that it goes on from."""

    words: tuple[Word, ...]
    state: Conversation
    again: Query | None = None
    """What is asked once more, where the message does nothing but go back to it."""


class TakingUp:
    """What of a message is about the conversation itself: what it takes back, and to what it goes back."""

    def __init__(
        self, figures: Figures, read: Callable[[Sequence[Word]], Lattice], named: Callable[[Lattice], Sequence[Mention]]
    ) -> None:
        """`read`, `named`: what words can be, and which things they name."""
        self.figures = figures
        self.read = read
        self.named = named
        self.year = int(figures.base.calendar)
        self.corrections = Corrections(read, named, self.year)

    def taken_up(self, words: tuple[Word, ...], state: Conversation) -> TakenUp:
        """A message without that, over the conversation as it so stands."""
        words = self.corrections.corrected(words, state.last is not None)
        if state.last is None and not state.choices:
            return TakenUp(words, state)
        if state.choices and SAME_AS in {word.folded for word in words}:
            return TakenUp(words, state)  # the same as what was asked last, to which nothing was said
        found = self._gone_back(words, state)
        before, back = state, False
        if found is not None:
            words, spoken, back = found
        else:
            spoken = state
        dated = bool(year_words.find(words, self.year))
        if spoken is before:
            spoken = self._meant(words, state)
        sorts = {id.partition(":")[0] for query in state.asked for id in self._about(query)}
        sorts.update(id.partition(":")[0] for id in state.told)
        classes = {
            span.start
            for span in self.read(words).spans
            if any(sense.startswith("kind:") and sense.split(":")[1] in sorts for sense in span.senses)
        }
        said, spoken = singled_out(words, spoken, dated, classes, back)
        again = self._again(said, spoken, state, back) if spoken is not before else None
        return TakenUp(said, spoken, again)

    def _meant(self, words: tuple[Word, ...], state: Conversation) -> Conversation:
        """The conversation as a message takes it that points at the one thing found, or at figures asked in turn."""
        dated = {at for span in year_words.find(words, self.year) for at in range(span.start, span.end)}
        said = {word.folded for at, word in enumerate(words) if at not in dated}
        if said & ONE and (winner := self._winner(state)) is not None:
            return alone(state, Query(VALUE, cells=(winner,)))
        turns = columns_in_turn(state)
        number = pointed_at(words)
        number = number or (len(turns) if any(word.folded.startswith((*SEVERAL, *ONE_OF)) for word in words) else 0)
        told = state.last is not None and len(state.last.cells) > 1
        if told or not 1 < number <= len(turns) or len(asked_in_turn(state)) > 1:
            return state
        return replace(state, last=Query(VALUE, cells=turns[-number:]))

    def _winner(self, state: Conversation) -> Cell | None:
        """The highest or the lowest of several things told last, where it is one alone."""
        last = state.last
        if last is None or last.operation not in (HIGHEST, LOWEST) or last.kind or len(last.cells) < 2:
            return None
        values = {cell: figure.value for cell in last.cells if (figure := self.figures.at(cell)) is not None}
        best = (max if last.operation == HIGHEST else min)(values.values(), default=None)
        found = [cell for cell, value in values.items() if value == best]
        return found[0] if len(found) == 1 else None

    def _again(self, said: tuple[Word, ...], spoken: Conversation, state: Conversation, back: bool) -> Query | None:
        """What is asked once more by a message that does nothing but take up one thing: "ilkinde aynı dönem"."""
        left = {word.folded for word in said} - {BARE, *PRONOUNS.values()}
        if spoken.last is None or not (left <= SAME and (SAME_AS in left or (back and not left))):
            return None
        last = state.last.cells[0] if state.last and state.last.cells else None
        cells = spoken.last.cells
        if len(cells) != 1 or last is None or SAME_AS not in left:
            return spoken.last
        return self._kept(cells[0], last, set())

    def _gone_back(
        self, words: tuple[Word, ...], state: Conversation
    ) -> tuple[tuple[Word, ...], Conversation, bool] | None:
        """The words without those that go back, and the conversation of what they go back to; None where none do.

        Also whether only what is gone back to may be left.
        """
        for at in range(1, len(words)):
            if not RETURNING.fullmatch(words[at].folded):
                continue
            end = at + 1
            while end < len(words) and words[end].folded in HELPING:
                end += 1
            if words[at].folded.endswith(HELPED) and end == at + 1:
                continue
            last = at
            while last > 1 and words[last - 1].folded in AGAIN:
                last -= 1
            if _dative(words[last - 1]):
                return self._to(words, last, end, state)
        return None

    def _to(
        self, words: tuple[Word, ...], last: int, end: int, state: Conversation
    ) -> tuple[tuple[Word, ...], Conversation, bool]:
        """What is left of a message that goes back to what stands before a word; `end`: behind the verb."""
        begin = start = max((i for i in range(last) if words[i].gap), default=0)
        while start < last - 1 and words[start].folded in AGAIN:
            start += 1
        phrase, before, rest = words[start:last], words[:begin], words[end:]
        thing = self._spoken(phrase, state)
        if thing is None:
            return (*before, *(_bare_year(phrase) if len(phrase) == 1 else phrase), *rest), state, True
        years = year_words.find(phrase, self.year)
        dated = tuple(w for at, w in enumerate(phrase) if any(y.start <= at < y.end for y in years))
        after = alone(state, thing)
        return (*before, stand_in(PRONOUNS["gen"], words[begin].gap), *dated, *rest), after, not (before or rest)

    def _spoken(self, phrase: tuple[Word, ...], state: Conversation) -> Query | None:
        """The question for the one thing that some words name, and nothing else; None for none of those asked about."""
        if any(pronoun(w.folded)[0] for w in phrase) or any(
            question_pronoun(a.folded, b.folded)[0] for a, b in pairwise(phrase)
        ):
            return None
        full = (1 << len(phrase)) - 1
        for year in year_words.find(phrase, self.year):
            full &= ~bits(year.start, year.end)
        asked = {one for query in state.asked for one in self._about(query)}
        naming = {m.entity for m in self.named(self.read(phrase)) if full and m.mask & full == full} & asked
        if not naming:
            said = [word for at, word in enumerate(phrase) if full >> at & 1]
            naming = {id for id in asked if said and self._called(id, said)}
        last = state.last.cells[0] if state.last and state.last.cells else None
        found = [query for query in state.asked if naming & self._about(query)]
        kept = {self._kept(q.cells[0], last, naming) if last and len(q.cells) == 1 else q for q in found}
        return kept.pop() if len(kept) == 1 else None

    def _about(self, query: Query) -> set[str]:
        """The things that a question is about; of many figures none by itself."""
        if len(query.cells) > 1 or query.kind:
            return set()
        texts = [self.figures.base.attribute(id).entity for id in query.attributes]
        cells = [id for cell in query.cells for id in (cell.subject, cell.item) if id]
        return {one for one in (*cells, *query.entities, *texts) if ":" in one}

    def _called(self, id: str, said: Sequence[Word]) -> bool:
        """Whether each of some words is one of a thing's name: of what was spoken of that tells enough."""
        name = [word.folded for word in split(self.figures.base.entity(id).name)]
        return all(any(alike(word.stem, other) for other in name) for word in said)

    def _kept(self, cell: Cell, last: Cell, naming: set[str]) -> Query:
        """The question for a thing gone back to, by the item and the column spoken of last where it has those."""
        things = [(cell.subject, cell.item)]
        if cell.subject in naming and last.item and last.item not in naming:
            things.insert(0, (cell.subject, last.item))
        elif cell.item in naming and cell.item:
            things.insert(0, (last.subject, cell.item))
        cells = [Cell(*thing, column) for thing in things for column in (last.column, cell.column)]
        return Query(VALUE, cells=(next((one for one in cells if self.figures.at(one) is not None), cell),))


def _dative(word: Word) -> bool:
    """Whether a word may stand in the dative and asks nothing: "ikamete" may as well be a locative."""
    if word.ending:
        return ending_case(word.ending) == "dat"
    return word.folded.endswith(("e", "a")) and not word.folded.startswith(ASKING)


def _bare_year(phrase: tuple[Word, ...]) -> tuple[Word, ...]:
    """A year in figures without its ending: "2023'e" of "2023'e dönelim" compares nothing."""
    word = phrase[0]
    if not (word.ending and word.stem.isdigit()):
        return phrase
    return (replace(word, text=word.stem, folded=word.stem, ending=""),)
