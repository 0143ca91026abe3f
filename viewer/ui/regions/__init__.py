"""Rectangles on a page that a reader chooses: kept as notes, copied as pictures."""
