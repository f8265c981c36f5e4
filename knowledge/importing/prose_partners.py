"""The institutions that a programme's prose names as those that data comes from, goes to, or goes to and fro."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.importing.document import key
from knowledge.importing.draft import Draft, Entity, Relation, Sentence
from knowledge.importing.names import slug
from knowledge.importing.passages import Paragraph
from knowledge.importing.sayings import CAPITAL
from knowledge.passages import sentences

_INSTITUTIONS = r"\s+kurum\w*(?:\s*(?:/|ve)\s*kuruluş\w*)?(?:\s+ise)?\s*[;:,]?\s+(?P<names>.+)$"
WAYS = (
    (
        "exchanges_data",
        re.compile(r"(?i:hem\s+veri\s+alın\w+\s.*?veri\s+paylaşılan)" + _INSTITUTIONS),
        "{} ile veri karşılıklıdır: hem veri alınır hem veri paylaşılır.",
        "Hem veri alınan hem veri paylaşılan (karşılıklı)",
    ),
    (
        "gives_data",
        re.compile(r"(?i:veri\s+alınan)" + _INSTITUTIONS),
        "{} veri alınan kurumdur: veri tek yönlü olarak bu kurumdan gelir.",
        "Veri alınan (kurumdan)",
    ),
    (
        "receives_data",
        re.compile(r"(?i:veri\s+(?:paylaşılan|verilen|gönderilen))" + _INSTITUTIONS),
        "{} veri paylaşılan kurumdur: veri tek yönlü olarak bu kuruma gönderilir.",
        "Veri paylaşılan (kuruma)",
    ),
)
"""(relation to the agency, how a sentence lists such institutions, what is said of each, in short)."""
_HEADS = (
    r"(?:Bakanlığı|Başkanlığı|Müdürlüğü|Müsteşarlığı|Komutanlığı|Valiliği|Belediyesi|Kurumu|Kurulu|Kuruluşu|Konseyi"
    r"|Birliği|Teşkilatı|Ofisi|Merkezi|Bankası|İşletmesi|Ajansı|Dairesi|Üniversitesi|Enstitüsü|Odası|Vakfı|Derneği"
    r"|Kızılayı?|Sistemi|A\.Ş\.)"
)
_WHOLE = re.compile(rf"(?:(?:.*\s)?(?:{_HEADS}|\S+\))|[A-ZÇĞİÖŞÜ]{{2,}})$")
"""A name that is whole: what an institution is called ends so, or an abbreviation."""
_JOINT = re.compile(rf"\s*,\s*|\s+(?:ve|ile)\s+(?={CAPITAL})")
_COPULA = re.compile(r"[’']?[dt][ıiuü]r\s*\.?$|\.$")
_REMARK = re.compile(r"\s*\((?=[^)]*[a-zçğıöşü]{3})[^)]*\)")
"""A remark behind a name, no abbreviation of it: "(e-devlet çalışmaları)"."""


def read_partners(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    """Adds the institutions of such lists, and which way data goes."""
    for at in paragraphs:
        for said in sentences(at.text):
            for relation, pattern, told, short in WAYS:
                if match := pattern.match(said):
                    for name in _names(match["names"]):
                        entity = _institution(draft, name, at)
                        draft.relate(Relation(entity.id, relation, draft.agency.id, at.place, at.line))
                        if not draft.says(entity.id, "data_direction"):
                            text = told.format(entity.name)
                            draft.say(Sentence(entity.id, "data_direction", text, short, at.place, at.line))
                    break


def _names(listed: str) -> Iterator[str]:
    """The names of a list; a comma or an "and" inside of one is none between two.

    >>> list(_names("Seyir, Hidrografi ve Oşinografi Dairesi (SHOD), ÖSYM ile Kültür ve Turizm Bakanlığı’dır."))
    ['Seyir, Hidrografi ve Oşinografi Dairesi (SHOD)', 'ÖSYM', 'Kültür ve Turizm Bakanlığı']
    """
    listed = " ".join(_COPULA.sub("", _REMARK.sub("", listed)).split())
    start = 0
    for joint in _JOINT.finditer(listed):
        if _WHOLE.match(listed[start : joint.start()]):
            yield listed[start : joint.start()]
            start = joint.end()
    if _WHOLE.match(listed[start:]):
        yield listed[start:]


def _institution(draft: Draft, name: str, at: Paragraph) -> Entity:
    for entity in draft.of_kind("institution"):
        if key(entity.name) == key(name):
            return entity
    return draft.entities[draft.add(Entity(f"institution:{slug(name)}", name, "", "", at.place, at.line))]
