"""Other forms a draft can take, one file a format."""
