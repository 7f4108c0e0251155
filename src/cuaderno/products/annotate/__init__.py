"""A checked document shown: one object, the check, as a page, Markdown, text for a terminal, JSON and annotations."""
