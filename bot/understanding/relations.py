"""Readings of a message as a question about a relation: who is responsible, to what something belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answering import queries as q
from bot.answering.classes import RELATIONS
from bot.answering.queries import Query
from bot.answering.terms import Texts
from bot.understanding.frame import NAMING, NEUTRAL, Accepts, Frame, Reading
from bot.understanding.linking import Mention
from bot.understanding.pointing import pointed_at
from bot.understanding.under import BELONGING
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.cases import likely_case
from knowledge.language.words import Word

ASKING = frozenset(str.split("how_much count which who where list exists sum how what yesno several"))
"""Features that any question about a relation or a text may show."""
COUNTED_TEXTS = frozenset({"objective", "duty"})
"""Kinds of text that come in numbers."""
SEVERAL = 4
"""Things of a kind whose relation may be asked at once: "X ile Y hangi genel müdürlükte"."""
BELOW = ("altindaki", "bunyesindeki", "icindeki")
"""How words begin, folded, that say of what follows that it is below: not "altında"."""
CLASS_RELATIONS = {"unit": "responsible", "sub_programme": "parent", "programme": "parent", "aim": "parent"}
"""Which relation a class that is asked for names: "hangi alt programda"."""
GAINS = {feature: weight(f"relations.{feature}") for feature in ("monitor", "data_source")}
"""Gain of a relation that a word names."""
GAIN = weight("relations.named")
"""The same of all others."""
FROM_CLASS = weight("relations.from_class")
"""Cost of a relation that only the class asked for names."""
PRINTED = weight("relations.printed")
"""Gain of the table in which something stands."""
UNASKED = weight("relations.unasked")
"""Cost of what something belongs to where nothing asks for a thing."""
DATED = weight("relations.dated")
"""Cost of each measure and year beside a relation."""
UNSTATED = weight("relations.unstated")
"""Cost of a relation that the programme does not state of the thing named."""
UNRELATED = weight("relations.unrelated")
"""Cost of a relation to another kind of thing than is asked for."""
AGAIN = weight("relations.again")
"""Gain of the relation asked before for another thing: "peki X"."""
NAMESAKES = weight("relations.namesakes")
"""Gain of asking about all things of one name."""
BOTH = weight("relations.both")
"""Gain of asking about as many things spoken of as are pointed at: "ikisini kim izliyor"."""
INHERITED, FARTHER, FOLLOWED = weight("relations.inherited"), weight("relations.farther"), weight("relations.followed")
"""Cost of what was spoken of, for the last thing; for each before it; gain where the message says that it goes on."""
COUNTED = weight("relations.counted")
"""Gain of counting the texts of a kind that a thing has."""


class RelationReader:
    """Reads divisions of a message as questions about relations."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every question about a relation that a division can be."""
        mentions = [m for m in frame.mentions if m.kind not in NEUTRAL]
        if len(mentions) == 1:
            same = self._namesakes(mentions[0].entity)
            if len(same) > 1 and plural_class(frame):
                yield from self._of(frame, same, NAMESAKES)
        alike = len({m.kind for m in mentions}) == 1 < len(mentions) <= SEVERAL
        if alike and frame.joined() and all(m.whole for m in mentions):
            yield from self._of(frame, tuple(m.entity for m in mentions), 0.0)
        if len(mentions) == 1:
            yield from self._of(frame, (mentions[0].entity,), 0.0)
        elif not mentions and (number := pointed_at(frame.words)):
            spoken = frame.state.focus[:number][::-1]
            if len(spoken) == number and len({one.partition(":")[0] for one in spoken}) == 1:
                yield from self._of(frame, spoken, BOTH)
        elif not mentions and (frame.followup or frame.asked):
            for rank, subject in enumerate(frame.state.focus[:2]):
                extra = INHERITED + FARTHER * rank + (FOLLOWED if frame.followup else 0.0)
                yield from self._of(frame, (subject,), extra)
        if len(frame.mentions) == 1 and "count" in frame.features:
            yield from self._counted(frame, frame.mentions[0])

    def _namesakes(self, entity: str) -> tuple[str, ...]:
        """All entities that share a name: four "İdari ve Mali İşler Şube Müdürlüğü"."""
        one = self.base.entity(entity)
        return tuple(other.id for other in self.base.of_kind(one.kind) if other.name == one.name)

    def _of(self, frame: Frame, entities: tuple[str, ...], extra: float) -> Iterator[Reading]:
        """What a thing, or several of a kind named together, are related to."""
        kind = entities[0].partition(":")[0]
        last = frame.state.last
        again = last is not None and last.operation == q.RELATION and not frame.asked and bool(frame.mentions)
        if last and again and kind in RELATIONS.get(last.aspect, {}):
            query = Query(q.RELATION, entities=entities[:1], aspect=last.aspect, assumed=("context",))
            yield frame.reading(query, AGAIN)
        together = len(entities) > 1
        for feature, by_kind in RELATIONS.items():
            if feature in frame.features and kind in by_kind and not _told_otherwise(frame, feature, kind, together):
                takes = {"parent", "children"} if feature == "parent" else {feature, "monitor", "responsible"}
                fit = _fit(frame, takes)
                if fit is not None:
                    fit += self._price(frame, feature, kind) + self._holds(frame, entities, by_kind[kind][0])
                    yield frame.reading(Query(q.RELATION, entities=entities, aspect=feature), fit + extra)
        yield from self._by_class(frame, entities, extra)

    def _price(self, frame: Frame, feature: str, kind: str) -> float:
        """What it costs that something else may be asked for than a relation of such a thing."""
        classes = _classes(frame)
        asks = bool(frame.features & {"who", "which", "where"} or "unit" in classes)
        price = GAINS.get(feature, GAIN)
        said = classes - set(CLASS_RELATIONS) - {"table"}
        if said and kind not in said:
            price += UNRELATED  # "… ile ilgili hedef hangi amacın parçası" is about a goal
        if feature == "table":
            price += PRINTED
        if feature == "parent" and not asks:
            price += UNASKED
        if not asks and any(not m.whole for m in frame.mentions):
            price += UNRELATED
        if feature == "who" and any(_spans_another(frame, m) for m in frame.mentions):
            price += UNRELATED
        return price

    def _by_class(self, frame: Frame, entities: tuple[str, ...], extra: float) -> Iterator[Reading]:
        """The class asked for names the relation: "… hangi genel müdürlükte", "… hangi alt programda"."""
        kind = entities[0].partition(":")[0]
        above = self.base.entity(entities[0]).parent
        if not frame.features & {"which", "who", "where"}:
            return
        for _, kinds in frame.classes:
            for name in sorted({k.partition(":")[0] for k in kinds}):
                relation = "parent" if name == kind == "unit" else CLASS_RELATIONS.get(name, "")
                if not relation or kind not in RELATIONS[relation]:
                    continue
                if relation == "parent" and plural_class(frame) and len(entities) == 1:
                    continue  # "altında hangi birimler var" asks for what is below
                fit = _fit(frame, {"parent", "children", "responsible", "monitor", "which", "who"})
                if fit is None:
                    continue
                fit += self._holds(frame, entities, RELATIONS[relation][kind][0])
                if relation == "parent" and above and self.base.entity(above).kind != name:
                    fit += UNRELATED  # an indicator stands in a sub-programme, in no aim
                yield frame.reading(Query(q.RELATION, entities=entities, aspect=relation), fit + FROM_CLASS + extra)

    def _counted(self, frame: Frame, mention: Mention) -> Iterator[Reading]:
        """How many texts of a kind a thing has: "alt programın kaç hedefi var"."""
        for aspect in sorted(frame.aspects & COUNTED_TEXTS):
            rows = [row for row in self.base.attributes(mention.entity) if row.kind == aspect]
            if len(rows) > 1 and not frame.rest(Accepts(ASKING, frozenset({aspect}), apposed=True)):
                yield frame.reading(Query(q.COUNT, entities=(mention.entity,), terms=Texts(aspect)), COUNTED)

    def _holds(self, frame: Frame, entities: tuple[str, ...], relation: str) -> float:
        """What it costs that nothing is so related, or nothing of the class asked for ("hangi daire sorumlu")."""
        if relation in ("parent", "table"):
            return 0.0
        found = {id for entity in entities for id in self.base.sources(entity, relation)}
        codes = {k.partition(":")[2] for _, kinds in frame.classes for k in kinds if k.startswith("unit:")}
        if codes and not codes & {self.base.entity(id).code for id in found}:
            return UNRELATED
        return 0.0 if found else UNSTATED


