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
        """A number that fits the sort of document its row names; raises NotValid, WrongCheckCharacter."""
        text = read_line(raw, field)
        # Where no sort is named it is a resident card, the only one whose number can be checked by itself.
        if (row.get("id_kind") or RESIDENT_CARD) != RESIDENT_CARD:
            return text
        excused = bool(row.get("id_override_reason"))
        return IdentityNumber.parse(text, context.day, check_excused=excused).text

    def show(self, value: str | None) -> str:
        """Masked, as it may stand in lists and on papers."""
        return mask_identity(value) if value else ""

    def searched_texts(self, value: str | None) -> list[str]:
        """The whole number, so that who has the card before him finds the person."""
        return [value] if value else []


class CreditCodeKind(FieldKind[str, str]):
    """A unified social credit code, both check characters right (GB 32100, GB 11714)."""

    key = "credit_code"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """The 18 characters; raises NotValid, WrongCheckCharacter."""
        return parse_credit_code(read_text(raw, field))


class PhoneKind(FieldKind[str, str]):
    """A mainland telephone number, in the form in which two of the same person's are alike."""

    key = "phone"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> str:
        """Digits, in a fixed line with `-`; raises NotValid."""
        return parse_phone(read_text(raw, field))

    def show(self, value: str | None) -> str:
        """Masked, as it may stand in lists and on papers."""
        return mask_phone(value) if value else ""

    def searched_texts(self, value: str | None) -> list[str]:
        """The whole number."""
        return [value] if value else []


IDENTITY = IdentityKind()
CREDIT_CODE = CreditCodeKind()
PHONE = PhoneKind()
