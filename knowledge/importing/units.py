"""The units of an agency: the list of the central organisation, and names that only tables give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from knowledge.importing.document import key
from knowledge.importing.lines import Line, Word
from knowledge.importing.unit_names import (
    ALONE,
    COUNCILS,
    ENDINGS,
    LONGEST_UNIT,
    council_form,
    heads_sort,
    level,
    names_several,
    without_short,
)
from knowledge.importing.values import is_year
from knowledge.language.letters import fold

_LAST = frozenset(("mudurlugu", "baskanligi", "musavirligi", "koordinatorlugu", "sekreterligi"))
"""Words that end a unit's name and never stand inside of one."""
_PROPER = ("senato",)
"""Councils of a single word."""
_JOINING = ("ve", "ile", "icin", "veya", "da", "de")
_RANKS = {"genel müdürlük": 0, "başkanlık": 1, "daire başkanlığı": 2, "şube müdürlüğü": 3}
"""The levels of which one is above the other in every agency, from the highest."""
_BULLET = re.compile(r"^[\W_]+$")
_BULLETS = "•●○◦‣➢➤►▸▪■□◆✓❖→>-–—*"
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)-]+|\d{1,2}(?:\.\d{1,2})+")
_LETTERED = re.compile(r"[a-zçğıöşü][.)]")
_ACRONYM = re.compile(r"\([A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜa-zçğıöşü-]*[A-ZÇĞİÖŞÜ]\)")
SAME_LETTERS = 93
"""Likeness of two names, blanks apart, from which they are one name with a slip."""
SAME_WORD = 75
"""Likeness of two words from which they are one word in two forms."""
MOST_LINES = 4
"""Lines in which a council's first sentence ends."""
SENTENCE = 3
"""Words of the shortest sentence."""
PARAGRAPH = 12
"""Words from which a line is the beginning of a paragraph."""


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit of the list; the main ones have no parent."""

    name: str
    level: str
    parent: int | None
    """The place of its main unit in the list."""
    line: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListedCouncil:
    """A council that the organisation's text describes."""

    name: str
    form: str
    line: int


def listed_units(lines: Sequence[Line]) -> list[ListedUnit]:
    """The units of a list with the units above them; a name that is wrapped goes on until it ends as a unit's does.

    Bullets or numbers tell the main units, and lines without any their parts; or it is the other way round, where the
    lines without any are the higher units. Bullets of a second kind and longer numbers tell parts as well.
    """
    items = _items(lines)
    inverted = _inverted(items)
    found: list[ListedUnit] = []
    above: list[tuple[str, int | None]] = []
    """The marks of the levels that are open, and the unit of each; a council has no parts."""
    run = -1
    inner: dict[str, str] = {}
    """The outermost mark above each mark that has stood below another."""
    for item in items:
        if item.run != run:
            run = item.run
            # A line that could not be read does not lift what follows to another level of the same list.
            outer = inner.get(item.mark)
            above = above if outer is not None and any(mark == outer for mark, _ in above) else []
        if not (above or item.mark or (inverted and item.leads)):
            # After a line that names no unit only a mark begins one: what follows the list is prose with headings.
            continue
        if not item.names:
            above = [(item.mark, None)]
            continue
        marks = [mark for mark, _ in above]
        if item.mark in marks:
            above = above[: marks.index(item.mark)]
        if above and item.mark and above[0][0]:
            inner.setdefault(item.mark, above[0][0])
        for index, name in enumerate(item.names):
            parent = above[-1][1] if above else None
            own = None if council_form(name) else len(found)
            if own is not None and not any(fold(name) == fold(u.name) and u.parent is None for u in found):
                found.append(ListedUnit(name, level(name) or "", parent, item.lines[0], item.lines))
            else:
                own = None
            if index == 0:
                above.append((item.mark, own))
        if not item.mark and not inverted:
            above.pop()
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    """The units that some lines of a list name; none where a line only names the sort of those below it."""

    mark: str
    """The bullet before it, or how many numbers stand there; "" for none."""
    names: tuple[str, ...]
    lines: tuple[int, ...]
    run: int
    """Which list it belongs to: lines that name no unit part them."""
    leads: bool
    """Whether it has no mark and the next one of its list has one."""


def _items(lines: Sequence[Line]) -> list[_Item]:
    found: list[_Item] = []
    position = run = 0
    while position < len(lines):
        mark = _mark(lines[position])
        taken = _unit_at(lines, position, bool(mark))
        if taken is None:
            if mark and _heads_sort(lines, position, _unmarked(lines[position])):
                found.append(_Item(mark, (), (lines[position].number,), run, leads=False))
            elif not _stands_alone(lines, position):
                run += 1
            position += 1
            continue
        together, end = taken
        numbers = tuple(line.number for line in lines[position:end])
        leads = not mark and end < len(lines) and bool(_mark(lines[end])) and _unit_at(lines, end, True) is not None
        found.append(_Item(mark, tuple(_apart(together)), numbers, run, leads))
        position = end
    return found


