"""Compiles names, texts and word lists into the index by which questions are understood.

Every word of every name, alias, text and word list becomes a row with the keys under which it is found (itself
and what is left when Turkish endings are peeled off) and the pieces that find it in spite of slips: the word
with one or two letters left out (Garbe's symmetric delete method), so that a slip costs a look-up, not a scan.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from knowledge.language import suffixes
from knowledge.language.letters import fold
from knowledge.language.words import split
from knowledge.lexicon import SYNONYM, TURKISH, aspects, class_initials, own, phrases, without_told
from knowledge.shorthand import SHORTEST_WORD, skeleton
from knowledge.slips import FUNCTION_WORD_WEIGHT, pieces, slips_allowed

LONG_WORD = 7
"""Letters from which a word that stands only in texts is looked for in spite of slips."""
SHORTEST_VERB = 3
"""Letters from which a verb stem's forms are searched for slips: those of "et-" are like too many words."""
INFLECTED = 0.095
"""Cost up to which what is peeled off a name's word is inflection: derived words are other words
("personeli" is no "persone" with -li, "düzensiz" is no "düzen")."""
ALL_AGENCIES = 0
"""In place of an agency: the names of the agencies themselves."""
SCHEMA = """
create table words(id integer primary key, form text not null unique) strict;
create index words_short on words(id) where form like '%=' and length(form) <= 4;
create index words_verb on words(id) where form like '%-';
create table keys(key text not null, pos text not null, word integer not null references words(id),
    cost real not null, primary key(key, pos, word)) strict, without rowid;
create table pieces(piece text not null, word integer not null references words(id), form text not null,
    primary key(piece, word, form)) strict, without rowid;
create table phrases(id integer primary key, role text not null, value text not null) strict;
create table phrase_words(first integer not null references words(id), phrase integer not null references phrases(id),
    words text not null, primary key(first, phrase)) strict, without rowid;
create table names(id integer primary key, entity text not null references entities(id), text text not null,
    official integer not null, weight real not null, agency integer not null) strict;
create table name_words(word integer not null references words(id), name integer not null references names(id),
    position integer not null, weight real not null, share real not null, agency integer not null,
    primary key(word, name, position)) strict, without rowid;
create index name_words_share on name_words(agency, word, share desc);
create table attribute_words(agency integer not null, word integer not null references words(id),
    attribute integer not null references attributes(id),
    primary key(agency, word, attribute)) strict, without rowid;
create table word_agencies(word integer not null references words(id), agency integer not null references agencies(id),
    primary key(word, agency)) strict, without rowid;
create table synonyms(id integer primary key, words text not null, canonical text not null) strict;
create table synonym_words(first integer not null references words(id),
    synonym integer not null references synonyms(id), primary key(first, synonym)) strict, without rowid;
create table aspects(id text primary key, label text not null, answers text not null) strict, without rowid;
create table real_words(form text primary key) strict, without rowid;
create table skeletons(skeleton text not null, word integer not null references words(id), form text not null,
    primary key(skeleton, word)) strict, without rowid;
"""

_VERB_ENDINGS = (
    "iyor",
    "iyo",
    "di",
    "ti",
    "mis",
    "ecek",
    "er",
    "ir",
    "en",
    "mek",
    "me",
    "mez",
    "iliyor",
    "ilmis",
    "ildi",
    "ilen",
    "ilecek",
    "mesi",
    "iyoruz",
    "misiz",
    "digi",
    "tigi",
)


def compile_vocabulary(connection: sqlite3.Connection, turkish: Path = TURKISH) -> None:
    """Adds the index tables to a knowledge base whose entities, aliases and attributes stand.

    `turkish` is the folder of word lists. Raises OSError, ValueError where a list cannot be read.
    """
    connection.executescript(SCHEMA)
    builder = Builder(connection)
    listed = phrases(turkish)
    said = [row for row in without_told(connection, listed) if row[0] != SYNONYM]
    short = list(class_initials(connection, said))
    classes = [("kind", f"unit:{sort}", letters) for letters, sort in short]
    builder.add_phrases([*said, *own(connection, said), *classes])
    connection.executemany("insert into aspects values (?, ?, ?)", aspects(turkish))
    builder.add_synonyms([*((phrase, canonical) for role, canonical, phrase in listed if role == SYNONYM), *short])
    builder.add_names()
    builder.add_attribute_words()
    builder.write()


