"""Other names to begin with: those that the shipped programme has for the same things, and what rules tell.

They are written once, into a folder that has no aliases yet; from then on the files belong to the people who edit them.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from knowledge.importing.draft import Draft
from knowledge.language.letters import fold, lower

_GENERIC = {
    "baskanligi": ("başkanlık", "başkanlığımız"),
    "bakanligi": ("bakanlık", "bakanlığımız"),
    "universitesi": ("üniversite", "üniversitemiz", "okul", "okulumuz"),
    "mudurlugu": ("genel müdürlük", "genel müdürlüğümüz"),
    "kurulu": ("kurul", "kurulumuz"),
    "enstitusu": ("enstitü", "enstitümüz"),
}
"""How an agency is called after the last word of its name."""
_EVERY_AGENCY = ("kurum", "kurumumuz", "idare", "idaremiz", "bütün kurum", "tüm kurum")
_SHORTENED = (
    (" Dairesi Başkanlığı", (" dairesi", " daire başkanlığı")),
    (" Daire Başkanlığı", (" dairesi", " dairesi başkanlığı")),
    (" Genel Müdürlüğü", (" gm",)),
    (" Şube Müdürlüğü", (" şubesi",)),
)
_SMALL = frozenset(("ve", "ile", "veya"))
SHORTEST_ACRONYM = 3
"""Letters that an acronym made of first letters has at least."""
MEANING = "meaning"
MEANT = 2
"""Words of what an abbreviation means at least, so that a name may be said by it."""
OF_PLACES = ("teskilati", "birimleri", "birimi", "personeli")
"""What stands behind the place where staff works."""
_TITLES = {
    "profesor": ("prof", "prof dr"),
    "docent": ("doç", "doç dr"),
    "doktor ogretim uyesi": ("dr öğretim üyesi", "dr öğr üyesi"),
    "ogretim gorevlisi": ("öğr gör",),
    "arastirma gorevlisi": ("arş gör", "asistan"),
}
"""How the titles of academic staff are written for short."""
_EVERYDAY = {"insansiz hava araci": ("drone", "dron")}
"""Names of things, folded, that people call otherwise."""
LIKE_A_SORT = 93
"""Likeness from which a name is that of a sort of units with a slip: "meslek yüksekokullu"."""
SHORTENED_KINDS = ("indicator", "activity", "sub_programme", "unit", "council", "system", "goal", "policy")
"""Kinds of things whose names are long."""
HEADER = "# Other names, begun by the first import and yours from then on: no later import touches this file.\n"


def first_aliases(draft: Draft, shipped: Iterable[Path]) -> dict[str, str]:
    """The alias files of a new folder by their path in it; `shipped` are the alias files of the shipped programme."""
    found = _shipped(draft, [tomllib.loads(file.read_text("utf-8")) for file in shipped])
    for id, derived in (*_derived(draft).items(), *_abbreviated(draft).items(), *_everyday(draft).items()):
        own = found.setdefault(id, [])
        own += [name for name in derived if fold(name) not in {fold(other) for other in own}]
    kinds: dict[str, str] = {}
    for id in draft.entities:
        if found.get(id):
            kind = id.partition(":")[0]
            names = ", ".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in found[id])
            kinds[kind] = kinds.get(kind, HEADER + "\n") + f'"{id}" = [{names}]\n'
    return {f"aliases/{kind}.toml": text for kind, text in kinds.items()}


def _shipped(draft: Draft, files: Sequence[Mapping[str, object]]) -> dict[str, list[str]]:
    """What the shipped programme calls the same things; not what here is another thing or a sort of units."""
    found: dict[str, list[str]] = {}
    names = {fold(entity.name) for entity in draft.entities.values()}
    rows = [(id, list(map(str, names))) for file in files for id, names in file.items() if isinstance(names, list)]
    there = {fold(name) for id, called in rows if id.startswith("agency:") for name in called}
    sorts = {fold(unit.code) for unit in draft.of_kind("unit") if " " in unit.code}
    own = {fold(name) for name in _GENERIC.get(fold(draft.agency.name).split()[-1], ())} - there
    for id, called in rows:
        if id not in draft.entities or draft.entities[id].kind == "agency":
            continue
        others = names - {fold(draft.entities[id].name)}
        kept = (name for name in called if fold(name) not in others and own.isdisjoint(fold(name).split()))
        kept = (name for name in kept if not any(fuzz.ratio(fold(name), sort) >= LIKE_A_SORT for sort in sorts))
        found.setdefault(id, []).extend(kept)
    return found


def _derived(draft: Draft) -> Mapping[str, list[str]]:
    agency = draft.agency
    found: dict[str, list[str]] = {agency.id: [draft.short] if draft.short else []}
    found[agency.id] += [*_GENERIC.get(fold(agency.name).split()[-1], ()), *_EVERY_AGENCY]
    units = draft.names("unit")
    names = Counter(fold(name) for name in units.values())
    taken = {fold(entity.name) for entity in draft.entities.values()} | {fold(draft.short)}
    acronyms = Counter(acronym(name) for name in units.values())
    for id, name in units.items():
        if names[fold(name)] > 1:
            continue
        found[id] = []
        for ending, others in _SHORTENED:
            if name.endswith(ending):
                found[id] += [lower(name.removesuffix(ending)) + other for other in others]
                break
        short = acronym(name)
        if len(short) >= SHORTEST_ACRONYM and acronyms[short] == 1 and fold(short) not in taken:
            found[id].append(short)
    return found


def acronym(name: str) -> str:
    """The first letters of a name's words.

    >>> acronym("İşletme ve Pazarlama Dairesi Başkanlığı")
    'İPDB'
    """
    return "".join(word[0] for word in name.split() if word[0].isupper() and lower(word) not in _SMALL)


def _abbreviated(draft: Draft) -> Mapping[str, list[str]]:
    """For each thing whose name holds what an abbreviation of the document means, its name with that.

    "Otomatik gözlem istasyonu sayısı" is "OGİ sayısı" where OGİ is "Otomatik Gözlem İstasyonu".
    """
    found: dict[str, list[str]] = {}
    shorts = draft.names("abbreviation")
    told = [said for said in draft.sentences if said.kind == MEANING and said.entity in shorts]
    meant = [(shorts[said.entity], fold(said.answer).split()) for said in told]
    for short, meaning in meant:
        for entity in draft.of_kind(*SHORTENED_KINDS) if len(meaning) >= MEANT else ():
            if fold(short) not in fold(entity.name):
                found.setdefault(entity.id, []).extend(_said_by(short, meaning, entity.name.split()))
    return {id: names for id, names in found.items() if names}


def _said_by(short: str, meaning: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """The name that some words are with an abbreviation for what it means; none where it does not stand in it."""
    for start in range(len(words) - len(meaning) + 1):
        end = start + len(meaning)
        if _same([fold(word) for word in words[start:end]], meaning):
            yield " ".join([*words[:start], short, *words[end:]])


def _everyday(draft: Draft) -> Mapping[str, list[str]]:
    """The places of the staff by their first word, "merkez" of "Merkez Birimleri"; titles and things as called."""
    found: dict[str, list[str]] = {}
    for entity in draft.of_kind("staff"):
        first, _, last = entity.name.partition(" ")
        if fold(last) in OF_PLACES:
            found[entity.id] = [lower(first)]
        elif fold(entity.name) in _TITLES:
            found[entity.id] = list(_TITLES[fold(entity.name)])
    for entity in draft.of_kind("it", "vehicle"):
        for name, others in _EVERYDAY.items():
            if re.fullmatch(rf"{name}(?: \(\w+\)| sayisi)?", fold(entity.name)):
                found[entity.id] = list(others)
    return found


def _same(words: Sequence[str], meaning: Sequence[str]) -> bool:
    """Whether some words of a name are those of a meaning, the last one with an ending."""
    *first, last = words
    *own, whole = meaning
    return first == own and len(last) - len(whole) in range(4) and last.startswith(whole[:-1])
