"""Things of the shipped programme and short ways to ask of them."""

from __future__ import annotations

from bot.answering.queries import Cell, Column

PERMITS = "indicator:aktif-ikamet-izni-sayisi"
SHELTERS = "indicator:siginma-evi-sayisi"
STAFF_RATE = "indicator:personel-sayisinin-artis-orani"
ANSWERED_RATE = "indicator:geri-kabul-basvurularinin-yanitlanma-orani"
DATA = "activity:goc-yonetimi-veri-alt-yapisi"
OUTREACH = "activity:gocmenlerle-karsilikli-uyum-ve-iletisim"
SUPPORT = "activity:genel-destek-hizmetleri"
AGENCY = "agency:goc-idaresi-baskanligi"
STAFF_COSTS, INTEREST = "expense:personel-giderleri", "expense:faiz-giderleri"
VISA_COUNCIL = "council:vize-izleme-ve-degerlendirme-kurulu"
PROTECTION = "unit:uluslararasi-koruma-genel-mudurlugu"

BUDGET, BUDGET_BEFORE, SPENT = Column("budget", 2023), Column("budget", 2022), Column("spent", 2022)
TARGET, REALISED = Column("target", 2023), Column("realised", 2021)
ESTIMATE, PLANNED, FORECAST = Column("estimate", 2022), Column("planned", 2022), Column("forecast", 2025)


def cells(subject: str, *columns: Column, item: str | None = None) -> tuple[Cell, ...]:
    """The cells of one thing in some columns."""
    return tuple(Cell(subject, item, column) for column in columns)


def budgets(*subjects: str) -> tuple[Cell, ...]:
    """The budgets of some things."""
    return tuple(Cell(subject, None, BUDGET) for subject in subjects)
