"""Reading the tables of the units that are answerable for activities and indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.importing.document import Placed, key
from knowledge.importing.names import aligned, is_upper, joined
from knowledge.importing.scan import Found, scan
from knowledge.importing.unit_names import level, offices


@dataclass(frozen=True, slots=True)
class Answerable:
    """A row: what a unit is answerable for, as printed, and the units."""

    printed: str
    words: tuple[Placed, ...]
    target: str | None
    units: tuple[str, ...]
    """Ids of known units."""
    new_units: tuple[tuple[Placed, ...], ...]
    """The words of units that are not known."""


@dataclass(frozen=True, slots=True)
class _Pair:
    name: tuple[Placed, ...]
    ids: tuple[str, ...]
    units: tuple[str, ...]
    new: tuple[tuple[Placed, ...], ...]


def read_answerable(
    words: Sequence[Placed],
    targets: Mapping[str, str],
    units: Mapping[str, str],
    above: Mapping[str, str],
) -> tuple[list[Answerable], list[tuple[Placed, ...]]]:
    """The rows of a table and the words that belong to none.

    `targets`, `units` and `above` (programmes and sub-programmes) are names by id. Known names are found whatever
    the lines; what stands between them is told apart by capitals, in which units are printed.
    """
    names = [(name, id) for group in (targets, units, above) for id, name in group.items()] + offices(units)

    def fits(words: tuple[Placed, ...], id: str) -> bool:
        # A unit may begin as an activity is called, but stands in capitals.
        return id not in targets or is_upper(targets[id]) or not is_upper(joined(words))

    pieces = _split_by_line(_split_by_case(scan(words, names, fits), targets, units))
    pairs: list[_Pair] = []
    left: list[tuple[Placed, ...]] = []
    name: tuple[Placed, ...] = ()
    ids: tuple[str, ...] = ()
    for position, piece in enumerate(pieces):
        kind = _kind(piece, targets, units, above, pieces[position + 1 :], named=bool(name))
        if kind == "above":
            left += [name] if name else []
            left += [] if piece.ids else [piece.words]
            name, ids = (), ()
        elif kind == "target":
            if name:
                left.append(name)
            name, ids = piece.words, tuple(id for id in piece.ids if id in targets)
        elif name or pairs:
            known = tuple(id for id in piece.ids if id in units)
            new = () if known else (piece.words,)
            if name:
                pairs.append(_Pair(name, ids, known, new))
                name, ids = (), ()
            else:
                last = pairs[-1]
                pairs[-1] = _Pair(last.name, last.ids, last.units + known, last.new + new)
        else:
            left.append(piece.words)
    if name:
        left.append(name)
    return _resolved(pairs, targets), left


def _kind(
    piece: Found,
    targets: Mapping[str, str],
    units: Mapping[str, str],
    above: Mapping[str, str],
    after: Sequence[Found],
    *,
    named: bool,
) -> str:
    """Whether a piece is a target, a unit, or a programme or sub-programme above them."""
    if piece.ids:
        kinds = [
            kind
            for kind, group in (("target", targets), ("above", above), ("unit", units))
            if any(id in group for id in piece.ids)
        ]
        if len(kinds) == 1:
            return kinds[0]
        if is_upper(joined(piece.words)):
            return "unit" if "unit" in kinds and named else "above" if "above" in kinds else kinds[0]
        return kinds[0]
    if named and level(joined(piece.words)):
        return "unit"
    if is_upper(joined(piece.words)):
        # Capitals after a name are its unit; before the first one of a group they are a sub-programme's new spelling.
        return "unit" if named else "above"
    following = next(iter(after), None)
    if following and any(id in units for id in following.ids):
        return "target"
    return "target" if following and is_upper(joined(following.words)) and not following.ids else "above"


def _split_by_case(pieces: Sequence[Found], targets: Mapping[str, str], units: Mapping[str, str]) -> list[Found]:
    """Unknown words parted where capitals begin: the name of something and its unit, even if their lines alternate."""
    result: list[Found] = []
    for piece in pieces:
        if piece.ids:
            result.append(piece)
            continue
        runs: list[list[Placed]] = []
        for word in piece.words:
            if runs and _capitals(runs[-1][-1]) == _capitals(word):
                runs[-1].append(word)
            else:
                runs.append([word])
        small = [word for run in runs for word in run if not _capitals(word)]
        large = [word for run in runs for word in run if _capitals(word)]
        if len(runs) > 2 and small and large and key(joined(large)) in {key(name) for name in units.values()}:
            ids = tuple(id for id, name in units.items() if key(name) == key(joined(large)))
            named = tuple(id for id, name in targets.items() if key(name) == key(joined(small)))
            result += [Found(tuple(small), named), Found(tuple(large), ids)]
        elif len(runs) == 2 and small and large and len(large) > 1:
            result += [Found(tuple(run)) for run in runs]
        elif len(runs) > 2 and _capitals(runs[-1][-1]) and len(runs[-1]) > 1:
            result += [Found(tuple(word for run in runs[:-1] for word in run)), Found(tuple(runs[-1]))]
        else:
            result.append(piece)
    return result


def _split_by_line(pieces: Sequence[Found]) -> list[Found]:
    """Unknown words parted where a line ends with a unit's name: the next line begins another row."""
    result: list[Found] = []
    for piece in pieces:
        words = piece.words
        end = next(
            (i for i in range(2, len(words)) if words[i].first and not piece.ids and level(joined(words[:i]))), None
        )
        result += [Found(words[:end]), Found(words[end:])] if end else [piece]
    return result


def _capitals(word: Placed) -> bool:
    return is_upper(word.text) or not any(letter.isalpha() for letter in word.text)


def _resolved(pairs: Sequence[_Pair], targets: Mapping[str, str]) -> list[Answerable]:
    """The pairs with the targets that are spelled otherwise here; one name twice is taken in order."""
    free = dict(targets)
    chosen: list[str | None] = []
    for pair in pairs:
        id = next((id for id in pair.ids if id in free), None)
        chosen.append(id)
        if id:
            del free[id]
    order = list(targets)
    printed = [joined(pair.name) for pair in pairs]
    names = {id: targets[id] for id in order}
    settled = aligned(
        [targets[id] if id else text for id, text in zip(chosen, printed, strict=True)],
        names,
    )
    found = []
    for pair, id, guess in zip(pairs, chosen, settled, strict=True):
        target = id or (guess if guess in free else None)
        if target is not None:
            free.pop(target, None)
        found.append(Answerable(joined(pair.name), pair.name, target, pair.units, pair.new))
    return found
