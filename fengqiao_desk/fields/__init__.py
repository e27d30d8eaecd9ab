"""One declaration of each field; form, list, search, print, Excel, database and command line read it."""

from .checking import Checked, check_entry
from .column import Becomes, Column, NotThere
from .declaration import EntryContext, Field, FieldKind, Row
from .files import PHOTOS
from .identities import CREDIT_CODE, IDENTITY, PHONE
from .kinds import (
    AMOUNT,
    AREA,
    CHOICE,
    COUNT,
    DAY,
    FLAG,
    LINE,
    MOMENT,
    OFFICER,
    PERSON,
    QUANTITY,
    ROWS,
    TEXT,
)
from .predicate import Exists, Predicate, compared, standing_in
from .record import Record, RowRecord, Rows
from .several import CHECKLIST, NAMES, OFFICERS

__all__ = [
    "AMOUNT",
    "AREA",
    "CHECKLIST",
    "CHOICE",
    "COUNT",
    "CREDIT_CODE",
    "DAY",
    "FLAG",
    "IDENTITY",
    "LINE",
    "MOMENT",
    "NAMES",
    "OFFICER",
    "OFFICERS",
    "PERSON",
    "PHONE",
    "PHOTOS",
    "QUANTITY",
    "ROWS",
    "TEXT",
    "Becomes",
    "Checked",
    "Column",
    "EntryContext",
    "Exists",
    "Field",
    "FieldKind",
    "NotThere",
    "Predicate",
    "Record",
    "Row",
    "RowRecord",
    "Rows",
    "check_entry",
    "compared",
    "standing_in",
]
