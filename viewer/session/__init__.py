"""What is open, selected and possible; every intention of the user is one method here."""
