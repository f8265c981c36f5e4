"""Councils of an agency: told from prose, lists and charts, and reported where nothing is said of them."""

from __future__ import annotations

import pytest

from knowledge.importing.units import listed_councils, named_council

from .test_unit_lists import lines

DESCRIBED = {
    "a sentence": ["Bölgesel Gelişme Komitesi", "Bakan Yardımcısının başkanlığında toplanır."],
    "a sentence in two lines": ["Kazı Bilim Kurulu", "2863 sayılı Kanunun", "51 inci maddesi uyarınca kurulmuştur."],
    "members": [
        "Uzay Danışma Komitesi",
        "Kurulun üyeleri şunlardır:",
        "• Sanayi temsilcisi",
        "• Üniversite temsilcisi",
    ],
    "bullets": ["Kalite Komisyonu:", "- Rektör yardımcısı", "- Öğrenci temsilcisi"],
    "one word": ["Senato", "Üniversitenin akademik organıdır."],
    "a number before it": ["2.1. Etik Kurulu", "2547 sayılı Kanun uyarınca kurulmuştur."],
}


@pytest.mark.parametrize("way", DESCRIBED)
def test_a_council_with_a_text_is_found(way: str) -> None:
    assert len(listed_councils(lines(["Taşra Teşkilatı", *DESCRIBED[way]]))) == 1


NONE = {
    "a chart's box": ["Etik Kurulu", "Hukuk Müşavirliği", "Özel Kalem Müdürlüğü"],
    "a list of units": ["Etik Kurulu", "• Hukuk Müşavirliği", "• Özel Kalem Müdürlüğü"],
    "the end of a sentence": ["kararını veren Etik Kurulu", "Bakanın başkanlığında toplanır."],
}


@pytest.mark.parametrize("way", NONE)
def test_other_lines_are_no_councils(way: str) -> None:
    assert listed_councils(lines(NONE[way])) == []


def test_a_council_without_a_text_is_still_named() -> None:
    named = [named_council(line) for line in lines(["• Etik Kurulu", "Etik Kurulu", "- Etik Kurulu toplanır."])]
    assert named == ["Etik Kurulu", "Etik Kurulu", ""]


def test_a_general_assembly_is_a_council() -> None:
    found = listed_councils(lines(["Genel Kurul", "Her yıl mayıs ve kasım aylarında toplanır."]))
    assert [(council.name, council.form) for council in found] == [("Genel Kurul", "kurul")]
