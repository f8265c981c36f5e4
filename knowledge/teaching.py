"""Adds names to a compiled knowledge base without compiling all of it anew: a taught word works in a moment.

The rows of a word are made by what compiles; only a name's weight is its own: those of other names are not weighed
anew, since one name more or less moves them by nothing that counts.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

from knowledge.slips import FUNCTION_WORD_WEIGHT
from knowledge.vocabulary import SCHEMA, Builder

_COPIED = ("keys", "pieces", "skeletons")
"""Tables of what finds a word."""


class _Words(Builder):
    """Makes the rows of some words alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.known: set[str] = set()

    def _write_real_words(self, known: set[str]) -> None:
        self.known = known


def add_names(connection: sqlite3.Connection, names: Mapping[str, str]) -> None:
    """Adds names (entity by name); what it has already, and names of entities that it does not hold, are left out.

    In the connection's transaction. Raises sqlite3.Error where the knowledge base is damaged.
    """
    with closing(sqlite3.connect(":memory:")) as beside:
        beside.executescript(f"create table agencies(id integer primary key); {SCHEMA}")
        beside.executemany("insert into agencies values (?)", connection.execute("select id from agencies"))
        words = _Words(beside)
        added = []
        for name, entity in names.items():
            row = connection.execute("select agency from entities where id = ?", (entity,)).fetchone()
            forms = words.forms(name)
            if row is None or not forms or not _aliased(connection, entity, name):
                continue
            added.append((entity, name, int(row[0]), forms))
            marked = [(words.word(form), len(added), place, row[0]) for place, form in enumerate(forms)]
            beside.executemany("insert into name_words values (?, ?, ?, 0, 0, ?)", marked)
        words.write()
        ids = _ids(connection, words.words)
        for table in _COPIED:
            _copy(beside, connection, table, ids)
        connection.executemany("delete from real_words where form = ?", [(form,) for form in words.known])
    for entity, name, agency, forms in added:
        _name(connection, entity, name, agency, [(form, ids[words.words[form]]) for form in forms])


def _aliased(connection: sqlite3.Connection, entity: str, name: str) -> bool:
    """Whether a name is new to an entity."""
    row = connection.execute("insert into aliases (entity, name) values (?, ?) on conflict do nothing", (entity, name))
    return row.rowcount > 0


def _ids(connection: sqlite3.Connection, words: Mapping[str, int]) -> dict[int, int]:
    """The rows of forms in a knowledge base by their number among `words`; new forms get one."""
    found = {}
    for form, number in words.items():
        row = connection.execute("select id from words where form = ?", (form,)).fetchone()
        if row is None:
            row = (connection.execute("insert into words (form) values (?)", (form,)).lastrowid,)
        found[number] = int(row[0])
    return found


def _copy(beside: sqlite3.Connection, connection: sqlite3.Connection, table: str, ids: Mapping[int, int]) -> None:
    rows = beside.execute(f"select * from {table}")
    place = [column[0] for column in rows.description].index("word")
    marks = ", ".join("?" for _ in rows.description)
    connection.executemany(
        f"insert or ignore into {table} values ({marks})",
        [(*row[:place], ids[row[place]], *row[place + 1 :]) for row in rows],
    )


def _name(
    connection: sqlite3.Connection, entity: str, name: str, agency: int, forms: Sequence[tuple[str, int]]
) -> None:
    """A name with its words, weighed by how many things of its agency bear each of them."""
    (things,) = connection.execute("select count(distinct entity) from names where agency = ?", (agency,)).fetchone()
    weights = [_weight(connection, agency, form, word, things) for form, word in forms]
    total = sum(weights)
    number = connection.execute(
        "insert into names (entity, text, official, weight, agency) values (?, ?, 0, ?, ?)",
        (entity, name, round(total, 6), agency),
    ).lastrowid
    rows = [
        (word, number, place, round(weight, 6), round(weight / total, 6), agency)
        for place, ((_, word), weight) in enumerate(zip(forms, weights, strict=True))
    ]
    connection.executemany("insert into name_words values (?, ?, ?, ?, ?, ?)", rows)
    if connection.execute("select count(*) from agencies").fetchone() != (1,):
        connection.executemany("insert or ignore into word_agencies values (?, ?)", [(row[0], agency) for row in rows])


def _weight(connection: sqlite3.Connection, agency: int, form: str, word: int, things: int) -> float:
    idle = connection.execute(
        "select 1 from phrases join phrase_words on phrase = phrases.id join words on words.id = first "
        "where role = 'smalltalk' and value = 'function' and form = ? and words = cast(words.id as text)",
        (f"{form}=",),
    ).fetchone()
    if idle:
        return FUNCTION_WORD_WEIGHT
    (bearing,) = connection.execute(
        "select count(distinct entity) from name_words join names on names.id = name "
        "where word = ? and name_words.agency = ?",
        (word, agency),
    ).fetchone()
    return math.log(1 + things / (bearing + 1)) / math.log(1 + things)
