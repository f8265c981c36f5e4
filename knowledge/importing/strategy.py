"""Reading the lists of a programme: abbreviations, aims and goals, values, policy documents, duties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importing.lines import Line
from knowledge.importing.names import is_upper

_BULLET = re.compile(r"^[^\w\s(“\"'‘’%]+$")
_GLUED_BULLET = re.compile(r"^([^\w\s(“\"'‘’%]+)(\w.*)$")
_LETTERED = re.compile(r"^[a-zçğışöü]\)$")
_GOAL = re.compile(r"^(A(\d+)H\d+)\s*[:.)-]?$")
_GOAL_GLUED = re.compile(r"^(A(\d+)H\d+)[:.)-](\S+)$")
LONGEST_SHORT = 3
"""Words of an abbreviation."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    text: str
    line: int
    lines: tuple[int, ...]
    code: str = ""
    parent: int | None = None


def is_bulleted(line: Line) -> bool:
    """Whether a line begins an item of a list."""
    first = line.words[0].text
    return bool(_BULLET.match(first) or _GLUED_BULLET.match(first))


def bulleted(lines: Sequence[Line]) -> list[Item]:
    """The items of the bulleted lists in some lines; an item goes on over lines without a bullet or a blank."""
    items: list[tuple[list[str], list[int]]] = []
    going_on = False
    for line in lines:
        parts = [word.text for word in line.words]
        if is_bulleted(line):
            match = _GLUED_BULLET.match(parts[0])
            parts = [match[2], *parts[1:]] if match else parts[1:]
            parts = parts[1:] if parts and _LETTERED.match(parts[0]) else parts
            going_on = bool(parts)
            if parts:
                items.append((parts, [line.number]))
        elif going_on and not line.after_blank:
            _append(items[-1][0], parts)
            items[-1][1].append(line.number)
        else:
            going_on = False
    return [Item(" ".join(words).rstrip(",;"), lines[0], tuple(lines)) for words, lines in items]


def _append(words: list[str], parts: list[str]) -> None:
    if words and words[-1].endswith("-") and len(words[-1]) > 1 and parts[0][:1].islower():
        words[-1] = words[-1][:-1] + parts[0]
        parts = parts[1:]
    words += parts


def paragraph(lines: Sequence[Line]) -> str:
    """Some lines as running text."""
    words: list[str] = []
    for line in lines:
        _append(words, [word.text for word in line.words])
    return " ".join(words)


def abbreviations(lines: Sequence[Line]) -> list[tuple[Item, str]]:
    """The abbreviations of a list with their meanings.

    The short form is the first word, with a number that follows it or a second word in capitals.
    """
    found = []
    for line in lines:
        words = [word.text for word in line.words if word.text not in (":", "-", "–")]
        if len(words) < 2:
            continue
        size = 1
        while size < min(LONGEST_SHORT, len(words) - 1) and (
            words[size].isdigit() or (is_upper(words[size]) and len(words[size]) <= 5 and not words[size].isdigit())
        ):
            size += 1
        short = " ".join(words[:size]).rstrip(":")
        if any(letter.isupper() for letter in short) or short.endswith("."):
            found.append((Item(short, line.number, (line.number,)), " ".join(words[size:])))
    return found


def aims_and_goals(lines: Sequence[Line]) -> tuple[list[Item], list[Item]]:
    """The aims of a table with their codes, and the goals, each with the place of its aim."""
    aims: list[Item] = []
    goals: list[Item] = []
    heading: list[Line] = []
    for line in lines:
        parts = [word.text for word in line.words]
        match = _GOAL.match(parts[0])
        glued = _GOAL_GLUED.match(parts[0])
        if match or glued:
            code, number = (match or glued or [""] * 3)[1], (match or glued or [""] * 3)[2]
            words = parts[1:] if match else [str(glued and glued[3]), *parts[1:]]
            words = words[1:] if words and words[0] in (":", "-") else words
            if not aims or aims[-1].code != f"A{number}":
                if heading:
                    numbers = tuple(other.number for other in heading)
                    aims.append(Item(paragraph(heading), numbers[0], numbers, f"A{number}"))
                else:
                    aims.append(Item(f"A{number}", line.number, (), f"A{number}"))
            goals.append(Item(" ".join(words), line.number, (line.number,), code, len(aims) - 1))
            heading = []
        elif is_upper(line.text):
            if heading and line.after_blank:
                heading = []
            heading.append(line)
        elif goals and not heading and not line.after_blank:
            last = goals[-1]
            goals[-1] = Item(f"{last.text} {line.text}", last.line, (*last.lines, line.number), last.code, last.parent)
    return aims, goals
