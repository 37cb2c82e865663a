"""What of the log has been undone, for questions to the whole of it."""

from __future__ import annotations

UNDONE = """(
    SELECT of FROM review_log WHERE of > '' GROUP BY of HAVING total(act = 'undo') > total(act = 'redo')
)"""
"""The ids of all rows that have been undone; worked out once for a query, by an index.

For a few rows it is quicker to ask of each whether it stands (``workload.STANDING``).
"""
