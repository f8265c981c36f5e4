"""The buttons under an answer: which ones make sense, and how they look.

callback_data is "a:<token>:<position>"; what stands behind it is in the state, so that a press works after a restart
and a forged one leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from urllib.parse import quote

from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat

from bot.answering.figures import Figures
from bot.answering.queries import SERIES, TEXT, VALUE, Query, Result
from bot.replies.chart import chart_of
from bot.replies.reply import ANSWER, Reply
from bot.telegram import presenting
from bot.telegram.conversations import Action
from bot.telegram.knowledge import Knowledge

_SAID_OF = re.compile(r"[,:] | / | (?=hakkında )")
"""Behind the name of a thing in a choice."""
PRESS = re.compile(r"a:([0-9a-f]{1,16}):(\d{1,2})")
YEARS_AT_MOST = 8
"""Telegram shows so many buttons in a row."""
LABEL = 35
"""Letters of a button's label that a phone shows."""
NUMBER = 3
"""Of these a number before it takes up."""
ROOM = 5
"""Buttons with a word each that fit in a row of a phone."""
CHOICE, ASK, YEAR, HERE = "choice", "ask", "year", "here"
"""An offered question; one that is asked at a press; the same in another year, and the year that is shown."""
CHART, SHEET, COPY, SHARE, FIGURE, EXPLAIN, UP, DOWN = (
    "chart",
    "sheet",
    "copy",
    "share",
    "figure",
    "explain",
    "up",
    "down",
)
MORE, LESS, BACK = "more", "less", "back"
"""Further actions, the first ones again; a way back to a list: its text is that button's data."""
SHARED = "#"
"""How an inline query begins that asks for one answer by its key."""
LINKED = "y-"
"""How the parameter of a deep link begins that opens an answer."""
_LABELS = {
    CHART: "Grafik",
    SHEET: "Excel",
    COPY: "Kopyala",
    SHARE: "Paylaş",
    FIGURE: "Rakamı kopyala",
    EXPLAIN: "Açıklama",
    UP: "👍",
    DOWN: "👎",
    MORE: "⋯",
    LESS: "‹ Geri",
    BACK: "‹ Listeye dön",
}
_EXPLAINING = ("definition", "content", "purpose", "objective", "meaning", "method", "series", "base_year")
_OWNERS = frozenset({"indicator", "activity", "programme", "sub_programme"})
_OWNED = "Sorumlu: "
"""How a reply tells who is responsible."""


def actions_of(reply: Reply, knowledge: Knowledge, key: str) -> tuple[Action, ...]:
    """The buttons that make sense under a reply and nothing more; `key` is what a link to it bears."""
    if reply.choices:
        return tuple(Action(CHOICE, label) for label in reply.choices)
    if reply.status != ANSWER or not reply.sources:
        return ()
    found = [
        *_years(reply, knowledge),
        *_pictures(reply, knowledge),
        Action(COPY, presenting.quoted(reply)),
        *((Action(SHARE, key),) if key else ()),
        *_figure(reply),
        *_explanation(reply, knowledge),
        *_owner(reply, knowledge),
        Action(UP),
        Action(DOWN),
    ]
    if len([action for action in found if action.kind not in (YEAR, HERE)]) > ROOM:
        found += [Action(MORE), Action(LESS)]
    return tuple(found)


def under_photo(actions: Sequence[Action]) -> tuple[Action, ...]:
    """An answer's buttons under its chart: the chart itself is there."""
    return tuple(action for action in actions if action.kind not in (CHART, BACK))


