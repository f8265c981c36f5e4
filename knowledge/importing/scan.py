"""Finding known names in a stream of words, whatever the lines and letter cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.importing.document import Placed, key


@dataclass(frozen=True, slots=True)
class Found:
    """A known name in the stream, or with no ids the words between two of them."""

    words: tuple[Placed, ...]
    ids: tuple[str, ...] = ()


Fits = Callable[[tuple[Placed, ...], str], bool]
"""Whether some words can be the thing of an id."""


def scan(words: Sequence[Placed], names: Iterable[tuple[str, str]], fits: Fits = lambda words, id: True) -> list[Found]:
    """The known names (name, id) of a stream and what stands between them; the longest name counts at each place."""
    ids: dict[str, list[str]] = {}
    for name, id in names:
        if key(name) and id not in ids.setdefault(key(name), []):
            ids[key(name)].append(id)
    prefixes = frozenset(text[:end] for text in ids for end in range(1, len(text) + 1))
    found: list[Found] = []
    loose: list[Placed] = []
    position = 0
    while position < len(words):
        end = _longest(words, position, ids, prefixes, fits)
        if end is None:
            if words[position].key:
                loose.append(words[position])
            position += 1
            continue
        if loose:
            found.append(Found(tuple(loose)))
            loose = []
        matched = tuple(words[position:end])
        meant = ids["".join(word.key for word in matched)]
        found.append(Found(matched, tuple(id for id in meant if fits(matched, id))))
        position = end
    if loose:
        found.append(Found(tuple(loose)))
    return found


def _longest(
    words: Sequence[Placed], start: int, ids: Mapping[str, list[str]], prefixes: frozenset[str], fits: Fits
) -> int | None:
    text = ""
    end = None
    for position in range(start, len(words)):
        text += words[position].key
        if text and text not in prefixes:
            break
        if text in ids and words[position].key:
            matched = tuple(words[start : position + 1])
            if any(fits(matched, id) for id in ids[text]):
                end = position + 1
    return end
