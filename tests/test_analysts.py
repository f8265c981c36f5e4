"""The knowledge base in the tools of analysts: Datasette with knowledge/data/datasette, pandas with docs/examples."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
import yaml

from knowledge.base import SHIPPED
from knowledge.schema import VIEWS
from tests.telegram.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
DATASETTE = ROOT / "knowledge" / "data" / "datasette"
STARTS_WITHIN = 60.0
NAMES = {"gosterge": "AKTİF İKAMET", "butce": "veri altyapısı", "butce_kalemleri": "göç", "sorumlu": "aktif ikamet"}
"""What is asked of the queries that take a name."""
FIRST = {
    "gosterge": {"name": "Aktif ikamet izni sayısı", "target": 1_280_000},
    "butce": {"budget": 3_198_642_000},
    "sorumlu": {"unit": "Yabancılar Genel Müdürlüğü"},
}


@pytest.fixture(scope="module")
def server(knowledge_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Datasette as docs/analysts.md starts it; the address of its database."""
    log = tmp_path_factory.mktemp("datasette") / "log"
    # The database is called what its file is called.
    base = shutil.copy(knowledge_file, log.parent / "knowledge.sqlite")
    port = free_port()
    command = [sys.executable, "-m", "datasette", "-i", base, "-m", DATASETTE / "metadata.yml"]
    command += ["--plugins-dir", DATASETTE / "plugins", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=output, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            until = time.monotonic() + STARTS_WITHIN
            while True:
                try:
                    urlopen(f"{address}/-/versions.json").close()
                    break
                except URLError:
                    assert process.poll() is None, log.read_text("utf-8")
                    assert time.monotonic() < until, log.read_text("utf-8")
                    time.sleep(0.1)
            yield f"{address}/knowledge"
        finally:
            process.terminate()
            process.wait()


def fetch(address: str) -> dict[str, object]:
    with urlopen(address) as response:
        found: dict[str, object] = json.load(response)
    return found


def queries(server: str) -> list[str]:
    return [str(query["name"]) for query in fetch(f"{server}.json")["queries"]]  # type: ignore[attr-defined]


def test_every_query_answers(server: str) -> None:
    names = queries(server)
    assert len(names) == 10
    assert set(NAMES) < set(names)
    for name in names:
        rows = fetch(f"{server}/{name}.json?_shape=objects&ad={quote(NAMES.get(name, ''))}")["rows"]
        assert rows, name
        assert isinstance(rows, list)
        assert FIRST.get(name, {}).items() <= rows[0].items()


def rows(server: str, name: str, asked: str = "") -> list[dict[str, object]]:
    found = fetch(f"{server}/{name}.json?_shape=objects&_size=max&ad={quote(asked)}")["rows"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("asked", ["veri altyapısı", "VERİ ALT YAPISI", "verialtyapisi"])
def test_a_name_is_found_however_its_words_are_parted(server: str, asked: str) -> None:
    assert rows(server, "butce", asked)[0]["subject_name"] == "Göç Yönetimi Veri Alt Yapısı"
    assert rows(server, "butce_kalemleri", asked)
    assert "Göç Yönetimi Veri Alt Yapısı" in {row["what"] for row in rows(server, "sorumlu", asked)}


def test_a_name_that_nothing_bears_is_not_found(server: str) -> None:
    for name in NAMES:
        assert rows(server, name, "zırtapoz") == []


def test_relations_are_told_in_turkish(server: str) -> None:
    assert {row["relation"] for row in rows(server, "sorumlu")} == {"sorumlu", "izleyen"}


def test_staff_is_sorted_as_in_turkish(server: str, knowledge_file: Path) -> None:
    with closing(sqlite3.connect(knowledge_file)) as connection:
        keys = dict(connection.execute("select scope, name_key from staff").fetchall())
    scopes = list(dict.fromkeys(row["scope"] for row in rows(server, "personel")))
    assert len(scopes) == len(keys) > 1
    assert scopes == sorted(scopes, key=lambda scope: keys[scope])


def test_nothing_but_the_views_is_shown(server: str) -> None:
    found = fetch(f"{server}.json")
    assert [table["name"] for table in found["tables"] if not table["hidden"]] == []  # type: ignore[attr-defined]
    assert {view["name"] for view in found["views"]} == set(VIEWS)  # type: ignore[attr-defined]


def test_every_view_has_a_title_and_its_facets(server: str) -> None:
    tables = yaml.safe_load((DATASETTE / "metadata.yml").read_text("utf-8"))["databases"]["knowledge"]["tables"]
    described = {name: told for name, told in tables.items() if not told.get("hidden")}
    assert set(described) == set(VIEWS)
    for view in VIEWS:
        found = fetch(f"{server}/{view}.json?_shape=objects&_size=5")
        assert found["rows"], view
        assert found["facet_results"], view
        with urlopen(f"{server}/{view}") as page:
            text = page.read().decode()
        assert described[view]["title"] in text
        assert described[view]["description"] in text


def test_what_the_page_names_ships_with_the_package() -> None:
    page = (ROOT / "docs" / "analysts.md").read_text("utf-8")
    in_checkout = re.findall(r"\b(knowledge/data/datasette/\S+)", page)
    installed = re.findall(r"(?<!/)\b(data/datasette/\S+)", page)
    assert installed == ["data/datasette/metadata.yml", "data/datasette/plugins"]
    assert in_checkout == [f"knowledge/{path}" for path in installed]
    for path in installed:
        assert (SHIPPED.parent / path).exists()
    for path in in_checkout:
        assert (ROOT / path).exists()


def test_without_gocbot_beside_it_it_says_what_to_install(knowledge_file: Path) -> None:
    alone = "import sys; sys.modules['knowledge'] = None; from datasette.cli import cli; cli()"
    run = subprocess.run(
        [sys.executable, "-c", alone, "-i", knowledge_file, "--get", "/", "--plugins-dir", DATASETTE / "plugins"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode != 0
    assert run.stderr.strip().splitlines()[-1].endswith("pip install gocbot-VERSION-py3-none-any.whl datasette")
    assert "Traceback" not in run.stderr


def test_budgets_are_plotted(knowledge_file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "budgets.png"
    run = subprocess.run(
        [sys.executable, ROOT / "docs" / "examples" / "budgets.py", knowledge_file, picture],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "3198.6" in run.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")
