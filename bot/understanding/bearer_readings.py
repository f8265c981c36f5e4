"""Readings of a message that has a figure in hand and asks whose it is: "bütçesi 349.384.000 olan faaliyet"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import queries as q
from bot.answering.conditions import EQUAL
from bot.answering.queries import Column, Query
from bot.answering.terms import Number
from bot.understanding.frame import Frame, Reading
from bot.understanding.limits import limit_of, step_of
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.language.asking import OF_THINGS

LEAST = 100
"""A smaller whole number is a count or a place in a row: "3 hedefi olan amaç"."""
TELLING = 1000
"""From here a number alone asks what it is of."""
ASKING = frozenset({"which", "what", "who", "list", "exists", "how_much", "same", "where", "table"})
"""What may be asked of the bearer."""
BORNE = frozenset({"indicator", "activity", "programme", "sub_programme", "expense", "agency"})
"""Kinds of things whose figures are asked for by their value."""
GAIN = weight("bearer_readings.figure")
"""Gain over a reading of the number as something else: nothing but the number is named."""
OF_NUMBERS = frozenset({"table", "year", "value"})
"""Class words that only repeat that a figure is meant: "bu rakam"."""


def bearers(frame: Frame) -> Iterator[Reading]:
    """The question what bears a number, where a message names nothing else."""
    numbers = [segment for segment in frame.segments if segment.number is not None]
    if frame.mentions or len(numbers) != 1 or not _telling(frame, numbers[0]):
        return
    kinds: set[str] = set()
    years: list[int] = []
    measures: list[str] = []
    asked = False
    for segment in frame.segments:
        if segment is numbers[0] or segment.free:
            continue
        years += segment.years
        own = {kind.partition(":")[0] for kind in segment.values("kind")}
        kinds |= own & BORNE
        measures += sorted(segment.values("measure"))
        asking = segment.values("feature") & ASKING
        asked = asked or bool(asking or own & BORNE or segment.values("measure"))
        if not (segment.years or own & (BORNE | OF_NUMBERS) or segment.values("measure") or asking):
            return
    if asked or _alone(frame, numbers[0].number or 0.0):
        columns = tuple(Column(measure, year) for measure in measures or [""] for year in (years or (None,)))
        number = numbers[0]
        yield Reading(
            Query(
                q.BEARER,
                kind=" ".join(sorted(kinds)),
                columns=columns if measures or years else (),
                terms=Number(number.number or 0.0, step_of(frame, number)),
            ),
            frame.cost + GAIN,
            frame.mentions,
            frame.segments,
        )


def _alone(frame: Frame, value: float) -> bool:
    """Whether a number is a figure of the programme that a conversation begins with."""
    begins = frame.state.last is None and not frame.followup and value >= TELLING
    return begins and bool(frame.base.bearing(value, value))


def _telling(frame: Frame, number: Segment) -> bool:
    """Whether a number can tell a figure from others, and is no bound, percentage or proposal: "1.280.000 mi"."""
    value = number.number or 0.0
    if limit_of(frame, number) not in ("", EQUAL) or (value < LEAST and value == int(value)):
        return False
    if any(word.folded in OF_THINGS for word in frame.words):
        return False
    return not frame.features & {"above", "below", "more", "less", "max", "min", "count", "percent", "share", "sum"}
