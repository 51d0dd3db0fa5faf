"""The yearly kernel in pandas: columns of frames and groupby. Arguments: folder of columns, output."""
import sys
import time

import numpy as np
import pandas as pd

from yearly_data import (BUILT, EMISSION_KIND, EXTENSION, FEE_AFTER, FEE_SHARE, GRACE_YEARS, LISTED, NO_YEAR,
                         READY, RECAPTURE_AFTER, SCORE_KINDS, SMALL_LAND, SUPPLIED, UNDER_CONSTRUCTION, cuts,
                         load, save)


def frame(columns, prefix):
    return pd.DataFrame({name[len(prefix):]: values for name, values in columns.items()
                         if name.startswith(prefix)})


def idle_clock(p, year, base, parks):
    """Flags idle land, charges the fee, takes land back. Gives the fees by park in fen."""
    started = p["stage"] == UNDER_CONSTRUCTION
    running = p["suspended_since"] == NO_YEAR
    p.loc[started & running & (p["start_year"] == year), "idle"] = 0
    little = (p["developed_share"] < np.float32(1 / 3)) | (p["invested_share"] < np.float32(0.25))
    p.loc[started & ~running & little & (year - p["suspended_since"].astype("i4") >= 1), "idle"] = 1

    waiting = (p["stage"] == SUPPLIED) & (p["start_year"] == NO_YEAR)
    p.loc[waiting & (p["agreed_start"] == NO_YEAR) & (p["idle"] != 0), "agreed_start"] = base
    after_supply = (p["supply_year"].astype("i4") + 1).where(p["supply_year"] != NO_YEAR, 10**6)
    clock = p["agreed_start"].astype("i4").where(p["agreed_start"] != NO_YEAR, after_supply)
    years = year - clock
    later = EXTENSION * (p["government_cause"] != 0)
    due = waiting & (years >= FEE_AFTER + later)
    back = waiting & (years >= RECAPTURE_AFTER + later)
    p.loc[due, "idle"] = 1
    # What was due for recapture before the run is taken back without a late fee.
    on_time = (years == FEE_AFTER + later) | (years < RECAPTURE_AFTER + later)
    fresh = due & on_time & (p["fee_charged"] == 0)
    p.loc[fresh, "fee_charged"] = 1
    fen = (FEE_SHARE * p.loc[fresh, "price"].where(p["price"] > 0, 0) * 1e6).round()
    fees = fen.groupby(p.loc[fresh, "park"]).sum().reindex(parks, fill_value=0)
    p.loc[back, "stage"] = READY
    p.loc[back, ["idle", "fee_charged", "government_cause", "supply_record", "floor", "footprint"]] = 0
    p.loc[back, ["agreed_start", "supply_year", "start_year", "suspended_since"]] = NO_YEAR
    p.loc[back, "price"] = np.nan
    return fees


def operate(f, growth, operation):
    """Growth by division, falling intensities, carbon of energy, green power."""
    productivity, energy_change, emission_change, carbon_factor, green_share = operation
    factor = 1 + f["division"].map(growth)
    value = 1 + productivity
    f["rd_previous"] = f["rd"]
    for scale, names in ((1, ["revenue", "export"]), (value, ["value_added", "tax", "rd"]),
                         (value * (1 + energy_change), ["energy", "power", "green_power", "carbon"]),
                         (value * (1 + emission_change), ["emission"])):
        scaled = factor * scale
        for name in names:
            f[name] = f[name] * scaled
    f["carbon"] = f["carbon"].fillna(f["energy"] * carbon_factor)
    least = f["power"] * green_share
    f["green_power"] = f["green_power"].mask((least > 0) & ~(f["green_power"] >= least), least)


def scores(group, method):
    """Points of a group of firms."""
    total = pd.Series(0.0, index=group.index)
    for kind, weight, benchmark, cap in method.reshape(-1, 4):
        part, whole, factor = SCORE_KINDS[int(kind)]
        x = (factor * group[part] / group[whole]).where(group[whole] > 0).clip(lower=0)
        points = (weight * x.replace(np.inf, np.nan) / benchmark).clip(upper=cap)
        total += points.fillna(points.mean() if int(kind) == EMISSION_KIND else 0).fillna(0)
    return total


