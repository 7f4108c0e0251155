"""Published files into tables of text whose row and column positions lead back to the file."""
