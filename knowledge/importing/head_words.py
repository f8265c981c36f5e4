"""The words of column heads: the table of phrases, a phrase a row with its role and what it means.

The table is `knowledge/data/heads.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from knowledge.importing.document import Placed, key

TABLE = Path(__file__).parents[1] / "data" / "heads.csv"
FIGURE, RATE, TEXT, UNREAD = "figure", "rate", "text", "unread"
LABEL, UNIT, NUMBER, ANSWERABLE = "label", "unit", "number", "answerable"
PART, MONTH, FILLER, YEAR, STRANGE = "part", "month", "filler", "year", "strange"
_FOUR_DIGITS = re.compile(r"(?:19|20|21)\d\d")
_PARTS_OF_A_WORD = re.compile(r"[/()–—,:;%*“”\"]+|(?<=[^\W\d])\.(?=\w)")
_FORMULA = re.compile(r"\(?[A-ZÇ](?:[-+/*x][A-ZÇ])*\)?(?:[-+/*x]\(?[A-ZÇ](?:[-+/*x][A-ZÇ])*\)?)*")
"""The letter by which a formula calls a column, or that formula: "(A)", "(C-A)/(B-A)"."""
_SPAN = re.compile(r"(?:(?:19|20|21)\d\d){2}")
_SHORT = {
    "gerceklesme": ("gerc",),
    "gerceklesmesi": ("gerc",),
    "gerceklesen": ("gerc",),
    "tahmini": ("tah",),
    "tahmin": ("tah",),
    "yil sonu": ("ys", "yilsonu"),
    "harcama": ("harc",),
    "odenek": ("od",),
    "performans": ("perf",),
}
"""How words of heads are cut short: a phrase of the table is one in any of these spellings as well."""
_MONTHS = ("mart", "haziran", "temmuz", "agustos", "eylul", "ekim", "kasim")
RELATIVE = "relative"
"""What a filler means that names a year by where it lies: "Önceki Yıl"."""
LONGEST = 6
"""Words of a phrase at most."""
_SO_FAR = ("ocak", "ilk", "6ay", "9ay", "altiay", "dokuzay", *(f"{month}sonu" for month in _MONTHS))
"""How the words begin that say up to when, where they stand before their title: "Haziran Sonu Harcama"."""
_OF_WHAT = ("", "hedef", "hedefin", "hedefinin", "yillik hedefin", "gerceklesmenin", "gerceklesmelerin")
_INTO_WHAT = (
    *("ceyrek", "ceyreklere", "ceyreklere gore", "ceyrek donemlere", "ceyrek donemlere gore", "donemlere"),
    *("donemlere gore", "donemsel", "ucer aylik", "ucer aylik donemlere", "uc aylik", "uc aylik donemlere"),
)
_TERMS_TOGETHER = frozenset(
    " ".join(filter(None, (of, into, noun)))
    for of in _OF_WHAT
    for into in _INTO_WHAT
    for noun in ("dagilimi", "dagilim")
)
"""The common titles of a year's terms, "Hedefinin Üçer Aylık Dağılımı": they say nothing that the terms do not."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table of heads."""

    role: str
    means: str
    size: int


@dataclass(frozen=True, slots=True)
class Token:
    """A phrase, a year or a strange word of a head."""

    role: str
    text: str
    phrase: Phrase | None = None
    year: int = 0
    behind: bool = False
    """Whether a year stands in brackets: behind the title that it dates."""
    line: int = 0
    """The line on which it stands."""
    bound: bool = False
    """Whether a year is that of the title right behind it: "2025 Yılı Hedefi"."""


@cache
def phrases() -> Mapping[str, Phrase]:
    """The table of heads by the phrase's folded words."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["phrase"], row["role"], row["means"]) for row in csv.DictReader(lines)]
    found = {phrase: Phrase(FILLER, "", len(phrase.split())) for phrase in _TERMS_TOGETHER}
    found |= {phrase: Phrase(role, means, len(phrase.split())) for phrase, role, means in rows}
    for phrase, role, means in rows:
        for spelled in _spellings(phrase):
            found.setdefault(spelled, Phrase(role, means, len(spelled.split())))
    return found


def _spellings(phrase: str) -> set[str]:
    """A phrase with its words cut short as heads do, in all ways.

    >>> sorted(_spellings("yil sonu tahmini"))
    ['yil sonu tah', 'yil sonu tahmini', 'yilsonu tah', 'yilsonu tahmini', 'ys tah', 'ys tahmini']
    """
    found = {phrase}
    for whole, shorts in _SHORT.items():
        for short in shorts:
            found |= {re.sub(rf"\b{whole}\b", short, one) for one in found}
    return found


@cache
def head_vocabulary() -> frozenset[str]:
    """Every word of the table."""
    return frozenset(word for phrase in phrases() for word in phrase.split())


def is_head_word(word: Placed) -> bool:
    """Whether a word alone can stand in a column's head."""
    return _is_head_text(word.text)


@lru_cache(maxsize=1 << 14)
def _is_head_text(text: str) -> bool:
    own = [text for text, _ in keys_of([placed(0, text)])]
    return bool(own) and all(_is_year(text) or text in head_vocabulary() for text in own)


