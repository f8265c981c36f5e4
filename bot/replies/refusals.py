"""What the bot says where the programme does not hold what was asked: why not, and what can be asked instead."""

from __future__ import annotations

from collections.abc import Sequence

REASONS = {
    "province": "Program il ya da ilçe ayrımı vermiyor; rakamlar Başkanlığın geneli içindir.",
    "breakdown": "Program il, bölge ya da ülke ayrımı vermiyor; rakamlar Başkanlığın geneli içindir.",
    "country": "Program ülke ya da uyruk ayrımı vermiyor; rakamlar bütün yabancılar içindir.",
    "nationality": "Program ülke ya da uyruk ayrımı vermiyor; rakamlar bütün yabancılar içindir.",
    "month": "Program aylık değer vermiyor; yıllık değerleri ve {before} Haziran sonu harcamalarını sorabilirsiniz.",
    "person": "Programda bu kişiyle ilgili bilgi yok.",
    "procedure": "Başvuru ve işlem koşulları bu programda yer almıyor.",
    "opinion": "Neden sorularını ve yorumları yanıtlayamıyorum; programdaki rakam ve bilgileri söyleyebilirim.",
    "demography": "Program kişileri bu yönden ayırmıyor.",
    "population": "Program ülkede kaç yabancı yaşadığını vermiyor.",
    "topic": "Bu konu programın dışında kalıyor.",
    "agency": "Bu programda başka kurumların bilgileri yok.",
}
"""Class of a thing outside the programme (role "outside" of the word lists) → why it is not answered."""
FAR = frozenset({"topic", "opinion", "person", "procedure"})
"""Classes so far from the programme that names alike are no help."""
SHOWN = 4
"""Words that a refusal repeats."""


def other_years(year: int, known: Sequence[int]) -> str:
    """Why a year gets no figure.

    >>> other_years(2026, (2021, 2022, 2023, 2024, 2025))
    'Programda 2026 yılı yok; 2021-2025 yıllarını sorabilirsiniz.'
    """
    return f"Programda {year} yılı yok; {min(known)}-{max(known)} yıllarını sorabilirsiniz."


def known(outside: Sequence[str]) -> bool:
    """Whether it is known of some words why they get no answer: they are of a class that no programme holds."""
    return any(one in REASONS for one in outside)


def unexplained(words: Sequence[str], outside: Sequence[str], year: int) -> str:
    """Why words get no answer: they are of a class that the programme never holds, or are not in it.

    >>> unexplained(["Konya'da"], ["province"], 2023)
    "“Konya'da”: Program il ya da ilçe ayrımı vermiyor; rakamlar Başkanlığın geneli içindir."
    """
    named = ", ".join(f"“{word}”" for word in dict.fromkeys(words[:SHOWN]))
    reason = next((REASONS[one] for one in outside if one in REASONS), "")
    if reason:
        return f"{named}: {reason.format(before=year - 1)}"
    return f"{year} Performans Programı'nda {named} ile ilgili bir bilgi bulamadım."
