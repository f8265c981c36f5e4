"""The comparison of what known messages are understood as tells each difference, under the weightiest kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answering.queries import VALUE, Cell, Column, Query
from bot.replies.reply import ANSWER
from knowledge.base import KnowledgeBase
from tests.same import Known, differences, main, shown, tell

ROW: dict[str, Any] = {
    "id": "s/1#0",
    "text": "bütçe",
    "read": [["Query(a)", 0.5, "Query(b)", 0.7]],
    "status": "answer",
    "reply": "1 TL",
    "choices": [],
    "verdict": "right",
}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"read": [["Query(b)", 0.5, "Query(b)", 0.7]]}, "won"),
        ({"read": [["Query(a)", 0.6, "Query(b)", 0.7]]}, "price"),
        ({"read": [["Query(a)", 0.5, "Query(c)", 0.7]]}, "runner-up"),
        ({"read": []}, "won"),
        ({"reply": "2 TL"}, "reply"),
        ({"status": "no_answer", "reply": "Yok."}, "status"),
        ({"verdict": "wrong", "reply": "2 TL"}, "verdict right → wrong"),
    ],
)
def test_a_difference_is_told_by_its_kind(change: dict[str, Any], kind: str) -> None:
    found = list(differences({"s/1#0": ROW}, {"s/1#0": ROW | change}))
    assert [(one[0], one[1]) for one in found] == [(kind, "s/1#0")]


def test_messages_that_come_or_go_are_told() -> None:
    assert [kind for kind, _, _ in differences({"a": ROW}, {"b": ROW})] == ["gone", "new"]


def test_two_like_files_show_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "told.jsonl"
    file.write_text(json.dumps(ROW) + "\n", "utf-8")
    assert main(["compare", str(file), str(file)]) == 0
    assert "1 messages, 0 differences" in capsys.readouterr().out
    assert main(["compare", str(file), str(tmp_path / "none")]) == 2


@pytest.mark.parametrize("rules", [False, True])
def test_what_is_understood_is_told_for_every_message(rules: bool, base: KnowledgeBase) -> None:
    conversation = Known("s/1", ("sığınma evi sayısı 2023 hedefi", "peki 2022 gerçekleşmesi"))
    rows = [json.loads(line) for line in tell([conversation], base.path, rules)]
    assert [row["id"] for row in rows] == ["s/1#0", "s/1#1"]
    assert all(row["status"] == ANSWER and row["read"] for row in rows)
    assert len({row["reply"] for row in rows}) == 2


def test_a_query_is_shown_by_what_it_says() -> None:
    query = Query(VALUE, (Cell("agency:a", None, Column("budget", 2023)),), assumed=("year",))
    assert shown(query) == (
        "Query(operation='value', cells=[Cell(subject='agency:a', item=None, "
        "column=Column(measure='budget', year=2023))], assumed=['year'])"
    )
