"""One window for one folder of progress: a second start raises the first and ends.

Whether there is a first is asked of a lock file, which is quick; only a second start, and the
first when its window is up, load what it takes to talk to each other.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCryptographicHash, QDir, QElapsedTimer, QLockFile, QObject, QThread

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT = 3000
"""Milliseconds in all that a second start waits for the first, which may be opening its window still."""


def channel_name(data: Path) -> str:
    """Return the name of the local socket for a data folder; short, as some systems allow 100 bytes."""
    path = QByteArray(str(data.resolve()).encode())
    # Qt's own, as Python's loads a whole library for it at every start.
    digest = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256)
    return f"attache-{bytes(digest.toHex().data()).decode()[:16]}"


def claim(data: Path) -> QLockFile | None:
    """Return the lock of the first window on a data folder, to be held while it is open.

    None where another window has it.  A lock left by a program that was killed is taken over; where
    none can be written at all, the window opens without one.
    """
    lock = QLockFile(f"{QDir.tempPath()}/{channel_name(data)}.lock")
    lock.setStaleLockTime(0)
    if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
        return lock
    return None


def raise_running(data: Path) -> bool:
    """Ask the window open on this data folder to come to the front; False if none answers."""
    from PySide6.QtNetwork import QLocalSocket

    since = QElapsedTimer()
    since.start()
    while since.elapsed() < _WAIT:
        line = QLocalSocket()
        line.connectToServer(channel_name(data))
        if line.waitForConnected(200) and line.waitForReadyRead(_WAIT):
            return True
        line.abort()
        # Nobody listens yet: the first window may still be opening.
        QThread.msleep(50)
    return False


class Doorbell(QObject):
    """Listens for second starts.  A local socket of this user only: nothing reaches it from outside."""

    def __init__(self, data: Path, ring: Callable[[], None], parent: QObject | None = None) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._ring = ring
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = channel_name(data)
        # Whoever holds the lock is alone; a socket still lying there was left by a program that was killed.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Stop listening, so that the next start opens a window of its own."""
        self._server.close()

    def _answer(self) -> None:
        line = self._server.nextPendingConnection()
        line.write(b"raised\n")
        line.flush()
        line.disconnected.connect(line.deleteLater)
        self._ring()
