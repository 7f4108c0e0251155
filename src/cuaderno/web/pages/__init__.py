"""The pages of the explorer: a module for each kind, all in one frame."""
