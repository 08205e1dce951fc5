from bench.environment import Site


def measure(sites: list[Site]) -> None:
    return
