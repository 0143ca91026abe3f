"""In which language each part of a document is."""
