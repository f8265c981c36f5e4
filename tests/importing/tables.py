"""The tables of an invented programme as rows of cells: what text and PDF print in their own ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .invented import CODES, Activity, Indicator, Invented, SubProgramme


@dataclass(frozen=True)
class Style:
    """How a programme is printed."""

    programme_label: str = "Programın Adı:"
    estimate: str = "YS Gerç. Tahmini"
    columns: int = 6
    head: str = "broken"
    """How the heads of indicators break: "inline", "broken", "glued" to the name, or "lost" but for the years."""
    numbered: bool = True
    answerable: bool = True
    sources_of_money: bool = True
    page_head: tuple[str, ...] = ("2025", "Performans Programı")
    spaced_colon: bool = False
    nil: str = "-"
    damaged: bool = False


def money(programme: Invented, value: int, nil: str = "-") -> str:
    """An amount as printed."""
    if value == 0:
        return nil
    shown = value // 1000 if programme.thousands else value
    return f"{shown:,}".replace(",", ".")


def indicator_columns(year: int, style: Style) -> list[tuple[str, str]]:
    """The heads of the columns of an indicator: year and title."""
    heads = [
        (str(year - 2), ""),
        (str(year - 1), "Planlanan"),
        (str(year - 1), style.estimate),
        (str(year), "Hedef"),
        (str(year + 1), "Tahmin"),
        (str(year + 2), "Tahmin"),
    ]
    return heads[: style.columns]


def cost_columns(year: int) -> list[str]:
    """The heads of the columns of costs."""
    return [
        f"{year - 1} Bütçe",
        f"{year - 1} Harcama (Haziran)",
        f"{year} Bütçe",
        f"{year + 1} Tahmin",
        f"{year + 2} Tahmin",
    ]


def values_of(programme: Invented, indicator: Indicator, style: Style) -> list[str]:
    """The cells of an indicator, with what is planted in their place."""
    return [
        programme.printed.get((indicator.name, "", index), value)
        for index, value in enumerate(indicator.values[: style.columns])
    ]


def cost_rows(programme: Invented, sub: SubProgramme, style: Style) -> list[list[str]]:
    """The table of a sub-programme's activity costs."""
    rows = []
    for activity in sub.activities:
        total = [money(programme, value, "0") for value in activity.total]
        rows.append([activity.name, *total])
        if style.sources_of_money:
            rows.append(["Bütçe İçi", *total])
            rows.append(["Bütçe Dışı", *["0"] * 5])
    rows.append(["T O P L A M", *(money(programme, value, "0") for value in sub.total)])
    return rows


def activity_rows(programme: Invented, activity: Activity, style: Style) -> list[list[str]]:
    """The table of an activity's costs by economic code."""

    def row(name: str, values: Sequence[int]) -> list[str]:
        cells = [money(programme, value, style.nil) for value in values]
        return [name, *(programme.printed.get((activity.name, name, i), cell) for i, cell in enumerate(cells))]

    rows = [row(code, activity.costs[code]) for code in CODES]
    rows.append(row("BÜTÇE İÇİ TOPLAM KAYNAK", activity.total))
    rows += [row(name, [0] * 5) for name in ("Döner Sermaye", "Özel Hesap", "Diğer Bütçe Dışı Kaynak")]
    rows.append(row("BÜTÇE DIŞI TOPLAM KAYNAK", [0] * 5))
    rows.append(row("FAALİYET MALİYETİ TOPLAMI", activity.total))
    return rows


def economic_rows(programme: Invented, style: Style) -> list[list[str]]:
    """The agency's economic classification: services, support, outside of programmes, total, for three years."""

    def cells(code: str | None) -> list[str]:
        found = []
        for column in (2, 3, 4):
            services, support = (
                sum(a.costs[code][column] if code else a.total[column] for sub in subs for a in sub.activities)
                for subs in (programme.services, programme.support)
            )
            amounts = (services, support, 0, services + support)
            found += [money(programme, amount, style.nil) for amount in amounts]
        return found

    nil = [style.nil] * 12
    rows = [[code, *cells(code)] for code in CODES]
    rows.append(["Yedek Ödenekler", *nil])
    rows.append(["BÜTÇE İÇİ TOPLAM KAYNAK", *cells(None)])
    rows += [[name, *nil] for name in ("Döner Sermaye", "Özel Hesap", "Diğer Bütçe Dışı Kaynak")]
    rows.append(["BÜTÇE DIŞI TOPLAM KAYNAK", *nil])
    rows.append(["GENEL TOPLAM", *cells(None)])
    return rows


def programme_rows(programme: Invented) -> list[list[str]]:
    """The table of programmes, sub-programmes and activities for three years."""

    def row(name: str, totals: Sequence[Sequence[int]]) -> list[str]:
        cells = []
        for column in (2, 3, 4):
            amount = money(programme, sum(total[column] for total in totals), "0")
            cells += [amount, "0", amount]
        return [name, *cells]

    rows = []
    for name, subs in programme.programmes:
        rows.append(row(name, [sub.total for sub in subs]))
        for sub in subs:
            rows.append(row(sub.name, [sub.total]))
            rows += [row(activity.name, [activity.total]) for activity in sub.activities]
    rows.append(row("GENEL TOPLAM", [sub.total for sub in programme.sub_programmes]))
    return rows
