"""Facts of prose in the wordings of agencies: meetings, founding, systems by any name, staff by place and in lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.importing.draft import Draft

from .layouts import COVER, Grid, Item, imported

FORMS = pytest.mark.parametrize("form", ["text", "pdf"])
TABLE: list[Item] = [
    "",
    "Program Adı: YOLLAR",
    "Alt Program Adı: KÖY YOLLARI",
    Grid([["Performans Göstergesi", "Ölçü Birimi", "2023 Gerçekleşme", "2024 Hedef"]], [["Yol", "km", "10", "20"]]),
]


def read(items: list[Item], form: str, folder: Path) -> Draft:
    return imported([*COVER, *items, *TABLE], form, folder)


def said(draft: Draft, name: str, kind: str) -> str:
    ids = {entity.id for entity in draft.entities.values() if entity.name == name}
    return next((s.answer for s in draft.sentences if s.entity in ids and s.kind == kind), "")


@FORMS
@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Kurul her ayın ilk haftasında toplanır.", "her ayın ilk haftasında"),
        ("Kurul her salı günü toplanır.", "her salı günü"),
        ("Kurul, her ayın son çarşamba günü toplanır.", "her ayın son çarşamba günü"),
        ("Kurul altı ayda bir toplanarak görüş bildirir.", "altı ayda bir"),
        ("Kurul yılda en az altı kez toplanır.", "yılda en az altı kez"),
        ("Kurul yılda iki defa, ocak ve eylül aylarında toplanır.", "yılda iki defa"),
        ("Üç ayda bir olağan, uyarı verildiğinde olağanüstü toplanır.", "üç ayda bir"),  # not "ayda bir"
        ("Altı ayda bir toplanır; kararları tavsiye niteliğindedir.", "altı ayda bir"),
        ("Ayda bir toplanır ve yıllık raporu hazırlar.", "ayda bir"),
        ("On iki ayda bir toplanır.", "on iki ayda bir"),
        ("On beş günde bir toplanır.", "on beş günde bir"),
        ("Her yıl ekim ayında toplanır.", "her yıl ekim ayında"),
        ("Her yarıyıl başında toplanır.", "her yarıyıl başında"),
        (
            "Her yıl mayıs ve kasım aylarında olmak üzere iki kez toplanır.",
            "her yıl mayıs ve kasım aylarında olmak üzere iki kez",
        ),
    ],
)
def test_meetings(form: str, sentence: str, answer: str, tmp_path: Path) -> None:
    draft = read(["Yol Güvenliği Kurulu", f"Yol Güvenliği Kurulu beş üyeden oluşur. {sentence}"], form, tmp_path)
    assert said(draft, "Yol Güvenliği Kurulu", "frequency") == answer


@FORMS
@pytest.mark.parametrize(
    ("sentence", "kind", "answer"),
    [
        ("Kurula Başkan, yokluğunda yardımcısı başkanlık eder.", "chair", "Başkan"),
        ("Rektörün başkanlığında dekanlar ile üç profesörden oluşur.", "chair", "Rektör"),
        ("Bir yol uzmanı başkanlığında toplanır.", "chair", "Bir yol uzmanı"),
        ("Başkanın başkanlığında iki hekim ve bir makinistten oluşur.", "members", "iki hekim ve bir makinist"),
        ("Bir hekim, iki denetçi ve Başkandan oluşur.", "members", "Bir hekim, iki denetçi ve Başkan"),
        (
            "Senatonun önerdiği dokuz öğretim üyesinden oluşan Kurul projeleri değerlendirir.",
            "members",
            "dokuz öğretim üyesi",
        ),
        ("Bakan tarafından iki yıl için görevlendirilen 11 üyeden oluşur.", "term", "iki yıl"),
        ("Kurul iki denetçiyi iki yıl için seçer.", "term", ""),  # not its members' term
        ("Başkan dört yıl için atanır.", "term", ""),
        ("On bir kişiden oluşur.", "members", "On bir kişi"),
        ("Kurul en az yedi üyeyle toplanır.", "members", ""),  # a quorum
        ("Kurulun raporu üç bölümden oluşur.", "members", ""),
        ("Sekretarya hizmetleri etkin biçimde yürütülür.", "secretariat", ""),
        ("Ayda bir genel müdür başkanlığında toplanır.", "chair", "genel müdür"),  # not "bir genel müdür"
        ("Komisyon; iki hekim ve üç üyeden oluşur.", "members", "iki hekim ve üç üye"),
        ("Karar vermek üzere Kurum temsilcisi başkanlığında toplanır.", "chair", "Kurum temsilcisi"),
        ("Sağlık, Kültür ve Spor Daire Başkanının başkanlığında toplanır.", "chair", ""),  # of which of two names?
        ("Kurul, Rektör Yardımcısı Mehmet Aydın başkanlığında toplanır.", "chair", "Rektör Yardımcısı Mehmet Aydın"),
        ("Kurul, Başkan Yardımcısı Ali Metin başkanlığında toplanır.", "chair", "Başkan Yardımcısı Ali Metin"),
        ("Kurul bir kadının başkanlığında toplanır.", "chair", ""),  # nobody can tell the ending
        ("Kurul toplantı gündemi üyelerin önerilerinden oluşur.", "members", ""),
        ("Kurul kararları, katılan üyelerin oylarından oluşur.", "members", ""),
        ("Kurul, üye tam sayısının yarısından bir fazla üyeyle toplanır.", "members", ""),
        ("Kurul, toplantıya katılan üyeler ile toplanır.", "members", ""),
        ("Kurulun alt komisyonu beş üyeden oluşur.", "members", ""),
        ("Kurulun sekretaryası üç uzmandan oluşur.", "members", ""),
        (
            "İdari ve mali işlerden sorumlu müdürün başkanlığında toplanır.",
            "chair",
            "İdari ve mali işlerden sorumlu müdür",
        ),
        ("Her ilde valinin veya vali yardımcısının başkanlığında toplanır.", "chair", "vali veya vali yardımcısı"),
        ("Rektör ile Oda Başkanının eş başkanlığında toplanır.", "chair", "Rektör ile Oda Başkanı"),
        ("Yılda iki kez Bakanın başkanlığında toplanır.", "chair", "Bakan"),
        (
            "Başkanın başkanlığında; Sağlık ile Ticaret bakanlıkları ve Validen oluşur.",
            "members",
            "Sağlık ile Ticaret bakanlıkları ve Vali",
        ),
        (
            "Kurul, Başkanın başkanlığında dernek ve oda temsilcileriyle yılda 2 kez toplanır.",
            "members",
            "dernek ve oda temsilcileri",
        ),
        (
            "Kurulda dernek, oda ve üniversite temsilcileri yer alır.",
            "members",
            "dernek, oda ve üniversite temsilcileri",
        ),
        ("Kurul, görüş bildirmek amacıyla Bakanlıkça seçilen 9 üyeden oluşur.", "members", "Bakanlıkça seçilen 9 üye"),
        ("Doğrudan Başkanın koordinasyonunda çalışır.", "works_under", ""),
        ("Kurul doğrudan Başkanın koordinasyonunda çalışır.", "works_under", "Başkan"),
        (
            "7215 sayılı Kanunun 9 uncu maddesiyle kurulan Yol Güvenliği Kurulu, kazaları inceler.",
            "legal_basis",
            "7215 sayılı Kanunun 9 uncu maddesi",
        ),
        (
            "4 sayılı Kararnamenin 8/A maddesi ile kurulan Yol Araştırma Merkezi; yılda iki dergi çıkarır.",
            "legal_basis",
            "",
        ),
        (
            "4 sayılı Kararnamenin 8/A maddesi ile kurulan Yol Araştırma Merkezi; yılda iki dergi çıkarır.",
            "frequency",
            "",
        ),
        ("Sekretaryasını ilin yol başkanlığı yürütür.", "secretariat", "ilin yol başkanlığı"),
    ],
)
def test_what_is_said_under_its_heading(form: str, sentence: str, kind: str, answer: str, tmp_path: Path) -> None:
    others = ["Senato", "Senato yılda dört kez toplanır.", ""]
    draft = read([*others, "Yol Güvenliği Kurulu", f"Kazaları inceler. {sentence}"], form, tmp_path)
    assert said(draft, "Yol Güvenliği Kurulu", kind) == answer


@FORMS
def test_a_duty_to_keep_the_minutes_is_no_secretariat(form: str, tmp_path: Path) -> None:
    duty = "- Yol Güvenliği Kurulunun sekretarya hizmetlerini yürütmek,"
    draft = read(["Yol Güvenliği Kurulu", "Kurul yılda iki kez toplanır.", "", "Görevler", duty], form, tmp_path)
    assert said(draft, "Yol Güvenliği Kurulu", "secretariat") == ""


@FORMS
@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Yol Güvenliği Kurulu 14 Mart 2017 tarihinde kurulmuştur.", "14 Mart 2017"),
        ("2019 yılında kurulan Yol Güvenliği Kuruluna Başkan Yardımcısı başkanlık eder.", "2019"),
        ("Yol Güvenliği Kurulu 12.05.2014 tarihinde oluşturulmuştur.", "12.05.2014"),
        ("Kurul, metinleri değerlendirmek üzere 1986 yılında kurulmuştur.", "1986"),
    ],
)
def test_founding(form: str, sentence: str, answer: str, tmp_path: Path) -> None:
    draft = read(["Yol Güvenliği Kurulu", f"{sentence} Kurul yılda iki kez toplanır."], form, tmp_path)
    assert said(draft, "Yol Güvenliği Kurulu", "founding") == answer


@FORMS
def test_a_body_that_its_sentences_call_by_its_abbreviation(form: str, tmp_path: Path) -> None:
    sentence = "YOLKOM, Başkan Yardımcısının başkanlığında 24 üyeden oluşur; her ayın son çarşamba günü toplanır."
    draft = read(["Yol Koordinasyon Merkezi (YOLKOM)", sentence], form, tmp_path)
    assert said(draft, "Yol Koordinasyon Merkezi", "frequency") == "her ayın son çarşamba günü"


@FORMS
@pytest.mark.parametrize("heading", ["D- Bilgi ve Teknoloji Kaynakları", "4. Bilgi Sistemleri", "Bilişim Altyapısı"])
@pytest.mark.parametrize("name", ["Yol Bilgi Ağı (YOLNET)", "Harita ve Plan Arşivi", "Köy Yolları Modülü"])
def test_systems_of_any_name_in_a_list(form: str, heading: str, name: str, tmp_path: Path) -> None:
    draft = read(["", heading, f"{name}: 14.600 ölçümün toplandığı veri kaynağıdır."], form, tmp_path)
    plain = name.partition(" (")[0]
    assert plain in {entity.name for entity in draft.of_kind("system")}
    assert any("14.600" in s.text for s in draft.sentences if s.kind == "function")


@FORMS
def test_what_other_lists_name_is_no_system(form: str, tmp_path: Path) -> None:
    draft = read(
        ["", "C- Fiziksel Kaynaklar", "Ana Hizmet Binası: Beş katlı binada hizmet verilmektedir."], form, tmp_path
    )
    assert draft.of_kind("system") == []


@FORMS
@pytest.mark.parametrize(
    ("items", "total"),
    [
        (
            ["Burada 742’si merkezde, 1.136’sı müdürlüklerde olmak üzere toplam 1.878 personel görev yapmaktadır."],
            1878,
        ),
        (["214 memur ve 552 sürekli işçi olmak üzere toplam 766 kişi çalışmaktadır."], 766),
        (["- Sanatçı: 1.418", "- İdari personel: 329", "Kurumda toplam 1.747 kişi görev yapmaktadır."], 1747),
        (["Memur 1.386", "Sözleşmeli Personel 274", "TOPLAM 1.660"], 1660),
        # Parts that do not come to the total prove nothing.
        (["Burada 742’si merkezde, 1.136’sı illerde olmak üzere toplam 1.900 personel çalışmaktadır."], None),
        (["- Sanatçı: 1.418", "- İdari personel: 329", "Kurumda toplam 1.800 kişi görev yapmaktadır."], None),
    ],
)
def test_staff(form: str, items: list[Item], total: int | None, tmp_path: Path) -> None:
    draft = read(["", "E- İnsan Kaynakları", *items], form, tmp_path)
    found = {f.value for f in draft.figures if f.cell.subject == "staff:toplam" and not f.cell.item}
    assert found == ({total} if total else set())


@FORMS
@pytest.mark.parametrize("title", ["Genel Müdür V.", "Genel Müdür Vekili", "Başkan"])
def test_who_signs_for_the_head(form: str, title: str, tmp_path: Path) -> None:
    foreword = "Hizmetlerimizi her köye ulaştırma görevimizi sürdürüyor, hedeflerimizi kamuoyunun bilgisine sunuyoruz."
    draft = read(["SUNUŞ", "", foreword, "Feride Nur AKSOYLU", title], form, tmp_path)
    assert said(draft, draft.agency.name, "president") == "Feride Nur AKSOYLU"


@FORMS
@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        (
            "Kurumumuz, 14.2.2019 tarihli ve 7412 sayılı Yollar Kanunu ile kurulmuştur.",
            "14.2.2019 tarihli ve 7412 sayılı Yollar Kanunu",
        ),
        ("Kurumumuz 1992 yılında kurulmuştur ve köy yollarını yapmakla görevlidir.", "1992"),
        (
            "7215 sayılı Kanun ile kurulan ve 137 sayılı Kararname ile bugünkü yapısına kavuşan Kurumumuz büyüktür.",
            "7215 sayılı Kanun",
        ),
        ("Kurumumuz bünyesinde 2015 yılında kurulan Teknoloji Ofisi yolları izler.", ""),
        ("Kurumumuz Araştırma Merkezi 4 Mart 2012 tarihinde kurulmuştur.", ""),
        ("Teknopark, 2012 yılında kurulan ve 30 firmayı barındıran, Kurumumuz ile ortak bir yapıdır.", ""),
    ],
)
def test_when_the_agency_was_founded(form: str, sentence: str, answer: str, tmp_path: Path) -> None:
    draft = read(["", "A- Yetki, Görev ve Sorumluluklar", sentence], form, tmp_path)
    found = [said.answer for said in draft.sentences if said.entity == draft.agency.id and said.kind == "founding"]
    assert found == ([answer] if answer else [])


@FORMS
@pytest.mark.parametrize(
    ("sentence", "name", "short"),
    [
        ("Köy yolları YOLNET Kurumsal Bilgi Sistemi üzerinden yürütülür.", "YOLNET Kurumsal Bilgi Sistemi", "YOLNET"),
        ("Burada maaşlar PERSONEL Bilgi Sistemi üzerinden yürütülür.", "PERSONEL Bilgi Sistemi", ""),
        ("KöyYol: 2019 yılında uygulamaya alınan yol kayıt yazılımıdır.", "KöyYol", ""),
    ],
)
def test_systems_by_which_something_is_done(form: str, sentence: str, name: str, short: str, tmp_path: Path) -> None:
    draft = read(["", "D- Bilgi ve Teknoloji Kaynakları", sentence], form, tmp_path)
    assert {entity.name: entity.code for entity in draft.of_kind("system")} == {name: short}


@FORMS
def test_a_system_of_another_agency_is_none_of_its_own(form: str, tmp_path: Path) -> None:
    sentence = "Taşınırlar, Hazine Bakanlığının Taşınır Kayıt Sistemi ile yönetilir."
    draft = read(["", "D- Bilgi ve Teknoloji Kaynakları", sentence], form, tmp_path)
    assert not [said for said in draft.sentences if said.kind == "function"]
