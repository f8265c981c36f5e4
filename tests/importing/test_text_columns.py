"""Columns of words beside figures: each is known by its own head, and none where one row does not tell."""

from __future__ import annotations

import pytest

from knowledge.importing.draft import Draft

from .test_resources import drafted, figures

HEAD = "BİNA İLÇE MÜLKİYET DURUMU KAPALI ALAN (m²)"
ROWS = [
    "Genel Müdürlük Hizmet Binası Kayaören Mülkiyet 4.000",
    "Merkez Laboratuvar Taşlık Mülkiyet 900",
    "Makine Parkı ve Atölyeler Kayaören Tahsis 600",
    "İlçe Binaları (9 adet) 9 ilçe 5 Mülkiyet, 4 Kiralık 300",
    "Vezneler (4 adet) Çeşitli Kiralık 200",
    "Toplam 6.000",
]
DISTRICTS = ["Tablo 92. İlçelerin Nüfusu", "İLÇE NÜFUS", "Kayaören 8.000", "Taşlık 7.000", "Toplam 15.000"]


def told(draft: Draft, kind: str) -> dict[str, str]:
    """What the texts of a kind say of things, by the names of these."""
    return {
        draft.entities[one.entity].name: one.answer
        for one in draft.sentences
        if one.kind == kind and not one.entity.startswith("table:")
    }


def groups(draft: Draft) -> list[str]:
    return [one.text for one in draft.sentences if one.entity.startswith("table:")]


def test_the_place_and_the_holding_of_a_building_are_texts_of_their_own() -> None:
    draft = drafted([["Tablo 91. Hizmet Binaları", HEAD, *ROWS], DISTRICTS])
    assert figures(draft, "Tablo 91") == {
        ("Genel Müdürlük Hizmet Binası", "", "area"): 4000,
        ("Merkez Laboratuvar", "", "area"): 900,
        ("Makine Parkı ve Atölyeler", "", "area"): 600,
        ("İlçe Binaları (9 adet)", "", "area"): 300,
        ("Vezneler (4 adet)", "", "area"): 200,
        ("Toplam kapalı alan", "", "area"): 6000,
    }
    assert told(draft, "location")["Merkez Laboratuvar"] == "Taşlık"
    assert told(draft, "location")["İlçe Binaları (9 adet)"] == "9 ilçe"
    assert told(draft, "tenure") == {
        "Genel Müdürlük Hizmet Binası": "Mülkiyet",
        "Merkez Laboratuvar": "Mülkiyet",
        "Makine Parkı ve Atölyeler": "Tahsis",
        "İlçe Binaları (9 adet)": "5 Mülkiyet, 4 Kiralık",
        "Vezneler (4 adet)": "Kiralık",
    }


def test_what_several_things_share_is_a_text_of_their_table() -> None:
    draft = drafted([["Tablo 91. Hizmet Binaları", HEAD, *ROWS], DISTRICTS])
    rented = "Vezneler (4 adet), İlçe Binaları (9 adet) (5 Mülkiyet, 4 Kiralık)"
    assert f"Hizmet Binaları, mülkiyet durumu Kiralık: {rented}." in groups(draft)
    assert not any(", ilçe " in group for group in groups(draft)), "of nine districts nobody knows which"


def test_a_place_that_nothing_tells_stays_with_the_name() -> None:
    # No document knows these places, and not every name before them ends as names of buildings do.
    rows = ["Merkez Laboratuvar Kızburnu Mülkiyet 900", "Ek Hizmet Binası Taşlık Kiralık 100", "Toplam 1.000"]
    draft = drafted([["Tablo 91. Hizmet Binaları", HEAD, *rows]])
    assert {name for name, _, _ in figures(draft, "Tablo 91")} >= {
        "Merkez Laboratuvar Kızburnu",
        "Ek Hizmet Binası Taşlık",
    }
    assert told(draft, "location") == {}
    assert told(draft, "tenure")["Ek Hizmet Binası Taşlık"] == "Kiralık"


@pytest.mark.parametrize("also", [[], DISTRICTS])
def test_what_is_neither_stands_behind_the_place(also: list[str]) -> None:
    head = "TESİS İLÇE ARITMA TÜRÜ KAPASİTE (m³/gün)"
    rows = ["Kuzey Kayaören Tesisi Kayaören İleri Biyolojik 5.000", "Doğu Sahil Tesisi Taşlık Doğal 700"]
    tables = [["Tablo 91. Arıtma Tesisleri", head, *rows], *([also] if also else [])]
    draft = drafted(tables)
    assert figures(draft, "Tablo 91")["Kuzey Kayaören Tesisi", "Kapasite", "count"] == 5000
    kinds = {"Kuzey Kayaören Tesisi": "İleri Biyolojik", "Doğu Sahil Tesisi": "Doğal"}
    assert told(draft, "note") == (kinds if also else {})
    assert told(draft, "location") == (
        {"Kuzey Kayaören Tesisi": "Kayaören", "Doğu Sahil Tesisi": "Taşlık"} if also else {}
    )