def _years(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    """The years of the one figure that was asked for, those that are shown marked; none where there is no other."""
    if len(reply.results) != 1 or reply.results[0].query.operation not in (VALUE, SERIES):
        return ()
    cells = reply.results[0].query.cells
    if len({(cell.subject, cell.item) for cell in cells}) != 1:
        return ()
    shown = {cell.column.year for cell in cells}
    columns = Figures(knowledge.view(reply.results)).columns(cells[0].subject, cells[0].item)
    years = sorted({column.year for column in columns if column.year is not None})
    if len(shown) > 1 or len(years) < 2:
        shown = set()
    if len(years) > YEARS_AT_MOST:
        years = years[-YEARS_AT_MOST:]
    return tuple(Action(HERE if year in shown else YEAR, f"{year}") for year in years if len(years) > 1)


def _pictures(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    """Chart and table, where there is more than one figure to show."""
    if not reply.figures:
        return ()
    view = knowledge.view(reply.results)
    charted = any(chart_of(view, result) is not None for result in reply.results)
    return (*((Action(CHART),) if charted else ()), Action(SHEET))


def _figure(reply: Reply) -> tuple[Action, ...]:
    figure = presenting.figure_of(reply)
    return (Action(FIGURE, figure),) if figure else ()


def _explanation(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    subject = subject_of(reply.results)
    return (Action(EXPLAIN),) if subject and texts_about(subject, knowledge) is not None else ()


def texts_about(subject: str, knowledge: Knowledge) -> Query | None:
    """What asks for the texts that explain a subject, None where there are none."""
    rows = [row for row in knowledge.base.attributes(subject) if row.kind in _EXPLAINING]
    if not rows:
        return None
    return Query(TEXT, entities=(subject,), aspect=rows[0].kind, attributes=tuple(row.id for row in rows))


def _owner(reply: Reply, knowledge: Knowledge) -> tuple[Action, ...]:
    subject = subject_of(reply.results)
    if not subject or knowledge.base.entity(subject).kind not in _OWNERS or _OWNED in reply.text:
        return ()
    return (Action(ASK, "Sorumlu birim"),)


def subject_of(results: Sequence[Result]) -> str:
    """The one thing whose figures an answer gives, "" where there is not just one."""
    if len(results) != 1:
        return ""
    subjects = {cell.subject for cell in results[0].query.cells}
    return subjects.pop() if len(subjects) == 1 else ""


def markup(token: str, actions: Sequence[Action], bot: Bot, *, more: bool = False) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them: choices one below the other, else years in a row and actions in one below.

    Actions that do not fit come up in its place with a press of the last one (`more`).
    """
    placed = list(enumerate(actions))
    choices = [(number, action) for number, action in placed if action.kind == CHOICE]
    if choices:
        labels = choice_labels([action.text for _, action in choices])
        pairs = zip(choices, labels, strict=True)
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(label, callback_data=f"a:{token}:{number}")] for (number, _), label in pairs]
        )
    years = [one for one in placed if one[1].kind in (YEAR, HERE)]
    back = [one for one in placed if one[1].kind == BACK]
    rest = [one for one in placed if one[1].kind not in (YEAR, HERE, MORE, LESS, BACK)]
    turning = {action.kind: (number, action) for number, action in placed if action.kind in (MORE, LESS)}
    if not turning:
        rows = [years, rest]
    elif more:
        hidden = rest[ROOM - 1 :]
        wide = [one for one in hidden if one[1].kind not in (UP, DOWN)]
        rows = [wide, [one for one in hidden if one[1].kind in (UP, DOWN)] + [turning[LESS]]]
    else:
        rows = [years, [*rest[: ROOM - 1], turning[MORE]]]
    made = [[_button(token, number, action, bot) for number, action in row] for row in (*rows, back) if row]
    return InlineKeyboardMarkup(made) if made else None


def _button(token: str, number: int, action: Action, bot: Bot) -> InlineKeyboardButton:
    label = _LABELS.get(action.kind, action.text)
    if action.kind in (COPY, FIGURE):
        return InlineKeyboardButton(label, copy_text=CopyTextButton(action.text))
    if action.kind == SHARE and bot.supports_inline_queries:
        chosen = SwitchInlineQueryChosenChat(
            f"{SHARED}{action.text}", allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
        )
        return InlineKeyboardButton(label, switch_inline_query_chosen_chat=chosen)
    if action.kind == SHARE:
        return InlineKeyboardButton(
            label, url=f"https://t.me/share/url?url={quote(link_to(bot.username, action.text), safe='')}"
        )
    data = action.text if action.kind == BACK else f"a:{token}:{number}"
    if action.kind == HERE:
        return InlineKeyboardButton(f"· {action.text} ·", callback_data=data, style="primary")
    return InlineKeyboardButton(label, callback_data=data)


def link_to(username: str, key: str) -> str:
    """A deep link that opens an answer.

    >>> link_to("goc_bot", "00ff")
    'https://t.me/goc_bot?start=y-00ff'
    """
    return f"https://t.me/{username}?start={LINKED}{key}"


def choice_labels(choices: Sequence[str]) -> list[str]:
    """What stands on the buttons of choices: the choices, numbered where one has to be cut.

    >>> choice_labels(["2023 hedefi", "2024 tahmini"])
    ['2023 hedefi', '2024 tahmini']
    >>> choice_labels(["Gerçekleştirilen muhtemel insan ticareti mağduru mülakat sayısı", "b"])
    ['1. Gerçekleştirilen muhtemel insan…', '2. b']
    >>> calls = "Yabancılar İletişim Merkezi’ne gelen çağrı sayısı"
    >>> choice_labels([f"{calls}, 2023 hedefi", f"{calls}: 2022 bütçesinden 2023 bütçesine fark"])
    ['1. …2023 hedefi', '2. …2022 bütçesinden 2023…']
    """
    if all(len(choice) <= LABEL for choice in choices):
        return list(choices)
    heads = [cut(choice, LABEL - NUMBER) for choice in choices]
    labels = []
    for number, (choice, head) in enumerate(zip(choices, heads, strict=True), 1):
        alike = [other for other, same in zip(choices, heads, strict=True) if same == head]
        rest = choice[_shared(alike) :].lstrip(",:/ ") if len(alike) > 1 else choice
        labels.append(f"{number}. " + (cut(f"…{rest}", LABEL - NUMBER) if rest != choice else head))
    return labels


def _shared(choices: Sequence[str]) -> int:
    """How many letters of the thing that choices are of stand at the beginning of all of them; 0 for none."""
    first, last = min(choices), max(choices)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    if all(_SAID_OF.match(choice, common) for choice in choices):
        return common
    return max((found.start() for found in _SAID_OF.finditer(first, 0, common)), default=0)


def cut(label: str, room: int = LABEL) -> str:
    """A label that a phone shows whole: cut after a word."""
    if len(label) <= room:
        return label
    return label[:room].rpartition(" ")[0].rstrip(",;:") + "…"
