"""The engine over one agency's programmes: a message and a conversation in, a reply and the conversation out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from bot.answering import queries as q
from bot.answering.columns import COST, INDICATOR, years_of
from bot.answering.queries import Query
from bot.claims.judging import Claims
from bot.meanings import meanings
from bot.opinion import COSTLY, Opinion
from bot.outcomes import INSTEAD
from bot.questions.answering import Answering
from bot.questions.asked import asked
from bot.questions.wording import Wording
from bot.remembering import remembered, unforgotten
from bot.replies import refusals
from bot.replies.examples import examples
from bot.replies.foreign import ONLY_TURKISH, foreign
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.unanswered import Unanswered
from bot.understanding.budget import TooCostly, spending
from bot.understanding.choices import all_of_them, pick, placed, things
from bot.understanding.clauses import ranging
from bot.understanding.decision import WHETHER, decide, far_fetched
from bot.understanding.dialogue import OF_THEM, THERE, goes_on
from bot.understanding.forms import unmoved
from bot.understanding.frame import Conversation, Reading
from bot.understanding.left_out import excluding
from bot.understanding.pointing import pointed, staff_apart, unnamed
from bot.understanding.reading import MAX_WORDS, Reader, Understanding
from bot.understanding.returns import TakingUp
from bot.understanding.second.candidates import NONE
from bot.understanding.second.model import table
from bot.understanding.second.reader import SecondReader
from bot.understanding.under import asked_of, inside
from bot.understanding.unit_classes import of_staff, staff_unasked
from bot.understanding.units_asked import in_other_units
from bot.understanding.vocabulary import Lattice, Vocabulary
from bot.unnamed import told_of_few
from bot.untaken import WHETHER_THERE, follow
from knowledge.base import KnowledgeBase
from knowledge.language.asking import FORMER, HOW_MANY, OF_THINGS, WHO
from knowledge.language.cases import likely_case
from knowledge.language.letters import fold
from knowledge.language.places import first
from knowledge.language.words import Word, split
from knowledge.schema import COLUMN

ROOM, HOLDS = "kisilik", "kapasite"
"""What is asked for how many persons something holds, and how the name of such a figure says it, folded."""
CAPABLE = ("indicator", COLUMN)
"""Kinds of what may be called a capacity."""
LONG, SHORT = 10, 4
"""Words from which a message is long, and up to which it is short."""
TOO_LONG = Reply(NO_ANSWER, "Bu mesaj çok uzun; daha kısa sorar mısınız?")
MAX_CHOICES = 6
NEAR = 3
"""Things that a refusal offers because their names are alike."""


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
        self.unanswered = Unanswered(base, self.reader.vocabulary, self.wording)
        self.claims = Claims(base, self.second.finder)
        self.taking_up = TakingUp(self.reader.figures, self.reader.vocabulary.read, self.reader.linker.mentions)

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
            if all_of_them(words, len(state.choices)):
                return self._answer([query for _, query in state.choices], replace(state, choices=(), claim=""))
            chosen = pick(words, state.choices)
            if chosen is not None:
                reply, after = self._answer((chosen,), replace(state, choices=(), claim=""))
                if state.claim:
                    lattice = self.reader.vocabulary.read(split(state.claim))
                    reply = self.claims.told(reply, lattice, state)
                    reply = reply if self.claims.uncited(reply, lattice) else self.claims.counted(reply, lattice)
                return reply, after
        if len(words) > MAX_WORDS:
            return TOO_LONG, state
        try:
            with spending():
                found = self.taking_up.taken_up(self.reader.vocabulary.parted(words), state)
                if found.again is not None:
                    reply, after = self._answer((found.again,), found.state)
                else:
                    reply, after = follow(self, found.words, self._of_all(found.words, found.state))
                after = unforgotten(after, found.state, state)
        except TooCostly:
            return TOO_LONG, state
        if reply.status != ANSWER and foreign(words):
            return self._ask(ONLY_TURKISH, list(self._examples), state, NO_ANSWER)
        if reply.status == NO_ANSWER and reply.choices and INSTEAD in reply.markup:
            return self._fitting(reply, words, state, after)
        bare = reply.status == NO_ANSWER and not (reply.choices or reply.results or reply.outside)
        return self._instead(reply, words, after) if bare else (reply, after)

    def _of_all(self, words: tuple[Word, ...], state: Conversation) -> Conversation:
        """What a message goes on from: nothing, where it is of all things of a kind ("bütün göstergeleri listele")."""
        lattice = self.reader.vocabulary.read(words)
        classes = [span for span in lattice.spans if any(sense.startswith("kind:") for sense in span.own)]
        within = {at for span in classes for at in range(span.start, span.end)}  # "genel müdürlük" is no total
        sums = [span for span in lattice.spans if "feature:sum" in span.own and not span.cost]
        all_before = {span.end for span in sums if span.start not in within}
        if not all_before & {span.start for span in classes} or goes_on(lattice, ()):
            return state
        return Conversation(agency=state.agency)

    def _fitting(
        self, reply: Reply, words: tuple[Word, ...], state: Conversation, after: Conversation
    ) -> tuple[Reply, Conversation]:
        """A refusal that says why, with only its choices that are of something named, asked for or spoken of last."""
        heard = self.reader.read_words(self.reader.vocabulary.parted(words), state)
        named = {mention.entity for mention in heard.mentions}
        if state.last is not None:
            named.update(things(self.base, state.last))
        asked_for = set(told_of_few(self.base, self.reader.vocabulary.read(words)))
        if set(heard.outside) & refusals.FAR:  # names that sound alike are no help there
            named, asked_for = {mention.entity for mention in heard.mentions if mention.whole}, set()

        def about(query: Query) -> set[str]:
            return {*things(self.base, query), *(cell.item for cell in query.cells if cell.item)}

        kept = [query for _, query in after.choices if query.operation == q.PASSAGE or query in asked_for]
        fitting = [query for _, query in after.choices if query in kept or named & about(query)]
        if len(fitting) == len(after.choices):
            return reply, after
        head, _, _ = reply.markup.partition(f"\n{INSTEAD}")
        if not fitting:
            return Reply(NO_ANSWER, head), state
        return self.offer(f"{head}\n{INSTEAD}", fitting, after, NO_ANSWER)

    def _instead(self, reply: Reply, words: tuple[Word, ...], after: Conversation) -> tuple[Reply, Conversation]:
        """A refusal with whole questions to choose from, where names are alike."""
        understanding = self.reader.read_words(self.reader.vocabulary.parted(words), after)
        if not understanding.unexplained or set(understanding.outside) & refusals.FAR:
            return reply, after
        near = dict.fromkeys(self.base.entity(m.entity).name for m in understanding.mentions if m.whole or m.mask)
        queries = [query for name in [*near][:NEAR] if (query := self.reader.of_name(name)) is not None]
        return self.offer(f"{reply.markup}\n{INSTEAD}", queries, after, NO_ANSWER) if queries else (reply, after)

    @cached_property
    def _examples(self) -> tuple[tuple[str, Query], ...]:
        """The questions that are offered to whoever writes in another language, each with what it means."""
        meant = [(text, self.reader.read(text).readings[:1]) for text in examples(self.base)]
        return tuple((text, one.query) for text, found in meant for one in found)

    def by_rules(self, words: tuple[Word, ...], state: Conversation) -> tuple[Opinion, Conversation]:
        """What the rules alone make of some words, and the conversation afterwards."""
        understanding = self.reader.read_words(words, state)
        idle = self.unanswered.idle(understanding, state)
        if idle is not None:
            return Opinion(idle, idle=True), state
        lattice = self.reader.vocabulary.read(words)
        unasked = staff_unasked(self.base, lattice, understanding.mentions)
        unasked = unasked if state.last is None else frozenset()  # "fakülteler?" may go on from persons
        readings = tuple(one for one in understanding.readings if not of_staff(one.query, unasked))
        if far_fetched(readings, len(words)):
            reply, after = self.unanswered.unknown(understanding), state
        else:
            reply, after = self._decide(readings, state)
        queries = tuple(result.query for result in reply.results) if reply.status == ANSWER else ()
        points = any(word.folded in OF_THEM for word in words)
        return (
            Opinion(
                reply,
                queries,
                tuple(query for _, query in after.choices),
                guessed=reply.markup.startswith(WHETHER),
                cost=readings[0].cost if readings else COSTLY,
                related=bool(queries) and any(one.sure and one.query == queries[0] for one in readings),
                unexplained=bool(understanding.unexplained),
                outside=bool(understanding.outside),
                years=understanding.years,
                undated=bool(understanding.years) and not _known_years(self.base) & set(understanding.years),
                narrowing=bool(lattice.deprived or lattice.without) or _places_asked(lattice),
                long=len(words) > LONG,
                short=len(words) <= SHORT,
                bare=not (understanding.years or understanding.named or understanding.features - WHETHER_THERE),
                following=state.last is not None,
                alone=state.last is not None and _ranks(queries) and self._means(words, queries[0]),
                repeats=state.last is not None and queries == (state.last,) and self._means(words, state.last),
                excluding=excluding(lattice),
                pointed=pointed(words, state, bool(understanding.named)),
                unasked=unasked,
                counting=any(word.folded.startswith(HOW_MANY) for word in words),
                asks_who=any(word.folded in WHO for word in words),
                uncounted=in_other_units(self.base, words, understanding.mentions),
                belonging=asked_of(words),
                inside=inside(lattice),
                former=any(word.folded in FORMER for word in words),
                claiming=any(word.folded in OF_THINGS for word in words),
                broken_down="distribution" in understanding.features and _broken_down(queries),
                lacking=bool(readings) and _lacks(readings[0]),
                ranging=ranging(words),
                ordered=any(first(words)),
                unmoved=unmoved([word.folded for word in words]),
                misnamed=understanding.misnamed,
                points_at=state.about if points else frozenset(),
                others=state.about | {None} if "other" in understanding.features else frozenset(),
                capacities=self._capacities if _asks_room(words) else frozenset(),
                there=self._there(words, state),
                staff_apart=staff_apart(self.base, state, understanding.mentions),
                spoken_of=() if understanding.named else unnamed(state.focus, understanding.mentions),
            ),
            after,
        )

    @cached_property
    def _capacities(self) -> frozenset[str]:
        """The things whose names say that their figures are capacities."""
        named = (one.id for kind in CAPABLE for one in self.base.of_kind(kind) if HOLDS in fold(one.name))
        return frozenset(named)

    def _there(self, words: tuple[Word, ...], state: Conversation) -> frozenset[str]:
        """What was told last, where a word points at its place; nothing where that is all of the agency."""
        everywhere = state.focus[:1] == (self.base.agency.id,)
        return frozenset() if everywhere or all(word.folded not in THERE for word in words) else state.about

    def _means(self, words: tuple[Word, ...], query: Query) -> bool:
        """Whether some words mean a query whatever was said before."""
        alone = self.reader.read_words(words, Conversation()).readings
        return bool(alone) and alone[0].query == query

    def say(self, queries: Sequence[Query], state: Conversation) -> tuple[Reply, Conversation]:
        """The reply to queries, and the conversation after it."""
        return self._answer(queries, state)

    def offer(
        self, question: str, queries: Sequence[Query], state: Conversation, status: str = CLARIFY
    ) -> tuple[Reply, Conversation]:
        """A question back, or a refusal, with whole questions to choose from.

        Queries that read the same are one choice; what has no other to choose from needs no question back.
        """
        labels = [asked(self.base, query) for query in queries]
        places = [placed(self.base, query, label) for query, label in zip(queries, labels, strict=True)]
        choices: dict[str, Query] = {}
        for label, place, query in zip(labels, places, queries, strict=True):
            apart = len({p for p, other in zip(places, labels, strict=True) if other == label}) > 1
            choices.setdefault(place if apart else label, query)
        if status == CLARIFY and len(choices) == 1 < len(queries):
            return self._answer((queries[0],), state)
        return self._ask(question, list(choices.items()), state, status)

    def _decide(self, readings: Sequence[Reading], state: Conversation) -> tuple[Reply, Conversation]:
        """What is answered or asked back by some readings, the cheapest first."""
        decision = decide(self.base, readings, not state.last, self.wording.with_kind)
        if decision.query is None:
            return self._ask(decision.question, list(decision.choices), state)
        return self._answer((decision.query,), state)

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
            state = remembered(self.base, result, state)
        return (replies[0] if len(replies) == 1 else self.wording.joined(replies)), state


def _ranks(queries: Sequence[Query]) -> bool:
    """Whether a whole class is ranked."""
    return len(queries) == 1 and queries[0].operation in (q.HIGHEST, q.LOWEST) and bool(queries[0].kind)


def _known_years(base: KnowledgeBase) -> set[int]:
    return {year for domain in (INDICATOR, COST) for year in years_of(domain, base.calendar)}


def _lacks(best: Reading) -> bool:
    """Whether the best reading of a message asks for a part of something that the programme does not have of it."""
    return bool(best.absent) and best.cost <= table("costs")["lacking"] and all(cell.item for cell in best.query.cells)


def _asks_room(words: Sequence[Word]) -> bool:
    """Whether it is asked how many persons something holds: "kaç kişilik"."""
    return any(one.folded == HOW_MANY and other.folded.startswith(ROOM) for one, other in pairwise(words))


def _places_asked(lattice: Lattice) -> bool:
    """Whether it is asked where among places that no programme tells apart: "hangi illerde", "il bazında"."""
    ends = (span.end for span in lattice.spans if "outside:breakdown" in span.senses and not span.cost)
    return any(likely_case(lattice.words[end - 1]) == "loc" for end in ends)


def _broken_down(queries: Sequence[Query]) -> bool:
    """Whether a question is for several parts of one whole."""
    cells = [cell for query in queries for cell in query.cells]
    return len({cell.subject for cell in cells}) == 1 < len({cell.item for cell in cells})
