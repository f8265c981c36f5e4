"""Readings of a message as a question that a relation or a text of the programme answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from bot.answering import queries as q
from bot.answering.classes import RELATIONS
from bot.answering.columns import PLAIN
from bot.answering.figures import domain_of
from bot.answering.queries import Query
from bot.understanding.dialogue import BRIEFEST
from bot.understanding.frame import NAMING, NEUTRAL, Frame, Reading
from bot.understanding.linking import Mention
from bot.understanding.segments import Segment
from knowledge.base import Attribute, KnowledgeBase
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses

ASKING = frozenset(
    {"how_much", "count", "which", "who", "where", "list", "exists", "sum", "how", "what", "yesno", "several"}
)
"""Features that any question about a text may show."""
COUNTING = frozenset({"count", "percent"})
"""Features that ask for a figure: only a text that gives one can answer."""
WEIGHING = frozenset({"compare", "difference", "parent", "children"})
"""Features that a yes-or-no question about a text may show: "tek yönlü mü yoksa …", "görevleri arasında mı"."""
COUNT_OF = {"duty_count": "duty"}
"""Kinds of text that tell how many texts of another kind there are."""
UNIT_WITHIN = 4
"""Words after "kaç" within which what is counted is said: "kaç ana hizmet birimi"."""
UNITS = (
    ("gun",),
    ("hafta",),
    ("ay",),
    ("yil", "sene"),
    ("saat",),
    ("kisi", "personel", "calisan"),
    ("kurum", "kurulus"),
    ("kez", "kere", "defa", "sefer", "toplanti"),
    ("madde", "gorev"),
    ("modul",),
    ("il", "sehir", "vilayet"),
    ("birim",),
    ("bolum", "teskilat"),
)
"""What texts count, folded: of words in one row each may stand for the other."""
QUESTION_WORDS = ("ne", "hangi", "kim", "nere", "kac")
"""How question words begin, folded."""
SORTS = frozenset({"date", "place", "person", "article"})
"""Sorts of answers that a question word alone asks for: "ne zaman", "nerede", "kim", "hangi madde"."""
OTHER_ARTICLE = 0.4
"""Cost of each article of a text that is not the one asked for."""
_ARTICLE = re.compile(r"\d{1,4}/[a-z]")
TEXT = 0.05
"""Cost of any text beside a figure or a list that answers the same words."""
AGENCY = 0.1
"""Cost of a question that names nothing being about the agency itself."""
TOGETHER = 0.1
"""Cost of answering with two texts at once."""
OF_CLASS = 0.2
"""Cost of a class word standing for one of its members."""
COUNTED = 0.3
"""Cost of a text where members of a class are counted: counting them is surer."""
SAID = 0.06
"""Gain of each word of the question that stands in a text."""
REVERSE = 0.45
"""Cost of finding an entity by what is said of it, not by its name."""
COVERED = 0.8
"""Share of what a question says that a text must hold to be found by it."""
PARTLY_SAID = 3
"""Words of a question that a text must hold where it does not hold all."""
MEANING = 0.12
"""Gain of what an abbreviation stands for over other explanations of its bearer."""
UNHELD = 1.5
"""Cost of what a text does not hold, by its share."""
ELSEWHERE = 0.04
"""Cost of each word that stands only in another text about the same thing."""
VERBAL = 0.2
"""The most that the endings of a verb may cost that only carries a question."""
CARRYING = frozenset(
    {"reach", "parent", "children", "responsible", "monitor", "add", "remain", "list", "series", "data_source"}
)
"""Features of verbs that may only carry a question about a text."""
FINITE = frozenset({"present", "aorist", "past", "reported", "future"})
"""Tenses in which a question's last verb stands."""
UNNAMED_ASPECT = 0.15
"""Cost of choosing a text by its words alone, no word naming the kind of text."""
SEVERAL = 4
"""Things of a kind whose relation may be asked at once: "X ile Y hangi genel müdürlükte"."""
DEFINING = frozenset({"definition", "meaning", "function", "purpose"})
"""Kinds of text that tell what a thing is."""
OWN = frozenset(
    {
        "phone",
        "fax",
        "email",
        "web",
        "address",
        "postcode",
        "contact",
        "mission",
        "vision",
        "prepared_by",
        "preparation",
    }
)
"""Kinds of text that only an agency has."""
SPOKEN = frozenset({"council", "unit", "post", "institution", "law", "system", "policy"})
"""Kinds of things of which it may ask that."""
MEASURED = frozenset({"capacity", "area", "budget", "spent"})
"""Measures that no text is asked for by."""
PARTICULAR = frozenset({"chair", "president", "members", "phone", "fax", "email", "postcode"})
"""Kinds of text that a question asks for and nothing else."""
COUNTED_TEXTS = frozenset({"objective", "duty"})
"""Kinds of text that come in numbers."""
ASKED_KIND = -0.12
"""Gain of a text of the kind that a word asks for, over those that only hold the same words."""
ONE_OF_MANY = 0.3
"""Cost of answering with one thing where several are asked for."""
UNSTATED = 0.5
"""Cost of a relation that the programme does not state of the thing named."""
UNRELATED = 0.65
"""Cost of a relation to another kind of thing than is asked for."""
OVERVIEW = 0.4
"""Cost of telling all in brief where nothing particular is asked."""

