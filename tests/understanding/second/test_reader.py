"""The second reader's candidates, their features, and how likely each is."""

from __future__ import annotations

import gc
from itertools import pairwise
from math import exp, isfinite
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answering import queries as q
from bot.answering.queries import Cell, Column, Query
from bot.engine import Engine
from bot.understanding.frame import Conversation
from bot.understanding.second.candidates import NONE, Candidate, Form, coverage
from bot.understanding.second.model import Crossings, estimate, limit, log_odds, read_weights, table
from bot.understanding.second.reader import KEPT, SecondReader
from bot.understanding.second.scoring import DIGITS, NEGLIGIBLE, LearntWeights, Scores
from bot.understanding.second.seen import bucket
from tests.question_sets import SETS, load
from tests.understanding.second.conftest import Read, Weigh

PERMITS = "indicator:aktif-ikamet-izni-sayisi"
TEXTS = sorted({turn for path in SETS.rglob("*.jsonl") for one in load(path) for turn in one.turns})
WORDS = sorted({word for text in TEXTS for word in text.split()})
ANY = st.one_of(
    st.text(max_size=80), st.sampled_from(TEXTS), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("aktif ikamet izni sayısı 2023 hedefi", Query(q.VALUE, (Cell(PERMITS, None, Column("target", 2023)),))),
        (
            "merkezde kaç kadın var",
            Query(q.VALUE, (Cell("staff:merkez-teskilati", "staff_group:kadin", Column("count")),)),
        ),
        ("yarın hava nasıl olacak", NONE.query),
    ],
)
def test_what_is_meant_is_likeliest(engine: Engine, lattice: Read, text: str, query: Query) -> None:
    first = engine.second.read(lattice(text), Conversation())[0]
    assert first.query.but(assumed=()) == query
    assert first.probability > 0.9


def test_probabilities_are_those_of_the_scores(engine: Engine, lattice: Read, weigh: Weigh) -> None:
    text = "ikamet izni kaç"
    found = engine.second.read(lattice(text), Conversation())
    weights = engine.second.weights
    weighed = weigh(text)
    scores = [
        sum(weights.get(name, 0.0) for group in weighed.features.groups(one) for name in weighed.features.of(group))
        for one in weighed.candidates
    ]
    best = max(scores)
    assert found[0].score == pytest.approx(best)
    assert found[0].probability == pytest.approx(1 / sum(exp(score - best) for score in scores), abs=1e-2)


@pytest.mark.parametrize(
    "text",
    [
        "bütçesi 2022'den 2023'e en çok artan 3 faaliyet",
        "Strateji Geliştirme Dairesi Başkanlığının izlediği göstergelerden hedefi 100'ün altında olan kaç tane? Yazın.",
        "personel giderleri bütçenin yüzde kaçı, kurumlarla paylaşılan veriler neler",
        "veri alınan kaç kurum var",
    ],
)
def test_what_is_filled_alike_weighs_at_once_what_each_weighs_by_itself(
    engine: Engine, weigh: Weigh, text: str
) -> None:
    """With a weight for every feature, so that none is weighed in one way only."""
    weighed = weigh(text)
    names = {group: weighed.features.of(group) for one in weighed.candidates for group in weighed.features.groups(one)}
    weights = {name: crc32(name.encode()) % 2_001 / 1_000 - 1 for group in names.values() for name in group}
    scores = [
        round(sum(weights[name] for group in weighed.features.groups(one) for name in names[group]), DIGITS)
        for one in weighed.candidates
    ]
    found = Scores(weighed.features, LearntWeights(weights)).likeliest(weighed.made, KEPT)
    order = sorted(range(len(scores)), key=lambda place: -scores[place])[:KEPT]
    assert [one.score for one in found] == pytest.approx([scores[place] for place in order])
    assert [one.query for one in found] == [weighed.candidates[place].query for place in order]
    total = sum(exp(score - max(scores)) for score in scores if score > max(scores) - NEGLIGIBLE)
    assert [one.probability for one in found] == pytest.approx([exp(one.score - max(scores)) / total for one in found])


def test_what_is_kept_over_messages_weighs_what_each_weighs_by_itself(engine: Engine, weigh: Weigh) -> None:
    """Each text alone, and following the one before it: a context that is told too narrowly gives another's score."""
    weighed, state = [], Conversation()
    for text in TEXTS[::300]:
        weighed += [weigh(text), weigh(text, state)]
        state = engine.respond(text, state)[1]
    groups = [{group for made in one.candidates for group in one.features.groups(made)} for one in weighed]
    names = {name for one, own in zip(weighed, groups, strict=True) for group in own for name in one.features.of(group)}
    weights = {name: crc32(name.encode()) % 2_001 / 1_000 - 1 for name in names}
    crossings = Crossings(weights)
    kept = LearntWeights(weights, crossings)
    for one in weighed:
        found = Scores(one.features, kept).likeliest(one.made, KEPT)
        alone = Scores(one.features, LearntWeights(weights, crossings)).likeliest(one.made, KEPT)
        assert [(each.query, each.score) for each in found] == [(each.query, each.score) for each in alone]


