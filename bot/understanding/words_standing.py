"""Where a known word stands: in a name, in several names of a programme's own, in its prose."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from knowledge import passages

KEPT = 2_048
"""Words of which it is kept."""
OTHERS = ("institution", "policy", "law", "abbreviation")
"""Kinds of what a programme only refers to."""
CENTRAL = 3
"""Things whose own names have a word that the programme is about."""


class WordsStanding:
    """Asked of one agency's words, or, where `agency` is 0, of every agency's."""

    def __init__(self, connection: sqlite3.Connection, agency: int) -> None:
        self.connection = connection
        self.agency = agency
        self.naming = lru_cache(KEPT)(self._naming)
        self.central = lru_cache(KEPT)(self._central)
        self.own = lru_cache(KEPT)(self._own)
        self.told = lru_cache(KEPT)(self._told)

    def _naming(self, word: int) -> bool:
        """Whether a known word stands in a name."""
        query, wanted = "select 1 from name_words where word = ?", [word]
        if self.agency:
            query, wanted = f"{query} and agency = ?", [word, self.agency]
        return self.connection.execute(f"{query} limit 1", wanted).fetchone() is not None

    def _central(self, word: int) -> bool:
        """Whether the programme is about a known word: it stands in the own names of several of its things."""
        query = (
            "select count(distinct entity) from name_words join names on names.id = name where official and word = ?"
        )
        wanted = [word]
        if self.agency:
            query, wanted = f"{query} and name_words.agency = ?", [word, self.agency]
        count: int = self.connection.execute(query, wanted).fetchone()[0]
        return count >= CENTRAL

    def _own(self, words: tuple[int, ...]) -> bool:
        """Whether all of some words of the lists stand in one own name of a thing that is no other's."""
        marks, scope = ", ".join("?" * len(words)), f" and names.agency = {self.agency}" if self.agency else ""
        query = (
            "select 1 from words as listed join words on words.form || '=' = listed.form "
            "join name_words on name_words.word = words.id join names on names.id = name_words.name "
            f"join entities on entities.id = entity where official and kind not in {OTHERS} "
            f"and listed.id in ({marks}){scope} group by names.id having count(distinct listed.id) = ? limit 1"
        )
        return self.connection.execute(query, (*words, len(set(words)))).fetchone() is not None

    def _told(self, stem: str) -> bool:
        """Whether the programme's prose has a word, whatever its endings."""
        sought = passages.beginning(stem)
        return bool(sought) and passages.tell_of(self.connection, self.agency, sought)
