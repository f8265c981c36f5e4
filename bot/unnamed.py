"""What a question is of that names only a class, "bu göstergenin 2023 hedefi", or nothing: "kaç numarayı arıyoruz"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.figures import domain_at, domain_of
from bot.answering.queries import Cell, Column, Query
from bot.questions.passage import quoted
from bot.questions.registry import OF_EVERY, features_of
from bot.understanding.lattice import Lattice, Span
from bot.understanding.mentions import Mention
from knowledge.base import KnowledgeBase
from knowledge.language import years as year_words
from knowledge.language.asking import HOW_MANY, WHICH
from knowledge.language.suffixes import analyses
from knowledge.language.words import split

ASKED_OF = ("indicator", "activity", "sub_programme", "council", "unit:")
"""How the kinds begin of which one is meant where nothing else is named."""
ASPECT = "aspect:"
"""How the senses of words begin that ask for a text."""
ASKING = ("measure:", ASPECT)
"""Senses of words that ask something of one."""
SAYS_NOTHING = ("smalltalk:", "background:", "feature:", "kind:", *ASKING)
"""Senses of words that name nothing."""
OF_SEVERAL = frozenset(str.split("her tum butun en bazi hic"))
"""Words before a class word of which no single member is meant, folded."""
_SETS = "change compare difference distribution down each less list max min more percent reach same"
OF_SETS = frozenset(
    f"feature:{one}" for one in (*f"{_SETS} series several share sum times up".split(), *features_of(OF_EVERY))
)
"""Senses of words that ask something of all members, or tell them apart."""
OF_MONEY = ("kind:", "measure:budget", "measure:spent", "measure:count", "measure:area")
"""Senses of words beside which a column is not an indicator's."""
OF_INDICATORS = frozenset({"measure:target", "measure:planned", "measure:realised", "measure:estimate"})
"""Columns that only indicators have."""
COLUMNS = OF_INDICATORS | {"measure:budget", "measure:spent"}
"""Columns that only things with figures have."""
QUOTED_OF = ("council",)
"""Classes whose members have paragraphs of their own."""
SEVERAL = 3
"""Members of the smallest class of which one is asked for."""
STEM = 5
"""Letters by which a class word is told from another of the class."""
SURELY = 0.1
"""The most that a phrase may cost."""
FEW = 4
"""Members that are offered."""
UNSAID = ("agency", "abbreviation", "institution")
"""Kinds of things whose texts are asked for without naming them: "kaç numarayı arıyoruz"."""
LIKELY = 0.6
"""The most that the ending of a plural may cost; costlier ones are what a noun happens to end in."""


def class_asked_of(base: KnowledgeBase, lattice: Lattice) -> str:
    """The class of which a message asks something without naming a member; empty where it does not.

    All its other words ask, or are nothing but courtesy.
    """
    spans = [span for span in lattice.spans if span.cost <= SURELY]
    said = lattice.saying(SAYS_NOTHING, SURELY)
    for year in year_words.find(lattice.words, base.calendar):
        said |= (1 << year.end) - (1 << year.start)
    if said != (1 << len(lattice.words)) - 1:
        return ""
    senses = {sense for span in spans for sense in span.own}
    which = any(word.folded.startswith(WHICH) for word in lattice.words)
    outside = any(sense.startswith("outside:") for sense in senses)
    of_class = lattice.saying(("kind:",), SURELY)
    beside = {sense for span in spans if span.mask & ~of_class for sense in span.own}  # "genel" is in "genel müdürlük"
    if which or outside or beside & OF_SETS or not any(sense.startswith(ASKING) for sense in senses):
        return ""
    classes = [kind for span in spans if _of_one(lattice, span) for kind in _kinds(base, span)]
    if classes:
        return classes[0]
    plain = {sense for span in spans if not span.own & OF_INDICATORS for sense in span.own}
    return "indicator" if senses & OF_INDICATORS and not any(one.startswith(OF_MONEY) for one in plain) else ""


def class_of_none_named(base: KnowledgeBase, lattice: Lattice, mentions: Sequence[Mention], query: Query) -> str:
    """The class of which a query takes one member though a message says the class alone: "kurulun kaç üyesi var".

    Empty where words beside the class name that member, and where there is no other.
    """
    passage = quoted(base, query)
    things = {*query.entities, *(base.attribute(id).entity for id in query.attributes)}
    if passage is not None:
        things |= {one.id for kind in QUOTED_OF for one in base.of_kind(kind) if one.name == passage.heading}
    if len(things) != 1:
        return ""
    thing = things.pop()
    kind = thing.partition(":")[0]
    spans = [span for span in lattice.spans if f"kind:{kind}" in span.own and span.cost <= SURELY]
    spans = [span for span in spans if not _plural(lattice, span)]
    before = [lattice.words[span.start - 1].folded if span.start else "" for span in spans]
    chosen = any(word.startswith(HOW_MANY) or word in OF_SEVERAL for word in before)
    chosen = chosen or any(word.folded.startswith(WHICH) for word in lattice.words)
    if chosen or not any(_several(base, kind, lattice, span) for span in spans):
        return ""
    classes = lattice.saying((f"kind:{kind}",), SURELY)
    return "" if any(one.mask & ~classes for one in mentions if one.entity == thing) else kind


