"""Exact assignment by scipy's LAPJVsp. Arguments: file of pairs (u4 left, u4 right, i8 cost), lefts, cost of
staying alone, output (seconds, total cost: doubles)."""
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def main():
    pairs = np.fromfile(sys.argv[1], dtype=[("left", "u4"), ("right", "u4"), ("cost", "i8")])
    lefts, alone = int(sys.argv[2]), int(sys.argv[3])
    rights = int(pairs["right"].max()) + 1
    # Everyone has a place of their own to stay alone at.
    rows = np.concatenate([pairs["left"], np.arange(lefts)])
    columns = np.concatenate([pairs["right"], rights + np.arange(lefts)])
    costs = np.concatenate([pairs["cost"], np.full(lefts, alone)]).astype("f8")
    graph = csr_matrix((costs, (rows, columns)), shape=(lefts, rights + lefts))
    start = time.process_time()
    left, right = min_weight_full_bipartite_matching(graph)
    seconds = time.process_time() - start
    np.array([seconds, graph[left, right].sum()]).tofile(sys.argv[4])


main()
