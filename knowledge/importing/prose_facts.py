"""Facts that the prose of programmes always holds, read where a sentence says them surely.

Each row of a table below is an attribute's kind and how a sentence says it; the group "answer" is the bare answer.
The sentence itself stays as the text, told of what its heading names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.importing import hotlines, prose_counts, prose_staff, prose_sums
from knowledge.importing.document import key
from knowledge.importing.draft import Draft, Entity
from knowledge.importing.lines import Line
from knowledge.importing.names import Lexicon, slug
from knowledge.importing.passages import Paragraph
from knowledge.importing.prose_agency import read_agency, read_imprint
from knowledge.importing.prose_partners import read_partners
from knowledge.importing.prose_slots import CALLED, SUBJECTS, slots, unowned
from knowledge.importing.prose_systems import read_systems
from knowledge.importing.sayings import ANY_NUMBER, CAPITAL, FOUNDED, MONTH, NUMBER, Says, add_said, says
from knowledge.importing.unit_names import council_form, level
from knowledge.language.letters import fold, lower
from knowledge.passages import sentences

_NAMED = rf"{CAPITAL}[^,.;:]*?"


_OFFICE_OF = r"[^,.;:]+?(?:başkanlı[kğ]|müdürlü[kğ]|birim|daire|sekreterli[kğ]|koordinatörlü[kğ])\w*"
"""A unit in small letters: "ilin liman başkanlığı"."""
_MONTHS = rf"(?i:{MONTH})(?:(?:,\s+|\s+(?:ve|ile)\s+)(?i:{MONTH}))*"

COUNCIL = (
    says("chair", r"(?P<answer>dönüşümlü\s[^.;]*?)\s+başkanlık\s+e(?:der|tmektedir)"),
    says("chair", rf"(?P<answer>{_NAMED})\s+başkanlık\s+e(?:der|tmektedir)"),
    says(
        "chair",
        rf"(?:[Kk]urul|[Kk]omisyon|[Kk]onsey|[Kk]omite|[Mm]eclis)[ae]\s+(?P<answer>{_NAMED})(?:,[^.;]*)?\s+başkanlık"
        r"\s+e(?:der|tmektedir)",
    ),
    says(
        "chair",
        rf"[Bb]aşkanlığını\s+(?P<answer>(?:(?:Prof|Doç|Dr|Av)\.\s+)*{_NAMED})"
        r"\s+(?:yapar|yürütür|üstlenir|yapmaktadır|yürütmektedir)",
    ),
    says("chair", rf"[Bb]aşkanı,?\s+(?P<answer>{_NAMED})(?:’?d[ıiuü]r|’?t[ıiuü]r)\."),
    says("members", rf"(?P<answer>{ANY_NUMBER}\s+üye)(?:si\s+(?:vardır|bulun)|den\s+oluş|li)"),
    says(
        "members",
        rf"(?<!en\saz\s)(?<!en\sçok\s)(?P<answer>{ANY_NUMBER}\s+(?:öğretim\s+üyesi|kişi|üye|genç))n?[dt]en\s+oluş",
    ),
    says("members", rf"\boluşan\s+(?P<answer>(?:{NUMBER})\s+(?:kişi|üye))yle\s"),
    says("term", rf"[Üü]yeler\w*\s+(?:[^.;]*?\s)?(?P<answer>(?:{NUMBER})\s+yıl)(?:\s+için|lığına|d[ıi]r|\s+süreyle)"),
    says(
        "term",
        r"(?:^|;\s)(?=[^.;]*(?:üye|temsilci|profesör))[^.;]*?"
        rf"(?P<answer>(?:{NUMBER})\s+yıl)(?:\s+için|lığına|\s+süreyle)\s+(?:seçil|belirlen|görevlendiril|atan)",
    ),
    says("works_under", r"doğrudan\s+(?P<answer>[^.;,]+?n)\s+koordinasyonunda"),
    says(
        "works_under",
        rf"[Çç]alışmaları(?:nı)?\s+(?P<answer>{_NAMED})\s+(?:izler|yürütür|takip\s+eder|koordine\s+eder|izlemektedir)",
    ),
    says("members", r"[Üü]yeleri[,:]?\s+(?P<answer>[^.;]+?)(?:’?d[ıiuü]r|’?t[ıiuü]r)?\.$"),
    says(
        "frequency",
        rf"(?P<answer>(?:[Hh]er\s+ay|{ANY_NUMBER}\s+(?:günde|ayda|haftada|yılda)\s+bir(?:\s+(?:kez|defa|kere))?|(?:[Hh]er\s+)?(?:[Yy]arıyılda|[Dd]önemde)\s+(?:en\s+az\s+)?(?:{NUMBER})(?:\s+(?:kez|defa|kere))?))(?=[\s,;])",
    ),
    says(
        "frequency",
        rf"(?P<answer>(?<!\w)(?:[Yy]ılda|[Aa]yda|[Hh]aftada)\s+(?:en\s+az\s+)?(?:{NUMBER})(?:\s+(?:kez|defa|kere))?)(?=[\s,;])",
    ),
    says(
        "frequency",
        r"(?P<answer>(?<!\w)[Hh]er\s+(?:(?:hafta|ay|yıl)(?:ın)?|pazartesi|salı|çarşamba|perşembe|cuma)(?:\s+\w+){0,3}?"
        r"\s+(?:günü|günleri|haftası(?:nda)?))(?=[\s,;])",
    ),
    says(
        "frequency",
        rf"(?P<answer>(?:(?<!\w)[Hh]er\s+yıl\s+)?{_MONTHS}\s+ay(?:ları|ı)nda(?:\s+olmak\s+üzere\s+(?:yılda\s+)?(?:{NUMBER})"
        r"\s+(?:kez|defa|kere))?)\s+(?:[\w]+\s+){0,3}?toplan",
    ),
    says(
        "frequency", r"(?P<answer>(?<!\w)[Hh]er\s+(?:yarıyıl|dönem|öğretim\s+yılı)\w*\s+(?:başında|sonunda))\s+toplan"
    ),
    says("convening", r"(?P<answer>[^.;,]*çağrısı\s+üzerine)(?:\s+[^.;,]*)?\s+toplan"),
    says("convening", r"(?P<answer>[^.;]*(?:h[âa]linde|durumunda)\s[^.;]*(?:saat|gün)\s+içinde)\s+toplan"),
    *(
        says(
            "secretariat",
            r"(?:[Ss]ekret[ae]ry[ae]\w*|[Yy]azışmaları(?:nı)?)(?:\s+(?:hizmetleri|işleri|görevi)\w*)?,?\s+(?!hizmet|iş|görev)"
            rf"(?P<answer>{by})(?:\s+taraf|[cç][ae]\s+(?:yürüt(?!mek)|yerine\s+getir(?!mek))|\s+yürüt(?!mek)|\s+yapar|\s+yap[ıi]l)",
        )
        for by in (_NAMED, _OFFICE_OF)
    ),
    says("secretariat", rf"(?P<answer>{_NAMED})(?:n[ıiuü]n|[ıiuü]n)\s+sekret[ae]ry[ae]sında"),
    says("secretariat", rf"[Ss]ekret[ae]ry[ae]s[ıi],?\s+(?P<answer>{_NAMED})(?:’?d[ıiuü]r|’?t[ıiuü]r)\."),
    says("decisions", r"(?P<answer>(?:tavsiye\s+niteliğinde|bağlayıcı))(?:dir|d[ıi]r|\s+değildir)?\b"),
    says("decisions", r"(?P<answer>(?:salt|oy|üçte\s+iki|nitelikli)\s+(?:çoğunlu|çokluğ|birliğ)\w*)"),
    says(
        "chair",
        r"(?P<answer>)(?:kendi\s+aralarından\s+[^.;]*\bbaşkan|[Bb]aşkanı(?:nı)?,?\s+[^.;]*\barasından)[^.;]*\sseç(?:er|il)",
    ),
    *FOUNDED,
    says("duty", r"(?<![Ss]ekretarya )(?<![Ss]ekreterya )(?P<answer>görev(?:i|leri)\b.*)"),
)
_COUNCIL_NAME = (
    rf"(?:{CAPITAL}[\w-]*\s+(?:ve\s+)?){{1,8}}(?:Kurulu|Komisyonu|Komitesi|Konseyi|Meclisi|Encümeni|Senatosu)"
)
_MEETING_NAME = rf"(?:{CAPITAL}[\w-]*\s+(?:ve\s+)?){{1,8}}(?:Grubu|Merkezi|Platformu|Birliği|Şurası|Heyeti)"
_LISTED_MEETING = re.compile(rf"(?P<name>{_MEETING_NAME})(?:\s*\([^)]*\))?\s*:(?=.*\btoplan(?:ır|maktadır)\b)")
"""What is no council by its name, but meets."""
_OF_A_PART = re.compile(
    rf"[^\s.;]*{CALLED}n?[uıi]n\s+(?:[a-zçğıöşü]+\s+)*?"
    rf"(?!üye|\w+[dt][ıiuü]ğ[ıiuü]\s)[a-zçğıöşü]+[ıiuü]\s+(?:{ANY_NUMBER})\s"
)
"""How a sentence begins that counts the members of a part of a council: "Kurulun alt komisyonu beş üyeden"."""
_LISTED_COUNCIL = re.compile(rf"(?P<name>{_COUNCIL_NAME})(?:\s*\([^)]*\))?\s*:")
"""A council of a list: its name, and behind a colon what is said of it."""
_MEETING = re.compile(r"\btoplan(?:ır|maktadır)\b")
_MEETS = re.compile(rf"(?P<name>{_COUNCIL_NAME}|{_MEETING_NAME})\b(?:[^.;]|\.\d)*\btoplan(?:ır|maktadır)\b")
_INTRODUCED = re.compile(
    rf"(?P<name>{_COUNCIL_NAME})\b(?:[^.;]|\.\d)*?(?:\büyeden\s+oluş|\büyelidir\b|\b(?:kurul|oluşturul)muş)"
)
"""How a paragraph begins that is about the council that it names: with how many members it has, or since when."""
_MEMBERS = re.compile(rf"(?P<answer>(?:{NUMBER})\s+üyeli)\s+(?P<name>{_COUNCIL_NAME})\b")
_SHORT = re.compile(r"\s*\((?P<short>[^)]*)\)$")
_MADE = r"(?:kurulan|oluşturulan|eklenen|ihdas\s+edilen)"
_FOUNDED_BEFORE = re.compile(rf"(?:[^;,]*?\.\s+)?\d[^;,]*?\s{_MADE}\s")
"""How a sentence begins that says since when, or by which act, a thing is before it names it."""
_OTHER_MADE = re.compile(rf"(?:[^;,]*?\.\s+)?\d[^;,]*?\s{_MADE}\s+(?P<name>{CAPITAL}[^,;.]*)[,;]")
"""The same with what the sentence is about."""


def read_facts(draft: Draft, paragraphs: Sequence[Paragraph], lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Adds to a draft what the paragraphs surely say of councils, systems, the agency and its staff."""
    _councils(draft, paragraphs)
    _settled(draft)
    read_systems(draft, paragraphs)
    read_partners(draft, paragraphs)
    read_agency(draft, paragraphs, lexicon)
    hotlines.of_prose(draft, paragraphs)
    prose_staff.read_staff(draft, paragraphs)
    prose_staff.read_lists(draft, paragraphs, lines)
    prose_sums.read_sums(draft, paragraphs)
    prose_counts.read_counts(draft, paragraphs)
    read_imprint(draft, lines, lexicon)


