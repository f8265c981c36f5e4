"""Puts results into short Turkish: the figure first, then what it means, who is responsible, where it stands."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Figure, Result
from bot.questions.registry import OPERATIONS, measure_word
from bot.replies.absences import absent
from bot.replies.parts import Parts
from bot.replies.remarks import Remarks
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Number, Reply
from bot.replies.sources import Sources
from knowledge.base import KnowledgeBase


class Wording:
    """Words results about one knowledge base."""

    def __init__(self, base: KnowledgeBase, several: bool = False) -> None:
        """`several`: whether other agencies' programmes are loaded too, so that replies say whose one is."""
        self.parts = Parts(base)
        self.remarks = Remarks(Figures(base))
        self.sources = Sources(base, several)

    def reply(self, result: Result) -> Reply:
        """The reply to one question."""
        if result.absence:
            return Reply(NO_ANSWER, absent(self.parts, result.query, result.absence), results=(result,))
        lines = OPERATIONS[result.query.operation].say(self.parts, result)
        lines += self.remarks.assumed(result)
        if result.query.operation != q.CONTRADICTION:
            lines += self.remarks.contradicted(result)
        sources = self.sources.of(result)
        if sources:
            lines.append(self.sources.stated(sources))
        return Reply(
            ANSWER,
            "\n".join(line for line in lines if line),
            self._numbers(result),
            sources=sources,
            results=(result,),
        )

    def joined(self, replies: list[Reply]) -> Reply:
        """One reply to the questions that one message held, in order: an answer where one of them is answered."""
        statuses = [reply.status for reply in replies]
        status = next(one for one in (ANSWER, CLARIFY, NO_ANSWER) if one in statuses)
        asked = [self._number(figure) for reply in replies for result in reply.results for figure in result.figures]
        told = [figure for reply in replies for figure in reply.figures if figure not in asked]
        return Reply(
            status,
            "\n\n".join(reply.markup for reply in replies),
            (*asked, *told) if status == ANSWER else (),
            next((reply.choices for reply in reversed(replies) if reply.choices), ()),
            tuple(dict.fromkeys(source for reply in replies for source in reply.sources)),
            tuple(result for reply in replies for result in reply.results),
        )

    def with_kind(self, id: str) -> str:
        """A name with its kind: "Yönetilebilir Düzenli Göç (faaliyet)"."""
        return self.parts.with_kind(id)

    def _numbers(self, result: Result) -> tuple[Number, ...]:
        """The figures as programs read them: those asked for, then what else was told."""
        found: list[Number] = []
        others = (result.besides, result.operands) if result.query.both else (result.operands, result.besides)
        for figure in (*result.figures, *others[0], *others[1]):
            number = self._number(figure)
            if number not in found or figure in result.figures:
                found.append(number)
        return tuple(found)

    def _number(self, figure: Figure) -> Number:
        return Number(
            round(figure.value, 6) if figure.value % 1 else int(figure.value),
            figure.unit,
            figure.year,
            measure_word(figure),
            self._label(figure),
        )

    def _label(self, figure: Figure) -> str:
        try:
            return self.parts.name(figure)
        except KeyError:
            return figure.subject
