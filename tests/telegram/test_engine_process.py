"""The engine in its own process: same replies, and a process that dies or hangs is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.telegram import engine, knowledge
from bot.telegram.engine import EngineClient, EngineError, KnowledgeRefused
from bot.understanding.frame import Conversation

QUESTION = "aktif ikamet izni 2023 hedefi"


def run(path: Path, scenario: Callable[[EngineClient], Awaitable[None]]) -> None:
    async def whole() -> None:
        client = EngineClient(path)
        await client.start()
        try:
            await scenario(client)
        finally:
            await client.close()

    asyncio.run(whole())


def test_replies_and_conversations_are_the_engines(knowledge_file: Path, assistant: Assistant) -> None:
    async def scenario(client: EngineClient) -> None:
        state = own = Conversation()
        for turn in (QUESTION, "peki 2024?", "insan ticareti mağduru 2023 hedefi", "2"):
            reply, state = await client.respond(turn, state)
            expected, own = assistant.engine.respond(turn, own)
            assert (reply, state) == (expected, own)

    run(knowledge_file, scenario)


def test_a_dead_process_costs_only_the_question_that_it_was_at(knowledge_file: Path) -> None:
    async def scenario(client: EngineClient) -> None:
        assert client._process is not None
        os.kill(client._process.pid, signal.SIGSTOP)
        asked = [asyncio.create_task(client.respond(f"{QUESTION} {n}", Conversation())) for n in range(3)]
        await asyncio.sleep(0.05)
        os.kill(client._process.pid, signal.SIGKILL)
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(outcomes[0], EngineError)
        assert [isinstance(outcome, tuple) for outcome in outcomes[1:]] == [True, True]

    run(knowledge_file, scenario)


def test_a_hanging_process_is_replaced(knowledge_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.5)

    async def scenario(client: EngineClient) -> None:
        assert client._process is not None
        os.kill(client._process.pid, signal.SIGSTOP)
        with pytest.raises(EngineError):
            await client.respond(QUESTION, Conversation())
        reply, _ = await client.respond("veri altyapısı bütçesi", Conversation())
        assert reply.figures

    run(knowledge_file, scenario)


def test_a_damaged_file_is_refused_with_the_reason(knowledge_file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    content = bytearray(knowledge_file.read_bytes())
    content[8192:60000] = os.urandom(60000 - 8192)
    damaged.write_bytes(content)
    empty = tmp_path / "empty.sqlite"
    empty.write_bytes(b"")
    for path in (damaged, empty, tmp_path / "none.sqlite"):
        with pytest.raises(KnowledgeRefused) as refused:
            asyncio.run(knowledge.opened(path, tmp_path / "copies"))
        assert "knowledge build" in str(refused.value) or "damaged" in str(refused.value)


def test_overwriting_the_operators_file_changes_no_answer(knowledge_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "knowledge.sqlite"
    path.write_bytes(knowledge_file.read_bytes())

    async def scenario() -> None:
        used = await knowledge.opened(path, tmp_path / "copies")
        path.write_bytes(b"x" * 100_000)
        reply, _ = await used.engine.respond(QUESTION, Conversation())
        assert "1.280.000" in reply.text
        await used.engine.close()

    asyncio.run(scenario())
