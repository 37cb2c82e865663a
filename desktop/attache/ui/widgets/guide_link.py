"""The way from a card or an entry to its place in the guide to a document."""

from __future__ import annotations

from attache.ui.shell.context import Context


def open_in_guide(context: Context, entry: str, card: str = "") -> None:
    """Show the section about a card or an entry; Esc leads back to the page that one came from.

    Where no document deals with it, say so and stay.
    """
    library = context.library
    section = (library.section_of_card(card) if card else "") or library.section_of_entry(entry)
    if section:
        open_section(context, section, card)
    else:
        context.notify("None of the documents deals with this entry.")


def open_section(context: Context, section: str, card: str = "") -> None:
    """Show a section, and in it the check question of a card; Esc leads back to where one came from."""
    context.open_page("documents", section=section, card=card, visiting=True)
