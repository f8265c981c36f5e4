"""What the grammar of a message rules out, and what it measures figures against: where it tells, no weight does."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.queries import ATTAINED, COUNT, FILTER, SHARE, VALUE, WHEN, Cell
from bot.answering.terms import Held, RatioHeld
from bot.questions import registry
from bot.understanding.forms import unspent
from bot.understanding.limits import by_so_much
from bot.understanding.proportions import PAIR, passes_over, taken_from, telling, turned
from bot.understanding.second.candidates import Candidate
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from bot.understanding.segments import positions
from knowledge.base import KnowledgeBase
from knowledge.language import proportions
from knowledge.language.asking import HOW_MANY, OF_THINGS
from knowledge.language.cases import likely_case
from knowledge.language.fractions import find as fractions
from knowledge.language.suffixes import Analysis, analyses
from knowledge.language.words import Word

WHICH_ONE = "kacinci"
"""How the word begins, folded, that asks for a place in an order."""
PARTICIPLE, PARTICIPLES = ("an", "en"), ("anlar", "enler", "anlari", "enleri")
"""How a participle ends that says who does something, of one and of several, folded."""
FORMS, LIKELY = 6, 0.35
"""Forms of a word that are looked at, and the most that one may cost."""
TOGETHER = registry.TOGETHER | {VALUE}
"""Operations over things that stand beside each other."""
ALIKE = 6
"""Letters with which a word begins that is said again with another ending."""


def _telling_apart(words: Sequence[Word]) -> int:
    """The participles, as bits, that say which of several things are meant: "500 olan cihazlar", "geçenler"."""
    peeled = [analyses(word.stem)[:FORMS] for word in words]
    several = [any(a.plural and a.cost <= LIKELY for a in found) for found in peeled] + [False]
    mask = 0
    for at, word in enumerate(words):
        one = word.folded.endswith(PARTICIPLE) and several[at + 1] and _is_participle(peeled[at])
        mask |= (one or word.folded.endswith(PARTICIPLES)) << at
    return mask


def _is_participle(found: Sequence[Analysis]) -> bool:
    return any(a.pos == "v" and a.tense == "participle" and a.cost <= LIKELY for a in found)


class Grammar:
    """What the cases and the order of one message's words tell of candidates."""

    def __init__(self, base: KnowledgeBase, said: Signals, mentions: Sequence[Named]) -> None:
        self.base = base
        self.said = said
        self.found = proportions.find(said.words)
        self.named = {one.entity: positions(one.mask) for one in mentions if one.whole} if self.found else {}
        counting = [word.folded for word in said.words if word.folded.startswith(HOW_MANY)]
        self.ordinal = bool(counting) and all(one.startswith(WHICH_ONE) for one in counting)
        """Whether it is asked at which place something stands, not how many there are: "kaçıncı maddesi"."""
        self.by_so_much = any(by_so_much(said.words, number.end) for number in said.numbers)
        """Whether a number says by how much one thing is more than another, not what it passes."""
        self.unspent = unspent([word.folded for word in said.words])
        """Whether it asks for what was not spent."""
        self.numbered = any(not said.year_mask >> number.start & 1 for number in said.numbers)
        """Whether it holds a number that is no year."""
        self.telling_apart = 0 if any(w.folded in OF_THINGS for w in said.words) else _telling_apart(said.words)
        """The words that tell several things apart by what they do: "500'ü geçen cihazlar"."""

    def denies(self, candidate: Candidate) -> bool:
        """Whether the grammar of the message rules a candidate out."""
        operation = candidate.form.operation
        of_several = self.telling_apart & ~candidate.mask  # words of a name tell nothing apart
        if operation == WHEN and (self.by_so_much or of_several):
            return True
        if operation == VALUE and of_several and self.numbered:
            return True
        if operation == VALUE and self.unspent and all(c.column.measure == "spent" for c in candidate.query.cells):
            return True
        if operation == FILTER and self._counts_the_class(candidate):
            return True
        if operation == COUNT and self.ordinal:
            return True
        if of_several and self._of_all_of_it(candidate):
            return True
        return self._of_another(candidate) or self._of_the_place(candidate)

    def _counts_the_class(self, candidate: Candidate) -> bool:
        """Whether it takes for a bound the number right before a class word, which counts its members."""
        bound = candidate.query.terms
        if not isinstance(bound, Held) or bound.number is None:
            return False
        after = self.said.said(f"kind:{candidate.query.kind.partition(':')[0]}")
        return any(one.value == bound.number and after >> one.end & 1 for one in self.said.numbers)

    def _of_all_of_it(self, candidate: Candidate) -> bool:
        """Whether it tells things apart by all of a plan where a part of it is said: "yarısını harcayan"."""
        query = candidate.query
        by_a_part = isinstance(query.terms, RatioHeld)
        if query.operation not in (ATTAINED, FILTER) or by_a_part:
            return False
        money = any(column.measure in ("budget", "spent", "forecast") for column in query.columns)
        return bool(fractions(self.said.words)) or (money and any(number.is_percent for number in self.said.numbers))

    def _of_another(self, candidate: Candidate) -> bool:
        """Whether it is a share of something else than what the message says to be the whole.

        It takes that for a part ("lise mezunlarının yüzde kaçı merkezde"), or one part for the whole of another
        ("çalışanların yüzde kaçı yüksek lisans ya da doktora mezunu").
        """
        if not self.found or candidate.form.operation != SHARE or len(cells := candidate.query.cells) < PAIR:
            return False
        if passes_over(self.base, cells, self.found, self.named):
            return True
        if len(cells) > PAIR:
            return False
        masks = {one.entity: one.mask for operand in candidate.operands for one in operand.named if one.mask}
        part, whole, place = (
            positions(masks.get(one or "", 0)) for one in (cells[0].item, cells[1].item, cells[0].subject)
        )
        if cells[0].subject == cells[1].subject and part and whole:
            shares = [one for one in self.found if one.kind == proportions.SHARE]
            return bool(shares) and not any(one.base in (*part, *whole) for one in shares)
        return taken_from(cells, self.found, part, place, self.said.words)

    def _of_the_place(self, candidate: Candidate) -> bool:
        """Whether it takes a whole for a thing beside its part that only says where that is: "envanterde tarayıcı"."""
        if candidate.form.operation not in TOGETHER or len(candidate.operands) < PAIR:
            return False
        words = self.said.words
        within = {
            operand.subject
            for operand in candidate.operands
            if any(one.mask and likely_case(words[one.mask.bit_length() - 1]) == "loc" for one in operand.named)
        }
        return any(self.base.entity(operand.subject).parent in within for operand in candidate.operands)

    def turn(self, candidate: Candidate) -> None:
        """Puts last what a candidate's figures are measured against."""
        if not self.found or candidate.nothing or len(cells := candidate.query.cells) < PAIR:
            return
        if candidate.form.operation == SHARE and candidate.form.direction:
            return  # the whole is known by what it is to its part
        things, columns = telling(cells)
        told = {(o.subject, o.item): [one.mask for one in o.named] for o in candidate.operands}
        years = len({cell.column.year for cell in cells}) > 1
        measures = len({cell.column.measure for cell in cells}) > 1

        def places(cell: Cell) -> list[int]:
            found: list[int] = []
            if things:
                found += [at for mask in told.get((cell.subject, cell.item), ()) for at in positions(mask)]
            if columns and years:
                found += [
                    at
                    for span in self.said.spans
                    if tuple(span.years) == (cell.column.year,)
                    for at in range(span.start, span.end)
                ]
            if columns and measures:
                found += positions(self.said.said(f"measure:{cell.column.measure}"))
            return found

        def again(cell: Cell) -> list[int]:
            masks = told.get((cell.subject, cell.item), ()) if things else ()
            stems = {self.said.words[at].stem[:ALIKE] for mask in masks for at in positions(mask)}
            return [
                at for at, word in enumerate(self.said.words) if len(word.stem) >= ALIKE and word.stem[:ALIKE] in stems
            ]

        candidate.ask(turned(candidate.query, self.found, places, again).query)
