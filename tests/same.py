"""What every known message is understood as, written to a file, and two such files compared.

    python -m tests.same write FILE [--rules]
    python -m tests.same compare BEFORE AFTER [--show N]

A line of a file is one message with all that was read on the way to its reply: of each reading of its words the
query that won, its price and the runner-up; then the reply, and what the judge of its question set says of it. The
messages are those of the question sets, of the sets beside the checkout where there are any, and of the whole space.
With --rules the rules alone answer, so that a change to them shows whatever the second reader makes of it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

from bot.engine import Engine
from bot.replies.reply import Reply
from bot.understanding.choices import pick
from bot.understanding.dialogue import Conversation
from bot.understanding.reading import Reader, Understanding
from knowledge.base import SHIPPED, KnowledgeBase
from knowledge.language.words import split
from tests.question_sets import SETS, Question, load, verdict
from tests.whole_space import questions

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "questions"
"""Question sets that are no part of the project."""
PORTION = 250
"""Conversations that a process takes at once."""
DIGITS = 6
"""Of prices: sums of the same weights in another order differ beyond."""
KINDS = ("gone", "new", "verdict", "won", "status", "reply", "price", "runner-up")
"""Differences, the weightiest first; a message counts under the first that it shows."""


@dataclass(frozen=True)
class Known:
    """A conversation and where it is from."""

    id: str
    turns: tuple[str, ...]
    question: Question | None = None


def known(base: KnowledgeBase) -> Iterator[Known]:
    """Every known conversation."""
    for folder in (SETS, BESIDE):
        for path in sorted(folder.glob("*.jsonl")):
            for question in load(path):
                yield Known(f"{path.stem}/{question.id}", question.turns, question)
    for number, generated in enumerate(questions(base)):
        yield Known(f"space/{number:04}-{generated.style}", (generated.text,))


def shown(value: object) -> str:
    """A query, or a part of one, without the fields that say nothing: `Query(operation='value', cells=…)`."""
    if is_dataclass(value):
        said = []
        for field in fields(value):
            part = getattr(value, field.name)
            default = field.default_factory() if field.default_factory is not MISSING else field.default
            if part != default:
                said.append(f"{field.name}={shown(part)}")
        return f"{type(value).__name__}({', '.join(said)})"
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown, value))}]"
    return repr(value)


def _read(understanding: Understanding) -> list[object]:
    """What a reading of some words came to: the query that won with its price, then the runner-up."""
    return [part for one in understanding.readings[:2] for part in (shown(one.query), round(one.cost, DIGITS))]


class _Watched(Reader):
    """A reader that tells what it read."""

    said: list[list[object]]

    def read_words(self, *arguments: Any, **named: Any) -> Understanding:
        """Reads, and keeps what came of it."""
        understanding = super().read_words(*arguments, **named)
        self.said.append(_read(understanding))
        return understanding


@cache
def _engine(file: Path, rules: bool) -> Engine:
    return Engine(KnowledgeBase(file), weights={} if rules else None)


def _tell(portion: Sequence[Known], file: Path, rules: bool) -> list[str]:
    """A line for each message of some conversations."""
    engine = _engine(file, rules)
    reader = engine.reader
    reader.__class__ = _Watched
    assert isinstance(reader, _Watched)
    lines = []
    for one in portion:
        state = Conversation()
        for turn, text in enumerate(one.turns):
            reader.said = []
            if rules:
                reply, state = _by_rules(engine, text, state)
            else:
                reply, state = engine.respond(text, state)
            row = {"id": f"{one.id}#{turn}", "text": text, "read": reader.said}
            row |= {"status": reply.status, "reply": reply.text, "choices": list(reply.choices)}
            if one.question is not None and turn == len(one.turns) - 1:
                row["verdict"] = verdict(one.question, reply)[0]
            lines.append(json.dumps(row, ensure_ascii=False))
    return lines


def _by_rules(engine: Engine, text: str, state: Conversation) -> tuple[Reply, Conversation]:
    """What the rules alone reply to a message or to a choice from what they offered."""
    words = tuple(split(text))
    chosen = pick(words, state.choices) if state.choices else None
    state = replace(state, choices=())
    if chosen is not None:
        return engine.say((chosen,), state)
    opinion, after = engine.by_rules(words, state)
    return opinion.reply, after


def write(path: Path, file: Path = SHIPPED, rules: bool = False, every: int = 1) -> int:
    """Writes what every known message, or every nth, is understood as; returns how many there are."""
    conversations = list(known(KnowledgeBase(file)))[::every]
    portions = [conversations[at : at + PORTION] for at in range(0, len(conversations), PORTION)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        lines = [line for told in pool.map(_tell, portions, repeat(file), repeat(rules)) for line in told]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


def load_told(path: Path) -> dict[str, dict[str, Any]]:
    """The lines of such a file by message."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: row for row in rows}


def differences(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """(kind, message, what differs) of each message of which two files do not tell the same."""
    for id in sorted(before.keys() | after.keys()):
        if id not in after:
            yield "gone", id, before[id]["text"]
        elif id not in before:
            yield "new", id, after[id]["text"]
        elif found := _difference(before[id], after[id]):
            yield found[0], id, f"{after[id]['text']}\n      - {found[1]}\n      + {found[2]}"


def _difference(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, object, object] | None:
    if before.get("verdict") != after.get("verdict"):
        kind = f"verdict {before.get('verdict')} → {after.get('verdict')}"
        return kind, before["reply"], after["reply"]
    parts = {
        "won": [[reading[:1] for reading in row["read"]] for row in (before, after)],
        "status": [row["status"] for row in (before, after)],
        "reply": [[row["reply"], *row["choices"]] for row in (before, after)],
        "price": [[reading[:2] for reading in row["read"]] for row in (before, after)],
        "runner-up": [[reading[2:] for reading in row["read"]] for row in (before, after)],
    }
    return next(((kind, first, second) for kind, (first, second) in parts.items() if first != second), None)


def compare(before: Path, after: Path, show: int) -> int:
    """Prints the differences between two files by kind; returns how many there are."""
    told = load_told(before)
    found = list(differences(told, load_told(after)))
    counts = Counter(kind for kind, _, _ in found)
    ordered = sorted(counts, key=lambda kind: (KINDS.index(kind.split()[0]), kind))
    for kind in ordered:
        print(f"{kind}: {counts[kind]}")
        for _, id, what in [one for one in found if one[0] == kind][:show]:
            print(f"    {id}  {what}")
    print(f"{len(told)} messages, {len(found)} differences")
    return len(found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes or compares; 1 where two files differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.same", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write", help="write what every known message is understood as")
    writing.add_argument("file", type=Path)
    writing.add_argument("--rules", action="store_true", help="without the second reader")
    writing.add_argument("--every", type=int, default=1, help="only every nth conversation, for a first look")
    comparing = commands.add_parser("compare", help="list the differences between two such files")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--show", type=int, default=10, help="differences of each kind that are told (10)")
    chosen = parser.parse_args(arguments)
    if chosen.command == "write":
        print(f"{write(chosen.file, rules=chosen.rules, every=chosen.every)} messages written to {chosen.file}")
        return 0
    for path in (chosen.before, chosen.after):
        if not path.is_file():
            print(f"{path} does not exist: write it with `python -m tests.same write {path}`.", file=sys.stderr)
            return 2
    return 1 if compare(chosen.before, chosen.after, chosen.show) else 0


if __name__ == "__main__":
    sys.exit(main())
