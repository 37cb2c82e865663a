"""From a command line to what it asks for; loaded only if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from attache import version
from attache.app.options import Options
from attache.base.errors import KnownError
from attache.cli.command import DONE
from attache.cli.help import print_help
from attache.cli.parsing import parse, parse_command
from attache.cli.stopping import stoppable
from attache.cli.terminal import Terminal


def dispatch(
    argv: Sequence[str], options: Callable[[str], Options], open_window: Callable[[Options, str], int]
) -> int:
    """Do what a command line asks and return the exit status; raises KnownError if it cannot be done.

    ``options`` takes the folder of ``--data``, empty if there is none.
    """
    line = parse(argv)
    if line.command is None and not line.help and not line.version:
        return open_window(options(line.data), line.request)  # which needs no terminal
    terminal = Terminal.standard()
    if line.help:
        print_help(terminal)
        return DONE
    if line.version or line.command is None:
        terminal.line(f"Attaché {version()}")
        return DONE
    try:
        arguments = parse_command(line.command, line.rest)
    except SystemExit:  # --help, which argparse has printed
        return DONE
    given = options(line.data)
    with stoppable(), _blaming_damage(given):
        return line.command.run(arguments, given, terminal)


@contextmanager
def _blaming_damage(options: Options) -> Iterator[None]:
    """Raise Damaged instead of an error that nobody foresaw, if the progress file is damaged."""
    try:
        yield
    except (KnownError, OSError):
        raise
    except Exception as error:
        # Imported here because it is hardly ever needed.
        from attache.learner.symptoms import found_damaged

        fault = found_damaged(options.places.progress)
        if fault is None:
            raise
        raise fault from error
