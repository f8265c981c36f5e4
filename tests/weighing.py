"""Counts in how many known messages the price of the winning reading holds each weight, and writes that beside it.

python -m tests.weighing
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from bot.understanding import weights

weights.weight.traced = True  # before the rules take theirs

from bot.engine import Engine  # noqa: E402
from bot.understanding.dialogue import Conversation  # noqa: E402
from bot.understanding.weights import FILE, Traced  # noqa: E402
from knowledge.base import KnowledgeBase  # noqa: E402
from knowledge.language.words import split  # noqa: E402
from tests.same import PORTION, Known, known  # noqa: E402


def count(portion: Sequence[Known]) -> Counter[str]:
    """In how many messages of some conversations each weight is in the winner's price."""
    engine = Engine(KnowledgeBase(), weights={})
    counts: Counter[str] = Counter()
    for one in portion:
        state = Conversation()
        for text in one.turns:
            words = tuple(split(text))
            best = engine.reader.read_words(words, state).readings[:1]
            counts.update(name for r in best if isinstance(r.cost, Traced) for name, n in r.cost.names.items() if n)
            if len(one.turns) > 1:
                _, state = engine.by_rules(words, state)
    return counts


def main() -> None:
    """Counts, and writes the file anew."""
    told = list(known(KnowledgeBase()))
    portions = [told[at : at + PORTION] for at in range(0, len(told), PORTION)]
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(count, portions):
            counts += found
    with FILE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with FILE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["name", "value", "count", "of"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"count": counts[row["name"]]} for row in rows)
    idle = [row["name"] for row in rows if not counts[row["name"]]]
    print(f"{len(told)} conversations; in no winner's price: {', '.join(idle)}")


if __name__ == "__main__":
    main()
