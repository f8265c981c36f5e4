"""Whether a text explains the words of a question: those it holds, those that ask for its kind, those that only ask."""

from __future__ import annotations

import re

from bot.understanding.frame import NAMING, Frame
from bot.understanding.relations import ASKING
from bot.understanding.segments import Segment
from knowledge.base import Attribute, KnowledgeBase
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses

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
QUESTION_STEMS = ("ne", "hangi", "kim", "nere", "kac")
"""How question words begin, folded."""
SORTS = frozenset({"date", "place", "person", "article"})
"""Sorts of answers that a question word alone asks for: "ne zaman", "nerede", "kim", "hangi madde"."""
SINGLE = frozenset({"phone", "fax", "postcode"})
"""Kinds of text with numbers that are not counted: "kaç telefon" asks how many there are."""
ANSWERING = {"members": "institution", "data_partners": "institution", "position": "unit"}
"""The kind of entity that answers with an attribute of a kind."""
CARRYING = frozenset(
    {"reach", "parent", "children", "responsible", "monitor", "add", "remain", "list", "series", "data_source"}
)
"""Features of verbs that may only carry a question about a text."""
FINITE = frozenset({"present", "aorist", "past", "reported", "future"})
"""Tenses in which a question's last verb stands."""
VERBAL = 0.2
"""The most that the endings of a verb may cost that only carries a question."""
_ARTICLE = re.compile(r"\d{1,4}/[a-z]")


def explained(base: KnowledgeBase, frame: Frame, attribute: Attribute, words: int) -> bool:
    """Whether every word that asks something asks for this text: its kind, its words, its sort of answer.

    `words`: those that the text holds, as bits.
    """
    counted = "count" in frame.features and "order" not in frame.features
    if counted and attribute.value is None and attribute.kind not in frame.aspects:
        return False
    turned = False
    for segment in frame.segments:
        fits = _asks_for(base, frame, attribute, segment, words)
        if fits is None and not turned and attribute.kind in frame.aspects and _turned(frame, segment, attribute):
            turned = fits = True
        if not fits:
            return False
    return True


def _asks_for(base: KnowledgeBase, frame: Frame, attribute: Attribute, segment: Segment, words: int) -> bool | None:
    """Whether a segment asks for a text, or is held by it; None where it may only carry it."""
    features, aspects = segment.values("feature"), segment.values("aspect")
    asked, held = attribute.kind in frame.aspects, not segment.mask & ~words
    if segment.free or attribute.kind in aspects or frame.apposed(segment):
        return True
    if asked and ((aspects & NAMING and bool(frame.mentions)) or (features & WEIGHING and "yesno" in frame.features)):
        return True
    if counts(frame, attribute.kind) and COUNT_OF.get(attribute.kind) in aspects:
        return True
    if features & COUNTING:
        numbered = _numbered(base, frame, segment, attribute)
        if attribute.value is None or numbered:
            return numbered
    if _sorted(base, frame, attribute, segment):
        return True
    if asked and held and (segment.end - segment.start == 1 or "how" in features):
        return True
    particular = {"feature:which", "feature:who"} & segment.own
    if segment.end - segment.start > 1 and aspects and not particular:
        return False
    if held:
        return True
    if "how" in features and attribute.kind in ("definition", "purpose"):
        return False
    kinds = {value.partition(":")[0] for value in segment.values("kind")}
    bearer = attribute.entity.partition(":")[0]
    if kinds:
        return bool(kinds & {bearer, ANSWERING.get(attribute.kind, "")})
    return True if features & ASKING else None


def _sorted(base: KnowledgeBase, frame: Frame, attribute: Attribute, segment: Segment) -> bool:
    """Whether a question word asks for this text's sort of answer ("ne zaman": a date)."""
    sort = base.answers.get(attribute.kind, "")
    alike = sort in SORTS and any(base.answers.get(other) == sort for other in segment.values("aspect"))
    return alike and questions(frame, segment)


