"""Reading the blocks of indicators: name, unit, figures, explanation, method, source, answerable agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.importing.columns import FIRST_OF_INDICATORS, Columns, of_indicators, read_indicator_head
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.names import joined
from knowledge.importing.outline import Place
from knowledge.importing.values import is_cell, is_year
from knowledge.language.letters import fold, lower

_NUMBERED = re.compile(r"(\d{1,3})[-–—.)]+(.*)")
_CODED = re.compile(r"pg((?:\d{1,2}\.)*\d{1,2})")
_CODE_NUMBER = re.compile(r"(?:\d{1,2}\.)*(\d{1,2})[-–—.:)]*")
_HEAD_WORDS = frozenset(
    (
        "performans",
        "gostergesi",
        "gostergeleri",
        "olcu",
        "birimi",
        "birim",
        "planlanan",
        "plan",
        "ys",
        "yil",
        "yili",
        "sonu",
        "gerc",
        "gerceklesme",
        "gerceklesen",
        "tahmini",
        "tahmin",
        "hedef",
        "hedefi",
        "butce",
        "gosterge",
        "adi",
    )
)
_UNITS = frozenset(
    (
        "sayi",
        "oran",
        "yuzde",
        "adet",
        "kisi",
        "tl",
        "bintl",
        "milyontl",
        "gun",
        "saat",
        "dakika",
        "ay",
        "yil",
        "puan",
        "m2",
        "metrekare",
        "m3",
        "metrekup",
        "km",
        "kilometre",
        "metre",
        "ton",
        "kg",
        "hektar",
        "dekar",
        "litre",
        "kwh",
        "mwh",
        "mw",
        "dolar",
        "euro",
        "derece",
        "sira",
        "endeks",
        "skor",
        "binkisi",
        "milyon",
        "bin",
        "kat",
    )
)
_TWO_WORDS = frozenset(
    (
        "bin",
        "milyon",
        "milyar",
        "kisi",
        "adet",
        "gun",
    )
)
_RATES = frozenset(("%", "yuzde", "oran"))
PARTS = ("definition", "method", "source", "answerable")


@dataclass
class Indicator:
    """An indicator's block as printed."""

    number: int
    name: str
    name_words: list[Placed]
    tail: list[Placed]
    """Words after the figures, which may be the rest of a wrapped name."""
    unit: str
    cells: list[Placed]
    columns: Columns
    place: Place
    group: str
    """What the number counts within: the sub-programme."""
    doubts: list[str] = field(default_factory=list)
    parts: dict[str, list[Placed]] = field(default_factory=dict)
    """The words of the explanation, the method and so on, by the kind of their label."""
    labels: dict[str, Placed] = field(default_factory=dict)
    """The first word of each label."""
    id: str = ""

    @property
    def line(self) -> int:
        """The line on which the name begins."""
        return self.name_words[0].line


def read_block(words: Sequence[Placed], year: int, place: Place, group: str, text: Document) -> Indicator | None:
    """Reads the words between the head of an indicator and its first label; None where there is no name."""
    head, number, rest = _parted(words)
    name, unit, cells, tail, doubt = _row(rest)
    if not name:
        return None
    columns = read_indicator_head(head, year, len(cells))
    found = Indicator(number, joined(name), name, tail, unit, cells, columns, place, group)
    if doubt:
        found.doubts.append(doubt)
    if columns.doubt:
        found.doubts.append(columns.doubt)
    text.take(word for word in words if word not in tail)
    return found


def _parted(words: Sequence[Placed]) -> tuple[list[Placed], int, list[Placed]]:
    """The column heads, the indicator's number (0 where it has none), and what follows."""
    for index, word in enumerate(words):
        coded = _code(words[index : index + 2])
        if coded:
            number, size = coded
            return list(words[:index]), number, list(words[index + size :])
        match = _NUMBERED.fullmatch(word.text)
        if match and not is_year(match[1]) and (not is_cell(word.text) or _begins_name(words, index)):
            rest = list(words[index + 1 :])
            if match[2]:
                rest = [replace(word, text=match[2], key=key(match[2])), *rest]
            return list(words[:index]), int(match[1]), rest
        following = words[index + 1].text if index + 1 < len(words) else ""
        if word.text.isdigit() and len(word.text) <= 2 and following in ("-", "–", "—", ".", ")"):
            return list(words[:index]), int(word.text), list(words[index + 2 :])
    for index, word in enumerate(words):
        if word.key and not is_year(word.text) and word.key not in _HEAD_WORDS:
            return list(words[:index]), 0, list(words[index:])
    return list(words), 0, []


