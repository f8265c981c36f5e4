"""Giving ids: the agency, its programmes, sub-programmes, activities, expense items and units as entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.importing.costs import EXPENSES, INSIDE, OUTSIDE
from knowledge.importing.document import Document, Mark, key
from knowledge.importing.draft import Draft, Entity
from knowledge.importing.lines import Line
from knowledge.importing.names import Lexicon, is_upper, slug
from knowledge.importing.outline import SUPPORT, Branch, NameLines, Outline
from knowledge.importing.strategy import abbreviations
from knowledge.importing.units import ListedCouncil, ListedUnit
from knowledge.language.letters import capital

CENTRE = "Merkez Teşkilatı"
"""The place that units of the central organisation give."""
ABBREVIATIONS = "Kısaltmalar Listesi"
PARAGRAPH = 25
"""Words of a line that ends the list of abbreviations."""


def abbreviation_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of the list of abbreviations: from its heading to the next one."""
    found: list[Line] = []
    inside = False
    for line in lines:
        if "kisaltma" in line.folded and len(line.words) <= 4:
            inside = True
        elif inside and (is_upper(line.text) or len(line.words) > PARAGRAPH):
            break
        elif inside:
            found.append(line)
    return found


def expense_id(name: str) -> str:
    """The id of an item of the economic classification."""
    return f"expense:{slug(name)}"


def unique_ids(branches: Sequence[Branch], prefix: str) -> None:
    """Gives every node its id; where names meet, "@" and the parent tell them apart."""
    counts = Counter(slug(branch.name) for branch in branches)
    for branch in branches:
        name = slug(branch.name)
        above = branch.parent.id.partition(":")[2] if branch.parent else ""
        branch.id = f"{prefix}:{name}@{above}" if counts[name] > 1 and above else f"{prefix}:{name}"


def add_tree(draft: Draft, tree: Outline, text: Document, marks: Sequence[Mark]) -> None:
    """Adds the programmes, sub-programmes and activities as entities."""
    captions = [mark for mark in marks if mark.kind in ("caption", "section")]
    lines = NameLines(text, captions)
    for branches, kind in ((tree.programmes, "programme"), (tree.sub_programmes, "sub_programme")):
        unique_ids(branches, kind)
        for branch in branches:
            place, line = branch.place.name, branch.words[0].line
            first = lines.first(branch.name)
            if first and first[1] < line:
                place, line = first[0].name, first[1]
            parent = branch.parent.id if branch.parent else draft.agency.id
            draft.add(Entity(branch.id, branch.name, "", parent, place, line))
    unique_ids(tree.goals, "goal")
    for branch in tree.goals:
        draft.add(Entity(branch.id, branch.name, "", "", branch.place.name, branch.words[0].line))
    # First those of the tables of costs in their order, then those that only the activities' own tables name.
    ordered = sorted(tree.activities, key=lambda branch: (not branch.in_costs, branch.words[0].index))
    unique_ids(ordered, "activity")
    for branch in ordered:
        parent = branch.parent.id if branch.parent else draft.agency.id
        draft.add(Entity(branch.id, branch.name, "", parent, branch.place.name, branch.words[0].line))


def support_programme(draft: Draft) -> str | None:
    """The id of the programme of management and support."""
    return next((e.id for e in draft.of_kind("programme") if key(e.name) == SUPPORT), None)


def add_expenses(draft: Draft, found: dict[str, tuple[str, int]]) -> None:
    """Adds the items of the economic classification that were found, with the places where they first stand."""
    for name, total in EXPENSES.items():
        if name in found:
            place, line = found[name]
            parent = {"içi": expense_id(INSIDE), "dışı": expense_id(OUTSIDE)}.get(total, "")
            draft.add(Entity(expense_id(name), name, "", parent if _has(found, total) else "", place, line))


def _has(found: dict[str, tuple[str, int]], total: str) -> bool:
    return {"içi": INSIDE, "dışı": OUTSIDE}.get(total, "") in found


def add_units(draft: Draft, units: Sequence[ListedUnit]) -> None:
    """Adds the units of the organisation's list; where names meet, "@" and the main unit tell them apart."""
    counts = Counter(slug(unit.name) for unit in units)
    ids: list[str] = []
    for unit in units:
        name = slug(unit.name)
        parent = ids[unit.parent] if unit.parent is not None else draft.agency.id
        id = f"unit:{name}@{parent.partition(':')[2]}" if counts[name] > 1 else f"unit:{name}"
        ids.append(draft.add(Entity(id, unit.name, unit.level, parent, CENTRE, unit.line)))


def add_councils(draft: Draft, councils: Sequence[ListedCouncil], place: str) -> None:
    """Adds the councils that the organisation's text describes."""
    for council in councils:
        draft.add(Entity(f"council:{slug(council.name)}", council.name, council.form, "", place, council.line))


def add_abbreviations(draft: Draft, lines: Sequence[Line], lexicon: Lexicon) -> list[tuple[str, str, int]]:
    """Adds the abbreviations; gives (id, meaning, line)."""
    found = []
    for item, meaning in abbreviations(lines):
        id = draft.add(Entity(f"abbreviation:{slug(item.text)}", item.text, "", "", ABBREVIATIONS, item.line))
        found.append((id, lexicon.titled(meaning), item.line))
        draft.meanings[item.text] = lexicon.titled(meaning)
        if key(meaning) == key(draft.agency.name):
            draft.short = item.text
    return found


def heading(title: str, lexicon: Lexicon) -> str:
    """A section's title with small letters: what its facts give as their place.

    >>> heading("TEMEL POLİTİKA BELGELERİ", Lexicon({}, frozenset()))
    'Temel Politika Belgeleri'
    """
    return capital(lexicon.titled(title))
