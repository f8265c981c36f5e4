"""How well the words of a message fit a question about figures: each word of it must be part of the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.conditions import EQUAL
from bot.answering.figures import domain_of
from bot.questions.operation import Over
from bot.questions.registry import TOGETHER, over
from bot.understanding.asked import GROWTH, Asked, says
from bot.understanding.frame import STAFF, Frame
from bot.understanding.inherited import names_told
from bot.understanding.limits import limit_of, percentage, proposes
from bot.understanding.linking import Mention
from bot.understanding.named import MEASURES
from bot.understanding.operations import Operation
from bot.understanding.rules import REFUSED, Rules
from bot.understanding.segments import INNER, Segment
from bot.understanding.weights import weight
from knowledge.language.suffixes import analyses

MONEY = frozenset({"budget", "spent"})
PEOPLE = ("kisi", "insan")
"""How words for people begin that "kaç" counts, folded."""
COUNTED_BY_PEOPLE = (
    *("kisi", "yabanci", "gocmen", "multeci", "magdur", "personel", "calisan", "isci", "memur", "uzman", "sahibi"),
    *("ogrenci", "vatandas", "katilimci", "uye", "hasta", "ciftci", "kursiyer", "ziyaretci", "sporcu", "aile"),
    *("izni", "vize", "basvuru", "mulakat", "cagri", "kapasite", "donus"),
)
"""What stands in the names of indicators that count people, or what each person has one of, folded."""
HOLDING = ("staff", "agency:", "room:")
"""Kinds of things without years that people are counted in."""
GROWING = weight("fitting.growing")
"""Gain of asking a rate of growth for what it says: "personel sayısı 2024te yüzde kaç artar"."""
DEFINED = weight("fitting.defined")
"""Cost of taking "… nedir" of a thing alone, without a year or a measure, for a question about its figure."""
DEFINING = frozenset({"nedir", "kimdir", "nelerdir"})
"""Words that alone ask what a thing is, folded."""
COMPUTED = over(Over.PAIR, Over.ENDS, Over.WHOLE) | {q.COMPARE}
"""Operations on two figures."""
HALF_NAMED = 0.4
"""Cost of a mention from which little of a name was said."""
WEAK = weight("fitting.weak")
"""Cost of a word that fits an operation badly."""
CLASS = weight("fitting.class")
"""Cost of a class word in a question about figures: "bütün faaliyetlerin bütçesi"."""
CLASSLESS = over(Over.PAIR, Over.ENDS, Over.PLAN) | {q.HIGHEST, q.LOWEST, q.COMPARE}
"""Operations whose class word would name a set that is ranked, filtered or counted instead."""
NUMBERED = weight("fitting.numbered")
"""Cost of a number that a question about figures proposes: "2023 hedefi 50.000 mi"."""
PROPOSABLE = frozenset({q.VALUE, q.SUM, q.HIGHEST, q.LOWEST, q.COMPARE})
"""Operations whose figure a question may propose."""
LOOSE = weight("fitting.loose")
"""Cost of two subjects said side by side, one of them by a part of its name, with no "ve" or comma between."""
LISTED = TOGETHER | over(Over.EACH) | {q.SERIES}
"""Operations whose several subjects must be joined by words."""
PLAINLY = frozenset({"how_much", "which", "what", "together", "contradiction"})
"""Features that say nothing but that a figure is asked for."""
DIFFERENCE = "fark"
"""How the word begins, folded, behind which "arasında" is no place: "sayıları arasındaki fark"."""
IN_ALL = ("toplam", "genel", "hep")
"""How words for a whole begin, folded: "toplam içinde"."""


@dataclass(frozen=True)
class Fit:
    """A question about figures whose words are held against its operation."""

    asked: Asked
    operation: Operation

    @property
    def frame(self) -> Frame:
        """The division."""
        return self.asked.frame

    @property
    def domain(self) -> str:
        """Where the figures asked for stand."""
        return self.asked.domain

    def all_say(self, *parts: str) -> bool:
        """Whether the names of all that is asked about hold one of some letters."""
        return all(says(self.asked.base, o.subject, *parts) for o in self.asked.operands)


FIT: Rules[[Fit]] = Rules()
Taking = Callable[[Fit, Segment], float | None]
"""What a segment costs as part of a question, REFUSED where it cannot be, None where the rule does not know."""


def fitting(fit: Fit) -> float:
    """What an operation that fits costs given what the message says, REFUSED where a word does not belong to it."""
    cost = FIT.price(fit) + half_said_side_by_side(fit) + what_is_computed_is_named(fit) + what_a_thing_is(fit)
    for segment in fit.frame.segments:
        if cost == REFUSED:
            break
        if not (segment.free or segment.years or segment.year_kind):
            cost += taken(fit, segment) + (INNER if segment.told else 0.0)
    return cost


def taken(fit: Fit, segment: Segment) -> float:
    """What a segment costs as part of a question: what the first rule says that knows it; REFUSED where none does."""
    for rule in TAKING:
        price = rule(fit, segment)
        if price is not None:
            return price
    return REFUSED


@FIT.rule(example="öbür faaliyetin bütçesi", counter="faaliyetlerin toplam bütçesi")
def another_than_spoken_of(fit: Fit) -> float:
    """Another one is not the one spoken of."""
    inherited = any(o.start < 0 for o in fit.asked.operands)
    return REFUSED if "other" in fit.frame.features and fit.frame.classes and inherited else 0.0


def half_said_side_by_side(fit: Fit) -> float:
    """Two subjects of one kind side by side, one of them half said, are hardly two."""
    if fit.operation.id == q.SHARE and all(mention.whole for mention in fit.frame.mentions):
        return 0.0
    ordered = sorted(fit.frame.mentions, key=lambda m: m.start)
    loose = any(
        a.kind == b.kind and b.start <= a.end and (not (a.whole and b.whole) or not _set_apart(fit.frame, a, b))
        for a, b in pairwise(ordered)
    )
    return LOOSE if loose else 0.0


@FIT.rule(example="personel giderleri faiz giderleri 2023", counter="personel giderleri ve faiz giderleri 2023")
def several_are_joined(fit: Fit) -> float:
    """Things said apart are listed with words that join them."""
    several = len({(o.start, o.end) for o in fit.asked.operands}) > 1
    return REFUSED if fit.operation.id in LISTED and several and not fit.frame.joined() else 0.0


@FIT.rule(example="personel sayısı 2024te yüzde kaç artar", counter="sığınma evi sayısı 2024te yüzde kaç artar")
def a_rate_of_growth_grows(fit: Fit) -> float:
    """ "Yüzde kaç artar" of a growth asks for the growth itself."""
    if fit.operation.id != q.VALUE or not fit.asked.rates:
        return 0.0
    return GROWING if fit.frame.features >= {"up", "percent"} and fit.all_say("artis") else 0.0


@FIT.rule(example="ilk yıl içinde kadın kaç", counter="personel içinde kadın kaç")
def a_group_within_another(fit: Fit) -> float:
    """A group looked for within something else than the staff is none of the staff."""
    if fit.domain != cols.PLAIN or not any(o.item for o in fit.asked.operands):
        return 0.0
    return REFUSED if _among_others(fit.frame) else 0.0


def what_is_computed_is_named(fit: Fit) -> float:
    """What is computed with is named by more than a little of its name."""
    if fit.domain != cols.PLAIN or fit.operation.id not in COMPUTED:
        return 0.0
    return REFUSED if any(not m.whole and m.cost > HALF_NAMED for m in fit.frame.mentions) else 0.0


@FIT.rule(example="kadrolu olmayan personel", counter="dolu kadrolu personel kaç")
def those_that_are_not(fit: Fit) -> float:
    """Those that are not something are in no table."""
    denied = fit.domain == cols.PLAIN and any(word.folded.startswith("olmayan") for word in fit.frame.words)
    return REFUSED if denied else 0.0


def what_a_thing_is(fit: Fit) -> float:
    """ "… nedir" of a thing alone asks rather what it is."""
    if fit.operation.id != q.VALUE or not fit.frame.mentions:
        return 0.0
    said = [s for s in fit.frame.segments if not s.free]
    alone = len(said) == 1 and said[0].end - said[0].start == 1
    return DEFINED if alone and fit.frame.words[said[0].start].folded in DEFINING else 0.0


def _set_apart(frame: Frame, a: Mention, b: Mention) -> bool:
    """Whether the words themselves tell two names apart: "A ile B", "A'dan B", "A, B"."""
    return a.end - 1 in frame.ablative or any(a.end - 1 <= joint <= b.start for joint in frame.joints)


def _among_others(frame: Frame) -> bool:
    """Whether a group is looked for within something else than the staff: "özel ihtiyaç sahibi içinde erkek"."""
    staff = 0
    for mention in frame.of_kinds(STAFF):
        staff |= mention.mask
    for segment in frame.segments:
        staff |= segment.mask if "staff" in segment.values("kind") else 0
    forms = [word.folded for word in frame.words]
    inside = (at for at, form in enumerate(forms) if at and form.startswith(("icinde", "arasinda")))
    inside = (at for at in inside if not forms[at + 1 : at + 2] or not forms[at + 1].startswith(DIFFERENCE))
    return any(not (staff >> (at - 1) & 1 or frame.words[at - 1].folded.startswith(IN_ALL)) for at in inside)


# What each segment is, the first rule that knows deciding.


def _people(fit: Fit, segment: Segment) -> float | None:
    """ "Sığınma evlerinde kaç kişi" counts no houses."""
    if fit.domain == cols.COST or "count" not in segment.values("feature"):
        return None
    if not fit.frame.words[segment.end - 1].folded.startswith(PEOPLE):
        return None
    return None if all(_of_people(fit, o.subject) for o in fit.asked.operands) else REFUSED


def _of_people(fit: Fit, subject: str) -> bool:
    """Whether what is counted is people, or something that each of them has one of."""
    if domain_of(subject.partition(":")[0]) == cols.PLAIN:
        return subject.startswith(HOLDING)
    return says(fit.asked.base, subject, *COUNTED_BY_PEOPLE)


def _measure(fit: Fit, segment: Segment) -> float | None:
    """A measure of the domain's is what is asked for; that of another's is not."""
    measures = segment.values("measure")
    if measures & MEASURES[fit.domain]:
        return 0.0
    if segment.end - segment.start > 1 and "meaning" in segment.values("aspect"):
        return REFUSED  # "ne demek" asks for no figure
    return REFUSED if fit.domain == cols.INDICATOR and measures & MONEY else None  # an indicator costs nothing


def _growth(fit: Fit, segment: Segment) -> float | None:
    """A share that grew is no growth; figures without years do not grow."""
    features = segment.values("feature")
    if fit.operation.id == q.CHANGE and "share" in features and "percent" not in features:
        return REFUSED  # "payı arttı mı" asks for the change of a share
    return REFUSED if fit.domain == cols.PLAIN and features & GROWTH and len(fit.asked.operands) < 2 else None


def _staff(fit: Fit, segment: Segment) -> float | None:
    """The staff is counted by itself; beside an indicator its word says little."""
    if "staff" not in segment.values("kind"):
        return None
    if fit.domain != cols.INDICATOR:
        # nobody counts who works in a library
        return None if fit.asked.operands[0].subject.startswith(("staff", "agency:")) else REFUSED
    working = any(a.pos == "v" and a.tense for a in analyses(fit.frame.words[segment.end - 1].stem)[:3])
    return WEAK if all(mention.whole for mention in fit.frame.mentions) and not working else REFUSED


def _class(fit: Fit, segment: Segment) -> float | None:
    """A class word that says nothing of what is asked about asks for a set."""
    kinds = segment.values("kind")
    if not kinds or _at_home(fit, segment) or any(sense.startswith("feature:") for sense in segment.own):
        return None
    return WEAK if "unit" in kinds and "responsible" in segment.values("feature") else REFUSED


def _at_home(fit: Fit, segment: Segment) -> bool:
    """Whether a class word says of what kind the figures, or what they are of, are."""
    kinds = segment.values("kind")
    if fit.frame.apposed(segment) or "year" in kinds:
        return True
    if fit.domain == cols.COST and kinds & {"activity", "expense", "programme"}:
        return True
    if "staff" not in kinds:
        return False
    beside = any(m.kind == "expense" and m.start == segment.end for m in fit.frame.mentions)
    return beside or fit.asked.operands[0].subject.startswith("staff:")


def _operation(fit: Fit, segment: Segment) -> float | None:
    """What asks for the operation is part of it."""
    features, pattern = segment.values("feature"), fit.operation.pattern
    if features & pattern.takes or any(features & group for group in pattern.needs):
        return 0.0
    if "contradiction" in features and "yesno" in fit.frame.features:
        return WEAK  # "tutuyor mu" asks for no figure
    return None


def _counted(fit: Fit, segment: Segment) -> float | None:
    """ "Kaç" counts what is counted, not money."""
    features = segment.values("feature")
    if fit.domain == cols.COST and "count" in features and segment.end - segment.start > 1:
        return REFUSED  # "kaç kişi" counts no money
    beside = segment.end - 1 in fit.frame.joints
    if features & {"responsible", "monitor"} and fit.operation.id == q.VALUE and beside:
        return 0.0  # the reply tells who is responsible
    if features & PLAINLY:
        return 0.0
    if "count" not in features or fit.domain == cols.COST:
        return None
    return REFUSED if fit.domain == cols.INDICATOR and not fit.all_say("sayisi") else 0.0


def _number(fit: Fit, segment: Segment) -> float | None:
    """A number counts what is there, or is proposed: "2023 hedefi 50.000 mi"."""
    if segment.number is None:
        return None
    frame = fit.frame
    years = {year for other in frame.segments for year in other.years}
    if segment.number in (len(years), len(fit.asked.operands)) and segment.number > 1:
        return 0.0  # "üç yıllık (2023-2025)"
    if "contradiction" in frame.features and segment.number == 2:
        return 0.0  # "iki farklı rakam var"
    if any("table" in s.values("kind") and s.end == segment.start for s in frame.segments):
        return REFUSED  # "tablo 9" is no figure
    if _computed(fit, segment):
        return NUMBERED
    if limit_of(frame, segment) not in ("", EQUAL):
        return REFUSED
    limit = frame.features & {"above", "below", "more", "less"} and "yesno" not in frame.features
    if not proposes(frame, segment) or (percentage(frame, segment) and not fit.asked.rates):
        return REFUSED  # "ilk iki faaliyet", "üç yıllık": no figure is proposed
    return NUMBERED if fit.operation.id in PROPOSABLE and not limit else REFUSED


def _rate(fit: Fit, segment: Segment) -> float | None:
    """A percentage is asked of a rate; of a growth also how much it grows."""
    features = segment.values("feature")
    inherited = all(o.start < 0 for o in fit.asked.operands) and fit.operation.id == q.VALUE
    if features & {"percent", "share"} and not fit.asked.rates and inherited and "how_much" not in features:
        return REFUSED  # "oranı ne" asks no figure again
    if not fit.asked.rates:
        return None
    grows = "up" in features and fit.operation.id == q.VALUE and fit.all_say("artis")
    return 0.0 if "percent" in features or grows else None


def _named_measure(fit: Fit, segment: Segment) -> float | None:
    """A measure that an indicator has in its name."""
    if fit.domain != cols.INDICATOR:
        return None
    for measure, letters in (("capacity", "kapasite"), ("count", "sayisi")):
        if measure in segment.values("measure"):
            return 0.0 if fit.all_say(letters) else REFUSED
    return None


def _own_class(fit: Fit, segment: Segment) -> float | None:
    """A class word that is at home in the question, unless it asks for the members themselves."""
    kinds = segment.values("kind")
    if not kinds or not _at_home(fit, segment):
        return None
    frame, apposed, cost = fit.frame, fit.frame.apposed(segment), fit.domain == cols.COST
    if cost and not apposed and any("which" in s.values("feature") and s.end == segment.start for s in frame.segments):
        return REFUSED  # "hangi faaliyet": a member of the class is asked for
    if "programme" in kinds and frame.grand_total and not frame.mentions:
        return 0.0  # the document itself: "programın genel toplamı"
    several = frame.ends_plural and segment.end - 1 in frame.plural
    unpriced = not any(s.values("measure") or s.years for s in frame.segments)
    if cost and several and (unpriced or not apposed):
        return REFUSED  # "faaliyetlerin bütçeleri" are those of each
    if fit.operation.id in CLASSLESS and not (apposed or kinds & {"year", "staff"}):
        return REFUSED
    return CLASS if cost and not apposed else 0.0


def _beside(fit: Fit, segment: Segment) -> float | None:
    """What may stand beside a question about figures: when, who, a list of them."""
    features, operation = segment.values("feature"), fit.operation
    aspects = segment.values("aspect")
    if operation.id in (q.HIGHEST, q.LOWEST) and aspects and aspects <= {"date"}:
        return 0.0  # "en yüksek ne zaman"
    beside = [s for s in fit.frame.segments if s.start == segment.end and fit.frame.apposed(s)]
    if fit.domain == cols.COST and "responsible" in features and beside:
        return 0.0  # "protokol işlerini yürüten faaliyet"
    if features & operation.pattern.weak or ("list" in features and operation.id != q.EXISTS):
        return WEAK
    if fit.domain == cols.COST and features & {"responsible", "children"} and fit.frame.of_kinds({"unit"}):
        return 0.0
    return None


TAKING: tuple[Taking, ...] = (
    lambda fit, segment: 0.0 if names_told(fit.frame, fit.asked.operands, segment) else None,  # "en kalabalık grup"
    _people,
    _measure,
    _growth,
    _staff,
    _class,
    _operation,
    _counted,
    _number,
    _rate,
    _named_measure,
    _own_class,
    _beside,
)


def _computed(fit: Fit, number: Segment) -> bool:
    """Whether a yes-or-no question proposes what is computed: "200 fazla mı", "payı %5'in altında mı"."""
    if "yesno" not in fit.frame.features or not (limit_of(fit.frame, number) or proposes(fit.frame, number)):
        return False
    percent = percentage(fit.frame, number)
    return fit.operation.id in ((q.SHARE, q.CHANGE) if percent and not fit.asked.rates else (q.DIFFERENCE,))
