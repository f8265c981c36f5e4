"""Endings come off real words of the field, typed with and without Turkish letters, and go on again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.declension import with_case
from knowledge.language.letters import fold
from knowledge.language.suffixes import analyses, ending_case, is_ending
from knowledge.language.words import split

# "stem: forms"; a line that starts with blanks goes on with the line before.
NOUNS = """
bütçe: bütçesi bütçesinin bütçesine bütçesini bütçesinde bütçesindeki bütçesinden bütçeyi bütçeye bütçeden
    bütçelerin bütçemiz bütçesiymiş bütçeler
ödenek: ödeneği ödeneğin ödeneğini ödeneğine ödeneğinin ödenekler ödenekleri ödeneklerinin ödeneğimiz
    ödenekten ödeneğe ödeneğinden
faaliyet: faaliyeti faaliyetinin faaliyetlerin faaliyetine faaliyetleri faaliyette faaliyetlerinden
    faaliyetlerimiz faaliyetimizin
gösterge: göstergesi göstergeler göstergelerin göstergelerinden göstergelerini göstergesinin göstergedeki
hedef: hedefi hedefinin hedefler hedefimiz hedefine hedefinden hedeflerin hedefiyle hedefleri hedefimize
tahmin: tahmini tahmininin tahminine tahminleri tahmininde tahminlerinin tahminden tahminimiz
kurul: kurulu kurulunun kuruluna kurulunda kurulundaki kurulların kurullar kuruldan kuruluyla kurulundan
başkanlık: başkanlığı başkanlığın başkanlığına başkanlığının başkanlıklar başkanlıklarının başkanlığımız
    başkanlığımızın başkanlıklarını
müdürlük: müdürlüğü müdürlüğünün müdürlüğüne müdürlüğünde müdürlüklere müdürlüğe müdürlüğündeki
    müdürlüklerin müdürlükler
daire: dairesi dairesinin daireler dairelerinin dairede daireleri dairesine
merkez: merkezi merkezinin merkezlerin merkezlerinde merkezimiz merkezlerimizin merkezde merkezdeki
    merkezlerinin merkezleriyle
