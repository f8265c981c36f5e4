"""The marks that a programme's layout sets in its words: captions, headings, labels, heads of tables.

Labels are looked for in the stream, not in lines, so that it does not matter where lines break or run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from knowledge.importing.document import Document, Mark, Placed
from knowledge.importing.lines import Line
from knowledge.importing.table_heads import head_at, without_titles
from knowledge.importing.values import is_figure
from knowledge.language.letters import lower

LABELS: dict[str, tuple[str, ...]] = {
    "strategy_head": ("program adi alt program adi alt program hedefleri iliskili oldugu stratejik amac",),
    "indicator": (
        "performans gostergesi olcu birimi",
        "performans gostergeleri olcu birimi",
        "performans gostergesi olcu",
        "gosterge adi olcu birimi",
    ),
    "definition": ("gostergeye iliskin aciklama", "gostergeye iliskin aciklamalar"),
    "method": ("hesaplama yontemi",),
    "source": ("verinin kaynagi", "veri kaynagi"),
    "answerable": ("sorumlu idare",),
    "sum": ("t o p l a m",),
    "economic": ("ekonomik kodu", "ekonomik kod", "ekonomik kodlar"),
    "grand": ("faaliyet maliyeti toplami", "faaliyet maliyetleri toplami"),
    "agency": ("idare adi", "idarenin adi"),
    "sub_programme": ("alt program adi", "alt programin adi", "alt program"),
    "programme": ("program adi", "programin adi", "program"),
    "objective": ("alt program hedefi", "alt program hedefleri"),
    "activity": ("faaliyet adi", "faaliyetin adi", "faaliyet"),
    "goal": ("performans hedefi",),
    "rationale": ("gerekce ve aciklamalar", "gerekce ve aciklama"),
    "year": ("butce yili",),
    "classification": ("program siniflandirmasi", "program siniflandirma"),
    "explanations": ("faaliyetlere iliskin aciklamalar",),
    "units_head": (
        "sorumlu harcama birimi veya birimleri",
        "sorumlu harcama birimi",
        "sorumlu harcama birimleri",
        "sorumlu birim",
    ),
}
"""Folded labels by kind; where several begin alike the longest one counts."""

USUAL_WORDS = (["alt", "program"], ["program"], ["faaliyet"])
"""Labels that are words of any sentence as well: they count before a colon at the beginning of a line."""
TITLES_TOO = frozenset(
    ("activity", "goal", "programme", "sub_programme", "objective", "source", "method", "answerable", "units_head")
)
"""Labels whose words begin the heads of tables as well."""
_COLUMN_HEADS = frozenset(("butce", "harcama", "tahmin"))
_CAPTION = re.compile(r"tablo\s*(\d{1,3}(?:\.\d{1,2}){0,2})\s*(?:[.:–—-]\s*|\s)(.*)")
_NUMBER_OF_TABLE = re.compile(r"^\S*?\s*\d+(?:\.\d+)*\s*(?P<stop>[.:–—-]*)\s*")
_PROGRAMME_LABEL = re.compile(r"(?:alt )?program(?:in)?(?: adi)?\s*:")
"""How a title begins that is the labels of what its table is of: "Tablo 15. PROGRAM ADI: … – ALT PROGRAM: …"."""
_DATED = re.compile(r"(?:19|20|21)\d\d\b.*[^\W\d]")
"""A title that begins with its year: "Tablo 3: 2024-2025 Güz Dönemi Öğrenci Sayıları"."""
_TITLES = (
    re.compile(r"fiziki kaynaklara iliskin bilgiler.*"),
    re.compile(r"bilgi teknolojileri envanteri.*"),
    re.compile(r".*personel (?:sayilari|dagilimi)"),
    re.compile(r"stratejik amac ve hedefler\w*"),
    re.compile(r"alt program hedefleri ve stratejik plan iliskisi"),
    re.compile(r"performans gostergeleri(?: \d+)?"),
    re.compile(r"idare performans tablosu"),
    re.compile(r"(?:idarenin )?toplam kaynak ihtiyaci tablosu"),
    re.compile(r"alt program kapsaminda yurutulecek faaliyet maliyetleri.*"),
    re.compile(r"faaliyetlere iliskin aciklamalar(?: \d+)?"),
    re.compile(r"ekonomik siniflandirma duzeyinde .*maliyeti.*"),
    re.compile(r"faaliyet maliyetleri tablo(?:su|lari).*"),
    re.compile(r"faaliyetler duzeyinde .*maliyeti.*"),
    re.compile(r"faaliyetlerden sorumlu harcama birimleri.*"),
    re.compile(r"performans gostergelerinin izlenmesinden sorumlu harcama birimleri.*"),
)
"""How the captions of the standard tables read; they count without a number as well."""
_SECTION = re.compile(r"(?:[ivx]{1,4}|[a-hç])[.)-]\s*(\w.*)")
_TITLED = re.compile(r"[A-ZÇ]{1,4}\.\s+\w[^\d.,;:!?]+")
"""The heading of a part in small letters: no sentence, and no list's item."""
_JOINING = ("ve", "ile", "veya")
"""Words of a heading that begin small."""
_SUB_PROGRAMME = re.compile(r"alt program")
_NUMBERED_GOAL = re.compile(r"(?:Stratejik )?(?:Hedef|HEDEF) \(?H?\d{1,2}(?:\.\d{1,2})+\)?\s*[.:–-]?\s+(?=[A-ZÇĞİÖŞÜ])")
_GOAL_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?[:–-]")
_COVER_END = re.compile(r"t\.\s?c\.")
HEAD_WORDS = 14
"""Words before "sorumlu harcama birimi" that may belong to the same table head."""
HEAD_YEARS = 8
"""Words that may stand between the titles of an indicator's head."""
FIGURES_OF_A_GOAL = 2
"""Figures on the line of a goal at most, its number among them: more are the row of a table, "Hedef 1.1 Toplamı"."""
FEW_NUMBERS = 3
"""Numbered captions from which a programme numbers its tables."""
CAPTION_WORDS = 16
"""Words that the caption of a table has at most."""
SECTION_WORDS = 9
"""Words that the heading of a section has at most."""


