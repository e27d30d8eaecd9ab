"""The fields of a fake-goods case and of its steps (domain.md §2.3, 3.4; 程序规定第111、190条)."""

from __future__ import annotations

from ..cases.parties import parties_field
from ..fields import (
    AMOUNT,
    AREA,
    CHOICE,
    COUNT,
    CREDIT_CODE,
    DAY,
    FLAG,
    LINE,
    MOMENT,
    NAMES,
    OFFICER,
    OFFICERS,
    PERSON,
    PHONE,
    QUANTITY,
    ROWS,
    TEXT,
    Field,
    Row,
)

OWN_STATION = "本所"

PREMISES_FIELDS = (
    Field("key", "代号", LINE, required=True, hint="如 P1，供来源去向引用"),
    Field("name", "名称", PERSON, required=True, searched=True),
    Field("kind", "性质", CHOICE, required=True, vocabulary="premises_kind"),
    Field("credit_code", "统一社会信用代码", CREDIT_CODE, searched=True),
    Field("address", "地址", LINE, searched=True),
    Field("person_in_charge", "负责人", PERSON, searched=True),
    Field("phone", "联系电话", PHONE, masked=True, searched=True),
)


def _has_pieces(row: Row) -> bool:
    return row.get("pieces_unit") is not None


GOODS_FIELDS = (
    Field("name", "名称", LINE, required=True, searched=True),
    Field("brand", "品牌", LINE, searched=True),
    Field("specification", "规格", LINE, required=True),
    Field("quantity", "数量", QUANTITY, required=True),
    Field("unit", "单位", CHOICE, required=True, vocabulary="unit"),
    Field("pieces", "合计件数", QUANTITY, required_when=_has_pieces),
    Field("pieces_unit", "件数单位", CHOICE, vocabulary="unit"),
    Field("approximate", "有余数（余）", FLAG),
    Field("unit_price", "单价", AMOUNT),
    Field("batch", "批号", LINE, searched=True),
    Field("production_date", "生产日期", DAY),
    Field("features", "特征", LINE, required=True, searched=True),
    Field("found_at", "查获于", LINE, required=True, hint="填场点的代号"),
)

CASE_FIELDS = (
    Field("found_on", "发现日期", DAY, required=True, starts_as="today", listed=True, section="情况"),
    Field("source", "来源", CHOICE, required=True, vocabulary="case_source", listed=True, section="情况"),
    Field("area", "社区", AREA, required=True, listed=True, section="情况"),
    Field("place", "地点", LINE, required=True, searched=True, listed=True, section="情况"),
    Field("conduct", "行为", LINE, required=True, searched=True, listed=True, section="情况"),
    Field(
        "seizing_agency",
        "查扣机关",
        CHOICE,
        required=True,
        vocabulary="seizing_agency",
        listed=True,
        section="情况",
    ),
    Field("partners", "协同单位", NAMES, vocabulary="partner", searched=True, section="情况"),
    Field("facts", "主要事实", TEXT, required=True, searched=True, section="情况"),
    Field(
        "officer",
        "责任民警",
        OFFICER,
        required=True,
        roles=("民警", "所领导"),
        starts_as="me",
        listed=True,
        section="情况",
    ),
    Field("premises", "场点", ROWS, required=True, rows=PREMISES_FIELDS),
    Field("goods", "涉案物品", ROWS, required=True, rows=GOODS_FIELDS),
    parties_field(required=False),
)

ITEM_FIELDS = (
    Field("goods", "第几项物品", COUNT, required=True),
    Field("quantity", "数量", QUANTITY, required=True),
)
ITEMS = Field("items", "物品", ROWS, required=True, rows=ITEM_FIELDS)

SEIZE_FIELDS = (
    Field("measure", "措施", CHOICE, required=True, vocabulary="seizure_measure"),
    Field("agency", "实施机关", CHOICE, required=True, vocabulary="seizing_agency"),
    Field("at", "实施时间", MOMENT, required=True, starts_as="now"),
    ITEMS,
    Field("officers", "办案民警", OFFICERS, required=True, roles=("民警", "所领导"), starts_as="me"),
    Field("witness", "见证人", PERSON, searched=True),
    Field("holder", "持有人", PERSON, required=True, searched=True),
    Field("holder_signed", "持有人已签名", FLAG, required=True),
)

CUSTODY_FIELDS = (
    Field("at", "时间", MOMENT, required=True, starts_as="now"),
    Field("move", "变动", CHOICE, required=True, vocabulary="custody_move"),
    ITEMS,
    Field("from", "移交人", PERSON, required=True),
    Field("to", "接收人", PERSON, required=True),
    Field("place", "存放处", LINE, required=True, searched=True),
    Field("decision_number", "决定文号", LINE, searched=True),
)

TRACE_FIELDS = (
    Field("from", "从（代号）", LINE, required=True),
    Field("to", "到（代号）", LINE, required=True),
    Field("how", "查明方式", LINE, required=True),
    Field("evidence", "证据", LINE, required=True, searched=True),
    Field("goods", "第几项物品", COUNT, required=True),
    Field("quantity", "数量", QUANTITY, required=True),
)

TRANSFER_FIELDS = (
    Field("to", "移送给", LINE, required=True, searched=True),
    Field("on", "移送日期", DAY, required=True, starts_as="today"),
    Field("basis", "依据", LINE, required=True),
    ITEMS,
    Field("papers", "随送材料", NAMES),
)

CLOSE_FIELDS = (
    Field("closed_on", "办结日期", DAY, required=True, starts_as="today"),
    Field("result", "结果", CHOICE, required=True, vocabulary="goods_result"),
)
