"""What speaks for and against a candidate, by names that hold for any agency's programme.

A candidate's score is a sum over groups of features (its operation, its things, its columns, what it leaves
unexplained …); candidates of one message share most groups, so each is scored once a message.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.answering import queries as q
from bot.answering.columns import COST, INDICATOR
from bot.understanding.frame import COST_SCOPES
from bot.understanding.second.candidates import NONE, SAID, WHOLE, Asked, Candidate, Form, Operand
from bot.understanding.second.columns import ColumnSets
from bot.understanding.second.mentions import Named
from bot.understanding.second.signals import Signals
from knowledge.base import KnowledgeBase

Group = tuple[Hashable, ...]
"""(name, arguments): a part of a candidate that other candidates of the message may share."""


RESTRICTED = "restricted"
"""Said of the form of a set that something restricts."""


class Crossed(NamedTuple):
    """Features whose names begin alike: each is the head with a tail."""

    head: str
    tails: Sequence[str]


TOLD = frozenset({q.TEXT, q.COUNT})
"""Operations of which it counts how much of the message stands in the text."""
_WEIGHTS = (0.06, 0.3, 0.5, 0.9, 1.3, 2.0, 3.0, 4.5)
_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
_COSTS = (0.001, 0.06, 0.15, 0.3, 0.5, 0.8)
QUESTION_WORDS = {
    "ne": "ne",
    "neler": "neler",
    "nedir": "nedir",
    "kim": "kim",
    "kimler": "kim",
    "kac": "kac",
    "kaci": "kaci",
    "kacinin": "kaci",
    "kacinda": "kaci",
    "nasil": "nasil",
    "neden": "neden",
    "nicin": "neden",
    "hangi": "hangi",
    "hangisi": "hangi",
    "hangileri": "hangileri",
    "nerede": "nerede",
    "nereye": "nereye",
    "mi": "mi",
    "mu": "mi",
}
"""Words that ask, folded; closed classes of Turkish."""


def bucket(value: float, bounds: Sequence[float]) -> int:
    """How many of some rising bounds a value reaches."""
    count = 0
    for bound in bounds:
        if value < bound:
            break
        count += 1
    return count


def form_filling(candidate: Candidate) -> str:
    """What the groups of a form look at of a candidate: of a text the kind of its thing, of a set if restricted."""
    if candidate.form.aspect:
        return candidate.about[0].kind if candidate.about else ""
    return RESTRICTED if candidate.about else ""


class Features:
    """The groups of the candidates of one message, and the features of each group."""

    def __init__(
        self,
        base: KnowledgeBase,
        said: Signals,
        columns: ColumnSets,
        mentions: Sequence[Named],
        unpaired: Sequence[Named] = (),
        pairing: str = "",
    ) -> None:
        """`unpaired`: a whole and a part well named of which the programme has no figure; `pairing`: of what sort."""
        self.base = base
        self.said = said
        self.columns = columns
        self.mentions = mentions
        self.unpaired, self.pairing = unpaired, pairing
        self.shown = said.features()
        self.first = said.state.last is None
        self.asking = sorted({QUESTION_WORDS[w.folded] for w in said.words if w.folded in QUESTION_WORDS})
        self.cues = 0
        self.kinds: dict[str, int] = {}
        self.aspects: dict[str, int] = {}
        for sense, mask in said.senses.items():
            role, _, value = sense.partition(":")
            if role in ("feature", "measure"):
                self.cues |= mask
            elif role == "kind":
                base_kind = value.partition(":")[0]
                self.kinds[base_kind] = self.kinds.get(base_kind, 0) | mask
            elif role == "aspect":
                self.aspects[value] = self.aspects.get(value, 0) | mask
        self.free = said.small | self.cues
        self.best = max((m.said for m in mentions), default=0.0)
        self.taken = 0
        for mention in mentions:
            if mention.coverage > 0.6 and mention.words > 1 and mention.place == 0:
                self.taken |= mention.mask
        self.whole = [m for m in mentions if m.whole and m.words > 1 and not m.slip]
        self._own: dict[Named, list[str]] = {}
        self._kinds: dict[tuple[Operand, ...], tuple[str, ...]] = {}
        self._repeating: dict[tuple[Operand, ...], int] = {}

    # Groups

    def groups(self, candidate: Candidate) -> list[Group]:
        """The groups whose scores add up to the candidate's."""
        if candidate is NONE:
            return [("none",), self.left_group(candidate)]
        form = candidate.form
        found = self.form_groups(form, candidate.source, form_filling(candidate))
        found += self.operand_groups(candidate.operands, form)
        found += self.about_groups(candidate.about, form, candidate.source)
        if form.aspect and form.operation in TOLD:
            found.append(("text", candidate.text, form.shape, candidate.source))
        found.append(self.left_group(candidate))
        return found

    def form_groups(self, form: Form, source: str, of: str) -> list[Group]:
        """Those that candidates of a form share; `of`: what of their filling they look at, as `form_filling` says."""
        operation = form.operation
        found: list[Group] = [("op", operation, form.shape, source)]
        if form.kind:
            found.append(("class", form.kind, operation, source, bool(of)))
        if form.aspect:
            found.append(("aspect", form.aspect, operation, of))
        if form.asked is not None:
            found.append(("columns", form.asked))
        else:
            found.append(("nocolumns", form.family, operation))
        if self.said.numbers:
            found.append(("numbers", form.numbered, form.shape))
        return found

    def operand_groups(self, operands: tuple[Operand, ...], form: Form) -> list[Group]:
        """Those that candidates of an operation over the same things share."""
        if not operands:
            return []
        found: list[Group] = [("kinds", form.operation, self._kinds_of(operands))]
        found += [("operand", operand, form.family) for operand in operands[:4]]
        return found

    def about_groups(self, about: tuple[Named, ...], form: Form, source: str) -> list[Group]:
        """Those of what a set is restricted by, or a text or a relation is of."""
        return [("about", one, form.family, source, form.base_kind) for one in about]

    def left_group(self, candidate: Candidate) -> Group:
        """That of what stays unexplained."""
        return ("left", self.explained(candidate), candidate.form.family)

    def explained(self, candidate: Candidate) -> int:
        """The words that a candidate explains."""
        form = candidate.form
        explained = candidate.mask | candidate.text | self.free | self.form_words(form)
        return explained | self.operand_words(candidate.operands) | self.about_words(candidate.about)

    def form_words(self, form: Form) -> int:
        """The words that a form explains, whatever fills it."""
        if form is NONE.form:
            return self.said.year_mask
        words = self.kinds.get(form.base_kind, 0) | self.aspects.get(form.aspect, 0)
        if form.columns:
            words |= self.said.year_mask
        return words | self.said.number_mask if form.numbered else words

    def about_words(self, about: tuple[Named, ...]) -> int:
        """The class words that repeat what kind the things are which it is about."""
        words = 0
        for one in about:
            words |= self.kinds.get(one.kind, 0)
        return words

    def left(self, candidate: Candidate) -> float:
        """What the words weigh that a candidate leaves unexplained."""
        return self.said.weight(self.said.full & ~self.explained(candidate))

    def _kinds_of(self, operands: tuple[Operand, ...]) -> tuple[str, ...]:
        found = self._kinds.get(operands)
        if found is None:
            found = self._kinds[operands] = tuple(sorted({_kind(operand) for operand in operands}))
        return found

    def operand_words(self, operands: tuple[Operand, ...]) -> int:
        """The class words that only repeat what kind the things are."""
        if operands in self._repeating:
            return self._repeating[operands]
        mask = 0
        for operand in operands:
            for named in operand.named:
                mask |= self.kinds.get(named.kind, 0)
                if named.kind in COST_SCOPES:
                    for kind in COST_SCOPES:
                        mask |= self.kinds.get(kind, 0)
        self._repeating[operands] = mask
        return mask

    # Features of groups

    def of(self, group: Group) -> list[str]:
        """The features of a group, names without any entity's."""
        names, crossed = self.parts(group)
        return names + [head + tail for head, tails in crossed for tail in tails]

    def parts(self, group: Group) -> tuple[list[str], Sequence[Crossed]]:
        """The same, those apart that cross one thing of the group with all that the message shows."""
        found = getattr(self, "_of_" + str(group[0]))(*group[1:])
        return found if isinstance(found, tuple) else (found, ())

    @property
    def column_context(self) -> Hashable:
        """All of a message that the features of columns look at beside the group: with the same they are the same."""
        last = self.said.state.last
        before = (tuple(cell.column for cell in last.cells), last.columns) if last is not None else None
        return (self.said.years, self.columns.measures, before)

    def _of_none(self) -> list[str]:
        said = self.said
        found = ["none", f"none|best{bucket(self.best, (0.3, 0.6, 0.9, 1.2, 1.6, 2.2))}"]
        found += [f"none|cov{bucket(max((m.coverage for m in self.mentions), default=0), _SHARES)}"]
        found += [f"none|whole{min(len(self.whole), 2)}", f"none|first{int(self.first)}"]
        found += [f"none|{s}" for s in said.senses if s.startswith("outside:")]
        found += [f"none|f:{s}" for s in self.shown]
        found += [f"none|q:{s}" for s in self.asking]
        known = set(self.base.calendar.years)
        strange = [y for y in said.years if not any(-2 <= y - k <= 2 for k in known)]
        if strange:
            found.append("none|year")
        if not said.features() and not self.mentions:
            found.append("none|nothing")
        if self.unpaired:
            found += [f"none|{self.pairing}", *(f"none|{self.pairing}|?{word}" for word in self.asking)]
        if any(self.columns.impossible(domain) for domain in (INDICATOR, COST)):
            found.append("none|impossible")
        found += [f"none|{one}" for m in self.mentions[:2] for one in self._neighbours(m) if "near0" not in one]
        found.append(f"none|points:{said.points}{int(self.first)}")
        return found

    def _of_op(self, operation: str, shape: str, source: str) -> tuple[list[str], Sequence[Crossed]]:
        found = [f"o:{shape}", f"o:{shape}|{source}{'1' if self.first else '+'}", f"p:{operation}"]
        if not self.first and self.said.pointing:
            found += [f"o:{shape}|pointing|{source}", f"p:{operation}|{self.said.points}|{source}"]
        return found, (Crossed(f"o:{shape}|", self._of_shapes), Crossed(f"p:{operation}|", self._of_operations))

    @cached_property
    def _of_shapes(self) -> list[str]:
        """What the message shows that every shape is crossed with."""
        said = self.said
        found = [*self.shown, *(f"?{word}" for word in self.asking)]
        found += [f"y{min(len(said.years), 3)}", f"j{int(bool(said.joints))}"]
        found.append(f"m{min(sum(1 for m in self.mentions if m.coverage > 0.6), 4)}")
        if said.plus:
            found.append("plus")
        last = said.state.last
        if last is not None:
            found += [f"<{last.operation}", f"short{int(len(said.words) < 4)}"]
            if said.pointing:
                found.append(said.points)
            if said.state.told:
                found.append("told")
        return found

    @cached_property
    def _of_operations(self) -> list[str]:
        """The same for operations."""
        found = [*self.shown, *(f"?{word}" for word in self.asking)]
        found += [*(f"a:{aspect}" for aspect in self.aspects), *(f"k:{kind}" for kind in self.kinds)]
        found.append(f"n{min(len(self.said.numbers), 2)}")
        if self.said.plus:
            found.append("plus")
        if self.first and self.said.pointing:
            found.append("pointing0")
        return found

    def _of_kinds(self, operation: str, kinds: tuple[str, ...]) -> list[str]:
        return [f"k:{operation}|{kind}" for kind in kinds] + [f"k:{'+'.join(kinds)}"] * (len(kinds) > 1)

    def _of_operand(self, operand: Operand, family: str) -> list[str]:
        found = [f"s:{operand.source}{min(operand.age, 2)}{'1' if self.first else '+'}", f"s:{_kind(operand)}"]
        found.append(f"s:{_kind(operand)}|{operand.source}")
        if operand.source not in (SAID, WHOLE) and self.said.pointing:
            found.append(f"s:{operand.source}|{self.said.points}|{min(operand.age, 3)}")
        if operand.source not in (SAID, WHOLE) and self.mentions:
            found.append(f"s:{operand.source}|best{bucket(self.best, (0.4, 0.8, 1.2, 1.8))}")
        for named in operand.named:
            found += self._named(named, family)
        if operand.source == WHOLE:
            before = self.said.state.last.cells[:1] if self.said.state.last else ()
            part_of_another = any(c.subject != operand.subject and c.subject.startswith(("staff:", "activity:", "sub_"))
                                  for c in before)  # fmt: skip
            found.append(f"s:whole|{int(part_of_another)}")
        if self.unpaired and any(named in self.unpaired for named in operand.named):
            found.append(f"s:{self.pairing}")
        if operand.item is None and operand.named and operand.domain == COST and self.columns.measures:
            found.append("s:scope|" + ("m" if set(self.columns.measures) & {"budget", "spent"} else "-"))
        if operand.domain == INDICATOR and set(self.columns.measures) & {"budget", "spent"}:
            found.append("s:indicator|money")
        return found

    def _of_about(self, named: Named, family: str, source: str, kind: str) -> list[str]:
        found = [f"b:{family}|{named.kind}|{source}", f"b:{family}|{source}{'1' if self.first else '+'}"]
        if kind:
            found.append(f"b:{kind}<{named.kind}")
        if source != SAID and self.said.pointing:
            found.append(f"b:{source}|pointing")
        if not named.mask:
            found.append(f"b:{family}|unnamed|best{bucket(self.best, (0.4, 0.8, 1.2, 1.8))}")
        return found + (self._named(named, family) if named.mask else [])

    def _named(self, named: Named, family: str) -> list[str]:
        found = self._own.get(named)
        if found is None:
            found = self._own[named] = self._named_alone(named)
        found = [*found, f"e:cov{bucket(named.coverage, _SHARES)}|{family}", f"e:{named.kind}|{family}"]
        if self.kinds:
            near = named.kind in COST_SCOPES and any(kind in self.kinds for kind in COST_SCOPES)
            found.append(f"e:kind{'=' if named.kind in self.kinds else '~' if near else '!'}|{family}")
        return found

    def _named_alone(self, named: Named) -> list[str]:
        """Those that are the same in every family of questions."""
        share = named.said / self.best if self.best else 0.0
        words = min(named.words, 4)
        found = [
            f"e:cov{bucket(named.coverage, _SHARES)}|w{words}",
            f"e:cost{bucket(named.cost, _COSTS)}",
            f"e:slip{int(named.slip)}|w{words}",
            f"e:rank{min(named.place, 4)}",
            f"e:share{bucket(share, _SHARES)}",
            f"e:said{bucket(named.said, (0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2.2, 3.0))}",
            f"e:own{int(named.official)}{int(named.whole)}",
            f"e:gaps{min(named.gaps, 3)}",
        ]
        if self.kinds.get(named.kind, 0) & ~named.mask:
            found.append("e:kind=|beside")
        inside = any(m.mask != named.mask and m.mask & named.mask == named.mask and m.whole for m in self.mentions)
        if inside:
            found.append(f"e:inside|{int(named.whole)}")
        rivals = sum(1 for m in self.mentions if m.kind == named.kind and m.mask & named.mask == named.mask)
        found.append(f"e:rivals{min(rivals, 4)}|{int(named.whole)}")
        found += self._neighbours(named)
        if named.mask & self.cues:
            found.append(f"e:cue{bucket(self.said.weight(named.mask & ~self.cues), (0.1, 0.5, 1.0))}")
        if named.mask & self.said.small:
            found.append("e:small")
        if not named.mask & ~(self.said.small | self.cues | self.said.number_mask | self.said.year_mask):
            found.append(f"e:onlycues|{int(named.whole)}")
        return found

    def _neighbours(self, named: Named) -> list[str]:
        """What stands right before, inside and right after a name: a telling word there may make it another thing."""
        low = named.mask & -named.mask
        span = (1 << named.mask.bit_length()) - low
        whole = int(named.whole)
        found = []
        for place, bits in (("<", low >> 1), ("=", span & ~named.mask), (">", 1 << named.mask.bit_length())):
            told = bits & self.said.full & ~(self.free | self.said.year_mask | self.said.number_mask | self.taken)
            if place == "<" and told and self._cut_off(low.bit_length() - 1):
                continue
            if told:
                weight = max(w for i, w in enumerate(self.said.weights) if told >> i & 1)
                found.append(f"e:near{place}{2 if weight >= 1 else 1}|{whole}")
                found.append(f"e:near{place}{2 if weight >= 1 else 1}|{named.kind}")
        return found or [f"e:near0|{whole}"]

    def _cut_off(self, position: int) -> bool:
        """Whether punctuation stands before a word."""
        return bool(self.said.words[position].gap)

    def _of_class(self, kind: str, operation: str, source: str, restricted: bool) -> list[str]:
        base_kind, _, sort = kind.partition(":")
        found = [f"g:{base_kind}|{operation}", f"g:{source}|{operation}", f"g:{base_kind}|{source}"]
        found.append(f"g:{operation}|r{int(restricted)}")
        if sort:
            found.append("g:sort")
        elif any(s.startswith(f"kind:{base_kind}:") for s in self.said.senses):
            found.append("g:nosort")
        mask = self.said.said(f"kind:{kind}")
        if mask:
            low = bucket(mask.bit_length() / max(len(self.said.words), 1), (0.34, 0.67))
            found.append(f"g:at{low}|{operation}")
            if any(m.mask & mask == mask and m.whole and m.words > 1 for m in self.mentions):
                found.append("g:inname")
        return found

    def _of_aspect(self, aspect: str, operation: str, kind: str) -> tuple[list[str], Sequence[Crossed]]:
        said = self.aspects.get(aspect, 0)
        feature = self.said.said(f"feature:{aspect}")
        state = "+" if said or feature else "-" if self.aspects else "0"
        found = [f"a:{aspect}", f"a:{operation}{state}", f"a:{aspect}{state}", f"a:{kind}|{aspect}"]
        found.append(f"a:{kind}|{operation}{state}")
        if self.columns.measures:
            found.append(f"a:{aspect}|m")
        answers = self.base.answers.get(aspect, "text")
        others = self._of_aspects
        if said:
            others = [one for one in others if one != f"a:{aspect}"]
        return found, (
            Crossed(f"a:{answers}|", self._of_answers),
            Crossed(f"a:{aspect}|", self.shown),
            Crossed(f"a:{aspect}|", others),
        )

    @cached_property
    def _of_answers(self) -> list[str]:
        """What the message shows that every sort of answer is crossed with."""
        return [*(f"?{word}" for word in self.asking), *self.shown]

    @cached_property
    def _of_aspects(self) -> list[str]:
        """What the message says that every sort of text is crossed with."""
        return [f"a:{aspect}" for aspect in self.aspects]

    def _of_text(self, text: int, shape: str, source: str) -> list[str]:
        target = self.said.full & ~self.said.small & ~self.said.year_mask
        weight = self.said.weight(target) or 1.0
        share = self.said.weight(text & target) / weight
        return [
            f"t:{shape}|{bucket(share, _SHARES)}",
            f"t:{source}|{bucket(share, _SHARES)}",
            f"t:{shape}|w{min((text & target).bit_count(), 5)}",
        ]

    def _of_columns(self, asked: Asked) -> list[str]:
        domain, columns, operation, direction = asked.domain, asked.columns, asked.operation, asked.direction
        said, year = self.said, int(self.said.calendar)
        own = {c.year for c in columns if c.year}
        years = set(said.years)
        count = "1" if len(columns) == 1 else "2" if len(columns) == 2 else "3"
        found = []
        if domain not in (INDICATOR, COST):
            found = [f"c:plain|y{int(bool(years))}", f"c:plain|{columns[0].measure}"]
            found += [f"c:plain|{columns[0].measure}|{m}" for m in self.columns.measures]
            return found
        if years:
            used, missing, extra = len(years & own), len(years - own), len(own - years)
            found.append(f"c:y{min(used, 3)}-{min(missing, 2)}+{min(extra, 2)}|{count}")
            found.append(f"c:y-{min(missing, 2)}+{min(extra, 2)}|{operation}")
        else:
            offsets = ",".join(str((c.year or year) - year) for c in columns[:3])
            found.append(f"c:{domain}|{offsets}|y0")
            found.append(f"c:{operation}|{offsets}|y0")
        if self.columns.impossible(domain):
            found.append(f"c:impossible|{count}")
        named = self.columns.named(domain)
        if named:
            same = columns == named
            turned = columns == named[::-1]
            inside = all(c in named for c in columns)
            mark = "=" if same else "~" if turned else "<" if inside else "!"
            found.append(f"c:named{mark}|{count}")
            found.append(f"c:named{mark}|{operation}")
        last = said.state.last
        if last is not None:
            before = {cell.column for cell in last.cells} | set(last.columns)
            kept = sum(c in before for c in columns)
            spoken = {c.year for c in before} & own
            measure = {c.measure for c in before} & {c.measure for c in columns}
            found.append(f"c:last{int(bool(kept))}{int(bool(spoken))}{int(bool(measure))}|y{min(len(years), 2)}")
            found.append(f"c:lastm{int(bool(measure))}|m{int(bool(self.columns.measures))}")
        for column in columns[:3]:
            offset = (column.year or year) - year
            here = column.measure
            if self.columns.measures:
                mark = "+" if here in self.columns.measures else "-"
                found.append(f"c:{domain}|{here}@{offset}{mark}|{count}")
                found += [f"c:{here}@{offset}|{m}" for m in self.columns.measures]
            else:
                found.append(f"c:{domain}|{here}@{offset}0|{count}|y{int(bool(years))}")
        if len(columns) == 2:
            a, b = columns
            pair = f"{a.measure}@{(a.year or year) - year}>{b.measure}@{(b.year or year) - year}"
            found += [f"c:{operation}|{pair}", f"c:{pair}|m{int(bool(self.columns.measures))}y{min(len(years), 2)}"]
            found.append(f"c:{operation}{direction}|{pair}")
        return found

    def _of_nocolumns(self, family: str, operation: str) -> list[str]:
        found = [f"x:{family}|y{min(len(self.said.years), 2)}"]
        if self.said.years:
            found.append(f"x:{operation}|y")
        found += [f"x:{family}|{measure}" for measure in self.columns.measures]
        return found

    def _of_numbers(self, used: bool, shape: str) -> list[str]:
        number = self.said.numbers[0]
        sort = "%" if number.is_percent else "o" if number.is_ordinal else "k" if number.value > 99 else "s"
        return [f"n:{int(used)}{sort}", f"n:{shape}|{int(used)}{sort}"]

    def _of_left(self, explained: int, family: str) -> list[str]:
        left = self.said.full & ~explained
        weight = self.said.weight(left)
        share = weight / (self.said.weight(self.said.full & ~self.said.small) or 1.0)
        found = [
            f"l:{bucket(weight, _WEIGHTS)}|{family}",
            f"l:{bucket(weight, _WEIGHTS)}",
            f"l:share{bucket(share, _SHARES)}|{family}",
        ]
        strange = sum(1 for i, w in enumerate(self.said.weights) if left >> i & 1 and w >= 1.0)
        if strange:
            found.append(f"l:strange{min(strange, 3)}|{family}")
        for sense, mask in self.said.senses.items():
            if mask & left == mask and sense.startswith(("outside:", "aspect:", "kind:")):
                role = sense.partition(":")[0]
                found.append(f"l:{role}|{family}" if role != "outside" else f"l:{sense}|{family}")
        lost = max((m.said for m in self.mentions if m.mask & left == m.mask), default=0.0)
        if lost:
            found.append(f"l:name{bucket(lost, (0.4, 0.7, 1.0, 1.5))}|{family}")
        if any(m.mask & left for m in self.whole):
            found.append(f"l:whole|{family}")
        partly = max((self.said.weight(m.mask & left) for m in self.mentions[:6] if m.coverage > 0.6), default=0.0)
        if partly:
            found.append(f"l:partly{bucket(partly, (0.3, 0.7, 1.2))}|{family}")
        return found


def _kind(operand: Operand) -> str:
    kind = operand.subject.partition(":")[0]
    return f"{kind}x{operand.item.partition(':')[0]}" if operand.item else kind
