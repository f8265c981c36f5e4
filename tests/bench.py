"""Prints how fast questions are answered, as ratios to a plain similarity search in the same run.

    make bench

The yardstick is one rapidfuzz extractOne (WRatio) scan over one sentence per fact: what a similarity search
costs at least. Ratios hold on any machine; the milliseconds beside them are this machine's.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz import fuzz, process

from bot.engine import Engine
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold
from tests.question_sets import SETS, load

ROUNDS = 3
STARTS = 9


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def sentences(base: KnowledgeBase) -> list[str]:
    """One folded sentence per fact: subject, item, measure, year."""
    rows = base.connection.execute(
        "select s.name, coalesce(i.name, ''), measure, coalesce(year, '') from facts "
        "join entities s on s.id = subject left join entities i on i.id = item"
    )
    return [fold(" ".join(map(str, row))) for row in rows]


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def start_up(command: list[str]) -> float:
    """Median milliseconds of a whole process."""
    return statistics.median(
        milliseconds(lambda: subprocess.run(command, capture_output=True, check=False)) for _ in range(STARTS)
    )


def main() -> None:
    """Measures and prints."""
    base = KnowledgeBase()
    engine = Engine(base)
    questions = [q.turns[0] for path in sorted(SETS.glob("*.jsonl")) for q in load(path)]
    facts = sentences(base)
    engine.respond(questions[0], Conversation())
    scans = [
        milliseconds(lambda one=one: process.extractOne(one, facts, scorer=fuzz.WRatio))  # type: ignore[misc]
        for one in map(fold, questions[::4])
    ]
    first, again = [], []
    for question in questions:
        first.append(milliseconds(lambda one=question: engine.respond(one, Conversation())))  # type: ignore[misc]
    for _ in range(ROUNDS):
        again += [milliseconds(lambda one=question: engine.respond(one, Conversation())) for question in questions]  # type: ignore[misc]
    scan = statistics.median(scans)
    print(f"{len(questions)} questions, {len(facts)} facts")
    print(f"similarity scan (WRatio over the facts)   p50 {scan:8.3f} ms")
    for name, times in (("a question, asked first", first), ("a question, asked again", again)):
        print(
            f"{name:40}  p50 {statistics.median(times):8.3f} ms = {statistics.median(times) / scan:5.2f} scans   "
            f"p99 {percentile(times, 0.99):8.3f} ms = {percentile(times, 0.99) / scan:5.2f} scans   "
            f"{1000 / statistics.fmean(times):7.0f} questions/s"
        )
    ask = start_up([sys.executable, "-m", "bot", "ask", "aktif ikamet izni 2023 hedefi"])
    empty = start_up([sys.executable, "-c", "pass"])
    print(
        f"gocbot ask, start to end                  {ask:8.1f} ms = {ask / empty:5.1f} times "
        f"python -c pass ({empty:.1f} ms)"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory, this process (with the yardstick)  {peak:7.1f} MB", flush=True)
    for measuring in ("bench.py", "bench_replicas.py"):
        subprocess.run([sys.executable, str(Path(__file__).parent / "telegram" / measuring)], check=True)


if __name__ == "__main__":
    main()
