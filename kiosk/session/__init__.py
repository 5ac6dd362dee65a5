"""The reception as a pure function: `step(state, event) -> (state, effects)`.

Imports the standard library only. Every screen, time-out, retry and fallback is decided here;
the flow that a date or a facility prescribes is data (`profiles/*.toml`).
"""
