"""The rows of indicators in running text: the head, and the indicators below it, each with its name and its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.importing.codes import last_number, size_of_codes
from knowledge.importing.columns import FIRST_OF_INDICATORS, of_indicators
from knowledge.importing.document import Placed, key
from knowledge.importing.head_words import LONGEST, end_of_titles, is_head_word, phrase_at
from knowledge.importing.indicator_words import clean, is_value, lines_of
from knowledge.importing.values import is_cell, is_year
from knowledge.language.letters import fold

_NUMBERED = re.compile(r"(\d{1,3})[-–—.)]+(.*)")
_CODED = re.compile(r"pg((?:\d{1,2}\.)*\d{1,2})")
_CODE_NUMBER = re.compile(r"(?:\d{1,2}\.)*(\d{1,2})[-–—.:)]*")
_LEVELS = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_ORDER = re.compile(r"(?:[A-ZÇĞİÖŞÜ]{1,4}[.-]?)?((?:\d{1,3}\.)*\d{1,3})[.:)-]?")
"""What counts the rows of a table: "1", "G.1", "PG-1.2"."""
_USUAL = (len(of_indicators(0)), FIRST_OF_INDICATORS)
HEAD_SHARE = 0.5
"""Share of a line's words that belong to heads from which the line goes on with one."""
MOST_NUMBER = 300
"""The greatest number that counts rows."""
COUNTED = 0.6
"""Share of rows with numbers from which numbers count the rows."""
LONGEST_CODE = 4
"""Words of a row's code at most, with that of its goal before it."""
LOST = 2
"""Figures behind each other, before a row's name, that are of another row."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of a row in their parts."""

    number: int
    """0 where none is printed."""
    before: list[Placed]
    """Name and unit."""
    cells: list[Placed]
    tail: list[Placed]
    """Words after the cells."""