kişi: kişiyi kişinin kişiye kişiler kişilerin kişiyle kişilik kişidir
yabancı: yabancının yabancıların yabancılara yabancı yabancılar yabancıdan yabancıları yabancılardan
göç: göçü göçün göçe göçle göçten göçteki göçler göçünün
uyum: uyuma uyumu uyumun uyumla uyumdan uyumunun
program: programı programın programında programından programlar programının programdaki programda
harcama: harcaması harcamaları harcamalarının harcamasının harcamadan harcamaya harcamasını harcamalar
gider: gideri giderleri giderlerin giderlerinin giderine giderlerini giderdir giderlerinden
personel: personeli personelin personelle personelden personelimiz personelimizin personele personelinin
kadro: kadrosu kadronun kadrolar kadroda kadrolarının kadrolu kadrosunun kadroya
sayı: sayısı sayısının sayısında sayımız sayısını sayılar sayısından sayısına sayıda sayıları
oran: oranı oranının oranımız oranlar oranında oranına oranını orandan oranları
izin: izni iznine izninin izinler izinleri iznini izinden iznimiz izinlerin
isim: ismi isminin ismini isimleri isimler ismine
kısım: kısmı kısmının kısımları kısmında kısmına
şehir: şehri şehrin şehrinde şehirler şehirde
vakit: vakti vaktinde vakte
kayıp: kaybı kaybın kayıplar kaybının
fikir: fikri fikrin fikrine fikirler
hüküm: hükmü hükmünde hükümleri hükmün
emir: emri emrinde emrine
akıl: aklı aklına aklımda
nehir: nehri nehrin nehirler
resim: resmi resmin resimleri
hak: hakkı hakkının haklar hakları hakkında hakkını
his: hissi hissini hisler
hat: hattı hattının hatlar hattına
kitap: kitabı kitabın kitaplar kitabında kitapta kitaba
amaç: amacı amacının amaçlar amacına amacıyla amaçları
araç: aracı araçların araçlar aracın araçtan aracımız
ülke: ülkesi ülkeye ülkeler ülkelerin ülkeden ülkesinin
mağdur: mağduru mağdurların mağdurlarının mağdurlara mağdurları
komisyon: komisyonu komisyonunun komisyonuna komisyonda komisyonlar
sistem: sistemi sisteminin sisteme sistemler sistemde sistemiyle
kaynak: kaynağı kaynağın kaynaklar kaynakların kaynağına kaynaktan kaynağının
birim: birimi birimin birimler birimlere birimden birimlerinin birimimiz
amir: amiri amirinin
taşra: taşrada taşranın taşradaki taşradakilerin taşraya taşradan
teşkilat: teşkilatı teşkilatında teşkilatındaki teşkilatının teşkilatta
mezun: mezunu mezunların mezunlarının mezunlarınınkinden mezunları mezunlar
sunucu: sunucular sunucusu sunucumuz sunucunun sunucuyu
kanun: kanunu kanunun kanununa kanunla kanununun kanunda
madde: maddesi maddeyle maddesine maddenin maddesinin maddede
toplam: toplamı toplamın toplamından toplamda toplamının toplamına
transfer: transferi transferler transferleri transferlerin transferlerinin transfere
para: parası paranın paraya parasının para paradan parasını
yıl: yılı yılın yılında yılından yıllar yıllara yılki yıldan yıllarda
mücadele: mücadeleye mücadelesi mücadelenin mücadelede
koruma: koruması korumanın korumasının korumaya korumasına
veri: verisi verinin veriler verisinin verilerin veride
plan: planı planın planının planına plandan planlar planda
müşavirlik: müşavirliği müşavirliğin müşavirliğinin müşavirliklerin
sığınma: sığınması sığınmanın
ev: evi evleri evlerinin evlerinde evde
kapasite: kapasitesi kapasitesinin kapasiteye kapasitesini
görev: görevi görevleri görevlerini görevinden görevde görevli
il: ili illerin ilde ildeki iller
saat: saati saatler saatin saatte
dikkat: dikkate dikkati
seyahat: seyahate seyahatler
su: suyu suyun
fark: farkı farkın farktan farkını farklar
sorumlu: sorumlusu sorumluluk sorumluluğu sorumlular
hangi: hangisi hangileri hangisine hangisinin hangileridir
ne: nedir neydi neyi neye neden
kaç: kaçı kaçtı kaçının kaçmış kaçıncı kaça kaçtır kaçını
kadar: kadardı kadardır kadarki
lira: liraydı liralık liranın liraya liradır
"""
VERBS = """
toplan: toplandı toplanır toplanıyor toplanmış toplanacak toplanan toplandığı toplanması toplanmak
    toplanıyo toplanmıştır toplanmaktadır toplanmalı toplanırsa toplandığını toplanınca toplanıp
    toplanmıyor toplanmadı toplanmaz
sonuçlandırıl: sonuçlandırılan sonuçlandırıldı sonuçlandırılmış sonuçlandırılacak sonuçlandırılması
    sonuçlandırılmıştır
sonuçlandır: sonuçlandırılan sonuçlandırmışız sonuçlandırdık sonuçlandırıyor sonuçlandıran
    sonuçlandırılıyor
gerçekleştir: gerçekleştirildiğinin gerçekleştirilen gerçekleştiren gerçekleştirmek gerçekleştirilmesi
    gerçekleştirilecek gerçekleştirdiğimiz
gerçekleş: gerçekleşti gerçekleşen gerçekleşmiş gerçekleşmesi gerçekleşmesinin gerçekleştirilen
    gerçekleşmiştir
güncelle: güncellenen güncelliyor güncellendi güncelleyen güncelledi güncelleniyor güncellemek
    güncelliyorum
güncellen: güncellenen güncellendi güncelleniyor
faydalan: faydalandı faydalanan faydalanıyor faydalanacak faydalananların faydalanmış
hedefle: hedeflemişiz hedefleniyor hedeflenen hedeflenmiş hedefliyor hedeflendi hedefliyoruz
    hedeflenmektedir
