"""Whether the words of a message themselves say what is added: all that is named, or each by itself."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.columns import PLAIN
from bot.understanding.asked import GROWTH, Asked
from bot.understanding.frame import Frame
from bot.understanding.inherited import MONEY
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.language.proportions import is_genitive, possessed

ADDING = frozenset({"sum", "add", "together"})
"""Features that ask for a sum."""
PARTS = 2
"""Figures of a share of one thing: the part, the whole."""
SUMMED = weight("sums.summed")
"""Gain of a sum of which the words say that all that is named is added, and of each total where each is said."""
APART = weight("sums.apart")
"""Cost of adding up what the words total one by one."""


def added(asked: Asked, cells: int) -> float:
    """What a sum, the share of several things, or several figures gain or cost by where the message says it adds.

    `cells`: how many figures are asked of.
    """
    each = _each(asked)
    if asked.operation == q.SUM:
        return APART if each else SUMMED if _all(asked) else 0.0
    if asked.operation == q.SHARE:
        return SUMMED if cells > PARTS and asked.frame.features & {"add", "together"} else 0.0
    return SUMMED if each and asked.operation == q.VALUE else 0.0


def _sums(frame: Frame) -> list[Segment]:
    """What asks for a sum and for nothing else, where it is said: "artışı" hardly does, nor does "toplantı"."""
    return [
        s
        for s in frame.segments
        if s.values("feature") & ADDING and not (s.free or s.values("feature") & GROWTH or s.values("aspect"))
    ]


def _others(asked: Asked) -> bool:
    """Whether a class is named that may be one of what is added."""
    kinds = [kinds for s, kinds in asked.frame.classes if not (s.values("measure") or s.values("feature"))]
    return any("staff" not in kind or asked.domain != PLAIN for kind in kinds)


def _each(asked: Asked) -> bool:
    """Whether the total of each of several things is asked for: "A toplamı ile B toplamı"."""
    sums = {s.start for s in _sums(asked.frame) if "sum" in s.values("feature")}
    ends = {operand.end for operand in asked.operands if operand.start >= 0}
    return len(ends) > 1 and len(sums) == len(asked.operands) and sums == ends


def _all(asked: Asked) -> bool:
    """Whether all that is named is added: "A ile B toplam kaç", "2023 ve 2024 değerlerinin toplamı".

    Of "A ve B toplam bütçesi" that is not said: a total is a budget of its own. Nor where a class may be one of them:
    "personel, sgk ve hizmet alımı toplamı".
    """
    frame, sums = asked.frame, _sums(asked.frame)
    if not sums or frame.grand_total or frame.features & {"each", "share", "percent", "difference"} or _others(asked):
        return False
    last = sums[-1]
    if last.start and is_genitive(frame.words[last.start - 1]) and possessed(frame.words[last.end - 1]):
        return True
    following = next((s for s in frame.segments if s.start == last.end), None)
    if following is not None and following.values("measure") & MONEY:
        return False
    # "adedi" may belong to a name before it; which of what was spoken of is added, "bu ikisini toplarsak" does not say
    return all(0 <= operand.start < last.start for operand in asked.operands)
