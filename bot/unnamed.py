"""What a question is of that names only a class: "bu göstergenin 2023 hedefi" is asked back, whichever is meant."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.understanding.lattice import Lattice, Span
from knowledge.base import KnowledgeBase
from knowledge.language import years as year_words
from knowledge.language.suffixes import analyses

ASKED_OF = ("indicator", "activity", "sub_programme", "council", "goal", "unit")
"""Kinds of which one is meant where nothing else is named."""
ASKING = ("measure:", "aspect:")
"""Senses of words that ask something of one."""
SAYS_NOTHING = ("smalltalk:", "background:", "feature:", "kind:", *ASKING)
"""Senses of words that name nothing."""
OF_SEVERAL = frozenset(str.split("hangi kac her tum butun en bazi hic"))
"""Words before a class word of which no single member is meant, folded."""
OF_INDICATORS = frozenset({"measure:target", "measure:planned", "measure:realised", "measure:estimate"})
"""Columns that only indicators have."""
SURELY = 0.1
"""The most that a phrase may cost."""
FEW = 4
"""Members that are offered."""
FORMS, LIKELY = 4, 0.35


def class_asked_of(base: KnowledgeBase, lattice: Lattice) -> str:
    """The class of which a message asks something without naming a member; empty where it does not.

    All its other words ask, or are nothing but courtesy.
    """
    spans = [span for span in lattice.spans if span.cost <= SURELY]
    said = 0
    for span in spans:
        said |= span.mask if any(sense.startswith(SAYS_NOTHING) for sense in span.own) else 0
    for year in year_words.find(lattice.words, base.calendar):
        said |= (1 << year.end) - (1 << year.start)
    if said != (1 << len(lattice.words)) - 1:
        return ""
    senses = {sense for span in spans for sense in span.own}
    if not any(sense.startswith(ASKING) for sense in senses):
        return ""
    classes = [kind for span in spans if _of_one(lattice, span) for kind in _kinds(base, span)]
    return classes[0] if classes else "indicator" if senses & OF_INDICATORS else ""


def members(base: KnowledgeBase, kind: str, offered: Sequence[Query]) -> tuple[Query, ...]:
    """What is offered where one of a class is asked for: what was to be offered of members, else what they are."""
    sort = kind.partition(":")[0]
    told = [one for one in offered if any(cell.subject.startswith(f"{sort}:") for cell in one.cells)]
    told += [one for one in offered if one.attributes and base.attribute(one.attributes[0]).entity.startswith(sort)]
    if len(told) > 1:
        return tuple(told[:FEW])
    return tuple(Query(q.OVERVIEW, entities=(one.id,)) for one in base.of_kind(kind)[:FEW])


def _of_one(lattice: Lattice, span: Span) -> bool:
    """Whether a class word stands for one member: neither in the plural nor behind "hangi"."""
    before = lattice.words[span.start - 1].folded if span.start else ""
    peeled = analyses(lattice.words[span.end - 1].stem)[:FORMS]
    return before not in OF_SEVERAL and not any(one.plural and one.cost <= LIKELY for one in peeled)


def _kinds(base: KnowledgeBase, span: Span) -> list[str]:
    """The classes that a word is for, of which one is asked for, and which have several members."""
    if any(sense.startswith("measure:") for sense in span.own):
        return []  # "hedefi" is a column, hardly a strategic goal
    kinds = [sense.removeprefix("kind:") for sense in span.own if sense.startswith("kind:")]
    return [kind for kind in kinds if kind.partition(":")[0] in ASKED_OF and len(base.of_kind(kind)) > 1]
