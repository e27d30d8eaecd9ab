"""The list of a kind: its rows, filters, order, and steps for several cases at once."""
