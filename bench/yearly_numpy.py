"""The yearly kernel in numpy: one array operation after the other. Arguments: folder of columns, output."""
import sys
import time

import numpy as np

from yearly_data import (BUILT, EMISSION_KIND, EXTENSION, FEE_AFTER, FEE_SHARE, GRACE_YEARS, LISTED, NO_YEAR,
                         READY, RECAPTURE_AFTER, SCORE_KINDS, SMALL_LAND, SUPPLIED, UNDER_CONSTRUCTION, cuts,
                         load, save)


def idle_clock(d, year, base):
    """Flags idle land, charges the fee, takes land back. Gives the fees by park in fen."""
    stage, idle, agreed = d["parcel_stage"], d["parcel_idle"], d["parcel_agreed_start"]
    started = np.flatnonzero(stage == UNDER_CONSTRUCTION)
    since = d["parcel_suspended_since"][started]
    idle[started[(since == NO_YEAR) & (d["parcel_start_year"][started] == year)]] = 0
    little = ((d["parcel_developed_share"][started] < np.float32(1 / 3)) |
              (d["parcel_invested_share"][started] < np.float32(0.25)))
    idle[started[(since != NO_YEAR) & little & (year - since.astype("i4") >= 1)]] = 1

    at = np.flatnonzero((stage == SUPPLIED) & (d["parcel_start_year"] == NO_YEAR))
    agreed[at[(agreed[at] == NO_YEAR) & (idle[at] != 0)]] = base
    supply = d["parcel_supply_year"][at].astype("i4")
    clock = np.where(agreed[at] != NO_YEAR, agreed[at].astype("i4"),
                     np.where(supply != NO_YEAR, supply + 1, 10**6))
    years = year - clock
    later = EXTENSION * (d["parcel_government_cause"][at] != 0)
    due = at[years >= FEE_AFTER + later]
    back = at[years >= RECAPTURE_AFTER + later]
    idle[due] = 1
    # What was due for recapture before the run is taken back without a late fee.
    on_time = (years == FEE_AFTER + later) | (years < RECAPTURE_AFTER + later)
    fresh = at[(years >= FEE_AFTER + later) & on_time & (d["parcel_fee_charged"][at] == 0)]
    d["parcel_fee_charged"][fresh] = 1
    price = d["parcel_price"][fresh]
    fen = np.where(price > 0, np.rint(FEE_SHARE * price * 1e6), 0.0)
    fees = np.bincount(d["parcel_park"][fresh], weights=fen, minlength=d["park_residual"].size)
    stage[back] = READY
    for name in ("idle", "fee_charged", "government_cause", "supply_record", "floor", "footprint"):
        d["parcel_" + name][back] = 0
    for name in ("agreed_start", "supply_year", "start_year", "suspended_since"):
        d["parcel_" + name][back] = NO_YEAR
    d["parcel_price"][back] = np.nan
    return fees


def operate(d):
    """Growth by division, falling intensities, carbon of energy, green power."""
    productivity, energy_change, emission_change, carbon_factor, green_share = d["operation"]
    factor = 1 + d["division_growth"][d["firm_division"]]
    value = 1 + productivity
    d["firm_rd_previous"] = d["firm_rd"].copy()
    for scale, names in ((1, ("revenue", "export")), (value, ("value_added", "tax", "rd")),
                         (value * (1 + energy_change), ("energy", "power", "green_power", "carbon")),
                         (value * (1 + emission_change), ("emission",))):
        scaled = factor * scale
        for name in names:
            d["firm_" + name] *= scaled
    carbon, green = d["firm_carbon"], d["firm_green_power"]
    np.copyto(carbon, d["firm_energy"] * carbon_factor, where=np.isnan(carbon))
    least = d["firm_power"] * green_share
    np.copyto(green, least, where=(least > 0) & ~(green >= least))


def scores(d, rows, method):
    """Points of the firms in `rows`."""
    total = np.zeros(rows.size)
    for kind, weight, benchmark, cap in method.reshape(-1, 4):
        part, whole, factor = SCORE_KINDS[int(kind)]
        below = d["firm_" + whole][rows]
        x = factor * d["firm_" + part][rows] / below
        x = np.where((below > 0) & np.isfinite(x), np.maximum(x, 0), np.nan)
        points = np.minimum(weight * x / benchmark, cap)
        missing = np.isnan(points)
        if missing.any():
            mean = int(kind) == EMISSION_KIND and not missing.all()
            points[missing] = points[~missing].mean() if mean else 0
        total += points
    return total