def members(base: KnowledgeBase, kind: str, lattice: Lattice) -> tuple[Query, ...]:
    """What a message may ask, of a few members of a class: a figure or a text; else what they are.

    Of a unit's money that of what it is responsible for. Nothing where a column is asked that the class does not have:
    no unit has a target.
    """
    senses = {sense for span in lattice.spans if span.cost <= SURELY for sense in span.own}
    column = _column(base, kind, lattice, senses)
    if column is None and senses & COLUMNS:
        money = _column(base, "activity", lattice, senses) if kind.startswith("unit:") else None
        units = base.of_kind(kind) if money else ()
        own = [unit.id for unit in units if domain_at(base, unit.id) == cols.COST]
        own = own or [id for unit in units for id in base.targets(unit.id, "responsible") if id.startswith("activity:")]
        own = list(dict.fromkeys(own))[:FEW]
        return tuple(Query(q.VALUE, cells=(Cell(id, None, money),)) for id in own if money)
    found: list[Query] = []
    for one in base.of_kind(kind):
        texts = [row for row in base.attributes(one.id) if f"aspect:{row.kind}" in senses and column is None]
        if column is not None:
            found.append(Query(q.VALUE, cells=(Cell(one.id, None, column),)))
        elif texts:
            same = tuple(row.id for row in texts if row.kind == texts[0].kind)
            found.append(Query(q.TEXT, aspect=texts[0].kind, attributes=same))
        else:
            found.append(Query(q.OVERVIEW, entities=(one.id,)))
    return tuple(found[:FEW])


def told_of_few(base: KnowledgeBase, lattice: Lattice, kinds: Sequence[str] = ()) -> tuple[Query, ...]:
    """The texts that a message asks for, whatever else it says, where the agency and few others have such.

    `kinds`: of these alone.
    """
    senses = {sense for span in lattice.only(ASPECT, SURELY) for sense in span.own}  # "ara-" looks for a film as well
    asked = {kind for kind in kinds or base.answers if f"{ASPECT}{kind}" in senses}
    found: dict[tuple[str, str], list[int]] = {}
    for one in (one for kind in UNSAID for one in base.of_kind(kind) if asked):
        for row in base.attributes(one.id):
            if row.kind in asked:
                found.setdefault((row.kind, one.id), []).append(row.id)
    bearers = Counter(kind for kind, _ in found)
    few = [(kind, ids) for (kind, _), ids in found.items() if bearers[kind] <= SEVERAL]
    return tuple(Query(q.TEXT, aspect=kind, attributes=tuple(ids)) for kind, ids in few)


def _column(base: KnowledgeBase, kind: str, lattice: Lattice, senses: set[str]) -> Column | None:
    """The column that a message names, of a class whose members have figures; None where it names none."""
    domain = domain_of(kind.partition(":")[0])
    if domain not in (cols.INDICATOR, cols.COST):
        return None
    years: list[int | None] = [year for span in year_words.find(lattice.words, base.calendar) for year in span.years]
    measures = sorted(sense.removeprefix("measure:") for sense in senses if sense.startswith("measure:"))
    named = [
        column
        for measure in measures
        for year in years or [None]
        for column in cols.resolve(domain, measure, year, base.calendar)
        if column.measure == measure
    ]
    return named[0] if named else None


def _of_one(lattice: Lattice, span: Span) -> bool:
    """Whether a class word stands for one member: neither in the plural, behind "hangi", nor part of a name."""
    before = [word.folded for word in lattice.words[: span.start]]
    if any(one.end == span.start and any(sense.startswith("kind:") for sense in one.own) for one in lattice.spans):
        return False  # "personel dairesi"
    after = [word.folded for word in lattice.words[span.end : span.end + 1]]
    counted = any(word.startswith(HOW_MANY) for word in (*before, *after)) or bool(OF_SEVERAL & set(before[-1:]))
    return not counted and not _plural(lattice, span)


def _several(base: KnowledgeBase, kind: str, lattice: Lattice, span: Span) -> bool:
    """Whether several members of a class are called by a class word: of the councils one may be a commission."""
    if not kind.startswith(ASKED_OF):
        return False
    begins = lattice.words[span.end - 1].stem[:STEM]
    return sum(any(word.stem.startswith(begins) for word in split(one.name)) for one in base.of_kind(kind)) > 1


def _plural(lattice: Lattice, span: Span) -> bool:
    """Whether a phrase ends in a plural."""
    return any(one.plural and one.cost <= LIKELY for one in analyses(lattice.words[span.end - 1].stem))


def _kinds(base: KnowledgeBase, span: Span) -> list[str]:
    """The classes that a word is for, of which one is asked for, and which have several members."""
    if any(sense.startswith("measure:") for sense in span.own):
        return []  # "hedefi" is a column, hardly a strategic goal
    kinds = [sense.removeprefix("kind:") for sense in span.own if sense.startswith("kind:")]
    return [kind for kind in kinds if kind.startswith(ASKED_OF) and len(base.of_kind(kind)) >= SEVERAL]
