"""Reads a message: finds every meaning that the declared kinds of question allow, cheapest first.

Divisions of the words into entities and segments are enumerated; each is handed to the readers of figures, sets,
relations and texts. A reading must explain every word; what it cannot explain is reported, not dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from bot.answering.figures import Figures
from bot.answering.queries import OVERVIEW, Query
from bot.questions.registry import is_part, meaning_of
from bot.understanding.bearer_readings import bearers
from bot.understanding.budget import go_on
from bot.understanding.constraints import UNSPOKEN, judged
from bot.understanding.dialogue import Conversation
from bot.understanding.divisions import DROPPED as DROPPED_NAME
from bot.understanding.divisions import REPEATED, Divider, dropped, once, said_for_certain, strange
from bot.understanding.figure_readings import FigureReader
from bot.understanding.frame import Division, Frame, Reading
from bot.understanding.linking import Linker, Mention
from bot.understanding.mentions import contiguous
from bot.understanding.message import PROPOSED, Message
from bot.understanding.segments import Cutter, Segment
from bot.understanding.set_readings import SetReader
from bot.understanding.text_readings import TextReader
from bot.understanding.verdict_readings import VerdictReader
from bot.understanding.vocabulary import Lattice, Vocabulary
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.asking import OF_THINGS, QUESTION_WORDS
from knowledge.language.words import Word, split

MAX_WORDS = 80
"""Longer messages are no question; a polite letter has about fifty words."""
FAR = 0.6
"""Cost from which a reading does not keep further clauses from being left out."""
BACKGROUND = weight("reading.background")
"""Cost of leaving out a clause that only says why somebody asks."""
HOPE = 0.6
"""How much more than the best reading a division may cost: what readings gain at most, and what rivals may."""
HOPELESS = 99.0
"""The same before there is any reading."""
NEARLY = 0.1
"""Of two divisions that leave as many words unexplained, how much the cost of one counts, in words."""
OUTSIDE = 0.5
"""Below this an unexplained word is one for something outside the programme."""
PERSONAL = frozenset({"chair", "convening", "members", "observer", "president", "prepared_by", "secretariat"})
"""Attribute kinds whose answer is somebody: a question may propose another ("Dışişleri Bakanı mı?")."""
SILENT = OF_THINGS | frozenset(QUESTION_WORDS)
"""Words that only ask, folded: it is no news that the programme does not hold them."""
COURTESY = frozenset({"thanks", "greeting"})
"""Classes of small talk that ask nothing, whatever was asked before."""
MOST_TOLD = 2
"""The most things that a question for a text names."""
KEPT = 16
"""Messages, or parts of one, of which it is kept what they mean: one to which nothing is said is looked at again, after
a dozen parts of it."""
NAMES_KEPT = 256
"""Names of which it is kept what they mean by themselves."""
LONG_NAMED = frozenset({"unit", "council", "institution", "policy", "law"})
"""Kinds of things that a message which says their name in full is about."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """All meanings found, cheapest first, and what stayed unexplained in the best division."""

    words: tuple[Word, ...]
    readings: tuple[Reading, ...]
    unexplained: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    """Classes of things outside the programme that unexplained words belong to: "province", "month" …"""
    mentions: tuple[Mention, ...] = ()
    smalltalk: frozenset[str] = frozenset()
    """Classes of small talk, where the message is nothing else."""
    features: frozenset[str] = field(default_factory=frozenset)
    """What is asked, by words that are no courtesy."""
    years: tuple[int, ...] = ()
    """The years that the message names."""
    named: tuple[str, ...] = ()
    """The entities that the best division of the words names."""
    misnamed: frozenset[str] = frozenset()
    """Things of which a title says a part only, beside a strange word: "Siber Güvenlik Dairesi"."""
    occasion: bool = False
    """Whether money is asked for what nobody budgets apart: "toplantı için"."""
    second: tuple[tuple[Query, float], ...] = ()
    """What the second reader takes the message for, each with its probability, likeliest first; for explanations."""


class Reader:
    """Reads messages against what one agency's programmes say; the words may be those of a whole file."""

    def __init__(self, base: KnowledgeBase, vocabulary: Vocabulary | None = None) -> None:
        weight.check()
        self.base = base
        self.figures = Figures(base)
        self.vocabulary = vocabulary or Vocabulary(base.connection)
        self.linker = Linker(base.connection, base.agencies[0])
        self.figure_reader = FigureReader(self.figures)
        self.set_reader = SetReader(self.figures)
        self.text_reader = TextReader(base)
        self.verdict_reader = VerdictReader(base)
        self._last = lru_cache(KEPT)(self._read)
        self._of_name = lru_cache(NAMES_KEPT)(self._read_name)

    def read(self, text: str, state: Conversation | None = None) -> Understanding:
        """Every meaning of a message in a conversation."""
        return self.read_words(self.vocabulary.parted(split(text)), state or Conversation())

    def read_words(self, words: tuple[Word, ...], state: Conversation, followup: bool = False) -> Understanding:
        """Every meaning of some words; `followup` where they go on from a question before."""
        return self._last(words, state, followup)

    def of_name(self, name: str) -> Query | None:
        """The likeliest meaning of a message that is nothing but a name."""
        return self._of_name(name)

    def _read_name(self, name: str) -> Query | None:
        return next((one.query for one in self.read(name).readings), None)

    def forget(self) -> None:
        """Keeps no reading: the rules or the prices are others now."""
        self._last.cache_clear()
        self._of_name.cache_clear()

    def _read(self, words: tuple[Word, ...], state: Conversation, followup: bool) -> Understanding:
        if not words or len(words) > MAX_WORDS:
            return Understanding(words, ())
        message = Message.of(self.linker, self.base, state, self.vocabulary.read(words), followup)
        go_on()
        cutter = Cutter(message.lattice, message.years, message.numbers)
        search = _Search(self, message, cutter)
        for ignored, (denied, seldom) in message.ignorable().items():
            if seldom and search.best < FAR:
                break
            search.leaving_out(ignored, denied)
            if search.best < FAR:
                break
        unique: dict[Query, Reading] = {}
        for reading in _ranked(search.readings):
            meaning = meaning_of(reading.query)
            if not any(is_part(meaning, other) for other in unique):
                unique.setdefault(meaning, reading)
        left = search.left
        plain, _ = cutter.cut(0, 0)
        return Understanding(
            words,
            tuple(unique.values()),
            tuple(word.text for i, word in enumerate(words) if left >> i & 1 and word.folded not in SILENT),
            _outside(message.lattice, left),
            message.mentions,
            _smalltalk(plain, len(words)),
            frozenset(v for s in plain if not s.values("smalltalk") & COURTESY for v in s.values("feature")),
            tuple(dict.fromkeys(one for year in message.years for one in year.years)),
            tuple(mention.entity for mention in search.named),
            message.misnamed,
            message.purposed,
        )

    def courteous(self, words: tuple[Word, ...]) -> bool:
        """Whether some words greet or thank and ask nothing, whatever was said before."""
        found, _ = Cutter(self.vocabulary.read(words), (), ()).cut(0, 0)
        asking = any(s.values("feature") and not s.values("smalltalk") & COURTESY for s in found)
        return not asking and bool(_smalltalk(found, len(words)) & COURTESY)

    def of_frame(self, frame: Frame, left: int) -> Iterator[Reading]:
        """Every meaning of a division that leaves some words unexplained."""
        open_mask = 0
        for segment in frame.segments:
            if not segment.free:
                open_mask |= segment.mask
        if not left:
            yield from self.figure_reader.readings(frame)
            yield from self.set_reader.readings(frame)
            yield from self.text_reader.readings(frame)
            yield from self.verdict_reader.readings(frame)
            yield from bearers(frame)
            yield from self.text_reader.of_class(frame)
        if len(frame.mentions) > MOST_TOLD:
            return
        whole = frame.message.whole
        shared = bool(frame.aspects & {"data_direction", "data_partners"})
        named = {m.entity: m.mask for m in whole if _in_full(m, shared)}
        full = any(map(contiguous, named.values()))
        yield from self.text_reader.texts(frame, left & ~_proposals(frame, left), open_mask, full)
        only_named = any(not (left | open_mask) & ~m.mask for m in whole if m.mask & (m.mask - 1))
        if not frame.mentions and not only_named:
            yield from self.text_reader.reverse(frame, left, open_mask, named)


