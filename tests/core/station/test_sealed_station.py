"""A working station is sealed: nothing of it is read by who holds the folder, and each password opens it for its owner alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyrage
import pytest

from fengqiao_desk.problems import FaultyEntry, FolderSealed, TriedTooOften, WrongPassword
from fengqiao_desk.station import Act, Officer, Role, Station, create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.station.passwords import hashed
from fengqiao_desk.station.sealed.door import Door
from fengqiao_desk.store.kept_files import KeptFile, Room
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.sealing.recovery import Recovery

AT = datetime.fromisoformat("2026-12-01T08:00:00")
STAMP = AT.isoformat()
FIRST, OWN = "first-secret-71", "another-secret-72"
ADMIN = Act(Officer("张三", Role.ADMINISTRATOR, ""), AT)


@pytest.fixture(scope="module")
def recovery() -> Recovery:
    return Recovery.fresh()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "station"


@pytest.fixture
def station(root: Path, recovery: Recovery) -> Iterator[Station]:
    made = create_station(
        root, NewStation("示例派出所", "示例市公安局", "张三", FIRST, recovery=recovery), STAMP
    )
    yield made
    made.close()


def bytes_of(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_a_working_station_is_sealed_unless_somebody_says_otherwise(root: Path) -> None:
    with pytest.raises(FaultyEntry) as caught:
        create_station(root, NewStation("示例派出所", "示例市公安局", "张三", FIRST), STAMP)
    assert [fault.field for fault in caught.value.faults] == ["recovery"]
    assert not root.exists()


def test_what_was_typed_is_nowhere_on_the_disk(root: Path, station: Station) -> None:
    station.profiles.change({"phone": "05510001122"}, "2026-12-01", ADMIN)
    station.files.write(Room.DOCUMENTS, "2026/文号_王小明_2026-12-01.pdf", "王小明与李小红".encode())
    found = bytes_of(root)
    assert all(text.encode() not in found for text in ("05510001122", "王小明", "SQLite format 3"))
    assert not any("王小明" in str(path) for path in root.rglob("*"))


def test_a_stored_file_comes_back_as_it_was(station: Station) -> None:
    station.files.write(Room.DOCUMENTS, "2026/a.pdf", b"%PDF")
    kept = KeptFile(Room.DOCUMENTS, "2026/a.pdf", hashlib.sha256(b"%PDF").hexdigest(), "a", "签发")
    assert station.files.read(kept) == b"%PDF"


def test_without_a_password_it_is_not_opened(root: Path, station: Station) -> None:
    station.close()
    with pytest.raises(FolderSealed):
        open_station(root, STAMP, "试")


def test_the_door_tells_names_and_nothing_else(root: Path, station: Station) -> None:
    door = Door(root)
    assert (door.station, list(door.names)) == ("示例派出所", ["张三"])


def test_the_password_opens_it(root: Path, station: Station) -> None:
    station.close()
    entrant = Door(root).enter("张三", FIRST, AT)
    opened = open_station(root, STAMP, "试", master=entrant.master)
    assert opened.officers.let_in(entrant, AT, signing_in=True).name == "张三"
    opened.close()


@pytest.mark.parametrize(("name", "password"), [("张三", OWN), ("李四", FIRST)])
def test_a_wrong_name_or_password_is_told_in_one_sentence(
    root: Path, station: Station, name: str, password: str
) -> None:
    with pytest.raises(WrongPassword, match=r"^姓名或密码不对，请再试一次$"):
        Door(root).enter(name, password, AT)


def test_after_five_wrong_passwords_the_right_one_waits_too(root: Path, station: Station) -> None:
    for _ in range(4):
        with pytest.raises(WrongPassword):
            Door(root).enter("张三", OWN, AT)
    with pytest.raises(TriedTooOften):
        Door(root).enter("张三", OWN, AT)
    with pytest.raises(TriedTooOften):
        Door(root).enter("张三", FIRST, AT)


def test_each_officer_has_a_wrap_of_his_own(root: Path, station: Station) -> None:
    station.officers.add(Officer("李四", Role.OFFICER, "100001"), OWN, ADMIN)
    assert Door(root).enter("李四", OWN, AT).master == Door(root).enter("张三", FIRST, AT).master


def test_a_new_password_replaces_the_old_one(root: Path, station: Station) -> None:
    station.officers.change_own_password(OWN, ADMIN)
    assert Door(root).enter("张三", OWN, AT)
    with pytest.raises(WrongPassword):
        Door(root).enter("张三", FIRST, AT)


def test_a_new_password_that_is_undone_leaves_the_old_one(root: Path, station: Station) -> None:
    with pytest.raises(RuntimeError), station.writing():
        station.officers.change_own_password(OWN, ADMIN)
        raise RuntimeError
    assert Door(root).enter("张三", FIRST, AT)


def test_who_leaves_loses_his_wrap(root: Path, station: Station) -> None:
    station.officers.add(Officer("李四", Role.OFFICER, "100001"), OWN, ADMIN)
    station.officers.leave("李四", ADMIN)
    assert list(Door(root).names) == ["张三"]


def test_who_is_renamed_keeps_his_password(root: Path, station: Station) -> None:
    station.officers.add(Officer("李四", Role.OFFICER, "100001"), OWN, ADMIN)
    station.officers.change("李四", Officer("李思", Role.OFFICER, "100001"), ADMIN)
    assert Door(root).enter("李思", OWN, AT)


def test_the_table_of_officers_holds_no_hash(station: Station) -> None:
    assert station.connections.run("SELECT DISTINCT password_hash FROM officers") == [("!",)]


def test_the_recovery_code_opens_it(root: Path, station: Station, recovery: Recovery) -> None:
    assert Door(root).recover(" ".join(recovery.groups), AT) == Door(root).enter("张三", FIRST, AT).master


def test_another_recovery_code_does_not(root: Path, station: Station) -> None:
    with pytest.raises(WrongPassword, match="恢复码不是这个站现在的"):
        Door(root).recover(" ".join(Recovery.fresh().groups), AT)


def test_a_bureau_opens_a_paper_with_age_and_the_key_of_the_sheet(
    root: Path, station: Station, recovery: Recovery
) -> None:
    station.files.write(Room.DOCUMENTS, "2026/a.pdf", b"%PDF")
    keys = json.loads((root / "keys.json").read_text(encoding="utf-8"))
    sheet = pyrage.x25519.Identity.from_str(recovery.identity)
    master = pyrage.decrypt(keys["recovery"]["master"].encode(), [sheet]).decode()
    identity = next(line for line in master.splitlines() if line.startswith("AGE-SECRET-KEY-"))
    paper = next((root / "sealed-1" / "documents").rglob("*.age"))
    assert pyrage.decrypt(paper.read_bytes(), [pyrage.x25519.Identity.from_str(identity)]) == b"%PDF"


def test_a_wrap_made_of_a_stored_hash_opens_by_the_password_and_becomes_its_owner_s(
    root: Path, station: Station
) -> None:
    keyring = station.keyring
    assert keyring is not None
    keyring.file.borrowing("李四", hashed(OWN), keyring.master).write(FolderLayout(root).keys)
    assert Door(root).enter("李四", OWN, AT).master == keyring.master
    assert keyring.file.people["李四"].borrowed
    assert keyring.opens("李四", OWN)
    assert not keyring.file.people["李四"].borrowed
