"""The text layer of a page as MuPDF gives it, put into the order in which it is read; standard library only."""
