"""`gocbot ask` as a person and as another program meet it: a process, its streams, its exit code."""

from __future__ import annotations

import codecs
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.explaining import explain
from bot.lines import decoded, to_json
from tests.telegram.zygote import Zygote

ROOT = Path(__file__).resolve().parent.parent
ANSWERED = "aktif ikamet izni 2023 hedefi"
ASKED_BACK = "vize"
REFUSED = "hava durumu nasıl"
TYPES = {
    "chat": (str, type(None)),
    "question": str,
    "status": str,
    "text": str,
    "html": str,
    "figures": list,
    "choices": list,
    "sources": list,
    "elapsed_ms": (int, float),
}
FIGURE_TYPES = {"value": (int, float), "unit": str, "year": (int, type(None)), "measure": str, "subject": str}

Ask = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def environment(knowledge_file: Path) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("GOCBOT_")}
    return own | {"PYTHONPATH": str(ROOT), "GOCBOT_KNOWLEDGE": str(knowledge_file)}


@pytest.fixture
def command(environment: dict[str, str], tmp_path: Path, zygote: Zygote | None) -> Ask:
    """Runs the program in an empty directory; as a Python of its own where the test is of how Python begins."""

    def run(*arguments: str | bytes, given: bytes = b"", **changes: str) -> subprocess.CompletedProcess[bytes]:
        plain = [one for one in arguments if isinstance(one, str)]
        if zygote is not None and len(plain) == len(arguments) and all(name.startswith("GOCBOT_") for name in changes):
            return zygote.run(plain, environment | changes, tmp_path, given)
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment | changes,
            timeout=20,
            check=False,
        )

    return run


