"""A damaged knowledge base is refused; a new one takes over while people ask."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.replies.reply import ANSWER
from bot.telegram import watching
from bot.telegram.knowledge import opened, part_in, tidy
from bot.telegram.services import Services
from bot.telegram.state.store import Store
from bot.telegram.watching import FOLDER, Watch
from bot.understanding.frame import Conversation
from tests.telegram.conftest import People
from tests.telegram.people import Person
from tests.telegram.process import BotProcess
from tests.telegram.replicas import wait_for

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
OLD, NEW = "50.000", "51.234"


@pytest.fixture(scope="module")
def knowledge_file(knowledge_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base that may be replaced."""
    return Path(shutil.copy(knowledge_file, tmp_path_factory.mktemp("knowledge") / "knowledge.sqlite"))


SETTINGS = {"knowledge_seconds": 0.2}


def other(knowledge_file: Path) -> Path:
    """The same knowledge with another figure, in a file beside."""
    beside = knowledge_file.with_name("new.sqlite")
    shutil.copy(knowledge_file, beside)
    with sqlite3.connect(beside) as connection:
        changed = connection.execute(
            "update facts set value = 51234, printed = '51.234' "
            "where measure = 'target' and year = 2023 and value = 50000"
        )
        assert changed.rowcount >= 1
    connection.close()
    return beside


def test_a_damaged_file_is_refused_and_the_admins_are_told(
    running: BotProcess, admin: Person, people: People, knowledge_file: Path
) -> None:
    whole = knowledge_file.read_bytes()
    ayse = people("Ayşe")
    for damage in (whole[: len(whole) // 2], b"\x00garbage" * 1000, b""):
        beside = knowledge_file.with_name("damaged.sqlite")
        beside.write_bytes(damage)
        beside.replace(knowledge_file)
        assert "bilgi tabanı" in admin.hears().text.lower()
        assert OLD in ayse.asks(QUESTION).text
        assert admin.unheard() == [], "once is enough"
    knowledge_file.write_bytes(whole)
    admin.unheard()


def test_a_new_file_takes_over_under_load(running: BotProcess, people: People, knowledge_file: Path) -> None:
    crowd = [people("Kişi") for _ in range(20)]
    account = running.server.account
    before, hello, menu = crowd[0].asks(QUESTION), crowd[0].asks("/start"), crowd[0].asks("/gostergeler")
    back = crowd[1].asks("insan ticareti mağduru 2023 hedefi")
    shown = account.calls["setmydescription"]
    new = other(knowledge_file)
    for turn in range(80):
        if turn == 5:
            new.replace(knowledge_file)
        for person in crowd:
            person.says(QUESTION)
        heard = [person.hears().text for person in crowd]
        assert all((OLD in text) != (NEW in text) for text in heard)
        if turn > 5 and all(NEW in text for text in heard):
            break
    else:
        raise AssertionError("the new knowledge base was not taken")
    assert [person.unheard() for person in crowd] == [[]] * len(crowd)
    crowd[0].presses(before, "2024")
    account.wait(lambda: "2024 tahmini" in before.text, "buttons of before work on")
    for label, told in (("Grafik", NEW), ("⋯", ""), ("Açıklama", "Sınır dışı")):
        edits = before.edits
        crowd[0].presses(before, label)
        if told:
            assert told in crowd[0].hears().text
        else:
            account.wait(lambda edits=edits: before.edits > edits, "more buttons")
    crowd[1].presses(back, next(label for label in back.buttons if "Tanımlanan" in label))
    assert "Tanımlanan" in crowd[1].hears().text
    assert "eskidi" in crowd[0].presses(menu, menu.buttons[0]).notice, "places in a list may mean other things now"
    assert crowd[0].presses(hello, hello.buttons[0]).notice
    account.wait(lambda: account.calls["setmydescription"] > shown, "the bot's description to follow")
    wait_for(lambda: len(running.children()) == 1, "the engine of the old knowledge base to end")


def test_teaching_a_word_takes_away_no_file_that_is_still_arriving(knowledge_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        folder = tmp_path / FOLDER
        used = await opened(knowledge_file, folder)
        store = Store(tmp_path / "bot.sqlite")
        settings = SimpleNamespace(knowledge=knowledge_file, data_dir=tmp_path, knowledge_seconds=1.0)
        services = cast(Services, SimpleNamespace(settings=settings, knowledge=used, store=store))
        try:
            arriving, old = part_in(folder), folder / "0123456789abcdef.sqlite"
            old.touch()
            await Watch(services, lambda: None).reload()
            assert (arriving.exists(), old.exists()) == (True, False)
            tidy(folder, used, starting=True)
            assert list(folder.iterdir()) == [used.source], "nobody is at it any more"
        finally:
            await used.engine.close()
            store.close()

    asyncio.run(scenario())


def test_the_old_engine_ends_when_nobody_holds_it_and_not_before(knowledge_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        folder = tmp_path / FOLDER
        old = await opened(knowledge_file, folder)
        settings = SimpleNamespace(knowledge=knowledge_file, data_dir=tmp_path, knowledge_seconds=1.0)
        services = cast(Services, SimpleNamespace(settings=settings, knowledge=old))
        engine, process = old.engine, old.engine._process
        assert process is not None
        new = Path(shutil.copy(knowledge_file, tmp_path / "new.sqlite"))
        with closing(sqlite3.connect(new)) as connection, connection:
            connection.execute("create table more (x)")
        Watch(services, lambda: None)._swap(await opened(new, folder))
        try:
            for number in range(3):
                await asyncio.sleep(2 * watching.LOOK_SECONDS)
                reply, _ = await old.engine.respond(f"{QUESTION} {'?' * number}", Conversation())
                assert reply.status == ANSWER, "a handler that began before the swap may ask at any time"
            del old
            await process.wait()
            assert engine.waiting == 0
        finally:
            await services.knowledge.engine.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "LOOK_SECONDS", 0.05)
        asyncio.run(scenario())
