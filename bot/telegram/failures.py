"""Errors as they may be told: what kind and where, never what a person wrote."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

TOO_LONG = "TooLong"
"""The kind of a request that was given up since it cost too much."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What came of a request that raised: the error's type and where it came up; never what a person wrote."""

    kind: str
    where: str


def place_of(error: BaseException) -> str:
    """Where an error came up: the last three lines of code, without any value.

    >>> try: {}["x"]
    ... except KeyError as error: place_of(error).count(":")
    1
    """
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
