"""Features of what a candidate leaves unexplained: how much it weighs, and what is lost with it."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property

from bot.understanding.second.seen import SHARES, Seen, bucket

_WEIGHTS = (0.06, 0.3, 0.5, 0.9, 1.3, 2.0, 3.0, 4.5)


class LeftFeatures:
    """Those of one message. Words are bits."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.said = seen.said
        self._weighed_by: dict[tuple[int, int], tuple[int, int, tuple[int, ...] | None]] = {}
        self._lost_by: dict[int, tuple[int, tuple[str, ...], int | None, bool, int | None]] = {}

    def group(self, left: int, family: str, near: int) -> tuple[Hashable, ...]:
        """That of words that a candidate of a family leaves; `near`: the words of the sentences that it is from."""
        if (left, near) not in self._weighed_by:
            self._weighed_by[left, near] = self._weighed(left, near)
        if left not in self._lost_by:
            self._lost_by[left] = self._lost(left)
        return ("left", family, *self._weighed_by[left, near], *self._lost_by[left])

    def _weighed(self, left: int, near: int) -> tuple[int, int, tuple[int, ...] | None]:
        """How much is left, which share of all that is, and how much of it in some sentences and in the others.

        The last with whether they end the message; empty where none is from them, None where there is but one.
        """
        weigh, full = self.said.weight, self.said.full
        weight = weigh(left)
        share = weight / (weigh(full & ~self.said.small) or 1.0)
        parts: tuple[int, ...] | None = () if len(self.seen.sentences) > 1 else None
        if near:
            last = near >> (len(self.said.words) - 1) & 1
            parts = (bucket(weigh(left & near), _WEIGHTS), bucket(weigh(left & ~near), _WEIGHTS), last)
        return bucket(weight, _WEIGHTS), bucket(share, SHARES), parts

    def _lost(self, left: int) -> tuple[int, tuple[str, ...], int | None, bool, int | None]:
        """What is lost: unknown words, senses, the best name, whether any of one said in full, the most of one."""
        mentions = self.seen.mentions
        strange = (left & self.seen.strange).bit_count()
        senses = tuple([sense for sense, mask in self._telling if mask & left == mask])
        name = max([m.said for m in mentions if m.mask & left == m.mask], default=0.0)
        whole = any(m.mask & left for m in self.seen.whole)
        partly = max([self.said.weight(m.mask & left) for m in mentions[:6] if m.coverage > 0.6], default=0.0)
        return (
            min(strange, 3),
            senses,
            bucket(name, (0.4, 0.7, 1.0, 1.5)) if name else None,
            whole,
            bucket(partly, (0.3, 0.7, 1.2)) if partly else None,
        )

    @cached_property
    def _telling(self) -> list[tuple[str, int]]:
        """The senses that tell what is lost, with their words: things outside the programme, of others the role."""
        return [
            (sense if sense.startswith("outside:") else sense.partition(":")[0], mask)
            for sense, mask in self.said.senses.items()
            if sense.startswith(("outside:", "aspect:", "kind:"))
        ]

    def of_left(
        self,
        family: str,
        weight: int,
        share: int,
        parts: tuple[int, ...] | None,
        strange: int,
        senses: tuple[str, ...],
        name: int | None,
        whole: bool,
        partly: int | None,
    ) -> list[str]:
        """Its features."""
        found = [f"l:{weight}|{family}", f"l:{weight}", f"l:share{share}|{family}"]
        if parts:
            near, far, last = parts
            found += [f"l:near{near}|{family}", f"l:far{far}|{family}", f"l:last{last}"]
        elif parts is not None:
            found.append(f"l:several|{family}")
        if strange:
            found.append(f"l:strange{strange}|{family}")
        found += [f"l:{sense}|{family}" for sense in senses]
        if name is not None:
            found.append(f"l:name{name}|{family}")
        if whole:
            found.append(f"l:whole|{family}")
        if partly is not None:
            found.append(f"l:partly{partly}|{family}")
        return found
