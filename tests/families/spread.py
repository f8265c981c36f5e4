"""An operation that gocbot has not, as CONTRIBUTING.md says that one is added: between which figures several lie.

`python -m tests.families.spread FILE QUESTION…` registers it and asks the questions of a knowledge base that has its
word, each also why it was understood so; test_new_operation.py does that.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.answering.cells import of_one_unit
from bot.answering.figures import Figures, computed
from bot.answering.queries import Query, Result
from bot.questions import median
from bot.questions.operation import Operation, Over
from bot.questions.pattern import Pattern
from bot.replies import figures as words
from bot.replies.parts import Parts
from bot.understanding import weights

SPREAD = "spread"
PRICES = {"operations.spread": -0.25, "operations.spread_of_set": -0.2}


def _spread(figures: Figures, query: Query) -> Result:
    found = of_one_unit(figures, query)
    values = [figure.value for figure in found]
    return Result(query, (computed(found[0], max(values) - min(values), SPREAD, found[0].unit, dated=False),), found)


def _say(parts: Parts, result: Result) -> list[str]:
    spread = result.figures[0]
    return [f"Saçılım: **{words.number(spread.value, spread.unit)}**", *parts.listed(result.operands)]


OPERATIONS = (
    Operation(
        SPREAD,
        "saçılım",
        _spread,
        _say,
        measure="saçılım",
        any_order=True,
        over=Over.MANY,
        asked="saçılımı",
        asks=Pattern("spread", takes="spread sum series"),
        asks_of_set=Pattern("spread", takes="spread sum children parent"),
    ),
)


def main(file: str, *questions: str) -> None:
    """Prints a list for each question: the reply, why, and what a button would say."""
    median.OPERATIONS += OPERATIONS  # as if it stood in the registry, which nothing has loaded yet
    weights.weight = weights.Weights(weights.read() | PRICES)
    assert not {"bot.questions.registry", "bot.understanding.reading"} & sys.modules.keys()
    from bot.assistant import Assistant
    from bot.explaining import explain
    from bot.questions.asked import asked
    from knowledge.base import KnowledgeBase

    base = KnowledgeBase(Path(file))
    assistant = Assistant(base)
    for question in questions:
        reply = assistant.reply(None, question)
        buttons = [asked(base, result.query) for result in reply.results]
        print(json.dumps([reply.text, explain(base, assistant.engine.read(question)), buttons], ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
