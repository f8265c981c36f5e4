"""By which words a question asks for an operation: the row that stands beside how it is computed and told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, init=False)
class Pattern:
    """What an operation needs to be asked for and what it takes besides, as features of the words of a message.

    >>> Pattern("sum|add", takes="exists").fits(frozenset({"add", "exists"}))
    True
    """

    needs: tuple[frozenset[str], ...]
    """Features of which one of each group must be there."""
    takes: frozenset[str]
    """Features that may be there besides."""
    weak: frozenset[str]
    """Features that may be there at a cost: the operation fits them badly."""

    def __init__(self, *needs: str, takes: str = "", weak: str = "") -> None:
        """Groups are parted by "|", features by blanks."""
        object.__setattr__(self, "needs", tuple(frozenset(group.split("|")) for group in needs))
        object.__setattr__(self, "takes", frozenset(takes.split()))
        object.__setattr__(self, "weak", frozenset(weak.split()))

    def fits(self, features: frozenset[str]) -> bool:
        """Whether every group it needs is among the features shown."""
        return all(group & features for group in self.needs)
