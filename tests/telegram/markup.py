"""Telegram's HTML: what it allows, and what is left of a text once its entities are taken out.

The order of the checks and the wording of the refusals follow tdlib's `parse_html`. It is stricter than the live
server where that one stays silent but shows something else than was meant: a bare `&` or `>`, an
entity inside `code` or `pre`, a quotation in a quotation, and more than a hundred entities are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.telegram.refusals import bad_request

_KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d+)|#[xX](?P<hex>[0-9a-fA-F]+)|(?P<name>[A-Za-z]+));")
_PLAIN = re.compile(r"[^<>&]+")
_START = re.compile(r"<([^\s>/][^\s>]*)?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]*)\s*(?:(=)\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]*))?""")
_END = re.compile(r"</([^\s>]*)\s*(>)?")
MOST_ENTITIES = 100


@dataclass(frozen=True, slots=True)
class Entity:
    """One formatted stretch; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None

    def json(self) -> dict[str, object]:
        """As it stands in a message."""
        plain: dict[str, object] = {"type": self.type, "offset": self.offset, "length": self.length}
        return plain | ({"url": self.url} if self.url else {})


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str] = field(default_factory=dict)


def units(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts.

    >>> units("ı🏟")
    3
    """
    return len(text.encode("utf-16-le")) // 2


def parse(html: str) -> tuple[str, list[Entity]]:
    """A text and its entities.

    >>> parse("<b>13</b> &lt; 14")
    ('13 < 14', [Entity(type='bold', offset=0, length=2, url=None)])
    """
    text: list[str] = []
    length = 0
    entities: list[Entity] = []
    nested: list[_Open] = []
    position = 0
    while position < len(html):
        if html.startswith("</", position):
            position = _close(html, position, nested, entities, "".join(text), length)
        elif html[position] == "<":
            opened, position = _opened(html, position, nested, length)
            nested.append(opened)
        else:
            plain = _PLAIN.match(html, position)
            part, position = (plain[0], plain.end()) if plain else _character(html, position)
            text.append(part)
            length += units(part)
    if nested:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{nested[-1].tag}"')
    if len(entities) > MOST_ENTITIES:
        raise _unparsed(f"{len(entities)} entities, of which all beyond {MOST_ENTITIES} would be ignored")
    return "".join(text), sorted(entities, key=lambda entity: (entity.offset, -entity.length))


def _unparsed(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")


def _at(html: str, position: int) -> str:
    return f"at byte offset {len(html[:position].encode())}"


def _character(html: str, position: int) -> tuple[str, int]:
    if html[position] == ">":
        raise _unparsed(f'Character ">" must be written as "&gt;" {_at(html, position)}')
    if html[position] != "&":
        return html[position], position + 1
    found = _REFERENCE.match(html, position)
    if found is None or (found["name"] and found["name"] not in _NAMED):
        raise _unparsed(f'Character "&" must be written as "&amp;" {_at(html, position)}')
    if found["name"]:
        return _NAMED[found["name"]], found.end()
    code = int(found["decimal"] or "0") or int(found["hex"] or "0", 16)
    if not 0 < code < 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise _unparsed(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
            "code units"
        )
    return chr(code), found.end()


def _opened(html: str, position: int, nested: list[_Open], length: int) -> tuple[_Open, int]:
    where = _at(html, position)
    start = _START.match(html, position)
    assert start is not None
    if start.end() == len(html):
        raise _unparsed(f"Unclosed start tag {where}")
    tag = (start[1] or "").lower()
    if tag not in _KINDS:
        raise _unparsed(f'Unsupported start tag "{tag}" {where}')
    attributes: dict[str, str] = {}
    position = start.end()
    while not html.startswith(">", position):
        found = _ATTRIBUTE.match(html, position)
        assert found is not None
        name, equals, value = found[1], found[2], found[3]
        if found.end() >= len(html):
            raise _unparsed(f"Unclosed start tag {where}")
        if not name and html.startswith(">", found.end()) and not equals:
            position = found.end()
            break
        if not name:
            raise _unparsed(f'Empty attribute name in the tag "{tag}" {where}')
        if not equals and (tag, name) != ("blockquote", "expandable"):
            raise _unparsed(f'Expected equal sign in declaration of an attribute of the tag "{tag}" {where}')
        position = found.end()
        if equals and html[position] not in "> \t\n":
            if html[position] in "\"'" and not value:
                raise _unparsed(f"Unclosed start tag {where}")
            raise _unparsed(f"Unexpected end of name token {_at(html, found.start(3))}")
        attributes[name] = _unquoted(value or "")
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unparsed(f'Tag "span" must have class "tg-spoiler" {where}')
    _check_nesting(tag, attributes, nested, where)
    return _Open(tag, length, attributes), position + 1


def _unquoted(value: str) -> str:
    if value[:1] not in ("'", '"'):
        return value.lower()
    inner = value[1:-1]
    out, position = [], 0
    while position < len(inner):
        # Quoted values may hold ">", which a text may not.
        if inner[position] == "&":
            character, position = _character(inner, position)
        else:
            character, position = inner[position], position + 1
        out.append(character)
    return "".join(out)


def _check_nesting(tag: str, attributes: dict[str, str], nested: list[_Open], where: str) -> None:
    inside = [_KINDS[opened.tag] for opened in nested]
    kind = _KINDS[tag]
    language = tag == "code" and attributes.get("class", "").startswith("language-") and inside[-1:] == ["pre"]
    if ("code" in inside or "pre" in inside) and not (language and inside[-1] == "pre"):
        raise _unparsed(f'Tag "{tag}" would be ignored inside "{nested[-1].tag}" {where}')
    if kind in ("code", "pre", "text_link") and "text_link" in inside:
        raise _unparsed(f'Tag "{tag}" cannot stand inside "a" {where}')
    if kind == "blockquote" and "blockquote" in inside:
        raise _unparsed(f"Quotations cannot be nested {where}")


def _close(html: str, position: int, nested: list[_Open], entities: list[Entity], text: str, length: int) -> int:
    where = _at(html, position)
    if not nested:
        raise _unparsed(f"Unexpected end tag {where}")
    found = _END.match(html, position)
    assert found is not None
    if not found[2]:
        raise _unparsed(f"Unclosed end tag {where}")
    opened = nested.pop()
    name = found[1].lower()
    if name and name != opened.tag:
        raise _unparsed(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{name}>"')
    if length > opened.offset:
        url = None
        if opened.tag == "a":
            inner = text.encode("utf-16-le")[2 * opened.offset :].decode("utf-16-le")
            url = opened.attributes.get("href") or inner
            if urlsplit(url).scheme not in ("http", "https", "tg") or not urlsplit(url).netloc:
                raise _unparsed(f'The link "{url}" would be dropped {where}')
        if opened.tag == "tg-emoji" and not opened.attributes.get("emoji-id", "").isdigit():
            raise _unparsed("Invalid custom emoji identifier specified")
        entities.append(Entity(_KINDS[opened.tag], opened.offset, length - opened.offset, url))
    return found.end()
