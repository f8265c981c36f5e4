"""What a chart is called: what its figures have in common, or by what they were picked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.queries import Figure, Query, Result
from bot.answering.terms import Attained, Held, RatioHeld
from bot.replies import figures as words
from bot.replies.limits import beside
from knowledge.base import KnowledgeBase
from knowledge.language.declension import with_case

_LIMITS = {
    "above": "{} üzeri",
    "below": "{} altı",
    "up to": "en az {}",
    "down to": "en çok {}",
    "equal": "tam {}",
}
"""How a filter holds figures against a number."""
_CLASSES = {
    "indicator": ("gösterge", "göstergeler"),
    "activity": ("faaliyet", "faaliyetler"),
    "sub_programme": ("alt program", "alt programlar"),
    "programme": ("program", "programlar"),
    "unit": ("birim", "birimler"),
}
"""What things are called, one and several of them."""
_ANY = ("kalem", "kalemler")
_WHICH = {q.HIGHEST: "en yüksek", q.LOWEST: "en düşük"}


def ranking(base: KnowledgeBase, query: Query, figures: Sequence[Figure], *, only: bool) -> str:
    """A ranking by one column, counted where `only` what was asked for is shown.

    "2023 bütçesi en yüksek 5 faaliyet", or "2023 bütçesi en yüksek faaliyetler".
    """
    which = f"{column(figures)} {_WHICH[query.operation]}"
    if not only:
        return f"{which} {class_of(base, figures)}"
    return f"{which} {len(figures)} {class_of(base, figures, many=False)}"


def filtered(base: KnowledgeBase, query: Query, figures: Sequence[Figure], unit: str) -> str:
    """Those that meet a condition: "2023 hedefi 100.000 üzeri göstergeler"."""
    match query.terms:
        case Held(side, float(bound)) | RatioHeld(side, bound):
            condition = _LIMITS[side].format(words.number(bound, unit))
        case _:
            condition = "koşula uyan"
    return f"{column(figures)} {condition} {class_of(base, figures)}"


def attained(base: KnowledgeBase, query: Query, figures: Sequence[Figure]) -> str:
    """Those that reached their plan, or did not: "2022 için planlanana ulaşamayan göstergeler"."""
    reached = "ulaşamayan" if query.terms == Attained(missed=True) else "ulaşan"
    return f"{query.columns[1].year} için planlanana {reached} {class_of(base, figures)}"


def share(base: KnowledgeBase, parts: Sequence[Figure], names: Sequence[str]) -> str:
    """What share of what is shown: "Personel Giderleri: 2023 bütçesindeki payı"."""
    told = column(parts)
    whole = f"{with_case(told, 'loc')}ki" if told else "toplamdaki"
    if len(parts) == 1:
        return f"{names[0]}: {whole} payı"
    return f"{whole[:1].upper()}{whole[1:]} paylar"


def common(base: KnowledgeBase, figures: Sequence[Figure]) -> str:
    """What the figures have in common: "Personel Giderleri: 2023 bütçesi", "2023 bütçesi: faaliyetler"."""
    first, told = figures[0], column(figures)
    shared = ""
    if len({figure.subject for figure in figures}) == 1:
        shared = words.subject(base, first.subject, None)
    elif first.item and len({figure.item for figure in figures}) == 1:
        shared = base.entity(first.item).name
    if shared:
        return f"{shared}: {told}" if told else shared
    named = class_of(base, figures)
    return f"{told}: {named}" if told else named[:1].upper() + named[1:]


def column(figures: Sequence[Figure]) -> str:
    """The column that all figures stand in, "" where they have no year."""
    column = words.of_figure(figures[0]) if figures[0].year else ""
    return column[:1].upper() + column[1:]


def computed(base: KnowledgeBase, result: Result) -> str:
    """What was computed, from which columns, of what: "2022 bütçesi → 2023 bütçesi: en çok artan faaliyetler".

    Of what was picked by two columns how they lie: "2023 hedefi 2022 tahmininin altında olan göstergeler".
    """
    new, old = ({words.of_figure(figure) for figure in result.operands[start::2]} for start in (0, 1))
    terms = result.query.terms
    if isinstance(terms, Held) and len(new) == len(old) == 1:
        condition = f"{new.pop()} {beside(terms.side, old.pop())}"
        return f"{condition[:1].upper()}{condition[1:]} olan {class_of(base, result.figures)}"
    columns = f"{old.pop()} → {new.pop()}" if len(new) == len(old) == 1 else "Fark"
    grown = {figure.value > 0 for figure in result.figures}
    way = ("artan" if grown.pop() else "azalan") if len(grown) == 1 else "değişen"
    most = "en çok " if result.query.operation == q.HIGHEST else "en az " if result.query.operation == q.LOWEST else ""
    return f"{columns[:1].upper()}{columns[1:]}: {most}{way} {class_of(base, result.figures)}"


def class_of(base: KnowledgeBase, figures: Sequence[Figure], *, many: bool = True) -> str:
    """What the subjects of some figures are called, one word for all."""
    kinds = {base.entity(figure.subject).kind for figure in figures}
    single, plural = _CLASSES.get(kinds.pop(), _ANY) if len(kinds) == 1 else _ANY
    return plural if many else single
