"""Two replicas that poll: one fetches, both answer; knowledge and taught words reach both; one's end is no end."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import psycopg
import pytest

from bot.telegram.publishing import NotPublished, check_address, checked
from bot.telegram.watching import LONGEST_PAUSE, Tries
from tests.telegram.conftest import ADMIN, LAST, LAST_WORD, UNLIMITED
from tests.telegram.people import Person
from tests.telegram.postgres import Postgres
from tests.telegram.process import BotProcess
from tests.telegram.replicas import Replicas, wait_for
from tests.telegram.server import BotApi

QUESTION = "sınır dışı edilen yabancı sayısı 2023 hedefi"
OLD, NEW = "50.000", "51.234"


@pytest.fixture(scope="module")
def two(
    postgres: Postgres, shared_server: BotApi, tmp_path_factory: pytest.TempPathFactory, knowledge_file: Path
) -> Iterator[Replicas]:
    """Two running replicas, one of which polls."""
    settings = {"knowledge": knowledge_file, "access": "open", "admins": ADMIN, **UNLIMITED, "knowledge_seconds": 0.3}
    folder = tmp_path_factory.mktemp("replicas")
    replicas = Replicas(shared_server, folder, 2, postgres.database(), webhook=False, **settings)
    try:
        yield replicas.start()
    finally:
        replicas.end()


@pytest.fixture
def admin(two: Replicas) -> Person:
    """The admin, who has read all that came before."""
    account = two.server.account
    admin = Person(account, ADMIN, "Yönetici")
    admin.chat.closed = ""
    admin.asks("/start") if not account.by_chat[ADMIN] else admin.unheard()
    return admin


def health(bot: BotProcess) -> dict[str, object]:
    """What a replica says of itself; nothing good where it does not run."""
    try:
        answer = httpx.get(f"http://127.0.0.1:{bot.settings['HEALTH_PORT']}/health", timeout=10)
    except httpx.TransportError:
        return {"code": 0, "polling": False, "replicas_alive": 0}
    return {"code": answer.status_code, **answer.json()}


def poller(two: Replicas) -> BotProcess:
    """The replica that polls, once there is one and both know of each other."""

    def agreed() -> bool:
        told = [health(bot) for bot in two.bots]
        return [one["polling"] for one in told].count(True) == 1 and all(one["replicas_alive"] == 2 for one in told)

    wait_for(agreed, "one poller of two replicas")
    return next(bot for bot in two.bots if health(bot)["polling"])


def other(knowledge_file: Path, to: Path) -> Path:
    """The same knowledge with another figure."""
    shutil.copy(knowledge_file, to)
    with closing(sqlite3.connect(to)) as connection, connection:
        connection.execute(
            "update facts set value = 51234, printed = '51.234' "
            "where measure = 'target' and year = 2023 and value = 50000"
        )
    return to


def test_one_polls_and_its_end_is_no_end(two: Replicas) -> None:
    server, person = two.server, Person(two.server.account, 70, "Ayşe")
    assert OLD in person.asks(QUESTION).text
    for end in ("kill", "halt"):
        first = poller(two)
        assert first.process is not None
        if end == "kill":
            first.kill()
        else:
            first.process.send_signal(signal.SIGSTOP)
        person.says(LAST)
        try:
            # Within ten seconds on a machine with room: `make bench` measures it, by a kill and by a halt.
            assert LAST_WORD in person.hears().text, "the other one polls and answers"
        finally:
            if end == "halt":
                first.process.send_signal(signal.SIGCONT)
            else:
                first.start(wait=False)
        poller(two)
    assert all(LAST_WORD in sent.text for sent in person.unheard()), (
        "what was on its way from the one that was halted may have come twice"
    )
    assert OLD in person.asks(QUESTION).text
    assert server.conflicts == 0, "never two at once"


def test_health_and_metrics_tell_of_each_and_of_all(two: Replicas) -> None:
    poller(two)
    at_rest = ("ok", 0)
    # A reply is heard before it is noted that it is out.
    wait_for(
        lambda: all((health(bot)["status"], health(bot)["waiting"]) == at_rest for bot in two.bots), "both at rest"
    )
    for bot in two.bots:
        told = health(bot)
        assert (told["code"], told["status"], told["replicas_alive"], told["waiting"]) == (200, "ok", 2, 0)
        lines = httpx.get(f"http://127.0.0.1:{bot.settings['HEALTH_PORT']}/metrics").text.splitlines()
        for line in ("gocbot_replicas_alive 2.0", "gocbot_database_up 1.0", "gocbot_oldest_waiting_seconds 0.0"):
            assert line in lines
    with psycopg.connect(str(two.bots[0].settings["STATE_URL"]), autocommit=True) as state:
        # A third one has it and goes on being heard of: one of the two would let go of what it never began, and what
        # nobody has is taken at once.
        now = "extract(epoch from clock_timestamp())"
        lives = (
            f"insert into replicas (id, name, begun, seen, knowledge) values ('c', 'c', {now}, {now}, '') "
            f"on conflict (id) do update set seen = {now}"
        )
        state.execute(lives)
        state.execute(
            f"insert into inbox (update_id, received, chat, body, replica) values (1, {now} - 40, 1, '{{}}', 'c')"
        )
        for bot in two.bots:
            state.execute(lives)
            assert float(str(health(bot)["waited_seconds"])) >= 40, "of the oldest, whoever has it"
        state.execute("delete from inbox where update_id = 1")
        state.execute("delete from replicas where id = 'c'")


def test_knowledge_is_published_once_and_all_take_it(
    two: Replicas, admin: Person, knowledge_file: Path, tmp_path: Path
) -> None:
    person = Person(two.server.account, 72, "Can")
    before = {str(health(bot)["knowledge"]) for bot in two.bots}
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(knowledge_file.read_bytes()[:50_000])
    for path, said in ((damaged, "damaged"), (tmp_path / "none.sqlite", "none.sqlite")):
        refused = two.bots[0].command("publish", str(path))
        assert (refused.returncode, said in refused.stderr, "Traceback" in refused.stderr) == (2, True, False)
    new = other(knowledge_file, tmp_path / "new.sqlite")
    published = two.bots[1].command("publish", str(new))
    assert published.returncode == 0, published.stderr
    mark = hashlib.sha256(new.read_bytes()).hexdigest()[:16]
    wait_for(lambda: all(health(bot)["knowledge"] == mark for bot in two.bots), "both to take it")
    assert NEW in person.asks(QUESTION).text
    assert before != {mark}
    assert "Yeni bilgi tabanı" in admin.hears().text
    assert not [sent for sent in admin.unheard() if "Yeni bilgi" in sent.text], "the admins are told once"


def test_a_replica_that_cannot_get_it_goes_on_with_the_old_one_and_says_so(two: Replicas, admin: Person) -> None:
    person = Person(two.server.account, 73, "Ece")
    used = {health(bot)["knowledge"] for bot in two.bots}
    with psycopg.connect(str(two.bots[0].settings["STATE_URL"]), autocommit=True) as state:
        row = "insert into publications (checksum, size, url, published) values ('00', 3, '', 0) returning version"
        (version,) = state.execute(row).fetchone() or (0,)
        state.execute("insert into publication_parts values (%s, 0, 'abc')", (version,))
        wait_for(lambda: all(health(bot)["knowledge_behind"] == version for bot in two.bots), "both to say so")
        assert NEW in person.asks(QUESTION).text
        assert "kullanılamıyor" in admin.hears().text
        assert {health(bot)["knowledge"] for bot in two.bots} == used
        state.execute("delete from publications where version = %s", (version,))
    wait_for(lambda: all(health(bot)["knowledge_behind"] == 0 for bot in two.bots), "both to be content")


def test_a_file_that_cannot_be_had_is_asked_for_less_and_less_often() -> None:
    now = 100.0
    tries = Tries(30, lambda: now)
    assert tries.due(1)
    assert not tries.due(1)
    assert tries.due(2), "another one is tried at once"
    moments = []
    for _ in range(4 * 3600):
        now += 1
        if tries.due(2):
            moments.append(now)
    pauses = [after - before for before, after in itertools.pairwise([100.0, *moments])]
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, LONGEST_PAUSE, LONGEST_PAUSE]
    assert tries.due(3)
    now += 30
    assert tries.due(3), "a new one is asked for soon again"


def test_the_published_file_counts_for_one_that_starts(two: Replicas) -> None:
    first = poller(two)
    assert first.terminate() == 0
    assert LAST_WORD in Person(two.server.account, 75, "Nil").asks(LAST).text, "the other one polls at once"
    first.start(wait=False)
    poller(two)
    assert len({health(bot)["knowledge"] for bot in two.bots}) == 1
    assert NEW in Person(two.server.account, 74, "Su").asks(QUESTION).text


def test_taught_words_reach_all(two: Replicas, admin: Person) -> None:
    person = Person(two.server.account, 71, "Ali")
    offer = admin.asks("deportasyon aslında sınır dışı edilen yabancı sayısı demek")
    admin.presses(offer, offer.buttons[0])
    wait_for(lambda: all(health(bot)["taught_words"] == 1 for bot in two.bots), "the new word everywhere")
    assert NEW in person.asks("deportasyon 2023 hedefi").text


def test_taught_words_reach_one_that_cannot_get_what_was_published(two: Replicas, admin: Person) -> None:
    person = Person(two.server.account, 77, "Oya")
    with psycopg.connect(str(two.bots[0].settings["STATE_URL"]), autocommit=True) as state:
        row = "insert into publications (checksum, size, url, published) values ('00', 3, '', 0) returning version"
        (version,) = state.execute(row).fetchone() or (0,)
        wait_for(lambda: all(health(bot)["knowledge_behind"] == version for bot in two.bots), "both to be behind")
        assert "kullanılamıyor" in admin.hears().text
        offer = admin.asks("uğurlananlar aslında sınır dışı edilen yabancı sayısı demek")
        admin.presses(offer, offer.buttons[0])
        wait_for(lambda: all(health(bot)["taught_words"] == 2 for bot in two.bots), "the new word everywhere")
        assert NEW in person.asks("uğurlananlar 2023 hedefi").text
        state.execute("delete from publications where version = %s", (version,))
    wait_for(lambda: all(health(bot)["knowledge_behind"] == 0 for bot in two.bots), "both to be content")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a server for the files of `tmp_path`."""
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_large_file_is_published_by_its_address(
    two: Replicas, knowledge_file: Path, tmp_path: Path, address: str
) -> None:
    """Going back, here: the old file again. The database holds its checksum, the replicas load it themselves."""
    old = Path(shutil.copy(knowledge_file, tmp_path / "old.sqlite"))
    other(knowledge_file, tmp_path / "other.sqlite")
    for url, said in (
        (f"{address}/other.sqlite", "gives another file"),
        (f"{address}/none.sqlite", "answers 404"),
        ("http://127.0.0.1:1/old.sqlite", "cannot be loaded"),
        ("ftp://127.0.0.1/old.sqlite", "no http or https address"),
        ("http://[::1/old.sqlite", "no http or https address"),
        ("http://127.0.0.1:port/old.sqlite", "no http or https address"),
    ):
        secret = url.replace("://", "://bot:geheim@") + "?sig=geheim"
        for one in (url, secret):
            with pytest.raises(NotPublished, match=said) as refused:
                asyncio.run(check_address(one, checked(old)))
            assert "geheim" not in str(refused.value)
    published = two.bots[0].command("publish", str(old), "--url", f"{address}/old.sqlite")
    assert published.returncode == 0, published.stderr
    with psycopg.connect(str(two.bots[0].settings["STATE_URL"])) as state:
        last = "select version, url from publications order by version desc limit 1"
        version, url = state.execute(last).fetchone() or (0, "")
        parts = state.execute("select count(*) from publication_parts where version = %s", (version,)).fetchone()
    assert (url, parts) == (f"{address}/old.sqlite", (0,))
    mark = hashlib.sha256(old.read_bytes()).hexdigest()[:16]
    wait_for(lambda: all(health(bot)["knowledge"] == mark for bot in two.bots), "both to take it")
    assert OLD in Person(two.server.account, 76, "Ela").asks(QUESTION).text


