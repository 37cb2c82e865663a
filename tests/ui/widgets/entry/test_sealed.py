from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QApplication

from attache.ui.widgets.entry.sealed import SealedDocument, nothing_to_see

IMAGE = QTextDocument.ResourceType.ImageResource.value
STYLE = QTextDocument.ResourceType.StyleSheetResource.value


@pytest.fixture
def picture(tmp_path: Path) -> QUrl:
    """A picture on the disk."""
    image = QImage(61, 67, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(tmp_path / "picture.png"))
    return QUrl.fromLocalFile(str(tmp_path / "picture.png"))


def test_there_is_an_answer_to_every_name_and_nothing_in_it() -> None:
    blank = nothing_to_see(IMAGE)
    assert isinstance(blank, QImage)
    assert not blank.isNull()
    assert [blank.pixelColor(x, y).alpha() for x in range(blank.width()) for y in range(blank.height())] == [
        0
    ]
    for kind in QTextDocument.ResourceType:
        answer = nothing_to_see(kind.value)
        if kind.value != IMAGE:
            assert isinstance(answer, QByteArray)
            assert bytes(answer.data()).strip() == b""
            assert not answer.isNull(), "where there is no answer, Qt looks on the disk"


def test_a_sealed_text_leaves_a_picture_on_the_disk_where_a_plain_one_reads_it(
    qapp: QApplication, picture: QUrl
) -> None:
    sealed, plain = SealedDocument(), QTextDocument()
    assert plain.resource(IMAGE, picture) is not None
    got = sealed.resource(IMAGE, picture)
    assert isinstance(got, QImage)
    assert (got.width(), got.height()) == (1, 1)
    for document in (sealed, plain):
        document.setHtml(f'<p><img src="{picture.toString()}"></p>')
    assert plain.size().height() > 60 > sealed.size().height()


def test_a_sealed_text_takes_no_style_from_the_disk(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "style.css"
    file.write_text("p { color: #FF0000 }", encoding="utf-8")
    address = QUrl.fromLocalFile(str(file)).toString()
    colours = []
    for document in (QTextDocument(), SealedDocument()):
        document.setHtml(f'<style>@import url("{address}");</style><p>text</p>')
        colours.append(document.begin().begin().fragment().charFormat().foreground().color().name())
    assert colours[0] == "#ff0000" != colours[1]