def marks(text: Document) -> list[Mark]:
    """All marks of a document in their order; none overlaps another."""
    found = [*_captions(text), *_sections(text)]
    if not any(_SUB_PROGRAMME.match(line.folded) for line in text.lines):
        found += _numbered_goals(text)
    taken = {index for mark in found for index in range(mark.start, mark.end)}
    keyed = [word for word in text.words if word.key]
    by_line: dict[int, list[Placed]] = {}
    for word in keyed:
        by_line.setdefault(word.line, []).append(word)
    labels = sorted(
        ((kind, label.split()) for kind, labels in LABELS.items() for label in labels), key=lambda row: -len(row[1])
    )
    by_first: dict[str, list[tuple[str, list[str]]]] = {}
    for kind, spelled in labels:
        by_first.setdefault(spelled[0], []).append((kind, spelled))
    position = 0
    while position < len(keyed):
        label = _label_at(keyed, position, by_first, taken)
        mark = (
            (label if label and label.kind not in TITLES_TOO else None)
            or head_at(keyed, position, taken, by_line)
            or label
            or _costs_at(keyed, position, taken)
            or _indicator_at(keyed, position, taken)
        )
        if mark is None:
            position += 1
            continue
        found.append(mark)
        while position < len(keyed) and keyed[position].index < mark.end:
            position += 1
    return sorted(_table_heads(text, without_titles(text, found)), key=lambda mark: mark.start)