def _inverted(items: Sequence[_Item]) -> bool:
    """Whether the units without a mark are above those with one."""
    marked = [rank(item.names[0]) for item in items if item.mark and item.names]
    leading = [rank(item.names[0]) for item in items if item.leads]
    return bool(marked and leading) and min(leading) < min(marked)


def rank(name: str) -> int:
    """How high a unit stands by its name: 0 for a general directorate, more for lower ones."""
    told = level(name) or ""
    return _RANKS.get(told, 2)


def doubtful(found: Sequence[ListedUnit]) -> list[ListedUnit]:
    """The units that cannot stand where the list has them: higher than the unit above them, or as high as it."""
    return [
        unit
        for unit in found
        if unit.parent is not None
        and unit.level in _RANKS
        and found[unit.parent].level in _RANKS
        and (rank(unit.name) < rank(found[unit.parent].name) or rank(unit.name) == rank(found[unit.parent].name) == 0)
    ]


def _apart(name: str) -> list[str]:
    """The units that lines run together have made one: each ends as a unit's name does.

    >>> _apart("Tohum Şube Müdürlüğü Fidanlık Şube Müdürlüğü"), _apart("Bilgi İşlem Daire Başkanlığı")
    (['Tohum Şube Müdürlüğü', 'Fidanlık Şube Müdürlüğü'], ['Bilgi İşlem Daire Başkanlığı'])
    """
    words = name.split()
    for end in range(2, len(words) - 1):
        before, after = " ".join(words[:end]), " ".join(words[end:])
        if fold(words[end - 1]) in _LAST and level(before) is not None and level(after) is not None:
            return [before, *_apart(after)]
    return [name]


def same_unit(one: str, other: str) -> bool:
    """Whether two spellings are of one unit: no word tells them apart, but what its kind is called by.

    >>> same_unit("Fen İşleri Müdürlüğü", "Temizlik İşleri Müdürlüğü")
    False
    >>> same_unit("Bilgi İşlem Daire Başkanlığı", "Bilgi İşlem Dairesi")
    True
    """
    if fuzz.ratio(key(one), key(other)) >= SAME_LETTERS:
        return True
    words, others = ([fold(word) for word in text.split() if fold(word) not in _JOINING] for text in (one, other))
    kinds = {word for ending in ENDINGS for word in ending.split()} | {"daire", "sube", "genel"}
    return all(
        word in kinds or any(fuzz.ratio(word, fellow) >= SAME_WORD for fellow in fellows)
        for own, fellows in ((words, others), (others, words))
        for word in own
    )


BLOCKS = 2
"""The fewest blocks by which a list tells its main units."""


def loose_units(lines: Sequence[Line]) -> list[ListedUnit]:
    """The units that some lines name where no bullet tells the main ones: each once.

    One stands above others only where blank lines part the list into blocks, each a main unit and its parts.
    """
    found: dict[str, ListedUnit] = {}
    heads: list[int] = []
    position = behind = 0
    repeated = False
    while position < len(lines):
        taken = _unit_at(lines, position, bulleted=False)
        if taken is None:
            position += 1
            continue
        name, end = taken
        if not council_form(name) and name[0].isupper():
            numbers = tuple(line.number for line in lines[position:end])
            repeated = repeated or fold(name) in found
            parted = not heads or lines[position].after_blank or position > behind
            if fold(name) not in found:
                heads.append(len(found) if parted else heads[-1])
                found[fold(name)] = ListedUnit(name, level(name) or "", None, lines[position].number, numbers)
        position = behind = end
    units = list(found.values())
    return units if repeated else _in_blocks(units, heads)


def _in_blocks(found: list[ListedUnit], heads: list[int]) -> list[ListedUnit]:
    """Units under the first of their block, where all these are of one level, of which no block's first one is.

    `heads`: the place of that one, for each.
    """
    below = {unit.level for unit, head in zip(found, heads, strict=True) if unit is not found[head]}
    if len(set(heads)) < BLOCKS or len(below) != 1 or "" in below or any(found[head].level in below for head in heads):
        return found
    return [
        replace(unit, parent=None if head == at else head)
        for at, (unit, head) in enumerate(zip(found, heads, strict=True))
    ]


def _bulleted(line: Line) -> bool:
    first = line.words[0].text
    return bool(_BULLET.match(first) or (not first[0].isalnum() and first[0] not in "(“\"'‘’"))


