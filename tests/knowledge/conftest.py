"""A small programme of an invented agency, to be built whole or damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMME = """
id = "deneme-2024"
agency = "Deneme Kurumu"
year = 2024
title = "2024 Yılı Performans Programı"
lines = 100

[sections]
insan-kaynagi = "İnsan Kaynağı"
"""
ENTITIES = {
    "agency": ["agency:deneme,Deneme Kurumu,,,Tablo 1,1"],
    "programme": [
        "programme:hizmet,Hizmet,,agency:deneme,Tablo 1,2",
        "programme:destek,Destek,,agency:deneme,Tablo 1,3",
    ],
    "expense": [
        "expense:personel,Personel,,expense:toplam,Tablo 1,4",
        "expense:mal,Mal,,expense:toplam,Tablo 1,5",
        "expense:toplam,Toplam,,,Tablo 1,6",
    ],
    "unit": ["unit:bir,Bir Müdürlüğü,,agency:deneme,Tablo 2,7", "unit:iki,İki Müdürlüğü,,agency:deneme,Tablo 2,8"],
    "indicator": [
        "indicator:a,Çağrı sayısı,1.1,programme:hizmet,Tablo 3,9",
        "indicator:b,Eğitim sayısı,1.2,programme:hizmet,Tablo 3,10",
    ],
    "area": [
        "area:bina,Bina,,,Tablo 4,30",
        "area:zemin,Zemin kat alanı,,area:bina,Tablo 4,31",
        "area:ust,1. ve 2. kat alanları,,area:bina,Tablo 4,32",
    ],
}
FACTS = {
    "tablo-01": [
        f"{subject},{item},budget,2024,{value},TL,{printed},{line}"
        for subject, line, cells in (
            ("agency:deneme", 11, ("1.000", "500", "1.500")),
            ("programme:hizmet", 12, ("900", "500", "1.400")),
            ("programme:destek", 13, ("100", "-", "100")),
        )
        for item, printed in zip(
            ("expense:personel", "expense:mal", "expense:toplam", ""), (*cells, cells[-1]), strict=True
        )
        for value in [printed.replace(".", "").replace("-", "0")]
    ],
    "tablo-03": ["indicator:a,,target,2024,22.82,oran,22.82,14", "indicator:b,,target,2024,7,oran,%7,15"],
    "tablo-04": [
        "area:bina,,area,,70,m²,70,30",
        "area:zemin,,area,,30,m²,30,31",
        "area:ust,,area,,20,m²,20,32",
    ],
    "insan-kaynagi": ["agency:deneme,,budget,2024,1500,TL,1.500,20"],
}
RELATIONS = {
    "monitors": ["unit:bir,monitors,indicator:a,Tablo 5,21", "unit:iki,monitors,indicator:b,Tablo 5,22"],
    "data_source": ["unit:bir,data_source,indicator:a,Tablo 3,14", "unit:iki,data_source,indicator:b,Tablo 3,15"],
}
ATTRIBUTES = """
[[attribute]]
entity = "indicator:a"
kind = "definition"
text = "Çağrı sayısı gelen çağrıların sayısıdır."
table = "Tablo 3"
line = 9
"""


class Programme:
    """A data folder whose files can be changed one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, file: str, text: str) -> None:
        """Writes one file of the folder."""
        target = self.path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """Replaces a piece of one file that must stand there."""
        text = (self.path / file).read_text("utf-8")
        assert old in text
        self.write(file, text.replace(old, new, 1))


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Programme]:
    """Makes a whole programme folder of the given name."""

    def folder(name: str = "deneme-2024") -> Programme:
        programme = Programme(tmp_path / name)
        programme.write("programme.toml", PROGRAMME)
        for kind, rows in ENTITIES.items():
            programme.write(f"entities/{kind}.csv", "\n".join(["id,name,code,parent,table,line", *rows, ""]))
        for place, rows in FACTS.items():
            head = "subject,item,measure,year,value,unit,printed,line"
            programme.write(f"facts/{place}.csv", "\n".join([head, *rows, ""]))
        for kind, rows in RELATIONS.items():
            programme.write(f"relations/{kind}.csv", "\n".join(["source,kind,target,table,line", *rows, ""]))
        programme.write("attributes/indicator.toml", ATTRIBUTES)
        programme.write("aliases/unit.toml", '"unit:bir" = ["birinci", "ilk müdürlük"]\n')
        return programme

    return folder


@pytest.fixture
def programme(make: Callable[[str], Programme]) -> Programme:
    """A whole programme folder."""
    return make("deneme-2024")
