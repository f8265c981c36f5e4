"""What is said, not only offered, where the words themselves say how figures relate: with the right figure first."""

from __future__ import annotations

import pytest

from bot.assistant import Assistant
from bot.replies.reply import ANSWER


@pytest.mark.parametrize(
    ("text", "first", "told"),
    [
        ("2021 yılında tespit edilen özel ihtiyaç sahibi sayısı 2022 için planlananın kaç katı", 2.9345, "2,93 katı"),
        ("mülakatların 2022 tahmini 2023 hedefinin kaç katı", 2, "2 katı"),
        ("2022 bütçesi 2023 bütçesinin kaç katı düzensiz göçle mücadele", 0.284790, "0,28 katı"),
        ("sgk primi personel giderinin yüzde kaçı", 20.312278, "%20,31"),
        ("kadın personel erkek personelin yüzde kaçı", 86.585366, "%86,59"),
        ("sınır dışı 2023, 2024 ve 2025 değerlerinin toplamı", 150_000, "Toplam: 150.000"),
        ("çok fonksiyonlu yazıcılarla tarayıcıların toplam adedi", 2_600, "2.600 adet"),
        ("personel + sgk 2023 genel toplamın yüzde kaçı", 26.698776, "%26,7"),
        ("sözleşmeli personelin yüzde kaçı taşrada", 94.356659, "%94,36"),
        ("cari transferlerin yüzde kaçı uluslararası koruma faaliyetinde", 99.380783, "%99,38"),
        ("uyum ve iletişim 2023 bütçesi 2022 bütçesinin iki katını geçiyor mu", 1.982399, "Hayır. 1,98 katı"),
        ("sığınma evi 2022 planı 2023 hedefinin yarısı mı", 100, "Hayır."),
        ("mülakat 2023 hedefi 2022 tahmininin yarısı mı", 50, "Evet."),
        ("özel ihtiyaç sahibi sayısı 2022 tahmini planı aştı mı, ne kadar", 60_000, "Evet."),
        ("çalışma izni vizesi 2022'de planın kaç gerisinde kalacak", -15_000, "15.000 eksik"),
        ("sığınma evi 2022 tahmini planın altında mı kaldı", 4, "Hayır, altında kalmadı"),
        ("çalışma izni vizesi 2022 tahmini planın altında mı kaldı", 35_000, "Evet, altında kaldı"),
        ("sığınma evi 2023 hedefi 2022 planından yüksek mi", 0, "Hayır."),
        ("bütçesi sondan ikinci faaliyet", 80_000, "Sondan ikinci: Kamuoyu İlişkilerinin Yürütülmesi"),
        ("öğrenim durumu en az olan grup", 9, "Doktora"),
        ("kadın mı çok erkek mi, çok olan kaç", 328, "erkek"),
        ("sınır dışı 22 pln ve ys", 53_000, "90.000"),
    ],
)
def test_the_figure_asked_for_leads(assistant: Assistant, text: str, first: float, told: str) -> None:
    reply = assistant.reply(text, text)
    assert reply.status == ANSWER, reply.text
    assert reply.figures[0].value == pytest.approx(first, abs=1e-3)
    assert told in reply.text


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("uyum ve iletişim faaliyeti 2022 bütçesine göre 2023 kaç tl artmış, yüzdesi de", [21_265_000, 98.239860]),
        ("personel gideri haziran: harcama, kalan, yüzde", [53.982411, 521_365_473, 611_604_527]),
        ("ekonomik kodlardan 2023'te en büyük ikisi", [5_911_825_000, 2_109_980_000]),
        ("2022 bütçesinde hiç ödeneği olmayan ama 2023'te konan faaliyetler", [75_000, 80_000, 150_000]),
        ("depo sayısı ve alanı", [21, 1_000]),
    ],
)
def test_all_that_is_asked_for_comes_first(assistant: Assistant, text: str, figures: list[float]) -> None:
    reply = assistant.reply(text, text)
    assert [one.value for one in reply.figures[: len(figures)]] == pytest.approx(figures, abs=1e-3), reply.text


def test_a_rate_differs_by_points_alone(assistant: Assistant) -> None:
    reply = assistant.reply("a", "personel artış oranı 2022 tahmini planın kaç puan üstünde")
    assert "12 puan fazla" in reply.text
    assert "%1.200" not in reply.text