def recompile_vocabulary(connection: sqlite3.Connection, turkish: Path = TURKISH) -> None:
    """Makes the index tables anew, as after aliases were added to a knowledge base. Raises what compiling raises."""
    for table in reversed(re.findall(r"^create table (\w+)", SCHEMA, re.M)):
        connection.execute(f"drop table if exists {table}")
    compile_vocabulary(connection, turkish)
    connection.commit()


def _strict(form: str) -> str:
    """Marks a word of the lists: a typed word is peeled back to it, but it is not peeled itself.

    So "oranı" asks for a share and "oran" does not, though both are the same word in a name.
    """
    return form if form.endswith("-") else form + "="


def _stems(part: str) -> tuple[str, ...]:
    return tuple(word.stem for word in split(part))


class Builder:
    """Makes the index tables of a knowledge base (`compile_vocabulary`), or the rows of some words (teaching.py)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.words: dict[str, int] = {}
        self.stop: set[str] = set()
        self.phrase_forms: set[str] = set()
        self.stems = lru_cache(200_000)(_stems)

    def word(self, form: str) -> int:
        """The row of a form, "toplan-" for a verb stem."""
        return self.words.setdefault(form, len(self.words) + 1)

    def forms(self, phrase: str) -> list[str]:
        """The folded words of a phrase; a verb stem keeps its hyphen."""
        found = []
        for part in phrase.replace("...", " ").split():
            if part.endswith("-") and len(part) > 1:
                found.append(fold(part[:-1]) + "-")
            else:
                found += self.stems(part)
        return [form for form in found if form.strip("-")]

    def add_phrases(self, rows: Iterable[tuple[str, str, str]]) -> None:
        seen: set[tuple[str, str, tuple[str, ...]]] = set()
        for role, value, phrase in rows:
            forms = tuple(self.forms(phrase))
            if not forms or (role, value, forms) in seen:
                continue
            seen.add((role, value, forms))
            if role == "smalltalk" and value == "function" and len(forms) == 1:
                self.stop.add(forms[0].rstrip("-"))
            if role != "kind" or len(forms) == 1:
                forms = tuple(_strict(form) for form in forms)
            ids = [self.word(form) for form in forms]
            self.phrase_forms.update(forms)
            cursor = self.connection.execute("insert into phrases(role, value) values (?, ?)", (role, value))
            self.connection.execute(
                "insert into phrase_words values (?, ?, ?)",
                (ids[0], cursor.lastrowid, " ".join(map(str, ids))),
            )

    def add_synonyms(self, rows: Iterable[tuple[str, str]]) -> None:
        for phrase, canonical in rows:
            forms, target = self.forms(phrase), self.forms(canonical)
            if not forms or not target or forms == target:
                continue
            forms = [_strict(form) for form in forms]
            ids = [self.word(form) for form in forms]
            self.phrase_forms.update(forms)
            cursor = self.connection.execute(
                "insert into synonyms(words, canonical) values (?, ?)",
                (" ".join(map(str, ids)), " ".join(form.rstrip("-") for form in target)),
            )
            self.connection.execute("insert or ignore into synonym_words values (?, ?)", (ids[0], cursor.lastrowid))

    def add_names(self) -> None:
        """Adds every name, weighed among those of its agency, and the agencies' own names among each other."""
        coded = "code <> '' and kind in ('goal', 'aim', 'table', 'law')"
        agencies = [id for (id,) in self.connection.execute("select id from agencies order by id")]
        for agency in agencies:
            own = "select id from entities where agency = ?"
            self._add_names(
                agency,
                [
                    *self.connection.execute(
                        "select id, name, 1 from entities where agency = ? order by id", (agency,)
                    ),
                    *self.connection.execute(
                        f"select entity, name, 0 from aliases where entity in ({own}) order by 1, 2", (agency,)
                    ),
                    *self.connection.execute(
                        f"select id, code, 0 from entities where agency = ? and {coded} order by id", (agency,)
                    ),
                ],
            )
        if len(agencies) > 1:
            official = self.connection.execute("select id, name from entities where kind = 'agency'").fetchall()
            aliases = self.connection.execute(
                "select entity, name from aliases where entity in (select id from entities where kind = 'agency')"
            ).fetchall()
            forms = {id: set(self.forms(name)) for id, name in official}
            # "kurumumuz" is another agency for everybody who says it.
            telling = [(id, name, 0) for id, name in aliases if name.isupper() or forms[id] & set(self.forms(name))]
            rows = [*((id, name, 1) for id, name in official), *telling]
            self._add_names(ALL_AGENCIES, sorted(rows, key=lambda row: (row[0], -row[2], row[1])))

    def _add_names(self, agency: int, rows: Iterable[tuple[str, str, int]]) -> None:
        named = []
        kinds: defaultdict[str, set[str]] = defaultdict(set)
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for id, name, official in rows:
            forms = self.forms(name)
            if not forms or (id, tuple(forms)) in seen:
                continue
            seen.add((id, tuple(forms)))
            named.append((id, name, official, forms))
            for form in forms:
                kinds[form].add(id)
        entities = {id for id, _, _, _ in named}
        for id, name, official, forms in named:
            weights = [
                FUNCTION_WORD_WEIGHT
                if form.rstrip("-") in self.stop
                else math.log(1 + len(entities) / len(kinds[form])) / math.log(1 + len(entities))
                for form in forms
            ]
            total = sum(weights)
            cursor = self.connection.execute(
                "insert into names(entity, text, official, weight, agency) values (?, ?, ?, ?, ?)",
                (id, name, official, round(total, 6), agency),
            )
            self.connection.executemany(
                "insert into name_words values (?, ?, ?, ?, ?, ?)",
                [
                    (self.word(form), cursor.lastrowid, position, round(weight, 6), round(weight / total, 6), agency)
                    for position, (form, weight) in enumerate(zip(forms, weights, strict=True))
                ],
            )

    def add_attribute_words(self) -> None:
        """Adds the words of every text, and which agencies' programmes have a word."""
        rows = self.connection.execute(
            "select attributes.id, agency, coalesce(text, ''), coalesce(answer, ''), coalesce(keywords, '') "
            "from attributes join entities on entities.id = entity order by attributes.id"
        ).fetchall()
        for id, agency, *texts in rows:
            forms = {form for text in texts for form in self.forms(text.replace("-", " "))}
            self.connection.executemany(
                "insert or ignore into attribute_words values (?, ?, ?)",
                sorted((agency, self.word(form), id) for form in sorted(forms)),
            )
        if self.connection.execute("select count(*) from agencies").fetchone() != (1,):
            self.connection.execute(
                "insert into word_agencies select word, agency from name_words where agency <> ? "
                "union select word, agency from attribute_words",
                (ALL_AGENCIES,),
            )

    def write(self) -> None:
        """Writes the words with their keys and pieces."""
        keys: dict[tuple[str, str, int], float] = {}
        found_pieces: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        in_names = {row[0] for row in self.connection.execute("select distinct word from name_words")}
        in_texts = {row[0] for row in self.connection.execute("select distinct word from attribute_words")}
        for form, id in self.words.items():
            bare = form.rstrip("-=")
            typed = [bare]
            if form.endswith("-"):
                keys[bare, "v", id] = 0.0
                if len(bare) < SHORTEST_VERB:
                    continue
                vowel = next((letter for letter in reversed(bare) if letter in "aeiou"), "e")
                for ending in _VERB_ENDINGS:
                    harmonic = ending.replace("e", "a") if vowel in "aou" else ending
                    harmonic = harmonic.replace("i", "u") if vowel in "ou" else harmonic
                    typed.append(bare + harmonic)
                if bare[-1] in "aeiu":
                    narrow = "u" if any(letter in "ou" for letter in bare[-3:-1]) else "i"
                    typed += [bare[:-1] + narrow + "yor", bare[:-1] + narrow + "yo", bare + "di", bare + "mis"]
            else:
                keys[bare, "n", id] = 0.0
                if form.endswith("="):
                    self._add_pieces(found_pieces, id, typed)
                    continue
                for analysis in suffixes.analyses(bare):
                    if analysis.stem == bare and analysis.pos == "n":
                        continue
                    if bare.startswith(analysis.stem) and analysis.cost > INFLECTED:
                        continue
                    if not bare.startswith(analysis.stem) and dictionary_forms().get(bare, 0) >= OWN_WORD_FORMS:
                        continue  # "kadın" is no "kat" with its last letter softened
                    if analysis.tense not in ("participle", "infinitive", ""):
                        continue  # no known word is a predicate: "dolmuş" is not what was "dolu"
                    key = (analysis.stem, analysis.pos, id)
                    keys[key] = min(keys.get(key, 9.0), round(analysis.cost, 4))
            if form in self.phrase_forms or id in in_names or (id in in_texts and len(bare) >= LONG_WORD):
                self._add_pieces(found_pieces, id, typed)
        self.connection.executemany(
            "insert into words values (?, ?)", sorted((id, form) for form, id in self.words.items())
        )
        self.connection.executemany(
            "insert into keys values (?, ?, ?, ?)",
            sorted((key, pos, word, cost) for (key, pos, word), cost in keys.items()),
        )
        self.connection.executemany(
            "insert into pieces values (?, ?, ?)",
            ((piece, *one) for piece in sorted(found_pieces) for one in sorted(found_pieces[piece])),
        )
        self.connection.executemany(
            "insert into skeletons values (?, ?, ?)",
            sorted(
                (skeleton(bare), id, bare)
                for form, id in self.words.items()
                if len(bare := form.rstrip("-=")) >= SHORTEST_WORD
                and bare.isalpha()
                and (form in self.phrase_forms or id in in_names)
            ),
        )
        # What is known of one agency is a word like others where another one is asked about.
        shared = self.connection.execute("select count(*) from agencies").fetchone() != (1,)
        listed = {id for form, id in self.words.items() if form in self.phrase_forms}
        self._write_real_words(
            {
                key
                for (key, pos, word), cost in keys.items()
                if cost == 0 and pos == "n" and (word in listed or not shared)
            }
        )

    def _add_pieces(self, found: Mapping[str, list[tuple[int, str]]], id: int, typed: Iterable[str]) -> None:
        """Adds a word's row and form under each of its pieces: two hundred thousand take long to sort as one list."""
        for one in dict.fromkeys(typed):
            slips, row = slips_allowed(one), (id, one)
            for piece in pieces(one, slips) if slips else ():
                found[piece].append(row)

    def _write_real_words(self, known: set[str]) -> None:
        """Turkish dictionary words that are not known: what is one of them is no slip of a known word."""
        rows = [(lemma,) for lemma in _dictionary_words() if lemma not in known]
        self.connection.executemany("insert or ignore into real_words values (?)", rows)


OWN_WORD_FORMS = 100
"""Inflected forms from which a dictionary word is a word of its own, whatever else it may be peeled to."""
REAL_WORD_FORMS = 4
"""Inflected forms that the dictionary must hold of a word for it to count: rarer ones are often slips themselves."""


@cache
def dictionary_forms() -> Mapping[str, int]:
    """The folded words of the Turkish dictionary, each with the number of its forms.

    The million of them is gone through once in a process.
    """
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    counts: Counter[str] = Counter()
    for lemma, forms in Counter(DefaultDictionaryFactory().get_dictionary("tr").values()).items():
        counts[fold(lemma)] += forms
    return counts


@cache
def _dictionary_words() -> tuple[str, ...]:
    """Those of them with enough forms to be no slips themselves, sorted."""
    return tuple(
        sorted(
            lemma
            for lemma, forms in dictionary_forms().items()
            if forms >= REAL_WORD_FORMS and lemma.isalpha() and 3 <= len(lemma) <= 16
        )
    )
