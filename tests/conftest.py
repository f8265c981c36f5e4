"""The shipped knowledge base, built once for the whole run."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.assistant import Assistant
from bot.telegram.engine_worker import COLLECTED
from knowledge.base import KnowledgeBase
from knowledge.build import build
from tests.memory import in_memory
from tests.telegram.zygote import Zygote

# The suite tries the same texts on every machine, however slow; HYPOTHESIS_PROFILE=explore tries new ones.
settings.register_profile("suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
LONGEST = (
    "tests/test_questions.py",
    "tests/importing/test_unseen.py",
    "tests/telegram/test_replicas_together.py",
    "tests/telegram/test_faults.py",
    "tests/test_fresh_questions.py",
    "tests/telegram/test_losing_nothing.py",
    "tests/test_scale.py",
    "tests/telegram/test_start_and_stop.py",
    "tests/test_bad_calls.py",
    "tests/telegram/test_limits.py",
    "tests/telegram/test_halted.py",
    "tests/importing/test_variants.py",
    "tests/telegram/test_replicas_database.py",
    "tests/test_whole_space.py",
    "tests/telegram/test_engine_process.py",
    "tests/importing/test_mutations.py",
    "tests/telegram/test_disk_and_damage.py",
    "tests/test_several_programmes.py",
    "tests/telegram/test_own_data.py",
    "tests/importing/test_folder.py",
    "tests/telegram/test_bad_weather.py",
    "tests/test_ask.py",
    "tests/telegram/test_replicas.py",
    "tests/knowledge/test_build.py",
    "tests/telegram/test_waiting.py",
    "tests/test_other_agencies.py",
    "tests/test_any_text.py",
)
"""The files that take longest, in the order in which they begin: a worker has one file at a time, and all are to end
together. Those that reckon and those that wait take turns."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make questions` has a knowledge base already, and need not wait for another."""
    parser.addoption("--knowledge", type=Path, help="Ask this knowledge base instead of building one.")


def pytest_configure() -> None:
    """What tests write lies in memory: on a disk they wait for each commit, and at the end for all to be deleted.

    In a long run it lies where it does in service, as in any run it does where a test's module says ON_DISK.
    """
    folder = in_memory()
    if folder is not None and os.environ.get("GOCBOT_TESTS") != "long" and "TMPDIR" not in os.environ:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))


@pytest.fixture(scope="session")
def knowledge_file(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A knowledge base built from the shipped data, or the one given."""
    given: Path | None = request.config.getoption("--knowledge", None)
    if given is not None:
        return given.resolve()
    path = tmp_path_factory.mktemp("knowledge") / "knowledge.sqlite"
    build(output=path)
    return path


@pytest.fixture(scope="session")
def base(knowledge_file: Path) -> KnowledgeBase:
    return KnowledgeBase(knowledge_file)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files come first; within a file, and for all others, the order stays."""
    places = {config.rootpath / path: place for place, path in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


def pytest_collection_finish() -> None:
    """Thousands of collected tests make each full collection of garbage cost more than a message may."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


@pytest.fixture(scope="session")
def assistant(base: KnowledgeBase) -> Assistant:
    made = Assistant(base)
    gc.collect()
    gc.freeze()
    return made


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote | None]:
    """What processes of the program are forked from; None in a long run, where each is a Python of its own."""
    if os.environ.get("GOCBOT_TESTS") == "long" or not hasattr(os, "pidfd_open"):
        yield None
        return
    made = Zygote()
    try:
        yield made
    finally:
        made.end()
