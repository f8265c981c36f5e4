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
from bot.understanding.second.reader import SecondReader
from knowledge.base import KnowledgeBase
from knowledge.language.words import split

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
        self.reader = SecondReader(self.engine.reader.figures, self.engine.reader.linker, {})
        self.judge = judge
        self._replies: dict[Query, dict[str, Any] | None] = {}

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
        state = Conversation()
        for turn in item["turns"][:-1]:
            _, state = self.engine.respond(turn, state)
        text = item["turns"][-1]
        reply, _ = self.engine.respond(text, state)
        words = tuple(split(text))
        if not words or len(words) > 80:
            return None
        lattice = self.engine.reader.vocabulary.read(words)
        weighed = self.reader.candidates(lattice, state)
        example = Example(item["id"], author, item["kind"])
        if item["kind"] == "refuse":
            example.right = [0]
        else:
            known = self.judge(item, as_json(reply))[0] == "right" and reply.status == ANSWER
            gold = reply.results[0].query if known and len(reply.results) == 1 else None
            example.right = self._right(item, weighed.candidates, gold)
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

    def _right(self, item: Item, candidates: list[Candidate], gold: Query | None) -> list[int]:
        if gold is not None:
            same = [i for i, candidate in enumerate(candidates) if candidate.query == gold]
            if same:
                return same
        found = []
        for index, candidate in enumerate(candidates):
            if candidate is NONE:
                continue
            reply = self.reply(candidate.query)
            if reply is None or reply["status"] != ANSWER:
                continue
            values = item.get("values") or []
            if values and not any(
                abs(abs(figure["value"]) - abs(values[0])) <= item.get("tol", 0) + 1e-9
                for figure in reply["figures"][: len(values)]
            ):
                continue
            if self.judge(item, reply)[0] == "right":
                found.append(index)
        return found
