"""A message answered by two readers: the whole of it, or each question that it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering import queries as q
from bot.answering.queries import Cell
from bot.meanings import tells
from bot.outcomes import Outcome, outcome
from bot.questions.registry import COMPUTING
from bot.replies.reply import NO_ANSWER, Reply
from bot.understanding.budget import TooCostly, go_on
from bot.understanding.frame import Conversation
from bot.understanding.inclusions import without_inclusions
from bot.understanding.left_out import left_out
from bot.understanding.pointing import told_beside
from bot.understanding.second.model import limit
from bot.understanding.second.signals import POINTING
from bot.understanding.sentences import (
    JOINING,
    is_question,
    joints,
    punctuated,
    questions_among,
    sentence_starts,
    several,
    states,
    unnumbered,
    without_occasions,
    without_sizes,
)
from bot.verdict import OFFER, REFUSE, SAY, Verdict
from knowledge.language.words import Word

if TYPE_CHECKING:
    from bot.engine import Engine

MOST_PARTS = 6
"""Questions of one message."""
MOST_READ = 12
"""Parts of one message that are read, however it is cut: of 10,000 known ones none has more than nine."""
MOST_JOINED = 21
"""Words of the longest message of several sentences that is cut at its commas too: of 13,000 known ones none that is
longer is answered better so, and reading their parts takes as long as reading them."""
MOST_ANSWERED = 23
"""Words of the longest message that is cut into sentences though it is answered as a whole: of 122 longer ones none was
answered better so."""
AT_FIRST = 3
"""Words of a sentence among which one points at what was said before it, not in it."""
CLASSES, MEASURES = ("kind:",), ("measure:",)
"""Senses of the words for classes of things, and of those for what a figure is."""
THERE = frozenset({"orada", "oradaki", "burada"})
"""Words that point at a place, folded, wherever they stand in a sentence."""
APART = "Bunu ayrıca sorar mısınız?"


def converse(engine: Engine, words: tuple[Word, ...], state: Conversation) -> tuple[Reply, Conversation]:
    """The reply to a message and the conversation afterwards."""
    words = without_occasions(unnumbered(punctuated(words)))
    vocabulary, linker = engine.reader.vocabulary, engine.reader.linker
    words = without_inclusions(vocabulary, words, linker.mentions(vocabulary.read(words)))
    lattice = vocabulary.read(words)
    classes = lattice.saying(CLASSES) & ~lattice.saying(MEASURES)  # "23 hedefinden" is of a year
    words = without_sizes(words, classes, len(told_beside(state)))
    cuts = _cuts(engine, words)
    whole = outcome(engine, words, state, compared=bool(cuts))
    if whole.idle or (whole.verdict.kind == SAY and whole.verdict.sure >= limit("whole") and not several(words)):
        return whole.reply, whole.after
    try:
        parts = _best_parts(engine, words, cuts, state, whole)
    except TooCostly:
        parts = None  # the whole has been read: its reply stands
    if parts is None:
        return whole.reply, whole.after
    replies = [part.reply for part in parts]
    return (replies[0] if len(replies) == 1 else engine.wording.joined(replies)), _after(parts)


def _after(parts: Sequence[Outcome]) -> Conversation:
    """The conversation after the parts of a message; figures of one column that each told stand beside each other."""
    after = parts[-1].after
    cells: list[Cell] = []
    for part in parts:
        queries = part.verdict.queries if part.verdict.kind == SAY else ()
        if not queries or any(one.operation != q.VALUE or not one.cells for one in queries):
            return after
        cells += [cell for query in queries for cell in query.cells]
    if len({cell.column for cell in cells}) > 1 or after.last is None:
        return after
    return replace(after, last=after.last.but(cells=tuple(dict.fromkeys(cells))))


def _cuts(engine: Engine, words: tuple[Word, ...]) -> list[tuple[list[int], bool]]:
    """The ways to cut a message: where, and whether every part must be understood."""
    starts = sentence_starts(words)
    joined = joints(words) if not starts or len(words) <= MOST_JOINED else []
    out = left_out(engine.reader.vocabulary.read(words)) if joined else 0
    joined = [at for at in joined if not out >> at & 1]  # "A ve B hariç" leaves out both
    return [way for way in ((starts, False), (joined, True)) if way[0]]


def _best_parts(
    engine: Engine,
    words: tuple[Word, ...],
    ways: Sequence[tuple[list[int], bool]],
    state: Conversation,
    whole: Outcome,
) -> list[Outcome] | None:
    """The parts that answer a message better than the whole does; None where none do, or TooCostly to find out."""
    known: dict[tuple[tuple[Word, ...], Conversation], Outcome] = {}

    def read(part: tuple[Word, ...], before: Conversation) -> Outcome:
        """The same part may be one of both ways to cut a message."""
        if (part, before) not in known:
            if len(known) == MOST_READ:
                raise TooCostly
            go_on()
            known[part, before] = outcome(engine, part, before, compared=whole.verdict.kind == SAY)
        return known[part, before]

    mentions = engine.reader.linker.mentions(engine.reader.vocabulary.read(words))
    named = [one.mask for one in mentions if one.whole and one.kind != "agency"]
    for cuts, every in ways:
        answered = whole.verdict.kind == SAY
        if (answered and not every and len(words) > MOST_ANSWERED) or (_computed(whole) and (every or answered)):
            continue
        parts = _parts(read, engine.reader.courteous, named, words, cuts, state, whole, every)
        if parts is not None and _better(parts, whole):
            return parts
    return None


def _parts(
    read: Callable[[tuple[Word, ...], Conversation], Outcome],
    courteous: Callable[[tuple[Word, ...]], bool],
    named: Sequence[int],
    words: tuple[Word, ...],
    cuts: Sequence[int],
    state: Conversation,
    whole: Outcome,
    every: bool,
) -> list[Outcome] | None:
    """What comes of each question between some cuts, without parts that ask nothing; `named`: the words of each name.

    None where too many, or where they are no better than the whole whatever is still to come; also where a part points
    at one that is not understood, and where `every` part must be understood but is not.
    """
    bounds = [0, *cuts, len(words)]
    if len(bounds) > 2 * MOST_PARTS:
        return None
    pieces = list(pairwise(bounds))
    counts = _asking_parts(words, pieces, named) if every else questions_among(words, pieces)
    if counts[-1] and not every and courteous(words[bounds[-2] :]):
        counts[-1] = False
    many = sum("?" in word.gap for word in words) > 1
    many = many or (every and all(is_question(words, *piece) for piece in pieces))
    asked = any(is_question(words, *piece) for piece in pieces)
    doubtful = whole.verdict.kind == REFUSE and whole.verdict.sure >= limit("deny")
    telling = any(counts[at] and not is_question(words, *piece) for at, piece in enumerate(pieces))
    if _hopeless([], whole, sum(counts), many) or _in_vain(whole, counts, every and telling):
        return None
    found: list[Outcome] = []
    current, lost = state, False
    for place, (start, end) in enumerate(pieces):
        left = sum(counts[place + 1 :])
        if not counts[place] and not left:
            break
        part = words[start:end]
        if len(part) > 1 and part[0].folded in JOINING:
            part = part[1:]
        # What asks nothing and names nothing in full gives no question after it a subject: "Bir rapor hazırlıyorum."
        silent = not counts[place] and not _within(named, start, end)
        one = read(part, current) if part and not silent else None
        lost = lost or silent
        if one is not None and not one.idle:
            apart = every or (many and place + 1 < len(pieces))  # choices stand under the last question only
            asks = is_question(words, start, end)
            perhaps = one.verdict.kind == OFFER and one.verdict.sure >= limit("part") and not apart
            # "Yaklaşık söyleyin yeter." after a question that is answered asks nothing.
            perhaps = perhaps and (asks or not asked or not _said(found))
            understood = one.verdict.kind == SAY or perhaps
            if (every and counts[place] and not understood) or (lost and understood and _points_back(part, current)):
                return None
            if one.verdict.kind == SAY and doubtful and not asks:
                return None
            lost = lost or not understood
            current = one.after if understood else current
            if counts[place] and (understood or (not every and asks)):
                found.append(one if understood else _unanswered(one, part, current))
        if _hopeless(found, whole, left, many):
            return None
    return found


def _asking_parts(words: Sequence[Word], pieces: Sequence[tuple[int, int]], named: Sequence[int]) -> list[bool]:
    """Which parts between joints count as questions: none that says something, where what asks names its subject.

    "…dağılımını eklemem gerekiyor, sayılar nedir?" says before the question what is asked.
    """
    asks = [is_question(words, *piece) for piece in pieces]
    if not any(asks) or not all(_within(named, *piece) for piece, one in zip(pieces, asks, strict=True) if one):
        return [True] * len(pieces)
    return [one or not states(words[start:end]) for one, (start, end) in zip(asks, pieces, strict=True)]


def _within(named: Sequence[int], start: int, end: int) -> bool:
    """Whether all the words of a name stand in a part of a message."""
    outside = ~((1 << end) - (1 << start))
    return any(not mask & outside for mask in named)


def _points_back(part: Sequence[Word], state: Conversation) -> bool:
    """Whether a part may be about what was spoken of before it, which was not understood: "Bu sayı kaç?".

    A word that was put in for what is taken up has no extent and points at the talk.
    """
    pointing = [at for at, word in enumerate(part) if word.folded in POINTING and word.end > word.start]
    placed = any(part[at].folded in THERE for at in pointing)
    return bool(pointing) and (state.last is not None or placed or pointing[0] < AT_FIRST)


def _in_vain(whole: Outcome, counts: Sequence[bool], telling: bool) -> bool:
    """Whether the parts of a message are hardly all understood; to read them takes longer than to read the whole.

    None was of 410 known ways to find several questions in what most likely means nothing of the programme; and of 116
    to cut what is answered into three parts or more that have to be understood, one of which only tells (`telling`).
    """
    if whole.verdict.kind == REFUSE:
        return sum(counts) > 1 and whole.verdict.sure >= limit("refuse")
    return telling and len(counts) > 2 and whole.verdict.kind == SAY


def _computed(whole: Outcome) -> bool:
    """Whether a message most likely asks for one figure of several things: none of them answers it."""
    likeliest = whole.verdict.queries or whole.verdict.choices
    return bool(likeliest) and likeliest[0].operation in COMPUTING and len(likeliest[0].cells) > 1


def _unanswered(one: Outcome, part: Sequence[Word], state: Conversation) -> Outcome:
    """A question among others that gets no answer: what is said of it, and that what was spoken of stays."""
    asked = " ".join(word.text for word in part)
    reply = Reply(NO_ANSWER, f"“{asked}”: {APART}") if one.reply.choices else one.reply
    return replace(one, reply=reply, after=state, verdict=replace(one.verdict, kind=REFUSE))


def _understood(parts: Sequence[Outcome]) -> list[Outcome]:
    return [part for part in parts if part.verdict.kind != REFUSE]


def _said(parts: Sequence[Outcome]) -> list[Verdict]:
    """What is answered of some parts."""
    return [part.verdict for part in parts if part.verdict.kind == SAY]


def _hopeless(parts: Sequence[Outcome], whole: Outcome, left: int, many: bool) -> bool:
    """Whether the first parts of a message, with so many still to come, rule out that they are better than it is.

    `many`: more than one is marked as a question, so that no answer to one of them is the message's.
    """
    parts = _understood(parts)
    said = _said(parts)
    if len(parts) > MOST_PARTS or len({verdict.queries for verdict in said}) < len(said):
        return True
    answered = whole.verdict.kind == SAY
    offered = len(parts) - len(said)
    if offered > (0 if answered else 1) or len(said) + left < (2 if answered or offered else 1):
        return True
    least = whole.verdict.sure if answered and not many else 0.0
    return any(one.sure < limit("part") or one.sure <= least for one in said)


def _better(parts: Sequence[Outcome], whole: Outcome) -> bool:
    """Whether the parts of a message, of which none is hopeless, answer it better than the whole does."""
    parts = _understood(parts)
    said = _said(parts)
    if whole.verdict.kind != SAY:
        return bool(said) and (len(said) == len(parts) or len(said) > 1)
    return len(said) > 1 and not _tells_all(whole, parts)


def _tells_all(whole: Outcome, parts: Sequence[Outcome]) -> bool:
    """Whether an answer to a message tells all that those to its parts do."""
    results = [result for part in parts for result in part.reply.results]
    return bool(results) and all(any(tells(one, result) for one in whole.reply.results) for result in results)
