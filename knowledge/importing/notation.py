"""How a document writes its amounts: thousands parted by commas, or each with its currency, put the Turkish way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.importing.lines import Line, Word
from knowledge.importing.values import is_figure

_COMMAS = re.compile(r"[-−]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?")
_SURE_COMMAS = re.compile(r"[-−]?[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d{1,2})?")
_POINTS = re.compile(r"[-−]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_AMOUNT = re.compile(r"[-−]?[\d.,]*\d|[-–—]")
_GLUED = re.compile(r"(₺?)([-−]?[\d.,]*\d)(₺|TL)?")
_MARKED = re.compile(r"(%?[-−]?\d[\d.,]*%?)(\(\d{1,2}\)|\(?\*{1,3}\)?)")
"""A figure with the mark of a footnote right behind it: "5(1)", "204*"."""
_CAPTION = re.compile(r"tablo\s*\d{1,3}\b")
_CURRENCY = ("TL", "₺", "TRY")
MANY = 5
"""Figures that show how a part of a document writes its thousands."""
PAIRED = 2
"""Amounts with a currency behind each from which it belongs to the cells and not to a sentence."""


@dataclass(frozen=True, slots=True)
class Written:
    """The lines with figures the Turkish way, and the first line of each part that had them otherwise."""

    lines: tuple[Line, ...]
    with_commas: tuple[Line, ...]


def turkish(lines: Sequence[Line]) -> Written:
    """Puts points for commas where a part of the document parts thousands so, and drops currencies behind amounts.

    A part runs from one caption of a table to the next. Where it is not sure how it writes its thousands, "80,500" is
    left as it stands: no reading takes it for a figure (see `is_figure`).
    """
    plain = [_with_marks_apart(_without_currency(line)) for line in lines]
    everywhere = _only_commas(plain)
    written: list[Line] = []
    found: list[Line] = []
    for part in _parts(plain):
        whole = everywhere or _only_commas(part)
        changed = [_line(line, whole) for line in part]
        first = next((new for old, new in zip(part, changed, strict=True) if old is not new), None)
        if first is not None:
            found.append(first)
        written += changed
    return Written(tuple(written), tuple(found))


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    for line in lines:
        if part and _CAPTION.match(line.folded):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _only_commas(lines: Sequence[Line]) -> bool:
    """Whether all thousands of some lines are parted by commas, some of them beyond doubt."""
    texts = [word.text for line in lines for word in line.words]
    if any(_POINTS.fullmatch(text) for text in texts):
        return False
    return any(_SURE_COMMAS.fullmatch(text) for text in texts) and (
        sum(_COMMAS.fullmatch(text) is not None for text in texts) >= MANY
    )


def _line(line: Line, whole: bool) -> Line:
    """A line the Turkish way: all of its figures, or those that can be nothing else."""
    sure = whole or _only_commas_here(line)
    words = tuple(_word(word, sure) for word in line.words)
    return line if words == line.words else replace(line, words=words)


def _only_commas_here(line: Line) -> bool:
    texts = [word.text for word in line.words]
    return any(_SURE_COMMAS.fullmatch(text) for text in texts) and not any(_POINTS.fullmatch(text) for text in texts)


def _word(word: Word, sure: bool) -> Word:
    if _SURE_COMMAS.fullmatch(word.text) or (sure and _COMMAS.fullmatch(word.text)):
        return replace(word, text=word.text.translate(str.maketrans(",.", ".,")))
    return word


def _with_marks_apart(line: Line) -> Line:
    """A row of figures with the marks of footnotes as words of their own."""
    marked = [_MARKED.fullmatch(word.text) for word in line.words]
    if not any(marked) or sum(is_figure(word.text) for word in line.words) + sum(map(bool, marked)) < PAIRED:
        return line
    kept: list[Word] = []
    for word, match in zip(line.words, marked, strict=True):
        apart = match is not None and is_figure(match[1])
        kept += [replace(word, text=match[1]), replace(word, text=match[2])] if match and apart else [word]
    return replace(line, words=tuple(kept))


def _without_currency(line: Line) -> Line:
    """A row of amounts without the currency that stands at each: "1.500 TL 2.000 TL", "₺1.500 ₺2.000".

    In a row amounts stand side by side; between those of a sentence stand words.
    """
    kept: list[Word] = []
    dropped: list[int] = []
    for word in line.words:
        glued = _GLUED.fullmatch(word.text)
        if word.text.upper() in _CURRENCY and kept and _AMOUNT.fullmatch(kept[-1].text):
            dropped.append(len(kept) - 1)
        elif glued and (glued[1] or glued[3]):
            dropped.append(len(kept))
            kept.append(replace(word, text=glued[2]))
        else:
            kept.append(word)
    row = any(after - before == 1 for before, after in pairwise(dropped)) if len(kept) > len(dropped) else True
    return replace(line, words=tuple(kept)) if len(dropped) >= PAIRED and row else line
