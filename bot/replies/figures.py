"""Figures, columns and subjects in Turkish words."""

from __future__ import annotations

from bot.answering.queries import Column, Figure
from knowledge.base import KnowledgeBase
from knowledge.language.letters import lower
from knowledge.language.numbers import format_number, short_money

_SHORT_MONEY_FROM = 10_000_000
"""Amounts from here get a short form beside the full one."""

QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}
MONTHS = {
    1: "Ocak",
    2: "Şubat",
    3: "Mart",
    4: "Nisan",
    5: "Mayıs",
    7: "Temmuz",
    8: "Ağustos",
    9: "Eylül",
    10: "Ekim",
    11: "Kasım",
    12: "Aralık",
}
"""Months to whose end a programme may give the spending; June's is the usual one."""
# (column's words without a year, with a year)
_COLUMNS = {
    "realised": ("gerçekleşme", "{year} gerçekleşmesi"),
    "planned": ("planlanan", "{year} planlanan"),
    "estimate": ("yıl sonu gerçekleşme tahmini", "{year} yıl sonu gerçekleşme tahmini"),
    "target": ("hedef", "{year} hedefi"),
    "forecast": ("tahmin", "{year} tahmini"),
    "budget": ("bütçe", "{year} bütçesi"),
    "spent": ("harcama", "{year} Haziran sonu harcaması"),
    "expended": ("harcama", "{year} harcaması"),
    "baseline": ("başlangıç değeri", "{year} başlangıç değeri"),
    **{f"quarter_{number}": (f"{name}. çeyrek", f"{{year}} {name}. çeyreği") for number, name in QUARTERS.items()},
    **{f"spent_{number:02}": ("harcama", f"{{year}} {name} sonu harcaması") for number, name in MONTHS.items()},
    "count": ("adet", "{year} sayısı"),
    "capacity": ("kapasite", "{year} kapasitesi"),
    "area": ("alan", "{year} alanı"),
}
# The measure as programs read it; what operations compute is named in bot/questions.
MEASURES = {
    "realised": "gerçekleşme",
    "planned": "planlanan",
    "estimate": "gerçekleşme tahmini",
    "target": "hedef",
    "forecast": "tahmin",
    "budget": "bütçe",
    "spent": "harcama",
    "expended": "harcama",
    "baseline": "başlangıç değeri",
    **{f"quarter_{number}": f"{name}. çeyrek" for number, name in QUARTERS.items()},
    **{f"spent_{number:02}": "harcama" for number in MONTHS},
    "count": "adet",
    "capacity": "kapasite",
    "area": "alan",
}


def column_words(column: Column) -> str:
    """A column in words: "2023 hedefi"."""
    without, with_year = _COLUMNS.get(column.measure, (column.measure, column.measure))
    return with_year.format(year=column.year) if column.year else without


def of_figure(figure: Figure) -> str:
    """The column of a figure in words."""
    return column_words(Column(figure.measure, figure.year))


_ORDINALS = (
    "birinci",
    "ikinci",
    "üçüncü",
    "dördüncü",
    "beşinci",
    "altıncı",
    "yedinci",
    "sekizinci",
    "dokuzuncu",
    "onuncu",
)


def number(value: float, unit: str) -> str:
    """A figure with its unit: "1.280.000", "%13", "3.198.642.000 TL", "1.029 m²"."""
    if unit == "%":
        return "%" + format_number(abs(value))
    if unit == "oran":
        return ("-" if value < 0 else "") + "%" + format_number(abs(value))
    text = format_number(value)
    if unit in ("sayı", ""):
        return text
    return f"{text} {unit}"


def ordinal(place: int) -> str:
    """A place in an order.

    >>> ordinal(2), ordinal(12)
    ('ikinci', '12.')
    """
    return _ORDINALS[place - 1] if 0 < place <= len(_ORDINALS) else f"{place}."


def size(difference: float, unit: str) -> str:
    """How large a difference is; rates differ by points: "50.000", "3 puan"."""
    return number(abs(difference), "puan" if unit == "oran" else unit)


def amount(figure: Figure) -> str:
    """A figure in bold, a large amount of money with its short form."""
    text = f"**{number(figure.value, figure.unit)}**"
    if figure.unit == "TL" and abs(figure.value) >= _SHORT_MONEY_FROM:
        text += f" ({short_money(figure.value)})"
    return text


def stated(figure: Figure, bold: bool = True) -> str:
    """A figure with its column: "2023 hedefi **50.000**"; its unit says enough of what is only counted."""
    value = amount(figure) if bold else number(figure.value, figure.unit)
    return value if figure.measure in ("count", "area") else f"{of_figure(figure)} {value}"


def subject(base: KnowledgeBase, entity: str, item: str | None) -> str:
    """What a figure is of, in words: "Yönetilebilir Düzenli Göç, Cari Transferler"."""
    found = base.entity(entity)
    if item is None:
        # What is called a part of the agency, "Hazine yardımı", is no total.
        return f"{found.name} toplamı" if found.kind == "agency" and found.parent is None else found.name
    part = base.entity(item).name
    if found.kind == "agency":
        return f"{part} ({found.name} toplamı)"
    if found.kind == "staff":
        return f"{found.name}, {lower(part)}"
    if item.startswith("column:") and not part[1:2].isupper():
        part = lower(part[:1]) + part[1:]
    return f"{found.name}, {part}"
