"""Things of a kind, and parts of one whole, are told and summed together."""

from __future__ import annotations

import pytest

from bot.answering.queries import SUM
from tests.understanding.second.conftest import Weigh


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (
            "merkezde sözleşmeli, sürekli işçi ve hizmet alımı toplam kaç kişi",
            {
                ("staff:merkez-teskilati", f"staff_group:{name}")
                for name in ("sozlesmeli-personel", "kadrolu-isci", "hizmet-alimi")
            },
        ),
        (
            "minibüs, tır ve çekici toplamı kaç",
            {("vehicle:minibus-sayisi", None), ("vehicle:tir-muyu", None), ("vehicle:cekici-dorsesiz", None)},
        ),
    ],
)
def test_the_sum_of_three_of_a_kind_is_a_candidate(
    weigh: Weigh, text: str, things: set[tuple[str, str | None]]
) -> None:
    sums = [one.query for one in weigh(text).candidates if not one.nothing and one.form.operation == SUM]
    assert things in [{(cell.subject, cell.item) for cell in query.cells} for query in sums]
