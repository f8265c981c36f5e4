"""An invented programme as the text that a PDF gives."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from .invented import Activity, Indicator, Invented, SubProgramme
from .tables import (
    Style,
    activity_rows,
    cost_columns,
    cost_rows,
    economic_rows,
    indicator_columns,
    programme_rows,
    values_of,
)

NAME_WIDTH = 62
"""Letters of a name up to which it stands on one line."""
DAMAGE = str.maketrans({"İ": "Ġ", "Ş": "ġ", "ş": "Ģ"})


def as_text(programme: Invented, style: Style) -> str:
    """The whole text."""
    text = "\n".join(_lines(programme, style)) + "\n"
    return text.translate(DAMAGE) if style.damaged else text


def _lines(programme: Invented, style: Style) -> Iterator[str]:
    tables = _Captions(style)
    yield from ["           KISALTMALAR LİSTESİ", ""]
    for short, meaning in programme.abbreviations.items():
        yield f"{short}\t\t\t   {meaning}"
        yield ""
    yield " BAŞKAN SUNUŞU"
    yield ""
    yield f"{programme.agency} {programme.year} yılı Performans Programı, kaynakların etkili kullanılması için "
    yield "hazırlanmıştır; hazırlayanlara teşekkür ederim."
    yield ""
    yield " I. GENEL BİLGİLER"
    yield " B. ORGANİZASYON YAPISI"
    yield ""
    for main, subs in programme.units.items():
        yield f"\uf0d8\t{main}"
        yield ""
        yield from subs
        yield ""
    yield " C. KAYNAKLAR"
    yield ""
    yield from _staff(programme, tables)
    yield " D. PERFORMANS BİLGİSİ"
    yield ""
    yield f"Bütçe Yılı: {programme.year}"
    yield ""
    for name, subs in programme.programmes[:-1]:
        yield f"{style.programme_label} {name}"
        yield ""
        for sub in subs:
            yield from _sub_programme(programme, sub, style, tables)
    yield from [*style.page_head, ""]
    yield "E. İDARENİN TOPLAM KAYNAK İHTİYACI"
    yield ""
    yield from tables.caption("Ekonomik Sınıflandırma Düzeyinde İdare Performans Programı Maliyeti")
    yield from _economic(programme, style)
    yield from tables.caption("Faaliyet Maliyetleri Tablosu")
    for name, subs in programme.programmes:
        for sub in subs:
            for activity in sub.activities:
                yield from _activity(programme, name, sub, activity, style)
    yield from tables.caption(f"Faaliyetler Düzeyinde {programme.agency} Performans Programı Maliyeti")
    yield f"{programme.year} {programme.year + 1} {programme.year + 2}"
    yield from ["", "PROGRAM ", "SINIFLANDIRMASI", ""]
    for _ in range(3):
        yield from ["BÜ", "TÇ", "", "E İ", "Çİ", "", "BÜ", "TÇ", "", "E D", "IŞ", "", "I", "", "TO", "PL", "AM", ""]
    for name, *cells in programme_rows(programme):
        yield from _wrapped(name, cells, 34, blank=True)
    yield from [*style.page_head, ""]
    yield "F. DİĞER HUSUSLAR"
    yield from _answerable(programme, tables)


class _Captions:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.number = 0

    def caption(self, title: str) -> list[str]:
        self.number += 1
        scale = ""
        return [f" Tablo {self.number}. {title}{scale}" if self.style.numbered else f" {title}", ""]


def _staff(programme: Invented, tables: _Captions) -> Iterator[str]:
    yield from tables.caption("Merkez ve Taşra Teşkilatı Personel Sayıları")
    yield from ["BİRİM DOLU KADRO SÖZLEŞMELİ PERSONEL KADROLU İŞÇİ GENEL TOPLAM", ""]
    rows = dict(programme.staff)
    rows["Toplam"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    for name, counts in rows.items():
        cells = [f"{count:,}".replace(",", ".") for count in (*counts, sum(counts))]
        yield f"{name} {' '.join(cells)}"
        yield ""


def _sub_programme(programme: Invented, sub: SubProgramme, style: Style, tables: _Captions) -> Iterator[str]:
    yield f"Alt Program Adı: {sub.name}"
    yield from ["", "Gerekçe ve Açıklamalar:", "", "İdaremizin yürüttüğü görevler aşağıdaki gibidir;", ""]
    for duty in sub.duties:
        yield f"•\t {duty}"
        yield ""
    yield from [" Alt Program Hedefi:", "", sub.objective, ""]
    yield from tables.caption("Performans Göstergeleri")
    for number, indicator in enumerate(sub.indicators, 1):
        yield from _indicator(programme, indicator, number, style)
        if number == 1:
            yield from ["", "", *style.page_head, ""]
    scale = " (Bin TL)" if programme.thousands else ""
    yield from tables.caption(f"Alt Program Kapsamında Yürütülecek Faaliyet Maliyetleri{scale}")
    heads = cost_columns(programme.year)
    yield f"Faaliyetler {heads[0].split()[0]}"
    for head in (heads[0].split()[1], *heads[1:]):
        yield from head.replace("(", "").replace(")", "").split() if "Harcama" in head else [head]
        yield ""
    for name, *cells in cost_rows(programme, sub, style):
        indent = "\t " if name.startswith("Bütçe ") else ""
        yield from _wrapped(f"{indent}{name}", cells, 44)
    yield from tables.caption("Faaliyetlere İlişkin Açıklamalar")
    for activity in sub.activities:
        yield from [activity.name, activity.explanation, ""]


def _indicator(programme: Invented, indicator: Indicator, number: int, style: Style) -> Iterator[str]:
    columns = indicator_columns(programme.year, style)
    cells = [indicator.unit, *values_of(programme, indicator, style)]
    row = list(_wrapped(f"{number}- {indicator.name}", cells, NAME_WIDTH))
    head = "Performans Göstergesi Ölçü Birimi"
    if style.head == "inline":
        yield f"{head} {' '.join(' '.join(column).strip() for column in columns)}"
        yield ""
    elif style.head == "broken":
        yield f"{head} {columns[0][0]} {columns[1][0]}"
        yield from [columns[1][1], "", f"{columns[2][0]} YS", columns[2][1].removeprefix("YS "), ""]
        for year, title in columns[3:]:
            yield from [year, title, ""]
    elif style.head == "glued":
        yield f"{head.replace(' Birimi', '')}"
        row[0] = f"Birimi {columns[0][0]} {columns[1][0]} " + row[0]
    else:
        yield f"{head} {columns[0][0]}"
        yield ""
    yield from row
    colon = " :" if style.spaced_colon else ":"
    yield f"Göstergeye İlişkin Açıklama{colon} {indicator.definition}"
    yield ""
    if style.answerable:
        yield f"Hesaplama Yöntemi{colon}\t {indicator.method}"
        yield ""
        yield f"Verinin Kaynağı{colon}\t {indicator.source}"
        yield from ["", f"Sorumlu İdare{colon}\t {_upper(programme.agency)}", ""]
    else:
        yield f"Hesaplama Yöntemi{colon} {indicator.method} Verinin Kaynağı{colon} {indicator.source}"
        yield ""


def _economic(programme: Invented, style: Style) -> Iterator[str]:
    yield from ["EKONOMİK KOD", "", f"{programme.year} {programme.year + 1} {programme.year + 2}"]
    for name, *cells in economic_rows(programme, style):
        *before, last = textwrap.wrap(name, 20)
        yield from before
        if before or all(cell == style.nil for cell in cells):
            yield from [last, " ".join(cells), ""] if not before else [last, "", " ".join(cells), ""]
        else:
            yield from [f"{last} {' '.join(cells)}", ""]


def _activity(programme: Invented, name: str, sub: SubProgramme, activity: Activity, style: Style) -> Iterator[str]:
    yield f" İdare Adı {_upper(programme.agency)}"
    yield from ["", f"Program Adı {name}", "", f"Alt Program Adı {sub.name}", ""]
    yield from [f"Alt Program Hedefi {sub.objective}", "", f"Faaliyet Adı {activity.name}", ""]
    yield from [f"Açıklama {activity.explanation}", ""]
    heads = cost_columns(programme.year)
    first, *rest = heads
    yield f"EKONOMİK KOD {first.split()[0]} "
    yield from [first.split()[1], ""]
    for head in rest:
        year, title = head.split(None, 1)
        yield from [f"{year} ", title, ""]
    for label, *cells in activity_rows(programme, activity, style):
        yield f"{label} " + " ".join(f"{cell}\u00a0" if cell == "-" else cell for cell in cells if cell)
        yield ""


def _answerable(programme: Invented, tables: _Captions) -> Iterator[str]:
    yield from tables.caption("Faaliyetlerden Sorumlu Harcama Birimleri")
    yield from ["PROGRAM ADI ALT PROGRAM FAALİYET SORUMLU HARCAMA BİRİMİ", "", programme.programme, ""]
    for sub in programme.services:
        yield from textwrap.wrap(sub.name, 18)
        yield ""
        for activity in sub.activities:
            yield f"{activity.name} {activity.unit}"
            yield ""
    yield from tables.caption("Performans Göstergelerinin İzlenmesinden Sorumlu Harcama Birimleri")
    yield from ["PROGRAM ADI ALT PROGRAM PERFORMANS GÖSTERGELERİ SORUMLU HARCAMA BİRİMİ", "", programme.programme, ""]
    for sub in programme.services:
        yield from textwrap.wrap(sub.name, 18)
        yield ""
        for indicator in sub.indicators:
            yield from _wrapped(indicator.name, [indicator.monitor], 70)


def _wrapped(name: str, cells: Iterable[str], width: int, *, blank: bool = False) -> Iterator[str]:
    """A row whose name is wrapped: the cells stand on its last line."""
    indent = name[: len(name) - len(name.lstrip())]
    *before, last = textwrap.wrap(name.strip(), width)
    for part in before:
        yield f"{indent}{part} "
        if blank:
            yield ""
    yield f"{indent}{last} {' '.join(cells)}"
    yield ""


def _upper(name: str) -> str:
    return name.replace("i", "İ").replace("ı", "I").upper()
