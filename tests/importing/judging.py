"""Judging an import against what the invented programme holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.importing.document import key
from knowledge.importing.draft import Draft
from knowledge.importing.folder import read_source
from knowledge.importing.reading import read
from knowledge.printed import number

from .invented import CODES, Activity, Invented, SubProgramme
from .tables import Style

Named = tuple[str, str, str, int | None]
"""A figure's subject and item by the keys of their names, its measure and its year."""
INDICATOR = ("realised", "planned", "estimate", "target", "forecast", "forecast")
INDICATOR_YEARS = (-2, -1, -1, 0, 1, 2)
COST = ("budget", "spent", "budget", "forecast", "forecast")
COST_YEARS = (-1, -1, 0, 1, 2)


@dataclass(frozen=True)
class Judged:
    """An import, and what it has otherwise than the programme."""

    draft: Draft
    missing: dict[Named, float]
    """Figures of the programme that the import lacks."""
    wrong: dict[Named, tuple[float, set[float]]]
    """Figures that it has otherwise: as they are, and as read."""
    links: set[tuple[str, str, str]]
    """Links of units that only one of the two has."""
    units: set[str]
    names: set[str]

    @property
    def right(self) -> bool:
        """Whether nothing differs."""
        return not (self.missing or self.wrong or self.links or self.units or self.names)

    def reported(self, *kinds: str) -> list[str]:
        """What the import tells of some kinds."""
        return [note.text for note in self.draft.notes if note.kind in kinds]


def figures(programme: Invented, style: Style) -> dict[Named, float]:
    """Every figure of the indicators and activities."""
    found: dict[Named, float] = {}
    for indicator in programme.indicators:
        for measure, step, value in zip(INDICATOR, INDICATOR_YEARS, indicator.values, strict=False):
            found[key(indicator.name), "", measure, programme.year + step] = number(value)
    for above, activity in ((sub, activity) for sub in programme.sub_programmes for activity in sub.activities):
        name = _activity(programme, above, activity)
        for index, (measure, step) in enumerate(zip(COST, COST_YEARS, strict=True)):
            year = programme.year + step
            found[name, "", measure, year] = activity.total[index]
            for code in CODES:
                found[name, key(code), measure, year] = activity.costs[code][index]
    return found


def _activity(programme: Invented, sub: SubProgramme, activity: Activity) -> str:
    """An activity by its name, and where several have it by that of its sub-programme as well."""
    same = sum(other.name == activity.name for other in programme.activities)
    return key(activity.name) + (f"@{key(sub.name)}" if same > 1 else "")


def _named(draft: Draft, id: str) -> str:
    entity = draft.entities[id]
    above = f"@{key(draft.entities[entity.parent].name)}" if "@" in id and entity.kind == "activity" else ""
    return key(entity.name) + above


def judge(programme: Invented, style: Style, path: Path) -> Judged:
    """Imports a file and compares it with the programme that it prints."""
    draft = read(read_source(path)).draft
    names = {entity.id: _named(draft, entity.id) for entity in draft.entities.values()}
    got: dict[Named, set[float]] = {}
    for figure in draft.figures:
        cell = figure.cell
        at = (names[cell.subject], names.get(cell.item, ""), cell.measure, cell.year)
        got.setdefault(at, set()).add(figure.value)
    expected = figures(programme, style)
    links = {(r.kind, names[r.target], names[r.source]) for r in draft.relations}
    own = {
        ("responsible", _activity(programme, sub, a), key(a.unit))
        for sub in programme.sub_programmes
        for a in sub.activities
        if a.unit
    }
    own |= {("monitors", key(i.name), key(i.monitor)) for i in programme.indicators}
    own |= {("data_source", key(i.name), key(i.source)) for i in programme.indicators}
    units = {key(unit) for main, subs in programme.units.items() for unit in (main, *subs)}
    return Judged(
        draft,
        {at: value for at, value in expected.items() if at not in got},
        {at: (value, got[at]) for at, value in expected.items() if at in got and got[at] != {value}},
        links ^ own,
        {names[entity.id] for entity in draft.of_kind("unit")} ^ units,
        {entity.name for entity in draft.of_kind("indicator")} ^ {i.name for i in programme.indicators},
    )
