"""Sets questions of one sentence into the letters of others: what greets, explains and thanks asks nothing.

Few authors write letters, and a reader that has learnt from few is sure of none. The sentences around a question are
taken from letters that ask once, without what names something of the programme or holds a figure.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.engine import Engine
from knowledge.language.asking import PARTICLES
from knowledge.language.words import split
from tests.question_sets import Question

SEED = 7
SHARE = 4
"""One in so many short questions is set into a letter."""
SHORTEST = 15
"""Letters of the shortest question that is: a name alone is no sentence."""
SENTENCES = 3
"""Of the shortest letter."""
NAMED, TELLING = 0.45, 0.6
"""Share of a name, and how telling its words are, from which a sentence names something."""
_END = re.compile(r"(?<=[.!?])\s+")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before and after the sentence that asks."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def in_letters(engine: Engine, asked: Sequence[Question]) -> Iterator[Question]:
    """Some of the questions again, each in somebody's letter; always the same ones."""
    around = list(_around(engine, asked))
    if not around:
        return
    chance = random.Random(SEED)
    for question in asked:
        text = question.turns[0]
        short = len(question.turns) == 1 and len(text) > SHORTEST and len(_END.split(text)) == 1
        if short and question.kind != "clarify" and not chance.randrange(SHARE):
            one, other = chance.choice(around), chance.choice(around)
            yield replace(question, id=f"{question.id}-letter", turns=(_letter(text, one, other, chance),))


def _letter(text: str, one: Around, other: Around, chance: random.Random) -> str:
    if one.before:
        text = text[0].upper() + text[1:]
    end = "" if text[-1] in ".?!" else chance.choice("?.")
    return " ".join([*one.before, text + end, *chance.choice((one, other)).after])


def _around(engine: Engine, asked: Iterable[Question]) -> Iterator[Around]:
    """What stands around the questions of letters."""
    for question in asked:
        sentences = _END.split(question.turns[0])
        asking = [at for at, sentence in enumerate(sentences) if _asks(sentence)]
        if len(question.turns) > 1 or len(sentences) < SENTENCES or not asking:
            continue
        before = [one for one in sentences[: asking[0]] if _says_nothing(engine, one)]
        after = [one for one in sentences[asking[-1] + 1 :] if _says_nothing(engine, one)]
        if before or after:
            yield Around(tuple(before), tuple(after))


def _asks(sentence: str) -> bool:
    return sentence.endswith("?") or any(word.folded in PARTICLES for word in split(sentence))


def _says_nothing(engine: Engine, sentence: str) -> bool:
    """Whether a sentence names nothing of the programme and holds no figure."""
    if _FIGURE.search(sentence):
        return False
    lattice = engine.reader.vocabulary.read(engine.reader.vocabulary.parted(tuple(split(sentence))))
    return not any(one.coverage > NAMED and one.said > TELLING for one in engine.second.finder.find(lattice))