def test_what_one_message_weighs_no_other_message_changes(engine: Engine, lattice: Read) -> None:
    found = engine.second.read(lattice("yarın hava nasıl olacak"), Conversation())
    before = [(one.query, one.score, one.probability, one.left) for one in found]
    others = engine.second.read(lattice("yarın müze nasıl olacak"), Conversation())
    assert all(any(one.nothing for one in read) for read in (found, others))
    assert [(one.query, one.score, one.probability, one.left) for one in found] == before
    assert NONE.score == NONE.probability == NONE.left == 0


def test_a_message_leaves_nothing_to_collect(engine: Engine) -> None:
    """What refers to itself stays until the collector finds it, which holds up a message for as long as three take."""
    for text in TEXTS[::400]:
        engine.respond(text, Conversation())
    gc.collect()
    gc.disable()
    try:
        for text in TEXTS[1::400]:
            engine.respond(text, Conversation())
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_without_weights_nothing_is_likelier(engine: Engine, lattice: Read) -> None:
    reader = SecondReader(engine.reader.figures, engine.reader.linker, {})
    found = reader.read(lattice("ikamet izni kaç"), Conversation())
    assert len({one.probability for one in found}) == 1


def test_every_group_of_every_candidate_has_features(weigh: Weigh) -> None:
    weighed = weigh("sınır dışı edilenlerin 2021'den 2023'e yüzde kaç arttığını 3 kurulla karşılaştır")
    groups = {group for one in weighed.candidates for group in weighed.features.groups(one)}
    assert len({str(group[0]) for group in groups}) >= 8
    assert all(name for group in groups for name in weighed.features.of(group))


def test_features_name_no_thing_of_the_programme(weigh: Weigh) -> None:
    weighed = weigh("aktif ikamet izni sayısı 2023 hedefi")
    names = {
        name
        for one in weighed.candidates
        for group in weighed.features.groups(one)
        for name in weighed.features.of(group)
    }
    assert not [name for name in names if "ikamet" in name or "2023" in name]


def test_what_a_candidate_leaves_is_what_its_words_weigh(weigh: Weigh) -> None:
    weighed = weigh("aktif ikamet izni sayısı 2023 hedefi")
    assert weighed.features.left(NONE) > 1
    query = Query(q.VALUE, (Cell(PERMITS, None, Column("target", 2023)),))
    meant = next(one for one in weighed.candidates if one.query == query)
    assert weighed.features.left(meant) == pytest.approx(0)
    assert coverage(meant) == pytest.approx(1)
    assert coverage(Candidate(Form(Query(q.COUNT, kind="goal"), "count"))) == 1


@pytest.mark.parametrize(("value", "reached"), [(0.0, 0), (0.3, 1), (0.31, 1), (0.5, 2), (9.0, 2)])
def test_a_bucket_is_how_many_bounds_are_reached(value: float, reached: int) -> None:
    assert bucket(value, (0.3, 0.5)) == reached


def test_the_model_reads_what_it_can_and_says_what_it_cannot(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.tsv", tmp_path / "bad.tsv"
    good.write_text("# of two authors\no:value\t1.5\n\nnone\t-2\n", "utf-8")
    bad.write_text("o:value 1.5\n", "utf-8")
    assert read_weights(good) == {"o:value": 1.5, "none": -2.0}
    with pytest.raises(ValueError, match=r"bad\.tsv, line 1"):
        read_weights(bad)
    with pytest.raises(KeyError):
        limit("no such limit")
    with pytest.raises(KeyError):
        estimate("rules", strange=1.0)
    assert estimate("rules") == pytest.approx(1 / (1 + exp(-table("rules")["bias"])))


@given(st.floats(0, 1))
def test_log_odds_are_bounded_and_rise(probability: float) -> None:
    assert -6 <= log_odds(probability) <= 6
    assert log_odds(probability) == pytest.approx(-log_odds(1 - probability), abs=1e-6)


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(text=ANY, earlier=st.one_of(st.just(""), st.sampled_from(TEXTS)))
@example("2022 değil 2023 hedefi ikisinin toplamı kaç mı?", "")
def test_the_first_candidates_of_any_text_can_be_answered_and_worded(
    engine: Engine, lattice: Read, text: str, earlier: str
) -> None:
    state = engine.respond(earlier, Conversation())[1] if earlier else Conversation()
    found = engine.second.read(lattice(text), state)
    assert 0 < len(found) <= KEPT
    assert all(one.score >= other.score for one, other in pairwise(found))
    assert sum(one.probability for one in found) <= 1.001  # what is negligible is not summed
    for one in found:
        assert isfinite(one.score)
        assert one.left >= 0
        if not one.nothing:
            assert engine.answer([one.query]).text.strip()
