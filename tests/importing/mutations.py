"""Damage that lines of a text suffer on their way out of a PDF."""

from __future__ import annotations

from hypothesis import strategies as st

PAGE_HEADS = (
    ("2025", "Performans Programı "),
    ("2025 YILI PERFORMANS PROGRAMI",),
    ("2025 YILI PERFORMANS PROGRAMI Sayfa 18",),
    ("", "2025", "Performans Programı ", "", "48"),
    ("\f48", "2025 Yılı Performans Programı"),
)
KINDS = ("break", "join", "blank", "spaces", "head")


@st.composite
def damages(draw: st.DrawFn, most: int = 12) -> list[tuple[str, float, float]]:
    """Some damage, each with where it happens as shares of the text and of the line."""
    where = st.floats(0, 1, exclude_max=True)
    return draw(st.lists(st.tuples(st.sampled_from(KINDS), where, where), min_size=1, max_size=most))


def damaged(text: str, damage: list[tuple[str, float, float]]) -> str:
    """The text with the damage done to it."""
    lines = text.split("\n")
    for kind, share, within in damage:
        index = int(share * len(lines))
        line = lines[index]
        if kind == "break":
            gaps = [i for i, letter in enumerate(line) if letter in " \t"]
            if gaps:
                gap = gaps[int(within * len(gaps))]
                lines[index : index + 1] = [line[:gap], line[gap + 1 :]]
        elif kind == "join" and index + 1 < len(lines):
            lines[index : index + 2] = [f"{line} {lines[index + 1]}"]
        elif kind == "blank":
            lines.insert(index, " " if within < 0.5 else "")
        elif kind == "spaces":
            lines[index] = line.replace(" ", "  \u00a0" if within < 0.5 else "   ")
        elif kind == "head":
            lines[index:index] = PAGE_HEADS[int(within * len(PAGE_HEADS))]
    return "\n".join(lines)
