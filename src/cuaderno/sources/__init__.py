"""Sources of published figures: one folder each, found by looking; a folder without a card is no source."""
