"""What a command is, and the run it is part of: the folder, the officer and the day."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from ..cases.saving import tables
from ..documents import typesetting
from ..documents.fonts import font_choice
from ..documents.typesetting import Sheet, Typeset
from ..fields import Row
from ..kinds import KINDS
from ..problems import (
    Fault,
    FaultyEntry,
    FolderDamaged,
    FolderSealed,
    NotPermitted,
    Refused,
    WrongPassword,
    WrongUsage,
)
from ..station import Act, Officer, Station, open_station
from ..station.handing_out import Outgoing, outgoing
from ..station.opening import practice_password
from ..station.rights import Right
from ..station.sealed.door import Door, Entrant, is_sealed
from ..store.damage import damage
from ..store.failures import DAMAGED, DATABASE_ERRORS
from ..store.sealing.master import Master
from ..store.sources import read_source
from ..store.targets import FileTarget, file_target, folder_target
from ..values import NotValid
from ..values.days import parse_day

DEFAULT_PRACTICE_OFFICER = "民警甲"
LARGEST_ENTRY = 64 << 20
"""Bytes of a file of JSON or text; a larger one is no entry but a mistake, and would be held in memory."""
_LONGEST_PASSWORD = 4096
_WHO = "请用 --user 指明是谁在办，并用 --password-file 给出密码"
_PASSWORD = "请用 --password-file 给出密码所在的文件"


@dataclass(frozen=True)
class Command:
    """One command: its words, its options, and what it does; `run` gives the JSON document and the sentence for people.

    `asks` are the rights that its verbs ask (none: it only reads, or needs no officer), for the table that `roles` prints.
    `gives` is the shape of its JSON, for docs/commands.md (English Markdown), which `make docs` writes.
    """

    name: str
    help: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[CommandRun], Outcome]
    asks: tuple[Right, ...] = ()
    gives: str = ""


@dataclass(frozen=True)
class Outcome:
    """`data` is what `--json` prints, `sentence` what a person reads; `status` 1 when a check found something."""

    data: object
    sentence: str
    status: int = 0


@dataclass
class CommandRun:
    """One run of the command line; `now` is the moment it began, read by the outer door."""

    options: argparse.Namespace
    now: datetime

    @property
    def folder(self) -> Path:
        """The station folder that `--data` names; raises WrongUsage without it."""
        if self.options.data is None:
            raise WrongUsage("请用 --data 指明数据文件夹，写在命令前面")
        return Path(self.options.data)

    @cached_property
    def station(self) -> Station:
        """The opened folder, with the tables of every kind."""
        station = self._open(exclusive=True)
        try:
            # A folder made before a kind came to the program has no tables for it yet.
            tables.ensure(station.connections, KINDS)
            self._refuse_another_day(station)
        except BaseException:
            station.close()
            raise
        return station

    @cached_property
    def looked_at(self) -> Station:
        """The folder opened beside whoever works in it: nothing is made, and a damaged table is no hindrance."""
        station = self._open(exclusive=False)
        try:
            with suppress(FolderDamaged, *DATABASE_ERRORS, ValueError, TypeError, KeyError):
                self._refuse_another_day(station)
        except BaseException:
            station.close()
            raise
        return station

    def reopen(self, master: Master) -> None:
        """The station once more, closed and opened by another master than it had."""
        self.close()
        at = self.now.isoformat(timespec="seconds")
        self.__dict__["station"] = open_station(self.folder, at, str(self.options.command), master=master)

    def tell_damage(self, cause: Exception) -> None:
        """What looks like a defect of ours may be damage that was read as a record: raises FolderDamaged then."""
        # Without opening it: what could not be opened has said so already.
        for station in self.opened:
            refuse_damaged(station, cause)

    def _open(self, *, exclusive: bool) -> Station:
        program, at = str(self.options.command), self.now.isoformat(timespec="seconds")
        return open_station(
            self.folder, at, program, exclusive=exclusive, master=self.master(looking=not exclusive)
        )

    def master(self, *, looking: bool = False) -> Master | None:
        """What opens a sealed folder, by who proves himself; None where nothing is sealed. Raises FolderSealed, WrongUsage, WrongPassword."""
        # To look it over asks for nobody in a plain folder: here it is the folder that cannot be opened.
        if looking and self._is_sealed and self.options.user is None:
            raise FolderSealed(f"这个数据文件夹是加密的。{_WHO}，都写在命令前面")
        return self._entrant.master if self._entrant is not None else None

    @cached_property
    def _is_sealed(self) -> bool:
        return self.folder.is_dir() and is_sealed(self.folder)

    @cached_property
    def _entrant(self) -> Entrant | None:
        """Who opens a sealed folder, by `--user` and `--password-file`; None where nothing is sealed."""
        if not self._is_sealed:
            return None
        name, password = self.options.user, read_password(self.options.password_file)
        if name is None:
            raise WrongUsage(_WHO)
        if password is None:
            raise WrongPassword(_PASSWORD)
        return Door(self.folder).enter(name, password, self.now)

    def _refuse_another_day(self, station: Station) -> None:
        """A folder that is for practice; one whose facts cannot be read is told as damaged."""
        if self.options.today is None or station.profile(self.now.date()).practice:
            return
        # Facts that a damaged table has lost would make a working folder of a practice one.
        refuse_damaged(station)
        raise NotPermitted("--today 只能用于练习文件夹")

    @cached_property
    def practice(self) -> bool:
        """As the station's own facts say; a password file laid into a working folder makes no practice folder of it."""
        return self.station.profile(self.now.date()).practice

    @cached_property
    def officer(self) -> Officer:
        """Who acts. A password that somebody else set opens nothing until its owner changed it; in practice all share one."""
        officer = self.signed_in
        if not self.practice:
            self.station.officers.require_own_password(officer)
        return officer

    @cached_property
    def signed_in(self) -> Officer:
        """`--user` with the password of `--password-file`; in a practice folder the practice password will do."""
        if self._entrant is not None:
            return self.station.officers.let_in(self._entrant, self.now, signing_in=False)
        name = self.options.user
        password = read_password(self.options.password_file)
        if name is None and self.practice:
            names = [officer.name for officer in self.station.officers.all()]
            return self.station.officers.named(
                DEFAULT_PRACTICE_OFFICER if DEFAULT_PRACTICE_OFFICER in names else names[0]
            )
        if name is None:
            raise WrongUsage(_WHO)
        if password is None and self.practice:
            password = practice_password(self.folder)
        if password is None:
            raise WrongPassword(_PASSWORD)
        return self.station.officers.prove(name, password, self.now)

    def sign_in(self) -> Officer:
        """Nobody reads a record without saying who he is."""
        return self.officer

    @cached_property
    def act(self) -> Act:
        """The act of this run, by who signed in; of it verbs ask a right and the audit keeps name and moment."""
        return self.act_of(self.officer)

    def act_of(self, officer: Officer) -> Act:
        """An act of an officer at this moment: the clock's hour on the day of the run, which `--today` may have moved."""
        return Act(officer, datetime.combine(self.today, self.now.time().replace(microsecond=0)))

    @cached_property
    def today(self) -> date:
        """`--today` in a practice folder, else the day of the clock."""
        if self.options.today is None:
            return self.now.date()
        assert self.station  # which refuses --today outside practice
        return parse_argument_day(self.options.today, "--today")

    def file(self, path: str) -> FileTarget:
        """Where a file of this name may be written; asked before anything is numbered or recorded. Raises Refused."""
        return file_target(Path(path), self._folder_in_use, replacing=self.options.overwrite)

    def outgoing(self, path: str) -> Outgoing:
        """The same for what leaves the station folder, closed with the password of `--close-with`. Raises Refused, FaultyEntry."""
        return outgoing(self.file(path), self._receivers_password)

    def made_folder(self, path: str) -> Path:
        """A folder to be made or filled, outside the station's own. Raises Refused."""
        return folder_target(Path(path), self._folder_in_use)

    @cached_property
    def _receivers_password(self) -> str:
        """Empty when the file is not to be closed; read once, for a pipe gives it only once."""
        named = self.options.close_with
        password = read_password(named)
        if password == "":
            raise Refused(f"密码文件的第一行是空的：{named}")
        return password or ""

    @property
    def _folder_in_use(self) -> Path | None:
        return Path(self.options.data) if self.options.data is not None else None

    @property
    def opened(self) -> list[Station]:
        """The folder as this run opened it, if it did."""
        # Past the cached properties themselves, which would open it.
        return [self.__dict__[name] for name in ("station", "looked_at") if name in self.__dict__]

    def close(self) -> None:
        """Let go of the folder, if it was opened."""
        for station in self.opened:
            station.close()


