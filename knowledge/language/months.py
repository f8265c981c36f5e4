"""The months of the year, and how they are cut short: "haz", "Eyl."."""

from __future__ import annotations

MONTHS = tuple(str.split("ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik"))
"""Their names, folded, in order."""
CUT = 3
"""Letters that are left of a month's name."""


def cut_short(folded: str) -> str:
    """The month that a word is cut short from; empty for none.

    >>> cut_short("haz"), cut_short("haziran"), cut_short("hazi")
    ('haziran', '', '')
    """
    if len(folded) != CUT:
        return ""
    return next((month for month in MONTHS if month.startswith(folded) and month != folded), "")
