"""Letters that a document's encoding has damaged, back to the Turkish ones."""

from __future__ import annotations

import re
import unicodedata

_WRONG_CODE = str.maketrans("ĠġĢģ", "İŞşş")
"""What fonts with a Turkish code table of their own give when they are read as another one."""
_LATIN_1 = str.maketrans("ÝýÞþÐð", "İıŞşĞğ")
"""The six places where Latin-1 and its Turkish form differ."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": None, "\u200b": None})
_LOOSE_DOT = re.compile(r"([Ii])\s?\u0307")
_SPACED_MARKS = {"¨": "\u0308", "¸": "\u0327", "˘": "\u0306"}
_LOOSE_MARK = re.compile(r"([cCgGoOsSuU])\s?([¨¸˘])")


def repair(text: str) -> str:
    """The text with Turkish letters where only a damaged encoding explains what stands there.

    >>> repair("Ġdarenin geliĢimi, ÇALIġMA"), repair("KÝÞÝ baðý"), repair("i\u0307letis\u0327im")
    ('İdarenin gelişimi, ÇALIŞMA', 'KİŞİ bağı', 'iletişim')
    """
    if text.isascii():
        return text
    text = _LOOSE_DOT.sub(lambda match: "İ" if match[1] == "I" else "i", text)
    text = _LOOSE_MARK.sub(lambda match: match[1] + _SPACED_MARKS[match[2]], text)
    return unicodedata.normalize("NFC", text).translate(_WRONG_CODE).translate(_LATIN_1).translate(_LIGATURES)
