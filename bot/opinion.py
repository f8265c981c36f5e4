"""What the rules say to a message, for the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.queries import COUNT, FILTER, LIST, REACHED, VALUE, Query
from bot.answering.terms import Unchanged
from bot.replies.reply import Reply
from bot.understanding.pointing import NOTHING_POINTED, Pointed
from bot.understanding.under import beside, of_all
from bot.understanding.unit_classes import of_staff

OFFICES = frozenset({"president", "chair"})
"""Sorts of texts that tell who holds an office."""
COSTLY = 1.2
"""From here on it does not count how far-fetched a reading is."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rules say to a message."""

    reply: Reply
    queries: tuple[Query, ...] = ()
    """What was answered."""
    choices: tuple[Query, ...] = ()
    """What was offered."""
    guessed: bool = False
    """Whether what is offered is the one thing that is understood, of which little of the name was said."""
    idle: bool = False
    """Whether nothing is asked: small talk."""
    cost: float = COSTLY
    """How far-fetched the rules' reading is."""
    related: bool = False
    """Whether the words themselves say how the figures of what was answered relate: "hedefinin kaç katı"."""
    unexplained: bool = False
    """Whether a word stayed unexplained."""
    outside: bool = False
    """Whether one of these is for a thing outside the programme."""
    years: tuple[int, ...] = ()
    """The years that it names."""
    undated: bool = False
    """Whether no programme tells of any year that it names: "2028 hedefi"."""
    narrowing: bool = False
    """Whether it asks for some that no programme tells apart, where or without what: "hangi illerde", "sonuçsuz"."""
    long: bool = False
    short: bool = False
    """Whether it has so few words that explaining each is understanding it."""
    bare: bool = False
    """Whether it names nothing, and asks at most whether something is there."""
    following: bool = False
    """Whether something was asked before."""
    alone: bool = False
    """Whether it ranks a class, and does so without what was asked before too: a whole question in a talk."""
    repeats: bool = False
    """Whether what was asked last is asked again."""
    excluding: bool = False
    """Whether something is left out: "2021 hariç". The second reader has no candidates without a part."""
    pointed: Pointed = NOTHING_POINTED
    """At how many things spoken of it points."""
    unasked: frozenset[str] = frozenset()
    """Parts of the staff that are named, but only units are asked for: "kaç fakülte var"."""
    counting: bool = False
    """Whether it asks how many: "kaç üyesi var"."""
    asks_who: bool = False
    """Whether it asks who: "başkanı kim"."""
    uncounted: frozenset[tuple[str, str | None, str]] = frozenset()
    """(subject, item, measure) of figures of what it names in another unit than it asks for: "kaç kişi"."""
    belonging: str = ""
    """Whether it asks what stands under a thing, or counts with it: `under.asked_of`."""
    inside: bool = False
    """Whether it asks for members of one sub-programme."""
    former: bool = False
    """Whether it asks who held an office before: "eski rektör". Programmes tell who holds it."""
    claiming: bool = False
    """Whether it asks if something is so: "on madde mi"."""
    broken_down: bool = False
    """Whether it asks how a whole is made up, and of which. The second reader has no candidates for that."""
    lacking: bool = False
    """Whether it asks for a part that the programme is known not to have of a thing: "taşrada kaç kadın"."""
    ranging: bool = False
    """Whether what lies above or below something in an order is meant too: "lise ve altı". Nobody can read that."""
    ordered: bool = False
    """Whether it asks for the first of an order: "ilk üç faaliyet"."""
    unmoved: bool = False
    """Whether it asks for those that do not rise or fall: "artmayan faaliyetler". Neither reader has that."""
    misnamed: frozenset[str] = frozenset()
    """Things of which a title says a part only, beside a strange word: "Siber Güvenlik Dairesi"."""
    points_at: frozenset[str] = frozenset()
    """What was told last, where a word points at it: "bunların kaçı"."""
    others: frozenset[str | None] = frozenset()
    """What was told last, where others than that are asked for: "diğeri"."""
    capacities: frozenset[str] = frozenset()
    """Things whose figures are capacities, where a message asks how many something holds: "kaç kişilik"."""
    there: frozenset[str] = frozenset()
    """What was told last, where a word points at its place, which is not everywhere: "orada kaç kişi çalışıyor"."""
    staff_apart: frozenset[str] = frozenset()
    """Parts of the staff of which nobody speaks: the centre where the field was spoken of."""
    spoken_of: tuple[str, ...] = ()
    """What was spoken of, the last first, where the message names nothing else of the last one's kind."""

    def met(self, query: Query) -> bool:
        """Whether a query is of as many things as are pointed at, and of what may be asked for."""
        within = not (self.inside and of_all(query)) and not (self.former and query.aspect in OFFICES)
        return within and self.pointed.met(query) and self.asked(query) and not self._of_another(query)

    def apart(self, query: Query) -> bool:
        """Whether a query is of what nobody speaks of; it may be offered, with its name.

        Of another part of the staff, or of another place; of a plan that another year's figure reaches, where no year
        is named; of those that rise, where those that do not are asked for; of all, where the first few are; of what
        was told, where another is; of no capacity, where one is.
        """
        across = query.operation == REACHED and len({cell.column.year for cell in query.cells}) > 1
        denied = self.unmoved and query.operation == FILTER and query.terms != Unchanged()
        others = bool(query.cells) and all(cell.subject in self.staff_apart for cell in query.cells)
        told = {one for cell in query.cells for one in (cell.subject, cell.item)}
        elsewhere = bool(self.there and told) and self.there.isdisjoint(told)
        again = bool(query.cells) and told <= self.others
        holds = any(cell.column.measure == "capacity" for cell in query.cells)
        unheld = bool(self.capacities) and query.operation == VALUE and not holds and self.capacities.isdisjoint(told)
        every = self.ordered and query.operation in (LIST, COUNT)
        return denied or others or elsewhere or unheld or every or again or (across and not self.years)

    def _of_another(self, query: Query) -> bool:
        """Whether figures are of nothing at which the message points: no desktop computers are among the persons."""
        if not self.points_at or not query.cells:
            return False
        told = {one for cell in query.cells for one in (cell.subject, cell.item) if one} | set(query.entities)
        kinds, own = ({one.partition(":")[0] for one in things} for things in (self.points_at, told))
        return self.points_at.isdisjoint(told) and (kinds.isdisjoint(own) or "staff" in own)

    def asked(self, query: Query) -> bool:
        """Whether what a query is of may be asked for."""
        figures = {(cell.subject, cell.item, cell.column.measure) for cell in query.cells}
        otherwise = bool(figures) and figures <= self.uncounted
        return not (otherwise or of_staff(query, self.unasked) or beside(query, self.belonging))
