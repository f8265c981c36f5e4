"""From words to readings: what a message can mean, cheapest first."""

from __future__ import annotations

from typing import Any

from bot.understanding.rules import Rules


def every_rule() -> tuple[Rules[Any], ...]:
    """The rules that object to readings, by what they object to."""
    from bot.understanding.constraints import READ
    from bot.understanding.fitting import FIT

    return (READ, FIT)
