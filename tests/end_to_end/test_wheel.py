"""The wheel, and not only the checkout, is whole: built, installed alone, and run from another folder."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[2]
# As `package_dir` in setup.cfg has it: folder of the checkout, its place in the wheel.
ROOMS = {"fengqiao_desk": "fengqiao_desk", "ui": "fengqiao_desk/ui", "resources": "fengqiao_desk/resources"}

pytestmark = pytest.mark.xdist_group("wheel")  # built once: all of this file in one worker


def run(*command: str | Path, folder: Path) -> str:
    """What `command` writes, started in `folder` without the checkout on its path; asserts its success."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def files_of_the_checkout() -> set[str]:
    """Every file the program consists of, by its place in the wheel."""
    return {
        f"{place}/{file.relative_to(CHECKOUT / room).as_posix()}"
        for room, place in ROOMS.items()
        for file in (CHECKOUT / room).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the checkout (a build leaves folders behind), with no network."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheels")
    for room in ROOMS:
        shutil.copytree(CHECKOUT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    (source / "resources" / "__pycache__").mkdir()
    (source / "resources" / "__pycache__" / "stale.pyc").touch()  # must not go along
    for file in CHECKOUT.iterdir():
        if file.is_file():
            shutil.copy(file, source)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel")
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", target, source, folder=source)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """The paths in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has the wheel, and takes the dependencies from ours."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    place = {"base": str(home), "platbase": str(home)}
    python = Path(sysconfig.get_path("scripts", "venv", vars=place)) / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=home)
    ours = Path(sysconfig.get_path("purelib", "venv", vars=place)) / "dependencies.pth"
    ours.write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n", encoding="utf-8")
    return python.parent


def requirements_of(distribution: str, extras: frozenset[str]) -> Iterator[Requirement]:
    """What an installed distribution asks for on this machine, with these extras of it."""
    for line in metadata.requires(distribution) or []:
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            yield wanted


def all_that_is_needed() -> dict[str, str]:
    """Name and installed version of every distribution the program and its tests bring along."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(requirements_of("fengqiao-desk", frozenset({"development"})))
    while waiting:
        wanted = waiting.pop()
        name, extras = canonicalize_name(wanted.name), frozenset(wanted.extras)
        if (name, extras) not in seen:
            seen.add((name, extras))
            versions[name] = metadata.version(name)
            waiting += requirements_of(name, extras)
    return versions


def test_the_wheel_holds_every_file_of_the_checkout_and_no_other(names: list[str]) -> None:
    program = {name for name in names if ".dist-info/" not in name}
    assert program == files_of_the_checkout()


def test_the_wheel_holds_the_licence_it_names(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (licence,) = (name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE"))
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        words, facts = (
            archive.read(licence).decode("utf-8"),
            Parser().parsestr(archive.read(metadata).decode("utf-8")),
        )
    assert words == (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    assert words.startswith(f"{facts['License-Expression']} License")
    assert facts["Description-Content-Type"] == "text/markdown" and facts.get_payload()


def test_the_wheel_adds_nothing_but_fengqiao_desk_to_site_packages(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"fengqiao_desk"}


def test_the_installed_command_explains_itself(commands: Path, tmp_path: Path) -> None:
    assert "kinds" in run(commands / "fengqiao-desk", "--help", folder=tmp_path)


def test_the_installed_command_tells_the_same_kinds_as_the_checkout(commands: Path, tmp_path: Path) -> None:
    installed = json.loads(run(commands / "fengqiao-desk", "kinds", "--json", folder=tmp_path))
    assert installed["kinds"] != []
    assert installed == json.loads(
        run(sys.executable, CHECKOUT / "main.py", "kinds", "--json", folder=tmp_path)
    )


def test_the_window_has_a_command_of_its_own(commands: Path) -> None:
    assert (commands / "fengqiao-desk-window").is_file()


def test_every_module_comes_from_the_wheel_and_none_from_the_checkout(commands: Path, tmp_path: Path) -> None:
    script = (
        "import importlib, pkgutil, fengqiao_desk\n"
        "names = [m.name for m in pkgutil.walk_packages(fengqiao_desk.__path__, 'fengqiao_desk.')]\n"
        "for name in ['fengqiao_desk', *names]: print(importlib.import_module(name).__file__)\n"
    )
    files = [Path(line) for line in run(commands / "python", "-c", script, folder=tmp_path).splitlines()]
    modules = [name for name in files_of_the_checkout() if name.endswith(".py")]
    assert len(files) == len(modules)
    assert [file for file in files if commands.parent not in file.parents] == []


def test_every_dependency_is_pinned_at_the_version_that_is_installed() -> None:
    lines = (CHECKOUT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    pinned = {canonicalize_name(name): version for name, version in pins.items()}
    needed = all_that_is_needed()
    assert needed == {name: version for name, version in pinned.items() if name in needed}
    assert set(pinned) - set(needed) == {"setuptools"}