def _classes(frame: Frame) -> set[str]:
    """The kinds of the class words."""
    return {k.partition(":")[0] for _, kinds in frame.classes for k in kinds} - {"staff", "year"}


def _told_otherwise(frame: Frame, feature: str, kind: str, together: bool) -> bool:
    """Whether a word that could ask for a relation asks for something else."""
    if feature == "parent":
        classes = _classes(frame)
        below = (plural_class(frame) and not together) or any(w.folded.startswith(BELOW) for w in frame.words)
        if "count" in frame.features or below or (classes and not classes & set(CLASS_RELATIONS)):
            return True
        return "unit" in classes and kind != "unit"
    if feature == "who" and _from_whom(frame.words):
        return True
    if feature == "who":
        return bool(frame.features & {"responsible", "monitor", "data_source"}) or "chair" in frame.aspects
    if feature == "table":
        return any(not m.whole for m in frame.mentions)
    # "o birimin izlediği göstergelerin sayısı", "sorumlu birimle 2024 tahmini"
    return feature in ("responsible", "monitor") and (_members_counted(frame) or _besides(frame))


def _spans_another(frame: Frame, mention: Mention) -> bool:
    """Whether a name is read across what is asked, from another thing's full name on: "göç kurulunu kim toplar"."""
    others = (one for one in frame.message.whole if one.mask & (one.mask - 1) and one.entity != mention.entity)
    return mention.gapped and any(not one.mask & ~mention.mask for one in others)


