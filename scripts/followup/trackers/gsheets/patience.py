"""How long a run bears with a server that fails."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from followup.trackers.gsheets.trouble import Transient


@dataclass(slots=True)
class Patience:
    """How long a run bears with failures: at most `tries` a call, `budget` seconds in all.

    Only failed calls and the waits between them count. `timeout` is for one answer, in seconds.
    """

    budget: float = 180.0
    tries: int = 6
    timeout: float = 60.0
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    spent: float = field(default=0.0, init=False)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.budget - self.spent

    def limit(self) -> float:
        """How long the next answer may take, in seconds."""
        return max(min(self.timeout, self.left), 0.1)

    def pause(self, trouble: Transient, failures: int) -> None:
        """Wait before the next try. Raises the trouble's final error where there is none."""
        jitter = secrets.SystemRandom().uniform(0, min(2.0**failures, 32.0))
        delay = max(jitter, trouble.after)
        if failures >= self.tries or delay >= self.left:
            raise trouble.final from trouble
        self.spent += delay
        self.wait(delay)
