"""The word lists: a row for each lemma or template, in order, few of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.kinds import class_word
from knowledge import schema
from knowledge.lexicon import FILE, TURKISH, Row, kinds, phrases, rows, write
from knowledge.templates import TemplateError, expanded

HEAD = "role,value,speech,phrase\n"


def test_the_lists_are_in_order(tmp_path: Path) -> None:
    write(rows(), tmp_path / FILE)
    assert (tmp_path / FILE).read_bytes() == (TURKISH / FILE).read_bytes()


def test_no_row_is_made_by_the_others() -> None:
    made = Counter((row.role, row.value, phrase) for row in rows() for phrase in set(expanded(row.phrase)))
    idle = [row for row in rows() if all(made[row.role, row.value, phrase] > 1 for phrase in expanded(row.phrase))]
    assert not idle


def test_a_verb_stem_is_a_verb() -> None:
    stems = [row for row in rows() if all(phrase.endswith("-") for phrase in expanded(row.phrase))]
    assert stems
    assert {row.speech for row in stems} == {"verb"}


def test_templates_stand_for_their_phrases(tmp_path: Path) -> None:
    row = Row("smalltalk", "discourse", "verb", "(rapor|sunum) yaz(ıyorum|dık)")
    write([row], tmp_path / FILE)
    assert rows(tmp_path) == [row]
    made = ["rapor yazıyorum", "rapor yazdık", "sunum yazıyorum", "sunum yazdık"]
    assert sorted(phrase for _, _, phrase in phrases(tmp_path)) == sorted(made)
    assert phrases(tmp_path / "nowhere") == []


@pytest.mark.parametrize("row", ["smalltalk,noun,noun", "chatter,noun,noun,x", "smalltalk,noun,name,x", "kind,,"])
def test_a_row_that_is_none_does_not_load(tmp_path: Path, row: str) -> None:
    (tmp_path / FILE).write_text(f"{HEAD}{row}\n", "utf-8")
    with pytest.raises(ValueError, match=f"{FILE}:2 needs"):
        rows(tmp_path)


@pytest.mark.parametrize("template", ["(a|b", "[a", "a)", "a]", "(a]", "a|b"])
def test_a_template_that_is_none_says_so(template: str) -> None:
    with pytest.raises(TemplateError, match="group"):
        expanded(template)


def test_groups_stand_in_each_other() -> None:
    assert expanded("(ne|hangi ([büyük ]|en küçük )birim) var") == (
        "ne var",
        "hangi büyük birim var",
        "hangi birim var",
        "hangi en küçük birim var",
    )


@given(st.lists(st.lists(st.text("abc", max_size=3), min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_template_makes_every_way_once(slots: list[list[str]]) -> None:
    made = expanded(" ".join(f"({'|'.join(slot)})" for slot in slots))
    assert len(made) == len(set(made))
    ways = {""}
    for slot in slots:
        ways = {" ".join(f"{way} {word}".split()) for way in ways for word in slot}
    assert set(made) == ways


def test_every_kind_has_one_label_which_replies_say() -> None:
    labels = kinds()
    known = {kind for kind in labels if ":" not in kind}
    assert known - {"year"} == set(schema.KINDS)
    assert all(labels.values())
    assert not set(labels.values()) & (set(schema.KINDS) - {"programme"}), "an English id is no label"
    assert [class_word(kind) for kind in ("council", "system")] == [labels["council"], labels["system"]]


def test_a_kind_without_a_label_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "kinds.toml").write_text('[[kind]]\nid = "prize"\n', "utf-8")
    with pytest.raises(ValueError, match=r"kinds\.toml: 'prize' needs a label"):
        kinds(tmp_path)
