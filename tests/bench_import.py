"""Prints how the time of an import grows with its document.

    python tests/bench_import.py

A text of sub-programmes with five indicators and two activities each is imported with 300 and with 3,000 indicators.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from knowledge.importing.folder import import_file

SIZES = (300, 3000)
TIMES = 5
"""How often each is imported."""
A_SUB_PROGRAMME = 5
"""Indicators of each sub-programme."""
HEAD = "Performans Göstergesi Ölçü Birimi 2022 Gerçekleşme 2023 Gerçekleşme 2024 Hedef"
COSTS = "Faaliyetler 2023 Bütçe 2023 Harcama (Haziran) 2024 Bütçe 2025 Tahmin 2026 Tahmin"


def document(indicators: int) -> str:
    """The text of an invented programme with so many indicators."""
    return "\n".join(_lines(indicators)) + "\n"


def _lines(indicators: int) -> Iterator[str]:
    yield from ("T.C.", "ÇINARLI KURUMU", "2024 YILI PERFORMANS PROGRAMI", "", "Kurum: ÇINARLI KURUMU")
    yield from ("Bütçe Yılı: 2024", "Program Adı: HİZMETLER")
    for area in range(indicators // A_SUB_PROGRAMME):
        yield f"Alt Program Adı: ALAN {area} HİZMETLERİ"
        yield f"Alt Program Hedefi: {area}. alanın hizmetini iyileştirmek"
        yield HEAD
        for topic in range(A_SUB_PROGRAMME):
            yield f"Alan {area} konu {topic} denetim sayısı Adet {10 + area + topic} {20 + topic} {30 + topic}"
        yield from ("", COSTS)
        for work in range(2):
            yield f"Alan {area} iş {work}" + f" {_amount(100 + area + work * 7)}" * 5
        yield "TOPLAM" + f" {_amount(200 + 2 * area + 7)}" * 5


def _amount(thousands: int) -> str:
    """An amount as programmes print it: 1407 is "1.407.000"."""
    return f"{thousands:,}.000".replace(",", ".")


def seconds(indicators: int, folder: Path) -> float:
    """Processor time of the import of so many indicators."""
    file = folder / f"{indicators}.txt"
    file.write_text(document(indicators), "utf-8")
    start = time.process_time()
    import_file(file, folder / f"imported-{indicators}")
    return time.process_time() - start


def main() -> None:
    """Measures and prints."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # What is loaded at the first import is no part of the second one's time.
        seconds(A_SUB_PROGRAMME, Path(folder))
        # The least of some, since other work on the machine only adds to it.
        few, many = (min(seconds(size, Path(folder)) for _ in range(TIMES)) for size in SIZES)
    print(
        f"import of {SIZES[0]} indicators {few:6.2f} s of processor   of {SIZES[1]:,} {many:6.2f} s = "
        f"{many / few:5.2f} times, {SIZES[1] // SIZES[0]} times as many"
    )


if __name__ == "__main__":
    main()
