"""The numbers of staff that sentences tell, kept where they prove each other: parts that add up to a told total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.importing.document import key
from knowledge.importing.draft import Cell, Draft, Entity, Figure
from knowledge.importing.lines import Line
from knowledge.importing.names import slug
from knowledge.importing.passages import Paragraph
from knowledge.importing.sayings import COUNT, OF_THEM
from knowledge.importing.staff_tables import ALL_STAFF, STAFF
from knowledge.language.letters import capital
from knowledge.passages import SENTENCE
from knowledge.printed import number

_TOTAL = re.compile(
    rf"olmak\s+üzere,?\s+(?:toplam(?:da)?\s+)?(?P<total>{COUNT})\s+(?:personel|çalışan|kişi)\w*\s+"
    r"(?:görev\s+yap|hizmet\s+ver|çalış|istihdam|bulun)"
)
_PART = re.compile(rf"(?<![\d./])(?P<count>{COUNT})\s+(?P<name>[a-zçğıöşü][a-zçğıöşü ]*?)(?=\s*(?:,|\bve\b|\bile\b|$))")
_SHARE = re.compile(
    rf"{OF_THEM}(?P<name>[a-zçğıöşü][a-zçğıöşü ]*?)"
    r"(?=\s*(?:,|\bve\b|d[ıiuü]r\b|t[ıiuü]r\b|\.))"
)
_POSTS = re.compile(rf"dolu\s+kadro\s+sayısı\s+(?P<total>{COUNT})")
_PLACE = r"(?:merkez|taşra|yurt\s?dışı|bölge\s+müdürlük|il\s+müdürlük)"
_PLACED = re.compile(rf"\b{_PLACE}\w*\s+(?P<count>{COUNT})(?=\s*(?:,|ve\b|$))", re.IGNORECASE)
_PLACED_SHARE = re.compile(rf"{OF_THEM}{_PLACE}", re.IGNORECASE)
_LISTED = re.compile(
    rf"[-•–*]?\s*(?P<name>[A-ZÇĞİÖŞÜ][a-zçğıöşü]+(?:\s[A-ZÇĞİÖŞÜ]?[a-zçğıöşü]+)*|(?:GENEL\s)?TOPLAM)"
    rf"\s*:?\s*(?P<count>{COUNT})(?![\d.,])"
)
_SUMMED = re.compile(
    rf"toplam(?:da)?\s+(?P<total>{COUNT})\s+(?:personel|çalışan|kişi)\w*\s+(?:görev|hizmet|çalış|istihdam)"
)
"""What a sentence below a list of staff says that it comes to."""
_COUNTED = re.compile(r"\b(?:personel|çalışan)\w*\s+say\w+\s*:\s*(?P<parts>[^.;]+(?:\.\d{3}[^.;]*)*)\.")
_COUNTED_PART = re.compile(rf"(?P<name>[a-zçğıöşü][a-zçğıöşü ]*?)\s+(?P<count>{COUNT})")
"""A part of what a sentence counts behind a colon: "personel sayısı: sanatçı 684, memur 205."."""
_EACH = re.compile(OF_THEM)
_STAFF_KIND = re.compile(r"memur|işçi|personel|sözleşmeli")
_WHOLE = re.compile(r"^(?P<name>\w+(?:\s\w+)?)\s+personelin\s")
_ELSEWHERE = re.compile(r"\b(?:merkez|taşra|yurt\s?dışı)\w*\s+(?:teşkilat|birim)", re.IGNORECASE)
SHORTEST = 2
"""Parts from which a sum proves something."""
_STAFF_WORDS = re.compile(r"\s+(?:personel|olarak)\w*$")


def read_staff(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    """Adds to a draft the numbers of all staff, and of its kinds, that no table prints and whose parts add up."""
    for at in paragraphs:
        for said in SENTENCE.split(at.text):
            if _ELSEWHERE.search(said):
                continue
            _total(draft, said, at)
            _shares(draft, said, at)
        _by_place(draft, at)
        _counted(draft, at)


def _total(draft: Draft, said: str, at: Paragraph) -> None:
    """ "412 memur ve 96 işçi olmak üzere toplam 508 personel": kept where the parts are the total."""
    told = _TOTAL.search(said)
    if told is None:
        return
    parts = [(match["name"], int(number(match["count"]))) for match in _PART.finditer(said[: told.start()])]
    total = int(number(told["total"]))
    # The numbers before the parts count something else: "9 fakülte … 612 akademik, 398 idari olmak üzere …".
    own = (parts[start:] for start in range(len(parts) - SHORTEST + 1))
    parts = next((some for some in own if sum(count for _, count in some) == total), [])
    each = [int(number(match["count"])) for match in _EACH.finditer(said[: told.start()])]
    if not parts and len(each) >= SHORTEST and sum(each) == total:
        # "742’si merkezde, 1.136’sı müdürlüklerde olmak üzere toplam 1.878": places, and no kinds of staff.
        _keep_total(draft, total, told["total"], at)
    if not parts:
        return
    _keep_total(draft, total, told["total"], at)
    _add_groups(draft, parts, at)


def _by_place(draft: Draft, at: Paragraph) -> None:
    """ "Merkezde 84, taşrada 67 olmak üzere toplam 151": kept where the places are the total; they are no kinds."""
    for told in (*_TOTAL.finditer(at.text), *_POSTS.finditer(at.text)):
        before, behind = at.text[: told.start()].rsplit(". ", 1)[-1], at.text[told.end() :].split(". ", 2)[:2]
        counts = [int(number(match["count"])) for match in _PLACED.finditer(before)] or [
            int(number(match["count"])) for match in _PLACED_SHARE.finditer(" ".join(behind))
        ]
        total = int(number(told["total"]))
        if len(counts) >= SHORTEST and sum(counts) == total:
            _keep_total(draft, total, told["total"], at)


def _counted(draft: Draft, at: Paragraph) -> None:
    """ "Personel sayısı: memur 205, işçi 247. Toplam 452 personel çalışmaktadır": kept where that is their sum."""
    counted, told = _COUNTED.search(at.text), _SUMMED.search(at.text)
    if counted is None or told is None or _ELSEWHERE.search(at.text):
        return
    rows = [_COUNTED_PART.fullmatch(part.strip()) for part in re.split(r",|\sve\s", counted["parts"])]
    parts = [(row["name"], int(number(row["count"]))) for row in rows if row]
    total = int(number(told["total"]))
    if len(parts) == len(rows) >= SHORTEST and sum(count for _, count in parts) == total:
        _keep_total(draft, total, told["total"], at)
        _add_groups(draft, parts, at)


def read_lists(draft: Draft, paragraphs: Sequence[Paragraph], lines: Sequence[Line]) -> None:
    """Adds the kinds of staff that lines list, "Memur: 214" … "Toplam: 272", where they add up."""
    rows: list[tuple[str, str, Line]] = []
    for line in lines:
        match = _LISTED.fullmatch(line.text.strip())
        if match is None:
            summed = _SUMMED.search(line.text) if len(rows) >= SHORTEST else None
            if summed:
                _listed(draft, [*rows, ("", summed["total"], line)], paragraphs)
            rows = []
            continue
        rows.append((match["name"], match["count"], line))
        if key(match["name"]) in ("toplam", "geneltoplam"):
            _listed(draft, rows, paragraphs)
            rows = []


def _listed(draft: Draft, rows: Sequence[tuple[str, str, Line]], paragraphs: Sequence[Paragraph]) -> None:
    parts = [(name[:1].lower() + name[1:], int(number(count))) for name, count, _ in rows[:-1]]
    _, printed, line = rows[-1]
    staff = any(_STAFF_KIND.search(name) for name, _ in parts)
    if len(parts) < SHORTEST or not staff or sum(count for _, count in parts) != int(number(printed)):
        return
    before = [at for at in paragraphs if at.line < line.number]
    at = Paragraph("", before[-1].place if before else "", (line,))
    _keep_total(draft, int(number(printed)), printed, at)
    _add_groups(draft, parts, at)


def _keep_total(draft: Draft, total: int, printed: str, at: Paragraph) -> None:
    if STAFF not in draft.entities:
        draft.add(Entity(STAFF, ALL_STAFF, "", "", at.place, at.line))
    _keep(draft, "", total, printed, at)


def _shares(draft: Draft, said: str, at: Paragraph) -> None:
    """ "Akademik personelin 168’i profesör, 191’i doçenttir": kept where they are as many as that kind of staff."""
    whole = _WHOLE.search(said)
    parts = [(match["name"], int(number(match["count"]))) for match in _SHARE.finditer(said)]
    if whole is None or len(parts) < SHORTEST:
        return
    named = (key(whole["name"]), key(f"{whole['name']} personel"))
    groups = {entity.id for entity in draft.of_kind("staff_group") if key(entity.name) in named}
    totals = {f.value for f in draft.figures if f.cell.subject == STAFF and f.cell.item in groups}
    if sum(count for _, count in parts) in totals:
        _add_groups(draft, parts, at)


def _add_groups(draft: Draft, parts: Iterable[tuple[str, int]], at: Paragraph) -> None:
    known = {key(entity.name): entity.id for entity in draft.of_kind("staff_group")}
    for printed, count in parts:
        name = printed.strip()
        short = _STAFF_WORDS.sub("", name)
        id = known.get(key(name)) or known.get(key(short)) or known.get(key(f"{short} personel"))
        if id is None:
            id = draft.add(Entity(f"staff_group:{slug(name)}", capital(name), "unvan", "", at.place, at.line))
        _keep(draft, id, count, f"{count:,}".replace(",", "."), at)


def _keep(draft: Draft, item: str, count: int, printed: str, at: Paragraph) -> None:
    """Adds a count unless a table has it."""
    if any(f.cell.subject == STAFF and f.cell.item == item and f.cell.measure == "count" for f in draft.figures):
        return
    cell = Cell(STAFF, item, "count", None, at.place)
    draft.figures.append(Figure(cell, count, "kişi", printed, at.line))
    draft.proven.add(cell)
