"""The far ends of the data exchange: 21 departments and a bank, one program, reached over HTTP."""