def _is_year(text: str) -> bool:
    return (_FOUR_DIGITS.fullmatch(text) or _SPAN.fullmatch(text)) is not None


def titles_of(words: Sequence[Placed]) -> list[tuple[str, str, int]]:
    """The titles that some words are, as (role, folded phrase, words of it); a year's role is "year"."""
    return list(_titles(shape_of(words)))


@lru_cache(maxsize=1024)
def _titles(shape: Shape) -> tuple[tuple[str, str, int], ...]:
    """The titles of a head that stands over several tables."""
    own = keys_of([placed(index, text, line) for index, (text, line) in enumerate(shape)])
    texts = [text for text, _ in own]
    found: list[tuple[str, str, int]] = []
    position = 0
    while position < len(own):
        phrase = None if _FOUR_DIGITS.fullmatch(texts[position]) else _phrase_of(own, position)
        size = phrase.size if phrase else 1
        role = phrase.role if phrase else YEAR if _FOUR_DIGITS.fullmatch(texts[position]) else STRANGE
        printed = len({word.index for _, word in own[position : position + size]})
        found.append((role, " ".join(texts[position : position + size]), printed))
        position += size
    return tuple(found)


def holds_titles(name: Sequence[Placed]) -> bool:
    """Whether the name of a table's first row holds a part of its head, so that not all columns are in the head.

    That is a month or several titles before it, or a year with a title anywhere in it.
    """
    roles = [role for role, _, _ in titles_of(name)]
    pairs = set(pairwise(roles))
    begins = roles[:1] == [MONTH] or (len(roles) > 1 and {roles[0], roles[1]} <= {FIGURE, RATE, UNREAD})
    return begins or bool(pairs & {(YEAR, FIGURE), (YEAR, MONTH)})


def end_of_titles(words: Sequence[Placed], *, whole: bool = False) -> int:
    """The place behind the last title or year among some words, or where `whole` of those that they begin with.

    A word that only together with others is a title, "Birinci", is none.
    """
    own = keys_of(words)
    texts = [text for text, _ in own]
    place = {word.index: at for at, word in enumerate(words)}
    end = position = 0
    while position < len(own):
        phrase = None if _FOUR_DIGITS.fullmatch(texts[position]) else phrase_at(texts, position)
        if phrase is None and not _is_year(texts[position]):
            if whole:
                return place[own[position][1].index]
            position += 1
            continue
        position += phrase.size if phrase else 1
        end = place[own[position - 1][1].index] + 1
    return end


def keys_of(words: Sequence[Placed]) -> list[tuple[str, Placed]]:
    """The folded words of a head: "Faaliyet/Projeler" is two, "Gerçek-" "leşme" one, "Y.S." is "ys"."""
    found: list[tuple[str, Placed]] = []
    broken = False
    for word in words:
        if "(" in word.text and _FORMULA.fullmatch(word.text):
            continue
        for part in _PARTS_OF_A_WORD.split(word.text):
            own = key(part)
            if not own:
                continue
            if found and part[:1].islower() and (broken or _is_cut(found[-1][0], own)):
                found[-1] = (found[-1][0] + own, found[-1][1])
            elif own == "s" and found and found[-1][0] == "y":
                found[-1] = ("ys", found[-1][1])
            else:
                found.append((own, word))
            broken = part.endswith("-") and part[-2:-1].isalpha()
    return found


def _is_cut(before: str, after: str) -> bool:
    """Whether two pieces are a word that a narrow column has cut: "Ge" and "rçekleşme"."""
    known = head_vocabulary()
    return before + after in known and before not in known and after not in known


Shape = tuple[tuple[str, int], ...]
"""The words of a head, with the lines on which they stand counted from its first one."""


def shape_of(words: Sequence[Placed]) -> Shape:
    """What a head shares with the same head over another table."""
    return tuple((word.text, word.line - words[0].line) for word in words)


def placed(index: int, text: str, line: int = 0) -> Placed:
    """A word of a head that stands nowhere."""
    return Placed(index, text, key(text), line, None, None, None, None, False)


def tokens_of(words: Sequence[Placed]) -> tuple[Token, ...]:
    """The phrases, years and strange words of a head; lines are counted from its first one."""
    return tokens(shape_of(words))


