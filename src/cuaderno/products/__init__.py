"""What readers take away: briefs as data first, and their renderings."""