def _label_at(
    keyed: Sequence[Placed], position: int, by_first: dict[str, list[tuple[str, list[str]]]], taken: set[int]
) -> Mark | None:
    for kind, label in by_first.get(keyed[position].key, ()):
        words = keyed[position : position + len(label)]
        if [word.key for word in words] == label and not any(word.index in taken for word in words):
            if kind == "goal":
                number = keyed[position + len(label)] if position + len(label) < len(keyed) else None
                if number and words[0].first and _GOAL_NUMBER.fullmatch(number.text) and number.line == words[-1].line:
                    words = [*words, number]
                elif not _is_named(words, keyed, position + len(label)):
                    continue
            # A dash has no key: "PROGRAM ADI: … – ALT PROGRAM: …".
            begins = words[0].first or (position > 0 and words[0].index > keyed[position - 1].index + 1)
            if label in USUAL_WORDS and not (begins and words[-1].text.endswith(":")):
                continue
            if kind in ("programme", "objective") and position and keyed[position - 1].key == "alt":
                continue
            return Mark(kind, words[0].index, words[-1].index + 1)
    return None


def _is_named(words: Sequence[Placed], keyed: Sequence[Placed], after: int) -> bool:
    """Whether a label that is a usual word as well stands at the beginning of a line and names what follows there."""
    following = keyed[after] if after < len(keyed) else None
    apart = following is not None and following.column != words[-1].column
    return words[0].first and (words[-1].text.endswith(":") or apart)


def _costs_at(keyed: Sequence[Placed], position: int, taken: set[int]) -> Mark | None:
    """The head of a table of activity costs: "Faaliyetler" with a year or a column's name after it."""
    word = keyed[position]
    if word.key != "faaliyetler" or word.index in taken or word.text[-1:] in ",;":
        return None
    after = keyed[position + 1 : position + 3]
    if any(re.fullmatch(r"(?:19|20|21)\d\d", other.key) or other.key in _COLUMN_HEADS for other in after):
        return Mark("costs", word.index, word.index + 1)
    return None


def _indicator_at(keyed: Sequence[Placed], position: int, taken: set[int]) -> Mark | None:
    """The head of an indicator whose two titles stand in several lines, so that they run into each other."""
    if [word.key for word in keyed[position : position + 2]] != ["performans", "gostergesi"]:
        return None
    before = keyed[max(position - HEAD_YEARS, 0) : position]
    after = keyed[position + 2 : position + 2 + 2 * HEAD_YEARS]
    starts = [word.index for word in before if word.key == "olcu"]
    ends = [word.index for word in after if word.key in ("birimi", "birim")]
    if not starts or not ends or any(index in taken for index in range(starts[-1], keyed[position + 1].index + 1)):
        return None
    return Mark("indicator", starts[-1], keyed[position + 1].index + 1)


def _captions(text: Document) -> list[Mark]:
    """The captions: those with a number, or where the programme numbers none the titles of the standard tables."""
    found = list(_all_captions(text))
    numbered = [mark for mark in found if mark.number]
    return numbered if len(numbered) >= FEW_NUMBERS else found


def _all_captions(text: Document) -> Iterator[Mark]:
    start = 0
    for line in text.lines:
        end = start + len(line.words)
        match = _CAPTION.match(line.folded)
        if match and line.words[0].text[:1] in "Tt" and not line.text.endswith((".", ",", ";")):
            number = _NUMBER_OF_TABLE.match(line.text)
            printed = line.text[number.end() :].strip() if number else ""
            dated = number is not None and (number["stop"] or "." in match[1]) and _DATED.match(printed)
            if dated or (printed[:1].isalpha() and printed[0] == printed[0].upper()):
                labelled = number is not None and _PROGRAMME_LABEL.match(match[2])
                own = len(line.text[: number.end()].split()) if labelled and number else len(line.words)
                yield Mark("caption", start, start + own, match[1], printed)
        elif len(line.words) <= CAPTION_WORDS and any(title.fullmatch(line.folded) for title in _TITLES):
            yield Mark("caption", start, end, title=line.text.strip())
        start = end


