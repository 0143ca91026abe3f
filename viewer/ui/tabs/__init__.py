"""The open documents in their tabs, and the views of them."""
