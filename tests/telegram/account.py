"""What the server knows of one bot: its chats, what was said in them, what waits to be fetched."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.telegram.parameters import Parameters, Upload
from tests.telegram.refusals import Refused

T = TypeVar("T")
Json = dict[str, Any]
PATIENCE = 240.0
"""Seconds that anything may take before a test gives up; a machine that does much else takes long."""
UPDATES_BY_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds of update that a bot gets only where it names them."""


@dataclass(slots=True)
class Chat:
    """A private chat or a group."""

    id: int
    name: str
    username: str = ""
    closed: str = ""
    """Why the bot may not write there; empty where it may."""
    became: int = 0
    """The supergroup that it has become."""
    gone: set[int] = field(default_factory=set)
    """Topics that were deleted."""

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return self.id > 0

    def json(self) -> Json:
        """As it stands in a message."""
        if not self.private:
            return {"id": self.id, "type": "supergroup", "title": self.name}
        named = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": "private", "first_name": self.name, **named}


@dataclass(slots=True, eq=False)
class Sent:
    """A message of the bot, as it stands now."""

    chat: Chat
    id: int
    kind: str
    text: str
    """Without markup; of a photo or a document its caption."""
    entities: list[Json]
    markup: Json | None
    reply_to: int | None = None
    upload: Upload | None = None
    file_id: str = ""
    size: tuple[int, int] = (0, 0)
    edits: int = 0
    deleted: bool = False
    thread: int | None = None
    """The topic of a forum that it stands in."""
    at: float = field(default_factory=time.monotonic)

    @property
    def rows(self) -> list[list[Json]]:
        """The inline keyboard."""
        return (self.markup or {}).get("inline_keyboard", [])

    @property
    def buttons(self) -> list[str]:
        """What stands on its buttons."""
        return [button["text"] for row in self.rows for button in row]

    def bold(self) -> list[str]:
        """The stretches printed in bold."""
        text = self.text.encode("utf-16-le")
        return [
            text[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in self.entities
            if e["type"] == "bold"
        ]

    def json(self, bot: Json) -> Json:
        """As the API shows it."""
        message: Json = {"message_id": self.id, "from": bot, "chat": self.chat.json(), "date": int(time.time())}
        word = "text" if self.kind == "text" else "caption"
        if self.text and self.kind != "rich":
            message |= {word: self.text, "entities" if word == "text" else "caption_entities": self.entities}
        if self.kind == "photo":
            width, height = self.size
            message["photo"] = [
                {"file_id": self.file_id, "file_unique_id": self.file_id, "width": width, "height": height}
            ]
        if self.kind == "document" and self.upload:
            message["document"] = {
                "file_id": self.file_id,
                "file_unique_id": self.file_id,
                "file_name": self.upload.name,
                "file_size": len(self.upload.content),
            }
        if self.thread is not None:
            message |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.rows:
            message["reply_markup"] = {"inline_keyboard": self.rows}
        return message


@dataclass(slots=True, eq=False)
class Query:
    """A pressed button or an inline query, and what the bot answered to it."""

    id: str
    inline: bool
    answer: Parameters | None = None
    results: list[Json] = field(default_factory=list)
    expired: bool = False

    @property
    def notice(self) -> str:
        """What the press showed."""
        return self.answer.text("text") if self.answer else ""


class Account:
    """The state of one bot. `changed` guards it and tells whoever waits that something happened."""

    def __init__(self, token: str, username: str) -> None:
        self.token = token
        self.changed = threading.Condition()
        self.user: Json = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Göç", "username": username}
        self.chats: dict[int, Chat] = {}
        self.sent: list[Sent] = []
        self.said: dict[tuple[int, int], Sent | None] = {}
        """Every message by chat and number; None for one by a person."""
        self.by_chat: defaultdict[int, list[Sent]] = defaultdict(list)
        self.files: dict[str, Upload] = {}
        self.queries: dict[str, Query] = {}
        self.updates: deque[Json] = deque()
        self.last_update: Json = {}
        self.allowed: tuple[str, ...] | None = None
        self.calls: Counter[str] = Counter()
        self.actions: list[tuple[int, str]] = []
        self.reactions: list[tuple[int, int, str]] = []
        """Chat, message and emoji of each reaction of the bot; "" where it took one away."""
        self.refusals: list[tuple[str, Refused, Parameters]] = []
        self.menu: Json = {"commands": {}, "description": "", "short_description": ""}
        self.on_update: Callable[[], None] = lambda: None
        self.on_sent: Callable[[Sent], None] = lambda sent: None
        self.on_edited: Callable[[Sent], None] = lambda sent: None
        self.message_numbers = itertools.count(1)
        self._update_numbers = itertools.count(700_000_001)

    def offer(self, kind: str, body: Json) -> int | None:
        """Queues an update; None where the bot asked not to have this kind."""
        with self.changed:
            if self.allowed is not None and kind not in self.allowed:
                return None
            if self.allowed is None and kind in UPDATES_BY_REQUEST:
                return None
            number = next(self._update_numbers)
            self.last_update = {"update_id": number, kind: body}
            self.updates.append(self.last_update)
        self.on_update()
        return number

    def hand_over_again(self, update: Json) -> None:
        """Queues an update that was confirmed before, as Telegram may after a fault of its own."""
        with self.changed:
            self.updates.appendleft(update)
        self.on_update()

    def pending(self, offset: int, limit: int) -> list[Json]:
        """The updates from an offset on; the ones before it are confirmed and gone."""
        with self.changed:
            if offset < 0:
                while len(self.updates) > -offset:
                    self.updates.popleft()
            while self.updates and self.updates[0]["update_id"] < offset:
                self.updates.popleft()
            self.changed.notify_all()
            return list(itertools.islice(self.updates, limit))

    def deliver(self, sent: Sent) -> None:
        """Puts a message of the bot into its chat."""
        self.said[sent.chat.id, sent.id] = sent
        self.sent.append(sent)
        self.by_chat[sent.chat.id].append(sent)
        self.on_sent(sent)

    def wait(self, ready: Callable[[], T], what: str, timeout: float = PATIENCE) -> T:
        """What `ready` returns once it is true; fails with what was waited for."""
        with self.changed:
            found = self.changed.wait_for(ready, timeout)  # once more, what was heard would be heard already
        if not found:
            raise AssertionError(f"waited {timeout} s in vain for {what}")
        return found
