"""What an entity is related to: who is responsible, where it belongs, whether it is a member."""

from __future__ import annotations

from itertools import product

from bot.answering import queries as q
from bot.answering.classes import RELATIONS
from bot.answering.figures import Figures
from bot.answering.queries import Absence, Query, Result
from bot.questions.operation import Operation
from bot.replies.kinds import class_word
from bot.replies.parts import Parts
from knowledge.base import KnowledgeBase

_RELATIONS = {
    "responsible": "Sorumlu harcama birimi",
    "monitor": "İzlemekten sorumlu birim",
    "monitors": "İzlemekten sorumlu birim",
    "data_source": "Verinin kaynağı",
    "who": "Sorumlu birim",
    "parent": "Bağlı olduğu yer",
}
_OWN_WORDS = {
    ("activity", "who"): "responsible",
    ("activity", "monitor"): "responsible",
    ("indicator", "who"): "monitor",
    ("indicator", "responsible"): "monitor",
}
"""By which relation's words a kind is told whatever was asked: an activity has nobody who monitors it."""
_MEMBERSHIPS = {
    "parent": "Bağlı olduğu yer",
    "place": "Yer aldığı teşkilat",
    "monitors": "İzleyen birim",
}


def _relation(figures: Figures, query: Query) -> Result:
    """What each of some entities is related to; nothing where nothing is said of one."""
    if len(query.entities) == 1:
        return _of_one(figures.base, query)
    parts = tuple(_of_one(figures.base, query.but(entities=(entity,))) for entity in query.entities)
    absent = next((part for part in parts if part.absence), None)
    if absent:
        return absent
    found = tuple(dict.fromkeys(entity for part in parts for entity in part.entities))
    return Result(query, entities=found, parts=parts)


def _of_one(base: KnowledgeBase, query: Query) -> Result:
    entity = query.entities[0]
    found = _related(base, entity, query.aspect)
    if not found:
        return Result(query, absence=Absence("relation", entities=(entity,), words=(query.aspect,)))
    told = [row.id for row in base.attributes(entity) if row.kind == "position"] if query.aspect == "parent" else []
    return Result(query, entities=found, attributes=tuple(told[:1]))


def _related(base: KnowledgeBase, entity: str, aspect: str) -> tuple[str, ...]:
    """What an entity is related to; an activity above others has what these have."""
    kind, _ = RELATIONS[aspect][entity.partition(":")[0]]
    if kind == "parent":
        parent = base.entity(entity).parent
        return (parent,) if parent else ()
    if kind == "table":
        places = {base.entity(entity).place, *(fact.place for fact in base.facts(entity))}
        return tuple(table.id for table in base.of_kind("table") if table.code in places)
    found = base.sources(entity, kind)
    if found or kind != "responsible":
        return found
    return tuple(source for child in base.children(entity) for source in base.sources(child.id, kind))


def _member(figures: Figures, query: Query) -> Result:
    """Whether a thing belongs to another or to a class; `entities` is what it does belong to."""
    first = query.entities[0]
    if query.kind:
        return Result(query, entities=(first,), verdict=True)
    base, second = figures.base, query.entities[1]
    if query.aspect == "parent":
        return _belonging(base, query)
    if query.aspect == "place":
        found = tuple(part.id for part in base.of_kind("staff") if part.name == base.entity(first).place)
    elif query.aspect == "member":
        found = base.targets(first, "member")
    else:
        found = base.sources(first, query.aspect)
    return Result(query, entities=found, verdict=second in found)


def _belonging(base: KnowledgeBase, query: Query) -> Result:
    """Whether a thing stands under another, or the other under it; any of those that share a name may."""
    first, second = (_namesakes(base, id) for id in query.entities)
    above = {one: tuple(entity.id for entity in base.ancestors(one)) for one in (*first, *second)}
    for own, other in (*product(first, second), *product(second, first)):
        if other in above[own]:
            return Result(query.but(entities=(own, other)), entities=above[own][:1], verdict=True)
    return Result(query, entities=above[query.entities[0]][:1], verdict=False)


def _namesakes(base: KnowledgeBase, id: str) -> list[str]:
    """A thing and those of its kind that have its name, itself first."""
    name = base.entity(id).name
    return [id, *(one.id for one in base.of_kind(id.partition(":")[0]) if one.name == name and one.id != id)]


def _say_relation(parts: Parts, result: Result) -> list[str]:
    """Who is responsible, where it belongs."""
    if result.parts:
        return [line for part in result.parts for line in _say_relation(parts, part)]
    base, aspect = parts.base, result.query.aspect
    subject = base.entity(result.query.entities[0])
    if aspect == "table":
        tables = [base.entity(id) for id in result.entities]
        return [subject.name, *(f"• **{table.code}**: {table.name}" for table in tables)]
    if result.attributes:
        return [base.attribute(id).text for id in result.attributes]
    texts = base.attributes(subject.id)
    label = _RELATIONS.get(_OWN_WORDS.get((subject.kind, aspect), aspect), "İlgili birim")
    lines = [parts.coded(subject.id), f"{label}: {_bold(parts, result.entities)}"]
    if aspect == "data_source":
        lines += [row.text for row in texts if row.kind == "method"][:1]
    return lines


def _say_member(parts: Parts, result: Result) -> list[str]:
    """Whether a thing belongs to another or to a class."""
    query = result.query
    name = parts.coded(query.entities[0])
    if query.kind:
        return [f"Programda {class_word(query.kind)} olarak sayılır: **{name}**"]
    other = parts.entity(query.entities[1])
    if query.aspect == "member":
        return [_seat(parts, result, name, other)]
    label = _MEMBERSHIPS.get(query.aspect, "Sorumlu birim")
    if result.verdict:
        return [f"Evet. {name}", f"{label}: **{other}**"]
    actual = _bold(parts, result.entities)
    return [f"Hayır. {name}", f"{label}: {actual}" if actual else "Programda bağlı olduğu yer yazmıyor."]


def _seat(parts: Parts, result: Result, name: str, council: str) -> str:
    """Whether an institution has a seat on a council."""
    institution, other = result.query.entities
    if result.verdict:
        return f"Evet, **{name}** üyedir: {council}"
    if other in parts.base.targets(institution, "observer"):
        return f"Hayır, **{name}** üye değildir; gözlemci olarak çağrılabilir: {council}"
    return f"Hayır, {name} programda {council} üyeleri arasında sayılmaz."


def _bold(parts: Parts, ids: tuple[str, ...]) -> str:
    return ", ".join(f"**{parts.entity(id)}**" for id in ids)


OPERATIONS = (
    Operation(q.RELATION, "ilişki", _relation, _say_relation),
    Operation(q.MEMBER, "üyelik", _member, _say_member),
)
