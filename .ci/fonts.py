"""How resources/fonts was made: the styles that the program uses, without the features that it does not.

Only needed when the fonts are to be renewed: unpack the npm packages @expo-google-fonts/literata and
@expo-google-fonts/inter into one folder, install fonttools, and run
``python .ci/fonts.py FOLDER resources/fonts``.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

WANTED = {
    "Literata": (
        ("400Regular", "Regular"),
        ("400Regular_Italic", "Italic"),
        ("600SemiBold", "SemiBold"),
        ("700Bold", "Bold"),
    ),
    "Inter": (("400Regular", "Regular"), ("500Medium", "Medium"), ("600SemiBold", "SemiBold")),
}
FEATURES = ("calt", "ccmp", "dnom", "frac", "kern", "liga", "locl", "mark", "mkmk", "numr", "pnum", "tnum")
ALIASES = {0x2011: "hyphen", 0x202F: "uni2009"}
"""Characters that are drawn as another one, where the font has no shape of their own."""
UNDERLINE = -0.25
"""How far above the baseline the middle of Inter's underline is, in ems."""
SEPARATED = (0x0269, 0x02BC, 0x02EE)
"""Letters that Inter draws with the shapes of ι, ’ and ”."""


def add_glyph(font: TTFont, name: str, shape: Glyph, width_of: str) -> None:
    """Add a glyph that is as wide as another one."""
    font["glyf"][name] = shape
    font["hmtx"][name] = font["hmtx"][width_of]
    font.setGlyphOrder(list(font["glyf"].glyphOrder))


def encode(font: TTFont) -> None:
    """Change which characters the font encodes, so that a PDF that Qt writes holds the text that it shows.

    Qt gives a glyph the lowest of the characters that share it.  Where a font has no tab, that is the tab for
    the space, and for Inter's quotation marks it is a letter.
    """
    known, glyphs = font.getBestCmap(), font["glyf"]
    changed = {code: name for code, name in ALIASES.items() if code not in known}
    add_glyph(font, "tab", Glyph(), "space")
    changed[0x09] = "tab"
    for code in SEPARATED:
        name = known.get(code)
        if list(known.values()).count(name) > 1:
            changed[code] = f"{name}.letter"
            add_glyph(font, changed[code], deepcopy(glyphs[name]), name)
    for table in font["cmap"].tables:
        table.cmap.update(changed)


def name_style(font: TTFont, family: str, style: str) -> None:
    """Name a font so that Qt lists one family, whose styles differ by weight and slant alone."""
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"{family}-{style}"}
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    bold, italic = style == "Bold", style == "Italic"
    font["head"].macStyle = bold * 1 + italic * 2
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (
        italic * 1 + bold * 32 + (0 if bold or italic else 64)
    )


def lower_underline(font: TTFont) -> None:
    """Let the line under a link pass below the tails of g and y, on which Inter has it."""
    font["post"].underlinePosition = round(UNDERLINE * font["head"].unitsPerEm)


def reduced(file: Path) -> TTFont:
    """Return a font with every character that it encodes, and the features that Qt uses."""
    font = TTFont(file, recalcTimestamp=False)
    options = Options(
        layout_features=list(FEATURES),
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=["STAT", "vhea", "vmtx", "DSIG"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    return font


def main(packages: Path, target: Path) -> None:
    """Write every wanted style of both families to the target folder."""
    for family, styles in WANTED.items():
        for source, style in styles:
            font = reduced(next(packages.glob(f"*{family.lower()}*/package/{source}/*.ttf")))
            encode(font)
            name_style(font, family, style)
            if family == "Inter":
                lower_underline(font)
            font.save(target / f"{family}-{style}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
