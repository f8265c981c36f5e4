"""The tree of a programme: agency and year, programmes, sub-programmes, activities, and where each is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.importing.codes import is_code
from knowledge.importing.damaged import advice
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.lines import ImportRefused, Line
from knowledge.importing.names import Lexicon, is_upper, joined
from knowledge.importing.values import DASHES, is_cell
from knowledge.language.letters import fold

_REPORT = re.compile(r"\b((?:19|20|21)\d\d)\s+(?:mali )?(?:yili\s+)?(?:idare |birim )?faaliyet raporu\b")
_MONITORED = re.compile(
    r"\b((?:19|20|21)\d\d) (?:mali )?yili performans program\w*"
    r" (?:izleme(?: ve degerlendirme)?|degerlendirme|gerceklesme(?:leri)?) raporu\b"
)
_NUMBERED = re.compile(r"\d+(?:[.,]\d+)*")
"""The number by which a classification calls an agency or a programme, before a dash: "38.99 - …", "62 - …"."""
COVER = 40
"""Lines at the beginning among which the cover stands."""
_BUDGET_YEAR = re.compile(r"\bbutce yili\s*:?\s*((?:19|20|21)\d\d)\b")
_YEAR = re.compile(r"^yil\s*:\s*((?:19|20|21)\d\d)\b")
_OWN_NAME = re.compile(r"\b((?:19|20|21)\d\d) (?:mali )?yili performans program")
_AGENCY = (
    re.compile(r"^kurum(?:un)?(?: adi)?\s*:\s*(.+)"),
    re.compile(r"^idare(?:nin)? adi\s*:?\s*(.+)"),
    re.compile(r"^sorumlu idare\s*:\s*(.+)"),
)
SUPPORT = key("Yönetim ve Destek Programı")
"""The key of the programme that every agency has beside those of its services."""
_STATE = re.compile(r"t\.?\s?c\.?")
_ENDS_AGENCY = re.compile(
    r"\b(?:baskanligi|bakanligi|universitesi|mudurlugu|kurumu|kurulu|enstitusu|belediyesi|belediye baskanligi|idaresi"
    r"|valiligi|akademisi|ajansi|merkezi|birligi|fonu|rektorlugu|mustesarligi)$"
)
AGENCY_LINES = 4
"""Lines over which an agency's name on the cover goes at most."""
_PLAIN = Lexicon({}, frozenset())
NAME_LINES = 4
"""Lines over which a name goes at most."""
LONGEST_NAME = 20
"""Words of a programme's, sub-programme's or activity's name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A table or section: what facts call it, and its line."""

    name: str
    line: int


@dataclass
class Branch:
    """A named node of the tree."""

    kind: str
    name: str
    words: Sequence[Placed]
    place: Place
    parent: Branch | None
    in_costs: bool = False
    id: str = ""


@dataclass
class Outline:
    """The tree with the marks read once: which sub-programme and table hold at each of them."""

    programmes: list[Branch] = field(default_factory=list)
    sub_programmes: list[Branch] = field(default_factory=list)
    activities: list[Branch] = field(default_factory=list)
    goals: list[Branch] = field(default_factory=list)
    """The performance goals of the layout without programmes."""
    at: dict[int, Branch] = field(default_factory=dict)
    """The nodes by the index of the label that names them."""
    named: dict[tuple[str, str], list[Branch]] = field(default_factory=dict)
    """The nodes of each kind and name, by the key of the name."""

    def of_kind(self, kind: str) -> list[Branch]:
        """The nodes of a kind, in their order."""
        kinds = {"programme": self.programmes, "sub_programme": self.sub_programmes, "goal": self.goals}
        return kinds.get(kind, self.activities)


def budget_year(lines: Sequence[Line]) -> int | None:
    """The year that a programme is for, as its label says, or else its cover, or most lines; no column head counts."""
    whole = " ".join(line.folded for line in lines)
    labelled = _BUDGET_YEAR.findall(whole)
    if labelled:
        return Counter(map(int, labelled)).most_common(1)[0][0]
    cover = " ".join(line.folded for line in lines[:COVER])
    named = _OWN_NAME.findall(cover)
    if named:
        return Counter(map(int, named)).most_common(1)[0][0]
    for pattern in (_YEAR, _OWN_NAME):
        found = Counter(int(year) for line in lines for year in pattern.findall(line.folded))
        if found:
            return found.most_common(1)[0][0]
    return None


def report_year(lines: Sequence[Line]) -> int | None:
    """The year of which a document is the report (İdare Faaliyet Raporu), by its cover; None for a programme.

    What reports on how a programme was carried out (İzleme ve Değerlendirme Raporu) is a report as well.
    """
    cover = " ".join(line.folded for line in lines[:COVER])
    monitored = _MONITORED.findall(cover)
    reports = [*_REPORT.findall(cover), *monitored]
    programmes = _OWN_NAME.findall(cover)[len(monitored) :]
    return Counter(map(int, reports)).most_common(1)[0][0] if len(reports) > len(programmes) else None


