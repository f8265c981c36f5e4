"""Candidates for questions that a text, a relation or a contradiction of the programme answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import combinations

from bot.answering import queries as q
from bot.answering.classes import RELATIONS
from bot.answering.queries import Query
from bot.answering.terms import Contradictions, Texts
from bot.understanding.second.candidates import FORMS, SAID, SPOKEN, Candidate, Filling, Form, Forms, Made
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from bot.understanding.standing import Standing
from knowledge.base import KnowledgeBase

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
COMPARED = ("tablo", "sema", "sekil", "metin", "metni", "liste", "belge", "bolum", "veri")
"""How words begin, folded, for what may disagree: places of a programme, the source of data and who is responsible."""
HALF, PAIRED = 0.5, 4
"""Share of a name from which a thing is one of two, and among how many these are."""
RELATED = ("responsible", "monitor", "data_source", "parent", "table")


TextsOf = Callable[[str], Sequence[tuple[str, tuple[int, ...]]]]
"""Of a thing each sort of its texts, with these."""


def texts_of(base: KnowledgeBase, entity: str) -> Sequence[tuple[str, tuple[int, ...]]]:
    """Each sort of the texts about a thing, with these."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in base.attributes(entity):
        found[row.kind].append(row.id)
    return [(kind, tuple(ids)) for kind, ids in found.items()]


class TextCandidates:
    """Makes the candidates of one message."""

    def __init__(
        self, base: KnowledgeBase, said: Signals, mentions: Sequence[Named], standing: Standing, texts_of: TextsOf
    ) -> None:
        self.base = base
        self.texts_of = texts_of
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

    def all(self) -> Iterator[Made]:
        """Every candidate."""
        seen: set[tuple[int, ...]] = set()
        disagreeing = self._disagreeing()
        for thing, source in self.things:
            yield from self._relations(thing, source)
            yield from self._texts(thing, source, seen)
            if thing.kind in SUMMED_UP and source != "default":
                yield Candidate(text_form(q.OVERVIEW, "overview"), (), (thing,), source, thing.mask)
            if disagreeing:
                yield from self._contradictions(thing, source)
        yield from self._of_two()
        yield from self._found(seen)

    def _of_two(self) -> Iterator[Candidate]:
        """What each of two things is related to: "sığınma evi ile mağdur sayısını aynı birim mi izliyor"."""
        named = [thing for thing, source in self.things if source == SAID and thing.coverage > HALF]
        for aspect in RELATED:
            own = [thing for thing in named if thing.kind in RELATIONS[aspect]]
            pair = next(
                ((a, b) for a, b in combinations(own[:PAIRED], 2) if a.kind == b.kind and not a.mask & b.mask), None
            )
            if pair is not None:
                about = tuple(sorted(pair, key=lambda one: one.mask))
                form = text_form(q.RELATION, f"relations/{aspect}", aspect)
                yield Candidate(form, (), about, SAID, pair[0].mask | pair[1].mask)

    def _relations(self, thing: Named, source: str) -> Iterator[Filling]:
        forms = relation_forms(thing.kind)
        if forms.all:
            yield Filling(forms, (), (thing,), source, thing.mask)

    def _texts(self, thing: Named, source: str, seen: set[tuple[int, ...]]) -> Iterator[Candidate]:
        counted = self.said.said("feature:count")
        for kind, own in self.texts_of(thing.entity):
            ids = own[:ROWS]
            if ids in seen:
                continue
            seen.add(ids)
            text = 0
            for id in ids:
                text |= self.standing.get(id, 0)
            yield self._told(ids, kind, thing, source, text)
            if len(own) > 1:
                standing = [(self.standing[id], id) for id in own if id in self.standing]
                for words, id in nlargest(3, standing, key=lambda one: (self.said.weight(one[0]), -one[1])):
                    if (id,) not in seen:
                        seen.add((id,))
                        yield self._told((id,), kind, thing, source, words)
                if counted:
                    form = text_form(q.COUNT, "count/text", kind)
                    yield Candidate(form, (), (thing,), source, thing.mask, text)

    def _told(self, ids: tuple[int, ...], kind: str, thing: Named, source: str, text: int) -> Candidate:
        form = text_form(q.TEXT, "text/one" if len(ids) == 1 else "text/all", kind)
        return Candidate(form, (), (thing,), source, thing.mask, text, None, ids)

    def _disagreeing(self) -> bool:
        """Whether it may be asked if places of the programme disagree: "aynı mı" alone compares things."""
        if self.said.said("feature:contradiction"):
            return True
        placed = any(word.folded.startswith(COMPARED) for word in self.said.words)
        return placed and bool(self.said.said("feature:same"))

    def _contradictions(self, thing: Named, source: str) -> Iterator[Candidate]:
        for one in self.base.contradictions(thing.entity)[:3]:
            form = Form(Query(q.CONTRADICTION, terms=Contradictions((one.id,))), "contradiction")
            yield Candidate(form, (), (thing,), source, thing.mask)

    def _found(self, seen: set[tuple[int, ...]]) -> Iterator[Candidate]:
        """Texts that have the message's rare words, whatever they are about."""
        target = self.said.full & ~self.said.small & ~self.said.year_mask
        for id, share, words in self.standing.fullest(target, FOUND):
            if (id,) in seen or (words < 2 and share < 0.5):
                continue
            seen.add((id,))
            row = self.base.attribute(id)
            mention = next((m for m, _ in self.things if m.entity == row.entity), None)
            thing = mention or Named(row.entity, row.entity.partition(":")[0], 0.0, 0.0, 0, 0.0, False, False, 0, 0)
            form = text_form(q.TEXT, "text/found", row.kind)
            source = SAID if mention else "found"
            yield Candidate(form, (), (thing,), source, thing.mask, self.standing[id], None, (id,))


@lru_cache(FORMS)
def text_form(operation: str, shape: str, aspect: str = "") -> Form:
    """The form of a question for a text or a relation; for how many texts there are of a sort; for all of a thing."""
    query = Query(operation, terms=Texts(aspect)) if operation == q.COUNT else Query(operation, aspect=aspect)
    return Form(query, shape, aspect=aspect)


@lru_cache(FORMS)
def relation_forms(kind: str) -> Forms:
    """The forms of the questions what a thing of a kind is related to."""
    found = [aspect for aspect in RELATED if kind in RELATIONS[aspect]]
    return Forms(tuple(text_form(q.RELATION, f"relation/{aspect}", aspect) for aspect in found))
