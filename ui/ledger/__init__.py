"""社区台账: a page of quick rows over the same ledger."""