def door(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """The machine's door, its streams open pipes; nothing but its own flushing may make a reply come."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={key: value for key, value in environment.items() if key != "PYTHONUNBUFFERED"},
        # Whoever runs the tests in the background ignores Ctrl-C, and what it starts would inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def parsed(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.decode("utf-8").split("\n")[:-1]]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask", ANSWERED], 0),
        (["ask", ANSWERED, REFUSED], 1),
        (["ask", ASKED_BACK], 1),
        (["ask", "--json", REFUSED], 1),
        (["ask"], 2),
        (["ask", "--nothing", ANSWERED], 2),
        (["ask", "--json", "--explain", ANSWERED], 2),
        (["nothing"], 2),
        (["--version"], 0),
    ],
)
def test_exit_codes(command: Ask, arguments: list[str], code: int) -> None:
    run = command(*arguments)
    assert run.returncode == code
    assert bool(run.stderr) == (code == 2)
    assert b"Traceback" not in run.stderr


def test_several_questions_are_answered_in_order(command: Ask) -> None:
    output = command("ask", ANSWERED, "veri altyapısı bütçesi").stdout.decode()
    assert 0 < output.index("1.280.000") < output.index("3.198.642.000 TL")


def test_plain_questions_from_standard_input(command: Ask) -> None:
    run = command("ask", "-", given=f"{ANSWERED}\n{REFUSED}\n".encode())
    assert run.returncode == 1
    assert "1.280.000" in run.stdout.decode()


def test_json_with_arguments(command: Ask) -> None:
    lines = parsed(command("ask", "--json", ANSWERED, ASKED_BACK).stdout)
    assert [line["status"] for line in lines] == ["answer", "clarify"]


def test_a_line_has_the_promised_keys_and_types(command: Ask) -> None:
    run = command("ask", "--json", "-", given=f"{ANSWERED}\n{ASKED_BACK}\n{REFUSED}\n".encode())
    assert run.returncode == 0
    lines = parsed(run.stdout)
    for line in lines:
        assert list(line) == list(TYPES)
        for key, kind in TYPES.items():
            assert isinstance(line[key], kind), key
        assert all(isinstance(choice, str) for choice in line["choices"])
    answered, asked_back, refused = lines
    assert [line["status"] for line in lines] == ["answer", "clarify", "no_answer"]
    assert answered["chat"] is None
    assert answered["question"] == ANSWERED
    assert answered["figures"][0] == {
        "value": 1280000, "unit": "sayı", "year": 2023, "measure": "hedef", "subject": "Aktif ikamet izni sayısı",
    }  # fmt: skip
    for figure in answered["figures"]:
        assert list(figure) == list(FIGURE_TYPES)
        assert all(isinstance(figure[key], kind) for key, kind in FIGURE_TYPES.items())
    assert [set(source) for source in answered["sources"]] == [{"programme", "table"}]
    assert len(asked_back["choices"]) > 1
    assert refused["figures"] == refused["choices"] == refused["sources"] == []


def test_each_reply_comes_before_the_next_line_is_written(environment: dict[str, str]) -> None:
    with door(environment) as process:
        assert process.stdin
        assert process.stdout
        for text in (ANSWERED, REFUSED, ANSWERED):
            process.stdin.write(text.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == text
        process.stdin.close()
        assert process.wait(10) == 0


def test_lines_of_one_chat_are_one_conversation(command: Ask) -> None:
    messages = [("a", ANSWERED), ("b", "veri altyapısı bütçesi"), ("a", "peki 2025?"), ("b", "peki 2025?")]
    given = "".join(json.dumps({"chat": chat, "text": text}) + "\n" for chat, text in messages)
    lines = parsed(command("ask", "--json", "-", given=given.encode()).stdout)
    assert [(line["chat"], line["question"]) for line in lines] == messages
    assert [line["figures"][0]["year"] for line in lines[2:]] == [2025, 2025]
    assert [line["figures"][0]["subject"] for line in lines[2:]] == [
        line["figures"][0]["subject"] for line in lines[:2]
    ]


def test_a_choice_is_picked_in_its_chat(command: Ask) -> None:
    given = "".join(json.dumps({"chat": "a", "text": text}) + "\n" for text in (ASKED_BACK, "2"))
    offered, picked = parsed(command("ask", "--json", "-", given=given.encode()).stdout)
    assert offered["choices"][1].startswith(picked["figures"][0]["subject"])


def test_plain_lines_stand_alone(command: Ask) -> None:
    _, second = parsed(command("ask", "--json", "-", given=f"{ANSWERED}\npeki 2025?\n".encode()).stdout)
    assert second["chat"] is None
    assert second["figures"] == []


ODD_LINES = {
    b"{bozuk": "{bozuk",
    b'{"chat": "a"}': '{"chat": "a"}',
    b'{"a":' * 50_000: '{"a":' * 50_000,
    b"": "",
    b"   ": "   ",
    b"g\xc3\xb6\xff\xfe": "gö\ufffd\ufffd",
    b"bir\rsatir\r": "bir\rsatir",
    "iki\u2028satır\x00".encode(): "iki\u2028satır\x00",
    b'{"text": "\\ud800"}': "\ud800",
}


def test_any_line_gets_one_reply(command: Ask) -> None:
    given = b"".join(line + b"\n" + ANSWERED.encode() + b"\n" for line in ODD_LINES)
    run = command("ask", "--json", "-", given=given)
    replies = parsed(run.stdout)
    assert [odd["question"] for odd in replies[::2]] == list(ODD_LINES.values())
    for odd, after in zip(replies[::2], replies[1::2], strict=True):
        assert odd["chat"] is None
        assert odd["status"] in ("answer", "clarify", "no_answer")
        assert after["status"] == "answer"
    assert run.stderr == b""


def test_a_mark_of_the_byte_order_is_no_part_of_the_first_line(command: Ask) -> None:
    (reply,) = parsed(command("ask", "--json", "-", given=b"\xef\xbb\xbfbom\n").stdout)
    assert reply["question"] == "bom"


def test_a_last_line_without_an_end_is_answered(command: Ask) -> None:
    assert len(parsed(command("ask", "--json", "-", given=ANSWERED.encode()).stdout)) == 1


def test_streams_are_utf8_in_any_locale(command: Ask) -> None:
    run = command("ask", "göç kurulu", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "Göç" in run.stdout.decode("utf-8")


def test_undecodable_arguments_do_not_matter(command: Ask) -> None:
    run = command("ask", b"\xff\xfe aktif")
    assert run.returncode in (0, 1)
    assert run.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
def test_a_reader_that_leaves_ends_it_quietly(environment: dict[str, str]) -> None:
    with door(environment) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"merhaba\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"merhaba\n")
        process.stdin.close()
        assert process.wait(10) == 1
        assert process.stderr.read() == b""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1254", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_standard_input_in_any_turkish_encoding(command: Ask, encoding: str, flags: tuple[str, ...]) -> None:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    given = marks.get(encoding, b"") + "sığınma evi sayısı 2023 hedefi\r\n".encode(encoding)
    run = command("ask", *flags, "-", given=given)
    assert run.returncode == 0
    assert "Sığınma evi sayısı".encode() in run.stdout


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["sığınma evi sayısı 2023 hedefi\n", '{"text": "sığınma evi sayısı 2023 hedefi"}\n'])
def test_standard_input_of_two_bytes_a_letter_without_a_mark(command: Ask, encoding: str, text: str) -> None:
    run = command("ask", "-", given=text.encode(encoding))
    assert run.returncode == 0
    assert "Sığınma evi sayısı".encode() in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")
@pytest.mark.parametrize("flags", ["", "--json"])
def test_closed_standard_input_is_an_empty_one(environment: dict[str, str], flags: str) -> None:
    shell = f'"{sys.executable}" -m bot ask {flags} - <&-'
    run = subprocess.run(["sh", "-c", shell], capture_output=True, env=environment, timeout=20, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_no_reader_of_lines_breaks_a_reply(command: Ask, mark: str) -> None:
    given = json.dumps({"chat": "a", "text": f"{mark}{ANSWERED}{mark}"}, ensure_ascii=False)
    output = command("ask", "--json", "-", given=given.encode()).stdout.decode()
    (line,) = output.splitlines()
    assert json.loads(line)["question"] == f"{mark}{ANSWERED}{mark}"


@given(st.binary(max_size=60))
def test_any_bytes_are_some_text(raw: bytes) -> None:
    decoded(raw).encode("utf-8")


@given(st.text(max_size=60))
def test_utf8_is_what_it_is(text: str) -> None:
    assert decoded(text.encode("utf-8", "replace")) == text.encode("utf-8", "replace").decode()


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=60)))
def test_json_stays_one_line(value: dict[str, str]) -> None:
    line = to_json(value)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == value


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
def test_ctrl_c_ends_it_quietly(environment: dict[str, str]) -> None:
    with door(environment) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"merhaba\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read() == b""


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "cut", "overwritten"])
@pytest.mark.parametrize("arguments", [("ask", ANSWERED), ("chat",)])
def test_an_unusable_knowledge_base_is_one_line(
    command: Ask, knowledge_file: Path, tmp_path: Path, damage: str, arguments: tuple[str, ...]
) -> None:
    whole = knowledge_file.read_bytes()
    content = {
        "empty": b"",
        "text": b"no database",
        "cut": whole[: len(whole) // 20],
        "overwritten": whole[:20_000] + b"\xaa" * (len(whole) - 20_000),
    }
    path = tmp_path / "damaged.sqlite"
    if damage in content:
        path.write_bytes(content[damage])
    run = command(*arguments, given=ANSWERED.encode(), GOCBOT_KNOWLEDGE=str(path))
    assert run.returncode == 2
    assert run.stdout == b""
    (line,) = run.stderr.decode().splitlines()
    assert "python -m knowledge build" in line


def test_settings_come_from_an_env_file(command: Ask, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('# where\nGOCBOT_KNOWLEDGE="not here.sqlite"\n', encoding="utf-8")
    run = command("ask", ANSWERED, GOCBOT_KNOWLEDGE="")
    assert run.returncode == 2
    assert b"not here.sqlite" in run.stderr


def test_explain_shows_words_and_readings(command: Ask) -> None:
    output = command("ask", "--explain", "aktif ikmet izni 2023 hedefi").stdout.decode()
    reply, _, explanation = output.partition("Sözcükler:")
    assert "1.280.000" in reply
    assert "aktif ikmet izni → Aktif ikamet izni sayısı (" in explanation
    assert "yazım hatası düzeltildi" in explanation
    assert "2023 → yıl 2023" in explanation
    assert "1. değer: Aktif ikamet izni sayısı, 2023 hedefi (" in explanation


def test_the_runner_up_stands_with_its_margin(assistant: Assistant) -> None:
    engine = assistant.engine
    explanation = explain(engine.base, engine.reader.read(ASKED_BACK))
    assert "  2. " in explanation
    assert ", fark 0,0" in explanation


@pytest.mark.parametrize("question", ["", "merhaba", REFUSED, "göç kuruluna kim başkanlık eder", "\x00 \ud800"])
def test_any_message_is_explained(assistant: Assistant, question: str) -> None:
    engine = assistant.engine
    assert explain(engine.base, engine.reader.read(question)).startswith("Sözcükler:")


def test_ask_loads_no_command_line_library(environment: dict[str, str]) -> None:
    """Loading click takes about as long as answering: see bot/cli.py."""
    script = (
        "import sys, bot.cli\n"
        f"assert bot.cli.run(['ask', {ANSWERED!r}]) == 0\n"
        "assert not {'click', 'rich', 'json', 'bot.explaining'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], env=environment, stdout=subprocess.DEVNULL, check=True)
