"""Telephone lines with a short number, from the list of abbreviations ("ALO 177 Yangın İhbar Hattı") and from prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.importing.draft import Draft, Entity, Sentence
from knowledge.importing.names import slug
from knowledge.importing.passages import Paragraph
from knowledge.importing.sayings import CAPITAL, reached

SHORT_NUMBER = r"1\d\d"
"""Public services are called by three digits, of which the first is 1 (BTK, Ulusal Numaralandırma Planı)."""
_LISTED = re.compile(rf"^\w[^\d]*\s(?P<answer>{SHORT_NUMBER})$")
_LINE = re.compile(r"\b(?:Hattı|Çağrı|İletişim|Danışma|İhbar|Acil)\b")
"""What a line is called by: "ISO 140" is none."""
_NAME = rf"(?P<name>(?:{CAPITAL}\w+\s+(?:ve\s+)?){{1,5}}Hattı)"
_ENDS = r"(?=[’'),;](?!\d)|\.?$|\.\s+[^a-zçğıöşü])"
"""What stands behind a number that is called: "Hattı 154 kV", "Hattı 150. kilometre" have others."""
_CALLED = (
    re.compile(rf"{_NAME}\s*[:(]?\s*(?:ALO\s+|Alo\s+)?(?P<answer>{SHORT_NUMBER}){_ENDS}"),
    re.compile(rf"(?:ALO|Alo)\s+(?P<answer>{SHORT_NUMBER})\s+{_NAME}"),
)
"""A line by name with its number: "Obruk İhbar Hattı: 199", "Tabiat Hattı 169, …", "ALO 183 Sosyal Destek Hattı"."""
PHONE = "phone"


def of_abbreviations(draft: Draft, meanings: Sequence[tuple[str, str, int]]) -> None:
    """Adds the numbers of the lines in a list of abbreviations; `meanings`: (id, meaning, line)."""
    for id, meaning, line in meanings:
        listed = _LISTED.match(draft.entities[id].name)
        if listed and (_LINE.search(meaning) or draft.entities[id].name.upper().startswith("ALO")):
            number = listed["answer"]
            draft.say(Sentence(id, PHONE, reached(meaning, PHONE, number), number, draft.entities[id].place, line))


def of_prose(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    """Adds the lines that paragraphs call by name and number, unless a list has that number."""
    known = {said.answer for said in draft.sentences if said.kind == PHONE}
    for at, name, number in _called(paragraphs):
        if number not in known:
            known.add(number)
            id = draft.add(Entity(f"institution:{slug(name)}", name, "", "", at.place, at.line))
            draft.say(Sentence(id, PHONE, reached(name, PHONE, number), number, at.place, at.line))


def _called(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, str, str]]:
    """The lines that paragraphs call, with their names and numbers."""
    for at in paragraphs:
        for text in (at.text, *(line.text for line in at.lines)):
            for called in (found for pattern in _CALLED for found in pattern.finditer(text)):
                yield at, " ".join(called["name"].split()), called["answer"]
