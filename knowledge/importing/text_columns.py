"""Parting what stands before the figures of a row into its columns of words: the name, its place, what it is held as.

Between rules the cells tell. In running text a column is told by what its head promises: how a building is held is
said with few words, a place is known from the document, and what is neither stands behind a place or a name that ends.
A column that one row does not tell stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from knowledge.importing.document import Placed
from knowledge.importing.lines import Line
from knowledge.importing.names import joined
from knowledge.importing.values import is_cell
from knowledge.language.letters import fold
from knowledge.lexicon import rows

PLACE, HELD, OTHER = "place", "held", "other"
"""What a column of words tells: where a thing is, what it is held as, or anything else."""
Label = Sequence[Placed]

_HELD_HEADS = frozenset(("mulkiyet", "mulkiyeti", "tahsis", "statu", "statusu"))
"""Words of the head of a column that tells how a building is held, folded."""
_PLACE_HEADS = frozenset(
    ("yer", "yeri", "il", "ili", "ilce", "ilcesi", "sehir", "sehri", "konum", "konumu", "yerleske", "yerleskesi")
)
"""Words of the head of a column that tells where something is, folded."""
_HELD_AS = frozenset(
    str.split("mulkiyet mulk kiralik kira kiralama tahsis tahsisi tahsisli hazine kendi irtifak ortak")
)
"""Words that say how a building is held, folded."""
_HEADS = re.compile(
    rf"\b(?:(?:bulundugu )?(?:{'|'.join(sorted(_PLACE_HEADS, reverse=True))})"
    r"|(?:mulkiyet|tahsis|statu)\w*(?: (?:durumu|sekli|bicimi|turu))?)(?: |$)"
)
"""A head of a column of words that is known, in a folded text."""
_VAGUE = frozenset(("muhtelif", "cesitli"))
"""What stands for places that are several, folded."""
_PLACED = re.compile(
    r"(?P<name>[A-ZÇĞİÖŞÜ][\w-]+)\s+(?:[İi]lçe(?:si|leri)?|[İi]li|ilinde|[Şş]ehri)(?:n\w*|yle)?(?!\w)", re.UNICODE
)
"""A place that the document calls one: "Akçaören ilçesinde"."""
_TOTALS = ("toplam", "genel toplam")
"""What rows of totals are called, folded."""


def sort_of(title: str, said: str = "") -> str:
    """What a column of words tells, by its head, or by what it says.

    >>> sort_of("BULUNDUĞU YER"), sort_of("MÜLKİYET"), sort_of("ARITMA TÜRÜ"), sort_of("KULLANIM ŞEKLİ", "Kiralık")
    ('place', 'held', 'other', 'held')
    """
    words = set(fold(title).replace("/", " ").split())
    held = words & _HELD_HEADS or (said and _HELD_AS.issuperset(fold(said).split()))
    return PLACE if words & _PLACE_HEADS else HELD if held else OTHER


@cache
def provinces() -> frozenset[str]:
    """The provinces of Türkiye, folded, as the word lists have them."""
    return frozenset(fold(row.phrase) for row in rows() if (row.role, row.value) == ("outside", "province"))


def apart(title: str) -> list[str]:
    """The heads of columns of words that stand in running text, where nothing but the known ones parts them.

    >>> apart("BİNA İLÇE MÜLKİYET DURUMU"), apart("BİNA ADI")
    (['BİNA', 'İLÇE', 'MÜLKİYET DURUMU'], ['BİNA ADI'])
    """
    words, starts = title.split(), {0}
    folded = " ".join(fold(word) for word in words)
    for match in _HEADS.finditer(folded):
        first = folded[: match.start()].count(" ")
        last = first + len(match[0].split())
        starts |= {first, last} if first else set()
    bounds = [*sorted(start for start in starts if start < len(words)), len(words)]
    return [" ".join(words[at:end]) for at, end in pairwise(bounds)]


def places_of(lines: Sequence[Line]) -> frozenset[str]:
    """Provinces, what a document calls a district, and the rows of a table of these, folded."""
    found = set(provinces())
    of_places = False
    for line in lines:
        found.update(fold(match["name"]) for match in _PLACED.finditer(line.text))
        first, *rest = [word.text for word in line.words]
        row = bool(rest) and all(is_cell(text) for text in rest)
        if row and of_places and first[:1].isupper() and fold(first) not in _TOTALS:
            found.add(fold(first))
        elif not row:
            of_places = fold(first) in _PLACE_HEADS and first.isupper()
    return frozenset(found)


def parted(labels: Sequence[Label], titles: Sequence[str], places: frozenset[str]) -> list[tuple[Label, ...]]:
    """The labels of rows as a part for each of the titles, of those that can be told from the right on.

    A column that cannot be told in every row stays with the name, and its parts are empty, as are those of a total.
    `places` are names of places, folded.
    """
    ruled = _ruled(labels, len(titles))
    if ruled is not None:
        return ruled
    sorts = [sort_of(title) for title in titles[1:]]
    parts: list[list[Label]] = [[() for _ in titles] for _ in labels]
    rest = list(labels)
    own = [at for at, label in enumerate(labels) if not is_total(label)]
    for column in range(len(sorts), 0, -1):
        before = sorts[column - 2] if column > 1 else ""
        sizes = _sizes([rest[at] for at in own], sorts[column - 1], before, places)
        if sizes is None:
            break
        for at, size in zip(own, sizes, strict=True):
            parts[at][column] = rest[at][-size:]
            rest[at] = rest[at][:-size]
    return [(label, *own_parts[1:]) for label, own_parts in zip(rest, parts, strict=True)]


def _sizes(labels: Sequence[Label], sort: str, before: str, places: frozenset[str]) -> list[int] | None:
    """How many words of each label belong to its last column; None where one of them does not tell."""
    known = places | _repeated(labels)
    all_end_names = all(len(label) > 1 and _ends_name(label[-2]) for label in labels)
    sizes = [_size(label, sort, before, known, all_end_names) for label in labels]
    return sizes if all(0 < size < len(label) for size, label in zip(sizes, labels, strict=True)) else None


def is_total(label: Label) -> bool:
    """Whether a row is the total of the others."""
    return fold(joined(label)) in _TOTALS


def _ruled(labels: Sequence[Label], count: int) -> list[tuple[Label, ...]] | None:
    """The parts of labels by the columns of their cells."""
    columns = sorted({word.column for label in labels for word in label if word.column is not None})
    if len(columns) != count or any(word.column is None for label in labels for word in label):
        return None
    return [tuple([word for word in label if word.column == column] for column in columns) for label in labels]


def _size(label: Label, sort: str, before: str, places: frozenset[str], all_end_names: bool) -> int:
    """How many words at the end of a label belong to its last column; 0 where nothing tells.

    `before` is what the column before that one tells.
    """
    if sort == HELD:
        return _held(label)
    if sort == PLACE:
        if len(label) > 2 and label[-2].text.isdigit() and label[-1].key in _PLACE_HEADS:
            return 2  # "9 ilçe"
        last = label[-1]
        told = fold(last.text) in places | _VAGUE or (all_end_names and last.text[:1].isupper())
        return 1 if told else 0
    if held := _held(label):
        return held
    if before == PLACE:
        # What is known by nothing stands behind the place.
        at = max((at for at, word in enumerate(label[:-1]) if at and fold(word.text) in places), default=0)
        return len(label) - at - 1 if at else 0
    return 0


def _held(label: Label) -> int:
    """How many words at the end of a label say what it is held as: "Hazine tahsisi", "5 Mülkiyet, 4 Kiralık"."""
    size = 0
    while size < len(label):
        word = label[-1 - size]
        counts = size > 0 and word.text.isdigit() and label[-size].key in _HELD_AS
        if word.key not in _HELD_AS and not counts:
            break
        size += 1
    return size


def _repeated(labels: Sequence[Label]) -> frozenset[str]:
    """The words with a capital that end several labels and are no end of a name: those of a column."""
    last = Counter(fold(label[-1].text) for label in labels if label and label[-1].text[:1].isupper())
    before = {fold(word.text) for label in labels for word in label[:-1]}
    return frozenset(word for word, count in last.items() if count > 1 and word not in before)


def _ends_name(word: Placed) -> bool:
    """Whether a word ends the name of a building: "Binası", "Tesisleri", or what stands in brackets behind it."""
    return word.text.endswith(")") or word.key[-1:] in ("i", "u")


def grouped(said: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """The names by what is said of them, (name, saying); none where each is told something of its own.

    What says several things is named under each: "5 Mülkiyet, 4 Kiralık".

    >>> grouped([("Ek Bina", "Kira"), ("Depo", "Kira"), ("Vezneler", "2 Kira, 1 Tahsis"), ("Okul", "Tahsis")])
    {'Kira': ['Ek Bina', 'Depo', 'Vezneler (2 Kira, 1 Tahsis)'], 'Tahsis': ['Okul', 'Vezneler (2 Kira, 1 Tahsis)']}
    >>> grouped([("Ek Bina", "Kira"), ("Depo", "KİRALIK")])
    {'Kira': ['Ek Bina', 'Depo']}
    >>> grouped([("Ek Bina", "Kira"), ("Lojman", "Kira"), ("Depo", "1 Kira, 2 Tahsis")])
    {}
    """
    found: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    mixed = [(name, value) for name, value in said if any(letter.isdigit() for letter in value)]
    for name, value in said:
        if value and (name, value) not in mixed:
            found.setdefault(spelled.setdefault(_same(value), value), []).append(name)
    for name, value in mixed:
        parts = [spelled.get(_same(re.sub(r"^\d+\s+", "", part.strip()))) for part in value.split(",")]
        for part in parts:
            if part is None:
                return {}  # a list that lacks one would claim to be whole
            found[part].append(f"{name} ({value})")
    return found if any(len(names) > 1 for names in found.values()) else {}


def _same(value: str) -> str:
    """What a saying has in common with other spellings of it, folded: "Kira", "KİRALIK"."""
    return " ".join(re.sub(r"(?:lik|li|lama)$", "", word) for word in fold(value).split())
