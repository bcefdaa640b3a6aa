"""The one way through the rooms, from a book to a plan."""
