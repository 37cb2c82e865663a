"""The least that a program with Qt can do: a window with a list; it runs as the column “bare window”."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow


def main() -> int:
    """Open the window."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    rows = QListWidget()
    rows.addItems([f"Entry {n}" for n in range(50)])
    window.setCentralWidget(rows)
    window.resize(1280, 800)
    window.show()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
