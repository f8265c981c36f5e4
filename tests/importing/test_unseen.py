"""Invented documents of somebody who had not seen the importer: nothing wrong or invented, nearly all of it read."""

from __future__ import annotations

import random
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.importing.lines import ImportRefused

from .layouts import Grid, Item, as_lines
from .unseen import NAMES, Document, judge, load, write

SEEDS = (0, 1, 2)
SHARE_LOST = 0.05
"""Share of the figures of a document that are lost."""

LEFT = {
    ("ceyrek", "text"): 2,  # a target between two years, which two rows of heads leave open
    ("kurum", "text"): 4,  # "12 adet" in one cell of a row of plain figures
    ("faaliyet_raporu_genis", "text"): 6,  # an allotment between two years, likewise
    ("ebutce_izleme", "pdf"): 7,  # "Ocak-Haziran": what the year has come to by June is no quarter
    ("ebutce_izleme", "text"): 10,  # the same, and a target between two years
    ("faaliyet_raporu_bolge", "pdf"): 2,  # a sub-programme that only one row of a table names
    ("faaliyet_raporu_bolge", "text"): 10,  # the same, and titles between two years
    ("faaliyet_raporu_spor", "text"): 4,  # an allotment between two years, likewise
    ("ebutce_opera", "text"): 14,  # quarters under "Ocak-Haziran Gerçekleşme" beside columns without a year
    ("ebutce_liman", "text"): 1,  # "Hedef Tahmin" over 2025, 2026 and 2027: whose 2026 is, is left open
    ("belediye_kasaba", "text"): 10,  # "Genel Toplam" among four sums over four times the same year
    ("kurum_enstitu", "pdf"): 3,  # the total of a programme that only a note below its table names
    ("kurum_enstitu", "text"): 3,  # the same
    ("bakanlik_koysu", "text"): 70,  # quarters under one of five titles, terms that add up, units as heads
    ("ilce_saripinar", "text"): 35,  # "Bütçe İçi", "Bütçe Dışı", "Toplam" under one of three years, which is not said
    ("universite_ilgaz", "text"): 12,  # names of projects between words of other columns
}
"""Figures that are told and not read, most of the running text, where no rules part the cells."""

IN_PASSAGES = {
    # Since when a city is a metropolis is not when it was founded.
    "belediye_iklim": [("Denizkent Büyükşehir Belediyesi", "1993")],
    # Nor is the year of an act that gave an older agency its form.
    "ebutce_opera": [("Devlet Opera ve Sahne Sanatları Genel Müdürlüğü", "1970")],
    # The staff of the headquarters may not be all of it.
    "bakanlik_enerji": [("Enerji ve Su Kaynakları Bakanlığı", "1.472")],
    # A total of all staff without its parts is not proven by them.
    "bakanlik_adalet": [("Toplam personel", "96.412")],
    # Plants and laboratories are no things of their own.
    "buyuksehir_kuzeyhisar": [("Kuzeyhisar Entegre Katı Atık Tesisi", "2017")],
    "faaliyet_gidadenetim": [("Ulusal Gıda Referans Laboratuvarı", "1.450 parametre")],
}
"""What no fact says, but a passage."""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["text", "pdf"])
def test_nothing_wrong_and_nearly_everything_read(name: str, form: str, tmp_path: Path) -> None:
    document = load(name)
    outcome = judge(document.truth, write(document, form, tmp_path))
    assert outcome.wrong == {}
    assert len(outcome.missing) <= LEFT.get((name, form), 0)
    assert outcome.units == {}
    assert outcome.unsaid == IN_PASSAGES.get(name, [])
    assert all(any(words in passage.text for passage in outcome.draft.passages) for _, words in outcome.unsaid)
    if outcome.missing:
        assert any(note.kind in ("open", "unread") for note in outcome.draft.notes)


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_an_indicator_of_two_tables_is_one(form: str, tmp_path: Path) -> None:
    """Of a programme and of the monitoring report behind it, which prints other columns."""
    document = load("ebutce_opera")
    draft = judge(document.truth, write(document, form, tmp_path)).draft
    names = [indicator.name for indicator in draft.of_kind("indicator")]
    assert len(names) == len(set(names)) == 5


@pytest.mark.parametrize("name", ["universite", "bakanlik"])
def test_letters_read_in_the_wrong_code_are_mended(name: str, tmp_path: Path) -> None:
    document = load(name)
    path = write(document, "text", tmp_path)
    # UTF-8 that was taken for Windows-1254 and written as UTF-8 again: "ı" is "Ä±", "ş" is "ÅŸ".
    damaged = path.read_bytes().decode("cp1254", "replace")
    if "�" in damaged:
        damaged = path.read_bytes().decode("latin-1")
    path.write_text(damaged, "utf-8")
    outcome = judge(document.truth, path)
    assert outcome.wrong == {}
    assert outcome.missing == {}
    assert any(note.kind == "damage" or "→" in note.text for note in outcome.draft.notes)


def test_letters_that_are_lost_keep_nothing_in_silence(tmp_path: Path) -> None:
    document = load("ebutce")
    path = write(document, "text", tmp_path)
    path.write_text("".join("�" if letter in "ışğİŞĞ" else letter for letter in path.read_text("utf-8")), "utf-8")
    with pytest.raises(ImportRefused, match="Letters are lost"):
        judge(document.truth, path)


def test_few_letters_that_are_lost_are_told(tmp_path: Path) -> None:
    document = load("kurum")
    path = write(document, "text", tmp_path)
    path.write_text(path.read_text("utf-8").replace("Kalibre", "Kalibr\ufffd"), "utf-8")
    outcome = judge(document.truth, path)
    assert {at[0] for at in outcome.wrong} <= {"kalibrcihazsayisi", "kalibredilencihazsayisi"}
    assert any(note.kind == "damage" for note in outcome.draft.notes)


def _broken(document: Document, seed: int) -> str:
    """The document's text with lines of another length, and a few figures lost."""
    chance = random.Random(seed)
    items: list[Item] = []
    for item in document.items:
        if isinstance(item, Grid):
            rows = [[_lost(cell, at, chance) for at, cell in enumerate(row)] for row in item.rows]
            items.append(replace(item, rows=rows))
        else:
            items.append(item)
    lines = as_lines(items).split("\n")
    return "\n".join("\n".join(textwrap.wrap(line, 110)) for line in lines)


def _lost(cell: str, column: int, chance: random.Random) -> str:
    return "" if column > 1 and cell[:1].isdigit() and chance.random() < SHARE_LOST else cell


@pytest.mark.parametrize("name", NAMES)
def test_damaged_text_gives_fewer_figures_and_no_wrong_one(name: str, tmp_path: Path) -> None:
    document = load(name)
    path = tmp_path / "programme.txt"
    for seed in SEEDS:
        path.write_text(_broken(document, seed), "utf-8")
        assert judge(document.truth, path).wrong == {}, seed