def classify(f, year, columns):
    """Classes 1 to 4 (A to D) by rank among large and among small firms; 0: not evaluated."""
    start = f["start_year"].astype("i4")
    grace = (start != NO_YEAR) & (year - start < GRACE_YEARS)
    large = f["large"] != 0
    takes_part = (f["exempt"] == 0) & ~grace & (large | (f["land"] >= SMALL_LAND))
    f["land_mu"] = f["land"] * 3.0 / 2000.0
    f["grade"] = 0
    for which, method in ((large, "score_large"), (~large, "score_small")):
        group = f[takes_part & which]
        if group.empty:
            continue
        better = scores(group, columns[method]).rank(method="min", ascending=False) - 1
        places = cuts(columns, len(group))
        grade = pd.Series(4, index=group.index)
        for place, name in zip(reversed(places), (3, 2, 1)):
            grade = grade.mask(better < place, name)
        f.loc[group.index, "grade"] = grade.mask(group["veto"] != 0, 4)


def measure(p, f, columns, fees):
    """Twenty indicators by park."""
    parks = fees.index
    built = p["stage"] == BUILT
    urban = built & p["urban"]
    industrial = built & p["industrial"]

    def land(where):
        return p.loc[where].groupby("park")["area"].sum().reindex(parks, fill_value=0)

    def known(rows, names):
        return rows.groupby("park")[names].sum(min_count=1).reindex(parks)

    at_work = p["stage"].isin([SUPPLIED, UNDER_CONSTRUCTION])
    residual = pd.Series(columns["park_residual"], index=parks)
    a, a2, g = land(urban) + residual, land(industrial), land(p["idle"] != 0)
    ready = land(p["stage"].isin([READY, LISTED]))
    planned = land(p["stage"] == 1)
    b21 = land(at_work) + ready
    b = b21 + planned + land(built & p["other"])
    supplied = land(at_work | (urban & (p["supply_record"] != 0))) + residual
    floors = known(p[urban], ["floor", "footprint"])
    industrial_floor = known(p[industrial], ["floor"])["floor"]
    sums = known(f, ["tax", "value_added", "staff", "rd", "revenue", "energy"])
    output = known(f[f["of_industry"]], ["revenue"])["revenue"]
    firms = f.groupby("park").size().reindex(parks)
    class_a = f[f["grade"] == 1].groupby("park").size().reindex(parks, fill_value=0).where(firms > 0)
    land_d = f[f["grade"] == 4].groupby("park")["land"].sum().reindex(parks, fill_value=0).where(firms > 0)
    mu = 3 / 2e9
    return pd.DataFrame({
        "built_mu": a * mu, "supplied_mu": supplied * mu, "ready_mu": ready * mu,
        "suppliable_mu": (planned + ready) * mu, "idle_mu": g * mu, "development_rate": (a + b21) / (a + b),
        "supply_rate": supplied / (a + b21), "idle_rate": g / supplied, "industrial_rate": a2 / a,
        "comprehensive_far": floors["floor"] / (a / 1e6), "building_density": floors["footprint"] / (a / 1e6),
        "industrial_far": industrial_floor / (a2 / 1e6), "tax_per_mu": sums["tax"] / (a * mu),
        "output_per_mu": output / (a2 * mu), "value_added_per_staff": sums["value_added"] / sums["staff"],
        "rd_share": sums["rd"] / sums["revenue"],
        "energy_per_value_added": sums["energy"] / sums["value_added"], "class_a_count": class_a,
        "class_d_land_mu": land_d / (2000.0 / 3.0), "idle_fee_wan": fees / 1e6})


def main(folder, out):
    columns = load(folder)
    base, count = (int(number) for number in columns["years"])
    p, f = frame(columns, "parcel_"), frame(columns, "firm_")
    for name in ("urban", "industrial", "other"):
        p[name] = columns["use_" + name][p["use"]] != 0
    f["of_industry"] = columns["division_industrial"][f["division"]] != 0
    growth = pd.Series(columns["division_growth"])
    parks = pd.RangeIndex(columns["park_residual"].size)
    years = []
    begin = time.process_time()
    for year in range(base + 1, base + count + 1):
        fees = idle_clock(p, year, base, parks)
        operate(f, growth, columns["operation"])
        classify(f, year, columns)
        years.append(measure(p, f, columns, fees))
    seconds = time.process_time() - begin
    save(out, seconds, [values.replace([np.inf, -np.inf], np.nan).to_numpy() for values in years])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
