"""The engine in its own process: same replies, and a process that dies or hangs is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.telegram import engine, engine_worker, knowledge
from bot.telegram.engine import EngineClient, EngineError, KnowledgeRefused
from bot.telegram.engine_worker import DEADLINE_SECONDS, Deadline
from bot.telegram.failures import TOO_LONG
from bot.understanding.frame import Conversation
from tests.telegram.process import ROOT

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


def test_the_process_loads_only_what_answers() -> None:
    """It is started anew where it died, and everybody waits for it."""
    code = (
        "import sys, bot.telegram.engine_worker\n"
        "print(sorted({'telegram', 'matplotlib', 'httpx', 'pydantic', 'sqlalchemy', 'xlsxwriter'} & set(sys.modules)))"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_what_was_in_work_when_the_process_died_is_asked_again(knowledge_file: Path) -> None:
    async def scenario(client: EngineClient) -> None:
        assert client._process is not None
        os.kill(client._process.pid, signal.SIGSTOP)
        asked = [asyncio.create_task(client.respond(f"{QUESTION} {n}", Conversation())) for n in range(3)]
        await asyncio.sleep(0.05)
        os.kill(client._process.pid, signal.SIGKILL)
        for task in asked:
            reply, _ = await task
            assert reply.text
        assert client.losses == 1

    run(knowledge_file, scenario)


def test_a_question_that_kills_twice_is_given_up_and_the_others_are_answered(knowledge_file: Path) -> None:
    async def scenario(client: EngineClient) -> None:
        assert client._process is not None
        os.kill(client._process.pid, signal.SIGSTOP)
        asked = [asyncio.create_task(client.respond(f"{QUESTION} {n}", Conversation())) for n in range(3)]
        await asyncio.sleep(0)
        client._asked[0].frame = engine._frame(("no such request", ()))
        os.kill(client._process.pid, signal.SIGKILL)
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(outcomes[0], EngineError)
        assert [isinstance(outcome, tuple) for outcome in outcomes[1:]] == [True, True]

    run(knowledge_file, scenario)


def test_a_hanging_process_is_replaced_and_asked_again(knowledge_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.5)

    async def scenario(client: EngineClient) -> None:
        assert client._process is not None
        os.kill(client._process.pid, signal.SIGSTOP)
        reply, _ = await client.respond(QUESTION, Conversation())
        assert reply.figures

    run(knowledge_file, scenario)


def test_a_process_that_hangs_while_nobody_asks_is_found_out(
    knowledge_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(engine, "HEARTBEAT_SECONDS", 0.1)

    async def scenario(client: EngineClient) -> None:
        assert client._process is not None
        os.kill(client._process.pid, signal.SIGSTOP)
        while not client.losses or not client.responsive:
            await asyncio.sleep(0.05)
        reply, _ = await client.respond(QUESTION, Conversation())
        assert reply.figures

    run(knowledge_file, scenario)


def test_each_request_is_paid_for(knowledge_file: Path) -> None:
    async def scenario(client: EngineClient) -> None:
        paid: list[float] = []
        await client.respond("merkezlerinin giderleri " * 17, Conversation(), charge=paid.append)
        await client.respond(QUESTION, Conversation(), charge=paid.append)
        assert 0 < paid[1] < paid[0] < DEADLINE_SECONDS + 0.5

    run(knowledge_file, scenario)


def _endless() -> None:
    while True:
        pass


def test_a_request_that_costs_too_much_is_ended_and_the_next_is_not() -> None:
    deadline = Deadline(0.05)
    ended = engine_worker._outcome(_endless, (), deadline)
    assert ended.kind == TOO_LONG
    assert "_endless" in ended.where
    assert engine_worker._outcome(sum, ((1, 2),), deadline) == 3
    ends = time.process_time() + 0.1
    while time.process_time() < ends:
        pass


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


def test_it_loads_nothing_that_only_the_build_needs() -> None:
    """A process that takes over from one that died is waited for."""
    code = "import sys, bot.telegram.engine_worker; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert "knowledge.base" in loaded
    assert not loaded & {"sqlite_utils", "pandas", "knowledge.build", "sqlalchemy", "telegram"}
