"""What a message says to the bot, without the words that only call it."""

from __future__ import annotations

from telegram import Message, MessageEntity


def behind_command(text: str) -> str:
    """What stands behind a command.

    >>> behind_command("/sor\\nbütçe ne kadar")
    'bütçe ne kadar'
    """
    return (text.split(maxsplit=1)[1:] or [""])[0].strip()


def command_of(message: Message, username: str) -> tuple[str, bool]:
    """The command that a message begins with, and whether it names this bot; ("", False) where it is another's."""
    entity = next((one for one in message.entities if one.type == MessageEntity.BOT_COMMAND and not one.offset), None)
    if entity is None:
        return "", False
    command, _, addressed = message.parse_entity(entity)[1:].lower().partition("@")
    if addressed and addressed != username.lower():
        return "", False
    return command, bool(addressed)


def meant_for(message: Message, username: str, bot_id: int) -> str | None:
    """What a group message says to the bot, without the mention; None where it is not meant."""
    text = message.text or message.caption or ""
    mentions = message.parse_entities([MessageEntity.MENTION]) if message.text else {}
    if message.caption:
        mentions = message.parse_caption_entities([MessageEntity.MENTION])
    mentioned = False
    for entity, written in mentions.items():
        if written.lower() == f"@{username}".lower():
            mentioned = True
            text = text.replace(written, " ", 1)
        elif entity.offset == 0:
            return None
    replied = message.reply_to_message
    to_us = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    if not mentioned and not to_us:
        return None
    return " ".join(text.split()) if mentioned else text.strip()
