"""The screens of the settings page."""

from __future__ import annotations

from collections.abc import Iterator

from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield the name of each screen and what brings it up."""
    if stage.scene is Scene.STUDYING:
        window = stage.window

        def search() -> None:
            window.open_page("settings")
            field = window.page("settings").focusProxy()
            if isinstance(field, LineEdit):
                field.setText("max")

        yield "settings", lambda: window.open_page("settings")
        yield "settings-scheduling", lambda: window.open_page("settings", item="desired_retention")
        yield "settings-appearance", lambda: window.open_page("settings", item="theme")
        yield "settings-advanced", lambda: window.open_page("settings", item="reset")
        yield "settings-search", search
