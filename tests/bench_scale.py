"""Prints what a knowledge base of 500 agencies and ten years costs, as ratios to the shipped one.

    make bench-scale

The same questions, put for the shipped agency and for as many of the others as there are questions; asked first,
so that nothing of their agency is read yet, and asked again.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.assistant import Assistant
from knowledge.base import SHIPPED, KnowledgeBase
from knowledge.language.declension import with_case
from tests.bench import milliseconds, percentile
from tests.scale import FIRST, Size, agency_name, make, retold
from tests.whole_space import questions

QUESTIONS = 400
STARTS = 7
WEIGHED = """
import atexit, runpy, sys
def weigh():
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
atexit.register(weigh)
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
"""`python -m bot` that says at the end how many kilobytes it had at the most."""


def asked(count: int) -> list[str]:
    """Questions for figures of the shipped agency, in the wordings of `whole_space`, spread over the programme."""
    found = [
        one.text
        for one in questions(KnowledgeBase())
        if one.style in ("clean", "inflected", "terse") and not one.cell.subject.startswith("agency:")
    ]
    return found[:: max(1, len(found) // count)][:count]


def put(question: str, agency: int, named: bool) -> str:
    """A question about the shipped agency, put for another one, with or without its name."""
    text = retold(question, agency)
    return f"{with_case(agency_name(agency), 'gen', apostrophe=True)} {text}" if named else text


def times(path: Path, texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each question asked first and asked again."""
    assistant = Assistant(KnowledgeBase(path))
    assistant.reply(None, "merhaba")
    first = [milliseconds(lambda one=text: assistant.reply(None, one)) for text in texts]  # type: ignore[misc]
    again = [milliseconds(lambda one=text: assistant.reply(None, one)) for text in texts]  # type: ignore[misc]
    return first, again


def start(path: Path, question: str) -> tuple[float, float]:
    """Median milliseconds of `gocbot ask`, and its megabytes at the most."""
    environment = os.environ | {"GOCBOT_KNOWLEDGE": str(path)}
    spent = []
    for _ in range(STARTS):
        command = [sys.executable, "-m", "bot", "ask", question]
        work = partial(subprocess.run, command, env=environment, capture_output=True, check=False)
        spent.append(milliseconds(work))
    # Of a child's resources the kernel tells the most of this process as well: the child must read its own.
    child = subprocess.run(
        [sys.executable, "-c", WEIGHED, "ask", question], env=environment, capture_output=True, text=True, check=False
    )
    return statistics.median(spent), int(child.stderr.split()[-2]) / 1024


def compare(path: Path, agencies: int) -> None:
    """Prints how a knowledge base does beside the shipped one."""
    texts = asked(QUESTIONS)
    others = [FIRST + 1 + (7 * number) % (agencies - 1) for number in range(len(texts))]
    for label, named in (("that names its agency", True), ("that names none", False)):
        small = times(SHIPPED, [put(text, FIRST, named) for text in texts])
        large = times(path, [put(text, agency, named) for text, agency in zip(texts, others, strict=True)])
        for when, before, after in zip(("asked first", "asked again"), small, large, strict=True):
            middle, old = statistics.median(after), statistics.median(before)
            slow, old_slow = percentile(after, 0.99), percentile(before, 0.99)
            print(
                f"a question {label:22} {when}   p50 {middle:7.2f} ms = {middle / old:5.2f} times   "
                f"p99 {slow:7.2f} ms = {slow / old_slow:5.2f} times",
                flush=True,
            )
    for label, agency, named in (("that names its agency", 2, True), ("that names none", 2, False)):
        before_ms, before_mb = start(SHIPPED, put(texts[0], FIRST, named))
        ms, mb = start(path, put(texts[0], agency, named))
        print(
            f"gocbot ask, a question {label:22}   {ms:7.1f} ms = {ms / before_ms:4.2f} times   "
            f"{mb:6.1f} MB = {mb / before_mb:4.2f} times",
            flush=True,
        )


def main() -> None:
    """Builds and compares."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--agencies", type=int, default=500)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--file", type=Path, help="a knowledge base that was made before, with as many agencies")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.file or Path(folder) / "large.sqlite"
        if not options.file:
            taken = milliseconds(lambda: make(path, Size(options.agencies, options.years))) / 1000
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"built in {taken:.0f} s, with {peak:.0f} MB of memory")
        base = KnowledgeBase(path)
        counts = {
            table: base.connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("agencies", "programmes", "facts", "names")
        }
        print(", ".join(f"{count:,} {table}" for table, count in counts.items()), end="")
        print(f"; {path.stat().st_size / 1e6:,.0f} MB, {path.stat().st_size / SHIPPED.stat().st_size:.0f} times")
        compare(path, counts["agencies"])


if __name__ == "__main__":
    main()
