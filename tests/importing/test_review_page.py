"""What an import tells: in Turkish on the page for reviewing, in English in the summary, both from one table."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from knowledge.importing.folder import import_file
from knowledge.importing.notes import ENGLISH, TURKISH, NamedColumn, gaps, sentences, tell

SOURCES = Path(__file__).parents[2] / "knowledge" / "importing"
TEXTS = Path(__file__).parents[1] / "questions" / "other"
ENGLISH_WORDS = re.compile(
    r"\b(?:the|is|are|of|in|no|not|for|by|from|and|or|may|be|its|it|unit|column|row|data|read|kept|printed|list|total)\b"
)


def test_both_languages_of_a_sentence_take_the_same_parts() -> None:
    for sort, said in sentences().items():
        # What does not fit any more is told with its error, which is English, on the terminal alone.
        assert gaps(said[TURKISH]) == gaps(said[ENGLISH]) - ({"error"} if sort == "by_hand_unfit" else set()), sort


def test_every_sentence_is_told_somewhere_and_every_told_one_is_there() -> None:
    code = "\n".join(file.read_text("utf-8") for file in SOURCES.glob("*.py"))
    for sort in sentences():
        assert f'"{sort}"' in code or sort.startswith("scale_") or sort in MADE, sort
    assert set(re.findall(r'\btell\(\s*"(\w+)"', code)) <= sentences().keys()


MADE = ("responsible_missing", "monitors_missing")
"""Sorts whose names are made of a relation's."""


def test_parts_are_said_in_the_language_of_the_sentence() -> None:
    filled = tell("filled", row="Tablo 1, X", column=NamedColumn(2023, "budget"), printed="1 -", value=2.5)
    assert str(filled) == "Tablo 1, X, 2023 budget: missing or broken in “1 -”; the totals leave only 2.5"
    assert "2023 bütçe" in filled.in_language(TURKISH)
    whole = tell("filled", row="X", column=NamedColumn(2023, "budget"), printed="-", value=1_500_000.0)
    assert "ancak 1.500.000 olabilir" in whole.in_language(TURKISH)
    assert "2,5" in filled.in_language(TURKISH)
    inside = tell("about", name="Tablo 1", what=tell("head_without_years", first=2023, last=2025))
    assert "2023-2025 yılları" in inside.in_language(TURKISH)


class Shown(HTMLParser):
    """The words of a page but those of the document, its heads and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.words: list[str] = []
        self.heads: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[len(self.inside) - 1 - self.inside[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not {"pre", "style"} & set(self.inside):
            self.words.append(data)
        if "th" in self.inside:
            self.heads.append(data)
        if "a" in self.inside:
            self.links.append(data)


@pytest.fixture(scope="module", params=["water", "hospital"])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("page")
    import_file(TEXTS / f"{request.param}.txt", folder / "out", review=folder / "page.html")
    page = Shown()
    page.feed((folder / "page.html").read_text("utf-8"))
    return page


def test_the_page_has_no_word_of_english(shown: Shown) -> None:
    assert [text for text in shown.words if ENGLISH_WORDS.search(text)] == []


def test_heads_begin_with_a_capital_and_say_what_they_hold(shown: Shown) -> None:
    assert all(head[0].isupper() or re.match(r"\d{4} [A-ZÇĞİÖŞÜ]", head) for head in shown.heads)
    assert not {"Adet", "adet"} & set(shown.heads)


def test_tables_stand_in_the_order_of_the_document(shown: Shown) -> None:
    numbers = [int(link.split()[1]) for link in shown.links if link.startswith("Tablo ")]
    assert numbers == sorted(numbers)
