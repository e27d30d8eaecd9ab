"""Half-filled forms of cases: what each is called, and the trash of those that were thrown away."""
