"""Ways to divide a message into things named and words about them, the likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations

from bot.understanding.clauses import AND
from bot.understanding.enumerations import enumerations
from bot.understanding.linking import GAP, Mention
from bot.understanding.mentions import contiguous
from bot.understanding.message import ABOUT, FOREIGN, Message
from bot.understanding.segments import Segment, bits, case_of
from bot.understanding.vocabulary import Span
from bot.understanding.weights import weight
from knowledge.schema import COLUMN

DIVISIONS = 60
"""Ways to divide a message that are looked at."""
USABLE, WORTHY, PAIRS, CROSSED = 36, 18, 16, 24
"""Mentions that are looked at; of them those that may stand beside others; pairs that a third may join; pairs of a
whole and its item that may be two of a comparison."""
TRIMMED = weight("divisions.trimmed")
"""Cost of each word of a name that is read as part of the question instead."""
UNSURE = weight("divisions.unsure")
"""Cost of naming an entity by a part of its name that has another meaning in a question ("toplam", "sayı")."""
NAMED = weight("divisions.named")
"""Gain of each further word that a name explains, over its explanation as a part of the question."""
LONG = 3
"""Words from which a name said in full is what the message is about."""
DOCUMENTS = frozenset({"policy", "law", "council", "institution"})
"""Kinds whose long names are no part of the name of another thing."""
INSIDE = weight("divisions.inside")
"""Cost of reading a part of such a name as the name of something else."""
PART = weight("divisions.part")
DROPPED = weight("divisions.dropped")
"""Cost of reading the words of a name that is said in full as something else."""
SWALLOWED = weight("divisions.swallowed")
"""Cost of a half-said name whose words hold another name in full ("merkez teşkilatı")."""
MANY = weight("divisions.many")
"""Cost of a class word in the plural ("daireleri") being part of one unit's name."""
REPEATED = weight("divisions.repeated")
"""Cost of naming an entity twice, where each place may name another one."""
FREE, ASKING = 0.1, 0.3
"""Below these a word is small talk; a word asks something."""
TOLD = 0.9
"""Share of a name from which it may stand beside others though other words explain what is said of it."""
FIRST_NEEDED, FIRST_SAID = 0.3, 0.05
"""Of which mentions are looked at first: what a word counts that only a name explains, and any word."""
NEEDED, EACH = 3.0, 0.04
"""Of which sets of mentions are looked at first: the same."""

ITEMS = frozenset({"expense", "staff_group", COLUMN})
"""Kinds of what figures are broken down by."""

Chosen = tuple[Mention, ...]


