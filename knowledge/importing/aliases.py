"""Other names to begin with: those that the shipped programme has for the same things, and what rules tell.

They are written once, into a folder that has no aliases yet; from then on the files belong to the people who edit them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge.importing.draft import Draft
from knowledge.language.letters import fold, lower

_GENERIC = {
    "baskanligi": ("başkanlık", "başkanlığımız"),
    "bakanligi": ("bakanlık", "bakanlığımız"),
    "universitesi": ("üniversite", "üniversitemiz"),
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
HEADER = "# Other names, begun by the first import and yours from then on: no later import touches this file.\n"


def first_aliases(draft: Draft, shipped: Iterable[Path]) -> dict[str, str]:
    """The alias files of a new folder by their path in it; `shipped` are the alias files of the shipped programme."""
    found: dict[str, list[str]] = {}
    for file in shipped:
        for id, names in tomllib.loads(file.read_text("utf-8")).items():
            if id in draft.entities and draft.entities[id].kind != "agency" and isinstance(names, list):
                found.setdefault(id, []).extend(map(str, names))
    for id, derived in _derived(draft).items():
        own = found.setdefault(id, [])
        own += [name for name in derived if fold(name) not in {fold(other) for other in own}]
    kinds: dict[str, str] = {}
    for id in draft.entities:
        if found.get(id):
            kind = id.partition(":")[0]
            names = ", ".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in found[id])
            kinds[kind] = kinds.get(kind, HEADER + "\n") + f'"{id}" = [{names}]\n'
    return {f"aliases/{kind}.toml": text for kind, text in kinds.items()}


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
