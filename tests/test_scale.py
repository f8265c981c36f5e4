"""Many agencies and years in one file: the right agency's figure of the right year, a question back, or none."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.assistant import Assistant
from bot.replies.reply import ANSWER, CLARIFY, Reply
from knowledge.base import KnowledgeBase
from knowledge.language.declension import with_case
from tests.question_sets import SETS, load
from tests.scale import BUDGET_YEAR, FIRST, Size, agency_name, factor, make, retold
from tests.whole_space import Generated, questions

SIZE = Size(agencies=12, years=3)
EVERY = 29
"""Of the generated questions every such one is asked, of one agency after the other."""
EVERYDAY = 6 if os.environ.get("GOCBOT_TESTS") == "long" else 18
"""Of the own questions every such one is asked."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path = tmp_path_factory.mktemp("scale") / "many.sqlite"
    make(path, SIZE)
    return Assistant(KnowledgeBase(path))


@pytest.fixture(scope="module")
def asked(base: KnowledgeBase) -> list[tuple[Generated, int, str]]:
    """(question of the shipped agency, another agency, the question put for it)."""
    found = [
        one
        for one in questions(base)
        if one.style in ("clean", "inflected", "terse") and not one.cell.subject.startswith("agency:")
    ][::EVERY]
    agencies = [FIRST + 1 + number % (SIZE.agencies - 1) for number in range(len(found))]
    return [(one, agency, retold(one.text, agency)) for one, agency in zip(found, agencies, strict=True)]


def _owner(reply: Reply) -> bool:
    return reply.status == ANSWER and bool(reply.figures)


def test_a_named_agency_gives_its_own_figures(many: Assistant, asked: list[tuple[Generated, int, str]]) -> None:
    missed = []
    for one, agency, text in asked:
        reply = many.reply(None, f"{with_case(agency_name(agency), 'gen', apostrophe=True)} {text}")
        right = {value * factor(agency, BUDGET_YEAR) for value in one.values}
        if not (_owner(reply) and reply.figures[0].value in right):
            missed.append((text, agency_name(agency), reply.text))
    assert missed == []


def test_an_unnamed_agency_is_told_by_what_only_it_has_or_asked_for(
    many: Assistant, asked: list[tuple[Generated, int, str]]
) -> None:
    wrong, counts = [], Counter[str]()
    for one, agency, text in asked:
        reply = many.reply(None, text)
        counts[reply.status] += 1
        right = {value * factor(agency, BUDGET_YEAR) for value in one.values}
        if reply.status == ANSWER and not (reply.figures and reply.figures[0].value in right):
            wrong.append((text, agency_name(agency), reply.text))
        if reply.status == ANSWER and text == one.text:
            wrong.append((text, "all of them", reply.text))
    assert wrong == []
    assert counts[ANSWER] > len(asked) / 3
    assert counts[ANSWER] + counts[CLARIFY] == len(asked)


def test_a_named_year_s_programme_gives_its_figure(many: Assistant) -> None:
    for agency in (FIRST, 2, SIZE.agencies):
        for year in range(BUDGET_YEAR - SIZE.years + 1, BUDGET_YEAR + 1):
            subject = with_case(agency_name(agency), "gen", apostrophe=True)
            reply = many.reply(None, f"{subject} {year} programına göre {retold('aktif ikamet izni', agency)} hedefi")
            assert [figure.value for figure in reply.figures[:1]] == [1_280_000 * factor(agency, year)], reply.text
            assert reply.figures[0].year == year


def test_the_choice_of_an_agency_answers_and_stays(many: Assistant) -> None:
    asked_back = many.reply("1", "toplam personel sayısı")
    assert asked_back.status == CLARIFY
    assert asked_back.figures == ()
    assert len(asked_back.choices) == 6
    chosen = many.reply("1", "2")
    assert chosen.status == ANSWER
    assert asked_back.choices[1] in chosen.text
    followed = many.reply("1", "peki kadın personel?")
    assert followed.status == ANSWER
    assert asked_back.choices[1] in followed.text


def test_questions_in_everyday_words_get_no_other_agency_s_figures(many: Assistant) -> None:
    foreign = [agency_name(agency) for agency in range(FIRST + 1, SIZE.agencies + 1)]
    told = []
    for path in sorted(SETS.glob("*.jsonl")):
        for question in list(load(path))[::EVERYDAY]:
            reply = many.reply(None, question.turns[0])
            if reply.figures and any(name in reply.text for name in foreign):
                told.append((question.turns[0], reply.text))
    assert told == []


def test_two_named_agencies_are_asked_back(many: Assistant) -> None:
    reply = many.reply("2", f"{agency_name(2)} ve {agency_name(3)} personel giderleri 2023")
    assert reply.status == CLARIFY
    assert set(reply.choices) == {agency_name(2), agency_name(3)}
    chosen = many.reply("2", "1")
    assert chosen.status == ANSWER
    assert reply.choices[0] in chosen.text
