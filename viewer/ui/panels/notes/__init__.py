"""The notes panel: a list with its rows, its filter, and what is known of the selected notes."""
