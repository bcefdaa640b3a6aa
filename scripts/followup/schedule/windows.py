"""The task for the Windows Task Scheduler, in the order its XML schema asks for.

Schema: learn.microsoft.com, "Task Scheduler Schema" (triggerBaseType is a sequence).
"""

from subprocess import list2cmdline
from xml.sax.saxutils import escape

from followup.errors import FollowupError
from followup.model.patterns import pattern
from followup.schedule.job import Job
from followup.values.weekdays import WEEKDAYS

TASK = "followup weekly"
_VARIABLE = pattern(r"%[^%]+%|\$\(")

# No encoding is named: it may be saved as UTF-8 or UTF-16, and Windows reads either.
_TASK = """\
<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>The week's follow-up drafts, made by `followup schedule windows`</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>{start}T{time}:00</StartBoundary>
      <ScheduleByWeek>
        <DaysOfWeek>
          <{day} />
        </DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT4H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def task(job: Job) -> str:
    """The task's XML; a run missed in sleep is made up for (`StartWhenAvailable`).

    Raises FollowupError for a path in which Windows would read a variable.
    """
    command, *arguments = job.words()
    told = list2cmdline(arguments)
    if found := _VARIABLE.search(f"{command} {told}"):
        raise FollowupError(
            f"Windows would read {found[0]} as a variable; move what it names elsewhere"
        )
    return _TASK.format(
        start=job.start.isoformat(),
        time=job.slot.time,
        day=WEEKDAYS[job.slot.weekday].title(),
        command=escape(command),
        arguments=escape(told),
    )
