"""The programme's own sentences about what it names: explanations, methods, objectives, purposes, duties."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.importing import strategy
from knowledge.importing.document import Document, Mark, Placed, key
from knowledge.importing.draft import Draft, Sentence
from knowledge.importing.indicators import Indicator
from knowledge.importing.names import Lexicon, joined
from knowledge.importing.outline import Outline, name_part, place_of, spans
from knowledge.language.letters import capital, fold

_SERIES = (("kumulatif", "kümülatif"), ("yil bazli", "yıl bazlı"))


def read_sentences(
    draft: Draft,
    text: Document,
    marks: Sequence[Mark],
    tree: Outline,
    indicators: Sequence[Indicator],
    meanings: Sequence[tuple[str, str, int]],
    lexicon: Lexicon,
) -> None:
    """Adds the sentences to a draft."""
    for id, meaning, line in meanings:
        _add(draft, id, "meaning", f"{draft.entities[id].name}: {meaning}.", meaning, draft.entities[id].place, line)
    for entity in draft.of_kind("aim", "goal"):
        if entity.code:
            _add(draft, entity.id, "code", f"{entity.code}: {entity.name}.", entity.code, entity.place, entity.line)
    for entity in draft.of_kind("unit"):
        above = draft.entities.get(entity.parent)
        if above and above.kind == "unit":
            said = f"{entity.name}: {above.name} altında."
            _add(draft, entity.id, "position", said, above.name, entity.place, entity.line)
    for indicator in indicators:
        _indicator(draft, text, indicator, lexicon)
    _tree(draft, text, marks, tree)
    _agency(draft, text, marks)


def _add(draft: Draft, entity: str, kind: str, text: str, answer: str, place: str, line: int) -> None:
    sentence = Sentence(entity, kind, text, answer, place, line)
    if text:
        draft.say(sentence)


def _indicator(draft: Draft, text: Document, indicator: Indicator, lexicon: Lexicon) -> None:
    name, place = indicator.name, indicator.place.name
    for kind in ("definition", "method"):
        words = indicator.parts.get(kind)
        if words:
            said = joined(words)
            text.take(words)
            line = words[0].line
            _add(draft, indicator.id, kind, f"{name}: {said}", "", place, line)
            if kind == "definition":
                for folded, answer in _SERIES:
                    if folded in fold(said):
                        _add(draft, indicator.id, "series", f"{name} göstergesi {answer} veridir.", answer, place, line)
                        break
    for column, words in indicator.texts.values():
        if "sapma" in fold(column.text) or "neden" in fold(column.text):
            said = f"{name} göstergesinde sapma nedeni: {joined(words)}"
            _add(draft, indicator.id, "deviation", said, joined(words), place, words[0].line)
    unit = capital(indicator.unit)
    _add(draft, indicator.id, "measure_unit", f"{name} göstergesinin ölçü birimi: {unit}.", unit, place, indicator.line)
    words = indicator.parts.get("answerable") or []
    own = _agency_words(words, draft.agency.name)
    if own:
        answer = lexicon.titled(joined(own))
        text.take(own)
        line = own[0].line
        sentence = f"{name} göstergesinden sorumlu idare: {answer}."
        _add(draft, indicator.id, "responsible_agency", sentence, answer, place, line)


def _agency_words(words: Sequence[Placed], agency: str) -> list[Placed]:
    """The words behind the label that are the agency's name, or those of their line where it is another one."""
    grown = ""
    for index, word in enumerate(words):
        grown += word.key
        if grown == key(agency):
            return list(words[: index + 1])
    return [word for word in words if word.line == words[0].line] if words else []


def _tree(draft: Draft, text: Document, marks: Sequence[Mark], tree: Outline) -> None:
    by_line: dict[int, list[Placed]] = {}
    for word in text.words:
        by_line.setdefault(word.line, []).append(word)
    seen: set[tuple[str, str]] = set()
    current = ""
    for mark, words, holding in spans(text, marks):
        place = place_of(holding, text).name
        if mark.kind in ("sub_programme", "activity"):
            branch = tree.at.get(mark.start)
            current = branch.id if branch else current
        if mark.kind == "activity" and current:
            name = name_part(words, "aciklama")
            said = [word for word in words[len(name) + 1 :] if word.key or word.text]
            text.take(words[: len(name) + 1])
            text.take(said)
            if said and (current, "purpose") not in seen:
                seen.add((current, "purpose"))
                owner = draft.entities[current].name
                _add(draft, current, "purpose", f"{owner}: {joined(said)}", "", place, said[0].line)
        elif mark.kind == "objective" and current.startswith("sub_programme:") and words:
            body = before_heading(words)
            text.take(body)
            if (current, "objective") not in seen and body:
                seen.add((current, "objective"))
                owner = draft.entities[current].name
                _add(draft, current, "objective", f"{owner}: {joined(body)}", "", place, body[0].line)
        elif mark.kind == "rationale" and current:
            lines = text.pieces_of(words)
            duties = strategy.bulleted(lines)
            owner = draft.entities[current].name
            for duty in duties:
                _add(draft, current, "duty", f"{owner}: {duty.text}", "", place, duty.line)
            text.take(words)


def before_heading(words: Sequence[Placed]) -> list[Placed]:
    """An objective without the heading of the table of indicators that may be glued to it."""
    keys = [word.key for word in words]
    for index in range(1, len(words) - 1):
        if keys[index] == "performans" and keys[index + 1].startswith("gostergeleri"):
            return list(words[:index])
    return [word for word in words if word.key]


def _agency(draft: Draft, text: Document, marks: Sequence[Mark]) -> None:
    """Mission, vision and duties of the agency, from the sections that are named for them."""
    for mark, words, _ in spans(text, marks):
        if mark.kind != "section" or not words:
            continue
        title = fold(mark.title)
        lines = text.pieces_of(words)
        place = place_of(mark, text).name
        for stem, kind, label in (("misyon", "mission", "Misyon"), ("vizyon", "vision", "Vizyon")):
            if title.startswith(stem):
                _add(draft, draft.agency.id, kind, f"{label}: {strategy.paragraph(lines)}", "", place, lines[0].number)
                text.take(words)
        if "gorev" in title and "yetki" in title:
            for duty in strategy.bulleted(lines):
                said = f"{draft.agency.name}: {duty.text}"
                _add(draft, draft.agency.id, "duty", said, "", place, duty.line)
                text.take(word for word in words if word.line in duty.lines)
