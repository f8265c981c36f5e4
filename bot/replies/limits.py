"""How a figure is held against a number or a column, in words."""

from __future__ import annotations

from bot.answering import conditions as c
from bot.replies.figures import number
from knowledge.language.declension import with_case

_NUMBER = {
    c.ABOVE: "{gen} üzerinde",
    c.BELOW: "{gen} altında",
    c.UP_TO: "{} veya üzeri",
    c.DOWN_TO: "{} veya altı",
    c.EQUAL: "tam {}",
}
_COLUMN = {
    c.ABOVE: "{gen} üzerinde",
    c.BELOW: "{gen} altında",
    c.UP_TO: "{dat} eşit veya üzerinde",
    c.DOWN_TO: "{dat} eşit veya altında",
    c.EQUAL: "{dat} eşit",
}


def held(limit: str, value: float, unit: str) -> str:
    """How a figure stands to a number.

    >>> held("above", 50_000, ""), held("up to", 13, "oran")
    ("50.000'in üzerinde", '%13 veya üzeri')
    """
    return _said(_NUMBER[limit], number(value, unit))


def beside(limit: str, column: str) -> str:
    """How a figure stands to another column's.

    >>> beside("below", "2023 hedefi"), beside("up to", "2022 planlanan")
    ('2023 hedefinin altında', '2022 planlanana eşit veya üzerinde')
    """
    return _said(_COLUMN[limit], column)


def _said(form: str, text: str) -> str:
    return form.format(text, gen=with_case(text, "gen"), dat=with_case(text, "dat"))
