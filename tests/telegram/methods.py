"""The Bot API's methods: each takes parameters, changes the account, and returns what stands under `result`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.telegram import checks, rich_markup
from tests.telegram.account import Account, Chat, Query, Sent
from tests.telegram.parameters import Parameters, Upload
from tests.telegram.refusals import bad_request, forbidden, upgraded

ACTIONS = frozenset(
    f"{doing}_{what}" for doing in ("upload", "record") for what in ("video", "voice", "video_note")
) | {"typing", "upload_photo", "upload_document", "choose_sticker", "find_location"}
REACTIONS = frozenset("👍👎❤🔥🎉🤩😁🤔👏👀🙏👌💯⚡🏆✍")
"""Some of those that everybody may use."""
_SCOPES = frozenset(
    ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators")
)


def get_me(account: Account, parameters: Parameters) -> Any:
    """Who the bot is."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
    return account.user | abilities


def send_message(account: Account, parameters: Parameters) -> Any:
    """A text."""
    chat = _chat(account, parameters)
    text, entities = checks.text(parameters)
    sent = Sent(
        chat,
        next(account.message_numbers),
        "text",
        text,
        entities,
        checks.keyboard(parameters),
        _reply_to(account, chat, parameters),
        thread=_thread(chat, parameters),
    )
    account.deliver(sent)
    return sent.json(account.user)


def send_rich_message(account: Account, parameters: Parameters) -> Any:
    """A text with blocks: paragraphs, tables, details. What it shows stands in `text`, a row or paragraph a line."""
    chat = _chat(account, parameters)
    message = parameters.json("rich_message", "InputRichMessage")
    if not isinstance(message, dict) or not message.get("html"):
        raise bad_request("rich message must be non-empty")
    text = rich_markup.parse(message["html"])
    markup = checks.keyboard(parameters)
    reply_to = _reply_to(account, chat, parameters)
    number = next(account.message_numbers)
    sent = Sent(chat, number, "rich", text, [], markup, reply_to, thread=_thread(chat, parameters))
    account.deliver(sent)
    return sent.json(account.user)


def send_photo(account: Account, parameters: Parameters) -> Any:
    """A picture, uploaded or sent before."""
    return _send_file(account, parameters, "photo")


def send_document(account: Account, parameters: Parameters) -> Any:
    """A file, uploaded or sent before."""
    return _send_file(account, parameters, "document")


def _send_file(account: Account, parameters: Parameters, kind: str) -> Any:
    chat = _chat(account, parameters)
    upload, file_id = _file(account, parameters, kind)
    size = (0, 0)
    if kind == "photo":
        size = checks.photo(upload)
    else:
        checks.document(upload)
    text, entities = checks.caption(parameters)
    markup = checks.keyboard(parameters)
    reply_to = _reply_to(account, chat, parameters)
    number = next(account.message_numbers)
    file_id = file_id or f"{kind}-{number}"
    account.files[file_id] = upload
    sent = Sent(
        chat, number, kind, text, entities, markup, reply_to, upload, file_id, size, thread=_thread(chat, parameters)
    )
    account.deliver(sent)
    return sent.json(account.user)


def _file(account: Account, parameters: Parameters, kind: str) -> tuple[Upload, str]:
    upload = parameters.upload(kind)
    if upload is not None:
        return upload, ""
    file_id = parameters.text(kind)
    if not file_id:
        raise bad_request(f"there is no {kind} in the request")
    if file_id not in account.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not file_id.startswith(f"{kind}-"):
        raise bad_request("type of file mismatch")
    return account.files[file_id], file_id


def edit_message_text(account: Account, parameters: Parameters) -> Any:
    """Another text and keyboard in place of what stands there."""
    sent = _own(account, parameters)
    if sent.kind not in ("text", "rich"):
        raise bad_request("there is no text in the message to edit")
    sent.kind = "text"
    return _edit(account, sent, *checks.text(parameters), checks.keyboard(parameters))


def edit_message_caption(account: Account, parameters: Parameters) -> Any:
    """Another caption."""
    sent = _own(account, parameters)
    if sent.kind == "text":
        raise bad_request("there is no caption in the message to edit")
    return _edit(account, sent, *checks.caption(parameters), checks.keyboard(parameters))


def edit_message_media(account: Account, parameters: Parameters) -> Any:
    """Another picture in place of one; only photos, which is what this bot sends."""
    sent = _own(account, parameters)
    if sent.kind != "photo":
        raise bad_request("there is no photo in the message to edit")
    media = parameters.json("media", "InputMedia")
    if not isinstance(media, dict) or media.get("type") != "photo":
        raise bad_request("can't parse InputMedia: only photos are known here")
    inner = Parameters({"photo": str(media.get("media", "")), "caption": media.get("caption", "")}, parameters.files)
    upload, file_id = _file(account, inner, "photo")
    sent.size = checks.photo(upload)
    sent.upload, sent.file_id = upload, file_id or f"photo-{sent.id}-{sent.edits}"
    account.files[sent.file_id] = upload
    return _edit(account, sent, *checks.caption(inner), checks.keyboard(parameters))


