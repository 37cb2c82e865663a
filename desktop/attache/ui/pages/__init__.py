"""The pages of the window, in the order of the rail.  Adding a page is a folder here and a line below.

A folder's ``__init__`` imports little: the page itself is imported when it is first shown.
"""

from __future__ import annotations

from attache.ui.pages.about import PAGE as ABOUT
from attache.ui.pages.backups import PAGE as BACKUPS
from attache.ui.pages.cards import PAGE as CARDS
from attache.ui.pages.documents import PAGE as DOCUMENTS
from attache.ui.pages.exam import PAGE as EXAM
from attache.ui.pages.glossary import PAGE as GLOSSARY
from attache.ui.pages.help import PAGE as HELP
from attache.ui.pages.map import PAGE as MAP
from attache.ui.pages.progress import PAGE as PROGRESS
from attache.ui.pages.quiz import PAGE as QUIZ
from attache.ui.pages.settings import PAGE as SETTINGS
from attache.ui.pages.study import PAGE as STUDY
from attache.ui.pages.timeline import PAGE as TIMELINE
from attache.ui.pages.today import PAGE as TODAY

PAGES = (
    TODAY,
    GLOSSARY,
    DOCUMENTS,
    HELP,
    ABOUT,
    SETTINGS,
    BACKUPS,
    STUDY,
    CARDS,
    QUIZ,
    EXAM,
    PROGRESS,
    MAP,
    TIMELINE,
)
