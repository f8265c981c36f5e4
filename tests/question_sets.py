"""Question sets: conversations with what a right reply holds, and the judge of replies.

    python -m tests.question_sets SET… [--missed FILE] [--against FILE] [--but-every N]

counts what becomes of sets, asked on all cores. --missed writes what is not right at first, as
tests/questions/missed.txt holds it; --against tells what is worse than such a file lists, and then ends with 1.
--but-every leaves out every Nth question, for a loop that is fast.

tests/questions/*.jsonl are the project's own; fresh/ holds those of people who had not seen the bot, a file an
author; other/ those over invented programmes: w13 asks of agency.txt, w14 of university, w21 of meteorology, w22 of
hospital, w33 of forest, w38 of food, w43 of museums, w46 of archives, w51 of spa_university, w52 of caves, w57 of
harbours, w58 of water, w61 of sports, w62 of lake_university, w64 of rail_safety, w67 of wildlife, w68 of
technical_university, w69 of consumers, w70 of town_university, w71 of avalanches, w72 of sea_university, w74 of
geothermal, w75 of salt_university, w79 of thermal_springs, w80 of poplar_university, w82 of metrology, w85 of
sea_lights. A line is one conversation; its last reply is judged:
  id, area, style   names for the report
  author            who wrote it, where the file or the id does not say so
  kind              answer, clarify or refuse
  turns             the messages
  values, tol       figures asked for, each within tol of one of the reply's first figures
  must              groups of alternatives: the reply's text holds at least one of each group
  must_not          substrings that a right reply does not hold
A verdict is "right", "miss" (there is an answer and none, or not all of it, was given) or "wrong" (a figure that
was not asked for, or an answer where there is none). A miss is a "tap" where one of the choices that the reply
offers, picked by its number, gives the right answer; else it is a dead end.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answers import AnswersNow
from bot.library import opened
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.language.letters import lower

SETS = Path(__file__).with_name("questions")
RIGHT, TAP, MISS, WRONG = OUTCOMES = ("right", "tap", "miss", "wrong")
"""What may become of a question, the best first."""
CHUNK = 16
"""Questions that a process takes at once."""


@dataclass(frozen=True)
class Question:
    """One conversation of a set."""

    id: str
    area: str
    style: str
    kind: str
    turns: tuple[str, ...]
    values: tuple[float, ...] = ()
    tol: float = 0.0
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    author: str = ""
    """Who wrote it; "own" for those who made the bot, a set or a series of it for others."""


@cache
def load(path: Path) -> tuple[Question, ...]:
    """The questions of one file."""
    return tuple(_questions(path))


def _questions(path: Path) -> Iterator[Question]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield Question(
                row["id"],
                row["area"],
                row["style"],
                row["kind"],
                tuple(row["turns"]),
                tuple(row.get("values") or ()),
                row.get("tol") or 0.0,
                tuple(tuple(group) for group in row.get("must") or ()),
                tuple(row.get("must_not") or ()),
                row.get("author") or _author(path, row["id"]),
            )


def _author(path: Path, id: str) -> str:
    """Who wrote a question that does not say so: its id has the letter of a series, else its set is one's own.

    >>> [_author(Path("indicators.jsonl"), id) for id in ("t-ind-001", "t-ind-z001")]
    ['own', 'z']
    >>> _author(Path("mixed.jsonl"), "fr3-12")
    'mixed'
    """
    series = re.fullmatch(r"t-[a-z]+-([a-z]?)\d+", id)
    return (series[1] or "own") if series else path.stem


def _plain(text: str) -> str:
    return " ".join(lower(text).replace("’", "'").split())


def verdict(question: Question, reply: Reply) -> tuple[str, str]:
    """RIGHT, MISS or WRONG, and why.

    >>> verdict(Question("q", "", "", "refuse", ("x",)), Reply(NO_ANSWER, "Programda yok."))
    ('right', '')
    """
    text = _plain(reply.text)
    for unwanted in question.must_not if reply.status == ANSWER else ():
        if _plain(unwanted) in text:
            return WRONG, f"says {unwanted!r}"
    lacking = [group for group in question.must if not any(_plain(word) in text for word in group)]
    if question.kind == "refuse":
        if reply.status == ANSWER or reply.figures:
            return WRONG, "answers what is not there"
        if reply.status == CLARIFY:
            return MISS, "asks back where there is no answer"
        return (MISS, f"lacks {lacking[0]}") if lacking else (RIGHT, "")
    if question.kind == "clarify":
        if reply.status == NO_ANSWER:
            return MISS, "gives up where it should ask back"
        if lacking:
            return (MISS if reply.status == CLARIFY else WRONG), f"lacks {lacking[0]}"
        return RIGHT, ""
    if reply.status != ANSWER:
        return MISS, f"status {reply.status}"
    first = [figure.value for figure in reply.figures[: len(question.values)]]
    left = list(first)
    for value in question.values:
        hit = next((one for one in left if abs(abs(one) - abs(value)) <= question.tol + 1e-9), None)
        if hit is None:
            return (WRONG if len(first) == len(question.values) else MISS), f"wants {value}, has {first}"
        left.remove(hit)
    if lacking:
        return (MISS if question.values else WRONG), f"lacks {lacking[0]}"
    return RIGHT, ""


def respond(engine: AnswersNow, turns: Iterable[str]) -> tuple[Reply, Conversation]:
    """The reply to the last of some messages, and the conversation after it."""
    reply, state = Reply(NO_ANSWER, ""), Conversation()
    for turn in turns:
        reply, state = engine.respond(turn, state)
    return reply, state


def outcome(engine: AnswersNow, question: Question) -> tuple[str, str]:
    """RIGHT, TAP, MISS or WRONG, and why it is not right."""
    reply, state = respond(engine, question.turns)
    result, why = verdict(question, reply)
    if result == MISS and question.kind == "answer":
        for number in range(1, len(reply.choices) + 1):
            if verdict(question, engine.respond(str(number), state)[0])[0] == RIGHT:
                return TAP, why
    return result, why


def listed(path: Path) -> dict[str, str]:
    """The questions that are not right at first, each with its outcome. Raises ValueError for a line that is neither.

    >>> listed(SETS / "missed.txt").keys() <= {one.id for path in SETS.glob("*.jsonl") for one in load(path)}
    True
    """
    rows = dict(line.split() for line in path.read_text("utf-8").splitlines() if line.strip())
    if strange := set(rows.values()) - set(OUTCOMES):
        raise ValueError(f"{path.name}: {', '.join(sorted(strange))} is no outcome.")
    return rows


def worse(question: Question, result: str, why: str, known: Mapping[str, str]) -> str:
    """What to tell of a question that came out worse than it is listed; "" where it did not.

    >>> worse(Question("q", "", "", "answer", ("kaç", "peki 2024?")), MISS, "no answer", {"q": TAP})
    'q is miss, not tap: kaç | peki 2024?: no answer'
    >>> worse(Question("q", "", "", "answer", ("kaç",)), TAP, "offered", {"q": TAP})
    ''
    """
    due = known.get(question.id, RIGHT)
    if OUTCOMES.index(result) <= OUTCOMES.index(due):
        return ""
    return f"{question.id} is {result}, not {due}: {' | '.join(question.turns)}: {why}"


_engine: AnswersNow
"""What a process of `outcomes` asks."""


def _open() -> None:
    global _engine
    _engine = opened(KnowledgeBase())
    gc.collect()
    gc.freeze()


def _outcome(question: Question) -> tuple[str, str]:
    return outcome(_engine, question)


def outcomes(questions: Sequence[Question]) -> Iterator[tuple[Question, str, str]]:
    """Each question with what becomes of it and why, in order; every core asks some."""
    with ProcessPoolExecutor(os.cpu_count(), initializer=_open) as pool:
        for question, (result, why) in zip(questions, pool.map(_outcome, questions, chunksize=CHUNK), strict=True):
            yield question, result, why


def main(arguments: Sequence[str] | None = None) -> int:
    """Counts the outcomes of sets, writes those that are not right, and tells which are worse than listed."""
    parser = argparse.ArgumentParser(prog="python -m tests.question_sets", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET")
    parser.add_argument("--missed", type=Path, help="write what is not right at first here")
    parser.add_argument("--against", type=Path, help="end with 1 where one is worse than this file lists")
    parser.add_argument("--but-every", type=int, default=0, metavar="N", help="leave out every Nth question")
    chosen = parser.parse_args(arguments)
    for path in (*chosen.sets, *filter(None, [chosen.against])):
        if not path.is_file():
            print(f"{path} does not exist: name the files of question sets.", file=sys.stderr)
            return 2
    asked = [(path, question) for path in chosen.sets for question in load(path)]
    total = len(asked)
    if chosen.but_every > 0:
        del asked[chosen.but_every - 1 :: chosen.but_every]
    counts = {path: Counter[str]() for path in chosen.sets}
    known = listed(chosen.against) if chosen.against else {}
    lines, told = [], []
    for (path, question), (_, result, why) in zip(asked, outcomes([one for _, one in asked]), strict=True):
        counts[path][result] += 1
        if result != RIGHT:
            lines.append(f"{question.id} {result}\n")
        if chosen.against and (line := worse(question, result, why, known)):
            told.append(line)
    print("| set | questions | " + " | ".join(OUTCOMES) + " |")
    for path, count in counts.items():
        shares = " | ".join(f"{count[one] / max(count.total(), 1):.1%}" for one in OUTCOMES)
        print(f"| {path.stem} | {count.total()} | {shares} |")
    print(f"{len(asked)} of {total} questions asked")
    if chosen.missed:
        chosen.missed.write_text("".join(sorted(lines)), "utf-8")
    print(*told, sep="\n", end="\n" if told else "")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
