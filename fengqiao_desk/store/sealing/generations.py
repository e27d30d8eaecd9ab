"""Another generation of a folder's content beside the present one: copied, sealed with another master, compared; the keys then say which counts."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ...problems import DiskProblem, Refused
from ..database import Connections, StationDatabase
from ..failures import in_words
from ..kept_files import KeptFiles, Room
from ..kept_names import kept_names
from ..layout import FolderLayout
from ..whole_files import write_whole
from .key_file import KeyFile
from .master import Master

Progress = Callable[[int, int], None]
"""Hears how many of how many files are done; may raise to give up, which leaves the present generation as it is."""


@dataclass(frozen=True)
class Content:
    """An opened folder as it is copied."""

    layout: FolderLayout
    connections: Connections
    files: KeptFiles


@contextmanager
def next_generation(present: Content, master: Master, progress: Progress) -> Iterator[Connections]:
    """The content sealed with another master, complete and compared with the present one; gives its database for what is to be written there.

    It counts only when the keys are written (`commit`); left by an error it is taken away. Raises Refused, DiskProblem.
    """
    layout = FolderLayout(present.layout.root, master.generation)
    if layout.content in (present.layout.content, present.layout.root):
        raise Refused("新的钥匙要有新的编号")
    with in_words(layout.root):
        # A try that was broken off: the keys never named it.
        shutil.rmtree(layout.content, ignore_errors=True)
        layout.make()
        try:
            _copy_database(present.connections, layout.database, master)
            connections = Connections(StationDatabase(layout.database, master.database_key))
            try:
                _compare_tables(present.connections, connections)
                _copy_files(present, KeptFiles(layout, connections, master), master, progress)
                yield connections
            finally:
                connections.let_go()
        except BaseException:
            shutil.rmtree(layout.content, ignore_errors=True)
            raise


def commit(layout: FolderLayout, keys: KeyFile) -> None:
    """From this moment on the generation of the keys counts, and no other."""
    made = FolderLayout(layout.root, keys.generation)
    with in_words(layout.root):
        keys.write(made.keys, made.copy_of_keys)


def clear_other_generations(layout: FolderLayout) -> None:
    """Take away what does not count: only for who holds the folder alone and has opened what counts."""
    for place in layout.other_contents:
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            with in_words(layout.root):
                place.unlink(missing_ok=True)


def _copy_database(source: Connections, target: Path, master: Master) -> None:
    """By SQLCipher's own export, which carries tables, indexes and triggers; version and mark it leaves behind are set again."""
    with source.reading():
        ((version,),) = source.run("PRAGMA user_version")
        ((mark,),) = source.run("PRAGMA application_id")
        # The key is ours, 64 hexadecimal digits: an ATTACH without one would take the present key, one with an empty one none.
        source.run(f"ATTACH DATABASE ? AS next KEY \"x'{master.database_key.hex()}'\"", str(target))
        try:
            with source.writing():  # nobody writes meanwhile
                source.run("SELECT sqlcipher_export('next')")
                source.run(f"PRAGMA next.user_version = {int(version)}")
                source.run(f"PRAGMA next.application_id = {int(mark)}")
        finally:
            source.run("DETACH DATABASE next")


def _compare_tables(source: Connections, copy: Connections) -> None:
    """Raises DiskProblem unless the copy is sound and every table has the rows it had."""
    with source.reading(), copy.reading():
        sound = copy.run("PRAGMA integrity_check") == [("ok",)]
        if not sound or _counted(source) != _counted(copy):
            raise DiskProblem("加密以后核对数据库，和原来的不一致；原来的数据没有改动，请检查磁盘后再试")
        copy.use_write_ahead_log()


def _counted(connections: Connections) -> dict[tuple[str, str], int]:
    """Everything the database declares, tables with the number of their rows; the index of the search has its in tables beside it."""
    counted = {}
    for kind, name, declaration in connections.run("SELECT type, name, sql FROM sqlite_master"):
        has_rows = kind == "table" and not str(declaration).startswith("CREATE VIRTUAL")
        count = f'SELECT count(*) FROM "{name}"'  # noqa: S608 - our own names
        counted[kind, name] = int(connections.run(count)[0][0]) if has_rows else 1
    return counted


def _copy_files(present: Content, files: KeptFiles, master: Master, progress: Progress) -> None:
    """Every file of the two rooms, each compared; what nobody can unseal any more is carried on as it lies."""
    pieces = list(_pieces(present, files))
    for done, (source, target) in enumerate(pieces):
        progress(done, len(pieces))
        content = present.files.content_at(source)
        if content is None:
            write_whole(target, source.read_bytes())
        else:
            _write_and_compare(target, content, master)
    progress(len(pieces), len(pieces))


def _pieces(present: Content, files: KeptFiles) -> Iterator[tuple[Path, Path]]:
    """Where each file lies and where it will lie."""
    for room, names in kept_names(present.connections).items():
        held = present.layout.content / room
        if not present.layout.is_sealed:
            for path in sorted(path for path in held.rglob("*") if path.is_file()):
                # The name is on the disk itself, so those that no row knows keep theirs too.
                name = path.name if room is Room.ATTACHMENTS else path.relative_to(held).as_posix()
                yield path, files.path(room, name)
            continue
        for name in sorted(names):
            if present.files.is_there(room, name):
                yield present.files.path(room, name), files.path(room, name)
        for stray in present.files.strays(room, names):
            # Its name is not known: it keeps the one that says nothing.
            yield stray, files.path(room, "").parents[1] / stray.relative_to(held)


def _write_and_compare(path: Path, content: bytes, master: Master) -> None:
    write_whole(path, master.seal(content))
    read_back = master.unseal(path.read_bytes())
    if read_back is None or hashlib.sha256(read_back).digest() != hashlib.sha256(content).digest():
        raise DiskProblem(f"加密以后核对文件，和原来的不一致：{path}。原来的数据没有改动，请检查磁盘后再试")
