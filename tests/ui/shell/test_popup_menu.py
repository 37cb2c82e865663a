"""Menus have rounded corners."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from attache.app.window import Parts
from attache.ui.shell.popup_menu import PopupMenu


def test_nothing_is_painted_in_the_corners(parts: Parts) -> None:
    menu = PopupMenu(parts.window)
    menu.addAction("A document with a title")
    menu.resize(menu.sizeHint())
    image = menu.grab().toImage()
    corners = (image.rect().topLeft(), image.rect().bottomRight())
    assert [image.pixelColor(corner).alpha() for corner in corners] == [0, 0]
    assert image.pixelColor(image.rect().center()).alpha() == 255


@pytest.mark.parametrize("page", ["glossary", "study", "cards", "timeline", "documents"])
def test_every_menu_of_a_page_is_such_a_menu(parts: Parts, page: str) -> None:
    parts.window.prepare()
    parts.window.open_page(page)
    menus = parts.window.findChildren(QMenu)
    assert [menu.title() for menu in menus if not isinstance(menu, PopupMenu)] == []
