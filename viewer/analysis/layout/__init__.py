"""How a document is laid out: its lines, columns and paragraphs, what its parts begin with, pieces of a long text."""
