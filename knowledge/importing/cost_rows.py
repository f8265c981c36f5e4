"""What the rows of a table of costs are of: activities, the sources of their money, parts of the whole agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.importing.costs import INSIDE, OUTSIDE, MoneyTable
from knowledge.importing.document import Placed, key
from knowledge.importing.draft import Draft, Entity
from knowledge.importing.money import Money, Part
from knowledge.importing.names import Lexicon, best, is_upper, slug
from knowledge.importing.naming import heading
from knowledge.importing.notes import tell
from knowledge.importing.outline import SUPPORT, Branch, Outline, Place
from knowledge.importing.rows import Row
from knowledge.importing.values import is_figure, is_whole
from knowledge.printed import number

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


ROUNDED = 0.5
"""By how much a total that is printed in whole numbers may differ from its parts, or one of decimals by its last."""
_OWN_TOTALS = frozenset(
    ("hedeftoplami", "performanshedefitoplami", "altprogramtoplami", "faaliyettoplami", "faaliyetlertoplami")
)
"""Keys of the total of one goal or sub-programme where a table has no other."""


def is_subtotal(name: str) -> bool:
    """Whether a row sums up some of the activities of a table: "Hedef 1.1 Toplamı"."""
    wanted = key(name)
    return wanted.endswith("toplami") and wanted not in AGENCY_ROWS


def with_total(table: MoneyTable) -> tuple[MoneyTable, list[Placed]]:
    """A table whose last row says of what it is the total, "Hedef Toplamı", with a plain total; the words left out."""
    rows = table.rows
    named = [index for index, row in enumerate(rows) if key(row.name) in _OWN_TOTALS]
    if named != [len(rows) - 1] or any(key(row.name) in ("toplam", "geneltoplam") for row in rows):
        return table, []
    first, *rest = rows[-1].label
    last = replace(rows[-1], label=[replace(first, text="TOPLAM", key="toplam")], known="toplam")
    return replace(table, rows=(*rows[:-1], last)), rest


def inside(name: str) -> str:
    """The item that a row of a table of costs is."""
    return {"butceici": INSIDE, "butcedisi": OUTSIDE}.get(key(name), "")


OTHER = "agency:program-disi-giderler"
"""The id of what the agency spends outside of its programmes."""
OUTSIDE_ROW = re.compile("programdisi(?:gider(?:ler|leri)?)?")


def of_support(row: Row, part: Part, draft: Draft, seen: Sequence[str]) -> str | None:
    """What an unknown row of the table of programmes is: the programme of support, or a part of it below; else None.

    `seen` are the ids of the rows above. Only that programme has no pages of its own.
    """
    above = [draft.entities[id] for id in reversed(seen)]
    programme = next((entity for entity in above if entity.kind == "programme"), None)
    parent = next((entity for entity in above if entity.kind in ("programme", "sub_programme")), None)
    upper = is_upper(row.name)
    if upper and OUTSIDE_ROW.fullmatch(key(row.name)):
        return draft.add(Entity(OTHER, "Program Dışı Giderler", "", draft.agency.id, part.place, row.line))
    if seen and seen[-1] == OTHER and not upper:
        return None  # what is spent outside of programmes is no activity
    if upper and key(row.name) == SUPPORT:
        kind, parent = "programme", draft.agency
    elif programme is None or key(programme.name) != SUPPORT or parent is None:
        return None
    else:
        kind, parent = ("sub_programme", programme) if upper else ("activity", parent)
    name = heading(row.name, Lexicon({}, frozenset())) if upper else row.name
    return draft.add(Entity(f"{kind}:{slug(row.name)}", name, "", parent.id, part.place, row.line))


def of_activity(row: Row, part: Part, draft: Draft, seen: Sequence[str]) -> str | None:
    """The activity that an unknown row of the table of programmes is, where no other table names it; else None.

    It stands in small letters below a sub-programme in capitals, or in a table of nothing else. `seen` are the ids of
    the rows above.
    """
    parent = next((draft.entities[id] for id in reversed(seen) if not id.startswith("activity:")), None)
    if parent is None and key(row.name) and _are_all_of_a_kind(part.table):
        return draft.add(Entity(f"activity:{slug(row.name)}", row.name, "", draft.agency.id, part.place, row.line))
    above = next(
        (other for other in part.table.rows if parent is not None and key(other.name) == key(parent.name)), None
    )
    if parent is None or parent.kind != "sub_programme" or above is None or not is_upper(above.name):
        return None
    if is_upper(row.name) or not row.label or not key(row.name) or is_subtotal(row.name):
        return None
    return draft.add(Entity(f"activity:{slug(row.name)}", row.name, "", parent.id, part.place, row.line))


def _are_all_of_a_kind(table: MoneyTable) -> bool:
    """Whether no row of a table stands above others: none is in capitals, and all sum up to the total everywhere."""
    total = next((row for row in reversed(table.rows) if key(row.name) in ("toplam", "geneltoplam")), None)
    rows = [row for row in table.rows if row is not total]
    if total is None or len(rows) < 2 or any(is_upper(row.name) for row in rows):
        return False
    columns = list(zip(*([cell.text for cell in row.cells] for row in rows), strict=False))
    whole = all(len(row.cells) == len(total.cells) for row in rows) and all(is_whole(c) for one in columns for c in one)
    return whole and all(
        is_figure(cell.text) and abs(sum(number(c) for c in column if is_figure(c)) - number(cell.text)) <= ROUNDED
        for cell, column in zip(total.cells, columns, strict=True)
    )


class CostActivities:
    """Tells the tree which activities the tables of costs name, by the spelling that they have there."""

    def __init__(self, tree: Outline, draft: Draft, money: Money) -> None:
        self.tree = tree
        self.draft = draft
        self.money = money
        above = (*tree.goals, *tree.sub_programmes, *tree.programmes)
        self.others = {"toplam", "geneltoplam", *AGENCY_ROWS, *(key(branch.name) for branch in above)}
        """Keys of rows that are of no activity."""
        self.below: dict[int, list[Branch]] = {}
        """The activities below a node of the tree, by the node's identity; at 0 those below none."""
        self.named: dict[str, Branch] = {}
        """The first activity of each name, by its key."""
        self.open: dict[int, Branch] = {}
        """The activities that no table of costs has named yet, by their identity."""
        for branch in tree.activities:
            self._index(branch)

    def _index(self, branch: Branch) -> None:
        self.named.setdefault(key(branch.name), branch)
        self.open[id(branch)] = branch
        node = branch.parent
        if node is None:
            self.below.setdefault(0, []).append(branch)
        while node is not None:
            self.below.setdefault(id(node), []).append(branch)
            node = node.parent

    def add(self, part: Part) -> None:
        """The activities of a table's rows."""
        free = self.below.get(0, [])
        own = [*self.below.get(id(part.branch), []), *free] if part.branch is not None else []
        for row in part.table.rows:
            name = row.name
            if not row.label or inside(name) or key(name) in self.others or is_subtotal(name):
                continue
            branch = self._known(name, own)
            if branch is None and len(row.cells) < max(1, part.table.columns.count - 2):
                printed = " ".join((name, *(cell.text for cell in row.cells)))
                self.draft.note("unplaced", row.label, tell("printed", place=part.place, text=printed))
                continue
            if branch is None:
                branch = Branch("activity", name, row.label, Place(part.place, row.label[0].line), part.branch)
                self.tree.activities.append(branch)
                self._index(branch)
            elif branch.name != name and not branch.in_costs:
                self.money.variants.append((branch.name, branch.name, branch.words[0], branch.place.name))
            if not branch.in_costs:
                branch.in_costs = True
                self.open.pop(id(branch), None)
                branch.name, branch.words = name, row.label
                branch.place = Place(part.place, row.label[0].line)

    def _known(self, name: str, own: Sequence[Branch]) -> Branch | None:
        """The activity of a name, or of one much like it, among some, or among all where there are none of these."""
        wanted = key(name)
        found = next((b for b in own if key(b.name) == wanted), None) if own else self.named.get(wanted)
        if found is not None:
            return found
        candidates = list(own or self.open.values())
        position = best(name, {index: b.name for index, b in enumerate(candidates) if not b.in_costs})
        return candidates[position] if position is not None else None
