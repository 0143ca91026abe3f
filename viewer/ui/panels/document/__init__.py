"""The document panel: what the document says of itself, as a form."""
