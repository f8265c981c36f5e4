"""Puts results into short Turkish: the figure first, then what it means, who is responsible, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.answering import columns as cols
from bot.answering import queries as q
from bot.answering.figures import domain_of
from bot.answering.queries import Cell, Column, Figure, Result
from bot.replies import figures as words
from bot.replies.examples import examples, first
from bot.replies.reply import ANSWER, NO_ANSWER, Number, Reply, Source
from knowledge.base import Contradiction, KnowledgeBase
from knowledge.language.declension import with_case
from knowledge.language.letters import fold, lower

MOST_NAMES = 25
"""Members of a set that are named where they were only counted."""
LISTED_FROM = 6
"""Contradictions from which only their titles are told."""
MAX_TITLES = 20
MAX_CONTRADICTIONS = 2
"""Contradictions told under one answer; more would bury it."""
_RELATION_WORDS = {
    "responsible": "Sorumlu harcama birimi",
    "monitor": "İzlemekten sorumlu birim",
    "monitors": "İzlemekten sorumlu birim",
    "data_source": "Verinin kaynağı",
    "who": "Sorumlu birim",
    "parent": "Bağlı olduğu yer",
}
_LIMITS = {
    "above": "{1} üzerinde",
    "below": "{1} altında",
    "up to": "{} veya üzeri",
    "down to": "{} veya altı",
    "equal": "tam {}",
}
"""How a figure is held against a number."""
_KIND_WORDS = {
    "indicator": "gösterge",
    "activity": "faaliyet",
    "sub_programme": "alt program",
    "programme": "program",
    "expense": "gider kalemi",
    "unit": "birim",
    "council": "kurul ve komisyon",
    "institution": "kurum",
    "aim": "stratejik amaç",
    "goal": "stratejik hedef",
    "value": "temel değer",
    "policy": "politika belgesi",
    "law": "mevzuat",
    "abbreviation": "kısaltma",
    "table": "tablo",
    "it": "bilgi teknolojileri kalemi",
    "room": "oda ve alan",
    "vehicle": "araç türü",
    "staff_group": "grup",
    "post": "yurt dışı görevi",
}


def _verdict(way: str, change: float) -> str:
    """The answer to whether a figure goes up or down, empty where that was not asked."""
    if not way:
        return ""
    return "Evet. " if (change > 0 and way == "up") or (change < 0 and way == "down") else "Hayır. "


class Wording:
    """Words results about one knowledge base."""

    def __init__(self, base: KnowledgeBase, several: bool = False) -> None:
        self.base = base
        self.several = several
        """Whether other agencies' programmes are loaded too, so that replies say whose one is."""

    def reply(self, result: Result) -> Reply:
        """The reply to one question."""
        if result.absence:
            return self._absent(result)
        lines = _WORDS[result.query.operation](self, result)
        lines += self._assumptions(result)
        if result.query.operation != q.CONTRADICTION:
            lines += self._contradictions(result)
        sources = self._sources(result)
        if sources:
            lines.append(self._stated(sources))
        return Reply(
            ANSWER,
            "\n".join(line for line in lines if line),
            self._numbers(result),
            sources=sources,
            results=(result,),
        )

    def joined(self, replies: list[Reply]) -> Reply:
        """One reply to the questions that one message held, in order."""
        statuses = {reply.status for reply in replies}
        status = ANSWER if statuses == {ANSWER} else next(s for s in (NO_ANSWER, "clarify") if s in statuses)
        figures = tuple(f for reply in replies for f in reply.figures) if status == ANSWER else ()
        return Reply(
            status,
            "\n\n".join(reply.markup for reply in replies),
            figures,
            tuple(choice for reply in replies for choice in reply.choices),
            tuple(dict.fromkeys(source for reply in replies for source in reply.sources)),
            tuple(result for reply in replies for result in reply.results),
        )

    # Parts that several replies share

    def _name(self, figure: Figure) -> str:
        return words.subject(self.base, figure.subject, figure.item)

    def _numbers(self, result: Result) -> tuple[Number, ...]:
        found = []
        for figure in (*result.figures, *result.operands):
            number = Number(
                round(figure.value, 6) if figure.value % 1 else int(figure.value),
                figure.unit,
                figure.year,
                words.measure_word(figure),
                self._label(figure),
            )
            if number not in found or figure in result.figures:
                found.append(number)
        return tuple(found)

    def _label(self, figure: Figure) -> str:
        try:
            return self._name(figure)
        except KeyError:
            return figure.subject

    def _sources(self, result: Result) -> tuple[Source, ...]:
        places: list[tuple[str, str]] = []
        for figure in (*result.figures, *result.operands):
            places += [(figure.programme, place) for place, _ in figure.places[: None if figure.computed else 1]]
        rows = [self.base.attribute(id) for id in result.attributes[:12]]
        places += [(row.programme, row.place) for row in rows]
        if not result.figures and not result.attributes:
            places += [
                (self.base.entity(entity).programme, self._relation_place(result, entity)) for entity in result.entities
            ]
        found = ((self.base.programme_of(programme), place) for programme, place in places if place)
        unique = dict.fromkeys((programme.title, place, programme.year) for programme, place in found)
        return tuple(Source(title, place, year) for title, place, year in unique)[:6]

    def _stated(self, sources: Sequence[Source]) -> str:
        """The line that names the tables of each programme, the newest programme first."""
        years = sorted({source.year for source in sources}, reverse=True)
        named = []
        for year in years:
            tables = ", ".join(dict.fromkeys(source.table for source in sources if source.year == year))
            named.append(f"{tables} · {self._owned(year)}")
        return f"Kaynak: {'; '.join(named)}"

    def _owned(self, year: int) -> str:
        """A programme as a source line names it, with its agency where several are loaded."""
        owner = f"{self.base.programme.agency} " if self.several else ""
        return f"{owner}{year} Performans Programı"

    def _relation_place(self, result: Result, entity: str) -> str:
        query = result.query
        if query.operation == q.RELATION and query.entities:
            for kind in ("monitors", "responsible", "data_source"):
                place = self.base.relation_place(entity, kind, query.entities[0])
                if place and (kind.startswith(query.aspect[:7]) or query.aspect in ("who", "responsible", "monitor")):
                    return place
        return self.base.entity(entity).place

    def _assumptions(self, result: Result) -> list[str]:
        query = result.query
        assumed = query.assumed
        if "year" in assumed and (query.cells or query.columns):
            column = query.cells[0].column if query.cells else query.columns[0]
            return [f"(Yıl belirtmediğiniz için {column.year} yılı alındı.)"]
        if "measure" in assumed and result.figures and query.operation == q.VALUE:
            years = {figure.year for figure in result.figures}
            previous = self.base.programme.year - 1
            if previous in years and result.figures[0].measure == "estimate":
                planned = self._planned(result.figures[0])
                if planned:
                    return [f"{previous} için planlanan: {words.number(planned.value, planned.unit)}"]
        if "context" in assumed and result.figures and result.figures[0].year and len(result.figures) == 1:
            return []
        return []

    def _planned(self, figure: Figure) -> Figure | None:
        from bot.answering.figures import Figures

        return Figures(self.base).at(Cell(figure.subject, figure.item, Column("planned", figure.year)))

    def _contradictions(self, result: Result) -> list[str]:
        lines = []
        told: set[str] = set()
        for figure in (*result.figures, *result.operands):
            for value, place, _ in figure.others:
                line = (
                    f"⚠ Programda çelişki: {place} bunu {words.number(value, figure.unit)} olarak veriyor; "
                    f"{figure.places[0][0]} ve toplamlar {words.number(figure.value, figure.unit)} diyor."
                )
                if line not in told:
                    told.add(line)
                    lines.append(line)
        touched = [f.subject for f in (*result.figures, *result.operands)] + [
            f.item for f in (*result.figures, *result.operands) if f.item
        ]
        touched += list(result.query.entities) + list(result.entities)
        if lines:
            return lines[:MAX_CONTRADICTIONS]
        values = {figure.value for figure in (*result.figures, *result.operands)}
        for entity in dict.fromkeys(touched):
            if ":" not in entity:
                continue
            for contradiction in self.base.contradictions(entity):
                if contradiction.id in told or not self._concerns(contradiction, values, result):
                    continue
                told.add(contradiction.id)
                lines.append(f"⚠ Programda çelişki: {_warning(contradiction)}")
        return lines[:MAX_CONTRADICTIONS]

    def _concerns(self, contradiction: Contradiction, values: set[float], result: Result) -> bool:
        """Whether a contradiction bears on what is answered: its value is told, or the texts it is about are."""
        stated = {reading[1] for reading in contradiction.readings if reading[1] is not None}
        if contradiction.kind == "A":
            return bool(stated & values)
        if contradiction.kind == "B":
            return contradiction.id == "B1" and len(values) > 1
        if contradiction.kind == "E":
            asked = result.query.entities[:1]
            return result.query.operation == q.RELATION and any(
                contradiction.id == other.id for entity in asked for other in self.base.contradictions(entity)
            )
        return False

    def _responsible(self, entity: str) -> str:
        """ "Sorumlu: …" of an indicator or activity."""
        kind = "monitors" if entity.startswith("indicator:") else "responsible"
        units = self.base.sources(entity, kind)
        if not units:
            return ""
        return "Sorumlu: " + ", ".join(self.base.entity(unit).name for unit in units)

    def _revisions(self, figure: Figure) -> str:
        """What earlier programmes gave for a figure: "2023 programında 1.250.000 idi"."""
        told = []
        for value, id in figure.revised:
            year = with_case(f"{self.base.programme_of(id).year} programı", "loc")
            told.append(f"{year} {words.number(value, figure.unit)}")
        return f"Önceki programda farklıydı: {', '.join(told)}." if told else ""

    def _meaning(self, figure: Figure, before: Figure | None) -> str:
        parts = []
        if before and before.value:
            percent = (figure.value - before.value) / before.value * 100
            if figure.unit == "oran":
                points = figure.value - before.value
                if points:
                    parts.append(
                        f"{with_case(words.of_figure(before), 'dat')} göre {words.number(abs(points), '')} puan "
                        f"{'artış' if points > 0 else 'azalış'}"
                    )
            elif abs(percent) >= 0.005:
                parts.append(
                    f"{with_case(words.of_figure(before), 'dat')} ({words.number(before.value, before.unit)}) göre "
                    f"{words.number(percent, '%')} {'artış' if percent > 0 else 'azalış'}"
                )
            else:
                parts.append(f"{words.of_figure(before)} ile aynı")
        if domain_of(figure.subject.partition(":")[0]) == cols.INDICATOR:
            series = next((a.answer for a in self.base.attributes(figure.subject) if a.kind == "series"), "")
            if series:
                parts.append(f"{lower(series)} veri")
        if figure.computed and figure.measure in ("budget", "spent", "forecast", "count"):
            parts.append("alt kalemlerin toplamıdır, programda ayrıca yazmaz")
        text = "; ".join(parts)
        return text[:1].upper() + text[1:] + "." if text else ""

    def _tail(self, subjects: list[str]) -> list[str]:
        """The responsible unit where all subjects share it."""
        found = list(dict.fromkeys(self._responsible(subject) for subject in dict.fromkeys(subjects)))
        return [line for line in found if line] if len(found) == 1 else []

    # Operations

    def value(self, result: Result) -> list[str]:
        """One figure in a sentence, several as a list."""
        found = result.figures
        if len(found) == 1:
            figure = found[0]
            if figure.unit == "TL" and figure.value == 0:
                nothing = "harcama yok" if figure.measure == "spent" else "bu kalemde ödenek yok"
                return [
                    f"{self._name(figure)}: {words.of_figure(figure)} **0 TL**; {nothing}.",
                    *self._tail([figure.subject]),
                ]
            head = f"{self._name(figure)}: {words.stated(figure)}"
            before = result.operands[0] if result.operands else None
            lines = [
                head,
                self._verify(result),
                self._meaning(figure, before),
                self._revisions(figure),
                *self._tail([figure.subject]),
            ]
            return [line for line in lines if line]
        subjects = {(figure.subject, figure.item) for figure in found}
        if len(subjects) == 1:
            lines = [f"{self._name(found[0])}:"]
            lines += [f"• {words.of_figure(figure)}: {words.amount(figure)}" for figure in found]
        else:
            lines = [f"• {self._name(figure)}: {words.stated(figure)}" for figure in found]
        return [*lines, *self._tail([figure.subject for figure in found])]

    def _verify(self, result: Result) -> str:
        number = result.query.number
        if number is None or result.query.operation != q.VALUE:
            return ""
        right = abs(number - result.figures[0].value) < 0.005
        return "Evet, doğru." if right else f"Hayır, {words.number(number, result.figures[0].unit)} değil."

    def series(self, result: Result) -> list[str]:
        """Figures in the order of time, and the change from end to end."""
        lines = self.value(
            Result(
                result.query,
                tuple(sorted(result.figures, key=lambda f: (f.year or 0, f.measure in ("estimate", "spent")))),
            )
        )
        ends = [f for f in result.figures if f.measure not in ("planned", "spent")]
        if len(result.figures) > 2 and len(ends) > 1 and len({(f.subject, f.item) for f in result.figures}) == 1:
            first = min(ends, key=lambda f: f.year or 0)
            last = max(ends, key=lambda f: f.year or 0)
            if first.value and first.unit != "oran":
                percent = (last.value - first.value) / first.value * 100
                direction = "artış" if percent > 0 else "azalış"
                if abs(percent) >= 0.005:
                    lines.insert(
                        -1 if lines[-1].startswith("Sorumlu") else len(lines),
                        f"{with_case(str(first.year), 'abl')} {with_case(str(last.year), 'dat')} "
                        f"{words.number(percent, '%')} {direction}.",
                    )
        return lines

    def exists(self, result: Result) -> list[str]:
        """Whether money is set aside."""
        lines = []
        for figure in result.figures:
            if figure.value:
                lines.append(f"Evet. {self._name(figure)}: {words.stated(figure)}")
            else:
                lines.append(f"Hayır, ödenek yok. {self._name(figure)}: {words.of_figure(figure)} **0 TL**")
        return lines

    def same(self, result: Result) -> list[str]:
        """Whether a figure stays the same."""
        if result.verdict:
            figure = result.figures[0]
            years = [f.year for f in result.operands if f.year]
            return [
                f"Evet, değişmiyor; hep aynı. {self._name(figure)}: {min(years)}-{max(years)} arası her yıl "
                f"{words.amount(figure)}",
                *self._tail([figure.subject]),
            ]
        return ["Hayır, değişiyor.", *self.series(Result(result.query, result.figures))]

    def remainder(self, result: Result) -> list[str]:
        """What is left of a budget."""
        whole, used = result.operands
        left = result.figures[0].value
        size = words.number(abs(left), whole.unit)
        head = f"kalan **{size}**" if left >= 0 else f"bütçe **{size}** aşılmış"
        operands = f"{words.stated(whole, bold=False)}, {words.stated(used, bold=False)}"
        return [f"{self._name(whole)}: {head}", operands, *self._tail([whole.subject])]

    def difference(self, result: Result) -> list[str]:
        """How much more or less."""
        new, old = result.operands
        value = result.figures[0].value
        sure = _verdict(result.query.aspect, value)
        unit = "puan" if new.unit == "oran" else new.unit
        size = words.number(abs(value), unit)
        if (new.subject, new.item) == (old.subject, old.item):
            verb = "artış" if value > 0 else "azalış"
            if new.year == old.year:
                verb = "fazla" if value > 0 else "eksik"
                head = (
                    f"{self._name(new)}: {words.of_figure(new)}, {with_case(words.of_figure(old), 'abl')} "
                    f"**{size}** {verb}"
                )
            else:
                head = (
                    f"{self._name(new)}: {with_case(words.of_figure(old), 'abl')} "
                    f"{with_case(words.of_figure(new), 'dat')} **{size}** {verb}"
                )
            if not value:
                head = f"{self._name(new)}: fark yok (**0**)"
            operands = f"{words.stated(old, bold=False)} → {words.stated(new, bold=False)}"
        else:
            head = f"Fark: **{size}**"
            operands = "\n".join(f"• {self._name(f)}: {words.stated(f, bold=False)}" for f in (new, old))
        return [sure + head, operands, *self._tail([new.subject, old.subject])]

    def change(self, result: Result) -> list[str]:
        """By how many percent."""
        new, old = result.operands
        value = result.figures[0].value
        sure = _verdict(result.query.aspect, value)
        direction = "artış" if value > 0 else "azalış" if value < 0 else "değişim"
        if (new.subject, new.item) == (old.subject, old.item):
            head = (
                f"{self._name(new)}: {with_case(words.of_figure(old), 'abl')} "
                f"{with_case(words.of_figure(new), 'dat')} **{words.number(value, '%')}** {direction}"
            )
            operands = f"{words.number(old.value, old.unit)} → {words.number(new.value, new.unit)}"
        else:
            head = (
                f"{self._name(new)}, {with_case(self._name(old), 'abl')} **{words.number(value, '%')}** "
                f"{'fazla' if value > 0 else 'az'}"
            )
            operands = "\n".join(f"• {self._name(f)}: {words.stated(f, bold=False)}" for f in (new, old))
        return [sure + head, operands, *self._tail([new.subject, old.subject])]

    def times(self, result: Result) -> list[str]:
        """How many times as much."""
        new, old = result.operands
        return [
            f"**{words.number(result.figures[0].value, '')}** katı",
            *(f"• {self._name(f)}: {words.stated(f, bold=False)}" for f in (new, old)),
            *self._tail([new.subject, old.subject]),
        ]

    def share(self, result: Result) -> list[str]:
        """A part as a percentage of a whole."""
        *parts, whole = result.operands
        value = words.number(result.figures[0].value, "%")
        if len(parts) == 1 and (parts[0].subject, parts[0].item) == (whole.subject, whole.item):
            part = parts[0]
            if part.measure == "spent":
                head = (
                    f"{self._name(part)}: {with_case(words.of_figure(whole), 'gen')} Haziran sonuna kadar "
                    f"**{value}** kadarı harcandı"
                )
            else:
                head = (
                    f"{self._name(part)}: {words.of_figure(part)}, {with_case(words.of_figure(whole), 'gen')} "
                    f"**{value}** kadarı"
                )
            return [
                head,
                f"{words.number(part.value, part.unit)} / {words.number(whole.value, whole.unit)}",
                *self._tail([part.subject]),
            ]
        head = f"Oran: **{value}**" if whole.subject.startswith("indicator:") else f"Pay: **{value}**"
        return [
            head,
            *(f"• {self._name(f)}: {words.stated(f, bold=False)}" for f in (*parts, whole)),
            *self._tail([f.subject for f in (*parts, whole)]),
        ]

    def total(self, result: Result) -> list[str]:
        """A sum with what it adds."""
        figure = result.figures[0]
        return [
            f"Toplam: {words.amount(figure)}",
            *(f"• {self._name(f)}: {words.stated(f, bold=False)}" for f in result.operands),
            *self._tail([f.subject for f in result.operands]),
        ]

    def average(self, result: Result) -> list[str]:
        """A mean with what it is of."""
        return [
            f"Ortalama: **{words.number(result.figures[0].value, result.figures[0].unit)}**",
            *(f"• {self._name(f)}: {words.stated(f, bold=False)}" for f in result.operands),
        ]

    def extreme(self, result: Result) -> list[str]:
        """The highest or lowest, of columns, of subjects or of a class."""
        query = result.query
        word = "en yüksek" if query.operation == q.HIGHEST else "en düşük"
        if query.direction and query.columns and query.aspect != "ratio":
            fell = query.direction == "down"
            same_year = len({column.year for column in query.columns}) == 1
            most = "en çok" if query.operation == q.HIGHEST else "en az"
            word = (
                f"{most} {'altında kalan' if fell else 'aşan'}"
                if same_year
                else f"{most} {'azalan' if fell else 'artan'}"
            )
        if query.number == -2:
            word = "sıralamada ikinci"
        if not query.kind:
            same = len({(f.subject, f.item) for f in result.operands}) == 1
            lines = []
            for figure in result.figures:
                if same:
                    lines.append(f"{self._name(figure)}: {word} değer {words.stated(figure)}")
                else:
                    lines.append(f"{word.capitalize()}: {self._name(figure)}, {words.stated(figure)}")
            return [*lines, *self._tail([f.subject for f in result.figures])]
        if query.aspect == "ratio":
            return self._by_ratio(result)
        if query.aspect.startswith("count:"):
            word = "en çok" if query.operation == q.HIGHEST else "en az"
            part = _KIND_WORDS.get(query.aspect.partition(":")[2], query.aspect.rpartition(":")[2])
            return [
                f"{word.capitalize()}: {self.base.entity(f.subject).name}, **{words.number(f.value, '')}** {part}"
                for f in result.figures
            ]
        lines = []
        if query.assumed == ("context",) and query.entities:
            lines.append(f"{' / '.join(self.base.entity(entity).name for entity in query.entities)}:")
        for index, (entity, figure) in enumerate(zip(result.entities, result.figures, strict=True), 1):
            name = self.base.entity(entity).name
            if query.direction:
                new, old = result.operands[2 * index - 2 : 2 * index]
                value = words.number(abs(figure.value), "puan" if figure.unit == "oran" else figure.unit)
                direction = "artış" if figure.value > 0 else "azalış"
                text = (
                    f"{name}: **{value}** {direction} ({words.stated(old, bold=False)} → "
                    f"{words.stated(new, bold=False)})"
                )
            else:
                text = f"{name}: {words.stated(figure)}"
            lines.append(f"{index}. {text}" if len(result.figures) > 1 else f"{word.capitalize()}: {text}")
        return lines

    def compare(self, result: Result) -> list[str]:
        """Which is larger and by how much."""
        ranked = result.figures
        difference = ranked[0].value - ranked[1].value
        same = (ranked[0].subject, ranked[0].item) == (ranked[1].subject, ranked[1].item)
        name = words.of_figure(ranked[0]) if same else self._name(ranked[0])
        unit = "puan" if ranked[0].unit == "oran" else ranked[0].unit
        head = f"**{name}** daha yüksek: fark {words.number(difference, unit)}"
        if not difference:
            head = "İkisi eşit."
        return [
            head,
            *(f"• {self._name(f)}: {words.stated(f, bold=False)}" for f in ranked),
        ]

    def when(self, result: Result) -> list[str]:
        """Which figures pass a number."""
        query = result.query
        figure = result.operands[0]
        number = words.number(query.number or 0.0, figure.unit)
        limit = _LIMITS[query.direction].format(number, with_case(number, "gen"))
        sure = "" if not query.aspect else "Evet, " if result.verdict else "Hayır, "
        name = self._name(figure)
        if len(result.operands) == 1:
            held = f"{sure}{limit}." if result.verdict else f"{sure}{limit} değil."
            return [f"{name}: {words.stated(figure)}", held, *self._tail([figure.subject])]
        if result.verdict:
            head = f"{name}: {sure}{limit} olan {len(result.figures)} değer var:"
        else:
            head = f"{name}: {sure}hiçbir değer {limit} değil. En yakını:"
        lines = [f"• {words.of_figure(one)}: {words.amount(one)}" for one in result.figures]
        return [head, *lines, *self._tail([figure.subject])]

    def reached(self, result: Result) -> list[str]:
        """Whether the estimate reaches the plan."""
        actual, planned = result.operands
        difference = actual.value - planned.value
        unit = "puan" if actual.unit == "oran" else actual.unit
        size = words.number(abs(difference), unit)
        than = f"{words.of_figure(actual)}, {with_case(words.of_figure(planned), 'abl')} **{size}**"
        if difference > 0:
            head = f"Evet, aşıldı: {than} fazla (üzerinde)."
        elif difference < 0:
            head = f"Hayır, altında kaldı: {than} eksik."
        else:
            head = f"Evet, tam tuttu: {words.of_figure(actual)} ile {words.of_figure(planned)} aynı."
        return [
            f"{self._name(actual)}",
            head,
            f"{words.of_figure(planned)} **{words.number(planned.value, planned.unit)}** · "
            f"{words.of_figure(actual)} **{words.number(actual.value, actual.unit)}**",
            *self._tail([actual.subject]),
        ]

    def _class(self, kind: str) -> str:
        base_kind, _, code = kind.partition(":")
        return code if code and base_kind != "staff_group" else _KIND_WORDS.get(base_kind, base_kind)

    def count(self, result: Result) -> list[str]:
        """How many, and which where they are few."""
        if result.attributes:
            name = self.base.entity(result.query.entities[0]).name
            texts = [self.base.attribute(id).text for id in result.attributes]
            return [f"{name}: **{len(texts)}**", *(f"• {text}" for text in texts)]
        query = result.query
        within = ", ".join(self.base.entity(entity).name for entity in query.entities)
        if len(query.entities) > 2:
            within = ""
        head = f"{within}: " if within else ""
        head += f"**{len(result.entities)}** {self._class(query.kind)}"
        names = self._told_apart(result.entities)
        return [head, *(f"• {name}" for name in names)] if len(names) <= MOST_NAMES else [head]

    def names(self, result: Result) -> list[str]:
        """The names of a set."""
        query = result.query
        within = ", ".join(self.base.entity(entity).name for entity in query.entities[:2])
        head = f"{within}: " if within and len(query.entities) <= 2 else ""
        head += f"{len(result.entities)} {self._class(query.kind)}"
        return [head, *(f"• {name}" for name in self._told_apart(result.entities))]

    def with_kind(self, id: str) -> str:
        """A name with its kind: "Yönetilebilir Düzenli Göç (faaliyet)"."""
        entity = self.base.entity(id)
        return f"{entity.name} ({_KIND_WORDS.get(entity.kind, 'genel')})"

    def _told_apart(self, ids: Sequence[str]) -> list[str]:
        """Names, with what they belong to where several things share one."""
        names = [self._coded(id) for id in ids]
        parents = [self.base.entity(id).parent for id in ids]
        return [
            f"{name} ({self.base.entity(parent).name})" if parent and names.count(name) > 1 else name
            for name, parent in zip(names, parents, strict=True)
        ]

    def _coded(self, id: str) -> str:
        entity = self.base.entity(id)
        return f"{entity.code}: {entity.name}" if entity.kind == "goal" and entity.code else entity.name

    def filtered(self, result: Result) -> list[str]:
        """The members that meet a condition."""
        query = result.query
        columns = [words.column_words(column) for column in query.columns]
        if query.aspect == "ratio":
            return self._by_ratio(result)
        if query.direction in ("text", "not text"):
            kind, _, value = query.aspect.partition(":")
            being = "olan" if query.direction == "text" else "olmayan"
            said = self._answer_of(kind, value)
            title = f"{said} {being} {self._class(query.kind)}: **{len(result.entities)}**"
            return [title[:1].upper() + title[1:], *(f"• {self.base.entity(e).name}" for e in result.entities)]
        if query.aspect.startswith("count:"):
            return self._by_members(result)
        if query.aspect.startswith("has:"):
            having = "olmayan" if query.direction == "nil" else "olan"
            title = f"{query.aspect.partition(':')[2]} {having} {self._class(query.kind)}: **{len(result.entities)}**"
            return [title, *(f"• {self.base.entity(entity).name}" for entity in result.entities)]
        if query.direction == "nil" and domain_of(query.kind) == cols.INDICATOR:
            title = f"{columns[0] if columns else 'Değeri'} 0 olan {self._class(query.kind)}:"
        elif query.direction == "nil":
            title = f"Ödenek ayrılmayan (yok, 0 TL) {self._class(query.kind)}, {columns[0] if columns else ''}:"
        elif query.direction == "same":
            title = f"Değişmeyen {self._class(query.kind)}:"
        elif query.number == 0 and any(e.startswith("expense:") for e in query.entities):
            item = next(self.base.entity(e).name for e in query.entities if e.startswith("expense:"))
            title = f"{item} için {columns[0]} ayrılan {self._class(query.kind)}:"
        elif query.number is not None:
            side = "üzerinde" if query.direction == "above" else "altında"
            column = columns[0] if columns else "Değeri"
            number = words.number(query.number, result.operands[0].unit if result.operands else "")
            title = f"{column} {with_case(number, 'gen')} {side} olan {self._class(query.kind)}:"
        else:
            side = "üzerinde" if query.direction == "above" else "altında"
            title = f"{columns[0]}, {with_case(columns[1], 'gen')} {side} olan {self._class(query.kind)}:"
        if not result.entities:
            return [f"{title} yok."]
        per = len(result.operands) // len(result.entities) if result.operands else 0
        lines = [f"{title} **{len(result.entities)}**"]
        for index, entity in enumerate(result.entities):
            name = self.base.entity(entity).name
            own = result.operands[index * per : (index + 1) * per]
            if query.direction == "nil":
                lines.append(f"• {name}")
            elif query.direction == "same":
                lines.append(f"• {name}: {words.number(own[0].value, own[0].unit)}")
            elif per == 2:
                unit = "puan" if own[0].unit == "oran" else own[0].unit
                lines.append(
                    f"• {name}: {words.number(own[0].value, own[0].unit)} / "
                    f"{words.number(own[1].value, own[1].unit)} "
                    f"(fark {words.number(abs(own[0].value - own[1].value), unit)})"
                )
            else:
                lines.append(f"• {name}: {words.amount(own[0])}")
        return lines

    def _answer_of(self, kind: str, folded: str) -> str:
        """An answer of a kind of text as it is written, found by its folded form."""
        rows = (row for entity in self.base.of_kind("indicator") for row in self.base.attributes(entity.id))
        return next((lower(row.answer) for row in rows if row.kind == kind and fold(row.answer) == folded), folded)

    def _by_ratio(self, result: Result) -> list[str]:
        """Members told apart by how much of a plan came true."""
        query = result.query
        part, whole = (words.column_words(column) for column in query.columns)
        lines = []
        for index, (entity, figure) in enumerate(zip(result.entities, result.figures, strict=True)):
            new, old = result.operands[2 * index : 2 * index + 2]
            lines.append(
                f"{self.base.entity(entity).name}: **{words.number(figure.value, '%')}** "
                f"({words.number(new.value, new.unit)} / {words.number(old.value, old.unit)})"
            )
        if query.operation != q.FILTER:
            head = f"{'En yüksek' if query.operation == q.HIGHEST else 'En düşük'} oran ({part} / {whole}):"
            if len(lines) == 1:
                return [f"{head} {lines[0]}"]
            return [head, *(f"{index}. {line}" for index, line in enumerate(lines, 1))]
        side = "üzerinde" if query.direction == "above" else "altında"
        limit = with_case(words.number(query.number or 0, "%"), "gen")
        title = f"{part} / {whole} oranı {limit} {side} olan {self._class(query.kind)}:"
        return [f"{title} **{len(lines)}**" if lines else f"{title} yok.", *(f"• {line}" for line in lines)]

    def _by_members(self, result: Result) -> list[str]:
        """The members of a class that have more or fewer of another than a number, or just so many."""
        query = result.query
        part = self._class(query.aspect.partition(":")[2])
        number = words.number(query.number or 0, "")
        side = {"above": f"{with_case(number, 'abl')} fazla", "below": f"{with_case(number, 'abl')} az"}
        title = (
            f"{part[:1].upper()}{part[1:]} sayısı {side.get(query.direction, number)} olan {self._class(query.kind)}:"
        )
        if not result.entities:
            return [f"{title} yok."]
        return [
            f"{title} **{len(result.entities)}**",
            *(f"• {self.base.entity(f.subject).name}: {words.number(f.value, '')} {part}" for f in result.figures),
        ]

    def relation(self, result: Result) -> list[str]:
        """Who is responsible, where it belongs."""
        if result.parts:
            return [line for part in result.parts for line in self.relation(part)]
        subject = self.base.entity(result.query.entities[0])
        names = ", ".join(f"**{self.base.entity(entity).name}**" for entity in result.entities)
        aspect = result.query.aspect
        if aspect == "table":
            tables = [self.base.entity(id) for id in result.entities]
            return [subject.name, *(f"• **{table.code}**: {table.name}" for table in tables)]
        label = _RELATION_WORDS.get(aspect, "İlgili birim")
        if subject.kind == "activity" and aspect in ("who", "monitor"):
            label = _RELATION_WORDS["responsible"]
        if subject.kind == "indicator" and aspect in ("who", "responsible"):
            label = _RELATION_WORDS["monitor"]
        if aspect == "parent":
            position = next((row.text for row in self.base.attributes(subject.id) if row.kind == "position"), "")
            if position:
                return [position]
        lines = [subject.name, f"{label}: {names}"]
        if aspect == "data_source":
            lines += [row.text for row in self.base.attributes(subject.id) if row.kind == "method"][:1]
        return lines

    def member(self, result: Result) -> list[str]:
        """Whether a thing belongs to another or to a class."""
        query = result.query
        name = self.base.entity(query.entities[0]).name
        if query.kind:
            return [f"Programda {_KIND_WORDS.get(query.kind, 'ad')} olarak sayılır: **{name}**"]
        other = self.base.entity(query.entities[1]).name
        actual = ", ".join(f"**{self.base.entity(entity).name}**" for entity in result.entities)
        if query.aspect == "member":
            if result.verdict:
                return [f"Evet, **{name}** üyedir: {other}"]
            if query.entities[1] in self.base.targets(query.entities[0], "observer"):
                return [f"Hayır, **{name}** üye değildir; gözlemci olarak çağrılabilir: {other}"]
            return [f"Hayır, {name} programda {other} üyeleri arasında sayılmaz."]
        label = {
            "parent": "Bağlı olduğu yer",
            "place": "Yer aldığı teşkilat",
            "monitors": "İzleyen birim",
        }.get(query.aspect, "Sorumlu birim")
        if result.verdict:
            return [f"Evet. {name}", f"{label}: **{other}**"]
        return [f"Hayır. {name}", f"{label}: {actual}" if actual else "Programda bağlı olduğu yer yazmıyor."]

    def contradiction(self, result: Result) -> list[str]:
        """What the programme says in two ways, each with its place."""
        wanted = result.query.aspect.split()
        if not wanted:
            names = ", ".join(self.base.entity(entity).name for entity in result.query.entities)
            return [f"{names}: programda bu konuda bir çelişki saptanmadı."]
        lines = []
        known = {c.id: c for c in self.base.all_contradictions}
        if len(wanted) > LISTED_FROM:
            titles = [f"• {known[id].title}" for id in wanted[:MAX_TITLES]]
            rest = [f"… ve {len(wanted) - MAX_TITLES} tane daha."] if len(wanted) > MAX_TITLES else []
            return [f"Programda {len(wanted)} çelişki veya tutarsızlık var:", *titles, *rest]
        for id in wanted[:MAX_CONTRADICTIONS]:
            contradiction = known[id]
            lines.append(f"⚠ {contradiction.title}.")
            for text, _, place, _ in contradiction.readings:
                lines.append(f"• {text}" if not place or place in text else f"• {place}: {text}")
            if contradiction.note:
                lines.append(contradiction.note)
        if len(wanted) > MAX_CONTRADICTIONS:
            lines.append(f"Bu konuda {len(wanted)} çelişki var; ilk {MAX_CONTRADICTIONS} tanesi bunlar.")
        return lines

    def text(self, result: Result) -> list[str]:
        """Texts, each in its own line."""
        rows = [self.base.attribute(id) for id in result.attributes]
        if len(rows) == 1:
            return [rows[0].text]
        name = self.base.entity(rows[0].entity).name
        lines = [f"• {row.text}" for row in rows]
        return [f"{name}:", *lines] if len({row.entity for row in rows}) == 1 else lines

    def overview(self, result: Result) -> list[str]:
        """What is known of an entity, in brief."""
        entity = self.base.entity(result.entities[0])
        lines = [
            f"**{entity.name}**" + (f" ({entity.code})" if entity.kind in ("goal", "table") and entity.code else "")
        ]
        lines += [f"{words.of_figure(f)}: {words.amount(f)}" for f in result.figures]
        if entity.parent:
            lines.append(f"Bağlı olduğu yer: {self.base.entity(entity.parent).name}")
        lines += [self.base.attribute(id).text for id in result.attributes[:6]]
        children = [
            child
            for child in self.base.children(entity.id)
            if child.kind in ("unit", "goal", "activity", "sub_programme")
        ]
        if children:
            lines.append("Altındakiler: " + ", ".join(child.name for child in children))
        monitored = self.base.targets(entity.id, "responsible") + self.base.targets(entity.id, "monitors")
        if monitored:
            lines.append("Sorumlu olduğu: " + ", ".join(self.base.entity(id).name for id in monitored))
        return [*lines, *self._tail([entity.id])]

    def help(self, result: Result) -> list[str]:
        """What can be asked."""
        year = self.base.programme.year
        return [
            f"{year} Yılı Performans Programı'ndan göstergeleri, bütçeyi, sorumluları, birimleri, kurulları, personeli "
            "ve kaynakları sorabilir; yılları karşılaştırabilirsiniz. Örneğin:",
            *(f"• {example}" for example in examples(self.base)),
        ]

    def greeting(self, result: Result) -> list[str]:
        """A greeting back."""
        return [
            "Merhaba! Performans programıyla ilgili sorunuzu yazabilirsiniz.",
            f"Örneğin: {first(self.base)}",
        ]

    # No answer

    def _absent(self, result: Result) -> Reply:
        absence = result.absence
        assert absence is not None
        names = " – ".join(self.base.entity(id).name for id in absence.entities if ":" in id)
        year = self.base.programme.year
        if absence.reason == "year":
            span = f"{min(absence.years)}-{max(absence.years)}" if absence.years else str(year)
            text = f"{names}: programda bu yıl yok. {span} yılları için sorabilirsiniz."
        elif absence.reason == "measure":
            columns = ", ".join(words.column_words(column) for column in absence.columns)
            text = f"{names}: programda bu değer yok." + (f" Şunları sorabilirsiniz: {columns}." if columns else "")
        elif absence.reason == "breakdown":
            text = f"Programda {names} bu kırılımda verilmiyor."
        elif absence.reason == "units":
            text = f"Bu değerlerin birimleri farklı ya da toplanamaz: {names}."
        elif absence.reason == "unmoved":
            way = "azalan" if result.query.direction == "down" else "artan"
            text = f"Bu dönemde {way} {self._class(result.query.kind)} yok."
        elif absence.reason == "zero":
            text = f"{names}: karşılaştırılacak değer 0 olduğu için oran hesaplanamaz."
        elif absence.reason == "relation":
            text = f"Programda {names} için bu bilgi yok."
        else:
            text = f"Programda buna uyan kayıt yok{': ' + names if names else ''}."
        return Reply(NO_ANSWER, text, results=(result,))


