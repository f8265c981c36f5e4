"""Linking units to what they are answerable for, and indicators to where their data come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.importing.answerable import Answerable, read_answerable
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Draft, Entity, Relation
from knowledge.importing.head_words import ANSWERABLE
from knowledge.importing.indicators import Indicator
from knowledge.importing.money import Money
from knowledge.importing.names import Lexicon, best, is_upper, joined, slug
from knowledge.importing.notes import tell
from knowledge.importing.outline import Outline, place_of, spans, table_words
from knowledge.importing.scan import scan
from knowledge.importing.unit_names import LONGEST_UNIT, level, offices
from knowledge.importing.units import same_unit

Places = Callable[[str, Mark | None], str]
"""What the place of a table of a kind under a caption is called."""


@dataclass
class Linking:
    """Links units to what they are answerable for, and indicators to where their data come from."""

    draft: Draft
    text: Document
    lexicon: Lexicon
    money: Money

    def link(
        self,
        marks: Sequence[Mark],
        indicators: Sequence[Indicator],
        place: Places,
        tables: set[int],
        tree: Outline,
        answerable: Sequence[tuple[str, list[Placed], str]] = (),
    ) -> None:
        """Adds the relations "responsible", "monitors" and "data_source" with the units that only they name.

        `answerable` are (activity, words of its units, place) of columns in the tables of costs.
        """
        for kind, target in (("responsible", "activity"), ("monitors", "indicator")):
            holding: Mark | None = None
            seen: set[str] = set()
            for index, mark in enumerate(marks):
                if mark.kind in ("caption", "section"):
                    holding = mark
                if mark.kind == kind:
                    words = table_words(self.text, marks, index, frozenset())
                    tables.update(word.index for word in words)
                    head = self.text.between(mark.start, mark.end)
                    ruled = bool(words) and head[-1].column is not None and words[0].column is not None
                    read = self._ruled if ruled else self._running
                    read(kind, target, head, words, place(kind, holding), seen)
            seen |= self._of_columns(kind, indicators, answerable)
            seen |= self._of_labels(marks, tree) if kind == "responsible" else set()
            _missing(self.draft, kind, target, seen, any(mark.kind == kind for mark in marks))
        for indicator in indicators:
            _source(self.draft, self.text, indicator, self.lexicon)
        sourced = {relation.target for relation in self.draft.relations if relation.kind == "data_source"}
        for indicator in indicators if sourced else ():
            if indicator.id in self.draft.entities and indicator.id not in sourced:
                told = tell("source_missing", name=indicator.name)
                self.draft.note("remark", None, told, indicator.line)

    def _running(
        self, kind: str, target: str, head: Sequence[Placed], words: Sequence[Placed], place: str, seen: set[str]
    ) -> None:
        """A table in running text: names are known, or told from units by their capitals."""
        draft = self.draft
        targets = {id: name for id, name in draft.names(target).items() if id not in seen}
        rows, left = read_answerable(words, targets, draft.names("unit"), draft.names("programme", "sub_programme"))
        for row in rows:
            if row.target is None:
                left.append(row.words)
                continue
            seen.add(row.target)
            name = draft.entities[row.target].name
            if key(row.printed) != key(name):
                self.money.variants.append((row.target, row.printed, row.words[0], place))
            for unit in self._units(row, place):
                draft.relate(Relation(unit, kind, row.target, place, row.words[0].line))
        above = draft.names("programme", "sub_programme")
        for group in sorted(left, key=lambda group: group[0].index):
            printed = joined(group)
            if best(printed, above):
                self.money.variants.append((str(best(printed, above)), printed, group[0], place))
            else:
                draft.note("unplaced", group, tell("printed", place=place, text=printed))
        self.text.take(words)

    def _ruled(
        self, kind: str, target: str, head: Sequence[Placed], words: Sequence[Placed], place: str, seen: set[str]
    ) -> None:
        """A table with rules: the last column of the head is that of the units, one before it of what they do."""
        draft = self.draft
        of_units = head[-1].column
        named = [w.column for w in head if w.key.startswith(("faaliyet", "gosterge")) and w.column != of_units]
        of_targets = named[-1] if named else None
        rows: dict[int, list[Placed]] = {}
        for word in words:
            rows.setdefault(word.line, []).append(word)
        current: str | None = None
        for row in rows.values():
            printed = [word for word in row if word.column == of_targets and word.key]
            units = [word for word in row if word.column == of_units and word.key]
            if printed:
                free = {id: name for id, name in draft.names(target).items() if id not in seen}
                # One name twice is taken in order.
                same = [id for id, name in free.items() if key(name) == key(joined(printed))]
                current = same[0] if same else best(joined(printed), free)
                if current is not None:
                    seen.add(current)
                    if key(joined(printed)) != key(draft.entities[current].name):
                        self.money.variants.append((current, joined(printed), printed[0], place))
            if current is None or row[0].column is None:
                self._leave(row, place)
            elif units:
                self._relate(units, kind, current, place)
        self.text.take(words)

    def _leave(self, row: Sequence[Placed], place: str) -> None:
        """Tells a row that belongs to nothing, unless it only names a programme above the next ones."""
        printed = joined(row)
        if not best(printed, self.draft.names("programme", "sub_programme")):
            self.draft.note("unplaced", row, tell("printed", place=place, text=printed))

    def _relate(self, words: Sequence[Placed], kind: str, target: str, place: str) -> None:
        for group in _apart(words):
            unit = new_unit(self.draft, group, place, self.lexicon)
            if unit:
                self.draft.relate(Relation(unit, kind, target, place, words[0].line))

    def _of_labels(self, marks: Sequence[Mark], tree: Outline) -> set[str]:
        """Links the units that a line under an activity's name says are answerable for it."""
        linked: set[str] = set()
        activity = ""
        for mark, words, holding in spans(self.text, marks):
            if mark.kind == "activity":
                branch = tree.at.get(mark.start)
                activity = branch.id if branch else ""
            elif mark.kind == "unit_of" and activity:
                named = [word for word in words if word.line == words[0].line and word.key]
                if named:
                    self._relate(named, "responsible", activity, place_of(holding, self.text).name)
                    self.text.take(named)
                    linked.add(activity)
        return linked

    def _of_columns(
        self, kind: str, indicators: Sequence[Indicator], answerable: Sequence[tuple[str, list[Placed], str]]
    ) -> set[str]:
        """Links what a column of its own table says a unit is answerable for; gives the ids of what is linked."""
        found = list(answerable) if kind == "responsible" else []
        for indicator in indicators if kind == "monitors" else ():
            for column, words in indicator.texts.values():
                if column.role == ANSWERABLE:
                    found.append((indicator.id, words, indicator.place.name))
        for target, words, place in found:
            self._relate(words, kind, target, place)
            self.text.take(words)
        return {target for target, _, _ in found}

    def _units(self, row: Answerable, place: str) -> list[str]:
        found = list(row.units)
        for words in row.new_units:
            unit = new_unit(self.draft, words, place, self.lexicon)
            if unit:
                found.append(unit)
        return list(dict.fromkeys(found))


