"""What sentences count or pay in parts that add up to a total: students by level and sex, money by its source.

Only the sum makes a figure of a number in prose: parts that come to no total that is told stay a passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.costs import INSIDE, OUTSIDE
from knowledge.importing.document import key
from knowledge.importing.draft import Cell, Draft, Entity, Figure
from knowledge.importing.names import slug
from knowledge.importing.naming import expense_id
from knowledge.importing.passages import Paragraph
from knowledge.importing.sayings import COUNT, OF_THEM
from knowledge.language.letters import capital, fold
from knowledge.passages import sentences
from knowledge.printed import number

_NAME = r"[a-zçğıöşüâî]+(?:\s[a-zçğıöşüâî]+){0,4}?"
_TOTAL = re.compile(rf"\bolmak\s+üzere,?\s+toplam(?:da)?\s+(?P<total>{COUNT})\s+(?P<noun>[a-zçğıöşüâî]+)\b")
_BEFORE = re.compile(rf"(?<![\d./])(?P<count>{COUNT})\s+(?P<name>{_NAME})(?=\s*(?:,|\bve\b|\bile\b|$))")
"""A part of a sum: "4.912 ön lisans"."""
_BEHIND = re.compile(rf"\b(?P<name>{_NAME})n?[dt][ae]\s+(?P<count>{COUNT})(?=\s*(?:,|\bve\b|\bile\b|$))")
"""The same with the place before it: "ön lisansta 9.214"."""
_PLACE = re.compile(r"(?:n|s[ıi]n|l[ae]r)[dt][ae]$")
_SEXES = {"kadın": "kadin", "kız": "kadin", "erkek": "erkek"}
_SHARE = re.compile(rf"{OF_THEM}(?P<name>kadın|kız|erkek)")
_MONEY = re.compile(
    rf"(?<![\d./])(?P<amount>\d{{1,3}}(?:\.\d{{3}})+)\s+TL(?:[’'](?:s[ıi]|lik))?\s+(?P<name>[A-ZÇĞİÖŞÜ]?{_NAME})"
    r"(?=\s*(?:,|;|\bve\b|\bile\b|\.|$)|\s+(?:karşılan|finanse|oluş|sağlan))"
)
"""An amount and its source: "116.765.000 TL’si öz gelirlerle karşılanacaktır"."""
_WITH = re.compile(r"l[ae]$")
_FROM = re.compile(r"(?:(?<=[ıiuü])n)?[dt][ae]n$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PERSONS = frozenset(str.split("ogrenci kursiyer katilimci gonullu uye hasta mezun stajyer izci sporcu"))
"""Nouns of people who are no staff, folded."""
SHORTEST = 2
"""Parts from which a sum proves something."""
COUNTED = "facility"
"""The kind of what only the prose counts."""


def read_sums(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    """Adds to a draft what sentences sum up."""
    for at in paragraphs:
        for said in sentences(at.text) if at.place else ():
            _people(draft, said, at)
            _sexes(draft, said, at)
        _sources(draft, at)


def _people(draft: Draft, said: str, at: Paragraph) -> None:
    """ "4.912 ön lisans, 9.638 lisans öğrencisi olmak üzere toplam 14.550 öğrenci": kept where that is their sum."""
    told = _TOTAL.search(said)
    if told is None or fold(told["noun"]) not in PERSONS:
        return
    before = said[: told.start()].strip()
    total = int(number(told["total"]))
    for pattern in (_BEFORE, _BEHIND):
        parts = [(_sort(match["name"]), match["count"]) for match in pattern.finditer(before)]
        # The numbers before the parts count something else: "8 fakültede 4.912 ön lisans …".
        own = (parts[start:] for start in range(len(parts) - SHORTEST + 1))
        found = next((some for some in own if sum(int(number(count)) for _, count in some) == total), None)
        if found:
            break
    else:
        return
    noun = told["noun"]
    # "Öğrenci" alone would be found in every sentence about one.
    all_of_them = Cell(f"{COUNTED}:{slug(noun)}", "", "count", None, at.place)
    whole = _keep(draft, f"toplam {noun}", all_of_them, told["total"], at)
    draft.spellings.append((whole, f"{capital(noun)} sayısı"))
    for name, count in found:
        named = re.sub(rf"\s*\b{noun}\w*$", "", name)
        named = f"{named} {_possessed(noun)}"
        _keep(draft, named, Cell(f"{COUNTED}:{slug(named)}", "", "count", None, at.place), count, at, above=whole)


def _sort(name: str) -> str:
    """The sort of people that some words name: behind those that say when or where, and without the ending for where.

    >>> _sort("öğretim yılında ön lisans"), _sort("lisansüstün"), _sort("tezli yüksek lisans")
    ('ön lisans', 'lisansüstü', 'tezli yüksek lisans')
    """
    words = name.split()
    last = max((at for at, word in enumerate(words[:-1]) if _PLACE.search(word)), default=-1)
    return re.sub(r"(?<=[ıiuü])n$", "", " ".join(words[last + 1 :]))


def _possessed(noun: str) -> str:
    """A noun behind the sort of what it is: "ön lisans öğrencisi"."""
    last = next((letter for letter in reversed(noun) if letter in "aıoueiöü"), "i")
    vowel = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}[last]
    return f"{noun}{'s' if noun[-1] in 'aıoueiöü' else ''}{vowel}"


def _sexes(draft: Draft, said: str, at: Paragraph) -> None:
    """ "Öğrencilerin 8.374’ü kadın, 7.428’i erkektir": kept where they are as many as are counted of them."""
    parts = {_SEXES[match["name"]]: match["count"] for match in _SHARE.finditer(said)}
    first = said.split()[0] if said.split() else ""
    noun = re.sub(r"l[ae]r[ıi]n$", "", first)
    id = f"{COUNTED}:{slug(noun)}"
    if len(parts) != SHORTEST or noun == first or id not in draft.entities:
        return
    totals = {f.value for f in draft.figures if f.cell.subject == id and not f.cell.item}
    if sum(int(number(count)) for count in parts.values()) not in totals:
        return
    for sex, count in parts.items():
        group = draft.add(
            Entity(f"staff_group:{sex}", {"kadin": "Kadın", "erkek": "Erkek"}[sex], "cinsiyet", "", at.place, at.line)
        )
        cell = Cell(id, group, "count", None, at.place)
        draft.figures.append(Figure(cell, number(count), "kişi", count, at.line))
        draft.proven.add(cell)


def _keep(draft: Draft, name: str, cell: Cell, printed: str, at: Paragraph, above: str = "") -> str:
    """Adds people who are counted, unless they are counted already; gives their id."""
    if cell.subject not in draft.entities:
        draft.add(Entity(cell.subject, capital(name), "", above, at.place, at.line))
        draft.figures.append(Figure(cell, number(printed), "kişi", printed, at.line))
        draft.proven.add(cell)
    return cell.subject


def _sources(draft: Draft, at: Paragraph) -> None:
    """Money by its source, of which the sum is told in the same paragraph or in a table for the budget's year."""
    if any(int(year[0]) != draft.year for year in _YEAR.finditer(at.text)):
        return
    told = {f.value for f in draft.figures if _of_the_year(draft, f)}
    known: dict[float, str] = {}
    for said in sentences(at.text):
        parts = [(_plain(match["name"], said[match.end() :]), match["amount"]) for match in _MONEY.finditer(said)]
        summed = sum(number(amount) for _, amount in parts)
        of = known.get(summed, "")
        if len(parts) < SHORTEST or not (of or summed in told):
            continue
        for name, amount in parts:
            id = f"agency:{slug(name)}"
            if id in draft.entities or any(key(one.name) == key(name) for one in draft.entities.values()):
                continue
            draft.add(Entity(id, capital(name), "", of or draft.agency.id, at.place, at.line))
            cell = Cell(id, "", "budget", draft.year, at.place)
            draft.figures.append(Figure(cell, number(amount), "TL", amount, at.line))
            draft.proven.add(cell)
            known[number(amount)] = id


def _of_the_year(draft: Draft, figure: Figure) -> bool:
    """Whether a figure is the agency's budget of the year, in all or of one sort of money."""
    items = ("", expense_id(INSIDE), expense_id(OUTSIDE))
    cell = figure.cell
    return (cell.subject, cell.measure, cell.year) == (draft.agency.id, "budget", draft.year) and cell.item in items


def _plain(name: str, behind: str) -> str:
    """A name without the ending that the verb behind it asks for: "öz gelirlerle karşılanacaktır"."""
    verb = fold(behind).strip()
    if verb.startswith(("karsilan", "finanse", "saglan")):
        return _WITH.sub("", name)
    return _FROM.sub("", name) if verb.startswith("olus") else name
