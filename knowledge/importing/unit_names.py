"""What the names of units tell: their level by how they end, and lines that name nothing but a sort of units."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.language.letters import fold

ENDINGS = {
    "genel mudurlugu": "genel müdürlük",
    "daire baskanligi": "daire başkanlığı",
    "sube mudurlugu": "şube müdürlüğü",
    "mudurlugu": "müdürlük",
    "baskanligi": "başkanlık",
    "musavirligi": "müşavirlik",
    "birimi": "birim",
    "merkezi": "merkez",
    "sekreterligi": "sekreterlik",
    "sekreterlik": "sekreterlik",
    "koordinatorlugu": "koordinatörlük",
    "koordinatorluk": "koordinatörlük",
    "rektorluk": "rektörlük",
    "rektorlugu": "rektörlük",
    "fakultesi": "fakülte",
    "enstitusu": "enstitü",
    "meslek yuksekokulu": "meslek yüksekokulu",
    "yuksekokulu": "yüksekokul",
    "ofisi": "ofis",
    "akademisi": "akademi",
    "dairesi": "daire",
    "bolumu": "bölüm",
    "anabilim dali": "anabilim dalı",
    "dekanligi": "dekanlık",
    "bashekimlik": "başhekimlik",
    "bashekimligi": "başhekimlik",
    "basmudurlugu": "başmüdürlük",
    "hastane": "",
    "hastanesi": "",
    "kurul": "",
    "kurulu": "",
    "kurullari": "",
    "komisyonu": "",
    "komisyonlari": "",
    "komitesi": "",
    "komiteleri": "",
    "konseyi": "",
    "senato": "",
    "senatosu": "",
    "meclisi": "",
    "encumeni": "",
}
"""How the names of units end, and the level that tells; a council has none, nor a hospital: its word is no sort."""
COUNCILS = {"kurulu": "kurul", "kurullari": "kurul", "komisyonu": "komisyon", "komitesi": "komite", "konseyi": "konsey"}
COUNCILS |= {
    "kurul": "kurul",
    "komisyonlari": "komisyon",
    "komiteleri": "komite",
    "senato": "senato",
    "senatosu": "senato",
    "meclisi": "meclis",
    "encumeni": "encümen",
}
ALONE = frozenset(("hastane", "bashekimlik", "rektorluk"))
"""Units whose whole name is one word, folded."""
_OFFICES = {
    "fakultesi": ("Dekanlığı",),
    "enstitusu": ("Müdürlüğü",),
    "yuksekokulu": ("Müdürlüğü",),
    "merkezi": ("Müdürlüğü",),
    "ofisi": ("Koordinatörlüğü", "Müdürlüğü"),
    "hastanesi": ("Başhekimliği",),
}
"""What the office is called that runs a unit of such an ending: where it spends or answers, the unit does."""
LONGEST_UNIT = 14
"""Words of a unit's name."""
SHORTEST_SORT = 6
"""Letters of a sort's name that is known though its end is another one."""
ANY = "birim"
"""The sort that every unit is of."""
_SHORT = re.compile(r"(?P<name>.+\S)\s+\((?P<short>[A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜa-zçğıöşü-]*[A-ZÇĞİÖŞÜ])\)")
_PLURAL = re.compile(r"l[ae]r[iı]?$")


def level(name: str) -> str | None:
    """The level that a unit's name tells, "" for a council, None where it is no unit's name.

    >>> level("Dış İlişkiler Dairesi Başkanlığı"), level("Vize Daire Başkanlığı"), level("Göç Kurulu"), level("Bütçe")
    ('başkanlık', 'daire başkanlığı', '', None)
    """
    folded = fold(name)
    for ending, told in ENDINGS.items():
        if folded == ending or folded.endswith(" " + ending):
            return told
    return None


def council_form(name: str) -> str | None:
    """What kind of council a name tells: "kurul", "komisyon" …; None where it is none."""
    return COUNCILS.get(fold(name).split()[-1]) if name.split() else None


def offices(units: Mapping[str, str]) -> list[tuple[str, str]]:
    """(name, id) of the offices that run units, (id: name), but of those that are units themselves.

    >>> offices({"unit:tip": "Tıp Fakültesi", "unit:hukuk": "Hukuk Müşavirliği"})
    [('Tıp Fakültesi Dekanlığı', 'unit:tip')]
    """
    named = {fold(name) for name in units.values()}
    found = [
        (f"{name} {office}", id) for id, name in units.items() for office in _OFFICES.get(fold(name).split()[-1], ())
    ]
    return [(name, id) for name, id in found if fold(name) not in named]


def without_short(name: str) -> str:
    """A unit's name without the acronym in brackets behind it.

    >>> without_short("Uzaktan Eğitim Merkezi (UZEM)"), without_short("Bölge Müdürlüğü (7 adet)")
    ('Uzaktan Eğitim Merkezi', 'Bölge Müdürlüğü (7 adet)')
    """
    match = _SHORT.fullmatch(name)
    return match["name"] if match else name


def heads_sort(text: str, first: str) -> bool:
    """Whether a line names nothing but a sort of units, and the unit on the next line is of that sort.

    >>> heads_sort("Fakülteler", "Tıp Fakültesi"), heads_sort("Enstitü", "Fen Bilimleri Enstitüsü")
    (True, True)
    >>> heads_sort("Meslek Yüksekokulları", "Söke Meslek Yüksekokulu"), heads_sort("Başkanlıklar", "A Başkanlığı")
    (True, True)
    >>> heads_sort("Bölge Müdürlükleri", "Koordinasyon Dairesi Başkanlığı"), heads_sort("Tıp", "Fakültesi")
    (False, False)
    """
    told = level(first)
    if not told or len(first.split()) < 2:
        return False
    last = fold(text.split()[-1])
    single = _PLURAL.sub("", last)
    sort = fold(told).split()[-1]
    # The end of the sort's name may be softened: "başkanlık", "başkanlığı"; what stands before it is the same.
    before, above = fold(told).split()[:-1], fold(text).split()[:-1]
    softened = _is_softened(single, sort) and above[len(above) - len(before) :] == before
    return last == sort == fold(text) or (single != last and (single in (sort, ANY) or softened))


def names_several(text: str) -> bool:
    """Whether a line names several units of a sort together.

    >>> names_several("İlçe İşletme Müdürlükleri"), names_several("Fen İşleri"), names_several("Bilgi İşlem Merkezi")
    (True, False, False)
    """
    last = fold(text.split()[-1])
    single = _PLURAL.sub("", last)
    return single != last and any(_is_softened(single, ending.split()[-1]) for ending in ENDINGS)


def _is_softened(single: str, sort: str) -> bool:
    """Whether a sort's name is another one with its end softened."""
    return len(single) >= SHORTEST_SORT and sort.startswith(single[:-1])
