"""How cases are written: entries made rows, new cases numbered and written, one or many; taken back when they came by mistake."""
