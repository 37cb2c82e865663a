"""The command ``attache``: a command in the terminal, or the window if none is given.

On the window's way nothing is loaded that only the terminal needs: it would cost 20 ms of the start.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from attache.app.asking import QUICK, SHOW, ask_running
from attache.app.options import Options
from attache.base.errors import KnownError
from attache.base.paths import bundled, places
from attache.cli.complaint import OutputLost, complain, writing
from attache.cli.display import require_display, system_libraries

_DONE, _CANNOT = 0, 2
_SIGNALLED = 128
"""What shells add to the number of the signal that ended a process."""
_CTRL_C = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (the process's own unless given) and return its exit status."""
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that knows few characters gets ``?`` for others
            stream.reconfigure(errors="replace")
    try:
        status = _run(sys.argv[1:] if argv is None else argv)
        if sys.stdout is not None:  # it may be closed if only a window opens
            with writing():
                sys.stdout.flush()
        return status
    except OutputLost as error:
        _drop_output()
        complain(sys.stderr, str(error))
        return _CANNOT
    except KnownError as error:
        complain(sys.stderr, str(error))
        return _CANNOT
    except BrokenPipeError:
        _drop_output()  # the reader has all it wanted
        return _DONE
    except KeyboardInterrupt as stop:
        complain(sys.stderr, "Stopped before it was finished.")
        return int(getattr(stop, "number", _CTRL_C)) + _SIGNALLED
    except Exception:  # noqa: BLE001 - said in full below
        # Not left to Python, which would exit with 1: to a script that means “nothing found”.
        import traceback  # loaded here because it is needed only here

        if sys.stderr is not None:  # or it would go to standard output
            traceback.print_exc()
        complain(sys.stderr, "This is a bug in the program. The lines above show where it is.")
        return _CANNOT


def _replace_closed_streams() -> None:
    """Keep the numbers of closed standard streams from files opened later, into which Qt would complain."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def _drop_output() -> None:
    """Send what is still to be printed nowhere, as Python would complain of it at the end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: Sequence[str]) -> int:
    """Open the window, or do what the command line asks."""
    if not argv:
        return _open_window(_options(""), SHOW)
    if list(argv) == ["--quick"]:  # a key pressed many times a day: what parses a command line takes 30 ms
        return _open_window(_options(""), QUICK)
    from attache.cli.dispatch import dispatch  # for the window's start, see above

    return dispatch(argv, _options, _open_window)


def _options(data: str) -> Options:
    """Compute where everything is; ``data`` is the folder of ``--data``."""
    try:
        home = Path.home()
    except RuntimeError:
        home = None
    where = places(os.environ, sys.platform, home, data)
    return Options(bundled(), where, os.environ.get("ATTACHE_LIBRARY", ""))


def _open_window(options: Options, request: str) -> int:
    """Have the program that is open take a request, or open it here and return its exit status at the end."""
    if ask_running(options.places.data, request, 0):
        return _DONE
    require_display(os.environ, sys.platform, _command_names)
    # Nothing made on the way to the window is garbage, and looking for some takes 4 % of the start;
    # the window turns collecting on again when it is up.
    gc.disable()
    try:
        with system_libraries():
            # Imported here because this loads Qt, which the commands do without.
            from attache.app.start import run

            return run(options, request)
    finally:
        gc.enable()


def _command_names() -> Iterable[str]:
    """Return what works without a window."""
    from attache.cli.commands import COMMANDS  # for the window's start, see above

    return [command.name for command in COMMANDS]
