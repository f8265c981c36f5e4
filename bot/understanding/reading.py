"""Reads a message: finds every meaning that the declared kinds of question allow, cheapest first.

Divisions of the words into entities and segments are enumerated; each is handed to the readers of figures, sets,
relations and texts. A reading must explain every word; what it cannot explain is reported, not dropped.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby, pairwise

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Query
from bot.questions.registry import is_part, meaning_of
from bot.understanding.bearer_readings import bearers
from bot.understanding.enumerations import enumerations
from bot.understanding.figure_readings import FigureReader
from bot.understanding.frame import COST_SCOPES, Conversation, Frame, Reading
from bot.understanding.linking import GAP, Linker, Mention
from bot.understanding.set_readings import SetReader
from bot.understanding.slots import PARTICLES, Cutter, Segment, background, bits, case_of
from bot.understanding.standing import Standing
from bot.understanding.text_readings import TextReader
from bot.understanding.verdict_readings import VerdictReader
from bot.understanding.vocabulary import LONGEST_WORD, Lattice, Span, Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.language import numbers as number_words
from knowledge.language import years as year_words
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word, split

MAX_WORDS = 80
"""Longer messages are no question; a polite letter has about fifty words."""
FAR = 0.6
"""Cost from which a reading does not keep further clauses from being left out."""
DIVISIONS = 60
"""Ways to divide a message that are looked at, likeliest first."""
TRIMMED = 0.12
"""Cost of each word of a name that is read as part of the question instead."""
BACKGROUND = 0.15
"""Cost of leaving out a clause that only says why somebody asks."""
UNSURE = 0.4
"""Cost of naming an entity by a part of its name that has another meaning in a question ("toplam", "sayı")."""
NAMED = 0.1
"""Gain of each further word that a name explains, over its explanation as a part of the question."""
CONJUNCTIONS = frozenset(
    {"ve", "ile", "veya", "hem", "ya", "yahut", "bir", "artı", "arti", "ayrica", "yoksa", "de", "da"}
)
PERSONAL = frozenset({"chair", "convening", "members", "observer", "president", "prepared_by", "secretariat"})
"""Attribute kinds whose answer is somebody: a question may propose another ("Dışişleri Bakanı mı?")."""
PROPOSED = frozenset({"institution", "person", "post"})
"""Kinds of what such a question may propose."""
MOST_TOLD = 2
"""The most things that a question for a text names."""
LONG = 3
"""Words from which a name said in full is what the message is about."""
LONG_NAMED = frozenset({"unit", "council", "institution", "policy", "law"})
DOCUMENTS = frozenset({"policy", "law", "council", "institution"})
"""Kinds whose long names are no part of the name of another thing."""
INSIDE = 1.5
"""Cost of reading a part of such a name as the name of something else."""
PART = 0.1
"""The same where the name is of two words: "dışı" of "sınır dışı" is hardly "yurt dışı"."""
DROPPED = 0.3
"""Cost of reading the words of a name that is said in full as something else."""
ABOUT = frozenset({"council", "unit", "post", "institution", "system"})
"""Kinds of things that a message which names one is about."""
SWALLOWED = 0.15
"""Cost of a half-said name whose words hold another name in full ("merkez teşkilatı")."""
MANY = 0.4
"""Cost of a class word in the plural ("daireleri") being part of one unit's name."""
UNSPOKEN = 0.5
"""Cost of a half-said name beside "bu" or "o" where nothing was spoken of before."""
MEASURED = 0.5
"""The most that a word which says a measure may cost where a name has it too."""
BARE = 0.015
"""Below this a word stands without an ending: "tamam" goes on, "tamamı" is the whole."""
NEARLY_BARE = 0.03
"""The same for the last word of a name: "personel giderinin"."""
APART = frozenset({"de", "da", "te", "ta", "ki"})
"""What is written apart but can be read as the ending of the word before, folded."""
FOREIGN = 0.15
"""The most that a word of a thing outside the programme may cost to count as one."""
HOPE = 0.6
"""How much more than the best reading a division may cost: what readings gain at most, and what rivals may."""
BRIEF = 4
"""Words of a message that can only go on from the one before: "peki bir önceki yıl"."""
REPEATED = 0.06
"""Cost of naming an entity twice, where each place may name another one."""
EXCEPT = (
    "haric",
    "olmadan",
    "olmaksizin",
    "saymazsak",
    "saymadan",
    "cikarinca",
    "cikarirsak",
    "cikarildiginda",
    "cikartinca",
)
"""How words begin that leave out what stands before them, folded."""
OUTER = frozenset({"yurt", "ulke", "sinir", "butce", "program", "alani", "gorev", "kapsam", "sinirlari"})
"""Words after which "dışında" leaves out nothing, folded."""
OCCASIONS = frozenset({"background:noun", "smalltalk:noun", "smalltalk:document"})
"""Senses of words for what an answer may be needed for."""
PURPOSE = frozenset({"icin", "kapsaminda", "amaciyla"})
"""What ends a clause that may also restrict what is asked, folded: "toplantı için ne kadar harcandı"."""
ANAPHORA = frozenset(
    {
        "bu",
        "bunu",
        "bunun",
        "buna",
        "bundan",
        "bunlar",
        "bunlarin",
        "o",
        "onu",
        "onun",
        "ona",
        "ondan",
        "onlarin",
        "orada",
        "orasi",
        "burada",
        "ayni",
        "su",
        "sunun",
        "bunlari",
        "bunda",
        "oradaki",
        "onlar",
    }
)


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
    years: tuple[int, ...] = ()
    """The years that the message names."""
    named: tuple[str, ...] = ()
    """The entities that the best division of the words names."""
    occasion: bool = False
    """Whether money is asked for what nobody budgets apart: "toplantı için"."""


