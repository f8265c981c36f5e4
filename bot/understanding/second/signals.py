"""What the second reader sees of a message: what each word may say and weighs, years, numbers, what was spoken of."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.clauses import included
from bot.understanding.frame import Conversation
from bot.understanding.left_out import left_out
from bot.understanding.pointing import SEVERAL
from bot.understanding.unit_classes import STAFF
from bot.understanding.vocabulary import Lattice
from knowledge.base import Calendar
from knowledge.language import numbers as number_words
from knowledge.language import years as year_words
from knowledge.language.asking import PARTICLES
from knowledge.language.places import pointed_number
from knowledge.language.words import Word

SENSED = 0.62
"""The most that a word may cost to count as saying something."""
SURELY = 0.3
"""The most that a word may cost to be small talk, or a thing outside the programme."""
BARE = frozenset({"measure", "feature", "kind"})
"""Roles of words that seldom stand in a name; those for the staff often do."""
EXACTLY = 0.1
"""Below this a word is said without a slip."""
IDLE = frozenset({"smalltalk", "background"})
"""Roles of words that ask for nothing."""
UNKNOWN, CONTENT, CUE, SMALL = 1.0, 0.7, 0.35, 0.04
"""What a word weighs that nothing covers: an unknown one, a dictionary's, one that asks, one of small talk."""
POINTING = frozenset(
    str.split(
        """
        bu bunu bunun buna bundan bunlar bunlarin bunlardan bunlari bunda o onu onun ona ondan onlar
        onlarin onlardan su sunun ayni ikisi ikisinin ikisini hepsi hepsinin orada oranin burada ilki
        ilk oradaki
        """
    )
)
"""Words that point at what was spoken of, folded."""
BOTH = 2
FIRST = frozenset({"ilk", "ilki", "ilkinin", "onceki"})
NOT = "degil"
CORRECTING = frozenset({"hayir", "yok", "pardon", "ama", "ben"})
DENIED = 3
"""The most words that a "değil" denies."""
ADDING = frozenset({"arti", "ile", "ve", "hem", "veya", "ya"})
"""Words that join two things, folded."""


@dataclass(slots=True)
class Signals:
    """A message as features read it. Masks are words as bits, the first word the lowest."""

    words: tuple[Word, ...]
    state: Conversation
    calendar: Calendar
    senses: dict[str, int] = field(default_factory=dict)
    """For each sense ("measure:target", "feature:share", "outside:topic") the words that may have it."""
    spans: tuple[year_words.YearSpan, ...] = ()
    years: tuple[int, ...] = ()
    """Years said, in the order said."""
    year_mask: int = 0
    numbers: tuple[number_words.Number, ...] = ()
    """Figures said that are no years."""
    number_mask: int = 0
    weights: tuple[float, ...] = ()
    """What each word weighs where nothing explains it."""
    small: int = 0
    """The words of small talk."""
    cues: int = 0
    """The words that may ask for something: a measure, a feature, a kind, a sort of text."""
    bare: int = 0
    """Those of them that seldom stand in a name: a measure, a feature, a kind but for the staff."""
    certain: int = 0
    """Those of them that are said without a slip."""
    outside: int = 0
    """The words for things outside the programme."""
    pointing: int = 0
    points: str = ""
    """What is pointed at: "first", "both", "many", "several", "one"; empty where nothing is."""
    pointed: int = 0
    """At how many things it points: "üçünün toplamı"; nought where at no number of them."""
    joints: int = 0
    plus: bool = False
    """Whether things are added with "+" or "artı"."""
    yes_or_no: bool = False
    """Whether the particle "mi" asks."""
    denied: int = 0
    """The words that are said not to be meant: those before "değil", what is left out, and what is only counted too."""
    _sums: dict[int, float] = field(default_factory=dict)
    """What words weigh together, as far as it was asked."""

    @property
    def full(self) -> int:
        """All words."""
        return (1 << len(self.words)) - 1

    def said(self, sense: str) -> int:
        """The words that may have a sense."""
        return self.senses.get(sense, 0)

    def features(self) -> list[str]:
        """The features of questions that the message may show, sorted."""
        return sorted(sense[8:] for sense in self.senses if sense.startswith("feature:"))

    def weight(self, mask: int) -> float:
        """What some words weigh together."""
        total = self._sums.get(mask)
        if total is None:
            total, left = 0.0, mask
            while left:  # far fewer words than a letter has
                low = left & -left
                total += self.weights[low.bit_length() - 1]
                left ^= low
            self._sums[mask] = total
        return total


