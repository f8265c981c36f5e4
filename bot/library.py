"""Several programmes behind one door: finds whose programme a message is about and asks the engine over it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.answering.terms import Messages
from bot.answers import Opened
from bot.engine import Engine
from bot.replies.reply import CLARIFY, NO_ANSWER, Reply
from bot.understanding.agencies import AgencyFinder, Named, anchor
from bot.understanding.choices import pick
from bot.understanding.frame import Conversation
from bot.understanding.reading import Understanding
from bot.understanding.vocabulary import Lattice, Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word, split

OPEN = 32
"""Engines that are kept, the last used."""
MOST_CHOICES = 6
REMEMBERED = 3
"""Messages that are put to an agency once it is known, the last ones."""
WHICH = "Hangi kurumu soruyorsunuz?"
JOINING = frozenset({"ve", "ile", "veya", "ya"})
"""Words between two agencies' names, folded."""
ONLY = tuple(split("1"))
"""What takes the only choice."""
MORE = "Başka bir kurumsa adını da yazar mısınız?"


class Library:
    """Answers messages from several programmes; holds no conversation of its own.

    The agency is the one that the message names, else the one spoken of, else the only one whose programmes hold what
    it names; where several do, the bot asks which. The programme is the newest unless the message names a year's.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.vocabulary = Vocabulary(base.connection)
        self.finder = AgencyFinder(base, self.vocabulary)
        self._engines: OrderedDict[tuple[int, int | None], Engine] = OrderedDict()

    def engine(self, agency: int, year: int | None = None) -> Engine:
        """The engine over one agency's programmes, or over the one for a budget year."""
        key = (agency, year)
        if key not in self._engines:
            view = self.base.scoped(agency, year)
            several = len(self.base.agencies) > 1
            vocabulary = self.vocabulary.scoped(agency) if several else self.vocabulary
            self._engines[key] = Engine(view, vocabulary, several)
        self._engines.move_to_end(key)
        if len(self._engines) > OPEN:
            self._engines.popitem(last=False)
        return self._engines[key]

    def respond(self, text: str, state: Conversation) -> tuple[Reply, Conversation]:
        """The reply to a message, and the conversation as it stands afterwards."""
        words = tuple(split(text))
        if state.choices:
            chosen = pick(words, state.choices)
            if chosen is not None and chosen.operation == q.AGENCY:
                return self._put(chosen, state)
            if chosen is not None and (owner := self._owner(chosen)):
                before = state if owner == state.agency else Conversation(agency=owner)
                return self._of(owner, ONLY, replace(before, choices=(("", chosen),), claim=state.claim))
        if len(self.base.agencies) == 1:
            return self._of(self.base.agencies[0], words, state)
        lattice = self.vocabulary.read(words)
        named = self.finder.named(lattice)
        if named is not None:
            return self._named(named, lattice, text, state)
        found = self.finder.holding(lattice)
        if not state.agency:
            return self._among(found or self.base.agencies, text, words, words, state)
        own = self._of(state.agency, words, state)
        if own[0].status != NO_ANSWER or not found or state.agency in found:
            return own
        others = self._among(found, text, words, words, state)
        return own if others[0].status == NO_ANSWER else others

    def answer(self, queries: Sequence[Query]) -> Reply:
        """The reply to queries, whatever was said."""
        return self._view(queries).answer(queries)

    def read(self, text: str, state: Conversation | None = None) -> Understanding:
        """What a message can mean, for explanations."""
        words = tuple(split(text))
        lattice = self.vocabulary.read(words)
        named = self.finder.named(lattice)
        found = list(named.agencies) if named else [state.agency] if state and state.agency else []
        found = found or self.finder.holding(lattice) or list(self.base.agencies)
        return self.engine(found[0]).read_words(words, state or Conversation())

    def view(self, queries: Sequence[Query]) -> KnowledgeBase:
        """The programmes that some queries are about."""
        return self._view(queries).base

    def _view(self, queries: Sequence[Query]) -> Engine:
        return self.engine(next(filter(None, map(self._owner, queries)), self.base.agencies[0]))

    def _owner(self, query: Query) -> int:
        """The agency whose things a query is about; 0 where it names none."""
        texts = (self.base.attribute(row).entity for row in query.attributes)
        for entity in (*(cell.subject for cell in query.cells), *query.entities, *texts):
            if ":" in entity:
                return self.base.agency_of(entity)
        return 0

    def _put(self, chosen: Query, state: Conversation) -> tuple[Reply, Conversation]:
        """The reply of the agency that was chosen to what was asked before it was known."""
        agency = self.base.agency_of(chosen.entities[0])
        after = replace(state, choices=()) if agency == state.agency else Conversation(agency=agency)
        for text in _messages(chosen):
            reply, after = self._of(agency, tuple(split(text)), after)
        return reply, after

    def _of(self, agency: int, words: tuple[Word, ...], state: Conversation) -> tuple[Reply, Conversation]:
        """The reply out of one agency's programmes: the one that the message names, else all.

        What was offered of other agencies means nothing there.
        """
        own = (one for one in state.choices if one[1].operation != q.AGENCY and self._owner(one[1]) in (0, agency))
        state = replace(state, choices=tuple(own))
        engine = self.engine(agency)
        named = anchor(words, engine.base.calendar.years)
        if named is not None and len(engine.base.calendar.years) > 1:
            words = named.words
            if len(named.years) == 1:
                engine = self.engine(agency, named.years[0])
        reply, after = engine.respond_to(words, state)
        return reply, replace(after, agency=agency)

    def _named(self, named: Named, lattice: Lattice, text: str, state: Conversation) -> tuple[Reply, Conversation]:
        """The reply of the agency that a message names; its name may be a part of the question or stand beside it."""
        words = lattice.words
        rest = _without(words, named.mask) if named.sure or _called(words, named.mask) else words
        agencies = list(named.agencies)
        if not named.sure:
            if state.agency in agencies:
                agencies = [state.agency]
            agencies += [one for one in self.finder.holding(lattice) if one not in agencies]
        if len(agencies) == 1:
            return self._beside(agencies[0], words, rest, state)
        if named.sure:
            return self._which(agencies, _text(text, words, rest), rest, state)
        return self._among(agencies, text, words, rest, state, named.agencies)

    def _beside(
        self, agency: int, words: tuple[Word, ...], rest: tuple[Word, ...], state: Conversation
    ) -> tuple[Reply, Conversation]:
        """The reply of an agency to a message; where it has none, to the rest of it, without the agency's name."""
        spoken = state if agency == state.agency else Conversation(agency=agency)
        reply, after = self._of(agency, words, spoken)
        if reply.status == NO_ANSWER and 0 < len(rest) < len(words):
            beside = self._of(agency, rest, spoken)
            if beside[0].status != NO_ANSWER:
                return beside
        return reply, after

    def _among(
        self,
        agencies: Sequence[int],
        text: str,
        words: tuple[Word, ...],
        rest: tuple[Word, ...],
        state: Conversation,
        named: Sequence[int] = (),
    ) -> tuple[Reply, Conversation]:
        """The reply of the one agency that has what is asked for, or which of several is meant.

        `rest`: the words without those that may name the agencies in `named`.
        """
        if len(agencies) > MOST_CHOICES:
            return self._which(agencies, text, words, state)
        tried = []
        for agency in agencies:
            before = self._begun(agency, state)
            tried.append((agency, *self._beside(agency, words, rest if agency in named else words, before)))
        answered = [one for one in tried if one[1].status != NO_ANSWER]
        if answered and not any(_told(reply) for _, reply, _ in answered):
            return answered[0][1], state
        if len(answered) > 1:
            return self._ask([one[0] for one in answered], text, state)
        agency, reply, after = (answered or tried)[0]
        if not answered:
            return self._refused(tried, state)
        others = self._having(reply, after) - {agency}
        if others and agency not in named:
            return self._ask([agency, *sorted(others)], text, state)
        return reply, after

    def _having(self, reply: Reply, after: Conversation) -> frozenset[int]:
        """The agencies that have things of the same names as all that a reply, or a question back, is about."""
        having = frozenset(self.base.agencies)
        for query in [*(result.query for result in reply.results), *(query for _, query in after.choices)]:
            things = {id for cell in query.cells for id in (cell.subject, cell.item) if id}
            things.update(id for id in query.entities if ":" in id)
            things.update(self.base.attribute(id).entity for id in query.attributes)
            for thing in things:
                if not thing.startswith("agency:"):
                    having &= self.base.namesakes(thing)
        return having

    def _which(
        self, agencies: Sequence[int], text: str, words: tuple[Word, ...], state: Conversation
    ) -> tuple[Reply, Conversation]:
        """A question back: whose programme is meant. Courtesies and nonsense get their own reply."""
        tried = []
        for agency in agencies[:MOST_CHOICES]:
            reply, after = self._of(agency, words, Conversation(agency=agency))
            tried.append((agency, reply, after))
            if reply.status != NO_ANSWER:
                break
        if reply.status == NO_ANSWER:
            return self._refused(tried, state)
        return self._ask(agencies, text, state) if _told(reply) else (reply, state)

    def _begun(self, agency: int, state: Conversation) -> Conversation:
        """The conversation with an agency, after what it would be asked if the choice fell on it."""
        for _, query in state.choices:
            if query.operation == q.AGENCY and self.base.agency_of(query.entities[0]) == agency:
                return self._put(query, Conversation())[1]
        return Conversation(agency=agency)

    def _refused(
        self, tried: Sequence[tuple[int, Reply, Conversation]], state: Conversation
    ) -> tuple[Reply, Conversation]:
        """A refusal by all agencies asked, with what each of them offers instead; whose it is, where several do."""
        offering = [one for one in tried if one[1].choices and one[2].choices]
        if not offering:
            return tried[0][1], state
        _, refusal, _ = offering[0]
        offers = [[self._offered(agency, *choice, len(offering) > 1) for choice in after.choices]
                  for agency, _, after in offering]  # fmt: skip
        choices = [one for row in zip_longest(*offers) for one in row if one is not None][:MOST_CHOICES]
        told = {f"{number}. {choice}" for number, choice in enumerate(refusal.choices, 1)}
        lines = [line for line in refusal.markup.split("\n") if line not in told]
        lines += [f"{number}. {label}" for number, (label, _) in enumerate(choices, 1)]
        reply = Reply(NO_ANSWER, "\n".join(lines), choices=tuple(label for label, _ in choices))
        return reply, replace(state, choices=tuple(choices), claim="")

    def _offered(self, agency: int, label: str, query: Query, named: bool) -> tuple[str, Query]:
        """A choice that an agency offers: with the agency's name where `named`, put to it where it names nothing."""
        owner = self.base.scoped(agency).agency
        whole = query if self._owner(query) else Query(q.AGENCY, entities=(owner.id,), terms=Messages((label,)))
        return (f"{owner.name}: {label}" if named else label), whole

    def _ask(self, agencies: Sequence[int], text: str, state: Conversation) -> tuple[Reply, Conversation]:
        """A question back: to which agency a question is put."""
        asked = {query.entities[0]: _messages(query) for _, query in state.choices if query.operation == q.AGENCY}
        offered = []
        for agency in agencies[:MOST_CHOICES]:
            owner = self.base.scoped(agency).agency
            before = asked.get(owner.id, ())[1 - REMEMBERED :]
            offered.append((owner.name, Query(q.AGENCY, entities=(owner.id,), terms=Messages((*before, text)))))
        lines = [WHICH, *(f"{number}. {label}" for number, (label, _) in enumerate(offered, 1))]
        if len(agencies) > MOST_CHOICES:
            lines.append(MORE)
        choices = tuple(label for label, _ in offered)
        return Reply(CLARIFY, "\n".join(lines), choices=choices), replace(state, choices=tuple(offered))


