"""Lines of standard input, in whatever encoding a Turkish text comes; lines of JSON that no reader breaks."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Iterator

_LOOKED_AT = 64
"""Bytes by which an encoding is told."""
_REPLACED = "\ufffd"
_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\u2028\u2029\x85"}
"""What some readers take for the end of a line, as JSON escapes it."""


def lines() -> Iterator[str]:
    """The lines of standard input without their ends, each as soon as it is there; none where it is closed."""
    stream = sys.stdin
    if stream is None:
        return
    raw = getattr(stream, "buffer", None)
    if not isinstance(raw, io.BufferedReader):
        yield from (line.rstrip("\r\n") for line in stream)
        return
    if encoding := _wide(raw.peek(_LOOKED_AT)[:_LOOKED_AT]):
        wide = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="\n")
        yield from (line.rstrip("\r\n") for line in wide)
        return
    for line in raw:
        yield decoded(line.rstrip(b"\r\n")).removeprefix("\ufeff")


def _wide(begin: bytes) -> str:
    """The encoding of two bytes a letter that a text begins in; "" for none.

    >>> _wide("soru".encode("utf-16-le")), _wide("soru".encode("utf-16-be")), _wide("soru".encode("utf-16"))
    ('utf-16-le', 'utf-16-be', 'utf-16')
    >>> _wide("şişli".encode("utf-16-le")), _wide("soru".encode()), _wide(b"")
    ('utf-16-le', '', '')
    >>> _wide(b"a\\0b, c"), _wide(b"\\0\\n")
    ('', '')
    """
    if begin[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    # Without a mark: a letter of ASCII has a nought beside it, always on the same side, and most letters are such.
    first, second = begin[0::2].count(0), begin[1::2].count(0)
    if min(first, second) or max(first, second) < max(2, len(begin) // 4):
        return ""
    return "utf-16-be" if first else "utf-16-le"


def decoded(raw: bytes) -> str:
    """A line in UTF-8 or, where it is none at all, in Windows' Turkish encoding; what is neither is replaced.

    >>> decoded("sınır dışı".encode("cp1254")), decoded("sınır dışı".encode())
    ('sınır dışı', 'sınır dışı')
    """
    text = raw.decode("utf-8", "replace")
    if _REPLACED not in text or any(letter > "\x7f" and letter != _REPLACED for letter in text):
        return text
    return raw.decode("cp1254", "replace")


def to_json(value: object) -> str:
    """A value as one line of JSON, whatever its reader takes for the end of a line.

    >>> to_json({"text": "a\\u2028b"})
    '{"text": "a\\\\u2028b"}'
    """
    import json  # a question asked without --json need not wait for it

    return json.dumps(value, ensure_ascii=False).translate(_BREAKS)
