"""Conversations and what belongs to them as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from pydantic import TypeAdapter

from bot.answering.queries import Cell, Query, Result
from bot.telegram.kept_queries import KeptQuery, kept, query_of
from bot.understanding.frame import Conversation


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: `kind` names it, `text` is what it needs ("2024" of kind "ask")."""

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class _KeptConversation:
    """The fields of a conversation, its queries as they are kept."""

    last: KeptQuery | None = None
    trail: tuple[Cell, ...] = ()
    focus: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    choices: tuple[tuple[str, KeptQuery], ...] = ()
    claim: str = ""
    agency: int = 0
    asked: tuple[KeptQuery, ...] = ()


_CONVERSATION: TypeAdapter[_KeptConversation] = TypeAdapter(_KeptConversation)
_QUERIES: TypeAdapter[tuple[KeptQuery, ...]] = TypeAdapter(tuple[KeptQuery, ...])
ACTIONS: TypeAdapter[tuple[Action, ...]] = TypeAdapter(tuple[Action, ...])


def conversation_json(conversation: Conversation) -> str:
    """A conversation as it is kept."""
    last = kept(conversation.last) if conversation.last is not None else None
    choices = tuple((label, kept(query)) for label, query in conversation.choices)
    asked = tuple(map(kept, conversation.asked))
    one = _KeptConversation(**_fields(conversation) | {"last": last, "choices": choices, "asked": asked})
    return _CONVERSATION.dump_json(one, exclude_defaults=True).decode()


def conversation_of(body: str) -> Conversation:
    """The conversation that was kept so."""
    one = _CONVERSATION.validate_json(body)
    last = query_of(one.last) if one.last is not None else None
    choices = tuple((label, query_of(query)) for label, query in one.choices)
    asked = tuple(map(query_of, one.asked))
    return Conversation(**_fields(one) | {"last": last, "choices": choices, "asked": asked})


def _fields(one: Conversation | _KeptConversation) -> dict[str, Any]:
    """What both have by the same names: a field that only one has is told at once."""
    return {field.name: getattr(one, field.name) for field in fields(one)}


def queries_json(results: Iterable[Result]) -> str:
    """The queries of results as they are kept."""
    return _QUERIES.dump_json(tuple(kept(result.query) for result in results), exclude_defaults=True).decode()


def queries_of(body: str) -> tuple[Query, ...]:
    """The queries that were kept so."""
    return tuple(map(query_of, _QUERIES.validate_json(body)))


def actions_json(actions: tuple[Action, ...]) -> str:
    """Buttons as they are kept; `ACTIONS.validate_json` reads them."""
    return ACTIONS.dump_json(actions, exclude_defaults=True).decode()