def _messages(query: Query) -> tuple[str, ...]:
    """What would be put to the agency that a choice names, the first first."""
    return query.terms.texts if isinstance(query.terms, Messages) else ()


def _called(words: Sequence[Word], mask: int) -> bool:
    """Whether some words are said as a name: several, or one with an apostrophe."""
    said = [word for index, word in enumerate(words) if mask >> index & 1]
    return len(said) > 1 or any(word.ending for word in said)


def _without(words: tuple[Word, ...], mask: int) -> tuple[Word, ...]:
    """The words that are not in a mask, without what joined them: "ve"."""
    rest = [(index, word) for index, word in enumerate(words) if not mask >> index & 1]
    while rest and rest[0][1].folded in JOINING and mask >> (rest[0][0] + 1):
        rest = rest[1:]
    return tuple(word for _, word in rest)


def _text(text: str, words: Sequence[Word], kept: Sequence[Word]) -> str:
    """A message cut down to some of its words."""
    ends = dict(zip(words, [*(word.start for word in words[1:]), len(text)], strict=True))
    return "".join(text[word.start : ends[word]] for word in kept)


def _told(reply: Reply) -> bool:
    """Whether a reply tells or asks something of a programme, and is not only a courtesy."""
    return reply.status == CLARIFY or any(r.query.operation not in (q.HELP, q.GREETING) for r in reply.results)


def opened(base: KnowledgeBase) -> Opened:
    """What answers from a knowledge base: one engine where it holds one programme."""
    return Engine(base) if len(base.agencies) == 1 and len(base.programmes) == 1 else Library(base)