def _code(words: Sequence[Placed]) -> tuple[int, int] | None:
    """The number of a code such as "PG 1.2:" or "PG1.2", and the words that it has; None where there is none."""
    if fold(words[0].text).startswith("pg"):
        glued = _CODED.fullmatch(fold(words[0].text).rstrip("-–—.:)"))
        if glued:
            return int(glued[1].split(".")[-1]), 1
        number = _CODE_NUMBER.fullmatch(words[1].text) if len(words) > 1 and len(words[0].key) == 2 else None
        if number:
            return int(number[1]), 2
    return None


def _begins_name(words: Sequence[Placed], index: int) -> bool:
    """Whether a number with a point behind it, which might be a piece of a figure, stands before a name."""
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index else None
    return (
        after is not None
        and after.text[:1].isalpha()
        and after.key not in _HEAD_WORDS
        and not (before is not None and is_cell(before.text) and not is_year(before.text))
    )


def _row(words: Sequence[Placed]) -> tuple[list[Placed], str, list[Placed], list[Placed], str]:
    """Name, unit, cells, the words after the cells, and what is doubtful of the unit."""
    words = _percent_signs(words)
    start, end = _run(words)
    before = [word for word in words[:start] if word.key or word.text == "%"]
    cells, tail = list(words[start:end]), [word for word in words[end:] if word.key or is_cell(word.text)]
    if not before:
        return [], "", cells, tail, ""
    ruled = before[-1].column
    if ruled is not None and before[0].column is not None and before[0].column < ruled:
        unit = [word for word in before if word.column == ruled]
        return [w for w in before if w.column != ruled], _unit(unit), cells, tail, ""
    size = 2 if len(before) > 2 and key(before[-2].text) in _TWO_WORDS and key(before[-1].text) in _UNITS else 1
    unit = before[-size:]
    if unit[-1].text == "%" or key(joined(unit)) in _UNITS or key(unit[-1].text) in _UNITS:
        return before[:-size], _unit(unit), cells, tail, ""
    printed = joined(unit)
    if lower(printed) != printed and len(before) > 1:
        return before[:-size], _unit(unit), cells, tail, f"its unit is taken to be “{printed}”"
    guess = "oran" if fold(printed).startswith(("oran", "yuzde")) else "sayı"
    return before, guess, cells, tail, f"no unit is printed; it is taken to be “{guess}”"


def _unit(words: Sequence[Placed]) -> str:
    printed = joined(words)
    if printed == "%" or key(printed) in _RATES:
        return "oran"
    if key(printed) == "tl":
        return "TL"
    return lower(printed).replace("tl", "TL")


def _percent_signs(words: Sequence[Placed]) -> list[Placed]:
    """The words with percent signs put to the figures that they stand before, except the one that is the unit."""
    result: list[Placed] = []
    index = 0
    while index < len(words):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else None
        if word.text == "%" and after and is_cell(after.text) and result and is_cell(result[-1].text):
            result.append(replace(after, text="%" + after.text))
            index += 2
            continue
        result.append(word)
        index += 1
    return result


def _run(words: Sequence[Placed]) -> tuple[int, int]:
    """The run of cells that are the figures: the first as long as a row is, or else the longest."""
    runs = []
    start = None
    for index in range(len(words) + 1):
        if index < len(words) and is_cell(words[index].text):
            start = index if start is None else start
        elif start is not None:
            runs.append((start, index))
            start = None
    usual = (len(of_indicators(0)), FIRST_OF_INDICATORS)
    for begin, end in runs:
        if end - begin in usual:
            return begin, end
    if not runs:
        return len(words), len(words)
    return max(runs, key=lambda run: (run[1] - run[0], -run[0]))


def add_parts(indicator: Indicator, mark: Mark, words: Sequence[Placed], text: Document) -> None:
    """Adds the words behind one of the labels of the block."""
    if mark.kind in indicator.parts:
        return
    indicator.labels[mark.kind] = text.words[mark.start]
    indicator.parts[mark.kind] = [word for word in words if word.key]


def settle_tails(indicators: Sequence[Indicator], listed: str, text: Document) -> None:
    """Adds to a name the words after its figures where the list of answerable units spells it so.

    `listed` is the key of that list's words.
    """
    for indicator in indicators:
        tail = [word for word in indicator.tail if word.key and not is_cell(word.text)]
        full = joined([*indicator.name_words, *tail])
        if tail and key(full) in listed:
            indicator.name = full
            text.take(tail)
            indicator.tail = [word for word in indicator.tail if word not in tail]
