"""What people think of an answer, said by a reaction to it."""

from __future__ import annotations

from telegram import ReactionTypeEmoji, Update

from bot.telegram.answers import answered_at
from bot.telegram.services import Context
from bot.telegram.state import feedback

LIKED = frozenset("👍❤🔥👏🎉🤩💯🏆🙏👌")
DISLIKED = frozenset("👎💩🤮🤬😡🤨")


async def given(update: Update, context: Context) -> None:
    """Somebody reacted to a message of the bot, or took that back, which changes nothing."""
    reaction = update.message_reaction
    if reaction is None or reaction.user is None:
        return
    signs = {one.emoji.strip("\ufe0f") for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji)}
    value = 1 if signs & LIKED else -1 if signs & DISLIKED else 0
    found = await answered_at(context, reaction.chat.id, reaction.message_id) if value else None
    if found is None:
        return
    token, user = found.stored.token, reaction.user.id
    await context.services.store.write(lambda connection: feedback.note(connection, token, user, value))
