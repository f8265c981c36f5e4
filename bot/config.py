"""Settings: from the environment, else from a file `.env` in the working directory."""

from __future__ import annotations

import os
from collections.abc import Iterable

PREFIX = "GOCBOT_"
FILE = ".env"


def setting(name: str, default: str = "") -> str:
    """The setting GOCBOT_<name>, or the default where it is nowhere or empty; the environment comes first."""
    return os.environ.get(PREFIX + name) or _file().get(PREFIX + name) or default


def assignments(lines: Iterable[str]) -> dict[str, str]:
    """The values that the lines of an environment file give.

    >>> assignments(["# a comment", "", "export GOCBOT_DATA_DIR='my data'", "GOCBOT_ACCESS=open  # everybody"])
    {'GOCBOT_DATA_DIR': 'my data', 'GOCBOT_ACCESS': 'open'}
    """
    found = {}
    for line in lines:
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not equals or name.lstrip().startswith("#"):
            continue
        value = value.strip()
        if value[:1] in ("'", '"') and value.find(value[0], 1) > 0:
            value = value[1 : value.find(value[0], 1)]
        else:
            value = value.partition(" #")[0].rstrip()
        found[name.strip()] = value
    return found


def _file() -> dict[str, str]:
    try:
        with open(FILE, encoding="utf-8-sig", errors="replace") as lines:  # noqa: PTH123  (pathlib loads slower than this reads)
            return assignments(lines)
    except OSError:
        return {}
