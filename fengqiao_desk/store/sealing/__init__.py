"""What keeps a working station's folder shut: one master, wrapped for each officer and for the recovery sheet."""
