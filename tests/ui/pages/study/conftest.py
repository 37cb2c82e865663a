"""What the tests of studying share: the progress file of a learner who has done nothing yet."""

from __future__ import annotations

import pytest

from attache.learner.progress import Progress
from attache.ui.shell.learner import Learner


@pytest.fixture
def progress(learner: Learner) -> Progress:
    """The progress file."""
    return learner.progress
