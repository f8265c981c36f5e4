"""Charts: what is drawn, how it is told apart, that it is a picture."""

from __future__ import annotations

from itertools import combinations

import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from bot.answering.queries import Figure
from bot.assistant import Assistant
from bot.replies import drawing
from bot.replies.chart import Bar, Chart, chart_of, series_of
from bot.replies.reply import ANSWER, Reply
from knowledge.base import KnowledgeBase

PRESSED = {
    "aktif ikamet hedefi tutmuş mu": ["2022", "planlanan", "ulaş"],
    "veri altyapısı bütçesi yüzde kaç arttı": ["2022", "2023", "yüzde"],
    "hangi göstergeler azalacak": ["2023 hedefi", "altında"],
    "2023 bütçesi ekonomik kodlara göre": ["Personel Giderleri", "kalem daha"],
    "faaliyetlerin bütçeleri": ["Veri Alt Yapısı", "kalem daha"],
    "2022'ye göre en çok artan 5 gösterge": ["2021", "art"],
    "2022'ye göre en çok azalan 5 gösterge": ["2021", "azal"],
    "2022 için planlanana ulaşan göstergeler": ["planlanana ulaşan"],
    "kaç personel var": ["Merkez ve taşra"],
}
"""What a person means whom the bot asks back: parts of the choice's words."""


def chart_to(assistant: Assistant, base: KnowledgeBase, question: str) -> Chart | None:
    return chart_of(base, answer_to(assistant, question).results[0])


def answer_to(assistant: Assistant, question: str) -> Reply:
    """What the bot answers, where it asks back after the choice that holds all PRESSED words.

    A question that it does not answer shows nobody a chart.
    """
    chat = "charts"
    assistant.forget(chat)
    reply = assistant.reply(chat, question)
    if reply.status != ANSWER:
        parts = PRESSED.get(question, ["?"])
        meant = [number for number, label in enumerate(reply.choices, 1) if all(part in label for part in parts)]
        assert meant, f"{question}: {reply.text}"
        reply = assistant.reply(chat, str(meant[0]))
    assert reply.status == ANSWER, reply.text
    return reply


def assert_nothing_touches(chart: Chart) -> None:
    """No text touches another or the picture's edge, and every bar has its figure."""
    canvas = chart.drawing()
    canvas.draw_without_rendering()
    texts = canvas.axes[0].texts
    assert {text.get_text() for text in texts} >= set(chart.texts)
    boxes = [text.get_window_extent().padded(-1) for text in texts]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert all(canvas.bbox.contains(*corner) for box in boxes for corner in box.get_points())


def test_one_figure_becomes_the_series_it_stands_in(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "sınır dışı edilen yabancı sayısı 2023 hedefi")
    assert chart is not None
    assert [bar.figure.value for bar in chart.bars] == [46_845, 53_000, 90_000, 50_000, 50_000, 50_000]
    assert len({bar.label for bar in chart.bars}) == 6, "each says what it is, without its colour"
    assert [bar.label.split("\n")[1] for bar in chart.bars if bar.strong] == ["hedef"], "what was asked stands out"
    assert [bar.hollow for bar in chart.bars] == [False, True, False, True, True, True], "done is full, planned is not"
    assert (chart.title, chart.subtitle) == ("Sınır dışı edilen yabancı sayısı", "Göç İdaresi Başkanlığı · sayı")


@pytest.mark.parametrize(
    ("question", "strong"),
    [
        ("sınır dışı 2021", ["gerçek-\nleşme"]),
        ("aktif ikamet hedefi tutmuş mu", ["plan", "yıl sonu\ntahmini"]),
        ("veri altyapısı bütçesi yüzde kaç arttı", ["bütçe", "bütçe"]),
        ("aktif ikamet izni yıllara göre", []),
    ],
)
def test_all_that_was_asked_stands_out(
    assistant: Assistant, base: KnowledgeBase, question: str, strong: list[str]
) -> None:
    chart = chart_to(assistant, base, question)
    assert chart is not None
    assert [bar.label.partition("\n")[2] for bar in chart.bars if bar.strong] == strong


def test_millions_stand_in_the_subtitle(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "aktif ikamet izni 2023 hedefi")
    assert chart is not None
    assert chart.texts == ["1,24", "1,40", "1,30", "1,28", "1,25", "1,20"]
    assert chart.subtitle == "Göç İdaresi Başkanlığı · milyon"
    assert "2023 hedefi: 1.280.000" in chart.caption, "words are exact"


