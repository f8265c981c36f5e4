"""The members of a class by how much of a plan came true, or of a budget was spent: "harcama oranı en düşük"."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.conditions import HOLDS, UNDEFINED, ratio
from bot.answering.figures import Figures, computed
from bot.answering.members import Row, rows
from bot.answering.queries import Figure, Query, Result
from bot.answering.terms import RatioHeld
from bot.replies import figures as words
from bot.replies.kinds import class_word
from bot.replies.limits import held
from bot.replies.parts import Parts


def as_percentage(row: Row) -> Figure:
    """What percentage a member's first figure is of its second."""
    return computed(row[1][0], ratio(row[1]), q.SHARE, "%")


def filtered(figures: Figures, query: Query, terms: RatioHeld) -> Result:
    """The members of which more, or less, than a percentage came true."""
    meets, number = HOLDS[terms.side], terms.percent
    kept = [row for row in rows(figures, query) if ratio(row[1]) != UNDEFINED and meets(ratio(row[1]), number)]
    return Result(
        query,
        tuple(as_percentage(row) for row in kept),
        tuple(figure for _, pair in kept for figure in pair),
        entities=tuple(member for member, _ in kept),
        verdict=bool(kept),
    )


def say_ranked(parts: Parts, result: Result) -> list[str]:
    """Of which the most or least came true."""
    part, whole = (words.column_words(column) for column in result.query.columns)
    most = "En yüksek" if result.query.operation == q.HIGHEST else "En düşük"
    head = f"{most} oran ({part} / {whole}):"
    lines = _lines(parts, result)
    if len(lines) == 1:
        return [f"{head} {lines[0]}"]
    return [head, *(f"{place}. {line}" for place, line in enumerate(lines, 1))]


def say_filtered(parts: Parts, result: Result, terms: RatioHeld) -> list[str]:
    """Of which more or less than a percentage came true."""
    query = result.query
    part, whole = (words.column_words(column) for column in query.columns)
    limit = held(terms.side, terms.percent, "%")
    title = f"{part} / {whole} oranı {limit} olan {class_word(query.kind)}:"
    lines = _lines(parts, result)
    return [f"{title} **{len(lines)}**" if lines else f"{title} yok.", *(f"• {line}" for line in lines)]


def _lines(parts: Parts, result: Result) -> list[str]:
    lines = []
    for place, (entity, figure) in enumerate(zip(result.entities, result.figures, strict=True)):
        part, whole = result.operands[2 * place : 2 * place + 2]
        of = f"{words.number(part.value, part.unit)} / {words.number(whole.value, whole.unit)}"
        lines.append(f"{parts.entity(entity)}: **{words.number(figure.value, '%')}** ({of})")
    return lines
