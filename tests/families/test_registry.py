"""Every operation has a computation, a sentence and Turkish labels; every feature has one too."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Cell, Figure, Query
from bot.answering.terms import Held, Place, Ranked
from bot.assistant import Assistant
from bot.explaining import explain, meaning
from bot.questions import labels
from bot.questions.answering import Answering
from bot.questions.registry import FAMILIES, OPERATIONS, measure_word
from bot.questions.wording import Wording
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from knowledge import build
from knowledge.base import KnowledgeBase
from tests.families.things import BUDGET, PERMITS, TARGET

NAMES = {value for name, value in vars(q).items() if name.isupper() and isinstance(value, str)}
TURKISH = Path(build.__file__).with_name("data") / "turkish"


def test_every_operation_is_registered_once() -> None:
    assert set(OPERATIONS) >= NAMES - {q.AGENCY}
    assert len(OPERATIONS) == sum(len(family.OPERATIONS) for family in FAMILIES)


def test_labels_are_turkish() -> None:
    told = [one.label for one in OPERATIONS.values()] + [one.measure for one in OPERATIONS.values() if one.measure]
    assert len({one.label for one in OPERATIONS.values()}) == len(OPERATIONS)
    assert not NAMES & {*told, *labels.FEATURES.values()}
    assert labels.of_operation(q.AGENCY) == "seçim"


def test_every_feature_has_a_label() -> None:
    features = tomllib.loads((TURKISH / "features.toml").read_text("utf-8"))["feature"]
    assert set(labels.FEATURES) == {row["id"] for row in features} | {"yesno"}
    assert labels.of_feature("unheard of") == "soru sözü"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("veri altyapısından 2022de ne kadar kaldı", ("“kalan” sorusu", "kalan: ")),
        ("sağlık bakanlığı vize kurulunun üyesi mi", ("üyelik: ",)),
        ("aktif ikamet izni sayısının medyanı", ("“ortanca” sorusu", "ortanca: ")),
    ],
)
def test_why_is_told_in_turkish(assistant: Assistant, base: KnowledgeBase, text: str, told: tuple[str, ...]) -> None:
    explanation = explain(base, assistant.engine.read(text))
    assert all(one in explanation for one in told), explanation


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (Query(q.FILTER, kind="activity", columns=(BUDGET,), terms=Held("up to", 5.0)), "5 veya üzeri"),
        (Query(q.HIGHEST, kind="activity", columns=(BUDGET,), terms=Ranked(Place(nth=2))), "ikinci sıradaki"),
        (Query(q.HIGHEST, kind="activity", columns=(BUDGET,), terms=Ranked(Place(3))), "2023 bütçesi; 3"),
        (Query(q.COUNT, kind="unit:kurul"), "sayım: kurul"),
        (Query(q.HELP), "yardım"),
    ],
)
def test_a_meaning_tells_its_condition(base: KnowledgeBase, query: Query, told: str) -> None:
    assert told in meaning(base, query)


def test_programs_read_computed_measures() -> None:
    figure = Figure(1.0, "%", PERMITS, measure=q.GROWTH)
    assert measure_word(figure) == "yıllık bileşik büyüme"
    assert measure_word(Figure(1.0, "sayı", PERMITS, measure="target")) == "hedef"
    assert measure_word(Figure(1.0, "adet", PERMITS, measure="of no kind")) == "of no kind"


def test_replies_to_several_questions_are_joined(base: KnowledgeBase) -> None:
    wording = Wording(base)
    answered, asked = Reply(ANSWER, "Bir."), Reply(CLARIFY, "Hangisi?", choices=("A", "B"))
    refused = Reply(NO_ANSWER, "Yok.")
    assert wording.joined([answered, answered]).status == ANSWER
    assert wording.joined([answered, asked]).status == ANSWER
    assert wording.joined([answered, asked]).choices == ("A", "B")
    assert wording.joined([answered, refused]).markup == "Bir.\n\nYok."
    assert wording.joined([asked, refused]).status == CLARIFY


def test_the_agency_stands_in_the_source_where_several_are_loaded(base: KnowledgeBase) -> None:
    result = Answering(Figures(base)).answer(Query(q.VALUE, (Cell(PERMITS, None, TARGET),)))
    owner = base.programme.agency
    assert f"{owner} 2023 Performans Programı" in Wording(base, several=True).reply(result).text
    assert owner not in Wording(base).reply(result).text