class Reader:
    """Reads messages against what one agency's programmes say; the words may be those of a whole file."""

    def __init__(self, base: KnowledgeBase, vocabulary: Vocabulary | None = None) -> None:
        self.base = base
        self.figures = Figures(base)
        self.vocabulary = vocabulary or Vocabulary(base.connection)
        self.linker = Linker(base.connection, base.agencies[0])
        self.figure_reader = FigureReader(self.figures)
        self.set_reader = SetReader(self.figures)
        self.text_reader = TextReader(base)
        self.verdict_reader = VerdictReader(base)

    def read(self, text: str, state: Conversation | None = None) -> Understanding:
        """Every meaning of a message in a conversation."""
        return self.read_words(self.vocabulary.parted(split(text)), state or Conversation())

    def read_words(self, words: tuple[Word, ...], state: Conversation, followup: bool = False) -> Understanding:
        """Every meaning of some words; `followup` where they go on from a question before."""
        if not words or len(words) > MAX_WORDS:
            return Understanding(words, ())
        lattice = self.vocabulary.read(words)
        mentions = self.linker.mentions(lattice)
        years = year_words.find(
            words,
            self.base.calendar,
            _spoken(words, state),
            min(self.base.calendar.years) - year_words.REACH,
            _latest(state),
        )
        numbers = [(n.start, n.end, n.value) for n in number_words.find(words)]
        masks = self.linker.attribute_masks(lattice)
        dated = {position for year in years for position in range(year.start, year.end)}
        followup = followup or self._followup(lattice, dated)
        aside = background(lattice)
        pointing = not state.focus and any(word.folded in ANAPHORA and i not in dated for i, word in enumerate(words))
        cutter = Cutter(lattice, years, numbers)
        measured: dict[str, int] = {}
        for span in lattice.spans:
            for sense in span.senses:
                if sense.startswith("measure:") and span.cost < MEASURED:
                    measure = sense.partition(":")[2]
                    measured[measure] = measured.get(measure, 0) | span.mask
        foreign = [
            span for span in lattice.spans if span.cost < FOREIGN and any(s.startswith("outside:") for s in span.senses)
        ]
        plural, ablative, joints = self._endings(words)
        many = 0
        for span in lattice.spans:
            if span.end - 1 in plural and span.cost < 0.1 and any(s.startswith("kind:unit") for s in span.senses):
                many |= span.mask
        full = (1 << len(words)) - 1
        readings: list[Reading] = []
        best_left: tuple[float, int, tuple[Mention, ...]] = (99.0, full, ())
        left_out = every = 0
        for clause in aside:
            if not self._restricts(clause, lattice, years):
                every |= clause
                if not self._names(clause, mentions):
                    left_out |= clause
        apart = sum(1 << i for i, word in enumerate(words) if word.folded in APART)
        phrases = [span for span in foreign if span.end - span.start > 1]
        proposed = 0
        for mention in mentions:
            if mention.kind in PROPOSED:
                proposed |= mention.mask
        whole = [mention for mention in mentions if mention.whole and not mention.slip]
        in_full = [
            (m.entity, m.mask)
            for m in whole
            if m.kind != "agency" and m.mask & (m.mask - 1) and m.cost < NEARLY_BARE and _contiguous(m.mask)
        ]
        about = any(entity.partition(":")[0] in ABOUT for entity, _ in in_full)
        namesakes: dict[int, frozenset[str]] = {}
        for mention in mentions:
            if mention.whole:
                namesakes[mention.mask] = namesakes.get(mention.mask, frozenset()) | {mention.kind}
        naming: dict[str, int] = {}
        for mention in mentions:
            naming[mention.entity] = naming.get(mention.entity, 0) | mention.mask
        abroad = sum(span.mask for span in {span.mask: span for span in foreign}.values() if span.end - span.start == 1)
        hopeless = 99.0
        purposed = _purposed(lattice)
        excluding = _excluding(words)
        clauses = _denied(words, dated)
        tries = [(left_out | d, d) for d in clauses] + [(d, d) for d in clauses]
        seldom = {every | d: d for d in clauses if every != left_out}
        for ignored, denied in (dict(tries) | seldom).items():
            if ignored in seldom and readings and min(r.cost for r in readings) < FAR:
                break
            for chosen, cost in self._divisions(lattice, mentions, cutter, ignored, many):
                if cost > hopeless:
                    continue
                taken = 0
                for mention in chosen:
                    taken |= mention.mask
                found, left = cutter.cut(taken, ignored)
                strange = 0
                if foreign:
                    said = ignored | apart
                    for mention in chosen:
                        said |= mention.mask if mention.whole and mention.cost < FOREIGN else 0
                    left |= _foreign(foreign, said, found)
                    strange = _foreign(phrases, said, found)
                if ignored & ~denied:
                    cost += BACKGROUND
                if pointing and any(not mention.whole for mention in chosen):
                    cost += UNSPOKEN
                cost += DROPPED * sum(_dropped(entity, name, chosen) for entity, name in in_full)
                once = _once(chosen)
                cost += REPEATED * (len(chosen) - len(once))
                rank = left.bit_count() + cost * 0.1
                if rank < best_left[0]:
                    best_left = (rank, left, chosen)
                total = cost + sum(segment.cost for segment in found)
                if total > hopeless or strange:
                    continue
                if left and once and not self._told(left & ~proposed, once, masks):
                    continue
                frame = Frame(
                    self.base,
                    once,
                    found,
                    state,
                    total,
                    len(words),
                    plural,
                    ablative,
                    joints,
                    followup,
                    masks,
                    words,
                    measured,
                    tuple(m for m in chosen if m not in once),
                    naming,
                    abroad,
                    about,
                    excluding,
                    namesakes,
                )
                frame.cost += frame.agreement()
                for reading in self._of_frame(frame, left, found, mentions, whole):
                    named = any(mention.whole for mention in once) or "sum" in frame.features
                    if purposed and reading.query.cells and not named:
                        continue  # "toplantı için ne kadar harcandı" asks for no total
                    told = reading.query.operation in (q.TEXT, q.OVERVIEW)
                    if told and _priced(found) and not _costs(once) and not self._of_money(reading):
                        continue  # "dairenin bütçesi" is told by no text about the unit
                    if told and not once and self._of_another(reading, in_full):
                        continue  # "vize kurulunun sekretaryası" is told by no text about Göç Kurulu
                    if reading.query.aspect == "measure_unit" and _pointed(words):
                        continue  # "o birimin göstergeleri" asks for no unit of measure
                    if excluding and reading.query.operation in (q.OVERVIEW, q.RELATION):
                        continue
                    if apart_from := self._apart(reading, state, len(words)):
                        reading = replace(reading, cost=reading.cost + apart_from)
                    readings.append(reading)
                    hopeless = min(hopeless, reading.cost + HOPE)
            if readings and min(r.cost for r in readings) < FAR:
                break
        unique: dict[Query, Reading] = {}
        for reading in _ranked(readings):
            meaning = meaning_of(reading.query)
            if not any(is_part(meaning, other) for other in unique):
                unique.setdefault(meaning, reading)
        plain, _ = cutter.cut(0, 0)
        return Understanding(
            words,
            tuple(unique.values()),
            tuple(word.text for i, word in enumerate(words) if best_left[1] >> i & 1 and word.folded not in PARTICLES),
            self._outside(lattice, best_left[1]),
            tuple(mentions),
            self._smalltalk(plain, len(words)),
            frozenset(value for segment in plain for value in segment.values("feature")),
            tuple(dict.fromkeys(one for year in years for one in year.years)),
            tuple(mention.entity for mention in best_left[2]),
            purposed,
        )

    def _of_another(self, reading: Reading, in_full: Sequence[tuple[str, int]]) -> bool:
        """Whether a text is about another thing of the kind than the one that is named in full."""
        named = {entity for entity, _ in in_full if entity.partition(":")[0] in ("council", "post")}
        kinds = {entity.partition(":")[0] for entity in named}
        about = {self.base.attribute(id).entity for id in reading.query.attributes}
        return bool(named) and not about & named and {entity.partition(":")[0] for entity in about} <= kinds

    def _of_money(self, reading: Reading) -> bool:
        """Whether a text tells of money."""
        texts = (fold(self.base.attribute(id).text) for id in reading.query.attributes)
        return any(word in text for text in texts for word in ("butce", "odenek", "harca", "gider", "kaynak"))

    def _apart(self, reading: Reading, state: Conversation, count: int) -> float:
        """What it costs that a short message, naming nothing, is read as about something not spoken of."""
        query = reading.query
        if query.operation != q.TEXT or reading.mentions or not state.focus or count > BRIEF:
            return 0.0
        about = {self.base.attribute(id).entity for id in query.attributes}
        return 0.0 if about & {self.base.agency.id, *state.focus} else UNSPOKEN

    def _told(self, left: int, named: tuple[Mention, ...], masks: Standing) -> bool:
        """Whether the texts of what is named, or of the agency, can hold every word that nothing else explains."""
        if len(named) > MOST_TOLD:
            return False
        for entity in (self.base.agency.id, *(mention.entity for mention in named)):
            left &= ~masks.reach(entity, self.base)
        return not left

    def _of_frame(
        self,
        frame: Frame,
        left: int,
        found: tuple[Segment, ...],
        mentions: Sequence[Mention],
        whole: Sequence[Mention],
    ) -> Iterator[Reading]:
        """Every meaning of a division; `whole`: the mentions that are said in full without a slip."""
        open_mask = 0
        for segment in found:
            if not segment.free:
                open_mask |= segment.mask
        if not left:
            yield from self.figure_reader.readings(frame)
            yield from self.set_reader.readings(frame)
            yield from self.text_reader.readings(frame)
            yield from self.verdict_reader.readings(frame)
            yield from bearers(frame)
            yield from self.text_reader.of_class(frame)
        proposals = 0
        if left and frame.aspects & PERSONAL and frame.mentions:
            for mention in mentions:
                if mention.kind in PROPOSED and mention not in frame.mentions:
                    proposals |= mention.mask
        if len(frame.mentions) <= MOST_TOLD:
            shared = bool(frame.aspects & {"data_direction", "data_partners"})
            named = {m.entity: m.mask for m in whole if _in_full(m, shared)}
            told = [m.mask for m in whole if m.mask & (m.mask - 1)]
            full = any(map(_contiguous, named.values()))
            yield from self.text_reader.texts(frame, left & ~proposals, open_mask, full)
            only_named = any(not (left | open_mask) & ~mask for mask in told)
            if not frame.mentions and not only_named:
                yield from self.text_reader.reverse(frame, left, open_mask, named)

    def _endings(self, words: tuple[Word, ...]) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        """The positions of words in the plural, of words in the ablative, and of joints between two things."""
        peeled = [analyses(word.stem)[:8] if len(word.stem) <= LONGEST_WORD else () for word in words]
        plural = frozenset(i for i, found in enumerate(peeled) if any(a.plural and a.cost < 0.5 for a in found))
        ablative = frozenset(i for i, word in enumerate(words) if case_of(word) == "abl")
        joints = frozenset(
            i
            for i, word in enumerate(words)
            if word.folded in CONJUNCTIONS
            or "," in word.gap
            or "/" in word.gap
            or word.ending in ("la", "le", "yla", "yle")
            or any(a.case == "ins" and a.cost < 0.1 for a in peeled[i])
        )
        return plural, ablative, joints

    def _followup(self, lattice: Lattice, dated: set[int]) -> bool:
        """Whether a message says that it goes on; "bu" in "bu yıl" does not."""
        marked = any("smalltalk:followup" in span.senses and span.cost < BARE for span in lattice.spans)
        return marked or any(word.folded in ANAPHORA and i not in dated for i, word in enumerate(lattice.words))

    def _restricts(self, clause: int, lattice: Lattice, years: Sequence[year_words.YearSpan]) -> bool:
        """Whether a clause that might be left out says what is asked: a year, a nationality, a month."""
        if any(clause >> year.start & 1 for year in years):
            return True
        return any(
            span.mask & ~clause == 0
            and span.cost < 0.2
            and span.senses & {"outside:country", "outside:nationality", "outside:month"}
            for span in lattice.spans
        )

    def _names(self, clause: int, mentions: Sequence[Mention]) -> bool:
        """Whether a clause that might be left out names something in full."""
        return any(m.mask & ~clause == 0 and m.whole and m.mask.bit_count() > 1 for m in mentions)

    def _divisions(
        self, lattice: Lattice, mentions: Sequence[Mention], cutter: Cutter, ignored: int, many: int
    ) -> list[tuple[tuple[Mention, ...], float]]:
        """Sets of mentions that do not overlap, likeliest first, each with its cost."""
        full = ((1 << len(lattice.words)) - 1) & ~ignored
        free = 0
        for span in lattice.spans:
            if span.cost < 0.1 and any(sense.startswith("smalltalk:") for sense in span.senses):
                free |= span.mask
        covered = cutter.covered
        mandatory = full & ~covered
        asking = self._asking(lattice, ("measure:", "feature:", "kind:", "aspect:"))
        idle = free & ~self._asking(lattice, ("aspect:",))
        numbered = sum(1 << i for i, word in enumerate(lattice.words) if word.folded.isdigit())
        usable = []
        for mention in mentions:
            if mention.mask & ignored or not mention.mask & ~free:
                continue
            if mention.kind == "agency" and mention.start and lattice.words[mention.start - 1].folded == "hangi":
                continue  # "hangi kurum" asks for one
            if not _contiguous(mention.mask) and (mention.kind == "table" or mention.mask & numbered):
                continue  # "hedef hangi amacın parçası" is no table, "3 hedefi olan amaç" no "amaç 3"
            if not mention.mask & ~numbered and not mention.whole:
                continue  # a year alone names no report
            first = (mention.mask & numbered & -(mention.mask & numbered)).bit_length() - 1
            if first > 0 and mention.mask >> (first - 1) & 1 and case_of(lattice.words[first - 1]) == "loc":
                continue  # "hangi amaçta 3 hedef" is no "amaç 3"
            usable.append(mention)
            usable += self._trimmed(mention, asking)
        long = [m for m in mentions if m.whole and m.official and m.cost < TRIMMED and m.mask.bit_count() >= LONG]
        told = [m for m in mentions if m.whole and m.cost < TRIMMED and m.mask & (m.mask - 1)]
        usable = [
            m._replace(cost=m.cost + extra) if extra else m
            for m in usable
            if (extra := self._extra(m, long, told, mandatory, idle, many)) is not None
        ]
        usable.sort(key=lambda m: m.cost - 0.3 * (m.mask & mandatory).bit_count() - 0.05 * m.mask.bit_count())
        usable = usable[:36]
        # The mentions of a set share no word, so that a set is worth what they are worth together.
        worth = {id(m): m.cost - 3 * (m.mask & mandatory).bit_count() - 0.04 * m.mask.bit_count() for m in usable}

        def score(chosen: tuple[Mention, ...]) -> float:
            return sum(worth[id(mention)] for mention in chosen)

        sets: list[tuple[Mention, ...]] = [()]
        sets += [(m,) for m in usable]
        worthy = [m for m in usable[:18] if _worth(m, mandatory)]
        pairs = [(a, b) for a, b in combinations(worthy, 2) if not a.mask & b.mask and a.entity != b.entity]
        sets += pairs
        pairs.sort(key=score)
        triples: dict[frozenset[tuple[str, int]], tuple[Mention, ...]] = {}
        for a, b in pairs[:16]:
            for c in worthy:
                if c.mask & (a.mask | b.mask) or c.entity in (a.entity, b.entity):
                    continue
                triples.setdefault(frozenset((m.entity, m.mask) for m in (a, b, c)), (a, b, c))
        sets += triples.values()
        crossed = [pair for pair in pairs[:24] if {m.kind for m in pair} & {"expense", "staff_group"}]
        sets += [
            (*first, *second)
            for first, second in combinations(crossed, 2)
            if not any(a.mask & b.mask or a.entity == b.entity for a in first for b in second)
        ]
        sets += enumerations(usable)
        whole: dict[str, list[Mention]] = {}
        for mention in usable:
            if mention.whole:
                whole.setdefault(mention.entity, []).append(mention)
        sets += [
            (*chosen, again)
            for chosen in sets[: len(usable) + 1 + len(pairs)]
            for named in chosen
            for again in whole.get(named.entity, ())
            if not any(again.mask & m.mask for m in chosen)
        ]
        sets.sort(key=score)
        chosen_sets = sets[:DIVISIONS]
        if () not in chosen_sets:
            chosen_sets.append(())
        return [(chosen, sum(m.cost - NAMED * (m.mask.bit_count() - 1) for m in chosen)) for chosen in chosen_sets]

    def _extra(
        self, mention: Mention, long: Sequence[Mention], told: Sequence[Mention], mandatory: int, free: int, many: int
    ) -> float | None:
        """What a mention costs beside the others, or None where it is a part of a document's name.

        `long`, `told`: the mentions said in full with LONG words or more, and with several.
        """
        mask, cost = mention.mask, self._gap(mention, free)
        if not mention.whole and not mask & mandatory:
            cost += UNSURE
        within = (o for o in told if o.kind in ABOUT and o.mask & mask == mask != o.mask)
        if mention.kind == "agency" and any(within):
            return None
        around = [o for o in long if o.mask & mask == mask and o.entity != mention.entity]
        if not mention.whole and any(o.kind in DOCUMENTS for o in around):
            return None
        inside = [o for o in told if o.mask & mask == mask and o.entity != mention.entity]
        if not mention.whole and mention.kind in ("council", "law") and any(o.kind == mention.kind for o in inside):
            return None
        if any(o.mask != mask for o in around):
            cost += INSIDE
        elif not mention.whole and any(o.mask != mask for o in inside):
            cost += PART
        if not mention.whole and any(o.mask & mask == o.mask and o.entity != mention.entity for o in told):
            cost += SWALLOWED
        if mask & many and mention.kind == "unit":
            cost += MANY
        return cost

    def _asking(self, lattice: Lattice, roles: tuple[str, ...]) -> int:
        """The words that can ask something themselves in some roles, as bits."""
        asking = 0
        for span in lattice.spans:
            if span.end - span.start == 1 and span.cost < 0.3 and any(sense.startswith(roles) for sense in span.senses):
                asking |= span.mask
        return asking

    def _trimmed(self, mention: Mention, asking: int) -> list[Mention]:
        """The mention without words that can ask something themselves ("… sayısının artışı")."""
        droppable = mention.mask & asking
        kept = mention.mask & ~droppable
        if not droppable or not kept:
            return []
        dropped = droppable.bit_count()
        return [
            mention._replace(
                mask=kept,
                cost=mention.cost + TRIMMED * dropped,
                start=(kept & -kept).bit_length() - 1,
                end=kept.bit_length(),
            )
        ]

    def _gap(self, mention: Mention, free: int) -> float:
        inside = bits(mention.start, mention.end) & ~mention.mask & ~free
        return GAP * inside.bit_count()

    def _outside(self, lattice: Lattice, left: int) -> tuple[str, ...]:
        found = []
        for span in lattice.spans:
            if span.mask & left and span.cost < 0.5:
                found += [sense.partition(":")[2] for sense in sorted(span.senses) if sense.startswith("outside:")]
        return tuple(dict.fromkeys(found))

    def _smalltalk(self, found: Sequence[Segment], count: int) -> frozenset[str]:
        if sum(segment.end - segment.start for segment in found) < count or not all(s.free for s in found):
            return frozenset()
        return frozenset(value for segment in found for value in segment.values("smalltalk"))