def refuse_damaged(station: Station, cause: Exception | None = None) -> None:
    """Looks for damage in the whole database; raises FolderDamaged."""
    if damage(station.connections):
        raise FolderDamaged(DAMAGED.format(path=station.layout.database)) from cause


def read_password(path: str | None) -> str | None:
    """The first line of the file; None without a file."""
    if path is None:
        return None
    try:
        # Not by `read_source`, which takes plain files alone: the shell hands a password over by a pipe.
        with Path(path).open("rb") as file:
            lines = file.read(_LONGEST_PASSWORD).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise WrongPassword(f"读不到密码文件：{path}") from None
    return lines[0] if lines else ""


def read_entry(path: str) -> object:
    """The JSON of an entry file, with or without a byte order mark; raises FaultyEntry with the place of the fault."""
    try:
        text = read_source(Path(path), LARGEST_ENTRY).decode("utf-8-sig")
        entry: object = json.loads(text, parse_constant=_no_such_number)
        return entry
    except Refused as refused:
        fault = refused.message
    except OSError:
        fault = f"读不到文件 {path}，请核对文件名"
    except UnicodeDecodeError:
        fault = f"{path} 不是 UTF-8 编码，请另存为 UTF-8 后再试"
    except json.JSONDecodeError as error:
        fault = f"{path} 不是 JSON：第 {error.lineno} 行第 {error.colno} 个字附近有误"
    # json goes one call deeper with every bracket.
    except RecursionError:
        fault = f"{path} 里的括号套得太深"
    except ValueError:
        fault = f"{path} 里有过大的数或不是数的 NaN、Infinity"
    raise FaultyEntry((Fault("", fault),))