def classify(d, year):
    """Classes 1 to 4 (A to D) by rank among large and among small firms; 0: not evaluated."""
    land, large, start = d["firm_land"], d["firm_large"] != 0, d["firm_start_year"].astype("i4")
    d["firm_land_mu"] = land * 3.0 / 2000.0
    grace = (start != NO_YEAR) & (year - start < GRACE_YEARS)
    takes_part = (d["firm_exempt"] == 0) & ~grace & (large | (land >= SMALL_LAND))
    grade = np.zeros(land.size, dtype="u1")
    for group, method in ((large, "score_large"), (~large, "score_small")):
        rows = np.flatnonzero(takes_part & group)
        if rows.size == 0:
            continue
        total = scores(d, rows, d[method])
        places = cuts(d, rows.size)
        ordered = -np.partition(-total, [max(place - 1, 0) for place in places])
        own = np.full(rows.size, 4, dtype="u1")
        for place, name in zip(reversed(places), (3, 2, 1)):
            own[total >= (ordered[place - 1] if place > 0 else np.inf)] = name
        own[d["firm_veto"][rows] != 0] = 4
        grade[rows] = own
    return grade


def known_sum(parks, park, values):
    """Sum by park of what is known, and NaN where nothing is."""
    known = ~np.isnan(values)
    total = np.bincount(park, weights=np.where(known, values, 0), minlength=parks)
    return np.where(np.bincount(park, weights=known, minlength=parks) > 0, total, np.nan)


def measure(d, grade, fees):
    """Twenty indicators by park."""
    parks, park, stage, area = d["park_residual"].size, d["parcel_park"], d["parcel_stage"], d["parcel_area_f"]
    use = d["parcel_use"]
    built = stage == BUILT
    urban, industrial = built & d["use_urban_b"][use], built & d["use_industrial_b"][use]

    def land(where):
        return np.bincount(park[where], weights=area[where], minlength=parks)

    at_work = (stage == SUPPLIED) | (stage == UNDER_CONSTRUCTION)
    prepared = (stage == READY) | (stage == LISTED)
    residual = d["park_residual"].astype("f8")
    a, a2, g, ready = land(urban) + residual, land(industrial), land(d["parcel_idle"] != 0), land(prepared)
    b21 = land(at_work) + ready
    e = land(stage == 1) + ready
    b = b21 + land(stage == 1) + land(built & d["use_other_b"][use])
    supplied = land(at_work | (urban & (d["parcel_supply_record"] != 0))) + residual
    floor = known_sum(parks, park[urban], d["parcel_floor"][urban])
    footprint = known_sum(parks, park[urban], d["parcel_footprint"][urban])
    industrial_floor = known_sum(parks, park[industrial], d["parcel_floor"][industrial])
    home = d["firm_park"]
    tax, added, staff, rd, revenue, energy = (known_sum(parks, home, d["firm_" + name]) for name in (
        "tax", "value_added", "staff", "rd", "revenue", "energy"))
    of_industry = d["division_industrial_b"][d["firm_division"]]
    output = known_sum(parks, home[of_industry], d["firm_revenue"][of_industry])
    firms = np.bincount(home, minlength=parks)
    some = np.where(firms > 0, 1.0, np.nan)
    class_a = some * np.bincount(home[grade == 1], minlength=parks)
    land_d = np.bincount(home[grade == 4], weights=d["firm_land"][grade == 4], minlength=parks)
    mu = 3 / 2e9
    return np.column_stack([
        a * mu, supplied * mu, ready * mu, e * mu, g * mu, (a + b21) / (a + b), supplied / (a + b21),
        g / supplied, a2 / a, floor / (a / 1e6), footprint / (a / 1e6), industrial_floor / (a2 / 1e6),
        tax / (a * mu), output / (a2 * mu), added / staff, rd / revenue, energy / added, class_a,
        some * land_d / (2000.0 / 3.0), fees / 1e6])


def main(folder, out):
    d = load(folder)
    base, count = (int(number) for number in d["years"])
    for name in ("use_urban", "use_industrial", "use_other", "division_industrial"):
        d[name + "_b"] = d[name] != 0
    d["parcel_area_f"] = d["parcel_area"].astype("f8")
    years = []
    begin = time.process_time()
    with np.errstate(divide="ignore", invalid="ignore"):
        for year in range(base + 1, base + count + 1):
            fees = idle_clock(d, year, base)
            operate(d)
            years.append(measure(d, classify(d, year), fees))
    seconds = time.process_time() - begin
    save(out, seconds, [np.where(np.isinf(values), np.nan, values) for values in years])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
