"""/health and /metrics for the operator's monitoring, on loopback unless GOCBOT_HEALTH_LISTEN says otherwise."""

from __future__ import annotations

import json

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.services import Services
from bot.telegram.state import inbox
from bot.telegram.state.shared import StateLost
from bot.telegram.supervision import Supervision

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
        count, waited = await _backlog(services) or (None, None)
        self.set_status(503 if faults else 200)
        self.set_header("Content-Type", "application/json")
        self.write(
            json.dumps(
                {
                    "status": faults[0] if faults else "ok",
                    "faults": faults,
                    "waiting": count,
                    "waited_seconds": waited,
                    "engine_waiting": services.knowledge.engine.waiting,
                    "knowledge": services.knowledge.fingerprint,
                    "programme": services.knowledge.programme.year,
                }
                | _cluster(services)
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
        services, metrics = self._services, self._services.metrics
        backlog = await _backlog(services)
        metrics.database_up.set(backlog is not None)
        if backlog is not None:
            metrics.inbox_waiting.set(backlog[0])
            metrics.oldest_waiting.set(backlog[1])
        membership = services.membership
        metrics.replicas_alive.set(len(membership.living) if membership else 1)
        polls = not services.settings.webhook_url
        metrics.polling.set(membership.leads if membership else polls)
        metrics.knowledge_behind.set(services.behind)
        metrics.engine_losses.set(self._services.knowledge.engine.losses)
        metrics.engine_waiting.set(self._services.knowledge.engine.waiting)
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.write(generate_latest(metrics.registry))

    def data_received(self, chunk: bytes) -> None:
        """Requests have no body."""


async def _backlog(services: Services) -> tuple[int, float] | None:
    """Updates that wait, all replicas' together, and for how many seconds the oldest; None without the database."""
    try:
        count, waited = await services.store.peek(inbox.backlog)
    except StateLost:
        return None
    return count, max(0.0, round(waited or 0.0, 1))


def _cluster(services: Services) -> dict[str, object]:
    """What is known of the other replicas; nothing where there can be none."""
    membership = services.membership
    if membership is None:
        return {}
    return {
        "replica": membership.name,
        "replicas_alive": len(membership.living),
        "replicas": {one.name: one.knowledge for one in membership.living},
        "polling": membership.leads,
        "knowledge_behind": services.behind,
        "taught_words": len(services.knowledge.aliases),
    }


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
    server.listen(port, services.settings.health_listen)
    return server
