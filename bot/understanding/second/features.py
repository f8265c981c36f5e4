"""What speaks for and against a candidate, by names that hold for any agency's programme.

A candidate's score is a sum over groups of features (its operation, its things, its columns, what it leaves
unexplained …); candidates of one message share most groups, so each is scored once a message.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from bot.answering import queries as q
from bot.answering.columns import COST, INDICATOR
from bot.understanding.frame import COST_SCOPES
from bot.understanding.second.candidates import NONE, Candidate, Form, Operand
from bot.understanding.second.column_features import ColumnFeatures
from bot.understanding.second.left_features import LeftFeatures
from bot.understanding.second.mentions import Named
from bot.understanding.second.name_features import CLASS_LIKE, LIKE, NameFeatures, kind_of
from bot.understanding.second.seen import SHARES, SHORT, Crossed, Seen, bucket
from knowledge import schema
from knowledge.language.asking import HOW_MANY

Group = tuple[Hashable, ...]
"""(name, arguments): a part of a candidate that other candidates of the message may share."""
Crossing = tuple[str, str]
"""(sort, thing): what is crossed with what the message shows."""
Told = list[str] | Crossed
"""The features of a group, as they are weighed."""
SHAPE, OPERATION, ANSWER, ASPECT, COLUMN = "shape", "operation", "answer", "aspect", "column"
CROSSED = {SHAPE: "o", OPERATION: "p", ANSWER: "a", ASPECT: "a", COLUMN: "c"}
"""Sorts of things that are crossed, each with what the names of its features begin with."""
RESTRICTED = "restricted"
"""Said of the form of a set that something restricts."""
WEIGHED = 4
"""Things of one question that are weighed."""


def form_filling(form: Form, about: Sequence[Named]) -> str:
    """What the groups of a form look at of what fills it: of a text the kind of its thing, of a set if restricted."""
    if form.aspect:
        return about[0].kind if about else ""
    return RESTRICTED if about else ""


class Features:
    """The groups of the candidates of one message, and the features of each group.

    What they look at knows nothing of them: a message's objects go when it is answered, and leave nothing to collect.
    """

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.said = seen.said
        self.names = NameFeatures(seen)
        self.asked = ColumnFeatures(seen)
        """The features of the columns that are asked for."""
        self.leaving = LeftFeatures(seen)
        """The features of what stays unexplained."""
        self._kinds: dict[Operand, str] = {}
        self._repeating: dict[Operand, int] = {}
        self._held_by: dict[int, tuple[int, int]] = {}
        self._shown: dict[str, Sequence[str]] = {}

    @cached_property
    def contexts(self) -> dict[str, Hashable]:
        """For each sort of group that messages share all of a message that its features look at beside the group."""
        last, short = self.seen.last_aspect, len(self.said.words) < SHORT
        measures = self.seen.columns.measures
        pointing = bool(self.said.pointing)
        asked_last = self.said.state.last.operation if self.said.state.last is not None else ""
        return {
            "op": (self.seen.first, pointing, self.said.points, asked_last, self._length),
            "aspect": (bool(self.seen.aspects), bool(measures), last, short),
            "text": (),
            "left": (),
            "kinds": (),
            "about": (self.seen.first, pointing, self.names.best),
            "named in": (),
            "nocolumns": (min(len(self.said.years), 2), measures),
        }

    # Groups

    def groups(self, candidate: Candidate) -> list[Group]:
        """The groups whose scores add up to the candidate's."""
        if candidate.nothing:
            return [("none",), self.left_group(candidate)]
        form = candidate.form
        found = self.form_groups(form, candidate.source, form_filling(form, candidate.about))
        if candidate.operands:
            found.append(self.kinds_group(candidate.operands, form))
        for operand in candidate.operands[:WEIGHED]:
            found += self.operand_groups(operand, form)
        found += self.about_groups(candidate.about, form, candidate.source)
        if form.told:
            found.append(self.text_group(candidate.text, form.shape, candidate.source))
        found.append(self.left_group(candidate))
        return found

    def form_groups(self, form: Form, source: str, of: str) -> list[Group]:
        """Those that candidates of a form share; `of`: what of their filling they look at, as `form_filling` says."""
        found, *crossed = self.operation_groups(form, source)
        if form.kind:
            found.append(self.class_group(form, source, of))
        if form.aspect:
            own, *more = self.aspect_groups(form, of)
            found.append(own)
            crossed += more
        if form.asked is not None:
            found.append(("columns", form.asked))
            crossed += [(COLUMN, name) for name in self.asked.crossed(form.asked)]
        return found + [("crossed", *one) for one in crossed]

    def operation_groups(self, form: Form, source: str) -> tuple[list[Group], Crossing, Crossing]:
        """Those of what is done, whatever it is done with, and what of it is crossed."""
        operation, shape = form.operation, form.shape
        found: list[Group] = [("op", operation, shape, source)]
        if form.asked is None:
            found.append(("nocolumns", form.family, operation))
        if self.said.numbers:
            found.append(("numbers", form.numbered, shape))
        return found, (SHAPE, shape), (OPERATION, operation)

    def class_group(self, form: Form, source: str, of: str) -> Group:
        """That of the class of a set."""
        return ("class", form.kind, form.operation, source, bool(of))

    def aspect_groups(self, form: Form, of: str) -> tuple[Group, Crossing, Crossing]:
        """That of the sort of text, or the relation, that is asked for, and what of it is crossed."""
        aspect = form.aspect
        answer = self.seen.base.answers.get(aspect, "text")
        said = aspect in self.seen.aspects or aspect in self.seen.shown
        return ("aspect", aspect, form.operation, of, said), (ANSWER, answer), (ASPECT, aspect)

    def text_group(self, text: int, shape: str, source: str) -> Group:
        """That of how much of what is asked stands in a text; `text`: the words that stand in it, as bits."""
        if text not in self._held_by:
            target = self.said.full & ~self.said.small & ~self.said.year_mask
            share = self.said.weight(text & target) / (self.said.weight(target) or 1.0)
            self._held_by[text] = bucket(share, SHARES), min((text & target).bit_count(), 5)
        return ("text", shape, source, *self._held_by[text])

    def kinds_group(self, operands: tuple[Operand, ...], form: Form) -> Group:
        """That of what sorts of things an operation is over."""
        return ("kinds", form.operation, self.kinds_of(operands))

    def operand_groups(self, operand: Operand, form: Form) -> list[Group]:
        """Those of a thing that has figures."""
        return [("operand", operand), *self._named_groups(operand.named, form.family)]

    def about_groups(self, about: tuple[Named, ...], form: Form, source: str) -> list[Group]:
        """Those of what a set is restricted by, or a text or a relation is of."""
        found: list[Group] = [("about", one.kind, form.family, source, form.base_kind, bool(one.mask)) for one in about]
        return [*found, *self._named_groups([one for one in about if one.mask], form.family)]

    def _named_groups(self, named: Sequence[Named], family: str) -> Iterator[Group]:
        """Those of how things are named."""
        for one in named:
            yield "named", one
            yield self.names.group_in(one, family)

    def left_group(self, candidate: Candidate) -> Group:
        """That of what stays unexplained."""
        left = self.said.full & ~self.explained(candidate)
        return self.leaving.group(left, candidate.form.family, self.seen.around(candidate.mask))

    def explained(self, candidate: Candidate) -> int:
        """The words that a candidate explains."""
        form = candidate.form
        explained = candidate.mask | candidate.text | self.seen.free | self.form_words(form)
        return explained | self.operand_words(candidate.operands) | self.about_words(candidate.about)

    def form_words(self, form: Form) -> int:
        """The words that a form explains, whatever fills it."""
        if form is NONE.form:
            return self.said.year_mask
        words = self.seen.kinds.get(form.base_kind, 0) | self.seen.aspects.get(form.aspect, 0)
        if form.columns:
            words |= self.said.year_mask
        return words | self.said.number_mask if form.numbered else words

    def about_words(self, about: tuple[Named, ...]) -> int:
        """The class words that repeat what kind the things are which it is about."""
        words = 0
        for one in about:
            words |= self.seen.kinds.get(one.kind, 0)
        return words

    def left(self, candidate: Candidate) -> float:
        """What the words weigh that a candidate leaves unexplained."""
        return self.said.weight(self.said.full & ~self.explained(candidate))

    def kinds_of(self, operands: tuple[Operand, ...]) -> tuple[str, ...]:
        """The kinds of some things, each once."""
        if len(operands) == 1:
            return (self._kind_of(operands[0]),)
        return tuple(sorted({self._kind_of(operand) for operand in operands}))

    def _kind_of(self, operand: Operand) -> str:
        found = self._kinds.get(operand)
        if found is None:
            found = self._kinds[operand] = kind_of(operand)
        return found

    def operand_words(self, operands: tuple[Operand, ...]) -> int:
        """The class words that only repeat what kind the things are."""
        if not self.seen.kinds:
            return 0
        mask = 0
        for operand in operands:
            own = self._repeating.get(operand)
            if own is None:
                own = self._repeating[operand] = self._words_repeating(operand)
            mask |= own
        return mask

    def _words_repeating(self, operand: Operand) -> int:
        mask = 0
        for named in operand.named:
            for kind in COST_SCOPES if named.kind in COST_SCOPES else (named.kind,):
                mask |= self.seen.kinds.get(kind, 0)
        return mask

    # Features of groups

    def of(self, group: Group) -> list[str]:
        """The features of a group, names without any entity's."""
        told = self.told(group)
        if isinstance(told, Crossed):
            start = f"{told.sort}:{told.thing}"
            return [f"{start}|{one}" for one in told.shown if one != start]
        return told

    def told(self, group: Group) -> Told:
        """The same as they are weighed: what is shared hangs on the group and its `contexts` alone."""
        part, make = _MAKERS[group[0]]
        return make(part(self), *group[1:])

    def _of_crossed(self, sort: str, thing: str) -> Crossed:
        if sort not in self._shown:
            self._shown[sort] = self.crossed_with(sort)
        return Crossed(CROSSED[sort], thing, self._shown[sort])

    def crossed_with(self, sort: str) -> Sequence[str]:
        """What of the message things of a sort are crossed with, but for themselves."""
        asking = [f"?{word}" for word in self.seen.asking]
        if sort == SHAPE:
            return [*self.seen.shown, *asking, *self._of_shapes()]
        if sort == OPERATION:
            return [*self.seen.shown, *asking, *self._of_operations()]
        if sort == ANSWER:
            return [*self.seen.shown, *asking]
        if sort == ASPECT:
            return [*self.seen.shown, *(f"a:{aspect}" for aspect in self.seen.aspects), *self.seen.crossed_stems]
        return self.seen.crossed_stems

    def _of_none(self) -> list[str]:
        said = self.said
        found = ["none", f"none|best{bucket(self.seen.best, (0.3, 0.6, 0.9, 1.2, 1.6, 2.2))}"]
        found += [f"none|cov{bucket(max((m.coverage for m in self.seen.mentions), default=0), SHARES)}"]
        found += [f"none|whole{min(len(self.seen.whole), 2)}", f"none|first{int(self.seen.first)}"]
        found += [f"none|{s}" for s in said.senses if s.startswith("outside:")]
        found += [f"none|f:{s}" for s in self.seen.shown]
        found += [f"none|q:{s}" for s in self.seen.asking]
        known = set(self.seen.base.calendar.years)
        strange = [y for y in said.years if not any(-2 <= y - k <= 2 for k in known)]
        if strange:
            found.append("none|year")
        if not said.features() and not self.seen.mentions:
            found.append("none|nothing")
        if self.seen.unpaired:
            found += [f"none|{self.seen.pairing}", *(f"none|{self.seen.pairing}|?{word}" for word in self.seen.asking)]
        if any(self.seen.columns.impossible(domain) for domain in (INDICATOR, COST)):
            found.append("none|impossible")
        found += [
            f"none|{one}" for m in self.seen.mentions[:2] for one in self.names.neighbours(m) if "near0" not in one
        ]
        found.append(f"none|points:{said.points}{int(self.seen.first)}")
        found += [f"none|{stem}" for stem in self.seen.crossed_stems]
        return found

    def _of_op(self, operation: str, shape: str, source: str) -> list[str]:
        found = [f"o:{shape}", f"o:{shape}|{source}{'1' if self.seen.first else '+'}", f"p:{operation}"]
        if not self.seen.first and self.said.pointing:
            found += [f"o:{shape}|pointing|{source}", f"p:{operation}|{self.said.points}|{source}"]
        last = self.said.state.last
        if last is not None:
            same = f"o:same{int(operation == last.operation)}"
            found += [f"{same}|{self.said.points}|n{self._length}", f"{same}|{source}|n{self._length}"]
        return found

    @property
    def _length(self) -> int:
        """How long the message is."""
        return bucket(len(self.said.words), (2, 4, 7, 12))

    def _of_shapes(self) -> list[str]:
        """What shapes are crossed with beside what is shown and asked."""
        said = self.said
        found = [f"y{min(len(said.years), 3)}", f"j{int(bool(said.joints))}"]
        found.append(f"m{min(sum(1 for m in self.seen.mentions if m.coverage > 0.6), 4)}")
        if sum(word.folded.startswith(HOW_MANY) for word in said.words) > 1:  # two numbers are asked for
            found.append("twice")
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

    def _of_operations(self) -> list[str]:
        """The same for operations."""
        found = [*(f"a:{aspect}" for aspect in self.seen.aspects), *(f"k:{kind}" for kind in self.seen.kinds)]
        found += self.seen.crossed_stems
        found.append(f"n{min(len(self.said.numbers), 2)}")
        if self.said.plus:
            found.append("plus")
        if self.seen.first and self.said.pointing:
            found.append("pointing0")
        return found

    def _of_class(self, kind: str, operation: str, source: str, restricted: bool) -> list[str]:
        base_kind, _, sort = kind.partition(":")
        like = base_kind
        if base_kind == schema.ROW:  # ranked by a column as activities are by a cost, listed as groups are
            like = CLASS_LIKE[schema.ROW] if operation in (q.HIGHEST, q.LOWEST) else LIKE[schema.COLUMN]
        found = [f"g:{like}|{operation}", f"g:{source}|{operation}", f"g:{like}|{source}"]
        found.append(f"g:{operation}|r{int(restricted)}")
        if sort:
            found.append("g:sort")
        elif any(s.startswith(f"kind:{base_kind}:") for s in self.said.senses):
            found.append("g:nosort")
        mask = self.said.said(f"kind:{kind}")
        if mask:
            low = bucket(mask.bit_length() / max(len(self.said.words), 1), (0.34, 0.67))
            found.append(f"g:at{low}|{operation}")
            if any(m.mask & mask == mask and m.whole and m.words > 1 for m in self.seen.mentions):
                found.append("g:inname")
        return found

    def _of_aspect(self, aspect: str, operation: str, kind: str, said: bool) -> list[str]:
        state = "+" if said else "-" if self.seen.aspects else "0"
        found = [f"a:{aspect}", f"a:{operation}{state}", f"a:{aspect}{state}", f"a:{kind}|{aspect}"]
        found.append(f"a:{kind}|{operation}{state}")
        if self.seen.columns.measures:
            found.append(f"a:{aspect}|m")
        if self.seen.last_aspect:
            found.append(
                f"a:last{int(aspect == self.seen.last_aspect)}|short{int(len(self.said.words) < SHORT)}|{state}"
            )
        return found

    def _of_text(self, shape: str, source: str, share: int, words: int) -> list[str]:
        return [f"t:{shape}|{share}", f"t:{source}|{share}", f"t:{shape}|w{words}"]

    def _of_numbers(self, used: bool, shape: str) -> list[str]:
        number = self.said.numbers[0]
        sort = "%" if number.is_percent else "o" if number.is_ordinal else "k" if number.value > 99 else "s"
        return [f"n:{int(used)}{sort}", f"n:{shape}|{int(used)}{sort}"]


def _itself(features: Features) -> Features:
    return features


_MAKERS: Mapping[Hashable, tuple[Callable[[Features], object], Callable[..., Told]]] = {
    "none": (_itself, Features._of_none),
    "op": (_itself, Features._of_op),
    "crossed": (_itself, Features._of_crossed),
    "class": (_itself, Features._of_class),
    "aspect": (_itself, Features._of_aspect),
    "text": (_itself, Features._of_text),
    "numbers": (_itself, Features._of_numbers),
    "left": (attrgetter("leaving"), LeftFeatures.of_left),
    "kinds": (attrgetter("names"), NameFeatures.of_kinds),
    "operand": (attrgetter("names"), NameFeatures.of_operand),
    "about": (attrgetter("names"), NameFeatures.of_about),
    "named": (attrgetter("names"), NameFeatures.of_named),
    "named in": (attrgetter("names"), NameFeatures.of_named_in),
    "columns": (attrgetter("asked"), ColumnFeatures.of_columns),
    "nocolumns": (attrgetter("asked"), ColumnFeatures.of_nocolumns),
}
"""What makes the features of each sort of group: a part of a message's features, and how it makes them."""
