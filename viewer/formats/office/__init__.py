"""What is inside office documents, read without an office program: their locks, and what tracked changes deleted."""