def signals(lattice: Lattice, state: Conversation, calendar: Calendar) -> Signals:
    """The signals of a message."""
    words = lattice.words
    last_years = {cell.column.year for cell in state.last.cells} if state.last else set()
    spoken = last_years.pop() if len(last_years) == 1 else None
    found = Signals(words, state, calendar)
    found.denied = _denied(words) | included(lattice) | left_out(lattice)
    spans = [s for s in year_words.find(words, calendar, spoken) if not _mask(s.start, s.end) & found.denied]
    found.spans = tuple(spans)
    found.years = tuple(dict.fromkeys(year for span in spans for year in span.years))
    for year_span in spans:
        found.year_mask |= _mask(year_span.start, year_span.end)
    numbers = [
        n
        for n in number_words.find(words)
        if not _mask(n.start, n.end) & found.year_mask and not _coded(words[n.start].stem)
    ]
    found.yes_or_no = any(word.folded in PARTICLES for word in words)
    found.numbers = tuple(numbers)
    for number in numbers:
        found.number_mask |= _mask(number.start, number.end)
    _add_senses(found, lattice)
    for index, word in enumerate(words):
        if word.folded in POINTING or pointed_number(word.folded):
            found.pointing |= 1 << index
        if word.folded == "arti" or "+" in word.gap:
            found.plus = True
        if word.folded in ADDING or (index and set(word.gap) & {",", "+", "/", "&"}):
            found.joints |= 1 << index
    found.pointing &= ~found.year_mask
    found.pointed = max((pointed_number(word.folded) for word in words), default=0)
    found.points = _points({word.folded for i, word in enumerate(words) if found.pointing >> i & 1}, found.pointed)
    unknown = sum(1 << index for index in lattice.unknown)
    found.weights = tuple(_weight(1 << i, word, unknown, found) for i, word in enumerate(words))
    return found


def _coded(stem: str) -> bool:
    """Whether a figure is a code, no quantity: "03", "06.1"."""
    return len(stem) > 1 and stem[0] == "0" and stem[1].isdigit()


def _points(forms: set[str], pointed: int) -> str:
    if forms & FIRST:
        return "first"
    if pointed:
        return "both" if pointed == BOTH else "many"
    return "several" if any(form.startswith(SEVERAL) for form in forms) else "one" if forms else ""


def _denied(words: tuple[Word, ...]) -> int:
    """The words right before "değil", from the last comma or "hayır" on, where more follows: "2022 değil 2023"."""
    mask = 0
    for index, word in enumerate(words[:-1]):
        if word.folded != NOT:
            continue
        start = index
        while start > 0 and index - start < DENIED and words[start - 1].folded not in CORRECTING:
            start -= 1
            if words[start].gap:
                break
        mask |= _mask(start, index + 1)
    return mask


def _add_senses(found: Signals, lattice: Lattice) -> None:
    """Adds what the phrases of the word lists may say."""
    for span in lattice.spans:
        if span.cost > SENSED or span.mask & found.denied:
            continue
        roles = set()
        for sense in span.senses:
            role = sense.partition(":")[0]
            roles.add(role)
            if role not in IDLE and (role != "outside" or span.cost < SURELY):
                found.senses[sense] = found.senses.get(sense, 0) | span.mask
                if role != "outside":
                    found.cues |= span.mask
                    found.certain |= span.mask if span.cost < EXACTLY else 0
                if role in BARE and sense != STAFF:
                    found.bare |= span.mask
        if span.cost < SURELY:
            if roles & IDLE:
                found.small |= span.mask
            if "outside" in roles:
                found.outside |= span.mask


def _weight(bit: int, word: Word, unknown: int, found: Signals) -> float:
    if bit & found.denied or _coded(word.stem):
        return SMALL
    if bit & (found.year_mask | found.number_mask):
        return CUE
    if bit & found.outside:
        return UNKNOWN
    if bit & found.small or len(word.folded) == 1:
        return SMALL
    if bit & unknown:
        return UNKNOWN if len(word.folded) > 2 else CUE
    return CUE if bit & found.cues else CONTENT


def _mask(start: int, end: int) -> int:
    return (1 << end) - (1 << start)
