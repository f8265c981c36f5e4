"""Prints how fast questions are answered, as ratios to a plain similarity search in the same run.

    make bench

The yardstick is one rapidfuzz extractOne (WRatio) scan over one sentence per fact: what a similarity search
costs at least. Questions are answered by both readers in the process that answers for Telegram too, and counted by
its CPU, as scans are, so that what else runs on the machine counts little; the milliseconds are this machine's.
"""

from __future__ import annotations

import os
import pickle
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz import fuzz, process

from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import SHIPPED, KnowledgeBase
from knowledge.language.letters import fold
from tests.question_sets import SETS, load

ASKED = 2_400
"""Questions, drawn from all sets of the project."""
SCANNED = 6
"""Every so many questions a scan is measured too."""
STARTS = 9
KINDS = {ANSWER: "answered", CLARIFY: "offered", NO_ANSWER: "refused"}


class Desk:
    """The process that answers, as Telegram's side runs it."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-m", "bot.telegram.engine_worker"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._from: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._send((path,))

    def _send(self, request: object) -> Any:
        body = pickle.dumps(request)
        self._to.write(len(body).to_bytes(4, "big") + body)
        self._to.flush()
        return pickle.loads(self._from.read(int.from_bytes(self._from.read(4), "big")))

    def respond(self, text: str) -> tuple[float, Reply]:
        """The CPU milliseconds that a reply takes, and the reply."""
        seconds, (reply, _) = self._send(("respond", (text, Conversation())))
        return seconds * 1000, reply

    def close(self) -> float:
        """Ends it; the most megabytes that it had, or a process that it started."""
        self._to.close()
        used = os.wait4(self._process.pid, 0)[2].ru_maxrss
        return used / 1024 if sys.platform != "darwin" else used / 1024**2


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


def row(name: str, times: Sequence[float], scan: float) -> str:
    """A line on some questions: how many, the median, the 99th percentile and the dearest in scans, the throughput."""
    shares = [statistics.median(times), percentile(list(times), 0.99), max(times)]
    told = "   ".join(f"{part} {value / scan:6.2f}" for part, value in zip(("p50", "p99", "max"), shares, strict=True))
    return f"{name:24} {len(times):5}   {told} scans   {1000 / statistics.fmean(times):6.0f} a second and core"


def drawn(most: int) -> list[str]:
    """So many questions of the sets about the shipped programme."""
    paths = (*sorted(SETS.glob("*.jsonl")), *sorted((SETS / "fresh").glob("*.jsonl")))
    questions = sorted({question.turns[0] for path in paths for question in load(path)})
    random.Random(1).shuffle(questions)
    return questions[:most]


def ask_questions(questions: Sequence[str]) -> None:
    """Measures and prints what questions cost, and what memory they take."""
    facts = sentences(KnowledgeBase())
    desk = Desk(SHIPPED)
    scans: list[float] = []
    rounds: list[dict[str, list[float]]] = []
    for _ in ("asked first", "asked again"):
        times: dict[str, list[float]] = {name: [] for name in KINDS.values()}
        for number, question in enumerate(questions):
            taken, reply = desk.respond(question)
            times[KINDS[reply.status]].append(taken)
            if number % SCANNED == 0:
                folded = fold(question)
                started = time.thread_time()
                process.extractOne(folded, facts, scorer=fuzz.WRatio)
                scans.append((time.thread_time() - started) * 1000)
        rounds.append(times)
    memory = desk.close()
    scan = statistics.median(scans)
    print(f"a similarity scan (WRatio over {len(facts)} facts): {scan:.2f} ms of CPU")
    for name, times in zip(("asked first", "asked again"), rounds, strict=True):
        print(row(f"all, {name}", [taken for each in times.values() for taken in each], scan))
    for name, taken_each in rounds[1].items():
        print(row(f"  {name}", taken_each, scan))
    print(f"memory of the process that answers, at most: {memory:.0f} MB", flush=True)


def main() -> None:
    """Measures and prints."""
    ask_questions(drawn(ASKED))
    ask = start_up([sys.executable, "-m", "bot", "ask", "aktif ikamet izni 2023 hedefi"])
    empty = start_up([sys.executable, "-c", "pass"])
    print(f"gocbot ask, start to end: {ask / empty:.1f} times python -c pass ({ask:.0f} ms, {empty:.0f} ms)")


if __name__ == "__main__":
    main()
