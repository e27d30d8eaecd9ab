"""The form of a case or a step: fields from the declarations, what is found while typing, what was left half-filled."""
