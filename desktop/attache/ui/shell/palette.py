"""The two complete palettes, and the one high-contrast variation of each."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from attache.base.vocabulary import Kind


class Palette(NamedTuple):
    """Named colours as ``#RRGGBB``; every colour on screen is one of these.

    ``ink``, ``muted``, ``accent`` and the three kinds are for text on ``paper``, ``surface``, ``sunk``,
    ``selection`` and ``note``.  ``line`` is for decorative rules; ``control`` is for outlines and
    bars, which everyone must be able to see.
    """

    dark: bool
    paper: str
    surface: str
    sunk: str
    ink: str
    muted: str
    line: str
    control: str
    accent: str
    on_accent: str
    selection: str
    note: str
    concept: str
    organisation: str
    case: str

    def kind(self, kind: Kind) -> str:
        """Return the tint of an entry kind."""
        return {Kind.CONCEPT: self.concept, Kind.ORGANISATION: self.organisation, Kind.CASE_STUDY: self.case}[
            kind
        ]

    def with_more_contrast(self) -> Palette:
        """Return the palette for people whose system asks for high contrast."""
        black, white = ("#FFFFFF", "#000000") if self.dark else ("#000000", "#FFFFFF")
        return self._replace(
            ink=black, muted=black, line=self.ink, control=self.ink, paper=white, surface=white
        )


LIGHT = Palette(
    dark=False,
    paper="#FAF7F1",
    surface="#FFFDF9",
    sunk="#F3EEE4",
    ink="#20242A",
    muted="#68665F",
    line="#E4DED3",
    control="#87827A",
    accent="#0F5C63",
    on_accent="#FFFFFF",
    selection="#E4E8E4",
    note="#FBF1DF",
    concept="#0F5C63",
    organisation="#86560F",
    case="#7A2E4D",
)

DARK = Palette(
    dark=True,
    paper="#17191B",
    surface="#1E2124",
    sunk="#131517",
    ink="#E9E4DA",
    muted="#A39D92",
    line="#313539",
    control="#70747A",
    accent="#6BBBC1",
    on_accent="#0C1F21",
    selection="#212C2E",
    note="#2A2519",
    concept="#6BBBC1",
    organisation="#D9A94E",
    case="#D991AD",
)


def qt_palette(colours: Palette) -> QPalette:
    """Return Qt's own palette, for everything that no style sheet rule names."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.paper),
        (role.WindowText, colours.ink),
        (role.Base, colours.paper),
        (role.AlternateBase, colours.sunk),
        (role.Text, colours.ink),
        (role.Button, colours.surface),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.on_accent),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.ink),
        (role.PlaceholderText, colours.muted),
        (role.Light, colours.surface),
        (role.Midlight, colours.sunk),
        (role.Mid, colours.line),
        (role.Dark, colours.control),
        (role.Shadow, colours.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.control))
    return palette
