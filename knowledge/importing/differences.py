"""Where a programme says two things of one: names, years, series, sums in prose, texts that it prints twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Contradiction, Draft, Figure, Saying
from knowledge.importing.indicators import Indicator
from knowledge.importing.lines import Line
from knowledge.importing.money import Money
from knowledge.importing.names import joined
from knowledge.importing.notes import tell
from knowledge.importing.outline import Outline, name_part, own_year_elsewhere, place_of, spans
from knowledge.importing.sentences import before_heading
from knowledge.importing.staff_tables import STAFF
from knowledge.importing.values import is_figure
from knowledge.language.letters import fold
from knowledge.printed import number

_CAPTIONED = {
    "performans gostergeleri": "indicator",
    "faaliyet maliyetleri tablo": "activity",
    "yurutulecek faaliyet maliyetleri": "costs",
    "izlenmesinden sorumlu": "monitors",
    "faaliyetlerden sorumlu": "responsible",
}
"""Words of the captions of standard tables, and the mark that such a table has."""
SAME_TEXT = 70
"""Likeness from which two texts of one thing are meant to be the same."""
_SUM = re.compile(r"olmak\s+üzere\s+toplam(?:da)?\s+(\d[\d.,]*)")
_STAFF = re.compile(
    r"toplam(?:da)?\s+(\d[\d.,]*)\s+(?:kişi|personel|çalışan)\w*\s+(?:görev\s+yap|hizmet\s+ver|çalış|istihdam|ile\s+hizmet)"
)
_NUMBER = re.compile(r"\d[\d.,]*")
_NO_PART = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\s+[A-ZÇĞİÖŞÜ][a-zçğıöşü]+\s+(?:19|20|21)\d\d\b"
    r"|(?:19|20|21)\d\d(?:\s+tarih|[’']\w+|\s+(?:mali\s+)?yıl)|\d{1,5}\s+(?:sayılı|inci|[ıiuü]nc[ıiuü])"
    r"|\d{1,2}(?:\.\d{1,2})*\.\s+[A-ZÇĞİÖŞÜ]|\d{1,2}/[A-ZÇĞİÖŞÜ]\b"
)
"""Numbers that count nothing: dates, years, laws and articles, "4/B", the numbers of headings."""


def differences(
    draft: Draft,
    text: Document,
    tree: Outline,
    indicators: Sequence[Indicator],
    money: Money,
    marks: Sequence[Mark],
) -> None:
    """Adds the contradictions that no sum shows."""
    _years(draft, text)
    _names(draft, money)
    _agencies(draft)
    _series(draft, indicators)
    _units(draft, indicators)
    _sums_in_prose(draft, text)
    _texts(draft, text, tree, marks)
    _numbering(draft, marks, text)
    _captions_below(draft, marks, text)
    _tables_of_activities(draft, money)


def _found(draft: Draft, contradiction: Contradiction) -> None:
    if contradiction in draft.contradictions:
        return
    draft.contradictions.append(contradiction)
    line = contradiction.readings[-1].line if contradiction.readings else 0
    said = tuple(tell("said_in", place=r.place, line=r.line, text=r.text) for r in contradiction.readings)
    draft.note("contradiction", None, tell("differs", title=contradiction.title, said=said), line)


def _years(draft: Draft, text: Document) -> None:
    for line, year in own_year_elsewhere(text.lines, draft.year):
        _found(
            draft,
            Contradiction(
                "C",
                f"{draft.year} yılı programının metninde program, {year} yılının programı olarak anılmaktadır",
                "",
                (Saying(f"{year} yılı Performans Programı", "", line.number),),
            ),
        )


def _names(draft: Draft, money: Money) -> None:
    entities = {entity.name: entity for entity in draft.entities.values()}
    for id, spelled, word, place in money.variants:
        entity = draft.entities.get(id) or entities.get(id)
        if entity is None:
            continue
        _found(
            draft,
            Contradiction(
                "F",
                f"“{entity.name}” adı belgenin başka bir yerinde farklı yazılmıştır",
                "",
                (Saying(entity.name, entity.place, entity.line), Saying(spelled, place, word.line)),
                (entity.id,),
            ),
        )


def _own_names(draft: Draft) -> set[str]:
    """The keys of the agency's name and of its abbreviations, which contradict no name."""
    name = key(draft.agency.name)
    meant = (short for short, meaning in draft.meanings.items() if name in key(meaning) or key(meaning) in name)
    return {name, *map(key, meant), *([key(draft.short)] if draft.short else [])}


