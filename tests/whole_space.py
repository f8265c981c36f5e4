"""Generates the questions of every fact of a knowledge base, in several wordings, with what must come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.figures import Figures, domain_of
from bot.answering.queries import Cell, Column
from knowledge.base import KnowledgeBase
from knowledge.language.declension import with_case
from knowledge.language.letters import fold, lower

_MEASURES = {
    "realised": ("gerçekleşmesi", "gerçekleşen"),
    "planned": ("planlanan değeri", "planlanan"),
    "estimate": ("yıl sonu gerçekleşme tahmini", "yıl sonu tahmini"),
    "target": ("hedefi", "hedef"),
    "forecast": ("tahmini", "tahmin"),
    "budget": ("bütçesi", "bütçe"),
    "spent": ("Haziran sonu harcaması", "haziran harcaması"),
    "count": ("sayısı", "kaç"),
    "capacity": ("kapasitesi", "kapasite"),
    "area": ("alanı", "alan kaç m2"),
}
STYLES = ("clean", "ascii", "inflected", "terse", "slip")


@dataclass(frozen=True)
class Generated:
    """One generated question and the fact that it asks for."""

    text: str
    style: str
    cell: Cell
    values: frozenset[float]
    """Every reading that the programme prints of the fact."""


def slipped(text: str) -> str:
    """The text with two neighbouring letters of its longest word swapped, where that makes another word."""
    words = text.split()
    longest = max(range(len(words)), key=lambda index: len(words[index]) if words[index].isalpha() else 0)
    word = words[longest]
    for at in range(len(word) // 2, len(word) - 1):
        if word[at] != word[at + 1] and len(word) > 5:
            words[longest] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            break
    return " ".join(words)


def questions(base: KnowledgeBase) -> Iterator[Generated]:
    """The questions of every fact, in every style."""
    figures = Figures(base)
    cells: dict[Cell, set[float]] = {}
    for subject, item, measure, year, value in base.connection.execute(
        "select subject, item, measure, year, value from facts order by id"
    ):
        cells.setdefault(Cell(subject, item, Column(measure, year)), set()).add(value)
    for cell, values in cells.items():
        figure = figures.at(cell)
        if figure is None:
            continue
        subject = base.entity(cell.subject)
        if not domain_of(subject.kind):
            continue  # a figure inside a text ("38 modül"): the question sets ask for those
        item = base.entity(cell.item) if cell.item else None
        long, short = _MEASURES[cell.column.measure]
        when = f"{cell.column.year} " if cell.column.year else ""
        cost = domain_of(subject.kind) == "cost"
        if cost and item and cell.column.measure == "budget":
            long, short = "bütçesi", ""
        if item is None:
            name = "Başkanlık toplam" if subject.kind == "agency" else subject.name
            subject_words = [name, with_case(name, "gen")]
        elif subject.kind == "agency":
            subject_words = [f"Başkanlık {item.name}", f"Başkanlığın {with_case(item.name, 'gen', apostrophe=False)}"]
        else:
            subject_words = [
                f"{subject.name} {item.name}",
                f"{with_case(subject.name, 'gen')} {with_case(item.name, 'gen', apostrophe=False)}",
            ]
        clean = f"{subject_words[0]} {when}{long} nedir?"
        if domain_of(subject.kind) == "plain":
            ask = {"count": "kaç tane", "capacity": "kapasitesi kaç", "area": "kaç m²"}[cell.column.measure]
            clean = f"{subject_words[0]} {ask}?"
            texts = {
                "clean": clean,
                "ascii": fold(clean),
                "inflected": f"{subject_words[1]} {long} ne kadar?",
                "terse": lower(f"{subject_words[0]} {short}"),
                "slip": slipped(lower(clean)),
            }
        else:
            texts = {
                "clean": clean,
                "ascii": fold(clean),
                "inflected": f"{subject_words[1]} {cell.column.year} yılındaki {long} ne kadar?",
                "terse": lower(f"{subject_words[0]} {when}{short}").strip(),
                "slip": slipped(lower(clean)),
            }
        for style in STYLES:
            yield Generated(texts[style], style, cell, frozenset(values))
