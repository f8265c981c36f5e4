"""The commands of `python -m knowledge`."""

from __future__ import annotations

from pathlib import Path

import click

from knowledge.base import SHIPPED
from knowledge.build import build as build_file
from knowledge.build import shipped
from knowledge.folder import DataError

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Build, check and show the knowledge base of the bot."""


@main.command()
@click.argument("folders", metavar="[DIR]...", nargs=-1, type=_FOLDER)
@click.option("--output", type=_FILE, default=SHIPPED, help="The file to write; default: the one beside the package.")
def build(folders: tuple[Path, ...], output: Path) -> None:
    """Compile the programmes in the data folders DIR (default: those that ship) into one file.

    The file is checked and moved into place; after an error the old file stands as it was.
    """
    try:
        built = build_file(folders or shipped(), output)
    except (DataError, OSError) as error:
        raise click.ClickException(str(error)) from error
    rows = ", ".join(f"{count} {table}" for table, count in built.rows.items())
    click.echo(f"{built.output.name}: {rows}")
