"""Readings of a message as a question that a text of the programme answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from bot.answering import queries as q
from bot.answering.columns import PLAIN
from bot.answering.figures import domain_of
from bot.answering.queries import Query
from bot.understanding.bearers import OTHER_ARTICLE, SAID, BearerReader
from bot.understanding.dialogue import BRIEFEST
from bot.understanding.explained import (
    COUNTING,
    asked_mask,
    asking_mask,
    aspect_mask,
    content_mask,
    counts,
    explained,
    measured,
    other_articles,
)
from bot.understanding.frame import Accepts, Frame, Reading
from bot.understanding.linking import Mention
from bot.understanding.relations import ASKING, RelationReader
from bot.understanding.weights import weight
from knowledge.base import Attribute, KnowledgeBase

TEXT = weight("text_readings.text")
"""Cost of any text beside a figure or a list that answers the same words."""
AGENCY = weight("text_readings.agency")
"""Cost of a question that names nothing being about the agency itself."""
TOGETHER = weight("text_readings.together")
"""Cost of answering with two texts at once."""
OF_CLASS = weight("text_readings.of_class")
"""Cost of a class word standing for one of its members."""
COUNTED = weight("text_readings.counted")
"""Cost of a text where members of a class are counted: counting them is surer."""
MEANING = weight("text_readings.meaning")
"""Gain of what an abbreviation stands for over other explanations of its bearer."""
ELSEWHERE = weight("text_readings.elsewhere")
"""Cost of each word that stands only in another text about the same thing."""
UNNAMED_ASPECT = weight("text_readings.unnamed_aspect")
"""Cost of choosing a text by its words alone, no word naming the kind of text."""
SPOKEN_OF, NOT_SAID = weight("text_readings.spoken_of"), weight("text_readings.not_said")
"""Gain of the texts of what was spoken of where the message goes on; cost where it does not say so."""
DEFINING = frozenset({"definition", "meaning", "function", "purpose"})
"""Kinds of text that tell what a thing is."""
OWN = frozenset(str.split("phone fax email web address postcode contact mission vision prepared_by preparation"))
"""Kinds of text that only an agency has."""
SPOKEN = frozenset({"council", "unit", "post", "institution", "law", "system", "policy"})
"""Kinds of things of which it may ask that."""
MEASURED = frozenset({"capacity", "area", "budget", "spent"})
"""Measures that no text is asked for by."""
PARTICULAR = frozenset({"chair", "president", "members", "phone", "fax", "email", "postcode", "secretariat"})
"""Kinds of text that a question asks for and nothing else."""
CLASSES = frozenset({"council", "post"})
"""Classes of which one stands for each of its members: "kurulun başkanı kim"."""
EACH = ASKING | {"difference", "compare", "same"}
"""Features that a question about a text of each of two things may show."""

Held = tuple[int, int]
"""A text and the words that it explains, as bits."""


@dataclass
class _Asking:
    """The words of one division that a text must explain."""

    frame: Frame
    needed: int
    """The words that no entity and no word list explains, as bits."""
    open_mask: int
    """Those that a word list explains, but not as small talk."""
    named: bool
    """Whether the message names something in full."""
    scored: dict[tuple[str, str], list[tuple[float, int]]] = field(default_factory=dict)
    """For (entity, kind of text) the price and the number of each text that explains every word."""
    partly: dict[str, dict[str, list[Held]]] = field(default_factory=dict)
    """For each entity and kind that is asked for its texts with what they explain."""

    @property
    def target(self) -> int:
        """All words that want a text."""
        return self.needed | self.open_mask


class TextReader:
    """Reads divisions of a message as questions about texts, relations, and things found by their texts."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.relations = RelationReader(base)
        self.bearers = BearerReader(base)

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every question about relations, and about a thing in all, that a division can be."""
        yield from self.relations.readings(frame)
        yield from self.bearers.overview(frame)

    def texts(self, frame: Frame, needed: int, open_mask: int, named: bool = False) -> Iterator[Reading]:
        """Texts that, with the names said, explain every word.

        `needed` are the words that no entity and no word list explains, as bits; `open_mask` those that a word
        list explains, but not as small talk; `named` says that the message names something in full.
        """
        if _figured(frame):
            return
        asking = _Asking(frame, needed, open_mask, named)
        for id, start in self._of_the_laws(frame, self._candidates(asking)).items():
            self._score(asking, id, start)
        for (_, kind), rows in asking.scored.items():
            yield self._answer(frame, kind, rows)
        if not needed:
            yield from self._each(frame)
        if not asking.scored and (frame.joints or "together" in frame.features):
            yield from self._together(asking)

    def reverse(self, frame: Frame, needed: int, open_mask: int, named: dict[str, int]) -> Iterator[Reading]:
        """Entities found by what a text says of them, unless a class stands for its members."""
        if needed or not any(True for _ in self.of_class(frame)):
            yield from self.bearers.readings(frame, needed, open_mask, named)

    def _candidates(self, asking: _Asking) -> dict[int, float]:
        """The texts that may answer, with what each costs whatever it says."""
        frame = asking.frame
        found = dict.fromkeys(self._of_mentions(asking), 0.0)
        one_law = len(frame.mentions) == 1 and frame.mentions[0].kind == "law"
        if frame.own and one_law and "duty" in frame.aspects:
            # "4 sayılı Kararname'deki görevlerimiz" are the agency's.
            own = self.base.attributes(self.base.agency.id)
            found |= {attribute.id: 0.0 for attribute in own if attribute.kind == "duty"}
        if frame.mentions:
            return found
        focus = frame.state.focus
        brief = len(frame.words) <= BRIEFEST and bool(focus) and not frame.own
        brief = brief and focus[0].partition(":")[0] in SPOKEN
        if frame.followup or frame.aspects:
            start = SPOKEN_OF if frame.followup else 0.0 if brief else NOT_SAID
            for entity in focus[: 1 if brief else 2]:
                for attribute in self.base.attributes(entity):
                    found.setdefault(attribute.id, start)
        if not asking.named and not (frame.followup and focus):
            for attribute in self._unnamed(asking):
                if not brief or attribute.kind in OWN:  # "görevi" of what was spoken of
                    found.setdefault(attribute.id, AGENCY)
        return found

    def _of_mentions(self, asking: _Asking) -> Iterator[int]:
        """The texts of what is named that hold the names of all else."""
        frame = asking.frame
        for mention in frame.mentions:
            if any(other is not mention and not other.whole for other in frame.mentions):
                continue  # words that stand in a text need no half-said name
            if not mention.whole and (asking.needed & frame.message.foreign_words or mention.kind == "law"):
                continue  # "Suriyeli sayısı" names nothing in full; one law is told from another by its number
            rest = 0
            for other in frame.mentions:
                if other is not mention and not (other.kind == "law" and mention.kind != "law"):
                    rest |= other.mask
            for attribute in self.base.attributes(mention.entity):
                if not rest & ~frame.masks.get(attribute.id, 0):
                    yield attribute.id

    def _of_the_laws(self, frame: Frame, candidates: dict[int, float]) -> dict[int, float]:
        """The texts that cite a law which is named beside something else; all where none is."""
        laws = [self.base.entity(m.entity).code for m in frame.mentions if m.kind == "law"]
        if not laws or len(frame.mentions) == 1:
            return candidates
        return {id: cost for id, cost in candidates.items() if any(law in self.base.attribute(id).text for law in laws)}

    def _score(self, asking: _Asking, id: int, start: float) -> None:
        """Notes what a text explains, and its price where that is all."""
        frame, needed = asking.frame, asking.needed
        words = frame.masks.get(id, 0)
        attribute = self.base.attribute(id)
        named = attribute.kind in frame.aspects or counts(frame, attribute.kind)
        if named:
            held = words | asked_mask(frame, attribute.kind)
            asking.partly.setdefault(attribute.entity, {}).setdefault(attribute.kind, []).append((id, held))
        about = self._about(frame, attribute) & ~words if named else 0
        if needed & ~(words | about) or not explained(self.base, frame, attribute, words | about):
            return
        if attribute.value is not None and not measured(frame, attribute, needed):
            return
        if not self._told(asking, attribute, words, named):
            return
        said = ((words | aspect_mask(frame, attribute.kind)) & asking.target).bit_count()
        cost = start + (0.0 if named else UNNAMED_ASPECT) - SAID * said
        cost += ELSEWHERE * (about & asking.target).bit_count()
        cost += OTHER_ARTICLE * other_articles(frame, attribute)
        if attribute.kind == "meaning" and named:
            cost -= MEANING  # "YİMER ne demek" asks what the letters stand for, not what is counted
        counted = domain_of(attribute.entity.partition(":")[0]) == PLAIN
        if "count" in frame.features and (frame.classes or counted):
            cost += COUNTED
        asking.scored.setdefault((attribute.entity, attribute.kind), []).append((cost, id))

    def _told(self, asking: _Asking, attribute: Attribute, words: int, named: bool) -> bool:
        """Whether the words say enough of a text: its kind, or more than the thing that it is about.

        `words`: those that it holds; `named`: whether its kind is asked for.
        """
        frame = asking.frame
        content = words & (asking.needed | content_mask(frame))
        if not named:
            if frame.aspects & PARTICULAR or any(s.values("measure") & MEASURED and not s.free for s in frame.segments):
                return False  # "başkanı kim" of what has no president is answered by no other text
            if not content & ~asking_mask(frame):
                return False  # the words only ask for another kind of text: that is not held
            if not words & asking.needed and content.bit_count() < 2:
                return False
        defining = "what" in frame.features and attribute.kind in DEFINING
        # else only the thing itself is named
        return named or defining or bool(content & ~frame.message.naming.get(attribute.entity, 0))

    def _answer(self, frame: Frame, kind: str, rows: list[tuple[float, int]]) -> Reading:
        """The question that the best of a thing's texts of one kind answer."""
        least = min(cost for cost, _ in rows)
        best = tuple(id for cost, id in sorted(rows, key=lambda row: row[1]) if cost <= least + SAID)
        if len(best) > 1 and frame.features & COUNTING and any(self.base.attribute(id).value for id in best):
            least += COUNTED  # one number is asked for
        if kind == "duty" and "yesno" in frame.features:
            # "… bakar mı?" is answered by what is left out as well.
            left_out = self.base.attributes(self.base.attribute(best[0]).entity)
            best += tuple(row.id for row in left_out if row.kind == "exclusion")
        return frame.reading(Query(q.TEXT, attributes=best, aspect=kind), TEXT + least)

    def _about(self, frame: Frame, attribute: Attribute) -> int:
        """The words that other texts about the same thing hold, which tell what it is, as bits.

        "Programın hazırlanmasında esas alınan Yönetmelik hangi tarihli" asks for the date alone.
        """
        if not any(m.entity == attribute.entity and m.whole and not m.slip for m in frame.mentions):
            return 0
        others = {row.kind for row in self.base.attributes(attribute.entity)} - {attribute.kind}
        mask = frame.masks.reach(attribute.entity, self.base)
        for segment in frame.segments:
            aspects = segment.values("aspect")
            if aspects & others and attribute.kind not in aspects:
                mask &= ~segment.mask
            if segment.values("measure") or segment.years or segment.values("feature") & COUNTING:
                mask &= ~segment.mask
            if "which" in segment.values("feature"):
                mask &= ~(1 << segment.end)  # what is asked for
        return mask

    def _unnamed(self, asking: _Asking) -> Iterator[Attribute]:
        """Texts of the kinds asked for where nothing is named: those of the agency, and those of its one system."""
        frame = asking.frame
        if frame.message.about and not frame.own:
            return
        spoken = {
            row.kind
            for entity in frame.state.focus[:2]
            if entity != self.base.agency.id and not frame.own
            for row in self.base.attributes(entity)
        }
        done = "duty" in frame.aspects and bool(frame.features & {"which", "who"})
        done = done and not frame.own and not asking.needed
        if all(segment.free for segment, _ in frame.classes) and not done:
            for attribute in self.base.attributes(self.base.agency.id):
                if attribute.kind in frame.aspects and attribute.kind not in spoken:
                    yield attribute
        for system in self.base.of_kind("system"):
            for attribute in self.base.attributes(system.id):
                if attribute.kind in frame.aspects and attribute.kind in self._sole:
                    yield attribute

    @cached_property
    def _sole(self) -> frozenset[str]:
        """Kinds of text that only one thing has: they name it."""
        rows = self.base.connection.execute(
            "select kind from attributes where programme = ? group by kind having count(distinct entity) = 1",
            (self.base.programme.id,),
        )
        return frozenset(kind for (kind,) in rows)

    def _each(self, frame: Frame) -> Iterator[Reading]:
        """One kind of text of two things of a kind: "X ile Y'nin görev yerleri"."""
        alike = len(frame.mentions) == 2 and len({m.kind for m in frame.mentions}) == 1
        if not alike or not frame.joined() or not all(m.whole for m in frame.mentions):
            return
        for aspect in sorted(frame.aspects):
            rows = [self._rows(m, aspect) for m in frame.mentions]
            single = all(len(found) == 1 for found in rows)
            if single and not frame.rest(Accepts(EACH, frozenset({aspect}), apposed=True)):
                both = tuple(found[0].id for found in rows)
                yield frame.reading(Query(q.TEXT, attributes=both, aspect=aspect), TEXT)

    def _rows(self, mention: Mention, aspect: str) -> list[Attribute]:
        """The texts of one kind about a thing."""
        return [row for row in self.base.attributes(mention.entity) if row.kind == aspect]

    def _together(self, asking: _Asking) -> Iterator[Reading]:
        """Two texts of one entity that only together explain every word ("telefonu ve posta kodu")."""
        frame, target = asking.frame, asking.target
        for kinds in asking.partly.values():
            for first, second in combinations(sorted(kinds), 2):
                for a, one in kinds[first]:
                    for b, other in kinds[second]:
                        if target & ~(one | other) == 0 and target & ~one and target & ~other:
                            held = (frame.masks.get(a, 0) | frame.masks.get(b, 0)) & target
                            query = Query(q.TEXT, attributes=(a, b), aspect=f"{first} {second}")
                            yield frame.reading(query, TEXT + TOGETHER - SAID * held.bit_count())

    def of_class(self, frame: Frame) -> Iterator[Reading]:
        """A text asked of a class in the singular ("kurulun başkanı kim"): each member is a meaning."""
        if frame.mentions or len(frame.classes) != 1 or (frame.followup and frame.state.focus):
            return
        segment, kinds = frame.classes[0]
        if segment.end - 1 in frame.plural or frame.features & COUNTING:
            return
        others = [s for s in frame.segments if s is not segment and not s.free]
        for aspect in sorted(frame.aspects):
            if not any(aspect in s.values("aspect") for s in others):
                continue
            if frame.rest(Accepts(ASKING, frozenset({aspect})), segment):
                continue
            for kind in sorted(kinds & CLASSES):
                for entity in self.base.of_kind(kind):
                    rows = tuple(a.id for a in self.base.attributes(entity.id) if a.kind == aspect)
                    query = Query(q.TEXT, entities=(entity.id,), attributes=rows, aspect=aspect)
                    yield frame.reading(query, TEXT + OF_CLASS)


def _figured(frame: Frame) -> bool:
    """Whether a figure is asked for by a measure and a year: "2021 gerçekleşmesi ne kadar"."""
    said = [segment for segment in frame.segments if not segment.free]
    return (
        "how_much" in frame.features
        and any(segment.years for segment in said)
        and any(segment.values("measure") - {"count"} for segment in said)
    )
