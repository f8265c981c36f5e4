"""Conversations and what belongs to them as JSON, and whether they still fit the knowledge base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from bot.answering.queries import Query, Result
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: `kind` names it, `text` is what it needs ("2024" of kind "ask")."""

    kind: str
    text: str = ""


CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)
QUERIES: TypeAdapter[tuple[Query, ...]] = TypeAdapter(tuple[Query, ...])
ACTIONS: TypeAdapter[tuple[Action, ...]] = TypeAdapter(tuple[Action, ...])


def conversation_json(conversation: Conversation) -> str:
    """A conversation as it is kept; `CONVERSATION.validate_json` reads it."""
    return CONVERSATION.dump_json(conversation, exclude_defaults=True).decode()


def queries_json(results: Iterable[Result]) -> str:
    """The queries of results as they are kept; `QUERIES.validate_json` reads them."""
    return QUERIES.dump_json(tuple(result.query for result in results), exclude_defaults=True).decode()


def actions_json(actions: tuple[Action, ...]) -> str:
    """Buttons as they are kept; `ACTIONS.validate_json` reads them."""
    return ACTIONS.dump_json(actions, exclude_defaults=True).decode()


def carried(conversation: Conversation, base: KnowledgeBase) -> Conversation:
    """A conversation over another knowledge base: what that does not have is left out.

    Texts are referred to by their row, which means another text elsewhere: queries with texts do not carry over.
    """
    choices = conversation.choices if all(_fits(query, base) for _, query in conversation.choices) else ()
    last = conversation.last if conversation.last is not None and _fits(conversation.last, base) else None
    trail = tuple(cell for cell in conversation.trail if _known(base, (cell.subject, cell.item)))
    focus = tuple(entity for entity in conversation.focus if _known(base, (entity,)))
    told = tuple(entity for entity in conversation.told if _known(base, (entity,)))
    spoken = [*(cell.subject for cell in (last.cells if last else ())), *focus, *(cell.subject for cell in trail)]
    # The agencies have other numbers there: what was spoken of tells which one it was.
    agency = base.agency_of(spoken[0]) if spoken else 0
    return replace(conversation, last=last, trail=trail, focus=focus, told=told, choices=choices, agency=agency)


def _fits(query: Query, base: KnowledgeBase) -> bool:
    named = [entity for entity in query.entities if ":" in entity]
    return (
        not query.attributes
        and _known(base, named)
        and all(_known(base, (cell.subject, cell.item)) for cell in query.cells)
    )


def _known(base: KnowledgeBase, entities: Iterable[str | None]) -> bool:
    for entity in entities:
        if entity is None:
            continue
        try:
            base.entity(entity)
        except KeyError:
            return False
    return True
