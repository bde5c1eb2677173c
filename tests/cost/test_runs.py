from decimal import Decimal

from explorer.cost.runs import cost_of_run


def test_the_experiment_costs_time_times_price_and_the_missing_time_is_missing(catalog):
    runs = {run.instance: run for run in catalog.services["lightgbm-experiment"].runs}

    assert cost_of_run(runs["m5.8xlarge"], catalog) == Decimal(574) / 3600 * Decimal("1.536")
    assert round(cost_of_run(runs["r5.4xlarge"], catalog), 4) == Decimal("0.2136")
    assert runs["c5.24xlarge"].seconds is None
    assert cost_of_run(runs["c5.24xlarge"], catalog) is None


def test_a_region_without_a_price_gives_no_cost(catalog):
    run = catalog.services["lightgbm-experiment"].runs[0]

    assert cost_of_run(run, catalog, region="sa-east-1") is None
