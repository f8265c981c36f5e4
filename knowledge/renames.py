"""Things that a later programme calls by another name: a reviewed mapping, and proposals for it.

A person keeps the mapping in by_hand/renamed.toml; an import proposes it in renamed_proposed.toml, which nothing else
reads:

    [[renamed]]
    id = "indicator:…"     # in this programme
    was = "indicator:…"    # in the agency's earlier ones
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from knowledge.folder import BY_HAND, DataError, Folder
from knowledge.language.letters import fold

REVIEWED = Path(BY_HAND) / "renamed.toml"
PROPOSED = "renamed_proposed.toml"
KINDS = ("indicator", "activity", "sub_programme", "programme", "unit", "council", "aim", "goal")
"""Kinds of things that are followed over the years."""
LIKENESS = 75.0
"""Names less alike than this (rapidfuzz token_sort_ratio over folded names) are not proposed."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """One thing under two names."""

    id: str
    was: str
    name: str = ""
    old_name: str = ""
    likeness: float = 100.0


def read_renames(folder: Path) -> dict[str, str]:
    """id by what it was before, as a person has reviewed it. Raises DataError where the file is wrong."""
    file = folder / REVIEWED
    if not file.is_file():
        return {}
    try:
        rows = tomllib.loads(file.read_text("utf-8")).get("renamed", [])
        found = {str(row["was"]): str(row["id"]) for row in rows}
    except (OSError, KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{file}: every [[renamed]] needs an id and what it was ({error}).") from error
    for was, id in found.items():
        if was.partition(":")[0] != id.partition(":")[0]:
            raise DataError(f'{file}: "{was}" cannot become "{id}", which is of another kind.')
    return found


def proposed(older: Folder, newer: Folder) -> list[Renamed]:
    """The likeliest pairs of things that only one of two programmes knows, each thing at most once."""
    before = {entity.id: entity for entity in older.entities if entity.kind in KINDS}
    now = {entity.id: entity for entity in newer.entities if entity.kind in KINDS}
    pairs = sorted(
        (
            Renamed(one.id, old.id, one.name, old.name, fuzz.token_sort_ratio(fold(one.name), fold(old.name)))
            for one in now.values()
            if one.id not in before
            for old in before.values()
            if old.id not in now and old.kind == one.kind
        ),
        key=lambda pair: (-pair.likeness, pair.id, pair.was),
    )
    found: list[Renamed] = []
    for pair in pairs:
        taken = any(pair.id == other.id or pair.was == other.was for other in found)
        if pair.likeness >= LIKENESS and not taken:
            found.append(pair)
    return found


def as_toml(pairs: Sequence[Renamed], older: str) -> str:
    """Proposals as a file that a person reviews and copies from."""
    lines = [
        f"# Things that {older} may have called otherwise, by the likeness of their names. No command reads this file:",
        f"# copy what is right to {REVIEWED.as_posix()}.",
    ]
    for pair in pairs:
        lines += [
            "",
            f"# {pair.old_name} → {pair.name} ({pair.likeness:.0f} %)",
            "[[renamed]]",
            f'id = "{pair.id}"',
            f'was = "{pair.was}"',
        ]
    return "\n".join(lines) + "\n"
