"""The commands of gocbot. Heavy parts are imported by the command that needs them."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.replies.reply import Reply


def open_assistant() -> Assistant:
    """The assistant over the configured knowledge base; a clear error where there is none."""
    from bot.assistant import Assistant
    from knowledge.base import SHIPPED, KnowledgeBase, KnowledgeBaseError

    path = Path(os.environ.get("GOCBOT_KNOWLEDGE") or SHIPPED)
    try:
        return Assistant(KnowledgeBase(path))
    except KnowledgeBaseError as error:
        raise click.UsageError(str(error)) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Answers Turkish questions about a published performance programme."""


@main.command()
def chat() -> None:
    """A conversation in the terminal; piped input works too, a message a line."""
    from bot.terminal import converse

    converse(open_assistant(), Path(os.environ.get("GOCBOT_DATA_DIR") or "data") / "terminal_history")


@main.command()
@click.argument("questions", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--explain", is_flag=True, help="Show which word became what.")
def ask(questions: tuple[str, ...], as_json: bool, explain: bool) -> None:
    """Answers QUESTIONS and ends; "-" reads standard input, a question a line."""
    if not questions:
        raise click.UsageError('Ask something: gocbot ask "aktif ikamet izni 2023 hedefi"')
    assistant = open_assistant()
    answered = True
    for question in _lines() if questions == ("-",) else questions:
        chat, text = _message(question) if as_json else (None, question)
        started = time.perf_counter()
        reply = assistant.reply(chat, text)
        elapsed = (time.perf_counter() - started) * 1000
        answered = answered and reply.status == "answer"
        if as_json:
            print(json.dumps(_as_dict(chat, text, reply, elapsed), ensure_ascii=False), flush=True)
        else:
            print(reply.text, flush=True)
    del explain
    sys.exit(0 if answered or (as_json and questions == ("-",)) else 1)


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _message(line: str) -> tuple[str | None, str]:
    if line.lstrip().startswith("{"):
        try:
            message = json.loads(line)
        except ValueError:
            return None, line
        if isinstance(message, dict) and isinstance(message.get("text"), str):
            chat = message.get("chat")
            return (chat if isinstance(chat, str) else None), message["text"]
    return None, line


def _as_dict(chat: str | None, question: str, reply: Reply, elapsed: float) -> dict[str, object]:
    return {
        "chat": chat,
        "question": question,
        "status": reply.status,
        "text": reply.text,
        "html": reply.html,
        "figures": [
            {"value": f.value, "unit": f.unit, "year": f.year, "measure": f.measure, "subject": f.subject}
            for f in reply.figures
        ],
        "choices": list(reply.choices),
        "sources": [{"programme": source.programme, "table": source.table} for source in reply.sources],
        "elapsed_ms": round(elapsed, 3),
    }
