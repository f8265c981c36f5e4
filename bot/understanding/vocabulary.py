"""Finds which known words a question's words can be: by Turkish endings, by slips, joined, split, by synonym.

The result is a lattice: edges from word to word (a joined pair spans two), each with a known word and a cost.
Costs: 0 is the word itself; peeled endings cost a little, a slip costs SLIP; above WORST nothing counts.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.parting import parted
from bot.understanding.shorthand import Shorthand
from knowledge.language import suffixes
from knowledge.language.words import Word
from knowledge.slips import ONE_SLIP, PIECE_PREFIX, pieces, privative, slips_allowed

SLIP = 0.45
"""Cost of one slip of the thumb; chosen so that a slip outranks no reading without one."""
MISSED_VOWEL = 0.35
"""Cost of a vowel left out, the commonest slip of all: it makes two consonants meet."""
FIRST_LETTER = 0.35
"""Further cost where the first letter is wrong: people seldom miss it."""
SURE_VERB = 0.3
"""The same for verbs, whose endings are longer."""
SYNONYM = 0.06
"""Cost of a synonym beside the programme's own word."""
JOIN = 0.05
"""Cost of reading two words as one or one as two ("alt yapı", "sığınmaevi")."""
WHOLE_PART, INFLECTED_PART = 0.05, 0.2
"""The most that the first and the last part of a word read as two may cost: only the last takes endings."""
SURE = 0.11
"""A match at or below this cost needs no search for slips."""
PLAIN, FARTHEST = 0.02, 0.18
"""A form that is a known word at or below the first is no other noun above the second: "kurulu", "kurum"."""
SAME = 0.08
"""Senses of one phrase that cost more than its cheapest by this much are dropped."""
LONGEST_WORD = 40
"""Letters of the longest word that can be anything known."""
WORST = 1.25
"""Costlier matches are dropped."""
SLIP_VARIANTS = 4
"""Peeled forms of a word that are searched for slips, likeliest first."""
INFLECTED_SLIP = {"n": 0.06, "v": 0.13}
"""What the endings of a word may cost that is meant where a slip was made; of nouns, of verbs."""
SWAPPED = 3
"""Letters of words that are too short for any other slip than two letters swapped."""
SHORTEST_JOINED = 5
"""Two words of no more letters together are not read as one."""
SHORT_ENDED, NAME_ENDED, VERB_ENDED = 0.165, 0.05, 0.12
"""What the endings of a word of the lists may cost: of a short one; of one that is a word of a name as it stands; of
such a verb."""
LONGEST_ENDING = 8
"""Letters of the longest ending that is cut off a word to search what is left for a slip."""
LOOSE_ENDING = 0.15
"""Cost of an ending cut off whatever stands before it."""
REAL_NOUN = 0.06
"""A dictionary noun found by peeling endings up to this cost is what the person meant, not a slip."""
LONG_ENDING, LONG_ENDED = 4, 0.2
"""Letters of endings that are no chance ("il-lerimize"), and what the noun before them may cost."""
REAL_VERB = 0.12
"""The same of a verb: its endings are more."""
NEGATED = 1.5
"""Cost of a negative verb form for its verb: "bakmadığı" is not "bakar"."""
UNDERIVED = frozenset({"smalltalk:noun", "smalltalk:adverb", "smalltalk:function"})
"""Small talk of which no word is derived: "işçi" is no "iş"."""
DERIVED = 0.2
"""Cost above which a word is derived, not inflected."""
VOWELS = "aeiou"
"""The folded vowels."""
HARD = {"b": "p", "d": "t", "g": "k"}
"""What a softened last letter of a stem is at the end of the word."""
SHORTHAND_KNOWN, SHORTHAND_REAL = 3, 4
"""Letters up to which a known word, and a word of the dictionary, may be short for another: "haz", "top"."""
KNOWN_SHORT = 0.15
"""Further cost of what a known word may be short for."""
SHORTHAND_FORM = 0.16
"""The most that what is meant by shorthand may cost to be a known word: "gid" is "gider", that is "giderleri"."""
_NEGATION = re.compile(r"(?:il|in|n|ul|un)?m(?:[iu]yo|[ae](?:d|t|y[ae][nc]|yi[nz]|mi|z))")
_CACHE = 20_000


