"""What a message may hold: lengths, keyboards, files, commands. Limits as in the Bot API's documentation."""

from __future__ import annotations

import json
import re
import struct
import zlib
from typing import Any
from urllib.parse import urlsplit

from tests.telegram import markup
from tests.telegram.parameters import Parameters, Upload
from tests.telegram.refusals import bad_request

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA = 64
BUTTONS = 100
BUTTONS_A_ROW = 8
KEYBOARD_BYTES = 10_000
"""Measured by others: https://github.com/tginfo/Telegram-Limits/issues/187."""
PHOTO_BYTES = 10 * 2**20
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
NOTICE = 200
COPIED = 256
RESULTS = 50
COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIONS = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "copy_text",
)


def formatted(text: str, parse_mode: str, most: int, what: str) -> tuple[str, list[dict[str, object]]]:
    """A text without its markup, trimmed as Telegram trims it, and its entities."""
    entities: list[markup.Entity] = []
    if parse_mode.lower() == "html":
        text, entities = markup.parse(text)
    elif parse_mode:
        raise bad_request(f"unsupported parse_mode {parse_mode!r}: this server knows HTML only")
    if markup.units(text.strip()) > most:
        raise bad_request("message is too long" if what == "text" else "message caption is too long")
    return text.rstrip(), [entity.json() for entity in entities]


def text(parameters: Parameters) -> tuple[str, list[dict[str, object]]]:
    """The text of a message, which must not be empty."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    plain, entities = formatted(parameters.text("text"), parameters.text("parse_mode"), TEXT, "text")
    if not plain.strip():
        raise bad_request("text must be non-empty")
    return plain, entities


def caption(parameters: Parameters) -> tuple[str, list[dict[str, object]]]:
    """The caption of a photo or a document, which may be empty."""
    return formatted(parameters.text("caption"), parameters.text("parse_mode"), CAPTION, "caption")


def keyboard(parameters: Parameters) -> dict[str, Any] | None:
    """The reply markup; inline keyboards are looked at button by button."""
    markup_ = parameters.json("reply_markup", "reply keyboard markup")
    if markup_ is None:
        return None
    if not isinstance(markup_, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup_:
        inline_keyboard(markup_["inline_keyboard"])
    elif not markup_.keys() & {"keyboard", "remove_keyboard", "force_reply"}:
        raise bad_request("object expected as reply markup")
    return markup_


def inline_keyboard(rows: Any) -> None:
    """Refuses a keyboard that Telegram would not take or not show as it is."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, rows)) > BUTTONS or len(json.dumps(rows, ensure_ascii=False).encode()) > KEYBOARD_BYTES:
        raise bad_request("reply markup is too long")
    for row in rows:
        if len(row) > BUTTONS_A_ROW:
            raise bad_request(f"more than {BUTTONS_A_ROW} buttons in a row")
        for button in row:
            _button(button)


def _button(button: Any) -> None:
    unreadable = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(unreadable + "InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request(unreadable + 'Field "text" must be of type String and not empty')
    actions = [action for action in _ACTIONS if action in button]
    if not actions or button.get("callback_data") == "":
        raise bad_request(unreadable + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(unreadable + f"exactly one action must be used, not {', '.join(actions)}")
    if button.get("style", "primary") not in ("primary", "success", "danger"):
        raise bad_request(unreadable + "unsupported button style specified")
    copied = button.get("copy_text", {"text": "x"}).get("text", "")
    if not 1 <= markup.units(copied) <= COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    data = button.get("callback_data")
    if data is not None and not (isinstance(data, str) and len(data.encode()) <= CALLBACK_DATA):
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg"):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol")


def photo(upload: Upload) -> tuple[int, int]:
    """Width and height of a photo; only whole PNG files pass, since that is what this bot draws."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > PHOTO_BYTES:
        raise bad_request(f"file is too big for a photo: {len(upload.content)} bytes")
    width, height = _png_size(upload.content)
    if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _png_size(content: bytes) -> tuple[int, int]:
    if not content.startswith(_PNG):
        raise bad_request("IMAGE_PROCESS_FAILED")
    position, kinds = len(_PNG), []
    while position + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, position)
        data = content[position + 4 : position + 8 + length]
        if content[position + 8 + length : position + 12 + length] != struct.pack(">I", zlib.crc32(data)):
            raise bad_request("IMAGE_PROCESS_FAILED")
        kinds.append(kind)
        position += 12 + length
    if not kinds or kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or b"IDAT" not in kinds:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def document(upload: Upload) -> None:
    """Refuses an empty file or one without a name."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if not upload.name:
        raise bad_request("a file needs a name")


def notice(parameters: Parameters) -> str:
    """What a pressed button answers."""
    if markup.units(parameters.text("text")) > NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    return parameters.text("text")


def commands(parameters: Parameters) -> list[dict[str, str]]:
    """The command menu."""
    listed = parameters.json("commands", "commands")
    if not isinstance(listed, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(listed) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in listed:
        if not _COMMAND.fullmatch(command.get("command", "").removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= markup.units(command.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return listed


def description(value: str, most: int) -> str:
    """What stands in an empty chat (512) or in the profile (120)."""
    if markup.units(value) > most:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG" if most > 120 else "SHORT_DESCRIPTION_TOO_LONG")
    return value


def inline_results(parameters: Parameters) -> list[dict[str, Any]]:
    """What an inline query offers; articles with a text only, which is what this bot offers."""
    results = parameters.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query result: expected an Array of InlineQueryResult")
    if len(results) > RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [result.get("id") for result in results]
    if not all(isinstance(one, str) and 1 <= len(one.encode()) <= 64 for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        if "reply_markup" in result:
            inline_keyboard(result["reply_markup"].get("inline_keyboard"))
        if result.get("type") == "photo" and result.get("photo_file_id"):
            formatted(result.get("caption", ""), result.get("parse_mode", ""), CAPTION, "caption")
            continue
        if result.get("type") != "article":
            raise bad_request(f"can't parse inline query result: type {result.get('type')!r} is not known here")
        if "thumbnail_url" in result and urlsplit(result["thumbnail_url"]).scheme not in ("http", "https"):
            raise bad_request("wrong HTTP URL specified")
        if not result.get("title"):
            raise bad_request("can't parse inline query result: Can't find field \"title\"")
        content = result.get("input_message_content") or {}
        if not content.get("message_text"):
            raise bad_request("can't parse inline query result: message text is empty")
        formatted(content["message_text"], content.get("parse_mode", ""), TEXT, "text")
    button = parameters.json("button", "inline query results button")
    if button is not None and not (
        button.get("text") and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", ""))
    ):
        raise bad_request("START_PARAM_INVALID")
    if len(parameters.text("next_offset").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    return results