class Divider:
    """Divides the words of a message that are not ignored; `covered`: those that a phrase of the lists explains."""

    def __init__(self, message: Message, covered: int, ignored: int) -> None:
        self.message = message
        self.words = message.words
        self.ignored = ignored
        self.mandatory = message.full & ~ignored & ~covered

    def sets(self) -> list[tuple[Chosen, float]]:
        """Sets of mentions that do not overlap, likeliest first, each with its cost; no mention at all among them."""
        usable = self._usable()
        # The mentions of a set share no word, so that a set is worth what they are worth together.
        worth = {
            id(m): m.cost - NEEDED * (m.mask & self.mandatory).bit_count() - EACH * m.mask.bit_count() for m in usable
        }

        def score(chosen: Chosen) -> float:
            return sum([worth[id(mention)] for mention in chosen])

        worthy = [m for m in usable[:WORTHY] if self._worth(m)]
        pairs = [(a, b) for a, b in combinations(worthy, 2) if not a.mask & b.mask and a.entity != b.entity]
        sets: list[Chosen] = [(), *((m,) for m in usable), *pairs]
        sets_of_two = len(sets)
        pairs.sort(key=lambda pair: worth[id(pair[0])] + worth[id(pair[1])])
        sets += _triples(pairs[:PAIRS], worthy)
        sets += _crossed(pairs[:CROSSED])
        sets += enumerations(usable)
        sets += _repeated(sets[:sets_of_two], usable)
        sets.sort(key=score)
        chosen_sets = sets[:DIVISIONS]
        if () not in chosen_sets:
            chosen_sets.append(())
        price = {id(m): m.cost - NAMED * (m.mask.bit_count() - 1) for m in usable}
        return [(chosen, sum([price[id(m)] for m in chosen])) for chosen in chosen_sets]

    def _usable(self) -> list[Mention]:
        """The mentions that are looked at, likeliest first, with what they cost beside the others."""
        found: list[Mention] = []
        for mention in self.message.mentions:
            if self._names(mention):
                found += [mention, *self._trimmed(mention)]
        found = [
            m._replace(cost=m.cost + extra) if extra else m for m in found if (extra := self._extra(m)) is not None
        ]
        found.sort(
            key=lambda m: (
                m.cost - FIRST_NEEDED * (m.mask & self.mandatory).bit_count() - FIRST_SAID * m.mask.bit_count()
            )
        )
        return found[:USABLE]

    @cached_property
    def free(self) -> int:
        """Words that may be small talk, as bits."""
        mask = 0
        for span in self.message.lattice.spans:
            if span.cost < FREE and any(sense.startswith("smalltalk:") for sense in span.senses):
                mask |= span.mask
        return mask

    @cached_property
    def idle(self) -> int:
        """Words that may be small talk and ask for no text, as bits."""
        return self.free & ~self._asking("aspect:")

    @cached_property
    def asking(self) -> int:
        """Words that can ask something themselves, as bits."""
        return self._asking("measure:", "feature:", "kind:", "aspect:")

    @cached_property
    def numbered(self) -> int:
        """Words that are a number in digits, as bits."""
        return sum(1 << i for i, word in enumerate(self.words) if word.folded.isdigit())

    @cached_property
    def long(self) -> list[Mention]:
        """The programme's own names of LONG words or more that are said in full."""
        return [
            m
            for m in self.message.mentions
            if m.whole and m.official and m.cost < TRIMMED and m.mask.bit_count() >= LONG
        ]

    @cached_property
    def told(self) -> list[Mention]:
        """The names of several words that are said in full."""
        return [m for m in self.message.mentions if m.whole and m.cost < TRIMMED and m.mask & (m.mask - 1)]

    def _asking(self, *roles: str) -> int:
        """The words that can ask something themselves in some roles, as bits."""
        mask = 0
        for span in self.message.lattice.spans:
            single = span.end - span.start == 1 and span.cost < ASKING
            if single and any(sense.startswith(roles) for sense in span.senses):
                mask |= span.mask
        return mask

    def _names(self, mention: Mention) -> bool:
        """Whether a mention may name something where it stands."""
        mask = mention.mask
        if mask & self.ignored or not mask & ~self.free:
            return False
        if mention.kind == "agency" and mention.start and self.words[mention.start - 1].folded == "hangi":
            return False  # "hangi kurum" asks for one
        if not contiguous(mask) and (mention.kind == "table" or mask & self.numbered):
            return False  # "hedef hangi amacın parçası" is no table, "3 hedefi olan amaç" no "amaç 3"
        if not mask & ~self.numbered and not mention.whole:
            return False  # a year alone names no report
        first = (mask & self.numbered & -(mask & self.numbered)).bit_length() - 1
        # "hangi amaçta 3 hedef" is no "amaç 3"
        return not (first > 0 and mask >> (first - 1) & 1 and case_of(self.words[first - 1]) == "loc")

    def _extra(self, mention: Mention) -> float | None:
        """What a mention costs beside the others, or None where it is a part of a document's name."""
        mask, cost, whole = mention.mask, GAP * self._gap(mention), mention.whole
        if not whole and not mask & self.mandatory:
            cost += UNSURE
        within = (o for o in self.told if o.kind in ABOUT and o.mask & mask == mask != o.mask)
        if mention.kind == "agency" and any(within):
            return None
        inside = [o for o in self.told if o.mask & mask == mask and o.entity != mention.entity]
        around = [o for o in self.long if o.mask & mask == mask and o.entity != mention.entity] if inside else []
        if inside and not whole and any(o.kind in DOCUMENTS for o in around):
            return None
        if not whole and mention.kind in ("council", "law") and any(o.kind == mention.kind for o in inside):
            return None
        if any(self._narrowed(mention, o) for o in inside):
            return None
        if any(o.mask != mask for o in around):
            cost += INSIDE
        elif not whole and any(o.mask != mask for o in inside):
            cost += PART
        if not whole and any(o.mask & mask == o.mask and o.entity != mention.entity for o in self.told):
            cost += SWALLOWED
        if mask & self.message.units and mention.kind == "unit":
            cost += MANY
        return cost

    def _narrowed(self, mention: Mention, longer: Mention) -> bool:
        """Whether what stands before a name makes it another of its kind: "yüksek lisans" is no "lisans"."""
        before = bits(longer.start, mention.start)
        if longer.kind != mention.kind or not before or before & ~longer.mask or not mention.mask & longer.mask:
            return False
        return not any(self.words[i].folded in AND for i in range(longer.start, mention.start))

    def _trimmed(self, mention: Mention) -> list[Mention]:
        """The mention without words that can ask something themselves ("… sayısının artışı").

        Not where these tell it from another: "lisans" names no "yüksek lisans".
        """
        droppable = mention.mask & self.asking
        kept = mention.mask & ~droppable
        if not droppable or not kept:
            return []
        others = (m for m in self.message.mentions if m.whole and m.entity != mention.entity)
        if any(self._narrowed(one, mention) and droppable & bits(mention.start, one.start) for one in others):
            return []
        cost = mention.cost + TRIMMED * droppable.bit_count()
        start = (kept & -kept).bit_length() - 1
        return [mention._replace(mask=kept, cost=cost, start=start, end=kept.bit_length())]

    def _gap(self, mention: Mention) -> int:
        """Words of something else that stand inside a mention."""
        return (bits(mention.start, mention.end) & ~mention.mask & ~self.idle).bit_count()

    def _worth(self, mention: Mention) -> bool:
        """Whether a mention may stand beside others: it explains what nothing else does, or is said in full."""
        return bool(mention.mask & self.mandatory) or mention.coverage > TOLD or mention.mask.bit_count() > 1


