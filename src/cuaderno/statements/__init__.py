"""The words: what can be said, of whom, at which stage, when, in which unit, and where it stands."""
