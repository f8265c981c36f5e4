"""What another agency's programme names is known in every form, and nothing that its prose tells is denied."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.engine import Engine
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER, Reply
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.build import build
from knowledge.importing.folder import import_file

TEXTS = Path(__file__).parent / "questions" / "other"


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Engine]:
    """An engine over each of two agencies whose programmes are read from their text."""
    found = {}
    for name in ("forest", "university"):
        folder = tmp_path_factory.mktemp("other") / name
        import_file(TEXTS / f"{name}.txt", folder)
        build([folder], folder.with_suffix(".sqlite"))
        found[name] = Engine(KnowledgeBase(folder.with_suffix(".sqlite")))
    return found


ASKED = [
    ("forest", "yangin kulesi kac", [776.0]),  # counted in the prose only
    ("forest", "kaç orman işletme müdürlüğü var", [243.0]),
    ("forest", "ek hizmet binası kaç metrekare", [5380.0]),
    ("forest", "ilk mudahle suresi 2024 kac dk", [11.0]),  # the unit of its own figures
    ("forest", "fidan hedef 2024", [340000000.0]),  # little of a name, but both readers mean it
    ("university", "obs de kac modul var", [27.0]),  # by what the list of abbreviations has
    ("university", "bap faliyeti ozel hsap 2024 ne kdr", [42750000.0]),
    ("university", "kutuphane faaliyeti 2024 butce", [53240000.0]),
]
QUOTED = [
    ("university", "uygulama çiftliği kaç dekar ve kim işletiyor orayı", "Ziraat Fakültesi", [640.0]),
    ("university", "Senatonun kaç üyesi var?", "29 üyesi", [29.0]),
    ("university", "Fahri akademik unvanı kim veriyor?", "Senato", []),
    ("university", "teknik şartname için yerleşkelerin interneti kaç gbps hızında", "ULAKNET", [2.0]),
    ("forest", "Genel Müdürlüğünüzün merkez binasının bulunduğu adresi verir misiniz?", "Etimesgut", []),
]
NOT_QUOTED = [
    ("university", "Yemekhanede bir öğün öğrenciye kaç lira?"),  # meals and pupils, but no price
    ("university", "kac tane ogrenci kulubu var"),  # clubs, but not how many
    ("university", "Tıp Fakültesi dekanının adı nedir?"),  # deans, but no name
    ("university", "Mühendislik Fakültesinin 2024 bütçesi kaç lira?"),  # its pupils
    ("forest", "milli park giris ucreti"),
    ("university", "yeni yemekhane ne zaman açılacak"),  # new halls, and halls to eat in
    ("university", "Meslek yüksekokulunun bölümleri hangileri?"),  # of which of two
    ("forest", "Komisyona kim başkanlık ediyor?"),  # of which of several
]
TOLD = [
    ("forest", "yangin ihbar no kac", "ALO 177"),
]
OFFERED = [
    # A sentence that is likely enough to state it, with the number or the words asked for once it is picked.
    ("university", "etik kuruluna başvurdum diyelim en geç kaç günde cevap gelir", "otuz gün içinde", [30.0]),
    ("university", "Akademik takvime son onayı kim veriyor?", "akademik takvimi", []),
]


def reply(engine: Engine, text: str) -> Reply:
    return engine.respond(text, Conversation())[0]


@pytest.mark.parametrize(("name", "text", "values"), ASKED)
def test_figures(engines: dict[str, Engine], name: str, text: str, values: list[float]) -> None:
    told = reply(engines[name], text)
    assert told.status == ANSWER, told.text
    assert [figure.value for figure in told.figures[: len(values)]] == values


@pytest.mark.parametrize(("name", "text", "said", "values"), QUOTED)
def test_a_sentence_that_states_it_is_quoted(
    engines: dict[str, Engine], name: str, text: str, said: str, values: list[float]
) -> None:
    told = reply(engines[name], text)
    assert told.status == ANSWER, told.text
    assert said in told.text
    assert [figure.value for figure in told.figures] == values


@pytest.mark.parametrize(("name", "text"), NOT_QUOTED)
def test_a_sentence_about_it_that_does_not_state_it_is_not_quoted(
    engines: dict[str, Engine], name: str, text: str
) -> None:
    assert reply(engines[name], text).status != ANSWER


def test_a_quotation_is_gone_on_from(engines: dict[str, Engine]) -> None:
    _, after = engines["university"].respond("uygulama çiftliği kaç dekar", Conversation())
    told, _ = engines["university"].respond("uygulama çiftliğini kim işletiyor", after)
    assert "Ziraat Fakültesi" in told.text


@pytest.mark.parametrize(("name", "text", "heading"), TOLD)
def test_what_the_prose_tells_is_offered(engines: dict[str, Engine], name: str, text: str, heading: str) -> None:
    told = reply(engines[name], text)
    assert any(heading in choice for choice in told.choices), told.text
    assert "bulamadım" not in told.text


def test_who_heads_it_by_the_title_of_its_own(engines: dict[str, Engine]) -> None:
    assert "ÇINARLI" in reply(engines["forest"], "genel müdür kim").text


def test_what_stands_under_a_unit(engines: dict[str, Engine]) -> None:
    told = reply(engines["university"], "Ziraat Fakültesinin altında hangi birimler var")
    assert "Zootekni" in told.text
    assert "Bağlı olduğu yer" not in told.text


@pytest.mark.parametrize("name", ["forest", "university"])
def test_what_is_nowhere_in_it_is_no_choice(engines: dict[str, Engine], name: str) -> None:
    told = reply(engines[name], "dün akşamki maç kaç kaç bitti")
    assert told.status != ANSWER
    assert not told.choices


@pytest.mark.parametrize(("name", "text", "said", "values"), OFFERED)
def test_a_likely_sentence_is_offered_and_quoted_in_its_paragraph(
    engines: dict[str, Engine], name: str, text: str, said: str, values: list[float]
) -> None:
    asked, after = engines[name].respond(text, Conversation())
    number = next((n for n, choice in enumerate(asked.choices, 1) if "bölümünden" in choice), 0)
    assert number, asked.text
    told, _ = engines[name].respond(str(number), after)
    assert told.status == ANSWER
    assert any(said in bold for bold in re.findall(r"\*\*(.+?)\*\*", told.markup)), told.markup
    assert [figure.value for figure in told.figures] == values


def test_a_text_cut_out_of_a_paragraph_is_offered_first_of_the_act_that_begins_it(engines: dict[str, Engine]) -> None:
    told = reply(engines["university"], "2547 sayılı kanuna göre senato kaç üyeden oluşur")
    assert (told.status, told.choices[0]) == (NO_ANSWER, "Senato: üyeleri kimler"), told.text


@pytest.mark.parametrize("text", ["kurulun kaç üyesi var", "yazıya ekleyeceğim, kurulun kaç üyesi olduğunu bildirin"])
def test_one_of_several_is_not_told_of_where_only_their_class_is_named(engines: dict[str, Engine], text: str) -> None:
    told = reply(engines["university"], text)
    assert told.status in (CLARIFY, NO_ANSWER)
    assert len(told.choices) > 1


def test_who_heads_a_university(engines: dict[str, Engine]) -> None:
    assert "AKÇALI" in reply(engines["university"], "rektörün adı").text


def test_who_headed_it_before_is_not_who_heads_it(engines: dict[str, Engine]) -> None:
    assert reply(engines["university"], "eski rektörün adı neydi").status != ANSWER
