"""Who gives a figure and to whom, by which programme, and how far it has come."""