def _councils(draft: Draft, paragraphs: Sequence[Paragraph]) -> None:
    councils = {key(entity.name): entity for entity in draft.of_kind("council")}
    units = list(draft.names("unit").values())
    for at in paragraphs:
        name = _council_of(at)
        headed = _council(draft, councils, name, at) if name else councils.get(key(at.heading))
        spoken: Entity | None = None
        for said in sentences(at.text):
            meets = _MEETS.match(said) or _INTRODUCED.match(said)
            if headed is None and meets:
                spoken = _council(draft, councils, _once(meets["name"]), at)
            named = next((e for k, e in councils.items() if key(said).startswith(k)), None)
            entity = headed or named or (spoken if key(said).startswith(SUBJECTS) else None)
            part = _about(entity, said, SUBJECTS) if entity is not None else ""
            if headed is not None and (not part or _FOUNDED_BEFORE.match(said)):
                part = _under_heading(headed, said, councils.values())
            if entity is not None and part:
                for slot in slots(part, entity.name, units):
                    add_said(draft, entity, slot.kind, part, slot.answer, at)
                _kinds(draft, entity, part, COUNCIL, at)
    for at in paragraphs:
        for said in sentences(at.text):
            for counted in _MEMBERS.finditer(said):
                entity = _council(draft, councils, counted["name"], at)
                add_said(draft, entity, "members", said, counted["answer"], at)


