"""Training of a front desk: cases as data, the choice of a queue, the judgement, and the sheet."""
