"""Files that the user saves something as: each appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

from attache.base.errors import KnownError


def save_whole(file: Path, content: bytes, what: str) -> None:
    """Write a file, or replace one; a :class:`KnownError` says that ``what`` could not be written there."""
    # Not with Qt, which would take a path that is not Unicode for another one, and say of no full disk.
    cannot = KnownError(
        f"{what} could not be written to {file}.", "Choose a folder you can write to, with room on the disk."
    )
    fresh = file.with_name(f".{file.name}.part")
    try:
        if file.exists() and not file.is_file():
            raise cannot
        try:
            fresh.write_bytes(content)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise cannot from error
