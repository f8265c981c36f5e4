"""Linking units to what they are answerable for, and indicators to where their data come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.importing.answerable import Answerable, read_answerable
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Draft, Entity, Relation
from knowledge.importing.figures import table_words
from knowledge.importing.indicators import Indicator
from knowledge.importing.money import Money
from knowledge.importing.names import Lexicon, best, joined, slug
from knowledge.importing.scan import scan
from knowledge.importing.units import LONGEST_UNIT, level

Places = Callable[[str, Mark | None], str]
"""What the place of a table of a kind under a caption is called."""


def link(
    draft: Draft,
    text: Document,
    marks: Sequence[Mark],
    indicators: Sequence[Indicator],
    lexicon: Lexicon,
    place: Places,
    tables: set[int],
    money: Money,
) -> None:
    """Adds the relations "responsible", "monitors" and "data_source" with the units that only they name."""
    for kind, target in (("responsible", "activity"), ("monitors", "indicator")):
        holding: Mark | None = None
        seen: set[str] = set()
        for index, mark in enumerate(marks):
            if mark.kind in ("caption", "section"):
                holding = mark
            if mark.kind == kind:
                words = table_words(text, marks, index, frozenset())
                tables.update(word.index for word in words)
                _table(draft, text, kind, target, words, place(kind, holding), lexicon, seen, money)
        _missing(draft, kind, target, seen, any(mark.kind == kind for mark in marks))
    for indicator in indicators:
        _source(draft, text, indicator, lexicon)
    sourced = {relation.target for relation in draft.relations if relation.kind == "data_source"}
    for indicator in indicators if sourced else ():
        if indicator.id in draft.entities and indicator.id not in sourced:
            draft.note("remark", None, f"no source of data is read for “{indicator.name}”", indicator.line)


def _table(
    draft: Draft,
    text: Document,
    kind: str,
    target: str,
    words: Sequence[Placed],
    place: str,
    lexicon: Lexicon,
    seen: set[str],
    money: Money,
) -> None:
    targets = {id: name for id, name in draft.names(target).items() if id not in seen}
    rows, left = read_answerable(words, targets, draft.names("unit"), draft.names("programme", "sub_programme"))
    used = {word.index for group in left for word in group}
    for row in rows:
        if row.target is None:
            used.update(word.index for word in row.words)
            left.append(row.words)
            continue
        seen.add(row.target)
        name = draft.entities[row.target].name
        if key(row.printed) != key(name):
            money.variants.append((row.target, row.printed, row.words[0], place))
        for unit in _units(draft, row, place, lexicon):
            draft.relations.append(Relation(unit, kind, row.target, place, row.words[0].line))
    above = draft.names("programme", "sub_programme")
    for group in sorted(left, key=lambda group: group[0].index):
        printed = joined(group)
        if best(printed, above):
            money.variants.append((str(best(printed, above)), printed, group[0], place))
        else:
            draft.note("unplaced", group, f"{place}: “{printed}”")
    text.take(words)


def _units(draft: Draft, row: Answerable, place: str, lexicon: Lexicon) -> list[str]:
    found = list(row.units)
    for words in row.new_units:
        unit = new_unit(draft, words, place, lexicon)
        if unit:
            found.append(unit)
    return list(dict.fromkeys(found))


def new_unit(draft: Draft, words: Sequence[Placed], place: str, lexicon: Lexicon) -> str | None:
    """The unit that some words mean: a known one in another spelling, or one that only this table names."""
    printed = lexicon.titled(joined(words).strip(" ,;/-"))
    if not printed or len(words) > LONGEST_UNIT:
        draft.note("unplaced", words, f"{place}: “{joined(words)}” is taken for no unit")
        return None
    known = best(printed, draft.names("unit"))
    if known:
        if key(draft.entities[known].name) != key(printed):
            draft.note(
                "contradiction",
                words,
                f"{place}: “{printed}” is taken for “{draft.entities[known].name}” of the list of units",
            )
        return known
    told = level(printed)
    id = draft.add(Entity(f"unit:{slug(printed)}", printed, told or "", draft.agency.id, place, words[0].line))
    if any(entity.kind == "unit" and entity.place != place for entity in draft.entities.values()):
        draft.note("remark", words, f"{place}: the unit “{printed}” is not in the list of units")
    return id


def _missing(draft: Draft, kind: str, target: str, seen: set[str], printed: bool) -> None:
    if not printed:
        return
    for id, name in draft.names(target).items():
        if id not in seen:
            what = "responsible unit" if kind == "responsible" else "monitoring unit"
            draft.note("remark", None, f"no {what} is printed for “{name}”", draft.entities[id].line)


def _source(draft: Draft, text: Document, indicator: Indicator, lexicon: Lexicon) -> None:
    words = indicator.parts.get("source")
    if not words:
        return
    place = indicator.place.name
    line = indicator.labels["source"].line
    units: list[str] = []
    rest: list[Placed] = []
    # A unit of this name may stand under several main ones: the first is the one that the list gives first.
    for piece in scan(words, [(name, id) for id, name in draft.names("unit").items()]):
        if piece.ids and not rest:
            units.append(piece.ids[0])
        elif not units or rest:
            rest += piece.words
        else:
            rest += piece.words
    if rest and not units:
        unit = new_unit(draft, _own_line(rest, text), place, lexicon)
        units += [unit] if unit else []
        text.take(_own_line(rest, text))
        rest = [word for word in rest if word not in _own_line(rest, text)]
    named = [word for word in words if word not in rest]
    text.take(named)
    if rest:
        indicator.tail += rest
    for unit in dict.fromkeys(units):
        draft.relations.append(Relation(unit, "data_source", indicator.id, place, line))


def _own_line(words: Sequence[Placed], text: Document) -> list[Placed]:
    """The words up to where a unit's name ends, or else those of the first line."""
    for end in range(2, min(len(words), LONGEST_UNIT) + 1):
        if level(joined(words[:end])) is not None and not (end < len(words) and level(joined(words[: end + 1]))):
            following = joined(words[: end + 1]) if end < len(words) else ""
            if not following or words[end].line != words[end - 1].line:
                return list(words[:end])
    first = words[0].line
    return [word for word in words if word.line == first]