def _from_whom(words: Sequence[Word]) -> bool:
    """Whether somebody is asked for who does nothing in what is said: "kimden", "kimleri", "kime", but "kime bağlı"."""
    return any(
        word.folded.startswith("kim")
        and likely_case(word) in ("abl", "acc", "dat", "ins")
        and not (following and following.folded.startswith(BELONGING))
        for word, following in zip(words, [*words[1:], None], strict=True)
    )


def _fit(frame: Frame, takes: set[str]) -> float | None:
    """What the words of a message cost as a question about a relation; None where one does not belong to it."""
    if any(segment.values("feature") == {"how_much"} for segment in frame.segments):
        return None  # "ne kadar" asks for a figure
    cost = 0.0
    for segment in frame.rest(Accepts(ASKING | takes, NAMING, kinds=True)):
        if not (segment.values("measure") or segment.years):
            return None
        cost += DATED
    return cost


def plural_class(frame: Frame) -> bool:
    """Whether a class is asked for in the plural: "bağlı daireler" are below, not above."""
    return any(at in frame.plural for segment, _ in frame.classes for at in range(segment.start, segment.end))


def _members_counted(frame: Frame) -> bool:
    """Whether the members of a class are counted: "göstergelerin sayısı"."""
    counting = {at for s in frame.segments if "count" in s.values("feature") for at in (s.start, s.end)}
    return any(s.end in counting or s.start in counting for s, kinds in frame.classes if "unit" not in kinds)


def _besides(frame: Frame) -> bool:
    """Whether a figure is asked for beside who is responsible, which its reply tells: "sorumlu birimle tahmini"."""
    if not any(s.years for s in frame.segments) or not frame.measures:
        return False
    return any(s.end - 1 in frame.joints for s in frame.segments if s.values("feature") & {"responsible", "monitor"})
