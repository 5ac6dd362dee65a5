"""Records of receptions and other checks: who asked how, and how it ended; nothing personal.

A kiosk writes a record as lines of its journal, one for each step, so that a reception cut off by
a power failure keeps what was known; `kiosk.records.reading` joins the lines of each reception. A
service keeps the checks that it answers in its registry (`kiosk.eligibility.national.records`) and
gives them in the same form. `kiosk.records.reading.merged` joins both: the same check counts once.
The staff's list, the report of the demo, the benches and the statistics of a facility read records.
"""
