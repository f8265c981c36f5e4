"""What people wrote, as it may stand in a message of the bot's."""

from __future__ import annotations

import html
import unicodedata

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing, also of what stands after them."""


def quoted(text: str, longest: int = 120) -> str:
    """A text for a message in HTML: on one line, cut where it is long, without signs that nobody sees.

    >>> quoted("a\u202eb <i>"), quoted("abcdef", 4)
    ('ab &lt;i&gt;', 'abc…')
    """
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text if sign not in _TURNING)
    line = " ".join(plain.split())
    return html.escape(line if len(line) <= longest else line[: longest - 1] + "…", quote=False)
