"""The prose of a programme: its paragraphs under their headings, with what no table holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.importing import strategy
from knowledge.importing.document import Document, Mark, key
from knowledge.importing.lines import Line
from knowledge.importing.names import Lexicon, is_upper
from knowledge.importing.naming import heading as titled
from knowledge.importing.outline import place_of
from knowledge.importing.unit_names import LONGEST_UNIT, level
from knowledge.importing.units import council_heading
from knowledge.importing.values import is_cell, is_year

PROSE = frozenset(("caption", "section", "rationale", "objective", "explanations", "year", "agency", ""))
"""Marks whose words are prose where no table holds them."""
TABLES = frozenset(("indicator", "costs", "unit_costs", "economic", "classification", "monitors", "responsible"))
"""Marks that begin tables: what stands behind their rows is prose again."""
FEWEST_WORDS = 4
"""Words of a paragraph at least."""
LONGEST_HEADING = 12
"""Words of a heading at most."""
FIGURES_OF_A_ROW = 4
"""Figures from which a line is the row of a table and no prose."""
LONGEST = 1200
"""Letters from which a paragraph is parted at the end of a sentence."""
_REACHED = re.compile(r"@|www\.|\(?\b0\s?\(?\d{3}\)?[\s./-]*\d{3}\b|https?:|\b(?:tel|faks|telefon)\b", re.IGNORECASE)
TITLE = re.compile(
    r"(?:(?:Genel\s+)?Müdür|(?:Genel\s+|Kurum\s+|Belediye\s+)?Başkan[ıi]?|Rektör|Bakan|Vali|Genel\s+Sekreter"
    r"|(?:(?:[A-ZÇĞİÖŞÜ]\w+|ve)\s+){1,8}(?:Bakanı|Başkanı|Rektörü|Genel\s+Müdürü|Valisi|Genel\s+Sekreteri))(?:\s+(?:V\.|Vekili))?"
)
"""How the head of an agency signs a foreword."""
_SENTENCE_END = re.compile(r"(?<=[a-zçğıöşü)”]{3}[.!?])\s+(?=[A-ZÇĞİÖŞÜ“])")
_EXPLAINED = re.compile(r"(Açıklama(?:lar)?)\s*:\s*\S")
_LETTERED = re.compile(r"[a-zçğıöşü]\)\s+[A-ZÇĞİÖŞÜ]")
"""How a line of a list begins whose items are counted with letters."""
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\s+(?=[A-ZÇĞİÖŞÜ])|(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-HÇ])[.)-]+\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the heading and the table or section that it stands under."""

    heading: str
    place: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its words as running text, without a bullet before them."""
        return strategy.paragraph(self.lines).lstrip("•●○◦‣➢➤►▸▪■□◆✓❖→>–—*\uf0fc\uf0d8\uf0b7 -\t").strip()

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.lines[0].number


@dataclass
class _Reader:
    lexicon: Lexicon
    heading: str = ""
    place: str = ""
    group: list[Line] = field(default_factory=list)

    def close(self) -> Iterator[Paragraph]:
        """The paragraph of the lines so far, if they are one."""
        group, self.group = self.group, []
        for lines in _unsigned(group):
            found = Paragraph(self.heading, self.place, tuple(lines))
            signed = len(lines) == 2 and TITLE.fullmatch(lines[1].text.strip()) is not None
            if is_prose(found.text) or signed:
                yield found


def paragraphs(text: Document, marks: Sequence[Mark], tables: set[int], lexicon: Lexicon) -> list[Paragraph]:
    """The paragraphs of a document in their order. `tables` are the indexes of words that stand in tables."""
    kinds: dict[int, Mark] = {}
    ends: dict[int, int] = {}
    for one in marks:
        kinds.setdefault(text.words[one.start].line, one)
        ends[text.words[one.start].line] = one.end
    in_tables = {text.words[index].line for index in tables}
    reader = _Reader(lexicon)
    found: list[Paragraph] = []
    kind = section = ""
    rows = False
    """Whether rows of a table stand between the last caption and here."""
    for position, line in enumerate(text.lines):
        mark: Mark | None = kinds.get(line.number)
        if mark is not None:
            found += reader.close()
            kind = mark.kind
            if kind in ("caption", "section"):
                rows = False
                section = place_of(mark, text).name if kind == "section" else section
                reader.place = place_of(mark, text).name
                reader.heading = titled(mark.title, lexicon)
                continue
            if kind in PROSE:
                label = " ".join(word.text for word in text.between(mark.start, mark.end))
                reader.heading = titled(label.strip(" :"), lexicon)
                line = _behind(line, text, ends[line.number])
                if not line.words:
                    continue
        explained = _EXPLAINED.match(line.text.strip()) if kind == "goal" else None
        if explained:
            # What the form of a goal says of it stands behind its name.
            found += reader.close()
            kind, reader.heading = "rationale", titled(explained[1], lexicon)
            line = replace(line, words=line.words[1:])
        if kind not in PROSE | TABLES or line.number in in_tables or is_row(line):
            found += reader.close()
            rows = rows or line.number in in_tables
            continue
        following = text.lines[position + 1] if position + 1 < len(text.lines) else None
        signs = TITLE.fullmatch(line.text.strip()) is not None and _is_name(reader.group)
        if not signs and (
            line.after_blank or line.opens_page or strategy.is_bulleted(line) or _LETTERED.match(line.text.strip())
        ):
            found += reader.close()
        if not reader.group and _names_unit(line):
            # The list of units, which are entities of their own; one that the next line begins with is its heading.
            if following and key(following.text) != key(line.text) and key(following.text).startswith(key(line.text)):
                reader.heading = titled(_unnumbered(line.text), lexicon)
            continue
        ended = bool(reader.group) and reader.group[-1].text.rstrip().endswith(".")
        if ended and is_heading(line, following, begins=True):
            # A heading may stand right below the paragraph before it.
            found += reader.close()
        if not reader.group and is_heading(line, following, begins=ended):
            reader.heading = titled(_unnumbered(line.text), lexicon)
            reader.place = section if rows else reader.place
            continue
        reader.group.append(line)
    found += reader.close()
    return list({key(one.text): one for one in reversed(found)}.values())[::-1]


def _names_unit(line: Line) -> bool:
    """Whether a line is the name of a unit, and not the beginning of a sentence that ends with one."""
    return len(line.words) <= LONGEST_UNIT and ". " not in line.text and bool(level(line.text))


def _unsigned(group: Sequence[Line]) -> list[list[Line]]:
    """The lines of a paragraph, and apart from them the name and title of who has signed below it."""
    if len(group) > 2 and TITLE.fullmatch(group[-1].text.strip()) and _is_name(group[-2:-1]):
        return [list(group[:-2]), list(group[-2:])]
    return [list(group)] if group else []


def _is_name(group: Sequence[Line]) -> bool:
    """Whether a line alone is the name of a person, "Prof. Dr. Ayşe KAYA", as over the title of who signs."""
    return len(group) == 1 and 2 <= len(group[0].words) <= 5 and is_upper(group[0].words[-1].text)


def _behind(line: Line, text: Document, end: int) -> Line:
    """What stands on a line behind a label, of which `end` is the index of the word after it."""
    rest = sum(1 for word in text.words[end : end + len(line.words)] if word.line == line.number)
    return replace(line, words=line.words[len(line.words) - rest :] if rest else ())


def is_row(line: Line) -> bool:
    """Whether a line holds as many figures as a row of a table does."""
    figures = sum(is_cell(word.text) and not is_year(word.text) for word in line.words)
    return figures >= FIGURES_OF_A_ROW and 3 * figures >= len(line.words) and not _REACHED.search(line.text)


def is_heading(line: Line, following: Line | None, *, begins: bool = False) -> bool:
    """Whether a line names what follows it: short, without a full stop, begun with capitals.

    `begins` says that something has ended before it.
    """
    shown = line.text.strip()
    if following is None or len(line.words) > LONGEST_HEADING or shown.endswith((".", ",", ";", "-", "?", "!")):
        return False
    if (
        _REACHED.search(shown)
        or any(letter.isdigit() for letter in _unnumbered(shown))
        or strategy.is_bulleted(line)
        or is_row(following)
    ):
        return False
    if TITLE.fullmatch(following.text.strip()) or TITLE.fullmatch(shown):
        return False
    if is_upper(shown) or council_heading(line):
        return True
    words = [word.text for word in line.words if word.text[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    small = sum(word in ("ve", "ile", "için", "veya") for word in words)
    begins = begins or line.after_blank or line.opens_page or shown.endswith(":") or bool(_NUMBER.match(shown))
    return bool(words) and capitals + small == len(words) and begins


def _unnumbered(text: str) -> str:
    """A heading without the number before it."""
    number = _NUMBER.match(text.strip())
    return text.strip()[number.end() if number else 0 :].strip(" :") or text.strip()


def is_prose(text: str) -> bool:
    """Whether some text says something in words, or how somebody is reached."""
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    return _REACHED.search(text) is not None or (
        len(words) >= FEWEST_WORDS and any(letter.islower() for letter in text)
    )


def parted(text: str) -> list[str]:
    """A long paragraph in parts that end with a sentence.

    >>> [len(part) for part in parted("Kurul yılda dört kez toplanır. " * 60)]
    [1208, 650]
    """
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(text.strip()):
        if parts and len(parts[-1]) < LONGEST:
            parts[-1] += f" {sentence}"
        else:
            parts.append(sentence)
    return parts
