"""What speaks for and against a candidate, by names that hold for any agency's programme.

A candidate's score is a sum over groups of features (its operation, its things, its columns, what it leaves
unexplained …); candidates of one message share most groups, so each is scored once a message.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property

from bot.answering import queries as q
from bot.answering.columns import COST, INDICATOR
from bot.understanding.frame import COST_SCOPES
from bot.understanding.second.candidates import NONE, Candidate, Form, Operand
from bot.understanding.second.column_features import COLUMNS, ColumnFeatures
from bot.understanding.second.mentions import Named
from bot.understanding.second.name_features import NameFeatures, kind_of
from bot.understanding.second.seen import SHARES, SHORT, Crossed, Seen, bucket

Group = tuple[Hashable, ...]
"""(name, arguments): a part of a candidate that other candidates of the message may share."""
Parts = list[str] | tuple[list[str], Sequence[Crossed]]
"""The features of a group, those apart that cross one thing of it with all that the message shows."""
RESTRICTED = "restricted"
"""Said of the form of a set that something restricts."""
TOLD = frozenset({q.TEXT, q.COUNT})
"""Operations of which it counts how much of the message stands in the text."""
HOW_MANY = "kac"
"""How the words begin that ask for a number; said twice, two are asked for."""
_WEIGHTS = (0.06, 0.3, 0.5, 0.9, 1.3, 2.0, 3.0, 4.5)


def form_filling(form: Form, about: Sequence[Named]) -> str:
    """What the groups of a form look at of what fills it: of a text the kind of its thing, of a set if restricted."""
    if form.aspect:
        return about[0].kind if about else ""
    return RESTRICTED if about else ""


class Features(Seen):
    """The groups of the candidates of one message, and the features of each group."""

    @cached_property
    def names(self) -> NameFeatures:
        """The features of what is named."""
        return NameFeatures(self)

    @cached_property
    def asked(self) -> ColumnFeatures:
        """The features of the columns that are asked for."""
        return ColumnFeatures(self)

    @cached_property
    def _kinds(self) -> dict[tuple[Operand, ...], tuple[str, ...]]:
        return {}

    @cached_property
    def _repeating(self) -> dict[tuple[Operand, ...], int]:
        return {}

    @cached_property
    def _makers(self) -> Mapping[Hashable, Callable[..., Parts]]:
        return {
            "none": self._of_none,
            "op": self._of_op,
            "class": self._of_class,
            "aspect": self._of_aspect,
            "text": self._of_text,
            "numbers": self._of_numbers,
            "left": self._of_left,
            "kinds": self.names.of_kinds,
            "operand": self.names.of_operand,
            "about": self.names.of_about,
            "columns": self.asked.of_columns,
            "column": self.asked.of_column,
            "nocolumns": self.asked.of_nocolumns,
        }

    # Groups

    def groups(self, candidate: Candidate) -> list[Group]:
        """The groups whose scores add up to the candidate's."""
        if candidate.nothing:
            return [("none",), self.left_group(candidate)]
        form = candidate.form
        found = self.form_groups(form, candidate.source, form_filling(form, candidate.about))
        found += self.operand_groups(candidate.operands, form)
        found += self.about_groups(candidate.about, form, candidate.source)
        if form.aspect and form.operation in TOLD:
            found.append(("text", candidate.text, form.shape, candidate.source))
        found.append(self.left_group(candidate))
        return found

    def form_groups(self, form: Form, source: str, of: str) -> list[Group]:
        """Those that candidates of a form share; `of`: what of their filling they look at, as `form_filling` says."""
        return self.head_groups(form, source, of) + self.column_groups(form)

    def head_groups(self, form: Form, source: str, of: str) -> list[Group]:
        """Those of all forms with the same head."""
        operation = form.operation
        found: list[Group] = [("op", operation, form.shape, source)]
        if form.kind:
            found.append(("class", form.kind, operation, source, bool(of)))
        if form.aspect:
            found.append(("aspect", form.aspect, operation, of))
        if form.asked is None:
            found.append(("nocolumns", form.family, operation))
        if self.said.numbers:
            found.append(("numbers", form.numbered, form.shape))
        return found

    def column_groups(self, form: Form) -> list[Group]:
        """Those of all forms that ask for the same columns by the same operation."""
        if form.asked is None:
            return []
        found: list[Group] = [("columns", form.asked)]
        if self.crossed_stems:
            found += [("column", column) for column in form.columns[:COLUMNS]]
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
        return ("left", self.explained(candidate), candidate.form.family, self.around(candidate.mask))

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
            found = self._kinds[operands] = tuple(sorted({kind_of(operand) for operand in operands}))
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
        found = self._makers[group[0]](*group[1:])
        return found if isinstance(found, tuple) else (found, ())

    def _of_none(self) -> list[str]:
        said = self.said
        found = ["none", f"none|best{bucket(self.best, (0.3, 0.6, 0.9, 1.2, 1.6, 2.2))}"]
        found += [f"none|cov{bucket(max((m.coverage for m in self.mentions), default=0), SHARES)}"]
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
        found += [f"none|{one}" for m in self.mentions[:2] for one in self.names.neighbours(m) if "near0" not in one]
        found.append(f"none|points:{said.points}{int(self.first)}")
        found += [f"none|{stem}" for stem in self.crossed_stems]
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
        if sum(word.folded.startswith(HOW_MANY) for word in said.words) > 1:
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

    @cached_property
    def _of_operations(self) -> list[str]:
        """The same for operations."""
        found = [*self.shown, *(f"?{word}" for word in self.asking)]
        found += [*(f"a:{aspect}" for aspect in self.aspects), *(f"k:{kind}" for kind in self.kinds)]
        found += self.crossed_stems
        found.append(f"n{min(len(self.said.numbers), 2)}")
        if self.said.plus:
            found.append("plus")
        if self.first and self.said.pointing:
            found.append("pointing0")
        return found

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
        if self.last_aspect:
            found.append(f"a:last{int(aspect == self.last_aspect)}|short{int(len(self.said.words) < SHORT)}|{state}")
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
        return [*(f"a:{aspect}" for aspect in self.aspects), *self.crossed_stems]

    def _of_text(self, text: int, shape: str, source: str) -> list[str]:
        target = self.said.full & ~self.said.small & ~self.said.year_mask
        weight = self.said.weight(target) or 1.0
        share = self.said.weight(text & target) / weight
        return [
            f"t:{shape}|{bucket(share, SHARES)}",
            f"t:{source}|{bucket(share, SHARES)}",
            f"t:{shape}|w{min((text & target).bit_count(), 5)}",
        ]

    def _of_numbers(self, used: bool, shape: str) -> list[str]:
        number = self.said.numbers[0]
        sort = "%" if number.is_percent else "o" if number.is_ordinal else "k" if number.value > 99 else "s"
        return [f"n:{int(used)}{sort}", f"n:{shape}|{int(used)}{sort}"]

    def _of_left(self, explained: int, family: str, near: int) -> list[str]:
        left = self.said.full & ~explained
        weight = self.said.weight(left)
        share = weight / (self.said.weight(self.said.full & ~self.said.small) or 1.0)
        found = [
            f"l:{bucket(weight, _WEIGHTS)}|{family}",
            f"l:{bucket(weight, _WEIGHTS)}",
            f"l:share{bucket(share, SHARES)}|{family}",
        ]
        if near:
            found.append(f"l:near{bucket(self.said.weight(left & near), _WEIGHTS)}|{family}")
            found.append(f"l:far{bucket(self.said.weight(left & ~near), _WEIGHTS)}|{family}")
            found.append(f"l:last{near >> (len(self.said.words) - 1) & 1}")
        elif len(self.sentences) > 1:
            found.append(f"l:several|{family}")
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