def _turned(frame: Frame, segment: Segment, attribute: Attribute) -> bool:
    """Whether a verb that could ask for a figure only carries the question: "kimler oturuyor", "kim çıkıyor"."""
    if segment.end - segment.start > 1 or segment.values("measure") - {"capacity"}:
        return False
    if segment.values("feature") - CARRYING:
        return False
    if not any(m.entity == attribute.entity and m.whole for m in frame.mentions):
        return False
    word = frame.words[segment.start]
    return any(a.pos == "v" and a.tense in FINITE and a.cost < VERBAL for a in analyses(word.stem)[:6])


def counts(frame: Frame, kind: str) -> bool:
    """Whether a kind of text counts what the message asks the number of: "görevlerinin sayısı"."""
    if kind == "number" and "count" in frame.features:
        return all(s.free or s.values("feature") & COUNTING or frame.apposed(s) for s in frame.segments)
    return "count" in frame.features and COUNT_OF.get(kind, "") in frame.aspects


def _numbered(base: KnowledgeBase, frame: Frame, segment: Segment, attribute: Attribute) -> bool:
    """Whether "kaç" or "sayısı" asks for a number that a text names: "numarası kaç", "gazetenin sayısı"."""
    if "order" in segment.values("feature"):
        return True
    if attribute.kind not in frame.aspects or not any(letter.isdigit() for letter in attribute.answer):
        return False
    counted = any(attribute.kind in s.values("aspect") and s.start == segment.end for s in frame.segments)
    if counted and attribute.kind in SINGLE:
        return False
    if "law_number" in segment.values("aspect") and base.answers.get(attribute.kind) == "date":
        return "sayi" in fold(attribute.answer)
    return base.answers.get(attribute.kind) == "number" or not segment.mask & ~frame.masks[attribute.id]


def questions(frame: Frame, segment: Segment) -> bool:
    """Whether a segment holds a question word, so that it asks for a sort of answer: "ne zaman", "hangi madde"."""
    return any(word.folded.startswith(QUESTION_STEMS) for word in frame.words[segment.start : segment.end])


def measured(frame: Frame, attribute: Attribute, needed: int) -> bool:
    """Whether what is counted is what a text's figure counts: of "kaç itiraz" no "dört kişi" tells."""
    named = needed
    for mention in frame.mentions:
        named |= mention.mask
    own = aspect_mask(frame, attribute.kind)
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


def _unit(word: str) -> int:
    """The row of UNITS that a word with whatever ending names, from 1; 0 for none."""
    named = [(len(unit), row) for row, units in enumerate(UNITS, 1) for unit in units if word.startswith(unit)]
    return max(named, default=(0, 0))[1]


def aspect_mask(frame: Frame, kind: str) -> int:
    """The words that name a kind of text, as bits."""
    mask = 0
    for segment in frame.segments:
        if kind in segment.values("aspect"):
            mask |= segment.mask
    return mask


def content_mask(frame: Frame) -> int:
    """The words of the lists that do more than ask, as bits."""
    mask = 0
    for segment in frame.segments:
        if not segment.free and not segment.values("feature") & ASKING:
            mask |= segment.mask
    return mask


def asking_mask(frame: Frame, kind: str = "") -> int:
    """The words that only ask, for a thing or for a text, of one kind where it is given, as bits."""
    mask = 0
    for segment in frame.segments:
        aspects = segment.values("aspect")
        asks = kind in aspects if kind else bool(aspects)
        if not segment.free and (asks or segment.values("kind") or segment.values("feature") & ASKING):
            mask |= segment.mask
    return mask


def asked_mask(frame: Frame, kind: str) -> int:
    """The words that ask for a kind of text, and those that any question about a text may hold, as bits."""
    mask = 0
    for segment in frame.segments:
        asks = kind in segment.values("aspect") or segment.values("feature") & ASKING
        if segment.free or asks or frame.apposed(segment):
            mask |= segment.mask
    return mask


def other_articles(frame: Frame, attribute: Attribute) -> int:
    """How many articles a text names beside the one that the message asks for: "164/c ile ne eklenmiş"."""
    said = {word.folded for word in frame.words if _ARTICLE.fullmatch(word.folded)}
    held = set(_ARTICLE.findall(fold(attribute.text))) if said else set()
    return len(held - said) if held & said else 0
