"""A document into claims."""
