"""What CONTRIBUTING.md names is there: files, folders, make's targets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TURKISH = ROOT / "knowledge" / "data" / "turkish"
_PATH = re.compile(
    r"`([\w./<>-]+\.(?:csv|toml|py|txt|md)|[\w./-]+/)`|\]\(([\w./-]+)\)|\b((?:tests|knowledge|bot)/[\w./]+)"
)


def named() -> list[str]:
    """Paths, those with a <placeholder> as a pattern."""
    found = {next(filter(None, groups)) for groups in _PATH.findall(TEXT)}
    return sorted(re.sub(r"<\w+>", "*", path) for path in found)


@pytest.mark.parametrize("path", named())
def test_every_path_is_there(path: str) -> None:
    if path == "dist/":
        return  # made by a release
    places = (ROOT, TURKISH, ROOT / "knowledge" / "data", ROOT / "tests" / "questions")
    assert any(any(place.glob(path.rstrip("/"))) for place in places) or any(ROOT.glob(f"knowledge/data/*/{path}"))


def test_every_target_is_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = set(re.findall(r"\bmake ([a-z-]+)", TEXT)) - {"a", "sure"}
    assert len(called) > 5
    assert called <= targets


def test_there_are_three_recipes_and_ten_lines_of_style() -> None:
    assert len(re.findall(r"^\*\*An? .+?\.?\*\*", TEXT, re.MULTILINE)) == 3
    style = TEXT.partition("## Style")[2].partition("\n## ")[0]
    assert [int(number) for number in re.findall(r"^(\d+)\.", style, re.MULTILINE)] == list(range(1, 11))
