"""Turns question sets into what the second reader learns from: candidates by their features, and which are right."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.answering.queries import Query
from bot.engine import Engine
from bot.replies.reply import ANSWER, Reply
from bot.understanding.frame import Conversation
from bot.understanding.second.candidates import NONE, Candidate
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word, split

Item = dict[str, Any]
Judge = Callable[[Item, dict[str, Any] | None], tuple[str, str]]


@dataclass(slots=True)
class Example:
    """One message: groups of feature numbers, each candidate as a list of groups, the candidates that are right."""

    id: str
    author: str
    kind: str
    groups: list[list[int]] = field(default_factory=list)
    candidates: list[list[int]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


class Features:
    """Numbers features as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a feature."""
        return self.numbers.setdefault(name, len(self.numbers))


def read_judge(path: Path) -> Judge:
    """The `judge` function of the question check beside the checkout."""
    loader = importlib.machinery.SourceFileLoader("question_check", str(path))
    spec = importlib.util.spec_from_loader("question_check", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    judge: Judge = module.judge
    return judge


def read_items(paths: Iterable[Path]) -> Iterator[tuple[str, Item]]:
    """(author, item) of every line of some sets; the author is the id's first part, "t" for the project's own."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            item = json.loads(line)
            prefix = item["id"].split("-")[0]
            yield ("own" if prefix == "t" else prefix), item


def without_verdict(item: Item) -> Item:
    """An item without the "evet" or "hayır" that its reply must hold: that comes after the query."""
    must = [group for group in item.get("must", []) if not {"evet", "hayır"} & set(group)]
    return item | {"must": must, "id": item["id"] + "~"} if len(must) < len(item.get("must", [])) else item


def as_json(reply: Reply) -> dict[str, Any]:
    """A reply as the judge reads it."""
    return {
        "status": reply.status,
        "text": reply.text,
        "figures": [{"value": figure.value} for figure in reply.figures],
        "choices": list(reply.choices),
    }


class Maker:
    """Makes examples over one knowledge base."""

    def __init__(self, judge: Judge, base: KnowledgeBase | None = None) -> None:
        self.engine = Engine(base or KnowledgeBase())
        self.reader = self.engine.second
        self.judge = judge
        self._replies: dict[Query, dict[str, Any] | None] = {}
        self.golden: dict[str, tuple[Query, ...]] = {}
        """For each item what the rules rightly understood, if they did."""
        self.judged: dict[str, dict[Query, bool]] = {}
        """For each item the queries that were judged before, and whether they were right: kept between runs."""

    def reply(self, query: Query) -> dict[str, Any] | None:
        """The reply to a query, kept; None where it cannot be answered."""
        if query not in self._replies:
            if len(self._replies) > 400_000:
                self._replies.clear()
            try:
                self._replies[query] = as_json(self.engine.answer([query]))
            except (KeyError, ValueError, IndexError, TypeError, AttributeError):
                self._replies[query] = None
        return self._replies[query]

    def make(self, author: str, item: Item, features: Features) -> Example | None:
        """The example of an item's last message; None where no candidate is right, or several may be meant."""
        if item["kind"] == "clarify":
            return None
        item = without_verdict(item)
        state = Conversation()
        for turn in item["turns"][:-1]:
            _, state = self.engine.respond(turn, state)
        text = item["turns"][-1]
        words = self.engine.reader.vocabulary.parted(tuple(split(text)))
        if not words or len(words) > 80:
            return None
        lattice = self.engine.reader.vocabulary.read(words)
        weighed = self.reader.candidates(lattice, state)
        example = Example(item["id"], author, item["kind"])
        if item["kind"] == "refuse":
            example.right = [0]
        else:
            example.right = self._same(item, words, state, weighed.candidates) or self._right(item, weighed.candidates)
        if not example.right:
            return example
        numbers: dict[Any, int] = {}
        for candidate in weighed.candidates:
            own = []
            for group in weighed.features.groups(candidate):
                if group not in numbers:
                    numbers[group] = len(example.groups)
                    example.groups.append([features.number(name) for name in weighed.features.of(group)])
                own.append(numbers[group])
            example.candidates.append(own)
        return example

    def _same(
        self, item: Item, words: tuple[Word, ...], state: Conversation, candidates: list[Candidate]
    ) -> list[int]:
        """The candidates that are what the rules understood, where that is right: others may be right by chance."""
        known = self.golden.get(item["id"])
        if known is None:
            opinion, _ = self.engine.by_rules(words, state)
            right = len(opinion.queries) == 1 and self.judge(item, as_json(opinion.reply))[0] == "right"
            known = self.golden[item["id"]] = opinion.queries if right else ()
        return [i for i, candidate in enumerate(candidates) if candidate.query in known]

    def _right(self, item: Item, candidates: list[Candidate]) -> list[int]:
        judged = self.judged.setdefault(item["id"], {})
        found = []
        for index, candidate in enumerate(candidates):
            if candidate is NONE:
                continue
            if candidate.query not in judged:
                judged[candidate.query] = self._fits(item, candidate.query)
            if judged[candidate.query]:
                found.append(index)
        return found

    def _fits(self, item: Item, query: Query) -> bool:
        """Whether a query's reply is right; figures are looked at before the sentence is made."""
        values = item.get("values") or []
        if values:
            result = self.engine.answering.answer(query)
            first = [figure.value for figure in result.figures[: len(values)]]
            if not any(abs(abs(value) - abs(values[0])) <= item.get("tol", 0) + 1e-9 for value in first):
                return False
        reply = self.reply(query)
        return reply is not None and reply["status"] == ANSWER and self.judge(item, reply)[0] == "right"
