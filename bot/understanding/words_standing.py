"""Where a known word stands: in a name, in several names of a programme's own, in its prose."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from knowledge import passages

KEPT = 2_048
"""Words of which it is kept."""
OTHERS = ("institution", "policy", "law", "abbreviation")
"""Kinds of what a programme only refers to."""
PARTED = ("expense", "staff_group")
"""Kinds of what figures are told apart by: the economic code, and sorts of staff."""
CENTRAL = 3
"""Things whose own names have a word that the programme is about."""


class WordsStanding:
    """Asked of one agency's words, or, where `agency` is 0, of every agency's."""

    def __init__(self, connection: sqlite3.Connection, agency: int) -> None:
        self.connection = connection
        self.agency = agency
        self.naming = lru_cache(KEPT)(self._naming)
        self.alone = lru_cache(KEPT)(self._alone)
        self.several = lru_cache(KEPT)(self._several)
        self.central = lru_cache(KEPT)(self._central)
        self.own = lru_cache(KEPT)(self._own)
        self.plain = lru_cache(KEPT)(self._plain)
        self.told = lru_cache(KEPT)(self._told)

    def _naming(self, word: int) -> bool:
        """Whether a known word stands in a name."""
        query, wanted = "select 1 from name_words where word = ?", [word]
        if self.agency:
            query, wanted = f"{query} and agency = ?", [word, self.agency]
        return self.connection.execute(f"{query} limit 1", wanted).fetchone() is not None

    def _alone(self, word: int, before: int | None = None) -> bool:
        """Whether a known word, or it behind another, is a name by itself."""
        words = sorted({word, before or word})
        query = (
            f"select 1 from name_words where word in ({', '.join('?' * len(words))}) "
            f"{'and agency = ? ' if self.agency else ''}"
            "group by name having count(*) = ? and sum(share) > 0.999 limit 1"
        )
        wanted = [*words, *([self.agency] if self.agency else []), len(words)]
        return self.connection.execute(query, wanted).fetchone() is not None

    def _several(self, words: tuple[int, ...]) -> bool:
        """Whether several parts of one kind, by which figures are told apart, have one of some words: "transfer"."""
        marks, kinds = (", ".join("?" * len(some)) for some in (words, PARTED))
        query = (
            "select 1 from name_words join names on names.id = name_words.name join entities on entities.id = entity "
            f"where official and word in ({marks}) and entities.kind in ({kinds}) "
            f"{'and name_words.agency = ? ' if self.agency else ''}"
            "group by entities.kind having count(distinct entities.id) > 1 limit 1"
        )
        wanted = [*words, *PARTED, *([self.agency] if self.agency else [])]
        return self.connection.execute(query, wanted).fetchone() is not None

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
        named = {self.plain(word) for word in words}
        if None in named:
            return False
        wanted: list[object] = [*named]
        scope = ""
        if self.agency:
            scope = " and name_words.agency = ?"
            wanted.append(self.agency)
        query = (
            "select 1 from name_words join names on names.id = name_words.name join entities on entities.id = entity "
            f"where word in ({', '.join('?' * len(named))}){scope} and official and kind not in {OTHERS} "
            f"group by names.id having count(distinct word) = {len(named)} limit 1"
        )
        return self.connection.execute(query, wanted).fetchone() is not None

    def _plain(self, word: int) -> int | None:
        """The word of a name that a word of the lists is; None where no name has it."""
        query = (
            "select plain.id from words as listed join words as plain on plain.form = rtrim(listed.form, '=') "
            "where listed.id = ?"
        )
        found = self.connection.execute(query, (word,)).fetchone()
        return found[0] if found and self.naming(found[0]) else None

    def _told(self, stem: str) -> bool:
        """Whether the programme's prose has a word, whatever its endings."""
        sought = passages.beginning(stem)
        return bool(sought) and passages.tell_of(self.connection, self.agency, sought)
