"""Invented programmes of invented agencies: what they hold is known, so that an import of their text can be judged."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

CODES = (
    "Personel Giderleri",
    "Sosyal Güvenlik Kurumuna Devlet Primi Giderleri",
    "Mal ve Hizmet Alım Giderleri",
    "Faiz Giderleri",
    "Cari Transferler",
    "Sermaye Giderleri",
    "Sermaye Transferleri",
    "Borç Verme",
)
SUPPORT = "YÖNETİM VE DESTEK PROGRAMI"


@dataclass
class Indicator:
    name: str
    unit: str
    values: list[str]
    source: str
    monitor: str
    definition: str
    method: str = "Birim kayıtlarından derlenir."


@dataclass
class Activity:
    name: str
    unit: str
    costs: dict[str, list[int]]
    """Five columns by economic code."""
    explanation: str

    @property
    def total(self) -> list[int]:
        return [sum(column) for column in zip(*self.costs.values(), strict=True)]


@dataclass
class SubProgramme:
    name: str
    objective: str
    duties: list[str]
    indicators: list[Indicator]
    activities: list[Activity]
    programme: str = ""
    """The programme that it belongs to, where the agency has several of services."""

    @property
    def total(self) -> list[int]:
        return [sum(column) for column in zip(*(a.total for a in self.activities), strict=True)]


@dataclass
class Invented:
    agency: str
    short: str
    year: int
    programme: str
    units: dict[str, list[str]]
    """Main units with their sub-units."""
    services: list[SubProgramme]
    support: list[SubProgramme]
    abbreviations: dict[str, str]
    staff: dict[str, list[int]]
    thousands: bool = False
    printed: dict[tuple[str, str, int], str] = field(default_factory=dict)
    """What is printed in place of a cell: (activity, code, column), and with the code "" of an indicator."""

    @property
    def sub_programmes(self) -> list[SubProgramme]:
        return [*self.services, *self.support]

    @property
    def programmes(self) -> list[tuple[str, list[SubProgramme]]]:
        """All programmes with their sub-programmes, that of support last."""
        found: dict[str, list[SubProgramme]] = {}
        for sub in self.services:
            found.setdefault(sub.programme or self.programme, []).append(sub)
        return [*found.items(), (SUPPORT, self.support)]

    @property
    def activities(self) -> list[Activity]:
        return [activity for sub in self.sub_programmes for activity in sub.activities]

    @property
    def indicators(self) -> list[Indicator]:
        return [indicator for sub in self.services for indicator in sub.indicators]


def costs(seed: int, codes: tuple[int, ...], size: int = 9_000_000, step: int = 1000) -> dict[str, list[int]]:
    """Costs of an activity under some codes: spending is any number, all else comes in thousands."""
    chance = random.Random(seed)
    found = {code: [0] * 5 for code in CODES}
    for position in codes:
        base = chance.randrange(size // 10, size)
        row = [int(base * factor) // 1000 * 1000 for factor in (1.0, 0.0, 1.7, 2.1, 2.4)]
        row[1] = int(base * 0.47) // step * step + (chance.randrange(1000) if step == 1 else 0)
        found[CODES[position]] = row
    return found


def forestry() -> Invented:
    """An agency of forests, 2025, in six columns."""
    plant, fire, manage, support = (
        "AĞAÇLANDIRMA DAİRESİ BAŞKANLIĞI",
        "ORMAN YANGINLARIYLA MÜCADELE DAİRESİ BAŞKANLIĞI",
        "İŞLETME VE PAZARLAMA DAİRESİ BAŞKANLIĞI",
        "DESTEK HİZMETLERİ DAİRESİ BAŞKANLIĞI",
    )
    return Invented(
        agency="Yeşil Vadi Orman Kurumu",
        short="YVOK",
        year=2025,
        programme="ORMANLARIN KORUNMASI VE GELİŞTİRİLMESİ",
        units={
            "Ağaçlandırma Dairesi Başkanlığı": ["Fidanlık Şube Müdürlüğü", "Tohum Şube Müdürlüğü"],
            "Orman Yangınlarıyla Mücadele Dairesi Başkanlığı": ["Gözetleme Şube Müdürlüğü"],
            "İşletme ve Pazarlama Dairesi Başkanlığı": [],
            "Destek Hizmetleri Dairesi Başkanlığı": ["Bilgi Sistemleri Şube Müdürlüğü"],
            "Hukuk Müşavirliği": [],
        },
        services=[
            SubProgramme(
                "ORMAN VARLIĞININ KORUNMASI",
                "Orman yangınlarının zararını azaltmak ve orman varlığını gelecek kuşaklara aktarmak",
                ["Yangın gözetleme kulelerini işletmek", "Hava araçlarıyla yangına müdahale etmek"],
                [
                    Indicator(
                        "Orman yangınlarına ilk müdahale süresi",
                        "Dakika",
                        ["11,5", "11", "10,8", "10", "9,5", "9"],
                        fire,
                        fire,
                        "Yangının ihbarından ilk ekibin varışına dek geçen süreyi gösterir. Yıl bazlı veridir.",
                    ),
                    Indicator(
                        "Yanan alan başına düşen söndürme aracı, ekip ve gönüllü sayısındaki artış oranı",
                        "Oran",
                        ["3,5", "4", "%6", "%7", "%8", "%8"],
                        fire,
                        support,
                        "Bir önceki yıla göre artışı gösterir. Yıl bazlı veridir.",
                    ),
                    Indicator(
                        "Gözetleme kulesi sayısı",
                        "Sayı",
                        ["776", "800", "790", "825", "850", "1.000"],
                        fire,
                        fire,
                        "İşletilen kule sayısını gösterir, kümülatif veridir.",
                    ),
                ],
                [
                    Activity("Orman Yangınlarıyla Mücadele", fire, costs(1, (0, 1, 2, 5)), "Yangınla mücadele edilir."),
                    Activity(
                        "2053 Ulusal Ağaçlandırma Seferberliğinin Yürütülmesi",
                        plant,
                        costs(2, (2, 4)),
                        "Seferberlik yürütülür.",
                    ),
                ],
            ),
            SubProgramme(
                "ORMAN ÜRÜNLERİNİN SÜRDÜRÜLEBİLİR İŞLETİLMESİ",
                "Orman ürünlerini sürdürülebilir biçimde işletmek ve pazarlamak",
                ["Odun üretimini planlamak", "Orman köylüsünü desteklemek"],
                [
                    Indicator(
                        "Üretilen endüstriyel odun miktarı",
                        "m3",
                        ["27.500.000", "28.000.000", "26.400.120", "28.500.000", "29.000.000", "29.500.000"],
                        manage,
                        manage,
                        "Yıl içinde üretilen odun miktarını gösterir. Yıl bazlı veridir.",
                    ),
                    Indicator(
                        "Desteklenen orman köylüsü aile sayısı",
                        "Adet",
                        ["7.214", "7500", "8000", "8.500", "9.000", "9.500"],
                        manage,
                        manage,
                        "Yıl içinde desteklenen aileleri gösterir. Yıl bazlı veridir.",
                    ),
                ],
                [
                    Activity("Odun Üretimi ve Pazarlama", manage, costs(3, (0, 2, 3, 6)), "Odun üretilir ve satılır."),
                    Activity("Orman Köylüsünün Desteklenmesi", manage, costs(4, (4, 7)), "Köylü desteklenir."),
                    Activity("Odun Dışı Ürünlerin Geliştirilmesi", plant, costs(5, (2,)), "Ürünler geliştirilir."),
                ],
            ),
        ],
        support=[
            SubProgramme(
                "TEFTİŞ, DENETİM VE DANIŞMANLIK HİZMETLERİ",
                "Kaynakları verimli kullanmak",
                [],
                [],
                [Activity("Hukuki Danışmanlık ve Muhakemat Hizmetleri", "", costs(6, (2,), 300_000), "Danışılır.")],
            ),
            SubProgramme(
                "ÜST YÖNETİM, İDARİ VE MALİ HİZMETLER",
                "Kaynakları verimli kullanmak",
                [],
                [],
                [
                    Activity("Genel Destek Hizmetleri", "", costs(7, (0, 1, 2, 4), 800_000), "Desteklenir."),
                    Activity("Özel Kalem Hizmetleri", "", costs(8, (2,), 100_000), "Yürütülür."),
                ],
            ),
        ],
        abbreviations={"YVOK": "Yeşil Vadi Orman Kurumu", "CBS": "Coğrafi Bilgi Sistemi", "AB": "Avrupa Birliği"},
        staff={"Merkez Teşkilatı": [210, 14, 30], "Taşra Teşkilatı": [4_120, 300, 1_050]},
    )


def university() -> Invented:
    """A university, 2021, whose indicators have four columns and whose money is in thousands."""
    student, science, library = (
        "ÖĞRENCİ İŞLERİ DAİRE BAŞKANLIĞI",
        "BİLİMSEL ARAŞTIRMA PROJELERİ KOORDİNATÖRLÜĞÜ",
        "KÜTÜPHANE VE DOKÜMANTASYON DAİRE BAŞKANLIĞI",
    )
    return Invented(
        agency="Kızılırmak Üniversitesi",
        short="KIRÜ",
        year=2021,
        programme="YÜKSEKÖĞRETİM",
        units={
            "Genel Sekreterlik": [
                "Öğrenci İşleri Daire Başkanlığı",
                "Kütüphane ve Dokümantasyon Daire Başkanlığı",
                "İdari ve Mali İşler Şube Müdürlüğü",
            ],
            "Bilimsel Araştırma Projeleri Koordinatörlüğü": ["İdari ve Mali İşler Şube Müdürlüğü"],
        },
        services=[
            SubProgramme(
                "ARAŞTIRMA, GELİŞTİRME VE YENİLİK",
                "Araştırma altyapısını geliştirmek ve nitelikli yayını artırmak",
                ["Araştırma projelerini desteklemek"],
                [
                    Indicator(
                        "Ar-ge’ye harcanan bütçenin toplam bütçeye oranı",
                        "Yüzde",
                        ["2,1", "2,5", "2,4", "3"],
                        science,
                        science,
                        "Ar-ge harcamasının payını gösterir.",
                    ),
                    Indicator(
                        "Uluslararası endekslerde yer alan bilimsel yayın sayısı",
                        "Sayı",
                        ["310", "340", "352", "1.380"],
                        science,
                        library,
                        "Yıl içindeki yayınları gösterir.",
                    ),
                ],
                [Activity("Yükseköğretim Kurumlarının Projeleri", science, costs(11, (2, 5), step=1000), "-")],
            ),
            SubProgramme(
                "ÖNLİSANS EĞİTİMİ, LİSANS EĞİTİMİ VE LİSANSÜSTÜ EĞİTİM",
                "Mesleki yeterlilik sahibi ve gelişime açık mezunlar yetiştirmek",
                ["Eğitim programlarını güncellemek"],
                [
                    Indicator(
                        "Kütüphanede bulunan basılı ve elektronik kaynak sayısı",
                        "Sayı",
                        ["85.214", "90.000", "91.500", "100.000"],
                        library,
                        library,
                        "Kaynakların toplamını gösterir, kümülatif veridir.",
                    ),
                    Indicator(
                        "Program başına düşen öğrenci sayısı",
                        "Kişi",
                        ["41", "40", "39,5", "38"],
                        student,
                        student,
                        "Öğrencilerin programlara dağılımını gösterir.",
                    ),
                ],
                [
                    Activity("Yükseköğretim Kurumları Birinci Öğretim", student, costs(12, (0, 1, 2), step=1000), "-"),
                    Activity("Kütüphane Hizmetleri", library, costs(13, (2, 5), step=1000), "-"),
                ],
            ),
        ],
        support=[
            SubProgramme(
                "ÜST YÖNETİM, İDARİ VE MALİ HİZMETLER",
                "Kaynakları verimli kullanmak",
                [],
                [],
                [Activity("Genel Destek Hizmetleri", "", costs(14, (0, 1, 2), step=1000), "Desteklenir.")],
            ),
        ],
        abbreviations={"KIRÜ": "Kızılırmak Üniversitesi", "BAP": "Bilimsel Araştırma Projeleri"},
        staff={"Merkez Teşkilatı": [410, 0, 25], "Taşra Teşkilatı": [120, 3, 5]},
        thousands=True,
    )


def ministry() -> Invented:
    """A ministry, 2026, with two programmes of services, one activity's name in both, and odd names."""
    road, rail, plan = (
        "KARAYOLU DÜZENLEME GENEL MÜDÜRLÜĞÜ",
        "DEMİRYOLU DÜZENLEME GENEL MÜDÜRLÜĞÜ",
        "STRATEJİ GELİŞTİRME BAŞKANLIĞI",
    )
    return Invented(
        agency="Ulaşım Bakanlığı",
        short="UB",
        year=2026,
        programme="KARAYOLU ULAŞIMI",
        units={
            "Karayolu Düzenleme Genel Müdürlüğü": ["Yük Taşımacılığı Daire Başkanlığı", "Denetim Daire Başkanlığı"],
            "Demiryolu Düzenleme Genel Müdürlüğü": ["Denetim Daire Başkanlığı"],
            "Strateji Geliştirme Başkanlığı": ["Bütçe Daire Başkanlığı"],
        },
        services=[
            SubProgramme(
                "KARAYOLU ALTYAPISI",
                "Karayolu ağının güvenliğini artırmak",
                ["Yolları denetlemek"],
                [
                    Indicator(
                        "AB TEN-T ağına uyumlu yol uzunluğu",
                        "km",
                        ["1.204", "1.300", "1.290,5", "1.450", "1.600", "1.750"],
                        road,
                        road,
                        "Uyumlu yolların uzunluğunu gösterir, kümülatif veridir.",
                    ),
                    Indicator(
                        "65 yaş üstü ve 18 yaş altı yolculardaki ölüm oranındaki değişim",
                        "%",
                        ["-3,2", "-4", "-3,8", "-5", "-6", "-6"],
                        plan,
                        plan,
                        "Bir önceki yıla göre değişimi gösterir. Yıl bazlı veridir.",
                    ),
                ],
                [
                    Activity("Denetim ve Rehberlik", road, costs(21, (0, 2), 4_000_000_000), "Yollar denetlenir."),
                    Activity("2026 Yılı Yol Yapımı", road, costs(22, (2, 5, 6), 7_000_000_000), "Yol yapılır."),
                ],
                "KARAYOLU ULAŞIMI",
            ),
            SubProgramme(
                "DEMİRYOLU ALTYAPISI",
                "Demiryolu ağını yaygınlaştırmak",
                ["Hatları denetlemek"],
                [
                    Indicator(
                        "Taşınan yük miktarı",
                        "Bin Ton",
                        ["31.500", "33.000", "32.750", "35.000", "37.000", "39.500"],
                        rail,
                        rail,
                        "Yıl içinde taşınan yükü gösterir. Yıl bazlı veridir.",
                    ),
                ],
                [
                    Activity("Denetim ve Rehberlik", rail, costs(23, (0, 2), 900_000_000), "Hatlar denetlenir."),
                    Activity("Hat Yenileme", rail, costs(24, (5,), 800_000_000), "Hatlar yenilenir."),
                ],
                "DEMİRYOLU ULAŞIMI",
            ),
        ],
        support=[
            SubProgramme(
                "ÜST YÖNETİM, İDARİ VE MALİ HİZMETLER",
                "Kaynakları verimli kullanmak",
                [],
                [],
                [
                    Activity("Genel Destek Hizmetleri", "", costs(25, (0, 1, 2), 60_000_000), "Desteklenir."),
                    Activity("Özel Kalem Hizmetleri", "", costs(26, (2,), 2_000_000), "Yürütülür."),
                ],
            ),
        ],
        abbreviations={"UB": "Ulaşım Bakanlığı", "AB": "Avrupa Birliği", "TEN-T": "Trans-Avrupa Ulaştırma Ağı"},
        staff={"Merkez Teşkilatı": [1_210, 14, 30], "Taşra Teşkilatı": [420, 30, 105]},
    )
