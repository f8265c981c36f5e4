"""The information systems that a programme's prose names: what they do, since when, with how many modules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.importing.document import key
from knowledge.importing.draft import Draft, Entity
from knowledge.importing.names import slug
from knowledge.importing.passages import Paragraph
from knowledge.importing.sayings import CAPITAL, NUMBER, Says, add_said, says
from knowledge.passages import sentences

SYSTEM = (
    says("module_count", rf"(?P<answer>{NUMBER})\s+(?:adet\s+|ayrı\s+)?modül"),
    says(
        "go_live",
        r"(?P<answer>(?:\d{1,2}[./]\d{1,2}[./])?(?:19|20)\d\d)(?!\s+sayılı)(?:\s+yılında|\s+tarihinde|’?[dt][ea])?\s+(?:[\w-]+\s+){0,3}(?:devreye|hizmete|kullanıma|uygulamaya|kullanılmaya)",
    ),
    says("start", r"(?P<answer>(?:19|20)\d\d)\s+yılı(?:nda|\s+içerisinde|\s+içinde)?\s+analiz\w*\s+başlan"),
    says("start", r"[Aa]naliz\w*\s+(?P<answer>(?:19|20)\d\d)\s+yılı(?:nda|\s+içerisinde|\s+içinde)\s+başlan"),
    says(
        "start",
        r"(?P<answer>(?:\d{1,2}[./]\d{1,2}[./])?(?:19|20)\d\d)(?!\s+sayılı)(?:\s+yılında|\s+yılından|\s+tarihinden|’?[dt][ea]n)\s+(?:beri|bu\s+yana|itibaren)",
    ),
    says(
        "function",
        r"(?P<answer>.*(?:yürütül|takip\s+edil|yönetil|izlen|sağlan|sağlar|kullanıl|kullanmakta|toplan|paylaşıl|düzenlen"
        r"|yayımla|sorgulan|tutul)\w*)",
    ),
)
BY_SHORT = (
    says(
        "module_count",
        rf"\b(?P<short>{CAPITAL}[\w-]{{1,11}})[’'][dt][ea]\s+(?P<answer>\d+)(?=\s*(?:,|ve\b|adet\b|modül))",
    ),
    says(
        "go_live",
        rf"(?P<answer>(?:19|20)\d\d)\s+yılından\s+(?:beri|bu\s+yana|itibaren)\s+(?P<short>{CAPITAL}[\w-]{{1,11}})\b",
    ),
)
"""What sentences say of systems by their abbreviations: "ÖBS’de 27, HBYS’de 34 modül bulunmaktadır"."""
_NO_WORD = re.compile(r"^[A-ZÇĞİÖŞÜ]{2,}(?:NET|BİS|SİS)$")
"""How names of systems are made that are no words: "KAYITNET"."""
_OF_ANOTHER = re.compile(r"\w(?:n?[ıiuü]n)\s")
"""An owner in a system's name: "Hazine Bakanlığının Taşınır Kayıt Sistemi"."""
_LETTER = re.compile(r"(?:[a-zçğıöşü]|\d{1,2})[.)]\s+")
"""What counts the systems of a list."""
_SYSTEM_NAME = re.compile(
    rf"(?P<name>(?:{CAPITAL}[\w-]*\s+(?:ve\s+)?){{1,7}}(?:Sistemi|Portalı|Otomasyonu|Platformu|Yazılımı|Veri\s+Bankası|Veri\s+Tabanı"
    r"|Bilişim\s+(?:Yapılandırma\s+)?Projesi))"
    r"(?:\s*\((?P<short>[A-ZÇĞİÖŞÜ][\w-]{1,12})\))?"
)

_LISTED_NAME = re.compile(
    rf"(?P<name>{CAPITAL}[\w-]*(?:\s+(?:ve\s+)?{CAPITAL}[\w-]*){{1,6}}|{CAPITAL}\w*{CAPITAL}\w*)"
    rf"(?:\s*\((?P<short>{CAPITAL}[\w-]{{1,12}})\))?(?=:\s)"
)
"""What the list of an agency's technology names before a colon is a system, whatever it is called.

A single word is one with a capital inside: "KıyıNet".
"""
_THROUGH = re.compile(
    r"\s+(?:üzerinden|aracılığıyla|ile)\s+(?:[\w-]+\s+){0,3}(?:yürütül|izlen|takip|yönetil|sağlan|alın|yapıl)"
)
"""What follows the name of a system by which something is done."""
_TECHNOLOGY = re.compile(r"^(?!.*(?:fizik|insan|mali))(?:.*teknoloji|.*bilisim|.*bilgisistem|.*yazilim)")


