"""Editors: one shape for all; what each takes and tells stands in `widgets`."""
