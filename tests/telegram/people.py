"""The driving side: people who write to the bot, press its buttons and read what it says."""

from __future__ import annotations

import itertools
import re
import time
from dataclasses import dataclass, field

from tests.telegram.account import PATIENCE, Account, Chat, Json, Query, Sent
from tests.telegram.markup import units

_NOTICED = re.compile(r"(?P<bot_command>(?<!\S)/[A-Za-z0-9_]+(?:@\w+)?)|(?P<mention>@\w{3,})")
_queries = itertools.count(1)


def entities_of(text: str) -> list[Json]:
    """Commands and mentions, which Telegram marks by itself.

    >>> entities_of("/start")
    [{'type': 'bot_command', 'offset': 0, 'length': 6}]
    """
    return [
        {"type": found.lastgroup, "offset": units(text[: found.start()]), "length": units(found[0])}
        for found in _NOTICED.finditer(text)
    ]


class Listening:
    """A chat that somebody reads: each message of the bot once, in order."""

    def __init__(self, account: Account, chat: Chat) -> None:
        self.account = account
        self.chat = chat
        self.heard = 0
        account.chats[chat.id] = chat

    def hears(self, timeout: float = PATIENCE) -> Sent:
        """The bot's next message in this chat."""
        messages = self.account.by_chat[self.chat.id]
        self.account.wait(
            lambda: len(messages) > self.heard, f"message {self.heard + 1} in the chat of {self.chat.name}", timeout
        )
        self.heard += 1
        return messages[self.heard - 1]

    def unheard(self) -> list[Sent]:
        """What the bot said that nobody has read yet."""
        messages = self.account.by_chat[self.chat.id][self.heard :]
        self.heard += len(messages)
        return messages


@dataclass(slots=True, eq=False)
class Group(Listening):
    """A supergroup in which the bot sits in privacy mode, as bots do unless their maker says otherwise."""

    account: Account
    id: int
    title: str
    privacy: bool = True
    chat: Chat = field(init=False)
    heard: int = field(init=False)

    def __post_init__(self) -> None:
        Listening.__init__(self, self.account, Chat(self.id, self.title))


@dataclass(slots=True, eq=False)
class Person(Listening):
    """A user; `hears` reads the private chat with the bot."""

    account: Account
    id: int
    name: str
    username: str = ""
    chat: Chat = field(init=False)
    heard: int = field(init=False)

    def __post_init__(self) -> None:
        chat = Chat(self.id, self.name, self.username, closed="bot can't initiate conversation with a user")
        Listening.__init__(self, self.account, chat)

    @property
    def user(self) -> Json:
        """As it stands in an update."""
        named = {"username": self.username} if self.username else {}
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "tr", **named}

    def says(self, text: str, *, to: Group | None = None, answering: Sent | None = None, thread: int = 0) -> int:
        """Writes to the bot, or into a group, there maybe into a topic; the number of the message."""
        chat = to.chat if to is not None else self.chat
        if to is None:
            self.chat.closed = ""
        message = self._message(chat) | {"text": text}
        if entities_of(text):
            message["entities"] = entities_of(text)
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if answering is not None:
            message["reply_to_message"] = answering.json(self.account.user)
        if to is None or not to.privacy or self._meant(text, answering):
            self.account.offer("message", message)
        return int(message["message_id"])

    def sends(self, **content: object) -> int:
        """Sends something that is no text: photo=…, voice=…, location=…."""
        self.chat.closed = ""
        message = self._message(self.chat) | content
        caption = content.get("caption")
        if isinstance(caption, str) and entities_of(caption):
            message["caption_entities"] = entities_of(caption)
        self.account.offer("message", message)
        return int(message["message_id"])

    def edits(self, number: int, text: str, *, to: Group | None = None) -> None:
        """Changes an own message afterwards."""
        chat = to.chat if to is not None else self.chat
        message = self._message(chat) | {"message_id": number, "text": text, "edit_date": int(time.time())}
        if entities_of(text):
            message["entities"] = entities_of(text)
        self.account.offer("edited_message", message)

    def says_anonymously(self, text: str, to: Group) -> int:
        """Writes into a group as an anonymous admin: Telegram says only that the group did."""
        bot = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        message = self._message(to.chat) | {"from": bot, "sender_chat": to.chat.json(), "text": text}
        if entities_of(text):
            message["entities"] = entities_of(text)
        self.account.offer("message", message)
        return int(message["message_id"])

    def reacts(self, sent: Sent, emoji: str) -> None:
        """Puts a reaction to a message of the bot."""
        change = {"old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": emoji}], "date": int(time.time())}
        told = {"chat": sent.chat.json(), "message_id": sent.id, "user": self.user}
        self.account.offer("message_reaction", told | change)

    def adds_bot(self, to: Group) -> None:
        """Puts the bot into a group."""
        change = self._membership("left", "member") | {"chat": to.chat.json()}
        self.account.offer("my_chat_member", change)

    def asks(self, text: str) -> Sent:
        """Writes and reads the one reply."""
        self.says(text)
        return self.hears()

    def presses(self, sent: Sent, button: str, *, wait: bool = True) -> Query:
        """Presses the button whose text begins so; waits until the press is acknowledged."""
        found = [b for row in sent.rows for b in row if b["text"].startswith(button)]
        assert found, f"no button {button!r} among {sent.buttons}"
        assert "callback_data" in found[0], f"{button!r} leads elsewhere: {found[0]}"
        return self.forges(sent, found[0]["callback_data"], wait=wait)

    def forges(self, sent: Sent, data: str, *, wait: bool = True, shown: Json | None = None) -> Query:
        """Presses a button that need not exist; `shown` stands in for the message where Telegram gives another."""
        query = Query(f"{next(_queries) + 4 * 10**17}", inline=False)
        self.account.queries[query.id] = query
        press = {"id": query.id, "from": self.user, "chat_instance": str(sent.chat.id), "data": data}
        self.account.offer("callback_query", press | (shown or {"message": sent.json(self.account.user)}))
        if wait:
            self.account.wait(lambda: query.answer, f"an acknowledgement of the press {data!r}")
        return query

    def searches(self, text: str) -> Query:
        """Writes "@bot …" anywhere and waits for what is offered."""
        query = Query(f"{next(_queries) + 5 * 10**17}", inline=True)
        self.account.queries[query.id] = query
        self.account.offer("inline_query", {"id": query.id, "from": self.user, "query": text, "offset": ""})
        self.account.wait(lambda: query.answer, f"an answer to the inline query {text!r}")
        return query

    def blocks(self) -> None:
        """Blocks the bot."""
        self.chat.closed = "bot was blocked by the user"
        self.account.offer("my_chat_member", self._membership("member", "kicked"))

    def _membership(self, before: str, after: str) -> Json:
        def member(status: str) -> Json:
            return {"user": self.account.user, "status": status} | ({"until_date": 0} if status == "kicked" else {})

        change = {"old_chat_member": member(before), "new_chat_member": member(after)}
        return {"chat": self.chat.json(), "from": self.user, "date": int(time.time()), **change}

    def _message(self, chat: Chat) -> Json:
        with self.account.changed:
            number = next(self.account.message_numbers)
            self.account.said[chat.id, number] = None
        return {"message_id": number, "from": self.user, "chat": chat.json(), "date": int(time.time())}

    def _meant(self, text: str, answering: Sent | None) -> bool:
        """Whether a bot in privacy mode gets to see a group message."""
        name = f"@{self.account.user['username']}".lower()
        command = text.startswith("/") and "@" not in text.split()[0]
        return answering is not None or name in text.lower() or command
