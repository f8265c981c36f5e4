"""Templates of the word lists: one row for all phrases that are made alike.

    (rapor|sunum) (hazırlıyorum|yazıyorum)      two by two phrases
    [çok] teşekkür[ler]                         with what stands in brackets, and without
    hazırl(ıyoruz|ayacağız)                     within a word as well

Groups may stand in each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

_PARTS = re.compile(r"[()\[\]|]|[^()\[\]|]+")


class TemplateError(ValueError):
    """A template whose brackets do not fit each other; the message says which."""


def expanded(template: str) -> tuple[str, ...]:
    """The phrases of a template, each once, in its order. Raises TemplateError.

    >>> expanded("[çok] teşekkür(ler|)")
    ('çok teşekkürler', 'çok teşekkür', 'teşekkürler', 'teşekkür')
    """
    if not re.search(r"[()\[\]|]", template):
        return (template,)
    parts = _PARTS.findall(template)
    phrases, left = _ways(parts, 0, "", template)
    if left != len(parts):
        raise TemplateError(f"{template!r}: {parts[left]!r} stands where no group is open.")
    return tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in phrases))


def _ways(parts: list[str], at: int, closing: str, template: str) -> tuple[list[str], int]:
    """All that a part of a template can be, up to what closes its group; where that stands."""
    ways: list[str] = []
    slots: list[list[str]] = []
    while at < len(parts) and parts[at] not in (")", "]"):
        part = parts[at]
        if part in ("(", "["):
            inner, end = _ways(parts, at + 1, ")" if part == "(" else "]", template)
            slots.append(inner if part == "(" else [*inner, ""])
            at = end
        elif part == "|":
            if not closing:
                break
            ways += _joined(slots)
            slots = []
        else:
            slots.append([part])
        at += 1
    if closing and (at == len(parts) or parts[at] != closing):
        raise TemplateError(f"{template!r}: a group is not closed with {closing!r}.")
    return [*ways, *_joined(slots)], at


def _joined(slots: list[list[str]]) -> Iterator[str]:
    return ("".join(way) for way in product(*slots))


__all__ = ["TemplateError", "expanded"]
