"""An import writes its own files only, the same ones each time; what people have made beside them stays and counts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.assistant import Assistant
from knowledge.base import KnowledgeBase
from knowledge.build import build, load
from knowledge.cli import commands
from knowledge.folder import DataError
from knowledge.importing.folder import import_file

from .as_pdf import lines_pdf
from .as_text import as_text
from .invented import forestry
from .tables import Style


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a programme's text and what was imported of it; each test has a copy."""
    folder = tmp_path_factory.mktemp("imported")
    source = folder / "programme.txt"
    source.write_text(as_text(forestry(), Style()), "utf-8")
    import_file(source, folder / "yvok-2025")
    return folder


@pytest.fixture
def source(imported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(imported / "programme.txt", tmp_path))


@pytest.fixture
def folder(imported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(imported / "yvok-2025", tmp_path / "yvok-2025"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_import_changes_nothing(source: Path, folder: Path) -> None:
    before = contents(folder)
    import_file(source, folder)
    assert contents(folder) == before


def test_a_changed_figure_changes_its_line_only(source: Path, folder: Path) -> None:
    before = contents(folder)
    source.write_text(source.read_text("utf-8").replace("776 800 790", "777 800 790"), "utf-8")
    import_file(source, folder)
    after = contents(folder)
    assert [name for name in after if after[name] != before[name]] == ["facts/tablo-02.csv"]
    old, new = (files["facts/tablo-02.csv"].splitlines() for files in (before, after))
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
        (
            b"indicator:gozetleme-kulesi-sayisi,,realised,2023,776,say\xc4\xb1,776,141",
            b"indicator:gozetleme-kulesi-sayisi,,realised,2023,777,say\xc4\xb1,777,141",
        )
    ]


def test_what_is_made_by_hand_stays(source: Path, folder: Path) -> None:
    made = {
        "aliases/indicator.toml": '"indicator:gozetleme-kulesi-sayisi" = ["kule sayısı"]\n',
        "attributes/unit.toml": (
            '[[attribute]]\nentity = "unit:hukuk-musavirligi"\nkind = "duty"\ntext = "Hukuk Müşavirliği dava izler."\n'
        ),
        "by_hand/entities/law.csv": "id,name,code,parent,table,line\nlaw:orman-kanunu,Orman Kanunu,6831,,,\n",
        "by_hand/corrections.toml": (
            '[[correction]]\nsubject = "indicator:gozetleme-kulesi-sayisi"\nmeasure = "target"\nyear = 2025\n'
            'printed = "835"\nreason = "The agency corrected it in its report."\n'
        ),
        "notes.md": "Ours.\n",
    }
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    import_file(source, folder)
    assert {name: (folder / name).read_text("utf-8") for name in made} == made
    (programme,) = load([folder])
    assert any(entity.id == "law:orman-kanunu" for entity in programme.entities)
    corrected = [f for f in programme.facts if f.subject.endswith("kulesi-sayisi") and f.measure == "target"]
    assert [(fact.value, fact.printed) for fact in corrected] == [(835, "835")]


def test_retold_texts_take_the_place_of_sentences(source: Path, folder: Path) -> None:
    entity = "indicator:gozetleme-kulesi-sayisi"
    assert f'entity = "{entity}"\nkind = "definition"' in (folder / "sentences.toml").read_text("utf-8")
    retold = f'[[attribute]]\nentity = "{entity}"\nkind = "definition"\ntext = "Çalışan kulelerin sayısı."\n'
    (folder / "attributes").mkdir()
    (folder / "attributes" / "indicator.toml").write_text(retold, "utf-8")
    texts = [a.text for p in load([folder]) for a in p.attributes if (a.entity, a.kind) == (entity, "definition")]
    assert texts == ["Çalışan kulelerin sayısı."]
    import_file(source, folder)
    assert f'entity = "{entity}"\nkind = "definition"' not in (folder / "sentences.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        ('entity = "unit:yok"\nname = "X"\nreason = "R"', 'there is no entity "unit:yok"'),
        ('entity = "unit:hukuk-musavirligi"\nname = "X"', "a correction needs its reason"),
        ('entity = "unit:hukuk-musavirligi"\nreason = "R"', "neither a name nor a code nor a parent"),
        ('subject = "unit:yok"\nmeasure = "target"\nprinted = "1"\nreason = "R"', "means 0 figures"),
        ('entity = "unit:hukuk-musavirligi"\nlevel = "X"\nreason = "R"', "\"level\" = 'X' means nothing"),
    ],
)
def test_corrections_that_correct_nothing_are_errors(correction: str, message: str, folder: Path) -> None:
    (folder / "by_hand").mkdir()
    (folder / "by_hand" / "corrections.toml").write_text(f"[[correction]]\n{correction}\n", "utf-8")
    with pytest.raises(DataError, match=r"by_hand/corrections\.toml:1") as error:
        load([folder])
    assert message in str(error.value)