def _apart(words: Sequence[Placed]) -> list[list[Placed]]:
    """The units of a cell, parted by commas and strokes, or by their endings."""
    groups: list[list[Placed]] = [[]]
    short = all(is_upper(word.text) for word in words)
    for word in words:
        if word.text in ("/", "-", "–", "•") and groups[-1]:
            groups.append([])
            continue
        groups[-1].append(word)
        named = short or level(joined(groups[-1]).strip(" ,;/")) is not None
        if word.text.endswith((",", ";", "/")) and named:
            groups.append([])
    return [group for group in groups if group]


def new_unit(draft: Draft, words: Sequence[Placed], place: str, lexicon: Lexicon) -> str | None:
    """The unit that some words mean: a known one in another spelling, or one that only this table names."""
    shown = joined(words).strip(" ,;/-")
    printed = draft.meanings.get(shown) or lexicon.titled(shown)
    if not printed or len(words) > LONGEST_UNIT:
        draft.note("unplaced", words, tell("no_unit", place=place, printed=joined(words)))
        return None
    known = best(printed, draft.names("unit"))
    if known and same_unit(printed, draft.entities[known].name):
        if key(draft.entities[known].name) != key(printed):
            draft.note(
                "contradiction",
                words,
                tell("unit_taken", place=place, printed=printed, name=draft.entities[known].name),
            )
        return known
    told = level(printed)
    id = draft.add(Entity(f"unit:{slug(printed)}", printed, told or "", draft.agency.id, place, words[0].line))
    if any(entity.kind == "unit" and entity.place != place for entity in draft.entities.values()):
        draft.note("remark", words, tell("unit_added", place=place, name=printed))
    return id


def _missing(draft: Draft, kind: str, target: str, seen: set[str], printed: bool) -> None:
    if not printed:
        return
    for id, name in draft.names(target).items():
        if id not in seen:
            draft.note("remark", None, tell(f"{kind}_missing", name=name), draft.entities[id].line)


def _source(draft: Draft, text: Document, indicator: Indicator, lexicon: Lexicon) -> None:
    words = indicator.parts.get("source")
    if not words:
        return
    place = indicator.place.name
    line = indicator.labels["source"].line
    units: list[str] = []
    rest: list[Placed] = []
    # A unit of this name may stand under several main ones: the first is the one that the list gives first.
    known = draft.names("unit")
    for piece in scan(words, [*((name, id) for id, name in known.items()), *offices(known)]):
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
        draft.relate(Relation(unit, "data_source", indicator.id, place, line))


def _own_line(words: Sequence[Placed], text: Document) -> list[Placed]:
    """The words up to where a unit's name ends, or else those of the first line."""
    for end in range(2, min(len(words), LONGEST_UNIT) + 1):
        if level(joined(words[:end])) is not None and not (end < len(words) and level(joined(words[: end + 1]))):
            following = joined(words[: end + 1]) if end < len(words) else ""
            if not following or words[end].line != words[end - 1].line:
                return list(words[:end])
    first = words[0].line
    return [word for word in words if word.line == first]
