"""Where each rule of the understanding changes what is understood: a rule that changes nothing may go.

    python -m tests.objections [RULE…]

Prints for each rule the known messages to which it objects, and those that would mean something else without it.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any

from bot.engine import Engine
from bot.understanding import every_rule
from bot.understanding.frame import Conversation
from bot.understanding.rules import Rules
from knowledge.base import KnowledgeBase
from knowledge.language.words import split
from tests.same import PORTION, Known, known, shown

SHOWN = 6


def readings_of(engine: Engine, turns: Sequence[str]) -> tuple[str, ...]:
    """What wins for the last message of a conversation: of the whole of it, and the reply's text."""
    engine.reader.forget()
    state = Conversation()
    for turn in turns[:-1]:
        _, state = engine.by_rules(tuple(split(turn)), state)
    best = engine.reader.read(turns[-1], state).readings[:1]
    opinion, _ = engine.by_rules(tuple(split(turns[-1])), state)
    return (*(shown(one.query) for one in best), opinion.reply.text)


@contextmanager
def objecting(rules: Rules[Any], found: set[str]) -> Iterator[None]:
    """Notes the names of the rules that object to something for a while."""
    kept = rules._asked

    def counted(name: str, objection: Callable[..., float]) -> Callable[..., float]:
        @wraps(objection)
        def ask(*arguments: object, **named: object) -> float:
            price = objection(*arguments, **named)
            if price:
                found.add(name)
            return price

        return ask

    rules._asked = tuple(counted(rule.name, rule.objection) for rule in rules)
    try:
        yield
    finally:
        rules._asked = kept


def _examine(portion: Sequence[Known], wanted: Sequence[str]) -> list[tuple[str, str, bool]]:
    """(rule, message, whether it changes what wins) of each rule that objects to a reading of a message."""
    engine = Engine(KnowledgeBase(), weights={})
    found = []
    for one in portion:
        at_work: set[str] = set()
        with ExitStack() as watched:
            for rules in every_rule():
                watched.enter_context(objecting(rules, at_work))
            told = readings_of(engine, one.turns)
        for rules in every_rule():
            for name in sorted(at_work & {rule.name for rule in rules}):
                if not wanted or name in wanted:
                    with rules.without(name):
                        found.append((name, " | ".join(one.turns), readings_of(engine, one.turns) != told))
    return found


def main() -> None:
    """Examines every known message but those of the whole space."""
    told = [one for one in known(KnowledgeBase()) if one.question is not None]
    portions = [told[at : at + PORTION] for at in range(0, len(told), PORTION)]
    at_work: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(_examine, portions, [sys.argv[1:]] * len(portions)):
            for name, text, changes in found:
                at_work[name].append((text, changes))
    for name in _names():
        if not sys.argv[1:] or name in sys.argv[1:]:
            changed = [text for text, changes in at_work[name] if changes]
            print(f"{name}: objects in {len(at_work[name])} messages, changes {len(changed)}")
            for text in changed[:SHOWN]:
                print(f"    {text}")


def _names() -> Iterator[str]:
    for rules in every_rule():
        for rule in rules:
            yield rule.name


if __name__ == "__main__":
    main()