def _warning(contradiction: Contradiction) -> str:
    """A contradiction in one line: its title, and its note where that gives the figures."""
    note = contradiction.note
    if any(letter.isdigit() for letter in note):
        return f"{contradiction.title}. {note}"
    return f"{contradiction.title}."


_WORDS: dict[str, Callable[[Wording, Result], list[str]]] = {
    q.VALUE: Wording.value,
    q.SERIES: Wording.series,
    q.WHEN: Wording.when,
    q.EXISTS: Wording.exists,
    q.SAME: Wording.same,
    q.DIFFERENCE: Wording.difference,
    q.REMAINDER: Wording.remainder,
    q.CHANGE: Wording.change,
    q.TIMES: Wording.times,
    q.SHARE: Wording.share,
    q.SUM: Wording.total,
    q.AVERAGE: Wording.average,
    q.HIGHEST: Wording.extreme,
    q.LOWEST: Wording.extreme,
    q.COMPARE: Wording.compare,
    q.REACHED: Wording.reached,
    q.COUNT: Wording.count,
    q.LIST: Wording.names,
    q.FILTER: Wording.filtered,
    q.RELATION: Wording.relation,
    q.MEMBER: Wording.member,
    q.CONTRADICTION: Wording.contradiction,
    q.TEXT: Wording.text,
    q.OVERVIEW: Wording.overview,
    q.HELP: Wording.help,
    q.GREETING: Wording.greeting,
}