def _agencies(draft: Draft) -> None:
    own = _own_names(draft)
    for sentence in draft.sentences:
        if sentence.kind == "responsible_agency" and key(sentence.answer) not in own:
            _found(
                draft,
                Contradiction(
                    "E",
                    f"“{draft.entities[sentence.entity].name}” göstergesinde sorumlu idarenin adı farklı yazılmıştır",
                    "",
                    (
                        Saying(draft.agency.name, draft.agency.place, draft.agency.line),
                        Saying(sentence.answer, sentence.place, sentence.line),
                    ),
                    (sentence.entity,),
                ),
            )


def _series(draft: Draft, indicators: Sequence[Indicator]) -> None:
    """A cumulative series does not fall."""
    by_subject: dict[str, list[Figure]] = {}
    for figure in draft.figures:
        by_subject.setdefault(figure.cell.subject, []).append(figure)
    cumulative = {s.entity: s for s in draft.sentences if s.kind == "series" and s.answer == "kümülatif"}
    for indicator in indicators:
        sentence = cumulative.get(indicator.id)
        own = [f for f in by_subject.get(indicator.id, ()) if f.cell.measure != "planned"]
        falls = any(after.value < before.value for before, after in pairwise(own))
        if sentence and falls:
            _found(
                draft,
                Contradiction(
                    "B",
                    f"“{indicator.name}” göstergesi kümülatif olarak açıklanmıştır, ancak değerleri azalmaktadır",
                    "",
                    (
                        Saying("kümülatif veri", sentence.place, sentence.line),
                        Saying(" → ".join(f.printed for f in own), indicator.place.name, own[0].line),
                    ),
                    (indicator.id,),
                ),
            )


def _units(draft: Draft, indicators: Sequence[Indicator]) -> None:
    """What is called a rate is not measured as a number, nor the other way round."""
    for indicator in indicators:
        last = fold(indicator.name).split()[-1] if indicator.name.split() else ""
        wrong = (last.startswith(("orani", "yuzdesi")) and indicator.unit == "sayı") or (
            last.startswith("sayisi") and indicator.unit == "oran"
        )
        if wrong:
            _found(
                draft,
                Contradiction(
                    "B",
                    f"“{indicator.name}” göstergesinin ölçü birimi ile adı birbirini tutmamaktadır",
                    "",
                    (
                        Saying(indicator.name, indicator.place.name, indicator.line),
                        Saying(f"ölçü birimi: {indicator.unit}", indicator.place.name, indicator.line),
                    ),
                    (indicator.id,),
                ),
            )


def _sums_in_prose(draft: Draft, text: Document) -> None:
    """ "A, B ve C olmak üzere toplam D": the parts of the sentence add up to its total, which its table prints too."""
    totals = {f.value for f in draft.figures if f.cell.measure in ("count", "area")}
    staff = [f for f in draft.figures if f.cell.subject == STAFF and not f.cell.item]
    people = {f.value for f in draft.figures if f.cell.subject.startswith("staff:")}
    for lines in _paragraphs(text):
        whole = " ".join(line.text for line in lines)
        for match in _STAFF.finditer(whole):
            printed = match[1].rstrip(".,")
            if not staff or not is_figure(printed) or number(printed) in people or _SUM.search(whole):
                continue
            here = Saying(f"toplam {printed} personel", "", _line_at(lines, match.start(1)), number(printed))
            there = Saying(staff[0].printed, staff[0].cell.place, staff[0].line, staff[0].value)
            title = f"Metinde verilen personel toplamı ({printed}) tablodaki toplamdan farklıdır"
            _found(draft, Contradiction("A", title, "", (there, here), (STAFF,)))
        for match in _SUM.finditer(whole):
            _sum_in_prose(draft, whole, match, _line_at(lines, match.start(1)), totals)


def _paragraphs(text: Document) -> list[list[Line]]:
    found: list[list[Line]] = []
    for line in text.lines:
        if line.after_blank or not found:
            found.append([])
        found[-1].append(line)
    return found


def _line_at(lines: Sequence[Line], position: int) -> int:
    for line in lines:
        if position <= len(line.text):
            return line.number
        position -= len(line.text) + 1
    return lines[-1].number


def _sum_in_prose(draft: Draft, whole: str, match: re.Match[str], line: int, totals: set[int | float]) -> None:
    before = re.split(r"(?<=[^\d\s])\.\s+(?=[A-ZÇĞİÖŞÜ])|[;:]", whole[: match.start()])[-1]
    parts = [found[0].rstrip(".,") for found in _NUMBER.finditer(before) if not _NO_PART.match(before, found.start())]
    values = [number(p) for p in parts if is_figure(p)]
    printed = match[1].rstrip(".,")
    if not is_figure(printed) or len(values) < 2:
        return
    value, summed = number(printed), sum(values)
    # What stands further back in the sentence may count something else.
    if not any(sum(values[start:]) == value for start in range(len(values) - 1)):
        told = f"; tablolarda {summed} vardır" if summed in totals else ""
        _found(
            draft,
            Contradiction(
                "A",
                f"Metinde verilen toplam ({printed}), aynı cümlede sayılan parçaların toplamına eşit değildir",
                f"Aynı cümledeki parçaların toplamı {summed}{told}.",
                (Saying(" + ".join(parts) + f" = {printed}", "", line, value),),
            ),
        )


