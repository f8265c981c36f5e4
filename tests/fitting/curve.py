"""How good both readers are for authors of whom nothing was learnt, against the limit from which something is said.

    python -m tests.fitting.curve SET… [--folds N] [--out FILE]

Whole authors are held out in turn: weights are fitted to the others, both readers answer the authors held out, and
the two tables of verdict.toml are fitted to that evidence. The curve crosses them too: an author's rows are weighed by
tables fitted without that fold. Then the tables fitted to all rows are written. The project's own questions only
teach. A message of several questions is read as one, so that the bot itself does a little better.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.engine import Engine
from bot.understanding.second.model import VERDICT, table
from bot.verdict import NEITHER, RULES, SECOND, believed
from tests.fitting.examples import OWN, existing, makers, outsiders, read
from tests.fitting.fit import Problem, counts, fit, named
from tests.fitting.held_out import Row, rows
from tests.question_sets import MISS, RIGHT, TAP, WRONG

Table = Mapping[str, float]

LIMITS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95)
ROUNDS = 90
PRIOR = 1.0
BIAS = "bias"


def folds(authors: Iterable[str], number: int) -> list[frozenset[str]]:
    """Authors dealt into folds, none empty.

    >>> [sorted(fold) for fold in folds(["a", "b", "c"], 2)]
    [['a', 'c'], ['b']]
    """
    ordered = sorted(set(authors))
    return [frozenset(ordered[at::number]) for at in range(min(number, len(ordered)))]


def logistic(features: Sequence[Table], right: Sequence[bool], names: Sequence[str]) -> dict[str, float]:
    """The log-linear table, with its bias, that tells best which are right; `names`: its features, in order."""
    ordered = [name for name in names if name != BIAS]
    matrix = np.array([[1.0, *(one[name] for name in ordered)] for one in features])
    target = np.array(right, float)

    def loss(vector: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        raised = matrix @ vector
        total = np.sum(np.logaddexp(0, raised) - target * raised) + 0.5 * PRIOR * vector @ vector
        return float(total), matrix.T @ (1 / (1 + np.exp(-raised)) - target) + PRIOR * vector

    if not len(features):
        return dict.fromkeys([BIAS, *ordered], 0.0)
    found = minimize(loss, np.zeros(len(ordered) + 1), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 2) for name, value in zip([BIAS, *ordered], found, strict=True)}


def tables(those: Iterable[Row]) -> dict[str, dict[str, float]]:
    """Both tables of verdict.toml, fitted to rows; questions that ask to be asked back tell nothing of them."""
    told = [row for row in those if row.question.kind != "clarify"]
    rules = [row for row in told if row.seen.by_rules]
    second = [row for row in told if row.seen.by_second]
    return {
        "rules": logistic([r.seen.by_rules for r in rules], [r.rules == RIGHT for r in rules], list(table("rules"))),
        "second": logistic(
            [r.seen.by_second for r in second], [r.second == RIGHT for r in second], list(table("second"))
        ),
    }


def probability(weights: Table, features: Table) -> float:
    """What a table gives to features; 0 where there are none."""
    if not features:
        return 0.0
    raised = weights[BIAS] + sum(weights[name] * value for name, value in features.items())
    return float(1 / (1 + np.exp(-raised)))


def result(row: Row, weights: Mapping[str, Table], limit: float) -> str:
    """What becomes of a question where nothing less likely than a limit is said."""
    if row.opinion.idle:
        return row.rules
    rules = probability(weights["rules"], row.seen.by_rules)
    second = probability(weights["second"], row.seen.by_second)
    which = believed(row.opinion, row.seen, rules, second, limit, row.taught)
    return {RULES: row.rules, SECOND: row.second, NEITHER: row.unsaid}[which]


def curve(found: Sequence[tuple[Row, Mapping[str, Table]]], outside: set[str]) -> str:
    """The table of what becomes of questions, against the limit; each row with the tables it is weighed by."""
    lines = [
        "| said from | right | wrong | due: right | one tap | dead end | wrong | outside: wrong |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    inside = [pair for pair in found if pair[0].question.author not in outside]
    beside = [pair for pair in found if pair[0].question.author in outside]
    for limit in LIMITS:
        of = Counter((row.question.kind, result(row, weights, limit)) for row, weights in inside)
        out = Counter(result(row, weights, limit) for row, weights in beside)
        total = max(len(inside), 1)
        due = max(sum(of["answer", one] for one in (RIGHT, TAP, MISS, WRONG)), 1)
        right, wrong = (sum(n for (_, one), n in of.items() if one == which) / total for which in (RIGHT, WRONG))
        parts = [f"{right:.1%}", f"{wrong:.1%}"]
        parts += [f"{of['answer', one] / due:.1%}" for one in (RIGHT, TAP, MISS, WRONG)]
        parts.append(f"{out[WRONG] / len(beside):.1%}" if beside else "")
        lines.append(f"| {limit:.2f} | {' | '.join(parts)} |")
    return "\n".join(lines)


def held_out(sets: Iterable[tuple[Path, Path]], number: int) -> tuple[list[list[Row]], set[str]]:
    """The rows of each fold's authors, by weights fitted to all others; the authors who ask nothing of a programme."""
    parts = makers(sets)
    numbers = parts[0][0].numbers.of
    questions = [question for _, asked in parts for question in asked]
    examples = [example for maker, asked in parts for example in maker.learnt_from(asked)]
    outside = outsiders(questions)
    found = []
    for fold in folds((question.author for question in questions if question.author != OWN), number):
        taught = [one for one in examples if one.author not in fold]
        fitted = (
            fit(Problem(taught, len(numbers), counts(outside)), rounds=ROUNDS) if taught else np.zeros(len(numbers))
        )
        weights = named(numbers, fitted)
        here: list[Row] = []
        for maker, asked in parts:
            engine = Engine(maker.engine.base, maker.engine.reader.vocabulary, weights=weights)
            here += rows(engine, [question for question in asked if question.author in fold])
        found.append(here)
        print(f"{', '.join(sorted(fold))}: {len(here)} questions", file=sys.stderr, flush=True)
    return found, outside


