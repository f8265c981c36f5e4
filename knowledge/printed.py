"""Figures as a Turkish programme prints them."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache

NIL = ("-", "–", "—", "−", "0", "")
"""What stands in a cell that holds nothing: a dash, a nought or, once in a while, nothing at all."""

KNOWN = 1 << 16
"""Figures of which the value is remembered: a file gives each year and line many times."""
_RUN = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")


@lru_cache(KNOWN)
def number(printed: str) -> int | float:
    """The value of a printed figure.

    A point before exactly three digits parts thousands, any other point or comma is the decimal mark; a percent
    sign adds nothing. Raises ValueError for what is no figure.

    >>> number("3.198.642.000"), number("22.82"), number("3,5"), number("%13"), number("7500"), number("-")
    (3198642000, 22.82, 3.5, 13, 7500, 0)
    >>> number("-2,5")
    -2.5
    """
    bare = printed.strip().strip("%").strip()
    if bare in NIL:
        return 0
    bare = bare.replace("−", "-")
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "")
    elif not _PLAIN.fullmatch(bare):
        raise ValueError(f"{printed!r} is no printed figure")
    return plain(bare.replace(",", "."))


@lru_cache(KNOWN)
def plain(text: str) -> int | float:
    """A number written with a decimal point: whole numbers as int.

    >>> plain("13"), plain("3.0"), plain("22.82")
    (13, 3, 22.82)
    """
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    value = float(text)
    return int(value) if value.is_integer() else value


def scaled(printed: str, scale: int | float) -> int | float:
    """The value of a printed figure that counts thousands or the like.

    >>> scaled("1.070.511,4", 1000), scaled("12,5", 1), scaled("3", 1000)
    (1070511400, 12.5, 3000)
    """
    return times(number(printed), scale)


def times(value: int | float, scale: int | float) -> int | float:
    """A value times what it counts, as reckoned in decimals.

    >>> times(1070511.4, 1000)
    1070511400
    """
    if scale == 1 or isinstance(value, int):
        return value * scale
    # Binary fractions would make 1.070.511,4 thousand a kuruş too few.
    return plain(f"{Decimal(str(value)) * Decimal(str(scale)):f}")


def stated(text: str) -> frozenset[int | float]:
    """The figures that stand in a text; dates and the like, which are no figures, are left out.

    >>> sorted(stated("Tablo 14: 13.995.000 TL, 3,5 ve %13 (4.4.2013)"))
    [3.5, 13, 14, 13995000]
    """
    found = set()
    for run in _RUN.findall(text):
        with suppress(ValueError):
            found.add(number(run))
    return frozenset(found)
