"""Where trackers are kept, and the one function that opens them."""