class _Search:
    """The divisions of one message that are looked at, and what is found in them."""

    def __init__(self, reader: Reader, message: Message, cutter: Cutter) -> None:
        self.reader = reader
        self.message = message
        self.cutter = cutter
        self.readings: list[Reading] = []
        self.hopeless = HOPELESS
        """What a division costs at least that is not looked at."""
        self.left = message.full
        """The words that the best division so far leaves unexplained, as bits."""
        self.named: tuple[Mention, ...] = ()
        """What it names."""
        self._rank = HOPELESS
        self._phrases = [span for span in message.foreign if span.end - span.start > 1]

    @property
    def best(self) -> float:
        """The cost of the best reading so far."""
        return min((reading.cost for reading in self.readings), default=HOPELESS)

    def leaving_out(self, ignored: int, denied: int) -> None:
        """Reads the divisions of what is left without some words, of which some are denied."""
        background = BACKGROUND if ignored & ~denied else 0.0
        for chosen, cost in Divider(self.message, self.cutter.covered, ignored).sets():
            if cost <= self.hopeless:
                go_on()
                self._divide(chosen, cost + background, ignored)

    def _divide(self, chosen: tuple[Mention, ...], cost: float, ignored: int) -> None:
        """Reads the division that takes some mentions."""
        message = self.message
        taken = 0
        for mention in chosen:
            taken |= mention.mask
        found, left = self.cutter.cut(taken, ignored)
        least = cost + sum([segment.cost for segment in found])
        best = left.bit_count() + cost * NEARLY < self._rank
        if not best and (least > self.hopeless or not self._readable(left, once(chosen))):
            return  # what follows only makes it dearer, and leaves no less unexplained
        foreign = 0
        if message.foreign:
            said = ignored | message.apart | said_for_certain(chosen)
            left |= strange(message.foreign, said, found)
            foreign = strange(self._phrases, said, found)
        if message.pointing and any(not mention.whole for mention in chosen):
            cost += UNSPOKEN
        cost += DROPPED_NAME * sum(dropped(entity, name, chosen) for entity, name in message.in_full)
        kept = once(chosen)
        cost += REPEATED * (len(chosen) - len(kept))
        rank = left.bit_count() + cost * NEARLY
        if rank < self._rank:
            self._rank, self.left, self.named = rank, left, chosen
        total = cost + sum(segment.cost for segment in found)
        if total > self.hopeless or foreign or not self._readable(left, kept):
            return
        repeats = tuple(m for m in chosen if m not in kept)
        frame = Frame(message, Division(kept, found, total, repeats))
        for reading in self.reader.of_frame(frame, left):
            if (one := judged(frame, reading)) is not None:
                self.readings.append(one)
                self.hopeless = min(self.hopeless, one.cost + HOPE)

    def _readable(self, left: int, named: tuple[Mention, ...]) -> bool:
        """Whether the texts of what is named, or of the agency, can hold every word that nothing else explains."""
        if not left or not named:
            return True
        left &= ~self.message.proposed
        if len(named) > MOST_TOLD:
            return False
        base, masks = self.message.base, self.message.masks
        for entity in (base.agency.id, *(mention.entity for mention in named)):
            left &= ~masks.reach(entity, base)
        return not left


