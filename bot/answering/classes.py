"""What relates entities of two kinds: what restricts a class, and what can be asked of one."""

from __future__ import annotations

# By which relation an entity of the second kind restricts a class of the first; "" is `parent`.
RESTRICTIONS: dict[tuple[str, str], str] = {
    ("indicator", "unit"): "monitors",
    ("indicator", "sub_programme"): "",
    ("indicator", "programme"): "",
    ("indicator", "agency"): "*",
    ("indicator", "table"): "place",
    ("activity", "unit"): "responsible",
    ("activity", "sub_programme"): "",
    ("activity", "programme"): "",
    ("activity", "agency"): "*",
    ("activity", "expense"): "item",
    ("sub_programme", "programme"): "",
    ("sub_programme", "agency"): "*",
    ("programme", "agency"): "*",
    ("unit", "unit"): "",
    ("unit", "staff"): "part",
    ("unit", "agency"): "*",
    ("unit", "activity"): "~responsible",
    ("unit", "indicator"): "~monitors",
    ("goal", "aim"): "",
    ("goal", "agency"): "*",
    ("aim", "agency"): "*",
    ("expense", "expense"): "",
    ("expense", "activity"): "cells",
    ("expense", "sub_programme"): "cells",
    ("expense", "programme"): "cells",
    ("expense", "agency"): "cells",
    ("institution", "council"): "member",
    ("institution", "system"): "*",
    ("staff_group", "staff"): "cells",
    ("it", "it"): "",
    ("thing", "column"): "item",
    ("vehicle", "column"): "item",
    ("room", "area"): "*",
    ("council", "agency"): "*",
    ("value", "agency"): "*",
    ("policy", "agency"): "*",
}

PRINTED = (
    "indicator",
    "activity",
    "expense",
    "staff",
    "staff_group",
    "it",
    "room",
    "vehicle",
    "area",
    "thing",
    "goal",
    "aim",
)
"""Kinds that stand in a table."""

# Relations: feature that asks → (kind of entity → (relation, the related entity is its "source" or "target")).
RELATIONS: dict[str, dict[str, tuple[str, str]]] = {
    "responsible": {"indicator": ("monitors", "source"), "activity": ("responsible", "source")},
    "monitor": {"indicator": ("monitors", "source"), "activity": ("responsible", "source")},
    "data_source": {"indicator": ("data_source", "source")},
    "parent": {
        "unit": ("parent", ""),
        "indicator": ("parent", ""),
        "activity": ("parent", ""),
        "sub_programme": ("parent", ""),
        "goal": ("parent", ""),
        "expense": ("parent", ""),
        "it": ("parent", ""),
        "council": ("parent", ""),
        "system": ("parent", ""),
        "post": ("parent", ""),
    },
    "who": {"indicator": ("monitors", "source"), "activity": ("responsible", "source")},
    "table": dict.fromkeys(PRINTED, ("table", "")),
}
