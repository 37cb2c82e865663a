"""One window for one folder of progress: a second start raises the first and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 500
"""Milliseconds to wait for the first window's answer before taking it for gone."""


def channel_name(data: Path) -> str:
    """Return the name of the local socket for a data folder; short, as some systems allow 100 bytes."""
    return f"attache-{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]}"


def raise_running(data: Path) -> bool:
    """Ask a window already open on this data folder to come to the front; False if there is none."""
    line = QLocalSocket()
    line.connectToServer(channel_name(data))
    if not line.waitForConnected(_WAIT):
        return False
    answered = line.waitForReadyRead(_WAIT * 4)
    line.disconnectFromServer()
    return answered


class Doorbell(QObject):
    """Listens for second starts.  A local socket of this user only: nothing reaches it from outside."""

    def __init__(self, data: Path, ring: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ring = ring
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = channel_name(data)
        if not self._server.listen(name):
            # A program that was killed leaves its socket behind; nobody answered on it before we came here.
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
