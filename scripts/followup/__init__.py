"""Reads a networking tracker and writes the follow-up emails its owner owes back into it."""
