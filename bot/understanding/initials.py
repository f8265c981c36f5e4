"""Measures said by the first letters of their words: "ys" is "yıl sonu"."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.understanding.lattice import Lattice, Span
from knowledge.language.letters import VOWELS

SHORTEST, LONGEST = 2, 4
"""Letters of such a word."""
COST = 0.2
"""What it costs to take a word for the first letters of others: less than a slip."""
PHRASES, TIMES = 3, 2
"""Of how many phrases for a measure letters must be the first, and how many times as many as for anything else: "ys" is
said for "yıl sonu" whatever follows, "bk" might be anything."""

Senses = Mapping[str, str]
"""For first letters the one measure of which they are."""


def senses_of(phrases: Iterable[tuple[tuple[str, ...], str]]) -> Senses:
    """The measures by the first letters of the phrases (words, sense) that say them, where these say hardly else.

    >>> spelled = (("yil", "sonu"), ("yilin", "sonu"), ("yil", "sonunda"))
    >>> senses_of([*((words, "measure:estimate") for words in spelled), (("genel", "toplam"), "measure:budget")])
    {'ys': 'measure:estimate'}
    """
    found: dict[str, dict[str, set[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(set))
    for words, sense in phrases:
        letters = "".join(word[0] for word in words)
        if SHORTEST <= len(letters) <= LONGEST and VOWELS.isdisjoint(letters):
            found[letters][sense].add(words)
    kept: dict[str, str] = {}
    for letters, senses in found.items():
        first, *others = sorted(senses, key=lambda sense: -len(senses[sense]))
        rival = max((len(senses[sense]) for sense in others), default=0)
        if first.startswith("measure:") and len(senses[first]) >= max(PHRASES, TIMES * rival + 1):
            kept[letters] = first
    return kept


def read(connection: sqlite3.Connection, phrases: Mapping[int, Iterable[tuple[tuple[int, ...], str]]]) -> Senses:
    """The measures of the phrases (word ids, sense) of a knowledge base, which stand by their first word."""
    forms = {id: form.rstrip("-=") for id, form in connection.execute("select id, form from words")}
    return senses_of(
        (tuple(forms[word] for word in phrase), sense) for rows in phrases.values() for phrase, sense in rows
    )


def add(lattice: Lattice, senses: Senses) -> None:
    """Adds what words say as first letters that say nothing by themselves."""
    said = {span.start for span in lattice.spans if span.end - span.start == 1 and span.cost < COST}
    for at, word in enumerate(lattice.words):
        if at not in said and (sense := senses.get(word.stem)):
            kept = frozenset({sense})
            lattice.spans.append(Span(at, at + 1, kept, COST, kept))
