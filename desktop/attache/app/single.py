"""One program for one data folder: a second start asks the first for what it was started for, and ends.

Whether there is a first is asked of the folder's lock, which is quick.  Its file also says on which local
socket the first listens, so both find each other whatever their environments say.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCryptographicHash, QObject

from attache.app.asking import ANSWER, LONGEST, ask_running
from attache.base.errors import KnownError
from attache.base.lock import FolderLock, claim, holder_of

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 3.0


def channel_name(data: Path) -> str:
    """Return the name of the local socket for a data folder; short, as some systems allow 100 bytes."""
    path = QByteArray(os.fsencode(os.path.realpath(data)))
    # Qt's own, as Python's loads a whole library for it at every start.
    digest = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256)
    return f"attache-{bytes(digest.toHex().data()).decode()[:16]}"


def claim_or_ask(data: Path, request: str, patience: float = _PATIENCE) -> FolderLock | None:
    """Return the lock on a data folder; None if another process has it and has taken the request.

    Raises KnownError if another process has the folder and does not answer for ``patience`` seconds.
    """
    lock = claim(data)
    if lock is not None or ask_running(data, request, patience):
        return lock
    lock = claim(data)  # it may have ended meanwhile
    if lock is None:
        holder = holder_of(data)
        who = "" if holder is None else f" ({holder})"
        raise KnownError(
            f"Another Attaché{who} is using the folder {data} and does not respond.",
            "Close its window or end its process, then start again.",
        )
    return lock


class Doorbell(QObject):
    """Listens for second starts.  A local socket of this user only: nothing reaches it from outside."""

    def __init__(self, lock: FolderLock, take: Callable[[str], None], parent: QObject | None = None) -> None:
        """``take`` gets each request, after whoever sent it was told that it has arrived."""
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._take = take
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._listen)
        if not lock.is_held:  # another window may listen, and nobody could find this one
            return
        name = channel_name(lock.folder)
        # Whoever holds the lock is alone; a socket still lying there was left by a program that was killed.
        QLocalServer.removeServer(name)
        if self._server.listen(name):
            lock.announce(self._server.fullServerName())

    def close(self) -> None:
        """Stop listening, so that the next start opens a window of its own."""
        self._server.close()

    def _listen(self) -> None:
        line = self._server.nextPendingConnection()
        line.setReadBufferSize(LONGEST + 1)
        line.disconnected.connect(line.deleteLater)
        line.readyRead.connect(lambda: self._answer(line))
        self._answer(line)  # it may have been written before anybody listened

    def _answer(self, line: QLocalSocket) -> None:
        if line.canReadLine():
            request = bytes(line.readLine().data()).decode(errors="replace").strip()
            line.write(ANSWER)
            line.flush()
            self._take(request)
        elif line.bytesAvailable() > LONGEST:  # no start of ours
            line.abort()
