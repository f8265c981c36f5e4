"""Ports on loopback that nothing takes by chance."""

from __future__ import annotations

import random
import socket

_BELOW = range(15_000, 32_000)
"""Below those that systems give to outgoing connections: one of these would be gone by the time it is listened on."""


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(_BELOW)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
