"""The rules by which Qt's own widgets take on the look of the program.

Fonts stand here and not in ``setFont`` calls: where a style sheet is in force, Qt puts back the
font a widget had when it was first polished, e.g. when it is given another parent.
"""

from __future__ import annotations

from collections.abc import Callable

from attache.ui.shell.palette import Palette

READING = "Literata"
FRAME = "Inter"


def style_sheet(c: Palette, px: Callable[[float], int]) -> str:
    """Return the application's style sheet for a palette and a scale."""
    return f"""
    QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line}; padding: {px(4)}px; }}
    QWidget#rail {{ background: {c.sunk}; border: none; border-right: 1px solid {c.line}; }}
    QLabel#wordmark {{
        color: {c.ink}; background: transparent; font: 600 {px(18)}px "{READING}"; }}
    QWidget#findBar {{ background: {c.sunk}; border: none; border-bottom: 1px solid {c.line}; }}
    QWidget#topBar {{ background: {c.paper}; border: none; border-bottom: 1px solid {c.line}; }}
    QWidget#column {{ background: {c.paper}; border: none; }}
    QWidget#page, QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {c.paper}; }}
    QScrollArea {{ border: none; }}

    QToolButton#railButton {{
        font: 500 {px(14)}px "{FRAME}";
        background: transparent; color: {c.muted}; border: none; border-left: 2px solid transparent;
        border-radius: {px(6)}px; padding: 0 {px(10)}px; text-align: left; }}
    QToolButton#railButton:hover {{ color: {c.ink}; background: {c.selection}; }}
    QToolButton#railButton:checked {{
        background: {c.surface}; color: {c.ink}; border-left: 2px solid {c.accent}; }}
    QToolButton#railButton:focus {{ border: 2px solid {c.accent}; }}

    QLineEdit {{
        font: {px(14)}px "{FRAME}"; placeholder-text-color: {c.muted};
        background: {c.surface}; color: {c.ink}; border: 1px solid {c.control}; border-radius: {px(6)}px;
        padding: 0 {px(8)}px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QLineEdit:focus {{ border: 2px solid {c.accent}; padding: 0 {px(8) - 1}px; }}
    QPushButton#sign {{ font: {px(16)}px "{FRAME}"; padding: 0; border: 1px solid {c.line}; }}
    QLabel#keyCap {{
        font: {px(11)}px "{FRAME}";
        color: {c.muted}; background: {c.paper}; border: 1px solid {c.line}; border-radius: {px(3)}px;
        padding: {px(1)}px {px(6)}px; }}

    QToolButton#barButton {{
        background: transparent; border: 1px solid transparent; border-radius: {px(6)}px;
        padding: {px(6)}px; color: {c.ink}; }}
    QToolButton#barButton:hover, QToolButton#barButton:pressed {{ background: {c.selection}; }}
    QToolButton#barButton:focus {{ border: 2px solid {c.accent}; padding: {px(6) - 1}px; }}
    QToolButton#barButton::menu-indicator {{ image: none; }}

    QPushButton {{
        font: {px(13.5)}px "{FRAME}";
        background: {c.surface}; color: {c.ink}; border: 1px solid {c.control}; border-radius: {px(6)}px;
        padding: {px(7)}px {px(14)}px; outline: none; }}
    QPushButton:hover {{ background: {c.selection}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: {px(7) - 1}px {px(14) - 1}px; }}
    QPushButton:disabled {{ color: {c.control}; border-color: {c.line}; }}

    QPushButton#primary {{
        font: 600 {px(14)}px "{FRAME}"; background: {c.accent}; color: {c.on_accent};
        border: 1px solid {c.accent}; }}
    QPushButton#primary:hover {{ border-color: {c.ink}; }}
    QPushButton#primary:focus {{ border: 2px solid {c.ink}; }}
    QPushButton#primary:disabled {{
        background: {c.selection}; color: {c.control}; border-color: {c.selection}; }}
    QPushButton#flat {{
        font: {px(13)}px "{FRAME}"; background: transparent; color: {c.muted}; border: 1px solid transparent;
        padding: {px(5)}px {px(8)}px; }}
    QPushButton#flat:hover {{ color: {c.ink}; background: {c.selection}; }}
    QPushButton#flat:focus {{
        border: 2px solid {c.accent}; padding: {px(5) - 1}px {px(8) - 1}px; }}
    QPushButton#flat:disabled {{ color: {c.control}; }}
    QPushButton#flat::menu-indicator {{ image: none; width: 0; }}
    QPushButton#quietLink {{
        font: {px(13)}px "{FRAME}"; background: transparent; color: {c.muted}; border: none;
        border-bottom: 1px solid transparent; border-radius: 0; padding: {px(4)}px 0; text-align: left; }}
    QPushButton#quietLink:hover {{ color: {c.ink}; }}
    QPushButton#quietLink:disabled {{ color: {c.control}; }}
    QPushButton#quietLink:focus {{ border-bottom: 1px solid {c.accent}; color: {c.ink}; }}
    QPushButton#link {{
        font: {px(13)}px "{FRAME}"; background: transparent; color: {c.accent}; border: none;
        border-bottom: 1px solid {c.accent}; border-radius: 0;
        padding: {px(4)}px 0 1px 0; text-align: left; }}
    QPushButton#link:hover {{ color: {c.ink}; }}
    QPushButton#link:focus {{ border-bottom: 2px solid {c.accent}; padding-bottom: 0; }}
    QPushButton#picker {{
        font: {px(13)}px "{FRAME}"; background: transparent; color: {c.muted}; border: none;
        border-radius: 0; padding: {px(4)}px {px(12)}px {px(4)}px 0; text-align: right; }}
    QPushButton#picker:hover {{ color: {c.ink}; }}
    QPushButton#picker:focus {{ border-bottom: 1px solid {c.accent}; color: {c.ink}; }}
    QPushButton#picker::menu-indicator {{ image: none; width: 0; }}
    QPushButton#line {{
        font: {px(14)}px "{FRAME}"; text-align: left; background: transparent; border: none;
        border-bottom: 1px solid {c.line}; border-radius: 0; padding: {px(8)}px 0; }}
    QPushButton#line:hover {{ color: {c.accent}; }}
    QPushButton#line:focus {{ border-bottom: 2px solid {c.accent}; padding: {px(8)}px 0 {px(8) - 1}px 0; }}
    QPushButton#option {{
        font: {px(16.5)}px "{READING}"; text-align: left; padding: {px(10)}px {px(16)}px;
        border: 1px solid {c.line}; }}
    QPushButton#option:hover:enabled {{ border-color: {c.control}; }}
    QPushButton#option:focus {{
        border: 2px solid {c.accent}; padding: {px(10) - 1}px {px(16) - 1}px; }}
    QPushButton#option:disabled {{ color: {c.muted}; background: {c.paper}; }}
    QPushButton#option[state="correct"] {{
        background: {c.selection}; border: 2px solid {c.accent}; font-weight: 600; }}
    QPushButton#option[state="chosen"] {{ border: 2px solid {c.accent}; font-weight: 600; }}
    QPushButton#option[state="missed"] {{ border: 2px solid {c.accent}; font-weight: 600; }}
    QPushButton#option[state="incorrect"] {{ border: 1px solid {c.control}; }}
    QPushButton#rating {{ border: 1px solid {c.line}; padding: 0; }}
    QPushButton#rating:hover {{ border-color: {c.control}; }}
    QPushButton#rating[suggested="true"] {{ border: 2px solid {c.accent}; }}
    QPushButton#rating:focus {{ border: 2px solid {c.ink}; padding: 0; }}
    QCheckBox#item {{
        font: {px(18)}px "{READING}"; color: {c.ink}; spacing: {px(10)}px; padding: {px(4)}px; }}
    QCheckBox#item:focus {{ background: {c.selection}; border-radius: {px(6)}px; }}
    QCheckBox#item::indicator {{
        width: {px(16)}px; height: {px(16)}px; border: 1px solid {c.control}; border-radius: {px(3)}px;
        background: {c.surface}; }}
    QCheckBox#item::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; }}
    QCheckBox#check {{ font: {px(14)}px "{FRAME}"; color: {c.ink}; }}
    QToolButton#segment {{
        font: {px(14)}px "{FRAME}"; background: {c.surface}; color: {c.ink};
        border: 1px solid {c.control}; border-right: none; border-radius: 0; padding: 0; }}
    QToolButton#segment[at="first"] {{
        border-top-left-radius: {px(6)}px; border-bottom-left-radius: {px(6)}px; }}
    QToolButton#segment[at="only"] {{ border-right: 1px solid {c.control}; border-radius: {px(6)}px; }}
    QToolButton#segment[at="last"] {{
        border-right: 1px solid {c.control};
        border-top-right-radius: {px(6)}px; border-bottom-right-radius: {px(6)}px; }}
    QToolButton#segment:checked {{ background: {c.selection}; color: {c.accent}; font-weight: 600; }}
    QToolButton#segment:hover:!checked {{ background: {c.sunk}; }}
    QToolButton#segment:focus {{ border: 2px solid {c.accent}; }}
    QLabel#rowName {{ color: {c.ink}; background: transparent; font: 600 {px(14)}px "{FRAME}"; }}
    QLabel#quizAnswer {{ color: {c.ink}; background: transparent; font: 600 {px(20)}px "{READING}"; }}
    QLabel#quizDefinition {{ color: {c.ink}; background: transparent; font: {px(15)}px "{READING}"; }}
    QLabel#quizDefinition[dense="true"] {{ font: {px(14)}px "{READING}"; }}
    QLabel#missedAsk {{ color: {c.ink}; background: transparent; font: 600 {px(16)}px "{READING}"; }}
    QLabel#missedGiven, QLabel#missedWhy {{
        color: {c.muted}; background: transparent; font: {px(15.5)}px "{READING}"; }}
    QLabel#missedRight {{ color: {c.ink}; background: transparent; font: 600 {px(15.5)}px "{READING}"; }}
    QLabel#asideTitle {{ color: {c.ink}; background: transparent; font: 600 {px(17)}px "{READING}"; }}
    QLabel#small {{ color: {c.ink}; background: transparent; font: {px(13)}px "{FRAME}"; }}
    QPushButton#textLink {{
        font: {px(13)}px "{FRAME}"; background: transparent; color: {c.accent}; border: none;
        border-bottom: 1px solid {c.accent}; border-radius: 0; padding: {px(1)}px 0; text-align: left; }}
    QPushButton#textLink:hover {{ color: {c.ink}; }}
    QPushButton#textLink:focus {{ border-bottom: 2px solid {c.ink}; }}
    QPushButton#earlier, QPushButton#term {{ background: transparent; border: none; padding: 0; }}
    QLineEdit#answer {{ font: {px(18)}px "{READING}"; }}
    QComboBox#slot {{ background: transparent; border: none; font: {px(16)}px "{READING}"; }}
    QComboBox#slot QAbstractItemView {{
        font: {px(15)}px "{READING}"; background: {c.surface}; color: {c.ink};
        border: 1px solid {c.control}; selection-background-color: {c.selection};
        selection-color: {c.ink}; outline: 0; }}
    QFrame#check {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {px(6)}px; }}
    QFrame#check:focus {{ border: 2px solid {c.accent}; }}
    QFrame#check QWidget#column {{ background: {c.surface}; }}
    QFrame#check QWidget#ratingBar {{
        border-bottom-left-radius: {px(6) - 1}px; border-bottom-right-radius: {px(6) - 1}px; }}
    QFrame#check QWidget#ratingBar[framed="true"] {{
        border: 1px solid {c.accent}; border-top: 1px solid {c.line}; }}
    QLabel#checkAsked {{ color: {c.ink}; background: transparent; font: {px(17)}px "{READING}"; }}
    QWidget#outline {{ background: {c.paper}; border: none; border-right: 1px solid {c.line}; }}
    QLabel#smallTitle {{ color: {c.ink}; background: transparent; font: 600 {px(18)}px "{READING}"; }}
    QPushButton#outlineRow {{ background: transparent; border: none; border-radius: 0; padding: 0; }}
    QPushButton#entryChip {{
        background: transparent; border: 1px solid {c.line}; border-radius: {px(14)}px; padding: 0; }}
    QPushButton#entryChip:hover {{ border-color: {c.control}; }}
    QPushButton#entryChip:focus {{ border: 1px solid {c.accent}; }}
    QWidget#ratingBar {{ background: {c.sunk}; border: none; border-top: 1px solid {c.line}; }}
    QWidget#ratingBar QPushButton#flat:enabled {{ color: {c.ink}; }}
    QProgressBar#thin {{ background: {c.line}; border: none; border-radius: 0; }}
    QProgressBar#thin::chunk {{ background: {c.accent}; }}
    QFrame#hairline {{ background: {c.line}; border: none; }}
    QFrame#notice {{ background: {c.note}; border: none; border-left: {px(3)}px solid {c.organisation}; }}
    QFrame#notice QLabel {{ background: transparent; }}
    QLabel#cardHead {{ font: 600 {px(11.5)}px "{FRAME}"; background: transparent; }}
    QLabel#cardText {{ color: {c.ink}; background: transparent; }}
    QLabel#lead {{ color: {c.muted}; background: transparent; font: {px(19)}px "{READING}"; }}
    QLabel#lead[dense="true"] {{ font: {px(16)}px "{READING}"; }}
    QLabel#big {{ color: {c.ink}; background: transparent; font: 600 {px(36)}px "{READING}"; }}

    QToolButton#chip {{
        font: {px(12.5)}px "{FRAME}"; background: transparent; color: {c.muted}; border: 1px solid {c.line};
        border-radius: {px(13)}px; padding: {px(3)}px {px(5)}px; }}
    QToolButton#chip[opens="true"] {{ padding-right: {px(22)}px; }}
    QToolButton#chip:hover {{ color: {c.ink}; border-color: {c.control}; }}
    QToolButton#chip:checked {{ background: {c.selection}; color: {c.accent}; border-color: {c.selection}; }}
    QToolButton#chip:focus {{ border: 2px solid {c.accent}; padding: {px(3) - 1}px {px(5) - 1}px; }}
    QToolButton#chip[opens="true"]:focus {{ padding-right: {px(22) - 1}px; }}
    QToolButton#chip::menu-indicator {{ image: none; }}

    QTableView#cards {{ background: {c.paper}; border: none; outline: 0; }}
    QTableView#numbers {{
        font: {px(12)}px "{FRAME}"; background: {c.paper}; border: none; border-top: 2px solid {c.line};
        outline: 0; }}
    QTableView#numbers:focus {{ border-top: 2px solid {c.accent}; }}
    QTableView#numbers::item {{ border-bottom: 1px solid {c.line}; padding: 0 {px(4)}px 0 0; }}
    QTableView#numbers QHeaderView::section {{ padding: 0 {px(7)}px 0 {px(3)}px; }}
    QTableView#numbers::item:selected {{ background: {c.selection}; color: {c.ink}; }}
    QHeaderView {{ background: {c.paper}; border: none; }}
    QHeaderView::section {{
        font: 500 {px(12.5)}px "{FRAME}"; background: {c.paper}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: 0 {px(16)}px 0 0; }}
    QTableView#cards QHeaderView::section:first {{ padding-left: {px(34)}px; }}
    QHeaderView::section:hover {{ color: {c.ink}; }}
    QListView {{ background: {c.paper}; border: none; outline: 0; }}
    QTextBrowser, QPlainTextEdit {{
        background: {c.paper}; color: {c.ink}; border: none;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QTextBrowser#article {{ border-top: 2px solid transparent; }}
    QTextBrowser#article:focus {{ border-top: 2px solid {c.accent}; }}
    QPlainTextEdit#ownNote {{
        font: {px(15)}px "{READING}";
        background: {c.surface}; border: 1px solid {c.control};
        border-radius: {px(6)}px; padding: {px(6)}px; }}
    QPlainTextEdit#ownNote:focus {{ border: 2px solid {c.accent}; padding: {px(6) - 1}px; }}
    QPlainTextEdit#wrapping {{
        font: {px(14)}px "{FRAME}"; background: {c.surface}; border: 1px solid {c.control};
        border-radius: {px(6)}px; padding: {px(9)}px {px(10)}px {px(4)}px; }}
    QPlainTextEdit#wrapping:focus {{
        border: 2px solid {c.accent}; padding: {px(9) - 1}px {px(10) - 1}px {px(4) - 1}px; }}
    QWidget#notePanel {{ background: {c.paper}; border: none; border-top: 1px solid {c.line}; }}

    QFrame#popup {{ background: {c.surface}; border: 1px solid {c.control}; border-radius: {px(6)}px; }}
    QFrame#popup QLabel {{ background: transparent; color: {c.ink}; }}
    QFrame#popup QLineEdit {{ font: {px(15)}px "{FRAME}"; padding: 0 {px(12) - 3}px; }}
    QFrame#popup QLineEdit:focus {{ padding: 0 {px(12) - 4}px; }}
    QLabel#dialogText {{ color: {c.ink}; background: transparent; font: {px(14)}px "{FRAME}"; }}
    QWidget#form QRadioButton {{
        spacing: 0; padding: {px(3) + 2}px 0 {px(3)}px 0;
        border: none; border-bottom: 2px solid transparent; }}
    QWidget#form QRadioButton:focus {{ border-bottom-color: {c.accent}; }}
    QWidget#form QRadioButton::indicator {{
        width: {px(14)}px; height: {px(14)}px; border: 1px solid {c.control}; border-radius: {px(7) + 1}px;
        background: {c.surface}; }}
    QWidget#form QRadioButton::indicator:checked {{
        width: {px(6)}px; height: {px(6)}px; border: {px(5)}px solid {c.accent}; border-radius: {px(8)}px; }}
    QLabel#planTitle {{ color: {c.ink}; font: 600 {px(26)}px "{READING}"; }}
    QDialog QCheckBox, QWidget#form QCheckBox {{
        color: {c.ink}; font: {px(14)}px "{FRAME}"; spacing: {px(8)}px; }}
    QDialog QCheckBox:focus, QWidget#form QCheckBox:focus {{ background: {c.selection}; }}
    QDialog QCheckBox::indicator, QWidget#form QCheckBox::indicator {{
        width: {px(16)}px; height: {px(16)}px; border: 1px solid {c.control}; border-radius: {px(3)}px;
        background: {c.surface}; }}
    QDialog QCheckBox::indicator:checked, QWidget#form QCheckBox::indicator:checked {{
        background: {c.accent}; border-color: {c.accent}; }}
    QLabel#noticeText {{ font: {px(14)}px "{FRAME}"; }}
    QFrame#popup QPushButton#flat {{ color: {c.accent}; font-weight: 600; }}
    QLabel#previewKind {{ font: 600 {px(11)}px "{FRAME}"; }}
    QLabel#previewTitle {{ font: 600 {px(16)}px "{READING}"; }}
    QLabel#previewText {{ font: {px(14.5)}px "{READING}"; }}
    QFrame#popup QListView {{ background: {c.surface}; }}
    QLineEdit#quickField {{
        font: {px(17)}px "{FRAME}"; background: transparent; border: none; border-radius: 0;
        padding: 0 {px(12)}px; }}
    QFrame#quickAnswer {{
        background: {c.selection}; border: none; border-top: 1px solid {c.line}; }}
    QTextBrowser#quickText {{ background: {c.selection}; }}
    QLabel#quickTitle {{ color: {c.ink}; background: transparent; font: 600 {px(20)}px "{READING}"; }}
    QLabel#quickAside {{
        color: {c.ink}; background: transparent; font: {px(13)}px "{FRAME}"; padding-top: {px(9)}px; }}
    QLabel#quickMessage {{
        color: {c.muted}; background: {c.paper}; font: {px(13)}px "{FRAME}";
        border-top: 1px solid {c.line}; }}
    QWidget#quickFoot {{
        background: {c.sunk}; border-top: 1px solid {c.line};
        border-bottom-left-radius: {px(7)}px; border-bottom-right-radius: {px(7)}px; }}
    QPushButton#quickKey {{ background: transparent; border: none; padding: 0; }}
    QLabel#quickKeyName {{ color: {c.ink}; background: transparent; font: 500 {px(12)}px "{FRAME}"; }}
    QLabel#quickKeyWords {{ color: {c.muted}; background: transparent; font: {px(12)}px "{FRAME}"; }}
    QPushButton#quickKey:focus {{ border-bottom: 2px solid {c.accent}; }}
    QLabel#quickKeyName:disabled, QLabel#quickKeyWords:disabled {{ color: {c.control}; }}
    QLabel#title {{ color: {c.ink}; font: 600 {px(32)}px "{READING}"; }}
    QLabel#section {{ color: {c.ink}; font: 600 {px(20)}px "{READING}"; }}
    QLabel#name {{ color: {c.ink}; font: 600 {px(14.5)}px "{FRAME}"; }}
    QLabel#head {{ color: {c.muted}; background: transparent; font: 600 {px(12.5)}px "{FRAME}"; }}
    QLabel#quiet {{ color: {c.muted}; background: transparent; font: {px(13)}px "{FRAME}"; }}
    QLabel#message {{
        background: {c.note}; color: {c.ink}; border: none; border-bottom: 1px solid {c.line};
        padding: {px(10)}px {px(24)}px; }}

    QMenuBar {{ background: {c.sunk}; color: {c.ink}; border-bottom: 1px solid {c.line}; }}
    QMenuBar::item {{ background: transparent; padding: {px(5)}px {px(10)}px; }}
    QMenuBar::item:selected {{ background: {c.selection}; }}
    QMenu {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.control};
            border-radius: {px(6)}px; padding: {px(4)}px 0; }}
    QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(16)}px; border: none; }}
    QMenu::item:selected {{ background: {c.selection}; color: {c.ink}; }}
    QMenu::item:disabled {{ color: {c.control}; }}
    QMenu::item:checked {{ color: {c.accent}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(4)}px 0; }}
    QMenu::icon {{ padding-left: {px(8)}px; }}

    QSplitter::handle {{ background: {c.line}; }}
    QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.control}; border-radius: {px(3)}px; margin: {px(3)}px; }}
    QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}

    """
