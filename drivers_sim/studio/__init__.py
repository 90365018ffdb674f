"""Where pictures are made ahead of time, in a process of its own, so that no camera ever waits for a rendering."""
