"""Functions that pull their input towards 0, and small inputs all the way."""