def read_systems(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    """Adds the systems that the prose names, and what it surely says of them."""
    known: dict[str, Entity] = {}
    short = _abbreviated(draft)
    for at in paragraphs:
        headed: Entity | None = None
        for position, said in enumerate(sentences(_LETTER.sub("", at.text, count=1) if _listed(at.text) else at.text)):
            named = list(_SYSTEM_NAME.finditer(said))
            match = _SYSTEM_NAME.match(said) or (_SYSTEM_NAME.fullmatch(at.heading) if position == 0 else None)
            if match is None and _TECHNOLOGY.search(key(at.heading)):
                match = _LISTED_NAME.match(said)
            if match is None and len(named) == 1 and _is_told(said, named[0], at.heading):
                match = named[0]
            by_short = [e for e in known.values() if e.code and re.search(rf"\b{re.escape(e.code)}\b", said)]
            if match:
                headed = _system(draft, match, known, at)
            elif named:
                headed = None
            elif len(by_short) == 1:
                headed = by_short[0]
            elif by_short:
                headed = None
            if headed is not None:
                _kinds(draft, headed, said, at)
                if match and said[match.end() :].startswith(":"):
                    # What a list says behind a name and a colon is what the system is for.
                    add_said(draft, headed, "function", said, "", at)
            for row in BY_SHORT:
                for found in row.pattern.finditer(said) if _fits(row, said) else ():
                    if found["short"] in short:
                        entity = _by_short(draft, short[found["short"]], found["short"], known, at)
                        add_said(draft, entity, row.kind, said, found["answer"], at)


def _listed(text: str) -> bool:
    """Whether a paragraph is a system of a list: its letter, its name and a colon."""
    letter = _LETTER.match(text)
    name = _SYSTEM_NAME.match(text, letter.end()) if letter else None
    return name is not None and text[name.end() :].startswith(":")


def _is_told(said: str, named: re.Match[str], heading: str) -> bool:
    """Whether a sentence that begins otherwise tells of the system that it names: since when, what is done by it.

    What is done by it is told under the heading of the agency's technology; elsewhere it is only mentioned.
    """
    own = not _OF_ANOTHER.search(named["name"])
    if own and _TECHNOLOGY.search(key(heading)) and _THROUGH.match(said, named.end()):
        return True
    since = any(row.pattern.search(said) for row in SYSTEM if row.kind in ("go_live", "start"))
    return since and not said[named.end() :].lstrip().startswith(("ile ", "ve "))


def _own_short(name: str) -> str:
    """The word of a system's name that stands for it alone: one with a capital inside, "KıyıNet"; "" without one.

    In capitals it is one where it begins the name and is no word: "TABİATNET Kurumsal Bilgi Sistemi".
    """
    words = name.split()
    own = [word for word in words if any(letter.isupper() for letter in word[1:]) and not word.isupper()]
    if not own and len(words) > 1 and _NO_WORD.search(words[0]) and not words[1].isupper():
        own = words[:1] if words[0][0] != words[1][0] else []  # "LİBİS Liman Bilgi Sistemi" tells what it means
    return own[0] if len(own) == 1 and len(words) > 1 else ""


def _system(draft: Draft, match: re.Match[str], known: dict[str, Entity], at: Paragraph) -> Entity:
    name, short = " ".join(match["name"].split()), match["short"] or ""
    short = short or _own_short(name) or next((e.code for e in draft.of_kind("system") if key(e.name) == key(name)), "")
    for entity in known.values():
        if key(entity.name) == key(name) or (short and key(short) == key(entity.code)):
            return entity
    id = draft.add(Entity(f"system:{slug(name)}", name, short, "", at.place, at.line))
    known[id] = draft.entities[id]
    return known[id]


def _kinds(draft: Draft, entity: Entity, said: str, at: Paragraph) -> None:
    for row in SYSTEM:
        match = row.pattern.search(said)
        if match:
            add_said(draft, entity, row.kind, said, "" if row.kind == "function" else match["answer"], at)


def _fits(row: Says, said: str) -> bool:
    return row.kind != "module_count" or "modül" in said


def _abbreviated(draft: Draft) -> Mapping[str, str]:
    """The names of the systems in the list of abbreviations, by their abbreviation."""
    names = draft.names("abbreviation")
    meant = {names[s.entity]: s.answer for s in draft.sentences if s.kind == "meaning" and s.entity in names}
    return {short: name for short, name in meant.items() if _SYSTEM_NAME.fullmatch(name)}


def _by_short(draft: Draft, name: str, short: str, known: dict[str, Entity], at: Paragraph) -> Entity:
    found = next((entity for entity in known.values() if key(entity.name) == key(name)), None)
    if found is None:
        id = draft.add(Entity(f"system:{slug(name)}", name, short, "", at.place, at.line))
        found = known[id] = draft.entities[id]
    return found
