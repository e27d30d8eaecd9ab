"""恢复单: the paper that opens a sealed station when nobody's password does any more; it lies in the safe and tells nothing of a case."""

from __future__ import annotations

from datetime import date

from ..store.sealing.recovery import GROUPS, Recovery
from ..values.days import show_day
from . import typesetting
from .form_parts import FORM_SIZE, form, wide
from .typesetting import (
    Align,
    Block,
    Cell,
    FormTable,
    Paragraph,
    QRCode,
    Sheet,
    SignatureLines,
    Spacer,
    Style,
    Subtitle,
    Title,
    Typeset,
)

TITLE = "恢复单"
_CODE_SIZE = 20.0
# The code of 74 characters has 37 modules a side: at 38 mm each is a millimetre wide, which a telephone reads from a copy too.
_QR_SIDE = 38.0
_WIDTHS = (5.2, 12, 5.2, 12)
_KEEPING = (
    "装入信封封好，由所领导签名并注明日期，放进保险柜。拿到这张单子的人能打开全部数据：不要拍照，不要复印，不要存在电脑里。"
    "打印了新的恢复单，这张就作废，请当面销毁。"
)
_USES = (
    "什么时候用：密码都忘了，或者唯一的管理员忘了密码，数据打不开。",
    "在窗口里：登录窗口点“忘了密码，用恢复单”，输入上面七组恢复码，选管理员，设新密码，用新密码登录。大小写不限，空格可以不输。",
    "用命令：把七组恢复码写成一行存进文件，运行 fengqiao-desk --data 数据文件夹 recovery use --code-file 文件 "
    "--admin 管理员姓名 --new-password-file 新密码文件。",
)
_FOR_A_BUREAU = (
    "二维码是一行 age 私钥（AGE-SECRET-KEY-1…）。没有本程序时，用它和数据文件夹里的 keys.json "
    "可以打开文书、附件和数据库，办法见随程序的 docs/security.md“不用本程序怎么打开”一节。"
)


def recovery_sheet(recovery: Recovery, station: str, day: date) -> Sheet:
    """The sheet of a station, on one page."""
    about = form([wide("派出所", station), wide("打印日期", show_day(day)), wide("保管", _KEEPING)])
    blocks: tuple[Block, ...] = (
        Title(TITLE),
        Subtitle("枫桥工作台加密数据"),
        about,
        _code(recovery),
        *(Paragraph(words, size=FORM_SIZE) for words in _USES),
        Spacer(0.4),
        QRCode(recovery.identity, _FOR_A_BUREAU, side=_QR_SIDE),
        SignatureLines(("封存人（签名）",)),
    )
    return Sheet(TITLE, station, day, blocks, style=Style.FORM)


def recovery_pdf(recovery: Recovery, station: str, day: date) -> Typeset:
    """The sheet in the fonts of the program: of the station's own nothing may be known yet."""
    return typesetting.typeset(recovery_sheet(recovery, station, day))


def _code(recovery: Recovery) -> FormTable:
    """Two groups a row, each beside its number."""
    cells = [
        (Cell(f"第{number}组", label=True, align=Align.CENTRE), Cell(" ".join(group), align=Align.CENTRE))
        for number, group in enumerate(recovery.groups, start=1)
    ]
    rows = [
        tuple(cell for pair in cells[start : start + 2] for cell in pair) for start in range(0, GROUPS, 2)
    ]
    rows[-1] = (*rows[-1], Cell("", columns=2))
    return FormTable(tuple(rows), _WIDTHS, size=_CODE_SIZE)