def rewritten(text: str, fitted: Mapping[str, Table]) -> str:
    """verdict.toml with other weights in its tables; all else, comments too, stays.

    >>> rewritten("[rules]  # a\\nbias = 1\\n[limits]\\nbias = 2\\n", {"rules": {"bias": 0.5}})
    '[rules]  # a\\nbias = 0.50\\n[limits]\\nbias = 2\\n'
    """
    lines, current = [], ""
    for line in text.splitlines():
        head = re.match(r"\[(\w+)\]", line)
        current = head[1] if head else current
        name = line.partition("=")[0].strip()
        if not head and name in fitted.get(current, {}):
            line = f"{name} = {fitted[current][name]:.2f}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the curve of sets and writes the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.fitting.curve", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=existing, metavar="SET")
    parser.add_argument("--folds", type=int, default=5, help="how many times authors are held out (5)")
    parser.add_argument("--out", type=Path, default=VERDICT, help="where the tables go (those of the bot)")
    chosen = parser.parse_args(arguments)
    authors = {question.author for path, _ in chosen.sets for question in read(path)}
    if len(authors - {OWN}) < 2 or chosen.folds < 2:
        print("Name sets of two authors or more: one is held out while the others teach.", file=sys.stderr)
        return 2
    parts, outside = held_out(chosen.sets, chosen.folds)
    crossed = []
    for part in parts:
        weights = tables(row for other in parts if other is not part for row in other)
        crossed += [(row, weights) for row in part]
    print(curve(crossed, outside))
    text = rewritten(VERDICT.read_text("utf-8"), tables(row for part in parts for row in part))
    chosen.out.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
