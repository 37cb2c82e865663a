"""The About page: versions, licences, where the content comes from, and where the files are."""

from __future__ import annotations

from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec

PAGE = PageSpec(
    id="about",
    title="About Attaché",
    icon="info",
    parent="help",
    opening=Command(
        "about",
        "About Attaché",
        Menu.HELP,
        "info",
        group=2,
        also="version licence license credits folder path files information",
    ),
    factory="attache.ui.pages.about.page:AboutPage",
)
