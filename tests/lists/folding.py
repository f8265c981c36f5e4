"""Rows of the word lists that are products, or forms of one word: folded into templates that make the same phrases.

The index is made of phrases, so that no lattice of any message changes. Templates that stand there stay, so that the
lists are never longer afterwards, and what is added changes only the rows that it can be folded with.

python -m tests.lists.folding [--write]
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from knowledge.language import suffixes
from knowledge.language.letters import fold
from knowledge.lexicon import FILE, TURKISH, Row, rows, write
from knowledge.templates import expanded
from knowledge.vocabulary import dictionary_forms

LONGEST = 240
"""Letters of a template that can still be read."""
SHORTEST = 3
"""Letters that forms of one word share at least."""
LONG_STEM = 5
"""Letters of a verb stem that is none by chance, if the dictionary lacks it: "belirtil-"."""
CERTAIN = 0.3
"""The most that the endings of a form of a word may cost."""


def cuts(phrase: str) -> Iterator[tuple[str, str]]:
    """(beginning, end) of each way to cut a phrase between words.

    >>> list(cuts("rapor yazdık"))
    [('', 'rapor yazdık'), ('rapor', 'yazdık'), ('rapor yazdık', '')]
    """
    words = phrase.split()
    for at in range(len(words) + 1):
        yield " ".join(words[:at]), " ".join(words[at:])


@cache
def lemmas(word: str) -> frozenset[tuple[str, str]]:
    """(part of speech, folded stem) of the words of which a word may be a form.

    >>> ("v", "hazirla") in lemmas("hazırlıyorum"), ("v", "hazirla") in lemmas("hazır")
    (True, False)
    """
    found = {("n", fold(word))}
    if word.endswith("-"):
        return frozenset(found)
    for one in suffixes.analyses(fold(word)):
        # Before -yor the last vowel of a stem is another: "hazırlıyor".
        stems = {one.stem, *(one.stem + vowel for vowel in "ae" if one.pos == "v")} & dictionary_forms().keys()
        if one.pos == "v" and len(one.stem) >= LONG_STEM:
            stems |= {one.stem}
        found |= {(one.pos, stem) for stem in stems if one.cost <= CERTAIN}
    return frozenset(found)


def _shared(first: str, last: str) -> str:
    """The letters with which two words begin, and all that stand between them in order."""
    return first[: next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def inflected(phrases: Collection[str]) -> Iterator[tuple[str, set[str]]]:
    """Templates of phrases that end in forms of one word, each with its phrases."""
    forms: dict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
    for phrase in phrases:
        before, _, last = phrase.rpartition(" ")
        for lemma in lemmas(last):
            forms[before, lemma].add(last)
    for (before, (_, stem)), words in forms.items():
        shared = _shared(min(words), max(words))
        if len(words) > 1 and len(shared) >= max(SHORTEST, len(stem) - 1):
            ends = alternatives({word[len(shared) :] for word in words})
            yield f"{before} {shared}{ends}".strip(), {f"{before} {word}".strip() for word in words}


def alternatives(parts: Collection[str]) -> str:
    """A group of a template, in brackets where it may be left out.

    >>> alternatives({"a"}), alternatives({"b", "a"}), alternatives({"", "a", "b"})
    ('a', '(a|b)', '[a|b]')
    """
    said = sorted(parts - {""} if isinstance(parts, set) else set(parts) - {""}, key=lambda part: (fold(part), part))
    if "" in parts:
        return f"[{'|'.join(said)}]"
    return said[0] if len(said) == 1 else f"({'|'.join(said)})"


def _grown(by: Mapping[str, set[str]], seed: str) -> Iterator[tuple[set[str], set[str]]]:
    """(beginnings, ends) of products that grow from one beginning, the next most alike added at a time."""
    ends, beginnings = set(by[seed]), {seed}
    yield beginnings, ends
    alike = [other for other in by if other != seed and len(by[other] & ends) > 1]
    for other in sorted(alike, key=lambda other: (-len(by[other] & ends), other)):
        both = by[other] & ends
        if len(both) * (len(beginnings) + 1) > len(ends) * len(beginnings):
            ends, beginnings = both, beginnings | {other}
            yield beginnings, ends


def best(left: Collection[str], listed: Collection[str]) -> str | None:
    """The template, of phrases listed, that stands for most of those that are left; None where none stands for two."""
    sides: dict[bool, dict[str, set[str]]] = {True: defaultdict(set), False: defaultdict(set)}
    for phrase in listed:
        for beginning, end in cuts(phrase):
            sides[True][beginning].add(end)
            sides[False][end].add(beginning)
    found = max(
        ((len(made & set(left)) - 1, -len(text), text) for text, made in inflected(listed) if len(text) <= LONGEST),
        default=(0, 0, ""),
    )
    for forward, by in sides.items():
        for seed in sorted(seed for seed in by if seed and len(by[seed]) > 1):
            for first, second in _grown(by, seed):
                beginnings, ends = (first, second) if forward else (second, first)
                if {""} in (beginnings, ends):
                    continue
                made = {" ".join(pair).strip() for pair in product(beginnings, ends)} - {""}
                saved = len(made.intersection(left)) - 1
                if made <= set(listed) and saved >= max(1, found[0]):
                    text = f"{alternatives(beginnings)} {alternatives(ends)}"
                    if len(text) <= LONGEST and "" not in beginnings & ends:
                        found = max(found, (saved, -len(text), text))
    return found[2] if found[0] > 0 else None


def folded(phrases: Collection[str], templates: Collection[str] = ()) -> list[str]:
    """Templates and phrases that together stand for some phrases, for those of templates there are, and for no other.

    Never more than there were: a template is kept as it is unless another stands for all that it makes.

    >>> folded(["rapor sorduk", "rapor yazdık", "rapor"], ["(bülten|sunum) (sorduk|yazdık)"])
    ['(bülten|sunum) (sorduk|yazdık)', 'rapor [sorduk|yazdık]']
    """
    had = {phrase for template in templates for phrase in expanded(template)}
    left = set(phrases) - had
    listed = left | had
    made = []
    while (one := best(left, listed)) is not None:
        made.append(one)
        left -= set(expanded(one))
    return needed([*templates, *made, *sorted(left)])


def needed(templates: Sequence[str]) -> list[str]:
    """Those of some templates without which something would not be made, the narrowest left out first.

    >>> needed(["(a|b) c", "a (c|d)", "(a|b) (c|d)"])
    ['(a|b) (c|d)']
    """
    makes = {one: set(expanded(one)) for one in templates}
    ways = Counter(phrase for phrases in makes.values() for phrase in phrases)
    for one in sorted(templates, key=lambda one: (len(makes[one]), one)):
        if all(ways[phrase] > 1 for phrase in makes[one]):
            ways.subtract(makes.pop(one))
    return list(makes)


def of_senses(listed: Sequence[Row]) -> list[Row]:
    """The rows folded, sense by sense: those that are templates already stay as they are."""
    senses: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in listed:
        senses[row.role, row.value].append(row)
    found = []
    for (role, value), same in senses.items():
        there = {row.phrase: row for row in same}
        templates = [row.phrase for row in same if list(expanded(row.phrase)) != [row.phrase]]
        speech = {phrase: row.speech for row in same for phrase in expanded(row.phrase)}
        for text in folded(there.keys() - set(templates), templates):
            said = Counter(speech[phrase] for phrase in expanded(text))
            found.append(there.get(text) or Row(role, value, said.most_common(1)[0][0], text))
    return found


def made(listed: Sequence[Row]) -> set[tuple[str, str, str]]:
    """(role, value, phrase) of all that rows stand for."""
    return {(row.role, row.value, phrase) for row in listed for phrase in expanded(row.phrase)}


def main(arguments: Sequence[str]) -> int:
    """Folds, and prints how many rows of each role are left. Raises SystemExit where they make something else."""
    listed = rows()
    found = of_senses(listed)
    if wrong := made(listed) ^ made(found):
        raise SystemExit(f"The templates do not make what the rows made: {sorted(wrong)[:5]}")
    was, now = (Counter(row.role for row in some) for some in (listed, found))
    for role in sorted(was):
        print(f"{role}: {was[role]} rows, {now[role]} folded")
    print(f"{len(listed)} rows, {len(found)} folded: the same {len(made(found))} phrases")
    if "--write" in arguments:
        write(found, TURKISH / FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
