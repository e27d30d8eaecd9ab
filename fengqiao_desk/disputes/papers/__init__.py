"""The papers of a dispute, one DocumentForm each (docs/law.md §3)."""

from ...documents.form import DocumentForm
from . import closing, notices, on_spot, peoples, peoples_agreement, public_order

FORMS: tuple[DocumentForm, ...] = (
    *public_order.FORMS,
    *on_spot.FORMS,
    *peoples.FORMS,
    *peoples_agreement.FORMS,
    *notices.FORMS,
    *closing.FORMS,
)
