"""Letters that a document's encoding has damaged: back to the Turkish ones where that is sure, told where it is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from knowledge.importing.draft import Note
from knowledge.importing.lines import Line, Source
from knowledge.importing.notes import Told, tell
from knowledge.importing.values import is_cell

_WRONG_CODE = str.maketrans("ĠġĢģ", "İŞşş")
"""What fonts with a Turkish code table of their own give when they are read as another one."""
_LATIN_1 = str.maketrans("ÝýÞþÐð", "İıŞşĞğ")
"""The six places where Latin-1 and its Turkish form differ."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": None, "\u200b": None})
_LOOSE_DOT = re.compile(r"([Ii])\s?\u0307")
_SPACED_MARKS = {"¨": "\u0308", "¸": "\u0327", "˘": "\u0306"}
_LOOSE_MARK = re.compile(r"([cCgGoOsSuU])\s?([¨¸˘])")
_TURKISH = "çğıöşüÇĞİÖŞÜâîûÂÎÛ’‘“”–—•…₺²³≥≤°±×"
_CID = re.compile(r"\(cid:(\d{1,5})\)")
_LOST = re.compile(r"\ufffd|\(cid:\d{1,5}\)")
SHARE_OF_LAYOUT = 0.3
"""Share of lines with wide gaps from which a text was made with a layout option."""
LONE_CELLS = 0.6
"""Share of the lines with figures that hold one figure and nothing else where a text was made cell by cell."""
FEWEST = 30
"""Lines that must show how a text was made."""
_WIDE = re.compile(r"\S {3,}\S.* {3,}\S")


def _twice() -> dict[str, str]:
    """What UTF-8 read as a one-byte encoding gives for the letters of Turkish, and the letter."""
    found: dict[str, str] = {}
    for letter in _TURKISH:
        raw = letter.encode("utf-8")
        for encoding in ("cp1252", "cp1254", "latin-1"):
            try:
                read = raw.decode(encoding)
            except UnicodeDecodeError:
                # Bytes that the encoding lacks are kept as control letters by most programs.
                read = "".join(_byte(byte, encoding) for byte in raw)
            found.setdefault(read, letter)
    return {read: letter for read, letter in found.items() if read != letter}


def _byte(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


_DOUBLY = _twice()
_DOUBLY_READ = re.compile("|".join(re.escape(read) for read in sorted(_DOUBLY, key=len, reverse=True)))


def repair(text: str) -> str:
    """The text with Turkish letters where only a damaged encoding explains what stands there.

    >>> repair("Ġdarenin geliĢimi, ÇALIġMA"), repair("KÝÞÝ baðý"), repair("i\u0307letis\u0327im")
    ('İdarenin gelişimi, ÇALIŞMA', 'KİŞİ bağı', 'iletişim')
    >>> repair("BakanlÄ±ÄŸÄ±n gÃ¶revi"), repair("çalı(cid:351)an")
    ('Bakanlığın görevi', 'çalışan')
    """
    text = _CID.sub(lambda match: chr(int(match[1])) if chr(int(match[1])) in _TURKISH else match[0], text)
    if text.isascii():
        return text
    text = _DOUBLY_READ.sub(lambda match: _DOUBLY[match[0]], text)
    text = _LOOSE_DOT.sub(lambda match: "İ" if match[1] == "I" else "i", text)
    text = _LOOSE_MARK.sub(lambda match: match[1] + _SPACED_MARKS[match[2]], text)
    return unicodedata.normalize("NFC", text).translate(_WRONG_CODE).translate(_LATIN_1).translate(_LIGATURES)


def mended(before: str, after: str) -> str:
    """The first word that a repair has changed, as "before → after"; "" where it has changed none."""
    if before == after:
        return ""
    for one, other in zip(before.split(), after.split(), strict=False):
        if one != other and unicodedata.normalize("NFC", one) != other and other.isprintable():
            return f"{one} → {other}"
    return ""


def told(source: Source) -> list[Note]:
    """What a person should know of the letters and the making of a document."""
    found: list[Note] = []
    if source.mended:
        found.append(Note("remark", 0, None, tell("mended", words=source.mended)))
    lost, letters = _lost(source.lines)
    if letters:
        found.append(Note("damage", lost[0].number, lost[0].page, letters))
    if _laid_out(source):
        found.append(Note("damage", source.lines[0].number, None, tell("laid_out")))
    return found


def _lost(lines: Sequence[Line]) -> tuple[list[Line], Told | None]:
    """The lines in which letters are lost, and what to tell of them."""
    lost = [line for line in lines if _LOST.search(line.text)]
    if not lost:
        return [], None
    letters = sorted({match[0] for line in lost for match in _LOST.finditer(line.text)})
    shown = ", ".join("U+FFFD" if letter == "\ufffd" else letter for letter in letters[:6])
    example = next(word.text for word in lost[0].words if _LOST.search(word.text))
    return lost, tell("letters_lost", letters=shown, lines=len(lost), word=example)


def _laid_out(source: Source) -> bool:
    lines = len(source.lines)
    return source.pages is None and lines >= FEWEST and source.wide > SHARE_OF_LAYOUT * lines


def is_wide(row: str) -> bool:
    """Whether columns stand in a line of text, parted by blanks."""
    return _WIDE.search(row) is not None


def advice(lines: Sequence[Line]) -> str:
    """What to do with a text that cannot be read: letters are lost, or each cell stands on a line of its own."""
    _, letters = _lost(lines)
    if letters:
        said = str(letters)
        return f" {said[0].upper()}{said[1:]}."
    figures = [line for line in lines if any(is_cell(word.text) for word in line.words)]
    alone = sum(len(line.words) == 1 for line in figures)
    if alone >= FEWEST and alone > LONE_CELLS * len(figures):
        return " Each cell of its tables stands on a line of its own: give the PDF itself."
    return ""
