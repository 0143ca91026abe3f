"""The side panels: what the document says about itself, and what its reader says about it."""
