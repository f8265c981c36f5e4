"""What sentences count that no table does: "46 kurtarma istasyonu, 3 eğitim merkezi …"; and the areas of buildings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.importing.document import key
from knowledge.importing.draft import Cell, Draft, Entity, Figure
from knowledge.importing.names import slug
from knowledge.importing.passages import Paragraph
from knowledge.importing.sayings import CAPITAL, COUNT, OF_THEM
from knowledge.language.letters import capital, lower
from knowledge.passages import sentences
from knowledge.printed import number

KIND = "facility"
COUNTED = ("room", "vehicle", "it", "staff_group", "indicator")
"""Kinds of what tables count."""
_WORD = r"[a-zçğıöşüâî]+"
_STATES = (
    r"(?:oluş(?:ur|makta)|bulunmakta|bulunur|hizmet\s+ver|faaliyet\s+göster|görev\s+yap|kullanıl|yer\s+al(?:ır|makta)"
    r"|var(?:dır)?\b|sahip)"
)
_STATING = re.compile(rf"{_STATES}\w*\s*[.;]?$")
"""How a sentence ends that states what there is."""
_PLANNED = re.compile(
    r"(?i:hedef|planla|öngör|tahmin\w*\s+edil)|%|\bTL\b|lira|sayılı|\b(?:19|20)\d\d\b(?!\s*(?:adet|kişi))|oran[ıi]\b"
)
"""What a sentence has that tells of a plan, of money or of a year."""
_COUNTED = re.compile(
    rf"(?<![\w./:’'-])(?P<count>{COUNT})\s+(?:adet\s+|ayrı\s+)?(?P<name>(?:{_WORD}\s+){{0,5}}?{_WORD})"
    rf"(?=\s*(?:,|;|\bve\b|\bile\b|\bolmak\s+üzere\b|\.?$)|\s+{_STATES})"
)
_SHARE = re.compile(
    rf"{OF_THEM}(?P<name>{_WORD}(?:\s{_WORD}){{0,3}}?)"
    r"(?=\s*(?:,|\bve\b|\.|;|$))"
)
_NUMBERED = re.compile(rf"(?P<name>[\w]+(?:\s{_WORD}){{1,5}}\s+sayısı)\s+(?P<count>{COUNT})[’'](?:d[ıiuü]r|t[ıiuü]r)\b")
""" "Yabancı uyruklu öğretim elemanı sayısı 23’tür"."""
_OF_STAFF = re.compile(r"\b[Pp]ersonelin(?:in)?\b")
_OF_THINGS = re.compile(rf"^(?P<noun>{CAPITAL}[a-zçğıöşü]+(?:\s[a-zçğıöşü]+)?)l[ae]r[ıi]n\s+(?=\d)")
"""Of what a sentence counts some: "Taşıtların 41’i kiralıktır"."""
_SEATED = re.compile(
    rf"(?<![\w./:’'-])(?P<seats>{COUNT})\s+kişilik\s+(?:(?P<count>{COUNT})\s+adet|(?P<one>bir)(?:\s+adet)?)"
    rf"\s+(?P<name>(?:{_WORD}\s+){{0,2}}?{_WORD})(?=\s*(?:,|;|\bve\b|\bile\b)|\s+{_STATES})"
)
"""Rooms by how many people they hold: "280 kişilik bir konferans salonu"."""
_BRACKETED = re.compile(
    rf"(?<![\w./:’'-])(?P<count>{COUNT})\s+(?P<name>(?:{_WORD}\s+){{0,2}}?{_WORD})"
    rf"\s+\((?P<seats>{COUNT})\s+(?P<unit>{_WORD})\)"
)
"""The same with what they hold in brackets: "1 yemekhane (220 kişilik)"."""
_NEXT_YEAR = re.compile(r"(?<=[a-zçğıöşü]{3}\.)\s+(?=(?:19|20)\d\d\s+yıl)")
"""Where a sentence ends before one that begins with a year."""
_PERSONS = re.compile(r"eleman|personel|görevli|uzman")
_ELSEWHERE = frozenset(
    str.split(
        "bin milyon milyar trilyon kişi kez defa üye modül gün saat ay yıl hafta puan madde sayfa gösterge faaliyet "
        "amaç ilde ülkede"
    )
)
"""First or last words of what is counted elsewhere or is no thing: "118 milyon belge" is no 118."""
_STAFF = re.compile(r"personel|kadrolu|sözleşmeli|işçi|memur|hizmet\s+alımı|akademik|idari")
_STATED = re.compile(r"[dt][ıiuü]r$")
_LOCATIVE = re.compile(r"(?:[aeıioöuübcdgğjlmnrvyz]d|[fstkçşhp]t)[ae]$")
"""How a word ends that says where something is, not what there is so many of: "27 ilçede hizmet verir"."""
_ABLATIVE = re.compile(r"(?:(?<=[ıiuü])n)?[dt][ae]n$")
_AREA = re.compile(
    r"(?P<name>(?:[\wçğıöşüÇĞİÖŞÜ]+\s+){0,3}?[\w]*bina)s[ıi]n[ıi]n\s+(?P<count>\d[\d.]*)\s*(?:m²|m2|metrekare)"
)
_WHOLE_AREA = re.compile(
    r"toplam(?:da)?\s+(?P<count>\d[\d.]*)\s*(?:m²|m2|metrekare)\s+(?P<name>(?:kapalı|kullanım)\s+alan)"
)
_PARTICIPLE = re.compile(r"^.*\b\w+(?:an|en|ilen|ılan|ulan|ülen)\s+")
_AREA_UNIT = "m²"


def read_counts(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    """Adds to a draft what the prose surely counts, and the areas that it gives."""
    for at in paragraphs:
        parts = [part for said in sentences(at.text) for part in _NEXT_YEAR.split(said)]
        for said in parts if at.place else ():  # what stands under no title has no place to be told of
            for name, printed in _areas(said):
                _add_area(draft, name, printed, at)
            if _PLANNED.search(said):
                continue
            for name, printed, unit in _counts(said):
                _add(draft, name, printed, unit, at)
            _shares(draft, said, at)
            _rooms(draft, said, at)


def _counts(said: str) -> Iterator[tuple[str, str, str]]:
    """(name, count as printed, unit) of what a sentence counts."""
    for match in _NUMBERED.finditer(said):
        yield match["name"], match["count"], "kişi" if _PERSONS.search(match["name"]) else "adet"
    if _OF_STAFF.search(said):
        for match in _SHARE.finditer(said):
            yield _STATED.sub("", match["name"]), match["count"], "kişi"
    if not _STATING.search(said):
        return
    for match in _COUNTED.finditer(said):
        name = _ABLATIVE.sub("", match["name"]) if "oluş" in said else match["name"]
        words = name.split()
        if (
            words[0] == "kişilik"
            or _STAFF.search(name)
            or words[-1].startswith("üye")
            or _LOCATIVE.search(name)
            or not _ELSEWHERE.isdisjoint((words[0], words[-1]))
        ):
            continue
        yield name, match["count"], "adet"


def _shares(draft: Draft, said: str, at: Paragraph) -> None:
    """What some of the things of a table are: "Taşıtların 41’i kiralık"; kept of what is known to be more."""
    of = _OF_THINGS.search(said)
    if of is None:
        return
    named = (key(of["noun"]), key(f"Toplam {of['noun']}"))
    wholes = {entity.id for entity in draft.of_kind("vehicle", "room", "it", KIND) if key(entity.name) in named}
    own = [f for f in draft.figures if f.cell.subject in wholes and f.cell.measure == "count"]
    known = [f for f in own if not f.cell.item]
    # Of what is told apart by sex the shares are kept already.
    if len(known) != 1 or any(f.cell.item.startswith("staff_group:") for f in own):
        return
    for match in _SHARE.finditer(said):
        if number(match["count"]) < known[0].value:
            name = f"{_STATED.sub('', match['name'])} {lower(of['noun'])}"
            _add(draft, name, match["count"], known[0].unit, at)


def _rooms(draft: Draft, said: str, at: Paragraph) -> None:
    """Rooms and how much they hold."""
    if not _STATING.search(said):
        return
    for match in (*_SEATED.finditer(said), *_BRACKETED.finditer(said)):
        unit = match.groupdict().get("unit") or "kişilik"
        printed = match["count"] or "1"
        if any(key(entity.name) == key(match["name"]) for entity in draft.of_kind(*COUNTED, KIND)):
            continue
        cell = Cell(f"room:{slug(match['name'])}", "", "count", None, at.place)
        _keep(draft, match["name"], cell, "adet", printed, at)
        held = replace(cell, measure="capacity")
        persons = "kişi" if unit == "kişilik" else unit
        draft.figures.append(Figure(held, number(match["seats"]), persons, match["seats"], at.line))


def _areas(said: str) -> Iterator[tuple[str, str]]:
    """(name, square metres as printed) of the buildings that a sentence measures."""
    for match in _AREA.finditer(said):
        yield _PARTICIPLE.sub("", match["name"]) + "sı", match["count"]
    for match in _WHOLE_AREA.finditer(said):
        yield f"toplam {match['name']}ı", match["count"]


def _add(draft: Draft, name: str, printed: str, unit: str, at: Paragraph) -> None:
    """Adds a counted thing, unless something of its name has a figure already."""
    if all(key(entity.name) != key(name) for entity in draft.of_kind(*COUNTED)):
        _keep(draft, name, Cell(f"{KIND}:{slug(name)}", "", "count", None, at.place), unit, printed, at)


def _add_area(draft: Draft, name: str, printed: str, at: Paragraph) -> None:
    """Adds an area; where a table has one of that size it is only another name of it."""
    value = number(printed)
    same = [f.cell.subject for f in draft.figures if f.cell.measure == "area" and f.value == value]
    areas = [id for id in dict.fromkeys(same) if id.startswith("area:")]
    if len(areas) == 1:
        draft.spellings.append((areas[0], capital(name)))
        return
    id = f"area:{slug(name)}"
    if not areas and id not in draft.entities:
        _keep(draft, name, Cell(id, "", "area", None, at.place), _AREA_UNIT, printed, at)


def _keep(draft: Draft, name: str, cell: Cell, unit: str, printed: str, at: Paragraph) -> None:
    """Adds an entity with its figure; what is counted twice is kept once."""
    if cell.subject in draft.entities:
        return
    draft.add(Entity(cell.subject, capital(name), "", "", at.place, at.line))
    draft.figures.append(Figure(cell, number(printed), unit, printed, at.line))
