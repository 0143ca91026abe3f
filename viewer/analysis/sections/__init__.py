"""The parts of a document as a tree."""
