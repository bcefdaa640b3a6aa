"""The command line."""

import click


@click.group()
def main() -> None:
    """Reads your networking tracker and writes the follow-up emails you owe back into it."""


if __name__ == "__main__":
    main()
