"""Who leads a council and who belongs to it, by the place of a phrase in its sentence and the ending that it has.

"… başkanlığında" stands behind the one who leads, "…dan oluşur" behind those who belong to it. Where such a phrase
begins tells what stands before it: a comma, a converb ("üzere", "olup"), a place or time ("her ilde", "iki kez"), the
council itself. So a phrase of any words is read whole, and nothing before it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language.letters import fold, lower

SUBJECTS = ("kurul", "komisyon", "komite", "konsey", "meclis", "senato", "encumen")
"""The first letters of what a council calls itself, folded."""
CALLED = r"(?:[Kk]urul|[Kk]omisyon|[Kk]omite|[Kk]onsey|[Mm]eclis|[Ss]enato)"
"""What a council calls itself, as a pattern."""
MOST_WORDS = 16
"""Words of who leads a council at most."""
_LED = re.compile(r"\s+(?P<two>eş\s+)?başkanlığında(?![\w’'])")
_BEHIND = frozenset(
    str.split(
        "uzere olup gore uyarinca geregince kapsaminda amaciyla icin tarihli ay yil gun hafta kez defa kere gunu "
        "haftasi ayrica ise"
    )
)
"""Words behind which a phrase begins, folded."""
_CONVERB = re.compile(r".{3,}(?:arak|erek)")
"""A converb, folded: "olarak"."""
_PLACE = re.compile(r".{2,}[dt][ae]")
"""A word of a place or a time, folded: "ilde", "yılında"."""
_FINITE = re.compile(r".+(?:[iu]r|[ae]r|mistir|mustur)")
"""A verb that ends a clause before "ve", folded."""
_TURN = re.compile(r"(?:gun|hafta|ay|yil|donem|yariyil)[dt][ae]")
"""In which time something happens once, folded: "üç ayda bir"."""
_TITLE = (
    r"(?:vali|başkan|rektör|müdür|sekreter|bakan|dekan|kaymakam|müsteşar|h[aâ]kim|savcı|koordinatör|komutan|uzman"
    r"|hekim|üye|yardımcı|temsilci|sorumlu|şef|müfettiş|denetçi|profesör|doçent|mühendis|avukat)"
)
_OWNERS = (
    re.compile(r"^(.+)[’'](?:n?[ıiuü]n)$"),
    re.compile(r"^(.*(?:s[ıiuü]|l[ae]r[ıi]))n[ıiuü]n$"),
    re.compile(rf"^(.*{_TITLE}[ıiuü]?)(?:n?[ıiuü]n)$", re.IGNORECASE),
)
"""Owners: "Ergün’ün", "temsilcisinin", "Başkanın", "Bakanının"."""
_MAY_OWN = re.compile(r"[a-zçğıöşü]+[ıiuü]n$")
"""What may be an owner, or a stem that ends like one: "kadının"; what begins with a capital may be a person's name."""
_OFFICE = re.compile(r"(?:Başkan|Müdür)[ıü]$")
"""How the name of an office ends: "Daire Başkanı"."""
_JOINED = re.compile(r"([\w’']+)(\s+(?:veya|ya\s+da)\s)")
"""The first of two who may lead: "valinin veya"."""
_PERSONS = re.compile(
    r"\b(?:temsilci|uye|baskan|mudur|uzman|profesor|docent|ogretim eleman|hukukcu|hekim|avukat|muhendis|dekan|vali"
    r"|bakan|sekreter|kisi|genc|rektor|mufettis|denetci|ogrenci|muhtar)"
)
"""Who may belong to a council, folded."""
_MADE_OF = re.compile(
    r"(?P<who>[^\s.](?:[^.]|(?<=\b[IVX\d])\.)*?(?:[dt][ae]n))\s+(?:oluş(?:ur|maktadır)|meydana\s+gel(?:ir|mektedir))"
)
"""Of whom a council is made: "iki hekim ve üç üyeden oluşur"."""
_MEETING = re.compile(
    r"(?P<who>\S[^.]*?\b(?:temsilci|üye|başkan|müdür)\w*?)(?:yle|yla|\s+ile|n[ıi]n\s+katılımıyla)\s+(?:[^.;]*\s)?toplan"
)
"""Who meets: "oda temsilcileriyle yılda iki kez toplanır"."""
_QUORUM = re.compile(r"(?:^|\s)en\s+(?:az|çok)\s+\S+(?:\s\S+)?$")
"""How many must come to a meeting, which are not all: "en az yedi üye"."""
_INSIDE = re.compile(rf"{CALLED}[dt][ae]\s+(?P<who>[^.;]*?\btemsilci\w*)\s+yer\s+al")
"""Who has a place in a council: "Kurulda dernek temsilcileri yer alır"."""
_OF_MEETING = re.compile(r"tam\s+sayı|yarısı|çoğunlu|katılan|üçte|dörtte|yeter\s+sayı")
"""What tells how many must come to a meeting, or who came."""
_OWNED = re.compile(rf"^{CALLED}n?[uıi]n\s")
"""How a phrase begins that is of something else than the council: "Kurulun sekretaryası"."""
_SUBJECT = re.compile(
    r"^(?:.*\s)?(?:[Kk]urul(?:lar)?[ıiu]?|[Kk]omisyon(?:lar)?[uı]?|[Kk]omite(?:ler)?(?:si)?|[Kk]onsey(?:i)?|[Mm]eclis(?:i)?"
    r"|[Ss]enato(?:su)?)[,;:]\s+"
)
"""What a sentence calls the council by, with what stands before it."""
_BARE = re.compile(r"^(?:Kurul|Komisyon|Komite|Konsey|Meclis)(?:lar|ler)?\s+(?!tarafından)")
"""A council's own name before who belongs to it: "Kurul iki üyeden"."""
_PURPOSE = re.compile(r"^.*(?:amacıyla|(?<!olmak\s)üzere)\s+(?=\S)")
"""What a council is for, before who belongs to it."""
_CLAUSE = re.compile(r"^.*(?:[a-zçğıöşü](?:[ıiuü]r|[ae]r);|olup,?)\s+(?=\S)")
"""Another clause before it, which ends with its verb."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a place of a sentence is filled with: a kind of text and the bare answer."""

    kind: str
    answer: str


