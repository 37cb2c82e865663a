"""Every setting, declared once: its section, its name, how it is found, and what it is changed with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from attache.base.dates import DAYS
from attache.base.text import words
from attache.base.vocabulary import CardForm
from attache.study.settings import DEFAULTS, RANGES
from attache.ui.shell.page import PageItem
from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from attache.ui.widgets.controls import Action, Control, Hour, Number, Numbers, Pick, Several
from attache.ui.widgets.words import FORMS_WORDS, hour_words, share


class Section(StrEnum):
    """A section of the page; the value is its heading."""

    STUDYING = "Studying"
    SCHEDULING = "Scheduling"
    APPEARANCE = "Appearance"
    BACKUPS = "Backups"
    ADVANCED = "Advanced"


_SWITCH = ((True, "On"), (False, "Off"))
_FORMS = tuple((form.value, FORMS_WORDS[form]) for form in CardForm)
_DAYS = tuple(enumerate(DAYS))


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the page.

    The ``id`` of a study setting is its field of ``StudySettings``.
    """

    id: str
    section: Section
    name: str
    help: str
    """One or two sentences below the name."""
    also: str
    """Other words by which it is found."""
    control: Callable[[Theme], Control]
    needs_progress: bool = True
    """Whether it is left out while there is no open progress file."""

    @property
    def is_of_studying(self) -> bool:
        """Whether it is a study setting, which has a default and can be reset."""
        return hasattr(DEFAULTS, self.id)

    def is_found_by(self, typed: list[str]) -> bool:
        """Return whether each word typed begins a word of its section, name, help or other words."""
        own = words(f"{self.section} {self.name} {self.help} {self.also}")
        return all(any(word.startswith(part) for word in own) for part in typed)


