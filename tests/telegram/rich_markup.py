"""Telegram's rich HTML as far as this bot writes it: which tag may stand where, and what is left to read."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.telegram.refusals import bad_request

_INSIDE = {
    "": {"p", "table", "details", "blockquote"},
    "details": {"summary", "p", "table"},
    "table": {"tr"},
    "tr": {"td", "th"},
    "p": {"b", "i"},
    "td": {"b", "i"},
    "th": {"b", "i"},
    "summary": {"b", "i"},
    "blockquote": {"p", "b", "i"},
    "b": set(),
    "i": set(),
}
_ATTRIBUTES = {"table": {"bordered", "striped"}, "td": {"align"}, "th": {"align"}, "details": {"open"}}
_ALIGNED = ("left", "center", "right")
MOST_COLUMNS = 20


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nested: list[str] = []
        self.lines: list[str] = [""]
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.nested[-1] if self.nested else ""
        if tag not in _INSIDE.get(parent, set()):
            raise bad_request(f"can't parse rich message: <{tag}> cannot stand in <{parent}>")
        for name, value in attrs:
            if name not in _ATTRIBUTES.get(tag, set()) or (name == "align" and value not in _ALIGNED):
                raise bad_request(f"can't parse rich message: attribute {name!r} of <{tag}>")
        self.cells = 0 if tag == "tr" else self.cells + (tag in ("td", "th"))
        if self.cells > MOST_COLUMNS:
            raise bad_request("RICH_MESSAGE_TABLE_TOO_WIDE")
        self.nested.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.nested or self.nested.pop() != tag:
            raise bad_request(f"can't parse rich message: unexpected </{tag}>")
        if tag in ("p", "tr", "summary", "blockquote"):
            self.lines.append("")
        elif tag in ("td", "th"):
            self.lines[-1] += "\t"

    def handle_data(self, data: str) -> None:
        if not self.nested or self.nested[-1] in ("table", "tr", "details"):
            raise bad_request("can't parse rich message: text outside of a block")
        self.lines[-1] += data


def parse(html: str) -> str:
    """What a rich message shows: a line a paragraph or row, cells parted by tabs.

    >>> parse('<p>a <b>1</b></p><table bordered><tr><td>x</td><td align="right">2</td></tr></table>')
    'a 1\\nx\\t2'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.nested:
        raise bad_request(f"can't parse rich message: <{reader.nested[-1]}> is not closed")
    return "\n".join(line.rstrip("\t") for line in reader.lines if line)