def test_the_first_of_a_ranking_stands_out_from_those_that_follow(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "bütçesi 2022'den 2023'e en çok artan 6 faaliyet")
    assert chart is not None
    assert len(chart.bars) == 6
    assert [bar.label for bar in chart.bars if bar.strong] == ["Göçmenlerin Etkin Uluslararası Koruması"]
    assert chart.texts[0] == "2,84 milyar → 5,88 milyar"
    assert chart.title == "2022 bütçesi → 2023 bütçesi: en çok artan faaliyetler"


def test_a_filter_by_another_column_shows_both(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "hangi göstergeler azalacak")
    assert chart is not None
    assert chart.own_scale, "counts and rates stand beside each other"
    assert (chart.bars[0].label, chart.texts[0]) == ("Personel sayısının artış oranı", "%13 → %3"), "the sharpest first"
    assert len(chart.bars) == 8


def test_what_could_not_be_seen_is_gathered(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "faaliyetlerin bütçeleri")
    assert chart is not None
    values = [bar.figure.value for bar in chart.bars[:-1]]
    assert values == sorted(values, reverse=True)
    assert chart.bars[-1].label == "Diğer 7 faaliyet"
    assert sum(bar.figure.value for bar in chart.bars) == 9_508_170_000


def test_expenses_lie_side_by_side_with_their_shares(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "2023 bütçesi ekonomik kodlara göre")
    assert chart is not None
    assert sum(bar.figure.value for bar in chart.bars) == 9_508_170_000
    assert sum(bar.share or 0 for bar in chart.bars) == pytest.approx(100)
    assert "Cari Transferler: 5.911.825.000 TL (%62,18)" in chart.caption


def test_no_shares_where_the_bars_are_not_the_whole(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "en yüksek bütçeli 5 faaliyet")
    assert chart is not None
    assert chart.title == "2023 bütçesi en yüksek 5 faaliyet"
    assert {bar.share for bar in chart.bars} == {None}


@pytest.mark.parametrize("way", ["artan", "azalan"])
def test_a_computed_ranking_names_its_columns(assistant: Assistant, base: KnowledgeBase, way: str) -> None:
    chart = chart_to(assistant, base, f"2022'ye göre en çok {way} 5 gösterge")
    assert chart is not None
    columns = "2021 gerçekleşmesi → 2022 yıl sonu gerçekleşme tahmini"
    assert chart.title == f"{columns}: en çok {way} göstergeler"


def test_a_share_stands_beside_its_whole(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "personel giderlerinin toplam bütçedeki payı")
    assert chart is not None
    part, whole = chart.bars
    assert (part.label, part.share, part.strong) == ("Personel Giderleri", pytest.approx(22.19, abs=0.005), True)
    assert (whole.figure.value, whole.hollow) == (9_508_170_000, True)
    assert chart.title == "Personel Giderleri: 2023 bütçesindeki payı"


@pytest.mark.parametrize(
    ("question", "title", "count"),
    [
        ("2022 için planlanana ulaşamayan göstergeler", "2022 için planlanana ulaşamayan göstergeler", 3),
        ("2022 için planlanana ulaşan göstergeler", "2022 için planlanana ulaşan göstergeler", 8),
    ],
)
def test_a_plan_frames_what_came_of_it(
    assistant: Assistant, base: KnowledgeBase, question: str, title: str, count: int
) -> None:
    chart = chart_to(assistant, base, question)
    assert chart is not None
    assert (chart.title, len(chart.bars)) == (title, count)
    assert chart.subtitle.endswith("dolu: 2022 yıl sonu gerçekleşme tahmini · çerçeve: 2022 planlanan")
    assert all(bar.against is not None and bar.against.measure == "planned" for bar in chart.bars)
    assert not any(bar.strong for bar in chart.bars), "nobody asked for one of them"
    if count == 3:
        assert all(bar.against is not None and bar.figure.value < bar.against.value for bar in chart.bars)


def test_every_pair_shows_its_frame_on_top(assistant: Assistant, base: KnowledgeBase) -> None:
    """Where the newer figure is the larger one too: the frame is drawn after it, over a part of its length."""
    chart = chart_to(assistant, base, "bütçesi 2022'den 2023'e en çok artan 6 faaliyet")
    assert chart is not None
    patches = [patch for patch in chart.drawing().axes[0].patches if isinstance(patch, Rectangle)]
    frames = [place for place, patch in enumerate(patches) if patch.get_edgecolor()[:3] == to_rgb(drawing.INK)]
    assert len(frames) == len(chart.bars)
    for place in frames:
        frame, filled = patches[place], patches[place - 1]
        assert not frame.get_fill()
        assert filled.get_fill()
        assert 0 < frame.get_width() < filled.get_width()