def slots(said: str, name: str, units: Sequence[str]) -> list[Slot]:
    """Who leads a council and who belongs to it, as far as a sentence about it says so.

    `units` are names of the agency's units: "Sağlık, Kültür ve Spor Daire Başkanı" is one of them, comma and all.
    """
    found = [Slot("chair", led_by(said, name, units)), Slot("members", made_of(said, name))]
    return [slot for slot in found if slot.answer]


def unowned(word: str) -> str | None:
    """A word without the ending of an owner; None where nobody can tell whether it has one.

    >>> [unowned(word) for word in ("Başkanının", "hâkimin", "Ergün’ün", "Aydın", "kurul", "kadının")]
    ['Başkanı', 'hâkim', 'Ergün', 'Aydın', 'kurul', None]
    """
    for owner in _OWNERS:
        if match := owner.match(word):
            return match[1]
    return None if _MAY_OWN.fullmatch(word) else word


def led_by(said: str, name: str, units: Sequence[str]) -> str:
    """Who leads a council; "" where a sentence does not say it.

    >>> led_by("Kurul, karar vermek üzere bir hâkimin başkanlığında toplanır.", "Etik Kurulu", [])
    'bir hâkim'
    """
    match = _LED.search(said)
    if match is None:
        return ""
    before = said[: match.start()]
    for unit in units:
        office = re.sub(r"(?:lığı|liği|luğu|lüğü)$", "", unit)
        if "," in office and re.search(rf"{re.escape(office)}\w{{0,4}}$", before):
            before = before.replace(office, office.replace(",", "\0"))
    words = before.removeprefix(name).split()
    start = len(words)
    while start and not _ends_phrase(words, start - 1, two=bool(match["two"])):
        start -= 1
    phrase = words[start:]
    if phrase and fold(phrase[0]) == "bir" and start and _TURN.fullmatch(fold(words[start - 1])):
        phrase = phrase[1:]  # "üç ayda bir Başkanın başkanlığında"
    if not phrase or len(phrase) > MOST_WORDS:
        return ""
    last = unowned(phrase[-1])
    if last is None or (start and _is_cut(words[start - 1], last)):
        return ""
    text = _JOINED.sub(lambda pair: (unowned(pair[1]) or pair[1]) + pair[2], " ".join([*phrase[:-1], last]))
    return text.replace("\0", ",")


def _is_cut(before: str, last: str) -> bool:
    """Whether a phrase that ends in an office may begin before a comma: "Sağlık, Kültür ve Spor Daire Başkanı"."""
    name = before.endswith(",") and before[:1].isupper() and not fold(before).startswith(SUBJECTS)
    return name and _OFFICE.search(last) is not None


def _ends_phrase(words: Sequence[str], at: int, *, two: bool) -> bool:
    """Whether a word does not belong to the phrase behind it."""
    word = fold(words[at])
    if words[at].endswith((",", ";", ":")) or word in _BEHIND or _CONVERB.fullmatch(word):
        return True
    if word in SUBJECTS or (word == "ile" and not two):
        return True
    if word == "ve" and at:
        return lower(words[at - 1]) == words[at - 1] and _FINITE.fullmatch(fold(words[at - 1])) is not None
    return _PLACE.fullmatch(word) is not None and word not in ("da", "de")


def made_of(said: str, name: str) -> str:
    """Who belongs to a council; "" where a sentence does not say it.

    >>> made_of("Kurul; Bakanın başkanlığında, illerin valileri ile iki üyeden oluşur.", "Afet Kurulu")
    'illerin valileri ile iki üye'
    """
    for pattern in (_MADE_OF, _MEETING, _INSIDE):
        match = pattern.search(said)
        if match is None:
            continue
        who = _behind_subject(match["who"].removeprefix(name))
        if pattern is _MADE_OF:
            who = re.sub(r"(?:(?<=[ıiuü])n)?[dt][ae]n$", "", who)
        who = who.strip(" ,;:")
        led = _LED.search(match["who"]) is not None
        if _OWNED.match(match["who"].removeprefix(name).lstrip(" ,;:")) or not who:
            continue
        if pattern is _MEETING and (_QUORUM.search(who) or _OF_MEETING.search(who)):
            continue
        # "önerilerinden oluşur" is of no persons, whoever made the proposals.
        told = fold(who.split()[-1]) if pattern is _MADE_OF and not led else fold(who)
        if (led and pattern is _MADE_OF) or _PERSONS.search(told):
            return who
    return ""


def _behind_subject(who: str) -> str:
    """A phrase without who leads and without the council before it."""
    led_at = list(re.finditer(r"başkanlığında[,;]?\s+", who))
    who = who[led_at[-1].end() :] if led_at else who.lstrip(" ,;:")
    for before in (_CLAUSE, *(() if led_at else (_SUBJECT, _BARE, _PURPOSE))):
        match = before.match(who)
        who = who[match.end() :] if match else who
    return who
