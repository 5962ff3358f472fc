"""What breaks in a world, each kind a function: when, and how badly, is drawn from the world's random numbers."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.faults.simulation.database import stored, stored_by_the_dead

if TYPE_CHECKING:
    from tests.faults.simulation.scenario import Scenario

DISK_ERRORS = (errno.EIO, errno.EDQUOT, errno.ESTALE, errno.ENOSPC)


def cut_power(scenario: Scenario) -> None:
    machine = scenario.random.choice(scenario.machines)
    scenario.world.happen("training machine power cut", machine.name)
    safe = (
        [one.value for one in stored(scenario.world.server.store)]
        if scenario.world.server.alive
        else stored_by_the_dead(scenario.world)
    )
    for process in scenario.world.processes:
        if process.machine is machine and process.alive:
            scenario.world.bury(process)
    scenario.world.oracle.lose_power(machine.name, safe)
    machine.disk.lose_power(scenario.random)
    if scenario.random.random() < 0.5:
        scenario.soon(8.0, lambda: scenario.start(resume=True))


def write_back(scenario: Scenario) -> None:
    for machine in scenario.machines:
        machine.disk.write_back()
    scenario.soon(30.0, lambda: write_back(scenario))


def kill_server(scenario: Scenario) -> None:
    server = scenario.world.server
    server.cuts_power = "server power" in scenario.kinds and scenario.random.random() < 0.5
    place = scenario.random.choice(("before commit", "in commit", "after commit", "idle"))
    if place == "idle":
        server.crash(server.cuts_power)
    elif server.alive:
        server.dies = place


def crash_at_the_end(scenario: Scenario) -> None:
    """When a script's last batch is being stored, or was just now: its journal goes with the answer."""
    server = scenario.world.server
    if scenario.trouble and "server power" in scenario.kinds and scenario.random.random() < 0.5:
        scenario.world.at(scenario.random.uniform(0.1, 1.0), None, lambda: server.crash(power=True))
    elif scenario.trouble and "server kill" in scenario.kinds and scenario.random.random() < 0.5:
        server.dies, server.cuts_power = scenario.random.choice(("before commit", "in commit", "after commit")), False


def fill_disk(scenario: Scenario) -> None:
    machine = scenario.random.choice(scenario.machines)
    scenario.world.happen("training machine's disk full", machine.name)
    machine.disk.room = scenario.random.choice((0, scenario.random.randint(1, 300)))
    scenario.world.at(scenario.random.uniform(0.1, 30.0), None, lambda: setattr(machine.disk, "room", None))


def break_disk(scenario: Scenario) -> None:
    disk = scenario.random.choice(scenario.machines).disk
    disk.calls_to_failure, disk.failing = scenario.random.randint(0, 120), scenario.random.choice((1, 1, 3, 30))
    disk.error = scenario.random.choice(DISK_ERRORS)


def fill_server(scenario: Scenario) -> None:
    scenario.world.happen("server's disk full")
    scenario.world.server.fill(True)
    scenario.soon(30.0, lambda: scenario.world.server.fill(False))


def turn_clock(scenario: Scenario) -> None:
    jump = scenario.random.choice((-3600.0, 3600.0, -1.5, 0.4, -86400.0 * 365, 86400.0 * 365))
    scenario.world.happen("clock jump", f"{jump:+.1f} s")
    if scenario.random.random() < 0.8:
        scenario.random.choice(scenario.machines).skew += jump
    else:
        scenario.world.server_skew += jump


def interrupt(scenario: Scenario) -> None:
    script = scenario.random.choice(scenario.scripts)
    for _ in range(3):
        scenario.world.at(scenario.random.uniform(0.0, 3.0), script.process, script.interrupt)


def delete_journal(scenario: Scenario) -> None:
    disk = scenario.random.choice(scenario.machines).disk
    written = [file for script in scenario.scripts if not script.over for file in script.process.written_files()]
    journals = [path for path, file in disk.names.items() if path.endswith(".journal") and file in written]
    if journals:
        path = scenario.random.choice(journals)
        scenario.world.happen("journal deleted by hand", path)
        disk.rename({path: None})


def close_files(scenario: Scenario) -> None:
    scenario.random.choice(scenario.scripts).close_files()


def sync_now(scenario: Scenario) -> None:
    scenario.sync(scenario.random.choice(scenario.machines))


MISHAPS: dict[str, Callable[[Scenario], object]] = {
    "power": cut_power, "server kill": kill_server, "server power": kill_server,
    "full disk": fill_disk, "disk errors": break_disk, "server full": fill_server,
    "clock": turn_clock, "interrupt": interrupt, "deleted journal": delete_journal,
    "closed files": close_files, "sync meanwhile": sync_now,
}  # fmt: skip
