"""What only PDF files have. PyMuPDF's objects are handed in."""