def _settled(draft: Draft) -> None:
    """Takes back that a name may be a council where its own paragraph has told it since."""
    told = {fold(name) for name in draft.names("council").values()}
    doubts = {
        note: fold(str(dict(note.told.parts)["name"])) for note in draft.notes if note.told.sort == "council_maybe"
    }
    draft.notes = [note for note in draft.notes if doubts.get(note) not in told]


def _council_of(at: Paragraph) -> str:
    """The council that a paragraph is about: named before its colon, or by its heading; "" where it is about none.

    What meets under a heading is one, whatever its name ends with.
    """
    listed = _LISTED_COUNCIL.match(at.text)
    if listed and council_form(listed["name"]):
        return listed["name"]
    meeting = _LISTED_MEETING.match(at.text)
    if meeting:
        return meeting["name"]
    named = _SHORT.sub("", at.heading).strip()
    if council_form(named):
        return named
    parts = named.split()
    short = _SHORT.search(at.heading.strip())
    told = key(named) in key(at.text) or (short is not None and re.match(rf"{re.escape(short['short'])}\b", at.text))
    meets = len(parts) > 1 and level(named) and told and _MEETING.search(at.text)
    return named if meets else ""


def _once(name: str) -> str:
    """A name without itself as the heading before it: "Kent Meclisi Kent Meclisi"."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[half:]) if words[:half] == words[half:] else name


def _council(draft: Draft, councils: dict[str, Entity], name: str, at: Paragraph) -> Entity:
    """The council of a name, which is added where it is new."""
    if key(name) not in councils:
        entity = Entity(f"council:{slug(name)}", name, council_form(name) or "", "", at.place, at.line)
        councils[key(name)] = draft.entities[draft.add(entity)]
    return councils[key(name)]


def _about(entity: Entity, said: str, stems: Sequence[str]) -> str:
    """The part of a sentence that speaks of a thing: from its name on, or all where "Kurul …" begins it; else ""."""
    if "mülga" in said:
        return ""
    named = re.search(r"\s+".join(map(re.escape, entity.name.split())), said, re.IGNORECASE)
    if named:
        made = _FOUNDED_BEFORE.match(said)
        return said if made and made.end() == named.start() else said[named.start() :]
    return said if key(said.split()[0]).startswith(tuple(stems)) else ""


def _under_heading(entity: Entity, said: str, councils: Iterable[Entity]) -> str:
    """A sentence under a thing's own heading, unless it is about another one of its kind; "" then.

    What it is about has no ending: "Senatonun önerisiyle" only names the other.
    """
    own = key(entity.name)
    made = _OTHER_MADE.match(said)
    if made and key(made["name"]) != own and not council_form(made["name"]):
        alone = " " not in made["name"] and not key(made["name"]).startswith(SUBJECTS)
        if alone or level(made["name"]):
            return ""
    others = (one.name for one in councils if key(one.name) != own and key(one.name) not in own)
    return "" if "mülga" in said or any(_subject(name).search(said) for name in others) else said


@lru_cache(maxsize=512)
def _subject(name: str) -> re.Pattern[str]:
    """A name without an ending."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?![\w’'])", re.IGNORECASE)


