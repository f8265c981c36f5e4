"""What was computed is asked again of another thing that a short message names, and of nothing else."""

from __future__ import annotations

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase

CHANGED = "aktif ikamet izni sayısı 2021'den 2023'e yüzde kaç artmış"
SPENT = "uyum faaliyetinin 2022 bütçesinin yüzde kaçı haziran sonuna kadar harcanmış"
WOMEN_AND_MEN = "Merkez personelinin kadın erkek dağılımı nasıl?"


@pytest.fixture(scope="module")
def engine(base: KnowledgeBase) -> Engine:
    return Engine(base)


def last(engine: Engine, *turns: str) -> Reply:
    state = Conversation()
    for turn in turns:
        reply, state = engine.respond(turn, state)
    return reply


@pytest.mark.parametrize("same", ["peki mülakat sayısı", "mülakat sayısı?", "mülakat sayısı için aynısı"])
def test_a_change_of_another(engine: Engine, same: str) -> None:
    reply = last(engine, CHANGED, same)
    assert reply.status == ANSWER
    assert round(reply.figures[0].value, 2) == -6.54  # 8.025 → 7.500
    assert "mülakat" in reply.text


@pytest.mark.parametrize("same", ["düzensiz göçle mücadele için aynısı", "peki düzensiz göçle mücadele faaliyeti"])
def test_what_was_spent_of_another(engine: Engine, same: str) -> None:
    assert round(last(engine, SPENT, same).figures[0].value, 2) == 160.95


def test_an_expense_of_the_same_activity(engine: Engine) -> None:
    asked = "Göç Yönetimi Veri Alt Yapısı faaliyetinde sermaye giderlerinin 2022 haziran gerçekleşmesi yüzde kaç?"
    assert round(last(engine, asked, "mal ve hizmet alımında peki").figures[0].value, 2) == 91.95


def test_where_several_may_be_meant_the_same_of_each_is_offered(engine: Engine) -> None:
    reply = last(engine, CHANGED, "vize için aynısı")
    assert reply.status == CLARIFY
    assert len(reply.choices) == 2
    assert all("yüzde değişim" in choice for choice in reply.choices)


@pytest.mark.parametrize("same", ["peki taşra", "aynısını taşra için de verir misin"])
def test_what_the_programme_does_not_tell_of_another_is_refused(engine: Engine, same: str) -> None:
    reply = last(engine, WOMEN_AND_MEN, same)
    assert reply.status == NO_ANSWER
    assert not reply.figures


def test_a_figure_is_asked_of_another_in_words(engine: Engine) -> None:
    reply = last(engine, "merkezde sözleşmeli kaç kişi", "aynısını taşra için de verir misin")
    assert [figure.value for figure in reply.figures] == [1254]


@pytest.mark.parametrize("other", ["bunların toplamı", "ne kadar altında", "mülakat sayısı 2024 tahmini"])
def test_what_asks_something_else_is_not_the_same(engine: Engine, other: str) -> None:
    reply = last(engine, CHANGED, other)
    assert not reply.figures or round(reply.figures[0].value, 2) != -6.54


@pytest.mark.parametrize(
    ("asked", "same", "told"),
    [
        ("Yönetim Hizmetleri Genel Müdürlüğünün daireleri hangileri?", "Yabancılarınki?", "Vize Daire"),
        (
            "uyum ve iletişim genel müdürlüğünün daire başkanlıklarını sayar mısın",
            "yok pardon, Yabancılar Genel Müdürlüğünü soracaktım",
            "Vize Daire",
        ),
        (
            "Etkin Uluslararası Koruma Mekanizması amacının hedefleri neler?",
            "Peki insan ticaretiyle mücadele amacınınkiler?",
            "A4H1",
        ),
        ("yabancılar gm kaç göstergeden sorumlu", "uyum gm", "5 gösterge"),
    ],
)
def test_what_belongs_to_another(engine: Engine, asked: str, same: str, told: str) -> None:
    assert told in last(engine, asked, same).text


@pytest.mark.parametrize(
    ("asked", "pointing"),
    [
        ("Masaüstü bilgisayar sayımız kaç?", "Bunların kaç tanesi taşra teşkilatında kullanılıyor?"),
        ("Taşra teşkilatında toplam kaç kişi çalışıyor?", "Bunların ne kadarı kadın?"),
        ("2023'te kaç sığınma evi olması hedefleniyor?", "Bunların adreslerini de verir misin?"),
    ],
)
def test_what_is_pointed_at_has_no_figures_or_texts_of_something_else(
    engine: Engine, asked: str, pointing: str
) -> None:
    assert last(engine, asked, pointing).status != ANSWER


@pytest.mark.parametrize(
    ("turns", "told", "never"),
    [
        (("ggm kapasitesini kim izliyor", "bu birimin öbür göstergeleri"), "4 gösterge", "danışma merkezi"),
        (
            ("yönetilebilir düzenli göç amacının hedefleri", "kaç tane", "üçüncüsü ne"),
            "A1H3",
            "Koruma Mekanizması",
        ),
    ],
)
def test_what_points_or_counts_names_no_other_thing(
    engine: Engine, turns: tuple[str, ...], told: str, never: str
) -> None:
    reply = last(engine, *turns)
    assert told in reply.text
    assert never not in reply.text


def test_two_parts_are_not_put_into_one(engine: Engine) -> None:
    assert [figure.value for figure in last(engine, "merkezde kadın ve erkek sayısı", "doktora").figures] == [9]