def _triples(pairs: Iterable[tuple[Mention, Mention]], others: Sequence[Mention]) -> list[Chosen]:
    """Pairs with a third mention, each set once."""
    places: dict[tuple[str, int], int] = {}
    each = {id(m): 1 << places.setdefault((m.entity, m.mask), len(places)) for m in others}
    found: dict[int, Chosen] = {}
    for a, b in pairs:
        words, two = a.mask | b.mask, each[id(a)] | each[id(b)]
        for c in others:
            if not (c.mask & words or c.entity == a.entity or c.entity == b.entity):
                found.setdefault(two | each[id(c)], (a, b, c))
    return list(found.values())


def _crossed(pairs: Iterable[Chosen]) -> list[Chosen]:
    """Two pairs, each of a whole and an item of it."""
    crossed = [
        (pair, _words(pair), {m.entity for m in pair}) for pair in pairs if not ITEMS.isdisjoint([m.kind for m in pair])
    ]
    return [
        (*first, *second)
        for (first, words, things), (second, others, named) in combinations(crossed, 2)
        if not words & others and things.isdisjoint(named)
    ]


def _repeated(sets: Iterable[Chosen], usable: Sequence[Mention]) -> list[Chosen]:
    """Sets with a mention that names one of their entities in full once more."""
    times = Counter([mention.entity for mention in usable])
    whole: dict[str, list[Mention]] = {}
    for mention in usable:
        if mention.whole and times[mention.entity] > 1:
            whole.setdefault(mention.entity, []).append(mention)
    if not whole:
        return []
    found: list[Chosen] = []
    for chosen in sets:
        if once_more := [again for named in chosen for again in whole.get(named.entity, ())]:
            words = _words(chosen)
            found += [(*chosen, again) for again in once_more if not again.mask & words]
    return found


def _words(chosen: Chosen) -> int:
    """The words of some mentions, as bits."""
    mask = 0
    for mention in chosen:
        mask |= mention.mask
    return mask


def once(chosen: Chosen) -> Chosen:
    """The mentions without those that name an entity a second time."""
    if len(chosen) < 2:
        return chosen
    first: dict[str, Mention] = {}
    for mention in sorted(chosen, key=lambda m: m.start):
        first.setdefault(mention.entity, mention)
    return tuple(first.values())


def dropped(entity: str, name: int, chosen: Iterable[Mention]) -> bool:
    """Whether a name that is said in full is read as something else, one of two words as a part of another name."""
    if any(m.mask & name == name for m in chosen):
        return False
    own = sum(m.mask for m in chosen if m.entity == entity)
    if own:  # the same thing by fewer words, the others of which name another thing
        return any(m.mask & name & ~own for m in chosen if m.entity != entity)
    return bool(chosen) and (name.bit_count() >= LONG or any(m.mask & name for m in chosen))


def strange(spans: Iterable[Span], explained: int, found: Sequence[Segment]) -> int:
    """Words of things outside the programme that neither a name nor a longer phrase holds, as bits."""
    mask = 0
    for span in spans:
        longer = (s for s in found if s.mask & span.mask == span.mask and s.mask != span.mask)
        if span.mask & ~explained and not any(longer):
            mask |= span.mask
    return mask


def said_for_certain(chosen: Iterable[Mention]) -> int:
    """The words of mentions that make a word of something outside the programme one of a name, as bits."""
    mask = 0
    for mention in chosen:
        mask |= mention.mask if mention.whole and mention.cost < FOREIGN else 0
    return mask
