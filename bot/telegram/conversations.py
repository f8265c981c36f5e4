"""Conversations and what belongs to them as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.answering.queries import Query, Result
from bot.understanding.frame import Conversation


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
