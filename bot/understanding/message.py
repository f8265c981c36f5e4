"""One message, read once: what its words can be, and all else that holds however they are divided."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from bot.understanding import clauses, dialogue
from bot.understanding.dialogue import Conversation
from bot.understanding.left_out import left_out, named_in
from bot.understanding.linking import Linker, Mention
from bot.understanding.mentions import contiguous
from bot.understanding.segments import case_of
from bot.understanding.standing import Standing
from bot.understanding.titles import misnamed
from bot.understanding.vocabulary import LONGEST_WORD, Lattice, Span
from knowledge.base import KnowledgeBase
from knowledge.language import numbers as number_words
from knowledge.language import proportions
from knowledge.language import years as year_words
from knowledge.language.suffixes import Analysis, analyses
from knowledge.language.words import Word
from knowledge.language.years import YearSpan

ABOUT = frozenset({"council", "unit", "post", "institution", "system"})
"""Kinds of things that a message which names one is about."""
PROPOSED = frozenset({"institution", "person", "post"})
"""Kinds of what a question may propose: "Dışişleri Bakanı mı?"."""
CONJUNCTIONS = frozenset(str.split("ve ile veya hem ya yahut bir artı arti ayrica yoksa de da"))
"""Words between two things said, folded."""
APART = frozenset({"de", "da", "te", "ta", "ki"})
"""What is written apart but can be read as the ending of the word before, folded."""
FOREIGN = 0.15
"""The most that a word of a thing outside the programme may cost to count as one."""
MEASURED = 0.5
"""The most that a word which says a measure may cost where a name has it too."""
NEARLY_BARE = 0.03
"""The most that a name of which each word is said may cost: "personel giderinin"."""
CLASSED = 0.1
"""Below this a word for units, in the plural, names several."""
PLURAL = 0.5
"""The most that the endings of a plural may cost."""
INSTRUMENTAL = 0.1
"""The most that the ending of "hedefiyle" may cost."""
READINGS = 8
"""Ways to peel a word that are looked at for its number and case."""


@dataclass
class Message:
    """The words of a message in a conversation. Sets of words are bits: bit 0 is the first word."""

    base: KnowledgeBase
    words: tuple[Word, ...]
    state: Conversation
    lattice: Lattice
    mentions: tuple[Mention, ...] = ()
    """Every entity that some of the words can mean."""
    masks: Standing = field(default_factory=Standing)
    """For each text the words that stand in it."""
    continued: bool = False
    """Whether it is known to go on from a question before."""
    misnamed: frozenset[str] = frozenset()
    """Things of which a title says a part only, beside a strange word; `mentions` has none of them."""

    @classmethod
    def of(
        cls, linker: Linker, base: KnowledgeBase, state: Conversation, lattice: Lattice, continued: bool = False
    ) -> Message:
        """The message of a lattice, its names looked up."""
        found, masks = linker.mentions(lattice), linker.attribute_masks(lattice)
        wrong = misnamed(lattice, found)
        mentions = tuple(one for one in found if one.entity not in wrong)
        return cls(base, lattice.words, state, lattice, mentions, masks, continued, wrong)

    @property
    def full(self) -> int:
        """All words."""
        return (1 << len(self.words)) - 1

    @cached_property
    def years(self) -> list[YearSpan]:
        """The years said, "bir önceki yıl" of a short message counted from the year spoken of."""
        return year_words.find(
            self.words,
            self.base.calendar,
            dialogue.spoken_year(self.words, self.state),
            min(self.base.calendar.years) - year_words.REACH,
            dialogue.latest_year(self.state),
        )

    @cached_property
    def numbers(self) -> list[tuple[int, int, float]]:
        """(start, end, value) of each number said."""
        return [(n.start, n.end, n.value) for n in number_words.find(self.words)]

    @cached_property
    def proportions(self) -> list[proportions.Proportion]:
        """The shares, multiples and distances of which it says what they are of."""
        return proportions.find(self.words)

    @cached_property
    def dated(self) -> frozenset[int]:
        """The positions of words that are a year."""
        return frozenset(position for year in self.years for position in range(year.start, year.end))

    @cached_property
    def followup(self) -> bool:
        """Whether it says that it goes on from the one before ("peki", "bunun")."""
        return self.continued or dialogue.goes_on(self.lattice, self.dated)

    @cached_property
    def pointing(self) -> bool:
        """Whether a word stands for something spoken of where nothing was."""
        return not self.state.focus and dialogue.stands_for_another(self.words, self.dated)

    @cached_property
    def _peeled(self) -> list[tuple[Analysis, ...]]:
        return [tuple(analyses(w.stem)[:READINGS]) if len(w.stem) <= LONGEST_WORD else () for w in self.words]

    @cached_property
    def plural(self) -> frozenset[int]:
        """Positions of words in the plural."""
        return frozenset(i for i, found in enumerate(self._peeled) if any(a.plural and a.cost < PLURAL for a in found))

    @cached_property
    def ablative(self) -> frozenset[int]:
        """Positions of words in the ablative."""
        return frozenset(i for i, word in enumerate(self.words) if case_of(word) == "abl")

    @cached_property
    def joints(self) -> frozenset[int]:
        """Positions at which two things said are joined: "ve", "ile", a comma."""
        return frozenset(
            i
            for i, word in enumerate(self.words)
            if word.folded in CONJUNCTIONS
            or "," in word.gap
            or "/" in word.gap
            or word.ending in ("la", "le", "yla", "yle")
            or any(a.case == "ins" and a.cost < INSTRUMENTAL for a in self._peeled[i])
        )

    @cached_property
    def apart(self) -> int:
        """Words that can be read as the ending of the word before."""
        return sum(1 << i for i, word in enumerate(self.words) if word.folded in APART)

    @cached_property
    def measured(self) -> dict[str, int]:
        """For each measure the words that say it, also where a name has them ("arşiv alanı")."""
        said: dict[str, int] = {}
        for span in self.lattice.spans:
            for sense in span.senses:
                if sense.startswith("measure:") and span.cost < MEASURED:
                    measure = sense.partition(":")[2]
                    said[measure] = said.get(measure, 0) | span.mask
        return said

    @cached_property
    def foreign(self) -> list[Span]:
        """What is said of things outside the programme."""
        return [
            span
            for span in self.lattice.spans
            if span.cost < FOREIGN and any(sense.startswith("outside:") for sense in span.senses)
        ]

    @cached_property
    def foreign_words(self) -> int:
        """The words that each alone are for a thing outside the programme."""
        return sum({span.mask for span in self.foreign if span.end - span.start == 1})

    @cached_property
    def units(self) -> int:
        """Words in the plural that name a class of units: "daireleri"."""
        mask = 0
        for span in self.lattice.spans:
            classed = any(sense.startswith("kind:unit") for sense in span.senses)
            if classed and span.end - 1 in self.plural and span.cost < CLASSED:
                mask |= span.mask
        return mask

    @cached_property
    def whole(self) -> list[Mention]:
        """The mentions that are said in full without a slip."""
        return [mention for mention in self.mentions if mention.whole and not mention.slip]

    @cached_property
    def in_full(self) -> list[tuple[str, int]]:
        """(entity, words) of names of several words that are said in full, word beside word; not the agency's."""
        return [
            (m.entity, m.mask)
            for m in self.whole
            if m.kind != "agency" and m.mask & (m.mask - 1) and m.cost < NEARLY_BARE and contiguous(m.mask)
        ]

    @cached_property
    def about(self) -> bool:
        """Whether it names something else than the agency in full."""
        return any(entity.partition(":")[0] in ABOUT for entity, _ in self.in_full)

    @cached_property
    def proposed(self) -> int:
        """The words of what a question may propose."""
        mask = 0
        for mention in self.mentions:
            if mention.kind in PROPOSED:
                mask |= mention.mask
        return mask

    @cached_property
    def namesakes(self) -> dict[int, frozenset[str]]:
        """For words the kinds of all that they name in full."""
        kinds: dict[int, frozenset[str]] = {}
        for mention in self.mentions:
            if mention.whole:
                kinds[mention.mask] = kinds.get(mention.mask, frozenset()) | {mention.kind}
        return kinds

    @cached_property
    def naming(self) -> dict[str, int]:
        """For each entity all words that may name it."""
        naming: dict[str, int] = {}
        for mention in self.mentions:
            naming[mention.entity] = naming.get(mention.entity, 0) | mention.mask
        return naming

    @cached_property
    def left_out(self) -> int:
        """The words that say what is left out: "personel giderleri hariç"."""
        return left_out(self.lattice)

    @cached_property
    def parts_left_out(self) -> frozenset[str]:
        """The things that they name."""
        return named_in(self.lattice, self.left_out, self.dated, self.mentions)

    @cached_property
    def purposed(self) -> bool:
        """Whether money is asked for what nobody budgets apart: "toplantı için"."""
        return clauses.purposed(self.lattice)

    @cached_property
    def _aside(self) -> list[int]:
        """The clauses that only say why somebody asks."""
        starts = [year.start for year in self.years]
        found = clauses.background(self.lattice)
        return [clause for clause in found if not clauses.restricts(clause, self.lattice.spans, starts)]

    def ignorable(self) -> dict[int, tuple[int, bool]]:
        """Words that may be left out → (those of them that are denied, whether only where all else fails).

        In the order in which they are tried: clauses that ask nothing, then only what is denied, then clauses that
        name something too.
        """
        every = sum(self._aside)
        left_out = sum(clause for clause in self._aside if not self._names(clause))
        denied = clauses.denied(self.words, self.dated, clauses.included(self.lattice))
        denied += (self.left_out,) if self.left_out and self.left_out not in denied else ()
        tried: dict[int, tuple[int, bool]] = {}
        for ignored, of_it in [(left_out | d, d) for d in denied] + [(d, d) for d in denied]:
            tried[ignored] = (of_it, False)
        if every != left_out:
            tried |= {every | d: (d, True) for d in denied}
        return tried

    def _names(self, clause: int) -> bool:
        """Whether a clause that might be left out names something in full."""
        return any(m.mask & ~clause == 0 and m.whole and m.mask.bit_count() > 1 for m in self.mentions)
