"""The notes on documents: made, placed, kept, shared, brought in and taken out."""
