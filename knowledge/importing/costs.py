"""Reading the tables of money: activity costs, economic classification, and the table of programmes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.importing.document import Placed, key
from knowledge.importing.rows import NO_GRID, Grid, Row, labelled, learned_grid, readings
from knowledge.importing.values import is_cell, is_figure, is_year
from knowledge.language.letters import fold

EXPENSES = {
    "Personel Giderleri": "içi",
    "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri": "içi",
    "Mal ve Hizmet Alım Giderleri": "içi",
    "Faiz Giderleri": "içi",
    "Cari Transferler": "içi",
    "Sermaye Giderleri": "içi",
    "Sermaye Transferleri": "içi",
    "Borç Verme": "içi",
    "Yedek Ödenekler": "içi",
    "Bütçe İçi Toplam Kaynak": "",
    "Döner Sermaye": "dışı",
    "Özel Hesap": "dışı",
    "Diğer Bütçe Dışı Kaynak": "dışı",
    "Bütçe Dışı Toplam Kaynak": "",
}
"""The items of the economic classification, with the total that each counts towards."""
INSIDE = "Bütçe İçi Toplam Kaynak"
OUTSIDE = "Bütçe Dışı Toplam Kaynak"
GRAND = "Faaliyet Maliyeti Toplamı"
GENERAL = "Genel Toplam"
_SPELLINGS = {
    "SGK Devlet Primi Giderleri": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Sosyal Güvenlik Kurumlarına Devlet Primi Giderleri": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Sosyal Güvenlik Kurumlarına Devlet Primi": "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Mal ve Hizmet Alımları": "Mal ve Hizmet Alım Giderleri",
    "Mal ve Hizmet Alımı Giderleri": "Mal ve Hizmet Alım Giderleri",
    "Bütçe İçi Toplam": INSIDE,
    "Bütçe Dışı Toplam": OUTSIDE,
    "Diğer Bütçe Dışı Kaynaklar": "Diğer Bütçe Dışı Kaynak",
    "Yedek Ödenek": "Yedek Ödenekler",
}
_HEAD_WORDS = frozenset(
    (
        "butce",
        "harcama",
        "haziran",
        "tahmin",
        "tahmini",
        "odenek",
        "baslangic",
        "yili",
        "yil",
        "ici",
        "disi",
        "toplam",
    )
)
_CODE = re.compile(r"0\d[.)]?")
_THOUSAND = re.compile(r"\bbin\s*(?:tl|lira|turk lirasi|₺)")


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The rows of a table of money."""

    rows: tuple[Row, ...]
    head: tuple[Placed, ...]
    thousands: bool
    """Whether it says that its amounts are thousands."""


def expense_labels() -> dict[str, str]:
    """The items of the classification by the keys of all their spellings."""
    labels = {key(name): name for name in EXPENSES}
    return labels | {key(spelled): name for spelled, name in _SPELLINGS.items()}


def in_thousands(words: Iterable[Placed]) -> bool:
    """Whether some words say that amounts are thousands of lira."""
    return bool(_THOUSAND.search(fold(" ".join(word.text for word in words))))


def money_table(words: Sequence[Placed], known: Iterable[str], count: int) -> MoneyTable:
    """The rows of a table's words, without its column heads."""
    known = frozenset(known)
    words = [part for word in words if not _CODE.fullmatch(word.text) for part in _without_dash(word)]
    start = _body(words, known)
    head, body = words[:start], words[start:]
    rows = _with_names(labelled(body, known), count)
    return MoneyTable(tuple(rows), tuple(head), in_thousands(head))


def _without_dash(word: Placed) -> list[Placed]:
    """A dash and the amount that narrow columns have put right behind it; budgets are never negative."""
    if word.text[:1] in ("-", "−") and is_figure(word.text[1:]):
        return [replace(word, text="-", key=""), replace(word, text=word.text[1:], first=False)]
    return [word]


def _body(words: Sequence[Placed], known: frozenset[str]) -> int:
    """Where the column heads end: at the first known label, or after the last column's title before the figures."""
    figures = next((i for i, word in enumerate(words) if is_cell(word.text) and not is_year(word.text)), len(words))
    labels = [(i, end) for i in range(min(figures + 1, len(words))) if (end := _label_end(words, i, known))]
    touching = [start for start, end in labels if end == figures]
    if touching:
        return touching[0]
    if labels:
        return labels[-1][0]
    titles = [i for i in range(figures) if is_year(words[i].text) or words[i].key in _HEAD_WORDS]
    return titles[-1] + 1 if titles else 0


def _label_end(words: Sequence[Placed], start: int, known: frozenset[str]) -> int | None:
    """Where the longest known label that begins at a word ends."""
    text = ""
    found = None
    for index in range(start, len(words)):
        text += words[index].key
        if text in known and words[index].key:
            found = index + 1
        if not any(label.startswith(text) for label in known):
            break
    return found


def _with_names(rows: list[Row], count: int) -> list[Row]:
    """Rows whose label holds a number got it back from the cells, where that makes the row whole."""
    result: list[Row] = []
    for row in rows:
        surplus = len(row.cells) - count
        leading = row.cells[:surplus] if surplus > 0 else []
        if (
            leading
            and row.known is None
            and row.label
            and all(is_figure(cell.text) and "." not in cell.text for cell in leading)
            and all(cell.line == row.label[-1].line for cell in leading)
            and leading[-1].index == row.label[-1].index + len(leading)
        ):
            row = replace(row, label=[*row.label, *leading], cells=row.cells[surplus:])
        result.append(row)
    return result


def grid_of(tables: Iterable[MoneyTable], count: int) -> Grid:
    """The columns of a table, from its whole rows."""
    return learned_grid((row.cells for table in tables for row in table.rows), count)


def row_readings(row: Row, count: int, grid: Grid = NO_GRID) -> tuple[tuple[Placed | None, ...], ...]:
    """All ways to read a row's cells."""
    return tuple(readings(row.cells, count, grid))
