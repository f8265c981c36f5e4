"""The test server refuses the messages, keyboards, files and answers that Telegram refuses."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.telegram.people import Group, Person
from tests.telegram.server import BotApi, FloodControl

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def server() -> Any:
    server = BotApi()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def client(server: BotApi) -> Any:
    with httpx.Client(base_url=f"{server.url}/bot{server.account.token}/") as client:
        yield client


@pytest.fixture
def call(client: httpx.Client) -> Call:
    """Calls a method; its result, or the description of the refusal."""

    def call(method: str, files: Any = None, **fields: Any) -> Any:
        data = {key: value if isinstance(value, str) else json.dumps(value) for key, value in fields.items()}
        answer = client.post(method, data=data, files=files)
        body = answer.json()
        assert body["ok"] == (answer.status_code == 200)
        assert answer.status_code == body.get("error_code", 200)
        return body["result"] if body["ok"] else body["description"]

    return call


@pytest.fixture
def person(server: BotApi) -> Person:
    person = Person(server.account, 100 + len(server.account.chats), "Ayşe")
    person.says("/start")
    return person


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" * (width + 1)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def buttons(*data: str) -> dict[str, Any]:
    """A keyboard of one column."""
    return {"inline_keyboard": [[{"text": "düğme", "callback_data": one}] for one in data]}


def test_who_the_bot_is(call: Call) -> None:
    assert call("GETME")["username"] == "goc_deneme_bot"


def test_a_wrong_token(server: BotApi) -> None:
    answer = httpx.get(f"{server.url}/bot1:wrong/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


def test_an_unknown_method(call: Call) -> None:
    assert call("sendPigeon") == "Not Found: method not found"


def test_a_text_arrives(call: Call, person: Person) -> None:
    sent = call("sendMessage", chat_id=person.id, text="<b>1</b> &lt; 2 ", parse_mode="HTML")
    assert (sent["text"], sent["entities"]) == ("1 < 2", [{"type": "bold", "offset": 0, "length": 1}])
    heard = person.hears()
    assert (heard.text, heard.bold()) == ("1 < 2", ["1"])


def test_parameters_as_json_too(server: BotApi, client: httpx.Client, person: Person) -> None:
    assert client.post("sendMessage", json={"chat_id": person.id, "text": "a"}).json()["ok"]


def test_texts_are_measured_in_utf16_without_their_markup(call: Call, person: Person) -> None:
    def send(text: str) -> Any:
        return call("sendMessage", chat_id=person.id, text=text, parse_mode="HTML")

    assert send("<b>" + "ı" * 4096 + "</b>")["message_id"]
    assert send("a" * 4097) == "Bad Request: message is too long"
    assert send("🏟" * 2049) == "Bad Request: message is too long"
    assert send("") == "Bad Request: message text is empty"
    assert send("<b> </b>") == "Bad Request: text must be non-empty"


def test_chats_that_the_bot_may_not_write_to(server: BotApi, call: Call, person: Person) -> None:
    stranger = Person(server.account, 9_000, "Hiç yazmamış")
    assert call("sendMessage", chat_id=1, text="a") == "Bad Request: chat not found"
    assert "can't initiate conversation" in call("sendMessage", chat_id=stranger.id, text="a")
    person.blocks()
    assert call("sendMessage", chat_id=person.id, text="a") == "Forbidden: bot was blocked by the user"


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (buttons("x" * 65), "BUTTON_DATA_INVALID"),
        (buttons("ı" * 33), "BUTTON_DATA_INVALID"),
        (buttons(""), "Text buttons are unallowed in the inline keyboard"),
        ({"inline_keyboard": [[{"text": "a"}]]}, "Text buttons are unallowed in the inline keyboard"),
        ({"inline_keyboard": [[{"text": "", "callback_data": "a"}]]}, 'Field "text"'),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a", "url": "https://x.y"}]]}, "exactly one action"),
        ({"inline_keyboard": [[{"text": "a", "url": "ftp://x"}]]}, "Unsupported URL protocol"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 9]}, "more than 8 buttons in a row"),
        (buttons(*map(str, range(101))), "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "a" * 200, "callback_data": "a"}]] * 60}, "reply markup is too long"),
        ({"inline_keyboard": {"text": "a"}}, "Array of Arrays"),
        ([], "object expected as reply markup"),
    ],
)
def test_keyboards_that_are_refused(call: Call, person: Person, markup: Any, why: str) -> None:
    assert why in call("sendMessage", chat_id=person.id, text="a", reply_markup=markup)


def test_a_keyboard_at_the_limits(call: Call, person: Person) -> None:
    assert call("sendMessage", chat_id=person.id, text="a", reply_markup=buttons("x" * 64, *map(str, range(99))))


def test_editing(call: Call, person: Person) -> None:
    own = person.says("kendi iletim")
    sent = call("sendMessage", chat_id=person.id, text="a", reply_markup=buttons("1"))
    here = {"chat_id": person.id, "message_id": sent["message_id"]}
    assert "message is not modified" in call("editMessageText", **here, text="a", reply_markup=buttons("1"))
    assert call("editMessageText", **here, text="b", reply_markup=buttons("1"))["text"] == "b"
    assert "reply_markup" not in call("editMessageReplyMarkup", **here)
    assert "no caption" in call("editMessageCaption", **here, caption="c")
    assert call("editMessageText", chat_id=person.id, message_id=own, text="b").endswith("message can't be edited")
    assert call("editMessageText", chat_id=person.id, message_id=10**6, text="b").endswith("to edit not found")
    heard = person.hears()
    assert (heard.text, heard.edits, heard.buttons) == ("b", 2, [])


def test_answering_a_message(call: Call, person: Person) -> None:
    own = person.says("soru")
    asked = {"message_id": own}
    call("sendMessage", chat_id=person.id, text="a", reply_parameters=asked)
    assert person.hears().reply_to == own
    missing = {"message_id": 10**6}
    refusal = call("sendMessage", chat_id=person.id, text="a", reply_parameters=missing)
    assert refusal == "Bad Request: message to be replied not found"
    forgiving = missing | {"allow_sending_without_reply": True}
    assert call("sendMessage", chat_id=person.id, text="a", reply_parameters=forgiving)


def test_photos(call: Call, person: Person) -> None:
    def send(content: bytes, caption: str = "") -> Any:
        return call("sendPhoto", {"photo": ("a.png", content)}, chat_id=person.id, caption=caption, parse_mode="HTML")

    sent = send(png(40, 30), "<b>Grafik</b>")
    assert (sent["photo"][0]["width"], sent["caption"]) == (40, "Grafik")
    again = call("sendPhoto", chat_id=person.id, photo=sent["photo"][0]["file_id"])
    assert again["photo"][0]["file_id"] == sent["photo"][0]["file_id"]
    assert send(b"") == "Bad Request: file must be non-empty"
    assert send(png(40, 30)[:-20]) == "Bad Request: IMAGE_PROCESS_FAILED"
    assert send(b"GIF89a") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert send(png(420, 20)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert "too big for a photo" in send(png(10, 10) + b"\0" * (10 * 2**20))
    assert send(png(40, 30), "a" * 1025) == "Bad Request: message caption is too long"
    assert "wrong file identifier" in call("sendPhoto", chat_id=person.id, photo="photo-0")
    assert "there is no photo" in call("sendPhoto", chat_id=person.id)


def test_documents(call: Call, person: Person) -> None:
    attached = call("sendDocument", {"part": ("a.xlsx", b"PK")}, chat_id=person.id, document="attach://part")
    assert attached["document"] | {"file_name": "a.xlsx", "file_size": 2} == attached["document"]
    assert "type of file mismatch" in call("sendPhoto", chat_id=person.id, photo=attached["document"]["file_id"])
    too_big = {"document": ("a.bin", b"\0" * (50 * 2**20 + 1))}
    assert call("sendDocument", too_big, chat_id=person.id) == "Request Entity Too Large"
    here = {"chat_id": person.id, "message_id": attached["message_id"]}
    assert "there is no text" in call("editMessageText", **here, text="b")
    assert call("editMessageCaption", **here, caption="c")["caption"] == "c"


def test_a_press_is_acknowledged_once(call: Call, person: Person) -> None:
    call("sendMessage", chat_id=person.id, text="a", reply_markup=buttons("1"))
    press = person.presses(person.hears(), "düğme", wait=False)
    assert call("answerCallbackQuery", callback_query_id=press.id, text="a" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    assert call("answerCallbackQuery", callback_query_id=press.id, text="tamam") is True
    assert press.notice == "tamam"
    assert "query is too old" in call("answerCallbackQuery", callback_query_id=press.id)
    assert "query is too old" in call("answerCallbackQuery", callback_query_id="1")
    late = person.presses(person.account.by_chat[person.id][0], "düğme", wait=False)
    late.expired = True
    assert "query is too old" in call("answerCallbackQuery", callback_query_id=late.id)


def article(id: str, text: str = "x", **more: Any) -> dict[str, Any]:
    """A result of an inline query."""
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": id, "title": "t", "input_message_content": content, **more}


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article("a"), article("a")], "RESULT_ID_DUPLICATE"),
        ([article("a" * 65)], "RESULT_ID_INVALID"),
        ([article("")], "RESULT_ID_INVALID"),
        ([article("a", "<br>")], 'Unsupported start tag "br"'),
        ([article("a", "")], "message text is empty"),
        ([article("a", title="")], 'Can\'t find field "title"'),
        ([article("a", reply_markup=buttons("x" * 65))], "BUTTON_DATA_INVALID"),
    ],
)
def test_inline_results_that_are_refused(
    server: BotApi, call: Call, person: Person, results: list[Any], why: str
) -> None:
    assert why in call("answerInlineQuery", inline_query_id="1", results=results)


def test_the_menu(server: BotApi, call: Call) -> None:
    command = {"command": "yardim", "description": "ne sorabilirim"}
    assert call("setMyCommands", commands=[command]) is True
    assert call("setMyCommands", commands=[command | {"command": "yardım"}]) == "Bad Request: BOT_COMMAND_INVALID"
    assert call("setMyCommands", commands=[command | {"description": ""}]).endswith("DESCRIPTION_INVALID")
    assert call("setMyCommands", commands=[command] * 101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    assert call("setMyCommands", commands=[command], scope={"type": "moon"}).endswith("Unsupported type specified")
    assert call("setMyCommands", commands=[command], scope={"type": "chat", "chat_id": 77}).endswith("chat not found")
    assert call("setMyDescription", description="a" * 513).endswith("BOT_DESCRIPTION_TOO_LONG")
    assert call("setMyShortDescription", short_description="a" * 121).endswith("SHORT_DESCRIPTION_TOO_LONG")


def test_chat_actions(call: Call, person: Person) -> None:
    assert call("sendChatAction", chat_id=person.id, action="typing") is True
    assert "wrong parameter action" in call("sendChatAction", chat_id=person.id, action="thinking")


def test_flood_control(server: BotApi, client: httpx.Client, person: Person) -> None:
    server.flood = FloodControl(rate=0.5, burst=1)
    send = {"chat_id": str(person.id), "text": "a"}
    assert client.post("sendMessage", data=send).status_code == 200
    refused = client.post("sendMessage", data=send)
    server.flood = None
    assert refused.status_code == 429
    assert refused.json()["parameters"] == {"retry_after": 2}
    assert refused.json()["description"] == "Too Many Requests: retry after 2"


def test_groups_show_a_private_bot_only_what_is_meant_for_it(server: BotApi) -> None:
    group = Group(server.account, -100_500, "Birim")
    person = Person(server.account, 600, "Ali")
    before = len(server.account.updates)
    person.says("günaydın", to=group)
    person.says("/yardim@baska_bot", to=group)
    assert len(server.account.updates) == before
    person.says("@goc_deneme_bot aktif ikamet", to=group)
    entity = server.account.updates[-1]["message"]["entities"][0]
    assert (entity["type"], entity["offset"], entity["length"]) == ("mention", 0, 15)
