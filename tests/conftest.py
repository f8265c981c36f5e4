"""The shipped knowledge base, built once for the whole run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.assistant import Assistant
from knowledge.base import KnowledgeBase
from knowledge.build import build


@pytest.fixture(scope="session")
def knowledge_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base built from the shipped data."""
    path = tmp_path_factory.mktemp("knowledge") / "knowledge.sqlite"
    build(output=path)
    return path


@pytest.fixture(scope="session")
def base(knowledge_file: Path) -> KnowledgeBase:
    return KnowledgeBase(knowledge_file)


@pytest.fixture(scope="session")
def assistant(base: KnowledgeBase) -> Assistant:
    return Assistant(base)
