"""The phrases of the word lists, and the programme's words that a synonym or two words run together stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from bot.understanding.forms import negative
from bot.understanding.lattice import SLIP, WORST, Edge, Lattice, Span, by_start, walk
from bot.understanding.weights import weight
from knowledge.language import numbers, suffixes
from knowledge.language.cases import likely_case
from knowledge.language.months import cut_short
from knowledge.slips import ONE_SLIP, privative

if TYPE_CHECKING:
    from bot.understanding.vocabulary import Vocabulary

SYNONYM = weight("phrases.synonym")
"""Cost of a synonym beside the programme's own word."""
JOIN = weight("phrases.join")
"""Cost of reading two words as one or one as two ("alt yapı", "sığınmaevi")."""
WHOLE_PART, INFLECTED_PART = 0.05, 0.2
"""The most that the first and the last part of a word read as two may cost: only the last takes endings."""
SAME = 0.08
"""Senses of one phrase that cost more than its cheapest by this much are dropped."""
SHORT_ENDED, NAME_ENDED, VERB_ENDED = 0.165, 0.05, 0.12
"""What the endings of a word of the lists may cost: of a short one; of one that is a word of a name as it stands; of
such a verb."""
NAME_WORD = 0.12
"""What the endings of a word may cost that is a word of a name."""
UNDERIVED = frozenset({"smalltalk:noun", "smalltalk:adverb", "smalltalk:function"})
"""Small talk of which no word is derived: "işçi" is no "iş"."""
UNINFLECTED = frozenset({"background:connective"})
"""Words that take no endings: "deniz" is no "de", "kıyı" no "ki"."""
LESS, PARTS, SHARE = "feature:down", "feature:children", "feature:share"
FALLS = {LESS, PARTS}
"""What a verb may mean that is to become less as well as to be somebody's: "düşmek"."""
TOPICS = frozenset({"outside:topic"})
"""Things that other programmes may be about."""
DERIVED = 0.2
"""Cost above which a word is derived, not inflected."""


