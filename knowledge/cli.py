"""The commands of `python -m knowledge`."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import click

from knowledge import checks, collisions
from knowledge import show as showing
from knowledge.base import SHIPPED, KnowledgeBase, KnowledgeBaseError
from knowledge.build import build as build_file
from knowledge.folder import DataError

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Build, check and show the knowledge base of the bot."""


@main.command()
@click.argument("folders", metavar="[DIR]...", nargs=-1, type=_FOLDER)
@click.option("--output", type=_FILE, default=SHIPPED, help="The file to write; default: the one beside the package.")
@click.option("--names", is_flag=True, help="List the names that different things share, or that are a slip apart.")
def build(folders: tuple[Path, ...], output: Path, names: bool) -> None:
    """Compile the programmes in the data folders DIR (default: those that ship) into one file.

    The file is checked and moved into place; after an error the old file stands as it was.
    """
    try:
        built = build_file(folders, output)
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


@main.command()
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
    for finding in report.unexplained:
        click.echo(f"Unexplained: {_line(finding)}", err=True)
    if report.unexplained:
        raise click.ClickException(
            f"{len(report.unexplained)} identities fail and no contradiction names them: correct the data, or record "
            "what the programme contradicts in contradictions.toml."
        )


@main.command()
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


def _line(finding: checks.Finding) -> str:
    cell = " ".join(str(part) for part in (finding.subject, finding.item, finding.measure, finding.year) if part)
    return f"{finding.check}, {cell}: {finding.text}"