@dataclass(frozen=True, slots=True)
class Match:
    """A known word that a typed word can be."""

    word: int
    cost: float
    slip: bool = False


class Edge(NamedTuple):
    """A known word over the typed words start … end (exclusive); a tuple, because a message has dozens."""

    start: int
    end: int
    word: int
    cost: float
    slip: bool = False
    synonym: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase of the word lists over the typed words start … end, with every sense it has."""

    start: int
    end: int
    senses: frozenset[str]
    """"role:value" each, such as "measure:target" or "feature:share"."""
    cost: float
    own: frozenset[str] = frozenset()
    """The senses of the phrase itself, without those of the words in it."""

    @property
    def mask(self) -> int:
        """The typed words as bits."""
        return ((1 << self.end) - 1) & ~((1 << self.start) - 1)


@dataclass(slots=True)
class Lattice:
    """All that the words of one message can be."""

    words: tuple[Word, ...]
    edges: list[Edge] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    unknown: frozenset[int] = frozenset()
    """Positions of words that are nothing known."""


class _Everything:
    """A container of all there is."""

    def __contains__(self, thing: object) -> bool:
        return True


class Vocabulary:
    """The compiled word index of a knowledge base, asked a message at a time; all of it, or one agency's (`scoped`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.agency = 0
        """The number of the agency whose words count beside those of the lists; 0 for every agency's."""
        self._begin()
        self._phrases: dict[int, list[tuple[tuple[int, ...], str]]] = defaultdict(list)
        self._synonyms: dict[int, list[tuple[tuple[int, ...], tuple[str, ...]]]] = defaultdict(list)
        for first, words, role, value in connection.execute(
            "select first, words, role, value from phrase_words join phrases on phrases.id = phrase"
        ):
            self._phrases[first].append((tuple(map(int, words.split())), f"{role}:{value}"))
        self._short = {
            id for (id,) in connection.execute("select id from words where form like '%=' and length(form) <= 4")
        }
        self._verbs = {id for (id,) in connection.execute("select id from words where form like '%-'")}
        for first, words, canonical in connection.execute(
            "select first, words, canonical from synonym_words join synonyms on synonyms.id = synonym"
        ):
            self._synonyms[first].append((tuple(map(int, words.split())), tuple(canonical.split())))
        listed = [phrase for rows in self._phrases.values() for phrase, _ in rows]
        listed += [phrase for rows in self._synonyms.values() for phrase, _ in rows]
        self._listed = {word for phrase in listed for word in phrase}

    def _begin(self) -> None:
        """Keeps nothing yet of what is looked up."""
        self._matches: OrderedDict[str, tuple[Match, ...]] = OrderedDict()
        self._bare: OrderedDict[str, tuple[tuple[Match, ...], bool]] = OrderedDict()
        """For each form the known words that it is without a slip, and whether that is sure."""
        self._keys: dict[str, tuple[tuple[str, int, float], ...]] = {}
        """For each stem looked up so far its rows, most often none."""
        self._own: dict[int, bool] = {}
        """Whether a word is the agency's, of each asked so far."""
        self._begins = lru_cache(_CACHE)(self._read_beginning)
        self.shorthand = Shorthand(self.connection, self._here)
        self._naming = lru_cache(_CACHE)(self._read_naming)

    def scoped(self, agency: int) -> Vocabulary:
        """The same index without the words that only other agencies' programmes have: they are nothing known."""
        view = object.__new__(Vocabulary)
        view.connection, view.agency = self.connection, agency
        view._phrases, view._synonyms, view._listed = self._phrases, self._synonyms, self._listed
        view._short, view._verbs = self._short, self._verbs
        view._begin()
        return view

    def _here(self, words: Iterable[int]) -> Container[int]:
        """Those of some words that are known here."""
        if not self.agency:
            return _Everything()
        wanted = set(words)
        new = [word for word in wanted if word not in self._own]
        for start in range(0, len(new), 500):
            chunk = new[start : start + 500]
            marks = ",".join("?" * len(chunk))
            rows = self.connection.execute(
                f"select word from word_agencies where agency = ? and word in ({marks})", (self.agency, *chunk)
            )
            own = {word for (word,) in rows}
            self._own.update((word, word in own or word in self._listed) for word in chunk)
        return {word for word in wanted if self._own[word]}

    def parted(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words of a message, with those that were run together apart."""
        self._look([word.stem for word in words])
        return parted(words, self)

    def cost(self, form: str) -> float | None:
        """What it costs to take a form for a known word without a slip; None where it is none."""
        found = self._exact(form)
        return found[0].cost if found else None

    def slipped(self, form: str) -> float | None:
        """The same with a slip, or as shorthand."""
        found = self.matches(form)
        return found[0].cost if found else None

    def look(self, forms: Collection[str]) -> None:
        """Looks some forms up at once."""
        self._look(forms)

    def negative(self, form: str) -> bool:
        """Whether a form says that something is not done."""
        return _negative(form, suffixes.analyses(form))

    def real(self, forms: Collection[str]) -> set[str]:
        """Those of some forms that are words of the dictionary."""
        return self._real(forms)

    def read(self, words: Sequence[Word]) -> Lattice:
        """The lattice of a message's words."""
        lattice = Lattice(tuple(words))
        forms = [word.stem for word in words]
        self._look(forms)
        self._prepare(forms)
        known_alone = [self._exact(form) for form in forms]
        joined = [
            a.folded + b.folded
            if not b.gap and self._joinable(a.folded, b.folded, bool(known_alone[i] and known_alone[i + 1]))
            else ""
            for i, (a, b) in enumerate(itertools.pairwise(words))
        ]
        self._look([form for form in joined if form])
        for index, form in enumerate(forms):
            matches = self._matches[form]
            if not matches and len(form) > 6:
                self._split(lattice, index, form)
            for match in matches:
                lattice.edges.append(Edge(index, index + 1, match.word, match.cost, match.slip))
        for index, form in enumerate(joined):
            if form:
                for match in self._exact(form):
                    if match.cost <= SURE and not (known_alone[index] and known_alone[index + 1] and match.cost > 0.1):
                        lattice.edges.append(Edge(index, index + 2, match.word, match.cost + JOIN))
        self._add_synonyms(lattice)
        self._add_spans(lattice)
        known = {position for edge in lattice.edges for position in range(edge.start, edge.end)}
        lattice.unknown = frozenset(set(range(len(words))) - known)
        return lattice

    def _joinable(self, first: str, second: str, known: bool) -> bool:
        """Whether two words may be one: a known one that reaches into the second, or one whose ending that is.

        `known`: whether each is a known word by itself.
        """
        if len(first) + len(second) <= SHORTEST_JOINED or second == "ne":
            return False  # "gerçekleşmesi ne kadar" is no "gerçekleşmesine"
        return not known or self._begins(first + second[0]) or suffixes.is_ending(second)

    def _read_beginning(self, prefix: str) -> bool:
        """Whether a known word begins with some letters."""
        span = (prefix, prefix + "\U0010ffff")
        if not self.agency:
            found = self.connection.execute("select 1 from keys where key between ? and ? limit 1", span)
            return found.fetchone() is not None
        words = [word for (word,) in self.connection.execute("select word from keys where key between ? and ?", span)]
        here = self._here(words)
        return any(word in here for word in words)

    def _read_naming(self, word: int) -> bool:
        """Whether a known word stands in a name."""
        query, wanted = "select 1 from name_words where word = ?", [word]
        if self.agency:
            query, wanted = f"{query} and agency = ?", [word, self.agency]
        return self.connection.execute(f"{query} limit 1", wanted).fetchone() is not None

    def matches(self, form: str) -> tuple[Match, ...]:
        """The known words that a folded word can be, cheapest first."""
        self._prepare([form])
        return self._matches[form]

    def _exact(self, form: str) -> tuple[Match, ...]:
        """The known words that a form is without a slip."""
        if form not in self._bare:
            self._look([form])
        return self._bare[form][0]

    def _look(self, forms: Iterable[str]) -> None:
        """Looks up all forms that are not yet kept, in one query, without slips."""
        forms = dict.fromkeys(forms)
        new = [form for form in forms if form not in self._bare]
        for form in forms:
            if form in self._bare:
                self._bare.move_to_end(form)  # what this message needs goes last
        self._bare.update((form, ((), False)) for form in new if len(form) > LONGEST_WORD)
        peeled = {form: suffixes.analyses(form) for form in new if len(form) <= LONGEST_WORD}
        for form, (best, sure) in self._plain(peeled) if peeled else ():
            found = sorted((Match(word, cost) for word, cost in best.items()), key=lambda match: match.cost)
            self._bare[form] = tuple(found), sure
        while len(self._bare) > 2 * _CACHE:
            self._bare.popitem(last=False)

    def _prepare(self, forms: Iterable[str]) -> None:
        """Finds what each form that is not yet kept can be, a slip of a known word where it is none surely."""
        forms = dict.fromkeys(forms)
        new = [form for form in forms if form not in self._matches]
        for form in forms:
            if form in self._matches:
                self._matches.move_to_end(form)  # what this message needs goes last
        self._look(new)
        for form in new:
            found, sure = self._bare[form]
            if not sure and len(form) <= LONGEST_WORD:
                exact = {match.word for match in found}
                slips = self._slips(form, suffixes.analyses(form), not found)
                found = (*found, *(match for match in slips if match.word not in exact)) or tuple(self._garbled(form))
            if not sure or len(form) <= SHORTHAND_KNOWN:
                found = self._abbreviated(form, found, sure)
            self._matches[form] = tuple(sorted(found, key=lambda match: match.cost))
        while len(self._matches) > _CACHE:
            self._matches.popitem(last=False)

    def _abbreviated(self, form: str, found: tuple[Match, ...], known: bool) -> tuple[Match, ...]:
        """What a form can be, with what it may be short for where it is no word itself."""
        stems = {form, *(analysis.stem for analysis in suffixes.analyses(form))}
        if len(form) > SHORTHAND_REAL and self._real({stem for stem in stems if _spoken(stem)}):
            return found
        costs = {match.word: match.cost for match in found}
        for full, cost in self.shorthand.find(form):
            self._look([full])
            for match in self._exact(full):
                total = cost + match.cost + (KNOWN_SHORT if known else 0.0)
                if match.cost <= SHORTHAND_FORM and total < costs.get(match.word, WORST):
                    costs[match.word] = total
        kept = {match.word: match for match in found}
        return tuple(
            kept[word] if word in kept and kept[word].cost == cost else Match(word, cost, slip=True)
            for word, cost in costs.items()
        )

    def _plain(
        self, peeled: Mapping[str, Sequence[suffixes.Analysis]]
    ) -> Iterator[tuple[str, tuple[dict[int, float], bool]]]:
        """For each form the known words that it is without a slip, with their costs; whether that is sure."""
        rows = self._rows({analysis.stem for analyses in peeled.values() for analysis in analyses} | set(peeled))
        whole = {stem for stem, found in rows.items() if any(cost == 0 for _, _, cost in found)}
        doubtful = {a.stem for analyses in peeled.values() for a in analyses if a.stem in rows} - whole
        derived = {form: set(_derived(analyses, rows)) for form, analyses in peeled.items()}
        real = self._real(doubtful.union(*derived.values()))
        whole |= real & doubtful
        for form, analyses in peeled.items():
            best: dict[int, float] = {}
            sure = False
            verbs = derived[form] & real
            itself = any(cost == 0 for _, _, cost in rows.get(form, ()))
            for analysis in analyses:
                keyed = rows.get(analysis.stem)
                if not keyed or privative(form, analysis.stem):
                    continue
                if (
                    itself
                    and analysis.pos == "n"
                    and len(analysis.stem) <= SWAPPED
                    and not form.startswith(analysis.stem)
                ):
                    continue  # "kadın" is itself, no form of "kat"
                if analysis.pos == "v" and any(_another(verb, analysis.stem) for verb in verbs):
                    continue  # "düşünmüş" is no form of "düş-"
                negated = NEGATED if analysis.pos == "v" and _NEGATION.match(form[len(analysis.stem) :]) else 0.0
                for pos, word, cost in keyed:
                    if pos == analysis.pos:
                        total = analysis.cost + cost + negated
                        # Two forms may share a stem that is no word: "ilişk-leri" is not sure to be "ilişki".
                        sure = sure or (total <= _surely(form, analysis) and analysis.stem in whole)
                        if total < best.get(word, WORST):
                            best[word] = total
            for pos, word, cost in rows.get(form, ()):
                if pos == "n" and cost < best.get(word, WORST):
                    best[word] = cost
                    sure = sure or cost <= SURE
            if sure and min(best.values()) <= PLAIN:
                best = {word: cost for word, cost in best.items() if cost <= FARTHEST or word in self._verbs}
            yield form, (best, sure)

    def _rows(self, stems: Collection[str]) -> dict[str, tuple[tuple[str, int, float], ...]]:
        """(sort, known word, cost) of every known word that is found under some stems."""
        new = [stem for stem in stems if stem not in self._keys]
        found: dict[str, list[tuple[str, int, float]]] = {stem: [] for stem in new}
        for start in range(0, len(new), 500):
            chunk = new[start : start + 500]
            rows = self.connection.execute(
                f"select key, pos, word, cost from keys where key in ({','.join('?' * len(chunk))})", chunk
            ).fetchall()
            here = self._here(row[2] for row in rows)
            for key, pos, word, cost in rows:
                if word in here:
                    found[key].append((pos, word, cost))
        known = {stem: keyed for stem in stems if (keyed := self._keys.get(stem))}
        if len(self._keys) > 4 * _CACHE:
            self._keys.clear()
        for stem, kept in found.items():
            self._keys[stem] = tuple(kept)
            if kept:
                known[stem] = self._keys[stem]
        return known

    def _slips(self, form: str, peeled: Sequence[suffixes.Analysis], unknown: bool) -> list[Match]:
        """Known words within the slip budget of a form or of what is left of it without endings.

        Of a form that is nothing known otherwise, those too that a missed vowel makes of it.
        """
        if len(form) < 3 or not form.isalpha():
            return []
        swapped = self._swapped(form) if len(form) == SWAPPED else []
        if _negative(form, peeled):
            return []  # "tamamlanmayan" is no slip of "tamamlanan"
        if any(privative(form, form[:cut]) and self._exact(form[:cut]) for cut in range(3, len(form) - 2)):
            return []  # "ücretsiz" is no slip of "ücreti"
        from rapidfuzz.distance import OSA  # a question without a slip need not wait for it

        variants: dict[str, float] = {form: 0.0}
        for analysis in peeled:
            if analysis.pos == "n" and len(analysis.stem) >= ONE_SLIP and len(variants) < SLIP_VARIANTS:
                variants.setdefault(analysis.stem, analysis.cost)
        for cut in range(len(form) - 1, max(4, len(form) - LONGEST_ENDING) - 1, -1):
            # A slip in the stem can spoil the harmony that peeling asks for: "bütçsindeki".
            if privative(form, form[:cut]):
                continue
            if len(variants) < SLIP_VARIANTS + 2 and suffixes.is_ending(form[cut:]):
                variants.setdefault(form[:cut], LOOSE_ENDING)
        lemmas = {form}
        for analysis in peeled:
            endings = len(form) - len(analysis.stem)
            if analysis.pos == "n" and analysis.cost <= (LONG_ENDED if endings >= LONG_ENDING else REAL_NOUN):
                lemmas.add(analysis.stem)
            elif analysis.pos == "v" and analysis.cost <= REAL_VERB:
                lemmas.update((analysis.stem + "mak", analysis.stem + "mek"))
        if self._real(lemmas):
            return swapped
        wanted: dict[str, list[str]] = defaultdict(list)
        for variant in variants:
            for piece in pieces(variant, 2 if len(variant) >= PIECE_PREFIX + 1 else 1):
                wanted[piece].append(variant)
        keys = list(wanted)
        best: dict[int, float] = {}
        meant: dict[str, float] = {}
        seen: set[tuple[str, int, str]] = set()
        for start in range(0, len(keys), 500):
            chunk = keys[start : start + 500]
            rows = self.connection.execute(
                f"select piece, word, form from pieces where piece in ({','.join('?' * len(chunk))})", chunk
            ).fetchall()
            here = self._here(row[1] for row in rows)
            for piece, word, target in rows:
                if word not in here:
                    continue
                allowed = slips_allowed(target)
                length = len(target)
                for variant in wanted[piece]:
                    if abs(len(variant) - length) > allowed or (variant, word, target) in seen:
                        continue
                    seen.add((variant, word, target))
                    distance = OSA.distance(variant, target, score_cutoff=allowed)
                    if distance > allowed or distance == 0:
                        continue
                    cost = SLIP * distance + variants[variant]
                    if variant[0] != target[0]:
                        if variant[:2] != target[1::-1]:
                            distance += 1
                        cost += FIRST_LETTER
                    if distance <= allowed and cost < best.get(word, WORST):
                        best[word] = cost
                        meant[target] = min(cost, meant.get(target, WORST))
        if unknown:
            stems = self._beginnings(form)
            for restored, reach in _restored(form):
                # A known word holds the vowel, or ends before it.
                if stems & ((1 << reach) - 1) or self._begins(restored[:reach]):
                    meant.setdefault(restored, MISSED_VOWEL)
        # What is meant may be an inflected word itself: "bütçsi" is "bütçesi", that is "bütçe".
        forms = {target: [a for a in suffixes.analyses(target) if a.cost <= INFLECTED_SLIP[a.pos]] for target in meant}
        for target, (words, _) in self._plain(forms):
            for word, cost in words.items():
                if cost + meant[target] < best.get(word, WORST):
                    best[word] = cost + meant[target]
        return [*swapped, *(Match(word, cost, slip=True) for word, cost in best.items())]

    def _swapped(self, form: str) -> list[Match]:
        """The words of the lists that a short form is with two letters in each other's place: "vra", "kça"."""
        turned = {form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in range(len(form) - 1)} - {form}
        rows = self._rows(turned)
        found = {word for keyed in rows.values() for _, word, cost in keyed if cost == 0 and word in self._short}
        return [Match(word, SLIP, slip=True) for word in sorted(found)]

    def _beginnings(self, form: str) -> int:
        """The lengths at which a form can be cut so that a known word stands before an ending, as bits."""
        cuts = range(max(ONE_SLIP - 1, len(form) - LONGEST_ENDING), len(form))
        stems = {stem: cut for cut in cuts for stem in (form[:cut], form[: cut - 1] + HARD.get(form[cut - 1], ""))}
        return sum({1 << stems[key] for key in self._rows(stems)})

    def _real(self, forms: Collection[str]) -> set[str]:
        """Those of some forms that are words of the dictionary."""
        marks = ",".join("?" * len(forms))
        rows = self.connection.execute(f"select form from real_words where form in ({marks})", sorted(forms))
        real = {form for (form,) in rows}
        if self.agency and real:
            # Where several agencies share the index, it holds what is known of some of them.
            known = self._rows(real)
            real = {form for form in real if all(pos != "n" or cost for pos, _, cost in known.get(form, ()))}
        return real

    def _garbled(self, form: str) -> list[Match]:
        """A known word whose ending holds a slip: "göstergesinn", "faaliyetnin"."""
        stems = [form[:cut] for cut in range(max(5, len(form) - 6), len(form) - 1)]
        if not stems or not form.isalpha() or _negative(form, suffixes.analyses(form)):
            return []
        best: dict[int, float] = {}
        for key, rows in sorted(self._rows(stems).items()):
            for pos, word, cost in rows:
                if pos == "n" and cost <= SURE and _nearly_ending(form[len(key) :]) and not privative(form, key):
                    best[word] = min(best.get(word, WORST), cost + SLIP)
        return [Match(word, cost, slip=True) for word, cost in best.items()]

    def _split(self, lattice: Lattice, index: int, form: str) -> None:
        """Reads one typed word as two known ones ("kaçkişi"): both count for the same position."""
        if self._real([form]) or _negative(form, suffixes.analyses(form)):
            return  # "asansör" is no "aşan" and "sor"
        for cut in range(3, len(form) - 2):
            if privative(form, form[:cut]):
                continue
            self._look([form[:cut], form[cut:]])
            left = [match for match in self._exact(form[:cut]) if match.cost <= WHOLE_PART]
            right = [match for match in self._exact(form[cut:]) if match.cost <= INFLECTED_PART]
            if left and right:
                for match in (*left, *right):
                    lattice.edges.append(Edge(index, index + 1, match.word, match.cost + 2 * JOIN))

    def _add_synonyms(self, lattice: Lattice) -> None:
        """Adds the programme's words wherever a synonym stands."""
        starting = _by_start(lattice.edges)
        for start in range(len(lattice.words)):
            for edge in starting.get(start, ()):
                for phrase, canonical in self._synonyms.get(edge.word, ()):
                    for end, cost in _walk(starting, phrase, 1, edge.end, edge.cost):
                        self._look(canonical)
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
                                for match in self._exact(form)
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
        if edge.word in self._verbs:
            return named and edge.cost > VERB_ENDED
        return free and ((edge.cost > SHORT_ENDED and edge.word in self._short) or (named and edge.cost > NAME_ENDED))

    def _add_spans(self, lattice: Lattice) -> None:
        """Finds the phrases of the word lists."""
        starting = _by_start(lattice.edges)
        words_at = {start: {edge.word for edge in edges} for start, edges in starting.items()}
        found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        real = self._real({word.stem for word in lattice.words if len(word.stem) >= ONE_SLIP - 1})
        for start in range(len(lattice.words)):
            itself = lattice.words[start].stem in real
            named = any(edge.cost == 0 and self._naming(edge.word) for edge in starting.get(start, ()))
            for edge in starting.get(start, ()):
                for phrase, sense in self._phrases.get(edge.word, ()):
                    if len(phrase) == 1:
                        asking = sense.startswith(("smalltalk:", "feature:", "measure:"))
                        if itself and asking and 0 < edge.cost < SLIP and edge.word not in self._verbs:
                            continue  # "deri" is a word of its own
                        if self._far(edge, named, sense.startswith("smalltalk:")):
                            continue
                        ways: Sequence[tuple[int, float]] = ((edge.end, edge.cost),)
                    elif phrase[1] not in words_at.get(edge.end, ()):
                        continue  # most phrases end here
                    else:
                        ways = _walk(starting, phrase, 1, edge.end, edge.cost)
                    for end, cost in ways:
                        senses = found[start, end]
                        senses[sense] = min(cost, senses.get(sense, WORST * 4))
        for (start, end), senses in found.items():
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
            }
            kept = frozenset(
                sense for sense, cost in senses.items() if sense in aside or (cost <= least + SAME and sense not in shy)
            )
            lattice.spans.append(Span(start, end, kept, least, own & kept))


