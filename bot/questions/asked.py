"""A query as a person would ask it: what stands on a button, or in a list of what may have been meant."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import queries as q
from bot.answering.members import order_of
from bot.answering.queries import Cell, Column, Query
from bot.answering.terms import (
    MOVED,
    PERCENT,
    RATIO,
    HasPart,
    Held,
    MembersHeld,
    Nil,
    Passed,
    RankedByMembers,
    RatioHeld,
    Says,
    Texts,
    Unchanged,
)
from bot.questions.attained import missed
from bot.questions.filter import written
from bot.questions.passage import quoted, text_of
from bot.questions.registry import OPERATIONS
from bot.replies.figures import column_words, number, subject
from bot.replies.kinds import class_word
from bot.replies.limits import beside, held
from knowledge.base import KnowledgeBase
from knowledge.language.declension import with_case
from knowledge.language.letters import capital, lower
from knowledge.language.plurals import several

BEGINNING = 60
"""Letters of a passage by which it is told from others."""
COUNTED, AREA, CAPACITY = Column("count", None), Column("area", None), Column("capacity", None)
_PLAIN = frozenset({COUNTED, AREA})
"""Columns that the name of a thing tells, where something is done with its figures."""
NAMED = 3
"""Things that a question names before it only counts them."""
_OF_TEXTS = {
    "legal_basis": "dayanağı ne",
    "replaced": "neyin yerini aldı",
    "founding": "nasıl kuruldu",
    "setup": "nerede kurulabilir",
    "chair": "başkanı kim",
    "members": "üyeleri kimler",
    "observer": "gözlemcisi kim",
    "term": "görev süresi ne kadar",
    "frequency": "ne sıklıkla toplanıyor",
    "convening": "kimin çağrısıyla toplanıyor",
    "decisions": "kararlarının niteliği ne",
    "restriction": "ek görev verilebilir mi",
    "exclusion": "neler kapsam dışı",
    "works_under": "kime bağlı çalışıyor",
    "secretariat": "sekretaryasını kim yürütüyor",
    "purpose": "amacı ne",
    "objective": "hedefi ne",
    "strategic_aim": "hangi stratejik amaçla ilişkili",
    "duty": "görevi ne",
    "workplace": "görev yeri neresi",
    "position": "teşkilattaki yeri ne",
    "organisation": "hangi birimlerden oluşuyor",
    "definition": "ne anlama geliyor",
    "method": "nasıl hesaplanıyor",
    "series": "veri türü ne",
    "measure_unit": "ölçü birimi ne",
    "responsible_agency": "sorumlu idare hangisi",
    "base_year": "baz yılı hangisi",
    "title": "adı ne",
    "law_number": "sayısı kaç",
    "date": "tarihi ne",
    "gazette": "hangi Resmî Gazete'de yayımlandı",
    "use": "programdaki yeri ne",
    "period": "hangi dönemi kapsıyor",
    "meaning": "açılımı ne",
    "code": "kodu ne",
    "content": "içeriği ne",
    "location": "nerede",
    "tenure": "mülkiyet durumu ne",
    "mission": "misyonu ne",
    "vision": "vizyonu ne",
    "address": "adresi ne",
    "postcode": "posta kodu ne",
    "phone": "telefonu ne",
    "fax": "faksı ne",
    "email": "e-postası ne",
    "web": "web sitesi ne",
    "contact": "iletişim bilgileri neler",
    "president": "başkanı kim",
    "prepared_by": "programı kim hazırladı",
    "preparation": "program nasıl hazırlandı",
    "deviation": "sapma nedeni ne",
    "start": "ne zaman başladı",
    "go_live": "ne zaman uygulamaya alındı",
    "function": "işlevi ne",
    "connection": "bağlantı yolları neler",
    "scope": "neyi kapsıyor",
    "data_partners": "kimlerle veri paylaşıyor",
    "data_direction": "veri hangi yönde paylaşılıyor",
}
"""Kinds of texts whose label alone is no question, and what is asked for each of them."""
_COUNTING = frozenset({"number", "duty_count", "module_count", "integration"})
"""Kinds of texts that tell how many of their unit there are."""


def asked(base: KnowledgeBase, query: Query) -> str:
    """A query in short Turkish, with its subject, measure and year: "Sığınma evi sayısı, 2023 hedefi"."""
    if query.operation == q.TEXT:
        return _text(base, query)
    if query.operation == q.RELATION:
        return f"{_names(base, query.entities)}{_relation(query.aspect)}"
    if query.operation == q.OVERVIEW:
        return f"{_names(base, query.entities)} hakkında bilgi"
    if query.operation == q.PASSAGE:
        passage = quoted(base, query)
        return f"“{passage.heading}” bölümünden: {_beginning(text_of(base, query))}" if passage else ""
    if query.operation == q.CONTRADICTION and not query.entities:
        return "Programdaki çelişkiler"
    if query.operation == q.CONTRADICTION:
        return f"{_names(base, query.entities)}: programdaki çelişki"
    if query.operation == q.MEMBER:
        things = [base.entity(entity).name for entity in query.entities]
        return " – ".join([*things, class_word(query.kind)] if query.kind else things)
    if query.kind or (query.operation == q.COUNT and query.entities):
        return _of_class(base, query)
    return _of_cells(base, query)


def _beginning(text: str) -> str:
    return text if len(text) <= BEGINNING else text[:BEGINNING].rsplit(" ", 1)[0] + " …"


def _text(base: KnowledgeBase, query: Query) -> str:
    rows = [base.attribute(id) for id in query.attributes]
    names = list(dict.fromkeys(base.entity(row.entity).name for row in rows))
    kinds = list(dict.fromkeys(row.kind for row in rows))
    told = ", ".join(filter(None, map(base.aspect_label, kinds[:NAMED])))
    if len(kinds) == 1:
        kind, units = kinds[0], list(dict.fromkeys(row.unit for row in rows))
        told = f"kaç {units[0]}" if kind in _COUNTING and len(units) == 1 and units[0] else _OF_TEXTS.get(kind, told)
    return f"{' / '.join(names[:NAMED])}: {told}"


def _relation(aspect: str) -> str:
    """What is asked of a thing whose name stands before it."""
    return {
        "responsible": ": sorumlu birim hangisi",
        "monitor": ": izleyen birim hangisi",
        "who": ": sorumlu birim hangisi",
        "data_source": ": verinin kaynağı ne",
        "parent": " nereye bağlı",
        "table": " hangi tabloda",
    }.get(aspect, f": {aspect}")


def _of_class(base: KnowledgeBase, query: Query) -> str:
    if isinstance(query.terms, Texts):
        return f"{_names(base, query.entities)}: {lower(base.aspect_label(query.terms.kind))} sayısı"
    within = f"{_names(base, query.entities)}: " if query.entities else ""
    word = class_word(query.kind)
    if query.operation == q.LIST:
        return capital(f"{within}hangi {several(word)} var")
    if query.operation == q.COUNT:
        return capital(f"{within}kaç {word} var")
    if query.operation == q.ATTAINED:
        reached = "ulaşamayan" if missed(query) else "ulaşan"
        return capital(f"{within}{query.columns[1].year} için planlanana {reached} {word}")
    if query.operation in (q.HIGHEST, q.LOWEST):
        order = order_of(query)
        count = f"{order.place.first} " if order is not None and order.place.first > 1 else ""
        return capital(f"{within}{_ranked_by(query)} {count}{word}")
    label = OPERATIONS[query.operation].label if query.operation in OPERATIONS else ""
    return capital(f"{within}{_condition(base, query) or f'{label} olan'} {word}")


def _ranked_by(query: Query) -> str:
    """By what things are ranked: "2022 bütçesinden 2023 bütçesine en çok artan"."""
    rank = "en yüksek" if query.operation == q.HIGHEST else "en düşük"
    if isinstance(query.terms, RankedByMembers):
        return f"{class_word(query.terms.kind)} sayısı {rank}"
    order = order_of(query)
    if order is not None and order.by in (MOVED, PERCENT) and len(query.columns) == 2:
        most = "en çok" if query.operation == q.HIGHEST else "en az"
        change = "azalan" if order.falling else "artan"
        away, to, *_ = _cased(query.columns)
        return f"{away} {to} {'yüzde olarak ' if order.by == PERCENT else ''}{most} {change}"
    if order is not None and order.by == RATIO and len(query.columns) == 2:
        part, whole = map(column_words, query.columns)
        return f"{with_case(part, 'gen')} {with_case(whole, 'dat')} oranı {rank}"
    return f"{_said(query.columns) or 'sayısı'} {rank}"


def _said(columns: Sequence[Column]) -> str:
    return " – ".join(map(column_words, columns))


def _condition(base: KnowledgeBase, query: Query) -> str:
    """By what the members of a class are told apart: "2023 bütçesi 50.000'in üzerinde olan"; empty for nothing."""
    columns = _said(query.columns)
    match query.terms:
        case Held(side, None):
            column, other = map(column_words, query.columns)
            return f"{column} {beside(side, other)} olan"
        case Held(side, float(bound)):
            return f"{columns} {held(side, bound, '')} olan".lstrip()
        case RatioHeld(side, bound):
            part, whole = map(column_words, query.columns)
            return f"{with_case(part, 'gen')} {with_case(whole, 'dat')} oranı {held(side, bound, '%')} olan"
        case MembersHeld(part, side, bound):
            return f"{class_word(part)} sayısı {held(side, bound, '')} olan"
        case Nil() if len(query.columns) > 1:
            none, some = map(column_words, query.columns)
            return f"{none} olmayıp {some} olan"
        case Nil():
            return f"{columns} sıfır olan".lstrip()
        case Unchanged():
            return f"{columns} değişmeyen olan".lstrip()
        case Says(kind, answer, otherwise):
            return f"{written(base, kind, answer)} {'olmayan' if otherwise else 'olan'}"
        case HasPart(name, lacking):
            return f"{name} {'olmayan' if lacking else 'olan'}"
    return f"{columns} olan" if columns else ""


def _of_cells(base: KnowledgeBase, query: Query) -> str:
    things = list(dict.fromkeys((cell.subject, cell.item) for cell in query.cells))
    columns = list(dict.fromkeys(cell.column for cell in query.cells))
    if not things:
        return OPERATIONS[query.operation].label if query.operation in OPERATIONS else query.operation
    things_told = _things(base, query.cells)
    operation = OPERATIONS.get(query.operation)
    if operation and operation.asked_of_two and len(things) == 1 and len(columns) == len(query.cells) == 2:
        return f"{things_told}: {operation.asked_of_two.format(*_cased(columns))}"
    if query.operation == q.VALUE and columns == [AREA]:
        return f"{things_told}: kaç metrekare"
    if query.operation == q.VALUE and columns == [CAPACITY]:
        return f"{things_told}: kapasitesi ne kadar"
    if query.operation == q.VALUE and columns == [COUNTED]:
        units = {_counted_in(base, cell) for cell in query.cells}
        return f"{things_told}: {units.pop() if len(units) == 1 else 'kaç adet'}"
    said = "" if set(columns) <= _PLAIN and query.operation != q.VALUE else _columns(query, columns)
    told = f"{things_told}, {said}".rstrip(", ")
    if isinstance(query.terms, Passed):
        limit = beside(query.terms.side, number(query.terms.number, ""))
        return f"{told}: {limit} {'mı' if limit.endswith('altında') else 'mi'}"
    if query.operation in (q.VALUE, q.SERIES):
        return told
    return f"{told}: {operation.asked or operation.label}" if operation else told


def _counted_in(base: KnowledgeBase, cell: Cell) -> str:
    """How a figure is asked for that has no year: "kaç kişi", or where its table measures it "ne kadar"."""
    unit = next((fact.unit for fact in base.facts_of(cell.subject, cell.item)), "adet")
    measured = cell.item is not None and unit != "adet"
    return "kaç kişi" if unit == "kişi" else "ne kadar" if measured else "kaç adet"


def _cased(columns: Sequence[Column]) -> tuple[str, str, str, str]:
    """Two columns, the newer one first: from the older, to the newer; the newer as such, to the older."""
    new, old = map(column_words, columns)
    return with_case(old, "abl"), with_case(new, "dat"), new, with_case(old, "dat")


def _things(base: KnowledgeBase, cells: Sequence[Cell]) -> str:
    names = list(dict.fromkeys(subject(base, cell.subject, cell.item) for cell in cells))
    more = f" ve {len(names) - NAMED} kalem daha" if len(names) > NAMED else ""
    return " / ".join(names[:NAMED]) + more


def _columns(query: Query, columns: Sequence[Column]) -> str:
    if len(columns) > NAMED or query.operation == q.SERIES:
        years = sorted({column.year for column in columns if column.year})
        return f"{years[0]}-{years[-1]}" if years else ""
    return " – ".join(column_words(column) for column in columns)


def _names(base: KnowledgeBase, entities: Sequence[str]) -> str:
    return " / ".join(base.entity(entity).name for entity in entities[:NAMED] if ":" in entity)
