"""The test server refuses the HTML that Telegram refuses, in Telegram's words."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram.markup import Entity, parse, units
from tests.telegram.refusals import Refused


@pytest.mark.parametrize(
    ("written", "text", "entities"),
    [
        ("düz yazı", "düz yazı", []),
        ("<b>13</b> &lt; 14 &amp; &#39;a&#x27;", "13 < 14 & 'a'", [("bold", 0, 2)]),
        ("🏟<i>ı</i>", "🏟ı", [("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<B>a</b>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ('<pre><code class="language-python">x</code></pre>', "x", [("code", 0, 1), ("pre", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ('<a href="https://example.org/?a=1&amp;b=>">x</a>', "x", [("text_link", 0, 1)]),
    ],
)
def test_takes(written: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = parse(written)
    assert (plain, sorted((e.type, e.offset, e.length) for e in found)) == (text, sorted(entities))


def test_keeps_the_address_of_a_link() -> None:
    assert parse("<a href='tg://user?id=5'>o</a>")[1] == [Entity("text_link", 0, 1, "tg://user?id=5")]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ı <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<table>", 'Unsupported start tag "table" at byte offset 0'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<i =a>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<i a>x</i>", 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("&#xDFDF;", "Text contains invalid Unicode characters"),
        ("a & b", 'Character "&" must be written as "&amp;" at byte offset 2'),
        ("&nbsp;", 'Character "&" must be written'),
        ("&lt", 'Character "&" must be written'),
        ("a > b", 'Character ">" must be written as "&gt;" at byte offset 2'),
        ("<code><b>x</b></code>", 'Tag "b" would be ignored inside "code"'),
        ("<blockquote><blockquote>x</blockquote></blockquote>", "Quotations cannot be nested"),
        ("<a href='x'>y</a>", 'The link "x" would be dropped'),
        ("<b>x</b>" * 101, "101 entities"),
    ],
)
def test_refuses(written: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(written)
    assert refusal.value.description.startswith(f"Bad Request: can't parse entities: {why}")


@given(st.text())
def test_any_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(f"<b>{html.escape(text)}</b>")[0] == text


@given(st.text(alphabet="<>/&;bia= \"'x#1"))
def test_any_markup_is_taken_or_refused(written: str) -> None:
    try:
        text, entities = parse(written)
    except Refused:
        return
    assert all(0 <= e.offset < e.offset + e.length <= units(text) for e in entities)