_CLASS_RELATIONS = {"unit": "responsible", "sub_programme": "parent", "programme": "parent", "aim": "parent"}


class TextReader:
    """Reads divisions of a message as questions about texts and relations."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def readings(self, frame: Frame) -> Iterator[Reading]:
        """Every question about relations and texts that a division can be."""
        mentions = [m for m in frame.mentions if m.kind not in NEUTRAL]
        subjects = [m.entity for m in mentions[:1]] if len(mentions) == 1 else []
        inherited = False
        if not mentions and frame.state.focus and (frame.followup or frame.asked):
            subjects, inherited = list(frame.state.focus[:2]), True
        if len(mentions) == 1 and self._plural_class(frame) and len(self._namesakes(mentions[0].entity)) > 1:
            yield from self._relations(frame, mentions[0].entity, -0.1, self._namesakes(mentions[0].entity))
        alike = len({m.kind for m in mentions}) == 1 < len(mentions) <= SEVERAL
        if alike and frame.joined() and all(m.whole for m in mentions):
            yield from self._relations(frame, mentions[0].entity, 0.0, tuple(m.entity for m in mentions))
        for rank, subject in enumerate(subjects):
            extra = 0.2 + 0.1 * rank - (0.15 if frame.followup else 0) if inherited else 0.0
            yield from self._relations(frame, subject, extra)
        if len(frame.mentions) == 1 and "count" in frame.features:
            yield from self._counted(frame, frame.mentions[0])
        below = self._lowest(frame.mentions)
        if below is not None and not inherited:
            yield from self._overview(frame, below)

    def _namesakes(self, entity: str) -> tuple[str, ...]:
        """All entities that share a name: four "İdari ve Mali İşler Şube Müdürlüğü"."""
        one = self.base.entity(entity)
        return tuple(other.id for other in self.base.of_kind(one.kind) if other.name == one.name)

    def _lowest(self, mentions: tuple[Mention, ...]) -> Mention | None:
        """The one thing named, or the unit that stands below the other one named."""
        if len(mentions) == 2 and {m.kind for m in mentions} == {"unit"}:
            for one, other in (mentions, mentions[::-1]):
                if other.entity in {entity.id for entity in self.base.ancestors(one.entity)}:
                    return one
        return mentions[0] if len(mentions) == 1 else None

    # Relations

    def _relations(self, frame: Frame, subject: str, extra: float, together: tuple[str, ...] = ()) -> Iterator[Reading]:
        """What a thing, or several of a kind named together, are related to."""
        entities = together or (subject,)
        kind = subject.partition(":")[0]
        last = frame.state.last
        again = last is not None and last.operation == q.RELATION and not frame.asked and bool(frame.mentions)
        if last and again and kind in RELATIONS.get(last.aspect, {}):
            yield frame.reading(Query(q.RELATION, entities=(subject,), aspect=last.aspect, assumed=("context",)), -0.1)
        for feature, by_kind in RELATIONS.items():
            if feature not in frame.features or kind not in by_kind:
                continue
            fit = self._fit(
                frame, {feature, "monitor", "responsible"} if feature != "parent" else {"parent", "children"}
            )
            if fit is None:
                continue
            classes = {k.partition(":")[0] for _, kinds in frame.classes for k in kinds} - {"staff", "year"}
            asks = bool(frame.features & {"who", "which", "where"} or classes & {"unit"})
            said = classes - set(_CLASS_RELATIONS) - {"table"}
            if said and kind not in said:
                fit += UNRELATED  # "… ile ilgili hedef hangi amacın parçası" is about a goal
            if feature == "parent" and ("count" in frame.features or (self._plural_class(frame) and not together)):
                continue
            if feature == "who" and (
                frame.features & {"responsible", "monitor", "data_source"} or "chair" in frame.aspects
            ):
                continue
            if feature == "table":
                if any(not m.whole for m in frame.mentions):
                    continue
                fit -= 0.2
            if feature == "parent" and classes and not classes & {"unit", "sub_programme", "programme", "aim"}:
                continue
            if not asks and feature in ("parent",):
                fit += 0.3
            if feature in ("responsible", "monitor") and (_counted(frame) or _besides(frame)):
                continue  # "o birimin izlediği göstergelerin sayısı", "sorumlu birimle 2024 tahmini"
            named = {"monitor": -0.1, "data_source": -0.15}.get(feature, -0.05)
            if feature == "parent" and classes & {"unit"} and kind != "unit":
                continue
            fit += self._holds(frame, entities, by_kind[kind][0])
            if not asks and any(not m.whole for m in frame.mentions):
                fit += UNRELATED
            yield frame.reading(Query(q.RELATION, entities=entities, aspect=feature), fit + named + extra)
        # "… hangi genel müdürlükte", "… hangi alt programda": the class asked for names the relation.
        for _, kinds in frame.classes:
            for name in sorted({k.partition(":")[0] for k in kinds}):
                relation = "parent" if name == kind == "unit" else _CLASS_RELATIONS.get(name, "")
                if relation == "parent" and self._plural_class(frame) and not together:
                    continue  # "altında hangi birimler var" asks for what is below
                if relation and kind in RELATIONS[relation] and frame.features & {"which", "who", "where"}:
                    fit = self._fit(frame, {"parent", "children", "responsible", "monitor", "which", "who"})
                    if fit is not None:
                        fit += self._holds(frame, entities, RELATIONS[relation][kind][0])
                        above = self.base.entity(subject).parent
                        if relation == "parent" and above and self.base.entity(above).kind != name:
                            fit += UNRELATED  # an indicator stands in a sub-programme, in no aim
                        yield frame.reading(Query(q.RELATION, entities=entities, aspect=relation), fit + 0.1 + extra)

    def _counted(self, frame: Frame, mention: Mention) -> Iterator[Reading]:
        """How many texts of a kind a thing has: "alt programın kaç hedefi var"."""
        for aspect in sorted(frame.aspects & COUNTED_TEXTS):
            rows = [row for row in self.base.attributes(mention.entity) if row.kind == aspect]
            others = (
                segment
                for segment in frame.segments
                if not (
                    segment.free
                    or aspect in segment.values("aspect")
                    or segment.values("feature") & ASKING
                    or frame.apposed(segment)
                )
            )
            if len(rows) > 1 and not any(others):
                yield frame.reading(Query(q.COUNT, entities=(mention.entity,), aspect=f"text:{aspect}"), -0.1)

    def _holds(self, frame: Frame, entities: tuple[str, ...], relation: str) -> float:
        """What it costs that nothing is so related, or nothing of the class asked for ("hangi daire sorumlu")."""
        if relation in ("parent", "table"):
            return 0.0
        found = {id for entity in entities for id in self.base.sources(entity, relation)}
        codes = {k.partition(":")[2] for _, kinds in frame.classes for k in kinds if k.startswith("unit:")}
        if codes and not codes & {self.base.entity(id).code for id in found}:
            return UNRELATED
        return 0.0 if found else UNSTATED

    def _plural_class(self, frame: Frame) -> bool:
        """Whether a class is asked for in the plural: "bağlı daireler" are below, not above."""
        return any(at in frame.plural for segment, _ in frame.classes for at in range(segment.start, segment.end))

    def _fit(self, frame: Frame, takes: set[str]) -> float | None:
        cost = 0.0
        if any(segment.values("feature") == {"how_much"} for segment in frame.segments):
            return None  # "ne kadar" asks for a figure
        for segment in frame.segments:
            if segment.free or segment.values("feature") & (takes | ASKING) or segment.values("kind"):
                continue
            if segment.values("aspect") & NAMING:
                continue
            if segment.values("measure"):
                cost += 0.1
                continue
            if segment.years:
                cost += 0.1
                continue
            return None
        return cost

    # Texts

    def texts(self, frame: Frame, needed: int, open_mask: int, named: bool = False) -> Iterator[Reading]:
        """Texts that, with the names said, explain every word.

        `needed` are the words that no entity and no word list explains, as bits; `open_mask` those that a word
        list explains, but not as small talk; `named` says that the message names something in full.
        """
        if self._figured(frame):
            return
        candidates: dict[int, float] = {}
        for mention in frame.mentions:
            if any(other is not mention and not other.whole for other in frame.mentions):
                continue  # words that stand in a text need no half-said name
            if needed & frame.message.foreign_words and not mention.whole:
                continue  # "Suriyeli sayısı" names nothing in full
            if mention.kind == "law" and not mention.whole:
                continue  # one law is told from another by its number
            rest = 0
            for other in frame.mentions:
                if other is not mention and not (other.kind == "law" and mention.kind != "law"):
                    rest |= other.mask
            for attribute in self.base.attributes(mention.entity):
                if not rest & ~frame.masks.get(attribute.id, 0):
                    candidates[attribute.id] = 0.0
        own = any("agency" in segment.values("smalltalk") for segment in frame.segments)
        if own and len(frame.mentions) == 1 and frame.mentions[0].kind == "law" and "duty" in frame.aspects:
            # "4 sayılı Kararname'deki görevlerimiz" are the agency's.
            for attribute in self.base.attributes(self.base.agency.id):
                if attribute.kind == "duty":
                    candidates[attribute.id] = 0.0
        brief = len(frame.words) <= BRIEFEST and bool(frame.state.focus) and not own
        brief = brief and frame.state.focus[0].partition(":")[0] in SPOKEN
        if not frame.mentions:
            for entity in frame.state.focus[: 1 if brief else 2]:
                if frame.followup or frame.aspects:
                    for attribute in self.base.attributes(entity):
                        candidates.setdefault(attribute.id, -0.3 if frame.followup else 0.0 if brief else 0.25)
            if not named and not (frame.followup and frame.state.focus):
                for attribute in self._unnamed(frame, needed):
                    if brief and attribute.kind not in OWN:
                        continue  # "görevi" of what was spoken of
                    candidates.setdefault(attribute.id, AGENCY)
        laws = [self.base.entity(m.entity).code for m in frame.mentions if m.kind == "law"]
        if laws and len(frame.mentions) > 1:
            candidates = {
                id: cost for id, cost in candidates.items() if any(law in self.base.attribute(id).text for law in laws)
            }
        scored: dict[tuple[str, str], list[tuple[float, int]]] = {}
        partly: dict[str, dict[str, list[tuple[int, int]]]] = {}
        for id, start in candidates.items():
            words = frame.masks.get(id, 0)
            attribute = self.base.attribute(id)
            named = attribute.kind in frame.aspects or self._counts(frame, attribute.kind)
            if named:
                explained = words | self._asked_mask(frame, attribute)
                partly.setdefault(attribute.entity, {}).setdefault(attribute.kind, []).append((id, explained))
            about = self._about(frame, attribute) & ~words if named else 0
            if needed & ~(words | about) or not self._explained(frame, attribute, words | about):
                continue
            if attribute.value is not None and not self._measured(frame, attribute, needed):
                continue
            asked = self._aspect_mask(frame, attribute.kind)
            said = ((words | asked) & (needed | open_mask)).bit_count()
            content = words & (needed | self._content_mask(frame))
            if not named and any(s.values("measure") & MEASURED and not s.free for s in frame.segments):
                continue
            if not named and frame.aspects & PARTICULAR:
                continue  # "başkanı kim" of what has no president is answered by no other text
            if not named and not content & ~self._asking_mask(frame):
                continue  # the words only ask for another kind of text: that is not held
            if not named and not (words & needed) and content.bit_count() < 2:
                continue
            defining = "what" in frame.features and attribute.kind in DEFINING
            if not (named or defining or content & ~frame.message.naming.get(attribute.entity, 0)):
                continue  # only the thing itself is named
            cost = start + (0.0 if named else UNNAMED_ASPECT) - SAID * said
            cost += ELSEWHERE * (about & (needed | open_mask)).bit_count()
            cost += OTHER_ARTICLE * _other_articles(frame, attribute)
            if attribute.kind == "meaning" and named:
                cost -= MEANING  # "YİMER ne demek" asks what the letters stand for, not what is counted
            counted = domain_of(attribute.entity.partition(":")[0]) == PLAIN
            if "count" in frame.features and (frame.classes or counted):
                cost += COUNTED
            scored.setdefault((attribute.entity, attribute.kind), []).append((cost, id))
        for (_, kind), rows in scored.items():
            least = min(cost for cost, _ in rows)
            best = tuple(id for cost, id in sorted(rows, key=lambda row: row[1]) if cost <= least + SAID)
            if len(best) > 1 and frame.features & COUNTING and any(self.base.attribute(id).value for id in best):
                least += COUNTED  # one number is asked for
            if kind == "duty" and "yesno" in frame.features:
                # "… bakar mı?" is answered by what is left out as well.
                left_out = self.base.attributes(self.base.attribute(best[0]).entity)
                best += tuple(row.id for row in left_out if row.kind == "exclusion")
            yield frame.reading(Query(q.TEXT, attributes=best, aspect=kind), TEXT + least)
        if not needed:
            yield from self._each(frame)
        if not scored and (frame.joints or "together" in frame.features):
            yield from self._together(frame, partly, needed | open_mask)

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

    def _figured(self, frame: Frame) -> bool:
        """Whether a figure is asked for by a measure and a year: "2021 gerçekleşmesi ne kadar"."""
        said = [segment for segment in frame.segments if not segment.free]
        return (
            "how_much" in frame.features
            and any(segment.years for segment in said)
            and any(segment.values("measure") - {"count"} for segment in said)
        )

    def _unnamed(self, frame: Frame, needed: int) -> Iterator[Attribute]:
        """Texts of the kinds asked for where nothing is named: those of the agency, and those of its one system."""
        own = any("agency" in segment.values("smalltalk") for segment in frame.segments)
        if frame.message.about and not own:
            return
        spoken = {
            row.kind
            for entity in frame.state.focus[:2]
            if entity != self.base.agency.id and not own
            for row in self.base.attributes(entity)
        }
        done = "duty" in frame.aspects and bool(frame.features & {"which", "who"}) and not own and not needed
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
            rows = [[row for row in self.base.attributes(m.entity) if row.kind == aspect] for m in frame.mentions]
            fits = all(
                segment.free
                or aspect in segment.values("aspect")
                or segment.values("feature") & (ASKING | {"difference", "compare", "same"})
                or frame.apposed(segment)
                for segment in frame.segments
            )
            if fits and all(len(found) == 1 for found in rows):
                yield frame.reading(Query(q.TEXT, attributes=tuple(found[0].id for found in rows), aspect=aspect), TEXT)

    def _aspect_mask(self, frame: Frame, kind: str) -> int:
        """The words that name a kind of text, as bits."""
        mask = 0
        for segment in frame.segments:
            if kind in segment.values("aspect"):
                mask |= segment.mask
        return mask

    def _content_mask(self, frame: Frame) -> int:
        """The words of the lists that do more than ask, as bits."""
        mask = 0
        for segment in frame.segments:
            if not segment.free and not segment.values("feature") & ASKING:
                mask |= segment.mask
        return mask

    def _asking_mask(self, frame: Frame, kind: str = "") -> int:
        """The words that only ask, for a thing or for a text, of one kind where it is given, as bits."""
        mask = 0
        for segment in frame.segments:
            if segment.free:
                continue
            asks = kind in segment.values("aspect") if kind else bool(segment.values("aspect"))
            if asks or segment.values("kind") or segment.values("feature") & ASKING:
                mask |= segment.mask
        return mask

    def _asked_mask(self, frame: Frame, attribute: Attribute) -> int:
        """The words that ask for a kind of text, and those that any question about a text may hold, as bits."""
        mask = 0
        for segment in frame.segments:
            if (
                segment.free
                or attribute.kind in segment.values("aspect")
                or segment.values("feature") & ASKING
                or frame.apposed(segment)
            ):
                mask |= segment.mask
        return mask

    def _together(
        self, frame: Frame, partly: dict[str, dict[str, list[tuple[int, int]]]], target: int
    ) -> Iterator[Reading]:
        """Two texts of one entity that only together explain every word ("telefonu ve posta kodu")."""
        for kinds in partly.values():
            for first, second in combinations(sorted(kinds), 2):
                for a, explained in kinds[first]:
                    for b, also in kinds[second]:
                        if target & ~(explained | also) == 0 and target & ~explained and target & ~also:
                            held = (frame.masks.get(a, 0) | frame.masks.get(b, 0)) & target
                            yield frame.reading(
                                Query(q.TEXT, attributes=(a, b), aspect=f"{first} {second}"),
                                TEXT + TOGETHER - SAID * held.bit_count(),
                            )

    def of_class(self, frame: Frame) -> Iterator[Reading]:
        """A text asked of a class in the singular ("kurulun başkanı kim"): each member is a meaning."""
        if frame.mentions or len(frame.classes) != 1 or (frame.followup and frame.state.focus):
            return
        segment, kinds = frame.classes[0]
        if segment.end - 1 in frame.plural or frame.features & COUNTING:
            return
        for kind in sorted(kinds & {"council", "post"}):
            for entity in self.base.of_kind(kind):
                for aspect in sorted(frame.aspects):
                    rows = tuple(a.id for a in self.base.attributes(entity.id) if a.kind == aspect)
                    others = [s for s in frame.segments if s is not segment and not s.free]
                    if (
                        others
                        and all(aspect in s.values("aspect") or s.values("feature") & ASKING for s in others)
                        and any(aspect in s.values("aspect") for s in others)
                    ):
                        yield frame.reading(
                            Query(q.TEXT, entities=(entity.id,), attributes=rows, aspect=aspect), TEXT + OF_CLASS
                        )

    def _explained(self, frame: Frame, attribute: Attribute, words: int) -> bool:
        """Whether every word that asks something asks for this text: its kind, its words, its sort of answer."""
        counted = "count" in frame.features and "order" not in frame.features
        if counted and attribute.value is None and attribute.kind not in frame.aspects:
            return False
        kind = attribute.entity.partition(":")[0]
        turned = False
        for segment in frame.segments:
            if segment.free or attribute.kind in segment.values("aspect") or frame.apposed(segment):
                continue
            if attribute.kind in frame.aspects and segment.values("aspect") & NAMING and len(frame.mentions) > 0:
                continue
            if attribute.kind in frame.aspects and segment.values("feature") & WEIGHING and "yesno" in frame.features:
                continue
            if self._counts(frame, attribute.kind) and COUNT_OF.get(attribute.kind) in segment.values("aspect"):
                continue
            features = segment.values("feature")
            numbered = self._numbered(frame, segment, attribute)
            if features & COUNTING and attribute.value is None and not numbered:
                return False
            if numbered and features & COUNTING:
                continue
            if self._questions(frame, segment) and self._same_sort(attribute.kind, segment.values("aspect")):
                continue
            single = segment.end - segment.start == 1 or "how" in features
            if attribute.kind in frame.aspects and single and not segment.mask & ~words:
                continue
            if (
                segment.end - segment.start > 1
                and segment.values("aspect")
                and not any(sense in segment.own for sense in ("feature:which", "feature:who"))
            ):
                return False
            if not segment.mask & ~words:
                continue
            if "how" in features and attribute.kind in ("definition", "purpose"):
                return False
            kinds = {value.partition(":")[0] for value in segment.values("kind")}
            if kinds and not kinds & {kind, self._answer_kind(attribute)}:
                return False
            if kinds or features & ASKING:
                continue
            if attribute.kind in frame.aspects and not turned and self._turned(frame, segment, attribute):
                turned = True
                continue
            return False
        return True

    def _turned(self, frame: Frame, segment: Segment, attribute: Attribute) -> bool:
        """Whether a verb that could ask for a figure only carries the question: "kimler oturuyor", "kim çıkıyor"."""
        if segment.end - segment.start > 1 or segment.values("measure") - {"capacity"}:
            return False
        if segment.values("feature") - CARRYING:
            return False
        if not any(m.entity == attribute.entity and m.whole for m in frame.mentions):
            return False
        word = frame.words[segment.start]
        return any(a.pos == "v" and a.tense in FINITE and a.cost < VERBAL for a in analyses(word.stem)[:6])

    def _counts(self, frame: Frame, kind: str) -> bool:
        """Whether a kind of text counts what the message asks the number of: "görevlerinin sayısı"."""
        if kind == "number" and "count" in frame.features:
            return all(s.free or s.values("feature") & COUNTING or frame.apposed(s) for s in frame.segments)
        return "count" in frame.features and COUNT_OF.get(kind, "") in frame.aspects

    def _numbered(self, frame: Frame, segment: Segment, attribute: Attribute) -> bool:
        """Whether "kaç" or "sayısı" asks for a number that a text names: "numarası kaç", "gazetenin sayısı"."""
        if "order" in segment.values("feature"):
            return True
        if attribute.kind not in frame.aspects or not any(letter.isdigit() for letter in attribute.answer):
            return False
        counted = any(attribute.kind in s.values("aspect") and s.start == segment.end for s in frame.segments)
        if counted and attribute.kind in ("phone", "fax", "postcode"):
            return False  # "kaç telefon" asks how many there are
        if "law_number" in segment.values("aspect") and self.base.answers.get(attribute.kind) == "date":
            return "sayi" in fold(attribute.answer)
        return self.base.answers.get(attribute.kind) == "number" or not segment.mask & ~frame.masks[attribute.id]

    def _questions(self, frame: Frame, segment: Segment) -> bool:
        """Whether a segment holds a question word, so that it asks for a sort of answer: "ne zaman", "hangi madde"."""
        return any(word.folded.startswith(QUESTION_WORDS) for word in frame.words[segment.start : segment.end])

    def _measured(self, frame: Frame, attribute: Attribute, needed: int) -> bool:
        """Whether what is counted is what a text's figure counts: of "kaç itiraz" no "dört kişi" tells."""
        named = needed
        for mention in frame.mentions:
            named |= mention.mask
        own = self._aspect_mask(frame, attribute.kind)
        for here in range(1, len(frame.words)):
            if not frame.words[here - 1].folded.startswith("kac") or own >> (here - 1) & 1:
                continue
            word, unit = frame.words[here].folded, fold(attribute.unit)
            if _unit(word) and _unit(unit) and _unit(word) != _unit(unit):
                return False  # "kaç gün" is no "iki yıl"
            near = [word.folded for word in frame.words[here : here + UNIT_WITHIN]]
            if named >> here & 1 and not any(said.startswith(unit[:3] or "-") for said in near):
                return False
        return True

    def _same_sort(self, kind: str, asked: frozenset[str]) -> bool:
        """Whether a question for other kinds of text has this one's sort of answer ("ne zaman": a date)."""
        sort = self.base.answers.get(kind, "")
        return sort in SORTS and any(self.base.answers.get(other) == sort for other in asked)

    def _answer_kind(self, attribute: Attribute) -> str:
        """The kind of entity that answers with an attribute of this kind."""
        return {"members": "institution", "data_partners": "institution", "position": "unit"}.get(attribute.kind, "")

    def reverse(self, frame: Frame, needed: int, open_mask: int, named: dict[str, int]) -> Iterator[Reading]:
        """Entities found by what a text says of them: the text that holds most of what the question says.

        Words count by how few texts hold them (inverse document frequency). `named` are the entities whose long
        names stand in the message: it is about them, not about others.
        """
        wanted = self._wanted(frame)
        if not needed and any(True for _ in self.of_class(frame)):
            return
        target = needed | open_mask
        asking = bool(wanted or frame.features & {"which", "who", "where"})
        if not target or not (asking or self._cited(frame, target)):
            return
        dated = self._dated(frame)
        # "başkanı kim" of what has no president is answered by nothing else
        heading = not wanted and "who" in frame.features and bool(frame.aspects & {"chair", "president"})
        for id, covered, said in frame.masks.held(target):
            if said < 2 and not (said == 1 and needed):
                continue
            words = frame.masks[id]
            partial = bool(target & ~words) and (bool(needed & ~words) or covered >= COVERED)
            if partial and (covered < COVERED or said < PARTLY_SAID or (not asking and needed & ~words)):
                continue
            attribute = self.base.attribute(id)
            if heading and attribute.kind not in frame.aspects:
                continue
            kind = attribute.entity.partition(":")[0]
            if partial and wanted and kind not in wanted:
                continue
            if not words & target & ~(self._asking_mask(frame, attribute.kind) & ~needed):
                continue  # "hangi birim yürütür" holds nothing that tells one duty from another
            if dated and self.base.answers.get(attribute.kind) != "date":
                continue
            own = {attribute.entity, *(entity.id for entity in self.base.ancestors(attribute.entity))}
            if any(entity not in own and mask & target for entity, mask in named.items()):
                continue
            if not self._explained_in_reverse(frame, attribute, words, partial):
                continue
            fitting = 0.0
            if wanted:
                fitting = -0.1 if kind in wanted else 0.25
            if kind in wanted and self._plural_class(frame):
                fitting = ONE_OF_MANY
            if attribute.kind in frame.aspects:
                fitting += ASKED_KIND
            others = OTHER_ARTICLE * _other_articles(frame, attribute)
            yield frame.reading(
                Query(q.TEXT, attributes=(id,), aspect=attribute.kind),
                REVERSE + fitting - SAID * said + UNHELD * (1 - covered) + others,
            )

    def _dated(self, frame: Frame) -> bool:
        """Whether a date is asked for, and nothing else: "hangi yılları kapsıyor"."""
        sorts = [
            {self.base.answers.get(kind, "") for kind in segment.values("aspect")}
            for segment in frame.segments
            if segment.values("aspect") and not segment.free and self._questions(frame, segment)
        ]
        return bool(sorts) and all(found == {"date"} for found in sorts)

    def _cited(self, frame: Frame, target: int) -> bool:
        """Whether a message without a question word cites an article: "164/C neyi düzenliyor", "522. madde h bendi"."""
        return bool(frame.aspects) and any(
            any(letter.isdigit() for letter in word.text) for i, word in enumerate(frame.words) if target >> i & 1
        )

    def _wanted(self, frame: Frame) -> frozenset[str]:
        """The kinds of thing asked for: of the class word nearest to "hangi" or "kim"."""
        asking = [s.start for s in frame.segments if s.values("feature") & {"which", "who", "what"} and not s.free]
        if not frame.classes:
            return frozenset()
        _, kinds = min(
            frame.classes, key=lambda c: (min((abs(c[0].start - start) for start in asking), default=0), -c[0].start)
        )
        found = {kind.partition(":")[0] for kind in kinds}
        return frozenset(found | {"unit", "council"} if found & {"unit", "council"} else found)

    def _explained_in_reverse(self, frame: Frame, attribute: Attribute, words: int, partial: bool) -> bool:
        kind = attribute.entity.partition(":")[0]
        for segment in frame.segments:
            features = segment.values("feature")
            if segment.number is not None and not segment.mask & ~words:
                continue
            if features & COUNTING or segment.years or segment.number is not None:
                return False
            if (
                segment.free
                or segment.values("aspect") & NAMING
                or not segment.mask & ~words
                or attribute.kind in segment.values("aspect")
            ):
                continue
            if features & ASKING or kind in {value.partition(":")[0] for value in segment.values("kind")}:
                continue
            if not partial or (segment.values("aspect") and not features & ASKING):
                return False
        return True

    def _overview(self, frame: Frame, mention: Mention) -> Iterator[Reading]:
        """A name with nothing asked, or "… nedir"; a unit by its work: "uyumdan hangi daire sorumlu"."""
        classes = {kind for segment in frame.segments for kind in segment.values("kind")}
        code = self.base.entity(mention.entity).code
        asked = any(mention.mask >> i & 1 and frame.words[i - 1].folded == "hangi" for i in range(1, len(frame.words)))
        doing = (
            mention.kind == "unit" and (asked or f"unit:{code}" in classes) and bool(frame.features & {"which", "who"})
        )
        fully = mention.whole and (mention.official or mention.mask & (mention.mask - 1))
        for segment in frame.segments:
            naming = fully and segment.values("aspect") & NAMING and not segment.values("measure")
            there = "exists" in segment.values("feature") and mention.kind in ("unit", "council") and mention.whole
            if segment.free or "what" in segment.values("feature") or frame.apposed(segment) or naming or there:
                continue
            if doing and segment.values("feature") & {"responsible", "monitor", "which", "who", "children", "parent"}:
                continue
            if doing and segment.values("kind") in ({"activity"}, {"unit", "activity"}, {f"unit:{code}"}):
                continue
            if (
                segment.values("aspect") & NAMING
                and mention.whole
                and mention.kind != "post"
                and mention.mask.bit_count() > 1
            ):
                continue
            return
        if "who" in frame.features and not doing and mention.kind in ("unit", "institution", "council"):
            return
        if mention.kind == "post" and any(s.values("aspect") & NAMING and not s.free for s in frame.segments):
            return  # the name of who holds it is asked
        if mention.kind in ("indicator", "staff", "staff_group", "it", "room", "vehicle", "area", "expense"):
            return
        cost = OVERVIEW if mention.kind not in ("activity", "sub_programme", "programme", "agency") else OVERVIEW + 0.2
        yield frame.reading(Query(q.OVERVIEW, entities=(mention.entity,)), cost)


