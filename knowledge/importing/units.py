"""The units of an agency: the list of the central organisation, and names that only tables give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.language.letters import fold
from knowledge.importing.lines import Line

_ENDINGS = {
    "genel mudurlugu": "genel müdürlük",
    "daire baskanligi": "daire başkanlığı",
    "sube mudurlugu": "şube müdürlüğü",
    "mudurlugu": "müdürlük",
    "baskanligi": "başkanlık",
    "musavirligi": "müşavirlik",
    "birimi": "birim",
    "merkezi": "merkez",
    "sekreterligi": "sekreterlik",
    "sekreterlik": "sekreterlik",
    "koordinatorlugu": "koordinatörlük",
    "koordinatorluk": "koordinatörlük",
    "rektorluk": "rektörlük",
    "rektorlugu": "rektörlük",
    "fakultesi": "fakülte",
    "enstitusu": "enstitü",
    "yuksekokulu": "yüksekokul",
    "ofisi": "ofis",
    "akademisi": "akademi",
    "dairesi": "daire",
    "kurulu": "",
    "kurullari": "",
    "komisyonu": "",
    "komitesi": "",
    "konseyi": "",
}
"""How the names of units end, and the level that tells; without a level it is a council."""
_LAST = frozenset(("mudurlugu", "baskanligi", "musavirligi", "koordinatorlugu", "sekreterligi"))
"""Words that end a unit's name and never stand inside of one."""
_COUNCIL = {"kurulu": "kurul", "kurullari": "kurul", "komisyonu": "komisyon", "komitesi": "komite", "konseyi": "konsey"}
_BULLET = re.compile(r"^[\W_]+$")
LONGEST_UNIT = 14
"""Words of a unit's name."""
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


def level(name: str) -> str | None:
    """The level that a unit's name tells, "" for a council, None where it is no unit's name.

    >>> level("Dış İlişkiler Dairesi Başkanlığı"), level("Vize Daire Başkanlığı"), level("Göç Kurulu"), level("Bütçe")
    ('başkanlık', 'daire başkanlığı', '', None)
    """
    folded = fold(name)
    for ending, told in _ENDINGS.items():
        if folded == ending or folded.endswith(" " + ending):
            return told
    return None


def council_form(name: str) -> str | None:
    """What kind of council a name tells: "kurul", "komisyon" …; None where it is none."""
    return _COUNCIL.get(fold(name).split()[-1]) if name.split() else None


def listed_units(lines: Sequence[Line]) -> list[ListedUnit]:
    """The units of a list: main ones behind a bullet, each with the lines of its sub-units after it.

    A name that is wrapped goes on until it ends as a unit's name does.
    """
    found: list[ListedUnit] = []
    main: int | None = None
    position = 0
    while position < len(lines):
        bullet = _bulleted(lines[position])
        taken = _unit_at(lines, position, bullet) if bullet or main is not None else None
        if taken is None:
            # After a line that names no unit only a bullet begins one: what follows the list is prose with headings.
            position += 1
            main = None
            continue
        together, end = taken
        numbers = tuple(line.number for line in lines[position:end])
        for index, name in enumerate(_apart(together)):
            first = bullet and index == 0
            if first:
                main = None if council_form(name) else len(found)
            if not council_form(name) and not any(fold(name) == fold(u.name) and u.parent is None for u in found):
                parent = None if first else main
                found.append(ListedUnit(name, level(name) or "", parent, lines[position].number, numbers))
        position = end
    return found


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


def loose_units(lines: Sequence[Line]) -> list[ListedUnit]:
    """The units that some lines name where no bullet tells the main ones: each once, none above another."""
    found: dict[str, ListedUnit] = {}
    position = 0
    while position < len(lines):
        taken = _unit_at(lines, position, bulleted=False)
        if taken is None:
            position += 1
            continue
        name, end = taken
        if not council_form(name) and name[0].isupper():
            numbers = tuple(line.number for line in lines[position:end])
            found.setdefault(fold(name), ListedUnit(name, level(name) or "", None, lines[position].number, numbers))
        position = end
    return list(found.values())


def _bulleted(line: Line) -> bool:
    first = line.words[0].text
    return bool(_BULLET.match(first) or (not first[0].isalnum() and first[0] not in "(“\"'‘’"))


def _unit_at(lines: Sequence[Line], start: int, bulleted: bool) -> tuple[str, int] | None:
    words: list[str] = []
    for index in range(start, min(start + 4, len(lines))):
        if index > start and (_bulleted(lines[index]) or lines[index].after_blank):
            return None
        parts = [word.text for word in lines[index].words]
        if index == start and bulleted:
            parts = [parts[0].lstrip("•➢►▪■◆✓❖-–*"), *parts[1:]]
            parts = [part for part in parts if not _BULLET.match(part) and part]
        words += parts
        name = " ".join(words)
        if len(words) > LONGEST_UNIT or name.endswith((".", ",", ";", ":")):
            return None
        if level(name) is not None and len(words) > 1:
            following = lines[index + 1] if index + 1 < len(lines) else None
            if following and len(following.words) == 1 and fold(following.text) in _LAST and not following.after_blank:
                return f"{name} {following.text.strip()}", index + 2
            return name, index + 1
    return None


def listed_councils(lines: Sequence[Line]) -> list[ListedCouncil]:
    """The councils with a heading of their own: a short line that ends as a council's name does, then a paragraph."""
    found: list[ListedCouncil] = []
    for line, after in pairwise(lines):
        name = line.text.strip()
        form = council_form(name)
        if (
            form
            and not _bulleted(line)
            and 1 < len(line.words) <= LONGEST_UNIT
            and name[0].isupper()
            and len(after.words) >= PARAGRAPH
            and not any(fold(other.name) == fold(name) for other in found)
        ):
            found.append(ListedCouncil(name, form, line.number))
    return found
