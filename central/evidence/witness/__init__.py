"""A witness: a program of somebody else's that cosigns a log's checkpoints as long as each goes on from the last."""
