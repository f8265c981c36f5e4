"""What explanations call operations, features and the roles of words: all labels of /neden in one place."""

from __future__ import annotations

from bot.questions.registry import OPERATIONS, features_of

ROLES = {
    "kind": "tür adı",
    "aspect": "bilgi konusu",
    "year": "yıl",
    "number": "sayı",
    "smalltalk": "sohbet sözü",
    "background": "arka plan",
    "outside": "program dışı",
}
"""What a word can be."""
FEATURES = {feature: one.label for one in OPERATIONS.values() for feature in features_of((one.id,))} | {
    "how_much": "ne kadar",
    "count": "kaç tane",
    "percent": "yüzde kaç",
    "share": "pay",
    "up": "artış",
    "down": "azalış",
    "change": "değişim",
    "difference": "fark",
    "more": "daha fazla",
    "less": "daha az",
    "above": "üstünde",
    "below": "altında",
    "reach": "ulaşma",
    "sum": "toplam",
    "compound": "yıllık büyüme",
    "second": "ikinci sırada",
    "list": "sıralama",
    "which": "hangisi",
    "who": "kim",
    "where": "nerede",
    "responsible": "sorumlu",
    "monitor": "izleyen",
    "data_source": "veri kaynağı",
    "parent": "neye bağlı",
    "children": "neler bağlı",
    "series": "yıllara göre",
    "distribution": "dağılım",
    "exists": "var mı",
    "nil": "sıfır olan",
    "compare": "karşılaştırma",
    "spent_share": "harcanan pay",
    "realisation": "gerçekleşme oranı",
    "help": "yardım",
    "order": "sıra",
    "what": "nedir",
    "how": "nasıl",
    "add": "toplama",
    "contradiction": "çelişki",
    "yesno": "evet-hayır sorusu",
    "together": "birlikte",
    "several": "birden fazla",
    "each": "ayrı ayrı",
    "to_what": "kaça",
    "all_values": "tüm değerler",
    "other": "öbürü",
    "data_from": "veri alınan",
    "data_to": "veri verilen",
    "data_both": "karşılıklı veri",
    "table": "hangi tablo",
}
"""What a word can ask for: every feature of knowledge/data/turkish/features.toml, and "yesno". What alone asks for an
operation is called as that is, unless it stands here."""


def of_operation(operation: str) -> str:
    """An operation's label; a constant that no file registers (the choice of an agency) is a choice."""
    return OPERATIONS[operation].label if operation in OPERATIONS else "seçim"


def of_feature(feature: str) -> str:
    """A feature's label."""
    return FEATURES.get(feature, "soru sözü")
