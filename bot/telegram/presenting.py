"""A reply as a phone shows it: figures as a table, long lists and notes folded into a quote that opens at a tap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from bot.answering.queries import SERIES, VALUE, Result
from bot.replies import figures as words
from bot.replies.reply import CLARIFY, NO_ANSWER, Reply

COPIED = 256
"""Characters that a button can copy."""
TABLE_WIDTH = 36
"""Signs of one width that a phone shows in a line."""
LONG_LIST, LONG_TEXT = 10, 420
"""Lines of a list, and letters of a paragraph, from which they are folded."""
OPENED = 2
"""Sentences that stand open where many follow each other."""
NOTE, ITEM, SOURCE, PROSE = "⚠", "• ", "Kaynak:", "prose"
NOTE_HEAD = "⚠ Programda çelişki"
"""How a note on a contradiction begins."""
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
_NUMBERED = re.compile(r"\d{1,2}\. ")
_FIGURE = re.compile(r"(?P<mark>• |\d{1,2}\. )(?P<name>.+): (?P<column>\d{4} [^*:]+) (?P<figure>\*\*[^*]+\*\*.*)")
"""A line of a list: what a figure is of, its column, the figure."""
INDENT = "\u2003"
_COLUMNS = {
    "realised": "gerçekleşme",
    "planned": "plan",
    "estimate": "yıl sonu tahmini",
    "target": "hedef",
    "forecast": "tahmin",
    "budget": "bütçe",
    "spent": "Haziran harcaması",
}


def html_of(reply: Reply) -> str:
    """A reply as Telegram HTML, of any length."""
    if reply.status in (CLARIFY, NO_ANSWER) and reply.choices:
        return Reply(reply.status, "\n".join(_offered(reply))).html
    return "\n".join(_folded(reply.markup.split("\n"), reply.results))


def figure_of(reply: Reply) -> str:
    """The figure that an answer gives, as it is printed there; "" where it gives none."""
    found = _BOLD.search(reply.markup) if reply.figures else None
    return found[1][:COPIED] if found else ""


def quoted(reply: Reply) -> str:
    """An answer with its source, short enough to be copied by a button; notes and what is too much are left out."""
    lines = [line for line in reply.text.split("\n") if line and not line.startswith((NOTE, "("))]
    source = next((line for line in reversed(lines) if line.startswith(SOURCE)), "")
    body = [line for line in lines if not line.startswith(SOURCE)]
    room = COPIED - len(source) - 1
    kept = ""
    for line in body:
        longer = f"{kept}\n{line}" if kept else line
        if len(longer) > room:
            break
        kept = longer
    kept = kept or body[0][: room - 1] + "…" if body else ""
    return f"{kept}\n{source}".strip()


def _offered(reply: Reply) -> list[str]:
    """The lines of a reply that offers choices, each of them with the number that its button bears."""
    lines = reply.markup.split("\n")
    if all(f"{number}. {choice}" in lines for number, choice in enumerate(reply.choices, 1)):
        return lines
    told = set(reply.choices) | {f"{ITEM}{choice}" for choice in reply.choices}
    rest = [line for line in lines if line not in told]
    return [*rest, *(f"{number}. {choice}" for number, choice in enumerate(reply.choices, 1))]


def rows_of(run: Sequence[str], result: Result) -> list[tuple[str, str]]:
    """(column, figure) of lines that list one subject's figures; none for other lines."""
    told = (*result.figures, *result.operands)
    if result.query.operation not in (VALUE, SERIES) or len({(one.subject, one.item) for one in told}) != 1:
        return []
    by_line = {f"{ITEM}{words.of_figure(figure)}": figure for figure in told if figure.year is not None}
    figures = [figure for line in run if (figure := by_line.get(line.partition(":")[0]))]
    if len(figures) < max(2, len(run)):
        return []
    return [(f"{f.year} {_COLUMNS.get(f.measure, f.measure)}", words.number(f.value, f.unit)) for f in figures]


def column_of(run: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    """The column that figures of several subjects share, and (numbered name, figure) of each; none for other lines."""
    parts = [match for match in map(_FIGURE.fullmatch, run) if match]
    if len(parts) < max(2, len(run)) or len({match["column"] for match in parts}) != 1:
        return "", []
    column = parts[0]["column"]
    return f"{column[:1].upper()}{column[1:]}:", [(match["mark"] + match["name"], match["figure"]) for match in parts]


def _table(run: Sequence[str], results: Sequence[Result]) -> str:
    """The lines of a list as a table of signs of one width, or each figure below its name; "" for other lists."""
    rows = next(filter(None, (rows_of(run, result) for result in results)), [])
    if rows:
        left, right = (max(map(len, column)) for column in zip(*rows, strict=True))
        table = "\n".join(f"{name.ljust(left)} {value.rjust(right)}" for name, value in rows)
        return f"<pre>{table}</pre>" if left + right + 1 <= TABLE_WIDTH else ""
    head, pairs = column_of(run)
    lines = [head, *(f"{name}\n{INDENT}{figure}" for name, figure in pairs)]
    return "\n".join(Reply("", line).html for line in lines) if pairs else ""


def _folded(lines: Sequence[str], results: Sequence[Result]) -> list[str]:
    """The lines as HTML: one subject's figures as a table, notes, long lists and paragraphs in quotes to open."""
    shown: list[str] = []
    for kind, run in runs(lines):
        if kind == PROSE:
            opened, rest = ("\n".join(Reply("", line).html for line in part) for part in (run[:OPENED], run[OPENED:]))
            shown.append(f"{opened}\n<blockquote expandable>{rest}</blockquote>")
            continue
        table = _table(run, results) if kind == ITEM else ""
        html = table or "\n".join(Reply("", line).html for line in run)
        if table and len(run) <= LONG_LIST:
            shown.append(table)
        elif kind == NOTE or (kind == ITEM and len(run) > LONG_LIST) or (not kind and len(html) > LONG_TEXT):
            shown.append(f"<blockquote expandable>{html}</blockquote>")
        else:
            shown.append(html)
    return shown


def runs(lines: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Lines of one kind that follow each other: notes, items of a list, many sentences; others stand alone."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        kind = NOTE if line.startswith(NOTE) else ITEM if line.startswith(ITEM) or _NUMBERED.match(line) else ""
        if found and kind and found[-1][0] == kind:
            found[-1][1].append(line)
        else:
            found.append((kind, [line]))
    return _prose(found)


def _prose(found: Sequence[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Runs with many sentences one below the other as one run, where they are more than a screen holds."""
    joined: list[tuple[str, list[str]]] = []
    for plain, group in groupby(found, key=lambda one: not one[0] and _sentence(one[1][0])):
        own = list(group)
        lines = [line for _, run in own for line in run]
        long = plain and len(lines) > OPENED + 1 and sum(map(len, lines)) > LONG_TEXT
        joined += [(PROSE, lines)] if long else own
    return joined


def _sentence(line: str) -> bool:
    """Whether a line is a plain sentence: no heading, figure or source."""
    return line.endswith(".") and "**" not in line and not line.startswith(SOURCE)
