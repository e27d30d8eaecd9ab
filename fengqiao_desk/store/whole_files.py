"""Files and folders that are there whole or not at all: written beside under a name of our own, synced, then moved into place."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_UNFINISHED = ".fengqiao-*.part"
_ABANDONED_SECONDS = 3600
"""Longer than the slowest stick lets a program wait between two pieces."""
Identity = tuple[int, int]
"""Device and number of a file."""


def identity_of(path: Path) -> Identity | None:
    """By what a file is known whatever it is called; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A place in `folder` that nobody has, for what is not finished; what still lies there at the end is taken away."""
    place = folder / _UNFINISHED.replace("*", secrets.token_hex(8))
    try:
        yield place
    finally:
        _take_away(place)


def write_whole(path: Path, content: bytes, *, replacing: bool = True) -> None:
    """Write a file so that it is there whole or not at all, and on the disk when this returns.

    Raises FileExistsError instead of `replacing` a file, also one that came while this one was written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path.parent) as unfinished:
        with unfinished.open("xb") as handle:
            handle.write(content)
            handle.flush()
            # Before it gets its name: after a power cut a name must not stand for what never reached the disk.
            os.fsync(handle.fileno())
        put_in_place(unfinished, path, replacing=replacing)


def put_in_place(finished: Path, path: Path, *, replacing: bool = True) -> None:
    """Give a finished file its name, for good; raises FileExistsError when there is one already and nobody said `replacing`."""
    if replacing:
        finished.replace(path)
    elif os.name == "nt":
        finished.rename(path)  # Windows itself refuses to replace
    else:
        _name_a_new_file(finished, path)
    sync_folder(path.parent)


def clear_unfinished(folders: Iterable[Path]) -> None:
    """Take away what a program that was killed has left unfinished; only for who holds these folders alone."""
    for folder in folders:
        for place in folder.glob(_UNFINISHED):
            _take_away(place)


def clear_unfinished_before(unfinished: Path) -> None:
    """Take away what lies unfinished beside this one since long before it: what is still being written changes all the time."""
    begun = unfinished.stat().st_mtime
    for place in unfinished.parent.glob(_UNFINISHED):
        with suppress(OSError):
            if begun - place.stat().st_mtime > _ABANDONED_SECONDS:
                _take_away(place)


def is_unfinished(path: Path) -> bool:
    """Whether a file bears the name of one that is still being written."""
    return path.match(_UNFINISHED)


def _take_away(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):  # a stick that was pulled out must not hide why
        place.unlink(missing_ok=True)


def _name_a_new_file(finished: Path, path: Path) -> None:
    try:
        # On Linux a rename replaces without a word; a link to a name that is there fails.
        path.hardlink_to(finished)
    except FileExistsError:
        raise
    except OSError:  # a stick's file system knows no hard links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        finished.rename(path)


def sync_folder(folder: Path) -> None:
    """Make the new name durable where the system can (a folder cannot be opened on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