def _kinds(draft: Draft, entity: Entity, said: str, table: Sequence[Says], at: Paragraph) -> None:
    for row in table:
        match = row.pattern.search(said)
        if not match:
            continue
        if row.kind == "members" and _OF_A_PART.match(said):
            continue
        answer = re.sub(rf"^{re.escape(entity.name)}\w*[,;]?\s+", "", match["answer"])
        if row.kind in ("chair", "works_under"):
            answer = unowned(_last_name(answer)) or ""
        elif row.kind == "secretariat":
            by = re.match(r"[cç][ae]\s", said[match.end("answer") :])
            answer = re.sub(r"(?<=[ıiuü])n$" if by else r"(?<=[ıiuü])nc[ae]$", "", answer)
        elif row.kind == "frequency":
            answer = lower(answer[:1]) + answer[1:]
        elif row.kind == "convening":
            answer = _last_name(answer)
        elif row.kind == "duty":
            answer = ""
        add_said(draft, entity, row.kind, said, answer, at)


def _last_name(text: str) -> str:
    """The office that stands last in some words: what precedes it is the sentence's beginning."""
    words = text.split()
    for start, word in enumerate(words):
        if not any(word.lower().startswith(stem) for stem in SUBJECTS):
            return " ".join(words[start:])
    return text
