"""Weights are fitted to what is known of small problems, and those that are shipped hold together."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from math import exp, isfinite, log
from pathlib import Path

import pytest
from scipy.optimize import brentq

from bot import verdict
from bot.answering import queries as q
from bot.answering.queries import Query, Result
from bot.engine import Engine
from bot.meanings import Meaning, canonical
from bot.opinion import Opinion
from bot.replies.reply import ANSWER, Reply
from bot.understanding.second import candidates
from bot.understanding.second.model import VERDICT, WEIGHTS, estimate, limit, read_weights, table
from bot.verdict import Evidence
from knowledge.base import KnowledgeBase
from tests.fitting.curve import LIMITS, curve, logistic, main, result, rewritten, tables
from tests.fitting.examples import OWN, Example, Maker, outsiders, read
from tests.fitting.fit import Problem, fit, named, write
from tests.fitting.fit import main as fit_main
from tests.fitting.held_out import Row, row
from tests.fitting.letters import in_letters
from tests.question_sets import MISS, RIGHT, SETS, TAP, WRONG, Question, load

PREFIXES = frozenset({*"opksebgatcxnl", "none"})
"""What names of features begin with, before ":" or "|"."""


def example(author: str = "a") -> Example:
    """A message with two candidates: the right one has feature 0, both have feature 1, the wrong one feature 2."""
    return Example("e", author, "answer", [[0], [1], [2]], [[0, 1], [1, 2]], [0])


@pytest.mark.parametrize(("prior", "counts"), [(0.5, 1.0), (0.5, 0.4), (2.0, 1.0)])
def test_the_weights_of_one_message_are_known(prior: float, counts: float) -> None:
    # Both features tell the same apart, so that w and -w solve counts / (1 + exp(2w)) = prior * w.
    known = brentq(lambda w: counts / (1 + exp(2 * w)) - prior * w, 0, 10)
    assert fit(Problem([example()], 3, {"a": counts}), prior) == pytest.approx([known, 0, -known], abs=1e-4)


def test_the_gradient_is_that_of_the_loss() -> None:
    problem = Problem([example(), Example("f", "b", "answer", [[0, 2], [1]], [[0], [1], [0, 1]], [1, 2])], 3)
    at, step = fit(problem, rounds=1) + 0.3, 1e-5
    _, gradient = problem.loss(at, 0.5)
    for index in range(3):
        up, down = at.copy(), at.copy()
        up[index] += step
        down[index] -= step
        slope = (problem.loss(up, 0.5)[0] - problem.loss(down, 0.5)[0]) / (2 * step)
        assert gradient[index] == pytest.approx(slope, abs=1e-4)


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    weights = named({"o:b": 1, "o:a": 0, "o:c": 2}, fit(Problem([example()], 3)))
    write(tmp_path / "weights.tsv", weights, "Fitted to 1 question.")
    assert dict(read_weights(tmp_path / "weights.tsv")) == weights
    assert list(weights) == ["o:a", "o:c"]
    assert (tmp_path / "weights.tsv").read_text("utf-8").startswith("# Fitted to 1 question.\n")


def test_a_table_tells_the_likely_from_the_unlikely() -> None:
    found = logistic([{"x": 1.0}] * 6 + [{"x": 0.0}] * 6, [True] * 6 + [False] * 6, ["bias", "x"])
    assert list(found) == ["bias", "x"]
    assert found["x"] > 1 > 0 > found["bias"]
    assert logistic([], [], ["bias", "x"]) == {"bias": 0, "x": 0}


def test_shipped_weights_are_of_known_features() -> None:
    weights = read_weights(WEIGHTS)
    assert len(weights) > 1_000
    assert {name.partition("|")[0].partition(":")[0] for name in weights} <= PREFIXES
    assert all(isfinite(weight) for weight in weights.values())
    assert candidates.FIGURE in {name.rpartition("|")[2] for name in weights}


def test_the_verdict_asks_for_the_names_that_its_file_has(base: KnowledgeBase) -> None:
    engine = Engine(base, weights={})
    cost = Query(q.TEXT, attributes=(1,))
    said = engine.answering.answer(cost)
    own = Meaning(cost, said, canonical(said), 0.9)
    other = Meaning(Query(q.HELP), Result(Query(q.HELP)), (), 0.1)
    opinion = Opinion(Reply(ANSWER, "x"), (cost,))
    rules = verdict._of_rules(engine.answering, opinion, [own, other], said, 0.1)
    second = verdict._of_second(engine.answering, opinion, [other, own], 0.1)
    assert ["bias", *rules] == list(table("rules"))
    assert {"bias", *second} == set(table("second"))
    assert 0 < estimate("rules", **rules) < 1
    assert 0 < estimate("second", **second) < 1
    for name in ("answer", "refuse", "deny", "offer", "nothing", "own", "whole", "part"):
        assert 0 < limit(name) < 1


def test_tables_are_written_without_losing_a_word() -> None:
    text = VERDICT.read_text("utf-8")
    assert rewritten(text, {"rules": table("rules"), "second": table("second")}) == text


def test_examples_hold_a_candidate_that_is_right(base: KnowledgeBase) -> None:
    maker = Maker(base)
    question = next(one for one in load(SETS / "indicators.jsonl") if one.kind == "answer")
    made = maker.make(question)
    assert made is not None
    assert 0 < len(made.right) < len(made.candidates)
    assert max(max(group, default=0) for group in made.groups) < len(maker.numbers.of)
    refused = maker.make(Question("r", "", "", "refuse", ("hava nasıl olacak",)))
    assert refused is not None
    assert refused.right == [0]
    assert maker.make(Question("c", "", "", "clarify", ("bütçe",))) is None
    assert maker.make(Question("n", "", "", "answer", ("ikamet 2023",), values=(-3.25,))) is None


def test_own_questions_are_one_author() -> None:
    assert {one.author for name in ("indicators", "mixed") for one in read(SETS / f"{name}.jsonl")} == {OWN}
    assert {one.author for one in read(SETS / "fresh" / "w01.jsonl")} == {"w01"}
    asked = [Question("a", "", "", "refuse", ("x",), author="out"), Question("b", "", "", "answer", ("y",), author="w")]
    assert outsiders(asked) == {"out"}


def test_a_row_tells_what_becomes_of_a_question(base: KnowledgeBase) -> None:
    engine = Engine(base)
    question = next(one for one in load(SETS / "indicators.jsonl") if one.kind == "answer")
    found = row(engine, question)
    assert found.rules == RIGHT
    assert list(found.seen.by_rules) == list(table("rules"))[1:]
    idle = row(engine, Question("h", "", "", "refuse", ("teşekkürler",)))
    assert idle.opinion.idle
    assert (idle.seen.by_rules, idle.seen.by_second) == ({}, {})


def test_the_curve_counts_what_is_said_from_a_limit_on() -> None:
    question = Question("a", "", "", "answer", ("x",), author="w")
    weights = {"rules": {"bias": 0.0, "x": 1.0}, "second": {"bias": 0.0, "x": 1.0}}
    opinion = Opinion(Reply(ANSWER, "x"))

    def evidence(rules: dict[str, float], second: dict[str, float]) -> Evidence:
        return Evidence((), [], 0.0, {**rules, "together": 0.0}, second)

    weights = {name: {**weight, "together": 0.0} for name, weight in weights.items()}
    sure = Row(question, opinion, evidence({"x": log(9)}, {}), RIGHT, MISS, TAP)
    assert [result(sure, weights, at) for at in (0.89, 0.91)] == [RIGHT, TAP]
    other = Row(question, opinion, evidence({"x": log(3)}, {"x": log(4)}), RIGHT, WRONG, MISS)
    assert [result(other, weights, at) for at in (0.7, 0.9)] == [WRONG, MISS]
    exact = replace(opinion, cost=table("costs")["exact"], queries=(Query(q.HELP),))
    assert result(replace(other, opinion=exact), weights, 0.9) == RIGHT, "the curve asks as the bot does"
    left_out = replace(opinion, excluding=True)
    assert result(replace(other, opinion=left_out), weights, 0.7) == RIGHT
    rows = [(sure, weights), (other, weights)]
    assert "| 0.50 | 50.0% | 50.0% | 50.0% | 0.0% | 0.0% | 50.0% |  |" in curve(rows, set())
    assert tables([])["rules"].keys() == table("rules").keys()


@pytest.fixture(scope="module")
def sets(knowledge_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two authors' sets of a few questions, each with the knowledge base that it is over."""
    folder = tmp_path_factory.mktemp("sets")
    named_sets = []
    for author in ("w01", "w05"):
        lines = (SETS / "fresh" / f"{author}.jsonl").read_text("utf-8").splitlines(keepends=True)
        (folder / f"{author}.jsonl").write_text("".join(lines[:12]), "utf-8")
        named_sets.append(f"{folder / author}.jsonl@{knowledge_file}")
    return named_sets


