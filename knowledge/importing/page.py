"""The review of an import as a self-contained page: each table as read beside the lines that print it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from html import escape

from knowledge.importing.draft import LEFT_OUT, Cell, Draft, Figure, Note
from knowledge.importing.notes import TURKISH
from knowledge.importing.reading import Reading
from knowledge.importing.report import Report
from knowledge.language.letters import capital
from knowledge.language.numbers import exact_number
from knowledge.printed import number

COUNT = "count"
"""Id of the measure of what is counted."""
_COUNTED = frozenset(("adet", "kişi", "sayı"))
"""Units of what is only counted."""
MOST_LINES = 400
"""Printed lines that are shown beside a table at most."""
_NOTES = {
    "damage": "Bozuk metin",
    "unread": "Okunamayan sütun ve tablolar",
    "head": "Bütçe yılıyla bağdaşmayan sütun başlıkları",
    "open": "Eksik kalan satırlar",
    "filled": "Toplamlardan tamamlanan rakamlar",
    "contradiction": "Belgedeki çelişkiler",
    "unplaced": "Gözden geçirilmesi gereken satırlar",
    "remark": "Notlar",
}
_STYLE = """
body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1500px;padding:1rem;color:#1c2430;background:#f6f7f9}
h1{font-size:1.4rem;margin:.4rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
.verdict{padding:.8rem 1rem;border-radius:8px;background:#e3f1e6;border-left:6px solid #2f8f4e;font-weight:600}
.verdict.some{background:#fdf3dc;border-color:#d08a1c}.verdict.bad{background:#fbe6e2;border-color:#c0392b}
section{background:#fff;border:1px solid #d9dee5;border-radius:8px;padding:.6rem 1rem 1rem;margin:1rem 0}
.pair{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1rem}
@media(max-width:900px){.pair{grid-template-columns:1fr}}
pre{margin:0;white-space:pre-wrap;font:12px/1.5 ui-monospace,monospace;background:#f3f4f7;padding:.6rem;
border-radius:6px;max-height:34rem;overflow:auto}pre b{color:#8a93a1;font-weight:400}
.scroll{overflow:auto;max-height:34rem}table{border-collapse:collapse;font-size:13px;width:100%}
th,td{border:1px solid #d9dee5;padding:.25rem .45rem;text-align:left;vertical-align:top}
thead th{position:sticky;top:0;background:#eef1f5}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.proven{background:#eaf6ec}td.open{background:#fdeccf;text-align:center}td.scaled::after{content:" ×";color:#8a93a1}
.place{color:#5d6876;font-weight:400;font-size:.9rem}li{margin:.15rem 0;overflow-wrap:anywhere}
nav a{display:inline-block;white-space:nowrap;margin:.1rem .8rem .1rem 0}section h2{margin-top:.6rem}
"""


def page(reading: Reading, report: Report, labels: Mapping[str, str]) -> str:
    """The page as HTML; `labels` are what measures are called in Turkish."""
    draft = reading.draft
    places: dict[str, list[Figure]] = {}
    for figure in sorted(draft.figures, key=_in_document(draft.figures)):
        places.setdefault(figure.cell.place, []).append(figure)
    parts = [
        f"<h1>{escape(draft.agency.name)}: {escape(reading.title)}</h1>",
        f'<p class="verdict{_mood(report)}">{escape(_verdict(report))}</p>',
        "<p>Her tabloda belgedeki satırlar ve bunlardan okunanlar gösterilir. Yeşil: toplamların doğruladığı rakam. "
        "Turuncu: okunamayan rakam. ×: TL’ye çevrilen ya da toplamlardan hesaplanan rakam.</p>",
        "<nav>" + "".join(f'<a href="#{_anchor(place)}">{escape(place)}</a>' for place in places) + "</nav>",
        _notes(report, LEFT_OUT),
        *(_table(reading, place, figures, labels) for place, figures in places.items()),
        _notes(report, [kind for kind in _NOTES if kind not in LEFT_OUT]),
        _prose(draft),
    ]
    head = f"<title>{escape(draft.agency.name)} {draft.year}</title><style>{_STYLE}</style>"
    view = '<meta name="viewport" content="width=device-width,initial-scale=1">'
    return (
        f'<!doctype html><html lang="tr"><head><meta charset="utf-8">{view}{head}</head>'
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _in_document(figures: Sequence[Figure]) -> Callable[[Figure], int]:
    """The order of tables: that of the lines on which they begin."""
    first: dict[str, int] = {}
    for figure in figures:
        first[figure.cell.place] = min(figure.line, first.get(figure.cell.place, figure.line))
    return lambda figure: first[figure.cell.place]


def _mood(report: Report) -> str:
    """The class of the verdict's colour."""
    if report.left_out:
        return " bad"
    return " some" if report.rows_left or report.of("open") else ""


def _verdict(report: Report) -> str:
    """How much can be trusted, for a reader who has nothing but the page."""
    figures = sum(report.figures.values())
    told = [f"{len(report.figures)} tablo ve bölümden {exact_number(figures)} rakam okundu."]
    told += [f"Toplamlar {exact_number(report.proven)} rakamı doğruluyor."] if report.proven else []
    left = sum(len(report.of(kind)) for kind in LEFT_OUT)
    told.append(f"Okunamayan sütun ya da tablo: {left}." if left else "Okunamayan sütun ya da tablo yok.")
    told += [f"Eksik kalan satır: {len(report.of('open'))}."] if report.of("open") else []
    told += [f"Hangi bilgiye ait olduğu anlaşılamayan satır: {report.rows_left}."] if report.rows_left else []
    return " ".join(told)


def _anchor(place: str) -> str:
    return escape(place.replace(" ", "-"), quote=True)


def _table(reading: Reading, place: str, figures: Sequence[Figure], labels: Mapping[str, str]) -> str:
    draft = reading.draft
    columns = sorted({(f.cell.year or 0, f.cell.measure) for f in figures}, key=lambda c: _order(c, figures))
    rows: dict[tuple[str, str], dict[tuple[int, str], Figure]] = {}
    for figure in figures:
        row = rows.setdefault((figure.cell.subject, figure.cell.item), {})
        row[figure.cell.year or 0, figure.cell.measure] = figure
    head = "".join(f"<th>{escape(_title(column, figures, labels))}</th>" for column in columns)
    expected = {cell for row in draft.rows for cell in row.columns}
    body = "".join(_row(draft, at, row, columns, expected) for at, row in rows.items())
    lines = [figure.line for figure in figures]
    return (
        f'<section id="{_anchor(place)}"><h2>{escape(_captioned(draft, place))} '
        f'<span class="place">{escape(_where(reading, lines))}</span></h2><div class="pair">'
        f"<pre>{_printed(reading, lines)}</pre>"
        f'<div class="scroll"><table><thead><tr><th>Ad</th><th>Ölçü birimi</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></div></section>"
    )


def _captioned(draft: Draft, place: str) -> str:
    """A place with its caption: "Tablo 1. Hizmet Binaları"."""
    named = {entity.place: entity.name for entity in draft.of_kind("table")}
    return f"{place}. {named[place]}" if named.get(place, place) != place else place


def _title(column: tuple[int, str], figures: Sequence[Figure], labels: Mapping[str, str]) -> str:
    """The head of a column: its year and what is measured; what is neither counted nor called anything has a value."""
    year, measure = column
    units = {figure.unit for figure in figures if (figure.cell.year or 0, figure.cell.measure) == column}
    label = labels.get(measure, measure)
    if measure == COUNT:
        label = "sayı" if units <= _COUNTED else "değer"
    return f"{year} {capital(label)}" if year else capital(label)


def _order(column: tuple[int, str], figures: Sequence[Figure]) -> int:
    return next(i for i, f in enumerate(figures) if (f.cell.year or 0, f.cell.measure) == column)


def _row(
    draft: Draft,
    at: tuple[str, str],
    row: Mapping[tuple[int, str], Figure],
    columns: Sequence[tuple[int, str]],
    expected: set[Cell],
) -> str:
    names = [draft.entities[id].name for id in at if id in draft.entities]
    unit = next(iter(row.values())).unit
    place = next(iter(row.values())).cell.place
    cells = ""
    for year, measure in columns:
        figure = row.get((year, measure))
        missing = figure is None and Cell(*at, measure, year or None, place) in expected
        cells += '<td class="open">?</td>' if missing else _cell(figure, draft.proven)
    return f"<tr><td>{escape(' · '.join(names))}</td><td>{escape(unit)}</td>{cells}</tr>"


def _cell(figure: Figure | None, proven: set[Cell]) -> str:
    if figure is None:
        return "<td></td>"
    classes = ["n"]
    if figure.cell in proven:
        classes.append("proven")
    shown = figure.printed
    if not shown or _value(shown) != figure.value:
        # Scaled, or reckoned from totals: what it is worth is told.
        shown = exact_number(figure.value)
        classes.append("scaled")
    return f'<td class="{" ".join(classes)}">{escape(shown)}</td>'


def _value(printed: str) -> int | float | None:
    try:
        return number(printed)
    except ValueError:
        return None


def _where(reading: Reading, lines: Sequence[int]) -> str:
    pages = {line.page for line in reading.document.lines if line.number in set(lines) and line.page}
    told = f"{_span(lines)}. satır"
    return f"{_span(pages)}. sayfa, {told}" if pages else told


def _span(numbers: Collection[int]) -> str:
    first, last = min(numbers), max(numbers)
    return str(first) if first == last else f"{first}-{last}"


def _printed(reading: Reading, lines: Sequence[int]) -> str:
    """The lines of the document between the first and the last figure of a table, with a few before them."""
    first, last = min(lines) - 8, max(lines) + 2
    shown = [line for line in reading.document.lines if first <= line.number <= last]
    if len(shown) > MOST_LINES:
        near = {number + step for number in lines for step in range(-1, 2)}
        shown = [line for line in shown if line.number in near]
    return "\n".join(f"<b>{line.number:>5}</b> {escape(line.text)}" for line in shown)


def _notes(report: Report, kinds: Iterable[str]) -> str:
    found = ""
    for kind in kinds:
        notes = report.of(kind)
        if notes and kind in _NOTES:
            items = "".join(f"<li>{escape(_note(note))}</li>" for note in notes)
            found += f"<section><h2>{_NOTES[kind]} ({len(notes)})</h2><ul>{items}</ul></section>"
    return found


def _note(note: Note) -> str:
    page = f"{note.page}. sayfa, " if note.page else ""
    said = note.told.in_language(TURKISH)
    return f"{page}{note.line}. satır: {said}" if note.line else said


def _prose(draft: Draft) -> str:
    counts = Counter(passage.heading for passage in draft.passages)
    items = "".join(
        f"<li>{escape(heading or '(başlıksız)')}: {count} paragraf</li>" for heading, count in counts.items()
    )
    return f"<section><h2>Metin ({len(draft.passages)} paragraf)</h2><ul>{items}</ul></section>" if items else ""
