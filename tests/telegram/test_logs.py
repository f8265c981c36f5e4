"""Logs: one JSON object a line, without secrets, names or what people wrote."""

from __future__ import annotations

import json
import logging

from bot.telegram.logs import JsonLines, Pseudonyms

TOKEN = "42:very-secret-part"


def line(*arguments: object, extra: dict[str, object] | None = None) -> str:
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, *arguments, None)  # type: ignore[arg-type]
    vars(record).update(extra or {})
    return JsonLines([TOKEN, "very-secret-part"]).format(record)


def test_a_record_is_one_line_of_json_with_its_fields() -> None:
    read = json.loads(line("fetched\n%s", (3,), extra={"count": 3}))
    assert (read["event"], read["count"], read["level"]) == ("fetched\n3", 3, "info")


def test_secrets_are_blotted_out_wherever_they_stand() -> None:
    for written in (line("https://x/bot%s/getMe", (TOKEN,)), line("x", (), extra={"url": "/very-secret-part/"})):
        assert "very-secret-part" not in written
        assert json.loads(written)


def test_the_text_of_an_error_is_not_written() -> None:
    try:
        raise ValueError("what somebody wrote")
    except ValueError as error:
        record = logging.LogRecord(
            "bot", logging.ERROR, __file__, 1, "failed", (), (ValueError, error, error.__traceback__)
        )
    written = json.loads(JsonLines([]).format(record))
    assert written["error"] == "ValueError"
    assert "test_logs.py" in written["where"]
    assert "somebody" not in str(written)


def test_a_user_is_the_same_pseudonym_under_one_secret_only() -> None:
    one, other = Pseudonyms(b"a" * 32), Pseudonyms(b"b" * 32)
    assert one.of(5) == one.of(5) != one.of(6)
    assert one.of(5) != other.of(5)
