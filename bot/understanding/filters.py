"""Members of a class told apart: by a bound on a figure, by another figure, by a text of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.conditions import ABOVE, BELOW, UP_TO
from bot.answering.queries import Column, Query
from bot.answering.terms import Attained, Held, Nil, Says, Unchanged
from bot.understanding.dialogue import POINTING
from bot.understanding.frame import Accepts, Frame, Reading
from bot.understanding.limits import bound_of
from bot.understanding.members import ASKED, Members, restrictions
from bot.understanding.rankings import PLANS, bounds, change_columns, exceeding, parts_said, said_ratio
from bot.understanding.segments import Segment
from bot.understanding.weights import weight
from knowledge.base import KnowledgeBase
from knowledge.language.asking import HOW_MANY
from knowledge.language.fractions import find as fractions
from knowledge.language.letters import fold

FILTERED = weight("filters.filtered")
"""Gain of a filter whose bound is said over other questions of the same words."""
BEGUN = weight("filters.begun")
"""Gain of those that are nil in one column and not in another: both are said."""
TEXTS = frozenset({"series", "measure_unit"})
"""Kinds of text by which indicators are told apart."""
BY_TEXT = Accepts(ASKED | {"percent", "exists", "children", "nil"}, aspects=TEXTS)
"""What may be said in such a question."""
SIDES = frozenset({"above", "below", "nil", "up", "down", "more", "less", "reach", "same", "exists"})
"""Features that say on which side of a number or a column the members lie that are looked for."""
SAME = "same"
"""The side of figures that do not change."""
THOSE = ("enler", "anlar", "enleri", "anlari")
"""Ends of participles for those that do something, folded."""
PIECE = "tane"
"""How the word begins behind "kaç" by which members are counted, folded."""
LONGEST_BEGINNING = 5
"""Letters of a word by which it names the answer of a text."""


def filtered(of: Members, numbers: tuple[float, ...]) -> Iterator[tuple[Query, float]]:
    """Members whose figure is nil, above or below a threshold or another column, or stays the same."""
    frame, features, columns = of.frame, of.frame.features, of.columns
    side = _side(of)
    if not _asks(of) or not side or len(numbers) > 1 or said_ratio(frame):
        return  # between two bounds
    parts = parts_said(frame)
    if fractions(frame.words) or (parts and (len(columns) > 1 or of.domain == cols.COST)):
        return  # of a part of the other column, not of all of it; no money is so many percent
    if "nil" in features and any(entity.startswith("unit:") for entity in of.within):
        return  # "sorumlusu X olmayan" is not nil
    counted = "count" in features and _counted(frame, of.segment)
    query = Query(q.FILTER, kind=of.kind, entities=of.within, counted=counted)
    default = () if of.domain == cols.PLAIN else (of.default(),)
    zeroth = any(word.folded.startswith("sifirdan") for word in frame.words) and features & {"above", "more", "max"}
    single = query.but(columns=columns or default, assumed=() if columns else ("year",))
    if ({"nil", "above"} <= features or zeroth) and len(columns) <= 1:
        yield single.but(terms=Held(ABOVE, 0.0)), FILTERED
    elif "nil" in features and side != SAME and len(columns) <= 1:
        yield single.but(terms=Nil()), FILTERED
    elif "nil" in features and side != SAME:
        if (pair := _begun(of)) and not numbers:
            yield query.but(columns=pair, terms=Nil()), BEGUN
    elif numbers and len(columns) <= 1:
        yield single.but(terms=Unchanged() if side == SAME else Held(side, numbers[0])), FILTERED
    elif side == SAME and len(columns) > 2:
        yield query.but(columns=columns, terms=Unchanged()), FILTERED
    elif len(columns) == 2:
        terms = Unchanged() if side == SAME else Held(side)
        yield query.but(columns=_against(of, columns, side), terms=terms), FILTERED
    else:
        yield from _moved(of, query.but(terms=Unchanged() if side == SAME else Held(side)), side)


def _begun(of: Members) -> tuple[Column, ...]:
    """(the column that is nil, the one that is not) of two: "2022'de ödeneği olmayan ama 2023'te olan"."""
    nil = next((s.start for s in of.frame.segments if "nil" in s.values("feature")), 0)
    before = [name for name in of.named if name.start < nil]
    if len(of.columns) != 2 or not before or len(before[-1].columns) != 1:
        return ()
    none = before[-1].columns[0]
    return (none, *(column for column in of.columns if column != none))


def _side(of: Members) -> str:
    """On which side of a bound the members lie that are looked for; empty where "aynı" points at those spoken of."""
    features, frame = of.frame.features, of.frame
    same = [s for s in frame.segments if "same" in s.values("feature")]
    beside = {other.start for other, _ in frame.classes} | {of.segment.start}
    if same and all(s.end in beside and frame.words[s.start].folded in POINTING for s in same):
        return ""  # "aynı göstergeler" are those spoken of
    if same:
        return SAME
    numbers = [s for s in frame.segments if s.number is not None]
    bound = bound_of(frame, numbers[0]) if len(numbers) == 1 else ""
    said = [segment.values("feature") for segment in frame.segments if not segment.free]
    if not bound and any(one & {"min", "max"} and not one & SIDES for one in said):
        return ""  # "en az" alone ranks
    if bound:
        return bound
    if features & {"below", "less", "down"} and "above" not in features:
        return BELOW
    return UP_TO if "reach" in features and len(of.columns) == 2 else ABOVE


def _asks(of: Members) -> bool:
    """Whether those are asked for that do something, not whether one thing does: "programın toplamı … fazla"."""
    frame, segment = of.frame, of.segment
    if frame.features & {"which", "who", "list", "exists", "count"} or of.plural:
        return True
    alone = segment.end == len(frame.words) and segment.end - segment.start == 1 and frame.features & {"up", "down"}
    return bool(alone) or any(word.folded.endswith(THOSE) for word in frame.words)


def _against(of: Members, columns: tuple[Column, ...], side: str) -> tuple[Column, ...]:
    """Two columns, the one that lies above or below the other first; of growth the later."""
    new, old = exceeding(of, columns)
    planned = {new.measure, old.measure} in PLANS and new.year == old.year
    grown = of.frame.features & {"up", "down"} and not of.frame.features & {"above", "below"}
    if not planned and side != SAME and grown:
        return max(columns, key=lambda c: c.year or 0), min(columns, key=lambda c: c.year or 0)
    return new, old


def _moved(of: Members, query: Query, side: str) -> Iterator[tuple[Query, float]]:
    """Those that rose, fell or stayed, or that passed what was planned."""
    features, columns = of.frame.features, of.columns
    if features & {"up", "down", "same"} and of.domain != cols.PLAIN:
        pair = change_columns(of, columns)
        if side == SAME and not columns:
            pair = cols.columns_of(of.domain, of.frame.year)
        yield query.but(columns=pair, assumed=("base",)), 0.0
        return
    passed = features & {"reach", "above", "below"} and of.domain == cols.INDICATOR and not _borne(of.frame)
    if passed and (not columns or columns[0].measure == "planned"):
        year = of.frame.year - 1
        yield query.but(columns=(Column("estimate", year), Column("planned", year))), 0.0


def _borne(frame: Frame) -> bool:
    """Whether what lies above or below is a unit's burden: "genel müdürlüğünün üzerinde kaç gösterge var"."""
    sides = {s.start for s in frame.segments if s.values("feature") & {"above", "below"}}
    of_unit = {s.end for s in frame.segments if any(kind.startswith("unit") for kind in s.values("kind"))}
    return bool(sides & of_unit) or any(one.kind == "unit" and one.end in sides for one in frame.mentions)


