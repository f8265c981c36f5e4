"""Long replies in parts that Telegram takes, each of them valid HTML of its own."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"<[^>]*>|&#?\w+;|[^<]", re.S)
_SEPARATORS = ("\n\n", "\n", ". ", "; ", ", ", " ")


def split_html(html: str, limit: int) -> list[str]:
    """Parts of at most `limit` UTF-16 units of visible text, cut where a paragraph, line, sentence or word ends.

    >>> split_html("<b>bir iki</b> üç", 8)
    ['<b>bir iki</b>', 'üç']
    >>> split_html("<b>bir iki</b> üç", 5)
    ['<b>bir</b>', '<b>iki</b>', 'üç']
    """
    if len(html.encode("utf-16-le", "surrogatepass")) <= 2 * limit:
        return [html]
    parts: list[str] = []
    tokens = _TOKEN.findall(html)
    start, opened = 0, ""
    while start < len(tokens):
        end = _reach(tokens, start, limit)
        if end < len(tokens):
            end = _sensible(tokens, start, end)
        body = "".join(tokens[start:end]).strip()
        still = _open_after(opened, tokens[start:end])
        closing = "".join(f"</{name}>" for name in reversed(_names(still)))
        part = opened + body + closing
        if re.sub(r"<[^>]*>", "", part).strip():
            parts.append(_tidy(part))
        start, opened = end, still
    return parts or [html]


def _reach(tokens: list[str], start: int, limit: int) -> int:
    """The first token that does not fit any more."""
    left = limit
    for index in range(start, len(tokens)):
        size = _units(tokens[index])
        if size > left:
            return max(index, start + 1)
        left -= size
    return len(tokens)


def _sensible(tokens: list[str], start: int, end: int) -> int:
    """Where to cut before `end`: after the coarsest separator in the part's second half, else at the last space."""
    visible = "".join(token if len(token) == 1 else "\0" for token in tokens[start : end + 1])
    for separator in _SEPARATORS:
        found = visible.rfind(separator, 0, end - start + 1)
        if found > (0 if separator == " " else (end - start) // 2):
            return min(end, start + found + len(separator))
    return end


def _units(token: str) -> int:
    if token.startswith("<"):
        return 0
    return 1 if len(token) > 1 or ord(token) < 0x10000 else 2


def _open_after(opened: str, tokens: list[str]) -> str:
    stack = re.findall(r"<[^>]*>", opened)
    for token in tokens:
        if token.startswith("</"):
            stack.pop()
        elif token.startswith("<"):
            stack.append(token)
    return "".join(stack)


def _names(opened: str) -> list[str]:
    return re.findall(r"<([a-z-]+)", opened)


def _tidy(part: str) -> str:
    """Without elements that the cut left empty."""
    return re.sub(r"<([a-z-]+)[^>]*>\s*</\1>", "", part).strip()
