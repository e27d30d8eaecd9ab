"""Start from a checkout: the window, or a command when one is given."""

import sys
from pathlib import Path


def start() -> int:
    """Run the program; without its libraries, say which command installs them."""
    try:
        from fengqiao_desk.commands import main  # noqa: PLC0415 - told in words when it is missing
    except ModuleNotFoundError as error:
        own = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
        sys.stderr.write(f"缺少组件 {error.name}。请先运行 make run，或用 {own} 启动。\n")
        return 4
    return main()


if __name__ == "__main__":
    sys.exit(start())