def test_weights_are_fitted_from_sets_to_a_file(
    sets: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "weights.tsv"
    assert fit_main([*sets, "--out", str(out)]) == 0
    head, *lines = out.read_text("utf-8").splitlines()
    assert re.fullmatch(r"# Fitted to \d+ questions of 2 authors by tests\.fitting\.fit\.", head)
    assert lines == sorted(lines, key=lambda line: line.partition("\t")[0])
    assert len(read_weights(out)) == len(lines) > 100
    assert f"{len(lines)} weights" in capsys.readouterr().out


def test_the_curve_holds_out_whole_authors(sets: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "verdict.toml"
    assert main([*sets, "--folds", "2", "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.err.splitlines() == ["w01: 12 questions", "w05: 12 questions"]
    assert told.out.count("\n| 0.") == len(LIMITS)
    fitted, shipped = tomllib.loads(out.read_text("utf-8")), tomllib.loads(VERDICT.read_text("utf-8"))
    assert fitted["limits"] == shipped["limits"]
    assert {name: list(rows) for name, rows in fitted.items()} == {name: list(rows) for name, rows in shipped.items()}


def test_a_curve_of_one_author_or_of_no_file_is_declined(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SETS / "fresh" / "w01.jsonl")]) == 2
    assert "two authors" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["none.jsonl"])
    assert "does not exist" in capsys.readouterr().err


def test_questions_are_set_into_letters_that_ask_nothing_else(base: KnowledgeBase) -> None:
    engine = Engine(base)
    letter = "Yönetime sunulacak. Göç Kurulunun başkanı kimdir? Yarın sabaha yetişecek."
    asked = [Question(f"q{n}", "a", "clean", "answer", (f"Sığınma evi sayısı {n} yılında kaç",)) for n in range(40)]
    found = list(in_letters(engine, [*asked, Question("l", "a", "long", "answer", (letter,))]))
    assert 2 < len(found) < 30
    for one in found:
        (text,) = one.turns
        own = next(q for q in asked if one.id == f"{q.id}-letter").turns[0]
        assert text.endswith("Yarın sabaha yetişecek.")
        assert own[1:] in text
        assert "Kurul" not in text
    assert found == list(in_letters(engine, [*asked, Question("l", "a", "long", "answer", (letter,))]))
    assert not list(in_letters(engine, asked))
