"""Further programmes for tests, made from the shipped one: another year's, another agency's."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

from knowledge.build import DATA

SHIPPED = DATA / "goc-2023"
GONE = ("contradictions.toml", "contradictions_found.toml", "by_hand/corrections.toml")


def derived(
    target: Path,
    id: str,
    years: int = 0,
    *,
    agency: str = "",
    words: Mapping[str, str] | None = None,
    renamed: Mapping[str, tuple[str, str]] | None = None,
    figures: Mapping[tuple[str, str, int], str] | None = None,
) -> Path:
    """A programme folder at `target`: `years` later, of another agency where one is given.

    `words` are replaced in all texts and names. `renamed`: entity id → (id, name). `figures`: (subject, measure, year
    as in the new programme) → what is printed there.
    """
    shutil.copytree(SHIPPED, target)
    for name in GONE:
        (target / name).unlink(missing_ok=True)
    header = target / "programme.toml"
    text = header.read_text("utf-8").replace('"goc-2023"', f'"{id}"').replace("2023", str(2023 + years))
    if agency:
        text = text.replace("Göç İdaresi Başkanlığı", agency).replace('"GİB"', '""')
    header.write_text(text.replace(f'"goc-{2023 + years}"', f'"{id}"'), "utf-8")
    for file in sorted([*target.rglob("*.csv"), *target.rglob("*.toml")]):
        if file == header:
            continue
        text = file.read_text("utf-8")
        if agency:
            text = text.replace("Göç İdaresi Başkanlığı", agency)
        for old, new in (words or {}).items():
            text = text.replace(old, new)
        for old, (new, _) in (renamed or {}).items():
            text = text.replace(old, new)
        file.write_text(text, "utf-8")
    for file in sorted(target.rglob("facts/*.csv")):
        _shift(file, years, figures or {})
    for file in sorted(target.rglob("entities/*.csv")):
        _name(file, dict(renamed or {}))
    return target


def _shift(file: Path, years: int, figures: Mapping[tuple[str, str, int], str]) -> None:
    rows = _rows(file)
    for row in rows[1:]:
        cell = dict(zip(rows[0], row, strict=True))
        if cell["year"]:
            cell["year"] = str(int(cell["year"]) + years)
            printed = figures.get((cell["subject"], cell["measure"], int(cell["year"]))) if not cell["item"] else None
            if printed:
                cell |= {"printed": printed, "value": printed.replace(".", "")}
        row[:] = [cell[head] for head in rows[0]]
    _write(file, rows)


def _name(file: Path, renamed: Mapping[str, tuple[str, str]]) -> None:
    rows = _rows(file)
    names = dict(renamed.values())
    for row in rows[1:]:
        row[1] = names.get(row[0], row[1])
    _write(file, rows)


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _write(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
