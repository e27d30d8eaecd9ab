"""The detail of a case: its cards, each of what the case has, and the act most likely next."""
