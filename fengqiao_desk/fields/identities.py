"""The sorts of fields that identify somebody: ID documents, credit codes, phones; checked by their own rules, masked where they are personal."""

from __future__ import annotations

from ..values.credit_code import parse_credit_code
from ..values.identity import IdentityNumber, mask_identity
from ..values.phones import mask_phone, parse_phone
from .declaration import EntryContext, Field, FieldKind, Row
from .kinds import read_line, read_text

RESIDENT_CARD = "居民身份证"


class IdentityKind(FieldKind[str, str]):
    """An ID document's number; a resident ID card is checked by GB 11643 unless a reason to keep it is given."""

    key = "identity"
    reads_row = True

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        text = read_line(raw, field)
        if (row.get("id_kind") or RESIDENT_CARD) != RESIDENT_CARD:
            return text
        excused = bool(row.get("id_override_reason"))
        return IdentityNumber.parse(text, context.day, check_excused=excused).text

    def show(self, value: str | None) -> str:
        return mask_identity(value) if value else ""

    def searched_texts(self, value: str | None) -> list[str]:
        return [value] if value else []


class CreditCodeKind(FieldKind[str, str]):
    key = "credit_code"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        return parse_credit_code(read_text(raw, field))


class PhoneKind(FieldKind[str, str]):
    key = "phone"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        return parse_phone(read_text(raw, field))

    def show(self, value: str | None) -> str:
        return mask_phone(value) if value else ""

    def searched_texts(self, value: str | None) -> list[str]:
        return [value] if value else []


IDENTITY = IdentityKind()
CREDIT_CODE = CreditCodeKind()
PHONE = PhoneKind()
