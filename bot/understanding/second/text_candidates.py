"""Candidates for questions that a text, a relation or a contradiction of the programme answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest

from bot.answering import queries as q
from bot.answering.classes import RELATIONS
from bot.answering.queries import Query
from bot.understanding.second.candidates import SAID, SPOKEN, Candidate
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from bot.understanding.standing import Standing
from knowledge.base import Attribute, KnowledgeBase

ABOUT = 14
"""Mentions whose texts and relations are candidates."""
SPOKEN_OF = 3
"""Things spoken of before that are looked at too."""
FOUND = 40
"""Texts found by their own words."""
ROWS = 60
"""The most rows of one kind of text."""
SUMMED_UP = frozenset(
    str.split("unit council goal aim sub_programme activity indicator system policy law institution post")
)
"""Kinds of things of which an overview is given."""
RELATED = ("responsible", "monitor", "data_source", "parent", "table")


class TextCandidates:
    """Makes the candidates of one message."""

    def __init__(self, base: KnowledgeBase, said: Signals, mentions: Sequence[Named], standing: Standing) -> None:
        self.base = base
        self.said = said
        self.standing = standing
        self.things = [(m, SAID) for m in mentions[:ABOUT]]
        named = {m.entity for m, _ in self.things}
        for entity in said.state.focus[:SPOKEN_OF]:
            if entity not in named:
                kind = entity.partition(":")[0]
                self.things.append((Named(entity, kind, 0.0, 0.0, 0, 0.0, False, False, 0, 0), SPOKEN))
        agency = base.agency.id
        if agency not in named:
            self.things.append((Named(agency, "agency", 0.0, 0.0, 0, 0.0, False, False, 0, 0), "default"))

    def all(self) -> Iterator[Candidate]:
        """Every candidate."""
        seen: set[tuple[int, ...]] = set()
        for thing, source in self.things:
            yield from self._relations(thing, source)
            yield from self._texts(thing, source, seen)
            if thing.kind in SUMMED_UP and source != "default":
                query = Query(q.OVERVIEW, entities=(thing.entity,))
                yield Candidate(query, "overview", about=(thing,), source=source, mask=thing.mask)
            if self.said.said("feature:contradiction") or self.said.said("feature:same"):
                yield from self._contradictions(thing, source)
        yield from self._found(seen)

    def _relations(self, thing: Named, source: str) -> Iterator[Candidate]:
        for aspect in RELATED:
            if thing.kind in RELATIONS[aspect]:
                query = Query(q.RELATION, entities=(thing.entity,), aspect=aspect)
                yield Candidate(
                    query, f"relation/{aspect}", about=(thing,), aspect=aspect, source=source, mask=thing.mask
                )

    def _texts(self, thing: Named, source: str, seen: set[tuple[int, ...]]) -> Iterator[Candidate]:
        rows: dict[str, list[Attribute]] = defaultdict(list)
        for row in self.base.attributes(thing.entity):
            rows[row.kind].append(row)
        for kind, own in rows.items():
            ids = tuple(row.id for row in own[:ROWS])
            if ids in seen:
                continue
            seen.add(ids)
            text = 0
            for id in ids:
                text |= self.standing[id]
            yield self._told(ids, kind, thing, source, text)
            if len(own) > 1:
                best = nlargest(3, own, key=lambda row: (self.said.weight(self.standing[row.id]), -row.id))
                for row in best:
                    if self.standing[row.id] and (row.id,) not in seen:
                        seen.add((row.id,))
                        yield self._told((row.id,), kind, thing, source, self.standing[row.id])
                query = Query(q.COUNT, entities=(thing.entity,), aspect=f"text:{kind}")
                if "count" in self.said.features():
                    yield Candidate(
                        query, "count/text", about=(thing,), aspect=kind, source=source, mask=thing.mask, text=text
                    )

    def _told(self, ids: tuple[int, ...], kind: str, thing: Named, source: str, text: int) -> Candidate:
        query = Query(q.TEXT, attributes=ids, aspect=kind)
        shape = "text/one" if len(ids) == 1 else "text/all"
        return Candidate(query, shape, about=(thing,), aspect=kind, source=source, text=text, mask=thing.mask)

    def _contradictions(self, thing: Named, source: str) -> Iterator[Candidate]:
        for one in self.base.contradictions(thing.entity)[:3]:
            query = Query(q.CONTRADICTION, entities=(thing.entity,), aspect=one.id)
            yield Candidate(query, "contradiction", about=(thing,), source=source, mask=thing.mask)

    def _found(self, seen: set[tuple[int, ...]]) -> Iterator[Candidate]:
        """Texts that have the message's rare words, whatever they are about."""
        target = self.said.full & ~self.said.small & ~self.said.year_mask
        best = nlargest(FOUND, self.standing.held(target), key=lambda held: (held[1], -held[0]))
        for id, share, words in best:
            if (id,) in seen or (words < 2 and share < 0.5):
                continue
            seen.add((id,))
            row = self.base.attribute(id)
            mention = next((m for m, _ in self.things if m.entity == row.entity), None)
            thing = mention or Named(row.entity, row.entity.partition(":")[0], 0.0, 0.0, 0, 0.0, False, False, 0, 0)
            query = Query(q.TEXT, attributes=(id,), aspect=row.kind)
            yield Candidate(
                query,
                "text/found",
                about=(thing,),
                aspect=row.kind,
                source=SAID if mention else "found",
                text=self.standing[id],
                mask=thing.mask,
            )
