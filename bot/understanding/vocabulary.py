"""Finds which known words a question's words can be: by Turkish endings, by slips, joined, split, by synonym.

The result is a lattice: edges from word to word (a joined pair spans two), each with a known word and a cost.
Costs: 0 is the word itself; peeled endings cost a little, a slip costs SLIP; above WORST nothing counts.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from bot.understanding import initials
from bot.understanding.budget import go_on
from bot.understanding.forms import PRIVATIVE, SURE, another, derived, negation, negative, surely, without
from bot.understanding.lattice import LATTICES, LONGEST_WORD, WORST, Edge, Lattice, Match, Span
from bot.understanding.parting import cuts_of, parted
from bot.understanding.phrases import JOIN, Phrases
from bot.understanding.shorthand import Shorthand
from bot.understanding.slips import SWAPPED, Slips
from bot.understanding.weights import weight
from bot.understanding.words_standing import WordsStanding
from knowledge.language import suffixes
from knowledge.language.letters import VOWELS
from knowledge.language.words import Word
from knowledge.slips import privative

PLAIN, FARTHEST = 0.02, 0.18
"""A form that is a known word at or below the first is no other noun above the second: "kurulu", "kurum"."""
SHORTEST_JOINED = 5
"""Two words of no more letters together are not read as one."""
JOINING = frozenset(str.split("veya yahut yoksa ayrica"))
"""Words that join, folded: they are nothing else with an ending, "yoksa" is no "YÖK"."""
NEGATED = weight("vocabulary.negated")
"""Cost of a negative verb form for its verb: "bakmadığı" is not "bakar"."""
SHORTHAND_KNOWN, SHORTHAND_REAL = 3, 4
"""Letters up to which a known word, and a word of the dictionary, may be short for another: "haz", "top"."""
KNOWN_SHORT = weight("vocabulary.known_short")
"""Further cost of what a known word may be short for."""
SHORTHAND_FORM = 0.16
"""The most that what is meant by shorthand may cost to be a known word: "gid" is "gider", that is "giderleri"."""
_CACHE = 4_096
"""Words of which is kept what they can be, and a multiple of stems: about what two thousand messages say, so that
memory is filled early. A rarer one is looked up anew."""


class _Everything:
    """A container of all there is."""

    def __contains__(self, thing: object) -> bool:
        return True


ABBREVIATED = 0.25
"""What the endings of a word of one or two letters, an abbreviation, may cost."""


class Vocabulary:
    """The compiled word index of a knowledge base, asked a message at a time; all of it, or one agency's (`scoped`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.agency = 0
        """The number of the agency whose words count beside those of the lists; 0 for every agency's."""
        self._begin()
        self.phrases: dict[int, list[tuple[tuple[int, ...], str]]] = defaultdict(list)
        self.synonyms: dict[int, list[tuple[tuple[int, ...], tuple[str, ...]]]] = defaultdict(list)
        for first, words, role, value in connection.execute(
            "select first, words, role, value from phrase_words join phrases on phrases.id = phrase"
        ):
            self.phrases[first].append((tuple(map(int, words.split())), f"{role}:{value}"))
        self.short = {
            id for (id,) in connection.execute("select id from words where form like '%=' and length(form) <= 4")
        }
        self.verbs = {id for (id,) in connection.execute("select id from words where form like '%-'")}
        for first, words, canonical in connection.execute(
            "select first, words, canonical from synonym_words join synonyms on synonyms.id = synonym"
        ):
            self.synonyms[first].append((tuple(map(int, words.split())), tuple(canonical.split())))
        self.initials = initials.read(connection, self.phrases)
        listed = [phrase for rows in self.phrases.values() for phrase, _ in rows]
        listed += [phrase for rows in self.synonyms.values() for phrase, _ in rows]
        self.listed = {word for phrase in listed for word in phrase}

    def _begin(self) -> None:
        """Keeps nothing yet of what is looked up."""
        self._matches: OrderedDict[str, tuple[Match, ...]] = OrderedDict()
        self._bare: OrderedDict[str, tuple[tuple[Match, ...], bool]] = OrderedDict()
        """For each form the known words that it is without a slip, and whether that is sure."""
        self._keys: dict[str, tuple[tuple[str, int, float], ...]] = {}
        """For each stem looked up so far its rows, most often none."""
        self._own: dict[int, bool] = {}
        """Whether a word is the agency's, of each asked so far."""
        self._lattices = lru_cache(LATTICES)(self._read)
        self._cuts = lru_cache(_CACHE)(lambda form: cuts_of(form, self))
        self._real: dict[str, bool] = {}
        """Whether a form is a word of the dictionary, of each asked so far."""
        self.begins = lru_cache(_CACHE)(self._read_beginning)
        self.shorthand = Shorthand(self.connection, self.here)
        self.slips, self.listing = Slips(self), Phrases(self)
        self.standing = WordsStanding(self.connection, self.agency)

    def scoped(self, agency: int) -> Vocabulary:
        """The same index without the words that only other agencies' programmes have: they are nothing known."""
        view = object.__new__(Vocabulary)
        view.connection, view.agency = self.connection, agency
        view.phrases, view.synonyms, view.listed = self.phrases, self.synonyms, self.listed
        view.short, view.verbs, view.initials = self.short, self.verbs, self.initials
        view._begin()
        return view

    def here(self, words: Iterable[int]) -> Container[int]:
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
            self._own.update((word, word in own or word in self.listed) for word in chunk)
        return {word for word in wanted if self._own[word]}

    def parted(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words of a message, with those that were run together apart."""
        self.look([word.stem for word in words])
        return parted(words, self._cuts)

    def cost(self, form: str) -> float | None:
        """What it costs to take a form for a known word without a slip; None where it is none."""
        found = self.exact(form)
        return found[0].cost if found else None

    def slipped(self, form: str) -> float | None:
        """The same with a slip, or as shorthand."""
        found = self.matches(form)
        return found[0].cost if found else None

    def deprived(self, form: str) -> bool:
        """Whether a form says that a known noun is left out: "ücretsiz"."""
        return any(match.word not in self.verbs for stem in without(form) for match in self.exact(stem))

    def _leave_out(self, lattice: Lattice) -> None:
        """Adds the words that a name ends with where the ending of a typed one leaves it out: "taşrasız".

        "Hizmet alımsız" as well, which two words name; no "cevapsız", of which there is none, and no "transfersiz", of
        which there are several.
        """
        for at in lattice.deprived:
            before = {edge.word for edge in lattice.edges if edge.end == at and edge.start == at - 1 and not edge.slip}
            known = [match for stem in without(lattice.words[at].stem) for match in self.exact(stem)]
            several = self.standing.several(tuple(sorted({one.word for one in known})))
            behind = before if several else {None, *before}
            if any(self.standing.alone(one.word, other) for one in known for other in behind):
                lattice.without |= {at}
                lattice.edges += [Edge(at, at + 1, one.word, one.cost) for one in known]
        lattice.deprived -= lattice.without
        lattice.unknown -= lattice.without

    def negative(self, form: str) -> bool:
        """Whether a form says that something is not done."""
        return negative(form, suffixes.analyses(form))

    def read(self, words: Sequence[Word]) -> Lattice:
        """The lattice of a message's words; both readers look at the same one, and change nothing of it."""
        return self._lattices(tuple(words))

    def _read(self, words: tuple[Word, ...]) -> Lattice:
        lattice = Lattice(words)
        forms = [word.stem for word in words]
        self.look(forms)
        self._prepare(forms)
        known_alone = [self.exact(form) for form in forms]
        joined = [
            a.folded + b.folded
            if not b.gap and self._joinable(a.folded, b.folded, bool(known_alone[i] and known_alone[i + 1]))
            else ""
            for i, (a, b) in enumerate(itertools.pairwise(words))
        ]
        self.look([form for form in joined if form])
        for index, form in enumerate(forms):
            matches = self._matches[form]
            if not matches and len(form) > 6:
                self.listing.split(lattice, index, form)
            for match in matches:
                if not match.cost or words[index].folded not in JOINING:
                    lattice.edges.append(Edge(index, index + 1, match.word, match.cost, match.slip))
        for index, form in enumerate(joined):
            if form:
                for match in self.exact(form):
                    if match.cost <= SURE and not (known_alone[index] and known_alone[index + 1] and match.cost > 0.1):
                        lattice.edges.append(Edge(index, index + 2, match.word, match.cost + JOIN))
        self.listing.add_synonyms(lattice)
        self.listing.add_spans(lattice)
        known = {position for edge in lattice.edges for position in range(edge.start, edge.end)}
        lattice.unknown = frozenset(set(range(len(words))) - known)
        initials.add(lattice, self.initials)
        lattice.deprived = frozenset(i for i in lattice.unknown if self.deprived(forms[i]))
        self._leave_out(lattice)
        return lattice

    def _joinable(self, first: str, second: str, known: bool) -> bool:
        """Whether two words may be one: a known one that reaches into the second, or one whose ending that is.

        `known`: whether each is a known word by itself.
        """
        if len(first) + len(second) <= SHORTEST_JOINED or second == "ne":
            return False  # "gerçekleşmesi ne kadar" is no "gerçekleşmesine"
        return not known or self.begins(first + second[0]) or suffixes.is_ending(second)

    def _read_beginning(self, prefix: str) -> bool:
        """Whether a known word begins with some letters."""
        span = (prefix, prefix + "\U0010ffff")
        if not self.agency:
            found = self.connection.execute("select 1 from keys where key between ? and ? limit 1", span)
            return found.fetchone() is not None
        words = [word for (word,) in self.connection.execute("select word from keys where key between ? and ?", span)]
        here = self.here(words)
        return any(word in here for word in words)

    def matches(self, form: str) -> tuple[Match, ...]:
        """The known words that a folded word can be, cheapest first."""
        self._prepare([form])
        return self._matches[form]

    def exact(self, form: str) -> tuple[Match, ...]:
        """The known words that a form is without a slip."""
        if form not in self._bare:
            self.look([form])
        return self._bare[form][0]

    def look(self, forms: Iterable[str]) -> None:
        """Looks up all forms that are not yet kept, in one query, without slips."""
        forms = dict.fromkeys(forms)
        new = [form for form in forms if form not in self._bare]
        for form in forms:
            if form in self._bare:
                self._bare.move_to_end(form)  # what this message needs goes last
        self._bare.update((form, ((), False)) for form in new if len(form) > LONGEST_WORD)
        peeled = {form: suffixes.analyses(form) for form in new if len(form) <= LONGEST_WORD}
        for form, (best, sure) in self.plain(peeled) if peeled else ():
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
        self.look(new)
        for form in new:
            go_on()
            found, sure = self._bare[form]
            if self.deprived(form):
                self._matches[form] = found  # "ücretsiz" is no slip of "ücreti", "cevapsız" not short for "cevabınız"
                continue
            if not sure and len(form) <= LONGEST_WORD:
                exact = {match.word for match in found}
                slips = self.slips.find(form, not found)
                found = (*found, *(match for match in slips if match.word not in exact)) or tuple(
                    self.slips.garbled(form)
                )
            if not sure or len(form) <= SHORTHAND_KNOWN:
                found = self._abbreviated(form, found, sure)
            self._matches[form] = tuple(sorted(found, key=lambda match: match.cost))
        while len(self._matches) > _CACHE:
            self._matches.popitem(last=False)

    def _abbreviated(self, form: str, found: tuple[Match, ...], known: bool) -> tuple[Match, ...]:
        """What a form can be, with what it may be short for where it is no word itself."""
        stems = {form, *(analysis.stem for analysis in suffixes.analyses(form))}
        if len(form) > SHORTHAND_REAL and self.real({stem for stem in stems if _spoken(stem)}):
            return found
        costs = {match.word: match.cost for match in found}
        for full, cost in self.shorthand.find(form):
            self.look([full])
            for match in self.exact(full):
                total = cost + match.cost + (KNOWN_SHORT if known else 0.0)
                if match.cost <= SHORTHAND_FORM and total < costs.get(match.word, WORST):
                    costs[match.word] = total
        kept = {match.word: match for match in found}
        return tuple(
            kept[word] if word in kept and kept[word].cost == cost else Match(word, cost, slip=True)
            for word, cost in costs.items()
        )

    def plain(
        self, peeled: Mapping[str, Sequence[suffixes.Analysis]]
    ) -> Iterator[tuple[str, tuple[dict[int, float], bool]]]:
        """For each form the known words that it is without a slip, with their costs; whether that is sure."""
        left = {form: without(form) for form in peeled}
        stems = {analysis.stem for analyses in peeled.values() for analysis in analyses}
        rows = self.rows(stems.union(peeled, *left.values()))
        whole = {stem for stem, found in rows.items() if any(cost == 0 for _, _, cost in found)}
        doubtful = {a.stem for analyses in peeled.values() for a in analyses if a.stem in rows} - whole
        verbal = {form: set(derived(analyses, rows)) for form, analyses in peeled.items()}
        real = self.real(doubtful.union(*verbal.values()))
        whole |= real & doubtful
        for form, analyses in peeled.items():
            best: dict[int, float] = {}
            sure = False
            verbs = verbal[form] & real
            itself = any(cost == 0 for _, _, cost in rows.get(form, ()))
            # "sözleşmesiz" is no "sözleşmesi": what is peeled off says that something is left out.
            nouns = (stem for stem in left[form] if any(pos == "n" for pos, _, _ in rows.get(stem, ())))
            ended = max((len(stem) + PRIVATIVE for stem in nouns), default=0)
            for analysis in analyses:
                keyed = rows.get(analysis.stem)
                if not keyed or len(analysis.stem) < ended or privative(form, analysis.stem):
                    continue
                if (
                    itself
                    and analysis.pos == "n"
                    and len(analysis.stem) <= SWAPPED
                    and not form.startswith(analysis.stem)
                ):
                    continue  # "kadın" is itself, no form of "kat"
                if len(analysis.stem) < SWAPPED and analysis.cost > ABBREVIATED:
                    continue  # "iklim" is no form of "İK"
                if analysis.pos == "v" and any(another(verb, analysis.stem) for verb in verbs):
                    continue  # "düşünmüş" is no form of "düş-"
                negated = NEGATED if analysis.pos == "v" and negation(form, analysis.stem) else 0.0
                for pos, word, cost in keyed:
                    if pos == analysis.pos:
                        total = analysis.cost + cost + negated
                        # Two forms may share a stem that is no word: "ilişk-leri" is not sure to be "ilişki".
                        sure = sure or (total <= surely(form, analysis) and analysis.stem in whole)
                        if total < best.get(word, WORST):
                            best[word] = total
            for pos, word, cost in rows.get(form, ()):
                if pos == "n" and cost < best.get(word, WORST):
                    best[word] = cost
                    sure = sure or cost <= SURE
            if sure and min(best.values()) <= PLAIN:
                best = {word: cost for word, cost in best.items() if cost <= FARTHEST or word in self.verbs}
            yield form, (best, sure)

    def rows(self, stems: Collection[str]) -> dict[str, tuple[tuple[str, int, float], ...]]:
        """(sort, known word, cost) of every known word that is found under some stems."""
        new = [stem for stem in stems if stem not in self._keys]
        found: dict[str, list[tuple[str, int, float]]] = {stem: [] for stem in new}
        for start in range(0, len(new), 500):
            chunk = new[start : start + 500]
            rows = self.connection.execute(
                f"select key, pos, word, cost from keys where key in ({','.join('?' * len(chunk))})", chunk
            ).fetchall()
            here = self.here(row[2] for row in rows)
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

    def real(self, forms: Collection[str]) -> set[str]:
        """Those of some forms that are words of the dictionary."""
        new = [form for form in forms if form not in self._real]
        if new:
            if len(self._real) > 4 * _CACHE:
                self._real.clear()
                new = list(forms)
            found = self._read_real(new)
            self._real.update((form, form in found) for form in new)
        return {form for form in forms if self._real[form]}

    def _read_real(self, forms: Collection[str]) -> set[str]:
        marks = ",".join("?" * len(forms))
        rows = self.connection.execute(f"select form from real_words where form in ({marks})", sorted(forms))
        real = {form for (form,) in rows}
        if self.agency and real:
            # Where several agencies share the index, it holds what is known of some of them.
            known = self.rows(real)
            real = {form for form in real if all(pos != "n" or cost for pos, _, cost in known.get(form, ()))}
        return real


def _spoken(stem: str) -> bool:
    """Whether a stem can be said: what the dictionary has without vowels is an abbreviation itself."""
    return len(stem) >= SHORTHAND_KNOWN and any(letter in VOWELS for letter in stem)


__all__ = ["LONGEST_WORD", "WORST", "Edge", "Lattice", "Span", "Vocabulary"]