def test_a_filter_gives_no_row_the_strong_colour(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = chart_to(assistant, base, "hedefi 100000 üstü olan göstergeler")
    assert chart is not None
    assert not any(bar.strong for bar in chart.bars)


@pytest.mark.parametrize(
    ("value", "text"), [(75_000, "75 bin"), (2_000_000, "2 milyon"), (3_200_000, "3,20 milyon"), (150_300, "150 bin")]
)
def test_round_amounts_have_no_empty_decimals(base: KnowledgeBase, value: float, text: str) -> None:
    bars = tuple(Bar(name, Figure(value, "TL", base.agency.id)) for name in ("bir", "iki"))
    assert Chart("Bütçe", "TL", bars, False, "Kaynak").texts == [text, text]


@pytest.mark.parametrize("question", ["veri altyapısı bütçesi", "2023 bütçesi"])
def test_a_series_of_budgets_says_so(assistant: Assistant, base: KnowledgeBase, question: str) -> None:
    chart = chart_to(assistant, base, question)
    assert chart is not None
    assert chart.title.endswith(": bütçe")


@pytest.mark.parametrize(
    "question",
    [
        "aktif ikamet izni 2023 hedefi",
        "2022 için planlanana ulaşamayan göstergeler",
        "2022 için planlanana ulaşan göstergeler",
        "veri altyapısı bütçesi",
        "2023 bütçesi ekonomik kodlara göre",
        "en yüksek bütçeli 5 faaliyet",
        "hedefi 100000 üstü olan göstergeler",
        "2022'ye göre en çok azalan 5 gösterge",
        "hangi göstergeler azalacak",
        "bütçesi 2022'den 2023'e en çok artan 6 faaliyet",
        "personel giderlerinin toplam bütçedeki payı",
        "personel sayısının artış oranı yıllara göre",
    ],
)
def test_no_figure_touches_another_or_the_edge(assistant: Assistant, base: KnowledgeBase, question: str) -> None:
    chart = chart_to(assistant, base, question)
    assert chart is not None
    assert_nothing_touches(chart)


def test_the_caption_says_all_that_is_drawn(assistant: Assistant, base: KnowledgeBase) -> None:
    chart = series_of(base, "activity:goc-yonetimi-veri-alt-yapisi")
    assert chart is not None
    assert "2023 bütçesi: 3.198.642.000 TL" in chart.caption
    assert chart.caption.endswith("Kaynak: Tablo 9 · 2023 Performans Programı")


@pytest.mark.parametrize("question", ["göç kuruluna kim başkanlık eder", "kaç masaüstü bilgisayar var"])
def test_no_chart_where_nothing_can_be_compared(assistant: Assistant, base: KnowledgeBase, question: str) -> None:
    assert chart_to(assistant, base, question) is None


@pytest.mark.parametrize(
    "question", ["personel sayısının artış oranı yıllara göre", "2023 hedefi en yüksek 5 gösterge"]
)
def test_the_picture_is_a_png_as_wide_as_a_phone_shows(
    assistant: Assistant, base: KnowledgeBase, question: str
) -> None:
    chart = chart_to(assistant, base, question)
    assert chart is not None
    picture = chart.png()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20], "big") == 900


def test_gains_and_losses_lie_on_both_sides_of_zero(base: KnowledgeBase) -> None:
    """Drawn by hand: the shipped programme has no ranking that holds both."""
    bars = tuple(
        Bar(name, Figure(value, "%", base.agency.id, measure="değişim", year=2023, computed=True))
        for name, value in (("Göçmenlerin Etkin Uluslararası Koruması", -44.44), ("Destek", 111.8), ("Düzensiz", -3.2))
    )
    chart = Chart("Değişim", "yüzde", bars, False, "Kaynak: Tablo 9")
    assert "Koruması: -%44,44; Destek: %111,8; Düzensiz: -%3,2" in chart.caption
    assert_nothing_touches(chart)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (
            "planlanana ulaşamayan göstergeler 2022",
            "2022 yıl sonu gerçekleşme tahmini 2022 planlananın altında olan göstergeler",
        ),
        (
            "2023 hedefi 2022 tahmininin altında olan göstergeler",
            "2023 hedefi 2022 yıl sonu gerçekleşme tahmininin altında olan göstergeler",
        ),
    ],
)
def test_what_was_picked_by_two_columns_says_how_they_lie(
    assistant: Assistant, base: KnowledgeBase, question: str, title: str
) -> None:
    assert chart_to(assistant, base, question).title == title
