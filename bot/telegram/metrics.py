"""What is counted, in Prometheus' terms."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """The counters of one running bot."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter("gocbot_updates", "Updates handled, by kind", ["kind"], registry=self.registry)
        self.replies = Counter("gocbot_replies", "Replies sent, by status", ["status"], registry=self.registry)
        self.errors = Counter("gocbot_errors", "Unexpected errors, by type", ["type"], registry=self.registry)
        self.limited = Counter("gocbot_limited", "Messages over a user's limit", registry=self.registry)
        self.seconds = Histogram(
            "gocbot_reply_seconds", "From a message's handling to its reply", buckets=_SECONDS, registry=self.registry
        )
        self.engine_waiting = Gauge(
            "gocbot_engine_waiting", "Questions the engine has yet to answer", registry=self.registry
        )
        self.engine_losses = Gauge("gocbot_engine_losses", "Engine processes that died or hung", registry=self.registry)
        self.unreadable = Counter(
            "gocbot_unreadable_updates", "Updates left out since they make no sense", ["kind"], registry=self.registry
        )
        self.inbox_waiting = Gauge("gocbot_inbox_waiting", "Updates kept and not done", registry=self.registry)
        self.oldest_waiting = Gauge(
            "gocbot_oldest_waiting_seconds", "How long the oldest of them has waited", registry=self.registry
        )
        self.database_up = Gauge(
            "gocbot_database_up", "Whether the state can be read: 1, else 0", registry=self.registry
        )
        self.replicas_alive = Gauge(
            "gocbot_replicas_alive", "Replicas that share the state and were heard of lately", registry=self.registry
        )
        self.polling = Gauge(
            "gocbot_polling", "Whether this replica fetches updates from Telegram: 1, else 0", registry=self.registry
        )
        self.taken_over = Counter("gocbot_taken_over", "Updates that somebody had begun before", registry=self.registry)
        self.knowledge_behind = Gauge(
            "gocbot_knowledge_behind", "The published version that is not in use here; 0: none", registry=self.registry
        )
        self.swaps = Counter(
            "gocbot_knowledge_swaps", "Knowledge base files seen, by outcome", ["outcome"], registry=self.registry
        )
