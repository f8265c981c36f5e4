"""What of a conversation still fits another knowledge base.

The engine's process needs this and no JSON: loading pydantic would take it a third of its start.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answering.queries import Query
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase


def carried(conversation: Conversation, base: KnowledgeBase) -> Conversation:
    """A conversation over another knowledge base: what that does not have is left out.

    Texts are referred to by their row, which means another text elsewhere: queries with texts do not carry over.
    """
    choices = conversation.choices if all(_fits(query, base) for _, query in conversation.choices) else ()
    last = conversation.last if conversation.last is not None and _fits(conversation.last, base) else None
    trail = tuple(cell for cell in conversation.trail if _known(base, (cell.subject, cell.item)))
    asked = tuple(query for query in conversation.asked if _fits(query, base))
    focus = tuple(entity for entity in conversation.focus if _known(base, (entity,)))
    told = tuple(entity for entity in conversation.told if _known(base, (entity,)))
    spoken = [*(cell.subject for cell in (last.cells if last else ())), *focus, *(cell.subject for cell in trail)]
    # The agencies have other numbers there: what was spoken of tells which one it was.
    agency = base.agency_of(spoken[0]) if spoken else 0
    kept = replace(conversation, last=last, trail=trail, focus=focus, told=told, choices=choices)
    return replace(kept, agency=agency, asked=asked)


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
