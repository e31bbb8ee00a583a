"""Where files are kept: written under a temporary name, published in one move, read in ranges."""
