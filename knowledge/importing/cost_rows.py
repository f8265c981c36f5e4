"""What the rows of a table of costs are of: activities, the sources of their money, parts of the whole agency."""

from __future__ import annotations

from knowledge.importing.costs import INSIDE, OUTSIDE
from knowledge.importing.document import key
from knowledge.importing.draft import Draft
from knowledge.importing.money import Money, Part
from knowledge.importing.names import best
from knowledge.importing.outline import Branch, Outline, Place

AGENCY_ROWS = frozenset(
    (
        "performanshedeflerimaliyetleritoplami",
        "faaliyetlermaliyetleritoplami",
        "genelyonetimgiderleri",
        "digeridareleretransferedilecekkaynaklar",
        "digeridareleretransferedilecekkaynaklartoplami",
    )
)
"""Keys of the rows that the table of a whole agency has beside goals and activities, as in the guide of 2009."""


def is_subtotal(name: str) -> bool:
    """Whether a row sums up some of the activities of a table: "Hedef 1.1 Toplamı"."""
    wanted = key(name)
    return wanted.endswith("toplami") and wanted not in AGENCY_ROWS


def inside(name: str) -> str:
    """The item that a row of a table of costs is."""
    return {"butceici": INSIDE, "butcedisi": OUTSIDE}.get(key(name), "")


def add_cost_activities(part: Part, tree: Outline, draft: Draft, money: Money) -> None:
    """Tells the tree which activities a table of costs names, by the spelling that it has there."""
    above = (*tree.goals, *tree.sub_programmes, *tree.programmes)
    others = {"toplam", "geneltoplam", *AGENCY_ROWS, *(key(branch.name) for branch in above)}
    own = [b for b in tree.activities if part.branch is None or b.parent is None or part.branch in _above(b)]
    for row in part.table.rows:
        if not row.label or inside(row.name) or key(row.name) in others or is_subtotal(row.name):
            continue
        candidates = own or tree.activities
        branch = next((b for b in candidates if key(b.name) == key(row.name)), None)
        if branch is None:
            position = best(row.name, {index: b.name for index, b in enumerate(candidates) if not b.in_costs})
            branch = candidates[position] if position is not None else None
        if branch is None and len(row.cells) < max(1, part.table.columns.count - 2):
            draft.note("unplaced", row.label, f"{part.place}: “{row.name} {' '.join(c.text for c in row.cells)}”")
            continue
        if branch is None:
            branch = Branch("activity", row.name, row.label, Place(part.place, row.label[0].line), part.branch)
            tree.activities.append(branch)
        elif branch.name != row.name and not branch.in_costs:
            money.variants.append((branch.name, branch.name, branch.words[0], branch.place.name))
        if not branch.in_costs:
            branch.in_costs = True
            branch.name, branch.words = row.name, row.label
            branch.place = Place(part.place, row.label[0].line)


def _above(branch: Branch) -> list[Branch]:
    """What a node of the tree belongs to, the nearest first."""
    found: list[Branch] = []
    while branch.parent is not None:
        branch = branch.parent
        found.append(branch)
    return found
