"""The screen of the settings page."""

from __future__ import annotations

from collections.abc import Iterator

from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield the screen's name and what brings it up."""
    if stage.scene is Scene.STUDYING:
        yield "settings", lambda: stage.window.open_page("settings")
