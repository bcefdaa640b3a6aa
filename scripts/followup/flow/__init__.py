"""The one way through the rooms: from a tracker or its book to a plan, and from there back."""
