"""What the names of units tell: their level by how they end, and lines that name nothing but a sort of units."""

from __future__ import annotations

import re

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
"""How the names of units end, and the level that tells; without a level it is a council."""
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
LONGEST_UNIT = 14
"""Words of a unit's name."""
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
    >>> heads_sort("Bölge Müdürlükleri", "Koordinasyon Dairesi Başkanlığı"), heads_sort("Tıp", "Fakültesi")
    (False, False)
    """
    told = level(first)
    if not told or len(first.split()) < 2:
        return False
    last = fold(text.split()[-1])
    single = _PLURAL.sub("", last)
    sort = fold(told).split()[-1]
    return last == sort == fold(text) or (single != last and single in (sort, ANY))
