"""Readings of a message as a question about a thing in all, or for a thing that is found by what a text says of it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.explained import COUNTING, asking_mask, other_articles, questions
from bot.understanding.frame import NAMING, Frame, Reading
from bot.understanding.linking import Mention
from bot.understanding.relations import ASKING, plural_class
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.base import Attribute, KnowledgeBase

SAID = weight("bearers.said")
"""Gain of each word of the question that stands in a text."""
REVERSE = weight("bearers.reverse")
"""Cost of finding an entity by what is said of it, not by its name."""
COVERED = 0.8
"""Share of what a question says that a text must hold to be found by it."""
PARTLY_SAID = 3
"""Words of a question that a text must hold where it does not hold all."""
UNHELD = weight("bearers.unheld")
"""Cost of what a text does not hold, by its share."""
OTHER_ARTICLE = weight("bearers.other_article")
"""Cost of each article of a text that is not the one asked for."""
ASKED_KIND = weight("bearers.asked_kind")
"""Gain of a text of the kind that a word asks for, over those that only hold the same words."""
ONE_OF_MANY = weight("bearers.one_of_many")
"""Cost of answering with one thing where several are asked for."""
WANTED, UNWANTED = weight("bearers.wanted"), weight("bearers.unwanted")
"""Gain of a thing of the class asked for; cost of another."""
OVERVIEW, LARGE = weight("bearers.overview"), weight("bearers.large")
"""Cost of telling all in brief where nothing particular is asked; more of what has figures of its own."""
HEADED = frozenset({"chair", "president"})
"""Kinds of text that say who heads something."""
SCOPES = frozenset({"activity", "sub_programme", "programme", "agency"})
"""Kinds of things that have a budget of their own."""
COUNTED = frozenset({"indicator", "staff", "staff_group", "it", "room", "vehicle", "facility", "area", "expense"})
"""Kinds of things that are asked for by their figures, not told of in brief."""
PLACES = frozenset({"unit", "council"})
"""Kinds of which it is asked whether there is one."""
WORKING = frozenset({"responsible", "monitor", "which", "who", "children", "parent"})
"""Features of a question for a unit by its work."""


class BearerReader:
    """Reads divisions of a message as questions about things by what is said of them."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def overview(self, frame: Frame) -> Iterator[Reading]:
        """A name with nothing asked, or "… nedir"; a unit by its work: "uyumdan hangi daire sorumlu"."""
        inherited = not [m for m in frame.mentions if m.kind != "table"] and bool(frame.state.focus)
        inherited = inherited and (frame.followup or frame.asked)
        mention = self._lowest(frame.mentions)
        if mention is None or inherited or mention.kind in COUNTED:
            return
        doing = self._by_work(frame, mention)
        if not all(self._only_names(frame, mention, segment, doing) for segment in frame.segments):
            return
        if "who" in frame.features and not doing and mention.kind in ("unit", "institution", "council"):
            return
        if mention.kind == "post" and any(s.values("aspect") & NAMING and not s.free for s in frame.segments):
            return  # the name of who holds it is asked
        alone = mention.kind in PLACES and mention.whole and not frame.segments and not frame.state.focus
        cost = 0.0 if alone else OVERVIEW + (LARGE if mention.kind in SCOPES else 0.0)
        yield frame.reading(Query(q.OVERVIEW, entities=(mention.entity,)), cost)

    def _by_work(self, frame: Frame, mention: Mention) -> bool:
        """Whether a unit is asked for by its work, which names it."""
        asked = any(mention.mask >> i & 1 and frame.words[i - 1].folded == "hangi" for i in range(1, len(frame.words)))
        classes = {kind for segment in frame.segments for kind in segment.values("kind")}
        called = asked or f"unit:{self.base.entity(mention.entity).code}" in classes
        return mention.kind == "unit" and called and bool(frame.features & {"which", "who"})

    def _only_names(self, frame: Frame, mention: Mention, segment: Segment, doing: bool) -> bool:
        """Whether a segment asks nothing particular of a thing; `doing`: a unit that is asked for by its work."""
        features, naming = segment.values("feature"), bool(segment.values("aspect") & NAMING)
        several = mention.mask.bit_count() > 1
        if segment.free or "what" in features or frame.apposed(segment):
            return True
        if naming and mention.whole and (mention.official or several) and not segment.values("measure"):
            return True
        if "exists" in features and mention.kind in PLACES and mention.whole:
            return True
        code = self.base.entity(mention.entity).code
        own = segment.values("kind") in ({"activity"}, {"unit", "activity"}, {f"unit:{code}"})
        if doing and (features & WORKING or own):
            return True
        return naming and mention.whole and mention.kind != "post" and several

    def _lowest(self, mentions: tuple[Mention, ...]) -> Mention | None:
        """The one thing named, or the unit that stands below the other one named."""
        if len(mentions) == 2 and {m.kind for m in mentions} == {"unit"}:
            for one, other in (mentions, mentions[::-1]):
                if other.entity in {entity.id for entity in self.base.ancestors(one.entity)}:
                    return one
        return mentions[0] if len(mentions) == 1 else None

    def readings(self, frame: Frame, needed: int, open_mask: int, named: dict[str, int]) -> Iterator[Reading]:
        """Entities found by what a text says of them: the text that holds most of what the question says.

        Words count by how few texts hold them (inverse document frequency). `named` are the entities whose long
        names stand in the message: it is about them, not about others.
        """
        wanted, target = self._wanted(frame), needed | open_mask
        asking = bool(wanted or frame.features & {"which", "who", "where"})
        if not target or not (asking or _cited(frame, target)):
            return
        dated = self._dated(frame)
        # "başkanı kim" of what has no president is answered by nothing else
        heading = not wanted and "who" in frame.features and bool(frame.aspects & HEADED)
        for id, covered, said in frame.masks.held(target, 1 if needed else 2):
            words = frame.masks[id]
            partial = bool(target & ~words) and (bool(needed & ~words) or covered >= COVERED)
            if partial and (covered < COVERED or said < PARTLY_SAID or (not asking and needed & ~words)):
                continue
            attribute = self.base.attribute(id)
            kind = attribute.entity.partition(":")[0]
            if (heading and attribute.kind not in frame.aspects) or (partial and wanted and kind not in wanted):
                continue
            if not words & target & ~(asking_mask(frame, attribute.kind) & ~needed):
                continue  # "hangi birim yürütür" holds nothing that tells one duty from another
            if dated and self.base.answers.get(attribute.kind) != "date":
                continue
            if self._of_another(attribute, named, target) or not _explained(frame, attribute, words, partial):
                continue
            price = REVERSE - SAID * said + UNHELD * (1 - covered)
            price += OTHER_ARTICLE * other_articles(frame, attribute) + _fitting(frame, attribute, wanted)
            yield frame.reading(Query(q.TEXT, attributes=(id,), aspect=attribute.kind), price)

    def _of_another(self, attribute: Attribute, named: dict[str, int], target: int) -> bool:
        """Whether a text is about another thing than one whose long name is said."""
        own = {attribute.entity, *(entity.id for entity in self.base.ancestors(attribute.entity))}
        return any(entity not in own and mask & target for entity, mask in named.items())

    def _dated(self, frame: Frame) -> bool:
        """Whether a date is asked for, and nothing else: "hangi yılları kapsıyor"."""
        sorts = [
            {self.base.answers.get(kind, "") for kind in segment.values("aspect")}
            for segment in frame.segments
            if segment.values("aspect") and not segment.free and questions(frame, segment)
        ]
        return bool(sorts) and all(found == {"date"} for found in sorts)

    def _wanted(self, frame: Frame) -> frozenset[str]:
        """The kinds of thing asked for: of the class word nearest to "hangi" or "kim"."""
        asking = [s.start for s in frame.segments if s.values("feature") & {"which", "who", "what"} and not s.free]
        if not frame.classes:
            return frozenset()
        _, kinds = min(
            frame.classes, key=lambda c: (min((abs(c[0].start - start) for start in asking), default=0), -c[0].start)
        )
        found = {kind.partition(":")[0] for kind in kinds}
        return frozenset(found | PLACES if found & PLACES else found)