planla: planlanan planlanıyor planlıyor planlandı planlamışız planlanmıştı planlamış
izle: izliyor izlemekten izlenen izlediği izliyo izlenmesinden izler izlenir izlemektedir
et: ediyor ediyo edilen etmiş edecek etmişiz edildi ettiği edilecek edebilir etmez ederse ediyordu ettik
git: gidiyor gidecek giden gitti gidecekleri gider gitmiş
ol: olan olduğu olacak oldu oluyo olmuş oluyor olmaz olarak olduğunu olduklarını
de: diyecek diyor diyo dedi denir diyen
ye: yiyor yedi
koy: koymuşlar koydu koyuyor koyan koyduklarımız
değiş: değişiyo değişti değişen değişmiş değişiyor değişecek değişmiyor
harca: harcanmıştır harcandı harcanan harcıyor harcadık harcayan harcanacak harcamış
kullan: kullanıldığını kullanılan kullandı kullanıyor kullanıyoruz kullanılmıştır
art: artıyor artmış arttı artan artacak artıyo artacakmış artmıştı
artır: artırıldı artırılan artırmış artırıyor
düş: düşüyor düşecekmiş düştü düşen düşmüş düşürülen
ayır: ayırmış ayırdık ayırıyor ayırmışız
ayrıl: ayrılan ayrılmış ayrıldı ayrılıyor ayrılmıştır ayrılmayan
bulun: bulunmaktadır bulunuyor bulunan bulunmamaktadır bulunduğu bulunmuyor
öngör: öngörülen öngörülüyor öngörülmüş öngörüldü öngörmüşüz öngörmüş
söyle: söylersin söyledi söylüyor söyleyebilir söylenen
yaz: yazabilir yazar yazsana yazın yazdı yazabilirseniz
öğren: öğrenebilir öğrenmek öğrendi öğreniyor
ilet: iletebilir iletir iletin
yap: yapılan yaptı yapmış yapılamayan yapıyor yaptığı yapılmadı yapacağı yapamadık
kur: kurulmuştu kuruldu kurulan kurmuş
başla: başlanmış başlıyor başladı başlayan başlamış
çalış: çalışıyor çalışan çalışanların çalıştırılan
sırala: sıralar sıraladı sıralayın sıralıyor
karşılaştır: karşılaştırın karşılaştırıyor karşılaştırır
yürüt: yürütüyor yürüten yürütülen yürütür
iste: istiyor istedi istenen istendi
oku: okuyor okudu okunan okuyan
taşı: taşıyor taşındı taşıyan
göster: gösterir gösteriyor gösterdi gösterilen göstermektedir göstersene
listele: listeler listeleyin listelesene listeliyor
say: sayar sayıldı sayıyor
bağla: bağlanan bağlıyor bağladı
ulaş: ulaştı ulaşılan ulaşıldı ulaşamadık ulaşılamadı
"""
SURE = 0.3
"""Cost up to which a match needs no search for slips."""


def _table(text: str, pos: str) -> list[tuple[str, str, str]]:
    lines = re.sub(r"\n\s+", " ", text.strip()).splitlines()
    return [(form, stem, pos) for stem, _, forms in (line.partition(": ") for line in lines) for form in forms.split()]


TABLE = _table(NOUNS, "n") + _table(VERBS, "v")
STEMS = sorted({stem for _, stem, pos in TABLE if pos == "n"})
CASES = ("acc", "dat", "loc", "abl", "gen", "ins")


@pytest.mark.parametrize(("form", "stem", "pos"), TABLE, ids=lambda value: fold(str(value)))
def test_stem_is_found(form: str, stem: str, pos: str) -> None:
    found = {(a.stem, a.pos): a.cost for a in analyses(fold(form))}
    assert found.get((fold(stem), pos), 9.0) <= SURE


@pytest.mark.parametrize("case", CASES)
def test_case_goes_on_and_comes_off(case: str) -> None:
    """Of every stem in one test: each by itself would cost more than what it tests."""
    for stem in STEMS:
        if stem in ("su", "ne"):
            continue
        inflected = with_case(stem, case, possessive_compound=False)
        found = {a.stem: a for a in analyses(fold(inflected)) if a.pos == "n"}
        assert fold(stem) in found, inflected
        # Folded, "-i" is a possessive as well as an accusative; "hatta" is dative and locative.
        read = found[fold(stem)]
        assert read.case == case or read.possessive or inflected == "hatta", inflected
        named = split(with_case(stem, case, possessive_compound=False, apostrophe=True))
        assert [word.stem for word in named] == [fold(stem)], stem
        assert ending_case(named[0].ending) == case, stem


@pytest.mark.parametrize(
    ("form", "stem", "features"),
    [
        ("merkezlerimizin", "merkez", {"case": "gen", "plural": True, "possessive": "1p"}),
        ("mudurlugunden", "mudurluk", {"case": "abl", "possessive": "3s"}),
        ("hedeflemisiz", "hedefle", {"person": "1p", "tense": "reported"}),
        ("toplandi", "toplan", {"tense": "past"}),
        ("ediyo", "et", {"tense": "present"}),
        ("olacak", "ol", {"tense": "future"}),
        ("planlanan", "planlan", {"tense": "participle"}),
        ("izlemekten", "izle", {"tense": "infinitive", "case": "abl"}),
        ("hazirliyorum", "hazirla", {"person": "1s", "tense": "present"}),
        ("tasradakilerin", "tasra", {"case": "gen", "plural": True}),
        ("sayisinda", "sayi", {"case": "loc", "possessive": "3s"}),
        ("bana", "ben", {"case": "dat"}),
        ("bunun", "bu", {"case": "gen"}),
        ("bunu", "bu", {"case": "acc"}),
    ],
)
def test_features(form: str, stem: str, features: dict[str, object]) -> None:
    analysis = next(a for a in analyses(form) if a.stem == stem)
    assert {name: getattr(analysis, name) for name in features} == features


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ("icisleri", "ic"),
        ("harci", "haric"),
        ("turku", "turuk"),
        ("kurslardan", "kur"),
        ("programda", "prog"),
        ("ankara", "ank"),
        ("kurumsal", "kur"),
        ("vize", "v"),
    ],
)
def test_no_wild_cutting(form: str, wrong: str) -> None:
    assert wrong not in {a.stem for a in analyses(form) if a.cost <= SURE and a.pos == "n"}


@pytest.mark.parametrize(
    ("ending", "case"),
    [
        ("un", "gen"), ("in", "gen"), ("nin", "gen"), ("nun", "gen"), ("te", "loc"), ("da", "loc"), ("nda", "loc"),
        ("ndaki", "loc"), ("teki", "loc"), ("ten", "abl"), ("dan", "abl"), ("ndan", "abl"), ("e", "dat"), ("a", "dat"),
        ("ye", "dat"), ("ya", "dat"), ("na", "dat"), ("ne", "dat"), ("lere", "dat"), ("i", "acc"), ("u", "acc"),
        ("yi", "acc"), ("nu", "acc"), ("ni", "acc"), ("le", "ins"), ("yla", "ins"), ("lik", ""), ("li", ""), ("si", ""),
        ("dir", ""), ("", ""), ("milyon", ""), ("xyz", ""),
    ],
)  # fmt: skip
def test_ending_case(ending: str, case: str) -> None:
    assert ending_case(ending) == case


@pytest.mark.parametrize("ending", ["milyon", "yili", "tl", "kisi", "an", "x", "", "hedefi", "b"])
def test_not_an_ending(ending: str) -> None:
    assert not is_ending(ending)


@given(st.text(max_size=60))
def test_any_text_has_itself_first(text: str) -> None:
    found = analyses(text)
    assert (found[0].stem, found[0].cost) == (text, 0.0)
    assert [a.cost for a in found] == sorted(a.cost for a in found)
    assert len({(a.stem, a.pos) for a in found}) == len(found)


@given(st.text(alphabet="aeioulrndkmtsyzcg", min_size=1, max_size=24))
def test_words_of_common_letters(text: str) -> None:
    found = analyses(text)
    assert len(found) <= 60
    assert all(len(a.stem) >= 1 for a in found)
