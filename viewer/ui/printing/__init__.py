"""Printing: which pages, through which dialog, and the work itself."""