def read_object(path: str, example: str) -> Row:
    """The JSON object of a file; raises FaultyEntry for other JSON too, with an example of what is meant."""
    entry = read_entry(path)
    if not isinstance(entry, dict):
        raise FaultyEntry((Fault("", f"应写成 {example} 的样子"),))
    return entry


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(name)


def whole_number(text: str) -> int:
    """A count among the options; argparse tells what is wrong with it."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise argparse.ArgumentTypeError(f"应是 0 至 99999 的整数，不能是“{text}”")
    return int(text)


def no_options(parser: argparse.ArgumentParser) -> None:
    """The command takes nothing of its own."""


def overwrite_option(parser: argparse.ArgumentParser) -> None:
    """Beside every option that names a file to be written."""
    parser.add_argument("--overwrite", action="store_true", help="已有这个文件时换成新的")


def outgoing_options(parser: argparse.ArgumentParser) -> None:
    """Beside every option that names a file in which something leaves the station folder."""
    overwrite_option(parser)
    parser.add_argument(
        "--close-with",
        default=None,
        metavar="FILE",
        help="给 PDF 或 .xlsx 加密码，密码是这个文件的第一行（至少 10 位），另行告诉对方",
    )


def target_option(parser: argparse.ArgumentParser) -> None:
    """--to FILE.pdf, as most commands on papers end."""
    parser.add_argument("--to", required=True, metavar="FILE.pdf", help="写到哪里，须在数据文件夹以外")
    outgoing_options(parser)


def kind_option(parser: argparse.ArgumentParser) -> None:
    """KIND, as most commands begin."""
    parser.add_argument("kind", metavar="KIND", help="案件种类，见 kinds")


def number_option(parser: argparse.ArgumentParser) -> None:
    """KIND NUMBER: one case."""
    kind_option(parser)
    parser.add_argument("number", metavar="NUMBER", help="编号")


def parse_argument_day(text: str, what: str) -> date:
    """The day of an option, `YYYY-MM-DD`; raises Refused, which names the option by `what`."""
    try:
        return parse_day(text)
    except NotValid as error:
        raise Refused(f"{what} {error}") from None


def typeset(run: CommandRun, *sheets: Sheet) -> Typeset:
    """One file of the sheets in the station's fonts."""
    return typesetting.typeset_many(sheets, font_choice(run.station.profile(run.today)))
