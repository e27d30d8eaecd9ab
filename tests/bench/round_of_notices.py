"""A round of notices to venues as plain texts, the material every typesetter is timed with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao_desk.documents.typesetting import (
    Addressee,
    NumberLine,
    Paragraph,
    Sheet,
    Signature,
    Title,
)

DAY = date(2026, 11, 21)
ORGAN = "合肥市公安局逍遥津派出所"
TITLE = "关于落实娱乐场所治安管理要求的告知书"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英喆堃翀镕赟祎"


@dataclass(frozen=True)
class Notice:
    """One page: its number, whom it is for and its paragraphs."""

    number: str
    addressee: str
    paragraphs: tuple[str, ...]

    def sheet(self) -> Sheet:
        """The notice as we typeset it."""
        text = "\n".join(self.paragraphs)
        blocks = (
            Title(TITLE),
            NumberLine(self.number),
            Addressee(self.addressee),
            Paragraph(text),
            Signature(ORGAN, DAY),
        )
        return Sheet(TITLE, ORGAN, DAY, blocks)


def notices(count: int, first: int = 1) -> list[Notice]:
    """Notices with numbers from `first`, each for a venue and a person of its own."""
    return [_notice(number) for number in range(first, first + count)]


def _notice(number: int) -> Notice:
    person = SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)] + GIVEN[number // 7 % len(GIVEN)]
    venue = f"合肥市庐阳区寿春路{number}号第{number % 97}层星光歌舞厅"
    return Notice(
        f"合公（逍）告字〔2026〕{number}号",
        f"{venue}（负责人：{person}）",
        (
            f"为维护辖区治安秩序，根据《娱乐场所管理条例》第二十八条、第三十一条的规定，现将有关事项告知{person}如下：",
            "一、每日凌晨2时至上午8时，娱乐场所不得营业；营业期间应当在显著位置悬挂“禁止未成年人进入”标志。",
            f"二、歌舞娱乐场所应当在出入口、主要通道安装闭路电视监控设备，现场登记设备{number % 31 + 2}台，录像资料留存30日备查。",
            f"三、请于2026年11月{number % 28 + 1}日前将整改情况书面报送我所，联系电话0551-6265{1000 + number % 9000}。",
        ),
    )
