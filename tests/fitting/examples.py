"""Turns question sets into what the second reader learns from: candidates by their features, and which are right."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.answering.queries import Query
from bot.engine import Engine
from bot.replies.reply import ANSWER, Reply
from bot.understanding.frame import Conversation
from bot.understanding.ordinals import singled_out
from bot.understanding.second.candidates import Candidate
from bot.understanding.second.features import Group
from knowledge.base import SHIPPED, KnowledgeBase
from knowledge.language.words import Word, split
from tests.fitting.letters import in_letters
from tests.question_sets import RIGHT, SETS, Question, load, respond, verdict
from tests.whole_space import questions

LONGEST = 80
"""Words of the longest message that is learnt from."""
KEPT_REPLIES = 400_000
NINTH = 9
"""One question of so many of the whole space is learnt from."""
LETTER = 0.5
"""What a question set into a letter counts for, beside the question itself."""
OWN, OUTSIDE = "own", "outside"
"""Names for authors: the project's own, and those whose every question is none of the programme."""


@dataclass(slots=True)
class Example:
    """One message: groups of feature numbers, each candidate as a list of groups, the candidates that are right."""

    id: str
    author: str
    kind: str
    groups: list[list[int]] = field(default_factory=list)
    candidates: list[list[int]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    share: float = 1.0
    """What it counts for beside another of its author."""


class Numbers:
    """Numbers features as they come."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a feature."""
        return self.of.setdefault(name, len(self.of))


def existing(text: str) -> tuple[Path, Path]:
    """(set, knowledge base) of SET or SET@KNOWLEDGE, for argparse; of a set alone the shipped one.

    >>> existing("/dev/null@none.sqlite")
    Traceback (most recent call last):
    argparse.ArgumentTypeError: none.sqlite does not exist: name question sets, each as FILE or FILE@KNOWLEDGE
    """
    name, _, knowledge = text.partition("@")
    found = Path(name), Path(knowledge) if knowledge else SHIPPED
    for path in found:
        if not path.exists():
            raise ArgumentTypeError(f"{path} does not exist: name question sets, each as FILE or FILE@KNOWLEDGE")
    return found


def read(path: Path) -> Iterator[Question]:
    """The questions of a set; those of tests/questions/*.jsonl are one author's, the project's own."""
    own = path.resolve().parent == SETS.resolve()
    for question in load(path):
        yield replace(question, author=OWN) if own else question


def outsiders(questions: Iterable[Question]) -> set[str]:
    """The authors whose every question is to be refused."""
    authors: dict[str, set[str]] = {}
    for question in questions:
        authors.setdefault(question.author, set()).add(question.kind)
    return {author for author, kinds in authors.items() if kinds == {"refuse"}}


def without_verdict(question: Question) -> Question:
    """A question without the "evet" or "hayır" that its reply must hold: that is said after the query is chosen."""
    return replace(question, must=tuple(group for group in question.must if not {"evet", "hayır"} & set(group)))


def last_message(engine: Engine, question: Question) -> tuple[tuple[Word, ...], Conversation]:
    """The words of a conversation's last message, and the conversation before it, without choices."""
    state = respond(engine, question.turns[:-1])[1]
    words = engine.reader.vocabulary.parted(tuple(split(question.turns[-1])))
    return singled_out(words, replace(state, choices=(), claim=""))


class Maker:
    """Makes examples over one knowledge base."""

    def __init__(self, base: KnowledgeBase, numbers: Numbers | None = None) -> None:
        """`numbers`: those of makers over other knowledge bases, from whose examples the same weights are learnt."""
        self.engine = Engine(base)
        self.numbers = Numbers() if numbers is None else numbers
        self._replies: dict[Query, Reply] = {}

    def all(self, questions: Iterable[Question]) -> list[Example]:
        """The examples of some questions, without those of which nothing can be learnt."""
        return [example for question in questions if (example := self.make(question)) is not None]

    def learnt_from(self, asked: Sequence[Question]) -> list[Example]:
        """The examples of some questions, and of others' short ones again, set into letters."""
        letters = self.all(in_letters(self.engine, [question for question in asked if question.author != OWN]))
        return [*self.all(asked), *(replace(example, share=LETTER) for example in letters)]

    def make(self, question: Question) -> Example | None:
        """The example of a question's last message; None where no candidate is right, or several may be meant."""
        if question.kind == "clarify":
            return None
        question = without_verdict(question)
        words, state = last_message(self.engine, question)
        if not words or len(words) > LONGEST:
            return None
        weighed = self.engine.second.candidates(self.engine.reader.vocabulary.read(words), state)
        found = weighed.candidates
        right = [index for index, one in enumerate(found) if one.nothing]
        if question.kind != "refuse":
            right = self._same(question, words, state, found)
        right = right or self._right(question, found)
        if not right:
            return None
        example = Example(question.id, question.author, question.kind, right=right)
        numbers: dict[Group, int] = {}
        for candidate in found:
            own = []
            for group in weighed.features.groups(candidate):
                if group not in numbers:
                    numbers[group] = len(example.groups)
                    example.groups.append([self.numbers.number(name) for name in weighed.features.of(group)])
                own.append(numbers[group])
            example.candidates.append(own)
        return example

    def _same(
        self, question: Question, words: tuple[Word, ...], state: Conversation, candidates: Sequence[Candidate]
    ) -> list[int]:
        """The candidates that are what the rules understood, where that is right: others may be right by chance."""
        opinion, _ = self.engine.by_rules(words, state)
        if len(opinion.queries) != 1 or verdict(question, opinion.reply)[0] != RIGHT:
            return []
        return [index for index, one in enumerate(candidates) if one.query == opinion.queries[0]]

    def _right(self, question: Question, candidates: Sequence[Candidate]) -> list[int]:
        judged: dict[Query, bool] = {}
        for candidate in candidates:
            if candidate.query not in judged:
                judged[candidate.query] = not candidate.nothing and self._fits(question, candidate.query)
        return [index for index, one in enumerate(candidates) if judged[one.query]]

    def _fits(self, question: Question, query: Query) -> bool:
        """Whether a query's reply is right; figures are looked at before the sentence is made."""
        values = question.values
        try:
            if values:
                result = self.engine.answering.answer(query)
                first = [figure.value for figure in result.figures[: len(values)]]
                if not any(abs(abs(value) - abs(values[0])) <= question.tol + 1e-9 for value in first):
                    return False
            reply = self._reply(query)
        except (KeyError, ValueError, IndexError, TypeError, AttributeError):
            return False  # the unlikeliest candidates make no sense, and no verdict looks at them
        return reply.status == ANSWER and verdict(question, reply)[0] == RIGHT

    def _reply(self, query: Query) -> Reply:
        """The reply to a query, kept."""
        if query not in self._replies:
            if len(self._replies) > KEPT_REPLIES:
                self._replies.clear()
            self._replies[query] = self.engine.answer([query])
        return self._replies[query]


def of_space(base: KnowledgeBase) -> Iterator[Question]:
    """Every ninth question of the whole space, the project's own: the others show what is learnt from them."""
    for at, one in enumerate(questions(base)):
        if at % NINTH == NINTH // 2:
            yield Question(f"space-{at}", "space", one.style, "answer", (one.text,), (min(one.values),), author=OWN)


def makers(sets: Iterable[tuple[Path, Path]]) -> list[tuple[Maker, list[Question]]]:
    """For each knowledge base a maker with the questions over it (its space, beside the own); numbers are shared."""
    numbers = Numbers()
    by_base: dict[Path, list[Question]] = {}
    for path, knowledge in sets:
        by_base.setdefault(knowledge, []).extend(read(path))
    found = []
    for knowledge, asked in by_base.items():
        maker = Maker(KnowledgeBase(knowledge), numbers)
        own = any(question.author == OWN for question in asked)
        found.append((maker, asked + list(of_space(maker.engine.base)) if own else asked))
    return found