def edit_message_reply_markup(account: Account, parameters: Parameters) -> Any:
    """Another keyboard, or none."""
    sent = _own(account, parameters)
    return _edit(account, sent, sent.text, sent.entities, checks.keyboard(parameters))


def _edit(account: Account, sent: Sent, text: str, entities: list[Any], markup: Any) -> Any:
    if (text, entities, (markup or {}).get("inline_keyboard", [])) == (sent.text, sent.entities, sent.rows):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    sent.text, sent.entities, sent.markup = text, entities, markup
    sent.edits += 1
    account.on_edited(sent)
    return sent.json(account.user)


def delete_message(account: Account, parameters: Parameters) -> Any:
    """Takes a message of the bot away."""
    _own(account, parameters).deleted = True
    return True


def send_chat_action(account: Account, parameters: Parameters) -> Any:
    """Shows that the bot is busy."""
    chat = _chat(account, parameters)
    if parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    account.actions.append((chat.id, parameters.text("action")))
    return True


def set_message_reaction(account: Account, parameters: Parameters) -> Any:
    """The bot's reaction to a message, one at most; an empty list takes it away."""
    chat = _chat(account, parameters)
    number = parameters.number("message_id")
    if (chat.id, number) not in account.said:
        raise bad_request("message to react not found")
    reactions = parameters.json("reaction", "reaction") or []
    if not isinstance(reactions, list) or len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = "".join(one.get("emoji", "") for one in reactions if one.get("type") == "emoji")
    if reactions and emoji not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    account.reactions.append((chat.id, number, emoji))
    return True


def answer_callback_query(account: Account, parameters: Parameters) -> Any:
    """What a pressed button shows, once."""
    checks.notice(parameters)
    _query(account, parameters, "callback_query_id", inline=False).answer = parameters
    return True


def answer_inline_query(account: Account, parameters: Parameters) -> Any:
    """What an inline query offers, once."""
    results = checks.inline_results(parameters)
    query = _query(account, parameters, "inline_query_id", inline=True)
    query.answer, query.results = parameters, results
    return True


def _query(account: Account, parameters: Parameters, name: str, *, inline: bool) -> Query:
    query = account.queries.get(parameters.text(name))
    if query is None or query.inline != inline or query.answer is not None or query.expired:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return query


def set_my_commands(account: Account, parameters: Parameters) -> Any:
    """The command menu, by scope and language."""
    scope = parameters.json("scope", "BotCommandScope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if scope["type"] == "chat":
        _reachable(account, str(scope.get("chat_id")))
    key = (scope["type"], scope.get("chat_id"), parameters.text("language_code"))
    account.menu["commands"][key] = checks.commands(parameters)
    return True


def set_my_description(account: Account, parameters: Parameters) -> Any:
    """What stands in an empty chat."""
    account.menu["description"] = checks.description(parameters.text("description"), 512)
    return True


def set_my_short_description(account: Account, parameters: Parameters) -> Any:
    """What stands in the profile."""
    account.menu["short_description"] = checks.description(parameters.text("short_description"), 120)
    return True


def _thread(chat: Chat, parameters: Parameters) -> int | None:
    thread = parameters.number("message_thread_id") or None
    if thread in chat.gone:
        raise replace(bad_request("message thread not found"), scripted=True)
    return thread


def _chat(account: Account, parameters: Parameters) -> Chat:
    if not parameters.text("chat_id"):
        raise bad_request("chat_id is empty")
    return _reachable(account, parameters.text("chat_id"))


def _reachable(account: Account, chat_id: str) -> Chat:
    chat = account.chats.get(int(chat_id)) if chat_id.removeprefix("-").isdigit() else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.became:
        raise upgraded(chat.became)
    if chat.closed:
        raise forbidden(chat.closed)
    return chat


def _reply_to(account: Account, chat: Chat, parameters: Parameters) -> int | None:
    asked = parameters.json("reply_parameters", "reply parameters") or {}
    number = asked.get("message_id") or parameters.number("reply_to_message_id")
    if not number:
        return None
    if (chat.id, number) not in account.said:
        if asked.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return int(number)


def _own(account: Account, parameters: Parameters) -> Sent:
    chat = _chat(account, parameters)
    key = (chat.id, parameters.number("message_id"))
    sent = account.said.get(key)
    if key in account.said and sent is None:
        raise bad_request("message can't be edited")
    if sent is None or sent.deleted:
        raise bad_request("message to edit not found")
    return sent


METHODS: dict[str, Callable[[Account, Parameters], Any]] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendrichmessage": send_rich_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "editmessagemedia": edit_message_media,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "sendchataction": send_chat_action,
    "setmessagereaction": set_message_reaction,
    "answercallbackquery": answer_callback_query,
    "answerinlinequery": answer_inline_query,
    "setmycommands": set_my_commands,
    "setmydescription": set_my_description,
    "setmyshortdescription": set_my_short_description,
}
"""By name in lower case: the API minds no capitals. getUpdates and the webhook's stand with the server."""
