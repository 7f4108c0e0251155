"""The times of a text, and which of them a figure belongs to."""
