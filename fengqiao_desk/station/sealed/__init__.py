"""A sealed station: the door before it, and the verbs on its keys."""
