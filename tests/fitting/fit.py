"""Fits the second reader's weights to question sets.

    python -m tests.fitting.fit SET… [--out FILE]

A SET over another programme than the shipped is named with its knowledge base: FILE@KNOWLEDGE.

A log-linear model: the summed probability of the right candidates of each message is raised, with an L2 prior toward
nought (L-BFGS). Candidates share groups of features, so that a message is two small sparse products.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.understanding.second.model import WEIGHTS
from tests.fitting.examples import OWN, Example, existing, makers, outsiders

Vector = NDArray[np.float64]

COUNTS_OWN, COUNTS_OUTSIDE = 0.4, 0.7
"""What a question counts for, beside another author's 1: of the project's own, of one who asks nothing of it."""
PRIOR = 1.5
"""Strength of the prior toward nought."""
ROUNDS = 120
LEAST = 0.02
"""Weights nearer to nought are left out."""


class Problem:
    """The examples as matrices."""

    def __init__(self, examples: Sequence[Example], size: int, counts: Mapping[str, float] | None = None) -> None:
        """`size`: how many features there are; `counts`: what an author's examples count for, where not 1."""
        rows, cols = [], []
        group_rows, group_cols = [], []
        starts = [0]
        groups = 0
        right = []
        emphasis = []
        for example in examples:
            first = groups
            for group in example.groups:
                rows += [groups] * len(group)
                cols += group
                groups += 1
            base = starts[-1]
            for index, own in enumerate(example.candidates):
                group_rows += [base + index] * len(own)
                group_cols += [first + one for one in own]
            flags = np.zeros(len(example.candidates), bool)
            flags[example.right] = True
            right.append(flags)
            starts.append(base + len(example.candidates))
            emphasis.append((counts or {}).get(example.author, 1.0) * example.share)
        self.size = size
        self.features = csr_matrix((np.ones(len(rows), np.float32), (rows, cols)), shape=(groups, size))
        self.groups = csr_matrix(
            (np.ones(len(group_rows), np.float32), (group_rows, group_cols)), shape=(starts[-1], groups)
        )
        self.features_t = self.features.T.tocsr()
        self.groups_t = self.groups.T.tocsr()
        self.starts = np.array(starts[:-1])
        self.lengths = np.diff(np.array(starts))
        self.right = np.concatenate(right)
        self.emphasis = np.array(emphasis)

    def scores(self, weights: Vector) -> Vector:
        """Each candidate's score."""
        return np.asarray(self.groups @ (self.features @ weights))

    def loss(self, weights: Vector, prior: float) -> tuple[float, Vector]:
        """The negative log-likelihood with its gradient."""
        scores = self.scores(weights)
        top = np.repeat(np.maximum.reduceat(scores, self.starts), self.lengths)
        raised = np.exp(scores - top)
        total = np.add.reduceat(raised, self.starts)
        good = np.add.reduceat(raised * self.right, self.starts) + 1e-12
        loss = float(np.sum(self.emphasis * (np.log(total) - np.log(good))))
        each = np.repeat(self.emphasis, self.lengths)
        slope = each * (raised / np.repeat(total, self.lengths) - raised * self.right / np.repeat(good, self.lengths))
        gradient = self.features_t @ (self.groups_t @ slope) + prior * weights
        return loss + 0.5 * prior * float(weights @ weights), gradient


def fit(problem: Problem, prior: float = PRIOR, rounds: int = ROUNDS) -> Vector:
    """The weights, one a feature."""
    found = minimize(
        problem.loss, np.zeros(problem.size), args=(prior,), jac=True, method="L-BFGS-B", options={"maxiter": rounds}
    )
    return np.asarray(found.x)


def counts(outside: Iterable[str]) -> dict[str, float]:
    """What the questions of authors count for; of all others 1."""
    return {OWN: COUNTS_OWN} | dict.fromkeys(outside, COUNTS_OUTSIDE)


def named(numbers: Mapping[str, int], weights: Vector) -> dict[str, float]:
    """Feature → weight, sorted, without those near nought."""
    return {name: round(float(weights[at]), 3) for name, at in sorted(numbers.items()) if abs(weights[at]) > LEAST}


def write(path: Path, weights: Mapping[str, float], head: str) -> None:
    """Writes weights as the second reader reads them, under a comment."""
    lines = [f"# {head}\n", *(f"{name}\t{weight:.3f}\n" for name, weight in weights.items())]
    beside = path.with_name(path.name + ".new")
    beside.write_text("".join(lines), "utf-8")
    beside.replace(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits weights to sets and writes them."""
    parser = argparse.ArgumentParser(prog="python -m tests.fitting.fit", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=existing, metavar="SET")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go (those of the bot)")
    chosen = parser.parse_args(arguments)
    parts = makers(chosen.sets)
    questions = [question for _, asked in parts for question in asked]
    examples = [example for maker, asked in parts for example in maker.learnt_from(asked)]
    if not examples:
        print("No question of these sets can be learnt from.", file=sys.stderr)
        return 1
    numbers = parts[0][0].numbers.of
    weights = named(numbers, fit(Problem(examples, len(numbers), counts(outsiders(questions)))))
    authors = len({example.author for example in examples})
    write(chosen.out, weights, f"Fitted to {len(examples)} questions of {authors} authors by tests.fitting.fit.")
    print(f"{len(weights)} weights from {len(examples)} of {len(questions)} questions written to {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
