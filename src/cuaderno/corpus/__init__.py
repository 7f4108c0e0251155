"""Claims out of a corpus of any size: most documents dismissed on their bytes, the rest read, searched and, where asked, checked."""
