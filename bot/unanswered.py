"""What is said where no question is answered: small talk, and why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering import queries as q
from bot.answering.columns import INDICATOR, years_of
from bot.answering.queries import Query, Result
from bot.questions.wording import Wording
from bot.replies import refusals
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.frame import Conversation
from bot.understanding.reading import COURTESY, Understanding
from bot.understanding.reading import FAR as FAR_FETCHED
from bot.understanding.second.model import table
from bot.understanding.vocabulary import Vocabulary
from knowledge.base import KnowledgeBase
from knowledge.language.words import split
from knowledge.passages import beginning

DOUBT, REQUEST = "doubt", "request"
"""Classes of small talk: that doubts what was said, and that asks for something to be done with it ("açıkla")."""
HEARD = Reply(NO_ANSWER, "Başka bir sorunuz olursa yazabilirsiniz.")
DOUBTED = Reply(
    NO_ANSWER, "Yanıt, programda yazandır; yerini “Kaynak” satırı gösterir. Başka bir şey sorduysanız yazın."
)
GOING_ON = frozenset({"yesno", "together", "other"})
"""Features by which a message that has none but words of small talk goes on from what was told."""
HELPED = frozenset({"help", "what", "how_much"})
"""Features of a message that asks for help and nothing else."""
NOT_UNDERSTOOD = "Bunu anlayamadım. Başka türlü sorar mısınız?"
NAMED = 6
"""Things that a question back lists."""
ASKING = ("feature:", "smalltalk:")
"""Senses of words that name nothing."""
ASKED = frozenset({"how_much", "count", "which", "who", "where", "list", "exists", "percent", "share"})
"""Features of which each part of a message must show one to be a question of its own."""


class Unanswered:
    """Replies to messages that get no answer from one agency's programmes."""

    def __init__(self, base: KnowledgeBase, vocabulary: Vocabulary, wording: Wording) -> None:
        self.base = base
        self.vocabulary = vocabulary
        self.wording = wording

    def idle(self, understanding: Understanding, state: Conversation) -> Reply | None:
        """The reply to a message that asks nothing of the programme; None to all others."""
        small = understanding.smalltalk
        readings = understanding.readings
        asked = bool(understanding.features & ASKED)
        if state.last is not None and not small & COURTESY:
            # "ikisini birlikte", "onlardan da geliyor mu": everyday words, but they go on.
            meant = bool(readings) and readings[0].cost <= table("costs")["goes_on"] and readings[0].query != state.last
            asked = asked or meant or bool(understanding.features & GOING_ON)
        if small and not asked and (not readings or small & COURTESY):
            return self._smalltalk(understanding, state)
        others = any(one.mask and one.entity not in state.focus for one in understanding.mentions)  # "gelenler?"
        if small and not asked and not others and state.last is not None and REQUEST not in small:
            return DOUBTED if DOUBT in small else HEARD
        lost = understanding.unexplained or understanding.named
        helped = "help" in understanding.features and not understanding.features - HELPED
        if helped and (not readings or readings[0].cost > FAR_FETCHED) and not lost:
            return self.wording.reply(Result(Query(q.HELP)))
        return None

    def unknown(self, understanding: Understanding) -> Reply:
        """What is said to a message that nothing answers: why, as far as that is known."""
        year = self.base.calendar
        known = years_of(INDICATOR, year)
        if understanding.occasion and not understanding.unexplained:
            text = f"{year} Performans Programı'nda bunun için ayrılmış bir bütçe yok; faaliyetlerin ve gider"
            return Reply(NO_ANSWER, f"{text} kalemlerinin bütçesini sorabilirsiniz.")
        strange = [one for one in understanding.years if one not in known]
        if strange and not understanding.unexplained:
            return Reply(NO_ANSWER, refusals.other_years(strange[0], known))
        if understanding.words and not understanding.unexplained and understanding.named:
            if not set(understanding.named) <= {one.entity for one in understanding.mentions if one.whole}:
                return Reply(NO_ANSWER, NOT_UNDERSTOOD)  # of what may not be meant nothing is denied
            names = ", ".join(dict.fromkeys(self.base.entity(entity).name for entity in understanding.named))
            return Reply(NO_ANSWER, f"{names} için sorduğunuz bilgi {year} Performans Programı'nda yok.")
        if understanding.words and not understanding.unexplained and understanding.features:
            labels = tuple(dict.fromkeys(self.base.entity(m.entity).name for m in understanding.mentions[:NAMED]))
            head = "Hangi gösterge, faaliyet veya birim için soruyorsunuz? Adını da yazar mısınız?"
            return Reply(CLARIFY, "\n".join((head, *(f"• {label}" for label in labels))), choices=labels)
        if not understanding.words or not understanding.unexplained:
            text = (
                f"Bunu anlayamadım. {year} Performans Programı'ndaki göstergeleri, bütçeyi, birimleri ve "
                "kurulları sorabilirsiniz."
            )
            return Reply(NO_ANSWER, text)
        told = self._content(understanding)
        if refusals.known(understanding.outside):
            return Reply(NO_ANSWER, refusals.unexplained(told, understanding.outside, year))
        absent = [word for word in told if not self._in_prose(word)]  # of what the prose tells nothing is denied
        return Reply(NO_ANSWER, refusals.unexplained(absent, (), year) if absent else NOT_UNDERSTOOD)

    def _in_prose(self, word: str) -> bool:
        """Whether the prose of the programme may have a word, whatever its endings: short ones are not looked for.

        Of what is to be left out, "transfersiz", the programme may tell as well.
        """
        standing, deprived = self.vocabulary.standing, self.vocabulary.deprived
        return all(not beginning(one.stem) or standing.told(one.stem) or deprived(one.stem) for one in split(word))

    def _smalltalk(self, understanding: Understanding, state: Conversation) -> Reply:
        classes = understanding.smalltalk
        # "teşekkürler kolay gelsin" at the end of a talk takes leave.
        if "thanks" in classes and ("greeting" not in classes or state != Conversation(agency=state.agency)):
            text = "Rica ederim. Başka bir sorunuz olursa yazabilirsiniz."
            return Reply(NO_ANSWER, text, results=(Result(Query(q.GREETING)),))
        if "help" in understanding.features:
            return self.wording.reply(Result(Query(q.HELP)))
        reply = self.wording.reply(Result(Query(q.GREETING)))
        return replace(reply, status=ANSWER if "greeting" in classes else NO_ANSWER)

    def _content(self, understanding: Understanding) -> Sequence[str]:
        """The words left unexplained that name something: "var" only asks."""
        lattice = self.vocabulary.read(understanding.words)
        asking = {
            lattice.words[span.start].text
            for span in lattice.spans
            if span.end - span.start == 1 and any(sense.startswith(ASKING) for sense in span.own) and not span.cost
        }
        return [word for word in understanding.unexplained if word not in asking] or understanding.unexplained