def _texts(draft: Draft, text: Document, tree: Outline, marks: Sequence[Mark]) -> None:
    """Objectives and explanations that are printed more than once say the same."""
    said: dict[tuple[str, str], tuple[list[Placed], str]] = {}
    current = ""
    for mark, words, holding in spans(text, marks):
        place = place_of(holding, text).name
        if mark.kind in ("sub_programme", "activity"):
            branch = tree.at.get(mark.start)
            current = branch.id if branch else current
        kind = ""
        body: list[Placed] = []
        if mark.kind == "objective" and current.startswith("sub_programme:"):
            kind, body = "objective", before_heading(words)
        elif mark.kind == "activity":
            name = name_part(words, "aciklama")
            kind, body = "purpose", [word for word in words[len(name) + 1 :] if word.key]
        if not kind or not body or current not in draft.entities:
            continue
        first = said.setdefault((current, kind), (body, place))
        if first[0] is body:
            continue
        one, other = joined(first[0]), joined(body)
        likeness = fuzz.ratio(key(one), key(other))
        if key(one) != key(other) and likeness >= SAME_TEXT:
            _found(
                draft,
                Contradiction(
                    "G",
                    f"“{draft.entities[current].name}” ile ilgili metin belgenin iki yerinde farklı yazılmıştır",
                    "",
                    (
                        Saying(_differing(one, other), first[1], first[0][0].line),
                        Saying(_differing(other, one), place, body[0].line),
                    ),
                    (current,),
                ),
            )


def _differing(one: str, other: str) -> str:
    """The words of a text that another one lacks."""
    known = {fold(word).strip(".,;:") for word in other.split()}
    return " … ".join(word for word in one.split() if fold(word).strip(".,;:") not in known) or "(sıra farklı)"


def _numbering(draft: Draft, marks: Sequence[Mark], text: Document) -> None:
    # Of tables that are numbered by chapters, "2.1", it cannot be told which is the last one of each.
    numbers = [int(mark.number) for mark in marks if mark.kind == "caption" and mark.number.isdigit()]
    missing = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    if missing:
        last = next(mark for mark in reversed(marks) if mark.kind == "caption")
        draft.note("remark", text.words[last.start], tell("tables_missing", numbers=", ".join(map(str, missing))))


def _captions_below(draft: Draft, marks: Sequence[Mark], text: Document) -> None:
    """Tells where captions stand below their tables: each is read as that of the table after it."""
    above = below = 0
    captions = [index for index, mark in enumerate(marks) if mark.kind == "caption" and mark.number]
    for position, index in enumerate(captions):
        kind = next((kind for hint, kind in _CAPTIONED.items() if hint in fold(marks[index].title)), None)
        end = captions[position + 1] if position + 1 < len(captions) else len(marks)
        start = captions[position - 1] if position else 0
        above += any(mark.kind == kind for mark in marks[index:end])
        below += any(mark.kind == kind for mark in marks[start:index])
    if captions and below > above:
        draft.note("unplaced", text.words[marks[captions[0]].start], tell("captions_below"))


def _tables_of_activities(draft: Draft, money: Money) -> None:
    """Every activity stands in all tables of activities: its sub-programme's costs, its own, that of programmes."""
    by_place: dict[str, set[str]] = {}
    for figure in draft.figures:
        by_place.setdefault(figure.cell.place, set()).add(figure.cell.subject)
    kinds = {
        "alt programın faaliyet maliyetleri tablosunda": {part.place for part in money.costs},
        "faaliyet maliyeti tabloları arasında": {part.place for part in money.activities},
        "programların maliyet tablosunda": {part.place for part in money.programmes},
    }
    with_costs = {part.branch.id for part in money.costs if part.branch}
    activities = draft.of_kind("activity")
    for kind, places in kinds.items():
        standing = {id for place in places for id in by_place.get(place, ())}
        if 2 * sum(activity.id in standing for activity in activities) < len(activities):
            # Tables of a few activities are a choice, and none of them is missing.
            continue
        for activity in activities:
            if activity.id in standing or (kind.startswith("alt") and activity.parent not in with_costs):
                continue
            title = f"“{activity.name}” faaliyeti, {kind} yer almamaktadır"
            readings = (Saying(activity.name, activity.place, activity.line),)
            _found(draft, Contradiction("D", title, "", readings, (activity.id,)))
