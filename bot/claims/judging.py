"""The verdict on a yes/no question: what it proposes, held against the result that answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import queries as q
from bot.answering.queries import Figure, Result
from bot.answering.terms import Proposed
from bot.claims.counted import asks_number, cites, counted, counts, uncited
from bot.claims.cues import Cue, cue_of
from bot.claims.names import weigh_names
from bot.claims.proposals import NUMBER, ORDER, Proposal, proposal_of
from bot.claims.standing import reference_of
from bot.claims.texts import weigh_rows
from bot.claims.weighing import ABOUT, NO, YES, beside, weigh
from bot.questions.passage import quoted, text_of
from bot.replies.reply import ANSWER, Number, Reply
from bot.understanding.frame import Conversation
from bot.understanding.second.mentions import MentionFinder, Named
from bot.understanding.second.signals import Signals, signals
from bot.understanding.vocabulary import Lattice
from knowledge.base import KnowledgeBase
from knowledge.language.words import Word

_TOLD = re.compile(r"(?m)^(?:.*: )?\**(?P<word>Evet|Hayır)\b")
_COUNTED = Figure(0, "adet", "", measure=q.COUNT)
_WORDS = {YES: "Evet", ABOUT: "Evet", NO: "Hayır"}
_SAID = {YES: "**Evet.**", ABOUT: "**Evet, yaklaşık.**", NO: "**Hayır.**"}


class Claims:
    """Judges messages against what one agency's programmes say."""

    def __init__(self, base: KnowledgeBase, finder: MentionFinder) -> None:
        self.base = base
        self.finder = finder

    def kept(self, words: Sequence[Word]) -> str:
        """A message as it was typed, where it asks for a yes, a no or a number; else nothing."""
        if cue_of(words) is None and not asks_number(words):
            return ""
        marked = ((word, "%" if word.percent and "%" not in word.text else "") for word in words)
        return "".join(f"{word.gap} {sign}{word.text}" for word, sign in marked).strip()

    def told(self, reply: Reply, lattice: Lattice, state: Conversation) -> Reply:
        """The reply with a yes or a no before it, where the message asks for one and it is sure."""
        if reply.status != ANSWER or len(reply.results) != 1:
            return reply
        told = _TOLD.search(reply.markup)
        query = reply.results[0].query
        reached = query.operation == q.REACHED and query.terms is None
        by_so_much = isinstance(query.terms, Proposed) and self._numbered(lattice, state)
        cue = cue_of(lattice.words) if reached or by_so_much or not told else None
        if cue is None and not by_so_much:
            return reply
        verdict = None if cue is None else self._judge(cue, lattice, state, reply.results[0])
        if told and by_so_much:
            start, end = told.span()  # said of more: "300 fazla mı" asks of how much
            rest = reply.markup[end:].lstrip("*. ")
            return replace(reply, markup=f"{reply.markup[:start]}{_SAID[verdict] + ' ' if verdict else ''}{rest}")
        if told and verdict:
            # Said of reaching it; "altında mı kaldı" asks the other way round.
            start, end = told.span("word")
            return replace(reply, markup=f"{reply.markup[:start]}{_WORDS[verdict]}{reply.markup[end:]}")
        if verdict is None:
            return reply
        apart = "\n" if reply.markup.startswith("•") else " "
        return replace(reply, markup=f"{_SAID[verdict]}{apart}{reply.markup}")

    @staticmethod
    def settled(reply: Reply) -> bool:
        """Whether a reply says yes or no."""
        return reply.status == ANSWER and _TOLD.search(reply.markup) is not None

    def _numbered(self, lattice: Lattice, state: Conversation) -> bool:
        """Whether a message holds a number that is no year."""
        said = signals(lattice, state, self.base.calendar)
        return any(not said.year_mask >> number.start & 1 for number in said.numbers)

    def counted(self, reply: Reply, lattice: Lattice) -> Reply:
        """The reply with the numbers of its text that a message asks for, where it has no figure."""
        if reply.status != ANSWER or reply.figures or len(reply.results) != 1:
            return reply
        texts = self._texts(reply)
        found = [
            Number(value, "sayı", None, "adet", name) for name, text in texts for value in counted(text, lattice.words)
        ]
        return replace(reply, figures=tuple(found))

    def uncited(self, reply: Reply, lattice: Lattice) -> bool:
        """Whether a message cites an act, or asks for an article, of which no text of a reply tells."""
        if reply.status != ANSWER or len(reply.results) != 1 or not cites(lattice.words):
            return False
        texts = self._texts(reply)
        named = self._naming(self.finder.find(lattice), reply.results[0]) if texts else 0
        if not texts or not all(uncited(text, lattice.words, named) for _, text in texts):
            return False
        # A text may have been cut out of its paragraph, which begins with the act.
        names = {name for name, _ in texts}
        whole = " ".join(passage.text for passage in self.base.passages if passage.heading in names)
        return not whole or uncited(whole, lattice.words, named)

    def _texts(self, reply: Reply) -> list[tuple[str, str]]:
        """(name, text) of what a reply tells in words."""
        rows = [self.base.attribute(id) for id in reply.results[0].attributes]
        texts = [(self.base.entity(row.entity).name, row.text) for row in rows]
        passage = quoted(self.base, reply.results[0].query)
        if passage is not None:
            texts.append((passage.heading, text_of(self.base, reply.results[0].query)))
        return texts

    def _judge(self, cue: Cue, lattice: Lattice, state: Conversation, result: Result) -> str | None:
        """YES, ABOUT, NO, or None where the programme's answer does not settle it."""
        said = signals(lattice, state, self.base.calendar)
        mentions = self.finder.find(lattice, said.denied)
        if result.query.operation == q.TEXT:
            return self._of_text(cue, said, mentions, result)
        if result.query.operation in (q.RELATION, q.LIST):
            proposal = proposal_of(said.words, cue, said.numbers, self._naming(mentions, result))
            if proposal is not None and proposal.kind == NUMBER and result.query.operation == q.LIST:
                return self._of_size(cue, proposal, result)
            return weigh_names(self.base, said, cue, mentions, result)
        return self._of_figures(cue, said, mentions, result)

    def _of_figures(self, cue: Cue, said: Signals, mentions: list[Named], result: Result) -> str | None:
        proposal = proposal_of(said.words, cue, said.numbers, self._naming(mentions, result))
        if proposal is None:
            if result.query.operation == q.COUNT:
                return weigh_names(self.base, said, cue, mentions, result)
            return None
        pair = beside(result)
        reference = reference_of(said, mentions, pair, proposal.start) if len(pair) == 2 else None
        return weigh(result, proposal, reference)

    @staticmethod
    def _of_size(cue: Cue, proposal: Proposal, result: Result) -> str | None:
        """How many there are, of a list: "4 hedef mi var" is asked of the number, of what a named thing has."""
        if not result.query.kind:
            return None
        size = replace(_COUNTED, value=float(len(result.entities)))
        counted = replace(
            proposal, bound=proposal.bound or (bool(result.query.entities) and proposal.end == cue.before)
        )
        return weigh(Result(result.query.but(operation=q.COUNT), (size,)), counted)

    def _of_text(self, cue: Cue, said: Signals, mentions: list[Named], result: Result) -> str | None:
        verdict = weigh_names(self.base, said, cue, mentions, result)
        if verdict is not None:
            return verdict
        named = self._naming(mentions, result)
        proposal = proposal_of(said.words, cue, said.numbers, named)
        if (
            proposal is not None
            and proposal.kind == NUMBER
            and len(result.figures) == 1
            and len(result.attributes) == 1
        ):
            verdict = self._of_row(said, proposal, result)
            if verdict is not None:
                return verdict
        if proposal is not None and proposal.kind not in (NUMBER, ORDER):
            return None
        rows = [self.base.attribute(id) for id in result.attributes]
        return weigh_rows(said, cue, [(row.text, row.answer) for row in rows], named)

    def _of_row(self, said: Signals, proposal: Proposal, result: Result) -> str | None:
        """A number against the figure of a text, where the message names what that figure counts."""
        row = self.base.attribute(result.attributes[0])
        return weigh(result, proposal) if counts(row.text, result.figures[0].value, said.words) else None

    def _naming(self, mentions: list[Named], result: Result) -> int:
        """The words as bits that name what a result is of."""
        query = result.query
        things = {entity for cell in query.cells for entity in (cell.subject, cell.item) if entity}
        things |= set(query.entities) | {self.base.attribute(id).entity for id in result.attributes}
        mask = 0
        for one in mentions:
            if one.entity in things:
                mask |= one.mask
        return mask
