"""All that is kept of one person, wherever it stands: counted, exported, forgotten."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, delete, func, or_, select, update

from bot.telegram.state.notices import personal
from bot.telegram.state.tables import (
    aliases,
    answers,
    conversations,
    decisions,
    feedback,
    inbox,
    invitations,
    notices,
    subscribers,
    users,
)
from bot.telegram.state.users import APPROVED, WAITING

_MOMENTS = frozenset({"sent", "at", "asked", "decided", "made", "expires", "used", "changed", "told"})
_ABOUT: dict[str, tuple[Table, ColumnElement[Any]]] = {
    "access": (users, users.c.id),
    "decisions": (decisions, decisions.c.user),
    "invitation": (invitations, invitations.c.used_by),
    "questions": (answers, answers.c.user_id),
    "feedback": (feedback, feedback.c.user),
    "news": (subscribers, subscribers.c.user),
    "decisions_taken": (decisions, decisions.c.by),
    "invitations_made": (invitations, invitations.c.made_by),
    "words_taught": (aliases, aliases.c.by),
}
"""Where a person is named: by what it is in an export. The last three are what admins did in their office."""


OFFICE = ("decisions_taken", "invitations_made", "words_taught")
"""Of these, what stays when the person is forgotten."""


def counts(connection: Connection, user: int) -> dict[str, int]:
    """How many records of each kind name a person; "conversation": whether there is one."""
    found = {
        name: int(connection.execute(select(func.count()).select_from(table).where(column == user)).scalar_one())
        for name, (table, column) in _ABOUT.items()
    }
    chat = select(func.count()).select_from(conversations).where(conversations.c.chat == str(user))
    found["notices"] = int(connection.execute(_told(select(func.count()).select_from(notices), user)).scalar_one())
    return found | {"conversation": int(connection.execute(chat).scalar_one())}


def exported(connection: Connection, user: int) -> dict[str, list[dict[str, Any]]]:
    """All records that name a person, by kind, as plain values; moments as ISO 8601 in UTC."""
    found = {
        name: [_plain(row) for row in connection.execute(select(table).where(column == user)).mappings()]
        for name, (table, column) in _ABOUT.items()
    }
    own = select(conversations).where(conversations.c.chat == str(user))
    found["conversation"] = [_plain(row) for row in connection.execute(own).mappings()]
    found["notices"] = [_plain(row) for row in connection.execute(_told(select(notices), user)).mappings()]
    open_ = connection.execute(select(inbox.c.update_id, inbox.c.body).where(inbox.c.body.is_not(None)))
    found["waiting"] = [{"update_id": number, "body": body} for number, body in open_ if _sender(body) == user]
    return {name: rows for name, rows in found.items() if rows}


def forget(connection: Connection, user: int, *, access: bool) -> None:
    """Forgets what a person asked and thought; `access`: and that they may use the bot, or asked to.

    What somebody did as an admin stays: it tells others how they came to their access.
    """
    for table, column in ((answers, answers.c.user_id), (feedback, feedback.c.user)):
        connection.execute(delete(table).where(column == user))
    connection.execute(delete(conversations).where(conversations.c.chat == str(user)))
    connection.execute(delete(notices).where(notices.c.key.startswith(personal(user))))
    if access:
        connection.execute(delete(subscribers).where(subscribers.c.user == user))
        connection.execute(delete(users).where(users.c.id == user))
        connection.execute(delete(decisions).where(decisions.c.user == user))
        connection.execute(update(invitations).where(invitations.c.used_by == user).values(used_by=0))


def purge(connection: Connection, days: int) -> int:
    """Forgets who has had no access, or waited in vain, for so many days, and how that came; returns how many."""
    before = time.time() - days * 86400
    gone = connection.execute(
        delete(users).where(
            or_(
                and_(users.c.status == WAITING, users.c.asked < before),
                and_(users.c.status.not_in([WAITING, APPROVED]), users.c.decided < before),
            )
        )
    ).rowcount
    known = select(users.c.id)
    connection.execute(delete(decisions).where(decisions.c.at < before, decisions.c.user.not_in(known)))
    connection.execute(delete(invitations).where(invitations.c.expires < before))
    return int(gone)


def _told(found: Select[Any], user: int) -> Select[Any]:
    return found.where(notices.c.key.startswith(personal(user)))


def _plain(row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, bytes):
            plain[name] = value.hex()
        elif name in _MOMENTS and value is not None:
            plain[name] = datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")
        else:
            plain[name] = value
    return plain


def _sender(body: str) -> int:
    """Whose update a body is; 0 where that is not said."""
    try:
        update = json.loads(body)
    except ValueError:
        return 0
    parts = [part for part in update.values() if isinstance(part, dict)] if isinstance(update, dict) else []
    return next((int(part["from"]["id"]) for part in parts if isinstance(part.get("from"), dict)), 0)
