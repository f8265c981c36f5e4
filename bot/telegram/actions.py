"""What a press of a button under an answer does."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from bot.telegram import keyboards, pictures, presenting
from bot.telegram.answers import Answered, answered
from bot.telegram.conversations import Action
from bot.telegram.presses import acknowledge, turn
from bot.telegram.replying import Place, answer
from bot.telegram.sending import typing
from bot.telegram.services import Context
from bot.telegram.state import feedback

OLD = "Bu düğme artık geçerli değil. Sorunuzu yeniden yazar mısınız?"
NO_EXPLANATION = "Bu konuda programda bir açıklama yok."
SHOWN = "Bu yıl zaten gösteriliyor."
_THANKS = {
    keyboards.UP: "Teşekkürler, not ettim.",
    keyboards.DOWN: "Teşekkürler, not ettim; yanıtı gözden geçireceğiz.",
}


async def pressed(update: Update, context: Context) -> None:
    """A press of a button under an answer."""
    query = update.callback_query
    if query is None:
        return
    match = keyboards.PRESS.fullmatch(query.data or "")
    message = query.message
    if match is None or not isinstance(message, Message):
        await acknowledge(query, OLD, alert=True)
        return
    token, number = match[1], int(match[2])
    found = await answered(context, token, message.chat_id)
    if found is None or number >= len(found.actions):
        await acknowledge(query, OLD, alert=True)
        return
    await _do(update, context, query, message, found, number)


async def _do(
    update: Update, context: Context, query: CallbackQuery, message: Message, found: Answered, number: int
) -> None:
    action = found.actions[number]
    if action.kind in _THANKS:
        value = 1 if action.kind == keyboards.UP else -1
        token, user = found.stored.token, query.from_user.id
        await context.services.store.write(lambda connection: feedback.note(connection, token, user, value))
        await acknowledge(query, _THANKS[action.kind])
        return
    if action.kind == keyboards.HERE:
        await acknowledge(query, SHOWN)
        return
    await acknowledge(query)
    if action.kind in (keyboards.MORE, keyboards.LESS):
        more = action.kind == keyboards.MORE
        await turn(query, keyboards.markup(found.stored.token, found.actions, context.bot, more=more))
    elif action.kind == keyboards.EXPLAIN:
        await _explain(context, update, found)
    elif action.kind == keyboards.CHART:
        await pictures.show_chart(context, update, message, found)
    elif action.kind == keyboards.SHEET:
        await pictures.show_sheet(context, update, message, found)
    else:
        await _ask(update, context, query, message, found, number, action)


async def _ask(
    update: Update,
    context: Context,
    query: CallbackQuery,
    message: Message,
    found: Answered,
    number: int,
    action: Action,
) -> None:
    """Puts a question that a button stands for: another year in place, anything else below."""
    knowledge = context.services.knowledge
    place = Place(message, query.from_user, update.update_id)
    if action.kind == keyboards.YEAR:
        if message.photo:
            await pictures.turn_chart(context, update, message, found, int(action.text))
            return
        standing = Place(
            message, query.from_user, update.update_id, message.message_id, found.stored.token, found.stored.asked
        )
        text, asked = f"peki {action.text}?", found.stored.question
        back = next((one for one in found.actions if one.kind == keyboards.BACK), None)
        await answer(context, knowledge, standing, text, found.conversation, kept_as=asked, back=back)
        return
    if action.kind == keyboards.CHOICE:
        text = str(number + 1) if number < len(found.conversation.choices) else action.text
    else:
        text = "sorumlusu kim"
    async with typing(context.bot, message.chat_id):
        await answer(context, knowledge, place, text, found.conversation)


async def _explain(context: Context, update: Update, found: Answered) -> None:
    knowledge = context.services.knowledge
    subjects = [cell.subject for query in found.queries for cell in query.cells]
    query = keyboards.texts_about(subjects[0], knowledge) if subjects else None
    if query is None:
        await context.say(update, NO_EXPLANATION)
        return
    reply = await knowledge.engine.answer((query,))
    await context.say(update, presenting.html_of(reply))
