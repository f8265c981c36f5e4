"""Reading a knowledge base file: entities, facts, texts, relations, contradictions.

The file is immutable and opened read-only; what is read is kept, so that a second question costs no query.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge import passages, schema
from knowledge.entries import Attribute, Calendar, Contradiction, Entity, Fact, Programme
from knowledge.passages import Passage

_FACT = "subject, item, measure, year, value, unit, printed, place, line, programme"
_ATTRIBUTE = "id, entity, kind, text, answer, value, unit, place, line, programme"
SHIPPED = Path(__file__).with_name("knowledge.sqlite")
"""The knowledge base built from the programmes that ship with the package."""


class KnowledgeBaseError(Exception):
    """A knowledge base that cannot be used, in a sentence that says what to do."""


class KnowledgeBase:
    """A knowledge base file, opened read-only; all of it, or what one agency's programmes say (`scoped`).

    Raises KnowledgeBaseError where the file is missing, damaged or of another version.
    """

    def __init__(self, path: Path = SHIPPED) -> None:
        if not path.is_file():
            raise KnowledgeBaseError(f"There is no knowledge base at {path}. Build it: python -m knowledge build")
        try:
            self.connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            agencies = tuple(
                row[0]
                for row in self.connection.execute(
                    "select id from agencies where id in (select owner from programmes) order by id"
                )
            )
        except sqlite3.DatabaseError as error:
            raise KnowledgeBaseError(
                f"{path} is no usable knowledge base ({error}). Build it anew: python -m knowledge build"
            ) from error
        (version,) = self.connection.execute("pragma user_version").fetchone()
        if version != schema.VERSION:
            raise KnowledgeBaseError(f"{path} is of another version. Build it anew: python -m knowledge build")
        if not agencies:
            raise KnowledgeBaseError(f"{path} holds no programme. Build it anew: python -m knowledge build")
        self.path = path
        self._agencies = agencies
        self._year: int | None = None
        self._begin()

    def _begin(self) -> None:
        """Keeps nothing yet of what is read."""
        self._entities: dict[str, Entity | None] = {}
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._of: dict[tuple[str, str | None], tuple[Fact, ...]] = {}
        self._children: dict[str, tuple[Entity, ...]] = {}
        self._kinds: dict[str, tuple[Entity, ...]] = {}
        self._attributes: dict[str, tuple[Attribute, ...]] = {}
        self._attribute: dict[int, Attribute] = {}
        self._contradictions: dict[str, tuple[Contradiction, ...]] = {}
        self._relations: dict[tuple[str, str, bool], tuple[str, ...]] = {}
        self._states: dict[tuple[str, str], str] = {}

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def scoped(self, agency: int, year: int | None = None) -> KnowledgeBase:
        """The same file as far as one agency goes, of all its programmes or of that for one budget year.

        Raises KnowledgeBaseError where there is no such programme.
        """
        view = object.__new__(KnowledgeBase)
        view.connection, view.path = self.connection, self.path
        view._agencies, view._year = (agency,), year
        view._begin()
        if not view.programmes:
            raise KnowledgeBaseError(f"The knowledge base holds no programme of agency {agency} for {year}.")
        return view

    @property
    def programme(self) -> Programme:
        """The newest programme."""
        return self.programmes[0]

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """All programmes in view, the newest first; read when asked for, since a file may hold thousands."""
        rows = self.connection.execute(
            "select id, agency, year, title, owner from programmes where year = coalesce(?, year) "
            f"and owner in ({','.join('?' * len(self._agencies))}) order by year desc, id",
            (self._year, *self._agencies),
        )
        return tuple(Programme(*row) for row in rows)

    @cached_property
    def calendar(self) -> Calendar:
        """The newest programme's budget year, with the earlier ones."""
        first, *others = dict.fromkeys(one.year for one in self.programmes)
        return Calendar(first, tuple(others), self._printed())

    def _printed(self) -> dict[str, frozenset[tuple[str, int]]]:
        """What columns the programmes in view have: measures and years of indicators, and of money."""
        found: dict[str, set[tuple[str, int]]] = {}
        rows = self.connection.execute(
            "select distinct domain, measure, c.year from printed_columns c join programmes p on p.id = c.programme "
            f"where p.year = coalesce(?, p.year) and p.owner in ({','.join('?' * len(self._agencies))})",
            (self._year, *self._agencies),
        )
        for domain, measure, year in rows:
            found.setdefault(domain, set()).add((measure, year))
        return {domain: frozenset(columns) for domain, columns in found.items()}

    @cached_property
    def _by_id(self) -> dict[str, Programme]:
        return {one.id: one for one in self.programmes}

    def programme_of(self, id: str) -> Programme:
        """The programme with an id; the newest where it is not in view."""
        return self._by_id.get(id, self.programme)

    @property
    def agencies(self) -> tuple[int, ...]:
        """The numbers of the agencies in view."""
        return self._agencies

    def agency_of(self, entity: str) -> int:
        """The number of the agency to which an entity belongs; KeyError where there is no such entity."""
        row = self.connection.execute("select agency from entities where id = ?", (entity,)).fetchone()
        if row is None:
            raise KeyError(entity)
        return int(row[0])

    def namesakes(self, entity: str) -> frozenset[int]:
        """The agencies in the file that have a thing of an entity's kind and name; KeyError as `entity`."""
        one = self.entity(entity)
        rows = self.connection.execute(
            "select distinct agency from entities where name = ? and kind = ?", (one.name, one.kind)
        )
        return frozenset(row[0] for row in rows)

    @cached_property
    def agency(self) -> Entity:
        """The agency whose programme it is: the root of the budget."""
        return self.of_kind("agency")[0]

    @cached_property
    def workforce(self) -> str:
        """The id of all of the agency's staff, the root of its parts; "" where the programme counts none."""
        return next((one.id for one in self.of_kind("staff") if not one.parent), "")

    def _newest(self, programmes: Iterable[str]) -> str:
        """The newest in view of some programmes, "" where none is."""
        named = set(programmes)
        return next((one.id for one in self.programmes if one.id in named), "")

    def entity(self, id: str) -> Entity:
        """The entity with this id; KeyError where there is none."""
        if id not in self._entities:
            row = self.connection.execute(
                "select id, programme, kind, name, code, parent, position, place, line from entities where id = ?",
                (id,),
            ).fetchone()
            self._entities[id] = Entity(*row) if row else None
        entity = self._entities[id]
        if entity is None:
            raise KeyError(id)
        return entity

    def of_kind(self, kind: str) -> tuple[Entity, ...]:
        """All entities of a kind, in the document's order; "unit:daire başkanlığı" restricts by code."""
        if kind not in self._kinds:
            name, _, code = kind.partition(":")
            rows = self.connection.execute(
                "select id, programme, kind, name, code, parent, position, place, line from entities "
                f"where agency in ({','.join('?' * len(self._agencies))}) and kind = ? and (? = '' or code = ?) "
                "order by agency, position, id",
                (*self._agencies, name, code, code),
            )
            self._kinds[kind] = tuple(Entity(*row) for row in rows)
        return self._kinds[kind]

    def children(self, id: str) -> tuple[Entity, ...]:
        """The entities whose parent this is, in the document's order."""
        if id not in self._children:
            rows = self.connection.execute(
                "select id, programme, kind, name, code, parent, position, place, line from entities "
                "where parent = ? order by kind, position, id",
                (id,),
            )
            self._children[id] = tuple(Entity(*row) for row in rows)
        return self._children[id]

    def descendants(self, id: str, kind: str) -> tuple[Entity, ...]:
        """All entities of a kind below an entity, in the document's order."""
        found: list[Entity] = []
        for child in self.children(id):
            if child.kind == kind.partition(":")[0] and kind.partition(":")[2] in ("", child.code):
                found.append(child)
            found.extend(self.descendants(child.id, kind))
        return tuple(found)

    def ancestors(self, id: str) -> tuple[Entity, ...]:
        """Parent, its parent and so on."""
        found: list[Entity] = []
        parent = self.entity(id).parent
        while parent and len(found) < 16:
            found.append(self.entity(parent))
            parent = found[-1].parent
        return tuple(found)

    def facts(self, subject: str) -> tuple[Fact, ...]:
        """All printed figures of a subject."""
        if subject not in self._facts:
            rows = self.connection.execute(f"select {_FACT} from facts where subject = ? order by id", (subject,))
            self._facts[subject] = tuple(Fact(*row) for row in rows if row[-1] in self._by_id)
        return self._facts[subject]

    def facts_of(self, subject: str, item: str | None) -> tuple[Fact, ...]:
        """The printed figures of a subject's item, or of the subject itself: many have hundreds over the years."""
        key = subject, item
        if key not in self._of:
            rows = self.connection.execute(
                f"select {_FACT} from facts where subject = ? and coalesce(item, '') = ? order by id",
                (subject, item or ""),
            )
            self._of[key] = tuple(Fact(*row) for row in rows if row[-1] in self._by_id)
        return self._of[key]

    def bearing(self, least: float, most: float) -> tuple[Fact, ...]:
        """The printed figures within two bounds, in the files' order."""
        columns = ", ".join(f"facts.{name.strip()}" for name in _FACT.split(","))
        rows = self.connection.execute(
            f"select {columns} from facts join entities on entities.id = subject "
            f"where entities.agency in ({','.join('?' * len(self._agencies))}) and value between ? and ? "
            "order by facts.id",
            (*self._agencies, least, most),
        )
        return tuple(Fact(*row) for row in rows if row[-1] in self._by_id)

    def attributes(self, entity: str) -> tuple[Attribute, ...]:
        """All texts about an entity, in the files' order."""
        if entity not in self._attributes:
            rows = self.connection.execute(
                f"select {_ATTRIBUTE} from attributes where entity = ? order by id", (entity,)
            )
            found = [Attribute(*row) for row in rows]
            if len(self.programmes) > 1:
                # What a newer programme says of a thing takes the place of what an older one said.
                said: dict[str, set[str]] = {}
                for one in found:
                    said.setdefault(one.kind, set()).add(one.programme)
                newest = {kind: self._newest(programmes) for kind, programmes in said.items()}
                found = [one for one in found if one.programme == newest[one.kind]]
            self._attributes[entity] = tuple(one for one in found if one.programme in self._by_id)
            self._attribute.update((attribute.id, attribute) for attribute in self._attributes[entity])
        return self._attributes[entity]

    def attribute(self, id: int) -> Attribute:
        """One text by its row."""
        if id not in self._attribute:
            row = self.connection.execute(f"select {_ATTRIBUTE} from attributes where id = ?", (id,)).fetchone()
            self._attribute[id] = Attribute(*row)
        return self._attribute[id]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The prose of the programmes in view, paragraph by paragraph: in the file's order."""
        return passages.of_programmes(self.connection, [one.id for one in self.programmes])

    def passage(self, id: int) -> Passage | None:
        """One passage by its row; None where there is none."""
        return next((one for one in self.passages if one.id == id), None)

    def passages_about(self, stems: Iterable[str], most: int = 5) -> tuple[tuple[Passage, float], ...]:
        """The passages that hold words which begin as some folded stems do, with their weights, weightiest first."""
        return passages.about(self.connection, [one.id for one in self.programmes], stems, most)

    def passage_rarities(self, stems: Iterable[str]) -> dict[str, float]:
        """How rare beginnings of words are in the prose: the logarithm of passages by passages that hold one."""
        return passages.rarities(self.connection, [one.id for one in self.programmes], stems)

    @cached_property
    def answers(self) -> dict[str, str]:
        """What sort of thing answers each kind of text: "date", "person", "place" …"""
        return dict(self.connection.execute("select id, answers from aspects"))

    @cached_property
    def _aspect_labels(self) -> dict[str, str]:
        return dict(self.connection.execute("select id, label from aspects"))

    def aspect_label(self, kind: str) -> str:
        """What a kind of text is called: "başkan"; the kind itself where the lists do not name it."""
        return self._aspect_labels.get(kind) or kind

    def targets(self, source: str, kind: str) -> tuple[str, ...]:
        """What an entity is related to: targets("unit:…", "monitors") are its indicators."""
        key = (source, kind, True)
        if key not in self._relations:
            rows = self.connection.execute(
                "select target, relations.programme from relations join entities on entities.id = target "
                "where source = ? and relations.kind = ? order by entities.kind, entities.position",
                (source, kind),
            ).fetchall()
            self._relations[key] = tuple(
                dict.fromkeys(target for target, programme in rows if programme == self._stated(target, kind))
            )
        return self._relations[key]

    def sources(self, target: str, kind: str) -> tuple[str, ...]:
        """What is related to an entity: sources("indicator:…", "monitors") is its unit."""
        key = (target, kind, False)
        if key not in self._relations:
            rows = self.connection.execute(
                "select source, relations.programme from relations join entities on entities.id = source "
                "where target = ? and relations.kind = ? order by entities.kind, entities.position",
                (target, kind),
            ).fetchall()
            newest = self._stated(target, kind)
            self._relations[key] = tuple(source for source, programme in rows if programme == newest)
        return self._relations[key]

    def _stated(self, target: str, kind: str) -> str:
        """The newest programme in view that relates something to an entity; "" where none does."""
        if (target, kind) not in self._states:
            rows = self.connection.execute(
                "select distinct programme from relations where target = ? and kind = ?", (target, kind)
            )
            self._states[target, kind] = self._newest(row[0] for row in rows)
        return self._states[target, kind]

    def relation_place(self, source: str, kind: str, target: str) -> str:
        """The table or section that states a relation; empty where nothing does."""
        row = self.connection.execute(
            "select place from relations where source = ? and kind = ? and target = ? and programme = ?",
            (source, kind, target, self._stated(target, kind)),
        ).fetchone()
        return str(row[0]) if row and row[0] else ""

    def contradictions(self, entity: str) -> tuple[Contradiction, ...]:
        """The contradictions of the programme that touch an entity."""
        if entity not in self._contradictions:
            rows = self.connection.execute(
                "select id, kind, title, note, programme from contradictions join contradiction_entities "
                "on contradictions.id = contradiction_entities.contradiction where entity = ? order by id",
                (entity,),
            ).fetchall()
            self._contradictions[entity] = tuple(
                self._contradiction(*row) for *row, programme in rows if programme in self._by_id
            )
        return self._contradictions[entity]

    @cached_property
    def all_contradictions(self) -> tuple[Contradiction, ...]:
        """Every contradiction of the programme, in the file's order."""
        rows = self.connection.execute("select id, kind, title, note, programme from contradictions").fetchall()
        return tuple(self._contradiction(*row) for *row, programme in rows if programme in self._by_id)

    def concerned(self, id: str) -> tuple[str, ...]:
        """The entities that a contradiction touches."""
        rows = self.connection.execute(
            "select entity from contradiction_entities where contradiction = ? order by entity", (id,)
        )
        return tuple(row[0] for row in rows)

    def _contradiction(self, id: str, kind: str, title: str, note: str) -> Contradiction:
        def rows(select: str) -> list[tuple[Any, ...]]:
            return self.connection.execute(select, (id,)).fetchall()

        readings = rows(
            "select text, value, place, line from contradiction_readings where contradiction = ? order by position"
        )
        years = rows("select year from contradiction_years where contradiction = ? order by year")
        measures = rows("select measure from contradiction_measures where contradiction = ? order by measure")
        return Contradiction(
            id, kind, title, note, tuple(readings), tuple(row[0] for row in years), tuple(row[0] for row in measures)
        )


__all__ = [
    "SHIPPED",
    "Attribute",
    "Calendar",
    "Contradiction",
    "Entity",
    "Fact",
    "KnowledgeBase",
    "KnowledgeBaseError",
    "Programme",
]
