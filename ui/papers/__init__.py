"""Papers: the documents of a case, the register of all, looking at them, printing, saving copies."""
