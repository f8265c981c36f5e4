"""What lies in deploy/ and .github/ fits the bot: its settings, ports and paths, and systemd takes the units."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread
from time import sleep
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
import yaml

from bot.telegram.settings import Settings, load
from bot.telegram.state.safekeeping import copy_of

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = ("gocbot.service", "gocbot@.service")
EXAMPLE = {
    "GOCBOT_TOKEN": "1:abc",
    "GOCBOT_ADMINS": "1,2",
    "GOCBOT_HOST": "bot.example.org",
    "GOCBOT_WEBHOOK_SECRET": "abc1",
    "DATABASE_PASSWORD": "pass1",
}


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


def filled(value: str) -> str:
    """A value of compose.yaml as `docker compose` would fill it in."""

    def one(match: re.Match[str]) -> str:
        name, default = match[1], match[2] or ""
        assert name in EXAMPLE or default.startswith(":-"), f"{name} must be given, but compose.env.example has it not"
        return EXAMPLE.get(name, default.removeprefix(":-"))

    return re.sub(r"\$\{(\w+)((?::[-?])[^}]*)?\}", one, value)


def test_every_value_that_is_asked_for_is_in_the_example() -> None:
    lines = (DEPLOY / "compose.env.example").read_text("utf-8").splitlines()
    assert {line.partition("=")[0] for line in lines if line and not line.startswith("#")} == set(EXAMPLE)


def test_the_replicas_of_compose_run_with_settings_that_the_bot_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    services = compose()["services"]
    for name in ("replica-1", "replica-2"):
        for variable in [key for key in dict(os.environ) if key.startswith("GOCBOT_")]:
            monkeypatch.delenv(variable)
        for variable, value in services[name]["environment"].items():
            assert variable.removeprefix("GOCBOT_").lower() in Settings.model_fields, variable
            monkeypatch.setenv(variable, filled(value))
        monkeypatch.setenv("GOCBOT_DATA_DIR", "/data")
        settings = load()
        assert settings.state_url.get_secret_value() == "postgresql://gocbot:pass1@database:5432/gocbot"
        assert settings.webhook_url == "https://bot.example.org/telegram"
        assert str(settings.health_port) in services[name]["healthcheck"]["test"][-1]
        assert settings.health_listen == "0.0.0.0", "else no other container could ask"
        assert "ports" not in services[name], "but nobody outside"
        assert "/data" in [volume.partition(":")[2] for volume in services[name]["volumes"]]


def test_the_parts_of_compose_know_each_other() -> None:
    whole = compose()
    services = whole["services"]
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert source in whole["volumes"] or (DEPLOY / source).is_file(), volume
        if "build" in service:
            context = DEPLOY / service["build"]["context"]
            assert (context / service["build"]["dockerfile"]).is_file()
    own = services["database"]["environment"]
    assert (own["POSTGRES_USER"], own["POSTGRES_DB"]) == ("gocbot", "gocbot")


def test_the_image_holds_all_that_is_copied_into_it() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = [name for line in re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE) for name in line.split()]
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    (command,) = re.findall(r'^ENTRYPOINT \["([^"]+)"\]$', text, re.MULTILINE)
    assert command in "".join(compose()["services"]["replica-1"]["healthcheck"]["test"]).replace("python", "gocbot")


def test_the_image_is_made_of_nothing_else() -> None:
    """BuildKit reads what to leave out beside the Dockerfile; the checkout's top has no such file of its own."""
    text = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8")
    rules = [line for line in text.splitlines() if not line.startswith("#")]
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert rules[0] == "*"
    assert {rule[1:] for rule in rules if rule.startswith("!")} == {name for line in copied for name in line.split()}
    assert "knowledge/knowledge.sqlite*" in rules, "the wheel's build makes it"


def commands_of_operating() -> list[str]:
    """The lines that docs/operating.md tells to type."""
    return re.findall(r"^    (\S.*)$", (ROOT / "docs" / "operating.md").read_text("utf-8"), re.MULTILINE)


def test_the_state_is_moved_by_what_the_units_run_and_where_they_keep_it() -> None:
    moving = [line for line in commands_of_operating() if "migrate-state" in line]
    unit = (DEPLOY / "gocbot.service").read_text("utf-8")
    (program,) = re.findall(r"^ExecStart=(\S+) run$", unit, re.MULTILINE)
    (folder,) = re.findall(r"GOCBOT_DATA_DIR=(\S+)", unit)
    (settings,) = re.findall(r"^EnvironmentFile=(\S+)$", unit, re.MULTILINE)
    assert len(moving) == 2
    for line in moving:
        assert f" EnvironmentFile={settings} " in line, line
        assert f" GOCBOT_DATA_DIR={folder} " in line, line
        assert f" {program} migrate-state" in line, line
    assert any("GOCBOT_STATE_URL=" in line and settings in line for line in commands_of_operating())
    assert any(line.startswith("sudo systemctl disable --now gocbot") for line in commands_of_operating())


def test_no_password_is_told_to_be_typed_on_a_command_line() -> None:
    """Whoever is on the machine sees it in `ps` there."""
    for line in commands_of_operating():
        command = line.partition("#")[0]
        assert "postgresql://" not in command, line
        assert "$GOCBOT_STATE_URL" not in command, line


