"""Reading a text file line by line."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from knowledge.importing.damaged import is_wide, mended, repair
from knowledge.importing.laid_out import joined_rows
from knowledge.importing.lines import ImportRefused, Line, Source, Word

_LABELS = "Göstergeye|Hesaplama|Verinin|Sorumlu|Performans|Faaliyetler|Faaliyet|Ekonomik|Tablo|Bütçe|Program|Alt"
_GLUED_LABEL = re.compile(rf"(?<=[\w.:)])(?=(?:{_LABELS})\b)")
_GLUED_COLON = re.compile(r"(?<=[^\W\d]:)(?=[^\W\d])")
NULLS = 100
"""Bytes of a text for each null byte in it, at the least."""
GLUED_AMOUNT = re.compile(r"((?<![\d.,])\d{1,3}(?:\.\d{3})+)(?=-?\d{1,3}\.\d{3})")
"""An amount with another one right behind it: a point is followed by three digits, then the next one begins."""
_NOTED = re.compile(
    r"((?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)(?:\*{1,3}|[¹²³⁴-⁹]+|(?<=[.,]\d)\(\d\)|(?<=\.\d{3})\(\d\))$"
)
_MARKS = frozenset("*)¹²³⁴⁵⁶⁷⁸⁹")
_WIDE = re.compile(r"^ \S")


def words_of(text: str) -> list[str]:
    """The words of a line; a label that a lost line break has glued to what precedes it stands apart.

    Marks of footnotes behind figures are left out.

    >>> words_of("GÖÇ İDARESİPerformans Göstergesi"), words_of("Verinin Kaynağı:PERSONEL")
    (['GÖÇ', 'İDARESİ', 'Performans', 'Göstergesi'], ['Verinin', 'Kaynağı:', 'PERSONEL'])
    >>> words_of("9.498.734.00011.733.731.000")
    ['9.498.734.000', '11.733.731.000']
    >>> words_of("1.250* 3,5(1) 2022¹ 15m²")
    ['1.250', '3,5', '2022', '15m²']
    """
    words = GLUED_AMOUNT.sub(r"\1 ", _GLUED_COLON.sub(" ", _GLUED_LABEL.sub(" ", text))).split()
    return [_NOTED.sub(r"\1", word) if word[-1] in _MARKS else word for word in words]


def read_text(path: Path) -> Source:
    """Reads a text file, in UTF-8 or a Turkish or UTF-16 encoding. Raises ImportRefused where it holds no text."""
    raw = path.read_bytes()
    if not raw.strip():
        raise ImportRefused(f"{path.name} is empty: there is nothing to import.")
    decoded = _decode(raw, path.name)
    text = repair(decoded)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while rows and not rows[-1].strip():
        rows.pop()
    lines: list[Line] = []
    blank = opens = True
    joined, apart = joined_rows(rows)
    for number, row in enumerate(joined, 1):
        if row is None:
            continue  # it stands in the line of its row
        for part, piece in enumerate(row.split("\f")):
            opens = opens or part > 0 or bool(_WIDE.match(piece))
            words = tuple(Word(word) for word in words_of(piece))
            if words:
                lines.append(Line(number, words, after_blank=blank, opens_page=opens, apart=number - 1 in apart))
                opens = False
            blank = not words
    wide = sum(map(is_wide, rows))
    return Source(path.name, tuple(lines), len(rows), None, mended=mended(decoded, text), wide=wide)


def _decode(raw: bytes, name: str) -> str:
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # A few null bytes are letters that a PDF's font lacked; many are a sign of something other than text.
    if raw.count(b"\0") * NULLS < len(raw) or wide:
        for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1254"):
            try:
                return raw.decode(encoding).replace("\0", " ")
            except UnicodeDecodeError:
                continue
    raise ImportRefused(f"{name} is neither a text nor a PDF: give the published programme as .txt or .pdf.")