def head_and_rows(words: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """The words of the column heads, and those from the first indicator's number or name on."""
    numbered = _first_number(words)
    plain = end_of_head(words)
    if numbered is not None and numbered <= max(plain, numbered if _torn(words[:numbered]) else plain):
        return list(words[:numbered]), list(words[numbered:])
    return list(words[:plain]), list(words[plain:])


def _torn(head: Sequence[Placed]) -> bool:
    """Whether nothing but words of heads stands before a number."""
    return all(is_head_word(word) or not word.key for word in head)


def _first_number(words: Sequence[Placed]) -> int | None:
    for index in range(len(words)):
        if number_at(words, index)[1]:
            return index
    return None


def number_at(words: Sequence[Placed], index: int) -> tuple[int, int, list[Placed]]:
    """The number before an indicator's name: it, how many words it has (0: none), and what it holds of the name."""
    word = words[index]
    coded = _code(words[index : index + LONGEST_CODE])
    if coded:
        return coded[0], coded[1], []
    match = _NUMBERED.fullmatch(word.text)
    if match and not is_year(match[1]) and (not is_cell(word.text) or _begins_name(words, index)):
        rest = [replace(word, text=match[2], key=key(match[2]))] if match[2] else []
        following = rest or words[index + 1 : index + 2]
        if not following or not is_head_word(following[0]) or not _all_head(words[index + 1 : index + 3]):
            return int(match[1]), 1, rest
    after = words[index + 1].text if index + 1 < len(words) else ""
    if word.text.isdigit() and len(word.text) <= 2 and after in ("-", "–", "—", ".", ")"):
        return int(word.text), 2, []
    return 0, 0, []


def _all_head(words: Sequence[Placed]) -> bool:
    return all(is_head_word(word) for word in words)


def _code(words: Sequence[Placed]) -> tuple[int, int] | None:
    """The number of a code such as "PG 1.2:", "PG1.2" or "H1.1 G1.1.2", and the words that it has; None for none."""
    if words[0].text[:2].lower() == "pg":
        glued = _CODED.fullmatch(fold(words[0].text).rstrip("-–—.:)"))
        if glued:
            return int(glued[1].split(".")[-1]), 1
        number = _CODE_NUMBER.fullmatch(words[1].text) if len(words) > 1 and len(words[0].key) == 2 else None
        if number:
            return int(number[1]), 2
    size = size_of_codes(words)
    return (last_number(words[:size]), size) if size else None


def _begins_name(words: Sequence[Placed], index: int) -> bool:
    """Whether a number with a point behind it, which might be a piece of a figure, stands before a name."""
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index else None
    return (
        after is not None
        and after.text[:1].isalpha()
        and not is_head_word(after)
        and not (before is not None and is_cell(before.text) and not is_year(before.text))
    )


def end_of_head(words: Sequence[Placed]) -> int:
    """Where the heads end that no number follows: with the last line before the figures that goes on with one."""
    end = 0
    for start, line in lines_of(words):
        if any(
            is_value(word) and not is_year(word.text) and not _is_titled(line, at) for at, word in enumerate(line) if at
        ):
            if start == 0:
                # The first row stands on the line of its head.
                return end_of_titles(words[: len(line)], whole=True)
            return end
        own = [word for word in line if word.key]
        share = sum(is_head_word(word) for word in own) / len(own) if own else 1.0
        if start and share < HEAD_SHARE:
            return end
        if start == 0 and share < HEAD_SHARE and len(own) > 1:
            return end_of_titles(words[: len(line)], whole=True)
        end = start + len(line)
    return end


def _is_titled(line: Sequence[Placed], at: int) -> bool:
    """Whether a number is a part of a title: "1. Çeyrek"."""
    phrase = phrase_at([word.key for word in line[at : at + LONGEST]], 0)
    return phrase is not None and phrase.size > 1


def rows_of(words: Sequence[Placed], count: int, blanks: Mapping[int, bool]) -> list[RowWords]:
    """The rows below a head of `count` columns of figures; one where nothing tells several.

    `blanks` tells by line whether an empty line stands before it.
    """
    words = clean(words)
    runs = _runs(words)
    whole = [run for run in runs if run[1] - run[0] == count]
    if count < 1 or len(whole) < 2:
        number, rest = _without_number(words)
        start, end = _only_run(_runs(rest), len(rest), count)
        lost = _after_lost(rest, 0, start)
        number, before = _without_number(rest[lost:start]) if lost else (number, rest[:start])
        return _from_codes([RowWords(number, before, rest[start:end], rest[end:])])
    least = max(1, count - 2) if count > 2 else count
    anchors = [run for run in runs if least <= run[1] - run[0] <= count + 1 and _ends_row(words, run)]
    anchors = [run for run in anchors if not _begins_row(words, run, runs)]
    found: list[RowWords] = []
    begin = 0
    for position, (start, end) in enumerate(anchors):
        stop = anchors[position + 1][0] if position + 1 < len(anchors) else len(words)
        tail_end = _next_name(words, end, stop, blanks, last=position + 1 == len(anchors))
        number, before = _without_number(words[_after_lost(words, begin, start) : start])
        found.append(RowWords(number, before, list(words[start:end]), list(words[end:tail_end])))
        begin = tail_end
    return _without_order(_from_numbers(found))


def _from_numbers(rows: list[RowWords]) -> list[RowWords]:
    """The rows with names that begin behind their numbers, where a number follows that of the row above.

    What stands before it is the end of the row above, that a line break has put there.
    """
    found: list[RowWords] = []
    for row in rows:
        before = found[-1].number if found else 0
        for at in range(1, len(row.before) - 1) if not row.number and before else ():
            number, size, rest = number_at(row.before, at) if row.before[at].first else (0, 0, [])
            if size and number == before + 1:
                found[-1] = replace(found[-1], tail=[*found[-1].tail, *row.before[:at]])
                row = replace(row, number=number, before=[*rest, *row.before[at + size :]])
                break
        found.append(row)
    return found


def _ends_row(words: Sequence[Placed], run: tuple[int, int]) -> bool:
    """Whether a run of cells is that of a row and no number inside of a name."""
    start, end = run
    return start > 0 and (end - start > 1 or end == len(words) or words[end].first)


def _after_lost(words: Sequence[Placed], begin: int, end: int) -> int:
    """Where a name begins behind a row that has too few cells to be one: on the line after its last figures."""
    runs = [run for run in _runs(words[begin:end]) if run[1] - run[0] >= LOST]
    lost = [run for run in runs if not words[begin + run[0]].first]
    if not lost:
        return begin
    line = words[begin + lost[-1][1] - 1].line
    own = next((index for index in range(begin + lost[-1][1], end) if words[index].line != line), end)
    # The words behind the lost row's figures may go on over that line: then the next number begins the name.
    orders = _orders(words[begin:end])
    above = [numbers for at, numbers in orders if begin + at < own]
    following = (*above[-1][:-1], above[-1][-1] + 1) if above else ()
    return next((begin + at for at, numbers in orders if begin + at >= own and numbers == following), own)


def _begins_row(words: Sequence[Placed], run: tuple[int, int], runs: Sequence[tuple[int, int]]) -> bool:
    """Whether a run at the beginning of a line is a number and a name's first word: "7 65 yaş üstü … 41.208 43.500"."""
    start, end = run
    behind = (other for other in runs if other[0] >= end and words[other[0]].line == words[start].line)
    return words[start].first and any(after - before >= end - start for before, after in behind)


def _next_name(words: Sequence[Placed], end: int, stop: int, blanks: Mapping[int, bool], *, last: bool) -> int:
    """Where the words after a row's cells end and the next row begins."""
    line = words[end - 1].line
    for index in range(end, stop):
        word = words[index]
        if word.line == line or not word.first:
            continue
        if last and not blanks.get(word.line):
            continue
        capital = word.text[:1].isupper() or word.text[:1].isdigit()
        if capital or blanks.get(word.line) or number_at(words, index)[1]:
            return index
    return stop if last else next((i for i in range(end, stop) if words[i].line != line), stop)


def _without_number(words: Sequence[Placed]) -> tuple[int, list[Placed]]:
    for index in range(min(len(words), 3)):
        number, size, rest = number_at(words, index)
        if size and (index == 0 or not any(word.key for word in words[:index])):
            return number, [*rest, *words[index + size :]]
    if words and _LEVELS.fullmatch(words[0].text) and len(words) > 2 and not is_cell(words[1].text):
        return int(words[0].text.rstrip(".").split(".")[-1]), list(words[1:])
    return 0, list(words)


def _without_order(rows: list[RowWords]) -> list[RowWords]:
    """The rows without the numbers or codes before their names, which only grow.

    What stands before such a number is the end of the row above, that a line break has put there.
    """
    orders = [_orders(row.before) for row in rows]
    for nearest in (True, False):
        places = [(own[-1] if nearest else own[0]) if own else None for own in orders]
        numbers = [place[1] for place in places if place]
        counted = len(numbers) >= 2 and len(numbers) >= COUNTED * len(rows)
        if counted and all(one < other for one, other in pairwise(numbers)):
            return [
                replace(row, number=at[1][-1], before=row.before[at[0] + 1 :]) if at else row
                for row, at in zip(rows, places, strict=True)
            ]
    return _from_codes(rows)


def _orders(before: Sequence[Placed]) -> list[tuple[int, tuple[int, ...]]]:
    """Where the number or code of a row may stand, each with its numbers: at the beginning of a line, before a name."""
    found: list[tuple[int, tuple[int, ...]]] = []
    for index, word in enumerate(before[:-1]):
        match = _ORDER.fullmatch(word.text) if index == 0 or word.first else None
        if match and not is_year(word.text) and before[index + 1].text[:1].isalnum():
            numbers = tuple(map(int, match[1].split(".")))
            found += [(index, numbers)] if numbers[-1] <= MOST_NUMBER else []
    return found


def _from_codes(rows: list[RowWords]) -> list[RowWords]:
    """The rows with names that begin behind their codes, "PG1.1.2", where words of the row above stand before those."""
    found: list[RowWords] = []
    for row in rows:
        begins = (at for at in range(1, len(row.before) - 1) if row.before[at].first)
        coded = ((at, _code(row.before[at : at + LONGEST_CODE])) for at in begins)
        at, code = next(((at, code) for at, code in coded if code), (0, None))
        found.append(replace(row, number=code[0], before=row.before[at + code[1] :]) if code else row)
    return found


def _runs(words: Sequence[Placed]) -> list[tuple[int, int]]:
    """The runs of cells; a number that begins a line of other words ends one: it counts a footnote or a name."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(len(words) + 1):
        value = index < len(words) and is_value(words[index])
        breaks = value and start is not None and words[index].first and not _all_values(words, index)
        if start is not None and (not value or breaks):
            runs.append((start, index))
            start = index if breaks else None
        elif value and start is None:
            start = index
    return runs


def _all_values(words: Sequence[Placed], index: int) -> bool:
    """Whether nothing but cells stands on a word's line from it on."""
    line = words[index].line
    position = index
    while position < len(words) and words[position].line == line:
        if not is_value(words[position]):
            return False
        position += 1
    return True


def _only_run(runs: Sequence[tuple[int, int]], size: int, count: int) -> tuple[int, int]:
    """The run that is the figures of the only row: the first as long as a row is, or else the longest."""
    for begin, end in runs:
        if end - begin == count or (count not in _USUAL and end - begin in _USUAL):
            return begin, end
    for begin, end in runs:
        if end - begin in _USUAL:
            return begin, end
    if not runs:
        return size, size
    return max(runs, key=lambda run: (run[1] - run[0], -run[0]))