def _proposals(frame: Frame, left: int) -> int:
    """The words of whom a question proposes as the answer, as bits: "Dışişleri Bakanı mı?"."""
    mask = 0
    if left and frame.aspects & PERSONAL and frame.mentions:
        for mention in frame.message.mentions:
            if mention.kind in PROPOSED and mention not in frame.mentions:
                mask |= mention.mask
    return mask


def _ranked(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Readings by cost; of those of one cost what answers before what only tells of a thing, then in a fixed order."""
    for _, alike in groupby(sorted(readings, key=lambda r: r.cost), key=lambda r: r.cost):
        several = list(alike)
        yield from (
            several
            if len(several) == 1
            else sorted(several, key=lambda r: (r.query.operation == OVERVIEW, repr(r.query)))
        )


def _in_full(mention: Mention, shared: bool) -> bool:
    """Whether a message that says a thing's name in full is about it: its own long name, a law's any.

    Where data is shared, an institution too is named by any name.
    """
    if mention.kind not in LONG_NAMED:
        return False
    long = mention.mask.bit_count() > 1
    return (shared and mention.kind == "institution") or (long and (mention.official or mention.kind == "law"))


def _outside(lattice: Lattice, left: int) -> tuple[str, ...]:
    """The classes of things outside the programme that words left unexplained belong to."""
    found = []
    for span in lattice.spans:
        if span.mask & left and span.cost < OUTSIDE:
            found += [sense.partition(":")[2] for sense in sorted(span.senses) if sense.startswith("outside:")]
    return tuple(dict.fromkeys(found))


def _smalltalk(found: Sequence[Segment], count: int) -> frozenset[str]:
    """The classes of small talk of a message that is nothing else."""
    if sum(segment.end - segment.start for segment in found) < count or not all(s.free for s in found):
        return frozenset()
    return frozenset(value for segment in found for value in segment.values("smalltalk"))


__all__ = ["Conversation", "Reader", "Reading", "Understanding"]
