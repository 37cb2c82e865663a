"""The session that was started last and is not finished, remembered so that it can be continued."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import NamedTuple

from attache.study.scope import Scope, scope_of
from attache.ui.shell.machine import Machine

_LONGEST = 20_000
"""Characters; a session of thousands of entries is not remembered."""


class Unfinished(NamedTuple):
    """What a session asks, whether beyond the limits of the day, and the learner's day on which it began."""

    scope: Scope
    beyond: bool
    day: int
    card: str = ""
    """The card at which the program was closed."""


def remember(machine: Machine, session: Unfinished) -> None:
    """Remember a session that was started, instead of an earlier one."""
    text = json.dumps([asdict(session.scope), *session[1:]], default=sorted)
    machine.session = text if len(text) <= _LONGEST else ""


def forget(machine: Machine) -> None:
    """Forget the session: it is finished."""
    machine.session = ""


def unfinished(machine: Machine, day: int) -> Unfinished | None:
    """Return the session that was started on a day and is not finished, None if there is none."""
    try:
        scope, beyond, began, card = json.loads(machine.session)
        session = Unfinished(scope_of(scope), bool(beyond), began, str(card))
    except (ValueError, TypeError, KeyError, RecursionError):  # nobody's, or changed by hand
        return None
    return session if began == day else None
