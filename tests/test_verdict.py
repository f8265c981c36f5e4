"""What both readers say is answered, what one alone says must be sure, all else is offered or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering import queries as q
from bot.answering.queries import Cell, Column, Query, Result
from bot.assistant import Assistant
from bot.engine import Engine
from bot.meanings import alike, canonical, meanings
from bot.offers import OFFERED
from bot.opinion import Opinion
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.frame import Conversation
from bot.understanding.second.candidates import NONE, Candidate, Form
from bot.understanding.second.model import limit
from bot.verdict import OFFER, REFUSE, SAY, certain, decide, evidence, taught, unrivalled, unweighed
from knowledge.base import KnowledgeBase
from knowledge.language.words import split
from tests.question_sets import SETS, load, respond

PERMITS = "indicator:aktif-ikamet-izni-sayisi"
DEPORTED = "indicator:sinir-disi-edilen-yabanci-sayisi"
MOST_CHOICES = 6
TEXTS = sorted({turn for path in SETS.rglob("*.jsonl") for one in load(path) for turn in one.turns})
WORDS = sorted({word for text in TEXTS for word in text.split()})
ANY = st.one_of(
    st.text(max_size=80), st.sampled_from(TEXTS), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
)
NOTHING = Opinion(Reply(NO_ANSWER, "Bunu anlayamadım."))


def value(subject: str, year: int = 2023, measure: str = "target") -> Query:
    return Query(q.VALUE, (Cell(subject, None, Column(measure, year)),))


def likely(query: Query, probability: float, mask: int = 1) -> Candidate:
    return Candidate(Form(query, "value/1s1c"), probability=probability, mask=mask)


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


def saying(engine: Engine, query: Query) -> Opinion:
    return Opinion(engine.answer([query]), (query,), cost=0.0)


def test_what_both_say_is_said(engine: Engine) -> None:
    query = value(PERMITS)
    verdict = decide(engine.answering, saying(engine, query), [likely(query, 0.98)])
    assert (verdict.kind, verdict.queries) == (SAY, (query,))
    assert verdict.sure >= limit("answer")


def test_what_they_say_otherwise_is_offered(engine: Engine) -> None:
    mine, other = value(PERMITS), value(DEPORTED)
    verdict = decide(
        engine.answering, replace(saying(engine, mine), cost=1.2), [likely(other, 0.5), likely(mine, 0.05)]
    )
    assert verdict.kind == OFFER
    assert verdict.choices[0] == other
    assert mine in verdict.choices


def test_what_the_second_reader_is_sure_of_is_said_alone(engine: Engine) -> None:
    query = value(PERMITS)
    sure = decide(engine.answering, NOTHING, [likely(query, 0.9999), replace(NONE, probability=0.0001)])
    doubtful = decide(engine.answering, NOTHING, [likely(query, 0.4), likely(value(DEPORTED), 0.35)])
    assert sure.sure > doubtful.sure or sure.kind == SAY
    assert doubtful.kind == OFFER
    assert doubtful.choices == (query, value(DEPORTED))


@pytest.mark.parametrize(("none", "choices"), [(0.7, 1), (0.99, 0)])
def test_what_is_none_of_the_programme_is_refused(engine: Engine, none: float, choices: int) -> None:
    found = [replace(NONE, probability=none), likely(value(PERMITS), 1 - none)]
    verdict = decide(engine.answering, NOTHING, found)
    assert verdict.kind == REFUSE
    assert len(verdict.choices) == choices
    assert verdict.sure == pytest.approx(none)


def test_nothing_found_is_refused_without_choices(engine: Engine) -> None:
    verdict = decide(engine.answering, NOTHING, [])
    assert (verdict.kind, verdict.choices) == (REFUSE, ())


def test_no_more_is_offered_than_a_few(engine: Engine) -> None:
    subjects = [entity.id for entity in engine.base.of_kind("indicator")][:9]
    verdict = decide(engine.answering, NOTHING, [likely(value(subject), 0.1) for subject in subjects])
    assert len(verdict.choices) == OFFERED


def test_a_choice_of_the_rules_that_has_no_answer_is_not_offered(engine: Engine) -> None:
    held, absent = value(PERMITS), Query(q.TEXT, entities=("council:goc-kurulu",), aspect="method")
    asking = Opinion(Reply(CLARIFY, "Hangisini soruyorsunuz?"), choices=(absent, held))
    assert decide(engine.answering, asking, [likely(value(DEPORTED), 0.3)]).choices == (value(DEPORTED), held)


def test_queries_that_come_to_the_same_are_one_meaning(engine: Engine) -> None:
    one, assumed = value(PERMITS), replace(value(PERMITS), assumed=("year",))
    found, none = meanings(engine.answering, [likely(one, 0.5), likely(assumed, 0.3), replace(NONE, probability=0.2)])
    assert [(meaning.query, round(meaning.probability, 6)) for meaning in found] == [(one, 0.8)]
    assert none == 0.2


def test_what_cannot_be_answered_is_no_meaning(engine: Engine) -> None:
    assert meanings(engine.answering, [likely(value(PERMITS, 1990), 0.9)]) == ([], 0.0)


def test_results_are_alike_where_they_tell_the_same_first(engine: Engine) -> None:
    answer = engine.answering.answer
    assert alike(answer(value(PERMITS)), answer(value(PERMITS)))
    assert not alike(answer(value(PERMITS)), answer(value(PERMITS, 2024, "forecast")))
    assert not alike(answer(value(PERMITS)), answer(value(DEPORTED)))
    assert not alike(answer(value(PERMITS)), answer(Query(q.COUNT, kind="goal")))


def test_yes_is_not_like_no(engine: Engine) -> None:
    yes = engine.answering.answer(value(PERMITS))
    assert not alike(replace(yes, verdict=True), replace(yes, verdict=False))
    assert canonical(replace(yes, verdict=True)) != canonical(yes)


@pytest.mark.parametrize(
    ("one", "other", "same"), [((1, 2), (2,), True), ((1, 2), (3,), False), ((1, 2), (2, 3), False)]
)
def test_texts_are_alike_where_one_holds_the_other(one: tuple[int, ...], other: tuple[int, ...], same: bool) -> None:
    query = Query(q.TEXT)
    assert alike(Result(query, attributes=one), Result(query, attributes=other)) is same


def test_evidence_names_what_each_reader_says(engine: Engine) -> None:
    mine, other = value(PERMITS), value(DEPORTED)
    together = evidence(engine.answering, saying(engine, mine), [likely(mine, 0.9)])
    apart = evidence(engine.answering, saying(engine, mine), [likely(other, 0.9)])
    assert together.by_rules["together"] == 1
    assert together.by_second == {}
    assert apart.by_rules["together"] == 0
    assert apart.by_second["against"] == 1
    assert evidence(engine.answering, NOTHING, []).by_rules == {}


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(text=ANY, earlier=st.one_of(st.just(""), st.sampled_from(TEXTS)))
def test_any_text_gets_few_choices_and_each_answers_or_says_why_not(
    assistant: Assistant, text: str, earlier: str
) -> None:
    reply, state = respond(assistant.engine, [earlier, text] if earlier else [text])
    assert len(reply.choices) <= MOST_CHOICES
    assert len(set(reply.choices)) == len(reply.choices)
    for number, (label, _) in enumerate(state.choices, 1):
        assert any(letter.isalnum() for letter in label)
        picked, after = assistant.engine.respond(str(number), state)
        assert picked.status in (ANSWER, NO_ANSWER)
        assert picked.text.strip()
        assert picked.results, f"{number} of {reply.text!r} picks nothing"
        assert picked.results[0].absence is not None or picked.status == ANSWER
        assert after.choices == ()


def test_where_something_is_left_out_the_second_reader_only_offers_the_whole(engine: Engine) -> None:
    left_out = replace(NOTHING, excluding=True)
    whole = value(engine.base.agency.id, measure="budget")
    verdict = decide(engine.answering, left_out, [likely(whole, 0.99)])
    assert verdict.kind == REFUSE
    assert verdict.choices == (whole,)
    assert verdict.sure == 0.0, "it is not told that the programme does not hold it"


def test_of_what_has_no_parts_nothing_can_be_left_out(engine: Engine) -> None:
    left_out = replace(NOTHING, excluding=True)
    assert decide(engine.answering, left_out, [likely(value(PERMITS), 0.99)]).kind == SAY


def test_a_refusal_offers_only_what_is_named(engine: Engine) -> None:
    found = [likely(value(PERMITS), 0.2, mask=0), likely(value(DEPORTED), 0.2), replace(NONE, probability=0.6)]
    assert decide(engine.answering, NOTHING, found).choices == (value(DEPORTED),)
    going_on = replace(NOTHING, following=True)
    assert len(decide(engine.answering, going_on, found).choices) == 2, "what was spoken of needs no name"


@pytest.mark.parametrize(
    ("talk", "never"),
    [
        (("bsk yrd isimleri",), "karşılaştırabilirsiniz"),  # help
        (("Bu iki göstergeyi izleyen birim aynı mıdır, adı nedir?",), "⚠"),
        (("İnsan kaynaklarıyla ilgilenen daire ile bilişim dairesi aynı genel müdürlüğün altında mı?",), "⚠"),
        (("hizmet alımı dahil kaç kişi çalışıyor",), "7.645"),
    ],
)
def test_nothing_is_said_that_was_not_asked(assistant: Assistant, talk: tuple[str, ...], never: str) -> None:
    reply = [assistant.reply(" / ".join(talk), text) for text in talk][-1]
    assert reply.status != ANSWER or never not in reply.text


def test_what_each_of_two_things_is_related_to_may_be_asked(assistant: Assistant) -> None:
    text = "sığınma evi sayısı ile tanımlanan mağdur sayısını hangi birim izliyor"
    assert assistant.reply("two", text).text.count("Uluslararası Koruma Genel Müdürlüğü") == 2


@pytest.mark.parametrize(
    ("talk", "sum"),
    [
        (("sınır dışı 2023 hedefi", "aktif ikamet izni 2023 hedefi", "sığınma evi 2023 hedefi"), 1330004),
        (("sınır dışı 2023 hedefi", "aktif ikamet izni 2023 hedefi"), 1330000),
        (("2023'te en yüksek bütçeli üç faaliyet",), 9426882000),
    ],
)
def test_their_sum_is_of_all_that_were_spoken_of(assistant: Assistant, talk: tuple[str, ...], sum: int) -> None:
    reply = [assistant.reply(" / ".join(talk), text) for text in (*talk, "bunların toplamı")][-1]
    assert reply.status != ANSWER or reply.figures[0].value == sum


def test_a_word_of_its_own_is_no_other_with_a_softened_end(assistant: Assistant) -> None:
    told = [assistant.reply("kat", text) for text in ("taşra kaç kişi", "merkezin kaç katı")][-1]
    assert "kadın" not in told.text
    assert not any("kadın" in choice for choice in told.choices)


def test_what_tells_more_is_told_where_neither_is_sure(engine: Engine) -> None:
    one = value(PERMITS)
    both, turned = (
        one.but(cells=(*one.cells, *value(DEPORTED).cells)),
        one.but(cells=(*value(DEPORTED).cells, *one.cells)),
    )
    unsure = [likely(one, 0.5), likely(both, 0.4)]
    assert meanings(engine.answering, unsure)[0][0].query == both
    sure = [likely(one, 0.9), likely(both, 0.08)]
    assert meanings(engine.answering, sure)[0][0].query == one
    other_first = [likely(one, 0.5), likely(turned, 0.4)]
    assert meanings(engine.answering, other_first)[0][0].query == one


def test_a_place_is_one_meaning_with_the_text_that_tells_it(engine: Engine) -> None:
    unit = "unit:vize-daire-baskanligi"
    text = next(row.id for row in engine.base.attributes(unit) if row.kind == "position")
    asked = Query(q.RELATION, entities=(unit,), aspect="parent")
    found, _ = meanings(engine.answering, [likely(asked, 0.5), likely(Query(q.TEXT, attributes=(text,)), 0.4)])
    assert len(found) == 1
    assert found[0].probability == pytest.approx(0.9)


def test_one_answer_of_one_thing_in_two_texts_is_one_meaning(engine: Engine) -> None:
    agency = next(r.id for r in engine.base.attributes(engine.base.agency.id) if r.kind == "president")
    post = next(r.id for r in engine.base.attributes("post:goc-idaresi-baskani") if r.kind == "president")
    texts = [Query(q.TEXT, attributes=(id,)) for id in (agency, post)]
    found, _ = meanings(engine.answering, [likely(text, 0.4) for text in texts])
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Amerika Birleşik Devletleri'ndeki en yoğun ikinci havalimanı hangi havalimanıdır?",
        "Deterministik bir Turing makinesine bir cevap vermek için gerekli olan zaman nedir?",
        "bana yarın sabah yedide alarm kur",
        "iki kilo patates kaç lira olmuş",
    ],
)
def test_where_nothing_of_the_programme_is_meant_nothing_is_offered(engine: Engine, text: str) -> None:
    reply, after = respond(engine, [text])
    assert reply.status == NO_ANSWER
    assert not reply.choices
    assert not after.choices


@pytest.mark.parametrize(
    "text",
    [
        "on faaliyetten hangisi 2022 ödeneğini haziran sonunda oransal olarak en çok harcamış",
        "on faaliyet arasında 2022 ödeneğini haziran itibarıyla en çok oranda harcayan hangisi",
    ],
)
def test_how_large_a_class_is_asks_for_no_more_of_it(engine: Engine, text: str) -> None:
    reply, _ = respond(engine, [text])
    assert reply.status == ANSWER
    assert "Düzensiz Göçle Mücadele: %160,95" in reply.text


def test_members_of_one_sub_programme_are_not_those_of_all(engine: Engine) -> None:
    meant = Query(q.ATTAINED, kind="indicator", columns=(Column("planned", 2022),))
    everywhere, within = meant, meant.but(entities=("sub_programme:duzensiz-goc",))
    asked = engine.by_rules(tuple(split("araştırma alt programındaki göstergeler")), Conversation())[0]
    assert (asked.met(everywhere), asked.met(within)) == (False, True)
    of_all = engine.by_rules(tuple(split("alt programlardaki göstergeler")), Conversation())[0]
    assert of_all.met(everywhere)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        # Its legal basis is an article of another act than the one cited.
        ("Göç Kurulu'nun dayanağı ne", "6458 sayılı Kanunun kaçıncı maddesine göre Göç Kurulu kuruldu"),
    ],
)
def test_nothing_is_told_of_another_act_than_the_one_cited(engine: Engine, asked: str, text: str) -> None:
    told, _ = respond(engine, [asked])
    assert told.status == ANSWER
    reply, _ = respond(engine, [text])
    assert reply.status == CLARIFY
    assert reply.choices


def test_what_is_said_unweighed_is_said_where_it_is_weighed_too(engine: Engine) -> None:
    """Not to ask the second reader saves half of the time: nothing else may come of it."""
    unasked = 0
    for question in [one for path in sorted(SETS.glob("*.jsonl")) for one in load(path)][::6]:
        state = Conversation()
        for words in map(tuple, map(split, question.turns)):
            opinion, after = engine.by_rules(words, state)
            if certain(opinion, taught(engine.answering)) or unrivalled(opinion):
                found = engine.second.read(engine.reader.vocabulary.read(words), state)
                weighed, alone = decide(engine.answering, opinion, found), unweighed(opinion)
                assert replace(weighed, sure=alone.sure) == alone, question.turns
                assert weighed.sure >= alone.sure
                unasked += not certain(opinion, taught(engine.answering))
            state = after
    assert unasked > 1
