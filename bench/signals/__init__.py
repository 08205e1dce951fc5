"""How good the engine `signals` is, and how fast, beside R's surveillance in the same run."""
