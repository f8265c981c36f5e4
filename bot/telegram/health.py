"""/health and /metrics, on loopback only, for the operator's monitoring."""

from __future__ import annotations

import json
import time

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.services import Services
from bot.telegram.state import inbox
from bot.telegram.supervision import Supervision

LOOPBACK = "127.0.0.1"
IDLE_TIMEOUT = 75.0


class Health(RequestHandler):
    """200 while messages are answered, 503 with what is wrong (bot/telegram/supervision.py) where they are not."""

    def initialize(self, services: Services, supervision: Supervision) -> None:
        """What python's __init__ would do; tornado calls it."""
        self._services = services
        self._supervision = supervision

    async def get(self) -> None:
        """What stands behind the status, as JSON."""
        services = self._services
        faults = await self._supervision.faults()
        count, oldest = await services.store.read(inbox.backlog)
        waited = time.time() - oldest if oldest is not None else 0.0
        self.set_status(503 if faults else 200)
        self.set_header("Content-Type", "application/json")
        self.write(
            json.dumps(
                {
                    "status": faults[0] if faults else "ok",
                    "faults": faults,
                    "waiting": count,
                    "waited_seconds": round(waited, 1),
                    "engine_waiting": services.knowledge.engine.waiting,
                    "knowledge": services.knowledge.fingerprint,
                    "programme": services.knowledge.programme.year,
                }
            )
        )

    def data_received(self, chunk: bytes) -> None:
        """Requests have no body."""


class Numbers(RequestHandler):
    """Prometheus' text format."""

    def initialize(self, services: Services) -> None:
        """What python's __init__ would do; tornado calls it."""
        self._services = services

    async def get(self) -> None:
        """All metrics."""
        metrics = self._services.metrics
        count, _ = await self._services.store.read(inbox.backlog)
        metrics.inbox_waiting.set(count)
        metrics.engine_losses.set(self._services.knowledge.engine.losses)
        metrics.engine_waiting.set(self._services.knowledge.engine.waiting)
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.write(generate_latest(metrics.registry))

    def data_received(self, chunk: bytes) -> None:
        """Requests have no body."""


def listen(services: Services, supervision: Supervision) -> HTTPServer | None:
    """Opens the port where one is set; OSError where it is taken."""
    port = services.settings.health_port
    if not port:
        return None
    row = {"services": services}
    app = Application(
        [("/health", Health, row | {"supervision": supervision}), ("/metrics", Numbers, row)],
        log_function=lambda _: None,
    )
    server = HTTPServer(app, idle_connection_timeout=IDLE_TIMEOUT, body_timeout=IDLE_TIMEOUT)
    server.listen(port, LOOPBACK)
    return server
