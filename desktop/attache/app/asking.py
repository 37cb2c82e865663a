"""What a start of the program asks of the program that is already open; asked without loading Qt.

A shortcut for the quick look-up starts the program each time it is pressed.  Qt alone would take longer
to load than the user may wait, so a start asks first, and loads Qt only if there is nobody to ask.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from attache.base.lock import holder_of

SHOW, QUICK, CLIPBOARD = "show", "quick", "clipboard"
"""Show the window; open the quick look-up, empty or with the clipboard's text.  A link is a request, too."""
SCHEME = "attache:"
"""What a link begins with."""
LONGEST = 2000
"""The most bytes of a request."""
ANSWER = b"taken\n"

_PATIENCE = 3.0
"""Seconds in all that a start waits for the program, which may be opening its window still."""
_LEAST = 0.5
"""Seconds that a program that listens has at least; the others refuse at once."""
_PAUSE = 0.05


def ask_running(data: Path, request: str, patience: float = _PATIENCE) -> bool:
    """Ask the program that is open on a data folder for something; False if none answers.

    It waits ``patience`` seconds for a program that has the folder and does not listen yet.
    """
    line = " ".join(request.split()).encode(errors="replace")[:LONGEST] + b"\n"
    until = time.monotonic() + patience
    while True:
        holder = holder_of(data)
        if holder is None or not holder.is_here:
            return False
        if holder.address and _exchange(holder.address, line, max(_LEAST, until - time.monotonic())):
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)


if sys.platform == "win32":

    def _exchange(address: str, line: bytes, seconds: float) -> bool:
        """Send a line through a named pipe, and return whether it was answered in time."""
        import threading

        answers: list[bytes] = []

        def talk() -> None:
            try:
                with open(address, "r+b", buffering=0) as pipe:  # noqa: PTH123 - no path of a file
                    pipe.write(line)
                    answers.append(pipe.read(len(ANSWER)))
            except OSError:
                return

        talking = threading.Thread(target=talk, daemon=True)
        talking.start()
        talking.join(seconds)
        return answers == [ANSWER]

else:

    def _exchange(address: str, line: bytes, seconds: float) -> bool:
        """Send a line through a local socket, and return whether it was answered in time."""
        import socket  # loaded here because most starts find nobody to ask

        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
            channel.settimeout(seconds)
            try:
                channel.connect(address)
                channel.sendall(line)
                return channel.recv(len(ANSWER), socket.MSG_WAITALL) == ANSWER
            except (OSError, ValueError):  # ValueError: a NUL within the address
                return False
