"""Every number printed in the programme's text is in the knowledge base, or known to be no fact."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase

ROOT = Path(__file__).parents[2]
TEXT = ROOT.parent / "shared" / "source" / "goc-2023-performans-programi.txt"
PROGRAMME = "goc-2023"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NOT_FACTS = tomllib.loads(Path(__file__).with_name("not_facts.toml").read_text("utf-8"))["not_fact"]

pytestmark = pytest.mark.skipif(not TEXT.is_file(), reason="the programme's text does not lie beside the checkout")


def lines() -> Iterator[tuple[int, int, str]]:
    """(line, block, text) of the programme; a blank line ends a block."""
    block = 0
    for number, line in enumerate(TEXT.read_text("utf-8").splitlines(), 1):
        text = " ".join(line.split())
        block += not text
        yield number, block, text


def explained(text: str) -> list[str]:
    """The numbers of a line that are no facts."""
    return [n for row in NOT_FACTS if re.fullmatch(row["line"], text) for n in row["numbers"]]


def told(base: KnowledgeBase) -> dict[int, set[str]]:
    """The numbers that the knowledge base holds with each line of the text."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for query in (
        "select line, printed from facts where programme = ?1",
        "select line, text || ' ' || answer || ' ' || printed from attributes where programme = ?1",
        "select line, text from contradiction_readings where ?1 <> ''",
        "select line, name || ' ' || code || ' ' || replace(code, '.', ' ') from entities where programme = ?1",
    ):
        for line, text in base.connection.execute(query, (PROGRAMME,)):
            if line:
                found[line].update(NUMBER.findall(text))
    return found


def test_every_number_is_told_where_it_stands(base: KnowledgeBase) -> None:
    by_line = told(base)
    by_block: defaultdict[int, set[str]] = defaultdict(set)
    text = list(lines())
    for number, block, _ in text:
        by_block[block] |= by_line.get(number, set())
    missing = [
        f"L{number}: {n} in {line!r}"
        for number, block, line in text
        for n in NUMBER.findall(line)
        if n not in by_block[block] and n not in explained(line)
    ]
    assert missing == []


def test_every_cell_of_a_table_is_its_own_fact(base: KnowledgeBase) -> None:
    """A figure that a row prints twice is there twice."""
    printed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for line, text in base.connection.execute(
        "select line, printed from facts where programme = ? and place like 'Tablo %'", (PROGRAMME,)
    ):
        printed[line].update(NUMBER.findall(text))
    names: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for line, name, code in base.connection.execute(
        "select line, name, code from entities where programme = ?", (PROGRAMME,)
    ):
        names[line].update(NUMBER.findall(name) + code.split(".")[-1:])
    wrong = []
    for number, _, line in lines():
        if number not in printed:
            continue
        cells = Counter(NUMBER.findall(line))
        if surplus := printed[number] - cells:
            wrong.append(f"L{number}: not printed: {dict(surplus)}")
        if missing := cells - printed[number] - names[number] - Counter(explained(line)):
            wrong.append(f"L{number}: not told: {dict(missing)}")
    assert wrong == []


def test_every_fact_is_printed_where_it_says(base: KnowledgeBase) -> None:
    text = {number: line for number, _, line in lines()}
    rows = base.connection.execute("select line, printed from facts where programme = ?", (PROGRAMME,)).fetchall()
    assert [(line, printed) for line, printed in rows if printed not in text[line]] == []


def test_nothing_in_the_list_of_non_facts_is_idle(base: KnowledgeBase) -> None:
    everything = set().union(*told(base).values())
    text = [line for _, _, line in lines()]
    for row in NOT_FACTS:
        hits = [line for line in text if re.fullmatch(row["line"], line)]
        assert hits, row["line"]
        seen = {n for line in hits for n in NUMBER.findall(line)}
        assert set(row["numbers"]) <= seen, row["line"]
        assert not row.get("repeated") or set(row["numbers"]) <= everything, row["line"]