def attained(of: Members) -> Iterator[tuple[Query, float]]:
    """Indicators whose estimate reaches what was planned for the year, the only one that has both."""
    frame, named, year = of.frame, of.named, of.frame.year - 1
    if of.kind != "indicator" or "above" in frame.features or frame.numbers:
        return
    missed = "below" in frame.features
    # What is named last is what something lies below: "hedefi tahmininin altında" is no plan that was missed.
    if missed and (not named or named[-1].measure not in ("target", "planned")):
        return
    pair: tuple[Column, ...] = (Column("estimate", year), Column("planned", year))
    columns = {column for name in named for column in name.columns if name.years or name.measure != "target"}
    if not columns <= set(pair):
        # "2023 hedefine ulaşan": no programme says yet what came of its own year
        if len(columns) > 1 or not all(name.years for name in named):
            return
        pair = (Column("", max(columns).year), *columns)
    counted = "count" in frame.features and _counted(frame, of.segment)
    yield of.query(pair, Attained(missed), counted), 0.0


def _counted(frame: Frame, own: Segment) -> bool:
    """Whether members are counted, not listed: "kaç gösterge", or nothing asks for a list."""
    counting = any("count" in s.values("feature") and s.end == own.start for s in frame.segments)
    # "kaç tanesi … hangileri" asks for both: how many is told first
    pieces = any(a.folded == HOW_MANY and b.folded.startswith(PIECE) for a, b in pairwise(frame.words))
    return counting or pieces or not frame.features & {"which", "list"}


def by_text(base: KnowledgeBase, frame: Frame) -> Iterator[Reading]:
    """Members of a class by what a text says of each: "kümülatif göstergeler", "birimi oran olanlar"."""
    for segment, kinds in frame.classes:
        if "indicator" not in kinds or _points_at_a_unit(frame):
            continue
        ranks = {"max", "min", "up", "down", "above", "below"}
        rates = "percent" in frame.features and not frame.features & ranks
        for aspect in sorted(frame.aspects & TEXTS or ({"measure_unit"} if rates else set())):
            value = _text_value(base, frame, aspect)
            if not value or frame.rest(BY_TEXT, segment):
                continue
            for within in restrictions(base, frame, "indicator", segment):
                counted = "count" in frame.features and not frame.features & {"list", "which"}
                terms = Says(aspect, value, otherwise="nil" in frame.features)
                query = Query(q.FILTER, kind="indicator", entities=within, terms=terms, counted=counted)
                yield frame.reading(query, FILTERED)


def _points_at_a_unit(frame: Frame) -> bool:
    """Whether a unit spoken of is pointed at: "o birimin göstergeleri"."""
    return any(
        s.start and frame.words[s.start - 1].folded in POINTING and "measure_unit" in s.values("aspect")
        for s in frame.segments
    )


def _text_value(base: KnowledgeBase, frame: Frame, aspect: str) -> str:
    """Which answer of a kind of text the message names: "kumulatif"; empty for none."""
    rows = (row for indicator in base.of_kind("indicator") for row in base.attributes(indicator.id))
    answers = {fold(row.answer) for row in rows if row.kind == aspect}
    for word in frame.words:
        for answer in sorted(answers):
            begins = word.stem[:LONGEST_BEGINNING] == answer[:LONGEST_BEGINNING]
            if len(word.stem) > 3 and (begins or word.stem == answer):
                return answer
    return ""


__all__ = ["attained", "bounds", "by_text", "filtered"]
