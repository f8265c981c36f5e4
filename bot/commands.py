"""The commands of gocbot. What a command needs is imported when it runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from knowledge.calling import version_line


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    click.echo(version_line("gocbot"))
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit."
)
def commands() -> None:
    """Answers Turkish questions about a published performance programme."""


@commands.command("run")
def run_bot() -> None:
    """The Telegram bot; settings come from the environment or .env, see .env.example."""
    from bot.telegram.running import run

    sys.exit(run())


@commands.command("export-questions")
def export_questions() -> None:
    """Write the questions that the Telegram bot keeps as CSV, without who asked them."""
    from bot.asking import speak_utf8
    from bot.telegram.reports import export

    speak_utf8()
    sys.exit(export())


@commands.command("export-person")
@click.argument("person", type=int)
def export_person(person: int) -> None:
    """Write all that the Telegram bot keeps of PERSON, a Telegram user id, as JSON."""
    from bot.asking import speak_utf8
    from bot.telegram.my_data import export

    speak_utf8()
    sys.exit(export(person))


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", default="", help="Where replicas load FILE from; without it the database holds its bytes.")
def publish(file: Path, url: str) -> None:
    """Give a knowledge base FILE to all replicas that share GOCBOT_STATE_URL."""
    from bot.asking import speak_utf8
    from bot.telegram.operating import publish as run

    speak_utf8()
    sys.exit(run(file, url))


@commands.command("migrate-state")
@click.option("--back", is_flag=True, help="From GOCBOT_STATE_URL into SQLite instead.")
def migrate_state(back: bool) -> None:
    """Move the Telegram bot's state from SQLite in GOCBOT_DATA_DIR into GOCBOT_STATE_URL, comparing every row.

    No bot may be running on either. The target must be empty; what is moved stays where it was, too.
    """
    from bot.telegram.operating import migrate

    sys.exit(migrate(back=back))


@commands.command()
def chat() -> None:
    """A conversation in the terminal; piped input works too, a message a line."""
    from bot.asking import Unusable, fail, open_assistant, speak_utf8
    from bot.terminal import converse

    speak_utf8()
    try:
        converse(open_assistant())
    except Unusable as error:
        sys.exit(fail(str(error)))


@commands.command(short_help="Answer questions and end.")
@click.argument("questions", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, flushed as soon as it is ready.")
@click.option("--explain", "explaining", is_flag=True, help="Show which word became what, and the other readings.")
def ask(questions: tuple[str, ...], as_json: bool, explaining: bool) -> None:
    """Answer QUESTIONS and end; "-" reads standard input, a question a line.

    Exit code 0 where every question was answered, 1 where one was not, 2 for bad usage. With --json the status of
    each question stands in its line, and questions read from standard input leave the exit code 0.
    """
    from bot.asking import ask as run

    sys.exit(run(questions, as_json=as_json, explaining=explaining))
