"""Verbale: a desktop viewer for United Nations documents.

A file is opened by a *format*, understood by *analysis*, marked with *annotations* and leaves through *export*;
*workers* do the heavy part, the *session* knows what is open, and the *ui* shows it. Imports go down only.
"""

__version__ = "0.1.0"
