"""The shipped knowledge base, built once for the whole run."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.assistant import Assistant
from knowledge.base import KnowledgeBase
from knowledge.build import build
from tests.memory import in_memory
from tests.telegram.zygote import Zygote

# The suite tries the same texts on every machine, however slow; HYPOTHESIS_PROFILE=explore tries new ones.
settings.register_profile("suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


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


def pytest_collection_finish() -> None:
    """Thousands of collected tests make each full collection of garbage cost more than a message may."""
    gc.collect()
    gc.freeze()


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