def _spoken(stem: str) -> bool:
    """Whether a stem can be said: what the dictionary has without vowels is an abbreviation itself."""
    return len(stem) >= SHORTHAND_KNOWN and any(letter in VOWELS for letter in stem)


def _restored(form: str) -> Iterator[tuple[str, int]]:
    """A form with a vowel between two consonants that stand side by side, and the letters up to that vowel.

    It is the letter most often missed.

    >>> ("vizyonu", 5) in _restored("vizynu")
    True
    """
    for cut in range(1, len(form)):
        if form[cut - 1] not in VOWELS and form[cut] not in VOWELS:
            yield from ((form[:cut] + vowel + form[cut:], cut + 1) for vowel in VOWELS)


def _negative(form: str, peeled: Iterable[suffixes.Analysis]) -> bool:
    """Whether a form says that something is not done."""
    return any(a.pos == "v" and len(a.stem) >= ONE_SLIP and _NEGATION.match(form[len(a.stem) :]) for a in peeled)


def _another(verb: str, stem: str) -> bool:
    """Whether a verb that begins with a shorter one is another verb, not its passive: "düşün-", but not "alın-"."""
    if len(verb) < len(stem) + 2:
        return False
    passive = "n" if stem[-1] == "l" or stem[-1] in VOWELS else "l"
    return not (verb.startswith(stem) and verb[len(stem) :].lstrip(VOWELS) in (passive, "r"))  # "olur" is of "ol-"


