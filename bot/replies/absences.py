"""What the bot says where a question is understood and the programme holds no answer."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering.queries import Absence, Query
from bot.answering.terms import Ranked
from bot.replies import figures as words
from bot.replies.kinds import class_word
from bot.replies.parts import Parts


def absent(parts: Parts, query: Query, absence: Absence) -> str:
    """Why there is no answer, and what can be asked instead."""
    named = [parts.entity(id) for id in absence.entities if ":" in id]
    names = " – ".join(named)
    if absence.reason == "elsewhere":
        *asked, holder = named
        return f"{' – '.join(asked)}: programda bu değer yok; bu ayrım yalnızca {holder} için veriliyor."
    if absence.reason == "year":
        return _no_year(parts, absence, names)
    return _REASONS.get(absence.reason, _nothing)(query, absence, names)


def _no_year(parts: Parts, absence: Absence, names: str) -> str:
    years = absence.years
    span = f"{min(years)}-{max(years)}" if years else str(parts.base.programme.year)
    return f"{names}: programda bu yıl yok. {span} yılları için sorabilirsiniz."


def _no_measure(query: Query, absence: Absence, names: str) -> str:
    columns = ", ".join(words.column_words(column) for column in absence.columns)
    return f"{names}: programda bu değer yok." + (f" Şunları sorabilirsiniz: {columns}." if columns else "")


def _no_outcome(query: Query, absence: Absence, names: str) -> str:
    year = absence.columns[0].year or 0
    return f"Programda {year} için gerçekleşme yok; {year - 1} için planlanana ulaşanları sorabilirsiniz."


def _unmoved(query: Query, absence: Absence, names: str) -> str:
    way = "azalan" if isinstance(query.terms, Ranked) and query.terms.falling else "artan"
    return f"Bu dönemde {way} {class_word(query.kind)} yok."


def _nothing(query: Query, absence: Absence, names: str) -> str:
    return f"Programda buna uyan kayıt yok{': ' + names if names else ''}."


_REASONS: dict[str, Callable[[Query, Absence, str], str]] = {
    "measure": _no_measure,
    "breakdown": lambda query, absence, names: f"Programda {names} bu kırılımda verilmiyor.",
    "crossed": lambda query, absence, names: f"{names}: programda bu iki ayrım birlikte verilmiyor.",
    "units": lambda query, absence, names: f"Bu değerlerin birimleri farklı ya da toplanamaz: {names}.",
    "one year": lambda query, absence, names: f"{names}: yıllık büyüme için bir göstergenin iki ayrı yılı gerekir.",
    "outcome": _no_outcome,
    "unmoved": _unmoved,
    "zero": lambda query, absence, names: f"{names}: karşılaştırılacak değer 0 olduğu için oran hesaplanamaz.",
    "number": lambda query, absence, names: f"Programın tablolarında {' '.join(absence.words)} değeri yok.",
    "relation": lambda query, absence, names: f"Programda {names} için bu bilgi yok.",
}
"""An absence's reason → what is said; all others have no record at all."""
