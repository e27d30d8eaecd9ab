"""场所与告知书: venues, rounds of notices and their receipts, how far the visits have come."""
