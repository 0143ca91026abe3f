"""What leaves the program: notes and the structured description of a document."""
