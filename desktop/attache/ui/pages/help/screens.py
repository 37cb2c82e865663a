"""The screens of the Help page."""

from __future__ import annotations

from collections.abc import Iterator

from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield each screen's name and what brings it up."""
    if stage.scene is Scene.STUDYING:
        yield "help", lambda: stage.window.open_page("help")
        yield "shortcuts", lambda: stage.window.commands.run("shortcuts")