def _foreign(spans: Sequence[Span], explained: int, found: Sequence[Segment]) -> int:
    """Words of things outside the programme that neither a name nor a longer phrase holds, as bits."""
    mask = 0
    for span in spans:
        longer = (s for s in found if s.mask & span.mask == span.mask and s.mask != span.mask)
        if span.mask & ~explained and not any(longer):
            mask |= span.mask
    return mask


def _ranked(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Readings by cost; those of one cost in an order that is the same in every process."""
    for _, alike in groupby(sorted(readings, key=lambda r: r.cost), key=lambda r: r.cost):
        several = list(alike)
        yield from several if len(several) == 1 else sorted(several, key=lambda r: repr(r.query))


def _in_full(mention: Mention, shared: bool) -> bool:
    """Whether a message that says a thing's name in full is about it: its own long name, a law's any.

    Where data is shared, an institution too is named by any name.
    """
    if mention.kind not in LONG_NAMED:
        return False
    long = mention.mask.bit_count() > 1
    return (shared and mention.kind == "institution") or (long and (mention.official or mention.kind == "law"))


def _dropped(entity: str, name: int, chosen: Iterable[Mention]) -> bool:
    """Whether a name that is said in full is read as something else, one of two words as a part of another name."""
    if any(m.mask & name == name for m in chosen):
        return False
    own = sum(m.mask for m in chosen if m.entity == entity)
    if own:  # the same thing by fewer words, the others of which name another thing
        return any(m.mask & name & ~own for m in chosen if m.entity != entity)
    return bool(chosen) and (name.bit_count() >= LONG or any(m.mask & name for m in chosen))


def _spoken(words: Sequence[Word], state: Conversation) -> int | None:
    """The year of the last answer, where a message is so short that it goes on from it."""
    if state.last is None or len(words) > BRIEF:
        return None
    years = {cell.column.year for cell in state.last.cells}
    return years.pop() if len(years) == 1 else None


def _latest(state: Conversation) -> int | None:
    """The latest year of the last answer."""
    years = [cell.column.year for cell in state.last.cells if cell.column.year] if state.last else []
    return max(years, default=None)


def _priced(found: Sequence[Segment]) -> bool:
    """Whether nothing but the money of something is asked for."""
    said = [segment for segment in found if not segment.free]
    money = [segment for segment in said if segment.values("measure") & {"budget", "spent"}]
    return bool(money) and all(s in money or s.years or s.values("kind") for s in said)


def _costs(mentions: Iterable[Mention]) -> bool:
    """Whether something named has a budget of its own."""
    return any(mention.kind in COST_SCOPES or mention.kind == "expense" for mention in mentions)


def _pointed(words: Sequence[Word]) -> bool:
    """Whether a unit spoken of before is pointed at: "o birim"."""
    return any(a.folded in ANAPHORA and b.folded.startswith("birim") for a, b in pairwise(words))


def _excluding(words: Sequence[Word]) -> bool:
    """Whether a message leaves something out: "personel giderleri hariç", but not "yurt dışında"."""
    return any(
        (word.folded.startswith(EXCEPT) and not (at and words[at - 1].folded in OUTER))
        or (word.folded in ("baska", "ayri") and at > 0 and case_of(words[at - 1]) == "abl")
        or (word.folded.startswith("disinda") and at > 0 and words[at - 1].folded not in OUTER)
        for at, word in enumerate(words)
    )


def _purposed(lattice: Lattice) -> bool:
    """Whether money is asked for what nobody budgets apart: "toplantı için ne kadar harcandı"."""
    words = lattice.words
    nouns = {s.end for s in lattice.spans if s.cost < FOREIGN and not s.senses.isdisjoint(OCCASIONS)}
    verbs = {s.end - 1 for s in lattice.spans if s.cost < FOREIGN and "background:verb" in s.senses}
    for at, word in enumerate(words):
        if word.folded in PURPOSE and at in nouns:
            rest = range(at + 1, len(words))
            end = next((i for i in rest if words[i].gap or i in verbs), len(words))
            asked = (s for s in lattice.spans if at < s.start and s.end <= end and s.cost < FOREIGN)
            if any(sense.startswith("measure:") for span in asked for sense in span.senses):
                return True
    return False


def _contiguous(mask: int) -> bool:
    """Whether words stand side by side."""
    low = mask & -mask
    return (mask + low) & mask == 0


def _denied(words: Sequence[Word], dated: Container[int]) -> tuple[int, ...]:
    """What a message may say that it does not ask for, as bits: "hedefi değil tahmini", but not "değil mi".

    The longest first: the clause before "değil", then fewer of its last words, which leave the subject in.
    """
    start = 0
    for position, word in enumerate(words):
        if word.gap and position:
            start = position
        following = words[position + 1].folded if position + 1 < len(words) else ""
        if word.folded == "degil" and following and following not in PARTICLES:
            starts = dict.fromkeys((start, max(start, position - 3), max(start, position - 1)))
            return tuple(
                sum(1 << i for i in range(first, position + 1) if i not in dated or i == position) for first in starts
            )
    return (0,)


def _once(chosen: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions without those that name an entity a second time."""
    first: dict[str, Mention] = {}
    for mention in sorted(chosen, key=lambda m: m.start):
        first.setdefault(mention.entity, mention)
    return tuple(first.values())


def _worth(mention: Mention, mandatory: int) -> bool:
    """Whether a mention may stand beside others: it explains a word that nothing else does, or is said in full."""
    return bool(mention.mask & mandatory) or mention.coverage > 0.9 or mention.mask.bit_count() > 1


__all__ = ["Conversation", "Reader", "Reading", "Understanding", "q"]
