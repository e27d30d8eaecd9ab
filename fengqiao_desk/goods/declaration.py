"""The fields of a fake-goods case and of its steps (docs/law.md §2.3, 3.4; 程序规定第111、190条)."""

from __future__ import annotations

from collections.abc import Callable

from ..cases import Case
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
    PHOTOS,
    QUANTITY,
    ROWS,
    TEXT,
    Field,
    Row,
)

OWN_STATION = "本所"

PREMISES_FIELDS = (
    Field("key", "代号", LINE, required=True, hint="如 P1，供来源去向引用"),
    Field("name", "名称", PERSON, required=True, searched=True, indexed=True),
    Field("kind", "性质", CHOICE, required=True, vocabulary="premises_kind"),
    Field("credit_code", "统一社会信用代码", CREDIT_CODE, searched=True, indexed=True),
    Field("address", "地址", LINE, searched=True),
    Field("person_in_charge", "负责人", PERSON, searched=True),
    Field("phone", "联系电话", PHONE, masked=True, searched=True),
)


def _premises_in(entry: Row) -> list[tuple[str, str]]:
    """`示例药房（P1）` by the key, for each place of an entry that has one."""
    return [
        (row["key"], f"{row.get('name') or ''}（{row['key']}）")
        for row in entry.get("premises") or []
        if row.get("key")
    ]


def _given(name: str) -> Callable[[Row], bool]:
    """Whether that field of the row is filled."""
    return lambda row: row.get(name) is not None


GOODS_FIELDS = (
    Field("name", "名称", LINE, required=True, searched=True),
    Field("brand", "品牌", LINE, searched=True),
    Field("specification", "规格", LINE, required=True),
    Field(
        *("quantity", "数量", QUANTITY, True),
        unit_field="unit",
        remainder_field="approximate",
        remainder_when=lambda row: row.get("pieces") is None,
    ),
    Field("unit", "单位", CHOICE, required=True, vocabulary="unit"),
    Field(
        *("pieces", "合计件数", QUANTITY, False, _given("pieces_unit")),
        unit_field="pieces_unit",
        remainder_field="approximate",
    ),
    Field("pieces_unit", "件数单位", CHOICE, required_when=_given("pieces"), vocabulary="unit"),
    Field("approximate", "有余数（余）", FLAG),
    Field("unit_price", "单价", AMOUNT),
    Field("batch", "批号", LINE, searched=True),
    Field("production_date", "生产日期", DAY),
    Field("features", "特征", LINE, required=True, searched=True),
    Field(
        *("found_at", "查获于", LINE, True),
        offers=lambda case: _premises_in(case.values),
        offers_in=_premises_in,
        hint="从场点里选",
    ),
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
    Field(
        "agency_papers",
        "查扣机关文书文号",
        NAMES,
        searched=True,
        section="情况",
        hint="其他机关查扣的，登记其决定书、清单的文号",
    ),
    Field("partners", "协同单位", NAMES, vocabulary="partner", searched=True, section="情况"),
    Field("partner_people", "协同单位人员", NAMES, searched=True, section="情况"),
    Field("sold_amount", "已销售金额", AMOUNT, section="情况", hint="查明的销售金额，只用于提示"),
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


def _batches(case: Case) -> list[tuple[int, str]]:
    """`1. 口罩（50只/盒，批号20200101）`."""
    return [
        (number, f"{number}. {batch['name']}（{'，'.join(_marks(batch))}）")
        for number, batch in enumerate(case.values["goods"], start=1)
    ]


def _marks(batch: Row) -> list[str]:
    return [batch["specification"], *([f"批号{batch['batch']}"] if batch["batch"] else [])]


def _unit(case: Case, item: Row) -> str:
    goods, number = case.values["goods"], item["goods"] or 0
    return str(goods[number - 1]["unit"]) if 0 < number <= len(goods) else ""


def _seizures(case: Case) -> list[tuple[int, str]]:
    """`第1次 先行登记保存 2026年11月21日10时00分`."""
    return [
        (number, f"第{number}次 {taken.entry['measure']} {MOMENT.show(taken.entry['at'])}")
        for number, taken in enumerate(case.taken("seize"), start=1)
        if taken.entry["agency"] == OWN_STATION
    ]


def _claims(case: Case) -> list[tuple[int, str]]:
    """`第1次 公告 2026年3月2日`."""
    return [
        (number, f"第{number}次 {taken.entry['how']} {DAY.show(taken.entry['on'])}")
        for number, taken in enumerate(case.taken("announce"), start=1)
    ]


def _places(case: Case) -> list[tuple[str, str]]:
    """Premises by their keys, people by their names: what a chain joins."""
    return [*_premises_in(case.values), *((row["name"], row["name"]) for row in case.values["parties"] or [])]


GOODS = Field("goods", "物品", COUNT, required=True, offers=_batches)
QUANTITY_OF_IT = Field("quantity", "数量", QUANTITY, required=True, unit_of=_unit)
SEIZURE = Field("seizure", "第几次保全", COUNT, required=True, offers=_seizures)
CLAIM = Field("claim", "第几次认领通知、公告", COUNT, required=True, offers=_claims)
ITEM_FIELDS = (GOODS, QUANTITY_OF_IT)
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
    Field(
        "instead_of", "替代第几次保全", COUNT, offers=_seizures, hint="只变更措施的填，如先行登记保存后扣押"
    ),
    Field("reason", "理由", LINE),
    Field("approver", "批准人", PERSON, searched=True, hint="情况紧急当场实施的先不填，24小时内补办"),
    Field(
        "approver_rank", "批准人职级", CHOICE, required_when=_given("approver"), vocabulary="approver_rank"
    ),
)

