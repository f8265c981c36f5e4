"""The figure that the bare answer of a sentence is: "29 üye", "iki yıl", "yılda dört kez"."""

from __future__ import annotations

from knowledge.language import numbers
from knowledge.language.words import split

UNITS = {
    "module_count": ("modül", ()),
    "members": ("üye", ("üye", "üyeli")),
    "term": ("yıl", ("yıl",)),
    "frequency": ("kez", ("kez", "defa", "kere")),
    "go_live": ("yıl", ()),
    "phone": ("numara", ()),
}
"""The unit of each kind of text that can be a figure, and the words that may stand behind the number."""
BEFORE = ("yılda",)
"""Words that may stand before it."""


def counted(kind: str, answer: str) -> tuple[int, str] | None:
    """The figure and its unit; None where the answer says more than that, or another thing.

    >>> counted("members", "29 üye"), counted("frequency", "yılda dört"), counted("members", "rektör ve dokuz üye")
    ((29, 'üye'), (4, 'kez'), None)
    """
    if kind not in UNITS:
        return None
    unit, behind = UNITS[kind]
    words = split(answer)
    found = [one for one in numbers.find(words) if not (one.is_percent or one.is_ordinal)]
    if len(found) != 1:
        return None
    number = found[0]
    before, after = words[: number.start], words[number.end :]
    known = all(word.text in BEFORE for word in before) and len(before) <= (kind == "frequency")
    if not known or len(after) > 1 or any(word.text not in behind for word in after):
        return None
    if kind == "frequency" and not before:
        return None
    return int(number.value), unit
