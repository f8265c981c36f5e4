"""The settings of the Telegram bot: GOCBOT_* from the environment, else from `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.config import FILE, PREFIX
from knowledge.base import SHIPPED

TELEGRAM = "https://api.telegram.org"


class SettingsError(Exception):
    """Settings that the bot cannot run with, in one line for a person."""


class Settings(BaseSettings):
    """What the operator decides; .env.example says the same for people."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=FILE, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: SecretStr = SecretStr("")
    api_url: str = Field(default=TELEGRAM, pattern=r"^https?://[^\s/]+(/\S*)?$")
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    access: Literal["approval", "open"] = "approval"
    state_url: SecretStr = SecretStr("")
    """A PostgreSQL database that several replicas share; empty: SQLite in `data_dir`."""
    data_dir: Path = Path("data")
    knowledge: Path = SHIPPED
    knowledge_seconds: float = Field(default=10.0, gt=0)
    """Seconds between two looks at the knowledge base file."""

    poll_seconds: int = Field(default=10, ge=1, le=50)
    """How long Telegram may hold a request for updates open; twice as long a silence means that it is away."""
    webhook_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65535)

    rich_messages: Literal["auto", "on", "off"] = "auto"
    """Tables as rich messages (Bot API 10.1); auto: where Telegram's own server is asked."""
    thumbnails_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    """The public address of the pictures in deploy/thumbnails, shown beside inline answers; empty: none."""
    rate_limiter: bool = True
    """Whether messages are sent no faster than Telegram likes (30 a second, 20 a minute to a group)."""
    user_burst: int = Field(default=30, ge=1)
    user_per_minute: float = Field(default=60.0, gt=0)
    user_cpu_per_minute: float = Field(default=6.0, gt=0)
    """Seconds of CPU that a user's messages may cost."""
    message_length: int = Field(default=1000, ge=50, le=4096)
    """Longer messages are not read as questions."""

    retention_days: int = Field(default=90, ge=1)
    health_port: int = Field(default=0, ge=0, le=65535)
    """For /health and /metrics; 0: none."""
    health_listen: str = "127.0.0.1"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("admins", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError("give Telegram user ids, numbers separated by commas")
        return frozenset(map(int, parts))

    @field_validator("token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        number, _, secret = value.get_secret_value().partition(":")
        if value.get_secret_value() and not (
            number.isascii() and number.isdigit() and secret.replace("-", "").replace("_", "").isalnum()
        ):
            raise ValueError("this is no bot token; copy it from @BotFather")
        return value

    @field_validator("state_url")
    @classmethod
    def _address(cls, value: SecretStr) -> SecretStr:
        try:
            parts = urlsplit(value.get_secret_value())
        except ValueError:
            raise ValueError("this is no address; write postgresql://user:password@host:5432/database") from None
        if value.get_secret_value() and (parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/")):
            raise ValueError("write postgresql://user:password@host:5432/database, or leave it empty for SQLite")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text and not (len(text) <= 256 and text.replace("-", "").replace("_", "").isalnum() and text.isascii()):
            raise ValueError("use 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return value

    @model_validator(mode="after")
    def _complete(self) -> Settings:
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("GOCBOT_WEBHOOK_URL needs GOCBOT_WEBHOOK_SECRET, so that only Telegram can bring updates")
        return self

    @property
    def rich(self) -> bool:
        """Whether rich messages are tried."""
        return self.rich_messages == "on" or (self.rich_messages == "auto" and self.api_url.rstrip("/") == TELEGRAM)

    @property
    def bot(self) -> int:
        """Telegram's id of the bot, which its token begins with; no secret."""
        return int(self.token.get_secret_value().partition(":")[0])

    @property
    def database(self) -> Path:
        """The file that holds the bot's own state."""
        return self.data_dir / "bot.sqlite"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may hold, the longest first."""
        token, address = self.token.get_secret_value(), self.state_url.get_secret_value()
        known = (
            token,
            token.partition(":")[2],
            self.webhook_secret.get_secret_value(),
            address,
            unquote(urlsplit(address).password or ""),
        )
        return tuple(sorted(filter(None, known), key=len, reverse=True))


def load(*, token_needed: bool = True) -> Settings:
    """The settings; SettingsError where they make no sense or the token is missing that is needed."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError("; ".join(_said(dict(problem)) for problem in error.errors())) from None
    if token_needed and not settings.token.get_secret_value():
        raise SettingsError(
            f"{PREFIX}TOKEN is not set. Create a bot with @BotFather and put its token into the environment or {FILE}."
        )
    return settings


def _said(problem: dict[str, object]) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    place = problem["loc"]
    name = str(place[0]).upper().removeprefix(PREFIX) if isinstance(place, tuple) and place else ""
    return f"{PREFIX}{name}: {message}" if name else message