def _fitting(frame: Frame, attribute: Attribute, wanted: frozenset[str]) -> float:
    """How well a text's bearer, and its kind, are what is asked for."""
    kind = attribute.entity.partition(":")[0]
    price = 0.0
    if wanted:
        price = WANTED if kind in wanted else UNWANTED
    if kind in wanted and plural_class(frame):
        price = ONE_OF_MANY
    return price + (ASKED_KIND if attribute.kind in frame.aspects else 0.0)


def _cited(frame: Frame, target: int) -> bool:
    """Whether a message without a question word cites an article: "164/C neyi düzenliyor", "522. madde h bendi"."""
    return bool(frame.aspects) and any(
        any(letter.isdigit() for letter in word.text) for i, word in enumerate(frame.words) if target >> i & 1
    )


def _explained(frame: Frame, attribute: Attribute, words: int, partial: bool) -> bool:
    """Whether every word asks for a text's bearer, or is held by the text; or most, where that is enough."""
    kind = attribute.entity.partition(":")[0]
    for segment in frame.segments:
        features, aspects, held = segment.values("feature"), segment.values("aspect"), not segment.mask & ~words
        if segment.number is not None and held:
            continue
        if features & COUNTING or segment.years or segment.number is not None:
            return False
        if segment.free or aspects & NAMING or held or attribute.kind in aspects:
            continue
        if features & ASKING or kind in {value.partition(":")[0] for value in segment.values("kind")}:
            continue
        if not partial or aspects:
            return False
    return True
