"""Importing a file into a programme's data folder, with the checks that `check` makes afterwards."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from knowledge import checks
from knowledge.build import DATA, fill, load, measures
from knowledge.folder import BY_HAND, FOUND, DataError
from knowledge.importing.aliases import first_aliases
from knowledge.importing.draft import Contradiction, Draft, Figure, Note, Saying
from knowledge.importing.lines import ImportRefused, Source
from knowledge.importing.names import slug
from knowledge.importing.notes import Told, tell
from knowledge.importing.page import page
from knowledge.importing.reading import read
from knowledge.importing.report import Report, count
from knowledge.importing.text import read_text
from knowledge.importing.writing import ByHand, by_hand, files, found_file, programme_id, write
from knowledge.printed import number

SHIPPED_PROGRAMME = DATA / "goc-2023"
"""The programme whose other names new ones begin with."""
PDF = b"%PDF-"
HEAD = 1024
"""Bytes at the beginning of a PDF among which its mark stands."""


def read_source(path: Path, progress: Callable[[int, int], None] | None = None) -> Source:
    """Reads a text or a PDF, as the file's content is. Raises ImportRefused where it is neither or unreadable."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise ImportRefused(f"{path.name} cannot be read: {error.strerror}.") from error
    if PDF in head:
        from knowledge.importing.pdf import read_pdf

        return read_pdf(path, progress)
    if path.suffix.lower() == ".pdf":
        raise ImportRefused(
            f"{path.name} is empty: there is nothing to import."
            if not head.strip()
            else f"{path.name} is no PDF in spite of its name: download it again."
        )
    with _uncollected():
        return read_text(path)


def import_file(
    path: Path,
    to: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    agency: str = "",
    review: Path | None = None,
) -> Report:
    """Imports a published programme into a folder, by default one named after the agency and the year.

    `agency` names the agency where the document does not; `review` is where a page for reviewing is written.

    Raises ImportRefused, with nothing written, where the file cannot be imported or the folder is another
    programme's.
    """
    source = read_source(path, progress)
    with _uncollected():
        return _import(source, path, to, agency.strip(), review)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pauses the collector of garbage: nearly all that an import makes lives to its end, and looking through it anew
    takes the longer the longer the document is. Reading a PDF drops much, and is no such time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _import(source: Source, path: Path, to: Path | None, agency: str, review: Path | None) -> Report:
    reading = read(source, agency)
    draft = reading.draft
    folder = to if to is not None else Path(programme_id(draft))
    id = _id(folder, draft, named=to is not None)
    try:
        own = by_hand(folder, _told(folder))
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise ImportRefused(
            f"{folder.name}/by_hand/ cannot be read: correct its entities and relations first."
        ) from error
    made = files(reading, id, own)
    printed = dict(made) if own == ByHand() else files(reading, id)
    try:
        found, doubts = _contradictions(folder, printed, made, draft)
    except DataError as error:
        raise ImportRefused(f"{path.name} gives data that cannot be built: {error}") from error
    if found:
        made[FOUND] = found_file(found)
    if not (folder / "aliases").exists():
        made |= first_aliases(draft, sorted((SHIPPED_PROGRAMME / "aliases").glob("*.toml")))
    try:
        write(folder, made)
    except OSError as error:
        raise ImportRefused(f"{folder.name} cannot be written: {error.strerror}.") from error
    report = Report(
        folder=folder.as_posix(),
        programme=id,
        agency=draft.agency.name,
        year=draft.year,
        pages=reading.source.pages,
        lines=reading.source.count,
        entities=count([entity.kind for entity in draft.entities.values()]),
        figures=count([figure.cell.place for figure in draft.figures]),
        relations=count([relation.kind for relation in draft.relations]),
        sentences=made.get("sentences.toml", "").count("[[attribute]]"),
        passages=len(draft.passages),
        proven=sum(figure.cell in draft.proven for figure in draft.figures),
        notes=(*draft.notes, *doubts),
    )
    if review is not None:
        try:
            review.write_text(page(reading, report, measures()), "utf-8")
        except OSError as error:
            raise ImportRefused(f"{review.name} cannot be written: {error.strerror}.") from error
    return report


