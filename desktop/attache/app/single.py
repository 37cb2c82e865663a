"""One window for one data folder: a second start raises the first window and ends.

Whether there is a first is asked of the folder's lock, which is quick.  Its file also says on which local
socket the first listens, so both find each other whatever their environments say.  Only a second start, and
the first when its window is up, load what it takes to talk.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCryptographicHash, QElapsedTimer, QObject, QThread

from attache.base.errors import KnownError
from attache.base.lock import FolderLock, claim, holder_of

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 3000
"""Milliseconds in all that a second start waits for the first, which may be opening its window still."""


def channel_name(data: Path) -> str:
    """Return the name of the local socket for a data folder; short, as some systems allow 100 bytes."""
    path = QByteArray(os.fsencode(os.path.realpath(data)))
    # Qt's own, as Python's loads a whole library for it at every start.
    digest = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256)
    return f"attache-{bytes(digest.toHex().data()).decode()[:16]}"


def claim_or_raise(data: Path, patience: int = _PATIENCE) -> FolderLock | None:
    """Return the lock on a data folder for the window; None if there is a window, which was raised.

    Raises KnownError if another process has the folder and does not answer for ``patience`` milliseconds.
    """
    lock = claim(data)
    if lock is not None or raise_running(data, patience):
        return lock
    lock = claim(data)  # it may have ended meanwhile
    if lock is None:
        raise KnownError(
            f"Attaché is already open on {data} ({holder_of(data) or 'by another process'}) "
            "and does not answer.",
            "Close its window or end its process, then start again.",
        )
    return lock


def raise_running(data: Path, patience: int = _PATIENCE) -> bool:
    """Ask the window open on this data folder to come to the front; False if none answers."""
    from PySide6.QtNetwork import QLocalSocket

    since = QElapsedTimer()
    since.start()
    while since.elapsed() < patience:
        holder = holder_of(data)
        if holder is not None and not holder.is_here:
            return False
        if holder is not None and holder.address:
            line = QLocalSocket()
            line.connectToServer(holder.address)
            if line.waitForConnected(200) and line.waitForReadyRead(patience):
                return True
            line.abort()
        # Nobody listens yet: the first window may still be opening.
        QThread.msleep(50)
    return False


class Doorbell(QObject):
    """Listens for second starts.  A local socket of this user only: nothing reaches it from outside."""

    def __init__(self, lock: FolderLock, ring: Callable[[], None], parent: QObject | None = None) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._ring = ring
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
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

    def _answer(self) -> None:
        line = self._server.nextPendingConnection()
        line.write(b"raised\n")
        line.flush()
        line.disconnected.connect(line.deleteLater)
        self._ring()
