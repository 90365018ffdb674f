"""The simulated devices as a hall handles them: what each can suffer, what can be put on it, what it shows."""
