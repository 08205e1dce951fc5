"""Ways out of the house. Each channel is a folder that fills ``ports.Channel``."""
