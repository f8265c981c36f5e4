"""Features of what is named: how well, how surely, beside what, and whether a question of its family is of such."""

from __future__ import annotations

from functools import cached_property

from bot.answering.columns import COST, INDICATOR
from bot.understanding.frame import COST_SCOPES
from bot.understanding.second.candidates import SAID, WHOLE, Operand
from bot.understanding.second.mentions import Named
from bot.understanding.second.seen import SHARES, Seen, bucket
from knowledge.language.cases import likely_case
from knowledge.schema import COLUMN, ROW

LIKE = {ROW: "staff", COLUMN: "staff_group"}
"""What the rows and columns of a programme's own tables are weighed as, of which no author has asked yet."""
CLASS_LIKE = {ROW: "activity", COLUMN: "expense"}
"""The same where rows are ranked by a column, as activities are by a kind of cost."""
_COSTS = (0.001, 0.06, 0.15, 0.3, 0.5, 0.8)


class NameFeatures:
    """Those of one message."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self._ends: dict[Named, tuple[str, str]] = {}

    @cached_property
    def best(self) -> int:
        """How well the best name is said."""
        return bucket(self.seen.best, (0.4, 0.8, 1.2, 1.8))

    def of_kinds(self, operation: str, kinds: tuple[str, ...]) -> list[str]:
        """Those of what sorts of things an operation is over."""
        return [f"k:{operation}|{kind}" for kind in kinds] + [f"k:{'+'.join(kinds)}"] * (len(kinds) > 1)

    def of_operand(self, operand: Operand) -> list[str]:
        """Those of a thing that has figures, beside how it is named."""
        found = [f"s:{operand.source}{min(operand.age, 2)}{'1' if self.seen.first else '+'}", f"s:{kind_of(operand)}"]
        found.append(f"s:{kind_of(operand)}|{operand.source}")
        if operand.source not in (SAID, WHOLE) and self.seen.said.pointing:
            found.append(f"s:{operand.source}|{self.seen.said.points}|{min(operand.age, 3)}")
        if operand.source not in (SAID, WHOLE) and self.seen.mentions:
            found.append(f"s:{operand.source}|best{self.best}")
        if operand.source not in (SAID, WHOLE):
            years, measures = min(len(self.seen.said.years), 2), min(len(self.seen.columns.measures), 2)
            spoken = f"s:{operand.source}{min(operand.age, 3)}|n{bucket(len(self.seen.said.words), (2, 4, 7))}"
            found += [f"{spoken}|y{years}", f"{spoken}|m{measures}"]
        if operand.source == WHOLE:
            before = self.seen.said.state.last.cells[:1] if self.seen.said.state.last else ()
            part_of_another = any(c.subject != operand.subject and c.subject.startswith(("staff:", "activity:", "sub_"))
                                  for c in before)  # fmt: skip
            found.append(f"s:whole|{int(part_of_another)}")
        if self.seen.unpaired and any(named in self.seen.unpaired for named in operand.named):
            found.append(f"s:{self.seen.pairing}")
        if operand.item is None and operand.named and operand.domain == COST and self.seen.columns.measures:
            found.append("s:scope|" + ("m" if set(self.seen.columns.measures) & {"budget", "spent"} else "-"))
        if operand.domain == INDICATOR and set(self.seen.columns.measures) & {"budget", "spent"}:
            found.append("s:indicator|money")
        return found

    def of_about(self, kind: str, family: str, source: str, of: str, named: bool) -> list[str]:
        """Those of what restricts a set of some class (`of`), or what a text or a relation is of, but for its name."""
        kind, of = CLASS_LIKE.get(kind, kind), CLASS_LIKE.get(of, of)
        found = [f"b:{family}|{kind}|{source}", f"b:{family}|{source}{'1' if self.seen.first else '+'}"]
        if of:
            found.append(f"b:{of}<{kind}")
        if source != SAID and self.seen.said.pointing:
            found.append(f"b:{source}|pointing")
        if not named:
            found.append(f"b:{family}|unnamed|best{self.best}")
        return found

    def group_in(self, named: Named, family: str) -> tuple[str, str, str, int, str, str]:
        """The group of a name in a family of questions: its kind, how much of it is said, its class said, its case."""
        if named not in self._ends:
            case = likely_case(self.seen.said.words[named.mask.bit_length() - 1])
            self._ends[named] = self._mark(named.kind), case
        return (
            "named in",
            family,
            LIKE.get(named.kind, named.kind),
            bucket(named.coverage, SHARES),
            *self._ends[named],
        )

    def _mark(self, kind: str) -> str:
        """Whether the class of a thing is said, or one that is near it, or another."""
        kinds = self.seen.kinds
        if not kinds or kind in kinds:
            return "=" if kinds else ""
        return "~" if kind in COST_SCOPES and any(scope in kinds for scope in COST_SCOPES) else "!"

    def of_named_in(self, family: str, kind: str, coverage: int, mark: str, case: str) -> list[str]:
        """Its features."""
        found = [f"e:cov{coverage}|{family}", f"e:{kind}|{family}", f"e:{case}|{family}"]
        return [*found, f"e:kind{mark}|{family}"] if mark else found

    def of_named(self, named: Named) -> list[str]:
        """Those of a name that are the same in every family of questions."""
        share = named.said / self.seen.best if self.seen.best else 0.0
        words = min(named.words, 4)
        found = [
            f"e:cov{bucket(named.coverage, SHARES)}|w{words}",
            f"e:cost{bucket(named.cost, _COSTS)}",
            f"e:slip{int(named.slip)}|w{words}",
            f"e:rank{min(named.place, 4)}",
            f"e:share{bucket(share, SHARES)}",
            f"e:said{bucket(named.said, (0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2.2, 3.0))}",
            f"e:own{int(named.official)}{int(named.whole)}",
            f"e:gaps{min(named.gaps, 3)}",
        ]
        if self.seen.kinds.get(named.kind, 0) & ~named.mask:
            found.append("e:kind=|beside")
        seen, mask, whole = self.seen, named.mask, int(named.whole)
        around = [m for m in seen.mentions if m.mask & mask == mask]
        if any(m.whole for m in around if m.mask != mask):
            found.append(f"e:inside|{whole}")
        rivals = [m.kind for m in around].count(named.kind)
        found.append(f"e:rivals{min(rivals, 4)}|{whole}")
        found += self.neighbours(named)
        if mask & seen.cues:
            found.append(f"e:cue{bucket(seen.said.weight(mask & ~seen.cues), (0.1, 0.5, 1.0))}")
        if mask & seen.said.small:
            found.append("e:small")
        if not mask & ~(seen.said.small | seen.cues | seen.figures):
            found.append(f"e:onlycues|{whole}")
        return found

    def neighbours(self, named: Named) -> list[str]:
        """What stands right before, inside and right after a name: a telling word there may make it another thing."""
        low = named.mask & -named.mask
        span = (1 << named.mask.bit_length()) - low
        whole = int(named.whole)
        found = []
        for place, bits in (("<", low >> 1), ("=", span & ~named.mask), (">", 1 << named.mask.bit_length())):
            told = bits & self.seen.telling
            if place == "<" and told and self._cut_off(low.bit_length() - 1):
                continue
            if told:
                near = f"e:near{place}{2 if told & self.seen.strange else 1}"
                found += [f"{near}|{whole}", f"{near}|{LIKE.get(named.kind, named.kind)}"]
        return found or [f"e:near0|{whole}"]

    def _cut_off(self, position: int) -> bool:
        """Whether punctuation stands before a word."""
        return bool(self.seen.said.words[position].gap)


def kind_of(operand: Operand) -> str:
    """The kind of a thing that has figures, with that of its item."""
    kind = operand.subject.partition(":")[0]
    if not operand.item:
        return LIKE.get(kind, kind)
    item = operand.item.partition(":")[0]
    # Whatever the row of a table is, its columns part it as groups part the staff.
    return f"{LIKE[ROW]}x{LIKE[COLUMN]}" if item == COLUMN else f"{kind}x{item}"