def test_compose_is_told_by_the_names_of_its_services_and_of_the_image() -> None:
    services = compose()["services"]
    lines = [line for line in commands_of_operating() if line.startswith("dc ")]
    assert len(lines) == 4
    for line in lines:
        named = re.findall(r"exec -T (\S+)|\b(replica-\d)\b", line)
        assert named, line
        assert {one or other for one, other in named} <= services.keys(), line
    (command,) = re.findall(r'^ENTRYPOINT \["([^"]+)"\]$', (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert any(f"{command} publish" in line for line in lines)
    for name in ("replica-1", "replica-2"):
        assert f"--no-deps --wait {name}" in lines[-1], "one after the other"


def test_the_backup_is_of_the_copy_that_the_bot_keeps_where_the_unit_keeps_it() -> None:
    (folder,) = re.findall(r"GOCBOT_DATA_DIR=(\S+)", (DEPLOY / "gocbot.service").read_text("utf-8"))
    state = Path(folder) / "bot.sqlite"
    lines = [line for line in commands_of_operating() if folder in line and "migrate-state" not in line]
    assert len(lines) == 4
    assert all(str(state) in line for line in lines)
    assert f" {copy_of(state)} " in lines[0]


def test_every_database_is_made_for_every_text() -> None:
    made = [line for line in commands_of_operating() if "createdb" in line]
    assert len(made) == 2
    assert all("--encoding UTF8 --template template0" in line for line in made)


def test_the_proxy_passes_updates_to_every_replica() -> None:
    text = (DEPLOY / "Caddyfile").read_text("utf-8")
    port = Settings.model_fields["webhook_port"].default
    (to,) = re.findall(r"reverse_proxy (.*) \{", text)
    assert to.split() == [f"{name}:{port}" for name in compose()["services"] if name.startswith("replica")]
    (path,) = re.findall(r"path (\S+)", text)
    assert compose()["services"]["replica-1"]["environment"]["GOCBOT_WEBHOOK_URL"].endswith(path)
    assert text.count("{") == text.count("}")


UPDATE = b"{}"


class _Replica(ThreadingHTTPServer):
    """Answers 200 to every POST, and counts those that came whole."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counting)
        self.taken = 0
        Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Counting(BaseHTTPRequestHandler):
    """Of a replica."""

    server: _Replica

    def do_GET(self) -> None:
        self.send_error(404)

    def do_POST(self) -> None:
        whole = self.rfile.read(int(self.headers["Content-Length"])) == UPDATE
        self.server.taken += whole
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def _status(url: str, update: bytes | None = None) -> int:
    try:
        with urlopen(Request(url, update), timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


@contextmanager
def proxy(folder: Path, replicas: Sequence[_Replica]) -> Iterator[str]:
    """The address of the proxy as deploy/Caddyfile has it, in front of these replicas."""
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("no proxy here: caddy is not there")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    text = (DEPLOY / "Caddyfile").read_text("utf-8")
    for number, replica in enumerate(replicas, 1):
        text = text.replace(f"replica-{number}:8443", f"127.0.0.1:{replica.server_port}")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text)
    environment = os.environ | {"GOCBOT_HOST": address, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    command = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(500):
            assert running.poll() is None, "the proxy does not take its file"
            with suppress(URLError):
                _status(address)
                break
            sleep(0.02)
        else:
            pytest.fail("the proxy does not answer")
        yield address
    finally:
        running.kill()
        running.wait()


def test_the_proxy_runs_and_every_update_finds_the_replica_that_is_left(tmp_path: Path) -> None:
    replicas = [_Replica(), _Replica()]
    with proxy(tmp_path, replicas) as address:
        assert [_status(f"{address}/telegram", UPDATE) for _ in range(4)] == [200] * 4
        assert [replica.taken for replica in replicas] == [2, 2], "in turn"
        replicas[0].stop()
        brought: list[int] = []
        while len(brought) < 200 and brought[-3:] != [200] * 3:  # until what is gone is known
            brought.append(_brought(f"{address}/telegram"))
        assert brought[-3:] == [200] * 3
        assert replicas[1].taken == 2 + len(brought), "none is lost"
        assert all(first in (200, 502) for first in brought), "the one that lives is never taken for dead"
        assert _status(f"{address}/telegram") == 404, "nobody asks for it with GET"
        assert _status(f"{address}/health", UPDATE) == 404, "nothing else is passed on"
    replicas[1].stop()


def _brought(url: str) -> int:
    """The first status of an update that is brought again until it is taken, as Telegram does."""
    first = status = _status(url, UPDATE)
    for _ in range(50):
        if status == 200:
            break
        sleep(0.1)
        status = _status(url, UPDATE)
    sleep(0.1)
    return first


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit(name: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd here: systemd-analyze is not there")
    text = (DEPLOY / name).read_text("utf-8")
    (command,) = re.findall(r"^ExecStart=(\S+) run$", text, re.MULTILINE)
    unit = tmp_path / name
    unit.write_text(text.replace(command, str(Path(sys.executable).resolve())))
    run = subprocess.run(
        [program, "verify", "--man=no", "--recursive-errors=no", unit], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert re.search(r"^RestartPreventExitStatus=2$", text, re.MULTILINE), "what a restart does not mend"
    assert re.search(r"^StartLimitIntervalSec=0$", text, re.MULTILINE), "a database that is away for long is waited for"


def test_the_workflow_runs_the_suite_on_every_python_that_is_named() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))
    job = workflow["jobs"]["test"]
    named = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert job["strategy"]["matrix"]["python"] == named
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    made = [step["run"].removeprefix("make ") for step in job["steps"] if "run" in step]
    assert "test" in made
    assert set(made) <= set(targets)


def test_the_workflow_runs_the_full_numbers_every_night() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))
    assert workflow[True]["schedule"], "yaml takes `on` for true"
    job = workflow["jobs"]["long"]
    assert "schedule" in job["if"]
    assert job["env"] == {"GOCBOT_TESTS": "long"}
    assert "make test" in [step.get("run") for step in job["steps"]]


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")), ids=lambda one: one.name)
def test_templates_of_issues_can_be_filled_in(path: Path) -> None:
    template = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(template)
    assert any(part["type"] in ("textarea", "input") for part in template["body"])
