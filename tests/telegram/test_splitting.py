"""Long HTML is cut into parts that Telegram takes, and nothing of it is lost."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.splitting import split_html
from tests.telegram.markup import parse, units

WORDS = st.text(alphabet="abı ğ<>&\"'🏟\n.;", max_size=60)
PIECES = st.lists(st.tuples(WORDS, st.booleans()), max_size=20)


@given(PIECES, st.integers(min_value=20, max_value=200))
def test_every_part_is_valid_and_short_and_all_of_the_text_is_there(pieces: list[tuple[str, bool]], limit: int) -> None:
    written = "".join(f"<b>{html.escape(text)}</b>" if bold else html.escape(text) for text, bold in pieces)
    parts = [parse(part)[0] for part in split_html(written, limit)]
    assert all(units(part) <= limit for part in parts)
    whole = parse(written)[0]
    assert "".join("".join(parts).split()) == "".join(whole.split())
    assert not whole.strip() or all(part.strip() for part in parts), "Telegram refuses empty messages"


@pytest.mark.parametrize("separator", ["\n", " "])
def test_cuts_where_a_reader_would(separator: str) -> None:
    words = [f"sözcük{number}" for number in range(50)]
    for part in split_html(separator.join(words), 100):
        assert set(part.split()) <= set(words), "no word is cut"


def test_a_bold_stretch_goes_on_in_the_next_part() -> None:
    parts = split_html("<b>" + "bir " * 40 + "</b>", 100)
    assert len(parts) > 1
    assert all(part.startswith("<b>") and part.endswith("</b>") for part in parts)
