"""A real PostgreSQL server of the tests' own, on loopback, in a temporary directory."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from tests.memory import in_memory
from tests.telegram.account import PATIENCE
from tests.telegram.ports import free_port
from tests.telegram.process import die_with_the_tests

_DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15


def programs() -> Path | str:
    """The folder with initdb and postgres, or why there is none: the tests that need it are skipped with that."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(_DEBIAN.glob("*/bin"), key=lambda path: -float(path.parent.name))
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
            version = int(re.findall(r"\d+", said)[0])
            return folder if version >= OLDEST else f"PostgreSQL {version} is there, {OLDEST} or newer is needed"
    return "no PostgreSQL server is installed (Debian: apt-get install postgresql)"


class Postgres:
    """A server; `database()` makes an empty database in it."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """`folder`: with the server's programs. `durable`: whether it waits for the disk, as it does for others."""
        self._programs = folder
        self._port = free_port()
        self._user = _harmless_user()
        self._home = Path(tempfile.mkdtemp(prefix="gocbot-postgres-", dir=None if durable else in_memory()))
        if self._user is not None:
            os.chown(self._home, self._user.pw_uid, self._user.pw_gid)
        self._made = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._durable = durable
        self._run("initdb", "-D", self._data, "-U", "gocbot", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    @property
    def _data(self) -> str:
        return str(self._home / "data")

    def url(self, database: str = "postgres") -> str:
        """What GOCBOT_STATE_URL is set to."""
        return f"postgresql://gocbot@127.0.0.1:{self._port}/{database}"

    def database(self, like: str = "template1") -> str:
        """The address of a database of its own, a copy of another one to which nobody is connected."""
        self._made += 1
        name = f"state{self._made}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"create database {name} template {like}")
        return self.url(name)

    def start(self) -> None:
        """Starts and waits until it takes connections."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self._port,
            "unix_socket_directories": "",
            "fsync": "on" if self._durable else "off",
            "shared_buffers": "64MB",
            "max_connections": 60,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options],
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_the_tests,
                **self._as_user,
            )
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise AssertionError((self._home / "log").read_text()[-2000:]) from None
                time.sleep(0.05)

    def processor_seconds(self) -> float:
        """CPU time of the server so far."""
        assert self._process is not None
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(path.parent.name) == self._process.pid:
                ticks += sum(map(int, fields[11:15]))  # its own, and of the backends that have ended
            elif int(fields[1]) == self._process.pid:
                ticks += sum(map(int, fields[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it: SIGINT breaks off what goes on, SIGQUIT is a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None

    def end(self) -> None:
        """Leaves nothing behind."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._home, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments], capture_output=True, text=True, check=False, **self._as_user
        )
        assert done.returncode == 0, done.stderr

    @property
    def _as_user(self) -> dict[str, object]:
        if self._user is None:
            return {"cwd": self._home}
        return {
            "user": self._user.pw_uid,
            "group": self._user.pw_gid,
            "extra_groups": [],
            "cwd": self._home,
            "env": {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self._home)},
        }


def _harmless_user() -> pwd.struct_passwd | None:
    """Whom the server runs as where the tests run as root, whom it refuses; None for whoever runs them."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
