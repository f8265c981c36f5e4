"""Question sets: conversations with what a right reply holds, and the judge of replies.

A line of a set (tests/questions/*.jsonl) is one conversation; its last reply is judged:
  id, area, style   names for the report
  kind              answer, clarify or refuse
  turns             the messages
  values, tol       figures asked for, each within tol of one of the reply's first figures
  must              groups of alternatives: the reply's text holds at least one of each group
  must_not          substrings that a right reply does not hold
A verdict is "right", "miss" (there is an answer and none, or not all of it, was given) or "wrong" (a figure that
was not asked for, or an answer where there is none).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.assistant import Assistant
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from knowledge.language.letters import lower

SETS = Path(__file__).with_name("questions")
RIGHT, MISS, WRONG = "right", "miss", "wrong"


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


def load(path: Path) -> Iterator[Question]:
    """The questions of one file."""
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
    for unwanted in question.must_not:
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


def ask(assistant: Assistant, question: Question) -> Reply:
    """The reply to a conversation's last message."""
    replies = [assistant.reply(question.id, turn) for turn in question.turns]
    assistant.forget(question.id)
    return replies[-1]
