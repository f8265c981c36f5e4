"""How likely a sentence of a programme's prose states what a message asks: the table [quoted] of verdict.toml.

    python -m tests.fitting.prose SET@KNOWLEDGE… [--out FILE]

Each question that neither reader answers, those asked back with choices too, is asked of the sentences that hold
something of it; right is one whose quotation the judge takes for the answer. Authors are held out in turn for what is
printed; then the table fitted to all is written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Quoted
from bot.engine import Engine
from bot.outcomes import outcome
from bot.quoting import MOST, Quote, weighed
from bot.understanding.second.model import VERDICT, table
from bot.verdict import SAY
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word
from tests.fitting.curve import logistic, probability, rewritten
from tests.fitting.examples import existing, last_message, read
from tests.question_sets import RIGHT, Question, verdict

LIMITS = (0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7)
TABLE = "quoted"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that neither reader answers, with what its sentences are told by and which of them are right."""

    question: Question
    features: tuple[dict[str, float], ...]
    right: tuple[bool, ...]
    passages: tuple[int, ...]
    """The passage of each: one sentence of it is offered."""


def asked(engine: Engine, questions: Sequence[Question]) -> Iterator[Asked]:
    """The questions that no reader answers and of which some sentence holds something."""
    for question in questions:
        words, state = last_message(engine, question)
        one = outcome(engine, words, state)
        if one.idle or one.verdict.kind == SAY:
            continue
        lattice = engine.reader.vocabulary.read(words)
        quotes = weighed(engine.base, lattice, engine.reader.linker.mentions(lattice), one.verdict)
        if quotes:
            right = tuple(question.kind == "answer" and _states(engine, question, words, quote) for quote in quotes)
            passages = tuple(quote.sentence.passage.id for quote in quotes)
            yield Asked(question, tuple(quote.features for quote in quotes), right, passages)


def _states(engine: Engine, question: Question, words: tuple[Word, ...], quote: Quote) -> bool:
    """Whether a sentence by itself is the answer to a question."""
    alone = Query(q.PASSAGE, terms=Quoted(quote.sentence.passage.id, quote.sentence.at))
    reply = engine.claims.counted(engine.answer([alone]), engine.reader.vocabulary.read(words))
    return verdict(question, reply)[0] == RIGHT


def fitted(those: Sequence[Asked]) -> dict[str, float]:
    """The table that tells best which sentences are right."""
    features = [one for each in those for one in each.features]
    return logistic(features, [one for each in those for one in each.right], list(table(TABLE)))


def report(found: Sequence[tuple[Asked, dict[str, float]]]) -> str:
    """What would be offered from which likelihood on, each question weighed by its table."""
    lines = ["| offered from | right of those that a sentence answers | beside | where there is no answer |"]
    stated = sum(any(one.right) for one, _ in found)
    for least in LIMITS:
        hit = beside = none = 0
        for one, weights in found:
            likely = [probability(weights, features) for features in one.features]
            ranked = sorted(zip(likely, one.passages, one.right, strict=True), reverse=True)
            firsts: dict[int, bool] = {}
            for sure, passage, right in ranked:
                if sure >= least:
                    firsts.setdefault(passage, right)
            offered = list(firsts.values())[:MOST]
            hit += any(offered)
            beside += bool(offered) and not any(offered) and one.question.kind != "refuse"
            none += bool(offered) and one.question.kind == "refuse"
        lines.append(f"| {least} | {hit} of {stated} | {beside} | {none} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what would be offered of authors held out, and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fitting.prose", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=existing, metavar="SET")
    parser.add_argument("--out", type=Path, default=VERDICT, help="where the table goes (that of the bot)")
    chosen = parser.parse_args(arguments)
    if len(chosen.sets) < 2:
        print("Name the sets of two authors or more: one is held out while the others teach.", file=sys.stderr)
        return 2
    of = {path: list(asked(Engine(KnowledgeBase(base)), list(read(path)))) for path, base in chosen.sets}
    held_out = []
    for path, own in of.items():
        weights = fitted([one for other, rows in of.items() if other != path for one in rows])
        held_out += [(one, weights) for one in own]
    print(report(held_out))
    weights = fitted([one for rows in of.values() for one in rows])
    chosen.out.write_text(rewritten(VERDICT.read_text("utf-8"), {TABLE: weights}), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