def cover_agency(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The agency as the cover names it: the lines in capitals after "T.C.", or one that ends as agencies' names do."""
    for index, line in enumerate(lines[:COVER]):
        if not _STATE.fullmatch(line.folded) and not _ENDS_AGENCY.search(line.folded):
            continue
        start = index + 1 if _STATE.fullmatch(line.folded) else index
        named: list[Line] = []
        for other in lines[start : start + AGENCY_LINES]:
            if not is_upper(other.text) or any(letter.isdigit() for letter in other.text):
                break
            named.append(other)
            if _ENDS_AGENCY.search(other.folded):
                # The ministry to which an agency belongs stands above it.
                rest = lines[start + len(named) : start + len(named) + 1]
                lower = rest and is_upper(rest[0].text) and _ENDS_AGENCY.search(rest[0].folded)
                return (rest[0].text, rest[0]) if lower else (" ".join(one.text for one in named), named[0])
    return None


def agency_line(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The agency's name as printed after the label that names it, most often where several do, and the line."""
    for pattern in _AGENCY:
        found = [(line, match) for line in lines if (match := pattern.match(line.folded))]
        if found:
            counts = Counter(key(match[1]) for _, match in found)
            line, match = next(row for row in found if key(row[1][1]) == counts.most_common(1)[0][0])
            words = line.text.split()
            wanted = key(match[1])
            for start in range(len(words)):
                if key(" ".join(words[start:])) == wanted:
                    name = " ".join(_unnumbered(words[start:])).strip(" :")
                    return _whole_name(name, lines[lines.index(line) + 1 :]), line
    return None


def _whole_name(name: str, after: Sequence[Line]) -> str:
    """An agency's name with the end of it that a line break has put on the next line."""
    ended = _ENDS_AGENCY.search(fold(name)) or not after or after[0].after_blank or ":" in after[0].text
    return name if ended or not _ENDS_AGENCY.search(after[0].folded) else f"{name} {after[0].text}"


def _unnumbered(words: Sequence[str]) -> Sequence[str]:
    """A name without the number of a classification before it, "38.99 - ÇORUH ÜNİVERSİTESİ", or its code, "PH1.1."."""
    if len(words) > 1 and is_code(words[0]):
        return words[1:]
    numbered = len(words) > 2 and _NUMBERED.fullmatch(words[0]) and words[1] in DASHES
    return words[2:] if numbered else words


def check_programme(text: Document, marks: Sequence[Mark], year: int | None, name: str) -> int:
    """The budget year. Raises ImportRefused where no table of a performance programme, or no year, is found."""
    kinds = Counter(mark.kind for mark in marks)
    tables = any(kinds[kind] for kind in ("indicator", "costs", "grand", "economic", "classification"))
    if year is None and tables:
        raise ImportRefused(
            f"{name} says nowhere which year it is for (Bütçe Yılı, “… Yılı Performans Programı”): it cannot be filed."
        )
    if year is None or not tables:
        raise ImportRefused(
            f"{name} is no performance programme that can be read: no head of a table of indicators or activity costs "
            "is found in it" + (", and no budget year." if year is None else ".") + advice(text.lines)
        )
    return year


def place_of(mark: Mark | None, text: Document) -> Place:
    """What the facts of a captioned table or section give as their place."""
    if mark is None:
        return Place("Programın başı", 1)
    line = text.words[mark.start].line
    if mark.kind == "caption" and mark.number:
        return Place(f"Tablo {mark.number}", line)
    return Place(_PLAIN.titled(mark.title), line)


def spans(text: Document, marks: Sequence[Mark]) -> Iterator[tuple[Mark, list[Placed], Mark | None]]:
    """Every mark with the words after it up to the next one, and the caption or section that holds there."""
    holding: Mark | None = None
    for index, mark in enumerate(marks):
        if mark.kind in ("caption", "section"):
            holding = mark
        end = marks[index + 1].start if index + 1 < len(marks) else len(text.words)
        yield mark, text.between(mark.end, end), holding


def table_words(text: Document, marks: Sequence[Mark], index: int, within: frozenset[str]) -> list[Placed]:
    """The words after a mark, through further marks of some kinds."""
    end = index + 1
    while end < len(marks) and marks[end].kind in within:
        end += 1
    stop = marks[end].start if end < len(marks) else len(text.words)
    return text.between(marks[index].end, stop)


def outline(text: Document, marks: Sequence[Mark], lexicon: Lexicon) -> Outline:
    """Reads the tree from the labels; names in capitals get small letters."""
    tree = Outline()
    programme: Branch | None = None
    sub_programme: Branch | None = None
    goal: Branch | None = None
    for mark, words, holding in spans(text, marks):
        place = place_of(holding, text)
        found: Branch | None = None
        if mark.kind == "programme":
            found = programme = _node(tree, "programme", words, place, None, lexicon, text) or programme
        elif mark.kind == "sub_programme":
            found = _node(tree, "sub_programme", words, place, programme, lexicon, text)
            sub_programme = found = found or sub_programme
        elif mark.kind == "goal":
            if mark.title:
                words = [word for word in words if word.line == text.words[mark.start].line]
            words = _before_label(_sentence(words, text), ("aciklama", "aciklamalar"))
            found = goal = _node(tree, "goal", words, place, None, lexicon, text) or goal
        elif mark.kind == "activity":
            name = name_part(words, "aciklama")
            found = _node(tree, "activity", name, place, sub_programme or goal, lexicon, text)
        if found:
            tree.at[mark.start] = found
    return tree


def _sentence(words: Sequence[Placed], text: Document) -> list[Placed]:
    """The words up to a full stop at the end of a line, or to an empty line: a goal is printed as a sentence."""
    for index in range(1, len(words)):
        ended = words[index - 1].text.endswith(".") or text.by_number[words[index].line].after_blank
        if words[index].first and ended:
            return list(words[:index])
    return list(words)


def _before_label(words: Sequence[Placed], labels: Sequence[str]) -> list[Placed]:
    """The words before a label and its colon, wherever a line break is lost before it."""
    for index, word in enumerate(words):
        if index and word.key in labels and word.text.endswith(":"):
            return list(words[:index])
    return list(words)


def name_part(words: Sequence[Placed], label: str) -> list[Placed]:
    """The words before a label without a mark of its own."""
    for index, word in enumerate(words):
        if word.key == label and index and (word.first or word.text.endswith(":")):
            return list(words[:index])
    for index, word in enumerate(words):
        if word.key == label and index:
            return list(words[:index])
    return list(words)


def _node(
    tree: Outline,
    kind: str,
    words: Sequence[Placed],
    place: Place,
    parent: Branch | None,
    lexicon: Lexicon,
    text: Document,
) -> Branch | None:
    own = len(_unnumbered([word.text for word in words]))
    text.take(words[: len(words) - own])
    words = [word for word in words[len(words) - own :] if word.key]
    # A page's number stands on a line of its own.
    while len(words) > 1 and words[-1].first and words[-1].text.isdigit() and len(words[-1].text) <= 3:
        words.pop()
    if not words or len(words) > LONGEST_NAME:
        return None
    text.take(words)
    printed = joined(words).rstrip(".") if kind == "goal" else joined(words)
    same = tree.named.setdefault((kind, key(printed)), [])
    for node in same:
        if kind == "programme" or node.parent is parent or parent is None:
            return node
    node = Branch(kind, lexicon.titled(printed), words, place, parent)
    same.append(node)
    tree.of_kind(kind).append(node)
    return node


class NameLines:
    """Lines under the captions of tables that may be a name or a part of one, found by their letters."""

    def __init__(self, text: Document, captions: Sequence[Mark]) -> None:
        self.text = text
        self.by_key: dict[str, list[int]] = {}
        self.holding: dict[int, Mark] = {}
        starts = {text.words[mark.start].line: mark for mark in captions}
        holding: Mark | None = None
        for index, line in enumerate(text.lines):
            holding = starts.get(line.number, holding)
            if holding is None or holding.kind != "caption" or line.number == text.words[holding.start].line:
                continue
            if len(line.words) <= LONGEST_NAME and not any(is_cell(word.text) for word in line.words):
                self.by_key.setdefault(key(line.text), []).append(index)
                self.holding[index] = holding

    def first(self, name: str) -> tuple[Place, int] | None:
        """The first captioned table in which a name stands on lines of its own, and its line there."""
        wanted = key(name)
        begins = (self.by_key.get(wanted[:size], ()) for size in range(1, len(wanted) + 1))
        for index in sorted(index for indexes in begins for index in indexes):
            grown = ""
            for after in range(index, min(index + NAME_LINES, len(self.text.lines))):
                if after not in self.holding:
                    break
                grown += key(self.text.lines[after].text)
                if grown == wanted:
                    return place_of(self.holding[index], self.text), self.text.lines[index].number
                if not wanted.startswith(grown):
                    break
        return None


def own_year_elsewhere(lines: Sequence[Line], year: int) -> list[tuple[Line, int]]:
    """The lines in which the document calls itself the programme of another year."""
    found = []
    for line in lines:
        for match in _OWN_NAME.finditer(fold(line.text)):
            if int(match[1]) != year:
                found.append((line, int(match[1])))
    return found
