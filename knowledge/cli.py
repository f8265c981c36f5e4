"""The commands of `gocbot-knowledge`, which are those of `python -m knowledge`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Self

import click

from knowledge import checks, collisions, renames
from knowledge import show as showing
from knowledge.base import SHIPPED, KnowledgeBase, KnowledgeBaseError
from knowledge.build import build as build_file
from knowledge.calling import ended, version_line
from knowledge.folder import DataError, read

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
PAGES_A_LINE = 25
"""Pages after which progress is told where standard error is no terminal."""
_FILE = click.Path(dir_okay=False, path_type=Path)


PROGRAM = "gocbot-knowledge"


def main(called: str = PROGRAM) -> None:
    """Runs the command that the program was started with, under the name that it was `called`."""

    def run() -> int:
        commands.main(prog_name=called)
        return 0

    ended(called, run)


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(version_line(PROGRAM))
        context.exit()


@click.group(PROGRAM, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit."
)
def commands() -> None:
    """Build, check and show the knowledge base of the bot."""


@commands.command()
@click.argument("folders", metavar="[DIR]...", nargs=-1, type=_FOLDER)
@click.option("--output", type=_FILE, default=SHIPPED, help="The file to write; default: the one beside the package.")
@click.option("--names", is_flag=True, help="List the names that different things share, or that are a slip apart.")
def build(folders: tuple[Path, ...], output: Path, names: bool) -> None:
    """Compile the programmes in the data folders DIR (default: those that ship) into one file.

    The file is checked and moved into place; after an error the old file stands as it was.
    """
    try:
        built = build_file(folders, output)
    except PermissionError as error:
        raise click.ClickException(f"{output.parent} cannot be written to. Name another file with --output.") from error
    except (DataError, OSError) as error:
        raise click.ClickException(str(error)) from error
    rows = ", ".join(f"{count} {table}" for table, count in built.rows.items())
    click.echo(f"{built.output.name}: {rows}")
    with closing(KnowledgeBase(built.output)) as base:
        alike = collisions.of_file(base.connection)
    shared = sum(collision.same for collision in alike)
    click.echo(
        f"{shared} names are borne by several things, {len(alike) - shared} more lie within a slip of each other"
    )
    for collision in alike if names else ():
        click.echo(f"    {_alike(collision)}")


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder to write; default: one named after the agency and the year, here.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as one JSON object.")
@click.option(
    "--earlier",
    type=_FOLDER,
    help="The data folder of the agency's programme before: what it may have called otherwise is proposed.",
)
@click.option("--agency", default="", help="The agency's name, where the document does not give it or gives another.")
@click.option("--report", "review", type=_FILE, help="Write a page for reviewing: each table as read beside its lines.")
def import_programme(
    file: Path, folder: Path | None, as_json: bool, earlier: Path | None, agency: str, review: Path | None
) -> None:
    """Import a published programme FILE, text or PDF, into a data folder.

    Ends with a summary: first one verdict, then what was found, filled in, left open, contradictory and not placed.
    What people have added to the folder stays as it is. Exit code 1 where whole tables or columns were left out. A
    file that cannot be imported: one line on standard error, exit code 2, nothing written.
    """
    from knowledge.importing.folder import import_file
    from knowledge.importing.lines import ImportRefused

    with _Pages() as pages:
        try:
            report = import_file(file, folder, pages.show, agency=agency, review=review)
        except ImportRefused as error:
            pages.end()
            click.echo(str(error), err=True)
            raise SystemExit(2) from error
    pairs = _renames(earlier, Path(report.folder)) if earlier is not None else []
    if as_json:
        renamed = [{"id": pair.id, "was": pair.was, "likeness": round(pair.likeness)} for pair in pairs]
        click.echo(json.dumps(report.as_json() | {"renamed": renamed}, ensure_ascii=False))
        raise SystemExit(1 if report.left_out else 0)
    for line in report.summary():
        click.echo(line)
    if earlier is not None:
        click.echo(f"Perhaps renamed: {len(pairs) or 'nothing'}")
        for pair in pairs:
            click.echo(f"  “{pair.old_name}” → “{pair.name}” ({pair.likeness:.0f} %)")
        if pairs:
            click.echo(f"  Copy what is right from {renames.PROPOSED} to {renames.REVIEWED.as_posix()}.")
    click.echo(
        f"Written to {report.folder}. Next: {click.get_current_context().find_root().info_name} check {report.folder}"
    )
    if review is not None:
        click.echo(f"To review: {review}")
    raise SystemExit(1 if report.left_out else 0)


@commands.command()
@click.argument("folders", metavar="[DIR]...", nargs=-1, type=_FOLDER)
def check(folders: tuple[Path, ...]) -> None:
    """Recompute every total and identity of the programmes in DIR (default: those that ship).

    Lists the contradictions with the identities that fail because of them. Ends with exit code 1 where one fails
    that no contradiction explains.
    """
    try:
        report = checks.check(folders)
    except (DataError, OSError) as error:
        raise click.ClickException(str(error)) from error
    counts = Counter((finding.check, finding.holds) for finding in report.findings)
    for name in dict.fromkeys(finding.check for finding in report.findings):
        click.echo(f"{name}: {counts[name, True]} hold, {counts[name, False]} do not")
    for id, title in report.contradictions.items():
        click.echo(f"{id} {title}")
        for finding in report.findings:
            if id in finding.explained[:1]:
                click.echo(f"    {_line(finding)}")
    for title in report.found:
        click.echo(f"Found by the import, not reviewed: {title}")
    for text in report.not_read:
        click.echo(f"Not read by the import: {text}", err=True)
    for finding in report.unexplained:
        click.echo(f"Unexplained: {_line(finding)}", err=True)
    if report.unexplained:
        raise click.ClickException(
            f"{len(report.unexplained)} identities fail and no contradiction names them: correct the data, or record "
            "what the programme contradicts in contradictions.toml."
        )
    if report.not_read:
        raise click.ClickException(
            f"{len(report.not_read)} tables or columns were not read: put what you know of them into by_hand/, and the "
            "line told above into by_hand/settled.txt."
        )


@commands.command()
@click.argument("name")
@click.option("--knowledge", type=_FILE, default=SHIPPED, help="The file to read; default: the one beside the package.")
def show(name: str, knowledge: Path) -> None:
    """Show everything known of one entity, found by its id, code, name, alias or a part of a name."""
    try:
        base = KnowledgeBase(knowledge)
    except KnowledgeBaseError as error:
        raise click.ClickException(str(error)) from error
    with closing(base):
        found = showing.matching(base, name)
        if not found:
            raise click.ClickException(f'Nothing in the knowledge base is called "{name}".')
        if len(found) > 1:
            for entity in found:
                click.echo(f"{entity.name}  [{entity.id}]")
            raise click.ClickException(f'{len(found)} names hold "{name}"; give one of the ids in brackets.')
        for line in showing.lines(base, found[0]):
            click.echo(line)


def _alike(collision: collisions.Collision) -> str:
    names = collision.first if collision.same else f"{collision.first} ~ {collision.second}"
    return f"{names}: {', '.join(collision.entities)}"


def _renames(earlier: Path, folder: Path) -> list[renames.Renamed]:
    """Writes down what an earlier programme may have called otherwise."""
    try:
        older = read(earlier)
        pairs = renames.proposed(older, read(folder))
        (folder / renames.PROPOSED).write_text(renames.as_toml(pairs, older.title), "utf-8")
    except (DataError, OSError) as error:
        raise click.ClickException(str(error)) from error
    return pairs


class _Pages:
    """A line on standard error that counts the pages of a PDF, where a person sees it or the PDF is long."""

    def __init__(self) -> None:
        self.shown = False
        self.terminal = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def show(self, page: int, pages: int) -> None:
        if self.terminal:
            click.echo(f"\rPage {page} of {pages}", nl=False, err=True)
            self.shown = True
        elif page % PAGES_A_LINE == 0:
            click.echo(f"Page {page} of {pages}", err=True)

    def end(self) -> None:
        if self.shown:
            click.echo(err=True)
            self.shown = False


def _line(finding: checks.Finding) -> str:
    cell = " ".join(str(part) for part in (finding.subject, finding.item, finding.measure, finding.year) if part)
    return f"{finding.check}, {cell}: {finding.text}"
