"""Opening files: what kind a file is, its pages, their text and pixels."""