class Phrases:
    """The phrases of the lists by their first word, looked for in the lattice of a message."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    def split(self, lattice: Lattice, index: int, form: str) -> None:
        """Reads one typed word as two known ones ("kaçkişi"): both count for the same position."""
        if self.words.real([form]) or negative(form, suffixes.analyses(form)):
            return  # "asansör" is no "aşan" and "sor"
        for cut in range(3, len(form) - 2):
            if privative(form, form[:cut]):
                continue
            self.words.look([form[:cut], form[cut:]])
            left = [match for match in self.words.exact(form[:cut]) if match.cost <= WHOLE_PART]
            right = [match for match in self.words.exact(form[cut:]) if match.cost <= INFLECTED_PART]
            if left and right:
                for match in (*left, *right):
                    lattice.edges.append(Edge(index, index + 1, match.word, match.cost + 2 * JOIN))

    def add_synonyms(self, lattice: Lattice) -> None:
        """Adds the programme's words wherever a synonym stands."""
        starting = by_start(lattice.edges)
        for start in range(len(lattice.words)):
            for edge in starting.get(start, ()):
                for phrase, canonical in self.words.synonyms.get(edge.word, ()):
                    for end, cost in walk(starting, phrase, 1, edge.end, edge.cost):
                        self.words.look(canonical)
                        for form in canonical:
                            lattice.edges.extend(
                                Edge(
                                    start,
                                    end,
                                    match.word,
                                    cost + match.cost + SYNONYM,
                                    edge.slip,
                                    synonym=True,
                                )
                                for match in self.words.exact(form)
                            )

    def _add_inner(
        self, found: dict[tuple[int, int], dict[str, float]], start: int, end: int, senses: dict[str, float]
    ) -> None:
        """Adds what the words of a phrase ask for themselves, where each of them does.

        "hangi yıl" asks for a date, but it still holds "hangi" and "yıl".
        """
        roles = ("feature:", "measure:", "kind:", "smalltalk:")
        inner = [
            (a, b, {sense: cost for sense, cost in others.items() if sense.startswith(roles)})
            for (a, b), others in found.items()
            if start <= a and b <= end and b - a < end - start
        ]
        covered = {position for a, b, others in inner if others for position in range(a, b)}
        if len(covered) < end - start:
            return
        for _, _, others in inner:
            for sense, cost in others.items():
                if not sense.startswith("smalltalk:"):
                    senses.setdefault(sense, cost)

    def _far(self, edge: Edge, named: bool, free: bool) -> bool:
        """Whether a word is too far from a word of the lists to be it: "denizden" is no "de", "geçici" no "geç-".

        `named`: whether the word as it stands is a word of some name; `free`: whether small talk is meant.
        """
        if edge.slip:
            return False
        if edge.word in self.words.verbs:
            return named and edge.cost > VERB_ENDED
        return free and (
            (edge.cost > SHORT_ENDED and edge.word in self.words.short) or (named and edge.cost > NAME_ENDED)
        )

    def _without_inside(
        self, lattice: Lattice, starting: dict[int, list[Edge]], at: tuple[int, int], senses: dict[str, float]
    ) -> dict[str, float]:
        """The senses of a phrase without things outside the programme, where the programme is about all its words.

        A topic is one already where a single name of the programme has it ("doluluk" of a university's "Hastane yatak
        doluluk oranı"). Other things are, like a month or a nationality, where it is about them in earnest.
        """
        outside = {sense for sense in senses if sense.startswith("outside:")}
        if not outside:
            return senses
        if self._inside(lattice, starting, at):
            inside = outside
        elif outside & TOPICS and self._named(starting, at):
            inside = outside & TOPICS
        else:
            return senses
        return {sense: cost for sense, cost in senses.items() if sense not in inside}

    def _inside(self, lattice: Lattice, starting: dict[int, list[Edge]], span: tuple[int, int]) -> bool:
        """Whether the programme is about all words of a phrase: its prose has each, or several of its names."""
        standing = self.words.standing
        return all(
            standing.told(lattice.words[at].stem) or any(map(standing.central, _listed_at(starting, at)))
            for at in range(*span)
        )

    def _falls_to(
        self,
        lattice: Lattice,
        starting: dict[int, list[Edge]],
        found: Mapping[tuple[int, int], dict[str, float]],
        start: int,
    ) -> bool:
        """Whether something falls to what stands before it in the dative, or a share to what has it.

        "faaliyetine düşen", "yüzde kaçına düşüyor"; but "hedefe düştü", "20 bine düştü", "yüzde kaç düşüyor".
        """
        if not start or lattice.words[start].gap or lattice.words[start - 1].folded == "gore":
            return False
        told = [senses for (_, end), senses in found.items() if end == start and SHARE in senses]
        if any(senses[SHARE] == min(senses.values()) for senses in told):
            return True
        counted = any(number.start < start <= number.end for number in numbers.find(lattice.words))
        asked = any(sense.startswith(("measure:", "feature:")) for sense in found.get((start - 1, start), ()))
        if counted or asked:
            return False
        named = any(self.words.standing.naming(edge.word) for edge in starting.get(start - 1, ()) if not edge.slip)
        return named and likely_case(lattice.words[start - 1]) == "dat"

    def _named(self, starting: dict[int, list[Edge]], span: tuple[int, int]) -> bool:
        """Whether one name of the programme has all words of a phrase, as the lists have them."""
        each = [_listed_at(starting, at) for at in range(*span)]
        return any(self.words.standing.own(words) for words in product(*each))

    def add_spans(self, lattice: Lattice) -> None:
        """Finds the phrases of the word lists."""
        starting = by_start(lattice.edges)
        words_at = {start: {edge.word for edge in edges} for start, edges in starting.items()}
        found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        real = self.words.real({word.stem for word in lattice.words if len(word.stem) >= ONE_SLIP - 1})
        for start in range(len(lattice.words)):
            itself = lattice.words[start].stem in real
            named = any(edge.cost == 0 and self.words.standing.naming(edge.word) for edge in starting.get(start, ()))
            for edge in starting.get(start, ()):
                for phrase, sense in self.words.phrases.get(edge.word, ()):
                    if len(phrase) == 1:
                        asking = sense.startswith(("smalltalk:", "feature:", "measure:"))
                        asking = asking and not cut_short(lattice.words[start].stem)
                        if itself and asking and 0 < edge.cost < SLIP and edge.word not in self.words.verbs:
                            continue  # "deri" is a word of its own
                        if self._far(edge, named, sense.startswith("smalltalk:")):
                            continue
                        ways: Sequence[tuple[int, float]] = ((edge.end, edge.cost),)
                    elif phrase[1] not in words_at.get(edge.end, ()):
                        continue  # most phrases end here
                    else:
                        ways = walk(starting, phrase, 1, edge.end, edge.cost)
                    for end, cost in ways:
                        senses = found[start, end]
                        senses[sense] = min(cost, senses.get(sense, WORST * 4))
        for (start, end), senses in found.items():
            senses = self._without_inside(lattice, starting, (start, end), senses)
            if senses.keys() >= FALLS:
                del senses[LESS if self._falls_to(lattice, starting, found, start) else PARTS]
            if not senses:
                continue
            own = frozenset(senses)
            listed = dict(senses)
            if end - start > 1 and all(sense.startswith("aspect:") for sense in senses):
                self._add_inner(found, start, end, senses)
            # Words of background clauses are words of everyday speech too: "soruyorum" is also "sormak".
            aside = {sense for sense in listed if sense.startswith("background:")}
            least = min((cost for sense, cost in listed.items() if sense not in aside), default=min(listed.values()))
            # "tamamı" is the whole, not a "tamam" with an ending; "daire" is no "dair".
            classed = any(sense.startswith("kind:") and cost == least for sense, cost in listed.items())
            asked = any(sense.startswith("aspect:") and cost == least for sense, cost in listed.items())
            spoken = listed.get("smalltalk:function") == 0  # "alanında" is no area
            shy = {
                sense
                for sense, cost in senses.items()
                if (cost > least and sense == "smalltalk:followup")
                or (cost > least and classed and sense.startswith("smalltalk:"))
                or (cost > least and asked and sense == "smalltalk:function")
                or (cost > least + 0.1 and asked and sense.startswith("feature:"))
                or (cost > least and spoken and sense.startswith("measure:"))
                or (DERIVED < cost < SLIP and sense in UNDERIVED)
                or (0 < cost < SLIP and sense in UNINFLECTED)
            }
            kept = frozenset(
                sense for sense, cost in senses.items() if sense not in shy and (sense in aside or cost <= least + SAME)
            )
            if not kept:
                continue
            lattice.spans.append(Span(start, end, kept, least, own & kept))


def _listed_at(starting: dict[int, list[Edge]], at: int) -> list[int]:
    """The words of the lists that the word at a position is without a slip."""
    return [e.word for e in starting.get(at, ()) if e.cost <= NAME_WORD and not e.slip and e.end == at + 1]
