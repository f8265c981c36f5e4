"""Reading the tables of staff: by place and status, by sex, by schooling."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.importing.document import Placed, key
from knowledge.importing.head_titles import part_head
from knowledge.importing.names import joined
from knowledge.importing.rows import Row
from knowledge.importing.values import is_figure, is_nil, is_whole
from knowledge.language.letters import fold, lower
from knowledge.printed import number

_GROUPS = (
    "DOLU KADRO",
    "BOŞ KADRO",
    "TOPLAM KADRO",
    "KADROLU PERSONEL",
    "KADROLU",
    "MEMUR",
    "GEÇİCİ PERSONEL",
    "SÖZLEŞMELİ PERSONEL",
    "SÖZLEŞMELİ",
    "KADROLU İŞÇİ",
    "SÜREKLİ İŞÇİ",
    "GEÇİCİ İŞÇİ",
    "İŞÇİ",
    "HİZMET ALIMI",
    "AKADEMİK PERSONEL",
    "AKADEMİK",
    "İDARİ PERSONEL",
    "İDARİ",
    "YABANCI UYRUKLU PERSONEL",
    "KADIN",
    "ERKEK",
    "TAŞERON",
    "GENEL TOPLAM",
    "TOPLAM",
)
"""Column heads of staff tables."""
SEXES = ("kadin", "erkek")
OF_STAFF = ("akademik", "idari", "sozlesmeli", "kadrolu")
"""Heads that leave out the staff that they are of, folded."""
CENTRAL = "Merkez Teşkilatı"
PLACES = {
    "merkez": CENTRAL,
    "merkezteskilati": CENTRAL,
    "tasra": "Taşra Teşkilatı",
    "tasrateskilati": "Taşra Teşkilatı",
    "yurtdisi": "Yurt Dışı Teşkilatı",
    "yurtdisiteskilati": "Yurt Dışı Teşkilatı",
    "toplam": "",
    "geneltoplam": "",
}
"""Heads of columns and rows that name where the staff works, by their key; of all places together ""."""
SUMMED = 3
"""Columns at least where the last one sums up the others."""
LONGEST_FIRST = 3
"""Words of the head over the labels of the rows: "BİRİM", "HİZMET SINIFI"."""


def column_heads(words: Sequence[Placed], count: int) -> list[str] | None:
    """The heads of the columns of figures, None where they cannot be told apart.

    In a ruled table the cells tell; in running text the heads that staff tables are known to have.
    """
    cells: dict[int | None, list[Placed]] = {}
    for word in words:
        cells.setdefault(word.column, []).append(word)
    if None not in cells and len(cells) in (count, count + 1):
        heads = [joined(cells[column]) for column in sorted(cells, key=lambda column: column or 0)]
        return heads[-count:]
    named = [word for word in words if word.key]
    for skipped in range(min(LONGEST_FIRST, len(named)) + 1):
        known = _known_heads(named[skipped:])
        if known is not None and len(known) == count:
            return known
    return None


def summed_heads(words: Sequence[Placed], rows: Sequence[Sequence[Placed]], count: int) -> list[str] | None:
    """The heads of columns of which the last sums up the others in every row, however they are called; else None."""
    if (
        count < SUMMED
        or not rows
        or any(len(row) != count or not all(is_whole(cell.text) for cell in row) for row in rows)
    ):
        return None
    parted = part_head([word for word in words if word.key], [False] * count)
    if parted is None or len(parted.texts) > 1 or not is_total(parted.figures[-1]):
        return None
    values = [[number(cell.text) for cell in row] for row in rows]
    return list(parted.figures) if all(sum(own[:-1]) == own[-1] for own in values) else None


def _known_heads(rest: Sequence[Placed]) -> list[str] | None:
    """The heads that some words are, None where one of them is none."""
    heads: list[str] = []
    while rest:
        best = max(
            (head for head in _GROUPS if key(head) == "".join(word.key for word in rest[: len(head.split())])),
            key=len,
            default=None,
        )
        if best is None:
            return None
        size = len(best.split())
        heads.append(joined(rest[:size]))
        rest = rest[size:]
    return heads


def place_heads(words: Sequence[Placed], count: int) -> list[str] | None:
    """The places of columns of figures, "" for all together; None where the heads are no places."""
    named = [word.key for word in words if word.key]
    found: list[str] = []
    while named and len(found) < count:
        size = next((n for n in (3, 2, 1) if "".join(named[-n:]) in PLACES), 0)
        if not size:
            return None
        found.insert(0, PLACES["".join(named[-size:])])
        named = named[:-size]
    return found if len(set(found)) == count else None


def without_shares(words: Sequence[Placed]) -> list[Placed]:
    """A row's words without percentages after its counts."""
    counted = [word for word in words if not word.text.startswith("%")]
    return counted if any(is_figure(word.text) for word in counted) else list(words)


def figures(words: Sequence[Placed]) -> int:
    """How many counts a row has; percentages are none."""
    return sum(is_figure(word.text) for word in without_shares(words)[1:])


def kind_of_staff(head: str) -> str:
    """What a column's head calls a part of the staff, in full and without what stands in brackets, lower case.

    >>> kind_of_staff("İDARİ"), kind_of_staff("Sürekli İşçi (4/D)")
    ('idari personel', 'sürekli işçi')
    """
    name = lower(head.split("(")[0].strip())
    return f"{name} personel" if fold(name) in OF_STAFF else name


def subtotals(rows: Sequence[Row]) -> dict[int, list[int]]:
    """Which rows sum up others: those called a total of something that are the sum of the rows since the last one."""
    found: dict[int, list[int]] = {}
    open_rows: list[int] = []
    for index, row in enumerate(rows):
        if named_total(row.name) and len(open_rows) > 1 and _sums_up(row, [rows[at] for at in open_rows]):
            found[index] = open_rows
            open_rows = []
        elif not is_total(row.name):
            open_rows = [*open_rows, index]
    return found


def named_total(name: str) -> str:
    """What a row says that it is the total of; "" for another one, and for the total of all.

    >>> named_total("AKADEMİK PERSONEL TOPLAMI"), named_total("GENEL TOPLAM"), named_total("Doçent")
    ('AKADEMİK PERSONEL', '', '')
    """
    *of, last = name.split() or [""]
    return " ".join(of) if of and fold(last) in ("toplam", "toplami") and not is_total(name) else ""


def _sums_up(row: Row, parts: Sequence[Row]) -> bool:
    """Whether each cell of a row is the sum of those above it."""
    columns = [[cell.text for cell in one.cells] for one in (row, *parts)]
    if len({len(column) for column in columns}) > 1 or not all(is_whole(text) for one in columns for text in one):
        return False
    whole, *others = [[0 if is_nil(text) else number(text) for text in one] for one in columns]
    return whole == [sum(column) for column in zip(*others, strict=True)]


def is_total(name: str) -> bool:
    """Whether a row or column is the total of the others."""
    return fold(name).strip() in ("toplam", "genel toplam", "t o p l a m")
