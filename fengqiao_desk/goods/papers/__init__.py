"""The papers of a fake-goods case, one DocumentForm each (docs/law.md §3)."""
