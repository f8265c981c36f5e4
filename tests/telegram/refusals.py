"""What the Bot API says when it refuses a request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class Refused(Exception):
    """A refusal with its HTTP status; `retry_after` in seconds where the caller is to wait."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to: int | None = None
    """The supergroup that a group has become."""
    scripted: bool = False
    """Whether a test asked for it, so that it is nobody's fault."""

    def body(self) -> dict[str, object]:
        """The answer's JSON, as Telegram words it."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        if self.migrate_to is not None:
            answer["parameters"] = {"migrate_to_chat_id": self.migrate_to}
        return answer


def bad_request(description: str) -> Refused:
    """Something in the request is wrong."""
    return Refused(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refused:
    """The bot may not do this."""
    return Refused(403, f"Forbidden: {description}")


def conflict(description: str) -> Refused:
    """Another poller or a webhook stands in the way."""
    return Refused(409, f"Conflict: {description}")


def broken(code: int = 500) -> Refused:
    """Telegram has a fault of its own."""
    return Refused(code, {500: "Internal Server Error", 502: "Bad Gateway"}[code])


def too_many(seconds: int) -> Refused:
    """Flood control."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", seconds)


def upgraded(chat_id: int) -> Refused:
    """The group became a supergroup."""
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refused(400, description, migrate_to=chat_id, scripted=True)
