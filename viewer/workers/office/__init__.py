"""Office documents on their way to being pages, by LibreOffice."""
