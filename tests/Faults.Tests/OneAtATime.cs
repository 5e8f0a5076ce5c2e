// Each of these tests takes the whole machine, and what is measured of a process must be of that test's silos alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
