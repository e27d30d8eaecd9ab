"""The walk of one command through the house: `python -m tests.bench.walk ARGUMENTS` runs it and lists the functions it passed, in order."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from fengqiao_desk import commands

ROOT = Path(commands.__file__).parents[2]
ROOMS = (f"{ROOT / 'fengqiao_desk'}/", f"{ROOT / 'ui'}/")


class Walk:
    """Hears of every call; `passed` maps file and function to how often it was entered, in the order first entered."""

    def __init__(self) -> None:
        self.passed: dict[tuple[str, str], int] = {}
        self._loading = 0

    def hear(self, frame: FrameType, event: str, _: object) -> None:
        """What `sys.setprofile` calls; what runs while a module is loaded is passed by every command and left out."""
        code = frame.f_code
        if code.co_name == "<module>" and event in ("call", "return"):
            self._loading += 1 if event == "call" else -1
        elif event == "call" and not self._loading and code.co_filename.startswith(ROOMS):
            place = (str(Path(code.co_filename).relative_to(ROOT)), code.co_qualname)
            if not code.co_name.startswith("<"):  # lambdas and comprehensions are no functions of their own
                self.passed[place] = self.passed.get(place, 0) + 1


def main() -> int:
    """Runs the command of `sys.argv`; its walk and the counts go to standard error."""
    walk = Walk()
    sys.setprofile(walk.hear)
    try:
        status = commands.main()
    finally:
        sys.setprofile(None)
        lines = [f"{file}: {name} ({times})" for (file, name), times in walk.passed.items()]
        files = len({file for file, _ in walk.passed})
        sys.stderr.write("\n".join([*lines, f"{files} files, {len(walk.passed)} functions"]) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
