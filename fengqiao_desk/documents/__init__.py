"""Official documents: what one is, how it gets its number, and the register that keeps it for ever."""
