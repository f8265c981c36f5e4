"""Rows of the word lists that other rows make with the endings of Turkish: found, taken out, and proven idle.

    python -m tests.lists.covered [--write] [PHRASE …]      of all rows, or of those with these words only

A row is taken out where another one of its sense stands for its words, and the lattice of every known message stays
what it was, costs and all. That of the row's own words says the same too, at the cost of the endings.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from bot.understanding.lattice import by_start, walk
from bot.understanding.vocabulary import Vocabulary
from knowledge.language.words import split
from knowledge.lexicon import FILE, SYNONYM, TURKISH, Row, rows, write
from tests.lists.lattices import INFLECTED, Told, compiled, lattices, messages

MARKS = "()[]|"
BEGINNING = 3
"""Letters by which a word that nobody says any more may have kept others from being read into one."""


def covers(file: Path, wanted: Sequence[Row]) -> dict[Row, set[str]]:
    """For each row the phrases of its sense, as the index has them, that stand for its words beside itself."""
    found: dict[Row, set[str]] = {}
    with closing(sqlite3.connect(file)) as connection:
        forms = dict(connection.execute("select id, form from words").fetchall())
        vocabulary = Vocabulary(connection)
        for row in wanted:
            lattice = vocabulary.read(split(row.phrase))
            starting = by_start(edge for edge in lattice.edges if not (edge.slip or edge.synonym))
            itself = [word.stem + "=" for word in lattice.words]
            standing = set()
            for edge in starting.get(0, ()):
                for phrase, sense in vocabulary.phrases.get(edge.word, ()):
                    written = [forms[word] for word in phrase]
                    if sense == f"{row.role}:{row.value}" and [form.rstrip("=") + "=" for form in written] != itself:
                        ways = walk(starting, phrase, 1, edge.end, edge.cost)
                        if any(end == len(lattice.words) and cost <= INFLECTED for end, cost in ways):
                            standing.add(" ".join(written))
            if standing:
                found[row] = standing
    return found


def as_indexed(phrase: str) -> str:
    """The words of a phrase as the index has them."""
    return " ".join(
        part if part.endswith("-") else " ".join(word.stem + "=" for word in split(part)) for part in phrase.split()
    )


def proposed(standing: Mapping[Row, set[str]], kept: set[Row]) -> list[Row]:
    """Rows that may go together, the longest first: for each of them one stays that stands for it."""
    gone: set[tuple[str, str, str]] = set()
    found = []
    for row in sorted(standing.keys() - kept, key=lambda row: (-len(row.phrase), row)):
        sense = (row.role, row.value)
        if any((*sense, phrase) not in gone for phrase in standing[row]):
            gone.add((*sense, as_indexed(row.phrase)))
            found.append(row)
    return found


def differing(
    before: Mapping[str, Told], after: Mapping[str, Told], known: Collection[str]
) -> Iterator[tuple[str, set[int]]]:
    """The texts whose lattice differs, with the places: known messages in anything, others in more than endings."""
    for text, told in before.items():
        within = 0.0 if text in known else INFLECTED
        if not told.same(after[text], within):
            yield text, told.differing(after[text], within)


def words_of(file: Path, texts: Sequence[str]) -> dict[str, list[tuple[int, int, str]]]:
    """For each text the words, as the index has them, that its own can be, with the places where they stand."""
    with closing(sqlite3.connect(file)) as connection:
        forms = dict(connection.execute("select id, form from words").fetchall())
        vocabulary = Vocabulary(connection)
        read = {text: vocabulary.read(vocabulary.parted(split(text))) for text in texts}
        return {text: [(e.start, e.end, forms[e.word]) for e in lattice.edges] for text, lattice in read.items()}


def responsible(
    gone: Sequence[Row],
    changed: Mapping[str, set[int]],
    forms: Mapping[str, Sequence[tuple[int, int, str]]],
) -> Iterator[Row]:
    """Of the rows taken out those whose words stand where some lattices changed. Raises SystemExit where none does."""
    parts = [(row, set(as_indexed(row.phrase).split())) for row in gone]
    by_first: dict[str, list[tuple[Row, set[str]]]] = defaultdict(list)
    for row, words in parts:
        by_first[as_indexed(row.phrase).split()[0]].append((row, words))

    def complete(said: set[str]) -> list[Row]:
        return [row for form in said for row, words in by_first[form] if words <= said]

    for text, places in changed.items():
        there = {form for start, end, form in forms[text] if places & set(range(start, end))}
        everywhere = {form for _, _, form in forms[text]}
        found = [row for said in (there, everywhere) for row in complete(said)] or [
            row for row, words in parts if words & there
        ]
        if not found:
            begun = {word.stem[:BEGINNING] for place, word in enumerate(split(text)) if place in places}
            found = [row for row, words in parts if begun & {word[:BEGINNING] for word in words}]
        if not found:
            raise SystemExit(f"No row taken out stands in {text!r}, and still it changed.")
        yield from found


def main(arguments: Sequence[str]) -> int:
    """Takes out what may go, and prints it with the proof."""
    listed = rows()
    phrases = set(arguments) - {"--write"}
    if unknown := phrases - {row.phrase for row in listed}:
        raise SystemExit(f"No row of {FILE} has the words {', '.join(map(repr, sorted(unknown)))}.")
    candidates = [row for row in listed if row.role != SYNONYM and not set(row.phrase) & set(MARKS)]
    candidates = [row for row in candidates if not phrases or row.phrase in phrases]
    candidates = [row for row in candidates if not row.phrase.endswith("-")]
    with compiled(listed) as file:
        standing = covers(file, candidates)
        if not standing:
            print(f"None of {len(candidates)} rows may be made by others.")
            return 0
        texts = messages()
        known = set(texts)
        own = sorted({row.phrase for row in standing})
        before = lattices(file, sorted({*texts, *own}))
        forms = words_of(file, list(before))
    kept: set[Row] = set()
    while True:
        gone = proposed(standing, kept)
        with compiled(sorted(set(listed) - set(gone))) as file:
            after = lattices(file, list(before))
        changed = dict(differing(before, after, known))
        print(f"{len(gone)} rows of {len(listed)} proposed: the lattices of {len(changed)} texts differ", flush=True)
        if not changed:
            break
        guilty = {row for row in gone if row.phrase in changed.keys() - known}
        kept |= guilty or set(responsible(gone, changed, forms))
    for role, count in sorted(Counter(row.role for row in gone).items()):
        print(f"{role}: {count} rows are made by others: {', '.join(r.phrase for r in gone if r.role == role)}")
    print(f"{len(texts)} messages and {len(own)} rows read: no lattice of a message differs.")
    if "--write" in arguments:
        write(set(listed) - set(gone), TURKISH / FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