def _sections(text: Document) -> Iterator[Mark]:
    """Headings: "C. KAYNAKLAR", or a line in capitals that ends a part."""
    start = 0
    for line, following in zip_longest(text.lines, text.lines[1:]):
        end = start + len(line.words)
        shown = line.text.strip()
        match = _SECTION.match(line.folded)
        if _COVER_END.fullmatch(line.folded):
            yield Mark("section", start, end, title="Künye")
        elif match and len(line.words) <= SECTION_WORDS and _is_heading(shown, following):
            yield Mark("section", start, end, title=shown.split(None, 1)[1] if " " in shown else shown)
        start = end


def _numbered_goals(text: Document) -> Iterator[Mark]:
    """The goals of a plan without programmes, each on a line of its own: "Hedef 1.1: Yolların onarılması"."""
    start = 0
    for line in text.lines:
        match = _NUMBERED_GOAL.match(line.text)
        if match and sum(is_figure(word.text) for word in line.words) <= FIGURES_OF_A_GOAL:
            size = len(line.text[: match.end()].split())
            yield Mark("goal", start, start + size, title=line.text[match.end() :].strip())
        start += len(line.words)


def _is_heading(text: str, following: Line | None) -> bool:
    """Whether a line is in capitals, or has a number in capitals and a capital at each word: "D. İnsan Kaynakları".

    Above a row of figures the latter parts the rows of a table: "B. Elektronik Kaynaklar".
    """
    letters = [letter for letter in text if letter.isalpha()]
    if letters and sum(letter != lower(letter) for letter in letters) >= 0.75 * len(letters):
        return True
    if _TITLED.fullmatch(text) is None or (following is not None and _is_row(following)):
        return False
    return all(word[0] != lower(word[0]) for word in text.split() if word not in _JOINING)


def _is_row(line: Line) -> bool:
    """Whether a line is a name with figures behind it and none in it."""
    figures = [is_figure(word.text) for word in line.words]
    return figures[-1] and not any(one and not other for one, other in pairwise(figures))


def _names_a_unit(text: Document, mark: Mark) -> bool:
    """Whether "Sorumlu Harcama Birimi" at the beginning of a line is followed there by a unit, and heads no table."""
    first, last = text.words[mark.start], text.words[mark.end - 1]
    following = text.words[mark.end] if mark.end < len(text.words) else None
    if following is None:
        return False
    if not first.first:
        # "Performans Hedefinden Sorumlu Birim: Fen İşleri Müdürlüğü"
        before = text.words[mark.start - 1] if mark.start else None
        of_it = before is not None and before.line == first.line and before.key.endswith(("den", "dan"))
        return of_it and last.text.endswith(":")
    if last.text.endswith(":") or following.text == ":":
        return True
    return following.line == last.line and following.column != last.column and last.column is not None


def _table_heads(text: Document, found: Sequence[Mark]) -> list[Mark]:
    """The marks; what stands in the head of a table of answerable units is a column's title, no label."""
    result: list[Mark] = []
    for mark in sorted(found, key=lambda mark: mark.start):
        if mark.kind != "units_head":
            result.append(mark)
            continue
        if _names_a_unit(text, mark):
            start = mark.start
            while start and not text.words[start].first:
                # "Performans Hedefinden Sorumlu Birim:" is the label from its beginning.
                start -= 1
            result.append(replace(mark, kind="unit_of", start=start))
            continue
        floor = max((other.end for other in result if other.kind in ("caption", "section")), default=0)
        start = max(mark.start - HEAD_WORDS, floor)
        head = text.between(start, mark.start)
        # The head begins at its first word of a column's title; what precedes it belongs to what came before.
        titles = ("program", "alt", "adi", "faaliyet", "faaliyetler", "performans", "gostergesi", "gostergeleri")
        while head and head[0].key not in titles:
            head = head[1:]
        names = {word.key for word in head}
        kind = "monitors" if names & {"gostergesi", "gostergeleri", "gosterge"} else "responsible"
        begin = head[0].index if head else mark.start
        result = [other for other in result if other.start < begin or other.kind in ("caption", "section")]
        result.append(Mark(kind, begin, mark.end))
    return result
