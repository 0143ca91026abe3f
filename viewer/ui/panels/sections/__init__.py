"""The sections and languages panels: what is where, and in which language."""
