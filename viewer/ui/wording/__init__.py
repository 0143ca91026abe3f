"""What is shown, in the words of the interface: dates, numbers, values, sections."""
