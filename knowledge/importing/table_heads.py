"""Finding the heads of tables by their titles: what names the rows, then what the columns of figures are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.importing.document import Document, Mark, Placed
from knowledge.importing.head_words import (
    ANSWERABLE,
    FIGURE,
    FILLER,
    LABEL,
    NUMBER,
    RATE,
    TEXT,
    UNIT,
    UNREAD,
    is_head_word,
    titles_of,
)
from knowledge.importing.values import is_figure, is_stand_in, is_whole, is_year

LONGEST_HEAD = 48
"""Words of a head at most."""
FEW_COLUMNS = 2
"""Years with their titles from which words can be nothing but a head; more columns tell one without years."""
HEAD_SHARE = 0.7
"""Share of a line's words that belong to heads where the line is a head."""
LONGEST_WAY = 60
"""Words behind an undated head in which its first row of figures stands."""


def head_at(keyed: Sequence[Placed], position: int, taken: set[int], by_line: dict[int, list[Placed]]) -> Mark | None:
    """The head of a table of indicators, of costs or of economic codes that begins at a word, if one does."""
    word = keyed[position]
    before = keyed[position - 1] if position else None
    in_cell = word.column is not None and (before is None or before.column != word.column or before.line != word.line)
    if word.index in taken or not (word.first or in_cell) or not is_head_word(word):
        return None
    words: list[Placed] = []
    for other in keyed[position : position + LONGEST_HEAD]:
        if other.index in taken or not is_head_word(other) or _names_a_thing(other, word, by_line):
            break
        words.append(other)
    line = [other for other in by_line[word.line] if other.key]
    if word.column is None and sum(map(is_head_word, line)) < HEAD_SHARE * len(line) and not _is_whole(words):
        return None
    kind, size = _kind(words)
    if kind == "costs" and word.column is None and not _dated(words) and not _has_row(keyed[position + len(words) :]):
        return None
    if kind and word.column is not None and all(other.column == word.column for other in words):
        return None
    # What amounts count, "(Bin TL)", may stand on a line of its own above the head.
    start = _behind_fillers(words) if kind else word
    return Mark(kind, start.index, words[size - 1].index + 1) if kind else None


def _names_a_thing(word: Placed, first: Placed, by_line: dict[int, list[Placed]]) -> bool:
    """Whether a word begins a line below a head that only begins like a title: "ÖLÇÜ GÜVENLİĞİ VE METROLOJİ"."""
    if not word.first or word.line == first.line or word.column is not None:
        return False
    line = [other for other in by_line[word.line] if other.key]
    return sum(map(is_head_word, line)) < HEAD_SHARE * len(line) and not any(is_whole(other.text) for other in line)


def _dated(words: Sequence[Placed]) -> bool:
    return any(role == "year" for role, _, _ in titles_of(words))


def _has_row(after: Sequence[Placed]) -> bool:
    """Whether a row of figures stands near: names such as "Plan Proje" hold words of heads and have none."""
    near = after[:LONGEST_WAY]
    ends = [word for word, behind in pairwise(near) if behind.line != word.line]
    several = any(is_whole(one.text) and is_whole(other.text) for one, other in pairwise(near))
    return several or any(is_figure(word.text) and not is_year(word.text) for word in ends)


def _behind_fillers(words: Sequence[Placed]) -> Placed:
    """The first word of a head that is a title's, where words of no meaning stand on the lines above it."""
    position = 0
    for role, _, size in titles_of(words):
        if role != FILLER:
            break
        position += size
    return words[position] if words[position].first else words[0]


def _is_whole(words: Sequence[Placed]) -> bool:
    """Whether some words are a head of several columns, behind which its first row may stand on the same line."""
    roles = [role for role, _, _ in titles_of(words)]
    return roles.count("year") >= FEW_COLUMNS and roles.count(FIGURE) >= FEW_COLUMNS


def _kind(words: Sequence[Placed]) -> tuple[str, int]:
    """What the titles of some words head, and how many words its first title has; "" where nothing."""
    titles = titles_of(words)
    roles = [role for role, _, _ in titles]
    labels = [(text, size) for role, text, size in titles if role == LABEL]
    years = any(role == "year" for role in roles)
    opening = _opening(roles)
    if opening == len(roles):
        return "", 0
    before = sum(size for _, _, size in titles[:opening])
    first = before + titles[opening][2]
    if roles[opening] == LABEL:
        if any("gosterge" in text or text == "pg" for text, _ in labels) and (
            UNIT in roles or (years and FIGURE in roles)
        ):
            return "indicator", first
        named = any(stem in text for text, _ in labels for stem in ("faaliyet", "proje"))
        if named and (FIGURE in roles or "part" in roles) and UNIT not in roles:
            return "costs", first
        columns = sum(role in (FIGURE, RATE, "part", UNREAD) for role in roles)
        if labels[0][0].startswith(("program", "alt program")) and FIGURE in roles and UNIT not in roles:
            # Without a year, as in the report of one, several columns tell a head.
            return ("costs", first) if years or columns > FEW_COLUMNS else ("", 0)
        if labels[0][0].startswith("performans hedef") and "part" in roles and UNIT not in roles:
            return "costs", first
        if any("ekonomik" in text or text.startswith(("gider", "butce kaynak")) for text, _ in labels) and (
            FIGURE in roles or "part" in roles
        ):
            return "economic", first
    if roles[opening] == ANSWERABLE and years and FIGURE in roles and not labels and UNIT not in roles:
        return "unit_costs", first
    if roles[opening] == TEXT and NUMBER in roles[:opening] and (FIGURE in roles or "part" in roles):
        return "economic", first
    return "", 0


def _opening(roles: Sequence[str]) -> int:
    """Which of some titles names the rows: the first that is no number, no goal and no sort before another's name."""
    found = next((index for index, role in enumerate(roles) if role not in (NUMBER, FILLER)), len(roles))
    before = roles[found : found + 2]
    return found + 1 if before in ([FIGURE, LABEL], [TEXT, LABEL]) else found


def without_titles(text: Document, found: Sequence[Mark]) -> list[Mark]:
    """The marks without those that are titles of columns in the head of a table."""
    ordered = sorted(found, key=lambda mark: (mark.start, -mark.end))
    result: list[Mark] = []
    covered = 0
    for mark in ordered:
        goal = mark.kind == "goal" and mark.title
        if mark.start < covered and mark.kind not in ("caption", "section") and not goal:
            continue
        result.append(mark)
        if mark.kind in ("indicator", "costs", "economic", "unit_costs"):
            covered = _head_end(text, mark)
    return result


def _head_end(text: Document, mark: Mark) -> int:
    """The index behind the head that a mark begins: its rows in a table with rules, else its words."""
    first = text.words[mark.start]
    if first.column is not None:
        return _ruled_end(text, mark.start)
    index = mark.end
    while index < len(text.words) and index < mark.start + LONGEST_HEAD:
        word = text.words[index]
        if word.key and not is_head_word(word):
            break
        index += 1
    return index


def _ruled_end(text: Document, start: int) -> int:
    index = start
    while index < len(text.words) and text.words[index].column is not None:
        line = text.words[index].line
        end = index
        while end < len(text.words) and text.words[end].line == line:
            end += 1
        if index > start and _holds_values(text.words[index:end]):
            return index
        index = end
    return index


def _holds_values(words: Iterable[Placed]) -> bool:
    return any((is_whole(w.text) or is_stand_in(w.text)) and not is_year(w.text) for w in words)
