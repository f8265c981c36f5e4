"""Rows of the word lists that nobody says, and that say nothing which their words do not: taken out, and proven idle.

    python -m tests.lists.unsaid [--write]

A row is taken out where no known message says any of its phrases, each of them is several words or is made of other
rows of its role, and the lattice of every known message stays what it was, costs and all. What holds back an answer
("outside") and what names a class stay: they are needed when somebody says them for the first time.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import repeat
from pathlib import Path

from rapidfuzz.distance.DamerauLevenshtein import distance

from bot.understanding.lattice import Edge, by_start, walk
from bot.understanding.vocabulary import Vocabulary
from knowledge.language.words import split
from knowledge.lexicon import FILE, SYNONYM, TURKISH, Row, rows, write
from knowledge.templates import expanded
from tests.lists.covered import as_indexed, differing, responsible, words_of
from tests.lists.lattices import PORTION, compiled, lattices, messages

STAYING = frozenset({"outside", "kind", SYNONYM})
"""Roles of which a row may be needed though nobody has said it yet."""
ALIKE = 2
"""Letters by which a word may differ that somebody could have slipped from."""
MADE = 0.3
"""What the endings of words may cost that make a phrase."""

Said = tuple[str, str]
"""A phrase as the index has it, and its sense."""
Starting = dict[int, list[Edge]]


def _matches(vocabulary: Vocabulary, starting: Starting, start: int, most: float) -> Iterator[tuple[Said, int]]:
    """The listed phrases that the words from a place on can be, and where they end."""
    forms = vocabulary.forms
    for edge in starting.get(start, ()):
        for phrase, sense in vocabulary.phrases.get(edge.word, ()):
            for end, cost in walk(starting, phrase, 1, edge.end, edge.cost):
                if cost <= most:
                    yield (" ".join(forms[word] for word in phrase), sense), end


def said_in(file: Path, texts: Sequence[str]) -> set[Said]:
    """The listed phrases that some messages say, however they are spelled."""
    portions = [texts[at : at + PORTION] for at in range(0, len(texts), PORTION)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return set().union(*pool.map(_said, repeat(file), portions))


def _said(file: Path, texts: Sequence[str]) -> set[Said]:
    found: set[Said] = set()
    with closing(sqlite3.connect(file)) as connection:
        vocabulary = _Listed(connection)
        for text in texts:
            starting = by_start(vocabulary.read(vocabulary.parted(split(text))).edges)
            found |= {one for start in starting for one, _ in _matches(vocabulary, starting, start, float("inf"))}
    return found


class _Listed(Vocabulary):
    """A vocabulary that knows how its words are written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.forms: dict[int, str] = dict(connection.execute("select id, form from words").fetchall())


def made_of_others(vocabulary: _Listed, row: Row, phrase: str) -> bool:
    """Whether other rows of its role stand for all words of a phrase, one after another."""
    if phrase.endswith("-"):
        return False
    lattice = vocabulary.read(split(phrase))
    starting = by_start(edge for edge in lattice.edges if not (edge.slip or edge.synonym))
    itself = (as_indexed(phrase), f"{row.role}:{row.value}")
    reached = {0}
    for start in range(len(lattice.words)):
        if start in reached:
            for one, end in _matches(vocabulary, starting, start, MADE):
                if one != itself and one[1].startswith(f"{row.role}:"):
                    reached.add(end)
    return len(lattice.words) in reached


def proposed(file: Path, listed: Sequence[Row], said: set[Said]) -> list[Row]:
    """The rows that may go."""
    found = []
    with closing(sqlite3.connect(file)) as connection:
        vocabulary = _Listed(connection)
        for row in listed:
            phrases = expanded(row.phrase)
            if row.role in STAYING or any((as_indexed(one), f"{row.role}:{row.value}") in said for one in phrases):
                continue
            if all(" " in one or made_of_others(vocabulary, row, one) for one in phrases):
                found.append(row)
    return found


def guilty(
    gone: Sequence[Row], changed: Mapping[str, set[int]], forms: Mapping[str, Sequence[tuple[int, int, str]]]
) -> set[Row]:
    """The rows of which some lattices are changed: their words stand there, or words like those there."""
    whole = {row._replace(phrase=phrase): row for row in gone for phrase in expanded(row.phrase)}
    spelled = {
        part.strip("=-"): row for row in gone for one in expanded(row.phrase) for part in as_indexed(one).split()
    }
    found: set[Row] = set()
    for text, places in changed.items():
        try:
            found |= {whole[one] for one in responsible(list(whole), {text: places}, forms)}
        except SystemExit:
            said = [word.stem for place, word in enumerate(split(text)) if place in places]
            alike = {spelled[form] for form in spelled for stem in said if distance(form, stem) <= ALIKE}
            if not alike:
                raise
            found |= alike
    return found


def main(arguments: Sequence[str]) -> int:
    """Takes out what may go, and prints it with the proof."""
    listed, texts = rows(), messages()
    with compiled(listed) as file:
        candidates = proposed(file, listed, said_in(file, texts))
        before = lattices(file, texts)
        forms = words_of(file, texts)
    kept: set[Row] = set()
    read = list(texts)
    while True:
        gone = [row for row in candidates if row not in kept]
        with compiled(sorted(set(listed) - set(gone))) as file:
            after = lattices(file, read)
        changed = dict(differing({text: before[text] for text in read}, after, set(texts)))
        print(f"{len(gone)} rows of {len(listed)} proposed: {len(changed)} of {len(read)} lattices differ", flush=True)
        if not changed and len(read) == len(texts):
            break
        # Those that differed are read until none does; then all once more.
        read = list(changed) or list(texts)
        kept |= guilty(gone, changed, forms)
    for role, count in sorted(Counter(row.role for row in gone).items()):
        print(f"{role}: {count} rows that nobody says: {', '.join(r.phrase for r in gone if r.role == role)}")
    print(f"{len(texts)} messages read: no lattice differs.")
    if "--write" in arguments:
        write(set(listed) - set(gone), TURKISH / FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