class Dripping(BaseHTTPRequestHandler):
    """Sends a byte now and then, for as long as anybody listens."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b"S")
                time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:
        """Not to the test's output."""


@pytest.fixture
def dripping() -> Iterator[str]:
    """The address of a file that arrives too slowly ever to be there."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Dripping) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/slow.sqlite"
        server.shutdown()


def test_a_file_that_drips_holds_up_nothing_and_the_admins_hear_that_it_is_late(
    two: Replicas, admin: Person, dripping: str
) -> None:
    person = Person(two.server.account, 78, "Ufuk")
    with psycopg.connect(str(two.bots[0].settings["STATE_URL"]), autocommit=True) as state:
        row = (
            "insert into publications (checksum, size, url, published) values ('00', 9000000, %s, 0) returning version"
        )
        (version,) = state.execute(row, [dripping]).fetchone() or (0,)
        wait_for(lambda: all(health(bot)["knowledge_behind"] == version for bot in two.bots), "both to be behind")
        assert "henüz gelmedi" in admin.hears().text
        before = {str(health(bot)["taught_words"]) for bot in two.bots}
        offer = admin.asks("postalananlar aslında sınır dışı edilen yabancı sayısı demek")
        admin.presses(offer, offer.buttons[0])
        wait_for(
            lambda: before.isdisjoint(str(health(bot)["taught_words"]) for bot in two.bots), "the new word everywhere"
        )
        assert OLD in person.asks("postalananlar 2023 hedefi").text
        assert all(health(bot)["knowledge_behind"] == version for bot in two.bots), "it drips all the while"
        assert not [sent for sent in admin.unheard() if "henüz gelmedi" in sent.text], "the admins are told once"
        state.execute("delete from publications where version = %s", (version,))
    wait_for(lambda: all(health(bot)["knowledge_behind"] == 0 for bot in two.bots), "both to be content")


def test_no_secret_of_the_database_and_no_text_is_in_a_log(two: Replicas) -> None:
    for bot in two.bots:
        assert "sınır dışı" not in bot.log
        assert str(bot.settings["STATE_URL"]) not in bot.log
        assert "Traceback" not in bot.log
