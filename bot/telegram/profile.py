"""What Telegram shows of the bot before anybody writes: its commands and descriptions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.replies.examples import examples
from bot.telegram.services import Services

PRIVATE = (
    ("gostergeler", "Performans göstergeleri"),
    ("birimler", "Birimler ve sorumlulukları"),
    ("butce", "2023 bütçesi"),
    ("kurullar", "Kurullar"),
    ("bildir", "Yeni program yüklenince haber ver"),
    ("verilerim", "Hakkınızda tutulanlar; silme"),
    ("yardim", "Neler sorabilirsiniz"),
)
GROUP = (("sor", "Soru sormak için: /sor 2023 bütçesi"), *PRIVATE[:4], ("yardim", "Neler sorabilirsiniz"))
ADMIN = (
    *PRIVATE,
    ("davet", "Davet bağlantısı"),
    ("kullanicilar", "Kullanıcılar"),
    ("bekleyenler", "Onay bekleyenler"),
    ("istatistik", "Kullanım sayıları"),
    ("cevapsizlar", "Yanıtlanamayan sorular"),
    ("takmaadlar", "Öğretilen sözler"),
)
COMMANDS = frozenset(name for name, _ in (*GROUP, *ADMIN)) | {"start", "help"}
"""All that the bot obeys."""
ALONE = COMMANDS - {name for name, _ in GROUP} - {"start", "help"}
"""Those about one person, or for admins: not in groups."""
SHORT = (
    "{agency} {year} Performans Programı'nı sorun: göstergeler, bütçe, sorumlu birimler.",
    "{year} Performans Programı'nı sorun: göstergeler, bütçe, sorumlu birimler.",
)
"""The first that is short enough is shown: some agencies have long names."""
LONG = (
    "{year} Performans Programı'nda geçen her şeyi sorabilirsiniz: gösterge değerleri ve hedefleri, bütçe, sorumlu "
    "birimler, kurullar.\n\nÖrneğin: {examples}\n\nHer yanıt kaynağını da gösterir; programda olmayanı söylemez."
)
DESCRIBED = 3
"""Examples in the description."""
LONGEST_SHORT, LONGEST = 120, 512
LONGEST_WAIT = 3600.0
_log = logging.getLogger(__name__)


async def show(bot: Bot, services: Services) -> None:
    """Sets commands and descriptions; what Telegram does not take now is tried again later.

    Nobody waits for this: questions are answered meanwhile.
    """
    programme = services.knowledge.programme
    asked = examples(services.knowledge.home)
    words = {
        "agency": programme.agency,
        "year": programme.year,
        "examples": ", ".join(f"“{one}”" for one in asked[:DESCRIBED]),
    }
    short = next(one for line in SHORT if len(one := line.format(**words)) <= LONGEST_SHORT)
    requests: list[Callable[[], Awaitable[Any]]] = [
        lambda: bot.set_my_commands(_commands(PRIVATE, programme.year), BotCommandScopeAllPrivateChats()),
        lambda: bot.set_my_commands(_commands(GROUP, programme.year), BotCommandScopeAllGroupChats()),
        lambda: bot.set_my_description(LONG.format(**words)[:LONGEST]),
        lambda: bot.set_my_short_description(short),
    ]
    for request in requests:
        await _set(request)


async def show_to_admin(bot: Bot, admin: int, year: int) -> None:
    """Sets the longer menu of an admin, who must have written to the bot before: it cannot begin a chat."""
    await _set(lambda: bot.set_my_commands(_commands(ADMIN, year), BotCommandScopeChat(admin)))


def _commands(rows: Sequence[tuple[str, str]], year: int) -> list[BotCommand]:
    return [BotCommand(name, meaning.replace("2023", str(year))) for name, meaning in rows]


async def _set(request: Callable[[], Awaitable[Any]], attempts: int = 5) -> None:
    pause = 1.0
    for _ in range(attempts):
        try:
            await request()
            return
        except RetryAfter as error:
            wait = error.retry_after
            pause = float(wait if isinstance(wait, int) else wait.total_seconds())
        except (BadRequest, Forbidden) as error:
            _log.warning("the bot's profile is refused", extra={"reason": error.message})
            return
        except TelegramError as error:
            _log.warning("the bot's profile is not taken", extra={"fault": type(error).__name__})
        if pause > LONGEST_WAIT:
            return
        await asyncio.sleep(pause)
        pause *= 2
