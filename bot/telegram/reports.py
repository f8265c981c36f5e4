"""What admins are told of the bot's work: /istatistik, /cevapsizlar, and the export for the next version."""

from __future__ import annotations

import asyncio
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.telegram.access import is_admin
from bot.telegram.quoting import quoted
from bot.telegram.services import Context
from bot.telegram.settings import SettingsError, load
from bot.telegram.state import questions
from bot.telegram.state.opening import reading
from bot.telegram.state.questions import Asked, Day
from bot.telegram.state.store import StoreError
from bot.telegram.teaching import HOW
from knowledge.language.letters import fold

DAYS, SLOW, GROUPS, ROW = 7, 3, 15, 5
ALIKE = 88.0
"""Questions at least this alike (token_sort_ratio of rapidfuzz) stand in one line: a suffix or a slip apart."""
HEADS = ("tarih", "soru", "durum", "begeni", "begenmeme")
NOTHING_ASKED = "Son {days} günde soru sorulmadı."
TEACH = "Bir sorudaki bilmediğim sözü öğretmek için düğmesine basın (✏️)."
ALL_ANSWERED = "Yanıtsız kalan ya da beğenilmeyen soru yok."


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that say nearly the same."""

    question: str
    """As it was asked last."""
    count: int
    disliked: int
    token: str = ""
    """Of the last one's answer."""


async def statistics(update: Update, context: Context) -> None:
    """/istatistik: the last days in numbers."""
    message = update.message
    if message is None or not await is_admin(update, context):
        return
    store = context.services.store
    days = await store.read(lambda connection: questions.days(connection, DAYS))
    slow = await store.read(lambda connection: questions.slowest(connection, SLOW, DAYS))
    await context.say(update, told(days, slow))


def told(days: Sequence[Day], slow: Sequence[float]) -> str:
    """The numbers as text; of what was answered, admins read no word."""
    if not days:
        return NOTHING_ASKED.format(days=DAYS)
    lines = [f"<b>Son {DAYS} gün</b>"]
    for day in days:
        lines.append(
            f"{day.date}: {day.questions} soru, {day.answered} yanıt, {day.asked_back} karşı soru, "
            f"{day.refused} yanıtsız, 👎 {day.disliked}, {day.users} kullanıcı"
        )
    lines.append("En yavaş yanıtlar: " + ", ".join(f"{round(milliseconds)} ms" for milliseconds in slow))
    return "\n".join(lines)


async def unanswered(update: Update, context: Context) -> None:
    """/cevapsizlar: what was refused or disliked, grouped by likeness, the most frequent first."""
    message = update.message
    if message is None or not await is_admin(update, context):
        return
    asked = await context.services.store.read(questions.unanswered)
    if not asked:
        await context.say(update, ALL_ANSWERED)
        return
    lines = ["<b>Yanıtsız kalan ve beğenilmeyen sorular</b>"]
    # A third of a second for a thousand questions that are all different: nobody waits for that.
    groups = await asyncio.to_thread(grouped, asked)
    buttons = []
    for number, group in enumerate(groups[:GROUPS], 1):
        disliked = f", 👎 {group.disliked}" if group.disliked else ""
        lines.append(f"{number}. {quoted(group.question)} ({group.count} kez{disliked})")
        buttons.append(InlineKeyboardButton(f"✏️ {number}", callback_data=f"w:{group.token}"))
    lines += ["", TEACH, HOW, "Tümü için: gocbot export-questions"]
    rows = [buttons[start : start + ROW] for start in range(0, len(buttons), ROW)]
    await context.say(update, "\n".join(lines), keyboard=InlineKeyboardMarkup(rows))


def grouped(asked: Sequence[Asked]) -> list[Group]:
    """Questions that are alike as one group each, the largest first.

    >>> [g.count for g in grouped([Asked("gönderilen 2023", "no_answer", False), Asked("Gonderilen 2023?", "", True)])]
    [2]
    """
    groups: list[tuple[str, list[Asked]]] = []
    for one in asked:
        key = " ".join(fold(one.question).replace("?", " ").split())
        for known, members in groups:
            if fuzz.token_sort_ratio(key, known) >= ALIKE:
                members.append(one)
                break
        else:
            groups.append((key, [one]))
    found = [
        Group(members[0].question, len(members), sum(one.disliked for one in members), members[0].token)
        for _, members in groups
    ]
    return sorted(found, key=lambda group: -group.count)


def as_text(written: str) -> str:
    r"""A cell that no spreadsheet takes for a formula.

    >>> as_text('=HYPERLINK("x")'), as_text(" -1"), as_text("bütçe = ne")
    ('\'=HYPERLINK("x")', "' -1", 'bütçe = ne')
    """
    return f"'{written}" if written.lstrip()[:1] in tuple("=+-@") or written[:1] in ("\t", "\r") else written


def export() -> int:
    """Writes all kept questions as CSV to standard output, without who asked them; returns the exit code.

    As Excel in Turkish reads it: marked as UTF-8, parted by semicolons.
    """
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    try:
        settings = load(token_needed=False)
        with reading(settings.state_url.get_secret_value(), settings.database) as connection:
            sys.stdout.write("\ufeff")
            writer.writerow(HEADS)
            writer.writerows((day, as_text(question), *rest) for day, question, *rest in questions.exported(connection))
    except (SettingsError, StoreError) as error:
        print(f"gocbot: {error}", file=sys.stderr)
        return 2
    return 0
