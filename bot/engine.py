"""The engine over one agency's programmes: a message and a conversation in, a reply and the conversation out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answering import queries as q
from bot.answering.columns import INDICATOR, years_of
from bot.answering.queries import Query, Result
from bot.claims.judging import Claims
from bot.conversing import converse
from bot.questions.answering import Answering
from bot.questions.asked import asked
from bot.questions.wording import Wording
from bot.replies import refusals
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.budget import TooCostly, spending
from bot.understanding.choices import label_of, pick, placed, things
from bot.understanding.frame import Conversation, Reading
from bot.understanding.reading import MAX_WORDS, Reader, Understanding
from bot.understanding.second.candidates import NONE
from bot.understanding.second.reader import SecondReader
from bot.understanding.vocabulary import Vocabulary
from bot.verdict import COSTLY, Opinion, meanings
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word, split

LIMIT = 2.7
"""A reading that costs more is too far-fetched to answer."""
LIMIT_ALONE, LIMIT_MORE = 0.9, 0.25
"""The same for short messages: so much, and so much more for each word. Every word of a message may hold a slip."""
MARGIN = 0.1
"""Two meanings nearer than this are asked back: less than a half-said name differs from a fully said one."""
HALF_SAID = 0.25
"""The same for things of one kind that are named by the same few words: which of them was meant is not said."""
COURTESY = frozenset({"thanks", "greeting"})
"""Classes of small talk that ask nothing, whatever was asked before."""
ASSENT = frozenset({"followup", "discourse", "address"})
"""Classes of small talk that alone only say that an answer was heard: "tamam"."""
FULLER = 0.5
"""How much more a reading with a value may cost than one without, where it explains more by one name."""
DESCRIBED = 0.6
"""The same where a thing is only described: "mağdurlara ilişkin gösterge"."""
GUESS = 0.45
"""Share of a name below which the bot asks whether it was meant."""
GUESS_COUNTED = 0.62
"""The same where nothing else is said than that it is counted: "kaç telefon var"."""
COUNTING = frozenset({"count", "how_much", "exists", "list", "which"})
SHARED = 0.5
"""The same for a bare name that things of several kinds bear: nothing says which kind is meant."""
UNSHARED = frozenset({"abbreviation", "table", "person"})
"""Kinds that only repeat what another bearer of a name is."""
LONG = 10
"""Words from which a message is long."""
TOO_LONG = Reply(NO_ANSWER, "Bu mesaj çok uzun; daha kısa sorar mısınız?")
MAX_CHOICES = 6
TOLD = 24
"""Things that a conversation remembers of a list."""
TRAIL = 6
"""Figures that a conversation remembers for "yüzde kaç artmış"."""
_ASKING = frozenset({"how_much", "count", "which", "who", "where", "list", "exists", "percent", "share"})
"""Features of which each part of a message must show one to be a question of its own."""


class Engine:
    """Answers messages from what one agency's programmes say; holds no conversation of its own."""

    def __init__(
        self,
        base: KnowledgeBase,
        vocabulary: Vocabulary | None = None,
        several: bool = False,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        """`vocabulary`: the words of the file, where other engines share them; `several`: whether they do.

        `weights`: those of the second reader, where others than the shipped ones are tried.
        """
        self.base = base
        self.reader = Reader(base, vocabulary)
        self.second = SecondReader(self.reader.figures, self.reader.linker, weights)
        self.answering = Answering(self.reader.figures)
        self.wording = Wording(base, several)
        self.claims = Claims(base, self.second.finder)

    def respond(self, text: str, state: Conversation) -> tuple[Reply, Conversation]:
        """The reply to a message, and the conversation as it stands afterwards."""
        return self.respond_to(tuple(split(text)), state)

    def answer(self, queries: Sequence[Query]) -> Reply:
        """The reply to queries, whatever was said."""
        replies = [self.wording.reply(self.answering.answer(query)) for query in queries]
        return replies[0] if len(replies) == 1 else self.wording.joined(replies)

    def read(self, text: str, state: Conversation | None = None) -> Understanding:
        """What a message can mean, for explanations."""
        return self.read_words(self.reader.vocabulary.parted(split(text)), state or Conversation())

    def read_words(self, words: tuple[Word, ...], state: Conversation) -> Understanding:
        """The same for a message that is cut into words already."""
        understanding = self.reader.read_words(words, state)
        if not words or len(words) > MAX_WORDS:
            return understanding
        found = self.second.read(self.reader.vocabulary.read(words), state)
        meant, none = meanings(self.answering, found)
        second = [(one.query, one.probability) for one in meant]
        second += [(NONE.query, none)] if none else []
        return replace(understanding, second=tuple(sorted(second, key=lambda one: -one[1])))

    def view(self, queries: Sequence[Query]) -> KnowledgeBase:
        """The programmes that some queries are about."""
        return self.base

    def respond_to(self, words: tuple[Word, ...], state: Conversation) -> tuple[Reply, Conversation]:
        """The same for a message that is cut into words already."""
        if state.choices:
            chosen = pick(words, state.choices)
            if chosen is not None:
                reply, after = self._answer((chosen,), replace(state, choices=(), claim=""))
                if state.claim:
                    reply = self.claims.told(reply, self.reader.vocabulary.read(split(state.claim)), state)
                return reply, after
        state = replace(state, choices=(), claim="")
        if len(words) > MAX_WORDS:
            return TOO_LONG, state
        try:
            with spending():
                return converse(self, self.reader.vocabulary.parted(words), state)
        except TooCostly:
            return TOO_LONG, state

    def by_rules(self, words: tuple[Word, ...], state: Conversation) -> tuple[Opinion, Conversation]:
        """What the rules alone make of some words, and the conversation afterwards."""
        understanding = self.reader.read_words(words, state)
        idle = self._idle(understanding, state)
        if idle is not None:
            return Opinion(idle, idle=True), state
        readings = understanding.readings
        limit = min(LIMIT, LIMIT_ALONE + LIMIT_MORE * len(words))
        if not readings or readings[0].cost > limit:
            reply, after = self._unknown(understanding, state)
        else:
            reply, after = self._decide(readings, state)
        return (
            Opinion(
                reply,
                tuple(result.query for result in reply.results) if reply.status == ANSWER else (),
                tuple(query for _, query in after.choices),
                cost=readings[0].cost if readings else COSTLY,
                unexplained=bool(understanding.unexplained),
                outside=bool(understanding.outside),
                long=len(words) > LONG,
                following=state.last is not None,
            ),
            after,
        )

    def _idle(self, understanding: Understanding, state: Conversation) -> Reply | None:
        """The reply to a message that asks nothing of the programme; None to all others."""
        asked = understanding.features & _ASKING and not understanding.smalltalk & COURTESY
        courteous = not understanding.readings or understanding.smalltalk & COURTESY
        if understanding.smalltalk and courteous and not asked:
            return self._smalltalk(understanding)
        if understanding.smalltalk and understanding.smalltalk <= ASSENT and state.last is not None:
            return Reply(NO_ANSWER, "Başka bir sorunuz olursa yazabilirsiniz.")
        lost = understanding.unexplained or understanding.mentions
        if "help" in understanding.features and not understanding.readings and not lost:
            return self.wording.reply(Result(Query(q.HELP)))
        return None

    def say(self, queries: Sequence[Query], state: Conversation) -> tuple[Reply, Conversation]:
        """The reply to queries, and the conversation after it."""
        return self._answer(queries, state)

    def offer(
        self, question: str, queries: Sequence[Query], state: Conversation, status: str = CLARIFY
    ) -> tuple[Reply, Conversation]:
        """A question back, or a refusal, with whole questions to choose from."""
        labels = [asked(self.base, query) for query in queries]
        choices: dict[str, Query] = {}
        for label, query in zip(labels, queries, strict=True):
            choices.setdefault(placed(self.base, query, label) if labels.count(label) > 1 else label, query)
        return self._ask(question, list(choices.items()), state, status)

    def _decide(self, readings: Sequence[Reading], state: Conversation) -> tuple[Reply, Conversation]:
        best = readings[0]
        shared = [] if state.last else self._shared(readings)
        if len(shared) > 1:
            return self._ask("Hangisini soruyorsunuz?", shared, state)
        if best.absent and (fuller := _fuller(readings)) is not None:
            best, readings = fuller, [reading for reading in readings if not reading.absent]
        if best.absent:
            return self._answer((best.query,), state)  # the programme holds it of none of them
        rivals = [
            reading
            for reading in readings
            if (reading.nearer_than(MARGIN, best) or _half_said(reading, best))
            and reading.query.operation == best.query.operation
            and _shape(reading.query) == _shape(best.query)
            and not _says_less(reading, best)
            and not self._contains(reading, best)
            and bool(reading.mentions) >= bool(best.mentions)
        ]
        labels: dict[str, Query] = {}
        for reading in rivals:
            label = label_of(self.base, reading.query, best.query)
            if label in labels and things(self.base, labels[label]) != things(self.base, reading.query):
                first = labels.pop(label)
                labels[placed(self.base, first, label)] = first
                label = placed(self.base, reading.query, label)
            labels.setdefault(label, reading.query)
        if len(labels) > 1:
            return self._ask("Hangisini soruyorsunuz?", list(labels.items()), state)
        if best.query.cells and _guessed(best):
            return self._ask(
                "Şunu mu soruyorsunuz?", [(label_of(self.base, best.query, best.query), best.query)], state
            )
        return self._answer((best.query,), state)

    def _shared(self, readings: Sequence[Reading]) -> list[tuple[str, Query]]:
        """The things of several kinds that a bare name is the name of, each with its kind; empty for others."""
        best = readings[0]
        if len(best.mentions) != 1 or any(not segment.free for segment in best.segments):
            return []
        own = best.mentions[0]
        meant: dict[str, Query] = {}
        for reading in readings:
            if len(reading.mentions) != 1 or reading.cost > best.cost + SHARED:
                continue
            other = reading.mentions[0]
            if other.mask == own.mask and other.whole and other.kind not in UNSHARED:
                meant.setdefault(other.entity, reading.query)
        if not own.whole or own.kind in UNSHARED or len({entity.partition(":")[0] for entity in meant}) < 2:
            return []
        return [(self.wording.with_kind(entity), query) for entity, query in meant.items()]

    def _contains(self, rival: Reading, best: Reading) -> bool:
        """Whether a rival is about the whole that the thing named in full is a part of."""
        return any(
            m.entity in {entity.id for entity in self.base.ancestors(own.entity)}
            and (not m.whole or own.mask & ~m.mask == 0)
            for own in best.mentions
            if own.whole
            for m in rival.mentions
        )

    def _ask(
        self, question: str, choices: list[tuple[str, Query]], state: Conversation, status: str = CLARIFY
    ) -> tuple[Reply, Conversation]:
        offered = choices[:MAX_CHOICES]
        lines = [question, *(f"{number}. {label}" for number, (label, _) in enumerate(offered, 1))]
        if len(choices) > MAX_CHOICES:
            lines.append("Başka bir şeyse adını biraz daha açık yazın.")
        reply = Reply(status, "\n".join(lines), choices=tuple(label for label, _ in offered))
        return reply, replace(state, choices=tuple(offered))

    def _answer(self, queries: Sequence[Query], state: Conversation) -> tuple[Reply, Conversation]:
        replies = []
        for query in queries:
            result = self.answering.answer(query)
            replies.append(self.wording.reply(result))
            state = self._after(result, state)
        return (replies[0] if len(replies) == 1 else self.wording.joined(replies)), state

    def _after(self, result: Result, state: Conversation) -> Conversation:
        query = result.query
        if query.operation in (q.HELP, q.GREETING):
            return state
        spoken = [entity for cell in query.cells for entity in (cell.subject, cell.item) if entity]
        spoken += [e for e in query.entities if ":" in e]
        for row in (self.base.attribute(id) for id in query.attributes):
            spoken.append(row.entity)
            parent = self.base.entity(row.entity).parent
            if row.kind == "position" and parent:
                spoken.append(parent)
        answered = list(result.entities) if query.operation in (q.RELATION, q.HIGHEST, q.LOWEST) else []
        if query.operation in (q.LIST, q.FILTER) and len(result.entities) == 1:
            answered = list(result.entities)
        focus = tuple(dict.fromkeys([*spoken, *answered, *state.focus]))[:6]
        trail = tuple(dict.fromkeys([*(c for c in state.trail if c not in query.cells), *query.cells]))[-TRAIL:]
        if query.operation == q.SHARE and len(query.cells) > 1 and self._assumed_whole(query):
            # What the share is of is not what is spoken of.
            query = query.but(cells=query.cells[:-1])
            trail = tuple(cell for cell in trail if cell != result.query.cells[-1])
        told = result.entities[:TOLD] if query.kind else ()
        return replace(state, last=query, focus=focus, trail=trail, told=told, choices=())

    def _assumed_whole(self, query: Query) -> bool:
        """Whether a share is of the total to which its parts belong."""
        *parts, whole = query.cells
        if whole.item is not None:
            return False
        return all(
            part.column == whole.column
            and (
                part.subject == whole.subject
                or whole.subject in {above.id for above in self.base.ancestors(part.subject)}
            )
            for part in parts
        )

    # No answer

    def _smalltalk(self, understanding: Understanding) -> Reply:
        classes = understanding.smalltalk
        if "thanks" in classes and "greeting" not in classes:
            text = "Rica ederim. Başka bir sorunuz olursa yazabilirsiniz."
            return Reply(NO_ANSWER, text, results=(Result(Query(q.GREETING)),))
        if "help" in understanding.features:
            return self.wording.reply(Result(Query(q.HELP)))
        reply = self.wording.reply(Result(Query(q.GREETING)))
        return replace(reply, status=ANSWER if "greeting" in classes else NO_ANSWER)

    def _unknown(self, understanding: Understanding, state: Conversation) -> tuple[Reply, Conversation]:
        year = self.base.calendar
        known = years_of(INDICATOR, year)
        if understanding.occasion and not understanding.unexplained:
            text = f"{year} Performans Programı'nda bunun için ayrılmış bir bütçe yok; faaliyetlerin ve gider"
            return Reply(NO_ANSWER, f"{text} kalemlerinin bütçesini sorabilirsiniz."), state
        strange = [one for one in understanding.years if one not in known]
        if strange and not understanding.unexplained:
            return Reply(NO_ANSWER, refusals.other_years(strange[0], known)), state
        if understanding.words and not understanding.unexplained and understanding.named:
            names = ", ".join(dict.fromkeys(self.base.entity(entity).name for entity in understanding.named))
            return Reply(NO_ANSWER, f"{names} için sorduğunuz bilgi {year} Performans Programı'nda yok."), state
        if understanding.words and not understanding.unexplained and understanding.features:
            choices = [(self.base.entity(m.entity).name, m.entity) for m in understanding.mentions[:MAX_CHOICES]]
            lines = ["Hangi gösterge, faaliyet veya birim için soruyorsunuz? Adını da yazar mısınız?"]
            lines += [f"• {label}" for label in dict.fromkeys(label for label, _ in choices)]
            return Reply(CLARIFY, "\n".join(lines), choices=tuple(dict.fromkeys(label for label, _ in choices))), state
        if not understanding.words or not understanding.unexplained:
            text = (
                f"Bunu anlayamadım. {year} Performans Programı'ndaki göstergeleri, bütçeyi, birimleri ve "
                "kurulları sorabilirsiniz."
            )
            return Reply(NO_ANSWER, text), state
        near = [self.base.entity(m.entity).name for m in understanding.mentions if m.whole or m.mask][:3]
        return Reply(
            NO_ANSWER, refusals.unexplained(understanding.unexplained, understanding.outside, near, year)
        ), state


def _shape(query: Query) -> tuple[object, ...]:
    """What two meanings must share for a choice between them to make sense."""
    return (query.operation, query.kind, len(query.cells) if query.operation != q.SUM else 0)


def _fuller(readings: Sequence[Reading]) -> Reading | None:
    """The reading that has a value and names one thing with the words of several, where the best has no value."""
    first = readings[0]
    named = 0
    for mention in first.mentions:
        named |= mention.mask
    for reading in readings[1:] if named else ():
        if reading.cost > first.cost + FULLER:
            return None
        if not reading.absent and reading.query.cells and len(reading.mentions) == 1:
            mask = reading.mentions[0].mask
            if mask & named == named and mask != named:
                return reading
    return None


def _half_said(rival: Reading, best: Reading) -> bool:
    """Whether the same words, part of two names, name the best reading's thing and another of its kind."""
    described = _described(best)
    if rival.cost > best.cost + (DESCRIBED if described else HALF_SAID) or len(rival.mentions) != len(best.mentions):
        return False
    pairs = list(zip(rival.mentions, best.mentions, strict=True))
    return all(
        other.kind == own.kind and (other.entity == own.entity or described or not (other.whole or own.whole))
        for other, own in pairs
    ) and any(other.mask & own.mask for other, own in pairs)


def _guessed(reading: Reading) -> bool:
    """Whether little of a name is all that names a figure's subject: "kabul" of "geri kabul başvuruları …"."""
    said = [segment for segment in reading.segments if not segment.free]
    bare = all(segment.values("feature") <= COUNTING and not segment.years for segment in said)
    least = GUESS_COUNTED if said and bare else GUESS
    return bool(reading.mentions) and all(
        not mention.whole and mention.coverage < least for mention in reading.mentions
    )


def _described(reading: Reading) -> bool:
    """Whether a thing is only described by a word: "mağdurlara ilişkin gösterge"."""
    if len(reading.mentions) != 1:
        return False
    mention = reading.mentions[0]
    lone = not mention.official and mention.mask & (mention.mask - 1) == 0
    return lone and any(mention.kind in s.values("kind") and s.start > mention.end for s in reading.segments)


def _says_less(rival: Reading, best: Reading) -> bool:
    """Whether a rival names its thing with only some of the words that name the best reading's."""
    return any(
        own.mask & ~(other.mask | _class_words(rival))
        and own.mask & other.mask == other.mask
        and own.cost <= other.cost + MARGIN
        for other in rival.mentions
        if other not in best.mentions
        for own in best.mentions
    )


def _class_words(reading: Reading) -> int:
    """The words that name the kind of a thing ("faaliyetinin"), as bits."""
    return sum({segment.mask for segment in reading.segments if segment.values("kind")})
