"""What a document says of itself: masthead, title, who writes to whom."""
