"""A request's parameters, in each of the four forms that the Bot API takes them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.telegram.refusals import Refused, bad_request

LARGEST_UPLOAD = 50 * 2**20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Fields as text, as Telegram reads them, and the files that came along."""

    fields: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field, empty where it is missing."""
        return self.fields.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; Telegram takes what is none for the default."""
        try:
            return int(self.fields.get(name, ""))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A truth value."""
        return self.text(name).lower() in ("true", "yes", "1")

    def json(self, name: str, what: str) -> Any:
        """A JSON field, None where it is missing."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.text(name))
        except ValueError as error:
            raise bad_request(f"can't parse {what} JSON object") from error

    def upload(self, name: str) -> Upload | None:
        """The file given under a name, straight or as attach://part."""
        value = self.text(name)
        if value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        return self.files.get(name)


async def read(request: web.Request) -> Parameters:
    """All of a request's parameters."""
    fields = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.json()
        fields |= {key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()}
    elif request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            content = await part.read()
            if len(content) > LARGEST_UPLOAD:
                raise Refused(413, "Request Entity Too Large")
            if part.filename is None:
                fields[part.name or ""] = content.decode()
            else:
                files[part.name or ""] = Upload(part.filename, bytes(content))
    elif request.can_read_body:
        fields |= {key: str(value) for key, value in (await request.post()).items()}
    return Parameters(fields, files)
