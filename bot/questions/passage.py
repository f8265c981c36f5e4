"""A paragraph of the programme's prose, quoted with its place: what no text that somebody retold holds."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.cells import NotHeldError
from bot.answering.figures import Figures
from bot.answering.queries import Absence, Query, Result
from bot.questions.operation import Operation
from bot.replies.parts import Parts

LONGEST = 900
"""Letters of a quotation."""


def _passage(figures: Figures, query: Query) -> Result:
    """The passage whose row stands in the query's aspect."""
    if figures.base.passage(int(query.aspect)) is None:
        raise NotHeldError(Absence("relation"))
    return Result(query)


def _say(parts: Parts, result: Result) -> list[str]:
    """The quotation, cut at a word where it is long, and where it stands."""
    passage = parts.base.passage(int(result.query.aspect))
    if passage is None:
        return []
    text = passage.text if len(passage.text) <= LONGEST else passage.text[:LONGEST].rsplit(" ", 1)[0] + " …"
    title = parts.base.programme_of(passage.programme).title
    return [f"“{text}”", f"Kaynak: {passage.heading} · {title}"]


OPERATIONS = (Operation(q.PASSAGE, "alıntı", _passage, _say),)
