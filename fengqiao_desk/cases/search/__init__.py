"""Looking for cases: lists with filters and orders, and any text found in any of them."""
