"""The buttons under an answer: what they are, how they look, what a press does.

callback_data is "a:<token>:<position>"; what stands behind it is in the state, so that a press works after a restart
and a forged one leads nowhere.
"""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.answering.figures import Figures
from bot.answering.queries import SERIES, TEXT, VALUE, Query, Result
from bot.replies.chart import chart_of
from bot.replies.reply import ANSWER, CLARIFY, Reply
from bot.telegram import pictures, questions
from bot.telegram.conversations import Action
from bot.telegram.knowledge import Knowledge
from bot.telegram.presses import acknowledge
from bot.telegram.sending import typing
from bot.telegram.services import Context
from bot.telegram.state import feedback

PRESS = re.compile(r"a:([0-9a-f]{1,16}):(\d{1,2})")
OLD = "Bu düğme artık geçerli değil. Sorunuzu yeniden yazar mısınız?"
YEARS_AT_MOST = 4
LABEL = 60
NO_EXPLANATION = "Bu konuda programda bir açıklama yok."
CHOICE, ASK, EXPLAIN, CHART, SHEET, UP, DOWN = "choice", "ask", "explain", "chart", "sheet", "up", "down"
_EXPLAINING = ("definition", "content", "purpose", "objective", "meaning", "method", "series", "base_year")
_OWNERS = frozenset({"indicator", "activity", "programme", "sub_programme"})
_THANKS = {UP: "Teşekkürler, not ettim.", DOWN: "Teşekkürler, not ettim; yanıtı gözden geçireceğiz."}
_THUMBS = {UP: "👍", DOWN: "👎"}


def actions_of(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    """The buttons that make sense under a reply and nothing more."""
    if reply.status == CLARIFY:
        return tuple(Action(CHOICE, label) for label in reply.choices)
    if reply.status != ANSWER or not reply.sources:
        return ()
    return (
        *_years(reply, knowledge),
        *_pictures(reply, knowledge),
        *_explanation(reply, knowledge),
        *_owner(reply, knowledge),
        Action(UP),
        Action(DOWN),
    )


def _years(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    """The other years of the one figure that was asked for."""
    if len(reply.results) != 1 or reply.results[0].query.operation not in (VALUE, SERIES):
        return ()
    cells = reply.results[0].query.cells
    if len({(cell.subject, cell.item) for cell in cells}) != 1:
        return ()
    shown = {cell.column.year for cell in cells}
    columns = Figures(knowledge.view(reply.results)).columns(cells[0].subject, cells[0].item)
    years = sorted({column.year for column in columns if column.year is not None} - shown)
    return tuple(Action(ASK, f"{year}") for year in years[:YEARS_AT_MOST])


def _pictures(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    """Chart and table, where there is more than one figure to show."""
    if not reply.figures:
        return ()
    view = knowledge.view(reply.results)
    charted = any(chart_of(view, result) is not None for result in reply.results)
    return (*((Action(CHART, "📈 Grafik"),) if charted else ()), Action(SHEET, "📄 Excel"))


def _explanation(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    subject = _subject(reply.results)
    return (Action(EXPLAIN, "Açıklama"),) if subject and texts_about(subject, knowledge) is not None else ()


def texts_about(subject: str, knowledge: Knowledge) -> Query | None:
    """What asks for the texts that explain a subject, None where there are none."""
    rows = [row for row in knowledge.base.attributes(subject) if row.kind in _EXPLAINING]
    if not rows:
        return None
    return Query(TEXT, entities=(subject,), aspect=rows[0].kind, attributes=tuple(row.id for row in rows))


def _owner(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    subject = _subject(reply.results)
    if not subject or knowledge.base.entity(subject).kind not in _OWNERS:
        return ()
    return (Action(ASK, "Sorumlu birim"),)


def _subject(results: tuple[Result, ...]) -> str:
    """The one thing whose figures an answer gives, "" where there is not just one."""
    if len(results) != 1:
        return ""
    subjects = {cell.subject for cell in results[0].query.cells}
    return subjects.pop() if len(subjects) == 1 else ""


def markup(token: str, actions: tuple[Action, ...]) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them: choices one below the other, years and thumbs in a row each."""
    rows: list[list[InlineKeyboardButton]] = []
    last = ""
    for number, action in enumerate(actions):
        label = _THUMBS.get(action.kind, action.text)
        button = InlineKeyboardButton(
            label if len(label) <= LABEL else label[: LABEL - 1] + "…", callback_data=f"a:{token}:{number}"
        )
        row = _row(action)
        if row and row == last:
            rows[-1].append(button)
        else:
            rows.append([button])
        last = row
    return InlineKeyboardMarkup(rows) if rows else None


def _row(action: Action) -> str:
    if action.kind in _THUMBS:
        return "thumbs"
    if action.kind in (CHART, SHEET):
        return "pictures"
    return "years" if action.text.isdigit() else ""


async def pressed(update: Update, context: Context) -> None:
    """A press of a button under an answer."""
    query = update.callback_query
    if query is None:
        return
    match = PRESS.fullmatch(query.data or "")
    message = query.message
    if match is None or not isinstance(message, Message):
        await acknowledge(query, OLD, alert=True)
        return
    token, number = match[1], int(match[2])
    found = await questions.answered(context, token, message.chat_id)
    if found is None or number >= len(found.actions):
        await acknowledge(query, OLD, alert=True)
        return
    action = found.actions[number]
    if action.kind in _THUMBS:
        value = 1 if action.kind == UP else -1
        user = query.from_user.id
        await context.services.store.write(lambda connection: feedback.note(connection, token, user, value))
        await acknowledge(query, _THANKS[action.kind])
        return
    await acknowledge(query)
    if action.kind == EXPLAIN:
        await _explain(context, update, found)
        return
    if action.kind in (CHART, SHEET):
        await _picture(context, update, message, found, action.kind)
        return
    if action.kind == CHOICE:
        text = str(number + 1) if number < len(found.conversation.choices) else action.text
    else:
        text = f"peki {action.text}?" if action.text.isdigit() else "sorumlusu kim"
    knowledge = context.services.knowledge
    async with typing(context.bot, message.chat_id):
        await questions.answer(context, knowledge, message, query.from_user, text, found.conversation, update.update_id)


async def _explain(context: Context, update: Update, found: questions.Answered) -> None:
    knowledge = context.services.knowledge
    subjects = [cell.subject for query in found.queries for cell in query.cells]
    query = texts_about(subjects[0], knowledge) if subjects else None
    if query is None:
        await context.say(update, NO_EXPLANATION)
        return
    reply = await knowledge.engine.answer((query,))
    await context.say(update, reply.html)


async def _picture(context: Context, update: Update, message: Message, found: questions.Answered, kind: str) -> None:
    knowledge = context.services.knowledge
    if not found.queries:
        await context.say(update, OLD)
        return
    reply = await knowledge.engine.answer(found.queries)
    if kind == CHART:
        await pictures.send_chart(context, update, knowledge, message, reply)
    else:
        await pictures.send_sheet(context, update, knowledge, message, found.stored.question, reply)
