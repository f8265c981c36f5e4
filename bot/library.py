"""Several programmes behind one door: finds whose programme a message is about and asks the engine over it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import queries as q
from bot.answering.queries import Query
from bot.engine import Engine
from bot.language.words import Word, split
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.agencies import AgencyFinder, anchor
from bot.understanding.choices import pick
from bot.understanding.frame import Conversation
from bot.understanding.reading import Understanding
from bot.understanding.vocabulary import Vocabulary
from knowledge.base import KnowledgeBase

OPEN = 32
"""Engines that are kept, the last used."""
MOST_CHOICES = 6
WHICH = "Hangi kurumu soruyorsunuz?"
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
            self._engines[key] = Engine(view, self.vocabulary, several=len(self.base.agencies) > 1)
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
                agency = self.base.agency_of(chosen.entities[0])
                return self._of(agency, tuple(split(chosen.aspect)), replace(state, choices=()))
        if len(self.base.agencies) == 1:
            return self._of(self.base.agencies[0], words, state)
        lattice = self.vocabulary.read(words)
        agency = self.finder.named(lattice)
        if agency:
            spoken = state if agency == state.agency else replace(Conversation(), agency=agency)
            return self._of(agency, words, spoken)
        if state.agency:
            reply, after = self._of(state.agency, words, state)
            if reply.status != NO_ANSWER:
                return reply, after
        found = self.finder.holding(lattice)
        if 1 <= len(found) <= MOST_CHOICES:
            return self._among(found, text, words, state)
        if state.agency:
            return reply, after
        return self._which(found or list(self.base.agencies), text, words, state)

    def answer(self, queries: Sequence[Query]) -> Reply:
        """The reply to queries, whatever was said."""
        return self._view(queries).answer(queries)

    def read(self, text: str, state: Conversation | None = None) -> Understanding:
        """What a message can mean, for explanations."""
        words = tuple(split(text))
        lattice = self.vocabulary.read(words)
        agency = self.finder.named(lattice) or (state.agency if state else 0)
        found = [agency] if agency else self.finder.holding(lattice)
        return self.engine((found or list(self.base.agencies))[0]).reader.read_words(words, state or Conversation())

    def view(self, queries: Sequence[Query]) -> KnowledgeBase:
        """The programmes that some queries are about."""
        return self._view(queries).base

    def _view(self, queries: Sequence[Query]) -> Engine:
        for query in queries:
            for entity in (*(cell.subject for cell in query.cells), *query.entities):
                if ":" in entity:
                    return self.engine(self.base.agency_of(entity))
        return self.engine(self.base.agencies[0])

    def _of(self, agency: int, words: tuple[Word, ...], state: Conversation) -> tuple[Reply, Conversation]:
        """The reply out of one agency's programmes: of the year that the message names, else of all."""
        engine = self.engine(agency)
        named = anchor(words, engine.base.calendar.years)
        if named is not None and len(engine.base.calendar.years) > 1:
            engine, words = self.engine(agency, named.year), named.words
        reply, after = engine.respond_to(words, state)
        return reply, replace(after, agency=agency)

    def _among(
        self, agencies: Sequence[int], text: str, words: tuple[Word, ...], state: Conversation
    ) -> tuple[Reply, Conversation]:
        """The reply of the one agency that has one, or which of several is meant."""
        tried = [(agency, *self._of(agency, words, replace(Conversation(), agency=agency))) for agency in agencies]
        answered = [one for one in tried if one[1].status != NO_ANSWER]
        if len(answered) == 1 or len(tried) == 1:
            _, reply, after = (answered or tried)[0]
            return reply, after
        return self._which([one[0] for one in answered or tried], text, words, state)

    def _which(
        self, agencies: Sequence[int], text: str, words: tuple[Word, ...], state: Conversation
    ) -> tuple[Reply, Conversation]:
        """A question back: whose programme is meant. Courtesies and nonsense get their own reply."""
        reply, _ = self._of(agencies[0], words, Conversation())
        if reply.status == NO_ANSWER or (reply.status == ANSWER and not _told(reply)):
            return reply, state
        offered = []
        for agency in agencies[:MOST_CHOICES]:
            owner = self.base.scoped(agency).agency
            offered.append((owner.name, Query(q.AGENCY, entities=(owner.id,), aspect=text)))
        lines = [WHICH, *(f"{number}. {label}" for number, (label, _) in enumerate(offered, 1))]
        if len(agencies) > MOST_CHOICES:
            lines.append(MORE)
        choices = tuple(label for label, _ in offered)
        return Reply(CLARIFY, "\n".join(lines), choices=choices), replace(state, choices=tuple(offered))


def _told(reply: Reply) -> bool:
    """Whether an answer tells something of a programme, not only a courtesy."""
    return any(r.query.operation not in (q.HELP, q.GREETING) for r in reply.results)


def opened(base: KnowledgeBase) -> Engine | Library:
    """What answers from a knowledge base: one engine where it holds one programme."""
    return Engine(base) if len(base.programmes) == 1 else Library(base)
