"""Single figures with their meaning, figures over years, whether they stay the same."""

from __future__ import annotations

import pytest

from bot.answering import queries as q
from bot.answering.queries import Column, Query
from bot.answering.terms import Number
from tests.families.conftest import Tell
from tests.families.things import (
    ANSWERED_RATE,
    DATA,
    ESTIMATE,
    FORECAST,
    INTEREST,
    OUTREACH,
    PERMITS,
    REALISED,
    SHELTERS,
    SPENT,
    STAFF_RATE,
    TARGET,
    budgets,
    cells,
)


def test_a_figure_is_told_with_what_it_means(tell: Tell) -> None:
    assert tell(Query(q.VALUE, cells(PERMITS, TARGET))) == [
        "Aktif ikamet izni sayısı: 2023 hedefi 1.280.000",
        "2022 yıl sonu gerçekleşme tahminine (1.300.000) göre %1,54 azalış; önceki yılları da içerir.",
        "Sorumlu: Yabancılar Genel Müdürlüğü",
    ]


@pytest.mark.parametrize(
    ("number", "verdict"), [(1_280_000.0, "Evet, doğru."), (1_280_001.0, "Hayır, 1.280.001 değil.")]
)
def test_a_proposed_figure_is_confirmed_or_denied(tell: Tell, number: float, verdict: str) -> None:
    assert tell(Query(q.VALUE, cells(PERMITS, TARGET), terms=Number(number)))[1] == verdict


def test_a_rate_changes_by_points(tell: Tell) -> None:
    meaning = tell(Query(q.VALUE, cells(STAFF_RATE, TARGET)))[1]
    assert meaning == "2022 yıl sonu gerçekleşme tahminine göre 10 puan azalış."
    unmoved = tell(Query(q.VALUE, cells(ANSWERED_RATE, TARGET)))[1]
    assert unmoved.startswith("Sorumlu: ")


def test_what_did_not_change_is_told_as_the_same(tell: Tell) -> None:
    meaning = tell(Query(q.VALUE, cells(SHELTERS, TARGET)))[1]
    assert meaning == "2022 yıl sonu gerçekleşme tahmini ile aynı; önceki yılları da içerir."


def test_the_plan_stands_beside_an_estimate_that_was_assumed(tell: Tell) -> None:
    assert "2022 için planlanan: 1.400.000" in tell(Query(q.VALUE, cells(PERMITS, ESTIMATE), assumed=("measure",)))
    assert not any("planlanan" in line for line in tell(Query(q.VALUE, cells(PERMITS, ESTIMATE))))


def test_an_assumed_year_is_told(tell: Tell) -> None:
    said = "(Yıl belirtmediğiniz için 2023 yılı alındı.)"
    assert said in tell(Query(q.VALUE, cells(PERMITS, TARGET), assumed=("year",)))


def test_money_that_is_not_there_is_told_as_nothing(tell: Tell) -> None:
    nothing = tell(Query(q.VALUE, cells(DATA, Column("budget", 2022), item=INTEREST)))
    assert nothing[0] == "Göç Yönetimi Veri Alt Yapısı, Faiz Giderleri: 2022 bütçesi 0 TL; bu kalemde ödenek yok."
    unspent = tell(Query(q.VALUE, cells(DATA, SPENT, item=INTEREST)))
    assert unspent[0].endswith("2022 Haziran sonu harcaması 0 TL; harcama yok.")


def test_what_no_table_prints_is_told_as_a_sum(tell: Tell) -> None:
    lines = tell(Query(q.VALUE, cells("agency:goc-idaresi-baskanligi", SPENT, item="expense:personel-giderleri")))
    assert "Alt kalemlerin toplamıdır, programda ayrıca yazmaz." in lines


def test_other_readings_of_a_figure_are_told(tell: Tell) -> None:
    lines = tell(Query(q.VALUE, budgets("programme:goc-yonetimi")))
    assert lines[-1] == (
        "⚠ Programda çelişki: Tablo 16 bunu 9.508.170.000 TL olarak veriyor; "
        "Tablo 14 ve toplamlar 9.491.747.000 TL diyor."
    )


def test_several_figures_are_listed(tell: Tell) -> None:
    assert tell(Query(q.VALUE, budgets(DATA, OUTREACH)))[:2] == [
        "• Göç Yönetimi Veri Alt Yapısı: 2023 bütçesi 3.198.642.000 TL (3,2 milyar TL)",
        "• Göçmenlerle Karşılıklı Uyum ve İletişim: 2023 bütçesi 42.911.000 TL (42,9 milyon TL)",
    ]


def test_a_series_stands_in_the_order_of_time(tell: Tell) -> None:
    assert tell(Query(q.SERIES, cells(SHELTERS, FORECAST, REALISED, TARGET))) == [
        "Sığınma evi sayısı:",
        "• 2021 gerçekleşmesi: 2",
        "• 2023 hedefi: 4",
        "• 2025 tahmini: 5",
        "2021'den 2025'e %150 artış.",
        "Sorumlu: Uluslararası Koruma Genel Müdürlüğü",
    ]


def test_a_series_of_rates_tells_no_percent_of_percents(tell: Tell) -> None:
    lines = tell(Query(q.SERIES, cells(STAFF_RATE, REALISED, ESTIMATE, TARGET)))
    assert not any(line.endswith(("artış.", "azalış.")) for line in lines)


def test_what_stays_the_same_is_told_once(tell: Tell) -> None:
    same = tell(Query(q.SAME, cells(ANSWERED_RATE, REALISED, TARGET)))
    assert same[0] == (
        "Evet, değişmiyor; hep aynı. Geri kabul başvurularının yanıtlanma oranı: 2021-2023 arası her yıl %95"
    )
    changed = tell(Query(q.SAME, cells(STAFF_RATE, TARGET, FORECAST)))
    assert changed[:3] == ["Hayır, değişiyor.", "Personel sayısının artış oranı:", "• 2023 hedefi: %3"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column("", 2019), "programda bu yıl yok. 2021-2025 yılları için sorabilirsiniz."),
        (Column("", None), "programda bu değer yok. Şunları sorabilirsiniz: 2021 gerçekleşmesi,"),
    ],
)
def test_a_column_that_is_not_there_tells_those_that_are(tell: Tell, column: Column, text: str) -> None:
    assert text in tell(Query(q.VALUE, cells(PERMITS, column)))[0]


def test_a_breakdown_that_is_not_printed_is_refused(tell: Tell) -> None:
    lines = tell(Query(q.VALUE, cells(PERMITS, TARGET, item=INTEREST)))
    assert lines == ["Programda Aktif ikamet izni sayısı – Faiz Giderleri bu kırılımda verilmiyor."]