APPROVE_FIELDS = (
    SEIZURE,
    Field("approver", "批准人", PERSON, required=True, searched=True),
    Field("approver_rank", "批准人职级", CHOICE, required=True, vocabulary="approver_rank"),
    Field("at", "批准时间", MOMENT, required=True, starts_as="now"),
)

EXTEND_FIELDS = (
    SEIZURE,
    Field("on", "批准日期", DAY, required=True, starts_as="today"),
    Field("approver", "批准人", PERSON, required=True, searched=True),
    Field("approver_rank", "批准人职级", CHOICE, required=True, vocabulary="approver_rank"),
    Field("reason", "延长理由", LINE, required=True),
    Field("told_in_writing", "已书面告知当事人并说明理由", FLAG, required=True),
)

APPRAISE_FIELDS = (
    SEIZURE,
    Field("on", "送鉴定日期", DAY, required=True, starts_as="today"),
    Field("organ", "鉴定机构", LINE, required=True, searched=True),
    Field("told_in_writing", "已书面告知鉴定期间", FLAG, required=True),
)

APPRAISED_FIELDS = (
    SEIZURE,
    Field("on", "鉴定意见日期", DAY, required=True, starts_as="today"),
    Field("opinion", "鉴定意见", LINE, required=True, searched=True),
)

RELEASE_FIELDS = (
    SEIZURE,
    Field("on", "解除日期", DAY, required=True, starts_as="today"),
    Field("reason", "解除理由或者处理决定", LINE, required=True),
)

CUSTODY_FIELDS = (
    Field("at", "时间", MOMENT, required=True, starts_as="now"),
    Field("move", "变动", CHOICE, required=True, vocabulary="custody_move"),
    ITEMS,
    Field("from", "移交人", PERSON, required=True),
    Field("to", "接收人", PERSON, required=True),
    Field("place", "存放处", LINE, required=True, searched=True),
    Field(
        "decision_number",
        "决定文号",
        LINE,
        searched=True,
        hint="销毁、捐出、上缴、变卖，保全期内返还、移交须填",
    ),
    Field("photos", "照片", PHOTOS, hint="交接时的照片，签名的清单扫描件"),
)

ANNOUNCE_FIELDS = (
    Field("on", "通知（公告）日期", DAY, required=True, starts_as="today"),
    Field("how", "方式", CHOICE, required=True, vocabulary="claim_notice"),
    Field("where", "通知对象或者公告处", LINE, required=True, searched=True),
    Field("number", "文号", LINE, searched=True),
    ITEMS,
    Field("photos", "照片", PHOTOS, hint="公告张贴的照片、通知的签收件"),
)

PROLONG_CLAIM_FIELDS = (
    CLAIM,
    Field("on", "批准日期", DAY, required=True, starts_as="today"),
    Field("months", "延长几个月", COUNT, required=True),
    Field("approver", "批准人", PERSON, required=True, searched=True),
    Field("reason", "延长理由", LINE, required=True),
)

OWNERLESS_FIELDS = (
    CLAIM,
    Field("on", "决定日期", DAY, required=True, starts_as="today"),
    Field("decision_number", "决定文号", LINE, required=True, searched=True),
)

TRACE_FIELDS = (
    Field("from", "从", LINE, required=True, hint="场点代号或者姓名", offers=_places),
    Field("to", "到", LINE, required=True, hint="场点代号或者姓名", offers=_places),
    Field("how", "查明方式", LINE, required=True),
    Field("evidence", "证据", LINE, required=True, searched=True),
    GOODS,
    QUANTITY_OF_IT,
)

TRANSFER_FIELDS = (
    Field("to", "移送给", LINE, required=True, searched=True),
    Field("on", "移送日期", DAY, required=True, starts_as="today"),
    Field("basis", "依据", LINE, required=True),
    ITEMS,
    Field("papers", "随送材料", NAMES),
)

REFERRAL_FIELDS = (
    Field("stage", "环节", CHOICE, required=True, vocabulary="referral_stage"),
    Field("at", "时间", MOMENT, required=True, starts_as="now"),
    Field("organ", "办理机关", LINE, required=True, searched=True),
    Field("number", "文书文号", LINE, searched=True),
)

CLOSE_FIELDS = (
    Field("closed_on", "办结日期", DAY, required=True, starts_as="today"),
    Field("result", "结果", CHOICE, required=True, vocabulary="goods_result"),
)
