"""How much of each package its own tests run, against the floor below which no change may take it.

    make coverage

Questions put to the whole bot do not count here: they run nearly every line and assert little of each. What runs in
processes of its own (`APART`, but for the state) is not counted either: its tests start real ones.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from coverage import Coverage

FLOORS = {
    "bot": 80,
    "bot/answering": 92,
    "bot/claims": 78,
    "bot/questions": 95,
    "bot/replies": 95,
    "bot/telegram/state": 79,
    "bot/understanding": 88,
    "knowledge": 90,
    "knowledge/importing": 92,
    "knowledge/language": 95,
}
"""Percent of the statements, a few below what there is: the list only rises."""
APART = ("bot/cli.py", "bot/commands.py", "bot/telegram")
"""What runs in processes of its own."""


def package_of(file: str) -> str:
    """The package with a floor that a file belongs to, the innermost; "" for none.

    >>> package_of("knowledge/importing/rows.py"), package_of("knowledge/base.py"), package_of("bot/engine.py")
    ('knowledge/importing', 'knowledge', 'bot')
    >>> package_of("bot/telegram/state/inbox.py"), package_of("bot/telegram/http.py"), package_of("bot/cli.py")
    ('bot/telegram/state', '', '')
    """
    places = [file, *(parent.as_posix() for parent in Path(file).parents)]
    found = next((place for place in places if place in FLOORS or place in APART), "")
    return "" if found in APART else found


def shares(files: Mapping[str, Mapping[str, Mapping[str, int]]]) -> dict[str, float]:
    """Percent of the statements that were run, by package, from coverage's report as JSON."""
    covered, all_ = Counter[str](), Counter[str]()
    for file, told in files.items():
        package = package_of(file)
        covered[package] += told["summary"]["covered_lines"]
        all_[package] += told["summary"]["num_statements"]
    return {package: 100 * covered[package] / max(1, all_[package]) for package in FLOORS}


def main() -> int:
    """Prints each package's share and floor; 1 where one is below."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        coverage = Coverage()
        coverage.load()
        coverage.json_report(outfile=report.name)
        found = shares(json.load(report)["files"])
    for package, share in found.items():
        below = "   BELOW" if share < FLOORS[package] else ""
        print(f"{package:20} {share:5.1f} %   floor {FLOORS[package]} %{below}")
    return int(any(share < FLOORS[package] for package, share in found.items()))


if __name__ == "__main__":
    sys.exit(main())