def _unit(word: str) -> int:
    """The row of UNITS that a word with whatever ending names, from 1; 0 for none."""
    named = [(len(unit), row) for row, units in enumerate(UNITS, 1) for unit in units if word.startswith(unit)]
    return max(named, default=(0, 0))[1]


def _counted(frame: Frame) -> bool:
    """Whether the members of a class are counted: "göstergelerin sayısı"."""
    counting = {s.start for s in frame.segments if "count" in s.values("feature")}
    counting |= {s.end for s in frame.segments if "count" in s.values("feature")}
    return any(s.end in counting or s.start in counting for s, kinds in frame.classes if "unit" not in kinds)


def _besides(frame: Frame) -> bool:
    """Whether a figure is asked for beside who is responsible, which its reply tells: "sorumlu birimle tahmini"."""
    if not any(s.years for s in frame.segments) or not any(s.values("measure") for s in frame.segments):
        return False
    return any(s.end - 1 in frame.joints for s in frame.segments if s.values("feature") & {"responsible", "monitor"})


def _other_articles(frame: Frame, attribute: Attribute) -> int:
    """How many articles a text names beside the one that the message asks for: "164/c ile ne eklenmiş"."""
    said = {word.folded for word in frame.words if _ARTICLE.fullmatch(word.folded)}
    held = set(_ARTICLE.findall(fold(attribute.text))) if said else set()
    return len(held - said) if held & said else 0
