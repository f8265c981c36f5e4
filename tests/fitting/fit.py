"""Fits the second reader's weights to question sets.

    python -m tests.fitting.fit [--out FILE] SET…

A log-linear model: the summed probability of the right candidates of each message is raised, with an L2 prior toward
nought (L-BFGS). Candidates share groups of features, so that a message is two small sparse products.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tests.fitting.examples import Example


class Problem:
    """The examples as matrices."""

    def __init__(self, examples: list[Example], size: int, weights: dict[str, float] | None = None) -> None:
        usable = [e for e in examples if e.right and e.candidates]
        rows, cols = [], []
        group_rows, group_cols = [], []
        starts = [0]
        groups = 0
        right = []
        emphasis = []
        for example in usable:
            for group in example.groups:
                rows += [groups] * len(group)
                cols += group
                groups += 1
            first = groups - len(example.groups)
            base = starts[-1]
            for index, own in enumerate(example.candidates):
                group_rows += [base + index] * len(own)
                group_cols += [first + one for one in own]
            flags = np.zeros(len(example.candidates), bool)
            flags[example.right] = True
            right.append(flags)
            starts.append(base + len(example.candidates))
            emphasis.append((weights or {}).get(example.author, 1.0))
        self.features = csr_matrix(
            (np.ones(len(rows), np.float32), (rows, cols)), shape=(groups, size), dtype=np.float32
        )
        self.groups = csr_matrix(
            (np.ones(len(group_rows), np.float32), (group_rows, group_cols)), shape=(starts[-1], groups)
        )
        self.features_t = self.features.T.tocsr()
        self.groups_t = self.groups.T.tocsr()
        self.starts = np.array(starts[:-1])
        self.lengths = np.diff(np.array(starts))
        self.right = np.concatenate(right)
        self.emphasis = np.array(emphasis)

    def scores(self, vector: np.ndarray) -> np.ndarray:
        """Each candidate's score."""
        return self.groups @ (self.features @ vector)

    def loss(self, vector: np.ndarray, l2: float) -> tuple[float, np.ndarray]:
        """The negative log-likelihood with its gradient."""
        scores = self.scores(vector)
        top = np.repeat(np.maximum.reduceat(scores, self.starts), self.lengths)
        raised = np.exp(scores - top)
        total = np.add.reduceat(raised, self.starts)
        good = np.add.reduceat(raised * self.right, self.starts) + 1e-12
        loss = float(np.sum(self.emphasis * (np.log(total) - np.log(good)))) + 0.5 * l2 * float(vector @ vector)
        each = np.repeat(self.emphasis, self.lengths)
        slope = each * (raised / np.repeat(total, self.lengths) - raised * self.right / np.repeat(good, self.lengths))
        gradient = self.features_t @ (self.groups_t @ slope) + l2 * vector
        return loss, gradient


def fit(problem: Problem, size: int, l2: float = 0.3, rounds: int = 120, start: np.ndarray | None = None) -> np.ndarray:
    """The weights."""
    begin = np.zeros(size) if start is None else start
    result = minimize(problem.loss, begin, args=(l2,), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return np.asarray(result.x)
