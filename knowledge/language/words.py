"""Cuts a text into words as people type them, each with the ending that an apostrophe or figure sets off."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.language import scales
from knowledge.language.letters import as_meant, fold
from knowledge.language.suffixes import is_ending
from knowledge.language.words_model import Word

__all__ = ["Word", "split"]

# A letter or digit may be followed by marks (decomposed Turkish letters) and soft hyphens.
_MORE = r"[^\W_\u00b7]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\u20e3\ufeff]"
_RUN = rf"[^\W_](?:{_MORE})*+"
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>\"'’]{1,2000}+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<![\w@.])[A-Za-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}\.(?:gov|com|org|net|edu)(?:\.[a-z]{2})?(?!\w))"
    r"|(?P<date>\d{1,2}[./]\d{1,2}[./](?:1[89]|20)\d\d(?!\d))"
    # Two years with nothing but a comma between them are no decimal: "2021,2022".
    r"|(?P<year>(?:19|20)\d\d(?=[.,](?:19|20)\d\d(?!\d)))"
    rf"|(?P<article>(?<!\d)\d{{1,4}}/[^\W\d_](?:{_MORE}){{0,8}}+)"
    # Not possessive around the group: before 3.11.5, `re` loses what a last, failed round of it had taken.
    rf"|(?P<figure>\d++(?:[.,]\d++)*(?:{_MORE})*+)"
    rf"|(?P<prefixed>\b[eE]-(?=[^\W\d_]{{3}}){_RUN})"
    # A word that a line break cuts in two: "Baş-↵kanlığı".
    rf"|(?P<word>{_RUN}(?:(?<=[^\W\d_])[-‐][ \t]{{0,20}}\r?\n[ \t]{{0,20}}(?=[a-zçğıöşü]){_RUN}){{0,4}})"
    r"|(?P<percent>[%٪])"
    r"|(?P<lira>₺)"
    r"|(?P<plus>(?<=\w)\+(?=\w)|\+(?=\s+\w))"
)
_SUFFIX = re.compile(rf"['’‘ʼ′`´]((?:(?!\d)(?:{_MORE})){{1,16}})(?!\w)")
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)*)([^\d.,].*)", re.DOTALL)
_CODE = re.compile(r"([a-z]{1,2}\d+(?:[a-z]{1,2}\d+)*)([a-z]{1,12})")
_LABEL = re.compile(r"([^\W\d_]{3,})(\d+)(\D{0,12})")
_BREAK = re.compile(r"[-‐][ \t]*\r?\n[ \t]*")
_BLANK = re.compile(r"[^\S\n]+|[\u2600-\u27bf\ufe0e\ufe0f\u200d\U0001f000-\U0001faff]")
"""Blanks, and pictures, which part nothing."""
_SMILEY = re.compile(
    r"(?<![:;=])[:;=]['^]?-?(?:[DP](?!\w)|[()]+)|(?<!\w)[xX][dD]+(?!\w)|(?<![\w:])[:;]-?[dp](?!\w)"
    r"|<3+(?=\s*$)|\^_*\^"
)
_LETTER_O = re.compile(r"(?<=\d)[oO]+(?=\d)|(?<=\d0)O+(?!\w)|(?<=\d)[lI]+(?=\d)|(?<=\d\d\d)l(?!\w)")
"""Letters typed for the digits 0 and 1."""
_FIGURE_AHEAD = re.compile(r"[ \u00a0]?(?=\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_UNIT = 1
"""Letters after a figure that are part of it ("3b") if they are no ending."""


def split(text: str) -> list[Word]:
    """The words of a text, in order.

    >>> [(word.stem, word.ending) for word in split("GİB'in 2023te %13’lük hedefi")]
    [('gib', 'in'), ('2023', 'te'), ('13', 'luk'), ('hedefi', '')]
    >>> [(word.folded, word.gap) for word in split("2021-2025, e-İkamet (164/b)")]
    [('2021', ''), ('2025', '-'), ('eikamet', ','), ('164/b', '(')]
    >>> [word.folded for word in split("gider + gelir")]
    ['gider', 'arti', 'gelir']
    """
    typed, text = text, _meant(text)
    found: list[Word] = []
    position = 0
    while match := _TOKEN.search(text, position):
        start, end = match.span()
        gap = _BLANK.sub("", text[position:start])
        kind = match.lastgroup or "word"
        if kind == "percent":
            if found and found[-1].end == start and text[start - 1].isdigit():
                # The sign belongs to the figure before it.
                suffix = _SUFFIX.match(text, end)
                last = suffix.end() if suffix else end
                found[-1] = _with_percent(found[-1], text, last, fold(suffix[1]) if suffix else "")
            elif figure := _FIGURE_AHEAD.match(text, end):
                first, *rest = _words(text, _token_at(text, figure.end()), gap)
                found += [replace(first, percent=True), *rest]
            else:
                found.append(Word(match[0], "yuzde", "yuzde", "", start, end, gap))
        elif kind == "plus":
            if not found:  # a sign, or a bullet
                position = end
                continue
            found.append(Word(match[0], "arti", "arti", "", start, end, gap))
        elif kind == "lira":
            found.append(Word(match[0], "tl", "tl", "", start, end, gap))
        else:
            found.extend(_words(text, match, gap))
        position = found[-1].end
    found = scales.whole(found)
    return found if text == typed else [replace(word, text=typed[word.start : word.end]) for word in found]


def _meant(text: str) -> str:
    """The text with the letters that were meant, and without smileys; as long as before."""
    text = _SMILEY.sub(lambda smiley: " " * len(smiley[0]), as_meant(text))
    return _LETTER_O.sub(lambda letter: ("0" if letter[0][0] in "oO" else "1") * len(letter[0]), text)


def _token_at(text: str, start: int) -> re.Match[str]:
    match = _TOKEN.match(text, start)
    assert match is not None, "a digit starts a token"
    return match


def _with_percent(word: Word, text: str, end: int, ending: str) -> Word:
    """The figure with the percent sign after it and that sign's ending: 13%'ü."""
    return replace(
        word,
        text=text[word.start : end],
        folded=word.folded + ending,
        ending=word.ending + ending,
        end=end,
        percent=True,
    )


def _words(text: str, match: re.Match[str], gap: str) -> list[Word]:
    """The word or words of one match: most often one, "3milyon" and "tablo1" are two."""
    kind = match.lastgroup
    start, end = match.span()
    typed = match[0]
    if kind == "address":
        kept = typed.rstrip(".,;:!?)]}'\"")
        end = start + len(kept)
        return [_word(text, start, end, fold(kept), gap)]
    if kind == "date":
        return [_word(text, start, end, typed.replace("/", "."), gap)]
    if kind == "prefixed":
        typed = typed.replace("-", "", 1)
    elif kind == "word" and "\n" in typed:
        typed = _BREAK.sub("", typed)
    folded = fold(typed) or typed
    if kind == "article":
        number, _, rest = folded.partition("/")
        if len(rest) == 1:
            return [_word(text, start, end, folded, gap)]
        if is_ending(rest[1:]):
            return [Word(text[start:end], folded, folded[: -len(rest) + 1], rest[1:], start, end, gap)]
        middle = start + len(number)
        return [
            Word(text[start:middle], number, number, "", start, middle, gap),
            _word(text, middle + 1, end, rest, "/"),
        ]
    if kind == "figure":
        return _figure(text, start, end, folded, gap)
    code = _CODE.fullmatch(folded)
    if code and is_ending(code[2]):
        return [Word(text[start:end], folded, code[1], code[2], start, end, gap)]
    label = _LABEL.fullmatch(folded) if folded[-1:].isdigit() or any(map(str.isdigit, folded)) else None
    if label and (not label[3] or is_ending(label[3])) and len(folded) == end - start:
        middle = start + len(label[1])
        first = Word(text[start:middle], label[1], label[1], "", start, middle, gap)
        if label[3]:
            return [
                first,
                Word(text[middle:end], label[2] + label[3], label[2], label[3], middle, end, ""),
            ]
        return [first, _word(text, middle, end, label[2], "")]
    return [_word(text, start, end, folded, gap)]


def _figure(text: str, start: int, end: int, folded: str, gap: str) -> list[Word]:
    """A number and what hangs on it: "2023te", "3milyon", "2nci"."""
    glued = _FIGURE.fullmatch(folded)
    if not glued:
        return [_word(text, start, end, folded, gap)]
    number, rest = glued.groups()
    short = scales.scale_of(number, text[end - len(rest) : end]) if len(folded) == end - start else None
    if short and not _YEAR.fullmatch(number):
        middle = end - len(rest)
        scaled = replace(_word(text, middle, end, rest, ""), stem=short)
        scaled = replace(scaled, folded=short + scaled.ending)
        return [Word(text[start:middle], number, number, "", start, middle, gap), scaled]
    if is_ending(rest, ordinal=True):
        return [Word(text[start:end], folded, number, rest, start, end, gap)]
    if len(rest) <= _LONGEST_UNIT or not rest.isalpha() or len(folded) != end - start:
        return [_word(text, start, end, folded, gap)]
    middle = start + len(number)
    return [
        Word(text[start:middle], number, number, "", start, middle, gap),
        _word(text, middle, end, rest, ""),
    ]


def _word(text: str, start: int, end: int, folded: str, gap: str) -> Word:
    """A word with its apostrophe's ending, if one follows."""
    suffix = _SUFFIX.match(text, end)
    if not suffix:
        return Word(text[start:end], folded, folded, "", start, end, gap)
    ending = fold(suffix[1])
    last = suffix.end()
    if is_ending(ending, ordinal=True) or not folded.isalpha():
        return Word(text[start:last], folded + ending, folded, ending, start, last, gap)
    whole = folded + ending
    return Word(text[start:last], whole, whole, "", start, last, gap)