@lru_cache(maxsize=1024)
def tokens(shape: Shape) -> tuple[Token, ...]:
    """The phrases, years and strange words of a head that stands over several tables."""
    words = [placed(index, text, line) for index, (text, line) in enumerate(shape)]
    own = keys_of(words)
    texts = [text for text, _ in own]
    found: list[Token] = []
    shares = [word for word in words if word.text == "%"]
    divided = {word.index + 1 for word in words if word.text == "/"}
    position = 0
    while position < len(own):
        text, word = own[position]
        found += _shares_before(shares, word, found)
        if _FOUR_DIGITS.fullmatch(text):
            bound = position + 1 < len(own) and own[position + 1][0] in ("yili", "yilinin", "yilina")
            # "Önceki Yıl (2025)" names a year and no title that it dates.
            behind = word.text.startswith("(") and not (
                found and found[-1].role == FILLER and "yil" in key(found[-1].text)
            )
            found.append(Token(YEAR, word.text, year=int(text), behind=behind, line=word.line, bound=bound))
            position += 1
            continue
        phrase = _phrase_of(own, position)
        following = phrase_at(texts, position + 1) if _SPAN.fullmatch(text) else None
        if following and following.role == RATE:
            # The years that a change lies between: "2022-2023 Artış".
            position += 1
            continue
        size = phrase.size if phrase else 1
        printed = " ".join(dict.fromkeys(placed.text for _, placed in own[position : position + size]))
        glued = position > 0 and own[position - 1][1].index == word.index and "/" in word.text
        percent = any(w.text == "(%)" and w.index == own[position + size - 1][1].index + 1 for w in words)
        if (word.index in divided or (glued and percent)) and phrase and _is_share(phrase, found):
            # "Harcama / Yıl Sonu Ödeneği" is what one is of the other.
            found[-1] = Token(RATE, f"{found[-1].text} / {printed}", Phrase(RATE, "", size), line=found[-1].line)
            position += size
            continue
        role = phrase.role if phrase else STRANGE
        dated = position + size < len(own) and _FOUR_DIGITS.fullmatch(own[position + size][0])
        if phrase and phrase.means == RELATIVE and not dated:
            # "Önceki Yıl" without its year is of no year that is sure.
            role = STRANGE
        role = RATE if percent and _is_reckoned(role, phrase, found) else role
        if role == RATE and _is_measured_by(printed) and found and found[-1].role == RATE:
            # "Harcama Oranı" over "KBÖ’ye Göre" and "Toplam Ödeneğe Göre" is the title of both.
            found = found if _is_measured_by(found[-1].text) else found[:-1]
        found.append(Token(role, printed, phrase, line=word.line))
        position += size
    return _months_behind(_without_goal((*found, *_shares_before(shares, None, found))))


def _is_measured_by(title: str) -> bool:
    """Whether the title of a share says of what it is one: "Toplam Ödeneğe Göre"."""
    return key(title).endswith("gore")


def _phrase_of(own: Sequence[tuple[str, Placed]], position: int) -> Phrase | None:
    """The longest phrase at a word, cut where its line ends if a longer title begins the next one.

    "2027 Tahmini" above "Bütçe İçi" holds no "Tahmini Bütçe".
    """
    texts = [text for text, _ in own[position : position + 2 * LONGEST]]
    found = phrase_at(texts, 0)
    if found is None or found.size == 1:
        return found
    lines = [word.line for _, word in own[position : position + found.size]]
    end = next((at for at in range(1, found.size) if lines[at] != lines[0]), 0)
    below = phrase_at(texts, end) if end else None
    return phrase_at(texts[:end], 0) if below is not None and below.size > found.size - end else found


def _without_goal(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without a title before that of the rows: "Hedef" before "Gösterge" numbers the goal of each row."""
    first = next((at for at, token in enumerate(tokens) if token.role != NUMBER), 0)
    roles = [token.role for token in tokens[first : first + 2]]
    return [*tokens[:first], *tokens[first + 1 :]] if roles == [FIGURE, LABEL] else tokens


def _months_behind(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the months behind their titles: "Ocak-Haziran Gerçekleşme" as "Gerçekleşme (Haziran)"."""
    found = list(tokens)
    moved = -1
    for at in range(len(found) - 1):
        month, title = found[at], found[at + 1]
        if at == moved:
            continue
        spans = month.role == MONTH and key(month.text).startswith(_SO_FAR)
        spent = title.phrase is not None and title.phrase.means in ("realised", "expended")
        if spans and not month.text.startswith("(") and spent:
            found[at], found[at + 1] = title, month
            moved = at + 1
    return tuple(found)


def _is_reckoned(role: str, phrase: Phrase | None, found: Sequence[Token]) -> bool:
    """Whether "(%)" behind a title makes it a share of others: words, or what is realised without a year of its own."""
    realised = phrase is not None and phrase.means in ("realised", "expended")
    return role == TEXT or (realised and not (found and found[-1].role == YEAR))


def _is_share(below: Phrase, found: Sequence[Token]) -> bool:
    """Whether what stands before a stroke is divided by what stands behind it: both are figures."""
    return below.role in (FIGURE, UNREAD) and bool(found) and found[-1].role in (FIGURE, UNREAD)


def _shares_before(shares: list[Placed], word: Placed | None, found: Sequence[Token]) -> list[Token]:
    """The columns that are headed by a sign of per cent alone, up to a word; the signs are taken from the list."""
    own: list[Token] = []
    while shares and (word is None or shares[0].index < word.index):
        sign = shares.pop(0)
        if found and found[-1].role == FIGURE:
            own.append(Token(RATE, sign.text, Phrase(RATE, "", 1), line=sign.line))
    return own


def phrase_at(texts: Sequence[str], position: int) -> Phrase | None:
    """The longest phrase of the table that begins at a word."""
    table = phrases()
    for size in range(min(LONGEST, len(texts) - position), 0, -1):
        found = table.get(" ".join(texts[position : position + size]))
        if found:
            return found
    return None
