"""What both scripts of the yearly kernel read and write: raw columns, names of stages, the table of scores."""
import pathlib

import numpy as np

NO_YEAR = -32768
READY, LISTED, SUPPLIED, UNDER_CONSTRUCTION, BUILT = 2, 3, 4, 5, 6
FEE_AFTER, RECAPTURE_AFTER, EXTENSION, FEE_SHARE = 1, 2, 1, 0.20
GRACE_YEARS, SMALL_LAND = 2, 5 * 2000.0 / 3.0
# What a firm is scored by: (part, whole, factor), in the order of the program's enumeration.
SCORE_KINDS = [("tax", "land_mu", 1), ("value_added", "land_mu", 1), ("value_added", "energy", 1),
               ("value_added", "emission", 1), ("value_added", "staff", 1), ("rd", "revenue", 1),
               ("revenue", "land_mu", 1), ("tax", "power", 1e4)]
EMISSION_KIND = 3


def load(folder):
    """Columns by name from files `<name>.<type>.bin`."""
    columns = {}
    for path in sorted(pathlib.Path(folder).glob("*.bin")):
        name, kind, _ = path.name.split(".")
        columns[name] = np.fromfile(path, dtype=kind)
    return columns


def save(path, seconds, years):
    """Seconds, then the values by year, park and indicator."""
    with open(path, "wb") as out:
        np.array([seconds]).tofile(out)
        for values in years:
            np.ascontiguousarray(values, dtype="f8").tofile(out)


def cuts(columns, firms):
    """How many firms are above the lower end of A, B and C."""
    a, b, d = (int(round(share * 1e9)) for share in columns["score_classes"])
    return [firms * a // 10**9, firms * (a + b) // 10**9, firms - firms * d // 10**9]
