"""One of several things told or asked, by its place: "ikincisinin 2024 tahmini", "ilk sorduğumun 2024'ü"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from bot.answering import queries as q
from bot.answering.figures import domain_of
from bot.answering.queries import Cell, Query
from bot.understanding.dialogue import Conversation
from bot.understanding.pointing import columns_in_turn
from knowledge.language.cases import likely_case
from knowledge.language.places import pointed_number
from knowledge.language.proportions import COMPARING
from knowledge.language.suffixes import ending_case
from knowledge.language.words import Word, split

FIRST, LAST = 1, -1
ORDINALS = {"birinci": FIRST, "ikinci": 2, "ucuncu": 3, "dorduncu": 4, "besinci": 5, "sonuncu": LAST}
"""Ordinal numbers, folded."""
PLACES = {"ilki": FIRST, **{f"{word}s{word[-1]}": place for word, place in ORDINALS.items()}}
"""Words for a thing by its place, folded."""
ATTRIBUTES = ORDINALS | {"bastaki": FIRST, "sondaki": LAST}
"""Words that stand for a thing only with an ending, folded: "birincinin", but not "birinci derece"."""
BEFORE = frozenset({"en", "az", "biraz"})
"""What may stand before these, folded: "en baştaki", "az önce"."""
TURNS = {
    **ORDINALS,
    **dict.fromkeys(("ilk", "bastaki"), FIRST),
    **dict.fromkeys(("son", "once", "demin", "deminki", "simdi"), LAST),
}
"""Words before one for a question that was asked, folded."""
ASKED = ("sordugum", "dedigim", "soyledigim", "yazdigim", "sorum", "soru", "olan")
"""Words for a question that was asked, folded; the last for anything that was told as well."""
OF_THINGS = "olan"
BARE = "o"
PRONOUNS = {"gen": "onun", "acc": "onu", "dat": "ona", "loc": "onda", "abl": "ondan", "ins": "onunla"}
"""The pronoun for what a message takes up, without an ending, and in each case."""
YEAR = ("yil", "sene")
"""How the words for a year begin, folded."""
PLURAL = ("lar", "ler")
BOTH = {"o": "", "onun": "nin", "onu": "ni", "ona": "ne", "onda": "nde", "ondan": "nden", "onunla": "yle"}
"""For each pronoun the ending of "ikisi" in its case."""
JOINING = frozenset({"ile", "ve", "la", "le"})
"""Words between two places, folded."""
WHICH = ("hangi", "kim", "ne")
"""How words begin, folded, that ask which one it is: "ikincisi hangisi"."""
COUNTABLE = 5
"""Things asked one after the other of which people still know the places."""


def pronoun(folded: str) -> tuple[int, str]:
    """The place for which a folded word stands, from 1, -1 the last, and the pronoun in its case; else (0, "").

    >>> pronoun("ikincisinin"), pronoun("ilki"), pronoun("ikinci")
    ((2, 'onun'), (1, 'o'), (0, ''))
    """
    for stem, place in (*PLACES.items(), *ATTRIBUTES.items()):
        if not folded.startswith(stem) or (folded == stem and stem in ATTRIBUTES):
            continue
        if instead := _in_case(folded[len(stem) :]):
            return place, instead
    return 0, ""


def _in_case(ending: str) -> str:
    """The pronoun in the case of a folded ending; empty for what is no case of one thing."""
    if not ending:
        return BARE
    return "" if ending.startswith(PLURAL) else PRONOUNS.get(ending_case(ending), "")


def question_pronoun(first: str, second: str) -> tuple[int, str]:
    """The same of the questions asked, for two folded words.

    >>> question_pronoun("ilk", "sordugumun"), question_pronoun("ilk", "soru"), question_pronoun("ilk", "sorumlu")
    ((1, 'onun'), (1, 'o'), (0, ''))
    """
    for stem in ASKED if first in TURNS else ():
        if second.startswith(stem) and (instead := _in_case(second[len(stem) :])):
            return TURNS[first], instead
    return 0, ""


def singled_out(
    words: tuple[Word, ...],
    state: Conversation,
    dated: bool = False,
    classes: Container[int] = (),
    alone_left: bool = False,
) -> tuple[tuple[Word, ...], Conversation]:
    """A message that speaks of one of several things told or asked, as if that alone had been spoken of, and that talk.

    As they were where no such thing is meant: two of them are, or which one it is is asked. `dated`: whether it names a
    year; `classes`: the positions of class words; `alone_left`: whether it may hold nothing else.
    """
    if (several := _first_or_last(words, state)) is not None:
        return several
    said = _places(words, classes)
    if len(said) == 2:
        return _both(words, state, said)
    if len(said) != 1 or (state.last is None and not state.choices):
        return words, state
    start, end, place, instead, of_questions = said[0]
    if of_questions and words[end : end + 1] and words[end].folded.startswith(YEAR):
        return _with_year(words, start, end, place, state), state  # "ilk sorduğum yıla dönelim"
    if of_questions and instead == BARE and end in classes:
        instead, end = PRONOUNS.get(likely_case(words[end]), instead), end + 1  # "ilk sorduğum faaliyetin"
    told = _countable(state, of_questions, dated)
    if instead == "ondan" or (instead == "ona" and words[end : end + 1] and words[end].folded in COMPARING):
        return words, state  # what is spoken of is compared with it
    asked = instead == BARE and ((end == len(words) and not (dated or alone_left)) or _asks_which(words[end:]))
    if asked or len(told) < max(abs(place), 1 if of_questions else 2):
        return words, state
    chosen = told[place - 1 if place > 0 else place]
    if not (chosen.cells or chosen.entities or chosen.attributes or chosen.kind):
        return words, state
    spoken = stand_in(instead, words[start].gap)
    return (*words[:start], spoken, *words[end:]), alone(state, chosen)


def _with_year(words: tuple[Word, ...], start: int, end: int, place: int, state: Conversation) -> tuple[Word, ...]:
    """A message that speaks of a year by its place among those asked, with that year said: its word stands at `end`."""
    years = [year for cell in state.trail if (year := cell.column.year)]
    asked = list(dict.fromkeys(years))
    if len(asked) < max(abs(place), 2):
        return words
    said = replace(split(str(asked[place - 1 if place > 0 else place]))[0], gap=words[start].gap, start=0, end=0)
    return (*words[:start], said, *words[end + 1 :])


def stand_in(pronoun: str, gap: str) -> Word:
    """A pronoun for what a message takes up: as nobody typed it, it has no extent there."""
    return replace(split(pronoun)[0], gap=gap, start=0, end=0)


def _countable(state: Conversation, of_questions: bool, dated: bool) -> list[Query]:
    """A question for each of the things that have a place: those offered or told together, else those asked in turn.

    `dated`: whether figures of a year are asked for.
    """
    if state.choices and not of_questions:
        return [query for _, query in state.choices]
    told = [] if of_questions or state.last is None else _told(state.last, state.told)
    if len(told) < 2:
        figured = dated or (not of_questions and state.last is not None and bool(state.last.cells))
        told = in_turn(state, figured)
    if len(told) == 1 and not of_questions:
        told = [Query(q.VALUE, cells=(cell,)) for cell in columns_in_turn(state)]
    return told if of_questions or state.told or len(told) <= COUNTABLE else []


def _both(
    words: tuple[Word, ...], state: Conversation, said: Sequence[tuple[int, int, int, str, bool]]
) -> tuple[tuple[Word, ...], Conversation]:
    """A message that speaks of two things by their places, as if only those had been told: "ilkiyle üçüncüsünün"."""
    (start, first_end, first, _, of_questions), (second_start, end, second, instead, _) = said
    told = _countable(state, of_questions, True)
    between = words[first_end:second_start]
    if len(told) < max(abs(first), abs(second), 2) or any(word.folded not in JOINING for word in between):
        return words, state
    spoken = _beside([told[place - 1 if place > 0 else place] for place in (first, second)], state)
    if spoken is None:
        return words, state
    both = stand_in("ikisi" + BOTH[instead], words[start].gap)
    return (*words[:start], both, *words[end:]), spoken


def _first_or_last(words: tuple[Word, ...], state: Conversation) -> tuple[tuple[Word, ...], Conversation] | None:
    """The same of the first or the last few of them: "ilk ikisinin", "son üçü"; None where no such are meant."""
    for at in range(len(words) - 1):
        count = pointed_number(words[at + 1].folded)
        if words[at].folded not in ("ilk", "son") or not count:
            continue
        told = _countable(state, False, True)
        chosen = told[:count] if words[at].folded == "ilk" else told[-count:]
        spoken = _beside(chosen, state) if len(chosen) == count else None
        if spoken is not None:
            return (*words[:at], replace(words[at + 1], gap=words[at].gap), *words[at + 2 :]), spoken
    return None


def _beside(chosen: Sequence[Query], state: Conversation) -> Conversation | None:
    """A conversation as if some things had been told beside each other; None where they have no column in common."""
    cells = tuple(cell for one in chosen for cell in one.cells)
    if len(set(cells)) < max(len(chosen), 2) or len({cell.column for cell in cells}) != 1:
        return None
    subjects = tuple(dict.fromkeys(cell.subject for cell in cells))
    last = Query(q.VALUE, cells=cells)
    return replace(state, last=last, trail=cells, focus=subjects, told=(), choices=(), claim="")


def _asks_which(following: Sequence[Word]) -> bool:
    return bool(following) and following[0].folded.startswith(WHICH)


def alone(state: Conversation, last: Query) -> Conversation:
    """A conversation as if only one thing had been spoken of: what `last` asks."""
    entities = [cell.subject for cell in last.cells[:1]] or [one for one in last.entities if ":" in one]
    return replace(state, last=last, trail=last.cells, focus=tuple(entities[:1]), told=(), choices=(), claim="")


def _places(words: Sequence[Word], classes: Container[int]) -> list[tuple[int, int, int, str, bool]]:
    """(start, end, place, pronoun, whether of questions asked) of all that a message says by its place."""
    found = []
    for at, word in enumerate(words):
        place, instead = pronoun(word.folded)
        start = at - 1 if at and words[at - 1].folded in BEFORE else at
        if place:
            found.append((start, at + 1, place, instead, False))
        elif at + 1 < len(words):
            place, instead = question_pronoun(word.folded, words[at + 1].folded)
            if place:
                found.append((start, at + 2, place, instead, not words[at + 1].folded.startswith(OF_THINGS)))
            elif word.folded in TURNS and at + 1 in classes:
                case = PRONOUNS.get(likely_case(words[at + 1]), BARE)
                found.append((start, at + 2, TURNS[word.folded], case, False))
    return found


def in_turn(state: Conversation, figured: bool) -> list[Query]:
    """The questions asked so far, the first one first; `figured`: only those for the figure of one thing."""
    return [query for query in state.asked if not figured or len(query.cells) == 1]


def _told(last: Query, things: tuple[str, ...]) -> list[Query]:
    """A question for each of several things that the last answer told, in their order."""
    if not things:
        first = {(cell.subject, cell.item): cell for cell in reversed(last.cells)}
        apart = [first[key] for key in dict.fromkeys((cell.subject, cell.item) for cell in last.cells)]
        return [Query(q.VALUE, cells=(cell,)) for cell in apart]
    column = last.columns[0] if last.columns else last.cells[0].column if last.cells else None
    return [
        Query(q.VALUE, cells=(Cell(thing, None, column),))
        if column is not None and domain_of(thing.partition(":")[0])
        else Query(q.OVERVIEW, entities=(thing,))
        for thing in things
    ]
