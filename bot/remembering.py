"""What a conversation remembers of a reply: the things and figures spoken of."""

from __future__ import annotations

from dataclasses import replace

from bot.answering import queries as q
from bot.answering.queries import Query, Result
from bot.understanding.dialogue import Conversation, with_asked
from knowledge.base import KnowledgeBase

TOLD = 24
"""Things that a conversation remembers of a list."""
FOCUS = 6
"""Entities spoken of that it remembers."""
TRAIL = 6
"""Figures that it remembers for "yüzde kaç artmış"."""


def remembered(base: KnowledgeBase, result: Result, state: Conversation) -> Conversation:
    """The conversation after a result was told."""
    query = result.query
    if query.operation in (q.HELP, q.GREETING):
        return state
    spoken = [entity for cell in query.cells for entity in (cell.subject, cell.item) if entity]
    spoken += [e for e in query.entities if ":" in e]
    for row in (base.attribute(id) for id in query.attributes):
        spoken.append(row.entity)
        parent = base.entity(row.entity).parent
        if row.kind == "position" and parent:
            spoken.append(parent)
    answered = list(result.entities) if query.operation in (q.RELATION, q.HIGHEST, q.LOWEST) else []
    if query.operation in (q.LIST, q.FILTER) and len(result.entities) == 1:
        answered = list(result.entities)
    focus = tuple(dict.fromkeys([*spoken, *answered, *state.focus]))[:FOCUS]
    trail = tuple(dict.fromkeys([*(c for c in state.trail if c not in query.cells), *query.cells]))[-TRAIL:]
    if query.operation == q.SHARE and len(query.cells) > 1 and _assumed_whole(base, query):
        # What the share is of is not what is spoken of.
        query = query.but(cells=query.cells[:-1])
        trail = tuple(cell for cell in trail if cell != result.query.cells[-1])
    told = result.entities[:TOLD] if query.kind else ()
    asked = with_asked(state.asked, query)
    return replace(state, last=query, focus=focus, trail=trail, told=told, choices=(), asked=asked)


def unforgotten(after: Conversation, spoken: Conversation, before: Conversation) -> Conversation:
    """A conversation after a reply to one thing taken up alone, in which what was spoken of before is not forgotten.

    `spoken`: the conversation in which that thing stood alone; `before`: the one in which it did not.
    """
    if spoken.trail == before.trail and spoken.focus == before.focus:
        return after
    trail = (*(cell for cell in before.trail if cell not in after.trail), *after.trail)[-TRAIL:]
    return replace(after, trail=trail, focus=tuple(dict.fromkeys((*after.focus, *before.focus)))[:FOCUS])


def _assumed_whole(base: KnowledgeBase, query: Query) -> bool:
    """Whether a share is of the total to which its parts belong."""
    *parts, whole = query.cells
    if whole.item is not None:
        return False
    return all(
        part.column == whole.column
        and (part.subject == whole.subject or whole.subject in {above.id for above in base.ancestors(part.subject)})
        for part in parts
    )