def _mark(line: Line) -> str:
    """The bullet before a line, or "1" for a number, "1.1" for two of them, "a" for a letter; "" for none."""
    first = line.words[0].text
    if len(line.words) > 1 and _NUMBERED.fullmatch(first) and not is_year(first):
        return ".".join("1" for _ in re.findall(r"\d+", first))
    if len(line.words) > 1 and _LETTERED.fullmatch(first):
        return "a"
    return first[0] if _bulleted(line) else ""


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line names several units and does not go on: its list has room for the first word of the next one."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is None or not names_several(lines[index].text) or fold(below.text) in ENDINGS:
        return False
    widest = max((len(line.text) for line in lines if level(line.text) and len(line.words) <= LONGEST_UNIT), default=0)
    return len(lines[index].text) + 1 + len(below.words[0].text) < widest


def _unmarked(line: Line) -> str:
    """What a line says behind its bullet or number."""
    first, *rest = [word.text for word in line.words]
    marked = _NUMBERED.fullmatch(first) or _LETTERED.fullmatch(first)
    return " ".join([*([] if marked else [first.lstrip(_BULLETS)]), *rest]).strip()


def _heads_sort(lines: Sequence[Line], index: int, name: str) -> bool:
    """Whether a line that names a sort of units stands over them: "Fakülteler"."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    named = re.sub(r"^\W+", "", name)
    if not named or below is None or _mark(below):
        return False
    return heads_sort(named, without_short(below.text.strip()))


def _unit_at(lines: Sequence[Line], start: int, bulleted: bool) -> tuple[str, int] | None:
    words: list[str] = []
    for index in range(start, min(start + 4, len(lines))):
        if index > start and (_mark(lines[index]) or lines[index].after_blank):
            return None
        parts = [word.text for word in lines[index].words]
        if index == start and bulleted:
            marked = _NUMBERED.fullmatch(parts[0]) or _LETTERED.fullmatch(parts[0])
            parts = [*([] if marked else [parts[0].lstrip(_BULLETS)]), *parts[1:]]
            parts = [part for part in parts if not _BULLET.match(part) and part]
        words += parts
        name = without_short(" ".join(words))
        if len(words) > LONGEST_UNIT or name.endswith((".", ",", ";", ":")):
            return None
        if index == start and (_heads_sort(lines, index, name) or _stands_alone(lines, index)):
            return None
        if level(name) is not None and (len(words) > 1 or fold(name) in ALONE):
            following = lines[index + 1] if index + 1 < len(lines) else None
            goes_on = fold(words[-1]) not in _LAST and following is not None and not following.after_blank
            if following and goes_on and len(following.words) == 1 and fold(following.text) in _LAST:
                return f"{name} {following.text.strip()}", index + 2
            # An acronym that its line had no room for stands on the next one.
            wrapped = following is not None and not following.after_blank and _ACRONYM.fullmatch(following.text.strip())
            return name, index + (2 if wrapped else 1)
    return None


def listed_councils(lines: Sequence[Line]) -> list[ListedCouncil]:
    """The councils with a heading of their own: a short line that ends as a council's name does, then what it is.

    That is a paragraph, a sentence, or its members behind bullets; boxes of a chart and items of lists have none.
    """
    found: list[ListedCouncil] = []
    for index, line in enumerate(lines[:-1]):
        name = council_heading(line)
        form = council_form(name)
        if form and _described(lines[index + 1 :]) and not any(fold(other.name) == fold(name) for other in found):
            found.append(ListedCouncil(name, form, line.number))
    return found


def council_heading(line: Line) -> str:
    """The council that a line names and nothing else, without a number before it; "" for any other line."""
    words = [word.text for word in line.words]
    if len(words) > 1 and (_NUMBERED.fullmatch(words[0]) or _LETTERED.fullmatch(words[0].lower())):
        words = words[1:]
    elif _bulleted(line):
        return ""
    name = " ".join(words).strip(" :")
    alone = fold(name) in COUNCILS and fold(name) in _PROPER
    if not council_form(name) or len(words) > LONGEST_UNIT or not name[0].isupper() or (len(words) < 2 and not alone):
        return ""
    # Words with small letters, but for those that join others, are a sentence's.
    return name if all(word[0].isupper() or fold(word) in _JOINING for word in words if word[0].isalpha()) else ""


def named_council(line: Line) -> str:
    """The council that a line names and nothing else, behind a bullet or not; "" for any other line."""
    if _bulleted(line):
        rest = [line.words[0].text.lstrip(_BULLETS), *(word.text for word in line.words[1:])]
        words = tuple(Word(text) for text in rest if text and not _BULLET.match(text))
        return council_heading(replace(line, words=words)) if words else ""
    return council_heading(line)


def _described(after: Sequence[Line]) -> bool:
    """Whether the lines after a heading say something: a sentence, or items behind bullets that are no units."""
    first = after[0]
    if len(first.words) >= PARAGRAPH:
        return True
    if _mark(first):
        return _unit_at(after, 0, True) is None
    whole: list[str] = []
    for position, line in enumerate(after[:MOST_LINES]):
        if position and (_mark(line) or line.after_blank):
            break
        whole += [word.text for word in line.words]
        if whole[-1].endswith((".", ":")) and len(whole) >= SENTENCE:
            return True
    return False
