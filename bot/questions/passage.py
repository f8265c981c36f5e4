"""A paragraph of the programme's prose, quoted with its place: what no text that somebody retold holds."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.cells import NotHeldError
from bot.answering.figures import Figures
from bot.answering.queries import Absence, Query, Result
from bot.answering.terms import Quoted
from bot.questions.operation import Operation
from bot.replies.parts import Parts
from knowledge.base import KnowledgeBase
from knowledge.passages import Passage, statements

LONGEST = 900
"""Letters of a quotation."""


def _passage(figures: Figures, query: Query) -> Result:
    """The passage asked for."""
    if not text_of(figures.base, query):
        raise NotHeldError(Absence("relation"))
    return Result(query)


def quoted(base: KnowledgeBase, query: Query) -> Passage | None:
    """The passage that a query quotes; None where the programme has none such."""
    return base.passage(query.terms.passage) if isinstance(query.terms, Quoted) else None


def text_of(base: KnowledgeBase, query: Query) -> str:
    """What a query quotes: the passage, or one sentence of it; nothing where the programme has none such."""
    passage = quoted(base, query)
    if passage is None or not isinstance(query.terms, Quoted):
        return ""
    at = query.terms.sentence
    if not at:
        return passage.text
    said = statements(passage.text)[at - 1 :]
    return " ".join(said if said and said[0].endswith(":") else said[:1])  # what a colon announces belongs to it


def _say(parts: Parts, result: Result) -> list[str]:
    """The quotation, cut at a word where it is long, and where it stands."""
    passage = quoted(parts.base, result.query)
    if passage is None:
        return []
    text = text_of(parts.base, result.query)
    text = text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
    if isinstance(result.query.terms, Quoted) and result.query.terms.within:
        text = _among(statements(passage.text), result.query.terms.sentence - 1, text)
    title = parts.base.programme_of(passage.programme).title
    return [f"“{text}”", f"Kaynak: {passage.heading} · {title}"]


def _among(said: Sequence[str], at: int, text: str) -> str:
    """A sentence in bold among those beside it, as many as fit; `text`: the sentence, with what it announces.

    >>> _among(["Kurul toplanır.", "13 üyesi vardır.", "Karar alır."], 1, "13 üyesi vardır.")
    'Kurul toplanır. **13 üyesi vardır.** Karar alır.'
    """
    if text != said[at]:
        return f"**{text}**"
    start, end, room = at, at + 1, LONGEST - len(text)
    while True:
        after = end < len(said) and len(said[end]) < room
        before = not after and start > 0 and len(said[start - 1]) < room
        if not after and not before:
            break
        start, end = (start, end + 1) if after else (start - 1, end)
        room -= 1 + len(said[end - 1 if after else start])
    parts = ["…"] * (start > 0) + [*said[start:at], f"**{text}**", *said[at + 1 : end]] + ["…"] * (end < len(said))
    return " ".join(parts)


OPERATIONS = (Operation(q.PASSAGE, "alıntı", _passage, _say),)