def test_files_that_the_document_no_longer_gives_go(source: Path, folder: Path) -> None:
    text = source.read_text("utf-8")
    start, end = text.index("           KISALTMALAR"), text.index(" BAŞKAN SUNUŞU")
    source.write_text(text[:start] + text[end:], "utf-8")
    assert (folder / "entities" / "abbreviation.csv").is_file()
    import_file(source, folder)
    assert not (folder / "entities" / "abbreviation.csv").exists()


def test_json_tells_everything(source: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["import", str(source), "--to", str(tmp_path / "f"), "--json"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["year"] == 2025
    assert told["agency"] == "Yeşil Vadi Orman Kurumu"
    assert told["found"]["entities"]["indicator"] == 5
    assert told["open"] == told["not_placed"] == told["filled"] == []
    assert len(told["contradictions"]) == 1
    assert all(set(note) == {"line", "page", "text"} for note in told["prose"])


def test_words_without_a_place_are_told_with_their_line(source: Path, tmp_path: Path) -> None:
    text = source.read_text("utf-8").replace("T O P L A M", "Bilinmeyen satır 5 6\n\nT O P L A M", 1)
    source.write_text(text, "utf-8")
    line = next(i for i, row in enumerate(text.split("\n"), 1) if row.startswith("Bilinmeyen"))
    result = CliRunner().invoke(commands, ["import", str(source), "--to", str(tmp_path / "f")])
    assert result.exit_code == 0
    assert f"L{line}: " in result.stdout
    assert "Bilinmeyen satır" in result.stdout


def test_a_pdf_shows_its_pages_going_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.cli.PAGES_A_LINE", 5)
    file = lines_pdf(forestry(), Style(), tmp_path / "programme.pdf")
    result = CliRunner().invoke(commands, ["import", str(file), "--to", str(tmp_path / "f")])
    assert result.exit_code == 0
    assert "Page 5 of 17" in result.stderr
    assert "17 pages" in result.stdout


def test_the_bot_answers_about_it(folder: Path, tmp_path: Path) -> None:
    base = KnowledgeBase(build([folder], tmp_path / "k.sqlite").output)
    assistant = Assistant(base)
    asked = {
        "gözetleme kulesi sayısı 2026 tahmini": 850,
        "odun üretimi ve pazarlama 2024 haziran harcaması": forestry().activities[2].total[1],
        "kurumun 2025 toplam bütçesi": sum(sub.total[2] for sub in forestry().sub_programmes),
        "ormanların korunması programının 2025 bütçesi": sum(sub.total[2] for sub in forestry().services),
        "maaşlar 2025": sum(a.costs["Personel Giderleri"][2] for a in forestry().activities),
    }
    for question, value in asked.items():
        reply = assistant.reply(question, question)
        assert (reply.status, reply.figures[0].value) == ("answer", value), question
    reply = assistant.reply("u", "desteklenen aile sayısı göstergesinden kim sorumlu")
    assert "İşletme ve Pazarlama Dairesi Başkanlığı" in reply.text
    assert assistant.reply("n", "aktif ikamet izni sayısı").status == "no_answer"
