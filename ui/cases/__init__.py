"""The pages of cases: list and detail beside each other, forms, and the papers of a case in their turn."""