def _id(folder: Path, draft: Draft, *, named: bool) -> str:
    """The programme's id: that of the folder, if it holds one of this agency and year already."""
    header = folder / "programme.toml"
    if not header.is_file():
        return slug(folder.name) if named and slug(folder.name) else programme_id(draft)
    try:
        about = tomllib.loads(header.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ImportRefused(f"{folder.name}/programme.toml cannot be read: correct it or import elsewhere.") from error
    if (about.get("agency"), about.get("year")) != (draft.agency.name, draft.year):
        raise ImportRefused(
            f"{folder.name} holds another programme ({about.get('agency')}, {about.get('year')}) than the file "
            f"({draft.agency.name}, {draft.year}): give another folder with --to."
        )
    return str(about.get("id"))


def _told(folder: Path) -> frozenset[tuple[str, str]]:
    """(entity, kind) of the texts that people have written."""
    found: set[tuple[str, str]] = set()
    for file in sorted((folder / "attributes").glob("*.toml")):
        try:
            rows = tomllib.loads(file.read_text("utf-8")).get("attribute", [])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ImportRefused(f"{folder.name}/attributes/{file.name} cannot be read: correct it first.") from error
        found.update((str(row.get("entity")), str(row.get("kind"))) for row in rows)
    return frozenset(found)


def _contradictions(
    folder: Path, alone: dict[str, str], made: dict[str, str], draft: Draft
) -> tuple[list[Contradiction], list[Note]]:
    """What the programme says against itself and contradictions.toml does not explain, and notes on it.

    `alone`: its files as if people had entered nothing; `made`: those beside what they have.
    """
    notes: list[Note] = []
    with tempfile.TemporaryDirectory() as name:
        findings = _findings(_staged(Path(name) / "alone", folder, alone))
        reviewed: set[str] = set()
        if (folder / "contradictions.toml").is_file() or (folder / BY_HAND).is_dir():
            stage = _staged(Path(name), folder, made)
            if (folder / BY_HAND).is_dir():
                shutil.copytree(folder / BY_HAND, stage / BY_HAND)
            if (folder / "contradictions.toml").is_file():
                shutil.copy(folder / "contradictions.toml", stage / "contradictions.toml")
            try:
                findings = _findings(stage)
                programmes = load([stage])
                reviewed = {e for p in programmes for c in p.contradictions if not c.found for e in c.entities}
            except DataError as error:
                notes.append(Note("remark", 0, None, tell("by_hand_unfit", error=str(error))))
    broken = [finding for finding in findings if not finding.holds and not finding.explained]
    summed = _sums(broken, draft)
    notes += [
        Note("contradiction", line, None, tell("differs", title=c.title, said=_said(c)))
        for c in summed
        for line in [next((r.line for r in c.readings if r.line), 0)]
    ]
    others = [c for c in draft.contradictions if not reviewed or not set(c.entities) & reviewed]
    others = [c for c in others if not (reviewed and not c.entities)]
    return [*summed, *others], notes


def _staged(at: Path, folder: Path, made: dict[str, str]) -> Path:
    stage = at / (slug(folder.name) or "programme")
    for file, text in made.items():
        (stage / file).parent.mkdir(parents=True, exist_ok=True)
        (stage / file).write_text(text, "utf-8")
    return stage


def _findings(stage: Path) -> list[checks.Finding]:
    with closing(sqlite3.connect(":memory:")) as connection:
        fill(connection, load([stage]))
        return checks.findings(connection)


def _sums(broken: Sequence[checks.Finding], draft: Draft) -> list[Contradiction]:
    """Failed identities as contradictions, those of one thing as one."""
    labels = measures()
    groups: dict[tuple[str, str], list[checks.Finding]] = {}
    found = []
    for finding in broken:
        if finding.measure:
            groups.setdefault((finding.subject, finding.item or ""), []).append(finding)
        else:
            names = [draft.entities[finding.subject].name] if finding.subject in draft.entities else []
            found.append(_other(finding, names, draft))
    for (subject, item), findings in groups.items():
        names = [draft.entities[id].name for id in (subject, item) if id in draft.entities]
        columns = {(f.year, f.measure): f for f in findings}
        years = tuple(sorted({year for year, _ in columns if year}))
        told = dict.fromkeys(f"{year or ''} {labels.get(measure, measure)}".strip() for year, measure in columns)
        sayings: list[Saying] = []
        for finding in findings:
            cell = (subject, item, finding.measure, finding.year)
            printed = [
                f
                for f in draft.figures
                if (f.cell.subject, f.cell.item, f.cell.measure, f.cell.year) == cell and f.value in finding.values
            ]
            when = f"{finding.year}: " if finding.year else ""
            sayings += [Saying(f"{when}{_as_said(f)} {f.unit}", f.cell.place, f.line, f.value) for f in printed]
            reckoned = sorted(finding.values - {f.value for f in printed})
            sayings += [Saying(f"{when}parçaların toplamı {_shown(value)}", "", 0, value) for value in reckoned]
        found.append(
            Contradiction(
                "A",
                f"{', '.join(names)}: {', '.join(told)} iki yerde farklıdır ya da toplamıyla uyuşmamaktadır",
                "",
                tuple(dict.fromkeys(sayings)),
                tuple(id for id in (subject, item) if id in draft.entities),
                tuple(sorted({measure for _, measure in columns})),
                years,
            )
        )
    return found


def _said(contradiction: Contradiction) -> tuple[Told | str, ...]:
    """What each place says."""
    return tuple(
        tell("said_at", place=r.place, line=r.line, text=r.text) if r.line else f"{r.place} {r.text}".strip()
        for r in contradiction.readings
    )


def _other(finding: checks.Finding, names: Sequence[str], draft: Draft) -> Contradiction:
    """A failed identity that is not of figures: units that differ, lists in another order."""
    if finding.check == "Data source and monitoring unit":
        title, kind = f"{', '.join(names)}: verinin kaynağı olan birim ile sorumlu birim farklıdır", "E"
        said = _of_units(finding.subject, draft)
    else:
        title, kind = f"{', '.join(names)}: sıralama iki yerde farklıdır", "D"
        before = [draft.entities[id] for id in finding.parts if id in draft.entities]
        said = tuple(Saying(f"bir önceki satır: {one.name}", "", 0) for one in before)
    return Contradiction(kind, title, "", said, (finding.subject, *finding.parts))


def _of_units(indicator: str, draft: Draft) -> tuple[Saying, ...]:
    """What a document says of the units of an indicator: where its data come from, and which one monitors it."""
    return tuple(
        Saying(f"{called}: {draft.entities[relation.source].name}", relation.place, relation.line)
        for kind, called in (("data_source", "veri kaynağı"), ("monitors", "sorumlu birim"))
        for relation in draft.relations
        if (relation.kind, relation.target) == (kind, indicator) and relation.source in draft.entities
    )


def _as_said(figure: Figure) -> str:
    """A figure as printed; one that is printed in thousands as what it is worth."""
    with suppress(ValueError):
        if figure.printed and number(figure.printed) == figure.value:
            return figure.printed
    return _shown(figure.value)


def _shown(value: float) -> str:
    text = f"{value:,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
