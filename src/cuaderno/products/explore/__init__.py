"""The explorer's pages as data: each is a `Page` whose figures carry their statements, laid out by the web and by the static export."""
