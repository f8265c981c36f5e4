"""How sentences say things: rows of an attribute's kind and a pattern, and what they say added to a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.importing.document import key
from knowledge.importing.draft import Draft, Entity, Sentence
from knowledge.importing.passages import Paragraph

_UNITS = "bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz"
NUMBER = rf"(?<!\w)(?:\d{{1,4}}|(?:on|yirmi|otuz|kırk|elli|altmış)(?:\s?(?:{_UNITS}))?|{_UNITS})"
_TENS = "On|Yirmi|Otuz|Kırk|Elli|Altmış"
_CAPITAL = rf"(?<!\w)(?:(?:{_TENS})(?:\s?(?:{_UNITS}))?|Bir|İki|Üç|Dört|Beş|Altı|Yedi|Sekiz|Dokuz)(?!\w)"
ANY_NUMBER = rf"(?:{_CAPITAL}|{NUMBER})"
"""The same where it may begin a sentence."""
COUNT = r"\d{1,3}(?:\.\d{3})+|\d{1,6}"
"""A number of persons or things, in figures."""
OF_THEM = rf"(?<![\d./])(?P<count>{COUNT})[’'](?:s[ıiuü]|[ıiuü])\s+"
"""So many of those that a sentence counts: "742’si"."""
CAPITAL = r"[A-ZÇĞİÖŞÜ]"
MONTH = "(?:Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık)"


@dataclass(frozen=True, slots=True)
class Says:
    """How a sentence says a kind of thing."""

    kind: str
    pattern: re.Pattern[str]


def says(kind: str, pattern: str) -> Says:
    """A row of a table of sayings."""
    return Says(kind, re.compile(pattern))


FOUNDED = (
    says(
        "founding",
        rf"(?P<answer>(?:\d{{1,2}}[./]\d{{1,2}}[./]|\d{{1,2}}\s+{MONTH}\s+)?(?:1[89]|20)\d\d)(?!\s+(?:tarihli\s+ve\s+\d+\s+)?sayılı)\b[^.;]*(?:kurulmuş|kurulan|oluşturulmuş|oluşturulan|ihdas\s+edilmiştir)",
    ),
    says(
        "legal_basis",
        r"(?P<answer>\d{1,5}\s+sayılı\s+[^.;,]*?(?:Kanun|Kararname|Yönetmeli[kğ]|Yönerge)[\w’']*"
        r"(?:\s+\d+(?:/[A-ZÇĞİÖŞÜ])?(?:[’']\w+|\s+\w+)?\s+maddesi)?)"
        r"[^.;]*(?:uyarınca|gereğince|kapsamında|(?:ile|maddesiyle|yle)\s+kurul|oluşturul|ihdas|eklenen)",
    ),
)
"""When and by which act something was founded."""


_ADDED_TO = re.compile(r"(?:Kanun|Kararname|Yönetmeli[kğ]|Yönerge)\w*?[ae]\s+\d")
"""An act to which an article was added, whose name has the ending for that: the sentence tells it."""


REACHED: Mapping[str, str] = {
    "phone": "telefonu",
    "fax": "faksı",
    "email": "e-postası",
    "web": "internet adresi",
    "address": "adresi",
}
"""By what something is reached, as a text of it says."""


def reached(name: str, kind: str, answer: str) -> str:
    """The text that tells by what something is reached.

    >>> reached("Orman Yangını İhbar Hattı", "phone", "177")
    'Orman Yangını İhbar Hattı telefonu: 177.'
    """
    return f"{name} {REACHED[kind]}: {answer}."


def add_said(draft: Draft, entity: Entity, kind: str, said: str, answer: str, at: Paragraph) -> None:
    """Adds what a sentence says of a thing, unless another one has said that kind before."""
    if draft.says(entity.id, kind):
        return
    named = key(entity.name) in key(said)
    text = said if named or entity.kind == "agency" else f"{entity.name}: {said}"
    answer = "" if _ADDED_TO.search(answer) else answer
    draft.say(Sentence(entity.id, kind, text, answer.strip(" ,;:"), at.place, at.line))
