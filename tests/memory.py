"""A folder that lies in memory, for what only one run of the tests reads."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOM = 3 << 30
"""Bytes that all databases of a run take at most, and all its other files, with much to spare."""


def in_memory() -> Path | None:
    """Such a folder, where there is one with room: a disk that takes each commit seriously is waited for else."""
    folder = Path("/dev/shm")
    roomy = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM
    return folder if roomy else None