def _derived(analyses: Sequence[suffixes.Analysis], known: Container[str]) -> Iterator[str]:
    """Stems of verbs that may be meant rather than a shorter known verb, of which they are derived."""
    shortest = min((len(a.stem) for a in analyses if a.pos == "v" and a.stem in known), default=99)
    for analysis in analyses:
        longer = len(analysis.stem) >= shortest + 2 and analysis.stem[-1] not in VOWELS
        finite = analysis.pos == "v" and analysis.tense not in ("optative", "infinitive")
        if finite and longer and analysis.cost <= REAL_VERB:
            yield analysis.stem


def _surely(form: str, analysis: suffixes.Analysis) -> float:
    """What a word may cost that is sure to be what was meant: more where its endings are no chance."""
    if analysis.pos == "v":
        return SURE_VERB
    return LONG_ENDED if len(form) - len(analysis.stem) >= LONG_ENDING else SURE


def _nearly_ending(rest: str) -> bool:
    """Whether some letters are a Turkish ending but for one letter too many, or two swapped."""
    candidates = {rest[:i] + rest[i + 1 :] for i in range(len(rest))}
    candidates |= {rest[:i] + rest[i + 1] + rest[i] + rest[i + 2 :] for i in range(len(rest) - 1)}
    candidates |= {rest[:i] + vowel + rest[i:] for i in range(len(rest) + 1) for vowel in "aiu" + "e"}
    return any(candidate and suffixes.is_ending(candidate) for candidate in candidates)


def _by_start(edges: Iterable[Edge]) -> dict[int, list[Edge]]:
    starting: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        starting[edge.start].append(edge)
    return starting


def _walk(
    starting: dict[int, list[Edge]], phrase: tuple[int, ...], done: int, position: int, cost: float
) -> list[tuple[int, float]]:
    """(end, cost) of every way to go on with a phrase of which `done` words are read."""
    if done == len(phrase):
        return [(position, cost)]
    best: dict[int, float] = {}
    for edge in starting.get(position, ()):
        if edge.word == phrase[done]:
            for end, total in _walk(starting, phrase, done + 1, edge.end, cost + edge.cost):
                best[end] = min(total, best.get(end, 9.0))
    return list(best.items())
