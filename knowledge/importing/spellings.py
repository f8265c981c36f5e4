"""How a document spells its names elsewhere: every printed spelling is a name, and the commonest is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.importing.document import Document, Placed, key
from knowledge.importing.draft import Draft
from knowledge.importing.names import Lexicon, is_upper, joined
from knowledge.importing.scan import scan
from knowledge.importing.unit_names import offices
from knowledge.language.letters import capital
from knowledge.language.words import split

KINDS = ("programme", "sub_programme", "activity", "indicator", "unit")
COMMONER = 2
"""How many times as often as the first spelling another one must stand to be shown in its place."""


def add_spellings(
    draft: Draft, text: Document, variants: Sequence[tuple[str, str, Placed, str]], lexicon: Lexicon
) -> None:
    """Notes every other spelling of the names of a draft, and shows the commonest.

    `variants` are (id or name, spelling, word, place) of names that a table spells otherwise.
    """
    counts: dict[str, Counter[str]] = {}
    names = [(entity.name, entity.id) for entity in draft.of_kind(*KINDS)]
    for piece in scan(text.words, names):
        for id in piece.ids if len(piece.ids) == 1 else ():
            printed, own_name = joined(piece.words), draft.entities[id].name
            # Nearly all are spelled as they are named: no need to take them apart.
            shown = printed if printed == own_name else _shown(printed, lexicon)
            counts.setdefault(id, Counter())[shown] += 1
    printed_words = Counter(word.key for word in text.words)
    for id, spellings in counts.items():
        entity = draft.entities[id]
        own = sum(count for printed, count in spellings.items() if _same(printed, entity.name))
        for printed, count in spellings.most_common():
            if _same(printed, entity.name):
                continue
            cut = _is_cut(entity.name, printed, printed_words, own)
            if (cut or count >= COMMONER * max(own, 1)) and draft.entities[id].name == entity.name:
                draft.entities[id] = replace(entity, name=printed)
                draft.spellings.append((id, entity.name))
            else:
                draft.spellings.append((id, printed))
    shown_as = {
        (id, _shown(joined(piece.words), lexicon))
        for piece in scan(text.words, offices(draft.names("unit")))
        for id in piece.ids
    }
    draft.spellings += sorted(shown_as)
    by_name = {entity.name: entity.id for entity in draft.entities.values()}
    for named, printed, _, _ in variants:
        id = named if named in draft.entities else by_name.get(named, "")
        shown = _shown(printed, lexicon)
        if id and not _same(shown, draft.entities[id].name):
            draft.spellings.append((id, shown))


def _is_cut(own: str, printed: str, words: Counter[str], times: int) -> bool:
    """Whether a narrow cell has cut words of a name, "ta mamlanan", that another place prints whole.

    The pieces stand nowhere else in the document; `words` are the keys of all its words, `times` how often it has the
    name with the cut.
    """
    pieces = [piece for piece in own.split() if piece not in printed.split()]
    whole = [piece for piece in printed.split() if piece not in own.split()]
    return (
        len(own.split()) > len(printed.split())
        and "".join(map(key, pieces)) == "".join(map(key, whole))
        and all(words[key(piece)] <= max(times, 1) for piece in pieces)
    )


def _same(one: str, other: str) -> bool:
    """Whether two spellings have the same words, whatever the letter cases and stops."""
    return one == other or [word.folded for word in split(one)] == [word.folded for word in split(other)]


def _shown(printed: str, lexicon: Lexicon) -> str:
    words = split(printed)
    bare = printed[words[0].start : words[-1].end] if words else printed
    return lexicon.titled(bare) if is_upper(bare) else capital(bare)