SETTINGS = (
    Setting(
        "minutes",
        Section.STUDYING,
        "Minutes per day",
        "How long you want to study each day. 0 means no limit.",
        "time budget daily limit goal",
        lambda theme: Number(theme, RANGES["minutes"], "minutes", 5, "No limit"),
    ),
    Setting(
        "new_limit",
        Section.STUDYING,
        "Maximum new cards per day",
        "At most this many new cards are shown in a day. 0 means no limit.",
        "per maximum max daily limit",
        lambda theme: Number(theme, RANGES["new_limit"], "cards", none="No limit"),
    ),
    Setting(
        "due_limit",
        Section.STUDYING,
        "Maximum reviews per day",
        "At most this many due cards are shown in a day. 0 means no limit.",
        "per max daily limit cards",
        lambda theme: Number(theme, RANGES["due_limit"], "cards", 10, "No limit"),
    ),
    Setting(
        "days_off",
        Section.STUDYING,
        "Days off",
        "Cards that would be due on these weekdays are moved to other days where possible.",
        "vacation holiday weekend free easy days break pause",
        lambda theme: Several(theme, _DAYS),
    ),
    Setting(
        "day_begins",
        Section.STUDYING,
        "Next day starts at",
        "Reviews before this time count for the previous day.",
        "next new day start begins midnight hour time rollover",
        lambda theme: Hour(theme, RANGES["day_begins"]),
    ),
    Setting(
        "preferred_forms",
        Section.STUDYING,
        "Card types first",
        "An entry’s new cards of these types are shown before its others.",
        "prefer forms order sort new",
        lambda theme: Several(theme, _FORMS),
    ),
    Setting(
        "left_out_forms",
        Section.STUDYING,
        "Hidden card types",
        "Cards of these types are not shown. Your progress with them is kept.",
        "hide exclude skip disable forms",
        lambda theme: Several(theme, _FORMS),
    ),
    Setting(
        "extra_cards",
        Section.STUDYING,
        "Extra cards",
        "Also study the least important cards: dates, places and other details. If off, no new"
        " ones are added.",
        "marginal details value optional core",
        lambda theme: Pick(theme, _SWITCH),
    ),
    Setting(
        "two_buttons",
        Section.STUDYING,
        "Answer buttons",
        "Four: Again, Hard, Good and Easy. Two: Again and Good.",
        "rating grade pass fail two four",
        lambda theme: Pick(theme, ((False, "Four"), (True, "Two"))),
    ),
    Setting(
        "answer_cap",
        Section.STUDYING,
        "Maximum answer time",
        "A longer answer counts as this long, so that a break does not count as studying.",
        "max seconds timer cap",
        lambda theme: Number(theme, RANGES["answer_cap"], "seconds", 5),
    ),
    Setting(
        "desired_retention",
        Section.SCHEDULING,
        "Desired retention",
        "The share of cards that you want to remember when they are due. A higher value means more reviews.",
        "recall remember target request percentage",
        lambda theme: Number(theme, RANGES["desired_retention"], "%", scale=0.01),
    ),
    Setting(
        "learning_steps",
        Section.SCHEDULING,
        "Learning steps",
        "A new card is shown again after these minutes, then on another day. Separate them"
        " with spaces, e.g. “1 10”.",
        "first new graduating",
        lambda theme: Numbers(theme, "minutes", 160),
    ),
    Setting(
        "relearning_steps",
        Section.SCHEDULING,
        "Relearning steps",
        "A forgotten card is shown again after these minutes, if there are any, then on another day.",
        "lapses again",
        lambda theme: Numbers(theme, "minutes", 160),
    ),
    Setting(
        "maximum_interval",
        Section.SCHEDULING,
        "Maximum interval",
        "The longest time between two reviews of a card.",
        "max longest",
        lambda theme: Number(theme, RANGES["maximum_interval"], "days", 30),
    ),
    Setting(
        "spread",
        Section.SCHEDULING,
        "Balance daily reviews",
        "Moves reviews by a few days so that every day has about the same number.",
        "fuzz load balancer balancing spread even",
        lambda theme: Pick(theme, _SWITCH),
    ),
    Setting(
        "leech_lapses",
        Section.SCHEDULING,
        "Leech threshold",
        "A card that you forget this often is a leech, and you are offered help with it.",
        "leeches difficult hard forgotten suspend",
        lambda theme: Number(theme, RANGES["leech_lapses"], "lapses"),
    ),
    Setting(
        "theme",
        Section.APPEARANCE,
        "Colour theme",
        "System follows the theme of your desktop.",
        "dark light mode night day colours colors",
        lambda theme: Pick(theme, ((Mode.SYSTEM, "System"), (Mode.LIGHT, "Light"), (Mode.DARK, "Dark"))),
        needs_progress=False,
    ),
    Setting(
        "zoom",
        Section.APPEARANCE,
        "Text size",
        "For everything in the window. Ctrl + and Ctrl − change it too.",
        "zoom font scale larger smaller bigger percent",
        lambda theme: Pick(theme, tuple((step, f"{step} %") for step in ZOOM_STEPS)),
        needs_progress=False,
    ),
    Setting(
        "menu_bar",
        Section.APPEARANCE,
        "Menu bar",
        "The menus contain every command. F10 opens them, even while the bar is hidden.",
        "menus toolbar",
        lambda theme: Pick(theme, ((False, "Hidden"), (True, "Shown"))),
        needs_progress=False,
    ),
    Setting(
        "back_up",
        Section.BACKUPS,
        "Back up now",
        "Backups are also made automatically on each day you study, and after long sessions.",
        "backup backups save copy progress automatic",
        lambda theme: Action(theme, "Back up now"),
    ),
    Setting(
        "backups",
        Section.BACKUPS,
        "Restore a backup",
        "Lists all backups and what they contain. Your current progress is backed up first.",
        "backups history undo recover go back",
        lambda theme: Action(theme, "Show backups"),
    ),
    Setting(
        "export",
        Section.BACKUPS,
        "Save a backup as a file",
        "Saves your progress, bookmarks, notes and settings as one file, e.g. for another computer.",
        "export save copy progress transfer move sync",
        lambda theme: Action(theme, "Save a backup as…"),
    ),
    Setting(
        "import",
        Section.BACKUPS,
        "Restore from a file",
        "Shows what a backup file contains before you restore it.",
        "import open load transfer move backup sync progress",
        lambda theme: Action(theme, "Choose a file…"),
    ),
    Setting(
        "fit",
        Section.ADVANCED,
        "Optimise automatically",
        "Optimises FSRS, the scheduling algorithm, for your review history as you study. New parameters are"
        " used only if they predict your answers better.",
        "optimize optimiser optimizer fsrs parameters fit",
        lambda theme: Pick(theme, _SWITCH),
    ),
    Setting(
        "optimise",
        Section.ADVANCED,
        "Optimise schedule (FSRS)",
        "Optimises the FSRS parameters for all your answers now.",
        "optimize optimiser optimizer parameters fit train",
        lambda theme: Action(theme, "Optimise now"),
    ),
    Setting(
        "parameters",
        Section.ADVANCED,
        "FSRS parameters",
        "21 numbers that describe how you forget. Optimising sets them for you.",
        "weights optimize optimise algorithm scheduler",
        Numbers,
    ),
    Setting(
        "check",
        Section.ADVANCED,
        "Check my data",
        "Looks for damage in the library and in your progress, and can repair your progress.",
        "doctor library database integrity verify corrupt fix repair problems errors",
        lambda theme: Action(theme, "Check now"),
    ),
    Setting(
        "clear_recent",
        Section.ADVANCED,
        "Clear history",
        "Clears the list of recently viewed entries. Bookmarks and notes are kept.",
        "privacy delete forget recent",
        lambda theme: Action(theme, "Clear history"),
    ),
    Setting(
        "reset",
        Section.ADVANCED,
        "Reset study settings",
        "Resets all study and scheduling settings to their defaults. Your progress is kept.",
        "default defaults restore original all",
        lambda theme: Action(theme, "Reset study settings"),
    ),
    Setting(
        "delete",
        Section.ADVANCED,
        "Delete all my data",
        "Deletes your progress, bookmarks, notes and settings. Backups are kept unless you delete them too.",
        "erase remove privacy start over fresh new wipe clear everything",
        lambda theme: Action(theme, "Delete all my data…"),
    ),
)


def items() -> Iterator[PageItem]:
    """Yield the settings as the command palette finds them."""
    for setting in SETTINGS:
        deletes = setting.id in {"clear_recent", "delete"}
        yield PageItem(setting.id, setting.name, f"{setting.section} {setting.also}", deletes)


def default_words(setting: Setting) -> str:
    """Return the default of a study setting, in words for its reset button; "" if it has too many."""
    value = getattr(DEFAULTS, setting.id)
    if isinstance(value, bool):
        return {"two_buttons": "Four"}.get(setting.id, "On" if value else "Off")
    if isinstance(value, tuple):
        shown = " ".join(f"{each:g}" if isinstance(each, float) else str(each) for each in value)
        return "" if setting.id == "parameters" else shown or "none"
    if setting.id == "day_begins":
        return hour_words(value)
    return share(value) if isinstance(value, float) else str(value)
